//! What is said of a run that cannot go on: what is missing, with names and lines, in both languages and whoever judges.

mod common;

use std::fs;

use common::Ran;

/// Runs a program in every way that judges it; all of them must say the same, and the first is given back.
fn judged(source: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.py");
    fs::write(&path, source).unwrap();
    let path = path.to_str().unwrap();
    let trace = folder.path().join("trace");
    let run = |options: &[&str]| {
        let ran: Ran = common::run(&[&[path, "--headless"], options].concat());
        let said = ran
            .err
            .lines()
            .find_map(|line| line.strip_prefix("primviz: "));
        (ran.status, said.unwrap_or_default().to_owned())
    };
    let (status, en) = run(&[]);
    let others: [&[&str]; 2] = [
        &["--real-time", "--pace", "0"],
        &["--trace", trace.to_str().unwrap()],
    ];
    for other in others {
        assert_eq!(run(other), (status, en.clone()), "{other:?}: {source}");
    }
    let (_, zh) = run(&["--lang", "zh"]);
    (status, en, zh)
}

fn says(source: &str, status: i32, en: &[&str], zh: &[&str]) {
    let (exit, english, chinese) = judged(source);
    assert_eq!(exit, status, "{english}\n{source}");
    for part in en {
        assert!(english.contains(part), "{part}: {english}");
    }
    for part in zh {
        assert!(chinese.contains(part), "{part}: {chinese}");
    }
}

#[test]
fn a_join_says_how_many_items_are_not_done_and_who_has_them() {
    says(
        "import queue\nq = queue.Queue()\nq.put(1)\nq.get()\nq.join()\n",
        4,
        &[
            "MainThread (t.py:5) waits until every item of q is done; ",
            "1 of 1 items never got its task_done(), taken by MainThread (t.py:4)",
        ],
        &[
            "MainThread (t.py:5)",
            "1 项数据中有 1 项始终没有 task_done()",
            "取走者是 MainThread (t.py:4)",
        ],
    );
    says(
        "import queue\nq = queue.Queue()\nfor i in range(3):\n    q.put(i)\nq.get()\nq.task_done()\nq.join()\n",
        4,
        &["2 of 3 items never got their task_done(), 2 still in it, put by MainThread (t.py:4)"],
        &[
            "3 项数据中有 2 项",
            "还有 2 项在里面，放入者是 MainThread (t.py:4)",
        ],
    );
}

#[test]
fn a_lock_kept_by_a_thread_that_has_ended_names_it_also_at_the_end_of_a_chain() {
    let source = "
import threading, time
lock, other = threading.Lock(), threading.Lock()
def dies():
    lock.acquire()
def middle():
    with other:
        with lock: pass
def last():
    with other: pass
t = threading.Thread(target=dies, name='C'); t.start(); t.join()
threading.Thread(target=middle, name='B', daemon=True).start()
time.sleep(0.1)
threading.Thread(target=last, name='A').start()
";
    says(
        source,
        4,
        &[
            "A (t.py:10) waits for other; held by B.",
            "B (t.py:8) waits for lock; C took it (t.py:5) and has ended without releasing it",
        ],
        &["B (t.py:8) 等待 lock；C 取得它 (t.py:5)，没有释放就结束了"],
    );
    for kept in ["RLock()", "Semaphore(1)", "BoundedSemaphore(2)"] {
        let times = if kept.contains('2') {
            "x.acquire(); "
        } else {
            ""
        };
        let source = format!(
            "import threading\nx = threading.{kept}\ndef f():\n    {times}x.acquire()\nt = threading.Thread(target=f, name='gone')\nt.start()\nt.join()\nx.acquire()\n"
        );
        says(
            &source,
            4,
            &[
                "MainThread (t.py:8)",
                "; gone took it (t.py:4) and has ended without releasing it",
            ],
            &["gone 取得它 (t.py:4)，没有释放就结束了"],
        );
    }
}

#[test]
fn a_future_says_who_runs_it_or_that_nobody_does() {
    says(
        "from concurrent.futures import Future\nf = Future()\nf.result()\n",
        4,
        &["MainThread (t.py:3) waits for the result of f; nobody has set its result so far"],
        &["MainThread (t.py:3) 等待 f 的结果；至今没有线程设置它的结果"],
    );
    says(
        "
import threading
from concurrent.futures import ThreadPoolExecutor
ev = threading.Event()
def call():
    ev.wait()
pool = ThreadPoolExecutor(1)
f = pool.submit(call)
g = pool.submit(int)
g.result()
",
        4,
        &[
            "MainThread (t.py:10) waits for the result of g; no worker of pool has begun it",
            "ThreadPoolExecutor-0_0 (t.py:6) waits for ev to be set; so far nobody has set it",
        ],
        &["pool 还没有工作线程开始执行它"],
    );
}

