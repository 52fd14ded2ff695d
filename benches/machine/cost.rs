//! What a command takes, and the least of several runs that take turns.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each side runs.
const RUNS: usize = 7;

/// What a command takes, in seconds: time that passes, and time of processors.
#[derive(Clone, Copy)]
pub struct Cost {
    pub passed: f64,
    pub spent: f64,
}

impl Cost {
    const MOST: Cost = Cost {
        passed: f64::INFINITY,
        spent: f64::INFINITY,
    };

    /// Runs a command once.
    pub fn of(command: &mut Command) -> Cost {
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

/// The shortest runs of commands that take turns, in seconds of processor time.
pub fn shortest(mut sides: Vec<Command>) -> Vec<f64> {
    let mut best = vec![Cost::MOST; sides.len()];
    for _ in 0..RUNS {
        for (side, best) in sides.iter_mut().zip(&mut best) {
            *best = best.or(Cost::of(side));
        }
    }
    best.iter().map(|cost| cost.spent).collect()
}

/// The shortest runs without and with a trace, which is a new file each time.
pub fn traced(program: impl Fn() -> Command, trace: &Path) -> [Cost; 2] {
    let mut best = [Cost::MOST; 2];
    for _ in 0..RUNS {
        best[0] = best[0].or(Cost::of(&mut program()));
        let _ = fs::remove_file(trace);
        best[1] = best[1].or(Cost::of(program().arg("--trace").arg(trace)));
    }
    best
}

/// Processor time of the children that have ended, to a hundredth of a second.
fn spent_by_children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(") ").next()?.split(' ').skip(13);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks()? + ticks()?) * 10))
}
