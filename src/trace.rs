//! The vocabulary of a run: everything that producers tell and the model hears.
//!
//! A run is a sequence of [`Record`]s. Order is position in the sequence; times are for durations only. The same
//! records travel as structs inside the process and as JSON Lines outside (see `docs/trace-format.md`). This module
//! knows nothing else of the project, so that other producers can speak it.
//!
//! Two rules let every reader trust the picture:
//! * a *take* (acquire, get, wait) is reported after it took effect, a *give* (release, put, set, notify) before
//!   anybody can act on it: no prefix of a run ever shows four visitors in three stalls;
//! * a [`Event::Want`] opens an edge of the wait-for graph, the [`Event::Done`] or [`Event::Fail`] of the same task and
//!   operation closes it. Wants nest: a `wait` on a condition that was notified opens an `acquire` of the lock inside.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

mod codec;
mod told;
mod updates;

pub use codec::{Lines, Page, Reader, TraceError};
pub use told::Told;
pub use updates::{Updates, is_update};

/// Version of the vocabulary, sent in [`Hello::version`].
pub const VERSION: u32 = 1;

/// Shared text; cheap to clone.
pub type Text = Arc<str>;

/// Program time in microseconds since the program started.
pub type Micros = u64;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id as an index into a dense table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// A task: thread, process, timer, coroutine or the lecturer. Numbered from 0 (the main thread) in order of spawning.
    TaskId
);
id!(
    /// A synchronisation object, numbered from 0 in order of creation.
    ObjectId
);
id!(
    /// A source place, sent once by [`Event::Site`], numbered from 0.
    SiteId
);

/// One entry of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Program time when it happened.
    #[serde(rename = "t")]
    pub time: Micros,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ev", rename_all = "lowercase")]
pub enum Event {
    /// First record of every run.
    Hello(Box<Hello>),
    /// A source place, sent before its first use.
    Site(Site),
    /// A task exists. Main thread and lecturer are spawned too.
    Spawn(Spawn),
    /// A task runs its first instruction.
    Start {
        /// The task.
        task: TaskId,
    },
    /// A task has ended.
    End {
        /// The task.
        task: TaskId,
        /// How it ended.
        how: Ending,
    },
    /// An object exists; a second one for the same object corrects what is known of it (its name, as a rule).
    New(New),
    /// A task has reached a source place and has not yet run it.
    At {
        /// The task.
        task: TaskId,
        /// The place.
        site: SiteId,
    },
    /// A task is about to do an operation that may block.
    Want(Want),
    /// An operation took effect here in the order.
    Done(Done),
    /// An operation ended without effect.
    Fail(Fail),
    /// The program printed.
    Out {
        /// Who printed.
        task: TaskId,
        /// What, newlines included.
        text: Text,
        /// True for standard error.
        #[serde(default, skip_serializing_if = "is_false")]
        err: bool,
    },
    /// A remark.
    Note {
        /// Whom it concerns.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<TaskId>,
        /// What kind of remark.
        kind: NoteKind,
        /// Text in the producer's words (a traceback, a limit that was met).
        text: Text,
    },
    /// No task can run any more, and no time that passes will change that: the moment to judge. Said once; any later
    /// record of a task takes it back.
    Idle,
    /// How an object stands, for a reader who has not heard how it came about. The recording of a whole run has none.
    Stand(Box<Stand>),
    /// Records were lost.
    Gap {
        /// How many.
        lost: u64,
        /// Why.
        why: Text,
    },
}

/// What a run says of itself before anything happens: enough to replay it without the scene's files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Hello {
    /// [`VERSION`].
    pub version: u32,
    /// Name of the program: a scene's or a file's.
    pub program: Text,
    /// Language of the source text, `python`.
    pub language: Text,
    /// The file's name.
    pub file: Text,
    /// The source text: what the code pane shows and the threads run.
    pub source: Text,
    /// The program's other files, modules that it imports from beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SourceFile>,
    /// Seed of the draws.
    pub seed: u64,
    /// Whether the seed fixes the schedule too (virtual time), not the draws alone.
    #[serde(default)]
    pub seeded_schedule: bool,
    /// The scene's words and dress, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<Box<SceneWords>>,
}

/// A file of the program's beside the one that was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// The file's name, as sites name it.
    pub file: Text,
    /// The source text.
    pub source: Text,
}

/// A text in the languages of the interface; English is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Words {
    /// English.
    pub en: Text,
    /// Chinese; English where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<Text>,
}

/// The words and the dress of a scene, as its `scene.toml` gives them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct SceneWords {
    /// Folder name of the scene, `traffic-light`.
    pub name: Text,
    /// Name of the variant that runs; empty for the plain one.
    #[serde(default)]
    pub variant: Text,
    /// Title.
    pub title: Words,
    /// What to look at.
    pub look: Words,
    /// The question to put to the audience before the decisive moment.
    pub question: Words,
    /// What comes of it, shown when it has happened.
    #[serde(default)]
    pub answer: Words,
    /// The stage picture: `street`, `corridor`, `kitchen`, `locks`, `waiting-room`, `gate`, `reading-room`, `clocks`,
    /// `office`, `bakery`, `board`, `table`, or `auto`.
    pub picture: Text,
    /// What the program is expected to do: `ends`, `runs`, `deadlocks`, `waits`.
    #[serde(default)]
    pub outcome: Text,
    /// Dress of tasks: a prefix of the task's name or of its function's, and the sprite it wears (`car`, `police`).
    #[serde(default)]
    pub dress: BTreeMap<Text, Text>,
    /// Labels of objects by the program's name for them.
    #[serde(default)]
    pub labels: BTreeMap<Text, Words>,
    /// The scene's own keys, for the footer.
    #[serde(default)]
    pub keys: Vec<SceneKey>,
}

