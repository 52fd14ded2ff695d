//! Methods of str; those of bytes are beside them.

mod bytes;
mod parts;
mod table;

use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{self, How};
use crate::python::heap::{Flavour, Heap, Object};
use crate::python::iterate;
use crate::python::natives::args::{int, text};
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::{char_count, truth, type_name};
use crate::python::value::{Str, Value};
use parts::{is_beyond, is_space, lines, slice, split};

pub(super) use bytes::bytes;
pub(crate) use bytes::encode;
pub(super) use table::translation;

pub(super) const NAMES: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "count",
    "encode",
    "endswith",
    "expandtabs",
    "find",
    "format",
    "format_map",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "maketrans",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];

pub(super) fn call(ctx: &mut Ctx<'_>, own: &Str, name: &str, args: Args<'_>) -> Res<Flow> {
    if name.starts_with("__") {
        let ty = crate::python::value::Type::Str;
        return super::special(ctx, &Value::Str(own.clone()), ty, name, args);
    }
    let heap = &mut *ctx.heap;
    let make = |heap: &mut Heap, text: String| heap.str(text).map(Flow::Done);
    let yes = |answer: bool| Ok(Flow::Done(Value::Bool(answer)));
    match name {
        "format" => {
            let all: Vec<Value> = std::iter::once(Value::Str(own.clone()))
                .chain(args.positional.iter().cloned())
                .collect();
            format::flow(heap, How::Braces, &all, args.keywords)
        }
        "format_map" => {
            let [mapping] = args.exactly::<1>("str.format_map")?;
            let Some(Object::Dict(object)) = heap.object(mapping) else {
                return Ok(Flow::Prelude {
                    name: "_format_map",
                    args: vec![Value::Str(own.clone()), mapping.clone()],
                    keywords: Vec::new(),
                });
            };
            if matches!(object.flavour, Flavour::Default(_) | Flavour::Counter) {
                return Ok(Flow::Prelude {
                    name: "_format_map",
                    args: vec![Value::Str(own.clone()), mapping.clone()],
                    keywords: Vec::new(),
                });
            }
            let keywords: Vec<(Str, Value)> = object
                .dict
                .iter()
                .filter_map(|(key, value)| match key {
                    Value::Str(key) => Some((key.clone(), value.clone())),
                    _ => None,
                })
                .collect();
            format::flow(heap, How::Braces, &[Value::Str(own.clone())], &keywords)
        }
        "join" => {
            let [iterable] = args.exactly::<1>("str.join")?;
            let items = iterate::items(heap, iterable).map_err(|fault| match fault {
                Fault::Error(error) if error.exc == Exc::TypeError => {
                    Fault::type_error("can only join an iterable")
                }
                other => other,
            })?;
            let mut bytes = own.len().saturating_mul(items.len());
            for (at, item) in items.iter().enumerate() {
                let Value::Str(item) = item else {
                    return Err(Fault::type_error(format!(
                        "sequence item {at}: expected str instance, {} found",
                        type_name(heap, item)
                    )));
                };
                bytes = bytes.saturating_add(item.len());
            }
            heap.charge(bytes)?;
            let parts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Ok(Flow::Done(Value::from(parts.join(own))))
        }
        "upper" => make(heap, own.to_uppercase()),
        "lower" | "casefold" => make(heap, own.to_lowercase()),
        "capitalize" => {
            let mut chars = own.chars();
            let head: String = chars
                .next()
                .map(|c| c.to_uppercase().collect())
                .unwrap_or_default();
            make(heap, head + &chars.as_str().to_lowercase())
        }
        "title" => {
            let mut inside = false;
            let mut out = String::new();
            for c in own.chars() {
                if inside {
                    out.extend(c.to_lowercase());
                } else {
                    out.extend(c.to_uppercase());
                }
                inside = c.is_alphabetic();
            }
            make(heap, out)
        }
        "swapcase" => {
            let mut out = String::new();
            for c in own.chars() {
                if c.is_uppercase() {
                    out.extend(c.to_lowercase());
                } else {
                    out.extend(c.to_uppercase());
                }
            }
            make(heap, out)
        }
        "strip" | "lstrip" | "rstrip" => {
            let chars = match args.between(name, 0, 1)?.first() {
                None | Some(Value::None) => None,
                Some(Value::Str(chars)) => Some(chars.clone()),
                Some(_) => {
                    return Err(Fault::type_error(format!("{name} arg must be None or str")));
                }
            };
            let gone = |c: char| {
                chars
                    .as_ref()
                    .map_or_else(|| is_space(c), |chars| chars.contains(c))
            };
            let mut text: &str = own;
            if name != "rstrip" {
                text = text.trim_start_matches(gone);
            }
            if name != "lstrip" {
                text = text.trim_end_matches(gone);
            }
            make(heap, text.to_owned())
        }
        "split" | "rsplit" => {
            let [separator, most] = args.named(name, ["sep", "maxsplit"], 0)?;
            let most = most.map_or(Ok(-1), |most| int(heap, most))?;
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            let parts = split(heap, own, separator, most, name == "rsplit")?;
            heap.charge(own.len())?;
            heap.list(parts).map(Flow::Done)
        }
        "splitlines" => {
            let [keep] = args.named(name, ["keepends"], 0)?;
            let keep = keep.map_or(Ok(false), |keep| truth(heap, keep))?;
            let lines = lines(own, keep);
            heap.list(lines).map(Flow::Done)
        }
        "partition" | "rpartition" => {
            let [separator] = args.exactly::<1>(&format!("str.{name}"))?;
            let separator = text(heap, "separator", separator)?;
            if separator.is_empty() {
                return Err(Fault::value_error("empty separator"));
            }
            let found = if name == "partition" {
                own.find(&**separator)
            } else {
                own.rfind(&**separator)
            };
            let parts = match found {
                Some(at) => [&own[..at], separator, &own[at + separator.len()..]],
                None if name == "partition" => [&**own, "", ""],
                None => ["", "", &**own],
            };
            Ok(Flow::Done(Value::tuple(parts.map(Value::from).to_vec())))
        }
        "replace" => {
            let (old, new, most) = match args.positional {
                [old, new] => (
                    old,
                    new,
                    args.keyword("count")
                        .map_or(Ok(-1), |most| int(heap, most))?,
                ),
                [old, new, most] => (old, new, int(heap, most)?),
                other => {
                    return Err(Fault::type_error(format!(
                        "replace expected at least 2 arguments, got {}",
                        other.len()
                    )));
                }
            };
            let (old, new) = (
                text(heap, "replace() argument 1", old)?,
                text(heap, "replace() argument 2", new)?,
            );
            let count = own
                .matches(&**old)
                .count()
                .min(usize::try_from(most).unwrap_or(usize::MAX));
            heap.charge(new.len().saturating_mul(count))?;
            make(heap, own.replacen(&**old, new, count))
        }
        "startswith" | "endswith" => {
            let given = args.between(name, 1, 3)?;
            let part = slice(heap, own, given)?;
            let candidates = match &given[0] {
                Value::Tuple(items) => items.to_vec(),
                other => vec![other.clone()],
            };
            let beyond = is_beyond(heap, own, given)?;
            for candidate in &candidates {
                let Value::Str(affix) = candidate else {
                    return Err(Fault::type_error(format!(
                        "{name} first arg must be str or a tuple of str, not {}",
                        type_name(heap, candidate)
                    )));
                };
                let fits = if name == "startswith" {
                    part.starts_with(&**affix)
                } else {
                    part.ends_with(&**affix)
                };
                if fits && !beyond {
                    return yes(true);
                }
            }
            yes(false)
        }
        "find" | "rfind" | "index" | "rindex" | "count" => {
            let given = args.between(name, 1, 3)?;
            let wanted = match &given[0] {
                Value::Str(text) => text.clone(),
                other => {
                    return Err(Fault::type_error(format!(
                        "must be str, not {}",
                        type_name(heap, other)
                    )));
                }
            };
            let part = slice(heap, own, given)?;
            let beyond = is_beyond(heap, own, given)?;
            if name == "count" {
                let count = if beyond {
                    0
                } else if wanted.is_empty() {
                    char_count(part) + 1
                } else {
                    part.matches(&*wanted).count()
                };
                return Ok(Flow::Done(Value::from(count)));
            }
            let found = if beyond {
                None
            } else if name.starts_with('r') {
                part.rfind(&*wanted)
            } else {
                part.find(&*wanted)
            };
            match found {
                Some(at) => {
                    let before = part.as_ptr() as usize - own.as_ptr() as usize + at;
                    Ok(Flow::Done(Value::from(char_count(&own[..before]))))
                }
                None if name.ends_with("find") => Ok(Flow::Done(Value::Int(-1))),
                None => Err(Fault::value_error("substring not found")),
            }
        }
        "center" | "ljust" | "rjust" | "zfill" => {
            let given = args.between(name, 1, if name == "zfill" { 1 } else { 2 })?;
            let width = usize::try_from(int(heap, &given[0])?).unwrap_or(0);
            let fill = match given.get(1) {
                None => ' ',
                Some(Value::Str(fill)) if fill.chars().count() == 1 => {
                    fill.chars().next().unwrap_or(' ')
                }
                Some(Value::Str(_)) => {
                    return Err(Fault::type_error(
                        "The fill character must be exactly one character long",
                    ));
                }
                Some(other) => {
                    return Err(Fault::type_error(format!(
                        "The fill character must be a unicode character, not {}",
                        type_name(heap, other)
                    )));
                }
            };
            heap.charge(width)?;
            let len = char_count(own);
            let room = width.saturating_sub(len);
            let pad = |count: usize| std::iter::repeat_n(fill, count).collect::<String>();
            let result = match name {
                "ljust" => format!("{own}{}", pad(room)),
                "rjust" => format!("{}{own}", pad(room)),
                "center" => {
                    let left = room / 2 + (room & width & 1);
                    format!("{}{own}{}", pad(left), pad(room - left))
                }
                _ => {
                    let (sign, rest) = match own.strip_prefix(['+', '-']) {
                        Some(rest) => own.split_at(own.len() - rest.len()),
                        None => ("", &**own),
                    };
                    format!("{sign}{}{rest}", "0".repeat(room))
                }
            };
            make(heap, result)
        }
        "removeprefix" | "removesuffix" => {
            let [affix] = args.exactly::<1>(&format!("str.{name}"))?;
            let affix = text(heap, &format!("{name}() argument"), affix)?;
            let rest = if name == "removeprefix" {
                own.strip_prefix(&**affix)
            } else {
                own.strip_suffix(&**affix)
            };
            Ok(Flow::Done(
                rest.map_or_else(|| Value::Str(own.clone()), Value::from),
            ))
        }
        "expandtabs" => {
            let [size] = args.named(name, ["tabsize"], 0)?;
            let size = size.map_or(Ok(8), |size| int(heap, size))?.clamp(0, 1000) as usize;
            let mut out = String::new();
            let mut column = 0;
            for c in own.chars() {
                match c {
                    '\t' => {
                        let room = if size == 0 { 0 } else { size - column % size };
                        out.extend(std::iter::repeat_n(' ', room));
                        column += room;
                    }
                    '\n' | '\r' => {
                        out.push(c);
                        column = 0;
                    }
                    _ => {
                        out.push(c);
                        column += 1;
                    }
                }
            }
            make(heap, out)
        }
        "translate" => table::translate(heap, own, args),
        "maketrans" => translation(ctx, args).map(Flow::Done),
        "encode" => {
            let [encoding, errors] = args.named(name, ["encoding", "errors"], 0)?;
            encode(own, encoding, errors).map(Flow::Done)
        }
        "isdigit" => yes(all(own, |c| {
            c.is_numeric() && (c.is_ascii_digit() || "²³¹".contains(c))
        })),
        "isdecimal" => yes(all(own, |c| c.is_ascii_digit())),
        "isnumeric" => yes(all(own, char::is_numeric)),
        "isalpha" => yes(all(own, char::is_alphabetic)),
        "isalnum" => yes(all(own, char::is_alphanumeric)),
        "isspace" => yes(all(own, is_space)),
        "isascii" => yes(own.is_ascii()),
        "isupper" => {
            yes(own.chars().any(char::is_uppercase) && !own.chars().any(char::is_lowercase))
        }
        "islower" => {
            yes(own.chars().any(char::is_lowercase) && !own.chars().any(char::is_uppercase))
        }
        "isprintable" => yes(!own.chars().any(char::is_control)),
        "isidentifier" => yes(own
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '_')
            && own.chars().all(|c| c.is_alphanumeric() || c == '_')),
        "istitle" => {
            let (mut inside, mut any, mut fits) = (false, false, true);
            for c in own.chars() {
                if c.is_uppercase() {
                    fits &= !inside;
                    (inside, any) = (true, true);
                } else if c.is_lowercase() {
                    fits &= inside;
                    any = true;
                } else {
                    inside = false;
                }
            }
            yes(fits && any)
        }
        _ => Err(Fault::Python),
    }
}

fn all(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}
