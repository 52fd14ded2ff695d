//! Holds back tasks that run ahead of the reader of their records.
//!
//! A send under the monitor never blocks, so the channel has no bound; instead a task that finds more than [`HIGH`]
//! messages unread waits here, without the monitor, until fewer than [`LOW`] are.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use parking_lot::{Condvar, Mutex};

const HIGH: usize = 4096;
const LOW: usize = 1024;

#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Messages sent and not yet received. Raised under the monitor, lowered by the reader.
    unread: AtomicUsize,
    /// Whether the reader has gone: nobody waits any more.
    open: AtomicBool,
    /// Guards the passage from "found it full" to "waits", so that no wake-up falls between.
    turnstile: Mutex<()>,
    moved: Condvar,
}

impl Gate {
    pub(super) fn sent(&self, count: usize) {
        self.unread.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn received(&self, count: usize) {
        let before = self.unread.fetch_sub(count, Ordering::AcqRel);
        if before >= LOW && before - count < LOW {
            drop(self.turnstile.lock());
            self.moved.notify_all();
        }
    }

    /// Lets everybody through from now on.
    pub(super) fn open_for_good(&self) {
        self.open.store(true, Ordering::Release);
        drop(self.turnstile.lock());
        self.moved.notify_all();
    }

    /// Whether the reader is far behind.
    pub(super) fn full(&self) -> bool {
        self.unread.load(Ordering::Relaxed) > HIGH
    }

    /// Waits while the reader is far behind. Must not be called with the monitor held.
    pub(super) fn pass(&self) {
        if !self.full() {
            return;
        }
        let mut guard = self.turnstile.lock();
        while self.unread.load(Ordering::Acquire) >= LOW && !self.open.load(Ordering::Acquire) {
            self.moved.wait(&mut guard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_task_that_ran_ahead_waits_until_the_reader_has_caught_up() {
        let gate = Arc::new(Gate::default());
        gate.sent(HIGH + 1);
        let passed = Arc::new(AtomicBool::new(false));
        let waiter = std::thread::spawn({
            let (gate, passed) = (Arc::clone(&gate), Arc::clone(&passed));
            move || {
                gate.pass();
                passed.store(true, Ordering::SeqCst);
            }
        });
        gate.received(HIGH - LOW);
        assert!(!passed.load(Ordering::SeqCst), "still {} unread", LOW + 1);
        gate.received(LOW);
        waiter.join().expect("no panic");
        assert!(passed.load(Ordering::SeqCst));
    }

    #[test]
    fn a_reader_that_leaves_lets_everybody_through() {
        let gate = Arc::new(Gate::default());
        gate.sent(HIGH * 2);
        let waiter = std::thread::spawn({
            let gate = Arc::clone(&gate);
            move || gate.pass()
        });
        gate.open_for_good();
        waiter.join().expect("no panic");
    }
}
