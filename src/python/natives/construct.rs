//! Calls of built-in types: making values of them.

mod dict;
mod number;

use crate::python::class;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Deque, Exception, Heap, Object, Partial, Property};
use crate::python::iterate;
use crate::python::methods;
use crate::python::natives::args::int;
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::number::Number;
use crate::python::ops::sequence::make_set;
use crate::python::ops::{self, type_name, type_of};
use crate::python::set::Set;
use crate::python::value::{Range, Slice, Str, Type, Value};
use dict::make_dict;
use number::{parse_float, parse_int, to_int};

/// Calls a built-in type: makes a value of it.
///
/// # Errors
/// What the type raises.
pub fn construct(ty: Type, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    match flow(ty, ctx, args) {
        Err(Fault::Python) => {
            let iterates = matches!(
                ty,
                Type::List
                    | Type::Tuple
                    | Type::Set
                    | Type::FrozenSet
                    | Type::OrderedDict
                    | Type::Counter
                    | Type::DefaultDict
                    | Type::Deque
                    | Type::Bytes
            );
            if iterates && let Some(flow) = methods::collected(ctx.heap, &Value::Type(ty), args) {
                return Ok(flow);
            }
            let name = match ty {
                Type::Int => "_int",
                Type::Float => "_float",
                Type::Bool => "_truth",
                Type::Enumerate => "_enumerate",
                Type::Zip => "_zip",
                Type::Reversed => "_reversed",
                Type::Range => "_range",
                Type::Dict => "_dict",
                Type::Set => "_keyed_set",
                Type::FrozenSet => "_keyed_frozenset",
                Type::Counter => "_keyed_counter",
                _ => {
                    return Err(Fault::type_error(format!(
                        "{}() cannot take such an object here",
                        ty.name()
                    )));
                }
            };
            Ok(Flow::Prelude {
                name,
                args: args.positional.to_vec(),
                keywords: args.keywords.to_vec(),
            })
        }
        other => other,
    }
}

fn flow(ty: Type, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    match ty {
        Type::Str => {
            let [value, encoding, errors] =
                args.named("str", ["object", "encoding", "errors"], 0)?;
            return match (value, encoding.or(errors)) {
                (None, _) => Ok(Flow::Done(Value::from(""))),
                (Some(bytes @ Value::Bytes(_)), Some(_)) => {
                    methods::call(ctx, bytes, "decode", Args::default())
                }
                (Some(value), _) => format::flow(heap, How::Str, std::slice::from_ref(value), &[]),
            };
        }
        Type::Type => {
            return match args.positional {
                [value] => Ok(Flow::Done(type_of(heap, value))),
                [Value::Str(name), Value::Tuple(bases), Value::Ref(dict)] => {
                    let attrs = match heap.get(*dict) {
                        Object::Dict(object) => object.dict.clone(),
                        _ => {
                            return Err(Fault::type_error(
                                "type.__new__() argument 3 must be dict",
                            ));
                        }
                    };
                    let bases = bases.to_vec();
                    let module = "__main__".into();
                    let id = class::make(heap, name.clone(), name.clone(), module, bases, attrs)?;
                    let class = Value::Ref(id);
                    let hook = class::hook(heap, &class, "__init_subclass__");
                    Ok(Flow::Prelude {
                        name: "_type_made",
                        args: vec![class, hook.unwrap_or_default()],
                        keywords: args.keywords.to_vec(),
                    })
                }
                _ => Err(Fault::type_error("type() takes 1 or 3 arguments")),
            };
        }
        Type::Enumerate | Type::Zip | Type::Reversed if needs_frames(heap, args) => {
            return Err(Fault::Python);
        }
        _ => {}
    }
    value(ty, ctx, args).map(Flow::Done)
}

/// Whether an argument can only be iterated lazily by frames.
fn needs_frames(heap: &Heap, args: Args<'_>) -> bool {
    args.positional
        .iter()
        .any(|value| matches!(heap.object(value), Some(Object::Generator(_))))
}

