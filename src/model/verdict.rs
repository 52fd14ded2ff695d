//! The state of the whole run, in one word.

use crate::trace::{ObjectId, TaskId};

/// What can be said of the run as it is now. All of it assumes that the lecturer does nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Verdict {
    /// It runs.
    #[default]
    Running,
    /// The main thread and all others that are not daemons have ended.
    Ended,
    /// Nobody can run, and at least one circle of owners or joins is why.
    Deadlock(Circle),
    /// Nobody can run, and there is no circle: a notify that never comes, an empty queue without producers.
    Stalled,
    /// Nobody can run before this task gets its line of input.
    WaitingForInput(TaskId),
    /// Nobody can run, and the scene says that this is how it should be; or the lecturer holds what they wait for.
    WaitingForLecturer,
}

/// Tasks that wait for each other in a circle: each link's task waits for the next link's, the last one's for the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// The links; begins with the lowest task id.
    pub links: Vec<Link>,
}

/// One edge of a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Who waits.
    pub task: TaskId,
    /// For which lock or whose result; none for a join.
    pub wants: Option<ObjectId>,
    /// Who owns it, runs it or would have to begin it, or whose end it waits for: the next link's task.
    pub owner: TaskId,
    /// What this task holds, runs or would have to begin, that the link before it waits for; none if that one joins it.
    pub holds: Option<ObjectId>,
}

impl Circle {
    /// Whether a task is in it.
    pub fn has(&self, task: TaskId) -> bool {
        self.links.iter().any(|link| link.task == task)
    }

    /// Whether a lock is part of it.
    pub fn has_object(&self, object: ObjectId) -> bool {
        self.links.iter().any(|link| link.wants == Some(object))
    }
}

impl Verdict {
    /// The circle of a deadlock.
    pub fn circle(&self) -> Option<&Circle> {
        match self {
            Verdict::Deadlock(circle) => Some(circle),
            _ => None,
        }
    }
}
