//! Synchronisation objects as a program sees them: which methods and attributes they have, and what the methods share.

mod barriers;
mod conditions;
mod connections;
mod events;
mod locks;
mod make;
mod owned;
mod plain;
mod queues;
mod rwlocks;

use super::arguments::named;
use super::operate::Doing;
use super::run::{Go, Machine, RAN};
use super::things::{Item, Thing, What};
use crate::primitive::{Policy, Wait};
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

const RWLOCK: &[&str] = &[
    "acquire_read",
    "acquire_write",
    "release_read",
    "release_write",
    "reading",
    "writing",
];

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
    "send_bytes",
    "recv_bytes",
    "poll",
    "close",
    "fileno",
    "__enter__",
    "__exit__",
];

/// Whether a type of synchronisation object has a method.
pub(super) fn is_method(kind: PrimType, name: &str) -> bool {
    let methods = match kind {
        PrimType::Lock | PrimType::RLock => LOCK,
        PrimType::RwLock => RWLOCK,
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
        || owned::is_private(kind, name)
        || methods.contains(&name)
            && !(kind == PrimType::SimpleQueue
                && matches!(name, "full" | "task_done" | "join" | "shutdown"))
}

impl Machine<'_> {
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
            (kind, _) if owned::is_private(kind, name) => {
                self.call_private(prim, name, &args, &keywords, then)
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
                named::<0>(name, [], 0, args, keywords)?;
                let locked = match &self.world.thing(object).what {
                    What::Lock(lock) => lock.locked(),
                    What::RLock(lock) => lock.locked(),
                    _ => false,
                };
                self.query(object, Some(locked), None, Value::Bool(locked), then)
            }
            (PrimType::Semaphore | PrimType::BoundedSemaphore, "get_value") => {
                named::<0>(name, [], 0, args, keywords)?;
                let value = match &self.world.thing(object).what {
                    What::Semaphore(semaphore) => semaphore.permits() as i64,
                    _ => 0,
                };
                self.query(object, None, Some(value), Value::Int(value), then)
            }
            (PrimType::Event, _) => self.call_event(object, name, args, keywords, then),
            (PrimType::Condition, _) => self.call_condition(prim, name, args, keywords, then),
            (PrimType::Barrier, _) => self.call_barrier(object, name, args, keywords, then),
            (PrimType::RwLock, _) if is_method(prim.kind, name) => {
                self.call_rwlock(prim, name, args, keywords, then)
            }
            (PrimType::Connection, _) => self.call_connection(object, name, args, keywords, then),
            (kind, _) if is_method(kind, name) => self.call_queue(prim, name, args, keywords, then),
            _ => Err(no_attribute(prim, name)),
        }
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
            woken: Vec::new(),
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

    /// `getattr` and `hasattr` of a synchronisation object.
    pub(super) fn asked_of_prim(&mut self, whether: bool, args: &[Value]) -> Res {
        let [Value::Prim(prim), Value::Str(name), default @ ..] = args else {
            return Err(Fault::type_error("attribute name must be string"));
        };
        let found = self.prim_attribute(*prim, name);
        let missing =
            matches!(&found, Err(Fault::Error(error)) if error.exc == Exc::AttributeError);
        match default {
            _ if whether && (missing || found.is_ok()) => Ok(Value::Bool(!missing)),
            [default] if missing => Ok(default.clone()),
            _ => found,
        }
    }

    /// An attribute of a synchronisation object that is not called at once.
    pub(super) fn prim_attribute(&mut self, prim: Prim, name: &Str) -> Res {
        let lacking = lacks(self.world.thing(prim.id), prim.kind, name);
        if is_method(prim.kind, name) && !lacking {
            return Ok(super::attributes::bound(
                Value::Prim(prim),
                crate::python::value::Callee::Native(name.clone()),
            ));
        }
        let closed = self.process.closed.contains(&prim.id);
        Ok(match (&self.world.thing(prim.id).what, &**name) {
            (What::Semaphore(semaphore), "_value") => Value::Int(semaphore.permits() as i64),
            (What::RwLock(lock), "policy") => Value::from(match lock.policy() {
                Policy::Readers => "readers",
                Policy::Writers => "writers",
                Policy::Fifo => "fair",
            }),
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
            (_, "readable" | "writable") if prim.kind == PrimType::Connection => {
                Value::Bool(self.allows(prim.id, &**name == "readable"))
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
}

/// Whether an object of `multiprocessing` has not what those of threads have.
fn lacks(thing: &Thing, kind: PrimType, name: &str) -> bool {
    let fed = matches!(&thing.what, What::Queue(queue) if queue.is_fed());
    let simple = thing.process && thing.part.is_none() && kind == PrimType::SimpleQueue;
    match name {
        "task_done" | "join" => fed && kind == PrimType::Queue,
        "shutdown" => fed,
        "_is_owned" | "_release_save" | "_acquire_restore" | "_recursion_count" => thing.process,
        "put_nowait" | "get_nowait" | "qsize" | "join_thread" | "cancel_join_thread" => simple,
        _ => false,
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
