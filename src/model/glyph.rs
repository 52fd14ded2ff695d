//! One-cell letters and digits for tasks.

/// Which are taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Glyphs {}
