//! The verdict on the run, over the picture, where one sees it from the last row.

use crate::model::Verdict;
use crate::view::canvas::{Canvas, bold, columns};
use crate::view::theme::{Depth, Role};

use super::show::Show;

/// Hangs the verdict's sign over the middle of the picture, if the run has come to a stop that nobody wants. `row` is
/// where the picture has room for it.
pub fn draw(canvas: &mut Canvas, show: &Show, row: i32) {
    let (word, role) = match &show.model.verdict {
        Verdict::Deadlock(_) => ("stage.deadlock", Role::Bad),
        Verdict::Stalled => ("stage.stalled", Role::Warn),
        _ => return,
    };
    // A low stage stands just under the line that says so anyway.
    if canvas.rows() <= 16 {
        return;
    }
    let word = format!("  {}  ", show.word(word));
    let wide = columns(&word);
    let look = show.look();
    let style = if look.depth == Depth::None {
        look.on(Role::Bright, role)
    } else {
        bold(look, Role::Ground).bg(look.color(role))
    };
    let column = (canvas.columns() - wide) / 2;
    let blank = " ".repeat(wide.max(0) as usize);
    if row > 0 {
        canvas.text_on(column, row - 1, &blank, style);
        canvas.text_on(column, row + 1, &blank, style);
    }
    canvas.text_on(column, row, &word, style);
}
