//! Subscripts: indices, keys and slices.

use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Flavour, Heap, Object};
use crate::python::natives::Flow;
use crate::python::ops::number::Number;
use crate::python::ops::{char_value, hash_check, items_of, or_prelude, type_name};
use crate::python::value::{Range, Slice, Value};

/// `container[key]`.
///
/// # Errors
/// What Python raises.
pub fn get_item(heap: &mut Heap, container: &Value, key: &Value) -> Res<Flow> {
    if let Value::Ref(id) = container {
        heap.renew(*id);
    }
    if let Value::Ref(id) = container
        && let Object::Dict(object) = heap.get(*id)
    {
        if let Value::Str(_) | Value::Int(_) = key {
        } else {
            match hash_check(heap, key) {
                Err(Fault::Python) => {
                    return or_prelude(Err(Fault::Python), "_get_item", || {
                        vec![container.clone(), key.clone()]
                    });
                }
                other => other?,
            }
        }
        if let Some(value) = object.dict.get(key) {
            return Ok(Flow::Done(value.clone()));
        }
        if object.dict.has_own() {
            return or_prelude(Err(Fault::Python), "_get_item", || {
                vec![container.clone(), key.clone()]
            });
        }
        return match &object.flavour {
            Flavour::Default(factory) if !factory.is_none() => Ok(Flow::Prelude {
                name: "_missing",
                args: vec![container.clone(), key.clone(), factory.clone()],
                keywords: Vec::new(),
            }),
            Flavour::Counter => Ok(Flow::Done(Value::Int(0))),
            _ => Err(Fault::with(Exc::KeyError, vec![key.clone()])),
        };
    }
    or_prelude(get(heap, container, key), "_get_item", || {
        vec![container.clone(), key.clone()]
    })
}

/// The position that an index means.
///
/// # Errors
/// `TypeError` if it is no int, `IndexError` if it is outside.
pub fn position(heap: &Heap, kind: &str, len: usize, index: &Value) -> Res<usize> {
    let index = match Number::of(index) {
        Some(Number::Int(index)) => index,
        Some(Number::Big(_)) => {
            return Err(Fault::new(
                Exc::IndexError,
                "cannot fit 'int' into an index-sized integer",
            ));
        }
        _ if class::has_special(heap, index, "__index__") => return Err(Fault::Python),
        _ => {
            let given = type_name(heap, index);
            return Err(Fault::type_error(match kind {
                "string" => format!("string indices must be integers, not '{given}'"),
                "deque" => format!("sequence index must be integer, not '{given}'"),
                "byte" => format!("byte indices must be integers or slices, not {given}"),
                _ => format!("{kind} indices must be integers or slices, not {given}"),
            }));
        }
    };
    let len = len as i64;
    let at = if index < 0 { index + len } else { index };
    if (0..len).contains(&at) {
        Ok(at as usize)
    } else {
        let object = match kind {
            "byte" => "index out of range".to_owned(),
            "range" => "range object index out of range".to_owned(),
            "deque" => "deque index out of range".to_owned(),
            _ => format!("{kind} index out of range"),
        };
        Err(Fault::new(Exc::IndexError, object))
    }
}

fn get(heap: &mut Heap, container: &Value, key: &Value) -> Res {
    if let Value::Slice(slice) = key {
        return get_slice(heap, container, slice);
    }
    match container {
        Value::Tuple(items) => Ok(items[position(heap, "tuple", items.len(), key)?].clone()),
        Value::Str(text) => {
            if text.is_ascii() {
                let at = position(heap, "string", text.len(), key)?;
                return Ok(char_value(text.as_bytes()[at] as char));
            }
            let at = position(heap, "string", text.chars().count(), key)?;
            Ok(text.chars().nth(at).map_or(Value::None, char_value))
        }
        Value::Bytes(bytes) => {
            let at = position(heap, "byte", bytes.len(), key)?;
            Ok(Value::Int(i64::from(bytes[at])))
        }
        Value::Range(range) => {
            let at = position(heap, "range", range.len() as usize, key)?;
            Ok(Value::Int(range.get(at as i64)))
        }
        // `list[int]` in an annotation or an alias.
        Value::Type(_) => Ok(container.clone()),
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => Ok(items[position(heap, "list", items.len(), key)?].clone()),
            Object::Deque(deque) => {
                Ok(deque.items[position(heap, "deque", deque.items.len(), key)?].clone())
            }
            Object::Instance(_) | Object::Class(_)
                if class::has_special(heap, container, "__getitem__") =>
            {
                Err(Fault::Python)
            }
            Object::Class(_) if class::find(heap, *id, "__class_getitem__").is_some() => {
                Err(Fault::Python)
            }
            Object::Class(class) => Err(Fault::type_error(format!(
                "type '{}' is not subscriptable",
                class.name
            ))),
            _ => Err(not_subscriptable(heap, container)),
        },
        _ => Err(not_subscriptable(heap, container)),
    }
}

fn not_subscriptable(heap: &Heap, container: &Value) -> Fault {
    Fault::type_error(format!(
        "'{}' object is not subscriptable",
        type_name(heap, container)
    ))
}

