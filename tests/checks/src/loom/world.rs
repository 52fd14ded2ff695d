//! The smallest world that a stage can drive: the second task waits, with a timeout or without, for the first one.

use primviz::python::Problem;
use primviz::trace::{Event, Micros, Record, TaskId, Text};

pub use primviz::world::Outcome;

/// What comes before what, in the records of a task: each tells `n` things and ends.
const STEPS: u8 = 2;

/// A world of two tasks.
#[derive(Debug, Clone)]
pub struct World {
    now: Micros,
    /// Steps that each task has taken.
    taken: [u8; 2],
    ready: [bool; 2],
    /// Until when the second task waits at most for the first one's end.
    timeout: Option<Micros>,
    expired: bool,
    events: Vec<Record>,
    started: Vec<TaskId>,
    woken: Vec<TaskId>,
}

impl World {
    pub fn new(timeout: Option<Micros>) -> Self {
        Self {
            now: 0,
            taken: [0; 2],
            ready: [true; 2],
            timeout,
            expired: false,
            events: Vec::new(),
            started: vec![TaskId(0), TaskId(1)],
            woken: Vec::new(),
        }
    }

    /// The first task works and ends; the second one works, waits for that end, and ends.
    pub fn step(&mut self, task: TaskId) -> Outcome {
        let me = task.index();
        if !self.alive(task) {
            return Outcome::Ended;
        }
        let waits = me == 1 && self.taken[1] + 1 == STEPS && self.taken[0] < STEPS;
        if waits && !self.expired {
            self.ready[1] = false;
            return Outcome::Blocked;
        }
        self.taken[me] += 1;
        let text = format!("{me}: {}", self.taken[me]).into();
        self.emit(Event::Out {
            task,
            text,
            err: false,
        });
        if self.alive(task) {
            return Outcome::Line;
        }
        if me == 0 && !self.ready[1] {
            self.ready[1] = true;
            self.woken.push(TaskId(1));
        }
        Outcome::Ended
    }

    fn emit(&mut self, event: Event) {
        let time = self.now;
        self.events.push(Record { time, event });
    }

    pub fn drain_events(&mut self, into: &mut Vec<Record>) {
        into.append(&mut self.events);
    }

    pub fn take_started(&mut self) -> Vec<TaskId> {
        std::mem::take(&mut self.started)
    }

    pub fn take_woken(&mut self) -> Vec<TaskId> {
        std::mem::take(&mut self.woken)
    }

    pub fn advance(&mut self, to: Micros) {
        self.now = self.now.max(to);
        if self
            .deadline(TaskId(1))
            .is_some_and(|deadline| deadline <= to)
        {
            self.expired = true;
            self.ready[1] = true;
            self.woken.push(TaskId(1));
        }
    }

    pub fn now(&self) -> Micros {
        self.now
    }

    pub fn runnable(&self, task: TaskId) -> bool {
        self.alive(task) && self.ready[task.index()]
    }

    pub fn alive(&self, task: TaskId) -> bool {
        self.taken[task.index()] < STEPS
    }

    pub fn deadline(&self, task: TaskId) -> Option<Micros> {
        self.timeout.filter(|_| task.index() == 1 && !self.ready[1])
    }

    pub fn sleepers(&self) -> impl Iterator<Item = TaskId> + '_ {
        let sleeps = |task: &TaskId| self.deadline(*task).is_some();
        [TaskId(0), TaskId(1)].into_iter().filter(sleeps)
    }

    #[expect(clippy::unused_self, reason = "the real world may have one")]
    pub fn lecturer(&self) -> Option<TaskId> {
        None
    }

    #[expect(clippy::unused_self, reason = "the real world has names")]
    pub fn name(&self, _task: TaskId) -> Text {
        "task".into()
    }

    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the real world listens"
    )]
    pub fn say(&mut self, _statement: &str) -> Result<(), Problem> {
        Ok(())
    }

    #[expect(clippy::unused_self, reason = "the real world listens")]
    pub fn abandon(&mut self) {}

    #[expect(clippy::unused_self, reason = "the real world listens")]
    pub fn interrupt(&mut self) {}

    #[expect(clippy::unused_self, reason = "the real world listens")]
    pub fn answer(&mut self, _text: Option<String>) {}
}
