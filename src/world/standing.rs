//! How things stand, for who has heard nothing of how it came about.

use super::World;
use super::operate::{Doing, side_word};
use super::task::Task;
use super::things::{Thing, What};
use crate::primitive::Side;
use crate::trace::{Done, Event, ObjectId, Op, Record, Spawn, TaskId, Want};

impl World {
    /// The records that a newcomer needs to judge a run by: the tasks that live, the objects, who holds which lock and runs
    /// which call, and who waits for what, in the order in which they began to. They are not the run's history.
    pub fn standing(&self) -> Vec<Record> {
        let hello = Self::hello(&self.program, &self.options);
        let mut events = vec![Event::Hello(Box::new(hello))];
        let tasks = || self.tasks.iter().flatten();
        for task in tasks().filter(|task| task.id == TaskId(0) || self.alive.contains(&task.id)) {
            events.extend(life(task));
        }
        let objects = || (0..).map(ObjectId).zip(&self.objects);
        events.extend(objects().map(|(id, thing)| Event::New(thing.describe(id))));
        events.extend(objects().flat_map(|(id, thing)| held(id, thing)));
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
}

fn life(task: &Task) -> impl Iterator<Item = Event> {
    let id = task.id;
    let spawn = Event::Spawn(Spawn {
        task: id,
        parent: None,
        name: task.name.clone(),
        function: "".into(),
        kind: task.kind,
        daemon: task.daemon,
    });
    let start = task.started.then_some(Event::Start { task: id });
    let end = task.ending.clone().map(|how| Event::End { task: id, how });
    [spawn].into_iter().chain(start).chain(end)
}

/// Who holds a lock: how often, or which side of it. Who runs a future's call, or that it has come to an end.
fn held(object: ObjectId, thing: &Thing) -> Vec<Event> {
    let taken = |by, left: Option<u32>, side: Option<Side>| {
        Event::Done(Done {
            object: Some(object),
            left: left.map(i64::from),
            name: side.map(|side| side_word(side).into()),
            ..Done::new(by, Op::Acquire)
        })
    };
    match &thing.what {
        What::Event(event) => {
            let begun = thing.part.as_ref().and_then(|part| part.begun);
            let told = |by: TaskId| {
                let op = if event.is_set() { Op::Set } else { Op::Start };
                Event::Done(Done {
                    object: Some(object),
                    ..Done::new(by, op)
                })
            };
            begun.into_iter().map(told).collect()
        }
        What::Lock(lock) => {
            let holder = lock.holder().into_iter();
            holder.map(|by| taken(by, Some(1), None)).collect()
        }
        What::RLock(lock) => {
            let owner = lock.owner().into_iter();
            owner
                .map(|by| taken(by, Some(lock.count()), None))
                .collect()
        }
        What::RwLock(lock) => {
            let readers = lock.readers().iter();
            let readers = readers.map(|by| taken(*by, None, Some(Side::Read)));
            let writer = lock.writer().into_iter();
            let writer = writer.map(|by| taken(by, None, Some(Side::Write)));
            readers.chain(writer).collect()
        }
        _ => Vec::new(),
    }
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
            site: None,
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
