//! Beats: the run is held for a moment whenever an operation wakes somebody, so that who watches can follow it.
//!
//! A *beat* has two holds: one when the operation has taken effect, in which the giver is seen and whom it wakes, and
//! one when all of those it woke have tried, in which it is seen who has it now. Between the two the run goes on as the
//! scheduler will have it. In a hold nobody takes a step, and the clock stands.

use std::time::Duration;

use crate::sync::Instant;
use crate::trace::{Event, TaskId};

/// How long the run is held once an operation has woken somebody.
pub(super) const GIVE: Duration = Duration::from_millis(1200);
/// How long it is held once all of those have tried.
pub(super) const TAKE: Duration = Duration::from_millis(600);

/// The state of the beats.
#[derive(Debug, Default)]
pub(super) struct Beats {
    /// Whether there are any.
    pub(super) on: bool,
    /// Real time until which nobody takes a step; none while they may. While it is set, both clocks stand.
    pub(super) until: Option<Instant>,
    /// Those whom the last cause has woken and who have not tried since. They are alive, and can run.
    awaited: Vec<TaskId>,
    /// What the run hurries on to.
    pub(super) sought: Option<Sought>,
}

/// A cause that the run hurries on to, to be paused once it has been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sought {
    /// Whose: who gives or is woken; none for the next one, whosesoever it is.
    pub(super) task: Option<TaskId>,
    /// The speed to go back to.
    pub(super) speed: f64,
    /// It has come; the run is paused when all have tried whom it woke.
    pub(super) found: bool,
}

/// What has come of the records of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing that holds the run.
    Nothing,
    /// An operation that woke somebody.
    Cause {
        /// It is the one that was sought.
        sought: bool,
    },
    /// All whom the last cause woke have tried.
    Settled,
}

impl Beats {
    pub(super) fn new(on: bool) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }

    /// Takes what a step came to. `woken` are those whom the world woke in it.
    pub(super) fn hear(&mut self, event: &Event, woken: &[TaskId]) -> Heard {
        match event {
            Event::Done(done) => {
                let others = || done.woken.iter().filter(|woken| **woken != done.task);
                if others().next().is_some() {
                    self.awaited.clear();
                    self.awaited.extend(others());
                    return self.cause(done.task);
                }
                self.tried(done.task)
            }
            Event::End { task, .. } => {
                if woken.is_empty() {
                    return self.tried(*task);
                }
                self.awaited.clear();
                self.awaited.extend(woken);
                self.cause(*task)
            }
            Event::Want(want) => self.tried(want.task),
            Event::Fail(fail) => self.tried(fail.task),
            _ => Heard::Nothing,
        }
    }

    fn cause(&self, by: TaskId) -> Heard {
        let concerns = |task: TaskId| task == by || self.awaited.contains(&task);
        let sought = self
            .sought
            .is_some_and(|sought| !sought.found && sought.task.is_none_or(concerns));
        Heard::Cause { sought }
    }

    /// A task has tried, if it was one of the awaited.
    fn tried(&mut self, task: TaskId) -> Heard {
        let before = self.awaited.len();
        self.awaited.retain(|awaited| *awaited != task);
        if before > 0 && self.awaited.is_empty() {
            Heard::Settled
        } else {
            Heard::Nothing
        }
    }

    /// Nobody is awaited any more.
    pub(super) fn forget(&mut self) {
        self.awaited.clear();
    }

    /// Whether the run hurries: it is on its way to a cause that has not come yet.
    pub(super) fn hurries(&self) -> bool {
        self.sought.is_some_and(|sought| !sought.found)
    }
}
