//! Causes, for the view to show as something that flies.

use crate::trace::{ObjectId, TaskId, Text};

use super::{End, Moment};

/// Where a flight begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A task's figure.
    Task(TaskId),
    /// An object; which of its slots, where that matters.
    Object(ObjectId, Option<u32>),
    /// One end of an object's line (a queue's belt).
    End(ObjectId, End),
}

/// What flies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FlightKind {
    /// A permit or key goes back to its object.
    Release,
    /// A permit or key goes to the one that took it.
    Take,
    /// A wake goes from the object to a waiter.
    Wake,
    /// A bell: `set`, `notify`, from the one who rings to the object.
    Ring,
    /// An event's flag goes down.
    Clear,
    /// An item goes into a queue.
    Put,
    /// An item comes out of a queue.
    Get,
    /// A task starts another.
    Start,
    /// A task's end reaches the one that waits for it.
    Joined,
}

/// Something that goes from one to another because of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flight {
    /// Counts up over the run.
    pub id: u64,
    /// What.
    pub kind: FlightKind,
    /// From where.
    pub from: Spot,
    /// To where.
    pub to: Spot,
    /// When it set out. A wake that follows a release has the same moment; `step` tells their order.
    pub moment: Moment,
    /// 0 for the first leg (giver to object), 1 for the second (object to the woken).
    pub step: u8,
    /// The item's text.
    pub item: Option<Text>,
}

impl Flight {
    /// How many flights are kept.
    pub const MOST: usize = 64;
}
