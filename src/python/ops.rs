//! What operators and the elementary questions (true? equal? how long?) mean for values.
//!
//! The functions in the submodules answer for everything built in, and say [`Fault::Python`] where the program has its own idea (`__eq__`,
//! `__add__`, …) before anything has changed. The functions that return a `Flow` send those to the prelude.

use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object, ViewKind};
use crate::python::value::{Tuple, Value};

pub mod item;
pub mod keyed;
mod kind;
pub mod number;
mod operator;
pub mod order;
pub mod sequence;

pub use item::{delete_item, get_item, set_item};
pub use kind::{type_name, type_of};
pub use operator::{binary, binary_value, compare, inplace, or_prelude, test, unary};
pub use order::{equal, ordered, same_or_equal};

use number::Number;

/// Python's `is`.
pub fn identical(a: &Value, b: &Value) -> bool {
    use std::sync::Arc;
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => a.same(b),
        (Value::Str(a), Value::Str(b)) => Arc::ptr_eq(a, b) || (a.len() <= 20 && a == b),
        (Value::Bytes(a), Value::Bytes(b)) => Arc::ptr_eq(a, b),
        (Value::Range(a), Value::Range(b)) => Arc::ptr_eq(a, b),
        (Value::Slice(a), Value::Slice(b)) => Arc::ptr_eq(a, b),
        (Value::Big(a), Value::Big(b)) => Arc::ptr_eq(a, b),
        (Value::Method(a), Value::Method(b)) => Arc::ptr_eq(a, b),
        _ => a == b,
    }
}

/// Whether a value counts as true.
///
/// # Errors
/// [`Fault::Python`] if the program defines it.
pub fn truth(heap: &Heap, value: &Value) -> Res<bool> {
    Ok(match value {
        Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::Tuple(items) => !items.is_empty(),
        Value::Range(range) => !range.is_empty(),
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => !items.is_empty(),
            Object::Dict(object) => !object.dict.is_empty(),
            Object::Set(set) => !set.is_empty(),
            Object::Deque(deque) => !deque.items.is_empty(),
            Object::View(..) => len(heap, value)? != 0,
            Object::Instance(_) | Object::Exception(_) | Object::Class(_) => {
                if class::has_special(heap, value, "__bool__")
                    || class::has_special(heap, value, "__len__")
                {
                    return Err(Fault::Python);
                }
                true
            }
            _ => true,
        },
        _ => true,
    })
}

/// `len(value)`.
///
/// # Errors
/// `TypeError` if it has none.
pub fn len(heap: &Heap, value: &Value) -> Res<usize> {
    Ok(match value {
        Value::Str(text) => char_count(text),
        Value::Bytes(bytes) => bytes.len(),
        Value::Tuple(items) => items.len(),
        Value::Range(range) => range.len() as usize,
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => items.len(),
            Object::Dict(object) => object.dict.len(),
            Object::Set(set) => set.len(),
            Object::Deque(deque) => deque.items.len(),
            Object::View(dict, _) => return len(heap, &Value::Ref(*dict)),
            Object::Instance(_) | Object::Class(_)
                if class::has_special(heap, value, "__len__") =>
            {
                return Err(Fault::Python);
            }
            _ => return Err(no_len(heap, value)),
        },
        _ => return Err(no_len(heap, value)),
    })
}

fn no_len(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!(
        "object of type '{}' has no len()",
        type_name(heap, value)
    ))
}