/// Start, stop and step of a slice for a sequence of a length: how `range` would walk it.
///
/// # Errors
/// `TypeError` for what is no int, `ValueError` for a step of 0.
pub fn indices(heap: &Heap, slice: &Slice, len: usize) -> Res<(i64, i64, i64)> {
    let part = |value: &Value| match Number::of(value) {
        None if value.is_none() => Ok(None),
        Some(Number::Int(value)) => Ok(Some(value)),
        Some(Number::Big(value)) => Ok(Some(if value.sign() == num_bigint::Sign::Minus {
            i64::MIN
        } else {
            i64::MAX
        })),
        _ if class::has_special(heap, value, "__index__") => Err(Fault::Python),
        _ => Err(Fault::type_error(
            "slice indices must be integers or None or have an __index__ method",
        )),
    };
    let len = len as i64;
    let step = part(&slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(Fault::value_error("slice step cannot be zero"));
    }
    let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let clamp = |value: i64| {
        let value = if value < 0 {
            value.saturating_add(len)
        } else {
            value
        };
        value.clamp(low, high)
    };
    let start = part(&slice.start)?.map_or(if step > 0 { low } else { high }, clamp);
    let stop = part(&slice.stop)?.map_or(if step > 0 { high } else { low }, clamp);
    Ok((start, stop, step))
}

fn positions(start: i64, stop: i64, step: i64) -> impl Iterator<Item = usize> {
    let range = Range { start, stop, step };
    (0..range.len()).map(move |i| range.get(i) as usize)
}

fn get_slice(heap: &mut Heap, container: &Value, slice: &Slice) -> Res {
    match container {
        Value::Str(text) => {
            if text.is_ascii() {
                let (start, stop, step) = indices(heap, slice, text.len())?;
                let bytes = text.as_bytes();
                let part: String = if step == 1 {
                    text[start as usize..stop.max(start) as usize].to_owned()
                } else {
                    positions(start, stop, step)
                        .map(|at| bytes[at] as char)
                        .collect()
                };
                return heap.str(part);
            }
            let chars: Vec<char> = text.chars().collect();
            let (start, stop, step) = indices(heap, slice, chars.len())?;
            let part: String = positions(start, stop, step).map(|at| chars[at]).collect();
            heap.str(part)
        }
        Value::Bytes(bytes) => {
            let (start, stop, step) = indices(heap, slice, bytes.len())?;
            let part: Vec<u8> = positions(start, stop, step).map(|at| bytes[at]).collect();
            Ok(Value::Bytes(part.into()))
        }
        Value::Tuple(items) => {
            let (start, stop, step) = indices(heap, slice, items.len())?;
            let part: Vec<Value> = positions(start, stop, step)
                .map(|at| items[at].clone())
                .collect();
            heap.charge(part.len() * size_of::<Value>())?;
            Ok(Value::tuple(part))
        }
        Value::Range(range) => {
            let (start, stop, step) = indices(heap, slice, range.len() as usize)?;
            let (start, stop) = (range.get(start), range.get(stop));
            let step = range.step.saturating_mul(step);
            Ok(Value::Range(Range { start, stop, step }.into()))
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => {
                let (start, stop, step) = indices(heap, slice, items.len())?;
                let part = positions(start, stop, step)
                    .map(|at| items[at].clone())
                    .collect();
                heap.list(part)
            }
            Object::Deque(_) => Err(Fault::type_error(
                "sequence index must be integer, not 'slice'",
            )),
            Object::Instance(_) if class::has_special(heap, container, "__getitem__") => {
                Err(Fault::Python)
            }
            _ => Err(not_subscriptable(heap, container)),
        },
        _ => Err(not_subscriptable(heap, container)),
    }
}

/// `container[key] = value`.
///
/// # Errors
/// What Python raises.
pub fn set_item(heap: &mut Heap, container: &Value, key: &Value, value: &Value) -> Res<Flow> {
    let result = set(heap, container, key, value).map(|()| Value::None);
    or_prelude(result, "_set_item", || {
        vec![container.clone(), key.clone(), value.clone()]
    })
}

fn set(heap: &mut Heap, container: &Value, key: &Value, value: &Value) -> Res<()> {
    if let Value::Ref(id) = container {
        if let Object::Dict(object) = heap.get(*id) {
            if object.dict.has_own() && !object.dict.contains(key) {
                return Err(Fault::Python);
            }
            hash_check(heap, key)?;
            heap.renew(*id);
            dict_insert(heap, *id, key.clone(), value.clone())?;
            heap.write_through(*id);
            return Ok(());
        }
        if let (Value::Slice(slice), Object::List(_)) = (key, heap.get(*id)) {
            return set_slice(heap, container, slice, value);
        }
        match heap.get(*id) {
            Object::List(items) => {
                let at = match position(heap, "list", items.len(), key) {
                    Err(Fault::Error(error)) if error.exc == Exc::IndexError => {
                        return Err(Fault::new(
                            Exc::IndexError,
                            "list assignment index out of range",
                        ));
                    }
                    other => other?,
                };
                if let Object::List(items) = heap.get_mut(*id) {
                    items[at] = value.clone();
                }
                return Ok(());
            }
            Object::Deque(deque) => {
                let at = position(heap, "deque", deque.items.len(), key)?;
                if let Object::Deque(deque) = heap.get_mut(*id) {
                    deque.items[at] = value.clone();
                }
                return Ok(());
            }
            Object::Instance(_) if class::has_special(heap, container, "__setitem__") => {
                return Err(Fault::Python);
            }
            _ => {}
        }
    }
    Err(Fault::type_error(format!(
        "'{}' object does not support item assignment",
        type_name(heap, container)
    )))
}

