//! What happened, as data.

mod row;

use std::collections::VecDeque;

use crate::trace::{Done, Ending, Fail, Micros, NoteKind, ObjectId, Op, TaskId, Text};

use super::{Actor, Moment, Verdict};
pub use row::Row;

/// The last entries, oldest first, and the rows in which they are told.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The entries.
    pub entries: VecDeque<Entry>,
    /// How many older ones were dropped.
    pub dropped: u64,
    /// What is told together: a cause with what came of it, threads that start one after the other, and so on.
    pub rows: VecDeque<Row>,
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
    /// Whom it concerns, as it was at the time.
    pub actor: Option<Actor>,
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
        by: Option<Actor>,
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
        /// Whose update a write has wiped out.
        over: Option<Actor>,
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
    /// The task that it concerns.
    pub fn task(&self) -> Option<TaskId> {
        self.actor.as_ref().map(|actor| actor.task)
    }

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

    /// An entry by its number, if it is still kept.
    pub fn get(&self, number: u64) -> Option<&Entry> {
        let index = self
            .entries
            .binary_search_by_key(&number, |entry| entry.number);
        self.entries.get(index.ok()?)
    }

    /// The row that begins with this entry: its place among the rows.
    pub fn row_at(&self, first: u64) -> Option<usize> {
        self.rows.binary_search_by_key(&first, |row| row.first).ok()
    }

    /// The entries of a row, oldest first.
    pub fn entries_of<'a>(&'a self, row: &'a Row) -> impl DoubleEndedIterator<Item = &'a Entry> {
        row.entries.iter().filter_map(|number| self.get(*number))
    }

    /// Adds an entry: to the row whose head it `belongs` to, to one that tells the same of others, or to one of its own.
    pub(super) fn push(&mut self, entry: Entry, belongs: Option<u64>) {
        if self.entries.len() == Self::MOST {
            self.entries.pop_front();
            self.dropped += 1;
            let first = self.entries.front().map_or(u64::MAX, |entry| entry.number);
            while self.rows.front().is_some_and(|row| row.first < first) {
                self.rows.pop_front();
            }
        }
        let told = belongs.is_some_and(|head| self.row_at(head).is_some());
        if !told {
            if let Some(index) = self.fold(&entry) {
                self.rows[index].entries.push(entry.number);
            } else {
                if self.says_it_already(&entry) {
                    self.rows.pop_back();
                }
                self.rows.push_back(Row::of(&entry));
            }
        }
        self.entries.push_back(entry);
    }

    /// Takes the newest entry back, which has a row of its own.
    pub(super) fn take_back(&mut self) {
        let last = self.entries.pop_back().map(|entry| entry.number);
        if self.rows.back().map(|row| row.first) == last {
            self.rows.pop_back();
        }
    }
}
