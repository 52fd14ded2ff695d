//! The waiting line that all primitives share.

use std::collections::VecDeque;

use super::timeout::TOO_LARGE;
use super::{Try, Wait, Woken};
use crate::trace::TaskId;

/// Tasks that wait, first come first served, and those that were woken and are on their way to try again.
///
/// Invariants: no task is in the line twice, or woken twice, or both waiting and woken.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Line {
    waiting: VecDeque<TaskId>,
    woken: Vec<TaskId>,
}

/// Where a task stood that has left a [`Line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Left {
    /// It was neither waiting nor woken.
    Nowhere,
    /// It was waiting; nobody had woken it.
    Waiting,
    /// It had been woken, and had not come yet.
    Woken,
}

impl Line {
    /// Those who wait, the next to be woken first.
    pub fn waiting(&self) -> impl ExactSizeIterator<Item = TaskId> + '_ {
        self.waiting.iter().copied()
    }

    /// Those who were woken and have not tried again yet, in the order of waking.
    pub fn woken(&self) -> &[TaskId] {
        &self.woken
    }

    /// Whether the task stands in line and nobody has woken it.
    pub fn is_waiting(&self, me: TaskId) -> bool {
        self.waiting.contains(&me)
    }

    /// Whether the task was woken and has not tried again yet.
    pub fn is_woken(&self, me: TaskId) -> bool {
        self.woken.contains(&me)
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Panics if an invariant does not hold, `free` being how many tasks could go on now: nobody sleeps beside what
    /// it waits for.
    pub fn check(&self, free: usize) {
        for (at, me) in self.waiting.iter().enumerate() {
            assert!(
                !self.waiting.range(..at).any(|other| other == me),
                "{me:?} waits twice"
            );
            assert!(
                !self.woken.contains(me),
                "{me:?} waits although it was woken"
            );
        }
        for (at, me) in self.woken.iter().enumerate() {
            assert!(!self.woken[..at].contains(me), "{me:?} was woken twice");
        }
        assert!(
            self.waiting.is_empty() || self.woken.len() >= free,
            "{free} could go on, but only {:?} were woken and {:?} sleep",
            self.woken,
            self.waiting
        );
    }

    /// Stands at the back; a task that waits already keeps its place.
    pub(super) fn join(&mut self, me: TaskId) {
        debug_assert!(!self.is_woken(me), "{me:?} joins without having arrived");
        if !self.is_waiting(me) {
            self.waiting.push_back(me);
        }
    }

    /// Stands at the front; for those who keep their place over a failed retry.
    pub(super) fn rejoin(&mut self, me: TaskId) {
        debug_assert!(!self.is_woken(me), "{me:?} joins without having arrived");
        if !self.is_waiting(me) {
            self.waiting.push_front(me);
        }
    }

    /// What becomes of an operation that cannot go on: it stands at the back, or it is out of the line altogether.
    pub(super) fn stand<T>(&mut self, me: TaskId, wait: Wait) -> Try<T> {
        match wait {
            Wait::Forever | Wait::For(_) => {
                self.arrive(me);
                self.join(me);
                Try::Blocked
            }
            Wait::No | Wait::Negative => {
                self.leave(me);
                Try::Busy
            }
            Wait::TooLong => {
                self.leave(me);
                Try::Raised(TOO_LARGE)
            }
        }
    }

    /// Wakes the first `n`.
    pub(super) fn wake(&mut self, n: usize) -> Woken {
        let n = n.min(self.waiting.len());
        if n == 0 {
            return Woken::new();
        }
        let woken: Woken = self.waiting.drain(..n).collect();
        self.woken.extend_from_slice(&woken);
        woken
    }

    /// Wakes everybody.
    pub(super) fn wake_all(&mut self) -> Woken {
        self.wake(self.waiting.len())
    }

    /// Wakes this one, which must be waiting.
    pub(super) fn wake_one(&mut self, me: TaskId) {
        debug_assert!(self.is_waiting(me));
        self.waiting.retain(|&other| other != me);
        self.woken.push(me);
    }

    /// A woken task has come to try again: true, and it is no longer on its way. False for anybody else.
    pub(super) fn arrive(&mut self, me: TaskId) -> bool {
        let at = self.woken.iter().position(|&other| other == me);
        if let Some(at) = at {
            self.woken.remove(at);
        }
        at.is_some()
    }

    /// Takes the task out, wherever it stands.
    pub(super) fn leave(&mut self, me: TaskId) -> Left {
        if self.arrive(me) {
            return Left::Woken;
        }
        match self.waiting.iter().position(|&other| other == me) {
            Some(at) => {
                self.waiting.remove(at);
                Left::Waiting
            }
            None => Left::Nowhere,
        }
    }

    /// Takes the task out, and if it had been woken and thereby fewer are on their way than `free` could go on, wakes the
    /// next: no wake is lost with the one it was meant for.
    pub(super) fn forget(&mut self, me: TaskId, free: usize) -> Woken {
        match self.leave(me) {
            Left::Woken => self.wake(free.saturating_sub(self.woken.len()).min(1)),
            Left::Waiting | Left::Nowhere => Woken::new(),
        }
    }
}
