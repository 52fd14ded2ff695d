//! Synchronisation objects: they live beside the heaps, because processes share them.

use std::convert::Infallible;
use std::sync::Arc;

use super::naming::Rank;
use super::pickle::Pickle;
use super::uses::Uses;
use crate::primitive::{
    Barrier, Condition, Event, Got, Lock, Order, Pipe, Policy, Queue, RLock, RwLock, Saved,
    Semaphore, Try, Wait, Woken,
};
use crate::python::value::{PrimType, Value};
use crate::trace::{New, ObjectId, ObjectKind, QueueOrder, SiteId, TaskId, Text};

/// A synchronisation object and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) what: What,
    pub(super) kind: PrimType,
    /// Whether it is of `multiprocessing`, with its exceptions and its pickling.
    pub(super) process: bool,
    /// The process whose heap its values live in.
    pub(super) home: usize,
    /// Names that the program knows it by, oldest first, all of one rank.
    pub(super) names: Vec<Text>,
    pub(super) rank: Rank,
    /// Whether the way to it has been looked for.
    pub(super) sought: bool,
    /// What it is to the program, where that is something else than its type: the prelude makes it part of something.
    pub(super) part: Option<Box<Part>>,
    /// What was done with it.
    pub(super) uses: Uses,
}

/// What a thing of the prelude's is to the program.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The queue of a pool is the pool, the event of a timer or of a future is that.
    pub(super) kind: ObjectKind,
    /// Of what it is a part.
    pub(super) of: Option<ObjectId>,
    /// Most workers of a pool.
    pub(super) workers: Option<i64>,
    /// What the program calls to make a pool.
    pub(super) class: Option<Text>,
    /// What a timer or a future calls.
    pub(super) call: Option<Text>,
    /// Who runs the call of a future, or did.
    pub(super) begun: Option<TaskId>,
    /// How often a name was looked for in vain.
    pub(super) looks: u8,
}

/// What it is.
#[derive(Debug, Clone)]
pub(super) enum What {
    Lock(Lock),
    RLock(RLock),
    Semaphore(Semaphore),
    Event(Event),
    Condition(Condition, ObjectId),
    RwLock(RwLock),
    /// With its action and its default timeout.
    Barrier(Barrier, Value, Option<f64>),
    Queue(Queue<Item>),
    /// A pipe, and at the same time the handle of its first end.
    Pipe(Pipe<Item>),
    /// The handle of the second end of a pipe.
    End(ObjectId),
    /// Data that tasks share; for the picture only.
    Variable,
    /// A value of a manager's, which all processes share.
    Managed(Arc<Pickle>),
}

/// What a queue or a pipe carries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Item {
    pub(super) load: Load,
    /// How the picture shows it, if anybody looks.
    pub(super) text: Option<Text>,
}

/// An item as a value of a process's heap, or on its way between two.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Load {
    Here(usize, Value),
    Pickled(Arc<Pickle>),
}

impl Thing {
    /// A thing that nobody knows by a name yet.
    pub(super) fn new(what: What, kind: PrimType, process: bool, home: usize) -> Self {
        Self {
            uses: Uses::of(&what),
            what,
            kind,
            process,
            home,
            names: Vec::new(),
            rank: Rank::None,
            sought: false,
            part: None,
        }
    }

    /// What the trace says of it.
    pub(super) fn describe(&self, object: ObjectId) -> New {
        let mut new = New {
            names: self.names.clone(),
            ..New::plain(object, ObjectKind::Variable)
        };
        match &self.what {
            What::Lock(_) => new.kind = ObjectKind::Lock,
            What::RLock(_) => new.kind = ObjectKind::RLock,
            What::Semaphore(semaphore) => {
                new.kind = ObjectKind::Semaphore;
                new.permits = Some(self.uses.initial());
                new.bound = semaphore.bound().map(|bound| bound as i64);
            }
            What::Event(_) => new.kind = ObjectKind::Event,
            What::Condition(_, lock) => {
                new.kind = ObjectKind::Condition;
                new.lock = Some(*lock);
            }
            What::RwLock(lock) => {
                new.kind = ObjectKind::RwLock;
                new.policy = Some(match lock.policy() {
                    Policy::Readers => crate::trace::Policy::Readers,
                    Policy::Writers => crate::trace::Policy::Writers,
                    Policy::Fifo => crate::trace::Policy::Fair,
                });
            }
            What::Barrier(barrier, ..) => {
                new.kind = ObjectKind::Barrier;
                new.parties = Some(barrier.parties() as i64);
            }
            What::Queue(queue) => {
                new.kind = ObjectKind::Queue;
                new.capacity = (queue.maxsize() > 0).then(|| queue.maxsize());
                new.order = Some(match self.kind {
                    PrimType::LifoQueue => QueueOrder::Lifo,
                    PrimType::PriorityQueue => QueueOrder::Priority,
                    _ => QueueOrder::Fifo,
                });
                let special = matches!(self.kind, PrimType::SimpleQueue | PrimType::JoinableQueue);
                new.class = special.then(|| self.kind.name().into());
            }
            What::Pipe(_) | What::End(_) => new.kind = ObjectKind::Pipe,
            What::Variable | What::Managed(_) => {}
        }
        if let Some(part) = &self.part {
            new.kind = part.kind;
            new.class.clone_from(&part.class);
            new.of = part.of;
            new.parties = part.workers.or(new.parties);
            new.call.clone_from(&part.call);
        }
        new
    }

