//! An operation took effect.

use crate::trace::{Done, ObjectId, ObjectKind, Op, TaskId};

use super::{MOST_WAKES, Now};
use crate::model::variable::Wiped;
use crate::model::{Doing, FlightKind, Last, Model, Spot, Waiter, Wanting, What};

impl Model {
    pub(super) fn on_done(&mut self, done: &Done, now: Now) {
        self.stir(now);
        let id = done.task;
        let object = self.target(done.op, done.object);
        self.latest = Some(id);
        // Whom an item is handed to was not asked for.
        let on = done.on.filter(|_| done.op != Op::Put);
        let closed = self.close(id, done.op, object, on);
        if let Some(task) = self.tasks.get_mut(id) {
            task.operations += 1;
        }
        let owner = object.and_then(|object| self.objects.get(object)?.owner);
        let owner = owner.filter(|owner| done.op == Op::Release && *owner != id);
        let lost = self.books.updates.hear(done);
        let extra = object.is_some_and(|object| self.effect(done, object, closed.as_ref(), now));
        if let (Op::Input, Some(answer), false) = (done.op, &done.item, self.books.is_bare()) {
            // As a terminal echoes what is typed, and the enter after it.
            let answer = format!("{answer}\n");
            self.output.push(id, &answer, false, now.time, now.moment);
        }
        let wiped = if matches!(done.op, Op::Read | Op::Write) {
            self.touch_variable(done, now)
        } else {
            None
        };
        let over = wiped.as_ref().and_then(Wiped::last);
        let over = over.and_then(|over| self.actor(over));
        let wiped = wiped.filter(|_| lost);
        if let (Op::Join, Some(on)) = (done.op, done.on) {
            self.fly(
                FlightKind::Joined,
                Spot::Task(on),
                Spot::Task(id),
                now,
                0,
                None,
            );
        }
        let part = match wiped {
            Some(wiped) => Some((self.cause_overwrites(done, wiped, now), true)),
            None => self.cause_done(done, object, closed.as_ref().map(|(want, _)| want), now),
        };
        self.wake(&done.woken, object, now);
        if let Some(condition) = object {
            for &late in &done.spent {
                self.pick(late, condition, now);
            }
        }
        let waited = closed
            .as_ref()
            .filter(|(want, _)| want.blocked)
            .map(|(want, _)| now.time - want.since.min(now.time));
        if self.worth_telling(done, object) && !self.books.is_bare() && !self.is_inner(object) {
            let doer = self.doer(done, object);
            let done = Done {
                task: doer,
                ..done.clone()
            };
            self.enter_part(
                Some(doer),
                now,
                What::Did {
                    done: Box::new(done),
                    waited,
                    extra,
                    owner,
                    over,
                },
                part,
            );
        }
        self.go_on(id, now);
        self.review_circles(Some(id), object);
    }

    /// What an operation does to its object; true if it made a permit beyond the initial ones.
    fn effect(
        &mut self,
        done: &Done,
        id: ObjectId,
        closed: Option<&(Wanting, Option<Waiter>)>,
        now: Now,
    ) -> bool {
        let ticket = closed.map_or(u64::MAX, |(want, _)| want.ticket);
        let site = closed.and_then(|(want, _)| want.site);
        let mut item = None;
        let mut extra = false;
        match done.op {
            Op::Acquire => self.acquired(done, id, (ticket, site), now),
            Op::Release => extra = self.released(done, id, now),
            Op::Put if done.on.is_some() => self.handed(done, id, (ticket, site), now),
            // The rest of an item that has been put.
            Op::Send if self.is_queue(id) => {}
            Op::Put | Op::Send => item = self.put(done, id, (ticket, site), now),
            Op::Get | Op::Recv => item = self.got(done, id, (ticket, site), now),
            Op::Set | Op::Clear | Op::Notify | Op::Abort | Op::Reset => self.rung(done, id, now),
            Op::Wait => self.waited(done, id, closed, now),
            Op::TaskDone => self.dealt_with(done, id),
            Op::Close => self.shut(done, id),
            _ => {}
        }
        self.befall(done, id, now);
        let Some(object) = self.objects.get_mut(id) else {
            return extra;
        };
        if !matches!(done.op, Op::Query | Op::Read) {
            object.operations += 1;
            object.last = Some(Last {
                op: done.op,
                task: done.task,
                moment: now.moment,
                time: now.time,
                item,
                ok: true,
            });
        }
        // The workers of a pool are all known.
        let most = if object.kind == ObjectKind::Pool {
            64
        } else {
            8
        };
        match done.op {
            Op::Release | Op::Set | Op::Notify | Op::Put | Op::Send => {
                remember(&mut object.gave, done.task, 8);
            }
            Op::Get | Op::Recv | Op::TaskDone => remember(&mut object.took, done.task, most),
            _ => {}
        }
        extra
    }

