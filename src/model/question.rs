//! Questions about this moment: made from the state of a run, with the answers one can give, and a [`Watch`] that hears
//! in what comes next which of them came true.

mod circle;
mod make;
mod watch;

use crate::trace::{ObjectId, Op, TaskId, Text};

use super::Actor;

pub use make::questions;
pub use watch::Watch;

/// A question and the answers that can be given to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// The answers, in the order of their digits; at most [`Question::MOST`].
    pub answers: Vec<Answer>,
    /// The tasks that question and answers name, as they are now: they may be forgotten before it is answered.
    pub cast: Vec<Actor>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Who takes a lock, a permit or an item next, or finds room for one.
    Next {
        /// Of which object.
        object: ObjectId,
        /// By which operation: acquire, get or put.
        op: Op,
        /// Who waits for it now, in order.
        waiting: Vec<TaskId>,
        /// Who owns it now: an `RLock` may be taken again by its owner.
        owner: Option<TaskId>,
    },
    /// Whether the next one who asks has to wait.
    Blocks {
        /// For which object.
        object: ObjectId,
        /// For which operation.
        op: Op,
        /// Whether it wants a rwlock for reading; none for other objects.
        reads: Option<bool>,
        /// Who waits for it now: they have asked already.
        waiting: Vec<TaskId>,
    },
    /// Who wakes a task that waits.
    Wakes {
        /// The task.
        task: TaskId,
        /// What it waits for.
        op: Op,
        /// Of which object.
        object: Option<ObjectId>,
        /// For whose end.
        on: Option<TaskId>,
    },
    /// Whether a task gets what it waits for before its time is up.
    InTime {
        /// The task.
        task: TaskId,
        /// What it waits for.
        op: Op,
        /// Of which object.
        object: Option<ObjectId>,
        /// Program time when it gives up.
        until: u64,
    },
    /// How many of those who wait for an event its next `set` wakes.
    HowMany {
        /// The event.
        object: ObjectId,
        /// Who waits for it now.
        waiting: Vec<TaskId>,
    },
    /// Whom the next `notify` of a condition wakes, or wakes first.
    First {
        /// The condition.
        object: ObjectId,
        /// Who waits for it now, in order.
        waiting: Vec<TaskId>,
    },
    /// Whether one that is notified goes on before the notifier has released the lock.
    AtOnce {
        /// The condition.
        object: ObjectId,
        /// Its lock.
        lock: Option<ObjectId>,
    },
    /// Who comes last to a barrier, so that all go on.
    Last {
        /// The barrier.
        object: ObjectId,
        /// How many have come.
        arrived: i64,
        /// How many have to.
        parties: i64,
    },
    /// How many go on when the next one comes to a barrier.
    GoOn {
        /// The barrier.
        object: ObjectId,
        /// How many have come.
        arrived: i64,
        /// How many have to.
        parties: i64,
    },
    /// What a task writes into the shared data that it has read.
    Writes {
        /// The shared data.
        data: Data,
        /// Who.
        task: TaskId,
        /// What it read.
        read: i64,
    },
    /// What shared data says once all have written who have read the same.
    Both {
        /// The shared data.
        data: Data,
        /// Who.
        tasks: Vec<TaskId>,
        /// What they read.
        read: i64,
    },
    /// Whether an update of shared data is lost before the end.
    Lost {
        /// The shared data.
        data: Data,
        /// Who has read and not written yet, and whether somebody has written since.
        readers: Vec<(TaskId, bool)>,
    },
    /// Which item leaves a queue next.
    Item {
        /// The queue.
        object: ObjectId,
    },
    /// Which of the calls that run is done first.
    Settles {
        /// Their futures.
        running: Vec<ObjectId>,
    },
    /// Which of the calls that wait is begun next.
    Begins {
        /// Their futures.
        pending: Vec<ObjectId>,
    },
    /// Whose sleep is over first.
    TimeUp,
    /// Whether a circle of owners closes.
    Deadlock {
        /// The locks.
        locks: Vec<ObjectId>,
        /// Who owns which.
        owners: Vec<(ObjectId, TaskId)>,
        /// Who waits, without a timeout, for which lock.
        wants: Vec<(TaskId, ObjectId)>,
    },
    /// What could end a standstill.
    Ends {
        /// Those who wait for each other in a circle; empty where there is none.
        circle: Vec<TaskId>,
    },
    /// The scene's own question, which has no answers to choose from.
    Scene,
}

