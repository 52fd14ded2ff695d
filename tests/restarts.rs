//! PRV-01: a run can be left at any moment, and leaves no thread behind. A test binary of its own, so that threads can be
//! counted.
#![cfg(target_os = "linux")]

use primviz::scene;
use primviz::stage::{Granularity, Message, Options, Stage};
use primviz::trace::Event;
use primviz::world::{self, World};

const RESTARTS: usize = 2000;

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").expect("proc").count()
}

#[test]
fn prv_01_two_thousand_restarts_of_the_deadlock_end_with_the_threads_that_they_began_with() {
    let scene = scene::find("deadlock").expect("it is embedded");
    let program = scene.plain().program().expect("it compiles");
    let before = threads();
    for round in 0..RESTARTS {
        let options = world::Options {
            seed: round as u64,
            lecturer: true,
            recorded: primviz::world::Recorded::Lines,
            ..world::Options::default()
        };
        let stage = Stage::new(
            {
                let program = program.clone();
                move || World::new(program, options)
            },
            Options {
                pace: 0,
                // A second's sleep in the program takes a millisecond: some runs get to the deadlock.
                speed: 1000.0,
                paused: false,
                granularity: Granularity::Line,
                beats: false,
            },
        )
        .expect("threads");
        // Left before the first line, in the middle, or when nobody can run any more.
        let enough = round % 401;
        for (count, message) in stage.messages().iter().enumerate() {
            stage.received(1);
            let stuck = matches!(&message, Message::Record(record) if record.event == Event::Idle);
            if count >= enough || stuck {
                break;
            }
        }
    }
    assert_eq!(threads(), before);
}
