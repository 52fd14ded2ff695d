//! Owners and those who wait for them, kept up to date record by record, to see a circle close.

use std::collections::BTreeMap;

use crate::trace::{Done, Event, ObjectId, Op, TaskId};

/// Who owns which lock, and who waits for which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Owners {
    locks: Vec<ObjectId>,
    has: BTreeMap<ObjectId, TaskId>,
    wants: BTreeMap<TaskId, ObjectId>,
}

impl Owners {
    /// As things stand; only these `locks` count.
    pub(super) fn new(
        locks: &[ObjectId],
        owners: &[(ObjectId, TaskId)],
        wants: &[(TaskId, ObjectId)],
    ) -> Self {
        Self {
            locks: locks.to_vec(),
            has: owners.iter().copied().collect(),
            wants: wants.iter().copied().collect(),
        }
    }

    /// Takes a record; whether it has closed a circle.
    pub(super) fn hear(&mut self, event: &Event) -> bool {
        match event {
            Event::Want(want) if want.op == Op::Acquire && want.timeout.is_none() => {
                let lock = want.object.filter(|lock| self.locks.contains(lock));
                let Some(lock) = lock else { return false };
                self.wants.insert(want.task, lock);
                return self.closes(want.task);
            }
            Event::Done(done) => self.done(done),
            Event::Fail(fail) => {
                self.wants.remove(&fail.task);
            }
            Event::End { task, .. } => {
                self.wants.remove(task);
            }
            _ => {}
        }
        false
    }

    fn done(&mut self, done: &Done) {
        let lock = done.object.filter(|lock| self.locks.contains(lock));
        let Some(lock) = lock else { return };
        match done.op {
            Op::Acquire => {
                self.wants.remove(&done.task);
                self.has.insert(lock, done.task);
            }
            // An RLock that is released once less than it was taken stays its owner's.
            Op::Release if done.left.unwrap_or(0) == 0 => {
                self.has.remove(&lock);
            }
            _ => {}
        }
    }

    /// Whether the way from waiter to owner leads back to `task`. One that asks for what it has itself closes none: with an
    /// `RLock` it may.
    fn closes(&self, task: TaskId) -> bool {
        let mut here = task;
        for hop in 0..=self.wants.len() {
            let lock = self.wants.get(&here);
            match lock.and_then(|lock| self.has.get(lock)) {
                Some(owner) if *owner == task => return hop > 0,
                Some(owner) => here = *owner,
                None => return false,
            }
        }
        false
    }
}
