//! Finds causes in the records: what wakes, and what becomes of those who were woken.

use crate::model::variable::Wiped;
use crate::model::{Cause, Effect, Fate, Model, Reaction, Task, Trigger};
use crate::trace::{Done, Fail, FailReason, ObjectId, ObjectKind, Op, TaskId};

use super::Now;
use crate::model::Wanting;

/// Timeouts of one object that come this close together, in program time, are one cause: nobody can tell them apart.
const TOGETHER: u64 = 50_000;

/// What a log entry has to do with a cause.
pub(super) type Part = Option<(u64, bool)>;

impl Model {
    /// The object that a cause is said to be about: what is a part inside of another goes by that other's name.
    fn outermost(&self, object: Option<ObjectId>) -> Option<ObjectId> {
        let at = object.and_then(|object| self.objects.get(object))?;
        match at.of {
            Some(of) if at.kind != ObjectKind::Future => Some(of),
            _ => Some(at.id),
        }
    }

    /// The call whose result is on its way to those who wait for it: what its worker puts into a line inside of the pool.
    fn result_of(&self, done: &Done, object: Option<ObjectId>) -> Option<ObjectId> {
        let line = object.and_then(|object| self.objects.get(object))?;
        let pool = line
            .of
            .filter(|_| done.op == Op::Put && line.kind == ObjectKind::Queue)?;
        let calls = self.objects.iter().filter(|object| {
            let worked = |fate: &Fate| fate.task == done.task;
            self.pool_of(object) == Some(pool) && object.fate.as_ref().is_some_and(worked)
        });
        let calls = calls.filter(|object| object.kind == ObjectKind::Future);
        let last = calls.max_by_key(|call| call.fate.as_ref().map(|fate| fate.moment));
        last.map(|call| call.id)
    }

    /// Whether a task only carries what others have done.
    pub(super) fn is_carrier(&self, task: TaskId) -> bool {
        self.tasks.get(task).is_some_and(Task::is_carrier)
    }

    /// Whose deed an operation is: a result that is carried to those who wait is its worker's.
    pub(super) fn doer(&self, done: &Done, object: Option<ObjectId>) -> TaskId {
        let at = object.and_then(|object| self.objects.get(object));
        let fate = at.and_then(|object| object.fate.as_ref());
        match fate.filter(|_| self.is_carrier(done.task)) {
            Some(fate) => fate.task,
            None => done.task,
        }
    }

    /// Something has become of a task, if a wake had reached it; the number of the cause that had.
    fn react(&mut self, task: TaskId, reaction: Reaction, now: Now) -> Option<u64> {
        let (number, effect) = self.causes.open_effect(task)?;
        if reaction != effect.reaction {
            effect.reaction = reaction;
            effect.moment = now.moment;
            effect.time = now.time;
        }
        Some(number)
    }

    /// An operation took effect: the end of a wait that a cause had reached, a cause itself, or both.
    pub(super) fn cause_done(
        &mut self,
        done: &Done,
        object: Option<ObjectId>,
        closed: Option<&Wanting>,
        now: Now,
    ) -> Part {
        if self.books.is_bare() {
            return None;
        }
        let mut part = None;
        if let Some(want) = closed {
            let late = done.flag == Some(false) && done.op == Op::Wait && want.is_up(now.time);
            if late {
                return self.cause_late(done.task, object, want, now);
            }
            // What carries results inside of a pool is nothing that the program has put.
            let at = object.and_then(|object| self.objects.get(object));
            let own = at.is_some_and(|at| at.of.is_none());
            let item = done.item.clone().filter(|_| own);
            let reached = self.react(done.task, Reaction::Got(item), now);
            part = reached.map(|number| (number, false));
        }
        let tells = match done.op {
            Op::Set | Op::Clear | Op::Notify | Op::Abort | Op::Reset => self
                .outermost(object)
                .and_then(|object| self.objects.get(object))
                .is_some_and(|object| {
                    !matches!(object.kind, ObjectKind::Future | ObjectKind::Timer)
                }),
            _ => false,
        };
        if done.woken.is_empty() && !tells || self.passes_on(done, object) {
            return part;
        }
        let woken = done.woken.iter().filter(|woken| **woken != done.task);
        let woken = woken.filter(|woken| !self.is_carrier(**woken));
        let effects: Vec<Effect> = woken
            .filter_map(|&woken| self.effect_of(woken, Reaction::Woken, now))
            .collect();
        if effects.is_empty() && !tells && !done.woken.is_empty() {
            return part;
        }
        let doer = self.doer(done, object);
        let result = self.result_of(done, object);
        let op = if result.is_some() { Op::Set } else { done.op };
        let cause = Cause {
            by: self.actor(doer),
            object: result.or_else(|| self.outermost(object)),
            count: done.count,
            left: done.left,
            item: done.item.clone().filter(|_| result.is_none()),
            line: self.line(doer),
            effects,
            ..Cause::new(Trigger::Operation(op), (now.time, now.moment))
        };
        Some((self.causes.push(cause), true))
    }

