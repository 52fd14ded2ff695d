//! Methods of sets.

use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::iterate;
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::hash_check;
use crate::python::ops::sequence::{set_operation, set_update};
use crate::python::set::Set;
use crate::python::value::{HeapId, Value};

pub(super) const NAMES: &[&str] = &[
    "add",
    "clear",
    "copy",
    "difference",
    "difference_update",
    "discard",
    "intersection",
    "intersection_update",
    "isdisjoint",
    "issubset",
    "issuperset",
    "pop",
    "remove",
    "symmetric_difference",
    "symmetric_difference_update",
    "union",
    "update",
];

pub(super) const FROZEN: &[&str] = &[
    "copy",
    "difference",
    "intersection",
    "isdisjoint",
    "issubset",
    "issuperset",
    "symmetric_difference",
    "union",
];

fn read(heap: &Heap, id: HeapId) -> Res<&Set> {
    match heap.get(id) {
        Object::Set(set) => Ok(set),
        _ => Err(Fault::Python),
    }
}

fn change<T>(heap: &mut Heap, id: HeapId, change: impl FnOnce(&mut Set) -> T) -> Res<T> {
    match heap.get_mut(id) {
        Object::Set(set) => Ok(change(set)),
        _ => Err(Fault::Python),
    }
}

pub(super) fn call(ctx: &mut Ctx<'_>, id: HeapId, name: &str, args: Args<'_>) -> Res<Flow> {
    let heap = &mut *ctx.heap;
    let done = |value: Value| Ok(Flow::Done(value));
    match name {
        "add" => {
            let [value] = args.exactly::<1>("set.add")?;
            hash_check(heap, value)?;
            if change(heap, id, |set| set.insert(value.clone()))? {
                heap.charge(72)?;
            }
            done(Value::None)
        }
        "remove" | "discard" => {
            let [value] = args.exactly::<1>(&format!("set.{name}"))?;
            hash_check(heap, value)?;
            if !change(heap, id, |set| set.remove(value))? && name == "remove" {
                return Err(Fault::with(Exc::KeyError, vec![value.clone()]));
            }
            done(Value::None)
        }
        "pop" => {
            args.exactly::<0>("set.pop")?;
            let empty = || Fault::with(Exc::KeyError, vec![Value::from("pop from an empty set")]);
            change(heap, id, Set::pop)?
                .map(Flow::Done)
                .ok_or_else(empty)
        }
        "clear" => {
            change(heap, id, Set::clear)?;
            done(Value::None)
        }
        "copy" => {
            let copy = read(heap, id)?.copied();
            heap.set(copy).map(Flow::Done)
        }
        "isdisjoint" | "issubset" | "issuperset" => {
            let [other] = args.exactly::<1>(&format!("set.{name}"))?;
            let other: Set = members(heap, other)?.into_iter().collect();
            let own = read(heap, id)?;
            done(Value::Bool(match name {
                "isdisjoint" => !own.iter().any(|item| other.contains(item)),
                "issubset" => own.iter().all(|item| other.contains(item)),
                _ => other.iter().all(|item| own.contains(item)),
            }))
        }
        _ => {
            args.no_keywords(name)?;
            let (plain, update) = match name.strip_suffix("_update") {
                Some(plain) => (plain, true),
                None if name == "update" => ("union", true),
                None => (name, false),
            };
            let op = match plain {
                "union" => BinaryOp::Or,
                "intersection" => BinaryOp::And,
                "difference" => BinaryOp::Sub,
                _ => BinaryOp::Xor,
            };
            let mut others = Vec::new();
            for other in args.positional {
                others.push(match heap.object(other) {
                    Some(Object::Set(set)) => set.clone(),
                    _ => members(heap, other)?.into_iter().collect(),
                });
                heap.charge(others.last().map_or(0, Set::len) * 72)?;
            }
            if update {
                change(heap, id, |set| {
                    for other in &others {
                        set_update(op, set, other);
                    }
                })?;
                return done(Value::None);
            }
            let mut result = read(heap, id)?.copied();
            for other in &others {
                result = set_operation(op, &result, other);
            }
            heap.set(result).map(Flow::Done)
        }
    }
}

fn members(heap: &mut Heap, value: &Value) -> Res<Vec<Value>> {
    let items = iterate::items(heap, value)?;
    items.iter().try_for_each(|item| hash_check(heap, item))?;
    Ok(items)
}
