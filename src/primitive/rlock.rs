//! `threading.RLock`.

use std::num::NonZeroU32;

use super::{Exception, Line, Raised, Saved, Try, Wait, Woken};
use crate::trace::TaskId;

/// A recursive lock: its owner may acquire it again, and nobody else may release it.
///
/// * `acquire` by the owner counts up and never waits; by others it is that of [`Lock`](super::Lock).
/// * `release` counts down; the last one frees the lock and wakes the first in line.
///
/// Invariants: an owner has a depth of at least 1 (the type says so); while somebody waits, the lock is held or somebody
/// is on its way to it; the owner neither waits nor was woken.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RLock {
    held: Option<(TaskId, NonZeroU32)>,
    line: Line,
}

const UNACQUIRED: Raised = Raised::new(Exception::RuntimeError, "cannot release un-acquired lock");

impl RLock {
    /// A free lock.
    pub fn new() -> Self {
        Self::default()
    }

    /// `acquire`: done with the owner's depth; `Busy` is Python's `False`.
    pub fn acquire(&mut self, me: TaskId, wait: Wait) -> Try<u32> {
        match &mut self.held {
            Some((owner, depth)) if *owner == me => match depth.checked_add(1) {
                Some(deeper) => {
                    *depth = deeper;
                    Try::Done(deeper.get())
                }
                None => Try::Raised(Raised::new(
                    Exception::OverflowError,
                    "Internal lock count overflowed",
                )),
            },
            Some(_) => self.line.stand(me, wait),
            None => {
                self.hold(me, NonZeroU32::MIN);
                Try::Done(1)
            }
        }
    }

    /// `release`: the depth that is left and, if that is 0, the one that is woken.
    ///
    /// # Errors
    /// `RuntimeError` unless `me` owns it.
    pub fn release(&mut self, me: TaskId) -> Result<(u32, Woken), Raised> {
        match &mut self.held {
            Some((owner, depth)) if *owner == me => {
                if let Some(less) = NonZeroU32::new(depth.get() - 1) {
                    *depth = less;
                    Ok((less.get(), Woken::new()))
                } else {
                    self.held = None;
                    Ok((0, self.line.wake(1)))
                }
            }
            _ => Err(UNACQUIRED),
        }
    }

    /// First half of `Condition.wait`: lets the lock go however deep it is held, and says how deep.
    ///
    /// # Errors
    /// `RuntimeError` unless `me` owns it.
    pub fn release_save(&mut self, me: TaskId) -> Result<(Saved, Woken), Raised> {
        match self.held {
            Some((owner, depth)) if owner == me => {
                self.held = None;
                Ok((Saved(depth), self.line.wake(1)))
            }
            _ => Err(UNACQUIRED),
        }
    }

    /// Last half of `Condition.wait`: acquires it at the depth it had; for ever, whatever timeout the wait had. Retry
    /// with the same `saved`.
    pub fn acquire_restore(&mut self, me: TaskId, saved: Saved) -> Try<()> {
        debug_assert!(!self.is_owned(me), "{me:?} restores a lock that it holds");
        if self.held.is_none() {
            self.hold(me, saved.0);
            return Try::Done(());
        }
        self.line.stand(me, Wait::Forever)
    }

    /// `locked()` (new in Python 3.14), and what `repr` says.
    pub fn locked(&self) -> bool {
        self.held.is_some()
    }

    /// `_is_owned()`.
    pub fn is_owned(&self, me: TaskId) -> bool {
        self.owner() == Some(me)
    }

    /// `_recursion_count()`: how deep `me` holds it, 0 if it does not.
    pub fn recursion_count(&self, me: TaskId) -> u32 {
        if self.is_owned(me) { self.count() } else { 0 }
    }

    /// Who owns it.
    pub fn owner(&self) -> Option<TaskId> {
        self.held.map(|(owner, _)| owner)
    }

    /// How deep it is held, by whomever; 0 if it is free.
    pub fn count(&self) -> u32 {
        self.held.map_or(0, |(_, depth)| depth.get())
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

    /// The part of `repr` that tells the state, `locked`/`unlocked`, then owner and count; the world knows what to call an
    /// owner.
    pub fn describe(&self, name: impl FnOnce(TaskId) -> String) -> (&'static str, String) {
        match self.held {
            Some((owner, depth)) => ("locked", format!("owner={} count={depth}", name(owner))),
            None => ("unlocked", "owner=0 count=0".to_owned()),
        }
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(self.free());
        if let Some(owner) = self.owner() {
            assert!(
                !self.line.is_waiting(owner),
                "the owner {owner:?} waits for its own lock"
            );
            assert!(
                !self.line.is_woken(owner),
                "the owner {owner:?} is on its way to its own lock"
            );
        }
    }

    fn hold(&mut self, me: TaskId, depth: NonZeroU32) {
        self.line.leave(me);
        self.held = Some((me, depth));
    }

    fn free(&self) -> usize {
        usize::from(self.held.is_none())
    }
}
