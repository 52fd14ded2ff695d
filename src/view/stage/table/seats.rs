//! Who sits where: between the two locks that it uses, else in the order in which the threads began.

use crate::model::{Model, Object, Task};
use crate::trace::TaskId;

use super::super::show::Show;

/// Who has which seat; nobody moves while the same threads live.
#[derive(Debug)]
pub struct Seats {
    tasks: Vec<Option<TaskId>>,
}

impl Seats {
    /// Seat `i` is between the locks `i` and `i + 1`.
    pub fn of(show: &Show, locks: &[&Object]) -> Self {
        let mut tasks = vec![None; locks.len()];
        let living = show.model.tasks.iter();
        let living: Vec<&Task> = living
            .filter(|task| !task.is_over() && !show.is_staff(task))
            .collect();
        // Whoever has used locks knows best; the others take what is left, in order.
        let mut rest = Vec::new();
        for (number, task) in living.into_iter().enumerate() {
            match between(show.model, task, locks, number) {
                Some(seat) if tasks[seat].is_none() => tasks[seat] = Some(task.id),
                _ => rest.push((number, task)),
            }
        }
        for (number, task) in rest {
            let wanted = number % locks.len().max(1);
            let free = |seat: &usize| tasks[*seat].is_none();
            let seats = (wanted..locks.len()).chain(0..wanted);
            if let Some(seat) = seats.into_iter().find(free) {
                tasks[seat] = Some(task.id);
            }
        }
        Self { tasks }
    }

    /// The seat of a task.
    pub fn of_task(&self, task: TaskId) -> Option<usize> {
        self.tasks.iter().position(|there| *there == Some(task))
    }

    /// Who sits there.
    pub fn task(&self, seat: usize) -> Option<TaskId> {
        self.tasks.get(seat).copied().flatten()
    }
}

/// The seat between the locks that a task has used, of two the one that is its by number.
fn between(model: &Model, task: &Task, locks: &[&Object], number: usize) -> Option<usize> {
    let count = locks.len();
    let used = |lock: &Object| {
        let wants = task.wants.iter().any(|want| want.object == Some(lock.id));
        let holds = task.holding(lock.id).is_some();
        wants || holds || lock.gave.contains(&task.id)
    };
    let used: Vec<bool> = locks.iter().map(|lock| used(lock)).collect();
    let most = used.iter().filter(|used| **used).count();
    if most == 0 || model.tasks.is_empty() {
        return None;
    }
    let both = |seat: &usize| {
        let here = usize::from(used[*seat]) + usize::from(used[(*seat + 1) % count]);
        here == most
    };
    let own = number % count;
    let seats = (own..count).chain(0..own);
    let mut seats = seats.filter(both);
    seats.next()
}
