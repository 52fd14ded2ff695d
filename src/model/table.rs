//! A table by id that can forget rows.

use std::collections::BTreeMap;

/// Rows by id, in order of ids. Rows that are no longer of interest may have been dropped.
#[derive(Debug, Clone)]
pub struct Table<I, T> {
    rows: BTreeMap<I, Box<T>>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
        }
    }
}

impl<I: Ord + Copy, T> Table<I, T> {
    /// The row with this id.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(&id).map(AsRef::as_ref)
    }

    /// The row with this id, to change.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(&id).map(AsMut::as_mut)
    }

    /// All rows in order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.rows.values().map(AsRef::as_ref)
    }

    /// All rows in order of their ids, to change.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> {
        self.rows.values_mut().map(AsMut::as_mut)
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> {
        self.rows.keys().copied()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn insert(&mut self, id: I, row: T) {
        self.rows.insert(id, Box::new(row));
    }

    pub(super) fn remove(&mut self, id: I) -> Option<Box<T>> {
        self.rows.remove(&id)
    }
}
