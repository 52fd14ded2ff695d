//! Random numbers that depend on the seed, on who draws and on how often it has drawn, and on nothing else: not on the
//! interleaving, and not on which copy of the world draws.

/// A stream of draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Draws {
    key: u64,
    counter: u64,
    children: u64,
}

impl Draws {
    /// The first stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            key: mix(seed ^ 0x5851_f42d_4c95_7f2d),
            counter: 0,
            children: 0,
        }
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.counter += 1;
        mix(self
            .key
            .wrapping_add(self.counter.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number below `bound`, which is above 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.draw()) * bound as u128) >> 64) as usize
    }

    /// The stream of a new child: keyed by the line of descent.
    pub fn child(&mut self) -> Self {
        self.children += 1;
        Self {
            key: mix(self.key ^ mix(self.children)),
            counter: 0,
            children: 0,
        }
    }

    /// Starts the stream anew, as `random.seed(n)` does.
    pub fn reseed(&mut self, seed: u64) {
        self.key = mix(seed ^ 0xda94_2042_e4dd_58b5);
        self.counter = 0;
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_draws_the_same_however_much_its_parent_has_drawn() {
        let (mut a, mut b) = (Draws::new(7), Draws::new(7));
        b.draw();
        b.draw();
        assert_eq!(a.child().draw(), b.child().draw());
        assert_ne!(a.child().draw(), Draws::new(7).child().draw());
    }

    #[test]
    fn draws_below_a_bound_spread_over_it() {
        let mut draws = Draws::new(1);
        let mut seen = [0; 5];
        for _ in 0..5000 {
            seen[draws.below(5)] += 1;
        }
        assert!(
            seen.iter().all(|&count| (850..1150).contains(&count)),
            "{seen:?}"
        );
    }
}
