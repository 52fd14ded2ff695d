//! Everything a running program is: heap, frames of each task, primitives, virtual time, draws. A plain value:
//! `Clone`; `step(task)` runs one visible operation. Deterministic.
//!
//! A step takes one task and its process out of the world, lets the machine (`run`) run its instructions on them, and
//! puts them back. Whatever others can see goes into the events, in the order in which it took effect. Heavy parts are
//! behind `Arc`s and copied when they change, so that a clone of a world costs little.

mod arguments;
mod attributes;
mod calls;
mod choices;
mod deadlines;
mod describe;
mod draws;
mod drive;
mod evaluate;
mod files;
mod fingerprint;
mod imports;
mod interrupt;
mod lecturer;
mod lives;
mod looks;
mod naming;
mod operate;
mod outside;
mod parameters;
mod parts;
mod pickle;
mod prelude;
mod prims;
mod ready;
mod run;
mod shared;
mod standing;
mod sweep;
mod task;
mod things;
mod traceback;
mod unwind;
mod uses;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use triomphe::Arc as Shared;

use crate::python::exceptions::Fault;
use crate::python::frame::Frame;
use crate::python::value::{Prim, PrimType, Value};
use crate::python::{Code, Place, Program, Symbols};
use crate::trace::{
    Event, Hello, Micros, ObjectId, Record, SceneWords, SiteId, SourceFile, TaskId, TaskKind, Text,
    Told, VERSION,
};

use draws::Draws;
use lives::Birth;
use operate::{Answer, Doing};
use prelude::{Prelude, Reader};
use ready::Ready;
use run::Machine;
use task::{Process, State, Task};
use things::{Thing, What};

use drive::Turn;
pub use drive::{Driver, Limits, Stop, run_virtual};
pub use files::Files;
pub use fingerprint::Times;
pub use prelude::prepare;

/// What a run is made with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Seed of the draws.
    pub seed: u64,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// Whether there is a lecturer, a task that runs statements given to [`World::say`].
    pub lecturer: bool,
    /// How much of it is recorded.
    pub recorded: Recorded,
    /// Whether all of that becomes lines of a trace at once, and only what is said is a record too.
    pub in_lines: bool,
    /// The scene's words, sent with the hello.
    pub scene: Option<Box<SceneWords>>,
    /// Whether the seed fixes the schedule too; sent with the hello.
    pub seeded_schedule: bool,
    /// The program's name; sent with the hello.
    pub program_name: Option<Text>,
    /// The files that it sees to begin with.
    pub files: Files,
    /// Cores of its computer, `os.cpu_count()`: so many processes compute at the same time. Without a number,
    /// [`CORES`].
    pub cores: Option<u32>,
}

/// Cores of a computer that nobody has counted.
pub const CORES: u32 = 4;

/// How much of a run is recorded. The run is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recorded {
    /// What is said, [`Event::Out`] and [`Event::Note`]: nobody wants to hear what tasks do. [`World::standing`] tells how
    /// things stand all the same.
    Words,
    /// What tasks do, too.
    #[default]
    Operations,
    /// And which lines they reach.
    Lines,
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
    options: Arc<Options>,
    prelude: Arc<Prelude>,
    /// The process that it began with.
    template: Option<Arc<Process>>,
    /// The program's names, and those that the lecturer has added.
    symbols: Arc<Symbols>,
    /// What the names mean that the program does not bind, by symbol.
    builtins: Arc<Vec<Value>>,
    places: Arc<Vec<Place>>,
    /// Places that were told, by number.
    told: Vec<bool>,
    now: Micros,
    /// The program has looked at a clock: it may know what time it is.
    asked_for_time: bool,
    turn: Turn,
    /// Nobody else could run when the turn began.
    alone: bool,
    events: Told,
    /// A task is out of its place while it is stepped.
    tasks: Vec<Option<Arc<Task>>>,
    processes: Vec<Option<Arc<Process>>>,
    /// What the heaps of the processes take, each by itself, as of the last step of each.
    memory: usize,
    pids: Vec<i64>,
    next_pid: i64,
    objects: Vec<Shared<Thing>>,
    variables: FxHashMap<(usize, shared::Place), ObjectId>,
    alive: BTreeSet<TaskId>,
    ready: Ready,
    deadlines: BTreeSet<(Micros, TaskId)>,
    started: Vec<TaskId>,
    woken: Vec<TaskId>,
    askers: VecDeque<TaskId>,
    lecturer: Option<TaskId>,
    statements: VecDeque<(Arc<Code>, Text)>,
    /// The files that the program sees.
    files: Arc<Files>,
    /// It was said that nobody can run.
    idle: bool,
    exit_status: i32,
}

