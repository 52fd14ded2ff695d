//! Ways over the stage: along the axes, round words, behind figures and words only where the way round is long.

/// A block of two by two pixels, by its upper left one: ways are as thick.
pub type Block = (i32, i32);

/// The directions in which a way can go: right, down, left, up.
const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// What a step costs over free ground.
const STEP: u32 = 2;
/// What a corner costs.
const TURN: u32 = 9;
/// What a step costs more behind what is not painted over: it is better to go round it, unless that is far.
const CLOSED: u8 = 40;

/// What is where, in logical pixels.
#[derive(Debug)]
pub struct Map {
    width: i32,
    height: i32,
    /// What more than over free ground a step costs onto each block.
    more: Vec<u8>,
    /// Pixels that nothing is painted on.
    closed: Vec<bool>,
}

/// A place to arrive at: the last block, and the direction in which it is reached straight over so many pixels.
#[derive(Debug, Clone, Copy)]
pub struct Landing {
    /// The last block.
    pub tip: Block,
    /// The direction: right, down, left, up.
    pub heading: usize,
    /// How far it goes straight before.
    pub straight: i32,
    /// What it costs that this place is not the best one.
    pub more: u32,
}

impl Landing {
    /// Where its straight part begins.
    fn before(&self) -> Block {
        let (right, down) = STEPS[self.heading];
        let (x, y) = self.tip;
        (x - right * self.straight, y - down * self.straight)
    }
}

impl Map {
    /// Free ground.
    pub fn new(width: i32, height: i32) -> Self {
        let size = (width.max(0) * height.max(0)) as usize;
        Self {
            width,
            height,
            more: vec![0; size],
            closed: vec![false; size],
        }
    }

    /// A rectangle of pixels over which it costs more to go.
    pub fn avoid(&mut self, left: i32, top: i32, right: i32, bottom: i32, more: u8) {
        for y in (top - 1).max(0)..bottom.min(self.height) {
            for x in (left - 1).max(0)..right.min(self.width) {
                let at = &mut self.more[(y * self.width + x) as usize];
                *at = (*at).max(more);
            }
        }
    }

    /// A rectangle of pixels that nothing is painted over; a way may pass behind it.
    pub fn close(&mut self, left: i32, top: i32, right: i32, bottom: i32) {
        self.avoid(left - 1, top - 1, right + 1, bottom + 1, STEP as u8);
        self.avoid(left, top, right, bottom, CLOSED);
        for y in top.max(0)..bottom.min(self.height) {
            for x in left.max(0)..right.min(self.width) {
                self.closed[(y * self.width + x) as usize] = true;
            }
        }
    }

    /// Whether nothing is to be painted on a pixel.
    pub fn is_closed(&self, x: i32, y: i32) -> bool {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        !inside || self.closed[(y * self.width + x) as usize]
    }

    fn more(&self, (x, y): Block) -> Option<u32> {
        let inside = x >= 0 && y >= 0 && x + 1 < self.width && y + 1 < self.height;
        if !inside {
            return None;
        }
        Some(u32::from(self.more[(y * self.width + x) as usize]))
    }

    /// The block nearest to a wanted one that a way can begin at.
    pub fn nearest(&self, wanted: Block) -> Option<Block> {
        let ring = |far: i32| {
            let across = (-far..=far).flat_map(move |i| [(i, -far), (i, far)]);
            let down = (-far..=far).flat_map(move |i| [(-far, i), (far, i)]);
            across.chain(down)
        };
        let blocks = (0..8).flat_map(ring);
        let mut blocks = blocks.map(|(x, y)| (wanted.0 + x, wanted.1 + y));
        blocks.find(|block| {
            self.more(*block)
                .is_some_and(|more| more < u32::from(CLOSED))
        })
    }

    /// What is cheapest from a block to all others.
    pub fn from(&self, start: Block) -> Field<'_> {
        let mut field = Field {
            map: self,
            start,
            costs: vec![u32::MAX; self.more.len() * 4],
        };
        if self.more(start).is_none() {
            return field;
        }
        let mut queue = Queue::new(self.more.len());
        for heading in 0..4 {
            let index = field.index(start, heading);
            field.costs[index] = 0;
            queue.push(0, index);
        }
        while let Some((cost, index)) = queue.pop() {
            if cost > field.costs[index] {
                continue;
            }
            let (place, heading) = ((index / 4) as i32, index % 4);
            let block = (place % self.width, place / self.width);
            for next in (0..4).filter(|next| (next + 2) % 4 != heading) {
                let there = step(block, next);
                let Some(more) = self.more(there) else {
                    continue;
                };
                let turn = if next == heading { 0 } else { TURN };
                let cost = cost + STEP + more + turn;
                let index = field.index(there, next);
                if cost < field.costs[index] {
                    field.costs[index] = cost;
                    queue.push(cost, index);
                }
            }
        }
        field
    }
}

fn step((x, y): Block, heading: usize) -> Block {
    let (right, down) = STEPS[heading];
    (x + right, y + down)
}

/// What has been reached, cheapest first: a ring of buckets, one for each cost, which is longer than any step is dear.
struct Queue {
    /// The newest entry of each bucket.
    buckets: [u32; Self::LENGTH],
    /// What was reached, and the entry before it in the same bucket.
    entries: Vec<(u32, u32)>,
    cost: u32,
    left: usize,
}

impl Queue {
    const LENGTH: usize = 512;
    const NONE: u32 = u32::MAX;

    fn new(size: usize) -> Self {
        Self {
            buckets: [Self::NONE; Self::LENGTH],
            entries: Vec::with_capacity(size),
            cost: 0,
            left: 0,
        }
    }

