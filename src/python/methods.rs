//! Methods of built-in types. Methods of generators and of synchronisation objects are the world's.

use crate::python::class;
use crate::python::class::attribute::builtin_type_of;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object, Property};
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::{self, type_name};
use crate::python::value::{Callee, HeapId, Type, Value};
use names::is_own;
use special::special;

pub(crate) mod dict;
mod list;
mod names;
mod operators;
mod set;
mod special;
mod text;

pub(crate) use list::sorted;
pub use names::{has, names};
pub(crate) use text::encode;

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
    if let (Value::Method(method), "fromkeys") = (method, name)
        && let [keys, ..] = args.positional
        && matches!(
            heap.object(keys),
            Some(Object::List(_) | Object::Set(_) | Object::Dict(_))
        ) | matches!(keys, Value::Tuple(_))
    {
        return Ok(Flow::Prelude {
            name: "_keyed_dict_method",
            args: [method.receiver.clone(), Value::from(name)]
                .into_iter()
                .chain(args.positional.iter().cloned())
                .collect(),
            keywords: Vec::new(),
        });
    }
    if TAKE_ITERABLES.contains(&name)
        && let Some(flow) = collected(heap, method, args)
    {
        return Ok(flow);
    }
    if let Value::Method(method) = method
        && matches!(
            heap.object(&method.receiver),
            Some(Object::Dict(_) | Object::Set(_))
        )
        && !matches!(name, "format" | "__str__" | "__repr__")
    {
        return Ok(Flow::Prelude {
            name: "_keyed_method",
            args: [method.receiver.clone(), Value::from(name)]
                .into_iter()
                .chain(args.positional.iter().cloned())
                .collect(),
            keywords: args.keywords.to_vec(),
        });
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
            Some(Object::Instance(_) | Object::Class(_)) => {
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
    if is_own(ty, name) {
        let given = args.positional.len() + args.keywords.len();
        if given > 0 && takes_nothing(ty, name) {
            return Err(Fault::type_error(format!(
                "{}.{name}() takes no arguments ({given} given)",
                ty.name()
            )));
        }
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

/// Whether a method of a built-in type takes no arguments.
fn takes_nothing(ty: Type, name: &str) -> bool {
    match ty {
        Type::Str => matches!(
            name,
            "capitalize"
                | "casefold"
                | "isalnum"
                | "isalpha"
                | "isascii"
                | "isdecimal"
                | "isdigit"
                | "isidentifier"
                | "islower"
                | "isnumeric"
                | "isprintable"
                | "isspace"
                | "istitle"
                | "isupper"
                | "lower"
                | "swapcase"
                | "title"
                | "upper"
        ),
        Type::List | Type::Deque => matches!(name, "clear" | "copy" | "reverse" | "popleft"),
        Type::Dict | Type::DefaultDict => {
            matches!(
                name,
                "clear" | "copy" | "items" | "keys" | "popitem" | "values"
            )
        }
        Type::Set | Type::FrozenSet => matches!(name, "clear" | "copy" | "pop"),
        Type::Int | Type::Float => matches!(
            name,
            "bit_length" | "bit_count" | "conjugate" | "as_integer_ratio" | "is_integer"
        ),
        _ => false,
    }
}

/// `int.from_bytes(bytes, byteorder="big", *, signed=False)`
fn from_bytes(args: Args<'_>) -> Res {
    use num_bigint::{BigInt, Sign};
    let bytes = args.positional.first().or_else(|| args.keyword("bytes"));
    let order = args.positional.get(1).or_else(|| args.keyword("byteorder"));
    let Some(Value::Bytes(bytes)) = bytes else {
        return Err(Fault::type_error("cannot convert such an object to bytes"));
    };
    let signed = args.keyword("signed") == Some(&Value::Bool(true));
    Ok(Value::int(match (order.and_then(Value::as_str), signed) {
        (None | Some("big"), false) => BigInt::from_bytes_be(Sign::Plus, bytes),
        (None | Some("big"), true) => BigInt::from_signed_bytes_be(bytes),
        (Some("little"), false) => BigInt::from_bytes_le(Sign::Plus, bytes),
        (Some("little"), true) => BigInt::from_signed_bytes_le(bytes),
        _ => {
            return Err(Fault::value_error(
                "byteorder must be either 'little' or 'big'",
            ));
        }
    }))
}

fn of_type(ctx: &mut Ctx<'_>, ty: Type, name: &str, args: Args<'_>) -> Res<Flow> {
    match (ty, name) {
        (Type::Dict | Type::DefaultDict | Type::OrderedDict | Type::Counter, "fromkeys") => {
            return dict::from_keys(ctx, args).map(Flow::Done);
        }
        (Type::Str, "maketrans") => return text::translation(ctx, args).map(Flow::Done),
        (Type::Int, "from_bytes") => return from_bytes(args).map(Flow::Done),
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
    let keywords = args.keywords;
    let args = Args {
        positional: rest,
        keywords,
    };
    if name == "__init__" && class::derived_by(ty, false).is_some() {
        if matches!(
            ty,
            Type::Int | Type::Float | Type::Str | Type::Tuple | Type::FrozenSet
        ) {
            return Ok(Flow::Done(Value::None));
        }
        let args = [this.clone(), Value::Type(ty)];
        return Ok(Flow::Prelude {
            name: "_base_init",
            args: args.into_iter().chain(rest.iter().cloned()).collect(),
            keywords: keywords.to_vec(),
        });
    }
    let kept = match ty {
        Type::Object => None,
        _ => class::kept(ctx.heap, this).cloned(),
    };
    call(ctx, kept.as_ref().unwrap_or(this), name, args)
}

fn without(heap: &Heap, args: Args<'_>, what: &str) -> Fault {
    let object = args.positional.first().cloned().unwrap_or_default();
    Fault::new(
        Exc::AttributeError,
        format!(
            "property of '{}' object has no {what}",
            type_name(heap, &object)
        ),
    )
}

fn property(heap: &mut Heap, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let Object::Property(own) = heap.get(id) else {
        return Err(Fault::Python);
    };
    let mut changed: Property = own.clone();
    let call = |callee: Value, args: Vec<Value>| {
        Ok(Flow::Call {
            callee,
            args,
            keywords: Vec::new(),
        })
    };
    match (name, args.positional) {
        ("__get__", [Value::None] | [Value::None, _]) => return Ok(Flow::Done(Value::Ref(id))),
        ("__get__", [object] | [object, _]) if !changed.get.is_none() => {
            return call(changed.get, vec![object.clone()]);
        }
        ("__set__", [object, value]) if !changed.set.is_none() => {
            return call(changed.set, vec![object.clone(), value.clone()]);
        }
        ("__delete__", [object]) if !changed.delete.is_none() => {
            return call(changed.delete, vec![object.clone()]);
        }
        ("__get__", [_] | [_, _]) => return Err(without(heap, args, "getter")),
        ("__set__", [_, _]) => return Err(without(heap, args, "setter")),
        ("__delete__", [_]) => return Err(without(heap, args, "deleter")),
        _ => {}
    }
    let [function] = args.exactly::<1>(name)?;
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
