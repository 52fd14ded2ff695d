//! What leads where: the references in values, objects and frames.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::python::dict::Dict;
use crate::python::frame::{Frame, Then};
use crate::python::heap::{Flavour, Object};
use crate::python::value::{Callee, HeapId, Tuple, Value};

/// Calls `found` with every object that a value leads to directly.
pub fn of_value(value: &Value, found: &mut impl FnMut(HeapId)) {
    match value {
        Value::Ref(id) => found(*id),
        Value::Tuple(whole) => {
            // Tuples that share parts of parts would take for ever if each part was not walked but once.
            let shared = whole.nodes() > 4096;
            let mut seen = FxHashSet::default();
            let mut rest: Vec<&Tuple> = vec![whole];
            while let Some(tuple) = rest.pop() {
                for item in tuple.iter() {
                    match item {
                        Value::Tuple(inner) => {
                            if !shared || seen.insert(inner.address()) {
                                rest.push(inner);
                            }
                        }
                        other => of_value(other, found),
                    }
                }
            }
        }
        Value::Method(method) => {
            of_value(&method.receiver, found);
            if let Callee::Function(id) = method.callee {
                found(id);
            }
        }
        _ => {}
    }
}

fn of_dict(dict: &Dict, found: &mut impl FnMut(HeapId)) {
    for (key, value) in dict.iter() {
        of_value(key, found);
        of_value(value, found);
    }
}

/// Calls `found` with every object that an object leads to directly.
pub fn of_object(object: &Object, found: &mut impl FnMut(HeapId)) {
    match object {
        Object::Generator(generator) => {
            if let Some(frame) = &generator.frame {
                of_frame(frame, found);
            }
        }
        Object::Function(function) => {
            function.closure.iter().for_each(|&cell| found(cell));
            values_of(object, &mut |value| of_value(value, found));
        }
        Object::Instance(instance) => {
            found(instance.class);
            of_dict(&instance.attrs, found);
        }
        Object::View(dict, _) => found(*dict),
        Object::Iter(iter) => iter.references(found),
        _ => values_of(object, &mut |value| of_value(value, found)),
    }
}

/// Calls `found` with every object that a frame leads to directly.
pub fn of_frame(frame: &Frame, found: &mut impl FnMut(HeapId)) {
    for value in frame.values() {
        of_value(value, found);
    }
    if let Then::Generator(id) = frame.then {
        found(id);
    }
}

/// Calls `found` with every value that an object holds itself.
fn values_of(object: &Object, found: &mut impl FnMut(&Value)) {
    let dict = |dict: &Dict, found: &mut dyn FnMut(&Value)| {
        for (key, value) in dict.iter() {
            found(key);
            found(value);
        }
    };
    match object {
        Object::List(items) => items.iter().for_each(found),
        Object::Deque(deque) => deque.items.iter().for_each(found),
        Object::Set(set) => set.iter().for_each(found),
        Object::Dict(object) => {
            dict(&object.dict, found);
            if let Flavour::Default(factory) | Flavour::Attributes(factory) = &object.flavour {
                found(factory);
            }
        }
        Object::Cell(value) => value.iter().for_each(found),
        Object::Function(function) => {
            function.defaults.iter().for_each(&mut *found);
            dict(&function.keyword_defaults, found);
            dict(&function.attrs, found);
        }
        Object::Class(class) => {
            class.bases.iter().for_each(&mut *found);
            class.mro.iter().for_each(&mut *found);
            class.derived.iter().for_each(&mut *found);
            dict(&class.attrs, found);
        }
        Object::Instance(instance) => dict(&instance.attrs, found),
        Object::Exception(exception) => {
            found(&exception.class);
            exception.args.iter().for_each(&mut *found);
            dict(&exception.attrs, found);
            exception.cause.iter().for_each(&mut *found);
            exception.context.iter().for_each(&mut *found);
            exception.traceback.iter().for_each(&mut *found);
            dict(&exception.natural, found);
        }
        Object::Property(property) => {
            found(&property.get);
            found(&property.set);
            found(&property.delete);
            found(&property.doc);
        }
        Object::ClassMethod(value) | Object::StaticMethod(value) => found(value),
        Object::Super { after, receiver } => {
            found(after);
            found(receiver);
        }
        Object::Partial(partial) => {
            found(&partial.function);
            partial.args.iter().for_each(&mut *found);
            partial.keywords.iter().for_each(|(_, value)| found(value));
        }
        Object::View(..)
        | Object::Iter(_)
        | Object::Generator(_)
        | Object::Module(_)
        | Object::Bare => {}
    }
}

/// Where a walk through a heap begins, and the bytes that the roots' immutable values take.
#[derive(Default)]
pub struct Roots {
    /// The objects that the roots refer to.
    pub ids: Vec<HeapId>,
    /// Bytes of the roots' own values.
    pub bytes: usize,
    /// The immutable values that were counted.
    pub seen: Seen,
}

impl Roots {
    /// Adds a root.
    pub fn add(&mut self, value: &Value) {
        of_value(value, &mut |id| self.ids.push(id));
        self.bytes += self.seen.add(value);
    }
}

/// Immutable values that were counted already: they are shared.
#[derive(Default)]
pub struct Seen(FxHashSet<usize>);

impl Seen {
    /// The bytes that a value takes beside the place it is kept in; 0 if it was counted before.
    pub fn add(&mut self, value: &Value) -> usize {
        let mut bytes = 0;
        let mut rest = vec![value];
        while let Some(value) = rest.pop() {
            let (address, size) = match value {
                Value::Str(text) => (text.as_ptr() as usize, text.len()),
                Value::Bytes(text) => (text.as_ptr() as usize, text.len()),
                Value::Big(big) => (Arc::as_ptr(big) as usize, big.bits() as usize / 8),
                Value::Tuple(items) => (items.address(), Tuple::room(items.len())),
                _ => continue,
            };
            if size > 0 && self.0.insert(address) {
                bytes += size;
                if let Value::Tuple(items) = value {
                    rest.extend(items.iter());
                }
            }
        }
        bytes
    }
}

/// Calls `found` with the values that an object holds.
pub fn immutables(object: &Object, found: &mut impl FnMut(&Value)) {
    match object {
        Object::Generator(generator) => {
            if let Some(frame) = &generator.frame {
                frame.values().for_each(found);
            }
        }
        Object::Iter(crate::python::iterate::Iter::Tuple(items, _)) => {
            found(&Value::Tuple(items.clone()));
        }
        _ => values_of(object, found),
    }
}
