//! ctrl-c reaches the program: whatever its main thread waits for it leaves, and what has to run runs.

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use primviz::python::compile;
use primviz::trace::{Event, NoteKind, Record};
use primviz::world::{Driver, Limits, Options, Stop, World};

struct Ran {
    out: String,
    records: Vec<Record>,
    status: i32,
    ended: bool,
}

/// Runs a program, and interrupts it when it stands still or has taken so many steps.
fn interrupted(source: &str, steps: u64) -> Ran {
    let program = compile(source, "t.py").unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut world = World::new(program, Options::default());
    let mut driver = Driver::new(&world);
    let mut records: Vec<Record> = Vec::new();
    let (mut asked, mut patience) = (false, 100);
    let stop = loop {
        let limits = Limits {
            until: None,
            steps: Some(steps),
        };
        let mut sink = |told: &mut primviz::trace::Told| records.append(told.records());
        let stop = driver.run(&mut world, &limits, &mut sink);
        // After the last one it has time to come to its end.
        patience -= 1;
        let over = asked && stop != Stop::Limit;
        if stop == Stop::Ended || over || patience == 0 {
            break stop;
        }
        if !std::mem::replace(&mut asked, true) {
            world.interrupt();
        }
    };
    records.append(&mut world.take_events());
    let said = records.iter().filter_map(|record| match &record.event {
        Event::Out { text, .. } => Some(text.to_string()),
        _ => None,
    });
    Ran {
        out: said.collect(),
        status: world.exit_status(),
        ended: stop == Stop::Ended,
        records,
    }
}

#[test]
fn every_wait_is_left_and_locks_are_given_back() {
    let waits = [
        "lock.acquire(); lock.acquire()",
        "hold.start(); taken.wait(); rlock.acquire()",
        "with cond: cond.wait()",
        "with cond: cond.wait_for(lambda: False)",
        "event.wait()",
        "sem.acquire()",
        "barrier.wait()",
        "q.get()",
        "full.put(1); full.put(2)",
        "full.put(1); full.join()",
        "keeper.start(); keeper.join()",
        "input('? ')",
        "Future().result()",
        "pool.submit(event.wait).result()",
        "wait([pool.submit(event.wait)])",
        "list(pool.map(lambda _: event.wait(), [1]))",
        "list(as_completed([pool.submit(event.wait)]))",
        "a.recv()",
        "while True: pass",
        "sum(i for i in itertools.count())",
        "for i in itertools.count(): pass",
        "time.sleep(10 ** 7)",
    ];
    for wait in waits {
        let source = format!(
            "
import threading, queue, time, itertools, multiprocessing
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
lock, rlock, cond, event = threading.Lock(), threading.RLock(), threading.Condition(), threading.Event()
sem, barrier, q, full = threading.Semaphore(0), threading.Barrier(2), queue.Queue(), queue.Queue(1)
pool = ThreadPoolExecutor(1)
a, b = multiprocessing.Pipe()
def keep():
    rlock.acquire()
    taken.set()
    event.wait()
taken = threading.Event()
hold, keeper = threading.Thread(target=keep), threading.Thread(target=event.wait)
until = 0
def main():
    {wait}
try:
    main()
    print('through')
except KeyboardInterrupt as e:
    print('caught', repr(e), e.args)
finally:
    print('finally')
with cond:
    cond.notify_all()
event.set()
print('free', cond.acquire(False), barrier.n_waiting)
"
        );
        let ran = interrupted(&source, 300);
        let wanted = "caught KeyboardInterrupt() ()\nfinally\nfree True 0\n";
        let said = ran.out.trim_start_matches("? ");
        if wait.starts_with("time.sleep") {
            // In virtual time it is over before anybody could interrupt it.
            assert!(ran.ended, "{wait}: {said}");
            continue;
        }
        assert!(ran.ended && said == wanted, "{wait}: {said}");
        assert_eq!(ran.status, 0);
        let told = |record: &&Record| {
            matches!(
                &record.event,
                Event::Note {
                    kind: NoteKind::Interrupt,
                    ..
                }
            )
        };
        assert_eq!(ran.records.iter().filter(told).count(), 1, "{wait}");
    }
}

