//! What one thread can do to primitives alone has one outcome: random sequences of calls, good and bad, answer here as they
//! do under python3.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::common::{finish, has, run};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

const SEQUENCES: usize = 60;
const CALLS: usize = 40;

const PRELUDE: &str = "\
import queue
import threading


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return self.name


def attempt(call):
    try:
        return call()
    except Exception as problem:
        return type(problem).__name__


def tail(thing):
    return repr(thing).split(': ')[-1]


def resize(q, maxsize):
    q.maxsize = maxsize


def nested(lock):
    with lock:
        with lock:
            return 'inside'


def scoped(thing):
    with thing:
        raise KeyError('out')

";

/// Makes the objects that a sequence of calls is about.
const OBJECTS: &str = "    lock = threading.Lock()
    rlock = threading.RLock()
    sem = threading.Semaphore(2)
    bounded = threading.BoundedSemaphore(2)
    event = threading.Event()
    cond = threading.Condition()
    over_lock = threading.Condition(lock)
    fifo = queue.Queue(2)
    lifo = queue.LifoQueue(3)
    prio = queue.PriorityQueue()
    simple = queue.SimpleQueue()
    alone = threading.Barrier(1, action=lambda: print('action'))
    pair = threading.Barrier(2, timeout=0.001)
";

const TIMEOUTS: &[&str] = &["0", "0.001", "-1", "-0.5", "1e100"];
const NUMBERS: &[&str] = &["-1", "0", "1", "2", "3"];

/// `T` stands for a timeout, `N` for a small number.
const SUBJECTS: &[&[&str]] = &[
    &[
        "lock.acquire(False)",
        "lock.acquire(timeout=0.001)",
        "lock.acquire(False, T)",
        "lock.acquire(timeout=0)",
        "lock.release()",
        "lock.release()",
        "lock.locked()",
        "scoped(lock) if not lock.locked() else None",
        "'unlocked' in repr(lock)",
    ],
    &[
        "rlock.acquire()",
        "rlock.acquire(timeout=0.001)",
        "rlock.acquire(False, T)",
        "rlock.release()",
        "rlock.release()",
        "nested(rlock)",
        "scoped(rlock)",
        "repr(rlock).split('count=')[1].split(' ')[0]",
    ],
    &[
        "sem.acquire(False)",
        "sem.acquire(timeout=0.001)",
        "sem.acquire(timeout=T)",
        "sem.acquire(False, T)",
        "sem.release()",
        "sem.release(N)",
        "tail(sem)",
        "threading.Semaphore(N)._value",
    ],
    &[
        "bounded.acquire(False)",
        "bounded.acquire(timeout=T)",
        "bounded.release()",
        "bounded.release(N)",
        "tail(bounded)",
        "scoped(bounded) if bounded._value else None",
    ],
    &[
        "event.set()",
        "event.clear()",
        "event.is_set()",
        "event.wait(T)",
        "event.wait(0)",
        "tail(event)",
    ],
    &[
        "cond.acquire()",
        "cond.acquire(False)",
        "cond.release()",
        "cond.wait(0.001)",
        "cond.wait(T)",
        "cond.wait_for(lambda: N > 1, 0.001)",
        "cond.notify()",
        "cond.notify(N)",
        "cond.notify_all()",
        "nested(cond)",
    ],
    &[
        "lock.acquire(False)",
        "over_lock.acquire(False)",
        "over_lock.release()",
        "over_lock.wait(0.001)",
        "over_lock.notify(N)",
        "lock.locked()",
    ],
    &[
        "fifo.put(N, False)",
        "fifo.put(N, timeout=T)",
        "fifo.put_nowait(N)",
        "fifo.get(False)",
        "fifo.get(timeout=T)",
        "fifo.get_nowait()",
        "fifo.get(False, T)",
        "fifo.task_done()",
        "fifo.qsize(), fifo.empty(), fifo.full(), fifo.unfinished_tasks",
        "fifo.join() if not fifo.unfinished_tasks else None",
        "resize(fifo, N)",
    ],
    &[
        "lifo.put(N, False)",
        "lifo.put(N, timeout=T)",
        "lifo.get(False)",
        "lifo.get(timeout=0)",
        "lifo.full()",
    ],
    &[
        "prio.put(Job(N, 'a'))",
        "prio.put(Job(N, 'b'))",
        "prio.put(Job(N, 'c'))",
        "prio.put(Job(N, 'd'), timeout=T)",
        "prio.put(Job(N, 'e'))",
        "prio.get(False)",
        "prio.get(timeout=0)",
        "prio.qsize()",
    ],
    &[
        "simple.put(N)",
        "simple.put(N, False, T)",
        "simple.get(False)",
        "simple.get(timeout=T)",
        "simple.get(False, T)",
        "simple.qsize(), simple.empty()",
    ],
    &[
        "alone.wait()",
        "alone.wait(T)",
        "alone.abort()",
        "alone.reset()",
        "alone.broken, alone.n_waiting, alone.parties",
        "tail(alone)",
    ],
    &[
        "pair.wait()",
        "pair.wait(T)",
        "pair.abort()",
        "pair.reset()",
        "pair.broken, pair.n_waiting",
        "tail(pair)",
    ],
];

