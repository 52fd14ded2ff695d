//! Iteration over what is built in. Generators and the program's own iterators are stepped by the world.

mod arranged;
mod step;
mod unpack;

use std::sync::Arc;

use crate::python::class;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::{Heap, Object, ViewKind};
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::reach;
use crate::python::value::{HeapId, Str, Tuple, Value};
use step::advance;

pub use arranged::{Arranged, Arrangement};
pub use step::{Next, next, quick, taken};
pub use unpack::{unpack, unpack_rest};

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
        /// How many it has yet to give.
        left: usize,
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
    /// `itertools.product` and its like.
    Arranged(Box<Arranged>),
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
            Iter::Arranged(arranged) => {
                let items = arranged.pools().iter().flat_map(|pool| pool.iter());
                items.for_each(|item| reach::of_value(item, found));
            }
            Iter::Done | Iter::Str(..) | Iter::StrBack(..) | Iter::Bytes(..) | Iter::Range(..) => {}
        }
    }
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
                left: object.dict.len(),
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
                left: ops::len(heap, value)?,
            },
            Object::Instance(_) | Object::Class(_) => {
                if class::forbids(heap, value, "__iter__") {
                    return Err(not_iterable(heap, value));
                }
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
        Iter::Arranged(arranged) => arranged.most(),
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
            Object::Instance(_) | Object::Class(_)
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
            Some(Object::Instance(_) | Object::Class(_))
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