fn value(ty: Type, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let heap = &mut *ctx.heap;
    let one = |args: Args<'_>| -> Res<Option<Value>> {
        Ok(args.between(ty.name(), 0, 1)?.first().cloned())
    };
    Ok(match ty {
        Type::Object => {
            if !args.positional.is_empty() || !args.keywords.is_empty() {
                return Err(Fault::type_error("object() takes no arguments"));
            }
            return heap.alloc(Object::Bare).map(Value::Ref);
        }
        Type::None => Value::None,
        Type::Bool => Value::Bool(one(args)?.map_or(Ok(false), |value| ops::truth(heap, &value))?),
        Type::Int => {
            let [value, base] = args.named("int", ["x", "base"], 0)?;
            match (value, base) {
                (None, None) => Value::Int(0),
                (None, Some(_)) => return Err(Fault::type_error("int() missing string argument")),
                (Some(Value::Str(text)), base) => {
                    let base = base.map_or(Ok(10), |base| int(heap, base))?;
                    parse_int(heap, text, base, &Value::Str(text.clone()))?
                }
                (Some(_), Some(_)) => {
                    return Err(Fault::type_error(
                        "int() can't convert non-string with explicit base",
                    ));
                }
                (Some(value), None) => to_int(heap, value)?,
            }
        }
        Type::Float => match one(args)? {
            None => Value::Float(0.0),
            Some(text @ (Value::Str(_) | Value::Bytes(_))) => parse_float(heap, &text)?,
            Some(value) => match Number::of(&value) {
                Some(number) => Value::Float(number.float()?),
                None if class::has_special(heap, &value, "__float__") => return Err(Fault::Python),
                None => {
                    return Err(Fault::type_error(format!(
                        "float() argument must be a string or a real number, not '{}'",
                        type_name(heap, &value)
                    )));
                }
            },
        },
        Type::List => {
            let items = one(args)?.map_or(Ok(Vec::new()), |value| iterate::items(heap, &value))?;
            return heap.list(items);
        }
        Type::Tuple => match one(args)? {
            None => Value::tuple(Vec::new()),
            Some(Value::Tuple(items)) => Value::Tuple(items),
            Some(value) => {
                let items = iterate::items(heap, &value)?;
                heap.charge(items.len() * size_of::<Value>())?;
                Value::tuple(items)
            }
        },
        Type::Set | Type::FrozenSet => {
            let source = one(args)?;
            let mut set = Set::new();
            if let Some(Object::Set(other)) = source.as_ref().and_then(|source| heap.object(source))
            {
                set.merge(other);
            } else {
                let items = source.map_or(Ok(Vec::new()), |value| iterate::items(heap, &value))?;
                set = make_set(heap, items)?;
            }
            set.frozen = ty == Type::FrozenSet;
            return heap.set(set);
        }
        Type::Dict | Type::OrderedDict | Type::Counter | Type::DefaultDict => {
            return make_dict(heap, ty, args);
        }
        Type::Deque => {
            let [items, most] = args.named("deque", ["iterable", "maxlen"], 0)?;
            let maxlen = match most {
                None | Some(Value::None) => None,
                Some(most) => Some(
                    usize::try_from(int(heap, most)?)
                        .map_err(|_| Fault::value_error("maxlen must be non-negative"))?,
                ),
            };
            let mut deque = Deque {
                maxlen,
                ..Deque::default()
            };
            for item in items.map_or(Ok(Vec::new()), |items| iterate::items(heap, items))? {
                deque.push(item);
            }
            return heap.alloc(Object::Deque(deque)).map(Value::Ref);
        }
        Type::Bytes => {
            let [source, encoding, errors] =
                args.named("bytes", ["source", "encoding", "errors"], 0)?;
            match source {
                None => Value::Bytes([].into()),
                Some(Value::Str(text)) if encoding.or(errors).is_some() => {
                    methods::encode(text, encoding, errors)?
                }
                Some(Value::Str(_)) => {
                    return Err(Fault::type_error("string argument without an encoding"));
                }
                Some(Value::Bytes(bytes)) => Value::Bytes(bytes.clone()),
                Some(Value::Big(_)) => {
                    return Err(Fault::new(
                        Exc::OverflowError,
                        "cannot fit 'int' into an index-sized integer",
                    ));
                }
                Some(count @ (Value::Int(_) | Value::Bool(_))) => {
                    let len = usize::try_from(int(heap, count)?)
                        .map_err(|_| Fault::value_error("negative count"))?;
                    heap.charge(len)?;
                    Value::Bytes(vec![0; len].into())
                }
                Some(value @ (Value::None | Value::Float(_))) => {
                    return Err(Fault::type_error(format!(
                        "cannot convert '{}' object to bytes",
                        type_name(heap, value)
                    )));
                }
                Some(value) => {
                    let mut bytes = Vec::new();
                    for item in iterate::items(heap, value)? {
                        let byte = u8::try_from(int(heap, &item)?);
                        bytes.push(
                            byte.map_err(|_| Fault::value_error("bytes must be in range(0, 256)"))?,
                        );
                    }
                    Value::Bytes(bytes.into())
                }
            }
        }
        Type::Range => {
            let given = args.between("range", 1, 3)?;
            let mut parts = Vec::new();
            if given.iter().any(|part| matches!(part, Value::Big(_))) {
                return Err(Fault::Python);
            }
            for part in given {
                parts.push(int(heap, part)?);
            }
            let (start, stop, step) = match parts[..] {
                [stop] => (0, stop, 1),
                [start, stop] => (start, stop, 1),
                [start, stop, step, ..] => (start, stop, step),
                [] => (0, 0, 1),
            };
            if step == 0 {
                return Err(Fault::value_error("range() arg 3 must not be zero"));
            }
            Value::Range(Range { start, stop, step }.into())
        }
        Type::Slice => {
            let given = args.between("slice", 1, 3)?;
            let plain = |value: &Value| value.is_none() || Number::of(value).is_some();
            if !given.iter().all(plain) {
                return Err(Fault::type_error(
                    "slice indices must be integers or None or have an __index__ method",
                ));
            }
            let (start, stop, step) = match given {
                [stop] => (Value::None, stop.clone(), Value::None),
                [start, stop] => (start.clone(), stop.clone(), Value::None),
                [start, stop, step, ..] => (start.clone(), stop.clone(), step.clone()),
                [] => Default::default(),
            };
            Value::Slice(Slice { start, stop, step }.into())
        }
        Type::Enumerate => {
            let [iterable, start] = args.named("enumerate", ["iterable", "start"], 0)?;
            if iterable.is_none() {
                return Err(Fault::type_error(
                    "enumerate() missing required argument 'iterable'",
                ));
            }
            if matches!(start, Some(Value::Big(_))) {
                return Err(Fault::Python);
            }
            let start = start.map_or(Ok(0), |start| int(heap, start))?;
            return iterate::enumerate(heap, &iterable.cloned().unwrap_or_default(), start);
        }
        Type::Zip => {
            let strict = args
                .keyword("strict")
                .map_or(Ok(false), |strict| ops::truth(heap, strict))?;
            return iterate::zipped(heap, args.positional, strict);
        }
        Type::Reversed => {
            let [value] = args.positional else {
                return Err(Fault::type_error(format!(
                    "reversed expected 1 argument, got {}",
                    args.positional.len()
                )));
            };
            return iterate::reversed(heap, value);
        }
        Type::Property => {
            let parts = args.named("property", ["fget", "fset", "fdel", "doc"], 0)?;
            let given = parts[3].is_some_and(|doc| !doc.is_none());
            let [get, set, delete, mut doc] = parts.map(|part| part.cloned().unwrap_or_default());
            if !given && let Some(Object::Function(function)) = heap.object(&get) {
                doc = function.code.doc.clone().map_or(Value::None, Value::Str);
            }
            let property = Property {
                get,
                set,
                delete,
                doc,
            };
            return heap.alloc(Object::Property(property)).map(Value::Ref);
        }
        Type::ClassMethod => {
            let [function] = args.exactly::<1>("classmethod")?;
            return heap
                .alloc(Object::ClassMethod(function.clone()))
                .map(Value::Ref);
        }
        Type::StaticMethod => {
            let [function] = args.exactly::<1>("staticmethod")?;
            return heap
                .alloc(Object::StaticMethod(function.clone()))
                .map(Value::Ref);
        }
        Type::Partial => {
            let Some((function, rest)) = args.positional.split_first() else {
                return Err(Fault::type_error(
                    "type 'partial' takes at least one argument",
                ));
            };
            let mut partial = Partial {
                function: function.clone(),
                args: rest.to_vec(),
                keywords: args.keywords.to_vec(),
            };
            if let Some(Object::Partial(inner)) = heap.object(function) {
                partial.function = inner.function.clone();
                partial.args = inner.args.iter().chain(rest).cloned().collect();
                let kept = inner
                    .keywords
                    .iter()
                    .filter(|(name, _)| args.keyword(name).is_none());
                partial.keywords = kept.chain(args.keywords).cloned().collect();
            }
            return heap.alloc(Object::Partial(partial)).map(Value::Ref);
        }
        Type::Exc(exc) => {
            let natural = natural_keywords(exc, args.keywords)?;
            let exc = match (exc, args.positional) {
                (Exc::OSError, [Value::Int(number), _, ..]) => os_error(*number),
                _ => exc,
            };
            let mut exception =
                Exception::new(Value::Type(Type::Exc(exc)), args.positional.to_vec());
            exception.natural = natural;
            exception.settle(exc);
            return heap
                .alloc(Object::Exception(exception.into()))
                .map(Value::Ref);
        }
        _ => {
            return Err(Fault::type_error(format!(
                "cannot create '{}' instances",
                ty.name()
            )));
        }
    })
}

