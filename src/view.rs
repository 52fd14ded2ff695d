//! Pure: (model, moment, theme, size) to a buffer of cells.
//!
//! [`draw`] is a function of what it is given: no clock, no memory, no input. The little memory that a stable picture
//! needs (where the listing is scrolled to) is in [`Ui`], and [`settle`] brings it up to date before a frame.

pub mod canvas;
pub mod motion;
pub mod paint;
pub mod sprite;
pub mod stage;
pub mod theme;
pub mod ui;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Model, Moment};
pub use ui::Ui;

/// Draws the whole screen into `area` of `buf`.
pub fn draw(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let _ = (buf, area, model, ui, moment);
}

/// Brings what the view remembers up to date: call it before [`draw`], with the same area.
pub fn settle(model: &Model, ui: &mut Ui, area: Rect, moment: Moment) {
    let _ = (model, ui, area, moment);
}

/// When the picture next changes by itself, if nothing happens: `None` is a still picture, a moment that is not later
/// than `moment` asks for the next frame.
pub fn next_change(model: &Model, ui: &Ui, moment: Moment) -> Option<Moment> {
    let _ = (model, ui, moment);
    None
}
