//! Where an arrow's head lies: right beside whom it wakes, on no other figure and on no words, and before everything else.

use crate::trace::TaskId;
use crate::view::canvas::{Canvas, Ink, Mark, Patch, bold};
use crate::view::theme::{Depth, Role};

use super::super::Picture;
use super::super::cast::Figure;
use super::super::routes::{Block, Landing};
use super::super::show::Show;
use super::State;

/// Pixels of the heads that are painted, the largest first.
const WEDGES: [i32; 2] = [3, 2];
/// Cells of the heads that are written, where none can be painted.
const SIGNS: [i32; 2] = [3, 1];
/// Pixels by which a way is straight before its head, where there is room.
const CLEAR: i32 = 3;
/// Among how many places a way may choose.
const CHOICE: usize = 6;

/// What a head is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// So many pixels high.
    Wedge(i32),
    /// A letter, in the middle of so many cells.
    Sign(i32),
}

/// An arrow's head.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Whom it points to; none if it is an object.
    pub task: Option<TaskId>,
    /// The cells that it takes.
    pub patch: Patch,
    /// The block at its tip.
    pub tip: Block,
    /// Where it points: right, down, left, up.
    pub heading: usize,
    /// What it is made of.
    pub shape: Shape,
    /// How much worse than the best place this one is.
    more: u32,
}

impl Head {
    /// One on an object, as large as can be.
    pub fn on(tip: Block, heading: usize) -> Self {
        Self {
            task: None,
            patch: Patch::new(0, 0, 0, 0),
            tip,
            heading,
            shape: Shape::Wedge(WEDGES[0]),
            more: 0,
        }
    }

    /// How a way gets there: straight for a while, so that its head is apart from what comes by, or else for no longer
    /// than the head is.
    pub fn landings(&self) -> [Landing; 2] {
        let least = match self.shape {
            Shape::Wedge(size) => size,
            Shape::Sign(_) => 1,
        };
        let landing = |straight: i32, more: u32| Landing {
            tip: self.tip,
            heading: self.heading,
            straight,
            more: self.more + more,
        };
        [landing(least + CLEAR, 0), landing(least, 8)]
    }

    /// Pixels of the way that it takes the place of.
    pub fn length(&self) -> i32 {
        match self.shape {
            Shape::Wedge(size) => size - 1,
            Shape::Sign(_) => 1,
        }
    }

    /// Paints it before everything that is there.
    pub fn paint(&self, canvas: &mut Canvas, show: &Show, state: State) {
        let (ink, seam) = state.inks();
        match self.shape {
            Shape::Wedge(size) => {
                let dots = wedge(self.tip, self.heading, size);
                for (x, y) in dots.clone() {
                    for (across, down) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                        let there = canvas.cells(x + across, y + down, 1, 1);
                        if there.meets(self.patch) {
                            canvas.dot(x + across, y + down, seam);
                        }
                    }
                }
                for (x, y) in dots {
                    canvas.dot(x, y, ink);
                }
            }
            Shape::Sign(wide) => self.write(canvas, show, wide, state),
        }
    }

    fn write(&self, canvas: &mut Canvas, show: &Show, wide: i32, state: State) {
        let look = show.look();
        let role = match state {
            State::Full => Role::Gold,
            State::Faint => Role::Dim,
            State::Broken => Role::Bad,
        };
        let style = if look.depth == Depth::None {
            look.on(Role::Bright, role)
        } else {
            bold(look, Role::Ground).bg(look.color(role))
        };
        let marks = [Mark::Right, Mark::Down, Mark::Left, Mark::Up];
        let sign = show.mark(marks[self.heading]);
        let words = format!("{sign:^wide$}", wide = wide as usize);
        canvas.sign(self.patch.left, self.patch.top, &words, style);
    }
}

/// The pixels of a painted head.
pub fn wedge((x, y): Block, heading: usize, size: i32) -> impl Iterator<Item = (i32, i32)> + Clone {
    (0..size).flat_map(move |back| {
        (-back..back + 2).map(move |aside| match heading {
            0 => (x + 1 - back, y + aside),
            1 => (x + aside, y + 1 - back),
            2 => (x + back, y + aside),
            _ => (x + aside, y + back),
        })
    })
}

