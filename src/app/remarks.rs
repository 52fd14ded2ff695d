//! What the lecturer is told of a key whose effect cannot be seen at once.

use super::App;
use crate::model::{Doing, Task};
use crate::text;
use crate::trace::TaskId;

impl App {
    /// A step of a thread that waits for a time takes the clock there: that is said, as everybody's time passes with it.
    pub(super) fn tell_of_leap(&mut self, task: TaskId) {
        let Some((task, session)) = self.living(task).zip(self.session.as_ref()) else {
            return;
        };
        let until = match &task.doing {
            Doing::Sleeping { until, .. } => Some(*until),
            Doing::Waiting => task.want().and_then(|want| want.until),
            _ => None,
        };
        let left = until.map_or(0, |until| until.saturating_sub(session.clock.now()));
        if left == 0 {
            return;
        }
        let texts = self.texts();
        let (name, time) = (session.model.name(task.id), text::duration(texts, left));
        let fields = [("task", &*name), ("time", &*time)];
        let remark = texts.fill("notice.leap", &fields);
        self.remark(remark);
    }

    /// A statement that is said while the lecturer still waits in another one comes after it.
    pub(super) fn tell_of_queue(&mut self) {
        let Some(session) = &self.session else { return };
        let lecturer = session
            .lecturer()
            .and_then(|lecturer| session.model.task(lecturer));
        let waits = lecturer
            .is_some_and(|task| matches!(task.doing, Doing::Waiting | Doing::Sleeping { .. }));
        if session.lecturer_busy() && waits {
            let sentence = self.texts().get("notice.busy").to_owned();
            self.warn(sentence);
        }
    }

    fn living(&self, task: TaskId) -> Option<&Task> {
        let task = self.session.as_ref()?.model.task(task)?;
        (!task.is_over()).then_some(task)
    }
}
