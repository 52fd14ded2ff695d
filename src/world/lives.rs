//! How tasks begin and end, and with them processes and the whole run.

mod processes;

use std::sync::Arc;

use super::World;
use super::draws::Draws;
use super::operate::Doing;
use super::run::enter::Spare;
use super::run::{Go, Machine, RAN};
use super::task::{Frames, Leave, Process, State, Task};
use crate::primitive::Woken;
use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::value::Value;
use crate::trace::{
    Done, Ending, Event, Fail, FailReason, NoteKind, Op, Spawn, TaskId, TaskKind, Text,
};
use crate::world::Outcome;

/// How a new task is called and what it runs.
pub(super) struct Birth {
    pub(super) name: Text,
    pub(super) function: Text,
    pub(super) kind: TaskKind,
    pub(super) daemon: bool,
    pub(super) process: usize,
    pub(super) parent: Option<TaskId>,
    pub(super) object: Value,
    pub(super) draws: Draws,
    pub(super) frames: Frames,
}

/// Whether a task stands for a whole process that another one looks at from outside.
fn is_other_process(task: &Task, other: &Task) -> bool {
    task.kind == TaskKind::Process && task.process != other.process
}

/// Tasks that may live at once.
const TASKS: usize = 20_000;

impl World {
    /// A new task that can run.
    pub(super) fn spawn(&mut self, birth: Birth) -> TaskId {
        let id = TaskId(self.tasks.len() as u32);
        self.emit(Event::Spawn(Spawn {
            task: id,
            parent: birth.parent,
            name: birth.name.clone(),
            function: birth.function,
            kind: birth.kind,
            daemon: birth.daemon,
        }));
        let task = Task {
            id,
            process: birth.process,
            name: birth.name,
            kind: birth.kind,
            daemon: birth.daemon,
            object: birth.object,
            frames: birth.frames,
            spare: Spare::default(),
            state: State::Ready,
            started: false,
            waiting: None,
            asking: None,
            interrupt: None,
            site: None,
            spoke: false,
            draws: birth.draws,
            uncaught: None,
            doubtful: Vec::new(),
            leaving: None,
            ending: None,
            joiners: Vec::new(),
            exit: 0,
            worked: 0,
        };
        self.tasks.push(Some(Arc::new(task)));
        self.alive.insert(id);
        self.ready.insert(id);
        self.started.push(id);
        id
    }

    /// The frame that a new task begins with: a function of the prelude with one argument.
    pub(super) fn first_frame(
        &self,
        process: &Process,
        function: &str,
        argument: Value,
    ) -> Option<Frame> {
        let symbol = self.prelude.text.symbols().find(function)?;
        let Value::Ref(id) = process.prelude.get(symbol as usize)? else {
            return None;
        };
        let Object::Function(function) = process.heap.get(*id) else {
            return None;
        };
        let mut frame = Frame::new(function.code.clone());
        frame.locals[0] = argument;
        Some(frame)
    }

    /// Whether a task is over, or the whole process that it is the first of, if that is another one; `running` is out of
    /// its place.
    pub(super) fn is_over(&self, task: TaskId, running: &Task) -> bool {
        if task == running.id {
            return running.counts_as_ended();
        }
        match self.tasks.get(task.index()) {
            Some(Some(found)) if is_other_process(found, running) => self
                .processes
                .get(found.process)
                .and_then(Option::as_ref)
                .is_none_or(|process| process.finished),
            Some(Some(found)) => found.counts_as_ended(),
            _ => true,
        }
    }

    pub(super) fn await_end(&mut self, task: TaskId, me: TaskId) {
        if let Some(Some(found)) = self.tasks.get_mut(task.index()) {
            let joiners = &mut Arc::make_mut(found).joiners;
            if !joiners.contains(&me) {
                joiners.push(me);
            }
        }
    }

    pub(super) fn exit_code(&self, task: TaskId, running: &Task) -> Value {
        if !self.is_over(task, running) {
            return Value::None;
        }
        match self.tasks.get(task.index()) {
            Some(Some(found)) => Value::Int(found.exit),
            _ => Value::None,
        }
    }

    pub(super) fn pid_of(&self, task: TaskId) -> Option<i64> {
        let found = self.tasks.get(task.index())?.as_ref()?;
        self.pids.get(found.process).copied()
    }

    pub(super) fn object_of(&self, task: TaskId) -> Value {
        match self.tasks.get(task.index()) {
            Some(Some(found)) => found.object.clone(),
            _ => Value::None,
        }
    }

    /// The objects of the tasks that live in the running task's process.
    pub(super) fn objects_of_tasks(&self, running: &Task) -> Vec<(TaskId, Value)> {
        let own = |task: &Task| match task.kind {
            TaskKind::Process => Value::None,
            TaskKind::Lecturer => Value::from("lecturer"),
            _ => task.object.clone(),
        };
        let mut objects = vec![(running.id, own(running))];
        for id in &self.alive {
            if let Some(task) = &self.tasks[id.index()]
                && task.process == running.process
                && task.kind != TaskKind::Lecturer
            {
                objects.push((*id, own(task)));
            }
        }
        objects
    }

