//! The patterns of `match`: whether a subject is of a shape, and what is in it.

use super::{Go, Machine};
use crate::python::code::{Instr, Symbol};
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::natives::Native;
use crate::python::value::Value;
use crate::python::{class, ops};

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
                Some(Object::Instance(_)) => match class::kept(&self.process.heap, other) {
                    Some(Value::Tuple(items)) => Some(items.len()),
                    Some(kept) => match self.process.heap.object(kept) {
                        Some(Object::List(items)) => Some(items.len()),
                        Some(Object::Deque(deque)) => Some(deque.items.len()),
                        _ => None,
                    },
                    None => None,
                },
                _ => None,
            },
        };
        self.push(Value::Bool(
            len.is_some_and(|len| len == count || (more && len > count)),
        ));
    }

    pub(super) fn match_mapping(&mut self) {
        let subject = self.pop();
        let heap = &self.process.heap;
        let is_dict = |value: &Value| matches!(heap.object(value), Some(Object::Dict(_)));
        let mapping = is_dict(&subject)
            || class::kept(heap, &subject).is_some_and(is_dict)
            || class::mro(heap, &ops::type_of(heap, &subject))
                .iter()
                .filter_map(|step| heap.class(step.as_ref()?))
                .any(|class| &*class.module == "collections.abc" && &*class.name == "Mapping");
        self.push(Value::Bool(mapping));
    }

    /// What `except*` is for of a group of exceptions, or what is left to be raised in the end.
    pub(super) fn star(&mut self, instr: Instr) -> Res<Go> {
        let (second, first) = (self.pop(), self.pop());
        if instr == Instr::StarMatch {
            return self.prelude("_star_match", vec![first, second], Then::Push);
        }
        let exception = self.frame().handling.last().cloned().unwrap_or_default();
        self.prelude("_star_end", vec![exception, second, first], Then::Push)
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
