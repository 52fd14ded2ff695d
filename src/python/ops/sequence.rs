//! Operators on what is not a number: concatenation, repetition, formatting, sets and dicts.

use crate::python::code::BinaryOp;
use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format;
use crate::python::heap::{Deque, DictObject, Flavour, Heap, Object, ViewKind};
use crate::python::natives::Flow;
use crate::python::ops::number::Number;
use crate::python::ops::{hash_check, items_of, keyed, type_name};
use crate::python::set::Set;
use crate::python::value::{Type, Value};

/// Computes with values that are not two numbers; none if the operator is not for them.
///
/// # Errors
/// What Python raises.
pub fn binary(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res<Option<Value>> {
    match op {
        BinaryOp::Add => add(heap, a, b),
        BinaryOp::Mul => match (Number::of(a), Number::of(b)) {
            (None, Some(Number::Int(times))) => repeat(heap, a, times),
            (Some(Number::Int(times)), None) => repeat(heap, b, times),
            (None, Some(Number::Big(_))) if is_sequence(heap, a) => Err(too_often()),
            (Some(Number::Big(_)), None) if is_sequence(heap, b) => Err(too_often()),
            (None, Some(Number::Float(_)) | None) if is_sequence(heap, a) => {
                Err(not_often(heap, b))
            }
            (Some(Number::Float(_)) | None, None) if is_sequence(heap, b) => {
                Err(not_often(heap, a))
            }
            _ => Ok(None),
        },
        BinaryOp::Mod => match a {
            Value::Str(text) => format::percent(heap, text, b).map(Some),
            _ => Ok(None),
        },
        BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor => combine(heap, op, a, b),
        _ => Ok(None),
    }
}

fn is_sequence(heap: &Heap, value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Bytes(_) | Value::Tuple(_))
        || matches!(heap.object(value), Some(Object::List(_) | Object::Deque(_)))
}

fn too_often() -> Fault {
    Fault::new(
        Exc::OverflowError,
        "cannot fit 'int' into an index-sized integer",
    )
}

fn not_often(heap: &Heap, times: &Value) -> Fault {
    if matches!(heap.object(times), Some(Object::Instance(_))) {
        return Fault::Python;
    }
    Fault::type_error(format!(
        "can't multiply sequence by non-int of type '{}'",
        type_name(heap, times)
    ))
}

fn add(heap: &mut Heap, a: &Value, b: &Value) -> Res<Option<Value>> {
    const VALUE: usize = size_of::<Value>();
    let cannot = |what: &str, heap: &Heap| {
        if matches!(heap.object(b), Some(Object::Instance(_))) {
            return Err(Fault::Python);
        }
        let other = type_name(heap, b);
        Err(Fault::type_error(match what {
            "bytes" => format!("can't concat {other} to bytes"),
            _ => format!("can only concatenate {what} (not \"{other}\") to {what}"),
        }))
    };
    match (a, b) {
        (Value::Str(x), Value::Str(y)) => {
            heap.charge(x.len() + y.len())?;
            let mut text = String::with_capacity(x.len() + y.len());
            text.push_str(x);
            text.push_str(y);
            return Ok(Some(Value::from(text)));
        }
        (Value::Bytes(x), Value::Bytes(y)) => {
            heap.charge(x.len() + y.len())?;
            return Ok(Some(Value::Bytes([&**x, &**y].concat().into())));
        }
        (Value::Tuple(x), Value::Tuple(y)) => {
            heap.charge((x.len() + y.len()) * VALUE)?;
            return Ok(Some(Value::tuple([&**x, &**y].concat())));
        }
        (Value::Str(_), _) => return cannot("str", heap),
        (Value::Bytes(_), _) => return cannot("bytes", heap),
        (Value::Tuple(_), _) => return cannot("tuple", heap),
        _ => {}
    }
    match (heap.object(a), heap.object(b)) {
        (Some(Object::List(x)), Some(Object::List(y))) => {
            let items = [x.as_slice(), y.as_slice()].concat();
            heap.list(items).map(Some)
        }
        (Some(Object::List(_)), _) => cannot("list", heap),
        (Some(Object::Deque(x)), Some(Object::Deque(y))) => {
            let mut sum = x.clone();
            for item in &y.items {
                sum.push(item.clone());
            }
            heap.alloc(Object::Deque(sum))
                .map(|id| Some(Value::Ref(id)))
        }
        (Some(Object::Dict(x)), Some(Object::Dict(y)))
            if x.flavour == Flavour::Counter && y.flavour == Flavour::Counter =>
        {
            let (x, y) = (x.dict.clone(), y.dict.clone());
            counters(heap, BinaryOp::Add, &x, &y).map(Some)
        }
        _ => Ok(None),
    }
}

