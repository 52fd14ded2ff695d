//! Attributes: where a name is looked for, what binds to its object, what may be set.

mod change;
mod natural;

use std::sync::Arc;

use crate::python::class::{find, mro, name_of};
use crate::python::code::Symbol;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::methods;
use crate::python::modules::{Export, Module};
use crate::python::natives::Flow;
use crate::python::ops::{type_name, type_of};
use crate::python::value::{Callee, HeapId, Method, Prim, Type, Value};
pub use change::{delete_attr, remove, set_attr, store};
use natural::builtin_attribute;

/// `object.__getattribute__(instance, name)`: the attribute, whatever `__getattribute__` of its class would say.
///
/// # Errors
/// `AttributeError`.
pub fn plain(heap: &Heap, object: &Value, name: &str) -> Res<Flow> {
    let found = match heap.object(object) {
        Some(Object::Instance(instance)) => {
            plain_of_instance(heap, object, instance.class, &instance.attrs, name)
        }
        _ => None,
    };
    Ok(match found.ok_or_else(|| missing(heap, object, name))? {
        Found::Value(value) => Flow::Done(value),
        Found::Function { function, receiver } => Flow::Done(Value::Method(Arc::new(Method {
            receiver,
            callee: Callee::Function(function),
        }))),
        Found::Native(receiver) => Flow::Done(Value::Method(Arc::new(Method {
            receiver,
            callee: Callee::Native(name.into()),
        }))),
        Found::Flow(flow) => flow,
        Found::Prim(prim) => Flow::Done(Value::Prim(prim)),
        Found::Prelude(_) | Found::Own(..) => return Err(missing(heap, object, name)),
    })
}

/// What a name of an object stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A value.
    Value(Value),
    /// A function of the program's that gets the receiver as its first argument.
    Function {
        /// The function.
        function: HeapId,
        /// Its first argument.
        receiver: Value,
    },
    /// A method of a built-in type: [`methods::call`] with this receiver.
    Native(Value),
    /// It has to be computed: a property, `__getattr__`.
    Flow(Flow),
    /// It is a synchronisation object's: the world knows.
    Prim(Prim),
    /// A global of the prelude.
    Prelude(&'static str),
    /// A global of a module of the library.
    Own(Module, Symbol),
}

/// Whether a method is one of a method of a method, and so on: values are walked by recursion.
fn is_deep(method: &Method) -> bool {
    let mut receiver = &method.receiver;
    for _ in 0..100 {
        match receiver {
            Value::Method(inner) => receiver = &inner.receiver,
            _ => return false,
        }
    }
    true
}

/// Looks up an attribute.
///
/// # Errors
/// `AttributeError`.
pub fn load(heap: &Heap, object: &Value, name: &str) -> Res<Found> {
    if let Value::Method(method) = object
        && is_deep(method)
    {
        return Err(Fault::new(
            Exc::RecursionError,
            "maximum recursion depth exceeded: a method of a method of many methods",
        ));
    }
    match try_load(heap, object, name) {
        Some(found) => Ok(found),
        None => Err(missing(heap, object, name)),
    }
}

/// The value of an attribute: as [`load`], with methods bound.
///
/// # Errors
/// `AttributeError`. Attributes of synchronisation objects and of the prelude are the world's: [`Found`] says so.
pub fn get_attr(heap: &Heap, object: &Value, name: &str) -> Res<Found> {
    Ok(match load(heap, object, name)? {
        Found::Function { function, receiver } => {
            let callee = Callee::Function(function);
            Found::Value(Value::Method(Arc::new(Method { receiver, callee })))
        }
        Found::Native(receiver) => {
            let callee = Callee::Native(name.into());
            Found::Value(Value::Method(Arc::new(Method { receiver, callee })))
        }
        other => other,
    })
}

fn missing(heap: &Heap, object: &Value, name: &str) -> Fault {
    let text = match object {
        Value::Module(module) => format!("module '{}' has no attribute '{name}'", module.name()),
        Value::Type(_) => format!(
            "type object '{}' has no attribute '{name}'",
            name_of(heap, object)
        ),
        _ => match heap.object(object) {
            Some(Object::Class(class)) => {
                format!("type object '{}' has no attribute '{name}'", class.name)
            }
            Some(Object::Super { .. }) => format!("'super' object has no attribute '{name}'"),
            _ => format!(
                "'{}' object has no attribute '{name}'",
                type_name(heap, object)
            ),
        },
    };
    Fault::new(Exc::AttributeError, text).about(name, Some(object))
}

