//! Iteration over what is built in. Generators and the program's own iterators are stepped by the world.

use std::sync::Arc;

use crate::python::class;
use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object, ViewKind};
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::reach;
use crate::python::value::{Callee, HeapId, Method, Str, Tuple, Value};

/// An iterator of a built-in kind.
#[derive(Debug, Clone)]
pub enum Iter {
    /// Nothing is left.
    Done,
    /// A list from a position on.
    List(HeapId, usize),
    /// A list from a position down to 0; the position is one too high.
    ListBack(HeapId, usize),
    /// A tuple from a position on.
    Tuple(Tuple, usize),
    /// A tuple backwards.
    TupleBack(Tuple, usize),
    /// A str from a byte on.
    Str(Str, usize),
    /// A str backwards, from a byte.
    StrBack(Str, usize),
    /// Bytes from a position on.
    Bytes(Arc<[u8]>, usize),
    /// The next value of a range, its step, and how many are left.
    Range(i64, i64, i64),
    /// A dict from a position on; how long it was at first.
    Dict {
        /// The dict.
        dict: HeapId,
        /// What to give.
        kind: ViewKind,
        /// Where it is.
        position: usize,
        /// The length it must still have.
        len: usize,
    },
    /// A set from a position on; how long it was at first.
    Set {
        /// The set.
        set: HeapId,
        /// Where it is.
        position: usize,
        /// The length it must still have.
        len: usize,
    },
    /// A deque from a position on; how long it was at first.
    Deque(HeapId, usize, usize),
    /// `enumerate` of a built-in iterator; the next number and how deep iterators nest here.
    Enumerate(HeapId, i64, u32),
    /// `zip` of built-in iterators; whether it is strict, and how deep iterators nest here.
    Zip(Vec<HeapId>, bool, u32),
    /// `itertools.count`: next value and step.
    Count(Value, Value),
    /// `itertools.repeat`: the value, and how often it is left to give.
    Repeat(Value, Option<u64>),
    /// `itertools.cycle` over what it has gathered: items and the next position.
    Cycle(Tuple, usize),
}

impl Iter {
    /// Calls `found` with every object it leads to directly.
    pub fn references(&self, found: &mut impl FnMut(HeapId)) {
        match self {
            Iter::List(id, _)
            | Iter::ListBack(id, _)
            | Iter::Dict { dict: id, .. }
            | Iter::Set { set: id, .. }
            | Iter::Deque(id, ..)
            | Iter::Enumerate(id, ..) => found(*id),
            Iter::Zip(ids, ..) => ids.iter().for_each(|id| found(*id)),
            Iter::Tuple(items, _) | Iter::TupleBack(items, _) | Iter::Cycle(items, _) => {
                reach::of_value(&Value::Tuple(items.clone()), found);
            }
            Iter::Count(next, step) => {
                reach::of_value(next, found);
                reach::of_value(step, found);
            }
            Iter::Repeat(value, _) => reach::of_value(value, found),
            Iter::Done | Iter::Str(..) | Iter::StrBack(..) | Iter::Bytes(..) | Iter::Range(..) => {}
        }
    }
}

/// What an iterator comes to when it is asked for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// An item.
    Item(Value),
    /// Nothing is left.
    Done,
    /// It is a generator: resume it.
    Resume(HeapId),
    /// It is the program's own: call this `__next__`; `StopIteration` ends it.
    Call(Value),
}

/// Iterators nest natively up to here; deeper ones are generators of the prelude.
const NESTED: u32 = 16;
/// A built-in iterator with at most this many items may be used up in one go.
const AT_ONCE: usize = 1 << 20;

