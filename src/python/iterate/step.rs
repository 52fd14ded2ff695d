//! One step of an iterator.

use std::sync::Arc;

use super::Iter;
use crate::python::class;
use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object, ViewKind};
use crate::python::ops;
use crate::python::value::{Callee, HeapId, Method, Value};

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

/// Takes the next item of a range or a list, unless there is none or somebody should get to know of it; whether it did.
#[inline]
pub fn quick(heap: &mut Heap, id: HeapId, into: &mut Value) -> bool {
    match heap.get(id) {
        Object::Iter(Iter::Range(_, _, 1..)) => {}
        Object::Iter(Iter::List(list, at)) => match heap.get(*list) {
            Object::List(items) => match items.get(*at) {
                None | Some(Value::Prim(_)) => return false,
                Some(Value::Int(item)) => into.set_int(*item),
                Some(item) => *into = item.clone(),
            },
            _ => return false,
        },
        _ => return false,
    }
    match heap.get_mut(id) {
        Object::Iter(Iter::Range(next, step, left)) => {
            into.set_int(*next);
            *next = next.wrapping_add(*step);
            *left -= 1;
        }
        Object::Iter(Iter::List(_, at)) => *at += 1,
        _ => {}
    }
    true
}

/// Takes the next item of any iterator that is sure to have one.
#[inline(never)]
pub fn taken(heap: &mut Heap, id: HeapId) -> Option<Value> {
    if !has_more(heap, id) {
        return None;
    }
    advance(heap, id).ok().flatten()
}

/// Whether an iterator has an item left and comes to it without fail.
fn has_more(heap: &Heap, id: HeapId) -> bool {
    let Object::Iter(iter) = heap.get(id) else {
        return false;
    };
    match iter {
        Iter::Range(_, _, left) => *left > 0,
        Iter::List(list, at) => matches!(heap.get(*list), Object::List(items) if *at < items.len()),
        Iter::Tuple(items, at) => *at < items.len(),
        Iter::Str(text, at) => *at < text.len(),
        Iter::Dict {
            dict, len, left, ..
        } => {
            *left > 0
                && matches!(heap.get(*dict), Object::Dict(object) if object.dict.len() == *len)
        }
        Iter::Arranged(arranged) => arranged.has_more(),
        Iter::Enumerate(inner, ..) => has_more(heap, *inner),
        // An iterator that stands twice in it might have one item left and not two.
        Iter::Zip(inner, ..) => inner.iter().enumerate().all(|(at, id)| {
            let nested = matches!(
                heap.get(*id),
                Object::Iter(Iter::Enumerate(..) | Iter::Zip(..))
            );
            !nested && !inner[..at].contains(id) && has_more(heap, *id)
        }),
        _ => false,
    }
}

pub(super) fn advance(heap: &mut Heap, id: HeapId) -> Res<Option<Value>> {
    if let Object::Iter(iter) = heap.get(id)
        && matches!(iter, Iter::Tuple(..) | Iter::Str(..) | Iter::Arranged(_))
        && let Object::Iter(iter) = heap.get_mut(id)
        && let Some(item) = in_place(iter)
    {
        return Ok(Some(item));
    }
    // None of them takes anything else from the heap but what it reads.
    let Object::Iter(iter) = heap.get(id) else {
        return Ok(None);
    };
    let (item, after) = match iter {
        Iter::Done | Iter::Arranged(_) => return Ok(None),
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
            left,
        } => {
            let Object::Dict(object) = heap.get(*dict) else {
                return Ok(None);
            };
            if object.dict.len() != *len {
                return Err(changed("dictionary changed size"));
            }
            match object.dict.entry_from(*position) {
                Some(_) if *left == 0 => return Err(changed("dictionary keys changed")),
                Some((after, key, value)) => {
                    let item = match kind {
                        ViewKind::Keys => key.clone(),
                        ViewKind::Values => value.clone(),
                        ViewKind::Items => ops::pair(key.clone(), value.clone()),
                    };
                    let (dict, kind, position, len) = (*dict, *kind, after, *len);
                    let left = left - 1;
                    (
                        item,
                        Iter::Dict {
                            dict,
                            kind,
                            position,
                            len,
                            left,
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

/// A step of an iterator that has all it needs.
fn in_place(iter: &mut Iter) -> Option<Value> {
    match iter {
        Iter::Tuple(items, at) => {
            let item = items.get(*at)?.clone();
            *at += 1;
            Some(item)
        }
        Iter::Str(text, at) => {
            let c = text[*at..].chars().next()?;
            *at += c.len_utf8();
            Some(ops::char_value(c))
        }
        Iter::Arranged(arranged) => arranged.step(),
        _ => None,
    }
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
