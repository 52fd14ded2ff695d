//! What is put into a queue between processes: a feeder, a thread of the process that puts, carries it to the queue's pipe.

use super::tries::tried;
use super::{Doing, Tried};
use crate::primitive::{Try, Wait, Woken};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Prim, Str, Value};
use crate::trace::{Done, Event, Fail, FailReason, ObjectId, Op, TaskId};
use crate::world::run::{Go, Machine};
use crate::world::things::{Item, Load, What};

impl Machine<'_> {
    /// Whether feeders carry what is put into a queue.
    pub(in crate::world) fn is_fed(&self, object: ObjectId) -> bool {
        let thing = &self.world.objects[object.index()];
        matches!(&thing.what, What::Queue(queue) if queue.is_fed())
    }

    /// `put` into a queue that has no feeder in this process yet: it gets one first.
    pub(in crate::world) fn first_put(
        &mut self,
        queue: Prim,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let function = self.prelude_function("_first_put")?;
        let mut all = vec![Value::Prim(queue)];
        all.extend(args);
        self.call(function, all, keywords, then)
    }

    /// Whether the process has a feeder for a queue.
    pub(in crate::world) fn has_feeder(&self, object: ObjectId) -> bool {
        let feeder = self.process.feeders.get(&object);
        feeder.is_some_and(|feeder| feeder.task.is_some())
    }

    /// Hands an item to the feeder.
    pub(super) fn try_hand(&mut self, object: ObjectId, item: Item, wait: Wait) -> Tried {
        let me = self.task.id;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let promised = queue.promise(me, wait);
        if promised != Try::Done(()) {
            return tried(promised);
        }
        let left = Some(queue.len() as i64);
        let unfinished = queue.unfinished().map(|count| count as i64);
        let text = item.text.clone();
        self.note_handed(object, wait != Wait::No);
        let feeder = self.process.feeders.entry(object).or_default();
        feeder.buffer.push_back(item);
        let on = feeder.task;
        if std::mem::take(&mut feeder.rests)
            && let Some(task) = on
        {
            self.world.wake(&[task]);
        }
        if self.heard(object) {
            let done = Done {
                on,
                item: text,
                left,
                unfinished,
                ..self.effect(Op::Put, object)
            };
            self.done(done);
        }
        Tried::Done(Value::None)
    }

    /// Whether the feeder of a queue has nothing to carry.
    pub(super) fn rests(&self, object: ObjectId) -> bool {
        let feeder = self.process.feeders.get(&object);
        feeder.is_none_or(|feeder| feeder.rests)
    }

    /// One try of a feeder to carry something; whether it has told that it waits for room.
    pub(super) fn try_feed(&mut self, object: ObjectId, told: bool) -> Tried {
        let me = self.task.id;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        if queue.is_writing(me) {
            let Try::Done(woken) = queue.finish(me) else {
                return self.feed_later(object, told);
            };
            self.world.wake(&woken);
            self.has_room(object, told, woken);
            return Tried::Done(Value::Bool(true));
        }
        // It may come before its starter has said who it is.
        let feeder = self.process.feeders.entry(object).or_default();
        feeder.task = Some(me);
        let Some(next) = feeder.buffer.front().cloned() else {
            feeder.rests = !feeder.closed;
            return if feeder.closed {
                Tried::Done(Value::Bool(false))
            } else {
                Tried::Blocked
            };
        };
        let pickle = match &next.load {
            Load::Pickled(pickle) => pickle.clone(),
            Load::Here(_, value) => match self.pickled(value) {
                Ok(pickle) => pickle,
                Err(fault) => return self.not_sent(object, fault),
            },
        };
        let size = pickle.size();
        let item = Item {
            load: Load::Pickled(pickle),
            text: next.text.clone(),
        };
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let sent = queue.send(me, item.clone(), size);
        let left = Some(queue.len() as i64);
        let unfinished = queue.unfinished().map(|count| count as i64);
        let buffer = &mut self.process.feeders.entry(object).or_default().buffer;
        let Try::Done(woken) = sent else {
            // It need not be pickled again.
            if let Some(front) = buffer.front_mut() {
                *front = item;
            }
            return self.feed_later(object, told);
        };
        buffer.pop_front();
        self.world.thing(object).was_fed(me);
        self.world.wake(&woken);
        self.has_room(object, told, Woken::new());
        if self.heard(object) {
            let done = Done {
                item: next.text,
                left,
                unfinished,
                woken,
                ..self.effect(Op::Put, object)
            };
            self.done(done);
        }
        Tried::Done(Value::Bool(true))
    }

    /// There is no room in the pipe.
    fn feed_later(&mut self, object: ObjectId, told: bool) -> Tried {
        if !told {
            self.want(Op::Send, Some(object), None, None, None);
        }
        Tried::Blocked
    }

    /// There is room again.
    fn has_room(&mut self, object: ObjectId, told: bool, woken: Woken) {
        if told {
            let done = Done {
                woken,
                ..self.effect(Op::Send, object)
            };
            self.done(done);
        }
    }

    /// What cannot be pickled is dropped; the feeder says so.
    fn not_sent(&mut self, object: ObjectId, fault: Fault) -> Tried {
        let feeder = self.process.feeders.entry(object).or_default();
        feeder.buffer.pop_front();
        let mut woken = Woken::new();
        if let What::Queue(queue) = &mut self.world.thing(object).what {
            woken = queue.withdraw();
        }
        self.world.wake(&woken);
        self.world.emit(Event::Fail(Fail {
            task: self.task.id,
            op: Op::Put,
            object: Some(object),
            on: None,
            why: FailReason::Exception,
            text: Some(crate::world::fault_line(&fault)),
            woken,
        }));
        Tried::Broken(fault)
    }

    /// `_world('feeder', queue, task)`: this task carries what the process puts into the queue.
    pub(in crate::world) fn begin_feeding(&mut self, object: ObjectId, task: TaskId) {
        self.process.feeders.entry(object).or_default().task = Some(task);
        self.process.leaves = true;
    }

    /// Nothing more will be put into a queue by this process: its feeder ends when all is sent.
    pub(in crate::world) fn close_feeder(&mut self, object: ObjectId) {
        let feeder = self.process.feeders.entry(object).or_default();
        feeder.closed = true;
        if std::mem::take(&mut feeder.rests)
            && let Some(task) = feeder.task
        {
            self.world.wake(&[task]);
        }
    }

    /// `_world('feeders')`: closes the queues of the process; the feeders that its end waits for.
    pub(in crate::world) fn close_feeders(&mut self) -> Res {
        let objects: Vec<ObjectId> = self.process.feeders.keys().copied().collect();
        for object in objects {
            self.close_feeder(object);
        }
        let feeders = self.process.feeders.values();
        let awaited = feeders.filter(|feeder| !feeder.abandoned);
        let tasks = awaited.filter_map(|feeder| feeder.task);
        let tasks = tasks.map(|task| Value::Int(i64::from(task.0))).collect();
        self.process.heap.list(tasks)
    }

    /// `join_thread()`: waits until the feeder of this process has sent everything.
    pub(in crate::world) fn join_feeder(&mut self, queue: Prim, then: Then) -> Res<Go> {
        if !self.process.closed.contains(&queue.id) {
            let queue = self.world.describe_prim(queue);
            return Err(Fault::new(
                Exc::AssertionError,
                format!("Queue {queue} not closed"),
            ));
        }
        let feeder = self.process.feeders.get(&queue.id);
        match feeder.and_then(|feeder| feeder.task) {
            Some(task) => self.begin(Doing::Join(task), Wait::Forever, then),
            None => self.give(Value::None, then),
        }
    }
}