/// Shared data, as records name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Data {
    /// Its number, where it has one.
    pub object: Option<ObjectId>,
    /// Its name.
    pub name: Text,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// This task.
    Task(TaskId),
    /// This object.
    Object(ObjectId),
    /// This value or item.
    Value(Text),
    /// So many.
    Count(i64),
    /// All of them.
    All,
    /// Another of those who could.
    Another,
    /// Somebody who has not asked yet.
    Newcomer,
    /// Nobody, or nothing: it never comes to it.
    Nobody,
    /// Yes.
    Yes,
    /// No.
    No,
    /// The time of the wait is up first.
    Time,
    /// Nothing but patience.
    Longer,
    /// Somebody gives what the others wait for.
    Release,
    /// One more thread of the same kind.
    More,
    /// What is right where several are possible.
    Depends,
}

/// How sure it is that what happened had to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    /// Every order of steps leads to it.
    Only,
    /// Other orders lead elsewhere.
    Depends,
    /// It happened this time; nobody knows of another.
    ThisTime,
}

impl Question {
    /// Most answers of a question: as many as are read at a glance.
    pub const MOST: usize = 6;

    /// Which of the answers one is that came true.
    pub fn place(&self, came: &Answer) -> Option<usize> {
        let find = |answer: &Answer| self.answers.iter().position(|other| other == answer);
        find(came).or_else(|| match came {
            Answer::Count(_) => find(&Answer::Another),
            Answer::Depends => None,
            _ => find(&Answer::Another).or_else(|| find(&Answer::Newcomer)),
        })
    }

    /// The answer, where it needs no waiting for.
    pub fn known(&self) -> Option<Answer> {
        matches!(self.ask, Ask::Ends { .. }).then_some(Answer::Release)
    }

    /// A task as it was when the question was asked.
    pub fn actor(&self, task: TaskId) -> Option<&Actor> {
        self.cast.iter().find(|actor| actor.task == task)
    }

    /// The object that it is about.
    pub fn object(&self) -> Option<ObjectId> {
        match &self.ask {
            Ask::Next { object, .. }
            | Ask::Blocks { object, .. }
            | Ask::HowMany { object, .. }
            | Ask::First { object, .. }
            | Ask::AtOnce { object, .. }
            | Ask::Last { object, .. }
            | Ask::GoOn { object, .. }
            | Ask::Item { object } => Some(*object),
            Ask::Wakes { object, .. } | Ask::InTime { object, .. } => *object,
            _ => None,
        }
    }
}

impl Ask {
    /// The name of its kind: questions that differ only in whom they are about have the same.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Next { .. } => "next",
            Self::Blocks { .. } => "blocks",
            Self::Wakes { .. } => "wakes",
            Self::InTime { .. } => "in_time",
            Self::HowMany { .. } => "how_many",
            Self::First { .. } => "first",
            Self::AtOnce { .. } => "at_once",
            Self::Last { .. } => "last",
            Self::GoOn { .. } => "go_on",
            Self::Writes { .. } => "writes",
            Self::Both { .. } => "both",
            Self::Lost { .. } => "lost",
            Self::Item { .. } => "item",
            Self::Settles { .. } => "settles",
            Self::Begins { .. } => "begins",
            Self::TimeUp => "time_up",
            Self::Deadlock { .. } => "deadlock",
            Self::Ends { .. } => "ends",
            Self::Scene => "scene",
        }
    }
}

impl Sure {
    /// What a search for the `possible` answers, which may have ended before it was `complete`, says of the one that
    /// `came` true.
    pub fn of<'a>(
        mut possible: impl Iterator<Item = &'a Answer>,
        complete: bool,
        came: &Answer,
    ) -> Self {
        match (possible.next(), possible.next()) {
            (Some(_), Some(_)) => Self::Depends,
            (Some(only), None) if only == came && complete => Self::Only,
            _ => Self::ThisTime,
        }
    }
}
