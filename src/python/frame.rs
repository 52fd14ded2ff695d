//! One call of a function, as data: a generator keeps its own in the heap.

use std::sync::Arc;

use crate::python::code::Code;
use crate::python::value::{HeapId, Value};

/// A call that runs or rests.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What it runs.
    pub code: Arc<Code>,
    /// The next instruction.
    pub pc: usize,
    /// Local variables by slot, [`Value::Unbound`] where there is none; a slot of a cell holds a reference to it.
    pub locals: Vec<Value>,
    /// Operands.
    pub stack: Vec<Value>,
    /// The exceptions that are being handled, innermost last.
    pub handling: Vec<Value>,
    /// What becomes of the value that it returns.
    pub then: Then,
}

/// What becomes of the value that a frame returns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Then {
    /// The caller gets it on its stack.
    #[default]
    Push,
    /// Nobody wants it.
    Drop,
    /// The caller gets this value instead: the instance that `__init__` has filled.
    Give(Value),
    /// The caller gets it as a callable without a receiver, for [`CallMethod`](crate::python::code::Instr::CallMethod).
    Callable,
    /// It is a generator's: the value ends the iteration.
    Generator(HeapId),
}

impl Frame {
    /// A frame before its first instruction, whose locals are still to be filled.
    pub fn empty(code: Arc<Code>) -> Frame {
        Frame {
            code,
            pc: 0,
            locals: Vec::new(),
            stack: Vec::new(),
            handling: Vec::new(),
            then: Then::Push,
        }
    }

    /// A frame before its first instruction.
    pub fn new(code: Arc<Code>) -> Frame {
        Frame {
            locals: vec![Value::Unbound; code.locals.len()],
            code,
            pc: 0,
            stack: Vec::new(),
            handling: Vec::new(),
            then: Then::Push,
        }
    }

    /// What a generator's frame at rest delegates to, if it stands at a `yield from`.
    pub fn delegate(&self) -> Option<Value> {
        let instr = self.code.body.instrs.get(self.pc);
        let waits = instr == Some(&crate::python::code::Instr::YieldFrom);
        waits.then(|| self.stack.last().cloned()).flatten()
    }

    /// Every value it holds itself.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let given = match &self.then {
            Then::Give(value) => Some(value),
            _ => None,
        };
        let locals = self.locals.iter();
        locals.chain(&self.stack).chain(&self.handling).chain(given)
    }

    /// Roughly the bytes it takes.
    pub fn size(&self) -> usize {
        128 + (self.locals.len() + self.stack.len()) * size_of::<Value>()
    }
}
