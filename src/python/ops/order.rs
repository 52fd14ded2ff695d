//! Comparison.

use std::cell::Cell;
use std::cmp::Ordering;

use crate::python::class;
use crate::python::code::CompareOp;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::hash::key_equal;
use crate::python::heap::{Flavour, Heap, Object, ViewKind};
use crate::python::ops::number::{self, Number};
use crate::python::ops::{contains, identical, items_of, keyed, type_name};
use crate::python::value::Value;

/// Nesting up to which values are compared by recursion.
pub const DEEP: u32 = 200;

/// Python's `==`.
///
/// # Errors
/// `RecursionError`; [`Fault::Python`] if the program defines what is equal.
pub fn equal(heap: &Heap, a: &Value, b: &Value) -> Res<bool> {
    equal_at(heap, a, b, &Walk::new())
}

/// How deep a comparison is, and how much it may still compare: structures that share parts of parts would take for ever.
struct Walk {
    depth: Cell<u32>,
    left: Cell<u32>,
}

impl Walk {
    fn new() -> Walk {
        Walk {
            depth: Cell::new(0),
            left: Cell::new(1 << 24),
        }
    }

    fn deeper<T>(&self, compare: impl FnOnce() -> Res<T>) -> Res<T> {
        let (depth, left) = (self.depth.get(), self.left.get());
        if depth > DEEP || left == 0 {
            return Err(Fault::new(
                Exc::RecursionError,
                "maximum recursion depth exceeded in comparison",
            ));
        }
        self.depth.set(depth + 1);
        self.left.set(left - 1);
        let result = compare();
        self.depth.set(depth);
        result
    }
}

/// Whether they are one object or equal, as containers ask.
///
/// # Errors
/// As [`equal`].
pub fn same_or_equal(heap: &Heap, a: &Value, b: &Value) -> Res<bool> {
    Ok(identical(a, b) || equal(heap, a, b)?)
}

fn inner(heap: &Heap, a: &Value, b: &Value, walk: &Walk) -> Res<bool> {
    Ok(identical(a, b) || walk.deeper(|| equal_at(heap, a, b, walk))?)
}