    /// Whether a worker that is told that its pool is shut down tells the next one: that is the pool's own affair.
    pub(super) fn passes_on(&self, done: &Done, object: Option<ObjectId>) -> bool {
        let at = object.and_then(|object| self.objects.get(object));
        let pool = at.filter(|at| at.kind == ObjectKind::Pool && done.op == Op::Put);
        done.item.as_deref() == Some("None")
            && pool.is_some_and(|pool| pool.took.contains(&done.task))
    }

    fn effect_of(&self, task: TaskId, reaction: Reaction, now: Now) -> Option<Effect> {
        let wants = |task: &crate::model::Task| task.wants.last().map(|want| want.op);
        Some(Effect {
            actor: self.actor(task)?,
            wanted: self.tasks.get(task).and_then(wants),
            reaction,
            moment: now.moment,
            time: now.time,
            line: self.line(task),
        })
    }

    /// What others have written is wiped out by one who knew nothing of it; the number of the cause.
    pub(super) fn cause_overwrites(&mut self, done: &Done, wiped: Wiped, now: Now) -> u64 {
        let mut effects: Vec<Effect> = Vec::new();
        for (task, value) in wiped.updates {
            let before = |effect: &Effect| effect.actor.task == task;
            effects.retain(|effect| !before(effect));
            effects.extend(self.effect_of(task, Reaction::Overwritten(value), now));
        }
        let name = done.name.clone();
        let name = name.or_else(|| Some(self.label(done.object?)));
        // Back from a call, it is where it read: the call's last line has nothing of what is written.
        let word = name.as_deref().and_then(|name| name.rsplit('.').next());
        let tells = |line: &u32| {
            let text = self
                .hello
                .source
                .lines()
                .nth((*line as usize).saturating_sub(1));
            text.zip(word)
                .is_some_and(|(text, word)| text.contains(word))
        };
        let here = self.line(done.task);
        let there = wiped.site.and_then(|site| self.row(self.site(site)?));
        let line = here.filter(tells).or(there.filter(tells)).or(here);
        let cause = Cause {
            by: self.actor(done.task),
            name,
            item: done.item.clone(),
            read: Some(wiped.read),
            line,
            effects,
            ..Cause::new(Trigger::Overwrites, (now.time, now.moment))
        };
        self.causes.push(cause)
    }

    /// A woken task has tried in vain, or, out of a condition, goes for its lock; the cause that woke it.
    pub(super) fn cause_want(
        &mut self,
        task: TaskId,
        again: bool,
        outer: Option<&Wanting>,
        object: Option<ObjectId>,
        now: Now,
    ) -> Option<u64> {
        if self.books.is_bare() {
            return None;
        }
        if again {
            let at = object.and_then(|object| self.objects.get(object));
            let faster = at.and_then(|at| at.owner.or(at.last.as_ref().map(|last| last.task)));
            let faster = faster.filter(|faster| *faster != task);
            self.react(task, Reaction::Lost(faster), now)
        } else if let (Some(_), Some(lock)) = (outer.filter(|outer| outer.op == Op::Wait), object) {
            self.react(task, Reaction::Seeks(lock), now)
        } else {
            None
        }
    }

