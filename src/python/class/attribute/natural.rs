//! Attributes that objects have by nature.

use crate::python::class::{derives, mro};
use crate::python::exceptions::Exc;
use crate::python::heap::{Flavour, GeneratorState, Heap, Object};
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
        Object::Exception(exception) => {
            let arg = |at: usize| exception.args.get(at).cloned().unwrap_or_default();
            let or_none = |value: &Option<Value>| Some(value.clone().unwrap_or_default());
            let is = |exc| derives(heap, &exception.class, &Value::Type(Type::Exc(exc)));
            match name {
                "args" => Some(Value::Tuple(exception.args.clone())),
                "__cause__" => or_none(&exception.cause),
                "__context__" => or_none(&exception.context),
                "__suppress_context__" => Some(Value::Bool(exception.suppress_context)),
                "__traceback__" | "__doc__" => Some(Value::None),
                "value" if is(Exc::StopIteration) => Some(arg(0)),
                "code" if is(Exc::SystemExit) => Some(match exception.args.len() {
                    0 | 1 => arg(0),
                    _ => Value::Tuple(exception.args.clone()),
                }),
                "errno" if is(Exc::OSError) && exception.args.len() >= 2 => Some(arg(0)),
                "strerror" if is(Exc::OSError) && exception.args.len() >= 2 => Some(arg(1)),
                "filename" if is(Exc::OSError) => Some(arg(2)),
                "errno" | "strerror" if is(Exc::OSError) => Some(Value::None),
                "name" if is(Exc::NameError) || is(Exc::AttributeError) || is(Exc::ImportError) => {
                    Some(Value::None)
                }
                _ => None,
            }
        }
        Object::Generator(generator) => Some(match name {
            "__name__" | "__qualname__" => Value::Str(generator.name.clone()),
            "gi_running" => Value::Bool(generator.state == GeneratorState::Running),
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
