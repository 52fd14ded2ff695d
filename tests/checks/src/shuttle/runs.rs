//! What is run how often, and what is reported.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use shuttle::scheduler::{PctScheduler, RandomScheduler, ReplayScheduler, Scheduler};
use shuttle::{Config, FailurePersistence, MaxSteps, Runner};

use crate::mutants::By;
use crate::stages;
use crate::{house, hunt};

const HELP: &str = "\
usage: shuttle [--schedules N] [--seed S] [--only TEXT] [--mutant NAME] [--replay FILE]

  --schedules N  random schedules of all cases together, and as many of PCT (20000)
  --seed S       what they are drawn from (1)
  --only TEXT    the cases whose names contain this, and no mutants
  --mutant NAME  this mutant alone
  --replay FILE  the one schedule in the file, as a failing run prints it; with --only";

/// Priority changes in a PCT schedule, and one.
const DEPTH: usize = 4;

/// Choices in a schedule; one that makes more than that turns in a circle.
const MOST_STEPS: usize = 200_000;

/// Schedules within which a mutant has to be found.
const HUNT: usize = 12_000;

/// What to do.
pub struct Arguments {
    schedules: usize,
    seed: u64,
    only: Option<String>,
    mutant: Option<String>,
    replay: Option<String>,
}

impl Arguments {
    /// Reads the command line.
    ///
    /// # Errors
    /// The help.
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, &'static str> {
        let mut found = Self {
            schedules: 20_000,
            seed: 1,
            only: None,
            mutant: None,
            replay: None,
        };
        while let Some(word) = words.next() {
            let value = words.next().ok_or(HELP)?;
            match word.as_str() {
                "--schedules" => found.schedules = value.parse().map_err(|_| HELP)?,
                "--seed" => found.seed = value.parse().map_err(|_| HELP)?,
                "--only" => found.only = Some(value),
                "--mutant" => found.mutant = Some(value),
                "--replay" => found.replay = Some(value),
                _ => return Err(HELP),
            }
        }
        Ok(found)
    }
}

/// A script played with a program.
struct Case {
    name: String,
    play: Box<dyn Fn() -> Result<(), String> + Send + Sync>,
}

/// The cases of each stage by name: what ships, and the mutants.
macro_rules! stages {
    ($($name:ident)*) => {
        fn cases(stage: &str) -> Option<Vec<Arc<Case>>> {
            match stage {
                $(stringify!($name) => {
                    let cases = stages::$name::scripts::cases().into_iter().map(|case| {
                        // Compiled here: under the checker stacks are small.
                        drop(case.program.world());
                        Arc::new(Case { name: case.name(), play: Box::new(move || case.play()) })
                    });
                    Some(cases.collect())
                })*
                _ => None,
            }
        }
    };
}
include!(concat!(env!("OUT_DIR"), "/names.rs"));

#[derive(Debug, Clone, Copy)]
enum Policy {
    Random,
    Pct,
}

/// Does what the arguments say.
pub fn run(arguments: &Arguments) -> ExitCode {
    let fine = match (&arguments.mutant, &arguments.replay) {
        (Some(mutant), _) => hunt_one(mutant, arguments.seed),
        (None, Some(file)) => replay(arguments, file),
        (None, None) => {
            let sound = check(arguments);
            sound && (arguments.only.is_some() || hunt::all(By::Shuttle))
        }
    };
    if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn wanted(arguments: &Arguments) -> Vec<Arc<Case>> {
    let only = arguments.only.as_deref().unwrap_or_default();
    let mut cases = cases("shipped").unwrap_or_default();
    cases.retain(|case| case.name.contains(only));
    cases
}

/// What ships holds under every schedule that is drawn.
fn check(arguments: &Arguments) -> bool {
    let cases = wanted(arguments);
    let each = arguments.schedules.div_ceil(cases.len().max(1));
    let begun = Instant::now();
    let failures = AtomicUsize::new(0);
    hunt::each(&cases, |case| {
        let begun = Instant::now();
        for policy in [Policy::Random, Policy::Pct] {
            if let Err(failure) = explore(case, policy, arguments.seed, each, true) {
                println!("{:<28} {policy:?}: {failure}", case.name);
                failures.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
        let took = begun.elapsed().as_secs_f64();
        println!(
            "{:<28} {each:>6} random {each:>6} PCT {took:>7.1} s",
            case.name
        );
    });
    let count = each * cases.len();
    let took = begun.elapsed().as_secs_f64();
    println!("{count} random and {count} PCT schedules in {took:.1} s");
    failures.into_inner() == 0
}

/// Plays a case so many times; how many schedules it took to fail, and of what.
fn explore(
    case: &Arc<Case>,
    policy: Policy,
    seed: u64,
    schedules: usize,
    aloud: bool,
) -> Result<(), String> {
    match policy {
        Policy::Random => under(RandomScheduler::new_from_seed(seed, schedules), case, aloud),
        Policy::Pct => under(
            PctScheduler::new_from_seed(seed, DEPTH, schedules),
            case,
            aloud,
        ),
    }
}

fn under(scheduler: impl Scheduler + 'static, case: &Arc<Case>, aloud: bool) -> Result<(), String> {
    let mut config = Config::new();
    config.stack_size = house::STACK;
    config.silence_warnings = true;
    config.max_steps = MaxSteps::FailAfter(MOST_STEPS);
    if !aloud {
        config.failure_persistence = FailurePersistence::None;
    }
    let case = Arc::clone(case);
    let played = AtomicUsize::new(0);
    let played = Arc::new(played);
    let count = Arc::clone(&played);
    let run = catch_unwind(AssertUnwindSafe(|| {
        Runner::new(scheduler, config).run(move || {
            count.fetch_add(1, Ordering::Relaxed);
            if let Err(fault) = (case.play)() {
                panic!("{fault}");
            }
        })
    }));
    run.map(drop).map_err(|panic| {
        let said = hunt::sentence(panic.as_ref());
        format!("schedule {}: {said}", played.load(Ordering::Relaxed))
    })
}

fn replay(arguments: &Arguments, file: &str) -> bool {
    let schedule = std::fs::read_to_string(file).unwrap_or_default();
    let found = wanted(arguments);
    let [case] = &found[..] else {
        println!("--only means {} cases", found.len());
        return false;
    };
    let scheduler = ReplayScheduler::new_from_encoded(schedule.trim());
    let end = under(scheduler, case, true);
    println!("{}: {end:?}", case.name);
    end.is_ok()
}

/// Looks for a mutant with a few schedules of each case at a time.
fn hunt_one(mutant: &str, seed: u64) -> bool {
    const FEW: usize = 10;
    let Some(cases) = cases(mutant) else {
        println!("there is no mutant {mutant}");
        return false;
    };
    let mut played = 0;
    for round in 0.. {
        for case in &cases {
            for policy in [Policy::Random, Policy::Pct] {
                if let Err(fault) = explore(case, policy, seed + round, FEW, false) {
                    let fault = hunt::brief(&fault);
                    println!(
                        "{mutant}: found by {} ({policy:?}, after {played}): {fault}",
                        case.name
                    );
                    return true;
                }
                played += FEW;
                if played >= HUNT {
                    println!("{mutant}: not found in {played} schedules");
                    return false;
                }
            }
        }
    }
    false
}
