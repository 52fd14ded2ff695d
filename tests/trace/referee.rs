//! Replays records against the rules of each primitive, knowing nothing but the trace's own document.

use std::collections::{BTreeMap, BTreeSet};

use primviz::trace::{
    Done, Ending, Event, Fail, FailReason, Micros, New, ObjectId, ObjectKind, Op, QueueOrder,
    Record, SiteId, TaskId, Text, Want,
};

/// What is known of a run so far.
#[derive(Debug, Default)]
pub struct Referee {
    now: Micros,
    begun: bool,
    tasks: BTreeMap<TaskId, Task>,
    pub things: BTreeMap<ObjectId, Thing>,
    sites: BTreeSet<SiteId>,
}

#[derive(Debug, Default)]
struct Task {
    started: bool,
    ended: bool,
    /// Open ones with the time when they were opened, the innermost last.
    wants: Vec<(Want, Micros)>,
}

/// An object as the records tell of it.
#[derive(Debug)]
pub struct Thing {
    pub new: New,
    /// Owner of a lock and how deep.
    pub held: Option<(TaskId, i64)>,
    pub permits: i64,
    pub flag: bool,
    pub items: Vec<Text>,
    pub unfinished: i64,
    /// Items that feeders have in their hands.
    away: i64,
    /// Who waits and for what, in order of arrival.
    line: Vec<(TaskId, Op)>,
    /// Who was woken and has not said yet what came of it.
    picked: BTreeSet<TaskId>,
}

type Verdict = Result<(), String>;

fn rule(holds: bool, broken: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(broken()) }
}

impl Referee {
    /// Takes the next record.
    pub fn hear(&mut self, record: &Record) -> Verdict {
        rule(record.time >= self.now, || "time went back".to_owned())?;
        self.now = record.time;
        rule(
            self.begun != matches!(record.event, Event::Hello(_)),
            || "not one hello, first".to_owned(),
        )?;
        self.begun = true;
        match &record.event {
            Event::Site(site) => rule(self.sites.insert(site.site), || {
                "a site is told twice".to_owned()
            }),
            Event::Spawn(spawn) => {
                let number = self.tasks.len();
                rule(spawn.task.index() == number, || {
                    "tasks are not numbered in order".to_owned()
                })?;
                self.tasks.insert(spawn.task, Task::default());
                Ok(())
            }
            Event::Start { task } => {
                let task = self.acts(*task)?;
                rule(!std::mem::replace(&mut task.started, true), || {
                    "started twice".to_owned()
                })
            }
            Event::End { task, how } => {
                let task = self.acts(*task)?;
                task.ended = true;
                let waits = task.wants.last().map(|(want, _)| want.op);
                rule(waits.is_none() || *how == Ending::Killed, || {
                    format!("ended in the middle of {waits:?}")
                })
            }
            Event::New(new) => self.introduce(new),
            Event::At { task, site } => {
                rule(self.sites.contains(site), || {
                    "a site that was never told".to_owned()
                })?;
                self.free_to_run(*task)
            }
            Event::Out { task, .. } => self.free_to_run(*task),
            Event::Want(want) => self.want(want),
            Event::Done(done) => self.done(done),
            Event::Fail(fail) => self.fail(fail),
            _ => Ok(()),
        }
    }

    /// Nobody can run any more: who still waits beside something that it could have.
    pub fn forgotten(&self) -> Vec<String> {
        let open = self.tasks.iter().filter_map(|(task, state)| {
            let (want, _) = state.wants.last()?;
            Some((task, want, self.things.get(&want.object?)?))
        });
        let idle = open.filter(|(task, want, thing)| {
            let capacity = thing.new.capacity.unwrap_or(i64::MAX);
            match (thing.new.kind, want.op) {
                (ObjectKind::Lock | ObjectKind::RLock, Op::Acquire) => thing.held.is_none(),
                (ObjectKind::Semaphore, Op::Acquire) => thing.permits > 0,
                (ObjectKind::Event, Op::Wait) => thing.flag || thing.picked.contains(task),
                (ObjectKind::Condition, Op::Wait) => thing.picked.contains(task),
                (ObjectKind::Queue, Op::Get) => !thing.items.is_empty(),
                (ObjectKind::Queue, Op::Put) => (thing.items.len() as i64) + thing.away < capacity,
                (ObjectKind::Queue, Op::Join) => thing.unfinished == 0,
                _ => false,
            }
        });
        idle.map(|(task, want, thing)| {
            format!("{task:?} waits for ever in {want:?} beside {thing:?}")
        })
        .collect()
    }

