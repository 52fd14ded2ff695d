//! Methods of built-in types. Methods of generators and of synchronisation objects are the world's.

use crate::python::class;
use crate::python::class::attribute::{builtin_type_of, store};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Heap, Object, Property};
use crate::python::iterate;
use crate::python::natives::{Args, Ctx, Flow, Native};
use crate::python::ops::{self, type_name};
use crate::python::value::{Callee, HeapId, Type, Value};

pub(crate) mod dict;
mod list;
mod set;
mod text;

pub(crate) use list::sorted;
pub(crate) use text::encode;

/// What every object has.
const OBJECT: &[&str] = &[
    "__init__",
    "__repr__",
    "__str__",
    "__eq__",
    "__ne__",
    "__hash__",
    "__setattr__",
    "__getattribute__",
    "__delattr__",
    "__format__",
    "__dir__",
    "__init_subclass__",
    "__reduce__",
    "__new__",
];

fn own(ty: Type) -> &'static [&'static str] {
    match ty {
        Type::Str => text::NAMES,
        Type::Bytes => &[
            "decode",
            "hex",
            "startswith",
            "endswith",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
        ],
        Type::List => list::LIST,
        Type::Tuple => &[
            "count",
            "index",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
            "__add__",
        ],
        Type::Range => &[
            "count",
            "index",
            "__len__",
            "__getitem__",
            "__iter__",
            "__contains__",
        ],
        Type::Deque => list::DEQUE,
        Type::Dict | Type::DefaultDict | Type::OrderedDict => dict::NAMES,
        Type::Counter => dict::COUNTER,
        Type::DictKeys | Type::DictValues | Type::DictItems => {
            &["isdisjoint", "__len__", "__iter__", "__contains__"]
        }
        Type::Set => set::NAMES,
        Type::FrozenSet => set::FROZEN,
        Type::Int | Type::Bool => &[
            "bit_length",
            "to_bytes",
            "bit_count",
            "is_integer",
            "conjugate",
            "as_integer_ratio",
            "from_bytes",
            "__add__",
            "__sub__",
            "__mul__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__index__",
            "__int__",
            "__float__",
            "__bool__",
        ],
        Type::Float => &[
            "is_integer",
            "hex",
            "as_integer_ratio",
            "conjugate",
            "fromhex",
            "__add__",
            "__sub__",
            "__mul__",
            "__lt__",
            "__le__",
            "__gt__",
            "__ge__",
            "__int__",
            "__float__",
            "__bool__",
        ],
        Type::Exc(_) => &["with_traceback", "add_note"],
        Type::Property => &["getter", "setter", "deleter"],
        Type::Generator => &["send", "throw", "close", "__next__", "__iter__"],
        Type::Function | Type::Method | Type::Native | Type::Partial => &["__call__"],
        Type::Slice => &["indices"],
        Type::ListIterator
        | Type::TupleIterator
        | Type::StrIterator
        | Type::BytesIterator
        | Type::RangeIterator
        | Type::DictKeyIterator
        | Type::DictValueIterator
        | Type::DictItemIterator
        | Type::SetIterator
        | Type::DequeIterator
        | Type::Enumerate
        | Type::Zip
        | Type::Reversed
        | Type::Count
        | Type::Cycle
        | Type::Repeat => &["__next__", "__iter__"],
        Type::Type => &["mro", "__call__", "__subclasses__"],
        _ => &[],
    }
}

/// Whether a built-in type has a method of this name.
pub fn has(ty: Type, name: &str) -> bool {
    own(ty).contains(&name) || OBJECT.contains(&name)
}

/// The methods of a built-in type, for `dir`.
pub fn names(ty: Type) -> impl Iterator<Item = &'static str> {
    own(ty).iter().chain(OBJECT).copied()
}

/// Calls a method of a built-in type. A receiver that is a type stands for the method as the type gives it, with `self` as first argument.
///
/// # Errors
/// What it raises.
pub fn call(ctx: &mut Ctx<'_>, receiver: &Value, name: &str, args: Args<'_>) -> Res<Flow> {
    match call_value(ctx, receiver, name, args) {
        Err(Fault::Python) => {
            let method = Value::Method(
                crate::python::value::Method {
                    receiver: receiver.clone(),
                    callee: Callee::Native(name.into()),
                }
                .into(),
            );
            with_lists(ctx.heap, &method, name, args)
        }
        other => other,
    }
}