/// Which cells are whose.
#[derive(Debug)]
pub struct Cells {
    columns: i32,
    rows: i32,
    /// Nobody's, a figure's by its place in the cast, or not to be covered.
    whose: Vec<u16>,
    /// What pictures draw before the figures.
    covered: Vec<Patch>,
}

impl Cells {
    const NOBODY: u16 = u16::MAX;
    const CLOSED: u16 = u16::MAX - 1;

    /// All words, all figures where they are now, and what pictures draw before them.
    pub fn of<'a>(
        canvas: &mut Canvas,
        show: &Show,
        pictures: &[Box<dyn Picture + 'a>],
        cast: &[Figure],
    ) -> Self {
        let (columns, rows) = (canvas.columns(), canvas.rows());
        let mut cells = Self {
            columns,
            rows,
            whose: vec![Self::NOBODY; (columns * rows).max(0) as usize],
            covered: Vec::new(),
        };
        let mut patches = Vec::new();
        for (number, figure) in (0..).zip(cast) {
            canvas.probe(&mut patches, |canvas| figure.draw(canvas, show));
            for patch in &patches {
                cells.mark(*patch, number);
            }
            canvas.probe_words(&mut patches, |canvas| figure.draw(canvas, show));
            for patch in &patches {
                cells.mark(*patch, Self::CLOSED);
            }
        }
        canvas.kept(0..0, |patch| cells.mark(patch, Self::CLOSED));
        for picture in pictures {
            canvas.probe(&mut patches, |canvas| picture.front(canvas, show, cast));
            cells.covered.append(&mut patches);
        }
        cells
    }

    /// Nothing else is to cover these.
    pub fn close(&mut self, patch: Patch) {
        self.mark(patch, Self::CLOSED);
    }

    fn mark(&mut self, patch: Patch, whose: u16) {
        for row in patch.top.max(0)..patch.bottom.min(self.rows) {
            for column in patch.left.max(0)..patch.right.min(self.columns) {
                let at = &mut self.whose[(row * self.columns + column) as usize];
                // Where two stand on one cell, it is neither's.
                let shared = *at != Self::NOBODY && *at != whose;
                *at = if shared { Self::CLOSED } else { whose };
            }
        }
    }

    fn is_free(&self, patch: Patch, own: u16) -> bool {
        patch.is_within(self.columns, self.rows)
            && (patch.top..patch.bottom).all(|row| {
                let row = row * self.columns;
                let cells = &self.whose[(row + patch.left) as usize..(row + patch.right) as usize];
                cells
                    .iter()
                    .all(|whose| *whose == Self::NOBODY || *whose == own)
            })
    }

    /// The best places for a head beside a figure, the best first; a small one if it is one of many.
    pub fn beside(
        &self,
        canvas: &mut Canvas,
        show: &Show,
        cast: &[Figure],
        task: TaskId,
        many: bool,
    ) -> Vec<Head> {
        let Some(number) = cast.iter().position(|figure| figure.task.id == task) else {
            return Vec::new();
        };
        let mut own = Vec::new();
        canvas.probe(&mut own, |canvas| cast[number].draw(canvas, show));
        let Some(body) = own.first().copied() else {
            return Vec::new();
        };
        let mut heads: Vec<Head> = Vec::new();
        for (heading, column, row) in sides(&own) {
            let far = [
                2 * (row - body.top.midpoint(body.bottom - 1)).abs(),
                (column - body.left.midpoint(body.right - 1)).abs(),
            ];
            let (side, aside) = [(4, far[0]), (0, far[1]), (4, far[0]), (8, far[1])][heading];
            for (worse, shape) in shapes(canvas.look().ascii, many) {
                let Some(mut head) = place(canvas, show.scale, (heading, column, row), shape)
                else {
                    continue;
                };
                let before = self.covered.iter().any(|patch| patch.meets(head.patch));
                head.more = (side + aside + worse + if before { 40 } else { 0 }) as u32;
                head.task = Some(task);
                if self.is_free(head.patch, number as u16) {
                    heads.push(head);
                    break;
                }
            }
        }
        heads.sort_by_key(|head| head.more);
        let mut from = [0; 4];
        heads.retain(|head| {
            from[head.heading] += 1;
            from[head.heading] <= 2
        });
        heads.truncate(CHOICE);
        heads
    }
}

