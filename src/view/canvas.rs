//! A canvas of half-block pixels on a ratatui buffer: two pixels a cell, one above the other.
//!
//! Pixels hold an [`Ink`], not a colour, so that the same drawing comes out in 24-bit colour, in 256, in 16, in none
//! (shades) and in plain ASCII. Text is laid over the pixels. Nothing is ever drawn outside the area.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthChar;

use super::sprite::Sprite;
use super::theme::{Depth, LEAST_CONTRAST, Look, Role, contrast};

mod glyphs;
mod halo;
mod ink;
mod patch;
mod shapes;

use ink::{Base, ink_of, weight};
use patch::Mode;

pub use super::mark::{Mark, mark};
pub use ink::Ink;
pub use patch::Patch;
pub use shapes::{Stroke, big_width};

/// How a sprite is put on the canvas.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wear {
    /// Which frame; counted round.
    pub frame: usize,
    /// Whether it looks left: sprites are drawn looking right.
    pub mirrored: bool,
    /// Steady colour of the figure.
    pub tint: usize,
    /// Whether it is half gone.
    pub faded: bool,
    /// How many times as large as drawn, less one.
    pub grown: u8,
}

#[derive(Debug, Clone, Copy)]
struct Label {
    x: i32,
    y: i32,
    style: Style,
    start: usize,
    end: usize,
    solid: bool,
    /// Part of a drawing in letters, not to be read.
    drawn: bool,
}

#[derive(Debug, Default)]
struct Scratch {
    pixels: Vec<Ink>,
    labels: Vec<Label>,
    kept: Vec<Patch>,
    words: String,
    colors: Vec<Option<Color>>,
    colors_of: Option<(Look, Role)>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// A drawing in the making. [`Canvas::finish`] puts it on the buffer.
#[derive(Debug)]
pub struct Canvas {
    area: Rect,
    look: Look,
    scale: i32,
    ground: Role,
    clip: (i32, i32),
    clip_rows: (i32, i32),
    scratch: Scratch,
    mode: Mode,
    drawing: bool,
    probed: Vec<Patch>,
    shape: Vec<(i32, i32)>,
}

impl Canvas {
    /// An empty canvas over `area`, whose logical pixels are `scale` by `scale` real ones.
    pub fn new(area: Rect, look: Look, scale: u16) -> Self {
        let mut scratch = SCRATCH.take();
        scratch.pixels.clear();
        let cells = usize::from(area.width) * usize::from(area.height);
        scratch.pixels.resize(cells * 2, Ink::CLEAR);
        scratch.labels.clear();
        scratch.kept.clear();
        scratch.words.clear();
        Self {
            area,
            look,
            scale: i32::from(scale.max(1)),
            ground: Role::Ground,
            clip: (0, i32::from(area.width)),
            clip_rows: (0, i32::from(area.height) * 2),
            scratch,
            mode: Mode::Paint,
            drawing: false,
            probed: Vec::new(),
            shape: Vec::new(),
        }
    }

    /// Width in logical pixels.
    pub fn width(&self) -> i32 {
        (i32::from(self.area.width) + self.scale - 1) / self.scale
    }

    /// Height in logical pixels.
    pub fn height(&self) -> i32 {
        i32::from(self.area.height) * 2 / self.scale
    }

    /// Width in cells.
    pub fn columns(&self) -> i32 {
        i32::from(self.area.width)
    }

    /// Height in cells.
    pub fn rows(&self) -> i32 {
        i32::from(self.area.height)
    }

    /// The theme on this terminal.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Keeps everything that follows between two columns (in logical pixels); the whole width is
    /// `0..self.width()`.
    pub fn clip(&mut self, from: i32, to: i32) {
        let columns = self.columns();
        self.clip = if from <= 0 && to >= self.width() {
            (0, columns)
        } else {
            (
                (from * self.scale).clamp(0, columns),
                (to * self.scale).clamp(0, columns),
            )
        };
    }

    /// Keeps everything that follows between two rows of logical pixels; the whole height is `0..self.height()`.
    pub fn clip_rows(&mut self, from: i32, to: i32) {
        let rows = self.rows() * 2;
        self.clip_rows = if from <= 0 && to >= self.height() {
            (0, rows)
        } else {
            (
                (from * self.scale).clamp(0, rows),
                (to * self.scale).clamp(0, rows),
            )
        };
    }

