//! What happened, as data.

use std::collections::VecDeque;

use crate::trace::{Done, Ending, Fail, Micros, NoteKind, ObjectId, Op, TaskId, Text};

use super::{Moment, Verdict};

/// The last entries, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The entries.
    pub entries: VecDeque<Entry>,
    /// How many older ones were dropped.
    pub dropped: u64,
}

/// One entry; `text::log_entry` makes a sentence of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Counts up over the run, from 0.
    pub number: u64,
    /// Program time.
    pub time: Micros,
    /// When it was shown.
    pub moment: Moment,
    /// Whom it concerns.
    pub task: Option<TaskId>,
    /// That task's name at the time.
    pub who: Text,
    /// Line of the program where it happened.
    pub line: Option<u32>,
    /// What happened.
    pub what: What,
    /// The cause that it tells of or belongs to.
    pub cause: Option<u64>,
    /// Whether it tells of that cause itself, not of what came of it.
    pub heads: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It began to run; who started it.
    Started {
        /// Who started it.
        by: Option<TaskId>,
    },
    /// It ended.
    Ended(Ending),
    /// It has to wait.
    Waits {
        /// What it wants.
        op: Op,
        /// Of which object.
        object: Option<ObjectId>,
        /// For whose end.
        on: Option<TaskId>,
        /// How long at most.
        timeout: Option<Micros>,
        /// Who owns the lock at this time.
        owner: Option<TaskId>,
        /// How many were in the line before it.
        ahead: u32,
        /// It wants a rwlock for reading.
        reads: bool,
    },
    /// An operation took effect.
    Did {
        /// The record.
        done: Box<Done>,
        /// How long it had waited; none if it did not have to.
        waited: Option<Micros>,
        /// Gave a semaphore a permit that it did not hold, beyond the initial number.
        extra: bool,
        /// Who owned the lock that another task released.
        owner: Option<TaskId>,
    },
    /// An operation had no effect.
    Failed(Box<Fail>),
    /// A remark.
    Note {
        /// Its kind.
        kind: NoteKind,
        /// Its text.
        text: Text,
    },
    /// The verdict on the run changed.
    Judged(Verdict),
    /// Some tasks can never go on, while others may.
    Circle(super::Circle),
    /// Records were lost.
    Gap {
        /// How many.
        lost: u64,
    },
}

impl Entry {
    /// Whether it tells of a read or write of shared data, which come in crowds.
    pub fn is_minor(&self) -> bool {
        matches!(&self.what, What::Did { done, .. } if matches!(done.op, Op::Read | Op::Write))
    }
}

impl Log {
    /// How many entries are kept.
    pub const MOST: usize = 1_000;

    /// The newest entry.
    pub fn last(&self) -> Option<&Entry> {
        self.entries.back()
    }

    pub(super) fn push(&mut self, entry: Entry) {
        if self.entries.len() == Self::MOST {
            self.entries.pop_front();
            self.dropped += 1;
        }
        self.entries.push_back(entry);
    }
}
