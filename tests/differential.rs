//! primviz against CPython: random calls of one thread, and generated programs of several (docs/testing.md).
//!
//! Programs whose threads take turns have one outcome, which both must show. Of programs that race, everything that CPython shows must
//! be among what a search of all schedules finds.

mod common;

#[path = "differential/calls.rs"]
mod calls;
#[path = "differential/generate.rs"]
mod generate;
#[path = "differential/outcome.rs"]
mod outcome;
#[path = "differential/program.rs"]
mod program;
#[path = "differential/python.rs"]
mod python;
#[path = "differential/shrink.rs"]
mod shrink;
#[path = "differential/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use common::has;
use outcome::{End, Outcome};
use primviz::explore::{Bounds, Clock, Ending, explore};
use primviz::python::compile;
use primviz::trace::Event;
use primviz::world::{Limits, Options, Recorded, Stop, World, run_virtual};
use program::Program;
use python::Job;

/// Programs that the usual run holds against CPython: those that take turns, and those that race.
const TURNS: u64 = 700;
/// The same.
const RACES: u64 = 50;
/// Schedules that are drawn for a program that has one outcome.
const SEEDS: u64 = 2;
/// States that a search may have; a program that has more is left out.
const STATES: u64 = 1_000;
/// How often CPython runs a program that races.
const RUNS: usize = 12;
/// How often that is repeated for a program that was made smaller.
const ROUNDS: usize = 4;
/// Smaller programs that are tried.
const SHRINKS: u64 = 600;
/// Programs that CPython forks off in one go.
const BATCH: usize = 64;
/// Seconds after which a program that must end is taken to be stuck, one that may be, and one that may be if it is not late.
const PATIENCE: (f64, f64, f64) = (20.0, 0.3, 3.0);

fn number(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| text.parse().unwrap())
}

/// Seeds of the programs: from `DIFFERENTIAL_FROM` on, `DIFFERENTIAL_PROGRAMS` of them, or as many as the `DIFFERENTIAL_MINUTES`
/// let pass.
fn seeds(otherwise: u64) -> Vec<u64> {
    let most = match minutes() {
        0 => otherwise,
        _ => 1_000_000,
    };
    let from = number("DIFFERENTIAL_FROM", 0);
    (from..from + number("DIFFERENTIAL_PROGRAMS", most)).collect()
}

fn minutes() -> u64 {
    number("DIFFERENTIAL_MINUTES", 0)
}

fn world(source: &str, seed: u64) -> Result<World, String> {
    let program = compile(source, "program.py").map_err(|problems| problems[0].to_string())?;
    let options = Options {
        seed,
        recorded: Recorded::Words,
        ..Options::default()
    };
    Ok(World::new(program, options))
}

/// What a program comes to in virtual time under one seed.
fn once(source: &str, seed: u64) -> Result<Outcome, String> {
    let mut world = world(source, seed)?;
    let (mut out, mut err) = (String::new(), String::new());
    let limits = Limits {
        steps: Some(1_000_000),
        ..Limits::default()
    };
    let stop = run_virtual(&mut world, &limits, &mut |records| {
        for record in records.drain(..) {
            if let Event::Out {
                text, err: aside, ..
            } = record.event
            {
                let text = &*text;
                if aside {
                    err.push_str(text);
                } else {
                    out.push_str(text);
                }
            }
        }
    });
    let end = match stop {
        Stop::Ended => End::Ended(world.exit_status()),
        _ => End::Stuck,
    };
    Ok(Outcome::new(end, &out, &err))
}

/// What a program can come to; none if there is too much of it.
fn all(source: &str) -> Result<Option<BTreeSet<Outcome>>, String> {
    let bounds = Bounds {
        states: number("DIFFERENTIAL_STATES", STATES) as usize,
        ..Bounds::default()
    };
    let found = explore(&world(source, 1)?, Clock::Anytime, bounds);
    let outcomes = found.outcomes.keys().map(|outcome| {
        let end = match outcome.ending {
            Ending::Ended(status) => End::Ended(status),
            Ending::Stuck | Ending::Asking => End::Stuck,
        };
        Outcome::new(end, &outcome.out, &outcome.err)
    });
    Ok((!found.bounded).then(|| outcomes.collect()))
}

/// What a program comes to under each seed.
fn here(source: &str) -> Result<Vec<Outcome>, String> {
    (0..SEEDS).map(|seed| once(source, seed)).collect()
}

