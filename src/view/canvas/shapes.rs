//! Lines, arrows, frames, bars and large writing.

use ratatui::style::Style;

use super::ink::Base;
use super::patch::Mode;
use super::{Canvas, Ink, bold};
use crate::view::sprite::{FONT_HEIGHT, glyph};
use crate::view::theme::Role;

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Without gaps.
    Solid,
    /// Two on, two off.
    Dashed,
    /// Two pixels thick.
    Thick,
}

/// Pixels from one dash of a way to the next.
const DASH: i32 = 3;

impl Canvas {
    /// A line between two logical points.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: impl Into<Ink>, stroke: Stroke) {
        let ink = ink.into();
        let s = self.scale as f32;
        let (dx, dy) = ((to.0 - from.0) * s, (to.1 - from.1) * s);
        let steps = dx.abs().max(dy.abs()).ceil().clamp(1.0, 2_000.0);
        if self.look.ascii {
            self.line_in_letters(from, (dx, dy), ink);
            return;
        }
        for i in 0..=steps as i32 {
            if stroke == Stroke::Dashed && (i / self.scale) % 4 >= 2 {
                continue;
            }
            let share = i as f32 / steps;
            let x = (from.0 * s + dx * share).round() as i32;
            let y = (from.1 * s + dy * share).round() as i32;
            self.real(x, y, ink);
            let thick = self.scale * if stroke == Stroke::Thick { 2 } else { 1 };
            for aside in 1..thick {
                let (across, down) = if dx.abs() > dy.abs() {
                    (0, aside)
                } else {
                    (aside, 0)
                };
                self.real(x + across, y + down, ink);
            }
        }
    }

    fn line_in_letters(&mut self, from: (f32, f32), (dx, dy): (f32, f32), ink: Ink) {
        let s = self.scale as f32;
        let (columns, rows) = (dx.abs(), dy.abs() / 2.0);
        let steps = columns.max(rows).ceil().clamp(1.0, 1_000.0);
        let letter = if rows * 3.0 < columns {
            "-"
        } else if columns * 2.0 < rows {
            "|"
        } else if (dx > 0.0) == (dy > 0.0) {
            "\\"
        } else {
            "/"
        };
        let style = self.style_of(ink);
        self.drawing = true;
        for i in 0..=steps as i32 {
            let share = i as f32 / steps;
            let x = (from.0 * s + dx * share).round() as i32;
            let y = ((from.1 * s + dy * share).round() as i32).div_euclid(2);
            self.text(x, y, letter, style);
        }
        self.drawing = false;
    }

    /// The style of words in an ink's colour.
    pub fn style_of(&self, ink: Ink) -> Style {
        match ink.base() {
            Base::Clear => Style::new(),
            Base::Role(role) => bold(self.look, role),
            Base::Figure(index) => self.look.figure(index),
        }
    }

    /// A line with a head at its end.
    pub fn arrow(&mut self, from: (f32, f32), to: (f32, f32), ink: impl Into<Ink>, stroke: Stroke) {
        let ink = ink.into();
        self.line(from, to, ink, stroke);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        if length < 1.0 {
            return;
        }
        if self.look.ascii {
            let head = if dx.abs() > dy.abs() {
                if dx > 0.0 { ">" } else { "<" }
            } else if dy > 0.0 {
                "v"
            } else {
                "^"
            };
            let (column, row) = (self.column(to.0), self.row(to.1));
            let style = self.style_of(ink);
            self.drawing = true;
            self.text(column, row, head, style);
            self.drawing = false;
            return;
        }
        let size = if stroke == Stroke::Thick && self.scale == 1 {
            4
        } else {
            3
        };
        self.head(
            (to.0.round() as i32, to.1.round() as i32),
            (dx, dy),
            size,
            ink,
        );
    }

    /// An arrow's head along an axis or a diagonal: a slanted one would be ragged.
    fn head(&mut self, (x, y): (i32, i32), (dx, dy): (f32, f32), size: i32, ink: Ink) {
        let (right, down) = (if dx > 0.0 { 1 } else { -1 }, if dy > 0.0 { 1 } else { -1 });
        for back in 0..size {
            if dy.abs() < dx.abs() * 0.45 {
                self.fill(x - right * back, y - back, 1, 2 * back + 1, ink);
            } else if dx.abs() < dy.abs() * 0.45 {
                self.fill(x - back, y - down * back, 2 * back + 1, 1, ink);
            } else {
                let wide = size + 1 - back;
                let left = if right > 0 { x - wide + 1 } else { x };
                self.fill(left, y - down * back, wide, 1, ink);
            }
        }
    }

    /// A way along the axes, two pixels thick, with a head of so many pixels at its end if it is dashed. Corners are never
    /// in a gap.
    pub fn way(&mut self, points: &[(i32, i32)], ink: impl Into<Ink>, stroke: Stroke, head: i32) {
        let ink = ink.into();
        let dashed = stroke == Stroke::Dashed;
        let Some((last, leg)) = points.last().zip(points.len().checked_sub(2)) else {
            return;
        };
        let before = points[leg];
        let towards = ((last.0 - before.0).signum(), (last.1 - before.1).signum());
        // The last leg ends where the head begins.
        let back = match (dashed, self.look.ascii) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => head - 1,
        };
        for (number, pair) in points.windows(2).enumerate() {
            let (from, mut to) = (pair[0], pair[1]);
            if number == leg {
                to = (to.0 - towards.0 * back, to.1 - towards.1 * back);
            }
            if self.look.ascii {
                self.leg_in_letters(from, to, ink, dashed);
            } else {
                self.leg(from, to, ink, dashed);
            }
        }
        if dashed && self.look.ascii {
            let sign = match towards {
                (1, _) => ">",
                (-1, _) => "<",
                (_, 1) => "v",
                _ => "^",
            };
            self.letter(*last, sign, ink);
        } else if dashed {
            self.point(*last, towards, head, ink);
        }
    }

    /// A straight part of a way, with its corners.
    fn leg(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink, dashed: bool) {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (wide, high) = ((to.0 - from.0).abs() + 2, (to.1 - from.1).abs() + 2);
        if !dashed {
            self.fill(x, y, wide, high, ink);
            return;
        }
        let (right, down) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let long = wide.max(high) - 2;
        for step in (0..=long).filter(|step| step % DASH < 2) {
            let (x, y) = (from.0 + right * step, from.1 + down * step);
            let (wide, high) = if wide > high { (1, 2) } else { (2, 1) };
            self.fill(x, y, wide, high, ink);
        }
    }

    fn leg_in_letters(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink, dashed: bool) {
        let level = from.1 == to.1;
        let sign = match (level, dashed) {
            (true, false) => "=",
            (true, true) => "-",
            (false, false) => "#",
            (false, true) => ":",
        };
        let s = self.scale;
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let columns = x * s..=from.0.max(to.0) * s;
        let rows = (y * s).div_euclid(2)..=(from.1.max(to.1) * s).div_euclid(2);
        let style = self.style_of(ink);
        self.drawing = true;
        for row in rows {
            let columns = columns.clone().filter(|_| level);
            let columns = columns.chain((!level).then_some(x * s));
            for column in columns {
                self.text(column, row, sign, style);
            }
        }
        self.drawing = false;
    }

    /// A letter of a drawing at a logical pixel.
    pub fn drawn_letter(&mut self, at: (i32, i32), sign: &str, ink: impl Into<Ink>) {
        self.letter(at, sign, ink.into());
    }

    /// A sign of a drawing on a field of its style's background, at a cell.
    pub fn sign(&mut self, column: i32, row: i32, sign: &str, style: Style) {
        self.drawing = true;
        self.text_on(column, row, sign, style);
        self.drawing = false;
    }

    fn letter(&mut self, (x, y): (i32, i32), sign: &str, ink: Ink) {
        let style = self.style_of(ink);
        let (column, row) = (self.column(x as f32), self.row(y as f32));
        self.drawing = true;
        self.text(column, row, sign, style);
        self.drawing = false;
    }

    /// The head of a way: its tip is the two pixels at `x`, `y`.
    fn point(&mut self, (x, y): (i32, i32), (right, down): (i32, i32), size: i32, ink: Ink) {
        for back in 0..size {
            if right != 0 {
                self.fill(x - right * back, y - back, 1, 2 * back + 2, ink);
            } else {
                self.fill(x - back, y - down * back, 2 * back + 2, 1, ink);
            }
        }
    }

    /// The border of a rectangle.
    pub fn frame(&mut self, x: i32, y: i32, width: i32, height: i32, ink: impl Into<Ink>) {
        let ink = ink.into();
        self.fill(x, y, width, 1, ink);
        self.fill(x, y + height - 1, width, 1, ink);
        self.fill(x, y, 1, height, ink);
        self.fill(x + width - 1, y, 1, height, ink);
    }

    /// A bar of which a part is full, from 0 to 1.
    pub fn bar(&mut self, x: i32, y: i32, width: i32, share: f32, full: impl Into<Ink>) {
        let full = full.into();
        let share = share.clamp(0.0, 1.0);
        if self.look.ascii {
            let (column, row) = (self.column(x as f32), self.row(y as f32));
            let cells = width * self.scale;
            let style = self.style_of(full);
            for i in 0..cells {
                let on = (i as f32) < share * cells as f32;
                self.text(column + i, row, if on { "=" } else { "." }, style);
            }
            return;
        }
        self.fill(x, y, width, 1, Role::MetalDark);
        if self.mode == Mode::Probe {
            return;
        }
        let (s, whole) = (self.scale, width * self.scale);
        let filled = (share * whole as f32).ceil() as i32;
        for i in 0..filled.min(whole) {
            for down in 0..s {
                self.real(x * s + i, y * s + down, full);
            }
        }
    }

    /// Large writing, five pixels high times `size`; gives its width in pixels. Characters that the font lacks are skipped.
    pub fn big(&mut self, x: i32, y: i32, text: &str, ink: impl Into<Ink>, size: i32) -> i32 {
        let ink = ink.into();
        self.keep(x, y, big_width(text, size), FONT_HEIGHT * size);
        if self.look.ascii && size * self.scale < 2 {
            let row = self.row((y + FONT_HEIGHT * size / 2) as f32);
            let style = self.style_of(ink);
            let plain = text.replace('×', "x");
            let middle = self.column(x as f32 + big_width(text, size) as f32 / 2.0);
            self.text_centred(middle, row, &plain, style);
            return big_width(text, size);
        }
        let mut left = x;
        for letter in text.chars() {
            let Some(rows) = glyph(letter) else { continue };
            for (down, row) in (0..).zip(rows.rows) {
                for across in (0..rows.width).filter(|across| row & (1 << across) != 0) {
                    let x = left + across * size;
                    if self.look.ascii {
                        self.block(x, y, (down, size), ink);
                    } else {
                        self.fill(x, y + down * size, size, size, ink);
                    }
                }
            }
            left += (rows.width + 1) * size;
        }
        left - size - x
    }

    /// A pixel of large writing in ASCII: it fills whole cells.
    fn block(&mut self, x: i32, y: i32, (down, size): (i32, i32), ink: Ink) {
        let (top, high) = (self.row(y as f32), size * self.scale);
        let style = self.style_of(ink);
        let first = top + down * high / 2;
        let last = (top + (down + 1) * high / 2 - 1).max(first);
        for row in first..=last {
            for column in x * self.scale..(x + size) * self.scale {
                self.text(column, row, "#", style);
            }
        }
    }
}

/// Width of large writing in pixels.
pub fn big_width(text: &str, size: i32) -> i32 {
    let widths = text.chars().filter_map(glyph).map(|rows| rows.width + 1);
    (widths.sum::<i32>() - 1).max(0) * size
}
