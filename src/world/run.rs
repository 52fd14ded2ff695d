//! The machine: runs the instructions of one task until something happens that others can see.

pub(super) mod abandoned;
mod at_once;
mod classes;
mod collections;
mod derived;
pub(super) mod enter;
mod execute;
pub(super) mod functions;
mod generators;
mod lines;
mod locals;
mod operands;
mod patterns;
mod quick;

use super::World;
use super::operate::Doing;
use super::task::{Process, Task};
use crate::python::code::{Space, Symbol, Symbols};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::Heap;
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::value::{Str, Value};
use crate::trace::Event;
use crate::world::Outcome;

/// One task at work: it is taken out of the world while it runs, and so is its process.
pub(super) struct Machine<'w> {
    pub(super) world: &'w mut World,
    pub(super) task: &'w mut Task,
    pub(super) process: &'w mut Process,
}

/// What an instruction leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    /// The next instruction.
    On,
    /// The end of the step.
    Stop(Outcome),
}

pub(super) const RAN: Go = Go::Stop(Outcome::Ran);

impl Machine<'_> {
    /// One step of the task.
    pub(super) fn step(&mut self) -> Outcome {
        if !self.task.started {
            self.task.started = true;
            self.world.emit(Event::Start { task: self.task.id });
        }
        // Whoever waited for a condition has its lock back before it is interrupted.
        let doing = self.task.waiting.as_ref().map(|waiting| &waiting.doing);
        let back = matches!(doing, Some(Doing::ConditionBack(..)));
        let result = if let Some(fault) = self.task.interrupt.take_if(|_| !back) {
            Err(fault)
        } else if let Some(waiting) = self.task.waiting.take() {
            if matches!(waiting.doing, Doing::Idle) {
                return self.next_statement();
            }
            self.attempt_again(waiting)
        } else {
            Ok(Go::On)
        };
        match result {
            Ok(Go::On) => self.run(),
            Ok(Go::Stop(outcome)) => outcome,
            Err(fault) => self.raise(fault).unwrap_or(Outcome::Ran),
        }
    }

    pub(super) fn heap(&mut self) -> &mut Heap {
        &mut self.process.heap
    }

    /// The frame that runs.
    pub(super) fn frame(&mut self) -> &mut Frame {
        match self.task.frames.last_mut() {
            Some(frame) => frame,
            None => unreachable!("instructions are executed in a frame"),
        }
    }

    pub(super) fn push(&mut self, value: Value) {
        self.frame().stack.push(value);
    }

    pub(super) fn pop(&mut self) -> Value {
        self.frame().stack.pop().unwrap_or(Value::Unbound)
    }

    pub(super) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let stack = &mut self.frame().stack;
        let at = stack.len().saturating_sub(count);
        stack.split_off(at)
    }

    fn top(&mut self) -> Value {
        self.frame().stack.last().cloned().unwrap_or(Value::Unbound)
    }

    /// The names that the running code means by its symbols.
    pub(super) fn symbols(&self, space: Space) -> &Symbols {
        match space {
            Space::User => &self.world.symbols,
            hidden => self.world.prelude.symbols(hidden.library()),
        }
    }

    pub(super) fn name(&mut self, symbol: Symbol) -> Str {
        let space = self.frame().code.space;
        self.symbols(space).name(symbol).clone()
    }

    /// Goes on with what something built-in came to.
    pub(super) fn flow(&mut self, flow: Flow) -> Res<Go> {
        if let Flow::Done(value) = flow {
            self.push(value);
            return Ok(Go::On);
        }
        self.flow_to(flow, Then::Push)
    }

    /// The same, with the value going somewhere else.
    pub(super) fn flow_to(&mut self, flow: Flow, then: Then) -> Res<Go> {
        match flow {
            Flow::Done(value) => self.give(value, then),
            Flow::Call {
                callee,
                args,
                keywords,
            } => self.call(callee, args, keywords, then),
            Flow::Prelude {
                name,
                args,
                keywords,
            } => {
                let function = self.prelude_function(name)?;
                self.call(function, args, keywords, then)
            }
        }
    }

    /// Calls a function of the prelude.
    pub(super) fn prelude(&mut self, name: &str, args: Vec<Value>, then: Then) -> Res<Go> {
        let function = self.prelude_function(name)?;
        self.call(function, args, Vec::new(), then)
    }

    pub(super) fn prelude_function(&self, name: &str) -> Res {
        let symbol = self.world.prelude.text.symbols().find(name);
        match symbol.and_then(|symbol| self.process.prelude.get(symbol as usize)) {
            Some(value) if value.is_bound() => Ok(value.clone()),
            _ => Err(Fault::new(
                Exc::SystemError,
                format!("{name} is not available here"),
            )),
        }
    }

    /// Whether one of these is a key that the program's code compares.
    pub(super) fn any_own_key(&self, values: &[Value]) -> bool {
        let heap = &self.process.heap;
        values
            .iter()
            .any(|value| matches!(ops::hash_check(heap, value), Err(Fault::Python)))
    }

    pub(super) fn hashable(&mut self, value: &Value) -> Res<()> {
        ops::hash_check(&self.process.heap, value)
    }
}
