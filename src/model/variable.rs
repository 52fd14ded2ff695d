//! Shared data.

use crate::trace::{Micros, ObjectId, Op, TaskId, Text};

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
}

impl Variable {
    /// How many accesses are kept.
    pub const ACCESSES: usize = 8;
    /// How many variables are kept.
    pub const MOST: usize = 64;
}
