//! Random small programs over one of each primitive: they do no sense, and end or stand still.

use std::fmt::Write;

use proptest::prelude::*;

const STATEMENTS: &[&str] = &[
    "lock.acquire()",
    "lock.acquire(timeout=0.01)",
    "lock.acquire(False)",
    "lock.release()",
    "lock.locked()",
    "rlock.acquire()",
    "rlock.acquire(timeout=0.005)",
    "rlock.release()",
    "sem.acquire()",
    "sem.acquire(timeout=0.002)",
    "sem.acquire(blocking=False)",
    "sem.release()",
    "sem.release(2)",
    "bounded.acquire(timeout=0.01)",
    "bounded.release()",
    "bounded.release(2)",
    "event.wait(0.003)",
    "event.wait()",
    "event.set()",
    "event.set(); event.clear()",
    "event.clear()",
    "event.is_set()",
    "cond.notify()",
    "cond.notify(2)",
    "cond.notify_all()",
    "cond.wait(0.004)",
    "cond.wait()",
    "q.put(next_item())",
    "q.put(next_item(), timeout=0.002)",
    "q.put_nowait(next_item())",
    "q.get()",
    "q.get(timeout=0.006)",
    "q.get_nowait()",
    "q.task_done()",
    "q.qsize()",
    "q.join()",
    "lifo.put(next_item())",
    "lifo.get(timeout=0.001)",
    "prio.put(next_item() % 7)",
    "prio.get(timeout=0.001)",
    "barrier.wait(0.01)",
    "barrier.wait()",
    "barrier.reset()",
    "barrier.abort()",
    "time.sleep(0.001)",
    "time.sleep(0)",
    "print(next_item())",
];

const PRELUDE: &str = "\
import queue
import threading
import time

lock = threading.Lock()
rlock = threading.RLock()
sem = threading.Semaphore(1)
bounded = threading.BoundedSemaphore(2)
event = threading.Event()
cond = threading.Condition(rlock)
q = queue.Queue(2)
lifo = queue.LifoQueue(3)
prio = queue.PriorityQueue()
items = 0


def next_item():
    global items
    items += 1
    return items


def report():
    print('action')


barrier = threading.Barrier(2, action=report)
";

/// A block of a thread: a statement, sometimes inside a `with`.
#[derive(Debug, Clone)]
struct Block {
    inside: Option<&'static str>,
    statements: Vec<&'static str>,
}

fn block() -> impl Strategy<Value = Block> {
    let statement = prop::sample::select(STATEMENTS);
    let inside = prop::sample::select(vec!["lock", "rlock", "sem", "cond", "cond"]);
    (
        prop::option::weighted(0.4, inside),
        prop::collection::vec(statement, 1..4),
    )
        .prop_map(|(inside, statements)| Block { inside, statements })
}

/// The source of a program.
pub fn program() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::collection::vec(block(), 1..6), 2..5).prop_map(|threads| {
        let mut source = PRELUDE.to_owned();
        for (number, blocks) in threads.iter().enumerate() {
            write_thread(&mut source, number, blocks);
        }
        for number in 0..threads.len() {
            let _ = writeln!(source, "threading.Thread(target=work{number}).start()");
        }
        source.push_str("time.sleep(1)\nprint(q.qsize(), lock.locked(), event.is_set())\n");
        source
    })
}

fn write_thread(source: &mut String, number: usize, blocks: &[Block]) {
    let _ = writeln!(source, "\n\ndef work{number}():");
    for block in blocks {
        let _ = writeln!(source, "    try:");
        let mut indent = "        ";
        if let Some(inside) = block.inside {
            let _ = writeln!(source, "{indent}with {inside}:");
            indent = "            ";
        }
        for statement in &block.statements {
            let _ = writeln!(source, "{indent}{statement}");
        }
        let _ = writeln!(
            source,
            "    except Exception as problem:\n        print(type(problem).__name__)"
        );
    }
    source.push_str("\n\n");
}
