//! Methods of dicts, counters among them.

use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{DictObject, Flavour, Heap, Object, ViewKind};
use crate::python::iterate;
use crate::python::natives::args::int;
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::item::dict_insert;
use crate::python::ops::{hash_check, pair};
use crate::python::value::{HeapId, Value};

pub(super) const NAMES: &[&str] = &[
    "clear",
    "copy",
    "get",
    "items",
    "keys",
    "pop",
    "popitem",
    "setdefault",
    "update",
    "values",
    "fromkeys",
    "move_to_end",
];

pub(super) const COUNTER: &[&str] = &[
    "clear",
    "copy",
    "get",
    "items",
    "keys",
    "pop",
    "popitem",
    "setdefault",
    "update",
    "values",
    "fromkeys",
    "most_common",
    "elements",
    "subtract",
    "total",
];

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that may fail")]
fn none() -> Res<Flow> {
    Ok(Flow::Done(Value::None))
}

fn object(heap: &Heap, id: HeapId) -> Res<&DictObject> {
    match heap.get(id) {
        Object::Dict(object) => Ok(object),
        _ => Err(Fault::Python),
    }
}

fn object_mut(heap: &mut Heap, id: HeapId) -> Res<&mut DictObject> {
    match heap.get_mut(id) {
        Object::Dict(object) => Ok(object),
        _ => Err(Fault::Python),
    }
}

fn view(heap: &mut Heap, id: HeapId, kind: ViewKind) -> Res<Flow> {
    heap.alloc(Object::View(id, kind))
        .map(|id| Flow::Done(Value::Ref(id)))
}

pub(super) fn call(ctx: &mut Ctx<'_>, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    ctx.heap.renew(id);
    let result = call_plain(ctx, id, name, args);
    ctx.heap.write_through(id);
    result
}

fn call_plain(ctx: &mut Ctx<'_>, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    match name {
        "get" => {
            let given = args.between("get", 1, 2)?;
            hash_check(heap, &given[0])?;
            let found = object(heap, id)?.dict.get(&given[0]);
            if found.is_none() && object(heap, id)?.dict.has_own() {
                return Err(Fault::Python);
            }
            let default = given.get(1).cloned().unwrap_or_default();
            Ok(Flow::Done(found.cloned().unwrap_or(default)))
        }
        "keys" => view(heap, id, ViewKind::Keys),
        "values" => view(heap, id, ViewKind::Values),
        "items" => view(heap, id, ViewKind::Items),
        "pop" => {
            let given = args.between("pop", 1, 2)?;
            hash_check(heap, &given[0])?;
            match (object_mut(heap, id)?.dict.remove(&given[0]), given.get(1)) {
                (Some(value), _) => Ok(Flow::Done(value)),
                (None, Some(default)) => Ok(Flow::Done(default.clone())),
                (None, None) => Err(Fault::with(Exc::KeyError, vec![given[0].clone()])),
            }
        }
        "popitem" => {
            let first = args.keyword("last") == Some(&Value::Bool(false))
                || args.positional.first() == Some(&Value::Bool(false));
            let object = object_mut(heap, id)?;
            let entry = if first {
                let key = object.dict.keys().next().cloned();
                key.and_then(|key| object.dict.remove(&key).map(|value| (key, value)))
            } else {
                object.dict.pop_last()
            };
            match entry {
                Some((key, value)) => Ok(Flow::Done(pair(key, value))),
                None => Err(Fault::with(
                    Exc::KeyError,
                    vec![Value::from("popitem(): dictionary is empty")],
                )),
            }
        }
        "setdefault" => {
            let given = args.between("setdefault", 1, 2)?;
            hash_check(heap, &given[0])?;
            if let Some(value) = object(heap, id)?.dict.get(&given[0]) {
                return Ok(Flow::Done(value.clone()));
            }
            let value = given.get(1).cloned().unwrap_or_default();
            dict_insert(heap, id, given[0].clone(), value.clone())?;
            Ok(Flow::Done(value))
        }
        "clear" => {
            object_mut(heap, id)?.dict.clear();
            none()
        }
        "copy" => {
            let mut copy = object(heap, id)?.clone();
            copy.flavour = copy.flavour.copied();
            heap.alloc(Object::Dict(copy))
                .map(|id| Flow::Done(Value::Ref(id)))
        }
        "update" | "subtract" => {
            if args.positional.len() > 1 {
                return Err(Fault::type_error(format!(
                    "update expected at most 1 argument, got {}",
                    args.positional.len()
                )));
            }
            let counts = object(heap, id)?.flavour == Flavour::Counter;
            let sign = if name == "subtract" { -1 } else { 1 };
            let mut new = match args.positional.first() {
                Some(source) if counts => tally(heap, source)?,
                Some(source) => entries(heap, source)?,
                None => Vec::new(),
            };
            new.extend(
                args.keywords
                    .iter()
                    .map(|(name, value)| (Value::Str(name.clone()), value.clone())),
            );
            for (key, value) in new {
                let value = if counts {
                    sum(object(heap, id)?.dict.get(&key), &value, sign)
                } else {
                    value
                };
                dict_insert(heap, id, key, value)?;
            }
            none()
        }
        "move_to_end" => {
            let [key, last] = args.named("move_to_end", ["key", "last"], 1)?;
            let key = key.cloned().unwrap_or_default();
            hash_check(heap, &key)?;
            let dict = &mut object_mut(heap, id)?.dict;
            let Some(value) = dict.remove(&key) else {
                return Err(Fault::with(Exc::KeyError, vec![key]));
            };
            if last == Some(&Value::Bool(false)) {
                let rest = std::mem::take(dict);
                dict.insert(key, value);
                for (key, value) in rest.iter() {
                    dict.insert(key.clone(), value.clone());
                }
            } else {
                dict.insert(key, value);
            }
            none()
        }
        "most_common" => {
            let most = match args.between("most_common", 0, 1)?.first() {
                Some(most) if !most.is_none() => int(heap, most)?.max(0) as usize,
                _ => usize::MAX,
            };
            let mut entries: Vec<_> = object(heap, id)?.dict.iter().collect();
            entries.sort_by_key(|(_, count)| std::cmp::Reverse(count_of(count)));
            let pairs = entries
                .into_iter()
                .take(most)
                .map(|(key, value)| pair(key.clone(), value.clone()))
                .collect();
            heap.list(pairs).map(Flow::Done)
        }
        "elements" => {
            let mut items = Vec::new();
            for (key, count) in object(heap, id)?.dict.iter() {
                let count = count_of(count).max(0) as usize;
                if items.len() + count > 1 << 22 {
                    return Err(Fault::memory());
                }
                items.extend(std::iter::repeat_n(key.clone(), count));
            }
            let list = heap.list(items)?;
            iterate::iter(heap, &list)
        }
        "total" => {
            let total: i64 = object(heap, id)?.dict.values().map(count_of).sum();
            Ok(Flow::Done(Value::Int(total)))
        }
        "fromkeys" => from_keys(ctx, args).map(Flow::Done),
        _ => Err(Fault::Python),
    }
}

