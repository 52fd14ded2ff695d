//! The behaviour that `CPython`'s own tests demand, row by row, as Python programs of ours (`tests/conformance/*.py`).
//!
//! Each line that a program prints begins with the row it shows; what it must print lies beside it (`*.out`). The same
//! program runs here in virtual time under several seeds, on real threads, and under python3 where there is one, and
//! says the same everywhere. What can be told of a primitive alone is tested in `src/primitive/tests`.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use common::{Ran, finish, has, run};

const SEEDS: u32 = 8;

fn path(program: &str, extension: &str) -> String {
    format!("tests/conformance/{program}.{extension}")
}

fn expected(program: &str) -> String {
    fs::read_to_string(path(program, "out")).unwrap()
}

/// Compares line by line, so that a failure names its row.
fn compare(program: &str, ran: &Ran) -> Result<(), String> {
    let expected = expected(program);
    let lines = ran.out.lines().zip(expected.lines());
    let differs = lines.clone().find(|(said, wanted)| said != wanted);
    if let Some((said, wanted)) = differs {
        return Err(format!("said {said:?} instead of {wanted:?}\n{}", ran.err));
    }
    if ran.out != expected || ran.status != 0 || !ran.err.is_empty() {
        let said = lines.count();
        return Err(format!(
            "exit status {} after {said} lines\n{}",
            ran.status, ran.err
        ));
    }
    Ok(())
}

fn virtual_time(program: &str) {
    for seed in 0..SEEDS {
        let seed = seed.to_string();
        let ran = run(&[&path(program, "py"), "--headless", "--seed", &seed]);
        if let Err(how) = compare(program, &ran) {
            panic!("{program} in virtual time, seed {seed}: {how}");
        }
    }
}

/// A real clock on a busy machine can be late for the programs' margins: once in three tries it must not be.
fn with_patience(program: &str, mut attempt: impl FnMut() -> Ran) {
    let mut outcome = Ok(());
    for _ in 0..3 {
        outcome = compare(program, &attempt());
        if outcome.is_ok() {
            return;
        }
    }
    if let Err(how) = outcome {
        panic!("{program}: {how}");
    }
}

fn real_threads(program: &str) {
    with_patience(program, || {
        run(&[&path(program, "py"), "--headless", "--real-time"])
    });
}

fn python3(program: &str, minor: u32) {
    if !has("python3") {
        return;
    }
    let mut ask = Command::new("python3");
    ask.args(["-c", "import sys; print(sys.version_info[1])"]);
    let here: u32 = finish(ask, "").out.trim().parse().unwrap();
    if here < minor {
        eprintln!("skipped: this is python 3.{here}, and {program} needs 3.{minor}");
        return;
    }
    with_patience(program, || {
        let mut python = Command::new("python3");
        python.current_dir(env!("CARGO_MANIFEST_DIR"));
        python.args(["-B", &path(program, "py")]);
        finish(python, "")
    });
}

macro_rules! conformance {
    ($($program:ident, $rows:ident, $minor:literal;)*) => {
        mod virtual_time {
            $(#[test] fn $rows() { super::virtual_time(stringify!($program)); })*
        }
        mod real_threads {
            $(#[test] fn $rows() { super::real_threads(stringify!($program)); })*
        }
        mod under_python3 {
            $(#[test] fn $rows() { super::python3(stringify!($program), $minor); })*
        }
        const PROGRAMS: &[&str] = &[$(stringify!($program)),*];
    };
}

conformance! {
    lock, lck_01_to_24, 9;
    rlock, rlk_01_to_10, 9;
    event, evt_01_to_10, 9;
    condition, cnd_01_to_24, 9;
    semaphore, sem_01_to_30_and_bsm_01_to_05, 9;
    queue_family, que_01_to_29_and_smq_01_to_08, 9;
    shutdown, shd_01_to_11, 13;
    barrier, bar_02_to_18, 9;
    thread, thr_01_to_04_and_tim_01_to_05, 9;
    processes, rows_of_multiprocessing, 9;
}

/// Rows that no program can show from inside: hooks that only C or the standard library calls, states too short to be
/// seen. The unit tests of the primitives have them.
const ELSEWHERE: &[&str] = &[
    "RLK-03", "RLK-04", "RLK-05", "RLK-07", "CND-25", "SMQ-07", "BAR-01", "BAR-19", "BAR-20",
];

#[test]
fn every_row_has_a_program_that_shows_it() {
    let families = [
        ("LCK", 24),
        ("RLK", 10),
        ("EVT", 10),
        ("CND", 25),
        ("BSM", 5),
        ("BAR", 20),
        ("QUE", 29),
        ("SHD", 11),
        ("SMQ", 8),
        ("THR", 4),
        ("TIM", 5),
    ];
    let rows = families
        .into_iter()
        .flat_map(|(family, last)| (1..=last).map(move |n| format!("{family}-{n:02}")));
    let semaphores = [(1..=16), (20..=22), (30..=30)]
        .into_iter()
        .flatten()
        .map(|n| format!("SEM-{n:02}"));
    let shown: BTreeSet<String> = PROGRAMS
        .iter()
        .flat_map(|program| expected(program).lines().map(row).collect::<Vec<_>>())
        .collect();
    let missing: Vec<_> = rows
        .chain(semaphores)
        .filter(|row| !shown.contains(row) && !ELSEWHERE.contains(&row.as_str()))
        .collect();
    assert!(missing.is_empty(), "no program shows {missing:?}");
}

fn row(line: &str) -> String {
    line.split(' ').next().unwrap_or_default().to_owned()
}