#[test]
fn who_waits_for_a_condition_has_its_lock_when_it_is_interrupted() {
    let source = "
import threading
cond = threading.Condition()
busy = threading.Event()
def hog():
    with cond:
        print('hog has it')
        for i in range(9000): pass
        print('hog lets go')
try:
    with cond:
        t = threading.Thread(target=hog)
        t.start()
        try:
            cond.wait()
        finally:
            cond.notify()
            print('main has it again')
except KeyboardInterrupt:
    print('caught')
t.join()
print(cond)
";
    let ran = interrupted(source, 5_000);
    assert!(ran.ended);
    let at = |text: &str| {
        ran.out
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {}", ran.out))
    };
    assert!(at("hog lets go") < at("main has it again"), "{}", ran.out);
    assert!(at("main has it again") < at("caught"), "{}", ran.out);
    assert!(ran.out.contains("<Condition(<unlocked"), "{}", ran.out);
}

#[test]
fn nobody_catches_it_and_others_are_waited_for() {
    let source = "
import threading
go = threading.Event()
def other():
    go.wait()
    print('other ends')
threading.Thread(target=other).start()
try:
    threading.Lock().acquire()
    q = threading.Semaphore(0)
    q.acquire()
finally:
    go.set()
    print('finally')
";
    let ran = interrupted(source, 5_000);
    assert!(ran.ended, "{}", ran.out);
    assert_eq!(ran.status, 130);
    assert!(
        ran.out.contains("Traceback (most recent call last):")
            && ran.out.contains("\nKeyboardInterrupt"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("other ends"), "{}", ran.out);
}

#[test]
fn after_the_main_thread_nobody_is_waited_for_any_longer() {
    let source = "
import threading
def other():
    try:
        threading.Event().wait()
    finally:
        print('never')
threading.Thread(target=other).start()
print('main ends')
";
    let ran = interrupted(source, 5_000);
    assert!(ran.ended && !ran.out.contains("never"), "{}", ran.out);
    assert_eq!(ran.status, 0);
}

#[test]
fn processes_are_interrupted_too_and_it_is_the_same_each_time() {
    let source = "
import multiprocessing, os
def child(n):
    try:
        multiprocessing.Event().wait()
    except KeyboardInterrupt:
        print('child', n, 'interrupted')
if __name__ == '__main__':
    children = [multiprocessing.Process(target=child, args=(n,)) for n in range(2)]
    for p in children: p.start()
    try:
        for p in children: p.join()
    except KeyboardInterrupt:
        print('main interrupted')
        for p in children: p.join()
        print([p.exitcode for p in children])
";
    let ran = interrupted(source, 5_000);
    assert!(ran.ended, "{}", ran.out);
    for said in [
        "child 0 interrupted",
        "child 1 interrupted",
        "main interrupted",
        "[0, 0]",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let again = interrupted(source, 5_000);
    assert_eq!(again.records, ran.records);
}

#[test]
#[cfg(unix)]
fn sigint_interrupts_a_headless_run_whatever_its_clock() {
    let source = "
import threading, sys
print('ready', flush=True)
try:
    sum(i for i in iter(int, 1))
except KeyboardInterrupt:
    print('first', flush=True)
try:
    input()
except KeyboardInterrupt:
    print('second', flush=True)
try:
    while True: pass
finally:
    print('finally', flush=True)
";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.py");
    std::fs::write(&path, source).unwrap();
    for clock in [&[][..], &["--real-time"]] {
        let mut command = common::primviz();
        let command = command.arg(&path).arg("--headless").args(clock);
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let pid = child.id().to_string();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for said in ["ready", "first", "second"] {
            assert_eq!(lines.next().unwrap().unwrap(), said);
            let sent = Command::new("kill").args(["-INT", &pid]).status().unwrap();
            assert!(sent.success());
        }
        assert_eq!(lines.next().unwrap().unwrap(), "finally");
        let status = child.wait().unwrap();
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(status.code(), Some(130), "{err}");
        assert!(err.ends_with("KeyboardInterrupt\n"), "{err}");
    }
}
