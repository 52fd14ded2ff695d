//! Methods of lists, deques, tuples and ranges.

use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format;
use crate::python::heap::{Deque, Heap, Object};
use crate::python::iterate;
use crate::python::natives::args::{clamped, int};
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::{items_of, order, same_or_equal, truth, type_name};
use crate::python::value::{HeapId, Value};

pub(super) const LIST: &[&str] = &[
    "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse",
    "sort",
];

pub(super) const DEQUE: &[&str] = &[
    "append",
    "appendleft",
    "clear",
    "copy",
    "count",
    "extend",
    "extendleft",
    "index",
    "insert",
    "pop",
    "popleft",
    "remove",
    "reverse",
    "rotate",
];

const VALUE: usize = size_of::<Value>();

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that may fail")]
fn none() -> Res<Flow> {
    Ok(Flow::Done(Value::None))
}

fn read(heap: &Heap, id: HeapId) -> &[Value] {
    match heap.get(id) {
        Object::List(items) => items,
        _ => &[],
    }
}

fn change<T>(heap: &mut Heap, id: HeapId, change: impl FnOnce(&mut Vec<Value>) -> T) -> Res<T> {
    match heap.get_mut(id) {
        Object::List(items) => Ok(change(items)),
        _ => Err(Fault::Python),
    }
}

pub(super) fn call(ctx: &mut Ctx<'_>, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    match name {
        "append" => {
            let [value] = args.exactly::<1>("list.append")?;
            heap.charge(VALUE)?;
            change(heap, id, |items| items.push(value.clone()))?;
            none()
        }
        "pop" => {
            let at = args
                .between("pop", 0, 1)?
                .first()
                .map(|at| int(heap, at))
                .transpose()?
                .unwrap_or(-1);
            let len = read(heap, id).len();
            if len == 0 {
                return Err(Fault::new(Exc::IndexError, "pop from empty list"));
            }
            let at = if at < 0 { at + len as i64 } else { at };
            if !(0..len as i64).contains(&at) {
                return Err(Fault::new(Exc::IndexError, "pop index out of range"));
            }
            change(heap, id, |items| items.remove(at as usize)).map(Flow::Done)
        }
        "extend" => {
            let [iterable] = args.exactly::<1>("list.extend")?;
            let new = iterate::items(heap, iterable)?;
            heap.charge(new.len() * VALUE)?;
            change(heap, id, |items| items.extend(new))?;
            none()
        }
        "insert" => {
            let [at, value] = args.exactly::<2>("insert")?;
            let (at, len) = (int(heap, at)?, read(heap, id).len() as i64);
            let at = if at < 0 { at.saturating_add(len) } else { at }.clamp(0, len);
            heap.charge(VALUE)?;
            change(heap, id, |items| items.insert(at as usize, value.clone()))?;
            none()
        }
        "remove" => {
            let [value] = args.exactly::<1>("list.remove")?;
            match position(heap, read(heap, id), value)? {
                Some(at) => {
                    change(heap, id, |items| items.remove(at))?;
                    none()
                }
                None => Err(Fault::value_error("list.remove(x): x not in list")),
            }
        }
        "clear" => {
            args.exactly::<0>("list.clear")?;
            change(heap, id, Vec::clear)?;
            none()
        }
        "copy" => {
            args.exactly::<0>("list.copy")?;
            let items = read(heap, id).to_vec();
            heap.list(items).map(Flow::Done)
        }
        "reverse" => {
            args.exactly::<0>("list.reverse")?;
            change(heap, id, |items| items.reverse())?;
            none()
        }
        "sort" => {
            if !args.positional.is_empty() {
                return Err(Fault::type_error("sort() takes no positional arguments"));
            }
            let [key, reverse] = args.named("sort", ["key", "reverse"], 0)?;
            if key.is_some_and(|key| !key.is_none()) {
                return Ok(Flow::Prelude {
                    name: "_list_sort",
                    args: vec![Value::Ref(id)],
                    keywords: args.keywords.to_vec(),
                });
            }
            let reverse = reverse.map_or(Ok(false), |reverse| truth(heap, reverse))?;
            let sorted = sorted(heap, read(heap, id).to_vec(), reverse)?;
            change(heap, id, |items| *items = sorted)?;
            none()
        }
        _ => sequence(ctx, &Value::Ref(id), name, args),
    }
}

/// Items in order; equal ones stay in theirs, also if the order is turned round.
pub(crate) fn sorted(heap: &Heap, mut items: Vec<Value>, reverse: bool) -> Res<Vec<Value>> {
    if reverse {
        items.reverse();
    }
    order::sort(heap, &mut items)?;
    if reverse {
        items.reverse();
    }
    Ok(items)
}

