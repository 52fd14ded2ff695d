//! `threading.Lock`.

use std::num::NonZeroU32;

use super::{Exception, Line, Raised, Saved, Try, Wait, Woken};
use crate::trace::TaskId;

/// A lock that is not recursive and has no owner: anybody may release it.
///
/// * `acquire` while held stands in line, the holder itself included (a deadlock of one).
/// * `release` frees the lock and wakes the first in line; who comes first gets it, woken or newcomer.
/// * Woken tasks retry `acquire`; one that comes too late goes to the back.
///
/// Invariant: while somebody waits, the lock is held or somebody is on its way to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Lock {
    /// Who acquired it. Python does not ask, the picture does.
    holder: Option<TaskId>,
    line: Line,
}

impl Lock {
    /// A free lock.
    pub fn new() -> Self {
        Self::default()
    }

    /// `acquire`: done once it is held by `me`; `Busy` is Python's `False`.
    pub fn acquire(&mut self, me: TaskId, wait: Wait) -> Try<()> {
        if self.holder.is_none() {
            self.line.leave(me);
            self.holder = Some(me);
            return Try::Done(());
        }
        self.line.stand(me, wait)
    }

    /// `release`, by anybody; wakes at most one.
    ///
    /// # Errors
    /// `RuntimeError` if it is free.
    pub fn release(&mut self) -> Result<Woken, Raised> {
        match self.holder.take() {
            Some(_) => Ok(self.line.wake(1)),
            None => Err(Raised::new(
                Exception::RuntimeError,
                "release unlocked lock",
            )),
        }
    }

    /// First half of `Condition.wait`: lets the lock go entirely.
    ///
    /// # Errors
    /// `RuntimeError` if it is free.
    pub fn release_save(&mut self, _me: TaskId) -> Result<(Saved, Woken), Raised> {
        Ok((Saved(NonZeroU32::MIN), self.release()?))
    }

    /// Last half of `Condition.wait`: like `acquire`, for ever.
    pub fn acquire_restore(&mut self, me: TaskId, _saved: Saved) -> Try<()> {
        self.acquire(me, Wait::Forever)
    }

    /// `locked()`.
    pub fn locked(&self) -> bool {
        self.holder.is_some()
    }

    /// What a condition over this lock asks: a lock without owner is "owned" by everybody while anybody holds it
    /// (CND-24).
    pub fn is_owned(&self, _me: TaskId) -> bool {
        self.locked()
    }

    /// Who acquired it.
    pub fn holder(&self) -> Option<TaskId> {
        self.holder
    }

    /// Who waits for it.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Takes a waiting or woken task out (timeout, abandoned), passing on a wake that would be lost. A held lock stays
    /// held, even by a task that has ended.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        self.line.forget(me, self.free())
    }

    /// The part of `repr` that tells the state: `locked` or `unlocked`.
    pub fn describe(&self) -> String {
        (if self.locked() { "locked" } else { "unlocked" }).to_owned()
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(self.free());
    }

    fn free(&self) -> usize {
        usize::from(self.holder.is_none())
    }
}
