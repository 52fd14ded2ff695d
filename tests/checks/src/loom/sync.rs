//! What the stage synchronises with, over loom, which tries every order, and every value that the memory may show.

use std::collections::VecDeque;
use std::io;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use loom::thread;

pub use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
pub use loom::thread::JoinHandle;

/// Starts a thread.
#[expect(clippy::unnecessary_wraps, reason = "the system can be out of threads")]
pub fn spawn(
    _name: String,
    _stack: Option<usize>,
    body: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    Ok(thread::spawn(body))
}

/// Whether nobody need wait for a thread any more. Here all are waited for: none may be left.
pub fn is_over(_thread: &JoinHandle<()>) -> bool {
    false
}

/// A mutex without poison, as `parking_lot` has it.
#[derive(Debug)]
pub struct Mutex<T>(loom::sync::Mutex<T>);

/// What [`Mutex::lock`] gives. Empty only while its thread waits.
#[derive(Debug)]
pub struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
    held: Option<loom::sync::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    pub fn new(value: T) -> Self {
        Self(loom::sync::Mutex::new(value))
    }

    pub fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard {
            mutex: self,
            held: Some(self.take()),
        }
    }

    fn take(&self) -> loom::sync::MutexGuard<'_, T> {
        self.0.lock().expect("loom knows no poison")
    }
}

impl<T> MutexGuard<'_, T> {
    /// Lets somebody else have the mutex.
    pub fn bump(guard: &mut Self) {
        Self::unlocked(guard, || ());
    }

    /// Runs `body` without the mutex.
    pub fn unlocked<R>(guard: &mut Self, body: impl FnOnce() -> R) -> R {
        guard.held = None;
        let result = body();
        guard.held = Some(guard.mutex.take());
        result
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.held.as_ref().expect("held whenever it is used")
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.held.as_mut().expect("held whenever it is used")
    }
}

/// A condition variable.
#[derive(Debug, Default)]
pub struct Condvar(loom::sync::Condvar);

impl Condvar {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        let held = guard.held.take().expect("held whenever it waits");
        guard.held = Some(self.0.wait(held).expect("loom knows no poison"));
    }

    /// Loom has no time. The deadline comes as soon as somebody waits for it, or as late as the others run before.
    #[expect(clippy::unused_self, reason = "nobody can shorten this wait")]
    pub fn wait_until<T>(&self, guard: &mut MutexGuard<'_, T>, until: Instant) {
        MutexGuard::unlocked(guard, thread::yield_now);
        NOW.set(NOW.get().max(until.0));
    }

    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    pub fn notify_all(&self) {
        self.0.notify_all();
    }
}

/// A moment, in nanoseconds since the run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(u64);

thread_local! {
    // Loom runs all of its threads on one thread of the system. Changed and read under the monitor.
    static NOW: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A run begins.
pub fn begin() {
    NOW.set(0);
}

impl Instant {
    pub fn now() -> Self {
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

/// An unbounded channel.
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Arc::new(Channel {
        queue: Mutex::new((VecDeque::new(), 1)),
        moved: Condvar::new(),
    });
    (Sender(Arc::clone(&channel)), Receiver(channel))
}

#[derive(Debug)]
struct Channel<T> {
    /// Messages, and the number of senders.
    queue: Mutex<(VecDeque<T>, usize)>,
    moved: Condvar,
}

#[derive(Debug)]
pub struct Sender<T>(Arc<Channel<T>>);

#[derive(Debug)]
pub struct Receiver<T>(Arc<Channel<T>>);

impl<T> Sender<T> {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the system's channel can be without a reader"
    )]
    pub fn send(&self, message: T) -> Result<(), T> {
        self.0.queue.lock().0.push_back(message);
        self.0.moved.notify_one();
        Ok(())
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.queue.lock().1 += 1;
        Self(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.queue.lock().1 -= 1;
        self.0.moved.notify_one();
    }
}

impl<T> Receiver<T> {
    /// The next message; none if there will be none.
    pub fn recv(&self) -> Option<T> {
        let mut queue = self.0.queue.lock();
        loop {
            if let Some(message) = queue.0.pop_front() {
                return Some(message);
            }
            if queue.1 == 0 {
                return None;
            }
            self.0.moved.wait(&mut queue);
        }
    }
}

/// Messages as they come, until there will be none.
#[derive(Debug)]
pub struct Iter<'a, T>(&'a Receiver<T>);

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        Iter(self)
    }
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.0.recv()
    }
}
