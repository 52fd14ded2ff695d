//! The stage: a small pixel theatre with a picture for each kind of primitive.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Model, Moment};
use crate::view::Ui;

/// Draws the stage into `area`.
pub fn draw(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let _ = (buf, area, model, ui, moment);
}

/// When the picture next changes by itself: `None` if it is still, a moment that is not later than `moment` for the
/// very next frame.
pub fn next_change(model: &Model, ui: &Ui, moment: Moment) -> Option<Moment> {
    let _ = (model, ui, moment);
    None
}

/// Whether the picture changes by itself.
pub fn animating(model: &Model, ui: &Ui, moment: Moment) -> bool {
    next_change(model, ui, moment).is_some()
}