/// What is wrong with a program that has one outcome, if anything.
fn turns_differ(here: &[Outcome], python: &[(Outcome, u64)]) -> Option<String> {
    let (there, _) = python.first()?;
    let here = here.iter().find(|here| *here != there)?;
    Some(format!("python3: {there}\nprimviz: {here}"))
}

/// What CPython shows of a program that races and the search does not allow.
fn race_differs(
    source: &str,
    allowed: &BTreeSet<Outcome>,
    python: &[(Outcome, u64)],
) -> Option<String> {
    let strange = |python: &[(Outcome, u64)]| {
        let mut shown = python.iter().map(|(there, _)| there);
        shown.find(|there| !allowed.contains(there)).cloned()
    };
    let mut found = strange(python)?;
    let slow = |there: &Outcome| there.end == End::Stuck && may_be_stuck(allowed);
    if slow(&found) && allowed.iter().any(|here| found.begins(here)) {
        // It may be late and not stuck: with more time it would end.
        let again = Job {
            limit: PATIENCE.2,
            ..race_job(source.to_owned(), allowed, RUNS)
        };
        found = strange(&python::run(&[again])[0])?;
    }
    let known: Vec<String> = allowed.iter().take(20).map(|o| format!("  {o}")).collect();
    Some(format!(
        "python3: {found}\nprimviz allows {}:\n{}",
        allowed.len(),
        known.join("\n")
    ))
}

fn may_be_stuck(allowed: &BTreeSet<Outcome>) -> bool {
    allowed.iter().any(|outcome| outcome.end == End::Stuck)
}

fn one_job(source: String, here: &[Outcome]) -> Job {
    let stuck = here.iter().any(|here| here.end == End::Stuck);
    Job {
        source,
        runs: 1,
        racy: false,
        limit: if stuck { PATIENCE.2 } else { PATIENCE.0 },
    }
}

fn race_job(source: String, allowed: &BTreeSet<Outcome>, runs: usize) -> Job {
    Job {
        source,
        runs,
        racy: true,
        limit: if may_be_stuck(allowed) {
            PATIENCE.1
        } else {
            PATIENCE.0
        },
    }
}

/// Shrinks what fails and says it. `how` says of several programs how they fail, if they do.
fn fail(
    seed: u64,
    program: Program,
    first: String,
    how: impl Fn(&[Program]) -> Vec<Option<String>>,
) -> String {
    eprintln!("seed {seed} differs; shrinking");
    let mut said = first;
    let small = shrink::shrink(
        program,
        |candidates| {
            let found = how(candidates);
            let first = found.iter().position(Option::is_some)?;
            found[first].as_ref()?.clone_into(&mut said);
            Some(first)
        },
        number("DIFFERENTIAL_SHRINKS", SHRINKS) as usize,
    );
    format!("seed {seed}\n\n{}\n{said}\n", small.text())
}

fn how_turns_fail(programs: &[Program]) -> Vec<Option<String>> {
    let here = programs.iter().map(|program| here(&program.text()));
    let here: Vec<_> = here.map(Result::unwrap_or_default).collect();
    let pairs = programs.iter().zip(&here);
    let jobs = pairs.map(|(program, here)| one_job(program.text(), here));
    let answers = python::run(&jobs.collect::<Vec<_>>());
    let pairs = here.iter().zip(answers);
    pairs
        .map(|(here, answer)| turns_differ(here, &answer))
        .collect()
}

fn how_races_fail(programs: &[Program]) -> Vec<Option<String>> {
    let mut failures = vec![None; programs.len()];
    let mut searched = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        if let Ok(Some(allowed)) = all(&program.text()) {
            searched.push((at, allowed));
        }
    }
    // What fails often is seen soon.
    for _ in 0..ROUNDS {
        let jobs = searched.iter();
        let jobs = jobs.map(|(at, allowed)| race_job(programs[*at].text(), allowed, RUNS));
        let answers = python::run(&jobs.collect::<Vec<_>>());
        for ((at, allowed), answer) in searched.iter().zip(answers) {
            failures[*at] = race_differs(&programs[*at].text(), allowed, &answer);
        }
        if failures.iter().any(Option::is_some) {
            break;
        }
    }
    failures
}

fn tell(kind: &str, failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} of the {kind} differ\n\n{}",
        failures.len(),
        failures.join("\n----\n")
    );
}

