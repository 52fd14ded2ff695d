//! How an arrow is painted: with a seam that is seen on every ground, and a head.

use crate::view::canvas::{Canvas, Ink, Patch};
use crate::view::theme::Role;

use super::super::routes::{Block, Map};
use super::head::{Shape, wedge};
use super::{Arrow, State};

/// A block of a way, and the direction in which it is reached.
type Step = (Block, usize);

impl Arrow {
    pub(super) fn length(&self) -> i32 {
        let legs = self.way.windows(2);
        legs.map(|leg| (leg[1].0 - leg[0].0).abs() + (leg[1].1 - leg[0].1).abs())
            .sum()
    }

    /// Its blocks, each with the direction of the way there.
    fn blocks(&self) -> Vec<Step> {
        let mut blocks = Vec::new();
        for leg in self.way.windows(2) {
            let (right, down) = (
                (leg[1].0 - leg[0].0).signum(),
                (leg[1].1 - leg[0].1).signum(),
            );
            let heading = match (right, down) {
                (1, _) => 0,
                (_, 1) => 1,
                (-1, _) => 2,
                _ => 3,
            };
            let long = (leg[1].0 - leg[0].0).abs() + (leg[1].1 - leg[0].1).abs();
            let from = i32::from(!blocks.is_empty());
            blocks.extend((from..=long).map(|step| {
                let block = (leg[0].0 + right * step, leg[0].1 + down * step);
                (block, heading)
            }));
        }
        if let (true, Some(&only)) = (blocks.is_empty(), self.way.first()) {
            blocks.push((only, self.heading));
        }
        blocks
    }

    /// Whether its head is where it belongs when so much of all ways is there.
    pub(super) fn has_landed(&self, grown: i32) -> bool {
        self.head.is_some_and(|head| head.task.is_some())
            && self.state != State::Broken
            && grown >= self.before + self.length()
    }

    /// The blocks that are there, and where its head is on the way, when so much of all ways is.
    fn shown(&self, grown: i32) -> (Vec<Step>, Option<Step>) {
        let mut blocks = self.blocks();
        let there = (grown - self.before + 1).clamp(0, blocks.len() as i32) as usize;
        blocks.truncate(there);
        let front = blocks.last().copied();
        if self.state == State::Broken {
            // It breaks off on its last third.
            let kept = blocks.len() * 2 / 3;
            let gaps = blocks.iter().enumerate();
            let gaps = gaps.filter(|(at, _)| *at < kept || (at - kept) % 4 < 1);
            return (gaps.map(|(_, block)| *block).collect(), None);
        }
        let Some(head) = self.head else {
            return (blocks, None);
        };
        // The last part ends where the head begins.
        blocks.truncate(blocks.len().saturating_sub(head.length() as usize));
        (blocks, front.filter(|_| !self.has_landed(grown)))
    }

    /// Pixels of its head where that is on its way.
    fn size(&self) -> i32 {
        match self.head.map(|head| head.shape) {
            Some(Shape::Wedge(size)) => size,
            _ => 2,
        }
    }
}

pub(super) fn paint(
    canvas: &mut Canvas,
    map: &Map,
    arrows: &[Arrow],
    grown: i32,
    taken: &mut Vec<Patch>,
) {
    let mut order: Vec<&Arrow> = arrows.iter().collect();
    order.sort_by_key(|arrow| arrow.state == State::Full);
    for arrow in &order {
        let blocks = arrow.shown(grown).0.into_iter();
        taken.extend(blocks.map(|((x, y), _)| canvas.cells(x, y, 2, 2)));
    }
    if canvas.look().ascii {
        for arrow in order {
            in_letters(canvas, map, arrow, grown);
        }
        return;
    }
    let mut strokes = Vec::new();
    for arrow in order {
        let mut dots = Vec::new();
        let (blocks, head) = arrow.shown(grown);
        for ((x, y), _) in blocks {
            if arrow.thin {
                dots.push((x, y));
            } else {
                dots.extend([(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)]);
            }
        }
        if let Some((tip, heading)) = head {
            dots.extend(wedge(tip, heading, arrow.size()));
        }
        strokes.push((dots, arrow.state.inks()));
    }
    let mut dot = |(x, y): (i32, i32), ink: Ink| {
        if !map.is_closed(x, y) {
            canvas.dot(x, y, ink);
        }
    };
    for (dots, (_, seam)) in &strokes {
        for &(x, y) in dots {
            for (across, down) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                dot((x + across, y + down), *seam);
            }
        }
    }
    for (dots, (ink, _)) in strokes {
        for at in dots {
            dot(at, ink);
        }
    }
}

fn in_letters(canvas: &mut Canvas, map: &Map, arrow: &Arrow, grown: i32) {
    let (blocks, head) = arrow.shown(grown);
    let role = match arrow.state {
        State::Full => Role::Gold,
        State::Faint => Role::Dim,
        State::Broken => Role::Bad,
    };
    for ((x, y), heading) in blocks {
        let sign = match (heading % 2 == 0, arrow.state) {
            (true, State::Full) => "=",
            (true, _) => "-",
            (false, State::Full) => "|",
            (false, _) => ":",
        };
        if !map.is_closed(x, y) {
            canvas.drawn_letter((x, y), sign, role);
        }
    }
    if let Some((at, heading)) = head {
        canvas.drawn_letter(at, [">", "v", "<", "^"][heading], role);
    }
}
