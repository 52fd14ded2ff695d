//! The simplest driver: virtual time and a schedule drawn from a seed, on whatever thread calls it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::draws::Draws;
use super::{Status, World};
use crate::trace::{Micros, Record, TaskId, Told};

/// How many steps a task keeps the turn while it meets nothing visible and others could run: nobody could tell the
/// difference.
const TURN: u64 = 64;
/// How many where nobody else could run: not so many that it could not be stopped soon.
const LONG_TURN: u64 = 256;

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

/// Parts of a microsecond: as many as up to sixteen cores can share without a rest.
const MICRO: u32 = 720_720;

/// Drives a world in virtual time: whose turn it is is drawn from the world's seed, each step costs a microsecond of a
/// core, and when nobody can run the clock goes on to the next deadline.
///
/// A process has a core of its own as long as there are some, and its threads share it. So where several processes can run,
/// those go on that have computed least, and a microsecond passes when each core has had one.
#[derive(Debug, Clone)]
pub struct Driver {
    draws: Draws,
    cores: Cores,
    taken: u64,
}

/// What it takes a core to start a process, in steps.
const FORK: u64 = 1000;

/// How long a task goes on for, and what that takes.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    /// Steps that are left, beside the one that runs.
    pub(super) left: u64,
    /// Steps that it has in all; none if nobody counts them.
    granted: u64,
    /// Work in it that is no step, in the time of as many.
    more: u64,
    /// What a step takes of the time of all, in parts of [`MICRO`]: less than a microsecond where several processes
    /// compute at once.
    share: u32,
    /// What has passed of the microsecond that follows `now`.
    part: u32,
}

impl Default for Turn {
    fn default() -> Self {
        Self {
            left: 0,
            granted: 0,
            more: 0,
            share: MICRO,
            part: 0,
        }
    }
}

impl Turn {
    /// One of its steps has come to its end, and there is another.
    #[inline]
    pub(super) fn pass(&mut self, now: &mut Micros) {
        self.left -= 1;
        self.step(now);
    }

    /// The task has started a process, which keeps it busy for a while.
    pub(super) fn fork(&mut self) {
        if self.granted > 0 {
            self.more += FORK;
        }
    }

    /// A step's time passes.
    #[inline]
    fn step(&mut self, now: &mut Micros) {
        self.part += self.share;
        if self.part >= MICRO {
            self.part -= MICRO;
            *now += 1;
        }
    }

    /// Steps that are behind the task that runs.
    pub(super) fn behind(&self) -> u64 {
        self.granted.saturating_sub(self.left + 1)
    }
}

