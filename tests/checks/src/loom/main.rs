//! The gate and a small stage under loom: every order, and every value that the memory may show. Then with faults planted.
//!
//! `cargo run -p checks --bin loom -- --help`

#[path = "../hunt.rs"]
mod hunt;
#[expect(dead_code, reason = "what a fault edits is for the build script")]
#[path = "../mutants.rs"]
mod mutants;
mod sync;
mod world;

// The stage's files know these by the names that they have in primviz.
use primviz::trace;

#[expect(
    dead_code,
    clippy::duplicate_mod,
    reason = "the stage's files offer more than is played, and each stage has the plays for itself"
)]
mod stages {
    include!(concat!(env!("OUT_DIR"), "/loom.rs"));
}

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use mutants::By;

const HELP: &str = "\
usage: loom [--bound N] [--only TEXT] [--mutant NAME]

  --bound N      times that a thread of the small stage loses the processor against its will (as each play says)
  --only TEXT    the plays whose names contain this, and no mutants
  --mutant NAME  this mutant alone";

/// Something that loom puts on in every order.
struct Play {
    name: &'static str,
    put_on: fn(),
    /// Times that a thread may lose the processor against its will; none: as often as it can.
    bound: Option<usize>,
}

/// The plays of each stage by name: what ships, and the mutants.
macro_rules! stages {
    ($($name:ident)*) => {
        fn plays(stage: &str) -> Option<Vec<Play>> {
            match stage {
                $(stringify!($name) => {
                    let plays = stages::$name::small::PLAYS.iter();
                    Some(plays.map(|&(name, play, bound)| Play { name, put_on: play, bound }).collect())
                })*
                _ => None,
            }
        }
    };
}
include!(concat!(env!("OUT_DIR"), "/names.rs"));

fn main() -> ExitCode {
    let (mut bound, mut only, mut mutant) = (None, None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match (word.as_str(), words.next()) {
            ("--bound", Some(value)) if value.parse::<usize>().is_ok() => {
                bound = value.parse().ok();
            }
            ("--only", value @ Some(_)) => only = value,
            ("--mutant", value @ Some(_)) => mutant = value,
            _ => {
                eprintln!("{HELP}");
                return ExitCode::from(2);
            }
        }
    }
    let fine = match mutant {
        Some(mutant) => hunt_one(&mutant),
        None => {
            check(bound, only.as_deref().unwrap_or_default())
                && (only.is_some() || hunt::all(By::Loom))
        }
    };
    if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What ships holds in every order.
fn check(bound: Option<usize>, only: &str) -> bool {
    let mut plays = plays("shipped").unwrap_or_default();
    plays.retain(|play| play.name.contains(only));
    let (begun, total) = (Instant::now(), AtomicUsize::new(0));
    let failures = AtomicUsize::new(0);
    hunt::each(&plays, |play| {
        let begun = Instant::now();
        let (count, end) = put_on(play, play.bound.map(|own| bound.unwrap_or(own)));
        total.fetch_add(count, Ordering::Relaxed);
        match end {
            Ok(()) => println!(
                "{:<40} {count:>8} orders {:>7.1} s",
                play.name,
                begun.elapsed().as_secs_f64()
            ),
            Err(fault) => {
                println!("{:<40} order {count}: {fault}", play.name);
                failures.fetch_add(1, Ordering::Relaxed);
            }
        }
    });
    println!(
        "{} orders in {:.1} s",
        total.into_inner(),
        begun.elapsed().as_secs_f64()
    );
    failures.into_inner() == 0
}

/// Puts on a play in every order until it fails; in how many, and of what.
fn put_on(play: &Play, bound: Option<usize>) -> (usize, Result<(), String>) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = bound;
    builder.max_branches = 10_000;
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let body = play.put_on;
    let run = catch_unwind(AssertUnwindSafe(|| {
        builder.check(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            body();
        });
    }));
    let end = run.map_err(|panic| hunt::sentence(panic.as_ref()).to_owned());
    (count.load(Ordering::Relaxed), end)
}

fn hunt_one(mutant: &str) -> bool {
    let Some(plays) = plays(mutant) else {
        println!("there is no mutant {mutant}");
        return false;
    };
    for play in plays {
        let (count, end) = put_on(&play, play.bound);
        if let Err(fault) = end {
            println!(
                "{mutant}: found by {}, order {count}: {}",
                play.name,
                hunt::brief(&fault)
            );
            return true;
        }
    }
    println!("{mutant}: not found");
    false
}
