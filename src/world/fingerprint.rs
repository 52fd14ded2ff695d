//! A number for the state of a world: two worlds that can only go on alike have the same one.
//!
//! Objects of the heap and synchronisation objects are numbered in the order in which one meets them on a walk from the
//! tasks and the globals, so that it does not matter in which order they were made. What is for the picture only (names,
//! places, records) is left out, and so is absolute time, unless the program has asked for it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::World;
use super::operate::{Doing, Waiting};
use super::task::{Process, State, Task};
use super::things::{Item, Load, What};
use crate::python::dict::Dict;
use crate::python::exceptions::Fault;
use crate::python::frame::{Frame, Then};
use crate::python::heap::{Flavour, Object};
use crate::python::iterate::Iter;
use crate::python::value::{Callee, HeapId, Tuple, Value};
use crate::trace::{Micros, ObjectId};

/// How a world's deadlines count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Times {
    /// How long they are off.
    Matter,
    /// Only whether there are any.
    DoNotMatter,
}

/// Tuples this deep are walked into where they are met.
const SHALLOW: u32 = 8;

impl World {
    /// The fingerprint of the state. Worlds of one program only can be compared.
    pub fn fingerprint(&self, times: Times) -> u64 {
        let mut walk = Walk {
            world: self,
            template: self.template.as_deref(),
            times,
            hasher: DefaultHasher::new(),
            heap: FxHashMap::default(),
            tuples: FxHashMap::default(),
            things: FxHashMap::default(),
            rest: Vec::new(),
            next: 0,
        };
        walk.note(&self.files);
        walk.world();
        walk.hasher.finish()
    }
}

/// Something met on the walk that is still to be looked into.
enum Met {
    Object(usize, HeapId),
    Thing(ObjectId),
    Tuple(usize, Tuple),
}

struct Walk<'w> {
    world: &'w World,
    /// The process that every world begins with: its objects keep their places.
    template: Option<&'w Process>,
    times: Times,
    hasher: DefaultHasher,
    heap: FxHashMap<(usize, HeapId), usize>,
    tuples: FxHashMap<usize, usize>,
    things: FxHashMap<ObjectId, usize>,
    rest: Vec<Met>,
    next: usize,
}

