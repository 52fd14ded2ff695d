//! What is run how often, and what is reported.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, thread};

use shuttle::scheduler::{PctScheduler, RandomScheduler, ReplayScheduler, Scheduler};
use shuttle::{Config, FailurePersistence, Runner};

use crate::stages;
use crate::{house, mutants};

const HELP: &str = "\
usage: shuttle [--schedules N] [--seed S] [--only TEXT] [--mutant NAME] [--replay FILE]

  --schedules N  random schedules of all cases together, and as many of PCT (20000)
  --seed S       what they are drawn from (1)
  --only TEXT    the cases whose names contain this, and no mutants
  --mutant NAME  this mutant alone
  --replay FILE  the one schedule in the file, as a failing run prints it; with --only";

/// Priority changes in a PCT schedule, and one.
const DEPTH: usize = 4;

/// Schedules within which a mutant has to be found.
const HUNT: usize = 6000;

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
        (Some(mutant), _) => hunt(mutant, arguments.seed),
        (None, Some(file)) => replay(arguments, file),
        (None, None) => {
            let sound = check(arguments);
            sound && (arguments.only.is_some() || hunt_all())
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
    let next = AtomicUsize::new(0);
    let failures = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let begun = Instant::now();
                    let held = [Policy::Random, Policy::Pct].into_iter().all(|policy| {
                        let failure = explore(case, policy, arguments.seed, each, true).err();
                        if let Some(failure) = &failure {
                            println!("{:<28} {policy:?}: {failure}", case.name);
                        }
                        failure.is_none()
                    });
                    if held {
                        let took = begun.elapsed().as_secs_f64();
                        println!(
                            "{:<28} {each:>6} random {each:>6} PCT {took:>7.1} s",
                            case.name
                        );
                    } else {
                        failures.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
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
        let said = panic
            .downcast_ref::<String>()
            .map_or("failed", String::as_str);
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

/// Each mutant has to be found; each in a process of its own, for its end may be an untidy one.
fn hunt_all() -> bool {
    let begun = Instant::now();
    let mut found = 0;
    for mutant in mutants::ALL {
        let output = env::current_exe().and_then(|program| {
            Command::new(program)
                .args(["--mutant", mutant.name])
                .stderr(Stdio::null())
                .output()
        });
        match output {
            Ok(output) => {
                print!("{}", String::from_utf8_lossy(&output.stdout));
                found += usize::from(output.status.success());
            }
            Err(error) => println!("{}: {error}", mutant.name),
        }
    }
    let took = begun.elapsed().as_secs_f64();
    println!(
        "{found} of {} mutants found in {took:.1} s",
        mutants::ALL.len()
    );
    found == mutants::ALL.len()
}

/// Looks for a mutant with a few schedules of each case at a time.
fn hunt(mutant: &str, seed: u64) -> bool {
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
                    let fault = fault.lines().next().unwrap_or_default();
                    let fault: String = fault.chars().take(110).collect();
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
