//! The simplest driver: virtual time and a schedule drawn from a seed, on whatever thread calls it.

use super::draws::Draws;
use super::{Status, World};
use crate::trace::{Micros, Record, TaskId};

/// How long a task keeps the turn while it meets nothing visible: nobody could tell the difference.
const TURN: u32 = 64;

/// Where a run in virtual time stops, if it does not end by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// Program time.
    pub until: Option<Micros>,
    /// Steps.
    pub steps: Option<u64>,
}

/// Why a run in virtual time stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// All tasks have ended.
    Ended,
    /// Nobody can run, and no time that passes changes that.
    Quiet,
    /// Somebody asks for input, and nobody else can run now.
    Asking,
    /// A limit was met.
    Limit,
}

/// Drives a world in virtual time: whose turn it is is drawn from the world's seed, each step costs a microsecond, and
/// when nobody can run the clock goes on to the next deadline.
#[derive(Debug, Clone)]
pub struct Driver {
    draws: Draws,
}

/// Runs a world in virtual time to its end or a limit. `sink` gets the records as they come.
pub fn run_virtual(
    world: &mut World,
    limits: &Limits,
    sink: &mut dyn FnMut(&mut Vec<Record>),
) -> Stop {
    Driver::new(world).run(world, limits, sink)
}

impl Driver {
    /// A driver that has drawn nothing yet.
    pub fn new(world: &World) -> Self {
        let draws = Draws::new(world.options.seed ^ 0x7363_6865_6475_6c65);
        Self { draws }
    }

    /// Goes on from where it stopped. `sink` gets the records as they come.
    pub fn run(
        &mut self,
        world: &mut World,
        limits: &Limits,
        sink: &mut dyn FnMut(&mut Vec<Record>),
    ) -> Stop {
        let mut records = Vec::new();
        let mut steps = 0;
        loop {
            world.drain_events(&mut records);
            sink(&mut records);
            records.clear();
            if limits.until.is_some_and(|until| world.now() >= until)
                || limits.steps.is_some_and(|most| steps >= most)
            {
                return Stop::Limit;
            }
            if let Some(task) = draw(world, &mut self.draws) {
                let (_, taken) = world.turn(task, TURN);
                steps += u64::from(taken);
                continue;
            }
            // Whoever types is slower than those who can run, and does not keep others from waking up later.
            if world.asker().is_some() {
                return Stop::Asking;
            }
            match (world.status(), world.next_deadline()) {
                (Status::Running, Some(deadline)) => {
                    let until = limits.until.unwrap_or(deadline);
                    world.advance(deadline.min(until));
                }
                (Status::Ended, _) => return Stop::Ended,
                _ => return Stop::Quiet,
            }
        }
    }
}

fn draw(world: &World, draws: &mut Draws) -> Option<TaskId> {
    match world.ready.len() {
        0 => None,
        1 => world.ready.first().copied(),
        count => world.ready.iter().nth(draws.below(count)).copied(),
    }
}