fn all_equal<'a>(
    heap: &Heap,
    mut a: impl ExactSizeIterator<Item = &'a Value>,
    mut b: impl ExactSizeIterator<Item = &'a Value>,
    walk: &Walk,
) -> Res<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    while let (Some(a), Some(b)) = (a.next(), b.next()) {
        if !inner(heap, a, b, walk)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether counters count the same: what one does not have it counts as 0.
fn counts_equal(heap: &Heap, a: &Dict, b: &Dict, walk: &Walk) -> Res<bool> {
    for (one, other) in [(a, b), (b, a)] {
        for (key, count) in one.iter() {
            let zero = Value::Int(0);
            if !inner(heap, count, other.get(key).unwrap_or(&zero), walk)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn equal_at(heap: &Heap, a: &Value, b: &Value, walk: &Walk) -> Res<bool> {
    match (a, b) {
        (Value::Tuple(a), Value::Tuple(b)) => return all_equal(heap, a.iter(), b.iter(), walk),
        (Value::Ref(_), _) | (_, Value::Ref(_)) => {}
        (Value::Float(a), Value::Float(b)) => {
            return Ok(a.partial_cmp(b).is_some_and(Ordering::is_eq));
        }
        _ => return Ok(key_equal(a, b)),
    }
    if class::has_special(heap, a, "__eq__") || class::has_special(heap, b, "__eq__") {
        return Err(Fault::Python);
    }
    let (Value::Ref(x), Value::Ref(y)) = (a, b) else {
        return Ok(false);
    };
    match (heap.get(*x), heap.get(*y)) {
        (Object::List(a), Object::List(b)) => all_equal(heap, a.iter(), b.iter(), walk),
        (Object::Deque(a), Object::Deque(b)) => {
            all_equal(heap, a.items.iter(), b.items.iter(), walk)
        }
        (Object::Dict(_), Object::Dict(_)) | (Object::Set(_), Object::Set(_))
            if keyed::any_own(heap, a) || keyed::any_own(heap, b) =>
        {
            Err(Fault::Python)
        }
        (Object::Dict(a), Object::Dict(b)) => {
            if a.flavour == Flavour::Counter && b.flavour == Flavour::Counter {
                return counts_equal(heap, &a.dict, &b.dict, walk);
            }
            if a.dict.len() != b.dict.len() {
                return Ok(false);
            }
            if a.flavour == Flavour::Ordered && b.flavour == Flavour::Ordered {
                let mut keys = a.dict.keys().zip(b.dict.keys());
                if !keys.all(|(one, other)| key_equal(one, other)) {
                    return Ok(false);
                }
            }
            for (key, value) in a.dict.iter() {
                match b.dict.get(key) {
                    Some(other) if inner(heap, value, other, walk)? => {}
                    _ => return Ok(false),
                }
            }
            Ok(true)
        }
        (Object::Set(a), Object::Set(b)) => {
            Ok(a.len() == b.len() && a.iter().all(|item| b.contains(item)))
        }
        (Object::View(..), _) | (_, Object::View(..)) => {
            let (Some(left), Some(right)) = (as_set(heap, a)?, as_set(heap, b)?) else {
                return Ok(x == y);
            };
            Ok(left.len() == right.len() && covers(heap, b, &left)?)
        }
        _ => Ok(x == y),
    }
}

/// The members of something that is a set or behaves like one.
fn as_set(heap: &Heap, value: &Value) -> Res<Option<Vec<Value>>> {
    match heap.object(value) {
        Some(Object::Set(_) | Object::View(_, ViewKind::Keys | ViewKind::Items)) => {
            items_of(heap, value)
        }
        _ => Ok(None),
    }
}

fn covers(heap: &Heap, container: &Value, items: &[Value]) -> Res<bool> {
    for item in items {
        if !contains(heap, container, item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn holds(op: CompareOp, order: Option<Ordering>) -> bool {
    match op {
        CompareOp::Less => order == Some(Ordering::Less),
        CompareOp::LessEq => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Greater => order == Some(Ordering::Greater),
        CompareOp::GreaterEq => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => false,
    }
}

/// Python's `<`, `<=`, `>`, `>=`.
///
/// # Errors
/// `TypeError` if there is no order between them; [`Fault::Python`] if the program defines it.
pub fn ordered(heap: &Heap, op: CompareOp, a: &Value, b: &Value) -> Res<bool> {
    ordered_at(heap, op, a, b, &Walk::new())
}

fn ordered_at(heap: &Heap, op: CompareOp, a: &Value, b: &Value, walk: &Walk) -> Res<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Ok(holds(op, Some(a.cmp(b)))),
        (Value::Str(a), Value::Str(b)) => return Ok(holds(op, Some(a.cmp(b)))),
        (Value::Bytes(a), Value::Bytes(b)) => return Ok(holds(op, Some(a.cmp(b)))),
        (Value::Tuple(a), Value::Tuple(b)) => return by_items(heap, op, a, b, walk),
        _ => {}
    }
    if let (Some(a), Some(b)) = (Number::of(a), Number::of(b)) {
        return Ok(holds(op, number::order(&a, &b)));
    }
    if let (Some(x), Some(y)) = (heap.object(a), heap.object(b)) {
        match (x, y) {
            (Object::List(a), Object::List(b)) => return by_items(heap, op, a, b, walk),
            (Object::Deque(a), Object::Deque(b)) => {
                let (a, b): (Vec<_>, Vec<_>) = (
                    a.items.iter().cloned().collect(),
                    b.items.iter().cloned().collect(),
                );
                return by_items(heap, op, &a, &b, walk);
            }
            (Object::Set(_) | Object::View(..), Object::Set(_) | Object::View(..)) => {
                if let (Some(left), Some(right)) = (as_set(heap, a)?, as_set(heap, b)?) {
                    return Ok(match op {
                        CompareOp::Less => left.len() < right.len() && covers(heap, b, &left)?,
                        CompareOp::LessEq => covers(heap, b, &left)?,
                        CompareOp::Greater => left.len() > right.len() && covers(heap, a, &right)?,
                        _ => covers(heap, a, &right)?,
                    });
                }
            }
            _ => {}
        }
    }
    let counts = |value: &Value| matches!(heap.object(value), Some(Object::Dict(object)) if object.flavour == Flavour::Counter);
    if counts(a) && counts(b) {
        return Err(Fault::Python);
    }
    let (method, reflected) = methods_of(op);
    if class::has_special(heap, a, method) || class::has_special(heap, b, reflected) {
        return Err(Fault::Python);
    }
    Err(no_order(heap, op, a, b))
}

/// The names of an order's method and of its mirror image.
pub fn methods_of(op: CompareOp) -> (&'static str, &'static str) {
    match op {
        CompareOp::Less => ("__lt__", "__gt__"),
        CompareOp::LessEq => ("__le__", "__ge__"),
        CompareOp::Greater => ("__gt__", "__lt__"),
        CompareOp::GreaterEq => ("__ge__", "__le__"),
        CompareOp::NotEq => ("__ne__", "__ne__"),
        _ => ("__eq__", "__eq__"),
    }
}

/// The error of values that have no order.
pub fn no_order(heap: &Heap, op: CompareOp, a: &Value, b: &Value) -> Fault {
    Fault::type_error(format!(
        "'{}' not supported between instances of '{}' and '{}'",
        op.symbol(),
        type_name(heap, a),
        type_name(heap, b)
    ))
}

fn by_items(heap: &Heap, op: CompareOp, a: &[Value], b: &[Value], walk: &Walk) -> Res<bool> {
    for (x, y) in a.iter().zip(b) {
        if !inner(heap, x, y, walk)? {
            return walk.deeper(|| ordered_at(heap, op, x, y, walk));
        }
    }
    Ok(holds(op, Some(a.len().cmp(&b.len()))))
}

/// Sorts, stable, by Python's `<`.
///
/// # Errors
/// As [`ordered`]; the order of the items is unspecified then.
pub fn sort(heap: &Heap, items: &mut [Value]) -> Res<()> {
    if items.iter().all(|item| matches!(item, Value::Int(_))) {
        items.sort_by_key(|item| match item {
            Value::Int(value) => *value,
            _ => 0,
        });
        return Ok(());
    }
    if items.iter().all(|item| matches!(item, Value::Str(_))) {
        items.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        return Ok(());
    }
    let less = |a: &Value, b: &Value| ordered(heap, CompareOp::Less, a, b);
    merge_sort(items, &less, &mut Vec::with_capacity(items.len()))
}

/// Sorts things by their keys, stably.
///
/// # Errors
/// As [`sort`].
pub fn sort_by_key<'v, T: Clone>(
    heap: &Heap,
    things: &mut [T],
    key: impl Fn(&T) -> &'v Value,
) -> Res<()> {
    let ints: Option<Vec<i64>> = (things.iter().map(&key))
        .map(|key| match key {
            Value::Int(value) => Some(*value),
            _ => None,
        })
        .collect();
    if ints.is_some() {
        things.sort_by_key(|thing| match key(thing) {
            Value::Int(value) => *value,
            _ => 0,
        });
        return Ok(());
    }
    let less = |a: &T, b: &T| ordered(heap, CompareOp::Less, key(a), key(b));
    merge_sort(things, &less, &mut Vec::with_capacity(things.len()))
}

/// The standard library's sort may panic when the program's order is none; this one only comes to nonsense.
fn merge_sort<T: Clone>(
    items: &mut [T],
    less: &dyn Fn(&T, &T) -> Res<bool>,
    spare: &mut Vec<T>,
) -> Res<()> {
    if items.len() < 2 {
        return Ok(());
    }
    let (left, right) = items.split_at_mut(items.len() / 2);
    merge_sort(left, less, spare)?;
    merge_sort(right, less, spare)?;
    if !less(&right[0], &left[left.len() - 1])? {
        return Ok(());
    }
    spare.clear();
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if less(&right[j], &left[i])? {
            spare.push(right[j].clone());
            j += 1;
        } else {
            spare.push(left[i].clone());
            i += 1;
        }
    }
    spare.extend_from_slice(&left[i..]);
    spare.extend_from_slice(&right[j..]);
    items.clone_from_slice(spare);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_that_share_parts_do_not_take_for_ever() {
        let mut heap = Heap::default();
        let mut tower = || {
            let mut list = heap.list(vec![]).unwrap();
            let mut tuple = Value::tuple(vec![]);
            for _ in 0..100 {
                list = heap.list(vec![list.clone(), list]).unwrap();
                tuple = Value::tuple(vec![tuple.clone(), tuple]);
            }
            (list, tuple)
        };
        let (a, b) = (tower(), tower());
        assert!(equal(&heap, &a.0, &b.0).is_err());
        assert!(crate::python::ops::hash_check(&heap, &a.1).is_err());
        heap.collect([&a.0, &a.1, &b.1]);
    }

    #[test]
    fn sorting_is_stable_and_survives_an_order_that_is_none() {
        let mut heap = Heap::default();
        let key = |n: i64, tag: &str| Value::tuple(vec![Value::Int(n), Value::from(tag)]);
        let mut items = vec![key(2, "a"), key(1, "b"), key(2, "b"), key(1, "a")];
        sort(&heap, &mut items).unwrap();
        assert_eq!(items, [key(1, "a"), key(1, "b"), key(2, "a"), key(2, "b")]);
        let nan = Value::Float(f64::NAN);
        let mut odd: Vec<Value> = (0..100)
            .map(|i| {
                if i % 3 == 0 {
                    nan.clone()
                } else {
                    Value::Int(-i)
                }
            })
            .collect();
        sort(&heap, &mut odd).unwrap();
        let list = heap.list(odd).unwrap();
        assert!(equal(&heap, &list, &list).is_ok());
    }
}
