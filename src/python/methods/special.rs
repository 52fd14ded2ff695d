//! Methods that operators and built-in functions stand for, and what every object has.

use crate::python::class;
use crate::python::class::attribute::store;
use crate::python::dict::Dict;
use crate::python::exceptions::{Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Heap, Object};
use crate::python::iterate;
use crate::python::methods::operators;
use crate::python::natives::{Args, Ctx, Flow, Native, natural_keywords};
use crate::python::ops;
use crate::python::value::{HeapId, Type, Value};

/// Methods that operators and built-in functions stand for, and what every object has.
pub(super) fn special(
    ctx: &mut Ctx<'_>,
    receiver: &Value,
    ty: Type,
    name: &str,
    args: Args<'_>,
) -> Res<Flow> {
    use crate::python::code::CompareOp;
    if let Some(result) = operators::operator(ctx, receiver, ty, name, args.positional) {
        return result;
    }
    let done = |value: Value| Ok(Flow::Done(value));
    let text = |text: String| Ok(Flow::Done(Value::from(text)));
    match (name, args.positional) {
        ("__init__", values) => {
            if let (Type::Exc(_), Value::Ref(id)) = (ty, receiver) {
                let natural = match ty {
                    Type::Exc(exc) => natural_keywords(exc, args.keywords)?,
                    _ => Dict::new(),
                };
                if let Object::Exception(exception) = ctx.heap.get_mut(*id) {
                    exception.args = crate::python::value::Tuple::new(values.to_vec());
                    for (name, value) in natural.iter() {
                        exception.natural.insert(name.clone(), value.clone());
                    }
                    if let Type::Exc(exc) = ty {
                        exception.settle(exc);
                    }
                }
            } else if let Some(refill) = refilled(ctx.heap, receiver) {
                return super::call(ctx, receiver, "clear", Args::default()).and_then(|_| {
                    if values.is_empty() && args.keywords.is_empty() {
                        return Ok(Flow::Done(Value::None));
                    }
                    super::call(ctx, receiver, refill, args)
                });
            } else if matches!(ctx.heap.object(receiver), Some(Object::Class(_))) {
                // `super().__init__(name, bases, attributes)` in a metaclass: the class is made.
            } else if !values.is_empty() && !class::has_special(ctx.heap, receiver, "__new__") {
                return Err(Fault::type_error(
                    "object.__init__() takes exactly one argument (the instance to initialize)",
                ));
            }
            done(Value::None)
        }
        ("__repr__", []) => match receiver {
            Value::Ref(id)
                if matches!(
                    ctx.heap.get(*id),
                    Object::Instance(_) | Object::Exception(_)
                ) =>
            {
                text(format::own(ctx.heap, receiver, How::Repr)?)
            }
            _ => format::flow(ctx.heap, How::Repr, std::slice::from_ref(receiver), &[]),
        },
        ("__str__", []) => match ctx.heap.object(receiver) {
            Some(Object::Exception(_)) => text(format::own(ctx.heap, receiver, How::Str)?),
            Some(Object::Instance(_)) => {
                format::flow(ctx.heap, How::Repr, std::slice::from_ref(receiver), &[])
            }
            _ => format::flow(ctx.heap, How::Str, std::slice::from_ref(receiver), &[]),
        },
        ("__format__", [spec]) => {
            format::flow(ctx.heap, How::Spec, &[receiver.clone(), spec.clone()], &[])
        }
        ("__hash__", []) => {
            ops::hash_check(ctx.heap, receiver)?;
            done(Value::Int(crate::python::hash::key_hash(receiver) as i64))
        }
        ("__len__", []) => ops::len(ctx.heap, receiver).map(|len| Flow::Done(Value::from(len))),
        ("__bool__", []) => ops::test(ctx.heap, receiver),
        ("__int__" | "__index__", []) => crate::python::natives::construct(
            Type::Int,
            ctx,
            Args::of(std::slice::from_ref(receiver)),
        ),
        ("__float__", []) => crate::python::natives::construct(
            Type::Float,
            ctx,
            Args::of(std::slice::from_ref(receiver)),
        ),
        ("__contains__", [item]) => ops::compare(ctx.heap, CompareOp::In, item, receiver),
        ("__getitem__", [key]) => ops::get_item(ctx.heap, receiver, key),
        ("__setitem__", [key, value]) => ops::set_item(ctx.heap, receiver, key, value),
        ("__delitem__", [key]) => ops::delete_item(ctx.heap, receiver, key),
        ("__iter__", []) => iterate::iter(ctx.heap, receiver),
        ("__next__", []) => crate::python::natives::call(
            Native::Next,
            ctx,
            Args::of(std::slice::from_ref(receiver)),
        ),
        ("__call__", positional) => Ok(Flow::Call {
            callee: receiver.clone(),
            args: positional.to_vec(),
            keywords: args.keywords.to_vec(),
        }),
        ("__get__", [object] | [object, _]) => {
            let class = match args.positional.get(1) {
                Some(class) if !class.is_none() => class.clone(),
                _ => ops::type_of(ctx.heap, object),
            };
            let method = |receiver: &Value, callee: HeapId| {
                Value::Method(
                    crate::python::value::Method {
                        receiver: receiver.clone(),
                        callee: crate::python::value::Callee::Function(callee),
                    }
                    .into(),
                )
            };
            done(match (ctx.heap.object(receiver), receiver) {
                (Some(Object::Function(_)), Value::Ref(id)) if !object.is_none() => {
                    method(object, *id)
                }
                (Some(Object::ClassMethod(Value::Ref(id))), _) => method(&class, *id),
                (Some(Object::StaticMethod(function)), _) => function.clone(),
                _ => receiver.clone(),
            })
        }
        ("__setattr__", [Value::Str(attribute), value]) => {
            if let Value::Ref(id) = receiver {
                store(ctx.heap, *id, receiver, attribute, value)?;
            }
            done(Value::None)
        }
        ("__delattr__", [Value::Str(attribute)]) => class::remove(ctx.heap, receiver, attribute),
        ("__getattribute__", [Value::Str(attribute)])
            if matches!(ctx.heap.object(receiver), Some(Object::Instance(_))) =>
        {
            class::attribute::plain(ctx.heap, receiver, attribute)
        }
        ("__getattribute__", [attribute]) => Ok(Flow::Call {
            callee: Value::Native(Native::Getattr),
            args: vec![receiver.clone(), attribute.clone()],
            keywords: Vec::new(),
        }),
        ("__new__", [class @ Value::Ref(id), rest @ ..]) if class::is_class(ctx.heap, class) => {
            class::instantiate(ctx.heap, *id, rest).map(Flow::Done)
        }
        ("__dir__", []) => {
            crate::python::natives::call(Native::Dir, ctx, Args::of(std::slice::from_ref(receiver)))
        }
        ("__setstate__", [state]) => {
            set_state(ctx.heap, receiver, state)?;
            done(Value::None)
        }
        ("__sizeof__", []) => crate::python::natives::call(
            Native::Getsizeof,
            ctx,
            Args::of(std::slice::from_ref(receiver)),
        ),
        ("__class_getitem__", _) => done(match receiver {
            Value::Type(_) => receiver.clone(),
            _ => ops::type_of(ctx.heap, receiver),
        }),
        ("__init_subclass__" | "__reduce__", _) => done(Value::None),
        ("with_traceback", [trace]) => Ok(Flow::Prelude {
            name: "_set_traceback",
            args: vec![receiver.clone(), trace.clone()],
            keywords: Vec::new(),
        }),
        ("add_note", [note]) => {
            if let Value::Ref(id) = receiver {
                add_note(ctx.heap, *id, note)?;
            }
            done(Value::None)
        }
        ("mro", []) => ctx
            .heap
            .list(class::mro(ctx.heap, receiver))
            .map(Flow::Done),
        ("__subclasses__", []) => {
            let class = receiver.as_ref().and_then(|id| ctx.heap.class(id));
            let derived = class.map(|class| class.derived.clone());
            ctx.heap.list(derived.unwrap_or_default()).map(Flow::Done)
        }
        ("isdisjoint", [other]) => {
            let (left, right) = (
                iterate::items(ctx.heap, receiver)?,
                iterate::items(ctx.heap, other)?,
            );
            done(Value::Bool(!left.iter().any(|item| right.contains(item))))
        }
        _ => Err(Fault::type_error(format!(
            "{name}() takes other arguments ({} given)",
            args.positional.len()
        ))),
    }
}