/// The same call with lists in place of the arguments that take frames to iterate. If there are none, the prelude has a function of its own
/// for it, `_list_sort` for `list.sort`.
fn with_lists(heap: &Heap, method: &Value, name: &str, args: Args<'_>) -> Res<Flow> {
    const TAKE_ITERABLES: &[&str] = &[
        "join",
        "extend",
        "extendleft",
        "update",
        "subtract",
        "union",
        "intersection",
        "intersection_update",
        "difference",
        "difference_update",
        "symmetric_difference",
        "symmetric_difference_update",
        "issubset",
        "issuperset",
        "isdisjoint",
        "fromkeys",
    ];
    if TAKE_ITERABLES.contains(&name)
        && let Some(flow) = collected(heap, method, args)
    {
        return Ok(flow);
    }
    let fallback = match name {
        "sort" => "_list_sort",
        "index" => "_index",
        "count" => "_count",
        "remove" => "_remove",
        "update" => "_dict_update",
        "format" | "__str__" | "__repr__" => return Err(Fault::Python),
        _ => {
            return Err(Fault::type_error(format!(
                "{name}() cannot take objects that define their own comparison here"
            )));
        }
    };
    let Value::Method(method) = method else {
        return Err(Fault::Python);
    };
    Ok(Flow::Prelude {
        name: fallback,
        args: std::iter::once(method.receiver.clone())
            .chain(args.positional.iter().cloned())
            .collect(),
        keywords: args.keywords.to_vec(),
    })
}

/// A call of the prelude's that makes lists of the arguments that take frames to iterate, and calls again; none if no argument does.
pub fn collected(heap: &Heap, callee: &Value, args: Args<'_>) -> Option<Flow> {
    let slow = |value: &Value| match value {
        Value::Range(range) => range.len() > 1 << 20,
        _ => match heap.object(value) {
            Some(Object::Generator(_) | Object::Iter(_)) => true,
            Some(Object::Instance(_)) => {
                class::has_special(heap, value, "__iter__")
                    || class::has_special(heap, value, "__getitem__")
            }
            _ => false,
        },
    };
    if !args.positional.iter().any(slow) {
        return None;
    }
    let places = args
        .positional
        .iter()
        .enumerate()
        .filter(|(_, value)| slow(value));
    let places = Value::tuple(places.map(|(at, _)| Value::from(at)).collect());
    Some(Flow::Prelude {
        name: "_collected",
        args: [callee.clone(), places]
            .into_iter()
            .chain(args.positional.iter().cloned())
            .collect(),
        keywords: args.keywords.to_vec(),
    })
}

fn call_value(ctx: &mut Ctx<'_>, receiver: &Value, name: &str, args: Args<'_>) -> Res<Flow> {
    if let Value::Type(ty) = receiver {
        return of_type(ctx, *ty, name, args);
    }
    let ty = builtin_type_of(ctx.heap, receiver);
    if own(ty).contains(&name) {
        match (ty, receiver) {
            (Type::Str, Value::Str(text)) => return text::call(ctx, text, name, args),
            (Type::Bytes, Value::Bytes(bytes)) if !name.starts_with('_') => {
                return text::bytes(ctx, bytes, name, args);
            }
            (Type::List, Value::Ref(id)) if !name.starts_with('_') => {
                return list::call(ctx, *id, name, args);
            }
            (Type::Deque, Value::Ref(id)) if !name.starts_with('_') => {
                return list::deque(ctx, *id, name, args);
            }
            (
                Type::Dict | Type::DefaultDict | Type::OrderedDict | Type::Counter,
                Value::Ref(id),
            ) if !name.starts_with("__") => {
                return dict::call(ctx, *id, name, args);
            }
            (Type::Set | Type::FrozenSet, Value::Ref(id)) if !name.starts_with('_') => {
                return set::call(ctx, *id, name, args);
            }
            (Type::Tuple | Type::Range, _) if !name.starts_with('_') => {
                return list::sequence(ctx, receiver, name, args);
            }
            (Type::Property, Value::Ref(id)) => return property(ctx.heap, *id, name, args),
            _ => {}
        }
        if let Some(result) = small(ctx, receiver, name, args)? {
            return Ok(Flow::Done(result));
        }
    }
    special(ctx, receiver, ty, name, args)
}

