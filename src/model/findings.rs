//! The wait-for graph, circles in it, the verdict.
//!
//! Edges go from a task that waits without a limit of time to the true owners of what it waits for: the owner of a
//! lock, the holders of a read lock, the task whose end it waits for, the worker that runs the call whose result it waits
//! for. Events, conditions and queues have no owners, so no circle goes through them and none that is reported is a phantom.
//! A semaphore has one if it began with one permit and was only ever released by whoever had taken it, once nobody can run. A call that no worker has begun has edges to all workers of its pool, once all of them run calls; each of
//! these could begin it, so a circle takes such an edge only if there is no hope for any of them ([`Model::hopeless`]).

use rustc_hash::FxHashSet;

use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind, Usage};

use super::apply::Now;
use super::{Circle, Doing, Entry, How, Link, Model, Object, Task, Verdict, What};

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
            // Anybody may give a permit: only where nobody can run is it sure that none will come.
            ObjectKind::Semaphore if self.idle.is_some() => {
                let owner = object.permit_owner();
                if let Some(owner) =
                    owner.filter(|owner| *owner != id || self.is_locked_for_good(object))
                {
                    found(owner, Some(object.id));
                }
            }
            ObjectKind::Future => {
                for worker in self.workers_for(object, id) {
                    found(worker, Some(object.id));
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

    /// Whether one who wants a second permit waits for itself: the first one is known to be no signal, or there is nobody
    /// else who could give any.
    fn is_locked_for_good(&self, semaphore: &Object) -> bool {
        let others = |task: &&Task| task.kind != TaskKind::Lecturer;
        semaphore.usage == Usage::Lock || self.tasks.iter().filter(others).count() == 1
    }

    /// Who may bring about a result that `waiter` waits for: the worker that runs its call, or else those of the pool's
    /// that could begin it, if each of them runs another; the waiter's successor among them last.
    fn workers_for(&self, future: &Object, waiter: TaskId) -> Vec<TaskId> {
        let id = self.pool_of(future);
        let Some(pool) = id.and_then(|pool| self.objects.get(pool)) else {
            return Vec::new();
        };
        let runs = |future: &Object| {
            let fate = future.fate.as_ref().filter(|fate| fate.how == How::Begun);
            fate.map(|fate| fate.task)
        };
        if future.fate.is_some() {
            return runs(future).into_iter().collect();
        }
        let at_work: Vec<TaskId> = self.parts_of(future.id).filter_map(runs).collect();
        if !at_work.is_empty() {
            return at_work;
        }
        let others = self.objects.iter();
        let others = others.filter(|other| self.pool_of(other) == id && other.kind == future.kind);
        let mut busy: Vec<TaskId> = others.filter_map(runs).collect();
        if (busy.len() as i64) < pool.parties {
            return Vec::new();
        }
        busy.sort_unstable_by_key(|worker| (*worker > waiter, std::cmp::Reverse(*worker)));
        busy
    }

    /// Whether any of several tasks could end the wait of this one.
    fn has_choice(&self, id: TaskId) -> bool {
        let want = self.tasks.get(id).and_then(Task::want);
        let object = want.and_then(|want| self.objects.get(want.object?));
        object.is_some_and(|object| object.kind == ObjectKind::Future && object.fate.is_none())
    }

    /// Of those whom a task waits for, near and far, the ones that can never go on: whatever they wait for is up to others of
    /// them. The most that could be so, less everybody who is seen to have hope.
    fn hopeless(&self, start: TaskId) -> FxHashSet<TaskId> {
        let (mut all, mut open) = (FxHashSet::default(), vec![start]);
        while let Some(task) = open.pop() {
            if all.insert(task) {
                open.extend(self.waits_for(task));
            }
        }
        loop {
            let lost = |task: &TaskId| {
                let owners = self.waits_for(*task);
                if self.has_choice(*task) {
                    !owners.is_empty() && owners.iter().all(|owner| all.contains(owner))
                } else {
                    owners.iter().any(|owner| all.contains(owner))
                }
            };
            let left: FxHashSet<TaskId> = all.iter().copied().filter(lost).collect();
            if left.len() == all.len() {
                return left;
            }
            all = left;
        }
    }

    /// A task has begun to wait: does that close a circle?
    pub(super) fn find_circle(&mut self, start: TaskId, now: Now) {
        if self.circles.len() == MOST_CIRCLES || self.circles.iter().any(|circle| circle.has(start))
        {
            return;
        }
        let Some(mut path) = self.path_back(start, |_| true) else {
            return;
        };
        if path.iter().any(|(task, _)| self.has_choice(*task)) {
            let hopeless = self.hopeless(start);
            match self.path_back(start, |task| hopeless.contains(&task)) {
                Some(sure) if hopeless.contains(&start) => path = sure,
                _ => return,
            }
        }
        let circle = circle_of(&path);
        self.enter(Some(start), now, What::Circle(circle.clone()));
        self.circles.push(circle);
    }

    /// The tasks on a way from `start` along the edges back to it, by those alone that count.
    fn path_back(
        &self,
        start: TaskId,
        counts: impl Fn(TaskId) -> bool,
    ) -> Option<Vec<(TaskId, Option<ObjectId>)>> {
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
            if counts(to) && seen.insert(to) {
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
        let mut circles = std::mem::take(&mut self.circles);
        let touched = |circle: &Circle| {
            circle.links.iter().any(|link| self.has_choice(link.task))
                || task.is_some_and(|task| circle.has(task))
                || object.is_some_and(|object| circle.has_object(object))
        };
        circles.retain(|circle| !touched(circle) || self.holds_still(circle));
        self.circles = circles;
    }

    fn holds_still(&self, circle: &Circle) -> bool {
        let chosen = circle.links.iter().find(|link| self.has_choice(link.task));
        if chosen.is_some_and(|link| !self.hopeless(link.task).contains(&link.task)) {
            return false;
        }
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
            let mut circles = std::mem::take(&mut self.circles);
            circles.retain(|circle| {
                circle
                    .links
                    .iter()
                    .all(|link| !self.waits_for_permit(link.task))
            });
            self.circles = circles;
            self.judge(now);
        }
    }

    pub(super) fn on_idle(&mut self, now: Now) {
        self.idle = Some(now.time);
        let waiting = self.tasks.iter().map(|task| task.id);
        let waiting: Vec<TaskId> = waiting
            .filter(|task| self.waits_for_permit(*task))
            .collect();
        for task in waiting {
            self.find_circle(task, now);
        }
        self.judge(now);
    }

    fn waits_for_permit(&self, task: TaskId) -> bool {
        let want = self.tasks.get(task).and_then(Task::want);
        let object = want.and_then(|want| self.objects.get(want.object?));
        object.is_some_and(|object| object.kind == ObjectKind::Semaphore)
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
            self.log.take_back();
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