    fn is_queue(&self, object: ObjectId) -> bool {
        let object = self.objects.get(object);
        object.is_some_and(|object| object.kind == ObjectKind::Queue)
    }

    /// Whether a lock is let go because its owner waits for its condition, which has been told; unless that wakes somebody.
    fn lets_go_to_wait(&self, done: &Done, object: Option<ObjectId>) -> bool {
        let task = self.tasks.get(done.task);
        let wait = task.and_then(|task| task.wants.last());
        let condition = wait
            .filter(|want| want.op == Op::Wait && done.op == Op::Release)
            .and_then(|want| self.objects.get(want.object?));
        done.woken.is_empty() && condition.is_some_and(|condition| condition.lock == object)
    }

    /// Marks those who were woken, and lets the wakes fly.
    pub(super) fn wake(&mut self, woken: &[TaskId], object: Option<ObjectId>, now: Now) {
        for (index, &woken) in woken.iter().enumerate() {
            let last = self.tasks.get(woken).and_then(|task| task.wants.last());
            let waits_at = last.and_then(|want| want.object);
            if let Some(at) = waits_at {
                self.pick(woken, at, now);
            }
            let Some(task) = self.tasks.get_mut(woken) else {
                continue;
            };
            if let Some(want) = task.wants.last_mut() {
                want.picked = Some(now.moment);
                self.set_doing(woken, Doing::Picked, now);
            }
            if index < MOST_WAKES
                && let Some(from) = object.or(waits_at)
            {
                self.fly(
                    FlightKind::Wake,
                    Spot::Object(from, None),
                    Spot::Task(woken),
                    now,
                    1,
                    None,
                );
            }
        }
    }

    /// Whether the log tells of it: not of what is seen elsewhere or changes nothing. A worker that takes a call from
    /// its pool begins it, and that is told.
    fn worth_telling(&self, done: &Done, object: Option<ObjectId>) -> bool {
        let kind = object.and_then(|object| self.objects.get(object));
        let pool = kind.is_some_and(|object| object.kind == ObjectKind::Pool);
        let begins = pool && done.op == Op::Get && done.item.as_deref() != Some("None");
        let timer = kind.is_some_and(|object| object.kind == ObjectKind::Timer);
        let told_with_it = match done.op {
            Op::Query | Op::Sleep => true,
            // That it is over: its end tells that, and no line of the program says it.
            Op::Set if timer => done.woken.is_empty(),
            Op::Send => object.is_some_and(|object| self.is_queue(object)),
            Op::Start => done.object.is_none(),
            _ => begins && done.woken.is_empty(),
        };
        !told_with_it && !self.lets_go_to_wait(done, object) && !self.passes_on(done, object)
    }
}

fn remember(gave: &mut Vec<TaskId>, task: TaskId, most: usize) {
    if gave.last() == Some(&task) {
        return;
    }
    gave.retain(|other| *other != task);
    if gave.len() >= most {
        gave.remove(0);
    }
    gave.push(task);
}
