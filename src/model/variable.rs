//! Shared data.

use crate::trace::{Micros, ObjectId, Op, SiteId, TaskId, Text, is_update};

use super::Moment;

/// A variable, attribute or element that several tasks can reach.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name, `count`, `self.total`.
    pub name: Text,
    /// Its number, where the producer gave it one.
    pub object: Option<ObjectId>,
    /// Its value as last read or written, in Python's notation.
    pub value: Text,
    /// The last reads and writes, newest last.
    pub accesses: Vec<Access>,
    /// How many reads.
    pub reads: u64,
    /// How many writes.
    pub writes: u64,
    /// How many writes were wiped out by one that knew nothing of them.
    pub lost: u64,
}

/// A read or write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// [`Op::Read`] or [`Op::Write`].
    pub op: Op,
    /// Who.
    pub task: TaskId,
    /// What it read or wrote.
    pub value: Text,
    /// When.
    pub moment: Moment,
    /// Program time.
    pub time: Micros,
    /// Where in the program.
    pub site: Option<SiteId>,
    /// Whose update this write has wiped out: it is made of a value that was read before that one.
    pub over: Option<TaskId>,
    /// Whether this write has been wiped out so.
    pub lost: bool,
}

/// What a write has wiped out.
#[derive(Debug, Clone)]
pub(super) struct Wiped {
    /// What the one who writes had read before, and where.
    pub(super) read: Text,
    pub(super) site: Option<SiteId>,
    /// Who has written what since that was not lost already, oldest first; never empty.
    pub(super) updates: Vec<(TaskId, Text)>,
}

impl Wiped {
    /// Whose update was the last.
    pub(super) fn last(&self) -> Option<TaskId> {
        self.updates.last().map(|(task, _)| *task)
    }
}

impl Variable {
    /// How many accesses are kept.
    pub const ACCESSES: usize = 24;
    /// How many variables are kept.
    pub const MOST: usize = 64;

    /// What a task has read and not yet written back: its last access, if that is a read.
    pub fn in_hand(&self, task: TaskId) -> Option<&Access> {
        let last = self
            .accesses
            .iter()
            .rev()
            .find(|access| access.task == task);
        last.filter(|access| access.op == Op::Read)
    }

    /// Whether somebody else has written since.
    pub fn is_stale(&self, read: &Access) -> bool {
        let later = self.accesses.iter().rev();
        let mut later = later.take_while(|access| !std::ptr::eq(*access, read));
        later.any(|access| access.op == Op::Write && access.task != read.task)
    }

    /// Notes which writes are lost if this task writes now: those since it read, if it has read since it last wrote.
    pub(super) fn wipe(&mut self, task: TaskId, value: &str) -> Option<Wiped> {
        if !is_update(value) {
            return None;
        }
        let mine = |access: &Access| access.task == task;
        let read = self.accesses.iter().rposition(mine)?;
        if self.accesses[read].op != Op::Read {
            return None;
        }
        let mut wiped = Wiped {
            read: self.accesses[read].value.clone(),
            site: self.accesses[read].site,
            updates: Vec::new(),
        };
        for access in &mut self.accesses[read + 1..] {
            if access.op == Op::Write && !access.lost {
                wiped.updates.push((access.task, access.value.clone()));
                self.lost += 1;
                access.lost = true;
            }
        }
        Some(wiped).filter(|wiped| !wiped.updates.is_empty())
    }
}