impl World {
    /// A program before its first line.
    pub fn new(program: Arc<Program>, options: Options) -> Self {
        let prelude = prelude::booted();
        let template = prelude::with(&program.symbols.library);
        let mut world = Self::around(program, options, prelude);
        world.builtins = Arc::new(prelude::builtins(&world.symbols, Reader::Program));
        world.emit_hello();
        let mut process = (*template).clone();
        world.template = Some(template);
        process.pid = world.next_pid;
        process.user = vec![Value::Unbound; world.symbols.entries.len()];
        process.modules = vec![Value::Unbound; world.program.imports.len() + 1];
        for (name, value) in [
            ("__name__", "__main__"),
            ("__file__", &*world.program.file.clone()),
        ] {
            if let Some(symbol) = world.symbols.find(name) {
                process.user[symbol as usize] = Value::from(value);
            }
        }
        if let Some(symbol) = world.prelude.text.symbols().find("_argv") {
            let argv = &world.options.argv;
            let items = argv.iter().map(|arg| Value::from(arg.as_str())).collect();
            if let Ok(list) = process.heap.list(items) {
                Arc::make_mut(&mut process.prelude)[symbol as usize] = list;
            }
        }
        let frame = Frame::new(world.program.code.clone());
        world.begin(process, vec![Box::new(frame)]);
        world
    }

    /// A world without tasks.
    fn around(program: Arc<Program>, options: Options, prelude: Arc<Prelude>) -> Self {
        Self {
            symbols: program.symbols.clone(),
            builtins: Arc::default(),
            places: Arc::new(program.sites.clone()),
            told: vec![false; program.sites.len()],
            next_pid: 4000 + (options.seed % 1000) as i64,
            program,
            events: Told::new(options.in_lines),
            files: Arc::new(options.files.clone()),
            options: Arc::new(options),
            prelude,
            template: None,
            now: 0,
            asked_for_time: false,
            turn: Turn::default(),
            alone: false,
            tasks: Vec::new(),
            processes: Vec::new(),
            memory: 0,
            pids: Vec::new(),
            objects: Vec::new(),
            variables: FxHashMap::default(),
            alive: BTreeSet::new(),
            ready: Ready::default(),
            deadlines: BTreeSet::new(),
            started: Vec::new(),
            woken: Vec::new(),
            askers: VecDeque::new(),
            lecturer: None,
            statements: VecDeque::new(),
            idle: false,
            exit_status: 0,
        }
    }

    /// What a run of a program says of itself first, for who wants to know before there is a world.
    pub fn hello(program: &Program, options: &Options) -> Hello {
        Hello {
            version: VERSION,
            program: options
                .program_name
                .clone()
                .unwrap_or_else(|| program.file.clone()),
            language: "python".into(),
            file: program.file.clone(),
            source: program.source.clone(),
            files: (program.imports.iter())
                .map(|import| SourceFile {
                    file: import.file.clone(),
                    source: import.source.clone(),
                })
                .collect(),
            seed: options.seed,
            seeded_schedule: options.seeded_schedule,
            scene: options.scene.clone(),
        }
    }

    fn emit_hello(&mut self) {
        let hello = Self::hello(&self.program, &self.options);
        self.emit(Event::Hello(Box::new(hello)));
    }

