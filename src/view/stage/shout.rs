//! The band above the pictures, for what is to be read from the last row: a word in block letters for as long as a cause
//! stands, else the state that lasts. No picture draws there, and so it covers nobody.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::Verdict;
use crate::view::canvas::{Canvas, big_width, bold, columns};
use crate::view::sprite::{FONT_HEIGHT, glyph};
use crate::view::theme::{Depth, Role};

use super::show::Show;

/// Rows of a stage that are the band's, where a logical pixel of the pictures is so many real ones: room for block letters,
/// for a line of bold words where the stage is low, and none where there is hardly a stage.
pub fn rows(area: Rect, scale: u16) -> u16 {
    match area.height {
        0..8 => 0,
        8..15 => 1,
        _ => 3 * scale,
    }
}

/// What the band says.
struct Shout<'a> {
    word: &'a str,
    role: Role,
}

/// Draws the band.
pub fn draw(buf: &mut Buffer, area: Rect, show: &Show) {
    if area.is_empty() {
        return;
    }
    let mut canvas = Canvas::new(area, show.look(), 1);
    if let Some(shout) = shout(show) {
        write(&mut canvas, show, &shout);
    }
    canvas.finish(buf);
}

fn shout<'a>(show: &Show<'a>) -> Option<Shout<'a>> {
    let (word, role) = match &show.model.verdict {
        Verdict::Deadlock(_) => ("stage.deadlock", Role::Bad),
        Verdict::Stalled => ("stage.stalled", Role::Warn),
        _ => return None,
    };
    let word = show.word(word);
    Some(Shout { word, role })
}

/// In block letters if the font has them all and there is room, else as bold words on a field.
fn write(canvas: &mut Canvas, show: &Show, shout: &Shout) {
    let look = show.look();
    let in_font = !look.ascii && shout.word.chars().all(|letter| glyph(letter).is_some());
    let fits = |size: &i32| {
        big_width(shout.word, *size) <= canvas.width() && FONT_HEIGHT * size <= canvas.height()
    };
    if let Some(size) = [2, 1].into_iter().find(fits).filter(|_| in_font) {
        let x = (canvas.width() - big_width(shout.word, size)) / 2;
        canvas.big(x, 0, shout.word, shout.role, size);
        return;
    }
    let style = if look.depth == Depth::None {
        look.on(Role::Bright, shout.role)
    } else {
        bold(look, Role::Ground).bg(look.color(shout.role))
    };
    let wide = (columns(shout.word) + 4).min(canvas.columns());
    let middle = canvas.columns() / 2;
    let blank = " ".repeat(wide.max(0) as usize);
    for row in 0..canvas.rows() {
        canvas.text_on(middle - wide / 2, row, &blank, style);
    }
    let row = canvas.rows() / 2;
    canvas.text_on(middle - columns(shout.word) / 2, row, shout.word, style);
}
