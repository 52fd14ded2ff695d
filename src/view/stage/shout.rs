//! The band above the pictures, for what is to be read from the last row: a word in block letters for as long as a cause
//! stands, else the state that lasts. No picture draws there, and so it covers nobody.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::view::canvas::{Canvas, big_width, bold, columns};
use crate::view::sprite::{FONT_HEIGHT, glyph};
use crate::view::theme::{Depth, Role};

use super::show::Show;
pub use said::{Said, said};

mod said;

/// Rows of a stage that are the band's, where a logical pixel of the pictures is so many real ones: room for block letters,
/// for a line of bold words where the stage is low, and none where there is hardly a stage.
pub fn rows(area: Rect, scale: u16) -> u16 {
    match area.height {
        0..8 => 0,
        8..15 => 1,
        _ => 3 * scale,
    }
}

/// Draws the band.
pub fn draw(buf: &mut Buffer, area: Rect, show: &Show) {
    if area.is_empty() {
        return;
    }
    let mut canvas = Canvas::new(area, show.look(), 1);
    if let Some(said) = said(show) {
        write(&mut canvas, show, &said);
    }
    canvas.finish(buf);
}

/// Cells between an object's name and its state.
const GAP: i32 = 2;

/// In block letters if the font has them all and there is room, else in bold; the object's name before it, as large if there
/// is room.
fn write(canvas: &mut Canvas, show: &Show, said: &Said) {
    let name = said.of.as_deref().unwrap_or_default();
    let whole = said.whole();
    if let Some(size) = block_size(canvas, &whole, 0) {
        blocks(canvas, &whole, size, said.role, 0);
        return;
    }
    let aside = columns(name) + GAP;
    if let Some(size) = block_size(canvas, &said.words, aside) {
        let left = blocks(canvas, &said.words, size, said.role, aside);
        let row = canvas.rows() / 2;
        let style = bold(show.look(), Role::Bright);
        canvas.text(left - aside, row, name, style);
        return;
    }
    in_bold(canvas, &whole, style(show, said.role));
}

/// How large block letters can be, beside so many columns.
fn block_size(canvas: &Canvas, words: &str, aside: i32) -> Option<i32> {
    let in_font = words.chars().all(|letter| glyph(letter).is_some());
    let fits = |size: &i32| {
        let wide = big_width(words, *size) + aside;
        wide + 2 <= canvas.width() && FONT_HEIGHT * size <= canvas.height()
    };
    let letters = in_font && !canvas.look().ascii;
    [2, 1].into_iter().filter(|_| letters).find(fits)
}

/// Writes block letters in the middle, apart from so many columns to their left; gives where they begin.
fn blocks(canvas: &mut Canvas, words: &str, size: i32, role: Role, aside: i32) -> i32 {
    let free = canvas.width() - big_width(words, size) - aside;
    let x = aside + free / 2;
    // The pixel left over is below: what stands there is apart from the picture.
    canvas.big(x, 0, words, role, size);
    x
}

fn in_bold(canvas: &mut Canvas, words: &str, style: Style) {
    let spaced = spaced(words);
    let fits = columns(&spaced) + 4 <= canvas.columns();
    let words = if fits { &spaced } else { words };
    let wide = (columns(words) + 4).min(canvas.columns());
    let left = (canvas.columns() - wide) / 2;
    let blank = " ".repeat(wide.max(0) as usize);
    for row in 0..canvas.rows() {
        canvas.text_on(left, row, &blank, style);
    }
    canvas.text_on(left + 2, canvas.rows() / 2, words, style);
}

/// Letters further apart are read from further away.
fn spaced(words: &str) -> String {
    if words.is_ascii() && words.len() <= 20 {
        let letters = words.chars().map(String::from);
        letters.collect::<Vec<_>>().join(" ")
    } else {
        words.to_owned()
    }
}

/// Dark on the role's colour.
fn style(show: &Show, role: Role) -> Style {
    let look = show.look();
    if look.depth == Depth::None {
        look.on(Role::Bright, role)
    } else {
        bold(look, Role::Ground).bg(look.color(role))
    }
}