fn write_program(seed: u64) -> String {
    let mut lots = SmallRng::seed_from_u64(seed);
    let mut source = PRELUDE.to_owned();
    for sequence in 0..SEQUENCES {
        let _ = writeln!(source, "\ndef sequence{sequence}():\n{OBJECTS}");
        for number in 0..CALLS {
            // Calls that belong together come together, and now and then another.
            let subject =
                SUBJECTS[(sequence + usize::from(lots.random_bool(0.1))) % SUBJECTS.len()];
            let call = subject.choose(&mut lots).copied().unwrap_or("None");
            let call = fill(call, 'T', TIMEOUTS, &mut lots);
            let call = fill(&call, 'N', NUMBERS, &mut lots);
            let _ = writeln!(
                source,
                "    print('{sequence}.{number}', attempt(lambda: ({call})))"
            );
        }
        let _ = writeln!(source, "\n\nsequence{sequence}()\n");
    }
    source
}

/// Fills in a choice where the letter stands alone.
fn fill(call: &str, letter: char, choices: &[&str], lots: &mut SmallRng) -> String {
    let mut filled = String::new();
    let mut before = ' ';
    let mut letters = call.chars().peekable();
    while let Some(next) = letters.next() {
        let alone = !before.is_alphanumeric()
            && before != '\''
            && letters
                .peek()
                .is_none_or(|after| !after.is_alphanumeric() && *after != '\'');
        if next == letter && alone {
            filled.push_str(choices.choose(lots).copied().unwrap_or("0"));
        } else {
            filled.push(next);
        }
        before = next;
    }
    filled
}

fn compare(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calls.py");
    fs::write(&path, write_program(seed)).unwrap();
    let file = path.to_string_lossy();
    let here = run(&[&file, "--headless"]);
    let mut python = Command::new("python3");
    python.args(["-B", &file]);
    let there = finish(python, "");
    assert_eq!(there.status, 0, "python3: {}", there.err);
    for (said, wanted) in here.out.lines().zip(there.out.lines()) {
        assert_eq!(said, wanted, "seed {seed}: {}", line_of(&path, wanted));
    }
    assert_eq!((here.status, here.err.as_str()), (0, ""), "seed {seed}");
    assert_eq!(here.out, there.out, "seed {seed}");
}

/// The call whose answer begins like this one.
fn line_of(path: &std::path::Path, answer: &str) -> String {
    let label = answer.split(' ').next().unwrap_or_default();
    let source = fs::read_to_string(path).unwrap();
    let line = source
        .lines()
        .find(|line| line.contains(&format!("'{label}'")));
    line.unwrap_or_default().trim().to_owned()
}

#[test]
fn random_calls_of_one_thread_answer_as_they_do_under_python3() {
    if !has("python3") {
        return;
    }
    for seed in 0..3 {
        compare(seed);
    }
}
