//! Spots: a number for each figure that stands about, so that each has a place of its own and keeps it while it stands.

/// Which spots are taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Spots {
    taken: Vec<bool>,
    count: usize,
}

impl Spots {
    /// The spot that it had the last time if that is still free and not out of the way, else the lowest free one.
    pub(super) fn choose(&mut self, last: u32) -> u32 {
        let last = last as usize;
        let near = last <= self.count + Self::NEAR;
        let free = !self.taken.get(last).copied().unwrap_or(false);
        let lowest = || self.taken.iter().position(|taken| !taken);
        let spot = if near && free {
            last
        } else {
            lowest().unwrap_or(self.taken.len())
        };
        if spot >= self.taken.len() {
            self.taken.resize(spot + 1, false);
        }
        self.taken[spot] = true;
        self.count += 1;
        spot as u32
    }

    /// A figure has gone away from its spot.
    pub(super) fn give_back(&mut self, spot: u32) {
        if let Some(taken) = self.taken.get_mut(spot as usize).filter(|taken| **taken) {
            *taken = false;
            self.count -= 1;
        }
    }

    /// How far behind the others a spot may be that is taken again.
    const NEAR: usize = 2;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_shares_a_spot_and_whoever_comes_back_finds_its_own() {
        let mut spots = Spots::default();
        let all: Vec<u32> = (0..4).map(|_| spots.choose(0)).collect();
        assert_eq!(all, [0, 1, 2, 3]);
        spots.give_back(1);
        spots.give_back(2);
        assert_eq!(spots.choose(2), 2, "its own");
        assert_eq!(spots.choose(3), 1, "the lowest, where its own is taken");
    }

    #[test]
    fn a_spot_out_of_the_way_is_given_up() {
        let mut spots = Spots::default();
        for _ in 0..20 {
            spots.choose(0);
        }
        (0..20).for_each(|spot| spots.give_back(spot));
        assert_eq!(spots.choose(19), 0);
        spots.give_back(19);
        assert_eq!(
            spots.choose(0),
            1,
            "giving back twice takes nothing from others"
        );
    }
}
