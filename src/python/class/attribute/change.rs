//! Attributes that are set and deleted.

use super::{Found, missing, try_load};
use crate::python::class::{self, find, name_of};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::modules::{Export, Module};
use crate::python::natives::Flow;
use crate::python::ops::type_name;
use crate::python::value::{HeapId, Value};

/// Sets an attribute.
///
/// # Errors
/// `AttributeError` or `TypeError` where that is not possible.
pub fn set_attr(heap: &mut Heap, object: &Value, name: &str, value: &Value) -> Res<Flow> {
    let done = Ok(Flow::Done(Value::None));
    if let (Value::Module(Module::Threading), "excepthook") = (object, name) {
        return Ok(Flow::Prelude {
            name: "_set_excepthook",
            args: vec![value.clone()],
            keywords: Vec::new(),
        });
    }
    let is_module = match object {
        Value::Module(module) => matches!(module.get(name), Some(Export::Own(_))),
        Value::Ref(id) => matches!(heap.get(*id), Object::Module(_)),
        _ => false,
    };
    if is_module {
        return Ok(Flow::Prelude {
            name: "_set_of_module",
            args: vec![object.clone(), Value::from(name), value.clone()],
            keywords: Vec::new(),
        });
    }
    let Value::Ref(id) = object else {
        return Err(cannot_set(heap, object, name));
    };
    if name == "__traceback__" && matches!(heap.get(*id), Object::Exception(_)) {
        return Ok(Flow::Prelude {
            name: "_set_traceback",
            args: vec![object.clone(), value.clone()],
            keywords: Vec::new(),
        });
    }
    if let Some(class) = class::class_of(heap, object) {
        if let Some(found) = find(heap, class, name)
            && let Some(Object::Property(property)) = heap.object(found)
        {
            if property.set.is_none() {
                let class = name_of(heap, &Value::Ref(class));
                return Err(Fault::new(
                    Exc::AttributeError,
                    format!("property '{name}' of '{class}' object has no setter"),
                ));
            }
            return Ok(Flow::Call {
                callee: property.set.clone(),
                args: vec![object.clone(), value.clone()],
                keywords: Vec::new(),
            });
        }
        if let Some(found) = find(heap, class, name)
            && let Some(set) = class::special(heap, found, "__set__")
        {
            return Ok(Flow::Call {
                callee: set.clone(),
                args: vec![found.clone(), object.clone(), value.clone()],
                keywords: Vec::new(),
            });
        }
        if let Some(hook) = find(heap, class, "__setattr__") {
            return Ok(Flow::Call {
                callee: hook.clone(),
                args: vec![object.clone(), Value::from(name), value.clone()],
                keywords: Vec::new(),
            });
        }
    }
    store(heap, *id, object, name, value)?;
    done
}

/// Sets an attribute, past properties and `__setattr__`.
///
/// # Errors
/// `AttributeError` or `TypeError` where that is not possible.
pub fn store(heap: &mut Heap, id: HeapId, object: &Value, name: &str, value: &Value) -> Res<()> {
    let key = Value::from(name);
    let wrong_cause = !value.is_none() && !matches!(heap.object(value), Some(Object::Exception(_)));
    if let Object::Instance(instance) = heap.get(id)
        && let Some(slots) = heap
            .class(instance.class)
            .and_then(|class| class.slots.as_ref())
        && !slots.iter().any(|slot| **slot == *name)
    {
        let class = name_of(heap, &Value::Ref(instance.class));
        let known = find(heap, instance.class, name).is_some();
        return Err(Fault::new(
            Exc::AttributeError,
            if known {
                format!("'{class}' object attribute '{name}' is read-only")
            } else {
                format!(
                    "'{class}' object has no attribute '{name}' and no __dict__ for setting new attributes"
                )
            },
        ));
    }
    if name == "__dict__" && matches!(heap.get(id), Object::Instance(_)) {
        return heap.replace_attributes(id, value);
    }
    if name == "args"
        && matches!(heap.get(id), Object::Exception(_))
        && !matches!(value, Value::Tuple(_))
    {
        let items = crate::python::iterate::items(heap, value)?;
        return store(heap, id, object, name, &Value::tuple(items));
    }
    let new = match heap.get_mut(id) {
        Object::Instance(instance) => instance.attrs.insert(key, value.clone()).is_none(),
        Object::Class(class) => match (name, value) {
            ("__name__", Value::Str(text)) => {
                class.name = text.clone();
                false
            }
            ("__qualname__", Value::Str(text)) => {
                class.qualname = text.clone();
                false
            }
            ("__module__", Value::Str(text)) => {
                class.module = text.clone();
                false
            }
            _ => class.attrs.insert(key, value.clone()).is_none(),
        },
        Object::Function(function) => match (name, value) {
            ("__name__", Value::Str(text)) => {
                function.name = text.clone();
                false
            }
            ("__qualname__", Value::Str(text)) => {
                function.qualname = text.clone();
                false
            }
            _ => function.attrs.insert(key, value.clone()).is_none(),
        },
        Object::Exception(exception) => match (name, value) {
            ("args", Value::Tuple(items)) => {
                exception.args = items.clone();
                false
            }
            ("__cause__" | "__context__", _) if wrong_cause => {
                return Err(Fault::type_error(format!(
                    "exception {} must be None or derive from BaseException",
                    name.trim_matches('_')
                )));
            }
            ("__cause__", _) => {
                exception.cause = (!value.is_none()).then(|| value.clone());
                exception.suppress_context = true;
                false
            }
            ("__context__", _) => {
                exception.context = (!value.is_none()).then(|| value.clone());
                false
            }
            ("__suppress_context__", _) => {
                exception.suppress_context = *value == Value::Bool(true);
                false
            }
            _ => exception.attrs.insert(key, value.clone()).is_none(),
        },
        _ => return Err(cannot_set(heap, object, name)),
    };
    if new { heap.charge(72) } else { Ok(()) }
}

