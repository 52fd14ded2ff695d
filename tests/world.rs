//! Programs in virtual time: what they print, how they end, what the trace says; and the language against python3.

use std::path::Path;
use std::process::{Command, Stdio};

use primviz::python::compile;
use primviz::trace::{Ending, Event, FailReason, Lines, NoteKind, Op, Record, TaskId};
use primviz::world::{Limits, Options, Outcome, Status, Stop, World, run_virtual};

/// What a run came to.
struct Ran {
    out: String,
    err: String,
    stop: Stop,
    records: Vec<Record>,
    world: World,
}

fn world(source: &str, options: Options) -> World {
    match compile(source, "program.py") {
        Ok(program) => World::new(program, options),
        Err(problems) => panic!("{}", problems[0]),
    }
}

fn go_on(mut world: World, limits: &Limits) -> Ran {
    let mut records = Vec::new();
    let stop = run_virtual(&mut world, limits, &mut |fresh| records.append(fresh));
    let text = |wanted: bool| {
        let texts = records.iter().filter_map(|record| match &record.event {
            Event::Out { text, err, .. } if *err == wanted => Some(&**text),
            _ => None,
        });
        texts.collect::<String>()
    };
    Ran {
        out: text(false),
        err: text(true),
        stop,
        records,
        world,
    }
}

fn run_with(source: &str, seed: u64, limits: &Limits) -> Ran {
    go_on(
        world(
            source,
            Options {
                seed,
                recorded: primviz::world::Recorded::Lines,
                ..Options::default()
            },
        ),
        limits,
    )
}

