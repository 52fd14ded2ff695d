//! PRV-02: the records of real runs never leave the legal states, and the model that they build ends where the run
//! ended; written and read again they build it once more.

use std::path::Path;
use std::sync::Arc;

use primviz::model::Model;
use primviz::model::Verdict;
use primviz::model::check::{Checker, faults};
use primviz::trace::{Lines, Reader, Record, TaskId, TaskKind};
use primviz::world::{Options, Outcome, Status, World};
use primviz::{python, scene};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Steps after which a run that does not end by itself is left.
const STEPS: usize = 20_000;

/// Runs a program in virtual time under a schedule drawn from `seed`; answers what it asks.
fn run(name: &str, source: &str, seed: u64) -> (World, Vec<Record>, bool) {
    let program =
        python::compile(source, name).unwrap_or_else(|problems| panic!("{name}: {}", problems[0]));
    let options = Options {
        seed,
        recorded: primviz::world::Recorded::Lines,
        argv: vec![name.to_owned()],
        ..Options::default()
    };
    let mut world = World::new(Arc::clone(&program), options);
    let mut lots = SmallRng::seed_from_u64(seed);
    let mut records = Vec::new();
    let mut answers = ["3", "2", "1", "5", "q"].into_iter();
    for _ in 0..STEPS {
        let ready: Vec<TaskId> = world.tasks().filter(|&task| world.runnable(task)).collect();
        if !ready.is_empty() {
            let task = ready[lots.random_range(0..ready.len())];
            let _: Outcome = world.step(task);
            let next = world.now() + 1;
            world.advance(next);
        } else if world.asker().is_some() {
            world.answer(answers.next().map(str::to_owned));
        } else {
            let deadline = world
                .next_deadline()
                .filter(|_| world.status() == Status::Running);
            let Some(deadline) = deadline else {
                world.drain_events(&mut records);
                return (world, records, true);
            };
            world.advance(deadline);
        }
        world.drain_events(&mut records);
    }
    (world, records, false)
}

fn hold(name: &str, source: &str, seed: u64) {
    let (world, records, over) = run(name, source, seed);
    let mut checker = Checker::default();
    for (index, record) in records.iter().enumerate() {
        let mut wrong = checker.apply_quickly(record);
        if index % 257 == 0 {
            wrong.extend(faults(&checker.model));
        }
        assert!(
            wrong.is_empty(),
            "{name}, seed {seed}, record {index} {record:?}: {wrong:#?}"
        );
    }
    let model = &checker.model;
    assert_eq!(faults(model), Vec::<String>::new(), "{name}, seed {seed}");
    let living: Vec<TaskId> = world.tasks().filter(|&task| world.alive(task)).collect();
    let told = model
        .tasks
        .iter()
        .filter(|task| !task.is_over() && task.kind != TaskKind::Lecturer);
    assert_eq!(
        told.map(|task| task.id).collect::<Vec<_>>(),
        living,
        "{name}, seed {seed}: who lives"
    );
    if over {
        let expected = match world.status() {
            Status::Ended => matches!(model.verdict, Verdict::Ended),
            Status::Quiet => !matches!(model.verdict, Verdict::Ended | Verdict::Running),
            Status::Running => false,
        };
        assert!(
            expected,
            "{name}, seed {seed}: {:?} but {:?}",
            world.status(),
            model.verdict
        );
    }
    again(name, &records, model);
}

/// The trace as a file builds the same model.
fn again(name: &str, records: &[Record], model: &Model) {
    let mut lines = Lines::default();
    for record in records {
        lines.write(record);
    }
    let mut replayed = Model::default();
    for record in Reader::new(lines.page().text()) {
        let record = record.unwrap_or_else(|error| panic!("{name}: {error}"));
        replayed.apply(&record, record.time);
    }
    assert_eq!(format!("{replayed:?}"), format!("{model:?}"), "{name}");
}

#[test]
fn prv_02_every_scene_stays_within_the_legal_states() {
    for scene in scene::list() {
        for variant in &scene.variants {
            for seed in 0..3 {
                hold(&variant.file, &variant.source, seed);
            }
        }
    }
}

#[test]
fn prv_02_the_notes_programs_stay_within_the_legal_states() {
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notes");
    let names = [
        "12_mp_joinablequeue",
        "13_mp_joinablequeue_producer_process",
        "18_mp_semaphore_toilet",
        "19b_mp_event_traffic_cars",
        "33_race_no_lock",
        "35_deadlock",
        "36_rlock_remedy",
        "37_thread_semaphore",
        "42_condition_notify",
        "43_condition_wait_for",
        "44_timer",
        "45_queue_fifo",
        "46_queue_lifo",
        "47_queue_priority",
    ];
    for name in names {
        let Ok(source) = std::fs::read_to_string(notes.join(format!("{name}.py"))) else {
            eprintln!("skipped: {name}.py is not here");
            continue;
        };
        for seed in 0..2 {
            hold(name, &source, seed);
        }
    }
}
