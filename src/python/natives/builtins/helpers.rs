//! What the library asks for where it would take long in Python. Where the program's own code compares, there is no answer,
//! and the library goes the long way.

use crate::python::code::CompareOp;
use crate::python::exceptions::Res;
use crate::python::heap::{Heap, Object};
use crate::python::iterate::{Arranged, Arrangement, Iter};
use crate::python::ops::order;
use crate::python::value::{HeapId, Value};

/// Answers a question of the library; `NotImplemented` if that is not possible.
///
/// # Errors
/// `MemoryError`.
pub(super) fn helped(heap: &mut Heap, args: &[Value]) -> Res {
    let (Some(Value::Str(what)), rest) = (args.first(), args.get(1..).unwrap_or_default()) else {
        return Ok(Value::NotImplemented);
    };
    let answer = match (&**what, rest) {
        ("order", [Value::Ref(keys), Value::Ref(items)]) => in_order(heap, *keys, *items)?,
        ("push", [Value::Ref(list), item]) => push(heap, *list, item)?,
        ("pop", [Value::Ref(list)]) => pop(heap, *list),
        ("replace", [Value::Ref(list), item]) => replace(heap, *list, item),
        ("heapify", [Value::Ref(list)]) => heapify(heap, *list),
        (name, [Value::Tuple(pools), Value::Int(size)]) => {
            arranged(heap, name, pools, usize::try_from(*size).unwrap_or(0))?
        }
        _ => None,
    };
    Ok(answer.unwrap_or(Value::NotImplemented))
}

fn arranged(heap: &mut Heap, name: &str, pools: &[Value], size: usize) -> Res<Option<Value>> {
    let Some(what) = Arrangement::find(name) else {
        return Ok(None);
    };
    let pools = pools.iter().filter_map(|pool| match pool {
        Value::Tuple(items) => Some(items.clone()),
        _ => None,
    });
    let arranged = Arranged::new(what, pools.collect(), size);
    let id = heap.alloc(Object::Iter(Iter::Arranged(Box::new(arranged))))?;
    Ok(Some(Value::Ref(id)))
}

fn items(heap: &Heap, list: HeapId) -> &[Value] {
    match heap.get(list) {
        Object::List(items) => items,
        _ => &[],
    }
}

/// The items of a list in the order of as many keys.
fn in_order(heap: &mut Heap, keys: HeapId, values: HeapId) -> Res<Option<Value>> {
    let mut places: Vec<usize> = (0..items(heap, keys).len()).collect();
    if order::sort_by_key(heap, &mut places, |&at| &items(heap, keys)[at]).is_err() {
        return Ok(None);
    }
    let values = items(heap, values);
    let sorted: Option<Vec<Value>> = places.iter().map(|&at| values.get(at).cloned()).collect();
    match sorted {
        Some(sorted) => heap.list(sorted).map(Some),
        None => Ok(None),
    }
}

// A heap is a list in which no item is less than the one at half its place. All comparisons come first, so that nothing has
// changed where one of them fails.

fn less(heap: &Heap, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a < b),
        _ => order::ordered(heap, CompareOp::Less, a, b).ok(),
    }
}

/// The places that an item has to go through upwards from one, its own last.
fn way_up(
    heap: &Heap,
    items: &[Value],
    item: &Value,
    from: usize,
    top: usize,
) -> Option<Vec<usize>> {
    let mut way = vec![from];
    let mut at = from;
    while at > top {
        let parent = (at - 1) / 2;
        if !less(heap, item, &items[parent])? {
            break;
        }
        at = parent;
        way.push(at);
    }
    Some(way)
}

/// The places that an item comes through on its way down from one, its own last: the smaller ones rise.
fn way_down(heap: &Heap, items: &[Value], item: &Value, from: usize) -> Option<Vec<usize>> {
    let mut way = vec![from];
    let mut at = from;
    while 2 * at + 1 < items.len() {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        let other = right < items.len() && !less(heap, &items[left], &items[right])?;
        at = if other { right } else { left };
        way.push(at);
    }
    // As in CPython from the bottom upwards, where most items belong.
    while let [_, .., last] = way[..]
        && less(heap, item, &items[last])?
    {
        way.pop();
    }
    Some(way)
}

/// Moves everything along a way by one, towards where it begins, and puts an item where it ends.
fn walk(items: &mut [Value], way: &[usize], item: Value) {
    for pair in way.windows(2) {
        items.swap(pair[0], pair[1]);
    }
    if let Some(&last) = way.last() {
        items[last] = item;
    }
}

fn change<T>(
    heap: &mut Heap,
    list: HeapId,
    change: impl FnOnce(&mut Vec<Value>) -> T,
) -> Option<T> {
    match heap.get_mut(list) {
        Object::List(items) => Some(change(items)),
        _ => None,
    }
}

fn is_list(heap: &Heap, list: HeapId) -> bool {
    matches!(heap.get(list), Object::List(_))
}

fn escape_into(heap: &mut Heap, list: HeapId, item: &Value) {
    if heap.is_escaped(list) {
        heap.escape(item);
    }
}

fn push(heap: &mut Heap, list: HeapId, item: &Value) -> Res<Option<Value>> {
    let own = items(heap, list);
    let way = match way_up(heap, own, item, own.len(), 0) {
        Some(way) if is_list(heap, list) => way,
        _ => return Ok(None),
    };
    heap.charge(size_of::<Value>())?;
    escape_into(heap, list, item);
    Ok(change(heap, list, |items| {
        items.push(Value::None);
        walk(items, &way, item.clone());
        Value::None
    }))
}

fn pop(heap: &mut Heap, list: HeapId) -> Option<Value> {
    let [.., last] = items(heap, list) else {
        return None;
    };
    let (last, rest) = (last.clone(), items(heap, list).len() - 1);
    if rest == 0 {
        return change(heap, list, Vec::pop)?;
    }
    let way = way_down(heap, &items(heap, list)[..rest], &last, 0)?;
    change(heap, list, |items| {
        items.truncate(rest);
        let first = std::mem::take(&mut items[0]);
        walk(items, &way, last);
        first
    })
}

fn replace(heap: &mut Heap, list: HeapId, item: &Value) -> Option<Value> {
    if items(heap, list).is_empty() {
        return None;
    }
    let way = way_down(heap, items(heap, list), item, 0)?;
    escape_into(heap, list, item);
    change(heap, list, |items| {
        let first = std::mem::take(&mut items[0]);
        walk(items, &way, item.clone());
        first
    })
}

fn heapify(heap: &mut Heap, list: HeapId) -> Option<Value> {
    if !is_list(heap, list) {
        return None;
    }
    let mut own = items(heap, list).to_vec();
    for at in (0..own.len() / 2).rev() {
        let item = own[at].clone();
        let way = way_down(heap, &own, &item, at)?;
        walk(&mut own, &way, item);
    }
    change(heap, list, |items| {
        *items = own;
        Value::None
    })
}
