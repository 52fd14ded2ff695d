//! The simplest driver: virtual time and a schedule drawn from a seed, on whatever thread calls it.

use super::draws::Draws;
use super::{Status, World};
use crate::trace::{Micros, Record, TaskId, Told};

/// How many steps a task keeps the turn while it meets nothing visible and others could run: nobody could tell the
/// difference.
const TURN: u64 = 64;

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
    Driver::new(world).run(world, limits, &mut |told| sink(told.records()))
}

impl Driver {
    /// A driver that has drawn nothing yet.
    pub fn new(world: &World) -> Self {
        let draws = Draws::new(world.options.seed ^ 0x7363_6865_6475_6c65);
        Self { draws }
    }

    /// Goes on from where it stopped. `sink` hears what is told as it comes; whatever records it leaves are forgotten.
    pub fn run(
        &mut self,
        world: &mut World,
        limits: &Limits,
        sink: &mut dyn FnMut(&mut Told),
    ) -> Stop {
        let mut steps = 0;
        loop {
            if world.events.is_news() {
                sink(&mut world.events);
                world.events.records().clear();
            }
            // Nobody asks for these here.
            world.started.clear();
            world.woken.clear();
            let time = limits.until.unwrap_or(Micros::MAX);
            let time = time.saturating_sub(world.now());
            let most = limits.steps.unwrap_or(u64::MAX).saturating_sub(steps);
            let most = most.min(time);
            if most == 0 {
                return Stop::Limit;
            }
            if let Some(task) = draw(world, &mut self.draws) {
                // Where others could run, who has the turn how long must not depend on where the driver stops.
                let alone = world.ready.tasks().len() == 1;
                let turn = if alone { most } else { TURN };
                steps += world.turn(task, turn);
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

impl World {
    /// Steps a task for a while, each step a microsecond, as often as nobody could tell the difference to single ones:
    /// while it meets lines alone, or, if nobody else can run, whatever it meets. It ends before a deadline comes, and
    /// after `most` steps; how many it took comes back.
    fn turn(&mut self, task: TaskId, most: u64) -> u64 {
        let due = self.next_deadline().unwrap_or(Micros::MAX);
        let more = most.min(due.saturating_sub(self.now)).saturating_sub(1);
        self.turn = more;
        self.alone = self.ready.tasks() == [task];
        self.step(task);
        self.alone = false;
        let left = std::mem::take(&mut self.turn);
        self.advance(self.now + 1);
        more - left + 1
    }

    /// A step has come to its end within a turn: whether the task goes on at once.
    pub(super) fn next_in_turn(&mut self) -> bool {
        let goes_on = self.turn > 0 && !(self.alone && self.events.is_full());
        if goes_on {
            self.turn -= 1;
            self.now += 1;
        }
        goes_on
    }

    /// The same after a visible operation: nobody else may want to run now.
    pub(super) fn still_alone(&mut self, task: TaskId) -> bool {
        self.alone && self.ready.tasks() == [task] && self.next_in_turn()
    }
}

fn draw(world: &World, draws: &mut Draws) -> Option<TaskId> {
    match world.ready.tasks() {
        [] => None,
        [task] => Some(*task),
        tasks => Some(tasks[draws.below(tasks.len())]),
    }
}
