//! Keys that are not compared by themselves: an instance with `__eq__` and `__hash__`, a frozenset, or a tuple with one in it.
//!
//! Built-in code compares such keys by identity alone. So before each operation the prelude looks among a container's keys for
//! one that is equal, and then operates with that very object.

use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::hash::{key_equal, key_hash};
use crate::python::heap::{Heap, Object};
use crate::python::value::Value;

/// Whether the program's code compares and hashes a value.
pub fn is_own(heap: &Heap, value: &Value) -> bool {
    match value {
        Value::Tuple(items) => heap.own_keys() && items.iter().any(|item| is_own(heap, item)),
        Value::Ref(id) => match heap.get(*id) {
            Object::Instance(_) | Object::Exception(_) => {
                class::has_special(heap, value, "__eq__")
                    && class::has_special(heap, value, "__hash__")
            }
            Object::Set(set) => set.frozen,
            _ => false,
        },
        _ => false,
    }
}

/// The hash of a frozenset, in whatever order its members lie; none if one of them is the program's own, or another such set.
pub fn frozen_hash(heap: &Heap, value: &Value) -> Option<i64> {
    match heap.object(value) {
        Some(Object::Set(set)) if set.frozen && !set.iter().any(|item| is_own(heap, item)) => {
            let mixed =
                |item: &Value| (key_hash(item) as i64 ^ 0x055b_4db3).wrapping_mul(3_644_798_167);
            let all = set
                .iter()
                .map(mixed)
                .fold(set.len() as i64, |all, one| all ^ one);
            Some(all.wrapping_mul(69_069).wrapping_add(907_133_923))
        }
        _ => None,
    }
}

/// Whether a container has such a key.
pub fn any_own(heap: &Heap, container: &Value) -> bool {
    heap.own_keys()
        && match heap.object(container) {
            Some(Object::Dict(object)) => object.dict.keys().any(|key| is_own(heap, key)),
            Some(Object::Set(set)) => set.iter().any(|item| is_own(heap, item)),
            Some(Object::View(dict, _)) => any_own(heap, &Value::Ref(*dict)),
            _ => false,
        }
}

/// The keys of a container that may be equal to `key`, whose hash is given.
pub fn rivals(heap: &Heap, container: &Value, key: &Value, hash: i64) -> Vec<Value> {
    let may = |other: &&Value| may_equal(heap, other, key, hash);
    match heap.object(container) {
        Some(Object::Dict(object)) => object.dict.keys().filter(may).cloned().collect(),
        Some(Object::Set(set)) => set.iter().filter(may).cloned().collect(),
        _ => Vec::new(),
    }
}

fn may_equal(heap: &Heap, other: &Value, key: &Value, hash: i64) -> bool {
    match (other, key) {
        (Value::Tuple(a), Value::Tuple(b)) => {
            a.len() == b.len()
                && a.iter().zip(b.iter()).all(|(a, b)| {
                    is_own(heap, a)
                        || is_own(heap, b)
                        || key_equal(a, b)
                        || matches!(a, Value::Tuple(_))
                })
        }
        (Value::Ref(id), _) => match heap.get(*id) {
            Object::Instance(instance) => {
                instance.key_hash == 0 || instance.key_hash == small(hash)
            }
            Object::Set(_) => true,
            _ => false,
        },
        _ => key_hash(other) as i64 == hash,
    }
}

/// What an instance remembers of the hash it had when it became a key; never 0.
fn small(hash: i64) -> u32 {
    (hash as u32 ^ (hash >> 32) as u32) | 1
}

/// `get`, `set`, `del`, `has` or `add` of a container, by identity where a key is the program's own.
///
/// # Errors
/// `KeyError`, `MemoryError`.
pub fn raw(heap: &mut Heap, what: &str, container: &Value, key: &Value, rest: &[Value]) -> Res {
    let Value::Ref(id) = container else {
        return Err(Fault::type_error("a dict or a set is wanted"));
    };
    if let ("set" | "add", [.., Value::Int(hash)]) = (what, rest) {
        heap.note_own_keys();
        if let Value::Ref(key) = key
            && let Object::Instance(instance) = heap.get_mut(*key)
        {
            instance.key_hash = small(*hash);
        }
        heap.charge(72)?;
    }
    let missing = || Fault::with(Exc::KeyError, vec![key.clone()]);
    Ok(match (what, heap.get_mut(*id)) {
        ("has", Object::Dict(object)) => Value::Bool(object.dict.contains(key)),
        ("has", Object::Set(set)) => Value::Bool(set.contains(key)),
        ("get", Object::Dict(object)) => object.dict.get(key).cloned().ok_or_else(missing)?,
        ("set", Object::Dict(object)) => {
            let value = rest.first().cloned().unwrap_or_default();
            object.dict.insert(key.clone(), value);
            object.dict.note_own();
            Value::None
        }
        ("del", Object::Dict(object)) => object.dict.remove(key).ok_or_else(missing)?,
        ("del", Object::Set(set)) => {
            if set.remove(key) {
                Value::None
            } else {
                return Err(missing());
            }
        }
        ("add", Object::Set(set)) => {
            set.insert(key.clone());
            Value::None
        }
        ("freeze", Object::Set(set)) => {
            set.frozen = true;
            container.clone()
        }
        _ => return Err(Fault::type_error("a dict or a set is wanted")),
    })
}
