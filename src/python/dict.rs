//! Python's dict: a hash table that keeps the order of insertion.

use std::sync::Arc;

use crate::python::hash::{hash_text, key_equal, key_hash};
use crate::python::value::{Str, Value};

/// A dict up to this size is searched entry by entry.
const SMALL: usize = 8;
const FREE: u32 = u32::MAX;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

/// Keys and values in order of insertion. Keys must be hashable: [`crate::python::ops::hash_check`] says so before they come here.
#[derive(Debug, Clone, Default)]
pub struct Dict {
    entries: Vec<Option<Entry>>,
    /// Positions in `entries` by hash, open addressing; empty while the dict is small. A removed entry leaves its position behind.
    /// More than half of it is free, removed ones not counted: a search for what is not there ends.
    index: Vec<u32>,
    len: usize,
    /// Whether it has ever had a key that the program's code compares.
    own: bool,
}

impl PartialEq for Dict {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self
                .entries
                .iter()
                .flatten()
                .eq(other.entries.iter().flatten())
    }
}

impl Eq for Dict {}

impl std::hash::Hash for Dict {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.len.hash(state);
        for entry in self.entries.iter().flatten() {
            entry.hash(state);
        }
    }
}

impl Dict {
    /// An empty one.
    pub fn new() -> Dict {
        Dict::default()
    }

    /// Whether it has ever had a key that the program's code compares.
    pub fn has_own(&self) -> bool {
        self.own
    }

    /// Takes note that it has one.
    pub fn note_own(&mut self) {
        self.own = true;
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Roughly the bytes that it takes.
    pub fn room(&self) -> usize {
        self.entries.capacity() * size_of::<Option<Entry>>() + self.index.len() * 4
    }

    /// Whether it has no key.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn find(&self, hash: u64, same: impl Fn(&Value) -> bool) -> Option<usize> {
        let hit = |position: usize| {
            self.entries[position]
                .as_ref()
                .is_some_and(|entry| entry.hash == hash && same(&entry.key))
        };
        if self.index.is_empty() {
            return (0..self.entries.len()).find(|&position| hit(position));
        }
        let mask = self.index.len() - 1;
        let mut slot = spread(hash) & mask;
        loop {
            match self.index[slot] {
                FREE => return None,
                position if hit(position as usize) => return Some(position as usize),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn find_key(&self, key: &Value) -> Option<usize> {
        self.find(key_hash(key), |other| key_equal(other, key))
    }

    /// The value of a key.
    pub fn get(&self, key: &Value) -> Option<&Value> {
        let position = self.find_key(key)?;
        self.entries[position].as_ref().map(|entry| &entry.value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &Value) -> Option<&mut Value> {
        let position = self.find_key(key)?;
        self.entries[position]
            .as_mut()
            .map(|entry| &mut entry.value)
    }

    /// The value of a str key.
    pub fn get_str(&self, key: &str) -> Option<&Value> {
        let position = self.find(
            hash_text(key),
            |other| matches!(other, Value::Str(text) if &**text == key),
        )?;
        self.entries[position].as_ref().map(|entry| &entry.value)
    }

    fn find_name(&self, name: &Str, hash: u64) -> Option<usize> {
        let same = |text: &Str| Arc::ptr_eq(text, name) || text == name;
        self.find(
            hash,
            |other| matches!(other, Value::Str(text) if same(text)),
        )
    }

    /// The value of a str key whose hash is known.
    pub fn get_name(&self, name: &Str, hash: u64) -> Option<&Value> {
        let position = self.find_name(name, hash)?;
        self.entries[position].as_ref().map(|entry| &entry.value)
    }

    /// Where a str key is whose hash is known; it is looked for first where it was in another dict.
    #[inline]
    pub fn place_of_name(&self, name: &Str, hash: u64, guess: usize) -> Option<usize> {
        match self.entries.get(guess) {
            Some(Some(Entry {
                key: Value::Str(text),
                ..
            })) if Arc::ptr_eq(text, name) => Some(guess),
            _ => self.find_name(name, hash),
        }
    }

    /// The value at a [place](Dict::place_of_name).
    #[inline]
    pub fn at_place(&self, place: usize) -> Option<&Value> {
        let entry = self.entries.get(place)?.as_ref()?;
        Some(&entry.value)
    }

    /// The value at a [place](Dict::place_of_name), to be changed.
    #[inline]
    pub fn at_place_mut(&mut self, place: usize) -> Option<&mut Value> {
        let entry = self.entries.get_mut(place)?.as_mut()?;
        Some(&mut entry.value)
    }

    /// The hash of a key, and its place if it is there.
    #[inline]
    pub fn place_of(&self, key: &Value) -> (u64, Option<usize>) {
        let hash = key_hash(key);
        (hash, self.find(hash, |other| key_equal(other, key)))
    }

    /// Sets the value of a key that is not there and whose hash this is; its place comes back.
    pub fn add_key(&mut self, key: &Value, hash: u64, value: Value) -> usize {
        self.add(hash, key.clone(), value)
    }

    /// Sets the value of a str key that is not there, whose hash is known; its place comes back.
    pub fn add_name(&mut self, name: &Str, hash: u64, value: Value) -> usize {
        self.add(hash, Value::Str(name.clone()), value)
    }

    /// Whether it has the key.
    pub fn contains(&self, key: &Value) -> bool {
        self.find_key(key).is_some()
    }

    /// Sets the value of a key; the old one comes back. A key that is there keeps its place and its first form.
    pub fn insert(&mut self, key: Value, value: Value) -> Option<Value> {
        let hash = key_hash(&key);
        if let Some(position) = self.find(hash, |other| key_equal(other, &key)) {
            return self.entries[position]
                .as_mut()
                .map(|entry| std::mem::replace(&mut entry.value, value));
        }
        self.add(hash, key, value);
        None
    }

    fn add(&mut self, hash: u64, key: Value, value: Value) -> usize {
        let indexed = self.entries.len() >= SMALL || !self.index.is_empty();
        if indexed && (self.entries.len() + 1) * 2 > self.index.len() {
            self.rebuild();
        }
        let position = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        self.len += 1;
        if !self.index.is_empty() {
            place(&mut self.index, hash, position);
        }
        position
    }

    /// Drops what was removed and lays out the index with room to grow.
    fn rebuild(&mut self) {
        self.entries.retain(Option::is_some);
        let slots = ((self.entries.len() + 1) * 4).next_power_of_two();
        self.index.clear();
        self.index.resize(slots, FREE);
        for (position, entry) in self.entries.iter().enumerate() {
            if let Some(entry) = entry {
                place(&mut self.index, entry.hash, position);
            }
        }
    }

    /// Removes a key; its value comes back.
    pub fn remove(&mut self, key: &Value) -> Option<Value> {
        let position = self.find_key(key)?;
        let entry = self.entries[position].take()?;
        self.len -= 1;
        if self.len == 0 {
            self.clear();
        }
        Some(entry.value)
    }

    /// Removes the newest key.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        let key = self.iter().next_back()?.0.clone();
        let value = self.remove(&key)?;
        Some((key, value))
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Dict::default();
    }

    /// Keys and values, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries
            .iter()
            .flatten()
            .map(|entry| (&entry.key, &entry.value))
    }

    /// Keys, oldest first.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.iter().map(|(key, _)| key)
    }

    /// Values, oldest key first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    /// The first entry at or after a position, and the position behind it: how an iterator walks while the dict may change.
    pub fn entry_from(&self, position: usize) -> Option<(usize, &Value, &Value)> {
        let rest = self.entries.get(position..)?;
        rest.iter().enumerate().find_map(|(skipped, entry)| {
            let entry = entry.as_ref()?;
            Some((position + skipped + 1, &entry.key, &entry.value))
        })
    }
}

impl FromIterator<(Value, Value)> for Dict {
    fn from_iter<I: IntoIterator<Item = (Value, Value)>>(iter: I) -> Self {
        let mut dict = Dict::new();
        for (key, value) in iter {
            dict.insert(key, value);
        }
        dict
    }
}

fn spread(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) as usize
}