impl Deque {
    /// Appends; the other end gives way if there is a bound.
    pub fn push(&mut self, item: Value) {
        self.items.push_back(item);
        if self.maxlen.is_some_and(|most| self.items.len() > most) {
            self.items.pop_front();
        }
    }

    /// Appends on the left.
    pub fn push_left(&mut self, item: Value) {
        self.items.push_front(item);
        if self.maxlen.is_some_and(|most| self.items.len() > most) {
            self.items.pop_back();
        }
    }
}

fn repeated(items: &[Value], times: usize) -> Vec<Value> {
    let len = items.len() * times;
    items.iter().cycle().take(len).cloned().collect()
}

fn repeat(heap: &mut Heap, sequence: &Value, times: i64) -> Res<Option<Value>> {
    const VALUE: usize = size_of::<Value>();
    let times = usize::try_from(times).unwrap_or(0);
    let room = |heap: &mut Heap, bytes: usize| match bytes.checked_mul(times) {
        Some(bytes) => heap.charge(bytes),
        None => Err(Fault::memory()),
    };
    Ok(Some(match sequence {
        Value::Str(text) => {
            room(heap, text.len())?;
            Value::from(text.repeat(times))
        }
        Value::Bytes(bytes) => {
            room(heap, bytes.len())?;
            Value::Bytes(bytes.repeat(times).into())
        }
        Value::Tuple(items) => {
            room(heap, items.len() * VALUE)?;
            Value::tuple(repeated(items, times))
        }
        Value::Ref(id) => match heap.get(*id) {
            Object::List(items) => {
                let items = items.clone();
                room(heap, items.len() * VALUE)?;
                Value::Ref(heap.alloc(Object::List(repeated(&items, times)))?)
            }
            Object::Deque(deque) => {
                let (len, deque) = (deque.items.len(), deque.clone());
                room(heap, len * VALUE)?;
                let mut result = Deque {
                    maxlen: deque.maxlen,
                    ..Deque::default()
                };
                for _ in 0..times {
                    deque
                        .items
                        .iter()
                        .for_each(|item| result.push(item.clone()));
                }
                Value::Ref(heap.alloc(Object::Deque(result))?)
            }
            _ => return Ok(None),
        },
        _ => return Ok(None),
    }))
}

/// An operand of a set operator, as a set.
fn operand(heap: &Heap, value: &Value) -> Res<Option<Set>> {
    match heap.object(value) {
        Some(Object::Set(set)) => Ok(Some(set.clone())),
        Some(Object::View(_, ViewKind::Keys | ViewKind::Items)) => {
            Ok(items_of(heap, value)?.map(|items| items.into_iter().collect()))
        }
        _ => Ok(None),
    }
}

/// Combines two sets into a new one.
pub fn set_operation(op: BinaryOp, left: &Set, right: &Set) -> Set {
    match op {
        BinaryOp::Or => {
            let mut union = left.copied();
            union.merge(right);
            union
        }
        BinaryOp::And => left.intersection(right),
        BinaryOp::Sub => left.difference(right),
        _ => left.symmetric_difference(right),
    }
}

/// Combines another set into this one.
pub fn set_update(op: BinaryOp, own: &mut Set, right: &Set) {
    match op {
        BinaryOp::Or => own.merge(right),
        BinaryOp::And => *own = own.intersection(right),
        BinaryOp::Sub => right.iter().for_each(|member| {
            own.remove(member);
        }),
        _ => own.toggle(right),
    }
}

