//! Python's set. It has no order that a program may rely on, but programs print sets: the table is laid out as `CPython`'s, so that sets of
//! numbers print in the same order.

use crate::python::hash::{key_equal, key_hash};
use crate::python::value::Value;

const LINEAR: usize = 9;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Slot {
    Free,
    Gone,
    Full(u64, Value),
}

/// A set of hashable values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Set {
    table: Vec<Slot>,
    /// Slots that are not free.
    fill: usize,
    len: usize,
    /// Whether it is a `frozenset`.
    pub frozen: bool,
}

impl Default for Set {
    fn default() -> Self {
        Set {
            table: vec![Slot::Free; 8],
            fill: 0,
            len: 0,
            frozen: false,
        }
    }
}

impl Set {
    /// An empty one.
    pub fn new() -> Set {
        Set::default()
    }

    /// How many members.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Roughly the bytes that it takes.
    pub fn room(&self) -> usize {
        self.table.len() * size_of::<Slot>()
    }

    /// Whether it has no member.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The slots in the order in which a value is looked for.
    fn probes(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mask = self.table.len() - 1;
        let mut perturb = hash;
        let mut base = hash as usize & mask;
        let mut step = 0;
        std::iter::from_fn(move || {
            let run = if base + LINEAR <= mask { LINEAR } else { 0 };
            if step > run {
                perturb >>= 5;
                base = base
                    .wrapping_mul(5)
                    .wrapping_add(1)
                    .wrapping_add(perturb as usize)
                    & mask;
                step = 0;
            }
            step += 1;
            Some(base + step - 1)
        })
    }

    fn find(&self, value: &Value) -> Option<usize> {
        let hash = key_hash(value);
        for slot in self.probes(hash) {
            match &self.table[slot] {
                Slot::Free => return None,
                Slot::Full(other, member) if *other == hash && key_equal(member, value) => {
                    return Some(slot);
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the value is a member.
    pub fn contains(&self, value: &Value) -> bool {
        self.find(value).is_some()
    }

    /// Makes the value a member; false if it is one.
    pub fn insert(&mut self, value: Value) -> bool {
        if self.contains(&value) {
            return false;
        }
        self.place(key_hash(&value), value);
        if self.fill * 5 >= (self.table.len() - 1) * 3 {
            let wanted = if self.len > 50_000 {
                self.len * 2
            } else {
                self.len * 4
            };
            self.resize(wanted);
        }
        true
    }

    fn place(&mut self, hash: u64, value: Value) {
        let free = self
            .probes(hash)
            .find(|&slot| matches!(self.table[slot], Slot::Free));
        if let Some(slot) = free {
            self.table[slot] = Slot::Full(hash, value);
            self.fill += 1;
            self.len += 1;
        }
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = 8;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.table, vec![Slot::Free; size]);
        self.fill = 0;
        self.len = 0;
        for slot in old {
            if let Slot::Full(hash, value) = slot {
                self.place(hash, value);
            }
        }
    }

    /// Removes a member; false if it was none.
    pub fn remove(&mut self, value: &Value) -> bool {
        let Some(slot) = self.find(value) else {
            return false;
        };
        self.table[slot] = Slot::Gone;
        self.len -= 1;
        true
    }

    /// Removes the first member in the order of iteration.
    pub fn pop(&mut self) -> Option<Value> {
        let first = self
            .table
            .iter_mut()
            .find(|slot| matches!(slot, Slot::Full(..)))?;
        let Slot::Full(_, value) = std::mem::replace(first, Slot::Gone) else {
            return None;
        };
        self.len -= 1;
        Some(value)
    }

    /// Makes members of all of another's members, as fast as `CPython` and in the same order.
    pub fn merge(&mut self, other: &Set) {
        if (self.fill + other.len) * 5 >= (self.table.len() - 1) * 3 {
            self.resize((self.len + other.len) * 2);
        }
        if self.fill == 0 && self.table.len() == other.table.len() && other.fill == other.len {
            self.table.clone_from(&other.table);
            self.fill = other.fill;
            self.len = other.len;
            return;
        }
        for member in other.iter() {
            self.insert(member.clone());
        }
    }

    /// A copy, laid out afresh.
    #[must_use]
    pub fn copied(&self) -> Set {
        let mut copy = Set {
            frozen: self.frozen,
            ..Set::default()
        };
        copy.merge(self);
        copy
    }

    /// The members that both have; a frozen set stays one, here as below.
    #[must_use]
    pub fn intersection(&self, other: &Set) -> Set {
        let (few, many) = if other.len > self.len {
            (self, other)
        } else {
            (other, self)
        };
        let members = few.iter().filter(|member| many.contains(member)).cloned();
        self.kept(members)
    }

    /// The members that the other has not.
    #[must_use]
    pub fn difference(&self, other: &Set) -> Set {
        if self.len >> 2 > other.len {
            let mut rest = self.copied();
            other.iter().for_each(|member| {
                rest.remove(member);
            });
            return rest;
        }
        self.kept(
            self.iter()
                .filter(|member| !other.contains(member))
                .cloned(),
        )
    }

    /// The members of one of the two: this one's are toggled in a copy of the other.
    #[must_use]
    pub fn symmetric_difference(&self, other: &Set) -> Set {
        let mut result = other.copied();
        result.toggle(self);
        result.frozen = self.frozen;
        result
    }

    /// Removes what the other has too and adds the rest of it.
    pub fn toggle(&mut self, other: &Set) {
        for member in other.iter() {
            if !self.remove(member) {
                self.insert(member.clone());
            }
        }
    }

    fn kept(&self, members: impl Iterator<Item = Value>) -> Set {
        let mut set: Set = members.collect();
        set.frozen = self.frozen;
        set
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        let frozen = self.frozen;
        *self = Set {
            frozen,
            ..Set::default()
        };
    }

    /// The members.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        self.table.iter().filter_map(|slot| match slot {
            Slot::Full(_, value) => Some(value),
            _ => None,
        })
    }

    /// The first member at or after a position, and the position behind it.
    pub fn entry_from(&self, position: usize) -> Option<(usize, &Value)> {
        let rest = self.table.get(position..)?;
        rest.iter()
            .enumerate()
            .find_map(|(skipped, slot)| match slot {
                Slot::Full(_, value) => Some((position + skipped + 1, value)),
                _ => None,
            })
    }
}

impl FromIterator<Value> for Set {
    fn from_iter<I: IntoIterator<Item = Value>>(iter: I) -> Self {
        let mut set = Set::new();
        for value in iter {
            set.insert(value);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_come_in_the_order_cpython_prints() {
        let set: Set = [5, 3, 1, 8, 9, 100, 33]
            .map(Value::Int)
            .into_iter()
            .collect();
        let order: Vec<_> = set.iter().cloned().collect();
        assert_eq!(order, [1, 33, 3, 100, 5, 8, 9].map(Value::Int));
    }

    #[test]
    fn members_are_found_after_others_have_gone() {
        let mut set: Set = (0..100).map(Value::Int).collect();
        for i in 0..50 {
            assert!(set.remove(&Value::Int(i * 2)));
        }
        assert_eq!(set.len(), 50);
        assert!((0..100).all(|i| set.contains(&Value::Int(i)) == (i % 2 == 1)));
        assert!(set.insert(Value::Int(0)) && !set.insert(Value::Int(0)));
    }
}