/// `iter(value)`.
///
/// # Errors
/// `TypeError` for what cannot be iterated.
pub fn iter(heap: &mut Heap, value: &Value) -> Res<Flow> {
    let iter = match value {
        Value::Tuple(items) => Iter::Tuple(items.clone(), 0),
        Value::Str(text) => Iter::Str(text.clone(), 0),
        Value::Bytes(bytes) => Iter::Bytes(bytes.clone(), 0),
        Value::Range(range) => Iter::Range(range.start, range.step, range.len()),
        Value::Ref(id) => match heap.get(*id) {
            Object::Iter(_) | Object::Generator(_) => return Ok(Flow::Done(value.clone())),
            Object::List(_) => Iter::List(*id, 0),
            Object::Deque(deque) => Iter::Deque(*id, 0, deque.items.len()),
            Object::Dict(object) => Iter::Dict {
                dict: *id,
                kind: ViewKind::Keys,
                position: 0,
                len: object.dict.len(),
            },
            Object::Set(set) => Iter::Set {
                set: *id,
                position: 0,
                len: set.len(),
            },
            Object::View(dict, kind) => Iter::Dict {
                dict: *dict,
                kind: *kind,
                position: 0,
                len: ops::len(heap, value)?,
            },
            Object::Instance(_) => {
                if let Some(method) = class::special(heap, value, "__iter__") {
                    return Ok(Flow::Call {
                        callee: method.clone(),
                        args: vec![value.clone()],
                        keywords: Vec::new(),
                    });
                }
                if class::has_special(heap, value, "__getitem__") {
                    return Ok(Flow::Prelude {
                        name: "_iterate_items",
                        args: vec![value.clone()],
                        keywords: Vec::new(),
                    });
                }
                return Err(not_iterable(heap, value));
            }
            _ => return Err(not_iterable(heap, value)),
        },
        _ => return Err(not_iterable(heap, value)),
    };
    heap.alloc(Object::Iter(iter))
        .map(|id| Flow::Done(Value::Ref(id)))
}

/// The error of what cannot be iterated.
pub fn not_iterable(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!(
        "'{}' object is not iterable",
        ops::type_name(heap, value)
    ))
}

/// Asks an iterator for its next item.
///
/// # Errors
/// `RuntimeError` if its collection has changed, `TypeError` if it is no iterator.
pub fn next(heap: &mut Heap, iterator: &Value) -> Res<Next> {
    if let Value::Ref(id) = iterator {
        match heap.get(*id) {
            Object::Iter(_) => {
                return Ok(match advance(heap, *id)? {
                    Some(item) => Next::Item(item),
                    None => Next::Done,
                });
            }
            Object::Generator(_) => return Ok(Next::Resume(*id)),
            Object::Instance(_) => {
                if let Some(Value::Ref(function)) = class::special(heap, iterator, "__next__") {
                    let method = Method {
                        receiver: iterator.clone(),
                        callee: Callee::Function(*function),
                    };
                    return Ok(Next::Call(Value::Method(Arc::new(method))));
                }
            }
            _ => {}
        }
    }
    Err(Fault::type_error(format!(
        "'{}' object is not an iterator",
        ops::type_name(heap, iterator)
    )))
}

fn changed(what: &str) -> Fault {
    Fault::new(Exc::RuntimeError, format!("{what} during iteration"))
}

