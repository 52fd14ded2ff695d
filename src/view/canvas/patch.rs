//! Which cells something takes: so that pictures can keep figures, labels and counters apart.

use std::ops::Range;

use super::{Canvas, columns};

/// A rectangle of cells, counted from the canvas's upper left corner; it may reach beyond the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patch {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// Column after the last.
    pub right: i32,
    /// Row after the last.
    pub bottom: i32,
}

impl Patch {
    /// So many cells from a corner.
    pub const fn new(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    /// Whether two have a cell in common.
    pub fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether it lies within so many columns and rows.
    pub fn is_within(self, width: i32, height: i32) -> bool {
        self.left >= 0 && self.top >= 0 && self.right <= width && self.bottom <= height
    }

    /// The cells that a rectangle of real pixels touches.
    pub(super) fn of_pixels(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self {
            left,
            top: top.div_euclid(2),
            right: left + width,
            bottom: (top + height + 1).div_euclid(2),
        }
    }
}

/// What the canvas does with what it is told to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// It paints it.
    #[default]
    Paint,
    /// It only notes which cells that would take.
    Probe,
    /// It only notes which cells words would take.
    Words,
    /// It only notes which pixels, and letters of drawings, would be painted.
    Shape,
}

impl Canvas {
    /// Which cells a drawing would take; nothing is drawn.
    pub fn probe(&mut self, patches: &mut Vec<Patch>, draw: impl FnOnce(&mut Self)) {
        self.probe_as(Mode::Probe, patches, draw);
    }

    /// Which cells the words of a drawing would take; nothing is drawn.
    pub fn probe_words(&mut self, patches: &mut Vec<Patch>, draw: impl FnOnce(&mut Self)) {
        self.probe_as(Mode::Words, patches, draw);
    }

    fn probe_as(&mut self, mode: Mode, patches: &mut Vec<Patch>, draw: impl FnOnce(&mut Self)) {
        patches.clear();
        std::mem::swap(patches, &mut self.probed);
        self.mode = mode;
        draw(self);
        self.mode = Mode::Paint;
        std::mem::swap(patches, &mut self.probed);
    }

    /// The cells that a rectangle of logical pixels touches.
    pub fn cells(&self, x: i32, y: i32, width: i32, height: i32) -> Patch {
        let s = self.scale;
        Patch::of_pixels(x * s, y * s, width * s, height * s)
    }

    /// Keeps a rectangle of logical pixels free of figures.
    pub fn keep(&mut self, x: i32, y: i32, width: i32, height: i32) {
        let s = self.scale;
        if width > 0 && height > 0 && self.mode == Mode::Paint {
            self.scratch
                .kept
                .push(Patch::of_pixels(x * s, y * s, width * s, height * s));
        }
    }

    /// What is to be kept free: all that is written so far, small and large, and what was asked for with [`Canvas::keep`];
    /// without the labels of these numbers.
    pub fn kept(&self, without: Range<usize>, mut patches: impl FnMut(Patch)) {
        self.scratch.kept.iter().copied().for_each(&mut patches);
        for (number, label) in self.scratch.labels.iter().enumerate() {
            if !label.drawn && !without.contains(&number) {
                let words = &self.scratch.words[label.start..label.end];
                let wide = columns(words);
                if wide > 0 {
                    patches(Patch::new(label.x, label.y, wide, 1));
                }
            }
        }
    }

    /// How many labels are written so far.
    pub fn labels(&self) -> usize {
        self.scratch.labels.len()
    }

    /// Notes real pixels if it only probes; gives whether it does.
    pub(super) fn notes(&mut self, left: i32, top: i32, width: i32, height: i32) -> bool {
        if self.mode == Mode::Probe {
            self.probed.push(Patch::of_pixels(left, top, width, height));
        }
        matches!(self.mode, Mode::Probe | Mode::Words)
    }

    /// Notes cells if it only probes; gives whether it does.
    pub(super) fn notes_cells(&mut self, patch: Patch) -> bool {
        let notes = match self.mode {
            Mode::Paint => false,
            Mode::Probe => true,
            Mode::Words => !self.drawing,
            Mode::Shape => self.drawing,
        };
        if notes {
            self.probed.push(patch);
        }
        self.mode != Mode::Paint
    }
}
