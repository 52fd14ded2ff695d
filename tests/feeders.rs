//! Queues of `multiprocessing`: what was put is there when the feeder has sent it, through a pipe that holds 64 KB.

mod common;

use std::collections::BTreeSet;

use common::{Ran, run};
use primviz::explore::{Bounds, Clock, explore};
use primviz::trace::{Event, Op, Record, TaskKind};
use primviz::world::{Options, World};

fn headless(source: &str, more: &[&str]) -> Ran {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("program.py");
    std::fs::write(&file, source).unwrap();
    let mut args = vec![file.to_str().unwrap(), "--headless"];
    args.extend(more);
    run(&args)
}

fn trace(source: &str) -> Vec<Record> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("trace");
    let ran = headless(source, &["--trace", path.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = std::fs::read_to_string(&path).unwrap();
    primviz::trace::Reader::new(text.as_bytes())
        .map(Result::unwrap)
        .collect()
}

const GET_AT_ONCE: &str = "\
import queue
from multiprocessing import Queue
q = Queue()
q.put(1)
try:
    print(q.get_nowait())
except queue.Empty:
    print('Empty')
    q.get()
";

#[test]
fn what_was_put_may_or_may_not_be_there_yet_and_both_are_found() {
    let program = primviz::python::compile(GET_AT_ONCE, "program.py").unwrap();
    let world = World::new(program, Options::default());
    let found = explore(&world, Clock::Idle, Bounds::default());
    assert!(!found.bounded);
    let outs: BTreeSet<&str> = found.outcomes.keys().map(|outcome| &*outcome.out).collect();
    assert_eq!(outs, BTreeSet::from(["1\n", "Empty\n"]));
    let mostly = (1..=10).filter(|seed| {
        let ran = headless(GET_AT_ONCE, &["--seed", &seed.to_string()]);
        ran.out == "Empty\n"
    });
    assert!(mostly.count() >= 5);
}

#[test]
fn what_was_put_counts_before_it_is_there() {
    let ran = headless(
        "\
import queue
from multiprocessing import Queue
q = Queue(2)
q.put('a')
q.put('b')
print(q.full(), q.qsize())
try:
    q.put('c', timeout=0.5)
except queue.Full:
    print('Full')
print(q.get(), q.get(), q.empty(), q.qsize())
",
        &[],
    );
    assert_eq!(ran.out, "True 2\nFull\na b True 0\n", "{}", ran.err);
}

#[test]
fn a_process_ends_when_all_that_it_put_is_sent_and_so_it_is_not_joined_before_its_queue_is_drained()
{
    let program = |size: usize, middle: &str, after: &str| {
        format!(
            "\
from multiprocessing import Process, Queue
def cook(q):
    {middle}
    q.put('x' * {size})
q = Queue()
p = Process(target=cook, args=(q,), name='Cook-1')
p.start()
p.join(2)
print(p.is_alive(), p.exitcode)
{after}
p.join()
print(p.exitcode)
"
        )
    };
    for (size, stays) in [(60_000, false), (70_000, true), (1_000_000, true)] {
        let ran = headless(&program(size, "pass", "print(len(q.get()))"), &[]);
        let first = if stays { "True None" } else { "False 0" };
        assert_eq!(ran.out, format!("{first}\n{size}\n0\n"), "{}", ran.err);
    }
    // Many small ones fill it as well as one that is large.
    let many = headless(
        &program(1, "for i in range(9000): q.put('0123456789')", ""),
        &[],
    );
    assert_eq!(many.out, "True None\n");
    let hangs = program(1_000_000, "pass", "");
    let ran = headless(&hangs, &[]);
    assert_eq!(ran.status, 4, "{}", ran.err);
    for why in [
        "QueueFeederThread waits for room in the pipe of q (64 KB); so far nobody has taken anything.",
        "MainThread (program.py:11) waits for Cook-1 to end. Cook-1 waits for QueueFeederThread to end.",
    ] {
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    let chinese = headless(&hangs, &["--lang", "zh"]).err;
    assert!(
        chinese.contains("QueueFeederThread 等待 q 的管道（64 KB）有空间"),
        "{chinese}"
    );
    // Who does not wait for the feeder loses what it carries.
    let ran = headless(&program(1_000_000, "q.cancel_join_thread()", ""), &[]);
    assert_eq!(ran.out, "False 0\n0\n", "{}", ran.err);
}

#[test]
fn a_message_greater_than_the_pipe_can_be_got_while_it_is_written() {
    let ran = headless(
        "\
from multiprocessing import Process, Queue
def cook(q):
    for i in range(3):
        q.put(str(i) * 200000)
q = Queue()
p = Process(target=cook, args=(q,))
p.start()
print([q.get()[0] for _ in range(3)])
p.join()
print(p.exitcode, q.empty())
",
        &[],
    );
    assert_eq!(ran.out, "['0', '1', '2']\n0 True\n", "{}", ran.err);
}

#[test]
fn the_feeder_pickles_when_it_sends_and_says_what_it_cannot_send() {
    let ran = headless(
        "\
import threading
from multiprocessing import Queue
q = Queue(1)
q.put(lambda: 1)
q.put(2)
print(q.get())
print([thread.name for thread in threading.enumerate()])
q.close()
q.join_thread()
print([thread.name for thread in threading.enumerate()])
for use in (q.put, lambda _: q.get(), lambda _: Queue().join_thread()):
    try:
        use(3)
    except Exception as error:
        print(type(error).__name__)
",
        &[],
    );
    let names = "['MainThread', 'QueueFeederThread']\n['MainThread']\n";
    let errors = "ValueError\nValueError\nAssertionError\n";
    assert_eq!(ran.out, format!("2\n{names}{errors}"), "{}", ran.err);
    assert!(
        ran.err
            .contains("PicklingError: Can't pickle <function <lambda>")
    );
    assert_eq!(ran.status, 0);
}

#[test]
fn a_child_sends_with_a_feeder_of_its_own_and_what_the_parent_put_stays_the_parents() {
    let ran = headless(
        "\
from multiprocessing import Process, JoinableQueue
def work(q, done):
    done.put(q.get() + 1)
    q.task_done()
q, done = JoinableQueue(), JoinableQueue()
q.put(1)
p = Process(target=work, args=(q, done))
p.start()
q.join()
print(done.get())
p.join()
print(q.empty(), done.empty())
",
        &[],
    );
    assert_eq!(ran.out, "2\nTrue True\n", "{}", ran.err);
}

#[test]
fn who_has_handed_something_over_waits_no_longer() {
    let records = trace(GET_AT_ONCE);
    let mut model = primviz::model::Model::default();
    let mut waits = 0;
    for record in &records {
        model.apply(record, record.time);
        if let Event::Done(done) = &record.event
            && done.op == Op::Put
        {
            let task = model.task(done.task).unwrap();
            assert!(task.wants.is_empty(), "{task:?}");
            waits += task.carries.len();
        }
    }
    assert_eq!(waits, 0, "what has been put down is carried no more");
}

#[test]
fn the_records_tell_who_carries_what() {
    let records = trace(GET_AT_ONCE);
    let feeder = records.iter().find_map(|record| match &record.event {
        Event::Spawn(spawn) if spawn.kind == TaskKind::Feeder => Some(spawn.task),
        _ => None,
    });
    let feeder = feeder.expect("a feeder begins");
    let puts = records.iter().filter_map(|record| match &record.event {
        Event::Done(done) if done.op == Op::Put => Some((done.task, done.on, done.left)),
        _ => None,
    });
    let puts: Vec<_> = puts.collect();
    let main = primviz::trace::TaskId(0);
    assert_eq!(
        puts,
        [(main, Some(feeder), Some(0)), (feeder, None, Some(1))]
    );
}

#[test]
fn who_waits_for_an_event_of_processes_that_is_set_and_cleared_may_find_it_either_way() {
    let source = |module: &str| {
        format!(
            "\
from {module} import Event
from threading import Thread
e = Event()
found = []
threads = [Thread(target=lambda: found.append(e.wait())) for _ in range(2)]
for thread in threads:
    thread.start()
e.set()
e.clear()
for thread in threads:
    thread.join(1)
print(sorted(found))
e.set()
"
        )
    };
    let outs = |module: &str| {
        let program = primviz::python::compile(&source(module), "program.py").unwrap();
        let world = World::new(program, Options::default());
        let found = explore(&world, Clock::Idle, Bounds::default());
        assert!(!found.bounded);
        let outs = found.outcomes.keys().map(|outcome| outcome.out.clone());
        outs.collect::<BTreeSet<String>>()
    };
    let told = outs("threading");
    assert!(told.contains("[True, True]\n"));
    assert!(told.iter().all(|out| !out.contains("False")), "{told:?}");
    let told = outs("multiprocessing");
    for mixture in ["[True, True]", "[False, True]", "[False, False]"] {
        assert!(told.contains(&format!("{mixture}\n")), "{told:?}");
    }
}
