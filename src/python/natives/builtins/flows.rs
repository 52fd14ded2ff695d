//! Built-in functions that may end in a call of something else: `print`, `getattr`.

use crate::python::class::{self, Found};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::Heap;
use crate::python::natives::{Args, Flow, Native};
use crate::python::ops::type_name;
use crate::python::value::{Callee, Method, Value};

pub(super) fn print(heap: &mut Heap, args: Args<'_>) -> Res<Flow> {
    let (mut sep, mut end) = (Value::from(" "), Value::from("\n"));
    for (name, value) in args.keywords {
        match (&**name, value) {
            ("sep" | "end" | "flush" | "file", Value::None) | ("flush", _) => {}
            ("sep", Value::Str(_)) => sep = value.clone(),
            ("end", Value::Str(_)) => end = value.clone(),
            ("sep" | "end", _) => {
                return Err(Fault::type_error(format!(
                    "{name} must be None or a string, not {}",
                    type_name(heap, value)
                )));
            }
            ("file", _) => return Err(Fault::Python),
            _ => {
                return Err(Fault::type_error(format!(
                    "'{name}' is an invalid keyword argument for print()"
                )));
            }
        }
    }
    let all: Vec<Value> = [sep, end]
        .into_iter()
        .chain(args.positional.iter().cloned())
        .collect();
    match format::flow(heap, How::Print, &all, &[])? {
        Flow::Done(text) => Ok(Flow::Call {
            callee: Value::Native(Native::Write),
            args: vec![text],
            keywords: Vec::new(),
        }),
        _ => Err(Fault::Python),
    }
}

/// Whether a class, or one of a tuple, decides itself what is of it.
pub(super) fn decides(heap: &Heap, class: &Value, by: &str) -> bool {
    match class {
        Value::Tuple(classes) => classes.iter().any(|class| decides(heap, class, by)),
        class => class::has_special(heap, class, by),
    }
}

pub(super) fn getattr(heap: &Heap, args: Args<'_>) -> Res<Flow> {
    let given = args.between("getattr", 2, 3)?;
    let Value::Str(attribute) = &given[1] else {
        return Err(Fault::type_error("attribute name must be string"));
    };
    match (class::get_attr(heap, &given[0], attribute), given.get(2)) {
        (Ok(Found::Value(value)), _) => Ok(Flow::Done(value)),
        (Ok(Found::Flow(_)), Some(_)) => Ok(Flow::Prelude {
            name: "_getattr_or",
            args: given.to_vec(),
            keywords: Vec::new(),
        }),
        (Ok(Found::Flow(flow)), None) => Ok(flow),
        (Ok(Found::Prelude(_) | Found::Own(..)), _) => Ok(Flow::Prelude {
            name: "_of_module",
            args: given[..2].to_vec(),
            keywords: Vec::new(),
        }),
        (Ok(_), _) => {
            let receiver = given[0].clone();
            let callee = Callee::Native(attribute.clone());
            Ok(Flow::Done(Value::Method(
                Method { receiver, callee }.into(),
            )))
        }
        (Err(Fault::Error(error)), Some(default)) if error.exc == Exc::AttributeError => {
            Ok(Flow::Done(default.clone()))
        }
        (Err(fault), _) => Err(fault),
    }
}