    /// An operation failed: a wait that ended in vain.
    pub(super) fn cause_fail(
        &mut self,
        fail: &Fail,
        object: Option<ObjectId>,
        closed: Option<&Wanting>,
        now: Now,
    ) -> Part {
        if self.books.is_bare() {
            return None;
        }
        // What one gives up may be what the others wait for: a barrier that breaks.
        let at = object.and_then(|object| self.objects.get(object));
        let fate = at.and_then(|object| object.fate.as_ref());
        let breaks = fate.is_some_and(|fate| fate.task == fail.task && fate.time == now.time);
        let late = closed.is_some_and(|want| is_late(fail, want, now));
        if fail.woken.is_empty() || !(late && breaks) {
            let ended = self.cause_end_in_vain(fail, object, closed, now);
            if fail.woken.is_empty() {
                return ended;
            }
        } else {
            // That its time was up, and that this breaks the barrier, is one thing.
            self.react(fail.task, Reaction::TimedOut, now);
        }
        let trigger = match (breaks, late) {
            (true, true) => Trigger::BreaksLate,
            (true, false) => Trigger::Breaks,
            _ => Trigger::Leaves,
        };
        let effects = fail.woken.iter();
        let effects = effects.filter_map(|&woken| self.effect_of(woken, Reaction::Woken, now));
        let cause = Cause {
            by: self.actor(fail.task),
            object: self.outermost(object),
            line: self.line(fail.task),
            effects: effects.collect(),
            ..Cause::new(trigger, (now.time, now.moment))
        };
        Some((self.causes.push(cause), true))
    }

    /// What a failure means for whoever had waited.
    fn cause_end_in_vain(
        &mut self,
        fail: &Fail,
        object: Option<ObjectId>,
        closed: Option<&Wanting>,
        now: Now,
    ) -> Part {
        let want = closed?;
        if is_late(fail, want, now) {
            return self.cause_late(fail.task, object, want, now);
        }
        self.react(fail.task, Reaction::GaveUp, now)
            .map(|number| (number, false))
    }

    /// A wait's time was up.
    fn cause_late(
        &mut self,
        task: TaskId,
        object: Option<ObjectId>,
        want: &Wanting,
        now: Now,
    ) -> Part {
        self.react(task, Reaction::TimedOut, now);
        let mut effect = self.effect_of(task, Reaction::TimedOut, now)?;
        effect.wanted = Some(want.op);
        let object = self.outermost(object);
        let line = want.site.and_then(|site| self.site(site));
        let line = line.and_then(|site| self.row(site));
        if let Some(last) = self.causes.last_mut()
            && last.trigger == Trigger::Time
            && last.object == object
            && now.time.saturating_sub(last.time) <= TOGETHER
        {
            last.effects.push(effect);
            return Some((last.number, false));
        }
        let cause = Cause {
            object,
            line,
            effects: vec![effect],
            ..Cause::new(Trigger::Time, (now.time, now.moment))
        };
        Some((self.causes.push(cause), true))
    }

    /// A task has ended: those who waited for that may go on.
    pub(super) fn cause_end(&mut self, id: TaskId, line: Option<u32>, now: Now) -> Part {
        if self.books.is_bare() {
            return None;
        }
        self.react(id, Reaction::GaveUp, now);
        if self.is_carrier(id) {
            return None;
        }
        let joins = |task: &&crate::model::Task| {
            let want = task.wants.last();
            want.is_some_and(|want| want.op == Op::Join && want.on == Some(id))
        };
        let joiners: Vec<TaskId> = self
            .tasks
            .iter()
            .filter(joins)
            .map(|task| task.id)
            .collect();
        if joiners.is_empty() {
            return None;
        }
        let effects = joiners
            .into_iter()
            .filter_map(|joiner| self.effect_of(joiner, Reaction::Woken, now));
        let cause = Cause {
            by: self.actor(id),
            line,
            effects: effects.collect(),
            ..Cause::new(Trigger::End, (now.time, now.moment))
        };
        Some((self.causes.push(cause), true))
    }
}

/// Whether a wait ended in vain because its time was up.
fn is_late(fail: &Fail, want: &Wanting, now: Now) -> bool {
    want.blocked && fail.why != FailReason::Abandoned && want.is_up(now.time)
}