    fn real(&mut self, x: i32, y: i32, ink: Ink) {
        let columns = self.clip.0..self.clip.1;
        let rows = self.clip_rows.0..self.clip_rows.1;
        if columns.contains(&x) && rows.contains(&y) && ink != Ink::CLEAR {
            if self.mode == Mode::Shape {
                self.shape.push((x, y));
                return;
            }
            let at = y as usize * usize::from(self.area.width) + x as usize;
            self.scratch.pixels[at] = ink;
        }
    }

    fn ink_at(&self, x: i32, y: i32) -> Ink {
        self.scratch.pixels[y as usize * usize::from(self.area.width) + x as usize]
    }

    /// Whether somebody can stand on a logical pixel: it is not the sky, a wall, or nothing at all. Below the canvas all is
    /// ground.
    pub fn is_ground(&self, x: i32, y: i32) -> bool {
        let (x, y) = (x * self.scale, y * self.scale);
        if y >= self.rows() * 2 {
            return true;
        }
        let inside = (0..self.columns()).contains(&x) && y >= 0;
        inside
            && match self.ink_at(x, y).base() {
                Base::Clear => false,
                Base::Role(role) => {
                    !matches!(role, Role::Sky | Role::Far | Role::Wall | Role::WallLine)
                }
                Base::Figure(_) => true,
            }
    }

    /// Paints one logical pixel.
    pub fn dot(&mut self, x: i32, y: i32, ink: impl Into<Ink>) {
        self.fill(x, y, 1, 1, ink);
    }

    /// Paints a rectangle of logical pixels.
    pub fn fill(&mut self, x: i32, y: i32, width: i32, height: i32, ink: impl Into<Ink>) {
        let (s, ink) = (self.scale, ink.into());
        if self.notes(
            x.saturating_mul(s),
            y.saturating_mul(s),
            width.saturating_mul(s),
            height.saturating_mul(s),
        ) {
            return;
        }
        let (top, bottom) = self.clip_rows;
        let top = top.max(y.saturating_mul(s));
        let bottom = bottom.min(y.saturating_add(height).saturating_mul(s));
        let left = self.clip.0.max(x.saturating_mul(s));
        let right = self.clip.1.min(x.saturating_add(width).saturating_mul(s));
        if ink == Ink::CLEAR || left >= right {
            return;
        }
        if self.mode == Mode::Shape {
            let row = |y: i32| (left..right).map(move |x| (x, y));
            self.shape.extend((top..bottom).flat_map(row));
            return;
        }
        let columns = usize::from(self.area.width);
        for row in top..bottom {
            let row = row as usize * columns;
            self.scratch.pixels[row + left as usize..row + right as usize].fill(ink);
        }
    }

    /// Puts a sprite with its upper left corner at a logical place; between pixels, the nearest one.
    pub fn sprite(&mut self, sprite: &Sprite, x: f32, y: f32, wear: Wear) {
        let s = self.scale;
        let (left, top) = ((x * s as f32).round() as i32, (y * s as f32).round() as i32);
        if self.look.ascii {
            self.sprite_in_letters(sprite, left, top, wear);
            return;
        }
        let (width, height) = (sprite.width(), sprite.height());
        let s = s * (i32::from(wear.grown) + 1);
        if self.notes(left, top, width * s, height * s) {
            return;
        }
        for row in 0..height {
            for column in 0..width {
                let from = if wear.mirrored {
                    width - 1 - column
                } else {
                    column
                };
                let ink = ink_of(sprite.dot(wear.frame, from, row), wear);
                if ink == Ink::CLEAR {
                    continue;
                }
                for dy in 0..s {
                    for dx in 0..s {
                        self.real(left + column * s + dx, top + row * s + dy, ink);
                    }
                }
            }
        }
    }

    /// Puts a sprite so that it stands centred on `x` with its feet on the line above `floor`.
    pub fn stand(&mut self, sprite: &Sprite, x: f32, floor: f32, wear: Wear) {
        let times = f32::from(wear.grown) + 1.0;
        let left = x - sprite.width() as f32 * times / 2.0;
        let top = floor - sprite.height() as f32 * times;
        self.sprite(sprite, left, top, wear);
    }

