//! Tuples of the items of some pools, one after another: `itertools.product`, `permutations` and `combinations`.

use crate::python::value::{Tuple, Type, Value};

/// Which tuples there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// One item of each pool.
    Product,
    /// Items of the one pool in every order.
    Permutations,
    /// Items of the one pool in its order.
    Combinations,
    /// The same, each as often as one likes.
    Replacement,
}

impl Arrangement {
    /// The arrangement of this name in `itertools`.
    pub fn find(name: &str) -> Option<Self> {
        Some(match name {
            "product" => Self::Product,
            "permutations" => Self::Permutations,
            "combinations" => Self::Combinations,
            "combinations_with_replacement" => Self::Replacement,
            _ => return None,
        })
    }

    /// The type of its iterators.
    pub fn iterator(self) -> Type {
        match self {
            Self::Product => Type::Product,
            Self::Permutations => Type::Permutations,
            Self::Combinations => Type::Combinations,
            Self::Replacement => Type::CombinationsWithReplacement,
        }
    }
}

/// Where such an iterator stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Arranged {
    what: Arrangement,
    pools: Vec<Tuple>,
    /// The items of the next tuple, by their places in their pools; of permutations those that are left over follow.
    places: Vec<usize>,
    /// Of permutations, for each place of the tuple how many items may still come there.
    turns: Vec<usize>,
    /// How many items a tuple has; none if there is no next tuple.
    size: Option<usize>,
}

impl Arranged {
    /// The first tuple comes first: of a product, or of `size` items of the one pool.
    pub fn new(what: Arrangement, pools: Vec<Tuple>, size: usize) -> Self {
        let room = pools.first().map_or(0, |pool| pool.len());
        let (places, size, some) = match what {
            Arrangement::Product => {
                let some = pools.iter().all(|pool| !pool.is_empty());
                (vec![0; pools.len()], pools.len(), some)
            }
            Arrangement::Permutations => ((0..room).collect(), size, size <= room),
            Arrangement::Combinations => ((0..size.min(room)).collect(), size, size <= room),
            Arrangement::Replacement if room == 0 => (Vec::new(), size, size == 0),
            Arrangement::Replacement => (vec![0; size], size, true),
        };
        let turns = match what {
            Arrangement::Permutations if some => (0..size).map(|at| room - at).collect(),
            _ => Vec::new(),
        };
        Self {
            what,
            pools,
            places,
            turns,
            size: some.then_some(size),
        }
    }

    /// What it goes through.
    pub fn what(&self) -> Arrangement {
        self.what
    }

    /// The items.
    pub fn pools(&self) -> &[Tuple] {
        &self.pools
    }

    /// Where it stands, its items aside.
    pub fn state(&self) -> impl std::hash::Hash {
        (self.what, &self.places, &self.turns, self.size)
    }

    /// Whether there is a next tuple.
    pub fn has_more(&self) -> bool {
        self.size.is_some()
    }

    /// How many tuples there are in all at most; none if nobody knows.
    pub fn most(&self) -> Option<usize> {
        if !self.has_more() {
            return Some(0);
        }
        let (room, size) = (self.pool(0).len(), self.size?);
        let (mut lens, mut falling) = (self.pools.iter().map(|pool| pool.len()), 0..size);
        match self.what {
            Arrangement::Product => lens.try_fold(1usize, usize::checked_mul),
            Arrangement::Permutations => {
                falling.try_fold(1usize, |all, at| all.checked_mul(room - at))
            }
            Arrangement::Combinations => falling.try_fold(1usize, |all, at| {
                Some(all.checked_mul(room - at)? / (at + 1))
            }),
            Arrangement::Replacement => falling.try_fold(1usize, |all, at| {
                Some(all.checked_mul(room + at)? / (at + 1))
            }),
        }
    }

    fn pool(&self, at: usize) -> &[Value] {
        let pool = match self.what {
            Arrangement::Product => self.pools.get(at),
            _ => self.pools.first(),
        };
        pool.map_or(&[], |pool| pool)
    }

