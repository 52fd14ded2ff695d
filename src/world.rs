//! Everything a running program is: heap, frames of each task, primitives, virtual time, draws. A plain value:
//! `Clone`; `step(task)` runs one visible operation. Deterministic.

use std::sync::Arc;

use crate::python::{Problem, Program};
use crate::trace::{Micros, Record, SceneWords, TaskId, Text};

/// What a run is made with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Seed of the draws.
    pub seed: u64,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// Whether there is a lecturer, a task that runs statements given to [`World::say`].
    pub lecturer: bool,
    /// Whether lines are announced in the trace.
    pub sites: bool,
    /// The scene's words, sent with the hello.
    pub scene: Option<Box<SceneWords>>,
    /// Whether the seed fixes the schedule too; sent with the hello.
    pub seeded_schedule: bool,
    /// The program's name; sent with the hello.
    pub program_name: Option<Text>,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The task has reached a new line and has not yet run it.
    Line,
    /// It did a visible operation, or its fuel was used up.
    Ran,
    /// It cannot go on before somebody or some time lets it.
    Blocked,
    /// It has ended.
    Ended,
}

/// What can become of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Somebody can run, or will when a deadline comes.
    Running,
    /// Nobody can run and no deadline is pending.
    Quiet,
    /// All tasks but the lecturer have ended.
    Ended,
}

/// A running program.
#[derive(Debug, Clone)]
pub struct World {
    program: Arc<Program>,
    now: Micros,
}

impl World {
    /// A program before its first line.
    pub fn new(program: Arc<Program>, options: Options) -> Self {
        let _ = options;
        Self { program, now: 0 }
    }

    /// Runs a task up to the next line, or through one visible operation.
    pub fn step(&mut self, task: TaskId) -> Outcome {
        let _ = task;
        Outcome::Ended
    }

    /// Whether stepping the task would get it anywhere.
    pub fn runnable(&self, task: TaskId) -> bool {
        let _ = task;
        false
    }

    /// The tasks that live, the lecturer among them.
    pub fn tasks(&self) -> impl Iterator<Item = TaskId> + '_ {
        std::iter::empty()
    }

    /// What happened since last asked.
    pub fn take_events(&mut self) -> Vec<Record> {
        Vec::new()
    }

    /// The same into a list that is kept, so that a step allocates nothing for it.
    pub fn drain_events(&mut self, into: &mut Vec<Record>) {
        into.append(&mut self.take_events());
    }

    /// Whether the task exists and has not ended.
    pub fn alive(&self, task: TaskId) -> bool {
        self.tasks().any(|live| live == task)
    }

    /// The lecturer's task, if there is one. It lives as long as the world.
    pub fn lecturer(&self) -> Option<TaskId> {
        None
    }

    /// Tasks that began since last asked.
    pub fn take_started(&mut self) -> Vec<TaskId> {
        Vec::new()
    }

    /// Tasks that were made runnable, or were killed, since last asked: whose thread should look again.
    pub fn take_woken(&mut self) -> Vec<TaskId> {
        Vec::new()
    }

    /// Program time.
    pub fn now(&self) -> Micros {
        self.now
    }

    /// Lets time pass; what is due on the way fires in the order of the deadlines.
    pub fn advance(&mut self, to: Micros) {
        self.now = self.now.max(to);
    }

    /// When the task's wait ends by itself.
    pub fn deadline(&self, task: TaskId) -> Option<Micros> {
        let _ = task;
        None
    }

    /// The earliest deadline of all.
    pub fn next_deadline(&self) -> Option<Micros> {
        None
    }

    /// Gives the lecturer a statement to run.
    ///
    /// # Errors
    /// A statement that cannot be compiled.
    pub fn say(&mut self, statement: &str) -> Result<(), Problem> {
        let _ = statement;
        Ok(())
    }

    /// Raises `KeyboardInterrupt` in the lecturer's statement.
    pub fn abandon(&mut self) {}

    /// Answers the oldest asker of `input()`; none is the end of the input.
    pub fn answer(&mut self, text: Option<String>) {
        let _ = text;
    }

    /// The task whose `input()` is next to be answered.
    pub fn asker(&self) -> Option<TaskId> {
        None
    }

    /// What can become of the run now.
    pub fn status(&self) -> Status {
        Status::Ended
    }

    /// The exit status that `python3` would have: 1 after an uncaught exception in the main thread.
    pub fn exit_status(&self) -> i32 {
        0
    }

    /// The task's name.
    pub fn name(&self, task: TaskId) -> Text {
        let _ = task;
        Text::from("")
    }

    /// The line the task is on.
    pub fn task_line(&self, task: TaskId) -> Option<u32> {
        let _ = task;
        None
    }

    /// The program that runs.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }
}
