//! Searches a world without threads: every order in which its tasks can take their visible operations, and every moment
//! at which a wait can time out.
//!
//! The search is plain and exhaustive: breadth first over clones of the world, each state looked at once
//! ([`World::fingerprint`]). What it says holds for the program's draws as the world's seed gives them, and for all of its
//! schedules, unless it says that it has met a [bound](Bounds). A world that records only [words](crate::world::Recorded::Words) is
//! searched faster, with the same result.

mod first;
mod search;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::trace::{Record, TaskId};
use crate::world::World;

pub use first::{First, Listener, Reach, first};
pub use search::explore;

/// When waits time out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Clock {
    /// Computing takes no time: the clock moves only when nobody can run, to the next deadline. What a program does that
    /// leaves itself wide margins.
    #[default]
    Idle,
    /// Computing may take any time: a wait that has a timeout may end by it at any moment. Whatever a program can do on
    /// whatever machine is among this, and more: timeouts of a second and of a millisecond are the same here.
    Anytime,
}

/// How far a search goes at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Different states.
    pub states: usize,
    /// Bytes that a run may print: a program that prints for ever has no end of states.
    pub output: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: 100_000,
            output: 1 << 16,
        }
    }
}

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Choice {
    /// A task takes its next visible operation.
    Step(TaskId),
    /// The clock goes on to the next deadline.
    Advance,
    /// The wait of this task times out.
    Expire(TaskId),
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ending {
    /// All tasks have ended, with the exit status of `python3`.
    Ended(i32),
    /// Nobody can run, and no time that passes changes that: a deadlock, or a wait for what nobody will do.
    Stuck,
    /// Nobody can run before somebody answers `input()`.
    Asking,
}

/// What a run comes to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outcome {
    /// How it ends.
    pub ending: Ending,
    /// What it prints.
    pub out: String,
    /// What it prints to `sys.stderr`, tracebacks included.
    pub err: String,
}

/// What a search has found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What runs can come to, each with a shortest schedule (in visible operations and timeouts) that leads there.
    pub outcomes: BTreeMap<Outcome, Vec<Choice>>,
    /// States that were looked at, the first one among them.
    pub states: usize,
    /// Steps from state to state that were taken.
    pub steps: usize,
    /// The search has met a bound: there may be more to find.
    pub bounded: bool,
}

impl Found {
    /// A shortest schedule after which nobody can run any more though not all have ended.
    pub fn stuck(&self) -> Option<&[Choice]> {
        let stuck = self.outcomes.iter();
        stuck
            .filter(|(outcome, _)| outcome.ending == Ending::Stuck)
            .map(|(_, schedule)| &**schedule)
            .min_by_key(|schedule| schedule.len())
    }
}

impl Choice {
    /// Lets it happen.
    pub fn happen(self, world: &mut World) {
        match self {
            Self::Step(task) => {
                world.stride(task);
            }
            Self::Advance => {
                if let Some(deadline) = world.next_deadline() {
                    world.advance(deadline);
                }
            }
            Self::Expire(task) => world.let_expire(task),
        }
    }
}

/// Runs a world through a schedule; the records of the run, for who wants to see it.
pub fn replay(world: &mut World, schedule: &[Choice]) -> Vec<Record> {
    let mut records = Vec::new();
    for choice in schedule {
        choice.happen(world);
        world.drain_events(&mut records);
    }
    records
}
