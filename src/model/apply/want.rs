//! A task asks for something that may block; it fails or gives up.

use crate::trace::{Fail, FailReason, ObjectId, ObjectKind, Op, Policy, TaskId, TaskKind, Want};

use super::Now;
use crate::model::{Doing, End, Fate, How, Last, Model, Object, Task, Waiter, Wanting, What};

impl Model {
    pub(super) fn on_want(&mut self, want: &Want, now: Now) {
        self.stir(now);
        let id = want.task;
        let object = self.target(want.op, want.object);
        let Some(task) = self.tasks.get(id) else {
            return;
        };
        self.latest = Some(id);
        let again = task
            .wants
            .last()
            .is_some_and(|last| last.op == want.op && last.object == object && last.on == want.on);
        let outer = task.wants.last().filter(|_| !again).copied();
        if let Some(outer) = outer {
            self.leave_condition(id, &outer, now);
        }
        let blocked = self.would_block(want, object);
        let woke = self.cause_want(id, again, outer.as_ref(), object, now);
        if again {
            self.queue_again(id, object, blocked, now);
        } else {
            let ticket = self.books.tickets;
            self.books.tickets += 1;
            let wanting = Wanting {
                op: want.op,
                object,
                on: want.on,
                since: now.time,
                since_moment: now.moment,
                until: want.timeout.map(|length| now.time.saturating_add(length)),
                site: want.site,
                picked: None,
                reads: reads(want),
                blocked,
                ticket,
            };
            if let Some(task) = self.tasks.get_mut(id) {
                task.wants.push(wanting);
                task.site = task.site.and(want.site);
            }
            if blocked && !self.is_inner(object) {
                self.enter_wait(want, object, woke, now);
            }
            // Who asks for more while it stands there already (a barrier's action that resets it) stands there once.
            if let Some(object) = object.and_then(|object| self.objects.get_mut(object))
                && object.waiter(id).is_none()
            {
                let end = end_of(want.op);
                let moment = now.moment;
                object.line_at_mut(end).waiters.push(Waiter {
                    task: id,
                    end,
                    ticket,
                    overtaken: 0,
                    moment,
                    from: 0,
                });
            }
        }
        let doing = match want.op {
            Op::Sleep => {
                let until = now.time.saturating_add(want.timeout.unwrap_or(0));
                Doing::Sleeping {
                    since: now.time,
                    until,
                }
            }
            Op::Input => {
                self.askers.push(id);
                Doing::Asking {
                    prompt: want.text.clone().unwrap_or_else(|| "".into()),
                }
            }
            _ => Doing::Waiting,
        };
        self.set_doing(id, doing, now);
        if blocked && want.timeout.is_none() {
            self.find_circle(id, now);
        }
    }

    /// A woken waiter has found the thing gone again: back to the end of the line, with its old ticket.
    fn queue_again(&mut self, id: TaskId, object: Option<ObjectId>, blocked: bool, now: Now) {
        if let Some(want) = self
            .tasks
            .get_mut(id)
            .and_then(|task| task.wants.last_mut())
        {
            want.picked = None;
            want.blocked |= blocked;
        }
        let Some(object) = object.and_then(|object| self.objects.get_mut(object)) else {
            return;
        };
        if let Some(index) = object.picked.iter().position(|waiter| waiter.task == id) {
            let waiter = object.picked.remove(index);
            object.line_at_mut(waiter.end).waiters.push(Waiter {
                moment: now.moment,
                ..waiter
            });
        }
    }

    /// A task that waits on a condition and now asks for its lock has been notified. Whose time has run out keeps its place
    /// until it has the lock.
    fn leave_condition(&mut self, id: TaskId, outer: &Wanting, now: Now) {
        let notified = outer.op == Op::Wait && !outer.is_up(now.time);
        let Some(condition) = outer.object.filter(|_| notified) else {
            return;
        };
        let waits = self
            .objects
            .get(condition)
            .is_some_and(|object| object.line.index_of(id).is_some());
        if waits {
            self.pick(id, condition, now);
        }
    }

    /// Takes a waiter out of its line: a wake has reached it.
    pub(super) fn pick(&mut self, id: TaskId, object: ObjectId, now: Now) {
        let Some(at) = self.objects.get_mut(object) else {
            return;
        };
        let ends = [End::Take, End::Give, End::Join];
        let found = ends
            .into_iter()
            .find_map(|end| at.line_at_mut(end).remove(id));
        let Some((index, waiter)) = found else { return };
        let end = waiter.end;
        // One wake may take several: each comes from the place that it had before any of them was taken.
        let mut index = index as u32;
        for other in &at.picked {
            index +=
                u32::from(other.moment == now.moment && other.end == end && other.from <= index);
        }
        at.picked.push(Waiter {
            moment: now.moment,
            from: index,
            ..waiter
        });
    }

