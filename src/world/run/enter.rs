//! The calls that programs make most, of their own functions with positional arguments: the arguments go from one stack
//! to the other, and the room of calls that have ended is used again.

use std::sync::Arc;

use super::functions::DEPTH;
use super::{Go, Machine};
use crate::python::code::Code;
use crate::python::exceptions::Res;
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::value::Value;
use crate::world::task::Task;

/// How much room of ended calls a task keeps, and how many values each may hold.
const SPARE: usize = 8;
const ROOM: usize = 64;

impl Task {
    /// Room for values, of a call that has ended if there is one.
    fn room(&mut self) -> Vec<Value> {
        self.spare.pop().unwrap_or_default()
    }

    /// Keeps the room of a call that has ended.
    pub(super) fn keep(&mut self, mut room: Vec<Value>) {
        if self.spare.len() < SPARE && (1..=ROOM).contains(&room.capacity()) {
            room.clear();
            self.spare.push(room);
        }
    }
}

impl Machine<'_> {
    /// Enters the function below the topmost `count` values of the stack, if they are all that it takes.
    pub(super) fn plain_enter(&mut self, count: usize) -> Option<Res<Go>> {
        let stack = &self.task.frames.last()?.stack;
        let callee = stack.get(stack.len().checked_sub(count + 1)?)?;
        if !matches!(callee, Value::Ref(_)) || self.task.frames.len() >= DEPTH {
            return None;
        }
        let mut locals = self.task.room();
        let stack = self.task.room();
        let Some(code) = self.take_arguments(count, &mut locals) else {
            self.task.keep(stack);
            self.task.keep(locals);
            return None;
        };
        let made = self.cells(&code, &mut locals);
        self.task.frames.push(Frame {
            code,
            pc: 0,
            locals,
            stack,
            handling: Vec::new(),
            then: Then::Push,
        });
        Some(made.map(|()| Go::On))
    }

    /// Moves the arguments, and the values that stand for missing ones, into the locals; nothing has changed if they do
    /// not simply fit.
    fn take_arguments(&mut self, count: usize, locals: &mut Vec<Value>) -> Option<Arc<Code>> {
        let stack = &mut self.task.frames.last_mut()?.stack;
        let first = stack.len().checked_sub(count)?;
        let callee = first.checked_sub(1)?;
        let (Value::Ref(id), true) = (&stack[callee], stack.get(first).is_none_or(Value::is_bound))
        else {
            return None;
        };
        let Object::Function(function) = self.process.heap.get(*id) else {
            return None;
        };
        let code = &function.code;
        let missing = (code.params.positional as usize).checked_sub(count)?;
        let given = function.defaults.len().checked_sub(missing)?;
        if code.generator || !code.params.plain() {
            return None;
        }
        locals.reserve(code.locals.len());
        for value in &mut stack[first..] {
            locals.push(std::mem::replace(value, Value::Unbound));
        }
        stack.truncate(callee);
        locals.extend_from_slice(&function.defaults[given..]);
        locals.resize(code.locals.len(), Value::Unbound);
        for (slot, &cell) in function.closure.iter().enumerate() {
            locals[code.free as usize + slot] = Value::Ref(cell);
        }
        Some(code.clone())
    }
}
