//! Time that passes when the checker chooses: the keeper, a thread beside those of the run, moves it to a deadline.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Duration;

use shuttle::thread::{self, JoinHandle};

use super::choose;
use super::sync::Signal;

/// A moment, in nanoseconds since the run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(u64);

thread_local! {
    // One checker runs all of its threads on one thread of the system, and each run begins with these set anew.
    static NOW: Cell<u64> = const { Cell::new(0) };
    static TIMERS: RefCell<Vec<(u64, Arc<Signal>)>> = const { RefCell::new(Vec::new()) };
    static OVER: Cell<bool> = const { Cell::new(false) };
    static BELL: RefCell<Option<Arc<Signal>>> = const { RefCell::new(None) };
}

impl Instant {
    /// It may have become a little later since somebody last asked.
    pub fn now() -> Self {
        if choose(4) == 0 {
            NOW.set(NOW.get() + 1 + choose(2000) as u64);
        }
        Self(NOW.get())
    }

    pub fn saturating_duration_since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }

    pub fn checked_add(self, length: Duration) -> Option<Self> {
        let nanos = u64::try_from(length.as_nanos()).ok()?;
        self.0.checked_add(nanos).map(Self)
    }
}

/// A signal that happens at the latest at a moment, as long as this is not dropped.
pub struct Timer(Arc<Signal>);

impl Timer {
    pub fn new(until: Instant, signal: &Arc<Signal>) -> Self {
        TIMERS.with_borrow_mut(|timers| timers.push((until.0, Arc::clone(signal))));
        ring();
        Self(Arc::clone(signal))
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        TIMERS.with_borrow_mut(|timers| timers.retain(|(_, other)| !Arc::ptr_eq(other, &self.0)));
    }
}

/// Sets time to zero and lets it pass.
pub fn begin() -> JoinHandle<()> {
    NOW.set(0);
    OVER.set(false);
    TIMERS.take();
    BELL.take();
    thread::spawn(keep)
}

/// Time no longer passes.
pub fn end(keeper: JoinHandle<()>) {
    OVER.set(true);
    ring();
    // Whatever it failed with has failed the check.
    let _ = keeper.join();
}

fn ring() {
    if let Some(bell) = BELL.take() {
        bell.happen();
    }
}

fn keep() {
    while !OVER.get() {
        let mut deadlines = TIMERS.with_borrow(|timers| -> Vec<u64> {
            timers.iter().map(|(deadline, _)| *deadline).collect()
        });
        if deadlines.is_empty() {
            let bell = Signal::new();
            BELL.set(Some(Arc::clone(&bell)));
            bell.wait();
            continue;
        }
        // Nobody is late as a rule; now and then the machine sleeps through several deadlines.
        deadlines.sort_unstable();
        let next = match choose(4) {
            0 => deadlines[choose(deadlines.len())],
            _ => deadlines[0],
        };
        NOW.set(NOW.get().max(next));
        let now = NOW.get();
        let due = TIMERS.with_borrow_mut(|timers| -> Vec<Arc<Signal>> {
            let due = timers.extract_if(.., |(deadline, _)| *deadline <= now);
            due.map(|(_, signal)| signal).collect()
        });
        for signal in due {
            signal.happen();
        }
        thread::yield_now();
    }
}
