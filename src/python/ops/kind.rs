//! Of which type a value is.

use crate::python::class;
use crate::python::heap::{Flavour, Heap, Object, ViewKind};
use crate::python::iterate::Iter;
use crate::python::value::{Type, Value};

/// The type of a value: [`Value::Type`], or the class of an instance.
pub fn type_of(heap: &Heap, value: &Value) -> Value {
    Value::Type(match value {
        Value::None => Type::None,
        Value::Bool(_) => Type::Bool,
        Value::Int(_) | Value::Big(_) => Type::Int,
        Value::Float(_) => Type::Float,
        Value::Str(_) => Type::Str,
        Value::Bytes(_) => Type::Bytes,
        Value::Tuple(_) => Type::Tuple,
        Value::Range(_) => Type::Range,
        Value::Slice(_) => Type::Slice,
        Value::Prim(prim) => Type::Prim(prim.kind),
        Value::Native(_) => Type::Native,
        Value::Type(_) => Type::Type,
        Value::Module(_) => Type::Module,
        Value::Method(method) => match method.callee {
            crate::python::value::Callee::Native(_) => Type::Native,
            crate::python::value::Callee::Function(_) => Type::Method,
        },
        Value::Ellipsis => Type::Ellipsis,
        Value::NotImplemented | Value::Unbound => Type::NotImplemented,
        Value::Ref(id) => match heap.get(*id) {
            Object::Instance(instance) => return Value::Ref(instance.class),
            Object::Exception(exception) => return exception.class.clone(),
            Object::List(_) => Type::List,
            Object::Dict(object) => match object.flavour {
                Flavour::Plain | Flavour::Attributes(_) => Type::Dict,
                Flavour::Default(_) => Type::DefaultDict,
                Flavour::Counter => Type::Counter,
                Flavour::Ordered => Type::OrderedDict,
            },
            Object::Set(set) if set.frozen => Type::FrozenSet,
            Object::Set(_) => Type::Set,
            Object::Deque(_) => Type::Deque,
            Object::View(_, ViewKind::Keys) => Type::DictKeys,
            Object::View(_, ViewKind::Values) => Type::DictValues,
            Object::View(_, ViewKind::Items) => Type::DictItems,
            Object::Iter(iter) => type_of_iter(iter),
            Object::Generator(_) => Type::Generator,
            Object::Function(_) => Type::Function,
            Object::Cell(_) => Type::Cell,
            Object::Class(class) => match class.meta {
                Some(meta) => return Value::Ref(meta),
                None => Type::Type,
            },
            Object::Property(_) => Type::Property,
            Object::ClassMethod(_) => Type::ClassMethod,
            Object::StaticMethod(_) => Type::StaticMethod,
            Object::Super { .. } => Type::Super,
            Object::Partial(_) => Type::Partial,
            Object::Module(_) => Type::Module,
            Object::Bare => Type::Object,
        },
    })
}

fn type_of_iter(iter: &Iter) -> Type {
    match iter {
        Iter::List(..) | Iter::Done => Type::ListIterator,
        Iter::ListBack(..) | Iter::TupleBack(..) | Iter::StrBack(..) => Type::Reversed,
        Iter::Tuple(..) => Type::TupleIterator,
        Iter::Str(..) => Type::StrIterator,
        Iter::Bytes(..) => Type::BytesIterator,
        Iter::Range(..) => Type::RangeIterator,
        Iter::Dict { kind, .. } => match kind {
            ViewKind::Keys => Type::DictKeyIterator,
            ViewKind::Values => Type::DictValueIterator,
            ViewKind::Items => Type::DictItemIterator,
        },
        Iter::Set { .. } => Type::SetIterator,
        Iter::Deque(..) => Type::DequeIterator,
        Iter::Enumerate(..) => Type::Enumerate,
        Iter::Zip(..) => Type::Zip,
        Iter::Count(..) => Type::Count,
        Iter::Repeat(..) => Type::Repeat,
        Iter::Cycle(..) => Type::Cycle,
        Iter::Arranged(arranged) => arranged.what().iterator(),
    }
}

/// `type(value).__name__`.
pub fn type_name(heap: &Heap, value: &Value) -> String {
    class::name_of(heap, &type_of(heap, value))
}