    pub(super) fn rename(&mut self, task: TaskId, name: &Text, running: &mut Task) {
        if task == running.id {
            running.name = name.clone();
        } else if let Some(Some(found)) = self.tasks.get_mut(task.index()) {
            Arc::make_mut(found).name = name.clone();
        }
    }

    /// Ends a task from outside.
    pub(super) fn kill(&mut self, id: TaskId, exit: i64) {
        let Some(Some(task)) = self.tasks.get_mut(id.index()) else {
            return;
        };
        if task.state == State::Ended {
            return;
        }
        let task = Arc::make_mut(task);
        task.exit = exit;
        task.frames.clear();
        let waiting = task.waiting.take();
        if let Some((waiting, ..)) = task.asking.take() {
            self.let_go(id, &waiting.doing);
        }
        if let Some(waiting) = waiting {
            let woken = self.let_go(id, &waiting.doing);
            if !matches!(waiting.doing, Doing::Idle | Doing::Feed(_, false)) {
                self.emit(Event::Fail(Fail {
                    task: id,
                    op: waiting.doing.op(),
                    object: waiting.doing.object(),
                    on: None,
                    why: FailReason::Abandoned,
                    text: None,
                    woken,
                }));
            }
        }
        self.finish_task(id, Ending::Killed);
    }

    /// Takes a task out of the line that it stands in; whom that wakes.
    pub(super) fn let_go(&mut self, id: TaskId, doing: &Doing) -> Woken {
        self.askers.retain(|asker| *asker != id);
        if let Doing::Join(task) = doing
            && let Some(Some(task)) = self.tasks.get_mut(task.index())
        {
            Arc::make_mut(task).joiners.retain(|joiner| *joiner != id);
        }
        let mut objects: Vec<_> = doing.object().into_iter().collect();
        if let Doing::ConditionBack(condition, ..) = doing {
            objects.push(*condition);
        }
        let mut woken = Woken::new();
        for object in objects {
            woken.extend(self.thing(object).forget(id));
        }
        self.wake(&woken);
        woken
    }

    /// Notes the end of a task that is in its place.
    fn finish_task(&mut self, id: TaskId, how: Ending) {
        let Some(Some(task)) = self.tasks.get_mut(id.index()) else {
            return;
        };
        let task = Arc::make_mut(task);
        task.state = State::Ended;
        task.ending = Some(how.clone());
        let joiners = std::mem::take(&mut task.joiners);
        self.unschedule(id);
        self.alive.remove(&id);
        self.emit(Event::End { task: id, how });
        self.wake(&joiners);
    }
}