fn try_load(heap: &Heap, object: &Value, name: &str) -> Option<Found> {
    let found = match object {
        Value::Ref(id) => match heap.get(*id) {
            Object::Instance(instance) => {
                return of_instance(heap, object, instance.class, &instance.attrs, name);
            }
            Object::Exception(exception)
                if name == "__traceback__"
                    && !exception.trace.is_empty()
                    && exception.traceback.is_none() =>
            {
                return Some(Found::Flow(Flow::Prelude {
                    name: "_traceback_of",
                    args: vec![object.clone()],
                    keywords: Vec::new(),
                }));
            }
            Object::Exception(exception) => {
                if let Some(class) = exception.class.as_ref()
                    && let Some(found) = of_instance(heap, object, class, &exception.attrs, name)
                {
                    return Some(found);
                }
                exception.attrs.get_str(name).cloned()
            }
            Object::Class(class) => return of_class(heap, *id, class.exc, name),
            Object::Function(function)
                if name == "__annotations__" && function.attrs.get_str(name).is_none() =>
            {
                return Some(Found::Flow(Flow::Prelude {
                    name: "_annotations_of",
                    args: vec![object.clone()],
                    keywords: Vec::new(),
                }));
            }
            Object::Function(function) => function.attrs.get_str(name).cloned(),
            Object::Super { after, receiver } => return of_super(heap, after, receiver, name),
            Object::Module(_) => {
                if let Some(found) = builtin_attribute(heap, object, name) {
                    return Some(Found::Value(found));
                }
                return Some(Found::Flow(Flow::Prelude {
                    name: "_of_module",
                    args: vec![object.clone(), Value::from(name)],
                    keywords: Vec::new(),
                }));
            }
            _ => None,
        },
        Value::Module(module) => {
            return Some(match module.get(name)? {
                Export::Value(value) => Found::Value(value),
                Export::Prelude(name) => Found::Prelude(name),
                Export::Own(symbol) => Found::Own(*module, symbol),
            });
        }
        Value::Prim(prim) if name != "__class__" => return Some(Found::Prim(*prim)),
        Value::Type(ty) => {
            return builtin_attribute(heap, object, name)
                .map(Found::Value)
                .or_else(|| methods::has(*ty, name).then(|| Found::Native(object.clone())));
        }
        _ => None,
    };
    if let Some(value) = found.or_else(|| builtin_attribute(heap, object, name)) {
        return Some(Found::Value(value));
    }
    let ty = builtin_type_of(heap, object);
    methods::has(ty, name).then(|| Found::Native(object.clone()))
}

/// The built-in type whose methods an object has.
pub fn builtin_type_of(heap: &Heap, object: &Value) -> Type {
    match type_of(heap, object) {
        Value::Type(ty) => ty,
        Value::Ref(id) => match heap.class(id).and_then(|class| class.exc) {
            Some(exc) => Type::Exc(exc),
            None => Type::Object,
        },
        _ => Type::Object,
    }
}

/// Binds what was found in a class to an instance of it.
fn bind(heap: &Heap, value: &Value, receiver: &Value, class: &Value) -> Found {
    match heap.object(value) {
        Some(Object::Function(_)) => match value {
            Value::Ref(function) => Found::Function {
                function: *function,
                receiver: receiver.clone(),
            },
            _ => Found::Value(value.clone()),
        },
        Some(Object::Property(property)) => Found::Flow(Flow::Call {
            callee: property.get.clone(),
            args: vec![receiver.clone()],
            keywords: Vec::new(),
        }),
        Some(Object::Instance(_)) => match super::special(heap, value, "__get__") {
            Some(get) => Found::Flow(Flow::Call {
                callee: get.clone(),
                args: vec![value.clone(), receiver.clone(), class.clone()],
                keywords: Vec::new(),
            }),
            None => Found::Value(value.clone()),
        },
        Some(Object::StaticMethod(function)) => Found::Value(function.clone()),
        Some(Object::ClassMethod(Value::Ref(function))) => Found::Function {
            function: *function,
            receiver: class.clone(),
        },
        _ => Found::Value(value.clone()),
    }
}

fn of_instance(
    heap: &Heap,
    object: &Value,
    class: HeapId,
    attrs: &Dict,
    name: &str,
) -> Option<Found> {
    if heap.class(class).is_some_and(|class| class.intercepts)
        && let Some(hook) = find(heap, class, "__getattribute__")
    {
        return Some(Found::Flow(Flow::Call {
            callee: hook.clone(),
            args: vec![object.clone(), Value::from(name)],
            keywords: Vec::new(),
        }));
    }
    plain_of_instance(heap, object, class, attrs, name)
}

