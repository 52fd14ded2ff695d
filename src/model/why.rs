//! Why a task does not go on.

use crate::trace::{Ending, Micros, ObjectId, Op, TaskId, Text};

use super::Model;

/// A chain of blame: the first is about the task that was asked for, each next about the one the last points to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// The hops.
    pub hops: Vec<Because>,
    /// The chain came back to this task: a circle.
    pub circle: Option<TaskId>,
}

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It could go on.
    Runs {
        /// Who.
        task: TaskId,
    },
    /// It has not begun.
    New {
        /// Who.
        task: TaskId,
    },
    /// It has ended.
    Over {
        /// Who.
        task: TaskId,
        /// How.
        how: Ending,
    },
    /// It sleeps until then.
    Sleeps {
        /// Who.
        task: TaskId,
        /// Program time when it goes on.
        until: Micros,
    },
    /// It asks for a line of input.
    Asks {
        /// Who.
        task: TaskId,
        /// Its prompt.
        prompt: Text,
    },
    /// The lecturer's thread has nothing to do.
    Idle {
        /// Who.
        task: TaskId,
    },
    /// It waits.
    Waits {
        /// Who.
        task: TaskId,
        /// For which operation.
        op: Op,
        /// On which object.
        object: Option<ObjectId>,
        /// Program time when it gives up.
        until: Option<Micros>,
        /// A wake has reached it; it tries again when it runs.
        picked: bool,
        /// How many are before it in the line.
        ahead: u32,
        /// Who is next in the line, if it is not this task.
        first: Option<TaskId>,
        /// Who is to blame.
        blame: Blame,
    },
}

/// Who could end a wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blame {
    /// The owner of the lock.
    Owner(TaskId),
    /// The task whose end it waits for.
    End(TaskId),
    /// Those who hold the permits.
    Holders(Vec<TaskId>),
    /// Those who have given here before (set, put, notified, released) and live.
    Givers(Vec<TaskId>),
    /// Those who could take from a full queue, as far as they are known.
    Takers(Vec<TaskId>),
    /// How many parties a barrier still needs.
    Missing(i64),
    /// It is free now: whoever comes first has it.
    Free,
    /// Nobody that is known.
    Nobody,
}

impl Because {
    /// Whom it is about.
    pub fn task(&self) -> TaskId {
        match self {
            Because::Runs { task }
            | Because::New { task }
            | Because::Over { task, .. }
            | Because::Sleeps { task, .. }
            | Because::Asks { task, .. }
            | Because::Idle { task }
            | Because::Waits { task, .. } => *task,
        }
    }
}

pub(super) fn why(_model: &Model, _task: TaskId) -> Why {
    Why::default()
}
