//! The three ways in which a row's program is run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use primviz::python::{self, Program};
use primviz::stage::{self, Granularity, Message, Stage};
use primviz::trace::{Event, Record};
use primviz::world::{self, Limits, Stop, World, run_virtual};
use serde::Deserialize;

use crate::book::Row;

/// Only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_mins(1);
/// Only a program that is wrong runs so long.
const STEPS: u64 = 20_000_000;
/// Schedules in virtual time.
const SEEDS: u64 = 6;
/// A clock on a busy machine can be late for a program's margins: so often it may be.
const TRIES: usize = 4;

/// Runs a row's program in all three ways; the complaints.
pub fn check(row: &Row) -> Vec<String> {
    std::thread::scope(|scope| {
        let real = scope.spawn(|| patiently(row, || on_real_threads(row)));
        let python = scope.spawn(|| patiently(row, || under_python3(row)));
        let ways = [
            ("in virtual time", in_virtual_time(row)),
            ("on real threads", real.join().unwrap()),
            ("under python3", python.join().unwrap()),
        ];
        let complaint = |(way, result): (&str, Result<(), String>)| {
            result.err().map(|how| format!("{way}: {how}"))
        };
        ways.into_iter().filter_map(complaint).collect()
    })
}

fn compare(row: &Row, said: &str) -> Result<(), String> {
    if said == row.prints {
        Ok(())
    } else {
        Err(format!("it printed\n{said}instead of\n{}", row.prints))
    }
}

fn patiently(
    row: &Row,
    mut run: impl FnMut() -> Result<Option<String>, String>,
) -> Result<(), String> {
    let mut outcome = Ok(());
    for _ in 0..TRIES {
        outcome = run().and_then(|said| said.map_or(Ok(()), |said| compare(row, &said)));
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

fn compile(row: &Row) -> Result<Arc<Program>, String> {
    python::compile(&row.source, "row.py").map_err(|problems| problems[0].to_string())
}

fn options(seed: u64) -> world::Options {
    world::Options {
        seed,
        recorded: primviz::world::Recorded::Lines,
        seeded_schedule: true,
        ..world::Options::default()
    }
}

/// What it printed, to both of its outputs, in order.
#[derive(Default)]
struct Printed(String);

impl Printed {
    fn hear(&mut self, record: &Record) {
        if let Event::Out { text, .. } = &record.event {
            self.0.push_str(text);
        }
    }
}

fn in_virtual_time(row: &Row) -> Result<(), String> {
    let program = compile(row)?;
    for seed in 0..SEEDS {
        let mut world = World::new(program.clone(), options(seed));
        let mut printed = Printed::default();
        let limits = Limits {
            until: None,
            steps: Some(STEPS),
        };
        let stop = run_virtual(&mut world, &limits, &mut |records| {
            for record in records.iter() {
                printed.hear(record);
            }
        });
        compare(row, &printed.0).map_err(|how| format!("seed {seed}: {how}"))?;
        if stop != Stop::Ended {
            return Err(format!("seed {seed}: {stop:?} instead of the end"));
        }
    }
    Ok(())
}

fn on_real_threads(row: &Row) -> Result<Option<String>, String> {
    let program = compile(row)?;
    let world = World::new(program, options(0));
    let options = stage::Options {
        pace: 0,
        speed: 1.0,
        paused: false,
        granularity: Granularity::Line,
        beats: false,
    };
    let stage = Stage::new(move || world, options).map_err(|error| error.to_string())?;
    let mut printed = Printed::default();
    let mut living = 0_usize;
    let deadline = Instant::now() + PATIENCE;
    while let Ok(message) = stage.messages().recv_deadline(deadline) {
        stage.received(1);
        let Message::Record(record) = message else {
            if let Message::Broken(sentence) = message {
                return Err(sentence);
            }
            continue;
        };
        printed.hear(&record);
        match &record.event {
            Event::Spawn(_) => living += 1,
            Event::End { .. } => living -= 1,
            Event::Idle => return Err(format!("nobody can go on, after\n{}", printed.0)),
            _ => {}
        }
        if living == 0 && matches!(record.event, Event::End { .. }) {
            return Ok(Some(printed.0));
        }
    }
    Err(format!("it does not end, and printed\n{}", printed.0))
}

/// A Python that runs one program after the other.
struct Python {
    child: Child,
    programs: ChildStdin,
    answers: BufReader<ChildStdout>,
    minor: u32,
}

#[derive(Deserialize)]
struct Hello {
    minor: u32,
}

#[derive(Deserialize)]
struct Ran {
    out: String,
    status: i32,
}

/// Those that wait for a program.
static IDLE: Mutex<Vec<Python>> = Mutex::new(Vec::new());

impl Python {
    /// `PRIMVIZ_PYTHON` names another than `python3`.
    fn start() -> Option<Self> {
        let name = std::env::var("PRIMVIZ_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut child = Command::new(name)
            .args(["-S", "-E", "tests/conformance/serve.py"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let programs = child.stdin.take()?;
        let mut answers = BufReader::new(child.stdout.take()?);
        let mut line = String::new();
        answers.read_line(&mut line).ok()?;
        let Hello { minor } = serde_json::from_str(&line).ok()?;
        Some(Self {
            child,
            programs,
            answers,
            minor,
        })
    }

    fn run(&mut self, source: &str) -> Option<Ran> {
        let program = serde_json::to_string(source).ok()?;
        writeln!(self.programs, "{program}").ok()?;
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        serde_json::from_str(&line).ok()
    }
}

fn under_python3(row: &Row) -> Result<Option<String>, String> {
    if row.source.contains("\nfrom primviz import") {
        return Ok(None);
    }
    let idle = IDLE.lock().unwrap().pop();
    let Some(mut python) = idle.or_else(Python::start) else {
        eprintln!("skipped: there is no python3 here");
        return Ok(None);
    };
    if python.minor < row.since {
        eprintln!(
            "skipped: this is Python 3.{}, and {} needs 3.{}",
            python.minor, row.id, row.since
        );
        IDLE.lock().unwrap().push(python);
        return Ok(None);
    }
    let Some(ran) = python.run(&row.source) else {
        let _ = python.child.kill();
        return Err("it has gone without an answer".to_owned());
    };
    IDLE.lock().unwrap().push(python);
    match ran.status {
        0 => Ok(Some(ran.out)),
        status => Err(format!("exit status {status}, after\n{}", ran.out)),
    }
}