/// Where an instance's attribute is looked for if no `__getattribute__` is in the way.
fn plain_of_instance(
    heap: &Heap,
    object: &Value,
    class: HeapId,
    attrs: &Dict,
    name: &str,
) -> Option<Found> {
    let in_class = find(heap, class, name);
    if let Some(value) = in_class
        && match heap.object(value) {
            Some(Object::Property(_)) => true,
            Some(Object::Instance(_)) => {
                super::has_special(heap, value, "__set__")
                    || super::has_special(heap, value, "__delete__")
            }
            _ => false,
        }
    {
        return Some(bind(heap, value, object, &Value::Ref(class)));
    }
    if let Some(value) = attrs.get_str(name) {
        return Some(Found::Value(value.clone()));
    }
    if let Some(value) = in_class {
        return Some(bind(heap, value, object, &Value::Ref(class)));
    }
    if let Some(value) = builtin_attribute(heap, object, name) {
        return Some(Found::Value(value));
    }
    if methods::has(builtin_type_of(heap, object), name) {
        return Some(Found::Native(object.clone()));
    }
    let fallback = find(heap, class, "__getattr__")?;
    Some(Found::Flow(Flow::Call {
        callee: fallback.clone(),
        args: vec![object.clone(), Value::from(name)],
        keywords: Vec::new(),
    }))
}

fn of_class(heap: &Heap, id: HeapId, exc: Option<Exc>, name: &str) -> Option<Found> {
    let this = Value::Ref(id);
    if let Some(Value::Ref(function)) = find(heap, id, name)
        && matches!(name, "__class_getitem__" | "__init_subclass__")
        && matches!(heap.get(*function), Object::Function(_))
    {
        return Some(Found::Function {
            function: *function,
            receiver: this,
        });
    }
    if let Some(value) = find(heap, id, name) {
        return Some(match heap.object(value) {
            Some(Object::ClassMethod(_) | Object::StaticMethod(_)) => {
                bind(heap, value, &this, &this)
            }
            Some(Object::Instance(_)) => bind(heap, value, &Value::None, &this),
            _ => Found::Value(value.clone()),
        });
    }
    if let Some(value) = builtin_attribute(heap, &this, name) {
        return Some(Found::Value(value));
    }
    if let Some(meta) = heap.class(id).and_then(|class| class.meta)
        && let Some(value) = find(heap, meta, name)
    {
        return Some(bind(heap, value, &this, &Value::Ref(meta)));
    }
    if matches!(name, "mro" | "__subclasses__") {
        return Some(Found::Native(this));
    }
    let ty = exc.map_or(Type::Object, Type::Exc);
    if methods::has(ty, name) {
        return Some(Found::Native(Value::Type(ty)));
    }
    let kept = mro(heap, &this).into_iter().find_map(|step| match step {
        Value::Type(ty) if methods::has(ty, name) => Some(ty),
        _ => None,
    });
    kept.map(|ty| Found::Native(Value::Type(ty)))
}

fn of_super(heap: &Heap, after: &Value, receiver: &Value, name: &str) -> Option<Found> {
    let class = match heap.object(receiver) {
        // In a method of a metaclass, the receiver is a class and an instance of it at once.
        Some(Object::Class(class)) => match class.meta {
            Some(meta) if mro(heap, &Value::Ref(meta)).contains(after) => Value::Ref(meta),
            _ => receiver.clone(),
        },
        _ => type_of(heap, receiver),
    };
    let order = mro(heap, &class);
    let rest = order.iter().skip_while(|step| *step != after).skip(1);
    for step in rest {
        match step {
            Value::Ref(id) => {
                if let Some(value) = heap.class(*id).and_then(|class| class.attrs.get_str(name)) {
                    if name == "__new__" {
                        return Some(Found::Value(value.clone()));
                    }
                    return Some(bind(heap, value, receiver, &class));
                }
            }
            Value::Type(Type::Prim(_)) => {
                if let Some(Value::Prim(prim)) = super::kept(heap, receiver) {
                    return Some(Found::Prim(*prim));
                }
            }
            Value::Type(Type::Object) if methods::has(Type::Object, name) => {
                return Some(Found::Native(receiver.clone()));
            }
            Value::Type(ty) if methods::has(*ty, name) => {
                let kept = super::kept(heap, receiver).unwrap_or(receiver);
                return Some(Found::Native(kept.clone()));
            }
            _ => {}
        }
    }
    builtin_attribute(heap, receiver, name).map(Found::Value)
}