    fn acts(&mut self, task: TaskId) -> Result<&mut Task, String> {
        let found = self
            .tasks
            .get_mut(&task)
            .ok_or_else(|| format!("{task:?} was never spawned"))?;
        if found.ended {
            Err(format!("{task:?} acts after its end"))
        } else {
            Ok(found)
        }
    }

    fn introduce(&mut self, new: &New) -> Verdict {
        let number = self.things.len();
        if let Some(known) = self.things.get_mut(&new.object) {
            rule(known.new.kind == new.kind, || {
                "an object has become another".to_owned()
            })?;
            known.new.names.clone_from(&new.names);
            return Ok(());
        }
        rule(new.object.index() == number, || {
            "objects are not numbered in order".to_owned()
        })?;
        let thing = Thing {
            new: new.clone(),
            held: None,
            permits: new.permits.unwrap_or(0),
            flag: false,
            items: Vec::new(),
            unfinished: 0,
            away: 0,
            line: Vec::new(),
            picked: BTreeSet::new(),
        };
        self.things.insert(new.object, thing);
        Ok(())
    }

    /// A task that waits does nothing else, unless the program's own code runs inside (a barrier's action, a comparison).
    fn free_to_run(&mut self, task: TaskId) -> Verdict {
        let calls_back = self.calls_back(task);
        let task = self.acts(task)?;
        let open = task.wants.last().map(|(want, _)| want.op);
        rule(open.is_none() || calls_back, || {
            format!("goes on in the middle of {open:?}")
        })
    }

    fn calls_back(&self, task: TaskId) -> bool {
        let object = self
            .tasks
            .get(&task)
            .and_then(|task| task.wants.last())
            .and_then(|(want, _)| want.object)
            .and_then(|object| self.things.get(&object));
        object.is_some_and(|thing| {
            thing.new.kind == ObjectKind::Barrier || thing.new.order == Some(QueueOrder::Priority)
        })
    }

    fn want(&mut self, want: &Want) -> Verdict {
        let open = self
            .tasks
            .get(&want.task)
            .and_then(|task| task.wants.last());
        let again = open.is_some_and(|(open, _)| open.op == want.op && open.object == want.object);
        let nests = self.open_wait(want.task).is_some_and(|condition| {
            want.op == Op::Acquire && self.things[&condition].new.lock == want.object
        });
        if !nests && !again {
            self.free_to_run(want.task)?;
        }
        let now = self.now;
        let wants = &mut self.acts(want.task)?.wants;
        if again {
            wants.pop();
        }
        wants.push((want.clone(), now));
        let Some(thing) = want.object.and_then(|object| self.things.get_mut(&object)) else {
            return Ok(());
        };
        // Who was woken and finds the thing gone stands at the end of the line.
        let woken = thing.picked.remove(&want.task);
        thing.line.push((want.task, want.op));
        rule(woken || !again, || {
            "wants the same again without having been woken".to_owned()
        })
    }

    /// The condition in whose `wait` a task is.
    fn open_wait(&self, task: TaskId) -> Option<ObjectId> {
        let (want, _) = self.tasks.get(&task)?.wants.last()?;
        let object = want.object?;
        let condition = self.things.get(&object)?.new.kind == ObjectKind::Condition;
        (want.op == Op::Wait && condition).then_some(object)
    }

