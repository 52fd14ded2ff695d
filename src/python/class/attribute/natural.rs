//! Attributes that objects have by nature.

use crate::python::class::{derives, mro};
use crate::python::exceptions::Exc;
use crate::python::frame::Frame;
use crate::python::heap::{Exception, Flavour, GeneratorState, Heap, Object};
use crate::python::ops::type_of;
use crate::python::value::{Callee, HeapId, Type, Value};

/// Attributes that objects have by nature.
pub(super) fn builtin_attribute(heap: &Heap, object: &Value, name: &str) -> Option<Value> {
    if name == "__class__" {
        return Some(type_of(heap, object));
    }
    match object {
        Value::Int(_) | Value::Bool(_) | Value::Big(_) => match name {
            "real" | "numerator" => Some(object.clone()),
            "imag" => Some(Value::Int(0)),
            "denominator" => Some(Value::Int(1)),
            _ => None,
        },
        Value::Float(_) => match name {
            "real" => Some(object.clone()),
            "imag" => Some(Value::Float(0.0)),
            _ => None,
        },
        Value::Range(range) => match name {
            "start" => Some(Value::Int(range.start)),
            "stop" => Some(Value::Int(range.stop)),
            "step" => Some(Value::Int(range.step)),
            _ => None,
        },
        Value::Slice(slice) => match name {
            "start" => Some(slice.start.clone()),
            "stop" => Some(slice.stop.clone()),
            "step" => Some(slice.step.clone()),
            _ => None,
        },
        Value::Native(native) => match name {
            "__name__" | "__qualname__" => Some(Value::from(native.name())),
            "__module__" => Some(Value::from(native.module().name())),
            "__doc__" => Some(Value::None),
            _ => None,
        },
        Value::Method(method) => match (&method.callee, name) {
            (_, "__self__") => Some(method.receiver.clone()),
            (Callee::Function(id), "__func__") => Some(Value::Ref(*id)),
            (Callee::Function(id), _) => of_function(heap, *id, name),
            (Callee::Native(own), "__name__" | "__qualname__") => Some(Value::Str(own.clone())),
            _ => None,
        },
        Value::Type(ty) => match name {
            "__name__" | "__qualname__" => Some(Value::from(ty.name())),
            "__module__" => Some(Value::from(match ty {
                Type::Exc(exc) => exc.module(),
                Type::Prim(kind) => kind.module(),
                _ => "builtins",
            })),
            "__mro__" => Some(Value::tuple(mro(heap, object))),
            "__bases__" => Some(Value::tuple(
                mro(heap, object).into_iter().skip(1).take(1).collect(),
            )),
            "__doc__" => Some(Value::None),
            _ => None,
        },
        Value::Ref(id) => of_object(heap, *id, name),
        _ => None,
    }
}

fn of_function(heap: &Heap, id: HeapId, name: &str) -> Option<Value> {
    let Object::Function(function) = heap.get(id) else {
        return None;
    };
    if let Some(own) = function.attrs.get_str(name) {
        return Some(own.clone());
    }
    Some(match name {
        "__name__" => Value::Str(function.name.clone()),
        "__qualname__" => Value::Str(function.qualname.clone()),
        "__doc__" => function.code.doc.clone().map_or(Value::None, Value::Str),
        "__module__" => Value::Str(function.code.home.clone()),
        "__defaults__" if function.defaults.is_empty() => Value::None,
        "__defaults__" => Value::tuple(function.defaults.clone()),
        _ => return None,
    })
}

