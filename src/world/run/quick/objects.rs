//! What the quick ways do with objects: attributes, methods, items, iterators.

use crate::python::code::{Symbol, SymbolEntry};
use crate::python::heap::{Heap, Object};
use crate::python::iterate;
use crate::python::quick::From;
use crate::python::quick::members::{self, Members};
use crate::python::value::{HeapId, Value};
use crate::python::verb::Verb;
use crate::world::run::operands::{drop_top, place, put};

/// `object -> function receiver`
#[inline(never)]
pub(super) fn method(
    heap: &Heap,
    known: &mut Members,
    stack: &mut Vec<Value>,
    symbol: Symbol,
    entry: &SymbolEntry,
) -> bool {
    let Some(receiver) = stack.last_mut() else {
        return false;
    };
    let method = match (&*receiver, entry.verb) {
        (Value::Prim(prim), Some(verb)) if verb.fits(prim.kind) => Value::Int(i64::from(symbol)),
        (Value::Ref(id), verb) => match (heap.get(*id), verb) {
            (Object::List(_), Some(Verb::Append)) | (Object::Generator(_), Some(Verb::Send)) => {
                Value::Int(i64::from(symbol))
            }
            _ => match members::method(heap, known, *id, entry) {
                Some(function) => Value::Ref(function),
                None if members::is_built_in_method(heap, known, receiver, entry) => {
                    Value::Int(i64::from(symbol))
                }
                None => return false,
            },
        },
        (other, _) if members::is_built_in_method(heap, known, other, entry) => {
            Value::Int(i64::from(symbol))
        }
        _ => return false,
    };
    let receiver = std::mem::replace(receiver, method);
    stack.push(receiver);
    true
}

/// `object -> value`
#[inline(never)]
pub(super) fn attribute(
    heap: &Heap,
    known: &mut Members,
    id: HeapId,
    entry: &SymbolEntry,
    hidden: bool,
) -> Option<Value> {
    if !hidden && heap.is_escaped(id) {
        return None;
    }
    members::attribute(heap, known, id, entry)
}

/// Whether an object may simply get a value: nobody else can reach it, or none is there and nothing is behind the value.
fn keeps(heap: &Heap, id: HeapId, value: &Value, unwatched: bool) -> bool {
    !heap.is_escaped(id) || (unwatched && value.is_flat())
}

/// `value object ->`, where the object may lie elsewhere. A synchronisation object would get a name.
#[inline(never)]
pub(super) fn set_attribute(
    heap: &mut Heap,
    known: &mut Members,
    (stack, below): (&mut Vec<Value>, usize),
    id: HeapId,
    entry: &SymbolEntry,
    unwatched: bool,
) -> bool {
    let Some(at) = stack.len().checked_sub(below + 1) else {
        return false;
    };
    let value = &mut stack[at];
    if !keeps(heap, id, value, unwatched) || matches!(value, Value::Prim(_)) {
        return false;
    }
    let Some(place) = members::place(heap, known, id, entry) else {
        return false;
    };
    *place = std::mem::take(value);
    stack.truncate(at);
    true
}

/// `object key -> value`, where both may lie elsewhere.
#[inline(never)]
pub(super) fn item(
    heap: &Heap,
    (of, at): (From, From),
    locals: &[Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
    unwatched: bool,
) -> bool {
    let below = 1 + usize::from(at == From::Stack);
    let found = match (place(of, below, locals, stack, consts), at) {
        (Some(Value::Ref(id)), _) if !unwatched && heap.is_escaped(*id) => None,
        (Some(object), From::Int(index)) => members::item(heap, object, &Value::Int(index.into())),
        (Some(object), _) => match place(at, 1, locals, stack, consts) {
            Some(key) => members::item(heap, object, key),
            None => None,
        },
        _ => None,
    };
    let Some(value) = found else {
        return false;
    };
    let value = value.clone();
    if at == From::Stack {
        drop_top(stack);
    }
    put(stack, of, value);
    true
}

/// `value object key ->`, where object and key may lie elsewhere.
#[inline(never)]
pub(super) fn set_item(
    heap: &mut Heap,
    (of, at): (From, From),
    locals: &[Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
    unwatched: bool,
) -> bool {
    let on_stack = usize::from(of == From::Stack) + usize::from(at == From::Stack);
    let Some(first) = stack.len().checked_sub(on_stack + 1) else {
        return false;
    };
    let below = 1 + usize::from(at == From::Stack);
    let Some(&Value::Ref(id)) = place(of, below, locals, stack, consts) else {
        return false;
    };
    if !keeps(heap, id, &stack[first], unwatched) {
        return false;
    }
    let found = match at {
        From::Int(index) => members::item_place(heap, id, &Value::Int(index.into())),
        at => match place(at, 1, locals, stack, consts) {
            Some(key) => members::item_place(heap, id, key),
            None => None,
        },
    };
    let Some(into) = found else {
        return false;
    };
    *into = std::mem::take(&mut stack[first]);
    stack.truncate(first);
    true
}

/// `values -> the first ... the last`, the first on top.
#[inline(never)]
pub(super) fn unpack(heap: &Heap, stack: &mut Vec<Value>, count: usize) -> bool {
    let values = match stack.last() {
        Some(Value::Tuple(items)) if items.len() == count => {
            let items = items.clone();
            drop_top(stack);
            stack.extend(items.iter().rev().cloned());
            return true;
        }
        Some(Value::Ref(id)) => match heap.get(*id) {
            Object::List(items) if items.len() == count => items,
            _ => return false,
        },
        _ => return false,
    };
    drop_top(stack);
    stack.extend(values.iter().rev().cloned());
    true
}

/// `iterator -> iterator item`
#[inline(never)]
pub(super) fn next_on_stack(heap: &mut Heap, id: HeapId, stack: &mut Vec<Value>) -> bool {
    let mut item = Value::None;
    if iterate::quick(heap, id, &mut item) {
        stack.push(item);
        return true;
    }
    let taken = iterate::taken(heap, id);
    let found = taken.is_some();
    stack.extend(taken);
    found
}

/// Brings the topmost value below the others of so many.
#[inline(never)]
pub(super) fn rotate(stack: &mut [Value], count: usize) -> bool {
    let Some(from) = stack.len().checked_sub(count) else {
        return false;
    };
    stack[from..].rotate_right(1);
    true
}