fn shapes(ascii: bool, many: bool) -> impl Iterator<Item = (i32, Shape)> {
    let wedges = WEDGES.into_iter().skip(usize::from(many));
    let wedges = wedges.filter(move |_| !ascii).map(Shape::Wedge);
    let shapes = wedges.chain(SIGNS.into_iter().map(Shape::Sign));
    (0..).step_by(6).zip(shapes)
}

/// The cells next to what a figure takes: in which direction it is from there, column and row.
fn sides(own: &[Patch]) -> Vec<(usize, i32, i32)> {
    let mut sides = Vec::new();
    let around = |of: fn(&Patch) -> [i32; 2]| {
        let from = own.iter().map(|patch| of(patch)[0]).min().unwrap_or(0);
        let to = own.iter().map(|patch| of(patch)[1]).max().unwrap_or(0);
        from..to
    };
    for column in around(|patch| [patch.left, patch.right]) {
        let here = || {
            own.iter()
                .filter(|patch| (patch.left..patch.right).contains(&column))
        };
        let top = here().map(|patch| patch.top).min();
        let bottom = here().map(|patch| patch.bottom).max();
        sides.extend(top.map(|top| (1, column, top - 1)));
        sides.extend(bottom.map(|bottom| (3, column, bottom)));
    }
    for row in around(|patch| [patch.top, patch.bottom]) {
        let here = || {
            own.iter()
                .filter(|patch| (patch.top..patch.bottom).contains(&row))
        };
        let left = here().map(|patch| patch.left).min();
        let right = here().map(|patch| patch.right).max();
        sides.extend(left.map(|left| (0, left - 1, row)));
        sides.extend(right.map(|right| (2, right, row)));
    }
    sides
}

/// A head of a shape whose tip is in a cell.
fn place(
    canvas: &Canvas,
    scale: i32,
    (heading, column, row): (usize, i32, i32),
    shape: Shape,
) -> Option<Head> {
    let head = |tip: Block, patch: Patch| Head {
        task: None,
        patch,
        tip,
        heading,
        shape,
        more: 0,
    };
    // The block that the cell lies in.
    let (x, y) = (column.div_euclid(scale), (row * 2).div_euclid(scale));
    let Shape::Wedge(size) = shape else {
        let Shape::Sign(wide) = shape else {
            return None;
        };
        let left = match heading {
            0 => column - wide + 1,
            2 => column,
            _ => column - wide / 2,
        };
        return Some(head((x, y), Patch::new(left, row, wide, 1)));
    };
    // Half a row is left for the seam of a large one.
    let gap = i32::from(size == WEDGES[0] && scale == 1);
    let last = (row * 2 + 1).div_euclid(scale);
    let tip = match heading {
        0 => (x - 1, y),
        1 => (x, last - 1 - gap),
        2 => (x, y),
        _ => (x, y + gap),
    };
    let dots = wedge(tip, heading, size).map(|(x, y)| canvas.cells(x, y, 1, 1));
    let patch = dots.reduce(|all, dot| Patch {
        left: all.left.min(dot.left),
        top: all.top.min(dot.top),
        right: all.right.max(dot.right),
        bottom: all.bottom.max(dot.bottom),
    })?;
    Some(head(tip, patch))
}

impl State {
    /// What an arrow is painted with, and its seam.
    pub fn inks(self) -> (Ink, Ink) {
        let seam = Ink::role(Role::Black);
        match self {
            State::Full => (Ink::role(Role::Gold), seam),
            State::Faint => (Ink::role(Role::Gold).shaded(), seam),
            State::Broken => (Ink::role(Role::Bad), seam),
        }
    }
}
