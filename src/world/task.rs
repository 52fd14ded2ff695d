//! A task: a thread, a process's main thread, a timer or the lecturer, as data.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::draws::Draws;
use super::operate::Waiting;
use super::run::enter::Spare;
use super::things::{Item, Load};
use crate::python::code::Space;
use crate::python::exceptions::Fault;
use crate::python::frame::Frame;
use crate::python::quick::members::Members;
use crate::python::value::{HeapId, Value};
use crate::trace::{Ending, Micros, ObjectId, SiteId, TaskId, TaskKind, Text};

/// What a task can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum State {
    /// It can be stepped.
    Ready,
    /// It waits for somebody or for its deadline.
    Blocked,
    /// It is over.
    Ended,
}

/// What a main thread still does when its code is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Leave {
    /// It waits for its pools.
    Pools,
    /// It counts as ended: it waits for the other threads, and does what is to be done at exit.
    Others,
}

/// The calls that a task is in, the running one last. A call or a generator comes and goes without being moved.
pub(super) type Frames = Vec<Box<Frame>>;

/// A task.
#[derive(Debug, Clone)]
pub(super) struct Task {
    pub(super) id: TaskId,
    pub(super) process: usize,
    pub(super) name: Text,
    pub(super) kind: TaskKind,
    pub(super) daemon: bool,
    /// Its Thread or Process object, in the heap of its own process.
    pub(super) object: Value,
    pub(super) frames: Frames,
    /// Frames of calls that have ended, for those to come.
    pub(super) spare: Spare,
    pub(super) state: State,
    /// Whether it has begun.
    pub(super) started: bool,
    /// The operation that it is in the middle of.
    pub(super) waiting: Option<Waiting>,
    /// An operation on a priority queue whose items the program's own code compares.
    pub(super) asking: Option<(Waiting, Value, Value)>,
    /// What is to be raised in it as soon as it runs.
    pub(super) interrupt: Option<Fault>,
    pub(super) site: Option<SiteId>,
    /// The lecturer's: a statement was begun and its end has not been told.
    pub(super) spoke: bool,
    pub(super) draws: Draws,
    /// The exception that nobody caught, while it is being reported.
    pub(super) uncaught: Option<Value>,
    /// Generators at rest of frames that an exception has left, as long as it is dealt with.
    pub(super) doubtful: Vec<HeapId>,
    pub(super) ending: Option<Ending>,
    /// How it will have ended when what still has to run has run, and what that is.
    pub(super) leaving: Option<(Ending, Leave)>,
    /// Tasks that wait for its end.
    pub(super) joiners: Vec<TaskId>,
    /// Exit status of a process.
    pub(super) exit: i64,
    /// How long it has kept a core busy.
    pub(super) worked: Micros,
}

/// What a process has put into a queue of `multiprocessing` and who carries it there.
#[derive(Debug, Clone, Default)]
pub(super) struct Feeder {
    pub(super) task: Option<TaskId>,
    /// What it has to carry, the next first.
    pub(super) buffer: VecDeque<Item>,
    /// Nothing will be put any more: it ends when everything is there.
    pub(super) closed: bool,
    /// The process ends without waiting for it.
    pub(super) abandoned: bool,
    /// There is nothing to carry.
    pub(super) rests: bool,
}

impl Feeder {
    /// What it has to carry and has not been pickled.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.buffer.iter().filter_map(|item| match &item.load {
            Load::Here(_, value) => Some(value),
            Load::Pickled(_) => None,
        })
    }
}

/// A process: a heap and the names of its modules.
#[derive(Debug, Clone)]
pub(super) struct Process {
    pub(super) heap: crate::python::heap::Heap,
    /// Globals of the user's program by symbol.
    pub(super) user: Vec<Value>,
    /// The program as a module, and those beside it that it has begun to import, by number; unbound where it has not.
    pub(super) modules: Vec<Value>,
    /// Globals of the prelude by symbol; hardly ever written after it has booted.
    pub(super) prelude: Arc<Vec<Value>>,
    /// Globals of the modules of the library that are written in Python, by module; none where it is not imported.
    pub(super) library: Arc<Vec<Option<Arc<Vec<Value>>>>>,
    /// Whether the program has put something else in the place of `sys.stdout`.
    pub(super) redirected: bool,
    pub(super) pid: i64,
    pub(super) parent: Option<usize>,
    /// Its first task.
    pub(super) main: TaskId,
    /// Its tasks that live, the lecturer not among them.
    pub(super) live: u32,
    /// Whether all that keep it alive have ended.
    pub(super) finished: bool,
    /// Whether the end of its main thread is not the end of its pools: the prelude's `_leave` is to be called.
    pub(super) leaves: bool,
    /// Generators that rest inside of a `try` or `with`, and perhaps some that did.
    pub(super) guarded: u32,
    /// How long its tasks have kept a core busy.
    pub(super) worked: Micros,
    /// Who carries what it puts into queues between processes.
    pub(super) feeders: BTreeMap<ObjectId, Feeder>,
    /// What has been found out about attributes of its objects.
    pub(super) members: Members,
    /// Handles of pipes that it has open.
    pub(super) ends: BTreeSet<ObjectId>,
    /// Handles of pipes and queues that it has closed.
    pub(super) closed: BTreeSet<ObjectId>,
    /// With which status it will have ended when its next task runs: somebody has sent it a signal.
    pub(super) doomed: Option<i64>,
}

impl Task {
    /// Whether those who wait for its end need not wait any longer.
    pub(super) fn counts_as_ended(&self) -> bool {
        let others = |(_, leave): &(Ending, Leave)| *leave == Leave::Others;
        self.state == State::Ended || self.leaving.as_ref().is_some_and(others)
    }

    /// The line of the program that it is on; none in code that is not the program's.
    pub(super) fn site_in_program(&self) -> Option<SiteId> {
        let mut frames = self.frames.iter().rev();
        let inside = frames.any(|frame| frame.code.space == Space::User);
        self.site.filter(|_| inside)
    }
}