    /// The next tuple.
    pub fn step(&mut self) -> Option<Value> {
        let size = self.size?;
        let items = (0..size).map(|at| self.pool(at)[self.places[at]].clone());
        let tuple = Value::tuple(items.collect());
        let goes_on = match self.what {
            Arrangement::Product => self.next_product(),
            Arrangement::Permutations => self.next_permutation(size),
            Arrangement::Combinations => {
                let room = self.pool(0).len();
                self.raise(|at| room - size + at, 1)
            }
            Arrangement::Replacement => {
                let last = self.pool(0).len().saturating_sub(1);
                self.raise(|_| last, 0)
            }
        };
        if !goes_on {
            self.size = None;
        }
        Some(tuple)
    }

    fn next_product(&mut self) -> bool {
        for at in (0..self.places.len()).rev() {
            self.places[at] += 1;
            if self.places[at] < self.pools[at].len() {
                return true;
            }
            self.places[at] = 0;
        }
        false
    }

    /// The last item that is not yet the last for its place makes way for the next one; those behind it begin `apart` from it.
    fn raise(&mut self, last: impl Fn(usize) -> usize, apart: usize) -> bool {
        let Some(at) = (0..self.places.len())
            .rev()
            .find(|&at| self.places[at] < last(at))
        else {
            return false;
        };
        let first = self.places[at] + 1;
        for (step, place) in self.places[at..].iter_mut().enumerate() {
            *place = first + step * apart;
        }
        true
    }

    fn next_permutation(&mut self, size: usize) -> bool {
        for at in (0..size).rev() {
            self.turns[at] -= 1;
            if self.turns[at] > 0 {
                let other = self.places.len() - self.turns[at];
                self.places.swap(at, other);
                return true;
            }
            self.places[at..].rotate_left(1);
            self.turns[at] = self.places.len() - at;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(what: Arrangement, pools: &[i64], size: usize) -> Vec<Vec<i64>> {
        let pool = |len: &i64| Tuple::new((0..*len).map(Value::Int).collect());
        let mut arranged = Arranged::new(what, pools.iter().map(pool).collect(), size);
        let most = arranged.most();
        let found: Vec<_> = std::iter::from_fn(|| arranged.step()).collect();
        assert_eq!(most, Some(found.len()), "{what:?} {pools:?} {size}");
        let int = |value: &Value| match value {
            Value::Int(value) => *value,
            _ => -1,
        };
        let ints = |value: &Value| match value {
            Value::Tuple(items) => items.iter().map(int).collect(),
            _ => Vec::new(),
        };
        found.iter().map(ints).collect()
    }

    #[test]
    fn all_tuples_come_in_the_order_of_their_pools() {
        use Arrangement as A;
        assert_eq!(
            all(A::Product, &[2, 2], 0),
            [[0, 0], [0, 1], [1, 0], [1, 1]]
        );
        let orders = [[0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1]];
        assert_eq!(all(A::Permutations, &[3], 2), orders);
        assert_eq!(all(A::Combinations, &[3], 2), [[0, 1], [0, 2], [1, 2]]);
        assert_eq!(all(A::Replacement, &[2], 2), [[0, 0], [0, 1], [1, 1]]);
        for sorted in [
            all(A::Permutations, &[5], 4),
            all(A::Combinations, &[7], 3),
            all(A::Replacement, &[4], 3),
            all(A::Product, &[3, 1, 4], 0),
        ] {
            assert!(sorted.is_sorted() && !sorted.is_empty());
        }
    }

    #[test]
    fn what_takes_no_item_has_one_empty_tuple_and_what_has_too_few_none() {
        use Arrangement as A;
        for what in [A::Permutations, A::Combinations, A::Replacement] {
            assert_eq!(all(what, &[3], 0), [Vec::<i64>::new()]);
            assert_eq!(all(what, &[0], 0), [Vec::<i64>::new()]);
            assert!(all(what, &[0], 1).is_empty());
        }
        assert!(all(A::Combinations, &[2], 3).is_empty());
        assert!(all(A::Permutations, &[2], 3).is_empty());
        assert!(all(A::Product, &[2, 0], 0).is_empty());
        assert_eq!(all(A::Product, &[], 0), [Vec::<i64>::new()]);
    }
}