/// What exceptions of a type take by keyword.
///
/// # Errors
/// `TypeError` for what they don't.
pub fn natural_keywords(exc: Exc, keywords: &[(Str, Value)]) -> Res<Dict> {
    let known: &[&str] = if exc.is_a(Exc::ImportError) {
        &["name", "path", "name_from"]
    } else if exc.is_a(Exc::AttributeError) {
        &["name", "obj"]
    } else if exc.is_a(Exc::NameError) {
        &["name"]
    } else {
        &[]
    };
    let mut natural = Dict::new();
    for (name, value) in keywords {
        if known.is_empty() {
            return Err(Fault::type_error(format!(
                "{}() takes no keyword arguments",
                exc.name()
            )));
        }
        if !known.contains(&&**name) {
            return Err(Fault::type_error(format!(
                "{}() got an unexpected keyword argument '{name}'",
                exc.name()
            )));
        }
        natural.insert(Value::Str(name.clone()), value.clone());
    }
    Ok(natural)
}

fn os_error(number: i64) -> Exc {
    match number {
        2 => Exc::FileNotFoundError,
        17 => Exc::FileExistsError,
        20 => Exc::NotADirectoryError,
        21 => Exc::IsADirectoryError,
        13 | 1 => Exc::PermissionError,
        110 => Exc::TimeoutError,
        _ => Exc::OSError,
    }
}
