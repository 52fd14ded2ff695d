//! A binary heap whose comparison may fail, and then nothing has moved; or what Python's `heapq` leaves then, which has moved
//! some items already.
//!
//! Which of two equal items comes first is visible to a program, so the choices are those of Python's `heapq`: a new
//! item climbs while it is less than its parent; when the top is taken, the hole sinks to a leaf along the lesser children
//! (the right one if neither is less), and the last item climbs from there. All comparisons are made before
//! anything is moved.

use std::collections::VecDeque;

/// Adds an item.
pub(super) fn push<T, E>(
    heap: &mut VecDeque<T>,
    item: T,
    mut less: impl FnMut(&T, &T) -> Result<bool, E>,
) -> Result<(), E> {
    let mut at = heap.len();
    let mut parents = Vec::new();
    while at > 0 && less(&item, &heap[(at - 1) / 2])? {
        at = (at - 1) / 2;
        parents.push(at);
    }
    let mut child = heap.len();
    heap.push_back(item);
    for parent in parents {
        heap.swap(child, parent);
        child = parent;
    }
    Ok(())
}

/// Adds an item although a comparison fails: it lies as high as the comparisons before have lifted it.
pub(super) fn push_failing<T, E>(
    heap: &mut VecDeque<T>,
    item: T,
    less: impl FnMut(&T, &T) -> Result<bool, E>,
) {
    let at = heap.len();
    heap.push_back(item);
    climb(heap, at, less);
}

/// Takes the least item although a comparison fails: it is lost, and the last one is on its way down from the top.
pub(super) fn pop_failing<T, E>(
    heap: &mut VecDeque<T>,
    mut less: impl FnMut(&T, &T) -> Result<bool, E>,
) {
    let _ = heap.swap_remove_back(0);
    let mut at = 0;
    while 2 * at + 1 < heap.len() {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        let mut child = left;
        if right < heap.len() {
            match less(&heap[left], &heap[right]) {
                Ok(true) => {}
                Ok(false) => child = right,
                Err(_) => return,
            }
        }
        heap.swap(at, child);
        at = child;
    }
    climb(heap, at, less);
}

fn climb<T, E>(
    heap: &mut VecDeque<T>,
    mut at: usize,
    mut less: impl FnMut(&T, &T) -> Result<bool, E>,
) {
    while at > 0 && less(&heap[at], &heap[(at - 1) / 2]).unwrap_or(false) {
        heap.swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

/// Takes the least item.
pub(super) fn pop<T, E>(
    heap: &mut VecDeque<T>,
    mut less: impl FnMut(&T, &T) -> Result<bool, E>,
) -> Result<Option<T>, E> {
    let Some(last) = heap.len().checked_sub(1) else {
        return Ok(None);
    };
    // The way of the hole, from the top to a leaf of the heap without its last item.
    let mut way = vec![0];
    let mut at = 0;
    while 2 * at + 1 < last {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        at = if right < last && !less(&heap[left], &heap[right])? {
            right
        } else {
            left
        };
        way.push(at);
    }
    // How far down that way the last item comes to lie: it climbs past those that are greater.
    let mut depth = way.len() - 1;
    while depth > 0 && less(&heap[last], &heap[way[depth]])? {
        depth -= 1;
    }
    for step in way[..=depth].windows(2) {
        heap.swap(step[0], step[1]);
    }
    let place = way[depth];
    Ok(if place == last {
        heap.pop_back()
    } else {
        heap.swap_remove_back(place)
    })
}
