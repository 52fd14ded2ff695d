//! Built-in functions.

mod arithmetic;
mod extreme;
mod flows;
mod helpers;

use crate::python::class::{self, Found};
use crate::python::code::BinaryOp;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::hash::key_hash;
use crate::python::heap::{Heap, Object};
use crate::python::iterate::{self, Next};
use crate::python::methods;
use crate::python::natives::args::int;
use crate::python::natives::{Args, Ctx, Flow, Native};
use crate::python::ops::number::{self, Number};
use crate::python::ops::{self, hash_check, truth, type_name, type_of};
use crate::python::value::{Callee, Method, Value};
use arithmetic::{absolute, based, big, divmod, round_to, round_whole, sum};
use extreme::extreme;
use flows::{decides, getattr, print};

pub(super) use arithmetic::whole;

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    let done = |value: Value| Ok(Flow::Done(value));
    let name = native.name();
    match native {
        // One must not look at more of an iterator than it takes to know.
        Native::All | Native::Any if matches!(args.positional, [value] if matches!(heap.object(value), Some(Object::Iter(_) | Object::Generator(_)))) =>
        {
            return super::fallback(native, args);
        }
        Native::Print => return print(heap, args),
        Native::Len => {
            let [value] = args.exactly::<1>("len")?;
            return done(Value::from(ops::len(heap, value)?));
        }
        Native::Repr | Native::Ascii => {
            let values = args.exactly::<1>(name)?;
            let how = if native == Native::Repr {
                How::Repr
            } else {
                How::Ascii
            };
            return format::flow(heap, how, values, &[]);
        }
        Native::Format => {
            let given = args.between("format", 1, 2)?;
            let spec = given.get(1).cloned().unwrap_or_else(|| Value::from(""));
            return format::flow(heap, How::Spec, &[given[0].clone(), spec], &[]);
        }
        Native::Wanted | Native::WithTexts => {
            let (texts, rest) = match (native, args.positional) {
                (Native::WithTexts, [texts, rest @ ..]) => (Some(texts), rest),
                (_, rest) => (None, rest),
            };
            let Some((Value::Str(how), rest)) = rest.split_first() else {
                return Err(Fault::type_error("nothing to write"));
            };
            let how = How::named(how).ok_or_else(|| Fault::type_error("nothing to write"))?;
            return match texts {
                Some(texts) => format::with_texts(heap, texts, how, rest, args.keywords),
                None => format::wanted(heap, how, rest, args.keywords),
            }
            .map(Flow::Done);
        }
        Native::Iter => {
            let given = args.between("iter", 1, 2)?;
            if given.len() == 2 {
                return Ok(Flow::Prelude {
                    name: "_iter_until",
                    args: given.to_vec(),
                    keywords: Vec::new(),
                });
            }
            return iterate::iter(heap, &given[0]);
        }
        Native::Next => {
            let given = args.between("next", 1, 2)?;
            return match (iterate::next(heap, &given[0])?, given.get(1)) {
                (Next::Item(item), _) => done(item),
                (Next::Done, Some(default)) => done(default.clone()),
                (Next::Done, None) => Err(Fault::with(Exc::StopIteration, Vec::new())),
                _ => Err(Fault::Python),
            };
        }
        Native::Getattr | Native::Hasattr
            if let [object, Value::Str(attribute), ..] = args.positional
                && &**attribute == "__dict__"
                && let Some(attrs) = heap.own_attributes(object) =>
        {
            if native == Native::Hasattr {
                return done(Value::Bool(true));
            }
            return heap.attributes_of(object, attrs).map(Flow::Done);
        }
        Native::Getattr => return getattr(heap, args),
        Native::Hasattr => {
            let [object, Value::Str(attribute)] = args.exactly::<2>("hasattr")? else {
                return Err(Fault::type_error("attribute name must be string"));
            };
            return match class::load(heap, object, attribute) {
                Ok(Found::Flow(_)) => Ok(Flow::Prelude {
                    name: "_hasattr",
                    args: args.positional.to_vec(),
                    keywords: Vec::new(),
                }),
                Ok(_) => done(Value::Bool(true)),
                Err(Fault::Error(error)) if error.exc == Exc::AttributeError => {
                    done(Value::Bool(false))
                }
                Err(fault) => Err(fault),
            };
        }
        Native::Setattr => {
            let [object, Value::Str(attribute), value] = args.exactly::<3>("setattr")? else {
                return Err(Fault::type_error("attribute name must be string"));
            };
            return class::set_attr(heap, object, attribute, value);
        }
        Native::Delattr => {
            let [object, Value::Str(attribute)] = args.exactly::<2>("delattr")? else {
                return Err(Fault::type_error("attribute name must be string"));
            };
            return class::delete_attr(heap, object, attribute);
        }
        Native::Sorted | Native::Min | Native::Max
            if args.keyword("key").is_some_and(|key| !key.is_none()) =>
        {
            return super::fallback(native, args);
        }
        _ => {}
    }
    value(native, ctx, args).map(Flow::Done)
}