    /// Closes the want of an operation, if it was announced.
    fn close(
        &mut self,
        task: TaskId,
        op: Op,
        object: Option<ObjectId>,
    ) -> Result<Option<(Want, Micros)>, String> {
        let wants = &mut self.acts(task)?.wants;
        if wants
            .last()
            .is_some_and(|(want, _)| want.op == op && want.object == object)
        {
            return Ok(wants.pop());
        }
        let lets_go = op == Op::Release
            && self
                .open_wait(task)
                .is_some_and(|condition| self.things[&condition].new.lock == object);
        if !lets_go {
            self.free_to_run(task)?;
        }
        Ok(None)
    }

    fn fail(&mut self, fail: &Fail) -> Verdict {
        let closed = self.close(fail.task, fail.op, fail.object)?;
        if fail.why == FailReason::Timeout
            && let Some((
                Want {
                    timeout: Some(timeout),
                    ..
                },
                since,
            )) = closed
        {
            let due = since + timeout;
            rule(self.now >= due, || {
                format!("timed out at {} instead of {due}", self.now)
            })?;
        }
        self.wait_there(&fail.woken, fail.object)?;
        if let Some(thing) = fail.object.and_then(|object| self.things.get_mut(&object)) {
            thing.leave(fail.task);
            // A feeder cannot send it.
            if thing.away > 0 && fail.op == Op::Put && fail.why == FailReason::Exception {
                thing.away -= 1;
            }
            thing.pick(&fail.woken);
        }
        Ok(())
    }

    /// Whoever is woken waits there.
    fn wait_there(&self, woken: &[TaskId], object: Option<ObjectId>) -> Verdict {
        for task in woken {
            let waits = self
                .tasks
                .get(task)
                .is_some_and(|task| task.wants.iter().any(|(want, _)| want.object == object));
            rule(waits, || {
                format!("{task:?} is woken and does not wait there")
            })?;
        }
        Ok(())
    }

    fn done(&mut self, done: &Done) -> Verdict {
        let closed = self.close(done.task, done.op, done.object)?;
        let late = closed.is_some_and(|(want, since)| {
            want.timeout
                .is_some_and(|timeout| self.now >= since + timeout)
        });
        self.wait_there(&done.woken, done.object)?;
        let Some(id) = done.object else {
            return Ok(());
        };
        let mut thing = self
            .things
            .remove(&id)
            .ok_or_else(|| format!("{id:?} was never told of"))?;
        let was_woken = thing.leave(done.task);
        let verdict = self.effect(&mut thing, done, was_woken, late);
        self.things.insert(id, thing);
        verdict
    }

