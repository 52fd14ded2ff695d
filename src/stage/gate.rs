//! Holds back tasks that run ahead of the reader of their records.
//!
//! A send under the monitor never blocks, so the channel has no bound; instead a task that finds too many messages
//! unread waits here, without the monitor, until the reader has caught up with most of them.

use crate::sync::{AtomicBool, AtomicUsize, Condvar, Mutex, Ordering};

#[derive(Debug)]
pub(super) struct Gate {
    /// More unread messages than this close the gate.
    high: usize,
    /// Fewer than this open it again. At least one: a reader who has read everything lets everybody through.
    low: usize,
    /// Messages sent and not yet received. Raised under the monitor, lowered by the reader.
    unread: AtomicUsize,
    /// Whether the reader has gone: nobody waits any more.
    open: AtomicBool,
    /// Guards the passage from "found it full" to "waits", so that no wake-up falls between.
    turnstile: Mutex<()>,
    moved: Condvar,
}

impl Gate {
    /// A gate that closes when more than `ahead` messages are unread, and opens when a quarter of that is left.
    pub(super) fn new(ahead: usize) -> Self {
        Self {
            high: ahead,
            low: (ahead / 4).max(1),
            unread: AtomicUsize::new(0),
            open: AtomicBool::new(false),
            turnstile: Mutex::new(()),
            moved: Condvar::new(),
        }
    }

    pub(super) fn sent(&self, count: usize) {
        self.unread.fetch_add(count, Ordering::Relaxed);
    }

    pub(super) fn received(&self, count: usize) {
        let before = self.unread.fetch_sub(count, Ordering::AcqRel);
        if before >= self.low && before - count < self.low {
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

    /// Whether the reader is far behind, and still there.
    pub(super) fn full(&self) -> bool {
        self.unread.load(Ordering::Relaxed) > self.high && !self.open.load(Ordering::Relaxed)
    }

    /// Waits while the reader is far behind. Must not be called with the monitor held.
    pub(super) fn pass(&self) {
        if !self.full() {
            return;
        }
        let mut guard = self.turnstile.lock();
        while self.unread.load(Ordering::Acquire) >= self.low && !self.open.load(Ordering::Acquire)
        {
            self.moved.wait(&mut guard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const HIGH: usize = 4096;
    const LOW: usize = 1024;

    #[test]
    fn a_task_that_ran_ahead_waits_until_the_reader_has_caught_up() {
        let gate = Arc::new(Gate::new(HIGH));
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
    fn a_gate_without_a_reader_is_never_full() {
        let gate = Gate::new(HIGH);
        gate.sent(HIGH * 2);
        assert!(gate.full());
        gate.open_for_good();
        assert!(!gate.full());
    }

    #[test]
    fn a_reader_that_leaves_lets_everybody_through() {
        let gate = Arc::new(Gate::new(HIGH));
        gate.sent(HIGH * 2);
        let waiter = std::thread::spawn({
            let gate = Arc::clone(&gate);
            move || gate.pass()
        });
        gate.open_for_good();
        waiter.join().expect("no panic");
    }
}
