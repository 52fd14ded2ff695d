//! The verdict on the run, over the picture, where one sees it from the last row.

use crate::model::Verdict;
use crate::view::canvas::Canvas;

use super::show::Show;

/// Draws the verdict, if there is one to be drawn.
pub fn draw(canvas: &mut Canvas, show: &Show) {
    if let Verdict::Deadlock(_) = &show.model.verdict {
        let _ = canvas;
    }
}
