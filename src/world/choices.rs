//! What may happen next in a world, and making it happen, for who decides that: a search, or a schedule that is replayed.

use std::sync::Arc;

use super::{Outcome, World};
use crate::trace::{Micros, TaskId};

/// Lines that a stride may pass: a task that meets nothing visible on so many may be going round in circles.
const LINES: u32 = 256;

impl World {
    /// The tasks that a step would get somewhere.
    pub fn ready(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.ready.tasks().iter().copied()
    }

    /// The tasks that wait, but not for ever, in the order of their deadlines.
    pub fn timed(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.deadlines.iter().map(|&(_, task)| task)
    }

    /// Steps a task through the lines before its next visible operation, and through that: nobody could tell where in
    /// between others had their turn. No time passes.
    pub fn stride(&mut self, task: TaskId) -> Outcome {
        for _ in 0..LINES {
            match self.step_free(task) {
                Outcome::Line => {}
                outcome => return outcome,
            }
        }
        Outcome::Line
    }

    /// Lets the wait of one task end by its deadline, before that of anybody else: as it happens when all others have
    /// begun to wait just late enough. The clock is set to the deadline, and what else is due by then is put off.
    pub fn let_expire(&mut self, task: TaskId) {
        let Some(deadline) = self.deadline(task) else {
            return;
        };
        self.now = self.now.max(deadline);
        let later = self.now + 1;
        self.deadlines.remove(&(deadline, task));
        self.expire(task);
        self.put_off(later, task);
    }

    /// Moves every deadline that is not after `later` there; that of `but`, whose time is up, stays.
    fn put_off(&mut self, later: Micros, but: TaskId) {
        for at in 0..self.tasks.len() {
            let id = TaskId(at as u32);
            let deadline = self.tasks[at]
                .as_ref()
                .and_then(|task| task.waiting.as_ref()?.deadline);
            let Some(deadline) = deadline.filter(|deadline| *deadline < later) else {
                continue;
            };
            if id == but {
                continue;
            }
            if self.deadlines.remove(&(deadline, id)) {
                self.deadlines.insert((later, id));
            }
            if let Some(Some(task)) = self.tasks.get_mut(at)
                && let Some(waiting) = &mut Arc::make_mut(task).waiting
            {
                waiting.deadline = Some(later);
            }
        }
    }
}