/// The attributes of an exception, from a dict or None.
fn set_state(heap: &mut Heap, receiver: &Value, state: &Value) -> Res<()> {
    let attributes = match heap.object(state) {
        Some(Object::Dict(object)) => object.dict.clone(),
        _ if state.is_none() => return Ok(()),
        _ => return Err(Fault::type_error("state is not a dictionary")),
    };
    for (name, value) in attributes.iter() {
        if let (Value::Ref(id), Value::Str(name)) = (receiver, name) {
            store(heap, *id, receiver, name, value)?;
        }
    }
    Ok(())
}

/// How a collection that is initialized again takes what it is given.
fn refilled(heap: &Heap, receiver: &Value) -> Option<&'static str> {
    match heap.object(receiver)? {
        Object::List(_) | Object::Deque(_) => Some("extend"),
        Object::Set(set) if !set.frozen => Some("update"),
        _ => None,
    }
}

fn add_note(heap: &mut Heap, id: HeapId, note: &Value) -> Res<()> {
    if note.as_str().is_none() {
        return Err(Fault::type_error(format!(
            "note must be a str, not '{}'",
            ops::type_name(heap, note)
        )));
    }
    let Object::Exception(exception) = heap.get(id) else {
        return Ok(());
    };
    let notes = exception.attrs.get_str("__notes__").cloned();
    if let Some(Value::Ref(list)) = notes
        && let Object::List(items) = heap.get_mut(list)
    {
        items.push(note.clone());
        return Ok(());
    }
    let list = heap.list(vec![note.clone()])?;
    store(heap, id, &Value::Ref(id), "__notes__", &list)
}
