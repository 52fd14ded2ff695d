//! A course on concurrency: each program of `tests/course` prints what is recorded beside it, under several schedules here
//! and under python3; and so do the programs of the lecture notes where they lie beside the project.
//!
//! `UPDATE_COURSE=1 cargo test --test course` records anew, with python3.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use common::{Ran, finish, has, note, run_with};
use primviz::python::compile;
use primviz::trace::{Event, NoteKind};
use primviz::world::{Limits, Options, Stop, World, run_virtual};

/// Schedules under which each program has to print the same.
const SEEDS: u64 = 3;

fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/course");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    paths.sort();
    paths
}

fn recorded(path: &Path) -> String {
    let path = path.with_extension("out");
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()))
}

/// What a run printed, and its status if that is not 0.
fn with_status(out: &str, status: i32) -> String {
    match status {
        0 => out.to_owned(),
        _ => format!("{out}[status {status}]\n"),
    }
}

fn python3(path: &str) -> Ran {
    let mut command = Command::new("python3");
    command.args(["-W", "ignore", path]);
    command.current_dir(Path::new(path).parent().unwrap());
    finish(command, "")
}

#[test]
fn the_programs_of_the_course_print_what_is_recorded_under_every_schedule() {
    assert!(programs().len() >= 40);
    for path in programs() {
        let expected = recorded(&path);
        let source = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let program = compile(&source, name).unwrap_or_else(|problems| panic!("{}", problems[0]));
        for seed in 1..=SEEDS {
            let options = Options {
                seed,
                argv: vec![name.to_owned()],
                ..Options::default()
            };
            let mut world = World::new(program.clone(), options);
            let (mut out, mut err) = (String::new(), String::new());
            let limits = Limits {
                steps: Some(20_000_000),
                ..Limits::default()
            };
            let stop = run_virtual(&mut world, &limits, &mut |records| {
                for record in records.drain(..) {
                    match record.event {
                        Event::Out {
                            text, err: false, ..
                        } => out += &text,
                        Event::Out { text, .. }
                        | Event::Note {
                            text,
                            kind: NoteKind::Exception,
                            ..
                        } => err += &text,
                        _ => {}
                    }
                }
            });
            assert_eq!(stop, Stop::Ended, "{name}, seed {seed}\n{out}\n{err}");
            let got = with_status(&out, world.exit_status());
            assert_eq!(got, expected, "{name}, seed {seed}\n{err}");
        }
    }
}

#[test]
fn python3_prints_what_is_recorded_of_the_course() {
    let updates = std::env::var_os("UPDATE_COURSE").is_some();
    if !has("python3") {
        return;
    }
    for few in programs().chunks(4) {
        let runs: Vec<_> = few
            .iter()
            .map(|path| {
                let path = path.clone();
                thread::spawn(move || {
                    let ran = python3(path.to_str().unwrap());
                    (path, ran)
                })
            })
            .collect();
        for run in runs {
            let (path, mut ran) = run.join().unwrap();
            if updates {
                fs::write(
                    path.with_extension("out"),
                    with_status(&ran.out, ran.status),
                )
                .unwrap();
                continue;
            }
            // Sleeps tell an order, and on a busy machine they may tell another: then it is asked again, alone.
            for _ in 0..2 {
                if with_status(&ran.out, ran.status) != recorded(&path) {
                    ran = python3(path.to_str().unwrap());
                }
            }
            let got = with_status(&ran.out, ran.status);
            assert_eq!(got, recorded(&path), "{}\n{}", path.display(), ran.err);
        }
    }
}

/// Lines of the two in no particular order, without what differs from run to run: numbers of processes and threads.
fn likened(out: &str) -> Vec<String> {
    let mut lines: Vec<String> = out
        .lines()
        .map(|line| {
            let digits = |c: char| c.is_ascii_digit();
            let words = line.split_inclusive(|c: char| !c.is_ascii_digit());
            words
                .map(|word| match word.matches(digits).count() {
                    0..=3 => word.to_owned(),
                    _ => word.trim_start_matches(digits).to_owned(),
                })
                .collect()
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn the_threading_programs_of_the_notes_do_what_python3_does() {
    if !has("python3") {
        return;
    }
    // Those that end by themselves within seconds and print the same lines whatever the schedule.
    let notes = [
        ("25_thread_function.py", ""),
        ("26_thread_subclass.py", ""),
        ("29_thread_join_setdaemon.py", ""),
        ("30_thread_methods.py", ""),
        ("34_lock_api.py", ""),
        ("40_event_wait_timeout_fragment.py", ""),
        ("43_condition_wait_for.py", "1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n"),
        ("44_timer.py", ""),
        ("45_queue_fifo.py", ""),
        ("46_queue_lifo.py", ""),
        ("47_queue_priority.py", ""),
    ];
    let runs: Vec<_> = notes
        .into_iter()
        .filter_map(|(name, input)| Some((name, input, note(name)?)))
        .map(|(name, input, path)| {
            thread::spawn(move || {
                let mut python = Command::new("python3");
                python.args(["-W", "ignore", &path]);
                let there = finish(python, input);
                let here = run_with(&[&path, "--headless"], input);
                (name, here, there)
            })
        })
        .collect();
    for run in runs {
        let (name, here, there) = run.join().unwrap();
        assert_eq!(
            likened(&here.out),
            likened(&there.out),
            "{name}\n{}",
            here.err
        );
        assert_eq!(here.status, there.status, "{name}\n{}", here.err);
    }
}
