//! Runs a program in virtual time under a seeded schedule, without a screen, and hands its records on.

use std::sync::Arc;

use primviz::python::compile;
use primviz::trace::{Micros, Record, TaskId};
use primviz::world::{Options, Status, World};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Program time after which a program that runs for ever is left.
const LIMIT: Micros = 100_000_000;
const STEPS: usize = 200_000;

pub fn run(source: &str, file: &str, seed: u64, mut hear: impl FnMut(&Record)) -> World {
    let program = match compile(source, file) {
        Ok(program) => program,
        Err(problems) => {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", problems.join("\n"));
        }
    };
    let options = Options {
        seed,
        recorded: primviz::world::Recorded::Lines,
        seeded_schedule: true,
        ..Options::default()
    };
    let mut world = World::new(Arc::clone(&program), options);
    let mut lots = SmallRng::seed_from_u64(seed);
    for _ in 0..STEPS {
        for record in world.take_events() {
            hear(&record);
        }
        if world.asker().is_some() {
            world.answer(None);
        }
        let ready: Vec<TaskId> = world.tasks().filter(|&task| world.runnable(task)).collect();
        if !ready.is_empty() {
            let _ = world.step(ready[lots.random_range(0..ready.len())]);
            world.advance(world.now() + 1);
        } else if let (Status::Running, Some(deadline)) = (world.status(), world.next_deadline()) {
            world.advance(deadline);
        } else {
            break;
        }
        if world.now() > LIMIT {
            break;
        }
    }
    for record in world.take_events() {
        hear(&record);
    }
    world
}
