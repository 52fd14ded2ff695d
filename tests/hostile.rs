//! Input that means no good: programs, scene.toml, traces and command lines of any kind are refused or run; nothing panics,
//! hangs or takes memory without bound.
//!
//! The seeds are fixed. A long run, until it is stopped or finds something:
//! `HOSTILE_MINUTES=30 cargo test --release --test hostile -- --nocapture`

mod common;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use primviz::model::Model;
use primviz::python::{compile, compile_statement, highlight, names};
use primviz::scene;
use primviz::trace::Reader;
use primviz::world::{Limits, Options, World, run_virtual};

/// Whole numbers that look drawn: splitmix64.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below a bound that is not 0.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Runs `one` with seeds from 0: so many in a usual run, until the time is up in a long one. Says which seed failed.
fn with_seeds(usual: u64, what: &str, one: impl Fn(&mut Draws)) {
    let minutes = std::env::var("HOSTILE_MINUTES").ok();
    let minutes = minutes.and_then(|minutes| minutes.parse::<u64>().ok());
    let end = minutes.map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    for seed in 0.. {
        if end.map_or(seed >= usual, |end| Instant::now() > end) {
            break;
        }
        let began = Instant::now();
        let run = catch_unwind(AssertUnwindSafe(|| one(&mut Draws(seed))));
        assert!(run.is_ok(), "{what}: seed {seed} panicked");
        let took = began.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{what}: seed {seed} took {took:?}"
        );
    }
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Programs of every kind that there are, the lecture notes among them where they lie beside the project.
fn programs() -> Vec<String> {
    let folders = [
        "tests/course",
        "tests/language",
        "tests/library",
        "scenes/toilet",
        "scenes/deadlock",
        "scenes/producer-consumer",
        "scenes/condition",
        "scenes/traffic-light",
        "../shared/notes",
    ];
    let paths = folders.iter().flat_map(|folder| files(folder, "py"));
    paths
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// A few steps of a program, if it is one; whatever it is, its colours and names.
fn try_program(source: &str) {
    let _ = highlight(source);
    let _ = names(source);
    let program = match compile(source, "hostile.py") {
        Ok(program) => program,
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems.iter().take(5) {
                assert!(problem.to_string().len() < 5000, "{problem}");
            }
            return;
        }
    };
    let _ = compile_statement(source, &program.symbols, program.sites.len() as u32);
    for seed in 0..2 {
        let options = Options {
            seed,
            ..Options::default()
        };
        let mut world = World::new(program.clone(), options);
        let mut model = Model::default();
        let limits = Limits {
            until: Some(3_600_000_000),
            steps: Some(3_000),
        };
        run_virtual(&mut world, &limits, &mut |records| {
            for record in records.drain(..) {
                model.apply(&record, record.time);
            }
        });
        let _ = &model.verdict;
    }
}

/// What a program may be broken with: numbers at the edges, deep things, odd characters, words of the language.
const SPICE: &[&str] = &[
    "10**10**10",
    "1 << 10**15",
    "-1",
    "0",
    "1e308 * 10",
    "float('nan')",
    "float('inf')",
    "2**63",
    "-2**63",
    "'x' * 10**11",
    "[0] * 10**10",
    "()",
    "[]",
    "{}",
    "None",
    "''",
    "b'\\xff'",
    "'\\ud800'",
    "range(10**18)",
    "lambda: 0",
    "print",
    "object()",
    "threading.Lock()",
    "time.sleep(1e300)",
    "time.sleep(-1)",
    "(((((",
    ")))))",
    "f'{1:>1000000000000}'",
    "'%*d' % (10**9, 1)",
    "yield 1",
    "return",
    "break",
    "continue",
    "del x",
    "global x",
    "nonlocal x",
    "import os",
    "from x import *",
    "async def f(): pass",
    "\t",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "é",
    "变",
    "\\",
    "\"\"\"",
    "'",
    "#",
    ":",
    ";",
    "=",
    ":=",
    "->",
    "@",
    "...",
    "**",
    "//=",
    "while True: pass",
    "while True: x = [x]",
    "def f(): f()\nf()",
    "class A(A): pass",
    "raise",
    "raise 1",
    "assert 0",
    "try:",
    "except:",
    "finally:",
    "with x: pass",
    "match x:\n case _: pass",
    "a = a, a",
    "a = [a]",
    "exit()",
    "open('x', 'w').write('y')",
    "__name__",
    "__import__('os')",
    "eval('1')",
    "super()",
    "type(type)",
    "setattr(object, 'x', 1)",
    "vars()",
    "dir()",
    "id",
    "int('9' * 10**5)",
    "str(10**10**5)",
    "10**400 * 1.0",
    "'a'.center(10**12)",
    "(1,) * 10**9",
    "hash(x)",
    "repr(x)",
    "x.x.x",
    "threading.Thread(target=x).start()",
    "queue.Queue(10**30)",
    "threading.Semaphore(-1)",
    "threading.Barrier(0)",
    "x()",
    "x[x]",
];

