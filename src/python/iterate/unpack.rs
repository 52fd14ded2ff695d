//! The items of something, all at once: `a, *b = value`.

use super::items;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::Heap;
use crate::python::ops;
use crate::python::value::Value;

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
