//! The world that the stage drives: the real one, and a witness of what comes out of it.

use std::sync::{Arc, Mutex, PoisonError};

use primviz::python::Problem;
use primviz::trace::{Micros, Record, TaskId, Text};

pub use primviz::world::Outcome;

/// What a planted failure says.
pub const FAILURE: &str = "a failure, planted";

/// Sees what happens in a world where it happens: under the monitor.
#[derive(Debug, Clone, Default)]
pub struct Witness(Arc<Mutex<Seen>>);

#[derive(Debug, Default)]
struct Seen {
    records: Vec<Record>,
    /// Steps until one fails.
    fails_after: Option<usize>,
}

impl Witness {
    /// The record with this number, if it has happened.
    pub fn record(&self, number: usize) -> Option<Record> {
        self.with(|seen| seen.records.get(number).cloned())
    }

    /// How many records there have been.
    pub fn count(&self) -> usize {
        self.with(|seen| seen.records.len())
    }

    /// Lets the step after so many others fail.
    pub fn fail_after(&self, steps: usize) {
        self.with(|seen| seen.fails_after = Some(steps));
    }

    fn fails_now(&self) -> bool {
        self.with(|seen| match &mut seen.fails_after {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        })
    }

    fn with<R>(&self, look: impl FnOnce(&mut Seen) -> R) -> R {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A world with a witness.
#[derive(Debug, Clone)]
pub struct World {
    inner: primviz::world::World,
    witness: Witness,
}

impl World {
    pub fn new(inner: primviz::world::World, witness: Witness) -> Self {
        Self { inner, witness }
    }

    pub fn step(&mut self, task: TaskId) -> Outcome {
        if self.witness.fails_now() {
            // As a panic does, but without a word on the standard error.
            std::panic::resume_unwind(Box::new(FAILURE));
        }
        self.inner.step(task)
    }

    pub fn drain_events(&mut self, into: &mut Vec<Record>) {
        let before = into.len();
        self.inner.drain_events(into);
        self.witness
            .with(|seen| seen.records.extend_from_slice(&into[before..]));
    }

    pub fn take_started(&mut self) -> Vec<TaskId> {
        self.inner.take_started()
    }

    pub fn take_woken(&mut self) -> Vec<TaskId> {
        self.inner.take_woken()
    }

    pub fn advance(&mut self, to: Micros) {
        self.inner.advance(to);
    }

    pub fn say(&mut self, statement: &str) -> Result<(), Problem> {
        self.inner.say(statement)
    }

    pub fn abandon(&mut self) {
        self.inner.abandon();
    }

    pub fn interrupt(&mut self) {
        self.inner.interrupt();
    }

    pub fn answer(&mut self, text: Option<String>) {
        self.inner.answer(text);
    }

    pub fn now(&self) -> Micros {
        self.inner.now()
    }

    pub fn runnable(&self, task: TaskId) -> bool {
        self.inner.runnable(task)
    }

    pub fn alive(&self, task: TaskId) -> bool {
        self.inner.alive(task)
    }

    pub fn deadline(&self, task: TaskId) -> Option<Micros> {
        self.inner.deadline(task)
    }

    pub fn sleepers(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.inner.sleepers()
    }

    pub fn lecturer(&self) -> Option<TaskId> {
        self.inner.lecturer()
    }

    pub fn name(&self, task: TaskId) -> Text {
        self.inner.name(task)
    }
}
