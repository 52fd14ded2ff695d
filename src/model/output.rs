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
    /// Who printed it; a line that another one's text breaks off goes on in a new line.
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

impl Output {
    pub(super) fn push(
        &mut self,
        task: TaskId,
        text: &str,
        err: bool,
        time: Micros,
        moment: Moment,
    ) {
        for piece in text.split_inclusive('\n') {
            let (piece, complete) = piece
                .strip_suffix('\n')
                .map_or((piece, false), |line| (line, true));
            let open = self
                .lines
                .back()
                .is_some_and(|line| !line.complete && line.err == err)
                && (piece.is_empty() || self.lines.back().is_some_and(|line| line.task == task));
            if !open {
                if let Some(line) = self.lines.back_mut() {
                    line.complete = true;
                }
                let cut = false;
                self.lines.push_back(OutLine {
                    task,
                    text: String::new(),
                    err,
                    complete,
                    cut,
                    moment,
                    time,
                });
            }
            let Some(line) = self.lines.back_mut() else {
                return;
            };
            let room = Self::LONGEST.saturating_sub(line.text.len());
            let kept = &piece[..piece.floor_char_boundary(room)];
            line.text.push_str(kept);
            line.cut |= kept.len() < piece.len();
            line.complete = complete;
            self.bytes += kept.len();
            while self.lines.len() > Self::MOST_LINES
                || (self.bytes > Self::MOST_BYTES && self.lines.len() > 1)
            {
                let Some(oldest) = self.lines.pop_front() else {
                    return;
                };
                self.bytes -= oldest.text.len();
                self.dropped += 1;
            }
        }
    }
}
