//! How synchronisation objects are made.

use crate::primitive::{
    Barrier, Condition, Event, Lock, Order, Pipe, Policy, Queue, RLock, RwLock, Semaphore,
};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::ops;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::world::arguments::named;
use crate::world::run::Machine;
use crate::world::things::{Part, Thing, What};

impl Machine<'_> {
    /// Makes a synchronisation object; `process` says that it is of `multiprocessing`.
    pub(in crate::world) fn make_prim(
        &mut self,
        kind: PrimType,
        process: bool,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res {
        let what = self.make_what(kind, process, args, keywords)?;
        Ok(Value::Prim(self.new_prim(what, kind, process, None)))
    }

    /// The state of a new synchronisation object.
    pub(in crate::world) fn make_what(
        &mut self,
        kind: PrimType,
        process: bool,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
    ) -> Res<What> {
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
                What::Event(if process {
                    Event::of_processes()
                } else {
                    Event::new()
                })
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
                            return Err(Fault::new(Exc::SystemError, "a lock is a lock"));
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
                    PrimType::Queue if process => Queue::simple(maxsize).fed(),
                    PrimType::JoinableQueue if process => Queue::new(Order::Fifo, maxsize).fed(),
                    _ => Queue::new(Order::Fifo, maxsize),
                })
            }
            PrimType::SimpleQueue => {
                named::<0>("SimpleQueue", [], 0, args, keywords)?;
                What::Queue(Queue::simple(0))
            }
            PrimType::RwLock => {
                let [policy] = named("RWLock", ["policy"], 0, args, keywords)?;
                What::RwLock(RwLock::new(match &policy {
                    Value::Unbound => Policy::Fifo,
                    Value::Str(policy) if &**policy == "fair" => Policy::Fifo,
                    Value::Str(policy) if &**policy == "readers" => Policy::Readers,
                    Value::Str(policy) if &**policy == "writers" => Policy::Writers,
                    _ => {
                        return Err(Fault::value_error(
                            "policy must be 'readers', 'writers' or 'fair'",
                        ));
                    }
                }))
            }
            PrimType::Connection => {
                return Err(Fault::type_error(format!(
                    "cannot create '{name}' instances"
                )));
            }
        };
        Ok(what)
    }

    pub(in crate::world) fn new_prim(
        &mut self,
        what: What,
        kind: PrimType,
        process: bool,
        part: Option<Box<Part>>,
    ) -> Prim {
        let home = self.task.process;
        let id = self.world.add_object(Thing {
            part,
            ..Thing::new(what, kind, process, home)
        });
        Prim { id, kind }
    }

    /// The two ends of a pipe.
    pub(in crate::world) fn make_pipe(&mut self, duplex: bool) -> Value {
        let what = What::Pipe(Pipe::new(duplex, 1 << 16));
        let first = self.new_prim(what, PrimType::Connection, true, None);
        let second = self.world.add_end(first.id, self.task.process);
        self.process.ends.extend([first.id, second.id]);
        Value::tuple(vec![Value::Prim(first), Value::Prim(second)])
    }
}