/// One of the corpus, changed by words and lines: most of it still parses.
fn changed_by_words(draws: &mut Draws, corpus: &[String]) -> String {
    let mut lines: Vec<String> = draws.pick(corpus).lines().map(str::to_owned).collect();
    let other: Vec<&str> = draws.pick(corpus).lines().collect();
    for _ in 0..=draws.below(4) {
        if lines.is_empty() {
            break;
        }
        let at = draws.below(lines.len());
        match draws.below(6) {
            0 => {
                lines.remove(at);
            }
            1 => {
                let line = lines[at].clone();
                lines.insert(at, line);
            }
            2 if !other.is_empty() => lines.insert(at, (*draws.pick(&other)).to_owned()),
            3 => {
                let indent: String = lines[at].chars().take_while(|c| *c == ' ').collect();
                lines.insert(at, format!("{indent}{}", draws.pick(SPICE)));
            }
            _ => {
                let words: Vec<&str> = lines[at]
                    .split_inclusive(|c: char| !c.is_alphanumeric())
                    .collect();
                if !words.is_empty() {
                    let word = draws.below(words.len());
                    let new = draws.pick(SPICE);
                    let mut line: Vec<&str> = words.clone();
                    line[word] = new;
                    lines[at] = line.concat();
                }
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The bytes of a text with some changed, lost, doubled or moved.
fn changed_by_bytes(draws: &mut Draws, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=draws.below(12) {
        if bytes.is_empty() {
            break;
        }
        let at = draws.below(bytes.len());
        match draws.below(5) {
            0 => bytes[at] = draws.below(256) as u8,
            1 => {
                bytes.remove(at);
            }
            2 => bytes.insert(at, *draws.pick(b"\0\t\n\r ()[]{}'\"\\:,=*-+.#\xff\xc3\x80")),
            3 => bytes.truncate(at),
            _ => {
                let end = (at + draws.below(40)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = draws.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
    bytes
}

#[test]
fn programs_changed_by_words_are_refused_or_run() {
    let corpus = programs();
    assert!(corpus.len() > 40);
    with_seeds(150, "programs changed by words", |draws| {
        try_program(&changed_by_words(draws, &corpus));
    });
}

#[test]
fn programs_changed_by_bytes_are_refused_or_run() {
    let corpus = programs();
    with_seeds(150, "programs changed by bytes", |draws| {
        let text = draws.pick(&corpus).clone();
        try_program(&String::from_utf8_lossy(&changed_by_bytes(draws, &text)));
    });
}

#[test]
fn programs_made_of_spice_are_refused_or_run() {
    with_seeds(200, "programs of spice", |draws| {
        let mut text = String::from("import threading, time, queue\nx = 1\n");
        for _ in 0..draws.below(8) {
            let (one, other) = (draws.pick(SPICE), draws.pick(SPICE));
            let more = match draws.below(4) {
                0 => format!("x = {one}\n"),
                1 => format!("try:\n    {one}\nexcept Exception as e: print(repr(e)[:99])\n"),
                2 => format!("x = [{one}, {other}]\n"),
                _ => format!("{one}\n"),
            };
            text.push_str(&more);
        }
        try_program(&text);
    });
}

#[test]
fn what_nests_without_end_is_refused_before_anything_walks_into_it() {
    let nested = |open: &str, close: &str, times: usize| {
        format!("x = {}1{}\n", open.repeat(times), close.repeat(times))
    };
    for source in [
        nested("(", ")", 100_000),
        nested("[", "]", 100_000),
        nested("f(", ")", 50_000),
        nested("{1: ", "}", 50_000),
        nested("-", "", 100_000),
        nested("not ", "", 100_000),
        nested("lambda: ", "", 50_000),
        nested("1 if 1 else ", "", 50_000),
        nested("1 + ", "", 100_000),
        nested("1 ** ", "", 100_000),
        nested("f'{", "}'", 1_000),
        format!("x{}\n", ".y".repeat(100_000)),
        format!("x{}\n", "[0]".repeat(100_000)),
        format!("x{}\n", "()".repeat(100_000)),
        (0..2_000)
            .map(|depth| " ".repeat(depth) + "if 1:\n")
            .collect(),
        (0..2_000)
            .map(|depth| " ".repeat(depth) + "def f():\n")
            .collect(),
        format!(
            "match x:\n case {}{}: pass\n",
            "[".repeat(5_000),
            "]".repeat(5_000)
        ),
    ] {
        let problems = compile(&source, "deep.py").unwrap_err();
        assert!(problems[0].to_string().len() < 2_000);
        let _ = (highlight(&source), names(&source));
    }
}

/// Programs that ask for more than there is, and the exception that they meet, if they meet one.
#[test]
fn what_is_too_large_is_a_memory_error_before_it_is_made() {
    for (source, error) in [
        ("10 ** 10 ** 10", "MemoryError"),
        ("1 << 10 ** 15", "MemoryError"),
        ("'a' * 10 ** 12", "MemoryError"),
        ("[0] * 10 ** 11", "MemoryError"),
        ("(1,) * 10 ** 10", "MemoryError"),
        ("b'a' * 10 ** 11", "MemoryError"),
        ("bytes(10 ** 12)", "MemoryError"),
        ("'a'.center(10 ** 11)", "MemoryError"),
        ("'{:1000000000000}'.format(1)", "Error"),
        ("f'{1:>99999999999999999999}'", "ValueError"),
        ("'%*d' % (10 ** 10, 1)", "Error"),
        ("list(range(10 ** 12))", "MemoryError"),
        ("set(range(10 ** 12))", "MemoryError"),
        ("len(range(10 ** 30))", "Error"),
        ("(10 ** 1000).to_bytes(10 ** 12, 'big')", "Error"),
        ("math.factorial(10 ** 8)", "Error"),
        ("math.comb(10 ** 9, 5 * 10 ** 8)", "Error"),
        ("random.choices([1], k=10 ** 12)", "MemoryError"),
        ("random.getrandbits(10 ** 12)", "Error"),
        ("time.sleep(1e300)", "OverflowError"),
        ("time.sleep(float('nan'))", "ValueError"),
        ("threading.Lock().acquire(timeout=1e30)", "OverflowError"),
        ("json.loads('[' * 100000)", "RecursionError"),
        ("chr(0x110000)", "ValueError"),
        ("int('1' * 10 ** 6)", "ValueError"),
        ("f(f)", "RecursionError"),
        ("open('/etc/passwd')", "FileNotFoundError"),
        ("open('../secret')", "FileNotFoundError"),
        ("open('/tmp/x/y', 'w')", "PermissionError"),
    ] {
        let text = format!(
            "import json, math, random, threading, time\ndef f(g): return g(g)\ntry:\n    {source}\nexcept BaseException as e:\n    print(type(e).__name__)\n"
        );
        let out = printed(&text);
        assert!(out.trim().ends_with(error), "{source}: {out:?}");
    }
}

/// What a program prints in its first steps.
fn printed(source: &str) -> String {
    let program = compile(source, "program.py").unwrap();
    let mut world = World::new(program, Options::default());
    let mut out = String::new();
    let limits = Limits {
        // Starting a process takes a millisecond, as many steps.
        steps: Some(4_000_000),
        ..Limits::default()
    };
    run_virtual(&mut world, &limits, &mut |records| {
        for record in records.drain(..) {
            if let primviz::trace::Event::Out { text, .. } = record.event {
                out += &text;
            }
        }
    });
    out
}

#[test]
fn processes_that_start_processes_share_a_bounded_memory_and_give_it_back() {
    let out = printed(
        "
from multiprocessing import Event, Process
import time
shared = [0] * 500000

def work():
    try:
        own = [0] * 500000
    except MemoryError:
        print('no room')
        return
    stop.wait()

def flood(n):
    stop.clear()
    started = [Process(target=work) for _ in range(n)]
    for one in started: one.start()
    time.sleep(1)
    living = sum(one.is_alive() for one in started)
    stop.set()
    for one in started: one.join()
    return living

stop = Event()
print(flood(3))
first = flood(30)
print(2 < first < 20, first == flood(30))
",
    );
    let said: Vec<&str> = out.lines().filter(|line| *line != "no room").collect();
    assert_eq!(said, ["3", "True True"], "{out}");
    assert!(out.contains("no room"), "{out}");
    let bomb = "
from multiprocessing import Event, Process
stop = Event()
def work():
    try:
        Process(target=work).start()
    except (OSError, MemoryError) as error:
        # Whichever comes first: no room for another process, or for the object that stands for it.
        print('no room', error)
    stop.wait()
work()
";
    let out = printed(bomb);
    assert!(out.contains("no room"), "{out}");
}

#[test]
fn broken_scenes_are_refused_or_loaded() {
    let folders = [
        "toilet",
        "deadlock",
        "producer-consumer",
        "condition",
        "traffic-light",
    ];
    let folder = tempfile::tempdir().unwrap();
    with_seeds(150, "scenes", |draws| {
        let name = draws.pick(&folders);
        let own = format!("scenes/{name}");
        for path in files(&own, "py") {
            fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
        let source = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(&own)
            .join("scene.toml");
        let text = fs::read_to_string(source).unwrap();
        let bytes = changed_by_bytes(draws, &text);
        fs::write(folder.path().join("scene.toml"), bytes).unwrap();
        let found = scene::find(folder.path().to_str().unwrap());
        if let Err(error) = found {
            assert!(error.to_string().len() < 50_000);
        }
    });
}

#[test]
fn broken_traces_are_read_or_refused_and_the_model_takes_what_is_read() {
    let traced = |name: &str| {
        let ran = common::run(&[name, "--headless", "--trace", "-", "--for", "8s"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out
    };
    let runs = ["toilet", "producer-consumer", "traffic-light"].map(traced);
    with_seeds(100, "traces", |draws| {
        let lines: Vec<&str> = draws.pick(&runs).lines().collect();
        let from = draws.below(lines.len());
        let mut text = lines[from.min(3)..(from + 60).min(lines.len())].join("\n");
        if draws.below(2) == 0 {
            text = format!("{}\n{text}", lines[0]);
        }
        let bytes = changed_by_bytes(draws, &text);
        let mut model = Model::default();
        for record in Reader::new(&bytes[..]) {
            match record {
                Ok(record) => model.apply(&record, record.time),
                Err(error) => {
                    assert!(!error.to_string().is_empty());
                    break;
                }
            }
        }
        let _ = &model.verdict;
    });
}

#[test]
fn command_lines_of_any_kind_are_answered() {
    const WORDS: &[&str] = &[
        "toilet",
        "deadlock",
        "nonsense",
        "--headless",
        "--seed",
        "-1",
        "18446744073709551616",
        "3",
        "--for",
        "1s",
        "1e400s",
        "-5s",
        "0",
        "--speed",
        "nan",
        "inf",
        "1e-300",
        "--pace",
        "99999999999999999h",
        "--trace",
        "/",
        "",
        "--variant",
        "rlock",
        "--lang",
        "zh",
        "xx",
        "check",
        "list",
        "--json",
        "copy",
        "\u{feff}",
        "..",
        "/dev/null",
        "/etc/passwd",
        "--real-time",
        "--theme",
        "dark",
        "--colors",
        "7",
        "--",
        "-",
        "--help",
        "--version",
    ];
    let folder = tempfile::tempdir().unwrap();
    with_seeds(25, "command lines", |draws| {
        let mut words = vec!["--headless", "--for", "2s"];
        if draws.below(3) == 0 {
            words.clear();
        }
        for _ in 0..draws.below(5) {
            words.push(WORDS[draws.below(WORDS.len())]);
        }
        if words.contains(&"copy") || words.contains(&"--real-time") {
            return;
        }
        let mut command = common::primviz();
        command.current_dir(folder.path()).args(&words);
        let ran = common::finish(command, "");
        assert!(
            (0..=10).contains(&ran.status),
            "{words:?}: {}\n{}",
            ran.status,
            ran.err
        );
        assert!(!ran.err.contains("panicked"), "{words:?}: {}", ran.err);
    });
}
