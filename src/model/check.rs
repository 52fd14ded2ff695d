//! Whether a run stays within the legal states.
//!
//! A [`Checker`] applies records to a model of its own and tells what is wrong with each: with the record in the state
//! that it meets (nobody takes a lock that another owns, nobody gets from an empty queue, the numbers told agree with
//! the ones counted) and with the state that it leaves (holders within capacity, every waiter in exactly one line).

use crate::trace::{Done, Event, ObjectKind, Op, Record, TaskId};

use super::{End, Model, Object, Place, Task};

/// Applies records and collects what is wrong.
#[derive(Debug, Clone, Default)]
pub struct Checker {
    /// The model so far.
    pub model: Model,
}

impl Checker {
    /// Takes a record; tells what is wrong with it and with the state it leads to.
    pub fn apply(&mut self, record: &Record) -> Vec<String> {
        let mut faults = Vec::new();
        self.before(record, &mut faults);
        self.model.apply(record, record.time);
        faults.extend(self::faults(&self.model));
        faults
    }

    /// Takes a record; tells what is wrong with it, and looks at its own task and object only. For long runs.
    pub fn apply_quickly(&mut self, record: &Record) -> Vec<String> {
        let mut faults = Vec::new();
        self.before(record, &mut faults);
        self.model.apply(record, record.time);
        let object = match &record.event {
            Event::Want(want) => want.object,
            Event::Done(done) => done.object,
            Event::Fail(fail) => fail.object,
            _ => None,
        };
        if let Some(object) = object.and_then(|object| self.model.object(object)) {
            check_object(&self.model, object, &mut faults);
        }
        faults
    }

    fn before(&self, record: &Record, faults: &mut Vec<String>) {
        let model = &self.model;
        if record.time < model.time {
            faults.push(format!(
                "time goes back from {} to {}",
                model.time, record.time
            ));
        }
        let first = model.records == 0;
        if first != matches!(record.event, Event::Hello(_)) {
            faults.push("a run begins with one hello".to_owned());
        }
        let actor = match &record.event {
            Event::Start { task }
            | Event::End { task, .. }
            | Event::At { task, .. }
            | Event::Out { task, .. } => Some(*task),
            Event::Want(want) => Some(want.task),
            Event::Done(done) => Some(done.task),
            Event::Fail(fail) => Some(fail.task),
            _ => None,
        };
        if let Some(actor) = actor {
            match model.task(actor) {
                None => faults.push(format!("task {} acts and was never spawned", actor.0)),
                Some(task) if task.is_over() => {
                    faults.push(format!("{} acts after its end", task.name));
                }
                Some(_) => {}
            }
        }
        match &record.event {
            Event::Done(done) => self.before_done(done, faults),
            Event::At { site, .. } if model.site(*site).is_none() => {
                faults.push(format!("site {} was never told", site.0));
            }
            Event::Spawn(spawn)
                if u64::from(spawn.task.0) != model.spawned && model.task(spawn.task).is_none() =>
            {
                faults.push(format!(
                    "task {} is spawned as number {}",
                    spawn.task.0, model.spawned
                ));
            }
            _ => {}
        }
    }

