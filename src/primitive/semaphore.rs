//! `threading.Semaphore` and `threading.BoundedSemaphore`.

use super::{Exception, Line, Raised, Try, Wait, Woken};
use crate::trace::TaskId;

/// Permits, and a line of those who wait for one. Nobody owns a permit: anybody may release.
///
/// * `acquire` takes a permit if there is one, whoever waits: a newcomer may barge in.
/// * `release(n)` adds n permits and wakes the first n in line.
/// * Woken tasks retry `acquire`; one that finds no permit goes to the back.
///
/// Invariants: permits are never negative (the type says so) and never above the bound; while somebody waits, at least as many are on their way as there are permits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Semaphore {
    permits: u64,
    bound: Option<u64>,
    line: Line,
}

impl Semaphore {
    /// `Semaphore(value)`.
    ///
    /// # Errors
    /// `ValueError` for a negative value.
    pub fn new(value: i64) -> Result<Self, Raised> {
        let permits = u64::try_from(value).map_err(|_| {
            Raised::new(
                Exception::ValueError,
                "semaphore initial value must be >= 0",
            )
        })?;
        Ok(Self {
            permits,
            bound: None,
            line: Line::default(),
        })
    }

    /// `BoundedSemaphore(value)`: its permits never exceed the initial ones.
    ///
    /// # Errors
    /// `ValueError` for a negative value.
    pub fn bounded(value: i64) -> Result<Self, Raised> {
        let plain = Self::new(value)?;
        Ok(Self {
            bound: Some(plain.permits),
            ..plain
        })
    }

    /// `acquire`: done with the permits that are left; `Busy` is Python's `False`.
    pub fn acquire(&mut self, me: TaskId, wait: Wait) -> Try<u64> {
        if self.permits > 0 {
            self.line.leave(me);
            self.permits -= 1;
            return Try::Done(self.permits);
        }
        self.line.stand(me, wait)
    }

    /// `release(n)`: wakes at most n.
    ///
    /// # Errors
    /// `ValueError` for n below 1 and, if bounded, for more than were acquired; then nothing changes (BSM-04).
    pub fn release(&mut self, n: i64) -> Result<Woken, Raised> {
        let too_many = Raised::new(Exception::ValueError, "Semaphore released too many times");
        let n = u64::try_from(n)
            .ok()
            .filter(|&n| n > 0)
            .ok_or(Raised::new(Exception::ValueError, "n must be one or more"))?;
        let permits = self.permits.checked_add(n).ok_or(too_many)?;
        if self.bound.is_some_and(|bound| permits > bound) {
            return Err(too_many);
        }
        self.permits = permits;
        Ok(self.line.wake(usize::try_from(n).unwrap_or(usize::MAX)))
    }

    /// Permits that are free now.
    pub fn permits(&self) -> u64 {
        self.permits
    }

    /// The most there can be, if it is bounded.
    pub fn bound(&self) -> Option<u64> {
        self.bound
    }

    /// Who waits for a permit.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Takes a waiting or woken task out (timeout, abandoned), passing on a wake that would be lost.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        self.line.forget(me, self.free())
    }

    /// The part of `repr` that tells the state: `value=2`, bounded `value=2/3`.
    pub fn describe(&self) -> String {
        match self.bound {
            Some(bound) => format!("value={}/{bound}", self.permits),
            None => format!("value={}", self.permits),
        }
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(self.free());
        assert!(
            self.bound.is_none_or(|bound| self.permits <= bound),
            "more permits than the bound"
        );
    }

    fn free(&self) -> usize {
        usize::try_from(self.permits).unwrap_or(usize::MAX)
    }
}