fn advance(heap: &mut Heap, id: HeapId) -> Res<Option<Value>> {
    // The common ones step in place; none of them takes anything else from the heap but what it reads.
    let Object::Iter(iter) = heap.get(id) else {
        return Ok(None);
    };
    let (item, after) = match iter {
        Iter::Done => return Ok(None),
        Iter::Range(next, step, left) => {
            if *left == 0 {
                return Ok(None);
            }
            let (item, step, left) = (*next, *step, *left);
            (
                Value::Int(item),
                Iter::Range(item.wrapping_add(step), step, left - 1),
            )
        }
        Iter::List(list, at) => match heap.get(*list) {
            Object::List(items) if *at < items.len() => {
                (items[*at].clone(), Iter::List(*list, at + 1))
            }
            _ => return finish(heap, id),
        },
        Iter::ListBack(list, at) => match heap.get(*list) {
            Object::List(items) if *at > 0 && *at <= items.len() => {
                (items[at - 1].clone(), Iter::ListBack(*list, at - 1))
            }
            _ => return finish(heap, id),
        },
        Iter::Tuple(items, at) => match items.get(*at) {
            Some(item) => (item.clone(), Iter::Tuple(items.clone(), at + 1)),
            None => return finish(heap, id),
        },
        Iter::TupleBack(items, at) => match at.checked_sub(1) {
            Some(at) => (items[at].clone(), Iter::TupleBack(items.clone(), at)),
            None => return finish(heap, id),
        },
        Iter::Str(text, at) => match text[*at..].chars().next() {
            Some(c) => (
                ops::char_value(c),
                Iter::Str(text.clone(), at + c.len_utf8()),
            ),
            None => return finish(heap, id),
        },
        Iter::StrBack(text, at) => match text[..*at].chars().next_back() {
            Some(c) => (
                ops::char_value(c),
                Iter::StrBack(text.clone(), at - c.len_utf8()),
            ),
            None => return finish(heap, id),
        },
        Iter::Bytes(bytes, at) => match bytes.get(*at) {
            Some(byte) => (
                Value::Int(i64::from(*byte)),
                Iter::Bytes(bytes.clone(), at + 1),
            ),
            None => return finish(heap, id),
        },
        Iter::Dict {
            dict,
            kind,
            position,
            len,
        } => {
            let Object::Dict(object) = heap.get(*dict) else {
                return Ok(None);
            };
            if object.dict.len() != *len {
                return Err(changed("dictionary changed size"));
            }
            match object.dict.entry_from(*position) {
                Some((after, key, value)) => {
                    let item = match kind {
                        ViewKind::Keys => key.clone(),
                        ViewKind::Values => value.clone(),
                        ViewKind::Items => ops::pair(key.clone(), value.clone()),
                    };
                    let (dict, kind, position, len) = (*dict, *kind, after, *len);
                    (
                        item,
                        Iter::Dict {
                            dict,
                            kind,
                            position,
                            len,
                        },
                    )
                }
                None => return finish(heap, id),
            }
        }
        Iter::Set { set, position, len } => {
            let Object::Set(members) = heap.get(*set) else {
                return Ok(None);
            };
            if members.len() != *len {
                return Err(changed("Set changed size"));
            }
            match members.entry_from(*position) {
                Some((position, member)) => (
                    member.clone(),
                    Iter::Set {
                        set: *set,
                        position,
                        len: *len,
                    },
                ),
                None => return finish(heap, id),
            }
        }
        Iter::Deque(deque, at, len) => {
            let Object::Deque(own) = heap.get(*deque) else {
                return Ok(None);
            };
            if own.items.len() != *len {
                return Err(Fault::new(
                    Exc::RuntimeError,
                    "deque mutated during iteration",
                ));
            }
            match own.items.get(*at) {
                Some(item) => (item.clone(), Iter::Deque(*deque, at + 1, *len)),
                None => return finish(heap, id),
            }
        }
        Iter::Enumerate(inner, count, depth) => {
            let (inner, count, depth) = (*inner, *count, *depth);
            let Some(item) = advance(heap, inner)? else {
                return Ok(None);
            };
            let item = ops::pair(Value::Int(count), item);
            (item, Iter::Enumerate(inner, count.saturating_add(1), depth))
        }
        Iter::Zip(inner, strict, _) => {
            let (inner, strict) = (inner.clone(), *strict);
            return zip(heap, id, &inner, strict);
        }
        Iter::Count(next, step) => {
            let (next, step) = (next.clone(), step.clone());
            let after = ops::binary_value(heap, BinaryOp::Add, &next, &step)?;
            (next, Iter::Count(after, step))
        }
        Iter::Repeat(value, left) => match left {
            Some(0) => return Ok(None),
            Some(left) => (value.clone(), Iter::Repeat(value.clone(), Some(left - 1))),
            None => return Ok(Some(value.clone())),
        },
        Iter::Cycle(items, at) => {
            if items.is_empty() {
                return Ok(None);
            }
            (
                items[*at].clone(),
                Iter::Cycle(items.clone(), (at + 1) % items.len()),
            )
        }
    };
    if let Object::Iter(iter) = heap.get_mut(id) {
        *iter = after;
    }
    Ok(Some(item))
}

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that may fail")]
fn finish(heap: &mut Heap, id: HeapId) -> Res<Option<Value>> {
    if let Object::Iter(iter) = heap.get_mut(id) {
        *iter = Iter::Done;
    }
    Ok(None)
}

