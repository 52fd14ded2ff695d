//! The events of `threading` and of `multiprocessing`.

use super::{Line, Try, Wait, Woken};
use crate::trace::TaskId;

/// A flag that tasks wait for.
///
/// * `wait` returns at once while the flag is up, and stands in line while it is down.
/// * `set` raises the flag and wakes everybody, in order of arrival; a woken task's retry **is done whatever the flag says by
///   then** (EVT-07: `set()` followed at once by `clear()` lets all waiters go).
///   One of `multiprocessing` looks at the flag again: if it is down by then, its wait is over in vain.
/// * `clear` lowers it and wakes nobody.
///
/// Invariant: nobody waits while the flag is up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Event {
    flag: bool,
    line: Line,
    /// It is one of `multiprocessing`: who wakes looks at the flag.
    looks: bool,
}

impl Event {
    /// An event whose flag is down.
    pub fn new() -> Self {
        Self::default()
    }

    /// One of `multiprocessing`.
    pub fn of_processes() -> Self {
        Self {
            looks: true,
            ..Self::default()
        }
    }

    /// Whether who wakes, or whose time is up, looks at the flag again.
    pub fn looks_again(&self) -> bool {
        self.looks
    }

    /// `wait`: done is Python's `True`, `Busy` its `False`.
    pub fn wait(&mut self, me: TaskId, wait: Wait) -> Try<()> {
        let woken = self.line.arrive(me);
        if self.flag || (woken && !self.looks) {
            return Try::Done(());
        }
        if woken {
            return Try::Busy;
        }
        self.line.stand(me, wait)
    }

    /// `set`: wakes all.
    pub fn set(&mut self) -> Woken {
        self.flag = true;
        self.line.wake_all()
    }

    /// `clear`.
    pub fn clear(&mut self) {
        self.flag = false;
    }

    /// `is_set()`.
    pub fn is_set(&self) -> bool {
        self.flag
    }

    /// Who waits for the flag.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Takes a waiting or woken task out (timeout, abandoned). There is no wake to pass on: `set` woke everybody.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        self.line.leave(me);
        Woken::new()
    }

    /// The part of `repr` that tells the state: `set` or `unset`.
    pub fn describe(&self) -> String {
        (if self.flag { "set" } else { "unset" }).to_owned()
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(0);
        assert!(
            !self.flag || self.line.is_empty(),
            "somebody waits although the flag is up"
        );
    }
}