    /// Puts the main thread, and the lecturer if there is one, into a process.
    fn begin(&mut self, process: Process, frames: task::Frames) {
        self.pids.push(process.pid);
        self.processes.push(Some(Arc::new(process)));
        let mut draws = Draws::new(self.options.seed);
        let lecturer_draws = draws.child();
        let main = Birth {
            name: "MainThread".into(),
            function: "<module>".into(),
            kind: TaskKind::Main,
            daemon: false,
            process: 0,
            parent: None,
            object: Value::None,
            draws,
            frames,
        };
        self.spawn(main);
        if self.options.lecturer {
            let lecturer = Birth {
                name: "lecturer".into(),
                function: "".into(),
                kind: TaskKind::Lecturer,
                daemon: true,
                process: 0,
                parent: None,
                object: Value::None,
                draws: lecturer_draws,
                frames: Vec::new(),
            };
            let id = self.spawn(lecturer);
            self.lecturer = Some(id);
            self.park_lecturer(id);
        }
    }

    /// Runs a task up to the next line, or through one visible operation: a microsecond's work.
    pub fn step(&mut self, task: TaskId) -> Outcome {
        let outcome = self.step_free(task);
        self.charge(task, 1);
        outcome
    }

    /// The same, and nobody counts the time that it takes a core.
    fn step_free(&mut self, task: TaskId) -> Outcome {
        if self
            .process_with(task)
            .is_some_and(|process| self.obey(process))
        {
            return Outcome::Ended;
        }
        let Some(mut own) = self.tasks.get_mut(task.index()).and_then(Option::take) else {
            return Outcome::Ended;
        };
        let place = own.process;
        let Some(mut shared) = (match own.state {
            State::Ready => self.processes[place].take(),
            State::Blocked | State::Ended => None,
        }) else {
            let ended = own.state == State::Ended;
            self.tasks[task.index()] = Some(own);
            return if ended {
                Outcome::Ended
            } else {
                Outcome::Blocked
            };
        };
        let running = Arc::make_mut(&mut own);
        let process = Arc::make_mut(&mut shared);
        let before = self.allow_memory(process);
        let outcome = Machine {
            world: self,
            task: running,
            process,
        }
        .step();
        self.note_memory(process, before);
        if running.state == State::Blocked {
            self.ready.remove(task);
            if let Some(deadline) = running
                .waiting
                .as_ref()
                .and_then(|waiting| waiting.deadline)
            {
                self.deadlines.insert((deadline, task));
            }
        }
        let ended = running.state == State::Ended;
        self.tasks[task.index()] = Some(own);
        self.processes[place] = Some(shared);
        if ended {
            self.check_process(place);
        }
        self.notice_quiet();
        outcome
    }

    /// Whether stepping the task would get it anywhere.
    pub fn runnable(&self, task: TaskId) -> bool {
        self.ready.contains(task)
    }

    /// The tasks that live, the lecturer among them.
    pub fn tasks(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.alive.iter().copied()
    }

    /// What happened since last asked.
    pub fn take_events(&mut self) -> Vec<Record> {
        std::mem::take(self.events.records())
    }

    /// The same, appended to a vector whose room is kept.
    pub fn drain_events(&mut self, into: &mut Vec<Record>) {
        into.append(self.events.records());
    }

    /// What happened and has not been asked for.
    pub fn told(&mut self) -> &mut Told {
        &mut self.events
    }

    /// Whether a task has not ended yet.
    pub fn alive(&self, task: TaskId) -> bool {
        self.alive.contains(&task)
    }

    /// The lecturer's task, if there is one.
    pub fn lecturer(&self) -> Option<TaskId> {
        self.lecturer
    }

    /// Tasks that began since last asked.
    pub fn take_started(&mut self) -> Vec<TaskId> {
        std::mem::take(&mut self.started)
    }

    /// Tasks that were made runnable since last asked.
    pub fn take_woken(&mut self) -> Vec<TaskId> {
        std::mem::take(&mut self.woken)
    }

    /// Cores of the computer that it runs on.
    pub fn cores(&self) -> u32 {
        self.options.cores.unwrap_or(CORES).max(1)
    }

    /// Program time.
    pub fn now(&self) -> Micros {
        self.now
    }

    /// Answers the oldest asker of `input()`; none is the end of the input.
    pub fn answer(&mut self, text: Option<String>) {
        let Some(asker) = self.askers.pop_front() else {
            return;
        };
        if let Some(Some(task)) = self.tasks.get_mut(asker.index())
            && let Some(waiting) = &mut Arc::make_mut(task).waiting
            && let Doing::Input(_, answer) = &mut waiting.doing
        {
            *answer = text.map_or(Answer::EndOfInput, |text| Answer::Line(text.into()));
            self.wake(&[asker]);
        }
    }

