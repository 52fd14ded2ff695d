//! How things stand, for who has heard nothing of how it came about.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::World;
use super::operate::{Doing, side_word};
use super::task::Task;
use super::things::{Thing, What};
use crate::primitive::Side;
use crate::trace::{Done, Event, ObjectId, Op, Record, Spawn, Stand, TaskId, Text, Want};

impl World {
    /// The records that a newcomer needs to judge a run by: the tasks that live, the objects, who holds which lock and runs
    /// which call, and who waits for what, in the order in which they began to. They are not the run's history.
    pub fn standing(&self) -> Vec<Record> {
        let hello = Self::hello(&self.program, &self.options);
        let mut events = vec![Event::Hello(Box::new(hello))];
        let tasks = || self.tasks.iter().flatten();
        let objects = || (0..).map(ObjectId).zip(&self.objects);
        let stands: Vec<Stand> = objects().map(|(id, thing)| thing.stand(id)).collect();
        // Those who have ended are told of if something is left of what they did.
        let mut known: BTreeSet<TaskId> = self.alive.clone();
        known.insert(TaskId(0));
        for ((_, thing), stand) in objects().zip(&stands) {
            known.extend(stand.gave.iter().chain(&stand.took));
            known.extend(stand.open.iter().map(|taken| taken.task));
            known.extend(holders(thing).into_iter().map(|(task, ..)| task));
        }
        let mut names = Names::default();
        for task in tasks() {
            let name = names.tell_apart(&task.name);
            if known.contains(&task.id) {
                events.extend(life(task, name));
            }
        }
        self.tell_sites(&stands, &mut events);
        events.extend(objects().map(|(id, thing)| Event::New(thing.describe(id))));
        for ((id, thing), stand) in objects().zip(stands) {
            events.extend(held(id, thing));
            if !matches!(thing.what, What::Variable | What::Managed(_)) {
                events.push(Event::Stand(Box::new(stand)));
            }
        }
        let mut waiting: Vec<_> = tasks()
            .filter_map(|task| Some((task.waiting.as_ref()?, task)))
            .collect();
        waiting.sort_by_key(|(waiting, task)| (waiting.since, task.id));
        for (waiting, task) in waiting {
            wants(task, &waiting.doing, &mut events);
        }
        events.extend(self.idle.then_some(Event::Idle));
        let time = self.now;
        let record = |event| Record { time, event };
        events.into_iter().map(record).collect()
    }

    /// Tells of the places where somebody waits, or has taken what is not given back.
    fn tell_sites(&self, stands: &[Stand], events: &mut Vec<Event>) {
        let taken = stands.iter().flat_map(|stand| &stand.open);
        let taken = taken.filter_map(|taken| taken.site);
        let tasks = self.tasks.iter().flatten();
        let waiting = tasks.filter(|task| task.waiting.is_some());
        let put = stands.iter().filter_map(|stand| stand.put?.site);
        let taken = taken.chain(put);
        let sites: BTreeSet<_> = taken
            .chain(waiting.filter_map(|task| task.site_in_program()))
            .collect();
        for site in sites {
            if let Some(place) = self.places.get(site.index()) {
                events.push(Event::Site(place.site(site)));
            }
        }
    }
}

/// Names that have been given, so that tasks are told apart as where all of them were heard of.
#[derive(Default)]
struct Names {
    /// The next number for a name.
    next: FxHashMap<Text, u32>,
}

impl Names {
    fn tell_apart(&mut self, name: &Text) -> Text {
        let mut told = name.clone();
        while self.next.contains_key(&told) {
            let number = self.next.entry(name.clone()).or_insert(1);
            *number += 1;
            told = format!("{name} ({number})").into();
        }
        self.next.insert(told.clone(), 1);
        told
    }
}

fn life(task: &Task, name: Text) -> impl Iterator<Item = Event> {
    let id = task.id;
    let spawn = Event::Spawn(Spawn {
        task: id,
        parent: None,
        name,
        function: "".into(),
        kind: task.kind,
        daemon: task.daemon,
    });
    let start = task.started.then_some(Event::Start { task: id });
    let end = task.ending.clone().map(|how| Event::End { task: id, how });
    [spawn].into_iter().chain(start).chain(end)
}

/// Who holds a lock: how often, or which side of it.
fn holders(thing: &Thing) -> Vec<(TaskId, Option<u32>, Option<Side>)> {
    match &thing.what {
        What::Lock(lock) => lock
            .holder()
            .map(|by| (by, Some(1), None))
            .into_iter()
            .collect(),
        What::RLock(lock) => {
            let owner = lock.owner().map(|by| (by, Some(lock.count()), None));
            owner.into_iter().collect()
        }
        What::RwLock(lock) => {
            let readers = lock.readers().iter();
            let readers = readers.map(|by| (*by, None, Some(Side::Read)));
            let writer = lock.writer().into_iter();
            let writer = writer.map(|by| (by, None, Some(Side::Write)));
            readers.chain(writer).collect()
        }
        What::Event(_) => {
            let begun = thing.part.as_ref().and_then(|part| part.begun);
            begun.map(|by| (by, None, None)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The holding of a lock; who runs a future's call, or that it has come to an end.
fn held(object: ObjectId, thing: &Thing) -> impl Iterator<Item = Event> {
    let op = match &thing.what {
        What::Event(event) if event.is_set() => Op::Set,
        What::Event(_) => Op::Start,
        _ => Op::Acquire,
    };
    let told = move |(by, left, side): (TaskId, Option<u32>, Option<Side>)| {
        Event::Done(Done {
            object: Some(object),
            left: left.map(i64::from),
            name: side.map(|side| side_word(side).into()),
            ..Done::new(by, op)
        })
    };
    holders(thing).into_iter().map(told)
}

/// What a task waits for; who was notified and waits for the lock of its condition does both.
fn wants(task: &Task, doing: &Doing, events: &mut Vec<Event>) {
    let mut want = |op, object| {
        events.push(Event::Want(Want {
            task: task.id,
            op,
            object,
            on: doing.on(),
            timeout: None,
            site: task.site_in_program(),
            text: doing.text(),
        }));
    };
    match doing {
        Doing::Idle | Doing::Feed(_, false) => {}
        Doing::ConditionBack(condition, lock, ..) => {
            want(Op::Wait, Some(*condition));
            want(Op::Acquire, Some(*lock));
        }
        doing => want(doing.op(), doing.object()),
    }
}
