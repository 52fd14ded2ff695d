//! A seam of light round a drawing, so that it stands out from whatever is behind it.

use super::patch::Mode;
use super::{Canvas, Ink};

impl Canvas {
    /// Which pixels a drawing would paint, words left aside: left, top, and those after the last.
    pub fn bounds(&mut self, draw: impl FnOnce(&mut Self)) -> Option<(i32, i32, i32, i32)> {
        self.trace(draw);
        let s = self.scale;
        let cells = self.probed.iter();
        let cells = cells.flat_map(|patch| {
            let first = (patch.left, patch.top * 2);
            [first, (patch.right - 1, patch.bottom * 2 - 1)]
        });
        let dots = self.shape.iter().copied().chain(cells);
        let around = dots.fold(None, |around, (x, y)| {
            let (left, top, right, bottom) = around.unwrap_or((x, y, x, y));
            Some((left.min(x), top.min(y), right.max(x), bottom.max(y)))
        });
        let (left, top, right, bottom) = around?;
        Some((
            left.div_euclid(s),
            top.div_euclid(s),
            right.div_euclid(s) + 1,
            bottom.div_euclid(s) + 1,
        ))
    }

    /// Notes the pixels, and the letters of drawings, that would be painted.
    fn trace(&mut self, draw: impl FnOnce(&mut Self)) {
        self.probed.clear();
        self.shape.clear();
        self.mode = Mode::Shape;
        draw(self);
        self.mode = Mode::Paint;
    }

    /// Paints a seam, a logical pixel wide, round what `draw` would paint, but for the logical pixels that are `closed`; the
    /// drawing itself is still to come. In ASCII it stands between brackets.
    pub fn halo(
        &mut self,
        ink: impl Into<Ink>,
        closed: impl Fn(i32, i32) -> bool,
        draw: impl FnOnce(&mut Self),
    ) {
        let ink = ink.into();
        self.trace(draw);
        let shape = std::mem::take(&mut self.shape);
        let wide = self.scale;
        for &(x, y) in &shape {
            for (across, down) in [(wide, 0), (-wide, 0), (0, wide), (0, -wide)] {
                let (x, y) = (x + across, y + down);
                if !closed(x.div_euclid(wide), y.div_euclid(wide)) {
                    self.real(x, y, ink);
                }
            }
        }
        self.shape = shape;
        self.brackets(ink, closed);
    }

    fn brackets(&mut self, ink: Ink, closed: impl Fn(i32, i32) -> bool) {
        let letters = std::mem::take(&mut self.probed);
        let style = self.style_of(ink);
        let rows = letters.iter().map(|patch| patch.top);
        let (first, last) = (rows.clone().min(), rows.max());
        self.drawing = true;
        for row in first
            .into_iter()
            .flat_map(|first| first..=last.unwrap_or(first))
        {
            let here = || letters.iter().filter(move |patch| patch.top == row);
            let left = here().map(|patch| patch.left).min();
            let right = here().map(|patch| patch.right).max();
            if let (Some(left), Some(right)) = (left, right) {
                for (column, sign) in [(left - 1, "("), (right, ")")] {
                    let s = self.scale;
                    if !closed(column.div_euclid(s), (row * 2).div_euclid(s)) {
                        self.text(column, row, sign, style);
                    }
                }
            }
        }
        self.drawing = false;
        self.probed = letters;
        self.probed.clear();
    }
}