    /// The task whose `input()` is next to be answered.
    pub fn asker(&self) -> Option<TaskId> {
        self.askers.front().copied()
    }

    /// What can become of the run now.
    pub fn status(&self) -> Status {
        if self.alive.iter().all(|task| Some(*task) == self.lecturer) {
            Status::Ended
        } else if self.ready.is_empty() && self.deadlines.is_empty() {
            Status::Quiet
        } else {
            Status::Running
        }
    }

    /// The exit status that `python3` would have: 1 after an uncaught exception in the main thread.
    pub fn exit_status(&self) -> i32 {
        self.exit_status
    }

    /// The task's name.
    pub fn name(&self, task: TaskId) -> Text {
        match self.tasks.get(task.index()) {
            Some(Some(task)) => task.name.clone(),
            _ => "".into(),
        }
    }

    /// The line the task is on.
    pub fn task_line(&self, task: TaskId) -> Option<u32> {
        let site = self.tasks.get(task.index())?.as_ref()?.site?;
        self.places.get(site.index()).map(|place| place.line)
    }

    /// The program that runs.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    // What the machine asks of the world

    /// Whether anybody hears what tasks do.
    fn tells(&self) -> bool {
        self.options.recorded != Recorded::Words
    }

    #[inline]
    fn emit(&mut self, event: Event) {
        if !matches!(event, Event::Idle) {
            self.idle = false;
        }
        if !self.tells() && !matches!(event, Event::Out { .. } | Event::Note { .. }) {
            return;
        }
        self.tell(event);
    }

    #[inline(never)]
    fn tell(&mut self, event: Event) {
        self.events.tell(self.now, event);
    }

    fn notice_quiet(&mut self) {
        if !self.idle
            && self.ready.is_empty()
            && self.deadlines.is_empty()
            && self.status() == Status::Quiet
        {
            self.emit(Event::Idle);
            self.idle = true;
        }
    }

    /// Says that a task has reached a place.
    fn announce(&mut self, task: TaskId, site: SiteId) {
        if self.options.recorded != Recorded::Lines {
            return;
        }
        self.tell_site(site);
        self.emit(Event::At { task, site });
    }

    fn tell_site(&mut self, site: SiteId) {
        let index = site.index();
        if index >= self.told.len() {
            self.told.resize(index + 1, false);
        }
        if std::mem::replace(&mut self.told[index], true) {
            return;
        }
        let Some(place) = self.places.get(index) else {
            return;
        };
        let site = place.site(site);
        self.emit(Event::Site(site));
    }

    fn thing(&mut self, object: ObjectId) -> &mut Thing {
        Shared::make_mut(&mut self.objects[object.index()])
    }

    fn add_object(&mut self, thing: Thing) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let new = thing.describe(id);
        self.objects.push(Shared::new(thing));
        self.emit(Event::New(new));
        id
    }

    /// The second handle of a pipe.
    fn add_end(&mut self, pipe: ObjectId, home: usize) -> Prim {
        let kind = PrimType::Connection;
        let id = self.add_object(Thing::new(What::End(pipe), kind, true, home));
        Prim { id, kind }
    }

    /// Makes tasks runnable again.
    fn wake(&mut self, tasks: &[TaskId]) {
        for &id in tasks {
            let Some(Some(task)) = self.tasks.get_mut(id.index()) else {
                continue;
            };
            if task.state != State::Blocked {
                continue;
            }
            let task = Arc::make_mut(task);
            task.state = State::Ready;
            if let Some(deadline) = task.waiting.as_ref().and_then(|waiting| waiting.deadline) {
                self.deadlines.remove(&(deadline, id));
            }
            self.ready.insert(id);
            self.woken.push(id);
        }
    }

    /// A task will not run any more.
    fn unschedule(&mut self, id: TaskId) {
        self.ready.remove(id);
        self.deadlines.retain(|(_, task)| *task != id);
    }
}

/// The line that a traceback of the fault would end with.
fn fault_line(fault: &Fault) -> Text {
    match fault {
        Fault::Error(error) => error.line().into(),
        _ => "exception".into(),
    }
}