/// How many characters a text has.
pub fn char_count(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Sees to it that a value may be a key of a dict or a member of a set.
///
/// # Errors
/// `TypeError` for values that can change; [`Fault::Python`] for those that the program's code compares ([`keyed`]).
pub fn hash_check(heap: &Heap, value: &Value) -> Res<()> {
    match value {
        Value::Tuple(items) => {
            if items.nodes() > 1 << 20 {
                return Err(Fault::memory());
            }
            if items.depth() > order::DEEP {
                return Err(Fault::new(
                    Exc::RecursionError,
                    "maximum recursion depth exceeded while hashing a tuple",
                ));
            }
            items.iter().try_for_each(|item| hash_check(heap, item))
        }
        Value::Slice(_) => Err(unhashable(heap, value)),
        Value::Ref(id) => match heap.get(*id) {
            Object::Set(set) if set.frozen => Err(Fault::Python),
            Object::List(_)
            | Object::Dict(_)
            | Object::Set(_)
            | Object::Deque(_)
            | Object::View(..) => Err(unhashable(heap, value)),
            Object::Instance(_) | Object::Exception(_)
                if class::has_special(heap, value, "__eq__") =>
            {
                if class::has_special(heap, value, "__hash__") {
                    Err(Fault::Python)
                } else {
                    Err(unhashable(heap, value))
                }
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn unhashable(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!("unhashable type: '{}'", type_name(heap, value)))
}

/// The items of a built-in collection in the order of iteration; none if it is something else.
///
/// # Errors
/// None so far; collections may learn to fail.
pub fn items_of(heap: &Heap, value: &Value) -> Res<Option<Vec<Value>>> {
    Ok(Some(match value {
        Value::Tuple(items) => items.to_vec(),
        Value::Str(text) => text.chars().map(char_value).collect(),
        Value::Bytes(bytes) => bytes.iter().map(|&b| Value::Int(i64::from(b))).collect(),
        Value::Range(range) if range.len() <= 1 << 20 => {
            (0..range.len()).map(|i| Value::Int(range.get(i))).collect()
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => items.clone(),
            Object::Dict(object) => object.dict.keys().cloned().collect(),
            Object::Set(set) => set.iter().cloned().collect(),
            Object::Deque(deque) => deque.items.iter().cloned().collect(),
            Object::View(dict, kind) => match heap.get(*dict) {
                Object::Dict(object) => match kind {
                    ViewKind::Keys => object.dict.keys().cloned().collect(),
                    ViewKind::Values => object.dict.values().cloned().collect(),
                    ViewKind::Items => object
                        .dict
                        .iter()
                        .map(|(key, value)| pair(key.clone(), value.clone()))
                        .collect(),
                },
                _ => return Ok(None),
            },
            _ => return Ok(None),
        },
        _ => return Ok(None),
    }))
}

/// A str of one character.
pub fn char_value(c: char) -> Value {
    let mut buffer = [0; 4];
    Value::from(&*c.encode_utf8(&mut buffer))
}

/// A tuple of two.
pub fn pair(a: Value, b: Value) -> Value {
    Value::Tuple(Tuple::new(vec![a, b]))
}

/// Python's `in`.
///
/// # Errors
/// `TypeError` for what contains nothing; [`Fault::Python`] where the program's code decides.
pub fn contains(heap: &Heap, container: &Value, item: &Value) -> Res<bool> {
    match container {
        Value::Str(text) => {
            return match item {
                Value::Str(part) => Ok(text.contains(&**part)),
                _ => Err(Fault::type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    type_name(heap, item)
                ))),
            };
        }
        Value::Bytes(bytes) => {
            return match item {
                Value::Int(_) | Value::Bool(_) | Value::Big(_) => match Number::of(item) {
                    Some(Number::Int(byte @ 0..256)) => Ok(bytes.contains(&(byte as u8))),
                    _ => Err(Fault::value_error("byte must be in range(0, 256)")),
                },
                Value::Bytes(part) => Ok(
                    part.is_empty() || bytes.windows(part.len()).any(|window| window == &**part)
                ),
                _ => Err(Fault::type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    type_name(heap, item)
                ))),
            };
        }
        Value::Tuple(items) => return any_equal(heap, items.iter(), item),
        Value::Range(range) => {
            if let Some(Number::Int(value)) = Number::of(item) {
                let (low, high) = if range.step > 0 {
                    (range.start, range.stop)
                } else {
                    (range.stop.saturating_add(1), range.start.saturating_add(1))
                };
                let offset = i128::from(value) - i128::from(range.start);
                return Ok((low..high).contains(&value) && offset % i128::from(range.step) == 0);
            }
            if let Value::Float(value) = item {
                return Ok(
                    value.fract() == 0.0 && contains(heap, container, &Value::Int(*value as i64))?
                );
            }
            return Ok(false);
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => return any_equal(heap, items.iter(), item),
            Object::Deque(deque) => return any_equal(heap, deque.items.iter(), item),
            Object::Dict(object) => {
                hash_check(heap, item)?;
                if object.dict.has_own() && !object.dict.contains(item) {
                    return Err(Fault::Python);
                }
                return Ok(object.dict.contains(item));
            }
            Object::Set(set) => {
                if matches!(heap.object(item), Some(Object::Set(_))) {
                    return any_equal(heap, set.iter(), item);
                }
                hash_check(heap, item)?;
                return Ok(set.contains(item));
            }
            Object::View(dict, kind) => {
                let Object::Dict(object) = heap.get(*dict) else {
                    return Ok(false);
                };
                return match kind {
                    ViewKind::Keys => contains(heap, &Value::Ref(*dict), item),
                    ViewKind::Values => any_equal(heap, object.dict.values(), item),
                    ViewKind::Items => match item {
                        Value::Tuple(pair) if pair.len() == 2 => {
                            hash_check(heap, &pair[0])?;
                            match object.dict.get(&pair[0]) {
                                Some(value) => same_or_equal(heap, value, &pair[1]),
                                None => Ok(false),
                            }
                        }
                        _ => Ok(false),
                    },
                };
            }
            Object::Iter(_) | Object::Generator(_) => return Err(Fault::Python),
            Object::Instance(_) | Object::Class(_)
                if ["__contains__", "__iter__", "__getitem__"]
                    .iter()
                    .any(|name| class::has_special(heap, container, name)) =>
            {
                return Err(Fault::Python);
            }
            _ => {}
        },
        _ => {}
    }
    Err(Fault::type_error(format!(
        "argument of type '{}' is not iterable",
        type_name(heap, container)
    )))
}

fn any_equal<'a>(heap: &Heap, items: impl Iterator<Item = &'a Value>, wanted: &Value) -> Res<bool> {
    for item in items {
        if same_or_equal(heap, item, wanted)? {
            return Ok(true);
        }
    }
    Ok(false)
}
