//! What the stage synchronises with, over shuttle: each of these is a place at which the checker chooses who goes on.

use std::collections::VecDeque;
use std::io;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError};

use shuttle::future::batch_semaphore::{BatchSemaphore, Fairness};
use shuttle::thread;

pub use shuttle::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
pub use shuttle::thread::JoinHandle;

use super::house;
pub use super::time::Instant;
use super::time::{self, Timer};

/// Starts a thread, unless the [`house`] has none to give.
pub fn spawn(
    name: String,
    stack: Option<usize>,
    body: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let guest = house::enter()?;
    // Unoptimised code takes more stack than what ships.
    let stack = stack.map_or(house::STACK, |bytes| bytes.max(house::STACK));
    thread::Builder::new()
        .name(name)
        .stack_size(stack)
        .spawn(move || {
            let _guest = guest;
            body();
        })
}

/// Whether nobody need wait for a thread any more. Here all are waited for: none may be left.
pub fn is_over(_thread: &JoinHandle<()>) -> bool {
    false
}

/// A mutex without poison, as `parking_lot` has it.
#[derive(Debug, Default)]
pub struct Mutex<T>(shuttle::sync::Mutex<T>);

/// What [`Mutex::lock`] gives. Empty only while its thread waits.
#[derive(Debug)]
pub struct MutexGuard<'a, T> {
    mutex: &'a Mutex<T>,
    held: Option<shuttle::sync::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    pub fn new(value: T) -> Self {
        Self(shuttle::sync::Mutex::new(value))
    }

    pub fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard {
            mutex: self,
            held: Some(self.take()),
        }
    }

    fn take(&self) -> shuttle::sync::MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> MutexGuard<'_, T> {
    /// Lets somebody else have the mutex. Less fair than the real one: who waits may get it, and need not.
    pub fn bump(guard: &mut Self) {
        Self::unlocked(guard, thread::yield_now);
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

/// Something that one thread waits for and that happens at most once.
#[derive(Debug)]
pub struct Signal {
    happened: std::sync::atomic::AtomicBool,
    gate: BatchSemaphore,
}

impl Signal {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            happened: false.into(),
            gate: BatchSemaphore::new(0, Fairness::Unfair),
        })
    }

    pub fn wait(&self) {
        // Only a run that is being torn down closes it.
        let _ = self.gate.acquire_blocking(1);
    }

    /// Whether it had not happened before.
    pub fn happen(&self) -> bool {
        let first = !self.happened.swap(true, Ordering::SeqCst);
        if first {
            self.gate.release(1);
        }
        first
    }
}

/// A condition variable, first come first served. A wait with a deadline ends when [`time`] says so.
#[derive(Debug, Default)]
pub struct Condvar {
    line: std::sync::Mutex<VecDeque<Arc<Signal>>>,
}

impl Condvar {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        self.sleep(guard, None);
    }

    pub fn wait_until<T>(&self, guard: &mut MutexGuard<'_, T>, until: Instant) {
        self.sleep(guard, Some(until));
    }

    fn sleep<T>(&self, guard: &mut MutexGuard<'_, T>, until: Option<Instant>) {
        let signal = Signal::new();
        self.line().push_back(Arc::clone(&signal));
        let timer = until.map(|until| Timer::new(until, &signal));
        MutexGuard::unlocked(guard, || signal.wait());
        drop(timer);
        self.line().retain(|other| !Arc::ptr_eq(other, &signal));
    }

    /// Who was in line and has timed out is there no longer, whether or not it has run since.
    pub fn notify_one(&self) {
        loop {
            let Some(first) = self.line().pop_front() else {
                return;
            };
            if first.happen() {
                return;
            }
        }
    }

    pub fn notify_all(&self) {
        let all = std::mem::take(&mut *self.line());
        for signal in all {
            signal.happen();
        }
    }

    /// Never held at a place where the checker chooses.
    fn line(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Signal>>> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An unbounded channel.
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Arc::new(Channel {
        queue: Mutex::new(Queue {
            messages: VecDeque::new(),
            senders: 1,
        }),
        moved: Condvar::new(),
    });
    (Sender(Arc::clone(&channel)), Receiver(channel))
}

#[derive(Debug)]
struct Channel<T> {
    queue: Mutex<Queue<T>>,
    moved: Condvar,
}

#[derive(Debug)]
struct Queue<T> {
    messages: VecDeque<T>,
    senders: usize,
}

#[derive(Debug)]
pub struct Sender<T>(Arc<Channel<T>>);

#[derive(Debug)]
pub struct Receiver<T>(Arc<Channel<T>>);

/// There is no message, and will be none.
#[derive(Debug)]
pub struct Over;

impl<T> Sender<T> {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the system's channel can be without a reader"
    )]
    pub fn send(&self, message: T) -> Result<(), T> {
        self.0.queue.lock().messages.push_back(message);
        self.0.moved.notify_one();
        Ok(())
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.0.queue.lock().senders += 1;
        Self(Arc::clone(&self.0))
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.0.queue.lock().senders -= 1;
        self.0.moved.notify_all();
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Receiver<T> {
    pub fn recv(&self) -> Result<T, Over> {
        let mut queue = self.0.queue.lock();
        loop {
            if let Some(message) = queue.messages.pop_front() {
                return Ok(message);
            }
            if queue.senders == 0 {
                return Err(Over);
            }
            self.0.moved.wait(&mut queue);
        }
    }

    pub fn try_recv(&self) -> Option<T> {
        self.0.queue.lock().messages.pop_front()
    }

    pub fn len(&self) -> usize {
        self.0.queue.lock().messages.len()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        Iter(self)
    }
}

/// Messages as they come, until there will be none.
#[derive(Debug)]
pub struct Iter<'a, T>(&'a Receiver<T>);

impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.0.recv().ok()
    }
}

/// Runs `body` in a house of its own, in which time passes, and sees that nobody is left in it.
pub fn evening(body: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    house::open();
    let keeper = time::begin();
    let result = body();
    time::end(keeper);
    result.and(house::close())
}
