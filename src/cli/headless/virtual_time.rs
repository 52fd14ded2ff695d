//! The seeded schedule in virtual time, on this thread. The same seed gives the same run, whatever the machine does.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, select_biased};

use super::stdin::Lines;
use super::{Deaf, Listener, Stopped, hand_on};
use crate::trace::{Micros, Told};
use crate::world::{Driver, Limits, Stop, World};

/// Steps between two looks at whether somebody waits for an answer.
const STEPS: u64 = 1 << 16;
/// After how long what was printed is to be seen.
const SEEN: Duration = Duration::from_millis(100);
/// Program time that a person takes to answer while others keep running.
const ANSWER: Micros = 1_000_000;

pub fn drive(
    mut world: World,
    interrupts: &Receiver<()>,
    limit: Option<Micros>,
    listener: &mut Listener,
) -> Result<Stopped, Deaf> {
    let mut driver = Driver::new(&world);
    let mut asked: Option<Micros> = None;
    let mut lines = Lines::new();
    let mut reading = false;
    loop {
        let stop = go_on(&mut driver, &mut world, (interrupts, limit), listener)?;
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
                if !reading {
                    lines.ask().map_err(|error| Deaf::Bug(error.to_string()))?;
                    reading = true;
                }
                select_biased! {
                    recv(interrupts) -> _ => world.interrupt(),
                    recv(lines.answer()) -> line => {
                        world.answer(line.unwrap_or(None));
                        lines.done();
                        reading = false;
                    }
                }
                asked = None;
            }
        }
    }
}

/// Runs on for [`STEPS`], however long they take: what was printed is seen and the program interrupted soon all the same.
fn go_on(
    driver: &mut Driver,
    world: &mut World,
    (interrupts, until): (&Receiver<()>, Option<Micros>),
    listener: &mut Listener,
) -> Result<Stop, Deaf> {
    let end = driver.taken() + STEPS;
    loop {
        if interrupts.try_recv().is_ok() {
            world.interrupt();
        }
        let steps = Some(end.saturating_sub(driver.taken()));
        let limits = Limits { until, steps };
        let begun = Instant::now();
        let goes_on = || interrupts.is_empty() && begun.elapsed() < SEEN;
        let mut heard = Ok(());
        let mut sink = |told: &mut Told| {
            if heard.is_ok() {
                heard = listen(listener, told);
            }
        };
        let stop = driver.run_while(world, &limits, &mut sink, &goes_on);
        heard?;
        if let Some(lines) = world.told().lines() {
            hand_on(lines, &mut listener.trace)?;
        }
        listener.flush()?;
        let late = until.is_some_and(|until| world.now() >= until);
        if stop != Stop::Limit || late || driver.taken() >= end {
            return Ok(stop);
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