/// A key of a scene: a statement the lecturer's thread runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SceneKey {
    /// The key as one writes it: `s`, `1`.
    pub key: Text,
    /// The label.
    pub label: Words,
    /// The Python statement.
    pub run: Text,
}

/// A source place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its number.
    pub site: SiteId,
    /// File name; empty for the lecturer's statements.
    pub file: Text,
    /// Line, from 1.
    pub line: u32,
    /// Qualified name of the function, `<module>` outside of any.
    pub function: Text,
}

/// A task exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spawn {
    /// The task.
    pub task: TaskId,
    /// Who started it; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<TaskId>,
    /// Its name in the program.
    pub name: Text,
    /// Name of the function or class that it runs.
    #[serde(default)]
    pub function: Text,
    /// What it is.
    pub kind: TaskKind,
    /// Whether the program may end without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub daemon: bool,
}

/// What a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskKind {
    /// The main thread.
    Main,
    /// A thread.
    Thread,
    /// A process.
    Process,
    /// A `threading.Timer`.
    Timer,
    /// A coroutine.
    Coroutine,
    /// The thread that carries what was put into a queue between processes to its pipe.
    Feeder,
    /// The thread that runs the keys' statements.
    Lecturer,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// Its function returned.
    Returned,
    /// An exception left it; its last line, `ValueError: …`.
    Raised(Text),
    /// A daemon whose program has ended, or a terminated process.
    Killed,
}

/// How an object stands: what its history has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The object.
    pub object: ObjectId,
    /// Permits that are free, items that lie there.
    #[serde(default)]
    pub left: i64,
    /// Items that nobody has said `task_done` for.
    #[serde(default)]
    pub unfinished: i64,
    /// Items that ever came.
    #[serde(default)]
    pub arrived: u64,
    /// Last distinct tasks that gave (released, set, put, notified), newest last.
    #[serde(default)]
    pub gave: Vec<TaskId>,
    /// Last distinct tasks that took from a queue or said `task_done`, newest last.
    #[serde(default)]
    pub took: Vec<TaskId>,
    /// What was taken and not given back: a lock, permits, items without a `task_done`; in the order in which it was taken.
    #[serde(default)]
    pub open: Vec<Taken>,
    /// The last item: who put it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<Taken>,
    /// Permits are signals from task to task: who releases is not who acquires.
    #[serde(default, skip_serializing_if = "is_false")]
    pub signals: bool,
    /// How the permits were given back.
    #[serde(default)]
    pub usage: Usage,
}

/// Something that a task took or put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Taken {
    /// Who.
    pub task: TaskId,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

/// What the permits of a semaphore have been used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// Nobody has given one back.
    #[default]
    Fresh,
    /// As a lock: whoever gave one back had taken it.
    Lock,
    /// As a signal: one was given by somebody who had taken none.
    Signal,
}

/// An object of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct New {
    /// The object.
    pub object: ObjectId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its class, if that is another than its kind and its order tell: `SimpleQueue`, `JoinableQueue`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Text>,
    /// Names that the program knows it by, oldest first; none yet where it was just made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text>,
    /// Initial permits of a semaphore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permits: Option<i64>,
    /// Most permits of a bounded semaphore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<i64>,
    /// Capacity of a queue; none if it has no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<i64>,
    /// Order of a queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<QueueOrder>,
    /// Parties of a barrier; most workers of a pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<i64>,
    /// The lock of a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<ObjectId>,
    /// The object that it is a part of: a future's pool, the pool of a line of results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ObjectId>,
    /// Who goes first at a rwlock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// The call that a future stands for, the function that a timer calls: `work(3)`, `alarm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Text>,
}

impl New {
    /// An object of which nothing but its kind is known.
    pub fn plain(object: ObjectId, kind: ObjectKind) -> Self {
        Self {
            object,
            kind,
            class: None,
            names: Vec::new(),
            permits: None,
            bound: None,
            capacity: None,
            order: None,
            parties: None,
            lock: None,
            of: None,
            policy: None,
            call: None,
        }
    }
}

/// What an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names of the primitives")]
pub enum ObjectKind {
    Lock,
    RLock,
    Semaphore,
    Event,
    Condition,
    Barrier,
    Queue,
    RwLock,
    /// The clock of a `threading.Timer`.
    Timer,
    /// Workers and the tray with what they are given to do.
    Pool,
    /// What a pool was given to do, and what comes of it.
    Future,
    Pipe,
    /// A variable, an attribute or an element that several tasks can reach.
    Variable,
}