fn zip(heap: &mut Heap, id: HeapId, inner: &[HeapId], strict: bool) -> Res<Option<Value>> {
    let mut items = Vec::with_capacity(inner.len());
    for (at, iter) in inner.iter().enumerate() {
        match advance(heap, *iter)? {
            Some(_) if strict && items.len() < at => {
                return Err(uneven(at, "longer"));
            }
            Some(item) => items.push(item),
            None if strict && !items.is_empty() => return Err(uneven(at, "shorter")),
            None if strict => {}
            None => return finish(heap, id),
        }
    }
    if items.is_empty() {
        return finish(heap, id);
    }
    Ok(Some(Value::tuple(items)))
}

fn uneven(at: usize, how: &str) -> Fault {
    let others = if at == 1 {
        "argument 1".to_owned()
    } else {
        format!("arguments 1-{at}")
    };
    Fault::value_error(format!("zip() argument {} is {how} than {others}", at + 1))
}

/// How many items a built-in iterator can have left at most; none if there is no telling.
fn most_left(heap: &Heap, id: HeapId) -> Option<usize> {
    let Object::Iter(iter) = heap.get(id) else {
        return None;
    };
    match iter {
        Iter::Done => Some(0),
        Iter::List(list, _) => match heap.get(*list) {
            Object::List(items) => Some(items.len()),
            _ => Some(0),
        },
        Iter::ListBack(_, at) | Iter::TupleBack(_, at) | Iter::StrBack(_, at) => Some(*at),
        Iter::Tuple(items, _) => Some(items.len()),
        Iter::Str(text, _) => Some(text.len()),
        Iter::Bytes(bytes, _) => Some(bytes.len()),
        Iter::Range(_, _, left) => usize::try_from(*left).ok(),
        Iter::Dict { len, .. } | Iter::Set { len, .. } | Iter::Deque(_, _, len) => Some(*len),
        Iter::Enumerate(inner, ..) => most_left(heap, *inner),
        Iter::Zip(inner, ..) => inner.iter().filter_map(|id| most_left(heap, *id)).min(),
        Iter::Repeat(_, Some(left)) => usize::try_from(*left).ok(),
        Iter::Repeat(_, None) | Iter::Count(..) => None,
        Iter::Cycle(items, _) => items.is_empty().then_some(0),
    }
}

/// All items of something built in; an iterator is used up.
///
/// # Errors
/// `TypeError` for what cannot be iterated; [`Fault::Python`] if it takes frames, or too long for one step.
pub fn items(heap: &mut Heap, value: &Value) -> Res<Vec<Value>> {
    if let Some(items) = ops::items_of(heap, value)? {
        return Ok(items);
    }
    match value {
        Value::Range(_) => Err(Fault::Python),
        Value::Ref(id) => match heap.get(*id) {
            Object::Iter(_) if most_left(heap, *id).is_some_and(|most| most <= AT_ONCE) => {
                let mut items = Vec::new();
                while let Some(item) = advance(heap, *id)? {
                    items.push(item);
                }
                Ok(items)
            }
            Object::Iter(_) | Object::Generator(_) => Err(Fault::Python),
            Object::Instance(_)
                if class::has_special(heap, value, "__iter__")
                    || class::has_special(heap, value, "__getitem__") =>
            {
                Err(Fault::Python)
            }
            _ => Err(not_iterable(heap, value)),
        },
        _ => Err(not_iterable(heap, value)),
    }
}

/// The iterator of something whose iterator is built in, and how deep it nests.
///
/// # Errors
/// As [`items`].
fn native(heap: &mut Heap, value: &Value) -> Res<(HeapId, u32)> {
    let Flow::Done(Value::Ref(id)) = iter(heap, value)? else {
        return Err(Fault::Python);
    };
    match heap.get(id) {
        Object::Iter(Iter::Enumerate(_, _, depth) | Iter::Zip(_, _, depth)) if *depth < NESTED => {
            Ok((id, depth + 1))
        }
        Object::Iter(Iter::Enumerate(..) | Iter::Zip(..)) => Err(Fault::Python),
        Object::Iter(_) => Ok((id, 1)),
        _ => Err(Fault::Python),
    }
}