fn place(index: &mut [u32], hash: u64, position: usize) {
    let mask = index.len() - 1;
    let mut slot = spread(hash) & mask;
    while index[slot] != FREE {
        slot = (slot + 1) & mask;
    }
    index[slot] = position as u32;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_however_often_keys_come_and_go() {
        let mut dict = Dict::new();
        for n in 0..1000 {
            dict.insert(Value::Int(n), Value::None);
            if n % 10 > 0 {
                dict.remove(&Value::Int(n - 1));
            }
            assert!(dict.index.is_empty() || dict.index.contains(&FREE));
            assert!(!dict.contains(&Value::Int(-1)));
        }
        for n in 0..100 {
            dict.remove(&Value::Int(n * 10 + 9));
        }
        assert!(dict.is_empty());
    }

    #[test]
    fn keys_that_are_equal_in_python_are_one_key() {
        let mut dict = Dict::new();
        dict.insert(Value::Int(1), Value::Int(10));
        dict.insert(Value::Bool(true), Value::Int(20));
        dict.insert(Value::Float(1.0), Value::Int(30));
        assert_eq!(dict.len(), 1);
        assert_eq!(dict.iter().next(), Some((&Value::Int(1), &Value::Int(30))));
    }

    #[test]
    fn order_survives_growth_and_removal() {
        let mut dict = Dict::new();
        for i in 0..1000 {
            dict.insert(Value::Int(i), Value::Int(i * i));
        }
        for i in (0..1000).filter(|i| i % 3 != 0) {
            assert_eq!(dict.remove(&Value::Int(i)), Some(Value::Int(i * i)));
        }
        for i in 1000..1500 {
            dict.insert(Value::Int(i), Value::None);
        }
        assert_eq!(dict.len(), 334 + 500);
        assert_eq!(dict.get(&Value::Int(999)), Some(&Value::Int(999 * 999)));
        assert_eq!(dict.get(&Value::Int(998)), None);
        let keys: Vec<_> = dict.keys().cloned().collect();
        let mut sorted = keys.clone();
        sorted.sort_by_key(|key| if let Value::Int(i) = key { *i } else { 0 });
        assert_eq!(keys, sorted);
    }

    #[test]
    fn adding_and_removing_for_ever_takes_no_more_room() {
        let mut dict = Dict::new();
        for i in 0..10 {
            dict.insert(Value::Int(-1 - i), Value::None);
        }
        for i in 0..10_000 {
            dict.insert(Value::Int(i), Value::None);
            dict.remove(&Value::Int(i));
        }
        assert!(dict.entries.len() < 100, "{}", dict.entries.len());
    }
}
