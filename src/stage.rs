//! Puts a world on real threads: one monitor, one condition variable a task, the scheduler's policy, the clock.
//!
//! CPython runs threads under one interpreter lock; so does the stage. All of a program's state is one [`World`] behind
//! one mutex, the *monitor*. Each task of the program is an OS thread, named as the program names it, that takes the
//! monitor, runs one step, sends what happened **before letting the monitor go**, and otherwise sleeps in the kernel on
//! a condition variable of its own. Nothing polls.
//!
//! The interface never takes the monitor: it sends [`Request`]s to the *conductor*, one more thread, and reads
//! [`Message`]s. Stopping is a flag and a wake-up; no thread is ever unwound from inside a primitive.

use std::sync::Arc;

use crate::sync::{JoinHandle, Receiver, Sender, spawn, unbounded};
use crate::trace::{Micros, Record, TaskId};
use crate::world::World;

mod actor;
mod beats;
mod clock;
mod conductor;
mod gate;
mod monitor;
mod pace;

pub use clock::Clock;
use gate::Gate;
use monitor::Shared;

/// Messages that may be unread before tasks are held back.
const AHEAD: usize = 4096;

/// How a program is put on the stage.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Program time that a task stays on a line that is to be followed. Zero: none.
    pub pace: Micros,
    /// Program seconds in a real second, more than zero.
    pub speed: f64,
    /// Whether to wait, before the first line, for [`Request::Resume`] or a step.
    pub paused: bool,
    /// Whether steps and the pace count lines, or visible operations.
    pub granularity: Granularity,
    /// Whether the run is held for a moment whenever an operation wakes somebody, at speeds up to 1.
    pub beats: bool,
}

/// What one step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    /// Up to the next line that the task reaches.
    Line,
    /// One visible operation.
    Operation,
}

/// What the interface may ask of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Hold all tasks but the lecturer at their next visible operation and stop the clock.
    Pause,
    /// Let them go on.
    Resume,
    /// While paused: let this task run one step. One that sleeps or waits with a timeout moves the clock to its deadline.
    Step(TaskId),
    /// What a step is from now on.
    Granularity(Granularity),
    /// Program seconds in a real second.
    Speed(f64),
    /// Whether there are beats.
    Beats(bool),
    /// End the hold of a beat at once, if the run is held by one.
    EndBeat,
    /// Run on, as fast as can be, to the next operation that wakes somebody (that this task does or that wakes it), let
    /// those it woke try, and pause; [`Message::Reached`] tells of it.
    NextCause(Option<TaskId>),
    /// Python source that passed [`World::say`]'s check goes to the lecturer's thread; otherwise [`Message::Refused`].
    Say(String),
    /// Give up the lecturer's blocked statement (`KeyboardInterrupt`).
    Abandon,
    /// ctrl-c: `KeyboardInterrupt` in the program's main thread.
    Interrupt,
    /// Answer the oldest `input()`; `None` is the end of input.
    Answer(Option<String>),
    /// A copy of the world as it is now: [`Message::Copy`].
    Copy,
}

/// What a run tells.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something happened.
    Record(Record),
    /// The clock was started, stopped, set or changed its speed.
    Clock(Clock),
    /// The run is held by a beat, or no longer.
    Held(bool),
    /// The cause that was asked for by [`Request::NextCause`] has come, and the run is paused.
    Reached,
    /// The copy that was asked for. All that was told before it has happened in it, and nothing else.
    Copy(Box<World>),
    /// The lecturer's statement is not of the subset.
    Refused {
        /// The sentence for the prompt.
        sentence: String,
        /// The characters of the statement that it is about, from 0.
        at: Option<(usize, usize)>,
    },
    /// A thread of ours failed: the run is dead.
    Broken(String),
}

/// A program on the stage. Dropping it ends every thread of the run, blocked or not.
#[derive(Debug)]
pub struct Stage {
    gate: Arc<Gate>,
    requests: Option<Sender<Request>>,
    messages: Receiver<Message>,
    conductor: Option<JoinHandle<()>>,
}

impl Stage {
    /// Puts the world that `make` makes on threads. It is made on the conductor's thread: nobody waits for it.
    ///
    /// # Errors
    /// The operating system gives no thread.
    pub fn new(
        make: impl FnOnce() -> World + Send + 'static,
        options: Options,
    ) -> std::io::Result<Self> {
        Self::ahead(make, options, AHEAD)
    }

    /// The same, and tasks are held back as soon as more than `ahead` messages are unread.
    ///
    /// # Errors
    /// The operating system gives no thread.
    pub fn ahead(
        make: impl FnOnce() -> World + Send + 'static,
        options: Options,
        ahead: usize,
    ) -> std::io::Result<Self> {
        let (message_sender, messages) = unbounded();
        let (requests, request_receiver) = unbounded();
        let gate = Arc::new(Gate::new(ahead));
        let conductor = {
            let gate = Arc::clone(&gate);
            spawn("conductor".to_owned(), None, move || {
                conductor::run(
                    || Shared::new(make(), options, message_sender, gate),
                    &request_receiver,
                );
            })?
        };
        Ok(Self {
            gate,
            requests: Some(requests),
            messages,
            conductor: Some(conductor),
        })
    }

    /// Asks something of the run; it happens soon.
    pub fn request(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // The conductor outlives this sender; where it does not, the run is dead and has said so.
            let _ = requests.send(request);
        }
    }

    /// Where the run tells what happens. Call [`Stage::received`] for each message taken.
    pub fn messages(&self) -> &Receiver<Message> {
        &self.messages
    }

    /// Says that `count` messages were taken, so that tasks that ran ahead of the reader may go on.
    pub fn received(&self, count: usize) {
        self.gate.received(count);
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.gate.open_for_good();
        self.requests = None;
        if let Some(conductor) = self.conductor.take() {
            // A panic of the conductor's was told as `Broken`.
            let _ = conductor.join();
        }
    }
}