    fn sprite_in_letters(&mut self, sprite: &Sprite, left: i32, top: i32, wear: Wear) {
        let lines = sprite.letters(wear.frame, wear.mirrored);
        let columns = lines.iter().map(|line| line.chars().count()).max();
        let times = self.scale * (i32::from(wear.grown) + 1);
        let left = left + (sprite.width() * times - columns.unwrap_or(0) as i32) / 2;
        let bottom = (top + sprite.height() * times + 1) / 2;
        let style = if wear.faded {
            self.look.fg(Role::Faint)
        } else if sprite.is_tinted() {
            self.look.figure(wear.tint)
        } else {
            self.look.fg(Role::Text)
        };
        self.drawing = true;
        for (i, line) in lines.iter().enumerate() {
            let y = bottom - (lines.len() - i) as i32;
            for (x, letter) in (left..).zip(line.chars()) {
                if letter != ' ' {
                    self.write(x, y, letter.encode_utf8(&mut [0; 4]), style, false);
                }
            }
        }
        self.drawing = false;
    }

    /// Lays text over the pixels at a cell; it stands on the colour that is there.
    pub fn text(&mut self, column: i32, row: i32, text: &str, style: Style) {
        self.write(column, row, text, style, false);
    }

    /// Lays text centred on a cell.
    pub fn text_centred(&mut self, column: i32, row: i32, text: &str, style: Style) {
        self.text(column - columns(text) / 2, row, text, style);
    }

    /// Lays text on a field of its own style's background.
    pub fn text_on(&mut self, column: i32, row: i32, text: &str, style: Style) {
        self.write(column, row, text, style, true);
    }

    fn write(&mut self, x: i32, y: i32, text: &str, style: Style, solid: bool) {
        if self.notes_cells(Patch::new(x, y, columns(text), 1)) {
            return;
        }
        if y < 0 || y >= self.rows() || x >= self.columns() {
            return;
        }
        let start = self.scratch.words.len();
        self.scratch.words.push_str(text);
        let end = self.scratch.words.len();
        self.scratch.labels.push(Label {
            x,
            y,
            style,
            start,
            end,
            solid,
            drawn: self.drawing,
        });
    }

    /// Column of the cell that a logical pixel is in.
    pub fn column(&self, x: f32) -> i32 {
        (x * self.scale as f32).round() as i32
    }

    /// Row of the cell that a logical pixel is in.
    pub fn row(&self, y: f32) -> i32 {
        ((y * self.scale as f32).round() as i32).div_euclid(2)
    }

    /// Puts the drawing on the buffer.
    pub fn finish(mut self, buffer: &mut Buffer) {
        self.learn_colors();
        let area = self.area.intersection(*buffer.area());
        for row in 0..area.height {
            for column in 0..area.width {
                let top = self.ink_at(i32::from(column), i32::from(row) * 2);
                let bottom = self.ink_at(i32::from(column), i32::from(row) * 2 + 1);
                let (symbol, style) = self.cell(top, bottom);
                if let Some(cell) = buffer.cell_mut((area.x + column, area.y + row)) {
                    cell.reset();
                    cell.set_char(symbol).set_style(style);
                }
            }
        }
        for i in 0..self.scratch.labels.len() {
            let label = self.scratch.labels[i];
            self.lay(buffer, area, label);
        }
        SCRATCH.replace(std::mem::take(&mut self.scratch));
    }

    fn lay(&mut self, buffer: &mut Buffer, area: Rect, label: Label) {
        let bare = self.is_lost(label);
        let style = if bare {
            self.on_ground(label.style)
        } else {
            label.style
        };
        let mut x = label.x;
        for letter in self.scratch.words[label.start..label.end].chars() {
            let width = letter.width().unwrap_or(0) as i32;
            if width == 0 {
                continue;
            }
            if x >= 0 && x + width <= i32::from(area.width) {
                let beneath = if bare {
                    Ink::CLEAR
                } else {
                    self.ink_at(x, label.y * 2 + 1)
                };
                let field = self.scratch.colors[usize::from(beneath.0)];
                let (left, top) = (area.x + x as u16, area.y + label.y as u16);
                mend(buffer, area, left, top);
                for i in 0..width as u16 {
                    if let Some(cell) = buffer.cell_mut((left + i, top)) {
                        cell.reset();
                        if i == 0 {
                            cell.set_char(letter);
                        } else {
                            cell.set_symbol("");
                        }
                        if let (Some(color), false) = (field, label.solid) {
                            cell.set_bg(color);
                        }
                        cell.set_style(style);
                    }
                }
                mend_after(buffer, area, left + width as u16, top);
            }
            x += width;
        }
    }