/// What `dir` names.
pub fn names_of(heap: &Heap, value: &Value) -> Vec<String> {
    let mut names: Vec<String> = methods::names(class::attribute::builtin_type_of(heap, value))
        .map(str::to_owned)
        .collect();
    let mut add = |dict: &Dict| {
        names.extend(
            dict.keys()
                .filter_map(|key| key.as_str().map(str::to_owned)),
        );
    };
    if let Some(Object::Instance(instance)) = heap.object(value) {
        add(&instance.attrs);
    }
    let class = if class::is_class(heap, value) {
        value.clone()
    } else {
        type_of(heap, value)
    };
    for step in class::mro(heap, &class) {
        if let Some(class) = step.as_ref().and_then(|id| heap.class(id)) {
            add(&class.attrs);
        }
    }
    if let Value::Module(module) = value {
        names = module.names().into_iter().map(str::to_owned).collect();
    }
    names.sort();
    names.dedup();
    names
}

fn value(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let heap = &mut *ctx.heap;
    let name = native.name();
    Ok(match native {
        Native::Abs => absolute(heap, args)?,
        Native::All | Native::Any => {
            let [iterable] = args.exactly::<1>(name)?;
            let items = iterate::items(heap, iterable)?;
            let wanted = native == Native::Any;
            for item in &items {
                if truth(heap, item)? == wanted {
                    return Ok(Value::Bool(wanted));
                }
            }
            Value::Bool(!wanted)
        }
        Native::Bin => based(heap, &args.exactly::<1>(name)?[0], 2, "0b")?,
        Native::Oct => based(heap, &args.exactly::<1>(name)?[0], 8, "0o")?,
        Native::Hex => based(heap, &args.exactly::<1>(name)?[0], 16, "0x")?,
        Native::Callable => {
            let [value] = args.exactly::<1>(name)?;
            Value::Bool(match value {
                Value::Native(_) | Value::Type(_) | Value::Method(_) => true,
                _ => match heap.object(value) {
                    Some(
                        Object::Function(_)
                        | Object::Class(_)
                        | Object::Partial(_)
                        | Object::StaticMethod(_),
                    ) => true,
                    _ => class::has_special(heap, value, "__call__"),
                },
            })
        }
        Native::Chr => {
            let [code] = args.exactly::<1>(name)?;
            if let Value::Big(_) = code {
                return Err(Fault::new(
                    Exc::OverflowError,
                    "Python int too large to convert to C int",
                ));
            }
            let code = u32::try_from(int(heap, code)?)
                .ok()
                .filter(|code| *code < 0x11_0000);
            let code =
                code.ok_or_else(|| Fault::value_error("chr() arg not in range(0x110000)"))?;
            let c = char::from_u32(code)
                .ok_or_else(|| Fault::value_error("chr() of a surrogate is not supported here"))?;
            ops::char_value(c)
        }
        Native::Ord => {
            let [text] = args.exactly::<1>(name)?;
            let wrong = |len: usize| {
                Fault::type_error(format!(
                    "ord() expected a character, but string of length {len} found"
                ))
            };
            match text {
                Value::Str(text) => {
                    let mut chars = text.chars();
                    match (chars.next(), chars.next()) {
                        (Some(c), None) => Value::Int(i64::from(c as u32)),
                        _ => return Err(wrong(ops::char_count(text))),
                    }
                }
                Value::Bytes(bytes) if bytes.len() == 1 => Value::Int(i64::from(bytes[0])),
                Value::Bytes(bytes) => return Err(wrong(bytes.len())),
                other => {
                    return Err(Fault::type_error(format!(
                        "ord() expected string of length 1, but {} found",
                        type_name(heap, other)
                    )));
                }
            }
        }
        Native::Dir => {
            let given = args.between(name, 0, 1)?;
            let Some(value) = given.first() else {
                return Err(Fault::Python);
            };
            if let Some(Object::Module(_)) = heap.object(value) {
                return Err(Fault::Python);
            }
            let names = names_of(heap, value);
            return heap.list(names.into_iter().map(Value::from).collect());
        }
        Native::Divmod => divmod(heap, args)?,
        Native::Hash => {
            let [value] = args.exactly::<1>(name)?;
            if class::has_special(heap, value, "__hash__") {
                return Err(Fault::Python);
            }
            if let Some(hash) = ops::keyed::frozen_hash(heap, value) {
                Value::Int(hash)
            } else {
                hash_check(heap, value)?;
                Value::Int(key_hash(value) as i64)
            }
        }
        Native::Id => {
            let [value] = args.exactly::<1>(name)?;
            Value::Int(match value {
                Value::Ref(id) => 0x7f40_0000_0000 + i64::from(id.0) * 48,
                Value::Tuple(items) => items.address() as i64 & 0x7fff_ffff_ffff,
                other => 0x7f20_0000_0000 + (key_hash(other) as i64 & 0xff_ffff) * 16,
            })
        }
        Native::Isinstance => {
            let [value, class] = args.exactly::<2>(name)?;
            if decides(heap, class, "__instancecheck__") {
                return Err(Fault::Python);
            }
            Value::Bool(class::is_instance(heap, value, class)?)
        }
        Native::Issubclass => {
            let [class, base] = args.exactly::<2>("issubclass")?;
            if decides(heap, base, "__subclasscheck__") {
                return Err(Fault::Python);
            }
            if !class::is_class(heap, class) {
                return Err(Fault::type_error("issubclass() arg 1 must be a class"));
            }
            let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
            Value::Bool(class::is_derived(heap, class, base, message)?)
        }
        Native::Max | Native::Min => extreme(heap, native, args)?,
        Native::Pow => match args.positional {
            [a, b] => {
                if Number::of(a).is_none() || Number::of(b).is_none() {
                    return Err(Fault::Python);
                }
                return ops::binary_value(heap, BinaryOp::Pow, a, b);
            }
            [a, b, m] => number::power_mod(&big(heap, a)?, &big(heap, b)?, &big(heap, m)?)?,
            _ => {
                return Err(Fault::type_error(
                    "pow() missing required argument 'exp' (pos 2)",
                ));
            }
        },
        Native::Round => {
            let [value, digits] = args.named(name, ["number", "ndigits"], 1)?;
            let value = value.cloned().unwrap_or_default();
            match digits.filter(|digits| !digits.is_none()) {
                None => round_whole(heap, &value)?,
                Some(digits) => {
                    let digits = int(heap, digits)?;
                    round_to(heap, &value, digits)?
                }
            }
        }
        Native::Sorted => {
            for (keyword, _) in args.keywords {
                if !matches!(&**keyword, "key" | "reverse") {
                    return Err(Fault::type_error(format!(
                        "sort() got an unexpected keyword argument '{keyword}'"
                    )));
                }
            }
            let reverse = args.keyword("reverse");
            let [iterable] = args.positional else {
                return Err(Fault::type_error(format!(
                    "sorted expected 1 argument, got {}",
                    args.positional.len()
                )));
            };
            let items = iterate::items(heap, iterable)?;
            let reverse = reverse.map_or(Ok(false), |reverse| truth(heap, reverse))?;
            match methods::sorted(heap, items.clone(), reverse) {
                Ok(sorted) => return heap.list(sorted),
                Err(Fault::Python) if matches!(heap.object(iterable), Some(Object::Iter(_))) => {
                    // The iterator is used up: nothing that comes later may ask it again.
                    return Err(Fault::type_error(
                        "sorted() cannot order these objects from an iterator: make a list of them first",
                    ));
                }
                Err(fault) => return Err(fault),
            }
        }
        Native::Sum => sum(heap, args)?,
        Native::Vars => {
            let [object] = args.exactly::<1>(name)?;
            let attrs = match heap.object(object) {
                Some(Object::Instance(instance))
                    if heap
                        .class(instance.class)
                        .is_none_or(|class| class.slots.is_none()) =>
                {
                    instance.attrs.clone()
                }
                Some(Object::Class(class)) => class.attrs.clone(),
                Some(Object::Exception(exception)) => exception.attrs.clone(),
                Some(Object::Function(function)) => function.attrs.clone(),
                _ => {
                    return Err(Fault::type_error(
                        "vars() argument must have __dict__ attribute",
                    ));
                }
            };
            return heap.attributes_of(object, attrs);
        }
        Native::Special => {
            let [object, Value::Str(method)] = args.exactly::<2>(name)? else {
                return Ok(Value::None);
            };
            match class::special(heap, object, method) {
                Some(Value::Ref(id)) if matches!(heap.get(*id), Object::Function(_)) => {
                    let (receiver, callee) = (object.clone(), Callee::Function(*id));
                    Value::Method(Method { receiver, callee }.into())
                }
                Some(other) => other.clone(),
                None => Value::None,
            }
        }
        Native::Rivals => match args.positional {
            [container, key, Value::Int(hash)] => {
                let rivals = ops::keyed::rivals(heap, container, key, *hash);
                heap.list(rivals)?
            }
            _ => return Err(Fault::Python),
        },
        Native::Raw => match args.positional {
            [Value::Str(what), container, key, rest @ ..] => {
                ops::keyed::raw(heap, what, container, key, rest)?
            }
            _ => return Err(Fault::Python),
        },
        Native::Helped => helpers::helped(heap, args.positional)?,
        Native::Shallow => {
            let [object] = args.exactly::<1>(name)?;
            match object {
                Value::Ref(id) => match heap.get(*id) {
                    Object::Function(_)
                    | Object::Class(_)
                    | Object::Generator(_)
                    | Object::Module(_)
                    | Object::Bare => object.clone(),
                    other => {
                        let mut copy = other.clone();
                        if let Object::Dict(object) = &mut copy {
                            object.flavour = object.flavour.copied();
                        }
                        return heap.alloc(copy).map(Value::Ref);
                    }
                },
                _ => object.clone(),
            }
        }
        _ => return Err(Fault::Python),
    })
}
