//! Small programs, a few threads each, that make the stage do everything that it can do.

use std::sync::{Arc, OnceLock};

use primviz::python;
use primviz::world::{Options, Recorded, World};

/// A program, and what its run needs.
#[derive(Debug)]
pub struct Program {
    pub name: &'static str,
    source: &'static str,
    /// What the lecturer says, one statement whenever nobody else can run.
    pub says: &'static [&'static str],
    /// How it goes on if nobody disturbs it.
    pub fate: Fate,
    compiled: OnceLock<Arc<python::Program>>,
    world: OnceLock<World>,
}

/// How a run goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// All threads end.
    Ends,
    /// Sooner or later nobody can run.
    Sticks,
    /// For ever.
    Runs,
}

impl Program {
    const fn new(name: &'static str, fate: Fate, source: &'static str) -> Self {
        Self {
            name,
            source,
            says: &[],
            fate,
            compiled: OnceLock::new(),
            world: OnceLock::new(),
        }
    }

    const fn saying(mut self, says: &'static [&'static str]) -> Self {
        self.says = says;
        self
    }

    /// The program before its first line, with a lecturer.
    pub fn world(&self) -> World {
        self.world.get_or_init(|| self.world_with(7)).clone()
    }

    /// The same from another seed.
    pub fn world_with(&self, seed: u64) -> World {
        let program = self.compiled.get_or_init(|| {
            python::compile(self.source, self.name)
                .unwrap_or_else(|problems| panic!("{}: {}", self.name, problems[0]))
        });
        let options = Options {
            seed,
            lecturer: true,
            recorded: Recorded::Lines,
            ..Options::default()
        };
        World::new(Arc::clone(program), options)
    }
}

pub static ALL: [Program; 10] = [
    Program::new(
        "lock",
        Fate::Ends,
        "
from threading import Thread, Lock
lock = Lock()
n = 0
def add():
    global n
    with lock:
        n += 1
a = Thread(target=add)
b = Thread(target=add)
a.start()
b.start()
a.join()
b.join()
print(n)
",
    ),
    Program::new(
        "condition",
        Fate::Ends,
        "
import time
from threading import Thread, Condition
ready = Condition()
box = []
def take():
    with ready:
        while not box:
            ready.wait(0.001)
        box.pop()
def put():
    time.sleep(0.001)
    with ready:
        box.append(1)
        ready.notify()
Thread(target=take).start()
Thread(target=put).start()
",
    ),
    Program::new(
        "queue",
        Fate::Ends,
        "
from queue import Queue, Empty
from threading import Thread
belt = Queue(1)
def cook():
    for bun in range(2):
        belt.put(bun)
def eat():
    eaten = 0
    while eaten < 2:
        try:
            belt.get(timeout=0.001)
            eaten += 1
        except Empty:
            pass
Thread(target=cook).start()
Thread(target=eat).start()
",
    ),
    Program::new(
        "timeouts",
        Fate::Ends,
        "
import time
from threading import Thread, Lock, Event
lock = Lock()
never = Event()
def late():
    with lock:
        never.wait(0.002)
def hasty():
    if lock.acquire(timeout=0.002):
        lock.release()
    time.sleep(0.001)
a = Thread(target=late)
b = Thread(target=hasty)
a.start()
b.start()
a.join(0.001)
b.join()
",
    ),
    Program::new(
        "barrier",
        Fate::Ends,
        "
from threading import Thread, Barrier, Semaphore, BrokenBarrierError
both = Barrier(2)
free = Semaphore(1)
def meet():
    try:
        both.wait(0.001)
    except BrokenBarrierError:
        pass
    with free:
        pass
Thread(target=meet).start()
meet()
",
    ),
    Program::new(
        "signal",
        Fate::Ends,
        "
from threading import Thread, Event, Lock
go = Event()
lock = Lock()
def wait():
    go.wait()
    lock.acquire()
Thread(target=wait).start()
go.wait()
",
    )
    .saying(&["lock.acquire()", "go.set()", "lock.release()"]),
    Program::new(
        "input",
        Fate::Ends,
        "
from threading import Thread
def ask():
    print(input())
Thread(target=ask).start()
ask()
",
    ),
    Program::new(
        "daemon",
        Fate::Ends,
        "
import time
from threading import Thread, Event
never = Event()
Thread(target=never.wait, daemon=True).start()
Thread(target=time.sleep, args=(9,), daemon=True).start()
time.sleep(0.001)
",
    ),
    Program::new(
        "deadlock",
        Fate::Sticks,
        "
from threading import Thread, Lock
a = Lock()
b = Lock()
def one():
    with a:
        with b:
            pass
def two():
    b.acquire()
    a.acquire()
Thread(target=two).start()
one()
a.acquire()
a.acquire()
",
    ),
    Program::new(
        "endless",
        Fate::Runs,
        "
from threading import Thread
def spin():
    while True:
        pass
Thread(target=spin).start()
spin()
",
    ),
];
