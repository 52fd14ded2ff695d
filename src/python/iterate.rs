//! Iteration over what is built in. Generators and the program's own iterators are stepped by the world.

use crate::python::heap::ViewKind;
use crate::python::reach;
use crate::python::value::{HeapId, Str, Tuple, Value};

/// An iterator of a built-in kind.
#[derive(Debug, Clone)]
pub enum Iter {
    /// Nothing is left.
    Done,
    /// A list from a position on.
    List(HeapId, usize),
    /// A list from a position down to 0; the position is one too high.
    ListBack(HeapId, usize),
    /// A tuple from a position on.
    Tuple(Tuple, usize),
    /// A tuple backwards.
    TupleBack(Tuple, usize),
    /// A str from a byte on.
    Str(Str, usize),
    /// A str backwards, from a byte.
    StrBack(Str, usize),
    /// Bytes from a position on.
    Bytes(std::sync::Arc<[u8]>, usize),
    /// The next value of a range, its step, and how many are left.
    Range(i64, i64, i64),
    /// A dict from a position on; how long it was at first.
    Dict {
        /// The dict.
        dict: HeapId,
        /// What to give.
        kind: ViewKind,
        /// Where it is.
        position: usize,
        /// The length it must still have.
        len: usize,
    },
    /// A set from a position on; how long it was at first.
    Set {
        /// The set.
        set: HeapId,
        /// Where it is.
        position: usize,
        /// The length it must still have.
        len: usize,
    },
    /// A deque from a position on; how long it was at first.
    Deque(HeapId, usize, usize),
    /// `enumerate` of a built-in iterator; the next number and how deep iterators nest here.
    Enumerate(HeapId, i64, u32),
    /// `zip` of built-in iterators; whether it is strict, and how deep iterators nest here.
    Zip(Vec<HeapId>, bool, u32),
    /// `itertools.count`: next value and step.
    Count(Value, Value),
    /// `itertools.repeat`: the value, and how often it is left to give.
    Repeat(Value, Option<u64>),
    /// `itertools.cycle` over what it has gathered: items and the next position.
    Cycle(Tuple, usize),
}

impl Iter {
    /// Calls `found` with every object it leads to directly.
    pub fn references(&self, found: &mut impl FnMut(HeapId)) {
        match self {
            Iter::List(id, _)
            | Iter::ListBack(id, _)
            | Iter::Dict { dict: id, .. }
            | Iter::Set { set: id, .. }
            | Iter::Deque(id, ..)
            | Iter::Enumerate(id, ..) => found(*id),
            Iter::Zip(ids, ..) => ids.iter().for_each(|id| found(*id)),
            Iter::Tuple(items, _) | Iter::TupleBack(items, _) | Iter::Cycle(items, _) => {
                reach::of_value(&Value::Tuple(items.clone()), found);
            }
            Iter::Count(next, step) => {
                reach::of_value(next, found);
                reach::of_value(step, found);
            }
            Iter::Repeat(value, _) => reach::of_value(value, found),
            Iter::Done | Iter::Str(..) | Iter::StrBack(..) | Iter::Bytes(..) | Iter::Range(..) => {}
        }
    }
}

/// What an iterator comes to when it is asked for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// An item.
    Item(Value),
    /// Nothing is left.
    Done,
    /// It is a generator: resume it.
    Resume(HeapId),
    /// It is the program's own: call this `__next__`; `StopIteration` ends it.
    Call(Value),
}