    fn before_done(&self, done: &Done, faults: &mut Vec<String>) {
        let model = &self.model;
        for woken in &done.woken {
            if model.task(*woken).is_none_or(|task| task.wants.is_empty()) {
                faults.push(format!(
                    "{} is woken and waits for nothing",
                    model.name(*woken)
                ));
            }
        }
        let target = model.target(done.op, done.object);
        let Some(object) = target.and_then(|object| model.object(object)) else {
            if let Some(object) = target {
                faults.push(format!("object {} is used and was never told", object.0));
            }
            return;
        };
        let who = model.name(done.task);
        let what = object.label();
        let mut require = |holds: bool, why: &str| {
            if !holds {
                faults.push(format!("{who} did {:?} on {what}: {why}", done.op));
            }
        };
        let left = done.left;
        let count = done.count.unwrap_or(1);
        match (object.kind, done.op) {
            (ObjectKind::Lock, Op::Acquire) => require(object.owner.is_none(), "it has an owner"),
            (ObjectKind::Lock, Op::Release) => require(object.owner.is_some(), "it is free"),
            (ObjectKind::RLock, Op::Acquire) => {
                require(
                    object.owner.is_none_or(|owner| owner == done.task),
                    "another owns it",
                );
                require(
                    left.is_none_or(|left| left >= object.count),
                    "its count fell",
                );
            }
            (ObjectKind::RLock, Op::Release) => {
                require(object.owner == Some(done.task), "it is not the owner");
            }
            (ObjectKind::Semaphore, Op::Acquire) => {
                require(object.permits > 0, "no permit was left");
                require(
                    left.is_none_or(|left| left == object.permits - 1),
                    "the permits left do not add up",
                );
            }
            (ObjectKind::Semaphore, Op::Release) => {
                require(
                    left.is_none_or(|left| left == object.permits + count),
                    "the permits left do not add up",
                );
                require(
                    object
                        .bound
                        .is_none_or(|bound| object.permits + count <= bound),
                    "it is bounded",
                );
            }
            (ObjectKind::Queue, Op::Put) if done.on.is_some() => {
                require(
                    object
                        .capacity
                        .is_none_or(|most| object.depth + object.away < most),
                    "it was full",
                );
                require(
                    left.is_none_or(|left| left == object.depth),
                    "it is not there yet",
                );
            }
            (ObjectKind::Queue, Op::Put) => {
                require(
                    object.capacity.is_none_or(|most| object.depth < most),
                    "it was full",
                );
                require(
                    left.is_none_or(|left| left == object.depth + 1),
                    "the depth does not add up",
                );
            }
            (ObjectKind::Queue, Op::Get) => {
                require(object.depth > 0, "it was empty");
                require(
                    left.is_none_or(|left| left == object.depth - 1),
                    "the depth does not add up",
                );
            }
            (ObjectKind::Queue, Op::TaskDone) => {
                require(object.unfinished > 0, "nothing was unfinished");
            }
            (ObjectKind::RwLock, Op::Acquire) => {
                let alone = object.owner.is_none();
                let reads = done.name.as_deref() == Some("read");
                require(alone && (reads || object.holders.is_empty()), "it is taken");
            }
            _ => {}
        }
    }
}

/// What is wrong with a state.
pub fn faults(model: &Model) -> Vec<String> {
    let mut faults = Vec::new();
    for object in model.objects.iter() {
        check_object(model, object, &mut faults);
    }
    for task in model.tasks.iter() {
        check_task(model, task, &mut faults);
    }
    if !model.books.is_bare() {
        check_places(model, &mut faults);
    }
    for circle in &model.circles {
        for link in &circle.links {
            if !model.waits_for(link.task).contains(&link.owner) {
                faults.push(format!(
                    "{} is in a circle and does not wait for {}",
                    model.name(link.task),
                    model.name(link.owner)
                ));
            }
        }
    }
    faults
}