impl Machine<'_> {
    /// `_world("start", thread, name, function, daemon, kind)`
    pub(super) fn start_thread(&mut self, args: &[Value], then: Then) -> Res<Go> {
        let birth = self.birth(args, self.task.process)?;
        self.process.heap.escape(&birth.object);
        let prelude = self.prelude_frame("_run_task", &birth.object)?;
        let birth = Birth {
            frames: vec![Box::new(prelude)],
            ..birth
        };
        let task = self.world.spawn(birth);
        self.process.live += 1;
        self.process.finished = false;
        self.began(task, then)
    }

    fn began(&mut self, task: TaskId, then: Then) -> Res<Go> {
        self.done(Done {
            on: Some(task),
            ..Done::new(self.task.id, Op::Start)
        });
        self.give(Value::Int(i64::from(task.0)), then)?;
        Ok(RAN)
    }

    fn prelude_frame(&self, name: &str, argument: &Value) -> Res<Frame> {
        self.world
            .first_frame(self.process, name, argument.clone())
            .ok_or_else(|| Fault::new(Exc::SystemError, format!("{name} is not available here")))
    }

    fn birth(&mut self, args: &[Value], process: usize) -> Res<Birth> {
        let [
            object,
            Value::Str(name),
            Value::Str(function),
            Value::Bool(daemon),
            Value::Str(kind),
        ] = args
        else {
            return Err(Fault::type_error(
                "a task begins with an object, a name, a function, whether it is a daemon, and a kind",
            ));
        };
        if self.world.alive.len() >= TASKS {
            return Err(Fault::new(Exc::RuntimeError, "can't start new thread"));
        }
        Ok(Birth {
            name: name.clone(),
            function: function.clone(),
            kind: match &**kind {
                "process" => TaskKind::Process,
                "timer" => TaskKind::Timer,
                "feeder" => TaskKind::Feeder,
                _ => TaskKind::Thread,
            },
            daemon: *daemon,
            process,
            parent: Some(self.task.id),
            object: object.clone(),
            draws: self.task.draws.child(),
            frames: Vec::new(),
        })
    }

    /// The task has run out of frames.
    pub(super) fn end(&mut self) -> Outcome {
        if self.task.kind == TaskKind::Lecturer {
            return self.next_statement();
        }
        match self.task.leaving.take() {
            Some((how, _)) => self.over(how),
            None => self.take_leave(Ending::Returned),
        }
    }

    /// It ends, but for what still has to run: pools that nobody has shut down, at the end of a main thread.
    fn take_leave(&mut self, how: Ending) -> Outcome {
        if self.task.id == self.process.main && std::mem::take(&mut self.process.leaves) {
            self.task.frames.clear();
            self.task.leaving = Some((how.clone(), Leave::Pools));
            if self.prelude("_leave", Vec::new(), Then::Drop).is_ok() {
                return Outcome::Ran;
            }
        }
        self.task.leaving = None;
        self.over(how)
    }

    fn over(&mut self, how: Ending) -> Outcome {
        let id = self.task.id;
        self.task.frames.clear();
        self.task.state = State::Ended;
        self.task.ending = Some(how.clone());
        self.world.unschedule(id);
        self.world.alive.remove(&id);
        self.world.emit(Event::End { task: id, how });
        self.process.live = self.process.live.saturating_sub(1);
        self.wake_joiners();
        Outcome::Ended
    }

    /// The main thread counts as ended: it has still to wait for other threads, and what is to be done at exit comes after.
    pub(super) fn finish_main(&mut self) {
        if let Some((_, leave)) = &mut self.task.leaving {
            *leave = Leave::Others;
        }
        self.wake_joiners();
    }

    /// Those who wait for the task's end go on; those who wait for the end of its whole process wait on.
    fn wake_joiners(&mut self) {
        let waits_on = |joiner: &TaskId| {
            let joiner = self.world.tasks[joiner.index()].as_ref();
            joiner.is_some_and(|joiner| is_other_process(self.task, joiner))
        };
        let (others, own) = self
            .task
            .joiners
            .iter()
            .partition(|joiner| waits_on(joiner));
        self.task.joiners = others;
        let own: Vec<TaskId> = own;
        self.world.wake(&own);
    }

    /// An exception that nobody caught ends the task.
    pub(super) fn end_with_exception(
        &mut self,
        exception: &Value,
        line: &str,
        traceback: &str,
    ) -> Outcome {
        let id = self.task.id;
        self.task.uncaught = None;
        let lecturer = self.task.kind == TaskKind::Lecturer;
        let is = |exc| class::is_exc(&self.process.heap, exception, exc);
        if is(Exc::SystemExit) && !lecturer {
            self.exit_quietly(exception);
            // A status is worth telling; without one it is an end like any other.
            return self.take_leave(match self.task.exit {
                0 => Ending::Returned,
                status => Ending::Raised(format!("SystemExit: {status}").into()),
            });
        }
        let is_interrupt = is(Exc::KeyboardInterrupt);
        let text: Text = if lecturer {
            line.into()
        } else {
            traceback.into()
        };
        self.world.emit(Event::Note {
            task: Some(id),
            kind: NoteKind::Exception,
            text,
        });
        if lecturer {
            self.task.frames.clear();
            return Outcome::Ran;
        }
        let name = self.task.name.clone();
        let shown = match self.task.kind {
            TaskKind::Main => traceback.to_owned(),
            TaskKind::Process => format!("Process {name}:\n{traceback}"),
            _ => format!("Exception in thread {name}:\n{traceback}"),
        };
        self.world.emit(Event::Out {
            task: id,
            text: shown.into(),
            err: true,
        });
        self.task.exit = 1;
        if self.task.kind == TaskKind::Main {
            // As a shell tells of one that was ended by SIGINT.
            self.world.exit_status = if is_interrupt { 130 } else { 1 };
        }
        self.take_leave(Ending::Raised(line.into()))
    }

    /// `sys.exit()`: its argument is the exit status, or is printed.
    fn exit_quietly(&mut self, exception: &Value) {
        let main = matches!(self.task.kind, TaskKind::Main | TaskKind::Process);
        if !main {
            return;
        }
        let code = match self.process.heap.object(exception) {
            Some(Object::Exception(object)) => object.args.first().cloned().unwrap_or_default(),
            _ => Value::None,
        };
        let status = match &code {
            Value::None => 0,
            Value::Int(status) => *status,
            Value::Bool(status) => i64::from(*status),
            other => {
                let text =
                    crate::python::format::str(&self.process.heap, other).unwrap_or_default();
                self.world.emit(Event::Out {
                    task: self.task.id,
                    text: format!("{text}\n").into(),
                    err: true,
                });
                1
            }
        };
        self.task.exit = status & 0xff;
        if self.task.kind == TaskKind::Main {
            self.world.exit_status = (status & 0xff) as i32;
        }
    }
}
