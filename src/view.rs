//! Pure: (model, moment, theme, size) to a buffer of cells.

pub mod canvas;
pub mod motion;
pub mod sprite;
pub mod stage;
pub mod theme;
