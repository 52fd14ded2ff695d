//! The speed of the machine: headless, in virtual time, side by side with `python3` on the same files, a table of times and of how
//! many times `python3`'s time they are. `cargo bench --bench machine`.
//!
//! `-- NAME…` takes only the rows whose name contains one of the words. Runs of all sides alternate and the shortest of each
//! counts, in processor time, so that what else the machine does matters little. A trace is written by a thread of its own
//! while the run goes on: there the time that passes counts, and a busy machine shows. `-- notes` takes the long programs of
//! the notes, if they are there, once each.

mod cost;
mod memory;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cost::{Cost, shortest, traced};
use rows::{EVENTS, LANGUAGE, LIBRARY, MEAN, Row, THREADS};

const BINARY: &str = env!("CARGO_BIN_EXE_primviz");
/// The versions that are compared with, if they are there; the last one counts.
const VERSIONS: [&str; 2] = ["3.11", "3.13"];
/// How many times slower a run may be while its trace is written.
const TRACED: f64 = 2.0;
/// How much memory the last nine of ten million events may take, in MB.
const GROWTH: f64 = 0.5;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let file = folder.path().join("program.py");
    let written = |source: &str| {
        fs::write(&file, source).expect("temporary files can be written");
        file.as_path()
    };
    let pythons = pythons();
    if !pythons.is_empty() {
        print!("{:<26}", "processor time");
        for (version, _) in &pythons {
            print!(" {version:>10}");
        }
        println!(" {:>10} {:>7} {:>7}", "primviz", "times", "most");
        let ratios: Vec<f64> = (LANGUAGE.iter().filter(|row| wanted(row.name)))
            .map(|row| side_by_side(row, &pythons, written(row.source)))
            .collect();
        if ratios.len() == LANGUAGE.len() {
            let mean = ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64;
            let sign = sign(mean.exp() > MEAN, "too slow");
            println!(
                "geometric mean of these: {:.2}, at most {MEAN}{sign}",
                mean.exp()
            );
        }
        for row in LIBRARY.iter().chain(THREADS).filter(|row| wanted(row.name)) {
            side_by_side(row, &pythons, written(row.source));
        }
    }
    if wanted("with trace") {
        println!(
            "\n{:<26} {:>9} {:>9} {:>7} {:>7} {:>9}",
            "with trace", "without", "with", "times", "most", "processor"
        );
        let trace = folder.path().join("trace.jsonl");
        for row in THREADS {
            let file = written(row.source);
            let [without, with] = traced(|| headless(file), &trace);
            let ratio = with.passed / without.passed;
            println!(
                "{:<26} {:>7.3} s {:>7.3} s {ratio:>7.2} {TRACED:>7.1} {:>9.2}{}",
                row.name,
                without.passed,
                with.passed,
                with.spent / without.spent,
                sign(ratio > TRACED, "too slow"),
            );
        }
    }
    if words.iter().any(|word| word == "notes") {
        notes();
    }
    if wanted("memory of 10 million events") {
        let (records, growth) = memory::memory(headless(written(EVENTS)));
        let sign = sign(growth > GROWTH, "too much");
        println!(
            "\nmemory of 10 million events: {growth:.2} MB from the first million to the last of {records}, at most {GROWTH}{sign}"
        );
    }
}

fn sign(missed: bool, how: &str) -> String {
    if missed {
        format!("   <-- {how}")
    } else {
        String::new()
    }
}

/// Runs a program under all, prints its row, and says how many times the last `python3`'s time ours is.
fn side_by_side(row: &Row, pythons: &[(String, PathBuf)], file: &Path) -> f64 {
    let theirs = pythons.iter().map(|(_, python)| plain(python, file));
    let times = shortest(theirs.chain([headless(file)]).collect());
    let [.., last, ours] = times[..] else {
        return f64::NAN;
    };
    let ratio = ours / last;
    print!("{:<26}", row.name);
    for time in &times {
        print!(" {time:>8.3} s");
    }
    let most = (row.most).map_or_else(String::new, |most| format!("{most:.1}"));
    let missed = row.most.is_some_and(|most| ratio > most);
    println!(" {ratio:>7.2} {most:>7}{}", sign(missed, "too slow"));
    ratio
}

/// The interpreters that are there, by version; what is not is said.
fn pythons() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for version in VERSIONS {
        match interpreter(version) {
            Some(path) => found.push((format!("python{version}"), path)),
            None => println!("python{version} skipped: it is not there"),
        }
    }
    if found.is_empty() {
        match asked("python3") {
            Some((version, path)) => found.push((format!("python{version}"), path)),
            None => println!("skipped: there is no python3 to compare with"),
        }
    }
    found
}

/// The interpreter of a version: by its name, or where `pyenv` keeps it.
fn interpreter(version: &str) -> Option<PathBuf> {
    let kept = std::env::home_dir().map(|home| home.join(".pyenv/versions"));
    let kept = kept.and_then(|folder| fs::read_dir(folder).ok());
    let mut named: Vec<PathBuf> = (kept.into_iter().flatten().flatten())
        .filter(|entry| {
            let name = entry.file_name();
            let rest = name.to_str().and_then(|name| name.strip_prefix(version));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        .map(|entry| entry.path().join("bin/python3"))
        .collect();
    named.sort();
    let by_name = PathBuf::from(format!("python{version}"));
    let mut candidates = named.into_iter().rev().chain([by_name]);
    candidates.find_map(|path| {
        asked(path)
            .filter(|(found, _)| found == version)
            .map(|(_, path)| path)
    })
}

/// The version of an interpreter, and itself past whatever chooses among several.
fn asked(command: impl AsRef<std::ffi::OsStr>) -> Option<(String, PathBuf)> {
    let ask = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)";
    let answer = Command::new(command).args(["-c", ask]).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let (version, path) = text.trim().split_once(' ')?;
    Some((version.to_owned(), path.into()))
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
        let Some((_, python)) = pythons().pop().filter(|_| file.exists()) else {
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
