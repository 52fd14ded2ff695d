//! Operands of the quick ways: where they come from, what they come to, where that goes. Ints are never moved as values of
//! whatever kind: a processor waits for what was written in parts and is read as a whole.

use crate::python::code::{BinaryOp, CompareOp};
use crate::python::heap::{Heap, Object};
use crate::python::ops::{self, number};
use crate::python::quick::From;
use crate::python::value::Value;

/// Lets go of the topmost value, where it lies.
#[inline]
pub(super) fn drop_top(stack: &mut Vec<Value>) {
    stack.truncate(stack.len().saturating_sub(1));
}

/// Lets go of the operands that an operator has used up.
#[inline]
pub(super) fn drop_operands(stack: &mut Vec<Value>, a: From, b: From) {
    for from in [a, b] {
        if from == From::Stack {
            drop_top(stack);
        }
    }
}

/// Pushes an int. That this is a call keeps the compiler from pushing values of all kinds in one place, by way of memory.
#[inline(never)]
pub(super) fn push_int(stack: &mut Vec<Value>, value: i64) {
    stack.push(Value::Int(value));
}

/// Pushes a copy of a value.
#[inline]
pub(super) fn push(stack: &mut Vec<Value>, value: &Value) {
    match value {
        Value::Int(value) => push_int(stack, *value),
        value => push_any(stack, value),
    }
}

#[inline(never)]
fn push_any(stack: &mut Vec<Value>, value: &Value) {
    stack.push(value.clone());
}

/// Pushes what something came to.
#[inline(never)]
pub(super) fn push_result(stack: &mut Vec<Value>, value: Value) {
    stack.push(value);
}

