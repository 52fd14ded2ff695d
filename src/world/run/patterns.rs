//! The patterns of `match`: whether a subject is of a shape, and what is in it.

use super::{Go, Machine};
use crate::python::code::Symbol;
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::natives::Native;
use crate::python::value::Value;

impl Machine<'_> {
    /// Whether the subject is a sequence of so many items, or of more if they may be.
    pub(super) fn match_sequence(&mut self, count: usize, more: bool) {
        let subject = self.pop();
        let len = match &subject {
            Value::Tuple(items) => Some(items.len()),
            Value::Range(range) => Some(range.len() as usize),
            other => match self.process.heap.object(other) {
                Some(Object::List(items)) => Some(items.len()),
                Some(Object::Deque(deque)) => Some(deque.items.len()),
                _ => None,
            },
        };
        self.push(Value::Bool(
            len.is_some_and(|len| len == count || (more && len > count)),
        ));
    }

    pub(super) fn match_mapping(&mut self) {
        let subject = self.pop();
        let mapping = matches!(self.process.heap.object(&subject), Some(Object::Dict(_)));
        self.push(Value::Bool(mapping));
    }

    pub(super) fn match_instance(&mut self) -> Res<Go> {
        let args = self.pop_many(2);
        self.call(
            Value::Native(Native::Isinstance),
            args,
            Vec::new(),
            Then::Push,
        )
    }

    pub(super) fn match_attribute(&mut self, symbol: Symbol) -> Res<Go> {
        let subject = self.pop();
        let name = self.name(symbol);
        self.prelude(
            "_match_attribute",
            vec![subject, Value::Str(name)],
            Then::Push,
        )
    }

    pub(super) fn match_positional(&mut self, index: u32) -> Res<Go> {
        let mut args = self.pop_many(2);
        args.push(Value::Int(i64::from(index)));
        self.prelude("_match_positional", args, Then::Push)
    }
}
