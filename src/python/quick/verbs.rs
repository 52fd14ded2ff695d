//! The methods of collections that programs call most, where the program's own code has no say.

use crate::python::heap::{Heap, Object};
use crate::python::natives::Native;
use crate::python::value::{HeapId, Value};
use crate::python::verb::Verb;

/// The bytes that an item of a list takes, and a member of a set.
const ITEM: usize = size_of::<Value>();
const MEMBER: usize = 72;

/// Calls a method of a collection that nobody else can reach; nothing has changed if it is not to be called this way.
pub fn call(heap: &mut Heap, id: HeapId, verb: Verb, args: &mut [Value]) -> Option<Value> {
    let plain = |key: &Value| matches!(key, Value::Int(_) | Value::Str(_));
    match (heap.get(id), verb, &*args) {
        (Object::List(_), Verb::Append, [_]) => {
            heap.charge(ITEM).ok()?;
            if let Object::List(items) = heap.get_mut(id) {
                items.push(std::mem::take(&mut args[0]));
            }
            Some(Value::None)
        }
        (Object::List(items), Verb::Pop, []) if !items.is_empty() => match heap.get_mut(id) {
            Object::List(items) => items.pop(),
            _ => None,
        },
        (Object::Set(set), Verb::Add, [key]) if plain(key) && !set.frozen => {
            if !set.contains(key) {
                heap.charge(MEMBER).ok()?;
                if let Object::Set(set) = heap.get_mut(id) {
                    set.insert(std::mem::take(&mut args[0]));
                }
            }
            Some(Value::None)
        }
        (Object::Dict(object), Verb::Get, [key, default @ ..])
            if plain(key)
                && default.len() <= 1
                && !object.dict.has_own()
                && !object.is_attributes() =>
        {
            let found = object.dict.get(key).or(default.first());
            Some(found.cloned().unwrap_or_default())
        }
        _ => None,
    }
}

/// Calls a built-in function that only looks at what it is given.
pub fn function(heap: &Heap, native: Native, args: &[Value]) -> Option<Value> {
    let len = |len: usize| Some(Value::Int(len as i64));
    match (native, args) {
        (Native::Len, [Value::Tuple(items)]) => len(items.len()),
        (Native::Len, [Value::Str(text)]) if text.is_ascii() => len(text.len()),
        (Native::Len, [Value::Ref(id)]) => match heap.get(*id) {
            Object::List(items) => len(items.len()),
            Object::Dict(object) => len(object.dict.len()),
            Object::Set(set) => len(set.len()),
            Object::Deque(deque) => len(deque.items.len()),
            _ => None,
        },
        (Native::Abs, [Value::Int(value)]) => value.checked_abs().map(Value::Int),
        (Native::Abs, [Value::Float(value)]) => Some(Value::Float(value.abs())),
        _ => None,
    }
}
