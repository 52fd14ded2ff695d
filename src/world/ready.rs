//! The tasks that can run.

use crate::trace::TaskId;

/// Tasks in the order of their ids, each once: the one at a drawn place is found at once, and there are never so many
/// that a hole in the middle costs.
#[derive(Debug, Clone, Default)]
pub(super) struct Ready {
    tasks: Vec<TaskId>,
    changes: u64,
}

impl Ready {
    pub(super) fn insert(&mut self, task: TaskId) {
        if let Err(at) = self.tasks.binary_search(&task) {
            self.tasks.insert(at, task);
            self.changes += 1;
        }
    }

    pub(super) fn remove(&mut self, task: TaskId) {
        if let Ok(at) = self.tasks.binary_search(&task) {
            self.tasks.remove(at);
            self.changes += 1;
        }
    }

    pub(super) fn contains(&self, task: TaskId) -> bool {
        self.tasks.binary_search(&task).is_ok()
    }

    /// A number that is another one after each change.
    pub(super) fn change(&self) -> u64 {
        self.changes
    }

    pub(super) fn tasks(&self) -> &[TaskId] {
        &self.tasks
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_once_in_the_order_of_ids() {
        let mut ready = Ready::default();
        for id in [3, 1, 2, 3, 1] {
            ready.insert(TaskId(id));
        }
        ready.remove(TaskId(2));
        ready.remove(TaskId(7));
        assert_eq!(ready.tasks(), [TaskId(1), TaskId(3)]);
        assert!(ready.contains(TaskId(3)) && !ready.contains(TaskId(2)));
    }
}
