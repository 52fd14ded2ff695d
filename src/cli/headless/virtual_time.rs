//! The seeded schedule in virtual time: one task, drawn by lot, takes each step; a step costs a microsecond; when nobody
//! can run, time leaps to the next deadline. The same seed gives the same run, whatever the machine does.

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use super::{Deaf, Listener, Stopped, stdin};
use crate::trace::{Micros, TaskId};
use crate::world::{Outcome, Status, World};

/// Between two looks at whether the output should be seen.
const FLUSH: u64 = 1 << 14;
/// Program time that a person takes to answer while others keep running.
const ANSWER: Micros = 1_000_000;

pub fn drive(
    mut world: World,
    seed: u64,
    limit: Option<Micros>,
    listener: &mut Listener,
) -> Result<Stopped, Deaf> {
    let mut lots = SmallRng::seed_from_u64(seed);
    let mut ready = Ready::default();
    let mut records = Vec::new();
    let mut asked: Option<Micros> = None;
    let mut steps = 0u64;
    loop {
        world.drain_events(&mut records);
        for record in records.drain(..) {
            listener.hear(&record)?;
        }
        ready.extend(world.take_started());
        ready.extend(world.take_woken());
        if limit.is_some_and(|limit| world.now() >= limit) {
            return Ok(Stopped::Limit);
        }
        if world.asker().is_some() {
            let since = *asked.get_or_insert(world.now());
            // Whoever types is slower than all who can run now, but not for ever.
            if ready.is_empty() || world.now() >= since + ANSWER {
                listener.flush()?;
                world.answer(stdin::line());
                asked = None;
                continue;
            }
        }
        match ready.draw(&mut lots) {
            Some(task) if !world.runnable(task) => ready.remove(task),
            Some(task) => {
                if matches!(world.step(task), Outcome::Blocked | Outcome::Ended) {
                    ready.remove(task);
                }
                let now = world.now();
                world.advance(now + 1);
            }
            None => match (world.status(), world.next_deadline()) {
                (Status::Running, Some(deadline)) => {
                    let until = limit.map_or(deadline, |limit| deadline.min(limit));
                    world.advance(until);
                }
                _ => return Ok(Stopped::Over),
            },
        }
        steps += 1;
        if steps.is_multiple_of(FLUSH) {
            listener.flush()?;
        }
    }
}

/// The tasks that may be able to run, in an order that depends on the run alone.
#[derive(Default)]
struct Ready {
    tasks: Vec<TaskId>,
    /// Where a task stands in `tasks`, by its number.
    places: Vec<Option<usize>>,
}

impl Ready {
    fn extend(&mut self, tasks: Vec<TaskId>) {
        for task in tasks {
            if self.places.len() <= task.index() {
                self.places.resize(task.index() + 1, None);
            }
            if self.places[task.index()].is_none() {
                self.places[task.index()] = Some(self.tasks.len());
                self.tasks.push(task);
            }
        }
    }

    fn remove(&mut self, task: TaskId) {
        let Some(place) = self.places.get_mut(task.index()).and_then(Option::take) else {
            return;
        };
        self.tasks.swap_remove(place);
        if let Some(moved) = self.tasks.get(place) {
            self.places[moved.index()] = Some(place);
        }
    }

    fn draw(&self, lots: &mut SmallRng) -> Option<TaskId> {
        match self.tasks.len() {
            0 => None,
            1 => Some(self.tasks[0]),
            count => Some(self.tasks[lots.random_range(0..count)]),
        }
    }

    fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_stands_among_the_ready_once_and_leaves_whole() {
        let mut ready = Ready::default();
        ready.extend(vec![TaskId(0), TaskId(2), TaskId(1), TaskId(2)]);
        assert_eq!(ready.tasks.len(), 3);
        ready.remove(TaskId(0));
        ready.remove(TaskId(0));
        ready.remove(TaskId(9));
        assert_eq!(ready.tasks, [TaskId(1), TaskId(2)]);
        ready.remove(TaskId(2));
        ready.remove(TaskId(1));
        assert!(ready.is_empty());
        assert_eq!(ready.draw(&mut SmallRng::seed_from_u64(1)), None);
    }
}