    /// Tells of a wait: what of it a cause brought about belongs to that.
    fn enter_wait(&mut self, want: &Want, object: Option<ObjectId>, woke: Option<u64>, now: Now) {
        if matches!(want.op, Op::Sleep) {
            return;
        }
        let at = object.and_then(|object| self.objects.get(object));
        let what = What::Waits {
            op: want.op,
            object,
            on: want.on,
            timeout: want.timeout,
            owner: at.and_then(|object| object.owner),
            ahead: at.map_or(0, |object| object.line_at(end_of(want.op)).len() as u32),
            reads: reads(want),
        };
        let part = woke.map(|cause| (cause, false));
        self.enter_part(Some(want.task), now, what, part);
    }

    pub(super) fn on_fail(&mut self, fail: &Fail, now: Now) {
        self.stir(now);
        let object = self.target(fail.op, fail.object);
        let id = fail.task;
        self.latest = Some(id);
        let closed = self.close(id, fail.op, object, fail.on);
        let want = closed.map(|(want, _)| want);
        let inner = self.is_inner(object);
        if let Some(at) = object.and_then(|object| self.objects.get_mut(object)) {
            at.last = Some(Last {
                op: fail.op,
                task: id,
                moment: now.moment,
                time: now.time,
                item: None,
                ok: false,
            });
            if fail.op == Op::Wait && at.fate.is_none() {
                at.fate = fate_of(at, fail, want.as_ref(), now);
                at.flag |= at.kind == ObjectKind::Barrier && at.fate.is_some();
            }
        }
        if let (Op::Put, Some(object), FailReason::Exception) = (fail.op, object, fail.why) {
            self.put_down(id, object);
        }
        if let (Op::Release, Some(object)) = (fail.op, object) {
            self.refused(id, object);
        }
        // What a killed task gives up is told by its end.
        let lecturer = self
            .tasks
            .get(id)
            .is_some_and(|task| task.kind == TaskKind::Lecturer);
        // A worker that finds no work waits for some, and that is told.
        let looks = fail.why == FailReason::Empty
            && object
                .and_then(|object| self.objects.get(object))
                .is_some_and(|object| object.kind == ObjectKind::Pool);
        let part = self.cause_fail(fail, object, want.as_ref(), now);
        self.wake(&fail.woken, object, now);
        if (fail.why != FailReason::Abandoned || lecturer) && !inner && !looks {
            self.enter_part(Some(id), now, What::Failed(Box::new(fail.clone())), part);
        }
        self.go_on(id, now);
        self.review_circles(Some(id), None);
    }

    /// Closes the innermost open want for this operation, with all that was opened inside it.
    pub(super) fn close(
        &mut self,
        id: TaskId,
        op: Op,
        object: Option<ObjectId>,
        on: Option<TaskId>,
    ) -> Option<(Wanting, Option<Waiter>)> {
        if op == Op::Input
            && let Some(index) = self.askers.iter().position(|asker| *asker == id)
        {
            self.askers.remove(index);
        }
        let task = self.tasks.get_mut(id)?;
        let same = |want: &Wanting| want.op == op && want.object == object && want.on == on;
        let index = task.wants.iter().rposition(same)?;
        let mut closed = None;
        while self.tasks.get(id)?.wants.len() > index {
            let want = self.tasks.get_mut(id)?.wants.pop()?;
            let waiter = self.leave_lines(id, &want);
            if let (Some(waiter), Some(task)) = (waiter, self.tasks.get_mut(id)) {
                task.overtaken += waiter.overtaken;
            }
            closed = Some((want, waiter));
        }
        closed
    }

    pub(super) fn leave_lines(&mut self, id: TaskId, want: &Wanting) -> Option<Waiter> {
        // It is taken out of the open wants before: another one for the same object keeps its place.
        let outer = |task: &Task| task.wants.iter().any(|outer| outer.object == want.object);
        if self.tasks.get(id).is_some_and(outer) {
            return None;
        }
        let at = self.objects.get_mut(want.object?)?;
        if let Some((_, waiter)) = at.line_at_mut(end_of(want.op)).remove(id) {
            return Some(waiter);
        }
        let index = at.picked.iter().position(|waiter| waiter.task == id)?;
        Some(at.picked.remove(index))
    }