#[test]
fn semaphores_of_one_that_are_used_as_locks_are_owned() {
    for (kind, take, give) in [
        ("threading.Semaphore(1)", "x.acquire()", "x.release()"),
        ("threading.BoundedSemaphore()", "x.acquire()", "x.release()"),
        (
            "multiprocessing.Semaphore(1)",
            "x.__enter__()",
            "x.__exit__(None, None, None)",
        ),
    ] {
        let source = format!(
            "
import threading, multiprocessing, time
forks = [{kind} for _ in range(3)]
def eat(i):
    for _ in range(2):
        x = forks[i]
        {take}
        time.sleep(0.2 if done else 0)
        x = forks[(i + 1) % 3]
        {take}
        {give}
        x = forks[i]
        {give}
done = []
eat(0)
done.append(1)
for i in range(3):
    threading.Thread(target=eat, args=(i,), name=f'p{{i}}').start()
"
        );
        says(
            &source,
            3,
            &[
                "p0 (t.py:10) holds forks[0] and waits for forks[1]; ",
                "p2 (t.py:10) holds forks[2] and waits for forks[0]: nobody",
            ],
            &["p0 (t.py:10) 持有 forks[0]，等待 forks[1]", "死锁"],
        );
    }
    // Whoever takes its only permit twice, and has given it back before, or is alone.
    for first in ["", "    with s: pass\n"] {
        let start = if first.is_empty() {
            "f()"
        } else {
            "threading.Thread(target=f, name='f').start()"
        };
        let source = format!(
            "import threading\ns = threading.Semaphore(1)\ndef f():\n{first}    s.acquire()\n    s.acquire()\n{start}\n"
        );
        says(
            &source,
            3,
            &["holds s and waits for it itself"],
            &["又在等它自己释放"],
        );
    }
}

#[test]
fn no_circle_is_claimed_where_semaphores_are_signals() {
    let programs = [
        // The other one never comes to give its first signal.
        "
import threading
a, b = threading.Semaphore(1), threading.Semaphore(0)
def ping():
    for _ in range(3):
        a.acquire()
def pong():
    for _ in range(3):
        b.acquire()
        a.release()
for f in (ping, pong):
    threading.Thread(target=f).start()
",
        // It gave some before.
        "
import threading
a, b = threading.Semaphore(1), threading.Semaphore(0)
def ping():
    for _ in range(5):
        a.acquire()
        b.release()
def pong():
    for _ in range(2):
        b.acquire()
        a.release()
    b.acquire()
    b.acquire()
for f in (ping, pong):
    threading.Thread(target=f).start()
",
        // Two that hand on to each other, and both began with one.
        "
import threading, time
a, b = threading.Semaphore(1), threading.Semaphore(1)
def f(mine, other):
    for _ in range(3):
        mine.acquire()
        other.release()
    for _ in range(9):
        mine.acquire()
for pair in [(a, b), (b, a)]:
    threading.Thread(target=f, args=pair).start()
",
        // A buffer of one place.
        "
import threading
room, items, mutex = threading.Semaphore(1), threading.Semaphore(0), threading.Semaphore(1)
def produce():
    for _ in range(4):
        room.acquire()
        with mutex: pass
        items.release()
def consume():
    for _ in range(2):
        items.acquire()
        with mutex: pass
        room.release()
for f in (produce, consume):
    threading.Thread(target=f).start()
",
        // More than one permit.
        "
import threading, time
a, b = threading.Semaphore(2), threading.Semaphore(2)
def f(x, y):
    for _ in range(2):
        x.acquire()
    time.sleep(0.1)
    y.acquire()
for pair in [(a, b), (b, a)]:
    threading.Thread(target=f, args=pair).start()
",
    ];
    for source in programs {
        says(
            source,
            4,
            &["though no circle is to blame"],
            &["并没有循环等待"],
        );
    }
}

#[test]
fn threads_of_one_name_are_told_apart() {
    let source = "
import threading
a, b = threading.Lock(), threading.Lock()
gate = threading.Barrier(2)
def f(x, y):
    with x:
        gate.wait()
        y.acquire()
t = threading.Thread(target=int, name='w')
t.start()
t.join()
for pair in [(a, b), (b, a)]:
    threading.Thread(target=f, args=pair, name='w').start()
";
    let (status, en, _) = judged(source);
    assert_eq!(status, 3);
    let named = en.contains("w (2) (t.py:8) holds") && en.contains("w (3) (t.py:8) holds");
    assert!(
        named || en.contains("w (t.py:8) holds a") && en.contains("w (2) (t.py:8)"),
        "{en}"
    );
}

#[test]
fn what_was_done_before_is_said_of_those_who_have_ended() {
    let waits = [
        (
            "e = threading.Event()",
            "e.set(); e.clear()",
            "e.wait()",
            "; giver set it before and has ended",
        ),
        (
            "e = queue.Queue()",
            "e.put(1); e.get()",
            "e.get()",
            "; giver put before and has ended",
        ),
        (
            "e = threading.Semaphore(0)",
            "e.release(); e.acquire()",
            "e.acquire()",
            "; giver released before and has ended",
        ),
    ];
    for (make, before, wait, said) in waits {
        let source = format!(
            "import threading, queue\n{make}\ndef f():\n    {before}\nt = threading.Thread(target=f, name='giver')\nt.start()\nt.join()\n{wait}\n"
        );
        says(
            &source,
            4,
            &["MainThread (t.py:8)", said],
            &["giver 已经结束"],
        );
    }
}
