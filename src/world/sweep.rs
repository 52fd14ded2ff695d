//! Collecting what a process cannot reach any more, between two instructions.

use super::operate::{Doing, Waiting};
use super::run::Machine;
use super::shared::Place;
use super::task::Task;
use super::things::{Item, Load, What};
use crate::python::frame::Then;
use crate::python::reach;
use crate::python::value::{HeapId, Value};

impl Machine<'_> {
    /// Lets go of every object of the process that nothing leads to.
    pub(super) fn collect(&mut self) {
        let here = self.task.process;
        let mut roots: Vec<HeapId> = Vec::new();
        let mut found = |id: HeapId| roots.push(id);
        for value in self.process.prelude.iter().chain(&self.process.user) {
            reach::of_value(value, &mut found);
        }
        of_task(self.task, here, &mut found);
        for task in self
            .world
            .tasks
            .iter()
            .flatten()
            .filter(|task| task.process == here)
        {
            of_task(task, here, &mut found);
        }
        for thing in &self.world.objects {
            match &thing.what {
                What::Barrier(_, action, _) if thing.home == here => {
                    reach::of_value(action, &mut found);
                }
                What::Queue(queue) => queue
                    .items()
                    .for_each(|item| of_item(item, here, &mut found)),
                _ => {}
            }
        }
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

fn of_item(item: &Item, here: usize, found: &mut impl FnMut(HeapId)) {
    if let Load::Here(home, value) = &item.load
        && *home == here
    {
        reach::of_value(value, found);
    }
}

fn of_task(task: &Task, here: usize, found: &mut impl FnMut(HeapId)) {
    task.frames
        .iter()
        .for_each(|frame| reach::of_frame(frame, found));
    reach::of_value(&task.object, found);
    if let Some(uncaught) = &task.uncaught {
        reach::of_value(uncaught, found);
    }
    if let Some(waiting) = &task.waiting {
        of_waiting(waiting, here, found);
    }
    if let Some((waiting, a, b)) = &task.asking {
        of_waiting(waiting, here, found);
        of_pair(a, b, found);
    }
    if let Some(crate::python::exceptions::Fault::Raise(value)) = &task.interrupt {
        reach::of_value(value, found);
    }
}

fn of_pair(a: &Value, b: &Value, found: &mut impl FnMut(HeapId)) {
    reach::of_value(a, found);
    reach::of_value(b, found);
}

fn of_waiting(waiting: &Waiting, here: usize, found: &mut impl FnMut(HeapId)) {
    if let Then::Give(value) = &waiting.then {
        reach::of_value(value, found);
    }
    if let Doing::Put(_, item) = &waiting.doing {
        of_item(item, here, found);
    }
    for (a, b, _) in &waiting.known {
        of_pair(a, b, found);
    }
}
