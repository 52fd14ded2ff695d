//! What each operation does to each kind of object.

use crate::trace::{Done, ObjectId, ObjectKind, Op, SiteId, TaskId, Usage};

use super::{Now, cut};
use crate::model::variable::Wiped;
use crate::model::{
    Access, End, Fate, FlightKind, Holding, How, Meeting, Model, Spot, Variable, Waiter, Wanting,
};

/// How long an item's or a value's text may be, in bytes.
pub(super) const LONGEST_ITEM: usize = 256;

impl Model {
    pub(super) fn acquired(
        &mut self,
        done: &Done,
        id: ObjectId,
        (ticket, site): (u64, Option<SiteId>),
        now: Now,
    ) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        let me = done.task;
        let again = object.owner == Some(me);
        if !again {
            object.overtake(End::Take, ticket);
        }
        let reads = object.kind == ObjectKind::RwLock && done.name.as_deref() == Some("read");
        let slot = match object.kind {
            ObjectKind::Semaphore => {
                object.permits = done.left.unwrap_or(object.permits - 1);
                if object.initial == 0 {
                    None
                } else {
                    object.settle_signal(me);
                    Some(object.admit(me, now))
                }
            }
            ObjectKind::RwLock if reads => Some(object.admit(me, now)),
            _ => {
                object.owner = Some(me);
                object.count = done
                    .left
                    .filter(|left| *left > 0)
                    .unwrap_or(object.count + 1);
                Some(0)
            }
        };
        let owned = (object.owner == Some(me)).then_some(object.count as u32);
        if let (Some(slot), Some(task)) = (slot, self.tasks.get_mut(me)) {
            match task.holds.iter_mut().find(|held| held.object == id) {
                Some(held) => held.count = owned.unwrap_or(held.count),
                None => {
                    task.holds.push(Holding {
                        object: id,
                        count: 1,
                        slot,
                        since_moment: now.moment,
                        site,
                    });
                }
            }
        }
        self.recount_permits(me, id);
        self.fly(
            FlightKind::Take,
            Spot::Object(id, slot),
            Spot::Task(me),
            now,
            0,
            None,
        );
    }

    /// True if a permit was made: the releaser held none, and there are more than at the beginning.
    pub(super) fn released(&mut self, done: &Done, id: ObjectId, now: Now) -> bool {
        let Some(object) = self.objects.get_mut(id) else {
            return false;
        };
        let me = done.task;
        let mut gone: Vec<TaskId> = Vec::new();
        let mut slot = None;
        let mut extra = false;
        match object.kind {
            ObjectKind::Semaphore => {
                let given = done.count.unwrap_or(1).max(0);
                let held = object
                    .holders
                    .iter()
                    .filter(|holder| holder.task == me)
                    .count() as i64;
                object.permits = done.left.unwrap_or(object.permits + given);
                for _ in 0..given.min(object.holders.len() as i64) {
                    let over =
                        |task: TaskId| self.tasks.get(task).is_none_or(crate::model::Task::is_over);
                    let Some(holder) = object.give_up(me, over) else {
                        break;
                    };
                    slot = Some(holder.slot);
                    gone.push(holder.task);
                }
                object.usage = match object.usage {
                    _ if given > held => Usage::Signal,
                    Usage::Fresh => Usage::Lock,
                    usage => usage,
                };
                let all = object.permits + object.holders.len() as i64;
                extra = all > object.initial && object.initial > 0 && given > held;
                object.count_slots();
            }
            ObjectKind::RwLock if object.owner.is_none() => {
                let index = object.holders.iter().position(|holder| holder.task == me);
                if let Some(index) = index {
                    object.holders.remove(index);
                }
            }
            _ => {
                object.count = done.left.unwrap_or(object.count - 1).max(0);
                if object.count == 0 {
                    gone.extend(object.owner.take());
                } else if let Some(task) = object.owner.and_then(|owner| self.tasks.get_mut(owner))
                    && let Some(held) = task.holds.iter_mut().find(|held| held.object == id)
                {
                    held.count = object.count as u32;
                }
            }
        }
        self.recount_permits(me, id);
        for other in gone.into_iter().filter(|other| *other != me) {
            self.recount_permits(other, id);
            self.place(other, now);
        }
        self.fly(
            FlightKind::Release,
            Spot::Task(me),
            Spot::Object(id, slot),
            now,
            0,
            None,
        );
        extra
    }

    /// A bounded semaphore took nothing back: all its permits are home, for another gave one that was not its own. The
    /// one who finds that out is out, too.
    pub(super) fn refused(&mut self, task: TaskId, id: ObjectId) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        if object.kind != ObjectKind::Semaphore {
            return;
        }
        if let Some(index) = object.holders.iter().position(|holder| holder.task == task) {
            object.holders.remove(index);
            object.count_slots();
            self.recount_permits(task, id);
        }
    }

    /// Makes what a task knows of its permits agree with what the object knows of its holders.
    fn recount_permits(&mut self, task: TaskId, id: ObjectId) {
        let Some(object) = self.objects.get(id) else {
            return;
        };
        if object.owner == Some(task) {
            return;
        }
        let mut permits = object.holders.iter().filter(|holder| holder.task == task);
        let first = permits.next();
        let count = first.map_or(0, |_| permits.count() as u32 + 1);
        let Some(task) = self.tasks.get_mut(task) else {
            return;
        };
        match first {
            None => task.holds.retain(|held| held.object != id),
            Some(first) => {
                if let Some(held) = task.holds.iter_mut().find(|held| held.object == id) {
                    (held.slot, held.count) = (first.slot, count);
                }
            }
        }
    }

    /// set, clear, notify, abort, reset.
    pub(super) fn rung(&mut self, done: &Done, id: ObjectId, now: Now) {
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        match done.op {
            Op::Set | Op::Abort => object.flag = true,
            Op::Clear | Op::Reset => object.flag = false,
            _ => {}
        }
        let kind = if done.op == Op::Clear {
            FlightKind::Clear
        } else {
            FlightKind::Ring
        };
        self.fly(
            kind,
            Spot::Task(done.task),
            Spot::Object(id, None),
            now,
            0,
            None,
        );
    }

    pub(super) fn waited(
        &mut self,
        done: &Done,
        id: ObjectId,
        closed: Option<&(Wanting, Option<Waiter>)>,
        now: Now,
    ) {
        let tickets = self.tickets();
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        // One of those whom the last to arrive has let go.
        let goes =
            closed.is_some_and(|(want, _)| want.picked.is_some() && want.ticket < object.opened);
        if object.kind == ObjectKind::Barrier && !goes && done.flag != Some(false) {
            object.generation += 1;
            object.opened = tickets;
            let before = object.parties.max(1) as usize - 1;
            let came = object.line.tasks().take(before);
            let tasks = came.chain([done.task]).collect();
            if object.meetings.len() == Meeting::KEPT {
                object.meetings.remove(0);
            }
            object.meetings.push(Meeting {
                moment: now.moment,
                tasks,
            });
        }
    }

    /// A future begins or is settled, a timer or a future is cancelled, a barrier is broken or made whole.
    pub(super) fn befall(&mut self, done: &Done, id: ObjectId, now: Now) {
        let worker = self.worker(done, id);
        let Some(object) = self.objects.get_mut(id) else {
            return;
        };
        let text = || {
            done.item
                .as_ref()
                .map_or_else(|| "".into(), |text| cut(text, LONGEST_ITEM))
        };
        let how = match (object.kind, done.op) {
            (ObjectKind::Future, Op::Start) if object.fate.is_none() => How::Begun,
            (ObjectKind::Future, Op::Set) if done.flag == Some(false) => How::Failed(text()),
            (ObjectKind::Future, Op::Set) => How::Done(text()),
            (ObjectKind::Future, Op::Cancel) => How::Cancelled,
            (ObjectKind::Timer, Op::Cancel) if object.fate.is_none() => How::Cancelled,
            (ObjectKind::Barrier, Op::Abort) => How::Aborted,
            (ObjectKind::Barrier, Op::Reset) => {
                object.fate = None;
                // Those who waited are sent away.
                object.opened = self.books.tickets;
                return;
            }
            _ => return,
        };
        object.flag |= done.op == Op::Cancel;
        object.fate = Some(Fate {
            how,
            task: worker,
            moment: now.moment,
            time: now.time,
        });
    }

    /// Who has done what becomes of a future: where its result was only carried here, whoever began the call, or of several
    /// that have one result, the one that came last.
    fn worker(&self, done: &Done, future: ObjectId) -> TaskId {
        if !self.is_carrier(done.task) {
            return done.task;
        }
        let own = self.objects.get(future).and_then(|own| own.fate.as_ref());
        let parts = || {
            let fates = self.parts_of(future).filter_map(|part| part.fate.as_ref());
            fates.max_by_key(|fate| (fate.time, fate.moment))
        };
        own.or_else(parts).map_or(done.task, |fate| fate.task)
    }

    /// Keeps a read or write of shared data; whose update a write has wiped out.
    pub(super) fn touch_variable(&mut self, done: &Done, now: Now) -> Option<Wiped> {
        if self.books.is_bare() {
            return None;
        }
        let named = done
            .name
            .clone()
            .or_else(|| Some(self.objects.get(done.object?)?.label()));
        let name = named?;
        let same = |variable: &Variable| match done.object {
            Some(object) => variable.object == Some(object),
            None => variable.object.is_none() && variable.name == name,
        };
        let index = self.variables.iter().position(same).unwrap_or_else(|| {
            if self.variables.len() == Variable::MOST {
                let stale =
                    |variable: &Variable| variable.accesses.last().map(|access| access.moment);
                let oldest =
                    (0..self.variables.len()).min_by_key(|&index| stale(&self.variables[index]));
                self.variables.remove(oldest.unwrap_or(0));
            }
            self.variables
                .push(Variable::new(name.clone(), done.object));
            self.variables.len() - 1
        });
        let site = self.tasks.get(done.task).and_then(|task| task.site);
        let variable = &mut self.variables[index];
        let value = done
            .item
            .as_ref()
            .map_or_else(|| variable.value.clone(), |text| cut(text, LONGEST_ITEM));
        let wiped = if done.op == Op::Write {
            variable.writes += 1;
            variable.wipe(done.task, &value)
        } else {
            variable.reads += 1;
            None
        };
        variable.value = value.clone();
        if variable.accesses.len() == Variable::ACCESSES {
            variable.accesses.remove(0);
        }
        let access = Access {
            op: done.op,
            task: done.task,
            value,
            moment: now.moment,
            time: now.time,
            site,
            over: wiped.as_ref().and_then(Wiped::last),
            lost: false,
        };
        variable.accesses.push(access);
        wiped
    }
}

impl Variable {
    fn new(name: crate::trace::Text, object: Option<ObjectId>) -> Self {
        Self {
            name,
            object,
            value: "".into(),
            accesses: Vec::new(),
            reads: 0,
            writes: 0,
            lost: 0,
        }
    }
}