/// In which order a queue gives its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum QueueOrder {
    Fifo,
    Lifo,
    Priority,
}

/// Who goes first at a read-write lock when readers and writers both wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// Readers pass waiting writers.
    Readers,
    /// Nobody begins to read while a writer waits.
    Writers,
    /// In order of arrival.
    Fair,
}

/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Take a lock, a permit.
    Acquire,
    /// Give a lock, permits.
    Release,
    /// Raise an event's flag; settle a future.
    Set,
    /// Lower an event's flag.
    Clear,
    /// Wait on an event, a condition or a barrier.
    Wait,
    /// Wake waiters of a condition (all of them for `notify_all`).
    Notify,
    /// Put an item into a queue.
    Put,
    /// Take an item from a queue.
    Get,
    /// Say that an item is dealt with.
    TaskDone,
    /// Wait until all items are dealt with (queue), or until a task has ended ([`Want::on`]).
    Join,
    /// Ask without changing: `locked`, `is_set`, `qsize`, …
    Query,
    /// Start a task; begin with what a future stands for.
    Start,
    /// Let time pass.
    Sleep,
    /// Read a line from the user.
    Input,
    /// Read shared data.
    Read,
    /// Write shared data.
    Write,
    /// Break a barrier.
    Abort,
    /// Make a broken barrier usable again.
    Reset,
    /// Send through a pipe.
    Send,
    /// Receive from a pipe.
    Recv,
    /// Close an end of a pipe or a queue.
    Close,
    /// Cancel a timer or a future; terminate a process.
    Cancel,
}

impl Op {
    /// Its word in a trace.
    pub fn name(self) -> &'static str {
        match self {
            Op::Acquire => "acquire",
            Op::Release => "release",
            Op::Set => "set",
            Op::Clear => "clear",
            Op::Wait => "wait",
            Op::Notify => "notify",
            Op::Put => "put",
            Op::Get => "get",
            Op::TaskDone => "task_done",
            Op::Join => "join",
            Op::Query => "query",
            Op::Start => "start",
            Op::Sleep => "sleep",
            Op::Input => "input",
            Op::Read => "read",
            Op::Write => "write",
            Op::Abort => "abort",
            Op::Reset => "reset",
            Op::Send => "send",
            Op::Recv => "recv",
            Op::Close => "close",
            Op::Cancel => "cancel",
        }
    }
}

/// A task is about to do an operation that may block. Operations that cannot block are not announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// Who.
    pub task: TaskId,
    /// What.
    pub op: Op,
    /// On which object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectId>,
    /// On which task (join).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<TaskId>,
    /// Microseconds it is ready to wait; none for ever. For a sleep, its length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Micros>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// The prompt of an input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// An operation took effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub task: TaskId,
    /// What.
    pub op: Op,
    /// On which object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectId>,
    /// On which task (join, start, cancel).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<TaskId>,
    /// What is left afterwards: permits of a semaphore, the owner's count of a lock (0: free), the depth of a queue,
    /// the number waiting at a barrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<i64>,
    /// Unfinished tasks of a queue afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfinished: Option<i64>,
    /// State of an event's flag afterwards; the answer of a query; false where a wait ended by timeout, and where a future
    /// was settled by an exception.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<bool>,
    /// How many a `notify(n)` or `release(n)` asked for; the index a barrier's wait returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The item put or got, the value read or written, in Python's notation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Text>,
    /// Tasks that this has woken, in order. They may run now; nothing has been handed to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub woken: Vec<TaskId>,
    /// Waiters of a condition whose time was up and who had not gone yet: each has used up one notification.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<TaskId>,
    /// Name of the shared data read or written, `count`, `self.total`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}

impl Done {
    /// An effect with nothing to add.
    pub fn new(task: TaskId, op: Op) -> Self {
        Self {
            task,
            op,
            object: None,
            on: None,
            left: None,
            unfinished: None,
            flag: None,
            count: None,
            item: None,
            woken: Vec::new(),
            spent: Vec::new(),
            name: None,
        }
    }
}

/// An operation ended without effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fail {
    /// Who.
    pub task: TaskId,
    /// What.
    pub op: Op,
    /// On which object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectId>,
    /// On which task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<TaskId>,
    /// Why.
    pub why: FailReason,
    /// The exception's last line, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Tasks that this woke, in order: who breaks a barrier wakes all who wait there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub woken: Vec<TaskId>,
}

/// Why an operation had no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailReason {
    /// Its time ran out.
    Timeout,
    /// It would have had to wait and was told not to.
    Busy,
    /// The queue was empty and it would not wait.
    Empty,
    /// The queue was full and it would not wait.
    Full,
    /// It raised an exception.
    Exception,
    /// The lecturer gave it up, or the task was killed.
    Abandoned,
}

/// Kinds of remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// An uncaught exception with its traceback.
    Exception,
    /// A limit of memory or output was met.
    Limit,
    /// A statement of the lecturer's begins; with an empty text: it is over.
    Statement,
    /// The task is interrupted, as by ctrl-c: the exception.
    Interrupt,
    /// Anything else.
    Remark,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}
