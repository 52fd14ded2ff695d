//! The calls that programs make most, of their own functions with positional arguments: the arguments go from one stack
//! to the other, and the frames of calls that have ended are used again.

use std::sync::Arc;

use super::functions::DEPTH;
use super::{Go, Machine};
use crate::python::code::{Code, Instr};
use crate::python::exceptions::Res;
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::quick::verbs;
use crate::python::value::Value;
use crate::world::task::Frames;

/// How many frames of ended calls a task keeps, and how many values each may have room for.
const SPARE: usize = 32;
const ROOM: usize = 64;

/// Frames of calls that have ended, for those to come. They are nothing that a task is about: its copies have none.
#[derive(Debug, Default)]
pub(in crate::world) struct Spare(Frames);

impl Clone for Spare {
    fn clone(&self) -> Self {
        Spare::default()
    }
}

impl Spare {
    /// A frame before its first instruction, whose locals are still to be filled.
    #[expect(clippy::unnecessary_box_returns, reason = "it comes as it was kept")]
    fn take(&mut self, code: &Arc<Code>) -> Box<Frame> {
        match self.0.pop() {
            Some(mut frame) => {
                if !Arc::ptr_eq(&frame.code, code) {
                    frame.code = code.clone();
                }
                frame
            }
            None => Box::new(Frame::empty(code.clone())),
        }
    }

    /// Keeps the frame of a call that has ended.
    pub(super) fn keep(&mut self, mut frame: Box<Frame>) {
        let room = frame.locals.capacity().max(frame.stack.capacity());
        if self.0.len() < SPARE && room <= ROOM {
            frame.pc = 0;
            frame.locals.clear();
            frame.stack.clear();
            frame.handling.clear();
            frame.then = Then::Push;
            self.0.push(frame);
        }
    }
}

impl Machine<'_> {
    /// Enters the function below the topmost `count` values of the stack, if they are all that it takes. Nothing has
    /// changed otherwise.
    pub(super) fn plain_enter(&mut self, count: usize) -> Option<Res<Go>> {
        let depth = self.task.frames.len();
        let stack = &mut self.task.frames.last_mut()?.stack;
        let first = stack.len().checked_sub(count)?;
        let callee = first.checked_sub(1)?;
        let Value::Ref(id) = stack[callee] else {
            return None;
        };
        let Object::Function(function) = self.process.heap.get(id) else {
            return None;
        };
        let code = &function.code;
        let missing = (code.params.positional as usize).checked_sub(count)?;
        let given = function.defaults.len().checked_sub(missing)?;
        let bound = stack.get(first).is_none_or(Value::is_bound);
        if code.generator || !code.params.plain() || !bound || depth >= DEPTH {
            return None;
        }
        let mut frame = self.task.spare.take(code);
        let locals = &mut frame.locals;
        locals.reserve(code.locals.len());
        locals.extend(stack.drain(first..));
        stack.truncate(callee);
        locals.extend_from_slice(&function.defaults[given..]);
        locals.resize(code.locals.len(), Value::Unbound);
        for (slot, &cell) in function.closure.iter().enumerate() {
            locals[code.free as usize + slot] = Value::Ref(cell);
        }
        let made = if code.cells.is_empty() {
            Ok(Go::On)
        } else {
            let code = code.clone();
            let made = self.cells(&code, &mut frame.locals);
            made.map(|()| Go::On)
        };
        self.task.frames.push(frame);
        Some(made)
    }

    /// Goes through a call of a plain function or a return to its caller at once. Neither is anything
    /// that others could see.
    #[inline]
    pub(super) fn step_over(&mut self, instr: Instr) -> Option<Res<Go>> {
        match instr {
            Instr::Call(count) => {
                let entered = self.plain_enter(count as usize);
                entered.or_else(|| self.plain_function(count as usize))
            }
            Instr::CallMethod(count) => {
                let entered = self.plain_enter(count as usize + 1);
                entered.or_else(|| self.plain_verb(count as usize))
            }
            Instr::Return => self.plain_leave(),
            Instr::ForIter(_) => self.plain_resume(),
            Instr::Yield => Some(self.yield_value()),
            _ => None,
        }
    }

    /// Calls a function that is built in and only looks at its arguments.
    fn plain_function(&mut self, count: usize) -> Option<Res<Go>> {
        if self.watched() {
            return None;
        }
        let stack = &mut self.task.frames.last_mut()?.stack;
        let first = stack.len().checked_sub(count)?;
        let Value::Native(native) = *stack.get(first.checked_sub(1)?)? else {
            return None;
        };
        let value = verbs::function(&self.process.heap, native, &stack[first..])?;
        stack.truncate(first);
        stack[first - 1] = value;
        Some(Ok(Go::On))
    }

    /// Calls a method of a collection, if nobody could tell.
    fn plain_verb(&mut self, count: usize) -> Option<Res<Go>> {
        let space = self.frame().code.space;
        let stack = &self.task.frames.last()?.stack;
        let at = stack.len().checked_sub(count + 2)?;
        let [Value::Int(symbol), Value::Ref(id), ..] = stack[at..] else {
            return None;
        };
        let verb = self.symbols(space).entries[symbol as usize].verb?;
        if self.process.heap.is_escaped(id) || self.minds() {
            return None;
        }
        let stack = &mut self.task.frames.last_mut()?.stack;
        let value = verbs::call(&mut self.process.heap, id, verb, &mut stack[at + 2..])?;
        stack.truncate(at + 1);
        stack[at] = value;
        Some(Ok(Go::On))
    }

    /// Goes on with the generator that a loop asks for its next item.
    fn plain_resume(&mut self) -> Option<Res<Go>> {
        let Some(&Value::Ref(id)) = self.task.frames.last()?.stack.last() else {
            return None;
        };
        let asked = matches!(self.process.heap.get(id), Object::Generator(_));
        asked.then(|| self.resume(id, Value::None))
    }

    /// Leaves the running frame with a value that its caller gets, if nobody minds what is let go of.
    fn plain_leave(&mut self) -> Option<Res<Go>> {
        if self.minds() || !self.task.doubtful.is_empty() {
            return None;
        }
        let [.., caller, frame] = &mut self.task.frames[..] else {
            return None;
        };
        let value = frame.stack.pop().unwrap_or(Value::Unbound);
        match std::mem::take(&mut frame.then) {
            Then::Push => caller.stack.push(value),
            Then::Give(instance) if value.is_none() => caller.stack.push(instance),
            then => {
                frame.stack.push(value);
                frame.then = then;
                return None;
            }
        }
        if let Some(frame) = self.task.frames.pop() {
            self.task.spare.keep(frame);
        }
        Some(Ok(Go::On))
    }
}