fn of_type(ctx: &mut Ctx<'_>, ty: Type, name: &str, args: Args<'_>) -> Res<Flow> {
    match (ty, name) {
        (Type::Dict | Type::DefaultDict | Type::OrderedDict | Type::Counter, "fromkeys") => {
            return dict::from_keys(ctx, args).map(Flow::Done);
        }
        (Type::Str, "maketrans") => return text::translation(ctx, args).map(Flow::Done),
        (Type::Int, "from_bytes") | (Type::Float, "fromhex") => {
            return Err(Fault::new(
                Exc::NotImplementedError,
                format!("{}.{name} is not supported here", ty.name()),
            ));
        }
        (_, "mro") => {
            return ctx
                .heap
                .list(class::mro(ctx.heap, &Value::Type(ty)))
                .map(Flow::Done);
        }
        (_, "__new__") => {
            let class = args.positional.first().unwrap_or(&Value::None);
            if let Value::Ref(id) = class {
                return class::instantiate(ctx.heap, *id, &args.positional[1..]).map(Flow::Done);
            }
            return Err(Fault::type_error(format!(
                "{}.__new__(X): X is not a type object",
                ty.name()
            )));
        }
        (_, "__init_subclass__") => return Ok(Flow::Done(Value::None)),
        _ => {}
    }
    let Some((this, rest)) = args.positional.split_first() else {
        return Err(Fault::type_error(format!(
            "unbound method {}.{name}() needs an argument",
            ty.name()
        )));
    };
    if !class::is_instance(ctx.heap, this, &Value::Type(ty))? {
        return Err(Fault::type_error(format!(
            "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
            ty.name(),
            type_name(ctx.heap, this)
        )));
    }
    let args = Args {
        positional: rest,
        keywords: args.keywords,
    };
    call(ctx, this, name, args)
}

fn property(heap: &mut Heap, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let [function] = args.exactly::<1>(name)?;
    let Object::Property(own) = heap.get(id) else {
        return Err(Fault::Python);
    };
    let mut changed: Property = own.clone();
    match name {
        "getter" => changed.get = function.clone(),
        "setter" => changed.set = function.clone(),
        _ => changed.delete = function.clone(),
    }
    heap.alloc(Object::Property(changed))
        .map(|id| Flow::Done(Value::Ref(id)))
}

/// Methods of numbers and slices.
fn small(ctx: &mut Ctx<'_>, receiver: &Value, name: &str, args: Args<'_>) -> Res<Option<Value>> {
    use crate::python::ops::number::Number;
    let number = Number::of(receiver);
    Ok(Some(match (name, number) {
        ("bit_length", Some(number)) => {
            Value::from(number.big().map_or(0, |big| big.bits() as usize))
        }
        ("bit_count", Some(number)) => Value::from(
            number
                .big()
                .map_or(0, |big| big.magnitude().count_ones() as usize),
        ),
        ("is_integer", Some(Number::Float(value))) => {
            Value::Bool(value.fract() == 0.0 && value.is_finite())
        }
        ("is_integer", Some(_)) => Value::Bool(true),
        ("conjugate", Some(_)) => receiver.clone(),
        ("as_integer_ratio", Some(Number::Int(value))) => {
            ops::pair(Value::Int(value), Value::Int(1))
        }
        ("as_integer_ratio", Some(Number::Float(value))) if value.is_finite() => {
            let (mut numerator, mut exponent) = crate::python::hash::split(value.abs());
            while numerator.fract() != 0.0 {
                numerator *= 2.0;
                exponent -= 1;
            }
            let whole =
                num_bigint::BigInt::from(numerator as i64) * if value < 0.0 { -1 } else { 1 };
            let one = num_bigint::BigInt::from(1);
            if exponent >= 0 {
                ops::pair(Value::int(whole << exponent), Value::Int(1))
            } else {
                ops::pair(Value::int(whole), Value::int(one << -exponent))
            }
        }
        ("indices", _) => {
            let (Value::Slice(slice), [len]) = (receiver, args.exactly::<1>(name)?) else {
                return Ok(None);
            };
            let len = crate::python::natives::args::int(ctx.heap, len)?;
            let (start, stop, step) =
                ops::item::indices(ctx.heap, slice, usize::try_from(len).unwrap_or(0))?;
            Value::tuple(vec![Value::Int(start), Value::Int(stop), Value::Int(step)])
        }
        _ => return Ok(None),
    }))
}

/// Methods that operators and built-in functions stand for, and what every object has.
fn special(ctx: &mut Ctx<'_>, receiver: &Value, ty: Type, name: &str, args: Args<'_>) -> Res<Flow> {
    use crate::python::code::{BinaryOp, CompareOp};
    let done = |value: Value| Ok(Flow::Done(value));
    let text = |text: String| Ok(Flow::Done(Value::from(text)));
    match (name, args.positional) {
        ("__init__", values) => {
            if let (Type::Exc(_), Value::Ref(id)) = (ty, receiver) {
                if let Object::Exception(exception) = ctx.heap.get_mut(*id) {
                    exception.args = crate::python::value::Tuple::new(values.to_vec());
                }
            } else if !values.is_empty() {
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
        ("__delattr__", [Value::Str(attribute)]) => {
            class::delete_attr(ctx.heap, receiver, attribute)
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
        ("__subclasses__", []) => ctx.heap.list(Vec::new()).map(Flow::Done),
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
