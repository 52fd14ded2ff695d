//! Dicts of every kind.

use crate::python::dict::Dict;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::{DictObject, Flavour, Heap, Object};
use crate::python::methods;
use crate::python::natives::Args;
use crate::python::value::{Type, Value};

pub(super) fn make_dict(heap: &mut Heap, ty: Type, args: Args<'_>) -> Res {
    let mut positional = args.positional;
    let flavour = match ty {
        Type::Counter => Flavour::Counter,
        Type::OrderedDict => Flavour::Ordered,
        Type::DefaultDict => match positional.split_first() {
            Some((factory, rest)) => {
                positional = rest;
                let function = match heap.object(factory) {
                    Some(object) => matches!(
                        object,
                        Object::Function(_)
                            | Object::Class(_)
                            | Object::Partial(_)
                            | Object::Instance(_)
                    ),
                    None => matches!(
                        factory,
                        Value::Type(_) | Value::Native(_) | Value::Method(_) | Value::None
                    ),
                };
                if !function {
                    return Err(Fault::type_error("first argument must be callable or None"));
                }
                Flavour::Default(factory.clone())
            }
            None => Flavour::Default(Value::None),
        },
        _ => Flavour::Plain,
    };
    if positional.len() > 1 {
        return Err(Fault::type_error(format!(
            "{} expected at most 1 argument, got {}",
            ty.name(),
            positional.len()
        )));
    }
    let mut entries = match positional.first() {
        None => Vec::new(),
        Some(Value::None) if ty == Type::Counter => Vec::new(),
        Some(source) if ty == Type::Counter => methods::dict::tally(heap, source)?,
        Some(source) => methods::dict::entries(heap, source)?,
    };
    entries.extend(
        args.keywords
            .iter()
            .map(|(name, value)| (Value::Str(name.clone()), value.clone())),
    );
    let mut dict = Dict::new();
    for (key, value) in entries {
        let counted = match (ty, dict.get(&key), &value) {
            (Type::Counter, Some(Value::Int(old)), Value::Int(new)) => {
                Value::Int(old.saturating_add(*new))
            }
            _ => value,
        };
        dict.insert(key, counted);
    }
    heap.alloc(Object::Dict(DictObject { dict, flavour }))
        .map(Value::Ref)
}