fn check_object(model: &Model, object: &Object, faults: &mut Vec<String>) {
    let what = object.label();
    let mut require = |holds: bool, why: &str| {
        if !holds {
            faults.push(format!("{what}: {why}"));
        }
    };
    match object.kind {
        ObjectKind::Lock => require(
            (0..=1).contains(&object.count),
            "a lock is held more than once",
        ),
        ObjectKind::Semaphore => {
            let all = object.permits + object.holders.len() as i64;
            require(object.permits >= 0, "fewer than no permits");
            require(
                object.bound.is_none_or(|bound| object.permits <= bound),
                "more permits than its bound",
            );
            require(all <= i64::from(object.slots), "more permits than slots");
            let mut slots: Vec<u32> = object.holders.iter().map(|holder| holder.slot).collect();
            slots.sort_unstable();
            require(
                slots.windows(2).all(|pair| pair[0] < pair[1]),
                "two holders in one slot",
            );
            require(
                slots.last().is_none_or(|slot| *slot < object.slots),
                "a holder without a slot",
            );
        }
        ObjectKind::RwLock => require(
            object.owner.is_none() || object.holders.is_empty(),
            "written while it is read",
        ),
        ObjectKind::Queue => {
            require(object.depth >= 0, "fewer than no items");
            require(
                object.capacity.is_none_or(|most| object.depth <= most),
                "more items than it has room for",
            );
            require(
                object.items.len() as i64 <= object.depth,
                "items that are not there",
            );
        }
        _ => {}
    }
    require(
        (object.count > 0) == object.owner.is_some(),
        "an owner without a count, or a count without an owner",
    );
    if let Some(owner) = object.owner.and_then(|owner| model.task(owner)) {
        require(
            owner.holding(object.id).is_some(),
            "its owner does not know",
        );
    }
    for end in [End::Take, End::Give, End::Join] {
        for task in object.line_at(end).tasks() {
            require(
                waits_here(model, task, object),
                "somebody is in line and wants nothing",
            );
        }
    }
    for waiter in &object.picked {
        require(
            waits_here(model, waiter.task, object),
            "somebody was woken and wants nothing",
        );
    }
}

/// Every figure that is in a line stands there once, and nobody else does; no two stand on one spot.
fn check_places(model: &Model, faults: &mut Vec<String>) {
    for object in model.objects.iter() {
        for end in [End::Take, End::Give, End::Join] {
            for there in &object.line_at(end).standing {
                let place = model.task(there.task).map(|task| task.trail.last().place);
                if place.and_then(Place::line) != Some((object.id, end)) {
                    faults.push(format!(
                        "{} stands in a line of {} and is not there",
                        model.name(there.task),
                        object.label()
                    ));
                }
            }
        }
    }
    let mut spots = std::collections::BTreeSet::new();
    for task in model.tasks.iter() {
        let place = task.trail.last().place;
        if let Some((object, end)) = place.line()
            && let Some(at) = model.object(object)
        {
            let times = at.line_at(end).standing.iter();
            let times = times.filter(|there| there.task == task.id).count();
            if times != 1 {
                faults.push(format!(
                    "{} stands {times} times in its line of {}",
                    task.name,
                    at.label()
                ));
            }
        }
        if task.keeps_spot() && place.is_free() && !spots.insert(task.spot) {
            faults.push(format!("{} stands on somebody's spot", task.name));
        }
    }
}

fn waits_here(model: &Model, task: TaskId, object: &Object) -> bool {
    model
        .task(task)
        .is_some_and(|task| task.wants.iter().any(|want| want.object == Some(object.id)))
}

fn check_task(model: &Model, task: &Task, faults: &mut Vec<String>) {
    let who = &task.name;
    if task.is_over() && !task.wants.is_empty() {
        faults.push(format!("{who} has ended and still waits"));
    }
    for object in task
        .wants
        .iter()
        .filter_map(|want| model.object(want.object?))
    {
        let lines = [
            &object.line.waiters,
            &object.givers.waiters,
            &object.joiners.waiters,
            &object.picked,
        ];
        let times = lines
            .iter()
            .flat_map(|line| line.iter())
            .filter(|waiter| waiter.task == task.id)
            .count();
        if times != 1 {
            faults.push(format!("{who} is in {times} lines of {}", object.label()));
        }
    }
    for held in &task.holds {
        let Some(object) = model.object(held.object) else {
            continue;
        };
        let owns = object.owner == Some(task.id);
        if !owns && !object.holders.iter().any(|holder| holder.task == task.id) {
            faults.push(format!(
                "{who} holds {} and it does not know",
                object.label()
            ));
        }
    }
}
