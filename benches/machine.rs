//! The speed of the machine: headless, in virtual time, side by side with `python3` on the same file. `cargo bench --bench machine`.
//!
//! `-- NAME…` takes only the rows whose name contains one of the words. Runs of both sides alternate and the shortest of each
//! counts, in processor time, so that what else the machine does matters little. A trace is written by a thread of its own
//! while the run goes on: there the time that passes counts, and a busy machine shows. `-- notes` takes the long programs of
//! the notes, if they are there, once each.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_primviz");
/// How often each side runs.
const RUNS: usize = 7;

/// A program, and how many times as fast as `python3` it has to be; none where nothing was promised.
struct Program {
    name: &'static str,
    least: Option<f64>,
    source: &'static str,
}

const PROGRAMS: &[Program] = &[
    Program {
        name: "plain loop",
        least: Some(1.0),
        source: "def main():\n    total = 0\n    for i in range(5000000):\n        total += i % 7\n    print(total)\nmain()\n",
    },
    Program {
        name: "plain loop, while",
        least: Some(1.0),
        source: "def main():\n    i = n = 0\n    while i < 3000000:\n        if i % 2 == 0:\n            n += 1\n        i += 1\n    print(n)\nmain()\n",
    },
    Program {
        name: "lock pair",
        least: Some(1.0),
        source: "import threading\nlock = threading.Lock()\ndef main():\n    for i in range(2000000):\n        lock.acquire()\n        lock.release()\nmain()\n",
    },
    Program {
        name: "lock pair, with",
        least: Some(1.0),
        source: "import threading\nlock = threading.Lock()\ndef main():\n    for i in range(2000000):\n        with lock:\n            pass\nmain()\n",
    },
    Program {
        name: "semaphore pair",
        least: Some(5.0),
        source: "import threading\nsem = threading.Semaphore(3)\ndef main():\n    for i in range(1000000):\n        sem.acquire()\n        sem.release()\nmain()\n",
    },
    Program {
        name: "queue pair",
        least: Some(5.0),
        source: "import queue\nq = queue.Queue()\ndef main():\n    for i in range(500000):\n        q.put(i)\n        q.get()\nmain()\n",
    },
    Program {
        name: "four threads, one lock",
        least: None,
        source: "import threading\nlock = threading.Lock()\ncount = 0\ndef work():\n    global count\n    for i in range(100000):\n        with lock:\n            count += 1\nthreads = [threading.Thread(target=work) for _ in range(4)]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint(count)\n",
    },
    Program {
        name: "calls",
        least: None,
        source: "def add(a, b):\n    return a + b\ndef main():\n    total = 0\n    for i in range(1000000):\n        total = add(total, i)\n    print(total)\nmain()\n",
    },
    Program {
        name: "methods and attributes",
        least: None,
        source: "class Account:\n    def __init__(self):\n        self.balance = 0\n    def deposit(self, amount):\n        self.balance += amount\ndef main():\n    account = Account()\n    for i in range(1000000):\n        account.deposit(i)\n    print(account.balance)\nmain()\n",
    },
    Program {
        name: "lists and dicts",
        least: None,
        source: "def main():\n    items, seen = [], {}\n    for i in range(500000):\n        items.append(i * 2)\n        seen[i % 1000] = items[i] + 1\n    total = 0\n    for item in items:\n        total += item\n    print(total, len(seen))\nmain()\n",
    },
    Program {
        name: "exceptions",
        least: None,
        source: "def fail(i):\n    if i % 3 == 0:\n        raise ValueError(i)\ndef main():\n    bad = 0\n    for i in range(300000):\n        try:\n            fail(i)\n        except ValueError:\n            bad += 1\n    print(bad)\nmain()\n",
    },
    Program {
        name: "strings",
        least: None,
        source: "def main():\n    parts = []\n    for i in range(200000):\n        parts.append(f'item {i}: {i * 2}')\n    print(len(', '.join(parts)))\nmain()\n",
    },
];

/// Four threads that take a lock, count, put and get: more than ten million records.
const EVENTS: &str = "import threading, queue\nlock, q, count = threading.Lock(), queue.Queue(4), 0\ndef work():\n    global count\n    for i in range(175000):\n        with lock:\n            count += 1\n        q.put(i)\n        q.get()\nthreads = [threading.Thread(target=work) for _ in range(4)]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint(count)\n";

/// How many times slower a run may be while its trace is written.
const TRACED: f64 = 3.0;
/// How much memory the last nine of ten million events may take, in MB.
const GROWTH: f64 = 0.5;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let files: Vec<PathBuf> = PROGRAMS
        .iter()
        .enumerate()
        .map(|(number, program)| {
            let file = folder.path().join(format!("program{number}.py"));
            fs::write(&file, program.source).expect("temporary files can be written");
            file
        })
        .collect();
    let programs = || PROGRAMS.iter().zip(&files);
    match python() {
        Some(python) => {
            println!(
                "{:<26} {:>9} {:>9} {:>9} {:>9}",
                "side by side", "python3", "primviz", "faster", "at least"
            );
            for (program, file) in programs().filter(|(program, _)| wanted(program.name)) {
                let [theirs, ours] = shortest([&mut plain(&python, file), &mut headless(file)]);
                let ratio = theirs / ours;
                let least = program
                    .least
                    .map_or_else(String::new, |least| format!("{least:.1}"));
                let missed = program.least.is_some_and(|least| ratio < least);
                let sign = if missed { "   <-- too slow" } else { "" };
                println!(
                    "{:<26} {theirs:>7.3} s {ours:>7.3} s {ratio:>9.2} {least:>9}{sign}",
                    program.name
                );
            }
        }
        None => println!("skipped: there is no python3 to compare with"),
    }
    if wanted("with trace") {
        println!(
            "\n{:<26} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "with trace", "without", "with", "slower", "at most", "processor"
        );
        let trace = folder.path().join("trace.jsonl");
        for (program, file) in programs().filter(|(program, _)| program.least.is_some()) {
            let [without, with] = traced_runs(file, &trace);
            let ratio = with.passed / without.passed;
            let sign = if ratio > TRACED {
                "   <-- too slow"
            } else {
                ""
            };
            println!(
                "{:<26} {:>7.3} s {:>7.3} s {ratio:>9.2} {TRACED:>9.1} {:>9.2}{sign}",
                program.name,
                without.passed,
                with.passed,
                with.spent / without.spent,
            );
        }
    }
    if words.iter().any(|word| word == "notes") {
        notes();
    }
    if wanted("memory of 10 million events") {
        let file = folder.path().join("events.py");
        fs::write(&file, EVENTS).expect("temporary files can be written");
        let (records, growth) = memory(&file);
        let sign = if growth > GROWTH {
            "   <-- too much"
        } else {
            ""
        };
        println!(
            "\nmemory of 10 million events: {growth:.2} MB from the first million to the last of {records}, at most {GROWTH}{sign}"
        );
    }
}