fn cannot_set(heap: &Heap, object: &Value, name: &str) -> Fault {
    match object {
        Value::Type(ty) => Fault::type_error(format!(
            "cannot set '{name}' attribute of immutable type '{}'",
            ty.name()
        )),
        _ => match try_load(heap, object, name) {
            Some(Found::Native(_)) => Fault::new(
                Exc::AttributeError,
                format!(
                    "'{}' object attribute '{name}' is read-only",
                    type_name(heap, object)
                ),
            ),
            _ => missing(heap, object, name),
        },
    }
}

/// Deletes an attribute.
///
/// # Errors
/// `AttributeError` if there is none.
pub fn delete_attr(heap: &mut Heap, object: &Value, name: &str) -> Res<Flow> {
    if let Some(class) = class::class_of(heap, object)
        && let Some(found) = find(heap, class, name)
        && let Some(Object::Property(property)) = heap.object(found)
    {
        if property.delete.is_none() {
            let class = name_of(heap, &Value::Ref(class));
            return Err(Fault::new(
                Exc::AttributeError,
                format!("property '{name}' of '{class}' object has no deleter"),
            ));
        }
        return Ok(Flow::Call {
            callee: property.delete.clone(),
            args: vec![object.clone()],
            keywords: Vec::new(),
        });
    }
    if let Some(class) = class::class_of(heap, object)
        && let Some(found) = find(heap, class, name)
        && let Some(delete) = class::special(heap, found, "__delete__")
    {
        return Ok(Flow::Call {
            callee: delete.clone(),
            args: vec![found.clone(), object.clone()],
            keywords: Vec::new(),
        });
    }
    if let Some(class) = class::class_of(heap, object)
        && let Some(hook) = find(heap, class, "__delattr__")
    {
        return Ok(Flow::Call {
            callee: hook.clone(),
            args: vec![object.clone(), Value::from(name)],
            keywords: Vec::new(),
        });
    }
    remove(heap, object, name)
}

/// Deletes an attribute, past properties and `__delattr__`.
///
/// # Errors
/// `AttributeError` where there is none.
pub fn remove(heap: &mut Heap, object: &Value, name: &str) -> Res<Flow> {
    let key = Value::from(name);
    if let (Some(Object::Exception(_)), "args" | "__cause__" | "__context__" | "__traceback__") =
        (heap.object(object), name)
    {
        return Err(Fault::type_error(format!("{name} may not be deleted")));
    }
    let gone = match object {
        Value::Ref(id) => match heap.get_mut(*id) {
            Object::Instance(instance) => instance.attrs.remove(&key),
            Object::Class(class) => class.attrs.remove(&key),
            Object::Function(function) => function.attrs.remove(&key),
            Object::Exception(exception) => exception.attrs.remove(&key),
            _ => None,
        },
        _ => None,
    };
    match gone {
        Some(_) => Ok(Flow::Done(Value::None)),
        None => Err(missing(heap, object, name)),
    }
}