/// Holds programs against CPython, some dozens at a time; how many, and what failed. `prepare` says what a program needs to be judged, none if it cannot be.
fn hold<T: Send>(
    seeds: &[u64],
    generate: fn(u64) -> Program,
    prepare: impl Fn(&Program) -> Result<Option<T>, String> + Sync,
    job: fn(&Program, &T) -> Job,
    mut judge: impl FnMut(&Program, &T, &[(Outcome, u64)]) -> Option<String>,
    again: fn(&[Program]) -> Vec<Option<String>>,
) -> (usize, Vec<String>) {
    let mut held = 0;
    let mut failures = Vec::new();
    let (begun, minutes) = (Instant::now(), minutes());
    let prepare = |seeds: &[u64]| -> Vec<(u64, Program, Result<T, String>)> {
        let programs = seeds.iter().map(|&seed| (seed, generate(seed)));
        programs
            .filter_map(|(seed, program)| {
                let prepared = prepare(&program).transpose()?;
                Some((seed, program, prepared))
            })
            .collect()
    };
    let mut chunks = seeds.chunks(BATCH);
    let mut next = chunks.next().map(&prepare);
    while let Some(batch) = next.take() {
        let (good, bad): (Vec<_>, Vec<_>) =
            batch.into_iter().partition(|(.., known)| known.is_ok());
        for (seed, program, problem) in bad {
            let problem = problem.err().unwrap_or_default();
            failures.push(format!("seed {seed}: {problem}\n{}", program.text()));
        }
        let good: Vec<_> = good
            .into_iter()
            .filter_map(|(seed, program, known)| Some((seed, program, known.ok()?)))
            .collect();
        let jobs = good.iter().map(|(_, program, known)| job(program, known));
        let jobs: Vec<_> = jobs.collect();
        // While CPython runs one batch, the next is prepared.
        let answers = std::thread::scope(|scope| {
            let answers = scope.spawn(|| python::run(&jobs));
            next = chunks.next().map(&prepare);
            answers.join().unwrap()
        });
        for ((seed, program, known), answer) in good.into_iter().zip(answers) {
            if let Some(how) = judge(&program, &known, &answer) {
                failures.push(fail(seed, program, how, again));
            }
        }
        held += BATCH.min(seeds.len() - held);
        let late = minutes > 0 && begun.elapsed() > Duration::from_mins(minutes);
        if failures.len() > 3 || late {
            break;
        }
    }
    (held, failures)
}

#[test]
fn programs_whose_threads_take_turns_do_what_they_do_under_python3() {
    if !has("python3") {
        return;
    }
    let begun = Instant::now();
    let (held, failures) = hold(
        &seeds(TURNS),
        generate::turns,
        |program| here(&program.text()).map(Some),
        |program, here| one_job(program.text(), here),
        |_, here, there| turns_differ(here, there),
        how_turns_fail,
    );
    eprintln!("{held} programs that take turns: {:?}", begun.elapsed());
    tell("programs that take turns", &failures);
}

#[test]
fn what_races_do_under_python3_is_among_what_the_search_allows() {
    if !has("python3") {
        return;
    }
    let begun = Instant::now();
    let (mut searched, mut several, mut seen, mut possible) = (0, 0, 0, 0);
    let (held, failures) = hold(
        &seeds(RACES),
        generate::race,
        |program| all(&program.text()),
        |program, allowed| race_job(program.text(), allowed, RUNS),
        |program, allowed, there| {
            searched += 1;
            several += u64::from(allowed.len() > 1);
            let shown: BTreeSet<_> = there.iter().map(|(one, _)| one).collect();
            seen += shown.iter().filter(|one| allowed.contains(**one)).count();
            possible += allowed.len();
            race_differs(&program.text(), allowed, there)
        },
        how_races_fail,
    );
    eprintln!(
        "{searched} of {held} races searched to the end, {several} with several outcomes; python3 has shown {seen} of {possible}: {:?}",
        begun.elapsed()
    );
    tell("races", &failures);
}

/// `DIFFERENTIAL_FILES`: programs of your own, held against python3 as races.
#[test]
fn programs_given_do_under_python3_what_the_search_allows() {
    let files = std::env::var("DIFFERENTIAL_FILES").unwrap_or_default();
    for file in files.split_whitespace() {
        let source = std::fs::read_to_string(file).unwrap();
        let allowed = all(&source).unwrap().expect("too many states");
        let answers = python::run(&[race_job(source.clone(), &allowed, RUNS * 10)]);
        let differs = race_differs(&source, &allowed, &answers[0]);
        for outcome in &allowed {
            let times = answers[0].iter().find(|(there, _)| there == outcome);
            eprintln!("{:>6} {outcome}", times.map_or(0, |(_, count)| *count));
        }
        assert_eq!(differs.unwrap_or_default(), "", "{file}");
    }
}