fn count_of(value: &Value) -> i64 {
    match value {
        Value::Int(count) => *count,
        Value::Bool(count) => i64::from(*count),
        Value::Float(count) => *count as i64,
        _ => 0,
    }
}

fn sum(old: Option<&Value>, new: &Value, sign: i64) -> Value {
    let old = old.map_or(0, count_of);
    Value::Int(old.saturating_add(count_of(new).saturating_mul(sign)))
}

/// What a counter counts in a source: the entries of a mapping, or one for each item.
pub(crate) fn tally(heap: &mut Heap, source: &Value) -> Res<Vec<(Value, Value)>> {
    if let Some(Object::Dict(object)) = heap.object(source) {
        return Ok(object
            .dict
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect());
    }
    let items = iterate::items(heap, source)?;
    items.iter().try_for_each(|item| hash_check(heap, item))?;
    Ok(items
        .into_iter()
        .map(|item| (item, Value::Int(1)))
        .collect())
}

/// The entries of a mapping or of an iterable of pairs.
pub(crate) fn entries(heap: &mut Heap, source: &Value) -> Res<Vec<(Value, Value)>> {
    if let Some(Object::Dict(object)) = heap.object(source) {
        return Ok(object
            .dict
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect());
    }
    let mut entries = Vec::new();
    for (at, item) in iterate::items(heap, source)?.into_iter().enumerate() {
        let parts = iterate::items(heap, &item).map_err(|fault| match fault {
            Fault::Error(error) if error.exc == Exc::TypeError => Fault::type_error(format!(
                "cannot convert dictionary update sequence element #{at} to a sequence"
            )),
            other => other,
        })?;
        let [key, value] = parts.as_slice() else {
            return Err(Fault::value_error(format!(
                "dictionary update sequence element #{at} has length {}; 2 is required",
                parts.len()
            )));
        };
        hash_check(heap, key)?;
        entries.push((key.clone(), value.clone()));
    }
    Ok(entries)
}

pub(super) fn from_keys(ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let given = args.between("fromkeys", 1, 2)?;
    let value = given.get(1).cloned().unwrap_or_default();
    let mut dict = Dict::new();
    for key in iterate::items(ctx.heap, &given[0])? {
        hash_check(ctx.heap, &key)?;
        dict.insert(key, value.clone());
    }
    ctx.heap.dict(dict)
}
