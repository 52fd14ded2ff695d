//! `threading.Condition`, without its lock.

use super::timeout::TOO_LARGE;
use super::{Exception, Left, Line, Raised, Wait, Woken};
use crate::trace::TaskId;

/// The waiting line of a condition and those whom a notify has picked. The world pairs it with its lock (a [`Lock`](super::Lock)
/// or an [`RLock`](super::RLock)), which it asks `is_owned(me)` before each call, and drives `Condition.wait` in phases:
///
/// 1. [`wait(me, lock.is_owned(me), wait)`](Self::wait): `me` stands at the back of the line;
/// 2. in the same step `lock.release_save(me)`, whose woken tasks may go for the lock; then `me` sleeps;
/// 3. `me` goes on for one of two reasons:
///    - a notify **picked** it: it is in the list that `notify` returned. [`finish(me)`](Self::finish) says true;
///    - its time is up while it still waits: [`expire(me)`](Self::expire). As in CPython it keeps its place in the line until it has
///      the lock again: a notify that comes between falls to it all the same, and is lost;
/// 4. `lock.acquire_restore(me, saved)`, retried until done, without any timeout; then `finish(me)`, if its time was up;
/// 5. the wait returns what `finish` said, or false if its time was up.
///
/// The picked are not handed the lock: they compete for it like anybody. A notify is exact: it picks the first n **that
/// stand in the line at that moment**; what is left over is not stored, and nobody is picked without a notify. A picked task can no longer
/// time out.
///
/// Invariants: waiting and picked are disjoint ([`Line`]); the expired are waiting or picked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Condition {
    line: Line,
    /// Those whose time is up and who have not got the lock back.
    expired: Vec<TaskId>,
}

/// Whom a notify has picked, in order of arrival.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notified {
    /// They go on.
    pub woken: Woken,
    /// Their time was up: each has used up a notification, and does not know.
    pub spent: Vec<TaskId>,
}

impl Condition {
    /// A condition for which nobody waits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Phase 1 of `wait`: `me` stands in line, even if it will not wait ([`Wait::No`]).
    ///
    /// # Errors
    /// `RuntimeError` if the lock is not `owned`, `OverflowError` for a timeout that is too large.
    pub fn wait(&mut self, me: TaskId, owned: bool, wait: Wait) -> Result<(), Raised> {
        if !owned {
            return Err(Raised::new(
                Exception::RuntimeError,
                "cannot wait on un-acquired lock",
            ));
        }
        if wait == Wait::TooLong {
            return Err(TOO_LARGE);
        }
        self.line.join(me);
        Ok(())
    }

    /// Phase 3 of `wait`: the time of `me` is up. It goes for the lock and keeps its place.
    pub fn expire(&mut self, me: TaskId) {
        let at = self.expired.partition_point(|&other| other < me);
        self.expired.insert(at, me);
    }

    /// Takes `me` out; whether a notify had picked it in time.
    pub fn finish(&mut self, me: TaskId) -> bool {
        let late = self.expired.iter().position(|&other| other == me);
        if let Some(at) = late {
            self.expired.remove(at);
        }
        self.line.leave(me) == Left::Woken && late.is_none()
    }

    /// `notify(n)`: picks the first n that wait, in order of arrival; none for n below 1.
    ///
    /// # Errors
    /// `RuntimeError` if the lock is not `owned`.
    pub fn notify(&mut self, n: i64, owned: bool) -> Result<Notified, Raised> {
        if !owned {
            return Err(Raised::new(
                Exception::RuntimeError,
                "cannot notify on un-acquired lock",
            ));
        }
        let picked = self
            .line
            .wake(usize::try_from(n.max(0)).unwrap_or(usize::MAX));
        if self.expired.is_empty() {
            let spent = Vec::new();
            return Ok(Notified {
                woken: picked,
                spent,
            });
        }
        let (spent, woken) = picked
            .into_iter()
            .partition(|task| self.expired.contains(task));
        Ok(Notified { woken, spent })
    }

    /// `notify_all()`.
    ///
    /// # Errors
    /// `RuntimeError` if the lock is not `owned`.
    pub fn notify_all(&mut self, owned: bool) -> Result<Notified, Raised> {
        self.notify(i64::MAX, owned)
    }

    /// Who waits ([`Line::waiting`]) and who was picked and has not gone on yet ([`Line::woken`]).
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Takes a waiting or picked task out that will not go on (killed). A notify that had picked it is spent: Python
    /// passes none on.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        self.finish(me);
        Woken::new()
    }

    /// The part of `repr` that tells the state: how many wait.
    pub fn describe(&self) -> String {
        self.line.waiting().len().to_string()
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(0);
        for &me in &self.expired {
            assert!(
                self.line.is_waiting(me) || self.line.is_woken(me),
                "{me:?} is late and not in the line"
            );
        }
    }
}