    /// Takes a task out of every line; those whose turn it is because of that.
    pub(super) fn forget(&mut self, me: TaskId) -> Woken {
        match &mut self.what {
            What::Lock(lock) => lock.forget(me),
            What::RLock(lock) => lock.forget(me),
            What::Semaphore(semaphore) => semaphore.forget(me),
            What::Event(event) => event.forget(me),
            What::Condition(condition, _) => condition.forget(me),
            What::RwLock(lock) => lock.forget(me),
            What::Barrier(barrier, ..) => barrier.forget(me),
            What::Queue(queue) => queue.forget(me),
            What::Pipe(pipe) => pipe.forget(me),
            What::End(_) | What::Variable | What::Managed(_) => Woken::new(),
        }
    }

    /// Acquires what is free: a lock, a permit. Whether it did; nothing has changed if not.
    pub(super) fn take_at_once(&mut self, me: TaskId, site: Option<SiteId>) -> bool {
        let took = match &mut self.what {
            What::Lock(lock) => !lock.locked() && lock.acquire(me, Wait::No) == Try::Done(()),
            What::RLock(lock) => {
                let free = !lock.locked() || lock.is_owned(me);
                free && matches!(lock.acquire(me, Wait::No), Try::Done(_))
            }
            What::Semaphore(semaphore) => {
                semaphore.permits() > 0 && matches!(semaphore.acquire(me, Wait::No), Try::Done(_))
            }
            _ => false,
        };
        if took {
            self.was_taken(me, site);
        }
        took
    }

    /// Gives back what nobody waits for. Whether it did; nothing has changed if not.
    pub(super) fn give_at_once(&mut self, me: TaskId) -> bool {
        if !self.gives_own(me) {
            return false;
        }
        let gave = match &mut self.what {
            What::Lock(lock) => lock.line().is_empty() && lock.release().is_ok(),
            What::RLock(lock) => lock.line().is_empty() && lock.release(me).is_ok(),
            What::Semaphore(semaphore) => {
                semaphore.line().is_empty() && semaphore.release(1).is_ok()
            }
            _ => false,
        };
        if gave {
            self.was_given(me, 1, None, |_| false);
        }
        gave
    }

    /// Puts a value, behind which there is nothing, into a queue that has room and for which nobody waits. Whether it did;
    /// nothing has changed if not.
    pub(super) fn put_at_once(
        &mut self,
        me: TaskId,
        home: usize,
        value: &Value,
        text: Option<Text>,
        site: Option<SiteId>,
    ) -> bool {
        let here = !self.process && self.home == home && value.is_flat();
        let What::Queue(queue) = &mut self.what else {
            return false;
        };
        let free = !queue.is_full() && queue.getters().is_empty();
        if !here || !free || queue.order() == Order::Priority {
            return false;
        }
        let item = Item {
            load: Load::Here(home, value.clone()),
            text,
        };
        let put = queue.put(me, item, Wait::No, |_, _| Ok::<_, Infallible>(false));
        let put = matches!(put, Ok(Try::Done(_)));
        if put {
            self.was_given(me, 1, site, |_| false);
        }
        put
    }

    /// Gets what lies in a queue to which nobody waits to put. What comes back is the value and how it is
    /// shown; nothing has changed if nothing does.
    pub(super) fn get_at_once(
        &mut self,
        me: TaskId,
        home: usize,
        site: Option<SiteId>,
    ) -> Option<(Value, Option<Text>)> {
        let What::Queue(queue) = &mut self.what else {
            return None;
        };
        let next = match queue.order() {
            Order::Fifo => queue.items().next()?,
            Order::Lifo => queue.items().last()?,
            Order::Priority => return None,
        };
        if !matches!(&next.load, Load::Here(at, _) if *at == home) || !queue.putters().is_empty() {
            return None;
        }
        let got = queue.get(me, Wait::No, |_, _| Ok::<_, Infallible>(false));
        match got {
            Ok(Try::Done(Got {
                item:
                    Item {
                        load: Load::Here(_, value),
                        text,
                    },
                ..
            })) => {
                self.was_taken(me, site);
                Some((value, text))
            }
            _ => None,
        }
    }

    /// What a condition asks of its lock.
    pub(super) fn is_owned(&self, me: TaskId) -> bool {
        match &self.what {
            What::Lock(lock) => lock.is_owned(me),
            What::RLock(lock) => lock.is_owned(me),
            _ => false,
        }
    }

    /// First half of a condition's wait.
    pub(super) fn release_save(&mut self, me: TaskId) -> Option<(Saved, Woken)> {
        match &mut self.what {
            What::Lock(lock) => lock.release_save(me).ok(),
            What::RLock(lock) => lock.release_save(me).ok(),
            _ => None,
        }
    }

    /// Last half of a condition's wait.
    pub(super) fn acquire_restore(&mut self, me: TaskId, saved: Saved) -> Try<()> {
        match &mut self.what {
            What::Lock(lock) => lock.acquire_restore(me, saved),
            What::RLock(lock) => lock.acquire_restore(me, saved),
            _ => Try::Done(()),
        }
    }
}