    fn push(&mut self, cost: u32, index: usize) {
        let bucket = &mut self.buckets[cost as usize % Self::LENGTH];
        self.entries.push((index as u32, *bucket));
        *bucket = self.entries.len() as u32 - 1;
        self.left += 1;
    }

    fn pop(&mut self) -> Option<(u32, usize)> {
        if self.left == 0 {
            return None;
        }
        loop {
            let bucket = &mut self.buckets[self.cost as usize % Self::LENGTH];
            if *bucket != Self::NONE {
                let (index, before) = self.entries[*bucket as usize];
                *bucket = before;
                self.left -= 1;
                return Some((self.cost, index as usize));
            }
            self.cost += 1;
        }
    }
}

/// What is cheapest from one block to all others.
#[derive(Debug)]
pub struct Field<'a> {
    map: &'a Map,
    start: Block,
    /// By block and the direction of the last step.
    costs: Vec<u32>,
}

impl Field<'_> {
    fn index(&self, (x, y): Block, heading: usize) -> usize {
        (y * self.map.width + x) as usize * 4 + heading
    }

    fn cost(&self, block: Block, heading: usize) -> Option<u32> {
        self.map.more(block)?;
        let cost = self.costs[self.index(block, heading)];
        (cost != u32::MAX).then_some(cost)
    }

    /// The way to the best of some landings, with its corners, and which of them it is.
    pub fn way(&self, landings: &[Landing]) -> Option<(Vec<Block>, usize)> {
        let arrivals = landings
            .iter()
            .enumerate()
            .filter_map(|(number, landing)| Some((self.arrival(landing)?, number)));
        let ((_, mut heading), number) = arrivals.min_by_key(|((cost, _), _)| *cost)?;
        let landing = &landings[number];
        let mut way = vec![landing.tip];
        let mut block = landing.before();
        if heading != landing.heading && block != self.start {
            way.push(block);
        }
        while block != self.start {
            let before = step(block, (heading + 2) % 4);
            if before == self.start {
                block = before;
                break;
            }
            let from = self.came_from(before, block, heading)?;
            if from != heading {
                way.push(before);
            }
            (block, heading) = (before, from);
        }
        way.push(block);
        way.reverse();
        Some((way, number))
    }

    /// What a landing costs if it can be reached straight, and the direction of the step before that.
    fn arrival(&self, landing: &Landing) -> Option<(u32, usize)> {
        let before = landing.before();
        let mut straight = 0;
        let mut block = before;
        for _ in 0..landing.straight {
            block = step(block, landing.heading);
            straight += STEP + self.map.more(block)?;
        }
        let arrivals = (0..4)
            .filter(|heading| (heading + 2) % 4 != landing.heading)
            .filter_map(|heading| {
                let turn = if heading == landing.heading { 0 } else { TURN };
                Some((self.cost(before, heading)? + turn, heading))
            });
        let (cost, heading) = arrivals.min()?;
        Some((cost + straight + landing.more, heading))
    }

    /// The direction in which a block was reached on the cheapest way over it to the next.
    fn came_from(&self, before: Block, block: Block, heading: usize) -> Option<usize> {
        let cost = self.cost(block, heading)?;
        let more = self.map.more(block)?;
        let turn = |from: usize| if from == heading { 0 } else { TURN };
        let mut ways = (0..4).filter(|from| (from + 2) % 4 != heading);
        // Straight on first.
        let straight = std::iter::once(heading);
        let fits = |from: &usize| {
            let there = self.cost(before, *from);
            there.is_some_and(|there| there + STEP + more + turn(*from) == cost)
        };
        straight.chain(&mut ways).find(fits)
    }
}

// Who is reached at one cost comes before who is reached at a higher one only if none is missed on the way round.
const _: () = assert!(Queue::LENGTH > (STEP + TURN) as usize + CLOSED as usize);

#[cfg(test)]
mod tests {
    use super::*;

    fn down(tip: Block) -> Landing {
        Landing {
            tip,
            heading: 1,
            straight: 3,
            more: 0,
        }
    }

    #[test]
    fn a_way_has_as_few_corners_as_can_be_and_lands_as_it_should() {
        let map = Map::new(40, 20);
        let (way, chosen) = map.from((2, 2)).way(&[down((30, 12))]).unwrap();
        assert_eq!((way, chosen), (vec![(2, 2), (30, 2), (30, 12)], 0));
    }

    #[test]
    fn it_goes_round_words_and_straight_behind_figures_and_what_is_endless() {
        let mut map = Map::new(40, 20);
        map.close(10, 0, 14, 18);
        let (way, _) = map.from((2, 4)).way(&[down((30, 12))]).unwrap();
        assert!(
            way.iter().any(|(_, y)| *y == 18),
            "below the words: {way:?}"
        );
        map.close(10, 18, 14, 20);
        let (way, _) = map.from((2, 4)).way(&[down((30, 12))]).unwrap();
        assert_eq!(
            way.len(),
            3,
            "straight behind words without a way round: {way:?}"
        );

        let mut map = Map::new(40, 20);
        map.avoid(10, 0, 14, 20, 20);
        let (way, _) = map.from((2, 4)).way(&[down((30, 12))]).unwrap();
        assert_eq!(way.len(), 3, "straight behind them: {way:?}");
    }

    #[test]
    fn the_cheapest_landing_is_taken_and_none_round_a_corner() {
        let mut map = Map::new(40, 20);
        // A lid over the first.
        map.close(26, 8, 36, 9);
        let left = Landing {
            tip: (26, 14),
            heading: 0,
            straight: 3,
            more: 0,
        };
        let (way, chosen) = map.from((2, 4)).way(&[down((30, 10)), left]).unwrap();
        assert_eq!(chosen, 1, "{way:?}");
    }
}
