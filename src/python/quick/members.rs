//! Attributes and items that are simply there: no property, no hook of the program's, nothing to be made.

use crate::python::class;
use crate::python::code::SymbolEntry;
use crate::python::dict::Dict;
use crate::python::heap::{DictObject, Heap, Instance, Object};
use crate::python::value::{HeapId, Value};

fn in_class<'h>(heap: &'h Heap, class: HeapId, name: &SymbolEntry) -> Option<&'h Value> {
    let order = &heap.class(class)?.mro;
    order.iter().find_map(|step| match step {
        Value::Ref(id) => of(&heap.class(*id)?.attrs, name),
        _ => None,
    })
}

#[inline]
fn of<'d>(attrs: &'d Dict, name: &SymbolEntry) -> Option<&'d Value> {
    attrs.get_name(&name.name, name.hash)
}

/// An attribute that an instance has of its own, and that its class says nothing of.
pub fn attribute<'h>(heap: &'h Heap, id: HeapId, name: &SymbolEntry) -> Option<&'h Value> {
    let Object::Instance(Instance { class, attrs, .. }) = heap.get(id) else {
        return None;
    };
    let value = of(attrs, name)?;
    let plain = !heap.class(*class)?.intercepts && in_class(heap, *class, name).is_none();
    plain.then_some(value)
}

/// Sets an attribute that an instance has of its own, and that its class says nothing of; whether it did.
pub fn set_attribute(heap: &mut Heap, id: HeapId, name: &SymbolEntry, value: Value) -> bool {
    if attribute(heap, id, name).is_none() {
        return false;
    }
    let Object::Instance(Instance { class, .. }) = heap.get(id) else {
        return false;
    };
    if class::find(heap, *class, "__setattr__").is_some() {
        return false;
    }
    let Object::Instance(Instance { attrs, .. }) = heap.get_mut(id) else {
        return false;
    };
    match attrs.get_name_mut(&name.name, name.hash) {
        Some(place) => *place = value,
        None => return false,
    }
    true
}

/// The function that is an instance's method.
pub fn method(heap: &Heap, id: HeapId, name: &SymbolEntry) -> Option<HeapId> {
    let Object::Instance(Instance { class, attrs, .. }) = heap.get(id) else {
        return None;
    };
    let Some(Value::Ref(function)) = in_class(heap, *class, name) else {
        return None;
    };
    let fits =
        matches!(heap.get(*function), Object::Function(_)) && !heap.class(*class)?.intercepts;
    (fits && of(attrs, name).is_none()).then_some(*function)
}

/// The position in a list that an index means, if it is inside.
fn position(items: &[Value], index: i64) -> Option<usize> {
    let at = if index < 0 {
        index + items.len() as i64
    } else {
        index
    };
    usize::try_from(at).ok().filter(|at| *at < items.len())
}

/// An item of a list or a dict.
pub fn item<'h>(heap: &'h Heap, id: HeapId, key: &Value) -> Option<&'h Value> {
    match (heap.get(id), key) {
        (Object::List(items), Value::Int(index)) => position(items, *index).map(|at| &items[at]),
        (Object::Dict(DictObject { dict, .. }), Value::Int(_) | Value::Str(_)) => dict.get(key),
        _ => None,
    }
}

/// Sets an item that a list or a dict has already; whether it did.
pub fn set_item(heap: &mut Heap, id: HeapId, key: &Value, value: Value) -> bool {
    if item(heap, id, key).is_none() {
        return false;
    }
    let place = match (heap.get_mut(id), key) {
        (Object::List(items), Value::Int(index)) => {
            position(items, *index).map(|at| &mut items[at])
        }
        (Object::Dict(DictObject { dict, .. }), key) => dict.get_mut(key),
        _ => None,
    };
    match place {
        Some(place) => *place = value,
        None => return false,
    }
    true
}