fn position(heap: &Heap, items: &[Value], wanted: &Value) -> Res<Option<usize>> {
    for (at, item) in items.iter().enumerate() {
        if same_or_equal(heap, item, wanted)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// `count` and `index` of any sequence.
pub(super) fn sequence(
    ctx: &mut Ctx<'_>,
    receiver: &Value,
    name: &str,
    args: Args<'_>,
) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    let kind = type_name(heap, receiver);
    let items = items_of(heap, receiver)?.unwrap_or_default();
    if name == "count" {
        let [value] = args.exactly::<1>(&format!("{kind}.count"))?;
        let mut count = 0;
        for item in &items {
            count += usize::from(same_or_equal(heap, item, value)?);
        }
        return Ok(Flow::Done(Value::from(count)));
    }
    let given = args.between("index", 1, 3)?;
    let len = items.len() as i64;
    let bound = |at: usize, default: i64| -> Res<usize> {
        let value = given
            .get(at)
            .map_or(Ok(default), |value| clamped(heap, value))?;
        let value = if value < 0 {
            value.saturating_add(len)
        } else {
            value
        };
        Ok(value.clamp(0, len) as usize)
    };
    let (start, stop) = (bound(1, 0)?, bound(2, len)?);
    match position(heap, items.get(start..stop).unwrap_or_default(), &given[0])? {
        Some(at) => Ok(Flow::Done(Value::from(start + at))),
        None => Err(Fault::value_error(match kind.as_str() {
            "list" => format!("{} is not in list", format::repr(heap, &given[0])?),
            "range" => format!("{} is not in range", format::repr(heap, &given[0])?),
            "deque" => format!("{} is not in deque", format::repr(heap, &given[0])?),
            _ => format!("{kind}.index(x): x not in {kind}"),
        })),
    }
}

pub(super) fn deque(ctx: &mut Ctx<'_>, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    let this = Value::Ref(id);
    let items = match name {
        "extend" | "extendleft" => {
            let [iterable] = args.exactly::<1>(name)?;
            let items = iterate::items(heap, iterable)?;
            heap.charge(items.len() * VALUE)?;
            items
        }
        "append" | "appendleft" => {
            heap.charge(VALUE)?;
            args.exactly::<1>(&format!("deque.{name}"))?.to_vec()
        }
        _ => args.positional.to_vec(),
    };
    let removed = match name {
        "remove" => {
            let [value] = args.exactly::<1>("deque.remove")?;
            let own = items_of(heap, &this)?.unwrap_or_default();
            match position(heap, &own, value)? {
                Some(at) => Some(at),
                None => return Err(Fault::value_error("deque.remove(x): x not in deque")),
            }
        }
        "insert" => {
            let [at, _] = args.exactly::<2>("insert")?;
            let len = items_of(heap, &this)?.map_or(0, |items| items.len()) as i64;
            let at = int(heap, at)?;
            Some(if at < 0 {
                at.saturating_add(len).max(0)
            } else {
                at
            } as usize)
        }
        _ => None,
    };
    let turn = match (name, args.positional.first()) {
        ("rotate", Some(by)) => int(heap, by)?,
        _ => 1,
    };
    if matches!(name, "count" | "index") {
        return sequence(ctx, &this, name, args);
    }
    let Object::Deque(deque) = heap.get_mut(id) else {
        return Err(Fault::Python);
    };
    match name {
        "append" | "extend" => items.into_iter().for_each(|item| deque.push(item)),
        "appendleft" | "extendleft" => items.into_iter().for_each(|item| deque.push_left(item)),
        "pop" | "popleft" => {
            let item = if name == "pop" {
                deque.items.pop_back()
            } else {
                deque.items.pop_front()
            };
            let empty = || Fault::new(Exc::IndexError, "pop from an empty deque");
            return item.map(Flow::Done).ok_or_else(empty);
        }
        "clear" => deque.items.clear(),
        "reverse" => deque.items.make_contiguous().reverse(),
        "rotate" => {
            let len = deque.items.len();
            if len > 0 {
                deque
                    .items
                    .rotate_right(turn.rem_euclid(len as i64) as usize);
            }
        }
        "remove" => {
            deque.items.remove(removed.unwrap_or(0));
        }
        "insert" => {
            if deque.maxlen == Some(deque.items.len()) {
                return Err(Fault::new(
                    Exc::IndexError,
                    "deque already at its maximum size",
                ));
            }
            let at = removed.unwrap_or(0).min(deque.items.len());
            deque.items.insert(at, args.positional[1].clone());
        }
        "copy" => {
            let copy: Deque = deque.clone();
            return heap
                .alloc(Object::Deque(copy))
                .map(|id| Flow::Done(Value::Ref(id)));
        }
        _ => return Err(Fault::Python),
    }
    none()
}