/// `enumerate(value, start)`.
///
/// # Errors
/// As [`items`].
pub fn enumerate(heap: &mut Heap, value: &Value, start: i64) -> Res {
    let (inner, depth) = native(heap, value)?;
    let iter = Iter::Enumerate(inner, start, depth);
    heap.alloc(Object::Iter(iter)).map(Value::Ref)
}

/// `zip(…)`.
///
/// # Errors
/// As [`items`].
pub fn zipped(heap: &mut Heap, values: &[Value], strict: bool) -> Res {
    let mut inner = Vec::new();
    let mut deepest = 0;
    for value in values {
        let (id, depth) = native(heap, value)?;
        inner.push(id);
        deepest = deepest.max(depth);
    }
    heap.alloc(Object::Iter(Iter::Zip(inner, strict, deepest)))
        .map(Value::Ref)
}

/// `reversed(value)`.
///
/// # Errors
/// `TypeError` for what has no order.
pub fn reversed(heap: &mut Heap, value: &Value) -> Res {
    let iter = match value {
        Value::Tuple(items) => Iter::TupleBack(items.clone(), items.len()),
        Value::Str(text) => Iter::StrBack(text.clone(), text.len()),
        Value::Bytes(_) => {
            let items = ops::items_of(heap, value)?.unwrap_or_default();
            let len = items.len();
            Iter::TupleBack(Tuple::new(items), len)
        }
        Value::Range(range) => {
            let len = range.len();
            let last = range.get(len - 1);
            Iter::Range(last, range.step.wrapping_neg(), len)
        }
        _ => match heap.object(value) {
            Some(Object::List(items)) => match value {
                Value::Ref(id) => Iter::ListBack(*id, items.len()),
                _ => Iter::Done,
            },
            Some(Object::Dict(_) | Object::Deque(_) | Object::View(..)) => {
                let items = ops::items_of(heap, value)?.unwrap_or_default();
                let len = items.len();
                Iter::TupleBack(Tuple::new(items), len)
            }
            Some(Object::Instance(_))
                if class::has_special(heap, value, "__reversed__")
                    || class::has_special(heap, value, "__getitem__") =>
            {
                return Err(Fault::Python);
            }
            _ => {
                return Err(Fault::type_error(format!(
                    "'{}' object is not reversible",
                    ops::type_name(heap, value)
                )));
            }
        },
    };
    heap.alloc(Object::Iter(iter)).map(Value::Ref)
}

/// Exactly so many items, for `a, b = value`.
///
/// # Errors
/// `ValueError` if there are more or fewer; [`Fault::Python`] if it takes frames: make a list of it first.
pub fn unpack(heap: &mut Heap, value: &Value, count: usize) -> Res<Vec<Value>> {
    let items = unpackable(heap, value)?;
    if items.len() > count {
        return Err(Fault::value_error(format!(
            "too many values to unpack (expected {count})"
        )));
    }
    if items.len() < count {
        return Err(Fault::value_error(format!(
            "not enough values to unpack (expected {count}, got {})",
            items.len()
        )));
    }
    Ok(items)
}

/// Items for `a, *b, c = value`: those before, those between as one vector, those after.
///
/// # Errors
/// As [`unpack`].
pub fn unpack_rest(
    heap: &mut Heap,
    value: &Value,
    before: usize,
    after: usize,
) -> Res<(Vec<Value>, Vec<Value>, Vec<Value>)> {
    let mut head = unpackable(heap, value)?;
    if head.len() < before + after {
        return Err(Fault::value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            head.len()
        )));
    }
    let mut middle = head.split_off(before);
    let tail = middle.split_off(middle.len() - after);
    Ok((head, middle, tail))
}

fn unpackable(heap: &mut Heap, value: &Value) -> Res<Vec<Value>> {
    items(heap, value).map_err(|fault| match fault {
        Fault::Error(error) if error.exc == Exc::TypeError => Fault::type_error(format!(
            "cannot unpack non-iterable {} object",
            ops::type_name(heap, value)
        )),
        other => other,
    })
}