fn combine(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res<Option<Value>> {
    if keyed::any_own(heap, a) || keyed::any_own(heap, b) {
        return Err(Fault::Python);
    }
    if let (Some(Object::Dict(x)), Some(Object::Dict(y))) = (heap.object(a), heap.object(b)) {
        let (x, y) = (x.clone(), y.clone());
        if x.flavour == Flavour::Counter && y.flavour == Flavour::Counter {
            return counters(heap, op, &x.dict, &y.dict).map(Some);
        }
        if op != BinaryOp::Or {
            return Ok(None);
        }
        let mut merged = x;
        merged.flavour = merged.flavour.copied();
        for (key, value) in y.dict.iter() {
            merged.dict.insert(key.clone(), value.clone());
        }
        return heap
            .alloc(Object::Dict(merged))
            .map(|id| Some(Value::Ref(id)));
    }
    if let (Value::Type(_), Value::Type(_) | Value::None) = (a, b)
        && op == BinaryOp::Or
    {
        return Ok(Some(Value::tuple(vec![a.clone(), b.clone()])));
    }
    let (Some(left), Some(right)) = (operand(heap, a)?, operand(heap, b)?) else {
        return Ok(None);
    };
    heap.set(set_operation(op, &left, &right)).map(Some)
}

fn counters(heap: &mut Heap, op: BinaryOp, a: &Dict, b: &Dict) -> Res {
    let count = |dict: &Dict, key: &Value| match dict.get(key) {
        Some(Value::Int(count)) => *count,
        _ => 0,
    };
    let mut dict = Dict::new();
    let own = a.keys();
    for key in own.chain(b.keys().filter(|key| !a.contains(key))) {
        let (x, y) = (count(a, key), count(b, key));
        let total = match op {
            BinaryOp::Add => x.saturating_add(y),
            BinaryOp::Sub => x.saturating_sub(y),
            BinaryOp::And => x.min(y),
            BinaryOp::Or => x.max(y),
            _ => {
                return Err(Fault::type_error(
                    "unsupported operand type(s) for ^: 'Counter' and 'Counter'",
                ));
            }
        };
        if total > 0 {
            dict.insert(key.clone(), Value::Int(total));
        }
    }
    let flavour = Flavour::Counter;
    heap.alloc(Object::Dict(DictObject { dict, flavour }))
        .map(Value::Ref)
}

/// `a op= b` where `a` changes in place; none if it does not.
///
/// # Errors
/// What Python raises.
pub fn inplace(heap: &mut Heap, op: BinaryOp, a: &Value, b: &Value) -> Res<Option<Flow>> {
    let Value::Ref(id) = a else { return Ok(None) };
    let done = Ok(Some(Flow::Done(a.clone())));
    if keyed::any_own(heap, a) || keyed::any_own(heap, b) {
        return Ok(None);
    }
    match (op, heap.get(*id)) {
        (BinaryOp::Add, Object::List(_) | Object::Deque(_)) => {
            let Some(items) = items_of(heap, b)? else {
                let iterable = matches!(
                    heap.object(b),
                    Some(Object::Iter(_) | Object::Generator(_) | Object::Instance(_))
                ) || matches!(b, Value::Range(_));
                if iterable {
                    return Ok(Some(Flow::Prelude {
                        name: "_extend",
                        args: vec![a.clone(), b.clone()],
                        keywords: Vec::new(),
                    }));
                }
                return Err(Fault::type_error(format!(
                    "'{}' object is not iterable",
                    type_name(heap, b)
                )));
            };
            heap.charge(items.len() * size_of::<Value>())?;
            match heap.get_mut(*id) {
                Object::List(list) => list.extend(items),
                Object::Deque(deque) => items.into_iter().for_each(|item| deque.push(item)),
                _ => {}
            }
            done
        }
        (BinaryOp::Mul, Object::List(items)) => {
            let Some(Number::Int(times)) = Number::of(b) else {
                return Ok(None);
            };
            let times = usize::try_from(times).unwrap_or(0);
            let bytes = (items.len() * size_of::<Value>()).checked_mul(times);
            heap.charge(bytes.ok_or_else(Fault::memory)?)?;
            if let Object::List(items) = heap.get_mut(*id) {
                *items = repeated(items, times);
            }
            done
        }
        (BinaryOp::Or, Object::Dict(_)) => {
            let Some(Object::Dict(other)) = heap.object(b) else {
                return Ok(None);
            };
            let other = other.dict.clone();
            heap.charge(other.len() * 72)?;
            heap.renew(*id);
            if let Object::Dict(object) = heap.get_mut(*id) {
                for (key, value) in other.iter() {
                    object.dict.insert(key.clone(), value.clone());
                }
            }
            heap.write_through(*id);
            done
        }
        (BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor, Object::Set(set))
            if !set.frozen =>
        {
            let Some(right) = operand(heap, b)? else {
                return Ok(None);
            };
            heap.charge(right.len() * 72)?;
            if let Object::Set(set) = heap.get_mut(*id) {
                set_update(op, set, &right);
            }
            done
        }
        _ => Ok(None),
    }
}

/// A set of hashable members.
///
/// # Errors
/// `TypeError` for one that can change.
pub fn make_set(heap: &Heap, items: Vec<Value>) -> Res<Set> {
    items.iter().try_for_each(|item| hash_check(heap, item))?;
    Ok(items.into_iter().collect())
}

/// Whether a value is a type of the built-in kind `ty`, for messages.
pub fn is_type(value: &Value, ty: Type) -> bool {
    matches!(value, Value::Type(other) if *other == ty)
}
