//! Looks into shared collections that are no reads of one of their items: `len(items)`, `x in table`, `f'{items}'`, the next turn of a
//! loop over them. Each ends the step, so that two of them on one line can differ.

use super::run::{Go, Machine, RAN};
use super::shared::Place;
use crate::python::code::{CompareOp, Instr};
use crate::python::exceptions::Res;
use crate::python::heap::Object;
use crate::python::natives::Native;
use crate::python::value::{HeapId, Type, Value};
use crate::trace::Op;

/// How deep iterators over iterators, tuples and lists in lists are looked into, and how far.
const NESTED: u32 = 3;
/// The same.
const FEW: usize = 8;

/// What an instruction is about to look into.
pub(super) struct Look {
    object: HeapId,
    op: Op,
    /// Nobody is told: the loop has told it when it began, or the instruction does if it comes to something.
    silent: bool,
    /// Only if it fails: what it does otherwise is told elsewhere.
    failing: bool,
}

impl Machine<'_> {
    /// What others can reach and change, of what an instruction is about to look into.
    #[inline]
    pub(super) fn look(&mut self, instr: Instr) -> Option<Look> {
        if !self.watched() {
            return None;
        }
        let look = |op, silent, failing| {
            move |object| Look {
                object,
                op,
                silent,
                failing,
            }
        };
        let read = look(Op::Read, false, false);
        match instr {
            Instr::Compare(CompareOp::Is | CompareOp::IsNot) => None,
            Instr::Binary(_) | Instr::Compare(_) => self.shared_above(2).map(read),
            Instr::Inplace(_) => match self.shared_at(1) {
                Some(object) => Some(look(Op::Write, false, false)(object)),
                None => self.shared_above(1).map(read),
            },
            Instr::Unary(_)
            | Instr::JumpIfFalse(_)
            | Instr::JumpIfTrue(_)
            | Instr::Unpack(_)
            | Instr::UnpackRest(..)
            | Instr::ListExtend
            | Instr::SetExtend
            | Instr::DictMerge
            | Instr::KeywordMerge => self.shared_above(1).map(read),
            Instr::Format(_, spec) => self.shared_at(usize::from(spec)).map(read),
            Instr::ForIter(_) => self.shared_above(1).map(look(Op::Read, true, false)),
            Instr::LoadItem | Instr::StoreItem | Instr::DeleteItem => {
                self.shared_at(1).map(look(Op::Read, true, true))
            }
            Instr::Call(count) | Instr::CallKw(count, _) => self.shared_of_call(count as usize),
            Instr::CallMethod(count) | Instr::CallMethodKw(count, _) => {
                let count = count as usize;
                let own = self.shared_at(count);
                match own {
                    Some(object) => Some(look(Op::Read, true, true)(object)),
                    None if self.is_native_method(count) => self.shared_above(count).map(read),
                    None => None,
                }
            }
            Instr::CallSpread => {
                let [.., callee, Value::Ref(list), _] = &self.task.frames.last()?.stack[..] else {
                    return None;
                };
                let Object::List(items) = self.process.heap.get(*list) else {
                    return None;
                };
                let reads = looks_into(callee);
                let mut items = items.iter().filter(|_| reads);
                items.find_map(|item| self.shared(item, 0)).map(read)
            }
            _ => None,
        }
    }

    /// Ends the step if there is anybody else, with nothing to be told.
    pub(super) fn unless_alone(&mut self) -> Go {
        if self.watched() { RAN } else { Go::On }
    }

    /// Ends the step with a look, whatever came of the instruction.
    pub(super) fn looked(&mut self, look: &Look, came: Res<Go>) -> Res<Go> {
        if look.op == Op::Write {
            self.process.heap.escape_parts(look.object);
        }
        match came {
            Ok(Go::On) if look.failing => Ok(Go::On),
            Ok(Go::On) => Ok(self.tell_look(look)),
            Err(fault) => {
                self.tell_look(look);
                Ok(self.raised_visibly(fault))
            }
            stopped => stopped,
        }
    }

    fn tell_look(&mut self, look: &Look) -> Go {
        if look.silent {
            return RAN;
        }
        let text = self.attribute_text();
        let whole = Value::Ref(look.object);
        self.tell(look.op, Place::Whole(look.object), &text, &whole)
    }

    fn shared_of_call(&mut self, count: usize) -> Option<Look> {
        let stack = &self.task.frames.last()?.stack;
        let callee = stack.get(stack.len().checked_sub(count + 1)?)?;
        if !looks_into(callee) {
            return None;
        }
        let op = match callee {
            Value::Native(Native::Setattr | Native::Delattr) => Op::Write,
            _ => Op::Read,
        };
        let attributes = matches!(
            callee,
            Value::Native(
                Native::Getattr
                    | Native::Setattr
                    | Native::Delattr
                    | Native::Hasattr
                    | Native::Vars
            )
        );
        let object = match stack.get(stack.len() - count) {
            Some(Value::Ref(id)) if attributes => {
                let heap = &self.process.heap;
                let own = heap.is_escaped(*id) && matches!(heap.get(*id), Object::Instance(_));
                (own && self.is_data(&Value::Ref(*id))).then_some(*id)
            }
            _ => self.shared_above(count),
        };
        object.map(|object| Look {
            object,
            op,
            silent: false,
            failing: false,
        })
    }

    fn is_native_method(&self, count: usize) -> bool {
        let Some(frame) = self.task.frames.last() else {
            return false;
        };
        let at = frame.stack.len().checked_sub(count + 2);
        match at.and_then(|at| frame.stack.get(at..at + 2)) {
            Some([Value::Int(_), receiver]) => {
                receiver.is_bound() && !matches!(receiver, Value::Prim(_))
            }
            _ => false,
        }
    }

    /// A shared collection so far below the top of the stack.
    fn shared_at(&self, below: usize) -> Option<HeapId> {
        let stack = &self.task.frames.last()?.stack;
        let value = stack.get(stack.len().checked_sub(below + 1)?)?;
        self.shared(value, 0)
    }

    /// The first shared collection among the topmost.
    fn shared_above(&self, count: usize) -> Option<HeapId> {
        let stack = &self.task.frames.last()?.stack;
        let topmost = stack.get(stack.len().checked_sub(count)?..)?;
        topmost.iter().find_map(|value| self.shared(value, 0))
    }

    /// The shared collection that a value is, shows or goes through.
    fn shared(&self, value: &Value, depth: u32) -> Option<HeapId> {
        let inner = |value: &Value| self.shared(value, depth + 1);
        let id = match value {
            Value::Ref(id) => id,
            Value::Tuple(items) if depth < NESTED => return items.iter().take(FEW).find_map(inner),
            _ => return None,
        };
        let heap = &self.process.heap;
        match heap.get(*id) {
            Object::List(_) | Object::Dict(_) | Object::Set(_) | Object::Deque(_)
                if heap.is_escaped(*id) =>
            {
                Some(*id)
            }
            Object::List(items) if depth < NESTED => items.iter().take(FEW).find_map(inner),
            Object::View(dict, _) => heap.is_escaped(*dict).then_some(*dict),
            Object::Iter(iter) if depth < NESTED => {
                let mut found = None;
                iter.references(&mut |id| found = found.or_else(|| inner(&Value::Ref(id))));
                found
            }
            _ => None,
        }
    }
}

/// Whether what is called looks into its arguments itself.
fn looks_into(callee: &Value) -> bool {
    match callee {
        Value::Native(native) => {
            !native.is_outside() && !matches!(native, Native::Id | Native::Isinstance)
        }
        Value::Type(Type::Prim(_) | Type::Exc(_) | Type::Type) => false,
        Value::Type(_) => true,
        _ => false,
    }
}
