//! The wait-for graph, circles in it, the verdict.
//!
//! Edges go from a task that waits without a limit of time to the true owners of what it waits for: the owner of a
//! lock, the holders of a read lock, the task whose end it waits for. Semaphores, events, conditions and queues have no
//! owners, so no circle goes through them and none that is reported is a phantom.

use rustc_hash::FxHashSet;

use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind};

use super::apply::Now;
use super::{Circle, Doing, Entry, Link, Model, Task, Verdict, What};

/// How many circles are kept.
const MOST_CIRCLES: usize = 16;

impl Model {
    /// Whom a task waits for without a limit of time: owners of the lock, the task it joins.
    pub fn waits_for(&self, task: TaskId) -> Vec<TaskId> {
        let mut owners = Vec::new();
        self.each_owner(task, |owner, _| owners.push(owner));
        owners
    }

    fn each_owner(&self, id: TaskId, mut found: impl FnMut(TaskId, Option<ObjectId>)) {
        let Some(task) = self.tasks.get(id) else {
            return;
        };
        let Some(want) = task.want().filter(|want| want.until.is_none()) else {
            return;
        };
        if let Some(on) = want.on {
            if self.tasks.get(on).is_some_and(|on| !on.is_over()) {
                found(on, None);
            }
            return;
        }
        let Some(object) = want.object.and_then(|object| self.objects.get(object)) else {
            return;
        };
        match object.kind {
            ObjectKind::Lock => {
                if let Some(owner) = object.owner {
                    found(owner, Some(object.id));
                }
            }
            ObjectKind::RLock => {
                if let Some(owner) = object.owner.filter(|owner| *owner != id) {
                    found(owner, Some(object.id));
                }
            }
            ObjectKind::RwLock => {
                let readers = object.holders.iter().map(|holder| holder.task);
                for owner in object.owner.into_iter().chain(readers) {
                    found(owner, Some(object.id));
                }
            }
            _ => {}
        }
    }

    /// A task has begun to wait: does that close a circle?
    pub(super) fn find_circle(&mut self, start: TaskId, now: Now) {
        if self.circles.len() == MOST_CIRCLES || self.circles.iter().any(|circle| circle.has(start))
        {
            return;
        }
        let Some(path) = self.path_back(start) else {
            return;
        };
        let circle = circle_of(&path);
        self.enter(Some(start), now, What::Circle(circle.clone()));
        self.circles.push(circle);
    }

    /// The tasks on a way from `start` along the edges back to it.
    fn path_back(&self, start: TaskId) -> Option<Vec<(TaskId, Option<ObjectId>)>> {
        let mut seen = FxHashSet::default();
        let mut path: Vec<(TaskId, Option<ObjectId>)> = Vec::new();
        let mut open: Vec<(usize, TaskId, TaskId, Option<ObjectId>)> = Vec::new();
        self.each_owner(start, |owner, via| open.push((0, start, owner, via)));
        while let Some((depth, from, to, via)) = open.pop() {
            path.truncate(depth);
            path.push((from, via));
            if to == start {
                return Some(path);
            }
            if seen.insert(to) {
                self.each_owner(to, |owner, via| open.push((depth + 1, to, owner, via)));
            }
        }
        None
    }

    /// Drops the circles that are no more, after something happened to a task or an object of theirs.
    pub(super) fn review_circles(&mut self, task: Option<TaskId>, object: Option<ObjectId>) {
        if self.circles.is_empty() {
            return;
        }
        let touched = |circle: &Circle| {
            task.is_some_and(|task| circle.has(task))
                || object.is_some_and(|object| circle.has_object(object))
        };
        let mut circles = std::mem::take(&mut self.circles);
        circles.retain(|circle| !touched(circle) || self.holds_still(circle));
        self.circles = circles;
    }

    fn holds_still(&self, circle: &Circle) -> bool {
        circle.links.iter().all(|link| {
            let mut still = false;
            self.each_owner(link.task, |owner, via| {
                still |= owner == link.owner && via == link.wants;
            });
            still
        })
    }

    /// Something of a task happened: whatever was said while nobody could run is no longer so.
    pub(super) fn stir(&mut self, now: Now) {
        if self.idle.take().is_some() {
            self.judge(now);
        }
    }

    pub(super) fn on_idle(&mut self, now: Now) {
        self.idle = Some(now.time);
        self.judge(now);
    }

    /// Judges anew.
    pub(super) fn judge(&mut self, now: Now) {
        let verdict = self.verdict_now();
        if verdict == self.verdict {
            return;
        }
        // A circle is told once, where it closed; if that is now, that it ends the whole run is all there is to say.
        let tells = |entry: &Entry| matches!(&entry.what, What::Circle(circle) if Some(circle) == verdict.circle());
        let last = self.log.last().is_some_and(tells);
        let told = !last && self.log.entries.iter().any(tells);
        if last {
            self.log.entries.pop_back();
        }
        if verdict != Verdict::Running && !told {
            self.enter(None, now, What::Judged(verdict.clone()));
        }
        self.verdict = verdict;
        self.verdict_moment = now.moment;
    }

    fn verdict_now(&self) -> Verdict {
        let begun = |task: &Task| task.counts() && !task.is_over() && task.doing != Doing::New;
        let over = self.books.alive == 0 || (self.idle.is_some() && !self.tasks.iter().any(begun));
        if self.spawned > 0 && over {
            return Verdict::Ended;
        }
        if self.idle.is_none() {
            return Verdict::Running;
        }
        if let Some(asker) = self
            .askers
            .iter()
            .find(|asker| self.tasks.get(**asker).is_some_and(Task::counts))
        {
            return Verdict::WaitingForInput(*asker);
        }
        let own = |circle: &&Circle| !circle.links.iter().any(|link| self.is_lecturer(link.task));
        if let Some(circle) = self.circles.iter().find(own) {
            return Verdict::Deadlock(circle.clone());
        }
        let scene = self.hello.scene.as_ref();
        let declared = scene.is_some_and(|scene| &*scene.outcome == "waits");
        if declared || self.lecturer_is_in_the_way() {
            return Verdict::WaitingForLecturer;
        }
        Verdict::Stalled
    }

    fn is_lecturer(&self, task: TaskId) -> bool {
        self.tasks
            .get(task)
            .is_some_and(|task| task.kind == TaskKind::Lecturer)
    }

    fn lecturer_is_in_the_way(&self) -> bool {
        let Some(lecturer) = self
            .tasks
            .iter()
            .find(|task| task.kind == TaskKind::Lecturer)
        else {
            return false;
        };
        if lecturer.holds.is_empty() {
            return false;
        }
        let others = self
            .tasks
            .iter()
            .filter(|task| task.id != lecturer.id && !task.is_over());
        others.filter_map(Task::want).any(|want| {
            want.object
                .is_some_and(|object| lecturer.holding(object).is_some())
        })
    }
}

fn circle_of(path: &[(TaskId, Option<ObjectId>)]) -> Circle {
    let size = path.len();
    let first = (0..size).min_by_key(|&index| path[index].0).unwrap_or(0);
    let links = (0..size).map(|step| {
        let index = (first + step) % size;
        let (task, wants) = path[index];
        Link {
            task,
            wants,
            owner: path[(index + 1) % size].0,
            holds: path[(index + size - 1) % size].1,
        }
    });
    Circle {
        links: links.collect(),
    }
}
