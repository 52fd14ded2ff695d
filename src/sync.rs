//! What the stage takes from the system to synchronise its threads: locks, condition variables, channels, threads, time.
//!
//! The stage knows these names only from here. `tests/checks` compiles the very files of the stage a second time beside
//! other modules of this name, which put a model checker in the system's place; what the stage may use is therefore no
//! more than what stands here, and the checkers' modules have the same names, with the same meaning.

use std::io;

pub(crate) use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
pub(crate) use std::thread::JoinHandle;
pub(crate) use std::time::Instant;

pub(crate) use crossbeam_channel::{Receiver, Sender, unbounded};
pub(crate) use parking_lot::{Condvar, Mutex, MutexGuard};

/// Starts a thread that the system shows under `name`, with `stack` bytes of stack, or as many as it sees fit.
///
/// # Errors
/// The system gives no thread.
pub(crate) fn spawn(
    name: String,
    stack: Option<usize>,
    body: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let builder = std::thread::Builder::new().name(name);
    match stack {
        Some(bytes) => builder.stack_size(bytes),
        None => builder,
    }
    .spawn(body)
}

/// Whether a thread has done all it has to do: nobody need wait for it any more.
pub(crate) fn is_over(thread: &JoinHandle<()>) -> bool {
    thread.is_finished()
}
