//! Pure: (model, moment, theme, size) to a buffer of cells.
