//! Items of queues and pipes: values in place, or pickled on their way to another process.

use std::sync::Arc;

use crate::python::exceptions::Res;
use crate::python::value::Value;
use crate::trace::{ObjectId, ObjectKind, Text};
use crate::world::pickle::Pickle;
use crate::world::run::Machine;
use crate::world::things::{Item, Load};

impl Machine<'_> {
    /// An item for a queue: in place, or pickled if it may go to another process.
    pub(in crate::world) fn load(&mut self, object: ObjectId, value: Value) -> Res<Item> {
        let text = self.world.tells().then(|| self.shown(object, &value));
        let here = self.task.process;
        let thing = &self.world.objects[object.index()];
        let fed = self.is_fed(object);
        let load = if !fed && (thing.process || thing.home != here) {
            Load::Pickled(self.pickled(&value)?)
        } else {
            self.process.heap.escape(&value);
            Load::Here(here, value)
        };
        Ok(Item { load, text })
    }

    /// A copy of a value on its way to another process. It keeps the pipes open whose handles are in it.
    pub(in crate::world) fn pickled(&mut self, value: &Value) -> Res<Arc<Pickle>> {
        let pickle = Pickle::of(&self.process.heap, &self.world.objects, value)?;
        for handle in pickle.handles() {
            self.world.open_handle(*handle);
        }
        Ok(pickle.into())
    }

    /// The process has got a copy of a value: the handles in it are its own, as long as it has not had them.
    fn receive_handles(&mut self, pickle: &Pickle) {
        for &handle in pickle.handles() {
            self.process.closed.remove(&handle);
            if !self.process.ends.insert(handle) {
                self.world.close_handle(handle);
            }
        }
    }

    /// How the picture shows an item.
    fn shown(&self, object: ObjectId, value: &Value) -> Text {
        let part = self.world.objects[object.index()].part.as_ref();
        match value {
            // What the prelude gives the workers of a pool begins with the call's text.
            Value::Tuple(job) if part.is_some_and(|part| part.kind == ObjectKind::Pool) => {
                match job.first() {
                    Some(Value::Str(call)) => call.clone(),
                    _ => self.show(value),
                }
            }
            _ => self.show(value),
        }
    }

    /// The value of an item, in the heap of the running process.
    pub(in crate::world) fn unload(&mut self, item: &Item) -> Res {
        match &item.load {
            Load::Here(home, value) if *home == self.task.process => Ok(value.clone()),
            Load::Here(home, value) => {
                let Some(process) = &self.world.processes[*home] else {
                    return Ok(Value::None);
                };
                let pickle = Pickle::of(&process.heap, &self.world.objects, value)?;
                pickle.put(&mut self.process.heap, &self.world.program.file)
            }
            Load::Pickled(pickle) => {
                self.receive_handles(pickle);
                pickle.put(&mut self.process.heap, &self.world.program.file)
            }
        }
    }
}