fn of_object(heap: &Heap, id: HeapId, name: &str) -> Option<Value> {
    match heap.get(id) {
        Object::Function(_) => of_function(heap, id, name),
        Object::Class(class) => Some(match name {
            "__name__" => Value::Str(class.name.clone()),
            "__qualname__" => Value::Str(class.qualname.clone()),
            "__module__" => Value::Str(class.module.clone()),
            "__mro__" => Value::tuple(class.mro.clone()),
            "__bases__" => Value::tuple(class.bases.clone()),
            "__doc__" => Value::None,
            _ => return None,
        }),
        Object::Module(module) => match name {
            "__name__" => Some(Value::Str(module.name.clone())),
            "__file__" => Some(Value::Str(module.file.clone())),
            "__doc__" => Some(Value::None),
            _ => None,
        },
        Object::Instance(instance) => match name {
            "__doc__" => Some(Value::None),
            "__module__" => heap
                .class(instance.class)
                .map(|class| Value::Str(class.module.clone())),
            _ => None,
        },
        Object::Exception(exception) => of_exception(heap, exception, name),
        Object::Generator(generator) => Some(match name {
            "__name__" | "__qualname__" => Value::Str(generator.name.clone()),
            "gi_running" => Value::Bool(generator.state == GeneratorState::Running),
            "gi_suspended" => Value::Bool(generator.state == GeneratorState::Suspended),
            "gi_yieldfrom" => {
                let rests = generator.frame.as_deref();
                rests.and_then(Frame::delegate).unwrap_or_default()
            }
            _ => return None,
        }),
        Object::Partial(partial) => Some(match name {
            "func" => partial.function.clone(),
            "args" => Value::tuple(partial.args.clone()),
            _ => return None,
        }),
        Object::Property(property) => Some(match name {
            "fget" => property.get.clone(),
            "fset" => property.set.clone(),
            "fdel" => property.delete.clone(),
            "__doc__" => property.doc.clone(),
            "__isabstractmethod__" => Value::Bool([&property.get, &property.set, &property.delete].into_iter().any(
                |part| matches!(heap.object(part), Some(Object::Function(function)) if function.attrs.get_str("__isabstractmethod__").is_some()),
            )),
            _ => return None,
        }),
        Object::Deque(deque) if name == "maxlen" => {
            Some(deque.maxlen.map_or(Value::None, Value::from))
        }
        Object::Dict(object) if name == "default_factory" => match &object.flavour {
            Flavour::Default(factory) => Some(factory.clone()),
            _ => None,
        },
        Object::ClassMethod(function) | Object::StaticMethod(function) if name == "__func__" => {
            Some(function.clone())
        }
        Object::Cell(value) if name == "cell_contents" => value.clone(),
        _ => None,
    }
}

/// What exceptions have: what all of them have, then what only some types have.
fn of_exception(heap: &Heap, exception: &Exception, name: &str) -> Option<Value> {
    let or_none = |value: &Option<Value>| Some(value.clone().unwrap_or_default());
    match name {
        "args" => return Some(Value::Tuple(exception.args.clone())),
        "__cause__" => return or_none(&exception.cause),
        "__context__" => return or_none(&exception.context),
        "__suppress_context__" => return Some(Value::Bool(exception.suppress_context)),
        "__traceback__" if exception.trace.is_empty() => return Some(Value::None),
        "__traceback__" => return exception.traceback.clone(),
        "__doc__" => return Some(Value::None),
        _ => {}
    }
    let is = |exc| derives(heap, &exception.class, &Value::Type(Type::Exc(exc)));
    let args = &exception.args;
    let arg = |at: usize| args.get(at).cloned().unwrap_or_default();
    let natural = || exception.natural.get_str(name).cloned().unwrap_or_default();
    Some(match name {
        "value" if is(Exc::StopIteration) => arg(0),
        "code" if is(Exc::SystemExit) => match args.len() {
            0 | 1 => arg(0),
            _ => Value::Tuple(args.clone()),
        },
        "errno" | "strerror" if is(Exc::OSError) => match args.len() {
            2 => arg(usize::from(name == "strerror")),
            _ => Value::None,
        },
        "filename" | "filename2" if is(Exc::OSError) => natural(),
        "name" if is(Exc::NameError) || is(Exc::AttributeError) || is(Exc::ImportError) => {
            natural()
        }
        "obj" if is(Exc::AttributeError) => natural(),
        "path" | "name_from" if is(Exc::ImportError) => natural(),
        "msg" if is(Exc::ImportError) && args.len() == 1 => arg(0),
        "msg" if is(Exc::SyntaxError) => arg(0),
        "filename" | "lineno" | "offset" | "text" | "end_lineno" | "end_offset"
            if is(Exc::SyntaxError) =>
        {
            let names = [
                "filename",
                "lineno",
                "offset",
                "text",
                "end_lineno",
                "end_offset",
            ];
            match (arg(1), names.iter().position(|known| *known == name)) {
                (Value::Tuple(place), Some(at)) => place.get(at).cloned().unwrap_or_default(),
                _ => Value::None,
            }
        }
        "msg" | "print_file_and_line" if is(Exc::ImportError) || is(Exc::SyntaxError) => {
            Value::None
        }
        "encoding" | "object" | "start" | "end" | "reason"
            if args.len() == 5 && (is(Exc::UnicodeEncodeError) || is(Exc::UnicodeDecodeError)) =>
        {
            let names = ["encoding", "object", "start", "end", "reason"];
            arg(names.iter().position(|known| *known == name)?)
        }
        _ => return None,
    })
}