fn run(source: &str) -> Ran {
    run_with(
        source,
        1,
        &Limits {
            steps: Some(2_000_000),
            ..Limits::default()
        },
    )
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

const TRAFFIC: &str = "
import threading, time, random

green = threading.Event()

def light():
    while True:
        time.sleep(5)
        green.set()
        time.sleep(5)
        green.clear()

def car(n):
    while not green.is_set():
        green.wait()
        time.sleep(random.randint(3, 6))
    print('car', n)

def police(n):
    green.wait(1)
    print('police', n)

threading.Thread(target=light, daemon=True).start()
for n in range(4):
    threading.Thread(target=car, args=(n,), name=f'car {n}').start()
threading.Thread(target=police, args=(1,)).start()
";

#[test]
fn a_traffic_light_lets_every_car_pass_under_any_seed() {
    for seed in 0..20 {
        let ran = run_with(TRAFFIC, seed, &Limits::default());
        assert_eq!(ran.stop, Stop::Ended, "seed {seed}: {}", ran.err);
        let mut passed = lines(&ran.out);
        assert_eq!(passed[0], "police 1");
        passed.sort_unstable();
        assert_eq!(passed, ["car 0", "car 1", "car 2", "car 3", "police 1"]);
        let killed = ran.records.iter().any(|record| {
            matches!(
                &record.event,
                Event::End {
                    how: Ending::Killed,
                    ..
                }
            )
        });
        assert!(killed, "the light is a daemon");
    }
}

#[test]
fn lines_that_are_written_where_things_happen_are_those_that_the_records_make() {
    let alone = "
import queue, threading
lock, permits, items = threading.RLock(), threading.Semaphore(2), queue.Queue()
def main():
    for i in range(40):
        with lock:
            lock.acquire()
            permits.acquire()
            items.put((i, '\u{e9}\"'))
            print(items.get())
            permits.release()
            lock.release()
main()
missing
";
    for source in [TRAFFIC, alone] {
        let options = |in_lines| Options {
            seed: 7,
            recorded: primviz::world::Recorded::Lines,
            in_lines,
            ..Options::default()
        };
        let ran = go_on(world(source, options(false)), &Limits::default());
        let mut records = Lines::default();
        for record in &ran.records {
            records.write(record);
        }
        let mut written = go_on(world(source, options(true)), &Limits::default());
        assert_eq!(
            (&written.out, &written.err, written.stop),
            (&ran.out, &ran.err, ran.stop)
        );
        let text = |lines: &Lines| String::from_utf8(lines.page().text().to_vec()).unwrap();
        let lines = written.world.told().lines().unwrap();
        assert_eq!(text(lines), text(&records));
    }
}

#[test]
fn a_seed_fixes_the_trace_and_another_seed_gives_another() {
    let trace = |seed| run_with(TRAFFIC, seed, &Limits::default()).records;
    assert_eq!(trace(7), trace(7));
    assert_ne!(trace(7), trace(8));
}

#[test]
fn a_timeout_ends_the_wait_at_its_deadline_without_effect() {
    let ran = run_with(TRAFFIC, 3, &Limits::default());
    let fail = ran.records.iter().find_map(|record| match &record.event {
        Event::Fail(fail) if fail.why == FailReason::Timeout => Some((record.time, fail.op)),
        _ => None,
    });
    let (time, op) = fail.unwrap();
    assert_eq!(op, Op::Wait);
    assert!((1_000_000..1_000_200).contains(&time), "{time}");
}

#[test]
fn a_place_is_told_before_it_is_referred_to_even_if_lines_are_not_announced() {
    let options = Options {
        seed: 4,
        ..Options::default()
    };
    let ran = go_on(world(TRAFFIC, options), &Limits::default());
    let mut told = std::collections::BTreeSet::new();
    let mut wants = 0;
    for record in &ran.records {
        match &record.event {
            Event::Site(site) => {
                told.insert(site.site);
            }
            Event::Want(want) => {
                assert!(want.site.is_none_or(|site| told.contains(&site)));
                wants += usize::from(want.site.is_some());
            }
            Event::At { .. } => panic!("lines are not announced"),
            _ => {}
        }
    }
    assert!(wants > 0);
}

const DEADLOCK: &str = "
import threading, time
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        time.sleep(1)
        with b:
            print('one')
def two():
    with b:
        time.sleep(1)
        with a:
            print('two')
threading.Thread(target=one).start()
threading.Thread(target=two).start()
";

#[test]
fn a_deadlock_is_quiet_and_said_to_be_idle_once() {
    let ran = run(DEADLOCK);
    assert_eq!(ran.stop, Stop::Quiet);
    assert_eq!(ran.out, "");
    let idle = ran
        .records
        .iter()
        .filter(|record| record.event == Event::Idle)
        .count();
    assert_eq!(idle, 1);
    assert_eq!(ran.records.last().unwrap().event, Event::Idle);
    let names: Vec<_> = ran
        .records
        .iter()
        .filter_map(|record| match &record.event {
            Event::New(new) if !new.names.is_empty() => Some(new.names[0].to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn the_lecturer_may_end_a_deadlock_by_releasing_a_lock() {
    let mut world = world(
        DEADLOCK,
        Options {
            lecturer: true,
            ..Options::default()
        },
    );
    let first = {
        let mut records = Vec::new();
        assert_eq!(
            run_virtual(&mut world, &Limits::default(), &mut |fresh| records
                .append(fresh)),
            Stop::Quiet
        );
        records
    };
    assert!(first.iter().any(|record| record.event == Event::Idle));
    world.say("b.release()").unwrap();
    let ran = go_on(
        world,
        &Limits {
            until: Some(10_000_000),
            ..Limits::default()
        },
    );
    assert!(ran.out.contains("one"), "{}", ran.out);
    let statement = ran.records.iter().any(|record| {
        matches!(&record.event, Event::Note { kind: NoteKind::Statement, text, .. } if &**text == "b.release()")
    });
    assert!(statement);
}

#[test]
fn the_lecturers_mistakes_harm_nothing_and_a_blocked_statement_can_be_given_up() {
    let source = "import threading\nlock = threading.Lock()\nlock.acquire()\nn = 1\n";
    let mut world = world(
        source,
        Options {
            lecturer: true,
            ..Options::default()
        },
    );
    run_virtual(&mut world, &Limits::default(), &mut |_| {});
    assert_eq!(world.status(), Status::Ended);
    assert!(world.say("n = ").is_err());
    assert!(world.say("import socket").unwrap_err().instead.is_some());
    world.say("nothing").unwrap();
    world.say("n + 1").unwrap();
    // A semicolon keeps its value to itself, and is not told.
    world.say("n + 2;").unwrap();
    world.say("lock.acquire()").unwrap();
    let ran = go_on(
        world,
        &Limits {
            steps: Some(1000),
            ..Limits::default()
        },
    );
    assert_eq!(ran.out, "2\n");
    let told = ran
        .records
        .iter()
        .any(|record| matches!(&record.event, Event::Note { text, .. } if &**text == "n + 2"));
    assert!(told);
    let failed = ran.records.iter().any(|record| {
        matches!(&record.event, Event::Note { kind: NoteKind::Exception, text, .. }
            if &**text == "NameError: name 'nothing' is not defined")
    });
    assert!(failed);
    let mut world = ran.world;
    world.abandon();
    world.say("print('again', n)").unwrap();
    let ran = go_on(
        world,
        &Limits {
            steps: Some(1000),
            ..Limits::default()
        },
    );
    assert_eq!(ran.out, "again 1\n");
    let given_up = ran.records.iter().any(
        |record| matches!(&record.event, Event::Fail(fail) if fail.why == FailReason::Abandoned),
    );
    assert!(given_up);
}

#[test]
fn threads_that_the_lecturer_starts_set_an_ended_run_going_again() {
    let source = "import threading, time\ndef work():\n    time.sleep(1)\n    print('worked')\n";
    let mut world = world(
        source,
        Options {
            lecturer: true,
            ..Options::default()
        },
    );
    run_virtual(&mut world, &Limits::default(), &mut |_| {});
    assert_eq!(world.status(), Status::Ended);
    world.say("threading.Thread(target=work).start()").unwrap();
    let ran = go_on(world, &Limits::default());
    assert_eq!(ran.out, "worked\n");
    assert_eq!(ran.world.status(), Status::Ended);
}

#[test]
fn a_condition_wait_lets_the_lock_go_and_takes_it_back() {
    let ran = run("
import threading
cond = threading.Condition()
def wait():
    with cond:
        print(cond.wait())
t = threading.Thread(target=wait)
t.start()
while True:
    with cond:
        cond.notify()
    if not t.is_alive():
        break
t.join()
");
    assert_eq!(ran.stop, Stop::Ended, "{}", ran.err);
    assert_eq!(ran.out, "True\n");
    let waiter = TaskId(1);
    let story: Vec<(bool, Op)> = ran
        .records
        .iter()
        .filter_map(|record| match &record.event {
            Event::Want(want) if want.task == waiter => Some((false, want.op)),
            Event::Done(done) if done.task == waiter => Some((true, done.op)),
            _ => None,
        })
        .collect();
    let at = story
        .iter()
        .position(|step| *step == (false, Op::Wait))
        .unwrap();
    assert_eq!(story[at + 1], (true, Op::Release));
    assert_eq!(story[at + 2], (false, Op::Acquire));
    let end = story
        .iter()
        .position(|step| *step == (true, Op::Wait))
        .unwrap();
    assert_eq!(story[end - 1], (true, Op::Acquire));
}

#[test]
fn waiting_with_a_predicate_ends_when_it_holds_or_at_its_deadline() {
    let ran = run("
import threading, time
cond = threading.Condition()
state = 0
def until(n, timeout):
    with cond:
        print(n, cond.wait_for(lambda: state >= n, timeout))
threads = [threading.Thread(target=until, args=a) for a in ((3, None), (9, 2))]
for t in threads: t.start()
for _ in range(4):
    time.sleep(0.1)
    with cond:
        state += 1
        cond.notify_all()
for t in threads: t.join()
print(time.time() > 0)
");
    assert_eq!(ran.out, "3 True\n9 False\nTrue\n", "{}", ran.err);
}

#[test]
fn a_lost_update_is_found_by_some_seed_and_no_seed_loses_any_under_a_lock() {
    let source = "
import threading
count = 0
lock = threading.Lock()
def add():
    global count
    for _ in range(3):
        WITH
            count += 1
threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(count)
";
    let racy = source.replace("WITH", "if True:");
    let safe = source.replace("WITH", "with lock:");
    let last = |source: &str, seed| {
        run_with(source, seed, &Limits::default())
            .out
            .trim()
            .to_owned()
    };
    assert!((0..20).any(|seed| last(&racy, seed) != "12"));
    assert!((0..20).all(|seed| last(&safe, seed) == "12"));
}

#[test]
fn augmented_assignment_of_shared_data_is_a_read_and_a_write() {
    let ran = run("
import threading, time
count = 0
def add():
    global count
    count += 1
t = threading.Thread(target=add)
t.start()
time.sleep(1)
t.join()
");
    let touched: Vec<(Op, &str, &str)> = ran
        .records
        .iter()
        .filter_map(|record| match &record.event {
            Event::Done(done) if matches!(done.op, Op::Read | Op::Write) => {
                Some((done.op, done.name.as_deref()?, done.item.as_deref()?))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        touched,
        [(Op::Read, "count", "0"), (Op::Write, "count", "1")]
    );
}

#[test]
fn processes_have_memories_of_their_own_and_share_primitives() {
    let ran = run("
from multiprocessing import Process, Queue, Lock, Value, current_process
import os
items = []
def work(q, lock, n, value):
    items.append(n)
    with lock:
        value.value += n
        q.put({'n': n, 'items': items, 'pid': os.getpid() != parent})
parent = os.getpid()
if __name__ == '__main__':
    q, lock, value = Queue(), Lock(), Value('i', 0)
    ps = [Process(target=work, args=(q, lock, n, value)) for n in (1, 2)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(sorted((d['n'], d['items'], d['pid']) for d in (q.get(), q.get())), items, value.value)
    print(ps[0].exitcode, ps[0].is_alive(), ps[1].name, current_process().name)
");
    assert_eq!(
        ran.out, "[(1, [1], True), (2, [2], True)] [] 3\n0 False Process-2 MainProcess\n",
        "{}",
        ran.err
    );
}

#[test]
fn terminate_ends_a_process_and_daemons_end_with_their_parent() {
    let ran = run("
from multiprocessing import Process
import time
def loop():
    while True:
        time.sleep(1)
p = Process(target=loop)
p.start()
time.sleep(2)
p.terminate()
p.join()
print(p.exitcode)
Process(target=loop, daemon=True).start()
time.sleep(1)
print('end')
");
    assert_eq!(ran.stop, Stop::Ended);
    assert_eq!(ran.out, "-15\nend\n", "{}", ran.err);
}

#[test]
fn input_asks_in_turn_and_the_end_of_input_is_an_exception() {
    let source = "
try:
    while True:
        print('got', input('> '))
except EOFError as error:
    print('end', error)
";
    let ran = run(source);
    assert_eq!(ran.stop, Stop::Asking);
    let mut world = ran.world;
    assert_eq!(world.asker(), Some(TaskId(0)));
    world.answer(Some("three".to_owned()));
    let ran = go_on(world, &Limits::default());
    assert_eq!(ran.out, "got three\n> ");
    let mut world = ran.world;
    world.answer(None);
    let ran = go_on(world, &Limits::default());
    assert_eq!(ran.out, "end EOF when reading a line\n");
}

#[test]
fn uncaught_exceptions_are_told_as_python_tells_them() {
    let ran = run("
import threading
def work():
    return 1 / 0
t = threading.Thread(target=work)
t.start()
t.join()
raise ValueError('last')
");
    let expected = "Exception in thread Thread-1 (work):
Traceback (most recent call last):
  File \"program.py\", line 4, in work
    return 1 / 0
ZeroDivisionError: division by zero
Traceback (most recent call last):
  File \"program.py\", line 8, in <module>
    raise ValueError('last')
ValueError: last
";
    assert_eq!(ran.err, expected);
    assert_eq!(ran.world.exit_status(), 1);
    let ran = run("import sys\nsys.exit(3)\n");
    assert_eq!((ran.err.as_str(), ran.world.exit_status()), ("", 3));
}

#[test]
fn greed_is_a_memory_error_and_not_the_end() {
    for greedy in [
        "10 ** 10 ** 8",
        "'x' * 10 ** 10",
        "[0] * 10 ** 10",
        "list(range(10 ** 10))",
        "1 << 10 ** 12",
    ] {
        let ran = run(&format!(
            "try:\n    {greedy}\nexcept MemoryError:\n    print('refused')\nprint('on')\n"
        ));
        assert_eq!(ran.out, "refused\non\n", "{greedy}: {}", ran.err);
    }
    let ran = run(
        "l = []\ntry:\n    while True:\n        l.append('x' * 1000000)\nexcept MemoryError:\n    print(len(l) > 10)\n",
    );
    assert_eq!(ran.out, "True\n", "{}", ran.err);
}

#[test]
fn what_is_not_reachable_any_more_is_let_go() {
    let ran = run_with(
        "for i in range(20000):\n    l = [str(i) + 'x' * 10000]\nprint('done', len(l))\n",
        1,
        &Limits::default(),
    );
    assert_eq!(ran.out, "done 1\n", "{}", ran.err);
}

#[test]
fn an_endless_loop_gets_on_and_lets_others_run() {
    let source = "
import threading, time
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start()
time.sleep(0.01)
print('main goes on')
";
    let ran = run_with(source, 2, &Limits::default());
    assert_eq!(
        (ran.stop, ran.out.as_str()),
        (Stop::Ended, "main goes on\n")
    );
    let mut world = world("x = [i for i in range(10 ** 9)]\n", Options::default());
    let outcomes: Vec<Outcome> = (0..4).map(|_| world.step(TaskId(0))).collect();
    assert_eq!(
        outcomes,
        [Outcome::Line, Outcome::Ran, Outcome::Ran, Outcome::Ran]
    );
}

#[test]
fn a_copy_of_a_world_goes_its_own_way() {
    let mut world = world(
        TRAFFIC,
        Options {
            seed: 5,
            ..Options::default()
        },
    );
    run_virtual(
        &mut world,
        &Limits {
            until: Some(3_000_000),
            ..Limits::default()
        },
        &mut |_| {},
    );
    let copy = world.clone();
    let (one, other) = (
        go_on(world, &Limits::default()),
        go_on(copy, &Limits::default()),
    );
    assert_eq!(one.records, other.records);
    assert!(!one.out.is_empty());
}

#[test]
fn what_is_outside_of_the_subset_is_refused_with_a_way_out() {
    for (source, line, message) in [
        ("import threading\nasync def f(): pass\n", 2, "async"),
        ("import socket\n", 1, "socket"),
        ("def f():\n    from threading import *\n", 2, "import *"),
        ("import threading\nt = threading.Lok()\n", 2, "'Lok'"),
        ("import time as t\ndef f(): t.slep(1)\n", 2, "'slep'"),
        (
            "import threading\nthreading.Lock = None\n",
            2,
            "cannot be changed",
        ),
        ("import os\nos.fork()\n", 2, "'fork'"),
        ("x = memoryview(b'')\n", 1, "memory of others"),
        ("class M(type):\n    def __new__(m): pass\n", 2, "__new__"),
        ("x = 1\nreturn x\n", 2, "'return' outside function"),
        ("def f():\n    break\n", 2, "'break' outside loop"),
        ("x = (1\n", 1, "was never closed"),
        ("class A(**x): pass\n", 1, "cannot be unpacked"),
        ("f(a=1, a=2)\n", 1, "keyword argument repeated"),
        (
            "def f():\n    x = 1\n    global x\n",
            3,
            "before global declaration",
        ),
    ] {
        let problems = compile(source, "bad.py").unwrap_err();
        let problem = &problems[0];
        assert!(problem.message.contains(message), "{problem}");
        assert_eq!(problem.line, line, "{problem}");
        assert!(
            problem.to_string().starts_with(&format!("bad.py:{line}:")),
            "{problem}"
        );
    }
}

/// Where versions of Python differ, it is 3.13 that counts.
#[test]
fn where_versions_of_python_differ_the_newest_counts() {
    let source = "\
from enum import Enum


def returns():
    try:
        yield
    except GeneratorExit:
        return 5


class Color(Enum):
    RED = 1


generator = returns()
next(generator)
print(generator.close(), 1 in Color, 2 in Color, type(Color).__name__)
";
    assert_eq!(
        run_with(source, 1, &Limits::default()).out,
        "5 True False EnumType\n"
    );
}

#[test]
fn the_language_behaves_as_in_python3() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language");
    let mut programs: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    programs.sort();
    assert!(programs.len() >= 5);
    for path in programs {
        let python = Command::new("python3")
            .arg(&path)
            .stdin(Stdio::null())
            .output();
        let Ok(python) = python else {
            eprintln!("skipped: there is no python3 here");
            return;
        };
        let source = std::fs::read_to_string(&path).unwrap();
        let ran = run_with(&source, 1, &Limits::default());
        let expected = String::from_utf8(python.stdout).unwrap();
        for (at, (ours, theirs)) in ran.out.lines().zip(expected.lines()).enumerate() {
            assert_eq!(
                ours,
                theirs,
                "{} line {} of the output\n{}",
                path.display(),
                at + 1,
                ran.err
            );
        }
        assert_eq!(
            ran.out.lines().count(),
            expected.lines().count(),
            "{}\n{}",
            path.display(),
            ran.err
        );
        assert_eq!(
            Some(ran.world.exit_status()),
            python.status.code(),
            "{}",
            path.display()
        );
    }
}
