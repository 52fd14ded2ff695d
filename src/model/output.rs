//! What the program printed.

use std::collections::VecDeque;

use crate::trace::{Micros, TaskId};

use super::Moment;

/// The last lines, oldest first, escape sequences included.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The lines.
    pub lines: VecDeque<OutLine>,
    /// How many older lines were dropped.
    pub dropped: u64,
    /// Bytes held by `lines`.
    pub bytes: usize,
}

/// A line of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutLine {
    /// Who printed its first piece.
    pub task: TaskId,
    /// Its text without the newline, with the program's own escape sequences.
    pub text: String,
    /// Whether it went to standard error.
    pub err: bool,
    /// Whether its newline has come.
    pub complete: bool,
    /// Whether some of it was cut off.
    pub cut: bool,
    /// When it began.
    pub moment: Moment,
    /// Program time when it began.
    pub time: Micros,
}

impl Output {
    /// How many lines are kept.
    pub const MOST_LINES: usize = 1_000;
    /// How many bytes are kept.
    pub const MOST_BYTES: usize = 256 * 1024;
    /// How long a line may be, in bytes.
    pub const LONGEST: usize = 4 * 1024;
}