    /// A style on the bare ground: what could not be read there either is as bright as can be.
    fn on_ground(&self, style: Style) -> Style {
        let ground = self.look.color(self.ground);
        let found = style.fg.and_then(|ink| contrast(ink, ground));
        if found.is_some_and(|found| found < LEAST_CONTRAST) {
            style.fg(self.look.color(Role::Bright))
        } else {
            style
        }
    }

    /// Whether words could not be read on all that is beneath them: then they stand on the bare ground.
    fn is_lost(&self, label: Label) -> bool {
        let Some(ink) = label.style.fg.filter(|_| !label.solid && !label.drawn) else {
            return false;
        };
        let words = &self.scratch.words[label.start..label.end];
        let first = label.x.max(0);
        let last = (label.x + columns(words)).min(self.columns());
        (first..last).any(|x| {
            let beneath = self.ink_at(x, label.y * 2 + 1);
            let field = self.scratch.colors[usize::from(beneath.0)];
            let found = field.and_then(|field| contrast(ink, field));
            found.is_some_and(|found| found < LEAST_CONTRAST)
        })
    }

    fn cell(&self, top: Ink, bottom: Ink) -> (char, Style) {
        if self.look.depth == Depth::None {
            return glyphs::shade(self.look.ascii, weight(top), weight(bottom));
        }
        let color = |ink: Ink| self.scratch.colors[usize::from(ink.0)].unwrap_or(Color::Reset);
        let (above, below) = (color(top), color(bottom));
        let style = Style::new();
        if above == below {
            (' ', style.bg(above))
        } else if self.look.ascii {
            glyphs::half(top != Ink::CLEAR, bottom != Ink::CLEAR, above, below)
        } else if top == Ink::CLEAR {
            ('▄', style.fg(below).bg(above))
        } else {
            ('▀', style.fg(above).bg(below))
        }
    }

    fn learn_colors(&mut self) {
        if self.scratch.colors_of == Some((self.look, self.ground)) {
            return;
        }
        let look = self.look;
        let count = Ink::VARIANTS;
        let mut colors = std::mem::take(&mut self.scratch.colors);
        colors.clear();
        colors.extend((0..count).map(|code| {
            let ink = Ink(code as u16);
            if look.depth == Depth::None {
                return None;
            }
            let tone = match ink.base() {
                Base::Clear => return Some(look.color(self.ground)),
                Base::Role(role) => look.theme.tone(role),
                Base::Figure(index) => look.theme.figure(index),
            };
            let tone = if code & usize::from(Ink::SHADED) != 0 {
                tone.towards(look.theme.tone(Role::Black), 0.38)
            } else {
                tone
            };
            let tone = if ink.is_faded() {
                tone.towards(look.theme.tone(self.ground), 0.62)
            } else {
                tone
            };
            Some(tone.at(look.depth))
        }));
        self.scratch.colors = colors;
        self.scratch.colors_of = Some((self.look, self.ground));
    }
}

/// A wide character whose second cell is about to be overwritten leaves a blank, not half of itself.
fn mend(buffer: &mut Buffer, area: Rect, x: u16, y: u16) {
    if x > area.x
        && let Some(cell) = buffer.cell_mut((x - 1, y))
        && cell.symbol().chars().next().and_then(char::width) == Some(2)
    {
        cell.set_char(' ');
    }
}

fn mend_after(buffer: &mut Buffer, area: Rect, x: u16, y: u16) {
    if x < area.right()
        && let Some(cell) = buffer.cell_mut((x, y))
        && cell.symbol().is_empty()
    {
        cell.set_char(' ');
    }
}

/// How many cells a text takes.
pub fn columns(text: &str) -> i32 {
    text.chars()
        .map(|letter| letter.width().unwrap_or(0) as i32)
        .sum()
}

/// Bold words in a role's colour.
pub fn bold(look: Look, role: Role) -> Style {
    look.fg(role).add_modifier(Modifier::BOLD)
}

#[cfg(test)]
mod tests;
