//! Time passes: sleeps end, waits run out.

use std::sync::Arc;

use super::World;
use super::operate::Doing;
use super::task::State;
use crate::trace::{Micros, TaskId};

impl World {
    /// Lets time pass; what is due on the way fires in the order of the deadlines.
    pub fn advance(&mut self, to: Micros) {
        while let Some(&(deadline, task)) = self.deadlines.first()
            && deadline <= to
        {
            self.deadlines.pop_first();
            self.now = self.now.max(deadline);
            self.expire(task);
        }
        self.now = self.now.max(to);
        if !self.idle {
            self.notice_quiet();
        }
    }

    /// The deadline of a task that waits has come.
    pub(super) fn expire(&mut self, task: TaskId) {
        let Some(Some(found)) = self.tasks.get_mut(task.index()) else {
            return;
        };
        let found = Arc::make_mut(found);
        let Some(waiting) = &mut found.waiting else {
            return;
        };
        waiting.expired = true;
        waiting.deadline = None;
        found.state = State::Ready;
        let object = match &waiting.doing {
            // These leave their lines by themselves.
            Doing::BarrierWait(_) | Doing::ConditionWait(..) | Doing::ConditionBack(..) => None,
            doing => doing.object(),
        };
        let join = match &waiting.doing {
            Doing::Join(target) => Some(*target),
            _ => None,
        };
        self.ready.insert(task);
        self.woken.push(task);
        if let Some(target) = join
            && let Some(Some(target)) = self.tasks.get_mut(target.index())
        {
            Arc::make_mut(target)
                .joiners
                .retain(|joiner| *joiner != task);
        }
        if let Some(object) = object {
            let woken = self.thing(object).forget(task);
            self.wake(&woken);
        }
    }

    /// When the task's wait ends by itself.
    pub fn deadline(&self, task: TaskId) -> Option<Micros> {
        let task = self.tasks.get(task.index())?.as_ref()?;
        (task.state == State::Blocked).then(|| task.waiting.as_ref()?.deadline)?
    }

    /// The tasks that sleep or wait with a timeout, the earliest deadline first.
    pub fn sleepers(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.deadlines.iter().map(|(_, task)| *task)
    }

    /// All deadlines, the earliest first.
    pub fn deadlines(&self) -> impl Iterator<Item = Micros> + '_ {
        self.deadlines.iter().map(|(deadline, _)| *deadline)
    }

    /// The earliest deadline of all.
    pub fn next_deadline(&self) -> Option<Micros> {
        self.deadlines.first().map(|(deadline, _)| *deadline)
    }
}
