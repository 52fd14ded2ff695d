//! Programs under CPython: one process forks off each run.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::outcome::{End, Outcome};

const DRIVER: &str = include_str!("driver.py");
/// What the driver exits with when a program does not end in its time.
const STUCK: i64 = 99;

/// A program and how to run it.
pub struct Job {
    pub source: String,
    pub runs: usize,
    /// Whether to disturb the schedule.
    pub racy: bool,
    /// Seconds after which it is taken to be stuck.
    pub limit: f64,
}

/// What came of each job: its outcomes and how often each came.
pub fn run(jobs: &[Job]) -> Vec<Vec<(Outcome, u64)>> {
    let mut child = Command::new("python3")
        .args(["-E", "-B", "-c", DRIVER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for job in jobs {
        let ask = json!({
            "source": job.source, "runs": job.runs, "racy": job.racy, "limit": job.limit,
        });
        writeln!(stdin, "{ask}").unwrap();
    }
    drop(stdin);
    let mut answers = vec![Vec::new(); jobs.len()];
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let answer: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let at = answer["job"].as_u64().unwrap() as usize;
        for found in answer["outcomes"].as_array().unwrap() {
            let text = |part: usize| modern(found[part].as_str().unwrap());
            let end = match found[0].as_i64().unwrap() {
                STUCK => End::Stuck,
                status => End::Ended(status as i32),
            };
            let outcome = Outcome::new(end, &text(1), &text(2));
            answers[at].push((outcome, found[3].as_u64().unwrap()));
        }
    }
    assert!(child.wait().unwrap().success(), "the driver failed");
    answers
}

/// Says what older versions said otherwise as version 3.13 does.
fn modern(text: &str) -> String {
    const OLDER: &[(&str, &str)] = &[(
        "timeout value must be positive",
        "timeout value must be a non-negative number",
    )];
    let said = text.to_owned();
    OLDER
        .iter()
        .fold(said, |said, (then, now)| said.replace(then, now))
}
