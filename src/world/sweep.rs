//! Collecting what a process cannot reach any more, between two instructions.

use super::World;
use super::operate::{Doing, Waiting};
use super::run::Machine;
use super::shared::Place;
use super::task::Task;
use super::things::{Item, Load, What};
use crate::python::frame::Then;
use crate::python::reach::Roots;
use crate::python::value::Value;

impl Machine<'_> {
    /// Lets go of every object of the process that nothing leads to.
    pub(super) fn collect(&mut self) {
        let here = self.task.process;
        let mut roots = Roots::default();
        let mut found = |value: &Value| roots.add(value);
        for value in self.process.globals().chain(&self.process.modules) {
            found(value);
        }
        for id in &self.task.doubtful {
            found(&Value::Ref(*id));
        }
        of_world(self.world, self.task, &mut found);
        self.process.heap.collect_from(roots);
        let heap = &self.process.heap;
        self.world
            .variables
            .retain(|(process, place), _| match place {
                Place::Cell(id)
                | Place::Attribute(id, _)
                | Place::Item(id, _)
                | Place::Whole(id) => *process != here || heap.holds(*id),
                Place::Global(_) => true,
            });
    }
}

/// Calls `found` with every value of a running task's process that the world holds outside of its heap and its names; those of
/// the running task come last.
pub(super) fn of_world(world: &World, running: &Task, found: &mut impl FnMut(&Value)) {
    let here = running.process;
    for thing in &world.objects {
        match &thing.what {
            What::Barrier(_, action, _) if thing.home == here => found(action),
            What::Queue(queue) => queue.items().for_each(|item| of_item(item, here, found)),
            _ => {}
        }
    }
    let tasks = world.tasks.iter().flatten();
    for task in tasks.filter(|task| task.process == here) {
        of_task(task, here, found);
    }
    of_task(running, here, found);
}

fn of_item(item: &Item, here: usize, found: &mut impl FnMut(&Value)) {
    if let Load::Here(home, value) = &item.load
        && *home == here
    {
        found(value);
    }
}

fn of_task(task: &Task, here: usize, found: &mut impl FnMut(&Value)) {
    for frame in &task.frames {
        frame.values().for_each(&mut *found);
        if let Then::Generator(id) = frame.then {
            found(&Value::Ref(id));
        }
    }
    found(&task.object);
    if let Some(uncaught) = &task.uncaught {
        found(uncaught);
    }
    if let Some(waiting) = &task.waiting {
        of_waiting(waiting, here, found);
    }
    if let Some((waiting, a, b)) = &task.asking {
        of_waiting(waiting, here, found);
        of_pair(a, b, found);
    }
    if let Some(crate::python::exceptions::Fault::Raise(value)) = &task.interrupt {
        found(value);
    }
}

fn of_pair(a: &Value, b: &Value, found: &mut impl FnMut(&Value)) {
    found(a);
    found(b);
}

fn of_waiting(waiting: &Waiting, here: usize, found: &mut impl FnMut(&Value)) {
    if let Then::Give(value) = &waiting.then {
        found(value);
    }
    if let Doing::Put(_, item) = &waiting.doing {
        of_item(item, here, found);
    }
    for (a, b, _) in &waiting.known {
        of_pair(a, b, found);
    }
}