/// What the processes have had of the cores.
#[derive(Debug, Clone, Default)]
struct Cores {
    /// Steps of each process, by number. One that has waited counts as one that has computed as the others did.
    used: Vec<u64>,
    /// What those who could run had at least.
    least: u64,
    /// The processes that can run, each with its tasks that can, as of a change of those who can.
    ready: Vec<(usize, Vec<TaskId>)>,
    /// Which change that was.
    change: Option<u64>,
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
        let cores = Cores::default();
        Self {
            draws,
            cores,
            taken: 0,
        }
    }

    /// How many steps have been taken in all.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// Goes on from where it stopped. `sink` hears what is told as it comes; whatever records it leaves are forgotten.
    pub fn run(
        &mut self,
        world: &mut World,
        limits: &Limits,
        sink: &mut dyn FnMut(&mut Told),
    ) -> Stop {
        self.run_while(world, limits, sink, &|| true)
    }

    /// The same; a limit is met as soon as it should not go on any more.
    pub fn run_while(
        &mut self,
        world: &mut World,
        limits: &Limits,
        sink: &mut dyn FnMut(&mut Told),
        goes_on: &dyn Fn() -> bool,
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
            if most == 0 || !goes_on() {
                return Stop::Limit;
            }
            if let Some((task, at_once)) = self.draw(world) {
                // Where others could run, who has the turn how long must not depend on where the driver stops.
                let alone = world.ready.tasks().len() == 1;
                let turn = if alone { most.min(LONG_TURN) } else { TURN };
                let process = world.process_of(task);
                let took = world.turn(task, turn, at_once);
                self.cores.note(process, took);
                steps += took;
                self.taken += took;
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

    /// Whose turn it is, and how many processes compute at the same time.
    fn draw(&mut self, world: &World) -> Option<(TaskId, u32)> {
        let draws = &mut self.draws;
        match world.ready.tasks() {
            [] => None,
            [task] => Some((*task, 1)),
            tasks if world.processes.len() == 1 => Some((tasks[draws.below(tasks.len())], 1)),
            _ => {
                self.cores.look(world);
                let at_once = (self.cores.ready.len() as u32).min(world.cores());
                let tasks = self.cores.next(draws);
                Some((tasks[draws.below(tasks.len())], at_once))
            }
        }
    }
}

impl Cores {
    /// Takes note of which processes can run.
    fn look(&mut self, world: &World) {
        let change = world.ready.change();
        if self.change.replace(change) == Some(change) {
            return;
        }
        self.used.resize(world.processes.len(), self.least);
        let mut places = FxHashMap::default();
        self.ready.clear();
        for &task in world.ready.tasks() {
            let process = world.process_of(task);
            let place = *places.entry(process).or_insert_with(|| {
                self.used[process] = self.used[process].max(self.least);
                self.ready.push((process, Vec::new()));
                self.ready.len() - 1
            });
            self.ready[place].1.push(task);
        }
    }

    /// The tasks of one of the processes that have computed least, up to a turn more or less.
    fn next(&mut self, draws: &mut Draws) -> &[TaskId] {
        let used = &self.used;
        let had = |place: &usize| used[self.ready[*place].0];
        let places = 0..self.ready.len();
        self.least = places
            .clone()
            .map(|place| had(&place))
            .min()
            .unwrap_or_default();
        let most = self.least + TURN;
        let first = places.clone().filter(|place| had(place) <= most).count();
        let place = draws.below(first);
        let place = places.filter(|place| had(place) <= most).nth(place);
        &self.ready[place.unwrap_or_default()].1
    }

    fn note(&mut self, process: usize, steps: u64) {
        if let Some(used) = self.used.get_mut(process) {
            *used += steps;
        }
    }
}

impl World {
    fn process_of(&self, task: TaskId) -> usize {
        let found = self.tasks.get(task.index()).and_then(Option::as_ref);
        found.map_or(0, |task| task.process)
    }

    /// Steps a task for a while, as often as nobody could tell the difference to single ones: while it meets lines
    /// alone, or, if nobody else can run, whatever it meets. Each step is a microsecond of a core, and `at_once`
    /// processes compute at the same time. It ends before a deadline comes, and after `most` steps; how many it took
    /// comes back.
    fn turn(&mut self, task: TaskId, most: u64, at_once: u32) -> u64 {
        let due = self.next_deadline().unwrap_or(Micros::MAX);
        let until = due
            .saturating_sub(self.now)
            .saturating_mul(u64::from(MICRO));
        let until = until.saturating_sub(u64::from(self.turn.part));
        let turn = &mut self.turn;
        turn.share = (MICRO / at_once.max(1)).max(1);
        turn.granted = most.min(until / u64::from(turn.share)).max(1);
        turn.left = turn.granted - 1;
        self.alone = self.ready.tasks() == [task];
        self.step_free(task);
        self.alone = false;
        let turn = &mut self.turn;
        let took = turn.granted - std::mem::take(&mut turn.left);
        turn.granted = 0;
        turn.step(&mut self.now);
        let more = std::mem::take(&mut turn.more);
        let passes = more * u64::from(turn.share) / u64::from(MICRO);
        self.charge(task, took + more);
        self.advance(self.now + passes);
        took + more
    }

    /// A step has come to its end within a turn: whether the task goes on at once.
    pub(super) fn next_in_turn(&mut self) -> bool {
        let goes_on = self.turn.left > 0 && !(self.alone && self.events.is_full());
        if goes_on {
            self.turn.pass(&mut self.now);
        }
        goes_on
    }

    /// The same after a visible operation: nobody else may want to run now.
    pub(super) fn still_alone(&mut self, task: TaskId) -> bool {
        self.alone && self.ready.tasks() == [task] && self.next_in_turn()
    }

    /// A task has kept a core busy for so many steps.
    pub(super) fn charge(&mut self, task: TaskId, steps: u64) {
        let Some(Some(found)) = self.tasks.get_mut(task.index()) else {
            return;
        };
        let found = Arc::make_mut(found);
        found.worked += steps;
        if let Some(Some(process)) = self.processes.get_mut(found.process) {
            Arc::make_mut(process).worked += steps;
        }
    }
}
