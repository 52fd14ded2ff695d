//! The seeded schedule in virtual time, on this thread. The same seed gives the same run, whatever the machine does.

use super::{Deaf, Listener, Stopped, hand_on, stdin};
use crate::trace::{Micros, Told};
use crate::world::{Driver, Limits, Stop, World};

/// Steps between two looks at whether the output should be seen.
const STEPS: u64 = 1 << 16;
/// Program time that a person takes to answer while others keep running.
const ANSWER: Micros = 1_000_000;

pub fn drive(
    mut world: World,
    limit: Option<Micros>,
    listener: &mut Listener,
) -> Result<Stopped, Deaf> {
    let mut driver = Driver::new(&world);
    let mut asked: Option<Micros> = None;
    loop {
        let limits = Limits {
            until: limit,
            steps: Some(STEPS),
        };
        let mut heard = Ok(());
        let stop = driver.run(&mut world, &limits, &mut |told| {
            if heard.is_ok() {
                heard = listen(listener, told);
            }
        });
        heard?;
        if let Some(lines) = world.told().lines() {
            hand_on(lines, &mut listener.trace)?;
        }
        listener.flush()?;
        let since = world.asker().map(|_| *asked.get_or_insert(world.now()));
        match stop {
            Stop::Ended | Stop::Quiet => {
                listener.status = world.exit_status();
                // Who narrates has followed every record.
                if listener.narrator.is_none() {
                    for record in world.standing() {
                        listener.follow(&record)?;
                    }
                }
                return Ok(Stopped::Over);
            }
            Stop::Limit if limit.is_some_and(|limit| world.now() >= limit) => {
                return Ok(Stopped::Limit);
            }
            // Whoever types is slower than all who can run, but not for ever.
            Stop::Limit if since.is_none_or(|since| world.now() < since + ANSWER) => {}
            Stop::Limit | Stop::Asking => {
                world.answer(stdin::line());
                asked = None;
            }
        }
    }
}

fn listen(listener: &mut Listener, told: &mut Told) -> Result<(), Deaf> {
    for record in told.records().iter() {
        listener.hear(record)?;
        if listener.narrator.is_some() {
            listener.follow(record)?;
        }
    }
    match told.lines() {
        Some(lines) if lines.page().is_full() => hand_on(lines, &mut listener.trace),
        _ => Ok(()),
    }
}
