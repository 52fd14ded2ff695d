//! The synchronisation primitives as plain state machines: no thread, no clock, no I/O.
//!
//! Every primitive is a value (`Clone + Eq + Hash`) that is told who calls, and answers at once. The caller, the
//! world, keeps the tasks and the time; a primitive keeps only what its Python namesake keeps, and who waits.
//!
//! # The protocol of waiting
//! An operation that may wait takes the caller (`me`) and how long it is ready to wait ([`Wait`]):
//!
//! * [`Try::Done`]: it took effect, here and now.
//! * [`Try::Busy`]: it would have had to wait and [`Wait::No`] was given. Nothing changed, `me` is in no line.
//! * [`Try::Blocked`]: `me` now stands at the **back** of the waiting line. The task sleeps until one of
//!   - **woken**: `me` is in the list of woken tasks that another operation returned. It has left the line and nothing was
//!     handed to it: it **calls the same operation again, with the same arguments**. That may block once more, because a
//!     newcomer was faster (it barged in), and then `me` stands at the back again, as in `CPython`, whose primitives
//!     test in a loop. A task that is woken is always told `Wait` anew: the rest of its time, or [`Wait::No`] if its
//!     deadline has passed meanwhile. So a task that was woken before its deadline gets what is there even if it runs after
//!     the deadline, and a timed-out retry is simply `Busy`;
//!   - **timed out** while still in the line ([`Line`] says so: `is_waiting`): call `forget(me)` at the deadline, not later, so that no
//!     wake is spent on it (PRV-04). A task that was woken has no deadline until it blocks again;
//!   - **abandoned** (killed, interrupted), woken or not: call `forget(me)`.
//! * [`Try::Raised`]: nothing changed, the Python exception to raise.
//!
//! An operation that gives returns the tasks it has woken, **first come first served**, and they leave the line. `forget`
//! returns woken tasks too: if `me` had been woken and gives up before its retry, the wake is passed on to the next in
//! line where it would otherwise be lost.
//!
//! Calling an operation again without having been woken is harmless: the place in the line is kept.
//!
//! # The invariant of all lines
//! *Nobody sleeps beside what it waits for*: while somebody waits in a line, at least as many tasks are woken and on
//! their way as there are free permits (slots, items). Every primitive has a `check()` that says it, and its own rules,
//! in code; tests call it after every operation.

mod barrier;
mod condition;
mod event;
mod line;
mod lock;
mod pipe;
mod queue;
mod rlock;
mod rwlock;
mod semaphore;
mod timeout;

#[cfg(test)]
mod tests;

pub use barrier::{Arrival, Barrier};
pub use condition::{Condition, Notified};
pub use event::Event;
pub use line::{Left, Line};
pub use lock::Lock;
pub use pipe::{End, Pipe};
pub use queue::{Got, Order, Put, Queue};
pub use rlock::RLock;
pub use rwlock::{Policy, RwLock, Side};
pub use semaphore::Semaphore;
pub use timeout::{
    TIMEOUT_MAX, lock_wait, plain_wait, process_wait, queue_wait, semaphore_wait,
    simple_queue_wait, sleep_time,
};

use std::fmt;
use std::num::NonZeroU32;

use crate::trace::{Micros, TaskId};

/// What came of an operation that may have to wait; the [module](self) tells the protocol.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a blocked task has to be put to sleep"]
pub enum Try<T> {
    /// It took effect.
    Done(T),
    /// The caller stands in line and sleeps until it is woken, then calls again.
    Blocked,
    /// It would have had to wait and was told not to; no trace of the caller is left.
    Busy,
    /// It is an error; nothing changed.
    Raised(Raised),
}

impl<T> Try<T> {
    /// The same with another value inside.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Try<U> {
        match self {
            Self::Done(value) => Try::Done(change(value)),
            Self::Blocked => Try::Blocked,
            Self::Busy => Try::Busy,
            Self::Raised(raised) => Try::Raised(raised),
        }
    }
}

/// How long an operation is ready to wait, as its arguments said (see [`lock_wait`] and its siblings).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wait {
    /// Until it is woken.
    Forever,
    /// Not at all.
    No,
    /// At most so long, more than 0; the world keeps the deadline, which is absolute: a retry does not restart it.
    For(Micros),
    /// The timeout was too large. Like `CPython`, the operation complains only if it would have to wait.
    TooLong,
    /// The timeout was negative. Only [`queue_wait`] says so, and only [`Queue`] complains; all others do not wait.
    Negative,
}

/// A Python exception to raise in the task that called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Raised {
    /// Its class.
    pub kind: Exception,
    /// Its text; empty where Python has none.
    pub message: &'static str,
}

impl Raised {
    const fn new(kind: Exception, message: &'static str) -> Self {
        Self { kind, message }
    }
}

/// `ValueError: semaphore initial value must be >= 0`, or the bare class.
impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if self.message.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", self.message)
        }
    }
}

impl std::error::Error for Raised {}

/// Classes of the exceptions that primitives raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's")]
pub enum Exception {
    ValueError,
    OverflowError,
    RuntimeError,
    OsError,
    BrokenPipeError,
    EofError,
    /// `queue.Empty`
    Empty,
    /// `queue.Full`
    Full,
    /// `queue.ShutDown`
    ShutDown,
    /// `threading.BrokenBarrierError`
    BrokenBarrierError,
}

impl Exception {
    /// The class's name without its module, `Empty`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ValueError => "ValueError",
            Self::OverflowError => "OverflowError",
            Self::RuntimeError => "RuntimeError",
            Self::OsError => "OSError",
            Self::BrokenPipeError => "BrokenPipeError",
            Self::EofError => "EOFError",
            Self::Empty => "Empty",
            Self::Full => "Full",
            Self::ShutDown => "ShutDown",
            Self::BrokenBarrierError => "BrokenBarrierError",
        }
    }

    /// The module it lives in, empty for builtins.
    pub fn module(self) -> &'static str {
        match self {
            Self::Empty | Self::Full | Self::ShutDown => "queue",
            Self::BrokenBarrierError => "threading",
            _ => "",
        }
    }
}

/// How deep a lock was held when [`RLock::release_save`] or [`Lock::release_save`] let it go; give it back to
/// `acquire_restore`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Saved(NonZeroU32);

impl Saved {
    /// A depth that the program gives back itself.
    pub fn new(depth: NonZeroU32) -> Self {
        Self(depth)
    }

    /// The depth, at least 1.
    pub fn depth(self) -> u32 {
        self.0.get()
    }
}

/// Tasks that were woken, in the order in which they stood in line.
pub type Woken = Vec<TaskId>;