/// The interpreter itself, past whatever chooses among several.
fn python() -> Option<PathBuf> {
    let mut ask = Command::new("python3");
    ask.args(["-c", "import sys; print(sys.executable)"]);
    let answer = ask.output().ok().filter(|answer| answer.status.success())?;
    Some(String::from_utf8(answer.stdout).ok()?.trim().into())
}

fn plain(python: &Path, file: &Path) -> Command {
    let mut command = Command::new(python);
    command.arg(file);
    command
}

fn headless(file: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command.arg(file).arg("--headless");
    command
}

/// What a command takes, in seconds: time that passes, and time of processors.
#[derive(Clone, Copy)]
struct Cost {
    passed: f64,
    spent: f64,
}

impl Cost {
    const MOST: Cost = Cost {
        passed: f64::INFINITY,
        spent: f64::INFINITY,
    };

    fn of(command: &mut Command) -> Cost {
        let (began, before) = (Instant::now(), spent_by_children());
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        let fine = status.as_ref().is_ok_and(std::process::ExitStatus::success);
        assert!(fine, "{command:?}: {status:?}");
        let passed = began.elapsed();
        // Where nobody counts it, the time that passes stands for it.
        let spent = match (before, spent_by_children()) {
            (Some(before), Some(after)) => after.saturating_sub(before),
            _ => passed,
        };
        Cost {
            passed: passed.as_secs_f64(),
            spent: spent.as_secs_f64(),
        }
    }

    fn or(self, other: Cost) -> Cost {
        Cost {
            passed: self.passed.min(other.passed),
            spent: self.spent.min(other.spent),
        }
    }
}

/// The shortest runs of two commands that take turns, in seconds of processor time.
fn shortest(mut sides: [&mut Command; 2]) -> [f64; 2] {
    let mut best = [Cost::MOST; 2];
    for _ in 0..RUNS {
        for (side, best) in sides.iter_mut().zip(&mut best) {
            *best = best.or(Cost::of(side));
        }
    }
    best.map(|cost| cost.spent)
}

/// The shortest runs without and with a trace, which is a new file each time.
fn traced_runs(file: &Path, trace: &Path) -> [Cost; 2] {
    let mut best = [Cost::MOST; 2];
    for _ in 0..RUNS {
        best[0] = best[0].or(Cost::of(&mut headless(file)));
        let _ = fs::remove_file(trace);
        let mut traced = headless(file);
        traced.arg("--trace").arg(trace);
        best[1] = best[1].or(Cost::of(&mut traced));
    }
    best
}

/// The programs of the notes that only compute, as they are.
fn notes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notes");
    println!(
        "\n{:<36} {:>9} {:>9} {:>9}",
        "notes, once", "python3", "primviz", "faster"
    );
    for name in [
        "31_gil_cpu_bound",
        "31b_gil_cpu_bound_processes",
        "48_coroutine_plain_calls",
        "49_coroutine_yield_send",
    ] {
        let file = folder.join(name).with_extension("py");
        let Some(python) = python().filter(|_| file.exists()) else {
            println!("{name:<36} skipped: it is not there, or there is no python3");
            continue;
        };
        let theirs = Cost::of(&mut plain(&python, &file)).spent;
        let ours = Cost::of(&mut headless(&file)).spent;
        println!(
            "{name:<36} {theirs:>7.1} s {ours:>7.1} s {:>9.2}",
            theirs / ours
        );
    }
}

/// Processor time of the children that have ended, to a hundredth of a second.
fn spent_by_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(") ").next()?.split(' ').skip(13);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}

/// How many records a program's trace has, and by how many MB the process grew after the first million.
fn memory(file: &Path) -> (u64, f64) {
    let mut command = headless(file);
    command.args(["--trace", "-"]);
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.expect("the binary has been built");
    let mut out = child.stdout.take().expect("it is a pipe");
    let mut buffer = vec![0; 1 << 16];
    let (mut records, mut early, mut late) = (0, None, f64::NAN);
    while let Ok(read @ 1..) = out.read(&mut buffer) {
        let lines = String::from_utf8_lossy(&buffer[..read])
            .matches('\n')
            .count();
        records += lines as u64;
        if records >= 1_000_000 && (early.is_none() || records % 16 == 0) {
            late = peak(&child).unwrap_or(late);
            early.get_or_insert(late);
        }
    }
    // Whoever has been read to the end has ended.
    let _ = child.wait();
    (records, late - early.unwrap_or(f64::NAN))
}

/// The most memory that a process has had so far, in MB.
fn peak(child: &Child) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
