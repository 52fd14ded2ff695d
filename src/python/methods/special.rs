//! Methods that operators and built-in functions stand for, and what every object has.

use crate::python::class;
use crate::python::class::attribute::store;
use crate::python::exceptions::{Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Heap, Object};
use crate::python::iterate;
use crate::python::natives::{Args, Ctx, Flow, Native};
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
    use crate::python::code::{BinaryOp, CompareOp};
    let done = |value: Value| Ok(Flow::Done(value));
    let text = |text: String| Ok(Flow::Done(Value::from(text)));
    match (name, args.positional) {
        ("__init__", values) => {
            if let (Type::Exc(_), Value::Ref(id)) = (ty, receiver) {
                if let Object::Exception(exception) = ctx.heap.get_mut(*id) {
                    exception.args = crate::python::value::Tuple::new(values.to_vec());
                }
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
        ("__eq__", [other]) => match ctx.heap.object(receiver) {
            Some(Object::Instance(_)) if !ops::identical(receiver, other) => {
                done(Value::NotImplemented)
            }
            Some(Object::Instance(_)) => done(Value::Bool(true)),
            _ => ops::compare(ctx.heap, CompareOp::Eq, receiver, other),
        },
        ("__ne__", [other]) => match ctx.heap.object(receiver) {
            Some(Object::Instance(_)) => done(Value::Bool(!ops::identical(receiver, other))),
            _ => ops::compare(ctx.heap, CompareOp::NotEq, receiver, other),
        },
        ("__lt__", [other]) => ops::compare(ctx.heap, CompareOp::Less, receiver, other),
        ("__le__", [other]) => ops::compare(ctx.heap, CompareOp::LessEq, receiver, other),
        ("__gt__", [other]) => ops::compare(ctx.heap, CompareOp::Greater, receiver, other),
        ("__ge__", [other]) => ops::compare(ctx.heap, CompareOp::GreaterEq, receiver, other),
        ("__add__", [other]) => ops::binary(ctx.heap, BinaryOp::Add, receiver, other),
        ("__sub__", [other]) => ops::binary(ctx.heap, BinaryOp::Sub, receiver, other),
        ("__mul__", [other]) => ops::binary(ctx.heap, BinaryOp::Mul, receiver, other),
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
        ("__init_subclass__" | "__reduce__", _) => done(Value::None),
        ("with_traceback", [_]) => done(receiver.clone()),
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

fn add_note(heap: &mut Heap, id: HeapId, note: &Value) -> Res<()> {
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