/// Pushes a copy of an operand; whether there is one. What is on the stack stays there.
#[inline]
pub(super) fn push_from(
    from: From,
    locals: &[Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
) -> bool {
    let value = match from {
        From::Stack => return true,
        From::Int(value) => {
            push_int(stack, i64::from(value));
            return true;
        }
        From::Local(slot) => &locals[usize::from(slot)],
        From::Const(index) => &consts[usize::from(index)],
    };
    let bound = value.is_bound();
    if bound {
        push(stack, value);
    }
    bound
}

/// Puts what an operand has come to in its place, or on top if that was elsewhere.
#[inline]
pub(super) fn put(stack: &mut Vec<Value>, from: From, value: Value) {
    match stack.last_mut() {
        Some(top) if from == From::Stack => *top = value,
        _ => push_result(stack, value),
    }
}

/// Pushes copies of so many topmost values.
#[inline(never)]
pub(super) fn push_again(stack: &mut Vec<Value>, count: usize) -> bool {
    match stack.len().checked_sub(count) {
        Some(from) => {
            stack.extend_from_within(from..);
            true
        }
        None => false,
    }
}

/// Computes, and puts the result where it belongs: into a local, or onto the stack. Whether it could.
#[inline]
pub(super) fn binary(
    op: BinaryOp,
    (a, b): (From, From),
    to: Option<u16>,
    locals: &mut [Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
) -> bool {
    let result = ints((a, b), locals, stack, consts).and_then(|(a, b)| number::quick_int(op, a, b));
    let Some(result) = result else {
        return binary_float(op, (a, b), to, locals, stack, consts);
    };
    drop_operands(stack, a, b);
    match to {
        Some(slot) => locals[usize::from(slot)].set_int(result),
        None => push_int(stack, result),
    }
    true
}

/// The same with floats.
#[inline(never)]
fn binary_float(
    op: BinaryOp,
    (a, b): (From, From),
    to: Option<u16>,
    locals: &mut [Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
) -> bool {
    let operands = floats((a, b), locals, stack, consts);
    let result = operands.and_then(|(a, b)| number::quick_float(op, a, b));
    let Some(result) = result else {
        return binary_any(op, (a, b), to, locals, stack, consts);
    };
    match (to, a == From::Stack, b == From::Stack) {
        (None, true, both) => {
            if both {
                drop_top(stack);
            }
            if let Some(top) = stack.last_mut() {
                top.set_float(result);
            }
        }
        (None, false, true) => {
            if let Some(top) = stack.last_mut() {
                top.set_float(result);
            }
        }
        (None, false, false) => stack.push(Value::Float(result)),
        (Some(slot), ..) => {
            drop_operands(stack, a, b);
            locals[usize::from(slot)].set_float(result);
        }
    }
    true
}

#[inline(never)]
fn binary_any(
    op: BinaryOp,
    (a, b): (From, From),
    to: Option<u16>,
    locals: &mut [Value],
    stack: &mut Vec<Value>,
    consts: &[Value],
) -> bool {
    let result = with_operands((a, b), (locals, stack, consts), |a, b| {
        number::quick(op, a, b)
    });
    let Some(result) = result else {
        return false;
    };
    drop_operands(stack, a, b);
    match to {
        Some(slot) => locals[usize::from(slot)] = result,
        None => stack.push(result),
    }
    true
}

/// Compares; none if these are not simply compared. The operands stay where they are. There is no heap where somebody should get to
/// know of a look into what is shared.
#[inline]
pub(super) fn compare(
    op: CompareOp,
    from: (From, From),
    (locals, stack, consts): (&[Value], &[Value], &[Value]),
    heap: Option<&Heap>,
) -> Option<bool> {
    if let Some((a, b)) = ints(from, locals, stack, consts) {
        return ordered(op, &a, &b);
    }
    compare_any(op, from, (locals, stack, consts), heap)
}

fn ordered<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> Option<bool> {
    Some(match op {
        CompareOp::Eq => a == b,
        CompareOp::NotEq => a != b,
        CompareOp::Less => a < b,
        CompareOp::LessEq => a <= b,
        CompareOp::Greater => a > b,
        CompareOp::GreaterEq => a >= b,
        _ => return None,
    })
}

#[inline(never)]
fn compare_any(
    op: CompareOp,
    from: (From, From),
    places: (&[Value], &[Value], &[Value]),
    heap: Option<&Heap>,
) -> Option<bool> {
    with_operands(from, places, |a, b| match (op, a, b) {
        (CompareOp::Is, ..) => Some(ops::identical(a, b)),
        (CompareOp::IsNot, ..) => Some(!ops::identical(a, b)),
        (CompareOp::In, ..) => contains(heap?, b, a),
        (CompareOp::NotIn, ..) => contains(heap?, b, a).map(|is_in| !is_in),
        (_, Value::Str(a), Value::Str(b)) => ordered(op, a, b),
        (_, Value::Float(a), Value::Float(b)) => ordered(op, a, b),
        (_, Value::Float(a), Value::Int(b)) if is_exact(*b) => ordered(op, a, &(*b as f64)),
        (_, Value::Int(a), Value::Float(b)) if is_exact(*a) => ordered(op, &(*a as f64), b),
        (CompareOp::Eq, Value::None, Value::Int(_) | Value::Str(_) | Value::Bool(_))
        | (CompareOp::Eq, Value::Int(_) | Value::Str(_) | Value::Bool(_), Value::None) => {
            Some(false)
        }
        _ => None,
    })
}

/// Whether a float has room for an int.
fn is_exact(value: i64) -> bool {
    value.unsigned_abs() < 1 << 53
}

/// `key in collection`, for an int or a str; none where that is not plain.
fn contains(heap: &Heap, collection: &Value, key: &Value) -> Option<bool> {
    let among = |items: &[Value]| {
        for item in items {
            match (item, key) {
                (Value::Int(item), Value::Int(key)) if item == key => return Some(true),
                (Value::Str(item), Value::Str(key)) if item == key => return Some(true),
                (Value::Int(_) | Value::Str(_), _) => {}
                _ => return None,
            }
        }
        Some(false)
    };
    if !matches!(key, Value::Int(_) | Value::Str(_)) {
        return None;
    }
    match collection {
        Value::Tuple(items) => among(items),
        Value::Str(text) => Some(text.contains(key.as_str()?)),
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => among(items),
            Object::Dict(object) => {
                let is_in = object.dict.contains(key);
                (is_in || !object.dict.has_own()).then_some(is_in)
            }
            Object::Set(set) => Some(set.contains(key)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value counts as true, where that is plain; no heap as for [`compare`].
#[inline(never)]
pub(super) fn truth(heap: Option<&Heap>, value: &Value) -> Option<bool> {
    Some(match value {
        Value::None => false,
        Value::Bool(truth) => *truth,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Tuple(items) if heap.is_some() => !items.is_empty(),
        Value::Ref(id) => match heap?.get(*id) {
            Object::List(items) => !items.is_empty(),
            Object::Dict(object) => !object.dict.is_empty(),
            Object::Set(set) => !set.is_empty(),
            Object::Deque(deque) => !deque.items.is_empty(),
            _ => return None,
        },
        _ => return None,
    })
}

/// Both operands, if they are small ints.
#[inline]
fn ints(
    from: (From, From),
    locals: &[Value],
    stack: &[Value],
    consts: &[Value],
) -> Option<(i64, i64)> {
    let int = |from, below| match from {
        From::Int(value) => Some(i64::from(value)),
        from => match place(from, below, locals, stack, consts)? {
            Value::Int(value) => Some(*value),
            _ => None,
        },
    };
    let b = int(from.1, 1)?;
    let a = int(from.0, 1 + usize::from(from.1 == From::Stack))?;
    Some((a, b))
}

/// Both operands as floats, if one is and the other one is a small int or one, too.
#[inline]
fn floats(
    from: (From, From),
    locals: &[Value],
    stack: &[Value],
    consts: &[Value],
) -> Option<(f64, f64)> {
    let float = |from, below| match from {
        From::Int(value) => Some((f64::from(value), false)),
        from => match place(from, below, locals, stack, consts)? {
            Value::Float(value) => Some((*value, true)),
            Value::Int(value) => Some((*value as f64, false)),
            _ => None,
        },
    };
    let (b, is_b) = float(from.1, 1)?;
    let (a, is_a) = float(from.0, 1 + usize::from(from.1 == From::Stack))?;
    (is_a || is_b).then_some((a, b))
}

fn with_operands<T>(
    from: (From, From),
    (locals, stack, consts): (&[Value], &[Value], &[Value]),
    run: impl FnOnce(&Value, &Value) -> Option<T>,
) -> Option<T> {
    let room = |from| match from {
        From::Int(value) => Value::Int(i64::from(value)),
        _ => Value::None,
    };
    let (room_a, room_b) = (room(from.0), room(from.1));
    let below = 1 + usize::from(from.1 == From::Stack);
    let a = place(from.0, below, locals, stack, consts).unwrap_or(&room_a);
    let b = place(from.1, 1, locals, stack, consts).unwrap_or(&room_b);
    (a.is_bound() && b.is_bound()).then(|| run(a, b))?
}

/// Where an operand lies, if that is not the instruction; `below` is its place from the top of the stack.
#[inline]
pub(super) fn place<'a>(
    from: From,
    below: usize,
    locals: &'a [Value],
    stack: &'a [Value],
    consts: &'a [Value],
) -> Option<&'a Value> {
    match from {
        From::Stack => stack.get(stack.len().wrapping_sub(below)),
        From::Local(slot) => locals.get(usize::from(slot)),
        From::Const(index) => consts.get(usize::from(index)),
        From::Int(_) => None,
    }
}