    /// After an operation: what the task does now depends on whether a want around it is still open.
    pub(super) fn go_on(&mut self, id: TaskId, now: Now) {
        let Some(task) = self.tasks.get(id) else {
            return;
        };
        if task.is_over() {
            return;
        }
        let doing = match task.wants.last() {
            None => Doing::Running,
            Some(want) if want.picked.is_some() => Doing::Picked,
            Some(_) => Doing::Waiting,
        };
        self.set_doing(id, doing, now);
    }

    /// The object that an operation is about: a condition's acquire and release are its lock's.
    pub(in crate::model) fn target(&self, op: Op, object: Option<ObjectId>) -> Option<ObjectId> {
        let id = object?;
        match self.objects.get(id) {
            Some(Object {
                lock: Some(lock), ..
            }) if matches!(op, Op::Acquire | Op::Release) => Some(*lock),
            _ => Some(id),
        }
    }

    /// Whether a task is a queue's feeder.
    pub(in crate::model) fn feeds(&self, task: TaskId) -> bool {
        let task = self.tasks.get(task);
        task.is_some_and(|task| task.kind == TaskKind::Feeder)
    }

    /// Whether the one who asks will have to wait, as far as the records tell.
    fn would_block(&self, want: &Want, object: Option<ObjectId>) -> bool {
        if let Some(on) = want.on {
            return self.tasks.get(on).is_some_and(|task| !task.is_over());
        }
        let Some(object) = object.and_then(|object| self.objects.get(object)) else {
            return true;
        };
        match (object.kind, want.op) {
            (ObjectKind::RLock, _) => object.owner.is_some_and(|owner| owner != want.task),
            (ObjectKind::Lock, _) => object.owner.is_some(),
            (ObjectKind::RwLock, _) => {
                let writer = |task: TaskId| {
                    let last = self.tasks.get(task).and_then(|task| task.wants.last());
                    last.is_some_and(|want| !want.reads)
                };
                let yields = object.policy != Policy::Readers && object.line.tasks().any(writer);
                let reads = reads(want);
                object.owner.is_some()
                    || (!reads && !object.holders.is_empty())
                    || (reads && yields)
            }
            (ObjectKind::Semaphore, _) => object.permits <= 0,
            (ObjectKind::Event | ObjectKind::Future, _) => !object.flag,
            (ObjectKind::Barrier, _) => {
                let drains = object.draining().next().is_some();
                !object.flag && (drains || (object.line.len() as i64 + 1) < object.parties)
            }
            (ObjectKind::Queue | ObjectKind::Pipe | ObjectKind::Pool, Op::Get | Op::Recv) => {
                object.depth <= 0
            }
            // A feeder tells of it only if it has to wait.
            (ObjectKind::Queue, Op::Put | Op::Send) if self.feeds(want.task) => true,
            (ObjectKind::Queue | ObjectKind::Pipe | ObjectKind::Pool, Op::Put | Op::Send) => object
                .capacity
                .is_some_and(|capacity| object.depth + object.away >= capacity),
            (ObjectKind::Queue, Op::Join) => object.unfinished > 0,
            _ => true,
        }
    }
}

/// What a wait that ended in vain makes of a barrier or a timer.
fn fate_of(at: &Object, fail: &Fail, want: Option<&Wanting>, now: Now) -> Option<Fate> {
    let late = want.is_some_and(|want| want.is_up(now.time));
    let late = late || fail.why == FailReason::Timeout;
    // One that was sent away by a reset, or by whoever broke it, has broken nothing.
    let sent = want.is_some_and(|want| want.picked.is_some());
    let how = match (at.kind, fail.why) {
        (ObjectKind::Timer, FailReason::Timeout) => How::Done("".into()),
        (ObjectKind::Barrier, FailReason::Abandoned) => return None,
        (ObjectKind::Barrier, _) if late && !sent => How::TimedOut,
        (ObjectKind::Barrier, _) if !sent => {
            How::Failed(fail.text.clone().unwrap_or_else(|| "".into()))
        }
        _ => return None,
    };
    Some(Fate {
        how,
        task: fail.task,
        moment: now.moment,
        time: now.time,
    })
}

/// At which end of an object one waits for this operation.
pub(in crate::model) fn end_of(op: Op) -> End {
    match op {
        Op::Put | Op::Send => End::Give,
        Op::Join => End::Join,
        _ => End::Take,
    }
}

/// Whether a rwlock is wanted for reading.
fn reads(want: &Want) -> bool {
    want.op == Op::Acquire && want.text.as_deref() == Some("read")
}
