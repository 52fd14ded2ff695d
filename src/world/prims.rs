//! Synchronisation objects as a program sees them: how they are made, their methods and attributes.

use super::arguments::named;
use super::operate::Doing;
use super::run::{Go, Machine, RAN};
use super::things::{Item, Thing, What};
use crate::primitive::{
    Barrier, Condition, Event, Lock, Order, Pipe, Queue, RLock, Semaphore, Try, Wait, lock_wait,
    plain_wait, process_wait, queue_wait, semaphore_wait, simple_queue_wait,
};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::ops;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, Fail, FailReason, ObjectId, Op};

const LOCK: &[&str] = &["acquire", "release", "locked", "__enter__", "__exit__"];
const SEMAPHORE: &[&str] = &["acquire", "release", "__enter__", "__exit__", "get_value"];
const EVENT: &[&str] = &["is_set", "isSet", "set", "clear", "wait"];
const CONDITION: &[&str] = &[
    "acquire",
    "release",
    "__enter__",
    "__exit__",
    "locked",
    "wait",
    "wait_for",
    "notify",
    "notify_all",
    "notifyAll",
];
const BARRIER: &[&str] = &["wait", "reset", "abort"];
const QUEUE: &[&str] = &[
    "put",
    "get",
    "put_nowait",
    "get_nowait",
    "qsize",
    "empty",
    "full",
    "task_done",
    "join",
    "shutdown",
    "close",
    "join_thread",
    "cancel_join_thread",
];
const CONNECTION: &[&str] = &[
    "send",
    "recv",
    "poll",
    "close",
    "fileno",
    "__enter__",
    "__exit__",
];

/// Whether a type of synchronisation object has a method.
pub(super) fn is_method(kind: PrimType, name: &str) -> bool {
    let methods = match kind {
        PrimType::Lock | PrimType::RLock | PrimType::RwLock => LOCK,
        PrimType::Semaphore | PrimType::BoundedSemaphore => SEMAPHORE,
        PrimType::Event => EVENT,
        PrimType::Condition => CONDITION,
        PrimType::Barrier => BARRIER,
        PrimType::Queue
        | PrimType::LifoQueue
        | PrimType::PriorityQueue
        | PrimType::SimpleQueue
        | PrimType::JoinableQueue => QUEUE,
        PrimType::Connection => CONNECTION,
    };
    matches!(name, "__repr__" | "__str__")
        || methods.contains(&name)
            && !(kind == PrimType::SimpleQueue
                && matches!(name, "full" | "task_done" | "join" | "shutdown"))
}

