//! Operands of the quick ways: where they come from, what they come to, where that goes. Ints are never moved as values of
//! whatever kind: a processor waits for what was written in parts and is read as a whole.

use crate::python::code::{BinaryOp, CompareOp, Const};
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

/// Pushes a constant, if it is a plain one.
#[inline]
pub(super) fn push_constant(stack: &mut Vec<Value>, constant: &Const) -> bool {
    match constant {
        Const::Int(value) => {
            push_int(stack, *value);
            true
        }
        constant => push_any_constant(stack, constant),
    }
}

#[inline(never)]
fn push_any_constant(stack: &mut Vec<Value>, constant: &Const) -> bool {
    stack.push(match constant {
        Const::Str(text) => Value::Str(text.clone()),
        Const::Bool(value) => Value::Bool(*value),
        Const::Float(value) => Value::Float(*value),
        _ => return false,
    });
    true
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
) -> bool {
    let result = ints((a, b), locals, stack).and_then(|(a, b)| number::quick_int(op, a, b));
    let Some(result) = result else {
        return binary_any(op, (a, b), to, locals, stack);
    };
    drop_operands(stack, a, b);
    match to {
        Some(slot) => locals[usize::from(slot)].set_int(result),
        None => push_int(stack, result),
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
) -> bool {
    let result = with_operands((a, b), locals, stack, |a, b| number::quick(op, a, b));
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

/// Compares; none if these are not simply compared. The operands stay where they are.
#[inline]
pub(super) fn compare(
    op: CompareOp,
    from: (From, From),
    locals: &[Value],
    stack: &[Value],
) -> Option<bool> {
    if let Some((a, b)) = ints(from, locals, stack) {
        return Some(match op {
            CompareOp::Eq => a == b,
            CompareOp::NotEq => a != b,
            CompareOp::Less => a < b,
            CompareOp::LessEq => a <= b,
            CompareOp::Greater => a > b,
            CompareOp::GreaterEq => a >= b,
            _ => return None,
        });
    }
    compare_any(op, from, locals, stack)
}

#[inline(never)]
fn compare_any(
    op: CompareOp,
    from: (From, From),
    locals: &[Value],
    stack: &[Value],
) -> Option<bool> {
    with_operands(from, locals, stack, |a, b| match (op, a, b) {
        (CompareOp::Is, ..) => Some(ops::identical(a, b)),
        (CompareOp::IsNot, ..) => Some(!ops::identical(a, b)),
        (CompareOp::Eq, Value::Str(a), Value::Str(b)) => Some(a == b),
        (CompareOp::NotEq, Value::Str(a), Value::Str(b)) => Some(a != b),
        _ => None,
    })
}

/// Both operands, if they are small ints.
#[inline]
fn ints(from: (From, From), locals: &[Value], stack: &[Value]) -> Option<(i64, i64)> {
    let int = |from, below| match from {
        From::Int(value) => Some(i64::from(value)),
        from => match place(from, below, locals, stack)? {
            Value::Int(value) => Some(*value),
            _ => None,
        },
    };
    let b = int(from.1, 1)?;
    let a = int(from.0, 1 + usize::from(from.1 == From::Stack))?;
    Some((a, b))
}

fn with_operands<T>(
    from: (From, From),
    locals: &[Value],
    stack: &[Value],
    run: impl FnOnce(&Value, &Value) -> Option<T>,
) -> Option<T> {
    let room = |from| match from {
        From::Int(value) => Value::Int(i64::from(value)),
        _ => Value::None,
    };
    let (room_a, room_b) = (room(from.0), room(from.1));
    let below = 1 + usize::from(from.1 == From::Stack);
    let a = place(from.0, below, locals, stack).unwrap_or(&room_a);
    let b = place(from.1, 1, locals, stack).unwrap_or(&room_b);
    (a.is_bound() && b.is_bound()).then(|| run(a, b))?
}

/// Where an operand lies, if that is not the instruction; `below` is its place from the top of the stack.
#[inline]
fn place<'a>(
    from: From,
    below: usize,
    locals: &'a [Value],
    stack: &'a [Value],
) -> Option<&'a Value> {
    match from {
        From::Stack => stack.get(stack.len().wrapping_sub(below)),
        From::Local(slot) => locals.get(usize::from(slot)),
        From::Int(_) | From::None => None,
    }
}