    fn effect(&self, thing: &mut Thing, done: &Done, was_woken: bool, late: bool) -> Verdict {
        let count = done.count.unwrap_or(1);
        let all = i64::MAX;
        match (thing.new.kind, done.op) {
            (ObjectKind::Lock | ObjectKind::RLock, Op::Release) => {
                let freed = i64::from(done.left == Some(0));
                self.wakes(thing, Op::Acquire, freed, &done.woken)?;
            }
            (ObjectKind::Semaphore, Op::Release) => {
                self.wakes(thing, Op::Acquire, count, &done.woken)?;
            }
            (ObjectKind::Event, Op::Set) => self.wakes(thing, Op::Wait, all, &done.woken)?,
            (ObjectKind::Condition, Op::Notify) => {
                thing.used_up(&done.spent)?;
                let rest = done.count.unwrap_or(all) - done.spent.len() as i64;
                self.wakes(thing, Op::Wait, rest, &done.woken)?;
            }
            // What is handed to a feeder is not there yet.
            (ObjectKind::Queue, Op::Put) if done.on.is_some() => {
                self.wakes(thing, Op::Get, 0, &done.woken)?;
            }
            (ObjectKind::Queue, Op::Put) => self.wakes(thing, Op::Get, 1, &done.woken)?,
            (ObjectKind::Queue, Op::Get) => {
                let waits_to_send = |task: &TaskId| thing.line.contains(&(*task, Op::Send));
                let (feeders, putters): (Vec<_>, Vec<_>) =
                    done.woken.iter().copied().partition(waits_to_send);
                self.wakes(thing, Op::Put, 1, &putters)?;
                thing.pick(&feeders);
            }
            (ObjectKind::Queue, Op::TaskDone) => {
                let joiners = if done.unfinished == Some(0) { all } else { 0 };
                self.wakes(thing, Op::Join, joiners, &done.woken)?;
            }
            _ => thing.pick(&done.woken),
        }
        match (thing.new.kind, done.op) {
            (ObjectKind::Lock | ObjectKind::RLock, _) => thing.lock(done)?,
            (ObjectKind::Semaphore, Op::Acquire) => {
                rule(thing.permits > 0, || {
                    "took a permit that was not there".to_owned()
                })?;
                thing.permits -= 1;
                agree("permits", done.left, thing.permits)?;
            }
            (ObjectKind::Semaphore, Op::Release) => {
                thing.permits += count;
                let bound = thing.new.bound.unwrap_or(i64::MAX);
                rule(thing.permits <= bound, || {
                    "more permits than the bound".to_owned()
                })?;
                agree("permits", done.left, thing.permits)?;
            }
            (ObjectKind::Semaphore, Op::Query) => agree("permits", done.left, thing.permits)?,
            (ObjectKind::Event, Op::Set) => thing.flag = true,
            (ObjectKind::Event, Op::Clear) => thing.flag = false,
            (ObjectKind::Event, Op::Wait) => {
                rule(thing.flag || was_woken, || {
                    "went on although the flag is down".to_owned()
                })?;
            }
            (ObjectKind::Event, Op::Query) => {
                rule(done.flag == Some(thing.flag), || {
                    "says another flag".to_owned()
                })?;
            }
            (ObjectKind::Condition, Op::Wait) => {
                // A notify may fall to one whose time is up, and is lost.
                rule(
                    done.flag == Some(was_woken) || (done.flag == Some(false) && late),
                    || "true without a notify, or false after one in time".to_owned(),
                )?;
            }
            (ObjectKind::Queue, _) => thing.queue(done)?,
            (ObjectKind::Barrier, Op::Wait) => {
                let parties = thing.new.parties.unwrap_or(0);
                rule((0..parties).contains(&count), || {
                    "an index outside of the parties".to_owned()
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Exactly the first `most` who wait for this are woken, in order; only who is past its deadline is passed over.
    fn wakes(&self, thing: &mut Thing, op: Op, most: i64, woken: &[TaskId]) -> Verdict {
        let mut next = woken.iter().peekable();
        let mut stay = Vec::new();
        let enough = woken.len() as i64 >= most.max(0);
        for &(task, waits_for) in &thing.line {
            if next.next_if_eq(&&task).is_some() {
                thing.picked.insert(task);
                continue;
            }
            stay.push((task, waits_for));
            let late = self.tasks[&task].wants.iter().any(|(want, since)| {
                want.object == Some(thing.new.object)
                    && want
                        .timeout
                        .is_some_and(|timeout| self.now >= since + timeout)
            });
            let passed_over = waits_for == op && !late && !(enough && next.peek().is_none());
            rule(!passed_over, || format!("{task:?} was passed over"))?;
        }
        rule(next.peek().is_none(), || {
            format!("{:?} was woken out of order", next.peek())
        })?;
        rule(woken.len() as i64 <= most.max(0), || {
            "more were woken than asked for".to_owned()
        })?;
        thing.line = stay;
        Ok(())
    }
}

fn agree(what: &str, told: Option<i64>, counted: i64) -> Verdict {
    rule(told.is_none_or(|told| told == counted), || {
        format!("{what}: {told:?} told and {counted} counted")
    })
}

impl Thing {
    /// Those whose time was up have each used up a notification, in their turn.
    fn used_up(&mut self, spent: &[TaskId]) -> Verdict {
        for late in spent {
            let before = self.line.len();
            self.line.retain(|(task, _)| task != late);
            rule(self.line.len() + 1 == before, || {
                format!("{late:?} has used up a notification and does not wait")
            })?;
        }
        Ok(())
    }

    /// Takes those who were woken out of the line.
    fn pick(&mut self, woken: &[TaskId]) {
        let reached = self.line.extract_if(.., |(task, _)| woken.contains(task));
        self.picked.extend(reached.map(|(task, _)| task));
    }

    /// Takes a task out of the line; whether it had been woken.
    fn leave(&mut self, task: TaskId) -> bool {
        self.line.retain(|&(waiter, _)| waiter != task);
        self.picked.remove(&task)
    }

    fn lock(&mut self, done: &Done) -> Verdict {
        let reenters = self.new.kind == ObjectKind::RLock;
        match (done.op, self.held) {
            (Op::Acquire, None) => self.held = Some((done.task, done.left.unwrap_or(1))),
            (Op::Acquire, Some((owner, depth))) => {
                rule(reenters && owner == done.task, || {
                    "took a lock that is held".to_owned()
                })?;
                agree("depth", done.left, depth + 1)?;
                self.held = Some((owner, depth + 1));
            }
            (Op::Release, None) => return Err("released a free lock".to_owned()),
            (Op::Release, Some((owner, depth))) => {
                rule(!reenters || owner == done.task, || {
                    "released another's lock".to_owned()
                })?;
                // A condition's wait lets it go from any depth.
                let left = done.left.unwrap_or(depth - 1);
                rule(left == depth - 1 || left == 0, || {
                    "released by more than one".to_owned()
                })?;
                self.held = (left > 0).then_some((owner, left));
            }
            (Op::Query, held) => {
                rule(done.flag.is_none_or(|flag| flag == held.is_some()), || {
                    "says another state".to_owned()
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    fn queue(&mut self, done: &Done) -> Verdict {
        match done.op {
            Op::Put => {
                let arrives = done.on.is_none() && self.away > 0;
                if done.on.is_some() {
                    self.away += 1;
                } else {
                    self.items.push(done.item.clone().unwrap_or_default());
                    self.away -= i64::from(arrives);
                }
                if done.flag != Some(false) && !arrives {
                    self.unfinished += 1;
                }
                let capacity = self.new.capacity.unwrap_or(i64::MAX);
                rule(self.items.len() as i64 + self.away <= capacity, || {
                    "more items than the capacity".to_owned()
                })?;
            }
            Op::Get => {
                let item = done.item.clone().unwrap_or_default();
                let place = match self.new.order {
                    Some(QueueOrder::Lifo) => self.items.iter().rposition(|_| true),
                    Some(QueueOrder::Priority) => self.items.iter().position(|held| *held == item),
                    _ => self.items.iter().position(|_| true),
                };
                let place = place.ok_or_else(|| "got from an empty queue".to_owned())?;
                let given = self.items.remove(place);
                rule(given == item, || {
                    format!("got {item} where {given} was due")
                })?;
            }
            Op::TaskDone => {
                rule(self.unfinished > 0, || "nothing was unfinished".to_owned())?;
                self.unfinished -= 1;
            }
            Op::Close => {
                let left = done.left.unwrap_or(0) as usize;
                let gone = self.items.len().saturating_sub(left);
                rule(gone == 0 || left == 0, || "thrown away in part".to_owned())?;
                self.items.truncate(left);
                self.unfinished = (self.unfinished - gone as i64).max(0);
            }
            Op::Join => rule(self.unfinished == 0, || "joined too early".to_owned())?,
            Op::Query if done.flag.is_some() => return Ok(()),
            _ => {}
        }
        if !matches!(done.op, Op::Join | Op::Send) {
            agree("size", done.left, self.items.len() as i64)?;
        }
        agree("unfinished", done.unfinished, self.unfinished)
    }
}
