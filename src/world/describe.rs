//! What `repr` says of synchronisation objects.

use super::World;
use super::things::{Thing, What};
use crate::python::value::Prim;
use crate::trace::{ObjectId, TaskId, Text};

impl World {
    /// `repr(object)`.
    pub(super) fn describe_prim(&self, prim: Prim) -> String {
        let Some(thing) = self.objects.get(prim.id.index()) else {
            return format!("<{} object>", prim.kind.name());
        };
        let at = address(prim.id);
        let name = prim.kind.name();
        if let What::Condition(condition, lock) = &thing.what {
            let kind = self
                .objects
                .get(lock.index())
                .map_or(prim.kind, |lock| lock.kind);
            let lock = self.describe_prim(Prim { id: *lock, kind });
            return format!("<Condition({lock}, {})>", condition.describe());
        }
        if thing.process
            && let Some(text) = self.describe_shared(thing, name, &at)
        {
            return text;
        }
        match &thing.what {
            What::Lock(lock) => format!("<{} _thread.lock object at {at}>", lock.describe()),
            What::RLock(lock) => {
                let (state, owner) = lock.describe(|owner| ident(owner).to_string());
                format!("<{state} _thread.RLock object {owner} at {at}>")
            }
            What::Semaphore(semaphore) => {
                format!("<threading.{name} at {at}: {}>", semaphore.describe())
            }
            What::Event(event) => format!("<threading.Event at {at}: {}>", event.describe()),
            What::RwLock(lock) => format!("<primviz.RWLock at {at}: {}>", lock.describe()),
            What::Barrier(barrier, ..) => {
                format!("<threading.Barrier at {at}: {}>", barrier.describe())
            }
            _ => {
                let module = if thing.process {
                    "multiprocessing.queues"
                } else {
                    prim.kind.module()
                };
                format!("<{module}.{name} object at {at}>")
            }
        }
    }

    /// As `multiprocessing` says it, where it says it otherwise.
    fn describe_shared(&self, thing: &Thing, name: &str, at: &str) -> Option<String> {
        Some(match &thing.what {
            What::Lock(lock) => {
                let owner = lock.holder().map(|holder| self.owner_name(holder));
                format!("<Lock(owner={})>", owner.as_deref().unwrap_or("None"))
            }
            What::RLock(lock) => {
                let owner = lock.owner().map(|owner| self.owner_name(owner));
                let owner = owner.as_deref().unwrap_or("None");
                if owner.starts_with("SomeOther") {
                    format!("<RLock({owner}, nonzero)>")
                } else {
                    format!("<RLock({owner}, {})>", lock.count())
                }
            }
            What::Semaphore(semaphore) => match semaphore.bound() {
                Some(bound) => format!("<{name}(value={}, maxvalue={bound})>", semaphore.permits()),
                None => format!("<{name}(value={})>", semaphore.permits()),
            },
            What::Event(event) => format!("<Event at {at} {}>", event.describe()),
            What::Barrier(barrier, ..) => {
                format!(
                    "<multiprocessing.synchronize.Barrier at {at}: {}>",
                    barrier.describe()
                )
            }
            What::Pipe(_) | What::End(_) => {
                format!("<multiprocessing.connection.Connection object at {at}>")
            }
            _ => return None,
        })
    }

    /// What `multiprocessing` calls the owner of a lock: who asks knows itself alone. The task that runs, and its process, are out of
    /// their places.
    fn owner_name(&self, owner: TaskId) -> Text {
        let Some(Some(task)) = self.tasks.get(owner.index()) else {
            return self.process_name(owner);
        };
        match self.processes.get(task.process) {
            Some(Some(_)) => "SomeOtherProcess".into(),
            _ => "SomeOtherThread".into(),
        }
    }

    /// What `multiprocessing` calls a task.
    fn process_name(&self, task: TaskId) -> Text {
        if task.0 == 0 {
            "MainProcess".into()
        } else {
            self.name(task)
        }
    }
}

/// Where the object would lie.
fn address(object: ObjectId) -> String {
    format!("0x{:012x}", 0x7f3c_0000_0000_u64 + u64::from(object.0) * 64)
}

/// `Thread.ident`, as the prelude counts it.
pub(super) fn ident(task: TaskId) -> u64 {
    140_000_000_000_000 + 4096 * u64::from(task.0)
}
