//! Looks for every mutant, each in a process of its own: its end may be an untidy one.

use std::any::Any;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, io, thread};

use crate::mutants::{self, By, Mutant};

/// Runs this program again with each mutant that the checker has to find; whether it found all of them.
pub fn all(checker: By) -> bool {
    let begun = Instant::now();
    let wanted = mutants::ALL
        .iter()
        .filter(|mutant| mutant.found_by == checker || mutant.found_by == By::Both);
    let wanted: Vec<&Mutant> = wanted.collect();
    let found = AtomicUsize::new(0);
    each(&wanted, |mutant| match one(mutant) {
        Ok((line, success)) => {
            println!("{line}");
            found.fetch_add(usize::from(success), Ordering::Relaxed);
        }
        Err(error) => println!("{}: {error}", mutant.name),
    });
    let (found, took) = (found.into_inner(), begun.elapsed().as_secs_f64());
    println!("{found} of {} mutants found in {took:.1} s", wanted.len());
    found == wanted.len()
}

fn one(mutant: &Mutant) -> io::Result<(String, bool)> {
    let output = Command::new(env::current_exe()?)
        .args(["--mutant", mutant.name])
        .stderr(Stdio::null())
        .output()?;
    // A deadlock that is found within a destructor ends the process.
    if output.status.code().is_none() {
        return Ok((format!("{}: found, {}", mutant.name, output.status), true));
    }
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok((said, output.status.success()))
}

/// Does something with every item, on as many threads as there are processors.
pub fn each<T: Sync>(items: &[T], act: impl Fn(&T) + Sync) {
    let left = Mutex::new(items.iter());
    let next = || left.lock().ok()?.next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(item) = next() {
                    act(item);
                }
            });
        }
    });
}

/// What a panic said.
pub fn sentence(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("failed without a word")
}

/// The first line of a fault, and no more than fits beside a name.
pub fn brief(fault: &str) -> String {
    let line = fault.lines().next().unwrap_or_default();
    line.chars().take(110).collect()
}