impl Machine<'_> {
    /// Makes a synchronisation object; `process` says that it is of `multiprocessing`.
    pub(super) fn make_prim(
        &mut self,
        kind: PrimType,
        process: bool,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res {
        let name = kind.name();
        let what = match kind {
            PrimType::Lock => {
                named::<0>("allocate_lock", [], 0, args, keywords)?;
                What::Lock(Lock::new())
            }
            PrimType::RLock => {
                named::<0>("RLock", [], 0, args, keywords)?;
                What::RLock(RLock::new())
            }
            PrimType::Semaphore | PrimType::BoundedSemaphore => {
                let [value] = named(name, ["value"], 0, args, keywords)?;
                let value = self.int_or(&value, 1)?;
                What::Semaphore(if kind == PrimType::Semaphore {
                    Semaphore::new(value)?
                } else {
                    Semaphore::bounded(value)?
                })
            }
            PrimType::Event => {
                named::<0>("Event", [], 0, args, keywords)?;
                What::Event(Event::new())
            }
            PrimType::Condition => {
                let [lock] = named("Condition", ["lock"], 0, args, keywords)?;
                let lock = match lock {
                    Value::Prim(prim) if matches!(prim.kind, PrimType::Lock | PrimType::RLock) => {
                        prim.id
                    }
                    Value::Unbound | Value::None => {
                        let Value::Prim(prim) =
                            self.make_prim(PrimType::RLock, process, Vec::new(), Vec::new())?
                        else {
                            return Ok(Value::None);
                        };
                        prim.id
                    }
                    other => {
                        let ty = ops::type_name(&self.process.heap, &other);
                        return Err(Fault::new(
                            Exc::AttributeError,
                            format!("'{ty}' object has no attribute 'acquire'"),
                        ));
                    }
                };
                What::Condition(Condition::new(), lock)
            }
            PrimType::Barrier => {
                let [parties, action, timeout] = named(
                    "Barrier",
                    ["parties", "action", "timeout"],
                    1,
                    args,
                    keywords,
                )?;
                let parties = self.int_or(&parties, 0)?;
                let timeout = self.seconds(&timeout)?;
                let action = if action.is_bound() {
                    action
                } else {
                    Value::None
                };
                What::Barrier(Barrier::new(parties, !action.is_none())?, action, timeout)
            }
            PrimType::Queue
            | PrimType::LifoQueue
            | PrimType::PriorityQueue
            | PrimType::JoinableQueue => {
                let [maxsize] = named(name, ["maxsize"], 0, args, keywords)?;
                let maxsize = self.int_or(&maxsize, 0)?;
                What::Queue(match kind {
                    PrimType::LifoQueue => Queue::new(Order::Lifo, maxsize),
                    PrimType::PriorityQueue => Queue::new(Order::Priority, maxsize),
                    PrimType::Queue if process => Queue::simple(maxsize),
                    _ => Queue::new(Order::Fifo, maxsize),
                })
            }
            PrimType::SimpleQueue => {
                named::<0>("SimpleQueue", [], 0, args, keywords)?;
                What::Queue(Queue::simple(0))
            }
            PrimType::Connection | PrimType::RwLock => {
                return Err(Fault::type_error(format!(
                    "cannot create '{name}' instances"
                )));
            }
        };
        Ok(Value::Prim(self.new_prim(what, kind, process)))
    }

    pub(super) fn new_prim(&mut self, what: What, kind: PrimType, process: bool) -> Prim {
        let home = self.task.process;
        let id = self.world.add_object(Thing {
            what,
            kind,
            process,
            home,
            names: Vec::new(),
        });
        Prim { id, kind }
    }

    /// The two ends of a pipe.
    pub(super) fn make_pipe(&mut self, duplex: bool) -> Value {
        let what = What::Pipe(Pipe::new(duplex, 1 << 16));
        let first = self.new_prim(what, PrimType::Connection, true);
        let second = self.world.add_end(first.id, self.task.process);
        Value::tuple(vec![Value::Prim(first), Value::Prim(second)])
    }

    fn int_or(&self, value: &Value, default: i64) -> Res<i64> {
        match value {
            Value::Unbound => Ok(default),
            Value::Int(value) => Ok(*value),
            Value::Bool(value) => Ok(i64::from(*value)),
            other => Err(Fault::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                ops::type_name(&self.process.heap, other)
            ))),
        }
    }

    fn truth_or(&self, value: &Value, default: bool) -> Res<bool> {
        if value.is_bound() {
            ops::truth(&self.process.heap, value)
        } else {
            Ok(default)
        }
    }

    /// A number of seconds; none for None and for what is not given.
    pub(super) fn seconds(&self, value: &Value) -> Res<Option<f64>> {
        match value {
            Value::Unbound | Value::None => Ok(None),
            Value::Int(value) => Ok(Some(*value as f64)),
            Value::Bool(value) => Ok(Some(f64::from(u8::from(*value)))),
            Value::Float(value) => Ok(Some(*value)),
            Value::Big(value) => {
                use num_traits::ToPrimitive;
                Ok(Some(value.to_f64().unwrap_or(f64::INFINITY)))
            }
            other => Err(Fault::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                ops::type_name(&self.process.heap, other)
            ))),
        }
    }

    /// Calls a method of a synchronisation object.
    pub(super) fn call_prim(
        &mut self,
        prim: Prim,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let object = prim.id;
        match (prim.kind, name) {
            (_, "__repr__" | "__str__") => {
                named::<0>(name, [], 0, args, keywords)?;
                let text = self.world.describe_prim(prim);
                self.give(Value::from(text.as_str()), then)
            }
            (PrimType::Condition, "acquire" | "release" | "__enter__" | "__exit__" | "locked") => {
                let lock = self.lock_of(object);
                self.call_prim(lock, name, args, keywords, then)
            }
            (
                PrimType::Lock | PrimType::RLock | PrimType::Semaphore | PrimType::BoundedSemaphore,
                "acquire",
            ) => {
                let wait = self.acquire_wait(prim, args, keywords)?;
                self.begin(Doing::Acquire(object), wait, then)
            }
            (
                PrimType::Lock | PrimType::RLock | PrimType::Semaphore | PrimType::BoundedSemaphore,
                "__enter__",
            ) => self.begin(Doing::Acquire(object), Wait::Forever, then),
            (
                PrimType::Lock | PrimType::RLock | PrimType::Semaphore | PrimType::BoundedSemaphore,
                "release" | "__exit__",
            ) => {
                let args = if name == "__exit__" { Vec::new() } else { args };
                self.release(prim, args, keywords, name == "__exit__", then)
            }
            (PrimType::Lock | PrimType::RLock, "locked") => {
                let locked = match &self.world.thing(object).what {
                    What::Lock(lock) => lock.locked(),
                    What::RLock(lock) => lock.locked(),
                    _ => false,
                };
                self.query(object, Some(locked), None, Value::Bool(locked), then)
            }
            (PrimType::Semaphore | PrimType::BoundedSemaphore, "get_value") => {
                let value = match &self.world.thing(object).what {
                    What::Semaphore(semaphore) => semaphore.permits() as i64,
                    _ => 0,
                };
                self.query(object, None, Some(value), Value::Int(value), then)
            }
            (PrimType::Event, _) => self.call_event(object, name, args, keywords, then),
            (PrimType::Condition, _) => self.call_condition(prim, name, args, keywords, then),
            (PrimType::Barrier, _) => self.call_barrier(object, name, args, keywords, then),
            (PrimType::Connection, _) => self.call_connection(object, name, args, keywords, then),
            (kind, _) if is_method(kind, name) => self.call_queue(prim, name, args, keywords, then),
            _ => Err(no_attribute(prim, name)),
        }
    }

    fn lock_of(&mut self, condition: ObjectId) -> Prim {
        let id = match &self.world.thing(condition).what {
            What::Condition(_, lock) => *lock,
            _ => condition,
        };
        let kind = self.world.thing(id).kind;
        Prim { id, kind }
    }

    fn acquire_wait(
        &mut self,
        prim: Prim,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res<Wait> {
        let process = self.world.thing(prim.id).process;
        let first = if process { "block" } else { "blocking" };
        let [blocking, timeout] = named("acquire", [first, "timeout"], 0, args, keywords)?;
        let blocking = self.truth_or(&blocking, true)?;
        let lock = matches!(prim.kind, PrimType::Lock | PrimType::RLock);
        if lock && !process && timeout.is_none() {
            return Err(Fault::type_error(
                "'NoneType' object cannot be interpreted as an integer",
            ));
        }
        let seconds = self.seconds(&timeout)?;
        Ok(if process {
            process_wait(blocking, seconds)?
        } else if lock {
            lock_wait(blocking, seconds.unwrap_or(-1.0))?
        } else {
            semaphore_wait(blocking, seconds)?
        })
    }

    /// Ends a visible operation that cannot block with its value.
    fn finish(&mut self, value: Value, then: Then) -> Res<Go> {
        self.give(value, then)?;
        Ok(RAN)
    }

    /// Ends a visible operation that has raised.
    fn refuse(&mut self, op: Op, object: ObjectId, fault: Fault) -> Go {
        let text = Some(super::fault_line(&fault));
        let task = self.task.id;
        let fail = Fail {
            task,
            op,
            object: Some(object),
            on: None,
            why: FailReason::Exception,
            text,
        };
        self.world.emit(crate::trace::Event::Fail(fail));
        self.raised_visibly(fault)
    }

    fn query(
        &mut self,
        object: ObjectId,
        flag: Option<bool>,
        left: Option<i64>,
        value: Value,
        then: Then,
    ) -> Res<Go> {
        let done = Done {
            left,
            flag,
            ..self.effect(Op::Query, object)
        };
        self.done(done);
        self.finish(value, then)
    }

    fn release(
        &mut self,
        prim: Prim,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        exit: bool,
        then: Then,
    ) -> Res<Go> {
        let me = self.task.id;
        let object = prim.id;
        let [n] = if matches!(prim.kind, PrimType::Semaphore | PrimType::BoundedSemaphore) {
            named("release", ["n"], 0, args, keywords)?
        } else {
            named::<0>("release", [], 0, args, keywords)?;
            [Value::Unbound]
        };
        let n = self.int_or(&n, 1)?;
        let thing = self.world.thing(object);
        let process = thing.process;
        let result = match &mut thing.what {
            What::Lock(lock) => lock.release().map(|woken| (0, woken)),
            What::RLock(lock) => lock
                .release(me)
                .map(|(left, woken)| (i64::from(left), woken)),
            What::Semaphore(semaphore) => semaphore
                .release(n)
                .map(|woken| (semaphore.permits() as i64, woken)),
            _ => return Ok(Go::On),
        };
        match result {
            Ok((left, woken)) => {
                self.world.wake(&woken);
                let count = (n != 1).then_some(n);
                let done = Done {
                    left: Some(left),
                    count,
                    woken,
                    ..self.effect(Op::Release, object)
                };
                self.done(done);
                let value = if exit {
                    Value::Bool(false)
                } else {
                    Value::None
                };
                self.finish(value, then)
            }
            Err(raised) => {
                let fault = match (process, prim.kind) {
                    (true, PrimType::RLock) => Fault::new(
                        Exc::AssertionError,
                        "attempt to release recursive lock not owned by thread",
                    ),
                    (true, _) => Fault::value_error("semaphore or lock released too many times"),
                    _ => raised.into(),
                };
                Ok(self.refuse(Op::Release, object, fault))
            }
        }
    }

    fn call_event(
        &mut self,
        object: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let wait = plain_wait(self.seconds(&timeout)?)?;
            return self.begin(Doing::EventWait(object), wait, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        let What::Event(event) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        match name {
            "is_set" | "isSet" => {
                let set = event.is_set();
                self.query(object, Some(set), None, Value::Bool(set), then)
            }
            "set" => {
                let woken = event.set();
                self.world.wake(&woken);
                let done = Done {
                    flag: Some(true),
                    woken,
                    ..self.effect(Op::Set, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            _ => {
                event.clear();
                let done = Done {
                    flag: Some(false),
                    ..self.effect(Op::Clear, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
        }
    }

    fn call_condition(
        &mut self,
        prim: Prim,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let me = self.task.id;
        let object = prim.id;
        let lock = self.lock_of(object).id;
        if name == "wait_for" {
            let function = self.prelude_function("_wait_for")?;
            let mut all = vec![Value::Prim(prim)];
            all.extend(args);
            return self.call(function, all, keywords, then);
        }
        let owned = self.world.thing(lock).is_owned(me);
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let wait = plain_wait(self.seconds(&timeout)?)?;
            return Ok(self.condition_wait(object, lock, owned, wait, then));
        }
        let all = name != "notify";
        let [n] = if all {
            named::<0>(name, [], 0, args, keywords)?;
            [Value::Unbound]
        } else {
            named("notify", ["n"], 0, args, keywords)?
        };
        let n = self.int_or(&n, 1)?;
        let What::Condition(condition, _) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let picked = if all {
            condition.notify_all(owned)
        } else {
            condition.notify(n, owned)
        };
        match picked {
            Ok(woken) => {
                self.world.wake(&woken);
                let count = (!all).then_some(n);
                let done = Done {
                    count,
                    woken,
                    ..self.effect(Op::Notify, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Err(raised) => Ok(self.refuse(Op::Notify, object, raised.into())),
        }
    }

    fn call_barrier(
        &mut self,
        object: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let me = self.task.id;
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let own = match &self.world.thing(object).what {
                What::Barrier(_, _, timeout) => *timeout,
                _ => None,
            };
            let seconds = self.seconds(&timeout)?.or(own);
            return self.begin(Doing::BarrierWait(object), plain_wait(seconds)?, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        let op = if name == "reset" {
            Op::Reset
        } else {
            Op::Abort
        };
        let What::Barrier(barrier, ..) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let result = if name == "reset" {
            barrier.reset(me)
        } else {
            barrier.abort(me)
        };
        match result {
            Try::Done(woken) => {
                self.world.wake(&woken);
                let done = Done {
                    woken,
                    ..self.effect(op, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Try::Raised(raised) => Ok(self.refuse(op, object, raised.into())),
            // An action runs; it is over soon, and then this is tried again.
            Try::Blocked | Try::Busy => {
                let woken = self.world.thing(object).forget(me);
                self.world.wake(&woken);
                let prim = Prim {
                    id: object,
                    kind: PrimType::Barrier,
                };
                self.prelude(
                    "_barrier_again",
                    vec![Value::Prim(prim), Value::from(name)],
                    then,
                )
            }
        }
    }

    fn call_queue(
        &mut self,
        prim: Prim,
        name: &str,
        mut args: Vec<Value>,
        mut keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let object = prim.id;
        let (process, simple) = (
            self.world.thing(object).process,
            prim.kind == PrimType::SimpleQueue,
        );
        if matches!(name, "put" | "get") && self.process.closed.contains(&object) {
            let queue = self.world.describe_prim(prim);
            return Err(Fault::value_error(format!("Queue {queue} is closed")));
        }
        match name {
            "put_nowait" => {
                args.push(Value::Bool(false));
                return self.call_queue(prim, "put", args, keywords, then);
            }
            "get_nowait" => {
                args.push(Value::Bool(false));
                return self.call_queue(prim, "get", args, keywords, then);
            }
            "put" => {
                if process {
                    rename(&mut keywords, "obj", "item");
                }
                let [item, block, timeout] =
                    named("put", ["item", "block", "timeout"], 1, args, keywords)?;
                let wait = if simple {
                    Wait::Forever
                } else {
                    self.queue_wait(process, &block, &timeout)?
                };
                let item = self.load(object, item)?;
                return self.begin(Doing::Put(object, item), wait, then);
            }
            "get" => {
                let [block, timeout] = named("get", ["block", "timeout"], 0, args, keywords)?;
                let wait = if simple && !process {
                    simple_queue_wait(self.truth_or(&block, true)?, self.seconds(&timeout)?)?
                } else {
                    self.queue_wait(process, &block, &timeout)?
                };
                return self.begin(Doing::Get(object), wait, then);
            }
            "join" => {
                named::<0>("join", [], 0, args, keywords)?;
                return self.begin(Doing::QueueJoin(object), Wait::Forever, then);
            }
            "shutdown" => {
                let [immediate] = named("shutdown", ["immediate"], 0, args, keywords)?;
                let immediate = self.truth_or(&immediate, false)?;
                let What::Queue(queue) = &mut self.world.thing(object).what else {
                    return Ok(Go::On);
                };
                let woken = queue.shutdown(immediate);
                let left = Some(queue.len() as i64);
                let unfinished = queue.unfinished().map(|count| count as i64);
                self.world.wake(&woken);
                let done = Done {
                    left,
                    unfinished,
                    woken,
                    ..self.effect(Op::Close, object)
                };
                self.done(done);
                return self.finish(Value::None, then);
            }
            _ => {}
        }
        named::<0>(name, [], 0, args, keywords)?;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let len = queue.len() as i64;
        let value = match name {
            "qsize" => Value::Int(len),
            "empty" => Value::Bool(queue.is_empty()),
            "full" => Value::Bool(queue.is_full()),
            "task_done" => {
                let result = queue.task_done();
                let unfinished = queue.unfinished().map(|count| count as i64);
                return match result {
                    Ok(woken) => {
                        self.world.wake(&woken);
                        let done = Done {
                            unfinished,
                            left: Some(len),
                            woken,
                            ..self.effect(Op::TaskDone, object)
                        };
                        self.done(done);
                        self.finish(Value::None, then)
                    }
                    Err(raised) => Ok(self.refuse(Op::TaskDone, object, raised.into())),
                };
            }
            "close" if process => {
                self.process.closed.insert(object);
                return self.give(Value::None, then);
            }
            _ => return self.give(Value::None, then),
        };
        let flag = match &value {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        };
        self.query(object, flag, Some(len), value, then)
    }

    fn queue_wait(&mut self, process: bool, block: &Value, timeout: &Value) -> Res<Wait> {
        let block = self.truth_or(block, true)?;
        let seconds = self.seconds(timeout)?;
        Ok(if process {
            process_wait(block, seconds)?
        } else {
            queue_wait(block, seconds)?
        })
    }

    fn call_connection(
        &mut self,
        handle: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let Some((pipe, end)) = self.world.end_of(handle) else {
            return Ok(Go::On);
        };
        match name {
            "__enter__" => {
                let prim = Prim {
                    id: handle,
                    kind: PrimType::Connection,
                };
                return self.give(Value::Prim(prim), then);
            }
            "close" | "__exit__" => {
                let open = self.process.closed.insert(handle);
                if open && let What::Pipe(pipe_state) = &mut self.world.thing(pipe).what {
                    let woken = pipe_state.close(end);
                    self.world.wake(&woken);
                    let done = Done {
                        woken,
                        ..self.effect(Op::Close, pipe)
                    };
                    self.done(done);
                    return self.finish(Value::None, then);
                }
                return self.give(Value::None, then);
            }
            _ => {}
        }
        if self.process.closed.contains(&handle) {
            return Err(Fault::new(Exc::OSError, "handle is closed"));
        }
        match name {
            "send" => {
                let [value] = named("send", ["obj"], 1, args, keywords)?;
                let item = self.load(pipe, value)?;
                let size = item.text.len() + 16;
                self.begin(Doing::Send(pipe, end, item, size), Wait::Forever, then)
            }
            "recv" => {
                named::<0>("recv", [], 0, args, keywords)?;
                self.begin(Doing::Recv(pipe, end), Wait::Forever, then)
            }
            "poll" => {
                let [timeout] = named("poll", ["timeout"], 0, args, keywords)?;
                let wait = match &timeout {
                    Value::Unbound => Wait::No,
                    timeout => plain_wait(self.seconds(timeout)?)?,
                };
                self.begin(Doing::Poll(pipe, end), wait, then)
            }
            _ => self.give(Value::Int(i64::from(handle.0)), then),
        }
    }

    /// An attribute of a synchronisation object that is not called at once.
    pub(super) fn prim_attribute(&mut self, prim: Prim, name: &Str) -> Res {
        if is_method(prim.kind, name) {
            return Ok(super::attributes::bound(
                Value::Prim(prim),
                crate::python::value::Callee::Native(name.clone()),
            ));
        }
        let closed = self.process.closed.contains(&prim.id);
        Ok(match (&self.world.thing(prim.id).what, &**name) {
            (What::Semaphore(semaphore), "_value") => Value::Int(semaphore.permits() as i64),
            (What::Barrier(barrier, ..), "parties") => Value::Int(barrier.parties() as i64),
            (What::Barrier(barrier, ..), "n_waiting") => Value::Int(barrier.n_waiting() as i64),
            (What::Barrier(barrier, ..), "broken") => Value::Bool(barrier.broken()),
            (What::Queue(queue), "maxsize" | "_maxsize") => Value::Int(queue.maxsize()),
            (What::Queue(queue), "unfinished_tasks") => {
                Value::Int(queue.unfinished().unwrap_or(0) as i64)
            }
            (What::Queue(queue), "is_shutdown") => Value::Bool(queue.is_shut()),
            (What::Queue(queue), "queue") => {
                let items: Vec<Item> = queue.items().cloned().collect();
                let values: Res<Vec<Value>> = items.iter().map(|item| self.unload(item)).collect();
                self.process.heap.list(values?)?
            }
            (_, "closed") if prim.kind == PrimType::Connection => Value::Bool(closed),
            _ => return Err(no_attribute(prim, name)),
        })
    }

    pub(super) fn set_prim_attribute(&mut self, prim: Prim, name: &str, value: &Value) -> Res<()> {
        if let (What::Queue(queue), "maxsize", Value::Int(size)) =
            (&mut self.world.thing(prim.id).what, name, value)
        {
            queue.set_maxsize(*size);
            return Ok(());
        }
        Err(no_attribute(prim, name))
    }

    /// Begins a condition's wait: stands in line and lets the lock go, in one step.
    fn condition_wait(
        &mut self,
        object: ObjectId,
        lock: ObjectId,
        owned: bool,
        wait: Wait,
        then: Then,
    ) -> Go {
        let me = self.task.id;
        let What::Condition(condition, _) = &mut self.world.thing(object).what else {
            return Go::On;
        };
        if let Err(raised) = condition.wait(me, owned, wait) {
            return self.refuse(Op::Wait, object, raised.into());
        }
        let timeout = match wait {
            Wait::For(micros) => Some(micros),
            Wait::No | Wait::Negative => Some(0),
            Wait::Forever | Wait::TooLong => None,
        };
        self.announce_wait(object, timeout);
        let Some((saved, woken)) = self.world.thing(lock).release_save(me) else {
            return Go::On;
        };
        self.world.wake(&woken);
        let done = Done {
            left: Some(0),
            woken,
            ..self.effect(Op::Release, lock)
        };
        self.done(done);
        self.sleep_in_line(Doing::ConditionWait(object, lock, saved), wait, then)
    }
}

fn rename(keywords: &mut [(Str, Value)], from: &str, to: &str) {
    for (name, _) in keywords {
        if &**name == from {
            *name = to.into();
        }
    }
}

fn no_attribute(prim: Prim, name: &str) -> Fault {
    let ty = match prim.kind {
        PrimType::Lock | PrimType::RLock => format!("{}.{}", prim.kind.module(), prim.kind.name()),
        kind => kind.name().to_owned(),
    };
    Fault::new(
        Exc::AttributeError,
        format!("'{ty}' object has no attribute '{name}'"),
    )
}