/// Sets a key of a dict that is known to be hashable.
///
/// # Errors
/// `MemoryError`.
pub fn dict_insert(
    heap: &mut Heap,
    dict: crate::python::value::HeapId,
    key: Value,
    value: Value,
) -> Res<()> {
    let (old, new) = match heap.get_mut(dict) {
        Object::Dict(object) => {
            let old = object.dict.len();
            object.dict.insert(key, value);
            (old, object.dict.len())
        }
        _ => (0, 0),
    };
    if new > old {
        heap.charge(72)?;
    }
    Ok(())
}

fn set_slice(heap: &mut Heap, container: &Value, slice: &Slice, value: &Value) -> Res<()> {
    let Some(id) = container.as_ref() else {
        return Ok(());
    };
    let Object::List(old) = heap.get(id) else {
        return Ok(());
    };
    let (start, stop, step) = indices(heap, slice, old.len())?;
    let Some(new) = items_of(heap, value)? else {
        if matches!(
            heap.object(value),
            Some(Object::Iter(_) | Object::Generator(_) | Object::Instance(_))
        ) {
            return Err(Fault::Python);
        }
        return Err(Fault::type_error(if step == 1 {
            "can only assign an iterable"
        } else {
            "must assign iterable to extended slice"
        }));
    };
    let places: Vec<usize> = positions(start, stop, step).collect();
    if step != 1 && new.len() != places.len() {
        return Err(Fault::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            places.len()
        )));
    }
    heap.charge(new.len() * size_of::<Value>())?;
    if let Object::List(items) = heap.get_mut(id) {
        if step == 1 {
            let start = start as usize;
            items.splice(start..start + places.len(), new);
        } else {
            for (at, item) in places.into_iter().zip(new) {
                items[at] = item;
            }
        }
    }
    Ok(())
}

/// `del container[key]`.
///
/// # Errors
/// What Python raises.
pub fn delete_item(heap: &mut Heap, container: &Value, key: &Value) -> Res<Flow> {
    let result = delete(heap, container, key).map(|()| Value::None);
    or_prelude(result, "_delete_item", || {
        vec![container.clone(), key.clone()]
    })
}

fn delete(heap: &mut Heap, container: &Value, key: &Value) -> Res<()> {
    if let Value::Ref(id) = container {
        match heap.get(*id) {
            Object::Dict(_) => {
                hash_check(heap, key)?;
                heap.renew(*id);
                if let Object::Dict(object) = heap.get_mut(*id)
                    && object.dict.remove(key).is_none()
                    && object.flavour != Flavour::Counter
                {
                    return Err(Fault::with(Exc::KeyError, vec![key.clone()]));
                }
                heap.write_through(*id);
                return Ok(());
            }
            Object::List(items) => {
                let mut places: Vec<usize> = if let Value::Slice(slice) = key {
                    let (start, stop, step) = indices(heap, slice, items.len())?;
                    positions(start, stop, step).collect()
                } else {
                    let at = position(heap, "list", items.len(), key);
                    vec![at.map_err(|fault| {
                        assignment_index(fault, "list assignment index out of range")
                    })?]
                };
                places.sort_unstable();
                if let Object::List(items) = heap.get_mut(*id) {
                    if let (Some(first), Some(last)) = (places.first(), places.last())
                        && last - first + 1 == places.len()
                    {
                        items.drain(*first..=*last);
                    } else {
                        let mut at = 0;
                        items.retain(|_| {
                            at += 1;
                            places.binary_search(&(at - 1)).is_err()
                        });
                    }
                }
                return Ok(());
            }
            Object::Deque(deque) => {
                let at = position(heap, "deque", deque.items.len(), key)?;
                if let Object::Deque(deque) = heap.get_mut(*id) {
                    deque.items.remove(at);
                }
                return Ok(());
            }
            Object::Instance(_) if class::has_special(heap, container, "__delitem__") => {
                return Err(Fault::Python);
            }
            _ => {}
        }
    }
    Err(Fault::type_error(format!(
        "'{}' object does not support item deletion",
        type_name(heap, container)
    )))
}

fn assignment_index(fault: Fault, message: &str) -> Fault {
    match fault {
        Fault::Error(error) if error.exc == Exc::IndexError => Fault::new(Exc::IndexError, message),
        other => other,
    }
}
