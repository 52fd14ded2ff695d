//! The tasks that can run.

use crate::trace::TaskId;

/// Tasks in the order of their ids, each once: the one at a drawn place is found at once, and there are never so many
/// that a hole in the middle costs.
#[derive(Debug, Clone, Default)]
pub(super) struct Ready(Vec<TaskId>);

impl Ready {
    pub(super) fn insert(&mut self, task: TaskId) {
        if let Err(at) = self.0.binary_search(&task) {
            self.0.insert(at, task);
        }
    }

    pub(super) fn remove(&mut self, task: TaskId) {
        if let Ok(at) = self.0.binary_search(&task) {
            self.0.remove(at);
        }
    }

    pub(super) fn contains(&self, task: TaskId) -> bool {
        self.0.binary_search(&task).is_ok()
    }

    pub(super) fn tasks(&self) -> &[TaskId] {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
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
