//! Generators that nobody refers to any more. `CPython` counts references and closes such a one at once: its `finally` and
//! `with` blocks run, and a lock that it holds is given back. Here what a frame lets go of is looked at, and whether anything
//! still leads there: temporaries of loops and calls, names that get another value, all that a frame has when it ends.
//!
//! As long as no generator rests inside of a `try` or `with`, nobody could tell, and nothing is looked at.

use super::{Go, Machine};
use crate::python::code::{Instr, Space};
use crate::python::exceptions::Res;
use crate::python::frame::{Frame, Then};
use crate::python::heap::{GeneratorState, Heap, Object};
use crate::python::reach;
use crate::python::value::{HeapId, Value};
use crate::world::sweep;

/// Longer collections are not searched for generators.
const SHORT: usize = 32;

/// Whether a frame that rests is inside of a `try` or `with`.
pub(in crate::world) fn is_guarded(frame: &Frame) -> bool {
    let at = frame.pc as u32;
    let covers = |handler: &crate::python::code::Handler| {
        (handler.start..handler.end).contains(&at)
            || (handler.start..handler.end).contains(&at.saturating_sub(1))
    };
    frame.code.body.handlers.iter().any(covers)
}

/// The generators at rest that these lead to directly, or by way of a cell or a short collection.
pub(in crate::world) fn generators<'v>(
    heap: &Heap,
    values: impl IntoIterator<Item = &'v Value>,
) -> Vec<HeapId> {
    let mut found = Vec::new();
    let mut note = |id: HeapId| {
        if let Object::Generator(generator) = heap.get(id)
            && generator.state == GeneratorState::Suspended
            && !generator.abandoned
            && !found.contains(&id)
        {
            found.push(id);
        }
    };
    for value in values {
        match value {
            Value::Ref(id) => match heap.get(*id) {
                Object::Cell(Some(Value::Ref(inner))) => note(*inner),
                Object::List(items) if items.len() <= SHORT => {
                    items.iter().filter_map(Value::as_ref).for_each(&mut note);
                }
                _ => note(*id),
            },
            Value::Tuple(items) if items.len() <= SHORT => {
                items.iter().filter_map(Value::as_ref).for_each(&mut note);
            }
            _ => {}
        }
    }
    found
}

impl Machine<'_> {
    /// Whether anybody could tell that a generator is closed.
    #[inline]
    pub(super) fn minds(&self) -> bool {
        self.process.guarded > 0
    }

    /// A value has been let go of: closes the generators that it leads to, if nothing else does.
    pub(super) fn lost(&mut self, value: &Value) {
        if self.minds() {
            let gone = generators(&self.process.heap, [value]);
            self.abandon(gone);
        }
    }

    /// A frame has ended, and its value has been given on: closes what only it referred to. A traceback keeps a frame.
    pub(super) fn left(&mut self, mut gone: Vec<HeapId>, went: Res<Go>) -> Res<Go> {
        if went.is_err() {
            self.task.doubtful.append(&mut gone);
            return went;
        }
        if !self.task.doubtful.is_empty() && self.handled().is_none() {
            gone.append(&mut self.task.doubtful);
        }
        self.abandon(gone);
        went
    }

    /// An exception has been dealt with, and with it the frames that it had left.
    pub(super) fn forgive(&mut self) {
        if !self.task.doubtful.is_empty() && self.handled().is_none() {
            let gone = std::mem::take(&mut self.task.doubtful);
            self.abandon(gone);
        }
    }

    /// A generator has yielded to a call of `next`, `send` or `throw`: that may have been the last that referred to it.
    pub(super) fn yielded_once(&mut self, id: HeapId) {
        let Some(frame) = self.task.frames.last() else {
            return;
        };
        let goes_on = frame.pc.checked_sub(1).is_some_and(|at| {
            let instr = frame.code.body.instrs[at];
            matches!(instr, Instr::ForIter(_) | Instr::YieldFrom)
        });
        let here = Value::Ref(id);
        let has = frame.locals.contains(&here) || frame.stack.contains(&here);
        if self.minds() && !goes_on && !has && frame.code.space == Space::User {
            self.abandon(vec![id]);
        }
    }

    /// Closes those of these generators that nothing leads to, before anything else happens.
    pub(in crate::world) fn abandon(&mut self, generators: Vec<HeapId>) {
        if generators.is_empty() {
            return;
        }
        let dead = self.unreached(generators);
        if dead.is_empty() {
            return;
        }
        for id in &dead {
            if let Object::Generator(generator) = self.heap().get_mut(*id) {
                generator.abandoned = true;
            }
        }
        let dead = Value::tuple(dead.into_iter().map(Value::Ref).collect());
        // Where calls are too deep already they are found when the heap is swept, and not closed.
        let _ = self.prelude("_abandoned", vec![dead], Then::Drop);
    }

    /// Those that no name, no frame and no object in use leads to.
    fn unreached(&self, mut generators: Vec<HeapId>) -> Vec<HeapId> {
        let heap = &self.process.heap;
        let mut seen = vec![false; heap.places()];
        let mut rest: Vec<HeapId> = Vec::new();
        // What runs comes last, and is looked at first.
        let names = self.process.globals();
        names.for_each(|value| reach::of_value(value, &mut |id| rest.push(id)));
        sweep::of_world(self.world, self.task, &mut |value| {
            reach::of_value(value, &mut |id| rest.push(id));
        });
        while let Some(id) = rest.pop() {
            if std::mem::replace(&mut seen[id.0 as usize], true) {
                continue;
            }
            if let Some(at) = generators.iter().position(|other| *other == id) {
                generators.remove(at);
                if generators.is_empty() {
                    break;
                }
            }
            if heap.holds(id) {
                reach::of_object(heap.get(id), &mut |id| rest.push(id));
            }
        }
        generators
    }
}