impl Walk<'_> {
    fn note(&mut self, what: impl Hash) {
        what.hash(&mut self.hasher);
    }

    fn world(&mut self) {
        let world = self.world;
        for task in &world.tasks {
            match task {
                Some(task) => self.task(task),
                None => self.note(0u8),
            }
        }
        for (place, process) in world.processes.iter().enumerate() {
            if let Some(process) = process {
                self.process(place, process);
            }
        }
        self.note((&world.askers, world.statements.len(), world.exit_status));
        if world.asked_for_time {
            self.note(world.now);
            let worked = world.tasks.iter().flatten().map(|task| task.worked);
            self.note(worked.collect::<Vec<_>>());
        }
        while let Some(met) = self.rest.get(self.next) {
            self.next += 1;
            match met {
                Met::Object(place, id) => {
                    let (place, id) = (*place, *id);
                    self.inside(place, id);
                }
                Met::Thing(object) => {
                    let object = *object;
                    self.thing(object);
                }
                Met::Tuple(place, tuple) => {
                    let (place, tuple) = (*place, tuple.clone());
                    tuple.iter().for_each(|item| self.value(place, item));
                }
            }
        }
    }

    fn process(&mut self, place: usize, process: &Process) {
        self.note((process.pid, process.parent, process.main, process.live));
        self.note((process.finished, process.closed.len(), process.leaves));
        self.note((process.doomed, process.ends.len()));
        for object in process.ends.iter().chain(&process.closed) {
            self.object(*object);
        }
        for (queue, feeder) in &process.feeders {
            self.object(*queue);
            let state = (feeder.closed, feeder.abandoned, feeder.rests);
            self.note((feeder.task, state, feeder.buffer.len()));
            feeder.buffer.iter().for_each(|item| self.item(item));
        }
        process.user.iter().for_each(|name| self.value(place, name));
        for module in &process.modules {
            self.value(place, module);
        }
        let Some(template) = self.template else {
            return;
        };
        if !Arc::ptr_eq(&process.prelude, &template.prelude) {
            self.names(place, &process.prelude, &template.prelude);
        }
        if !Arc::ptr_eq(&process.library, &template.library) {
            let modules = process.library.iter().zip(template.library.iter());
            for (at, (now, then)) in modules.enumerate() {
                if let Some(now) = now
                    && then.as_ref().is_none_or(|then| !Arc::ptr_eq(now, then))
                {
                    self.note(at);
                    self.names(place, now, then.as_ref().map_or(&[], |then| &then[..]));
                }
            }
        }
        for id in process.heap.changed_since(&template.heap) {
            self.note(id);
            self.inside(place, id);
        }
    }

    /// The names that mean something else than they did when the world began.
    fn names(&mut self, place: usize, now: &[Value], then: &[Value]) {
        for (at, name) in now.iter().enumerate() {
            if then.get(at) != Some(name) {
                self.note(at);
                self.value(place, name);
            }
        }
    }

    fn task(&mut self, task: &Task) {
        let place = task.process;
        self.note((task.state, task.kind, task.daemon, place, task.exit));
        if task.state == State::Ended {
            return;
        }
        self.note((&task.name, task.started, task.spoke, task.draws));
        self.note(task.frames.len());
        self.value(place, &task.object);
        task.frames
            .iter()
            .for_each(|frame| self.frame(place, frame));
        self.note(task.waiting.is_some());
        if let Some(waiting) = &task.waiting {
            self.waiting(place, waiting);
        }
        self.note(task.asking.is_some());
        if let Some((waiting, a, b)) = &task.asking {
            self.waiting(place, waiting);
            self.value(place, a);
            self.value(place, b);
        }
        match &task.interrupt {
            Some(Fault::Raise(value)) => self.value(place, value),
            other => self.note(other),
        }
        self.note(task.leaving.as_ref().map(|(_, leave)| leave));
        self.values(place, task.uncaught.iter());
        self.note(task.doubtful.len());
        for id in &task.doubtful {
            self.reference(place, *id);
        }
        let mut joiners = task.joiners.clone();
        joiners.sort_unstable();
        self.note(joiners);
    }

    fn frame(&mut self, place: usize, frame: &Frame) {
        self.note((Arc::as_ptr(&frame.code) as usize, frame.pc));
        self.values(place, frame.locals.iter());
        self.values(place, frame.stack.iter());
        self.values(place, frame.handling.iter());
        self.then(place, &frame.then);
    }

    fn then(&mut self, place: usize, then: &Then) {
        self.note(std::mem::discriminant(then));
        match then {
            Then::Give(value) => self.value(place, value),
            Then::Generator(id) => self.reference(place, *id),
            Then::Push | Then::Drop | Then::Callable => {}
        }
    }

    fn waiting(&mut self, place: usize, waiting: &Waiting) {
        self.then(place, &waiting.then);
        self.note((waiting.wait, waiting.expired, self.off(waiting.deadline)));
        self.note(waiting.known.len());
        for (a, b, less) in &waiting.known {
            self.value(place, a);
            self.value(place, b);
            self.note(less);
        }
        let doing = &waiting.doing;
        self.note(std::mem::discriminant(doing));
        if let Some(object) = doing.object() {
            self.object(object);
        }
        match doing {
            Doing::ConditionWait(_, lock, saved) => {
                self.object(*lock);
                self.note(saved);
            }
            Doing::ConditionBack(condition, _, saved, picked) => {
                self.object(*condition);
                self.note((saved, picked));
            }
            Doing::Restore(_, saved) => self.note(saved),
            Doing::AcquireSide(_, side) => self.note(side),
            Doing::Put(_, item) => self.item(item),
            Doing::Send(_, end, item, size) => {
                self.item(item);
                self.note((end, size));
            }
            Doing::Recv(_, end) | Doing::Poll(_, end) => self.note(end),
            Doing::Feed(_, told) => self.note(told),
            Doing::Join(task) => self.note(task),
            Doing::BarrierEnd(_, reset) => self.note(reset),
            Doing::Input(_, answer) => self.note(answer),
            Doing::Sleep(_)
            | Doing::Acquire(_)
            | Doing::EventWait(_)
            | Doing::Get(_)
            | Doing::QueueJoin(_)
            | Doing::BarrierWait(_)
            | Doing::Idle => {}
        }
    }

    /// How a deadline counts.
    fn off(&self, deadline: Option<Micros>) -> Option<Micros> {
        deadline.map(|deadline| match self.times {
            Times::Matter => deadline.saturating_sub(self.world.now),
            Times::DoNotMatter => 0,
        })
    }

    fn values<'v>(&mut self, place: usize, values: impl ExactSizeIterator<Item = &'v Value>) {
        self.note(values.len());
        values.for_each(|value| self.value(place, value));
    }

    fn value(&mut self, place: usize, value: &Value) {
        self.note(std::mem::discriminant(value));
        match value {
            Value::Ref(id) => self.reference(place, *id),
            Value::Prim(prim) => {
                self.note(prim.kind);
                self.object(prim.id);
            }
            Value::Tuple(tuple) => self.tuple(place, tuple),
            Value::Slice(slice) => {
                self.value(place, &slice.start);
                self.value(place, &slice.stop);
                self.value(place, &slice.step);
            }
            Value::Method(method) => {
                self.value(place, &method.receiver);
                match &method.callee {
                    Callee::Native(name) => self.note(name),
                    Callee::Function(id) => self.reference(place, *id),
                }
            }
            plain => self.note(plain),
        }
    }

    fn tuple(&mut self, place: usize, tuple: &Tuple) {
        self.note(tuple.len());
        if tuple.depth() <= SHALLOW && tuple.nodes() <= 64 {
            tuple.iter().for_each(|item| self.value(place, item));
            return;
        }
        let fresh = self.tuples.len();
        let number = *self.tuples.entry(tuple.address()).or_insert(fresh);
        self.note(number);
        if number == fresh {
            self.rest.push(Met::Tuple(place, tuple.clone()));
        }
    }

    fn reference(&mut self, place: usize, id: HeapId) {
        if self
            .template
            .is_some_and(|template| template.heap.holds(id))
        {
            self.note((true, id));
            return;
        }
        let fresh = self.heap.len();
        let number = *self.heap.entry((place, id)).or_insert(fresh);
        self.note((false, number));
        if number == fresh {
            self.rest.push(Met::Object(place, id));
        }
    }

    fn object(&mut self, object: ObjectId) {
        let fresh = self.things.len();
        let number = *self.things.entry(object).or_insert(fresh);
        self.note(number);
        if number == fresh {
            self.rest.push(Met::Thing(object));
        }
    }

    fn dict(&mut self, place: usize, dict: &Dict) {
        self.note(dict.len());
        for (key, value) in dict.iter() {
            self.value(place, key);
            self.value(place, value);
        }
    }

    /// What an object of a heap holds.
    fn inside(&mut self, place: usize, id: HeapId) {
        let Some(Some(process)) = self.world.processes.get(place) else {
            return;
        };
        if !process.heap.holds(id) {
            return;
        }
        self.note(process.heap.is_escaped(id));
        let object = process.heap.get(id);
        self.note(std::mem::discriminant(object));
        match object {
            Object::List(items) => self.values(place, items.iter()),
            Object::Deque(deque) => {
                self.note(deque.maxlen);
                self.values(place, deque.items.iter());
            }
            Object::Set(set) => {
                self.note((set.frozen, set.len()));
                set.iter().for_each(|member| self.value(place, member));
            }
            Object::Dict(object) => {
                self.note(std::mem::discriminant(&object.flavour));
                if let Flavour::Default(factory) | Flavour::Attributes(factory) = &object.flavour {
                    self.value(place, factory);
                }
                self.dict(place, &object.dict);
            }
            Object::View(dict, kind) => {
                self.note(kind);
                self.reference(place, *dict);
            }
            Object::Iter(iter) => self.iterator(place, iter),
            Object::Generator(generator) => {
                self.note(generator.state);
                if let Some(frame) = &generator.frame {
                    self.frame(place, frame);
                }
            }
            Object::Function(function) => {
                self.note((&function.name, Arc::as_ptr(&function.code) as usize));
                self.values(place, function.defaults.iter());
                self.dict(place, &function.keyword_defaults);
                self.dict(place, &function.attrs);
                for cell in &function.closure {
                    self.reference(place, *cell);
                }
            }
            Object::Cell(value) => self.values(place, value.as_slice().iter()),
            Object::Class(class) => {
                self.note((&class.qualname, class.exc));
                self.values(place, class.bases.iter());
                self.dict(place, &class.attrs);
            }
            Object::Instance(instance) => {
                self.reference(place, instance.class);
                self.dict(place, &instance.attrs);
            }
            Object::Exception(exception) => {
                self.note((exception.suppress_context, &exception.trace));
                self.value(place, &exception.class);
                self.values(place, exception.args.iter());
                self.dict(place, &exception.attrs);
                self.values(place, exception.cause.as_slice().iter());
                self.values(place, exception.context.as_slice().iter());
                self.values(place, exception.traceback.as_slice().iter());
                self.dict(place, &exception.natural);
            }
            Object::Property(property) => {
                let parts = [
                    &property.get,
                    &property.set,
                    &property.delete,
                    &property.doc,
                ];
                self.values(place, parts.into_iter());
            }
            Object::ClassMethod(value) | Object::StaticMethod(value) => self.value(place, value),
            Object::Super { after, receiver } => {
                self.values(place, [after, receiver].into_iter());
            }
            Object::Partial(partial) => {
                self.value(place, &partial.function);
                self.values(place, partial.args.iter());
                for (name, value) in &partial.keywords {
                    self.note(name);
                    self.value(place, value);
                }
            }
            Object::Module(module) => self.note(module.number),
            Object::Bare => {}
        }
    }

    fn iterator(&mut self, place: usize, iter: &Iter) {
        self.note(std::mem::discriminant(iter));
        match iter {
            Iter::Done => {}
            Iter::List(id, at) | Iter::ListBack(id, at) => {
                self.reference(place, *id);
                self.note(at);
            }
            Iter::Tuple(items, at) | Iter::TupleBack(items, at) | Iter::Cycle(items, at) => {
                self.tuple(place, items);
                self.note(at);
            }
            Iter::Arranged(arranged) => {
                for pool in arranged.pools() {
                    self.tuple(place, pool);
                }
                self.note(arranged.state());
            }
            Iter::Str(text, at) | Iter::StrBack(text, at) => self.note((text, at)),
            Iter::Bytes(bytes, at) => self.note((bytes, at)),
            Iter::Range(next, step, left) => self.note((next, step, left)),
            Iter::Dict {
                dict,
                kind,
                position,
                len,
                left,
            } => {
                self.reference(place, *dict);
                self.note((kind, position, len, left));
            }
            Iter::Set {
                set: id,
                position,
                len,
            }
            | Iter::Deque(id, position, len) => {
                self.reference(place, *id);
                self.note((position, len));
            }
            Iter::Enumerate(id, next, _) => {
                self.reference(place, *id);
                self.note(next);
            }
            Iter::Zip(ids, strict, _) => {
                self.note(strict);
                for id in ids {
                    self.reference(place, *id);
                }
            }
            Iter::Count(next, step) => self.values(place, [next, step].into_iter()),
            Iter::Repeat(value, left) => {
                self.value(place, value);
                self.note(left);
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match &item.load {
            Load::Here(place, value) => self.value(*place, value),
            Load::Pickled(pickle) => self.note(pickle),
        }
    }

    /// The state of a synchronisation object.
    fn thing(&mut self, object: ObjectId) {
        let thing = &self.world.objects[object.index()];
        self.note((thing.kind, std::mem::discriminant(&thing.what)));
        match &thing.what {
            What::Lock(lock) => self.note(lock),
            What::RLock(lock) => self.note(lock),
            What::Semaphore(semaphore) => self.note(semaphore),
            What::Event(event) => self.note(event),
            What::Condition(condition, lock) => {
                self.note(condition);
                self.object(*lock);
            }
            What::RwLock(lock) => self.note(lock),
            What::Barrier(barrier, action, timeout) => {
                self.note((barrier, timeout.map(f64::to_bits)));
                self.value(thing.home, action);
            }
            What::Queue(queue) => {
                self.note(queue.outline());
                queue.items().for_each(|item| self.item(item));
            }
            What::Pipe(pipe) => self.note(pipe),
            What::End(pipe) => self.object(*pipe),
            What::Variable => {}
            What::Managed(pickle) => self.note(pickle),
        }
    }
}
