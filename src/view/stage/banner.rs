//! The verdict on the run, over the picture, where one sees it from the last row.

use crate::model::Verdict;
use crate::view::canvas::{Canvas, bold, columns};
use crate::view::theme::{Depth, Role};

use super::ground::Ground;
use super::show::{Show, Zone};

/// Hangs the verdict's sign over the middle of the picture, if the run has come to a stop that nobody wants. `row` is
/// where the picture has room for it.
pub fn draw(canvas: &mut Canvas, show: &Show, ground: &mut Ground, row: i32) {
    let (word, role) = match &show.model.verdict {
        Verdict::Deadlock(_) => ("stage.deadlock", Role::Bad),
        Verdict::Stalled => ("stage.stalled", Role::Warn),
        _ => return,
    };
    // A low stage stands just under the line that says so anyway.
    if canvas.rows() <= 16 {
        return;
    }
    let word = format!("  {}  ", show.word(word));
    let wide = columns(&word);
    let look = show.look();
    let style = if look.depth == Depth::None {
        look.on(Role::Bright, role)
    } else {
        bold(look, Role::Ground).bg(look.color(role))
    };
    let blank = " ".repeat(wide.max(0) as usize);
    let middle = (canvas.columns() - wide) / 2;
    let whole = Zone {
        x: 0,
        y: 0,
        w: canvas.width(),
        h: canvas.height(),
    };
    // Apart from large figures, whose colour may be the same.
    for (tall, apart) in [(3, 1), (1, 1), (3, 0), (1, 0)] {
        let wanted = (middle - apart, row - tall / 2);
        let size = (wide + 2 * apart, tall);
        if let Some((column, top)) = ground.find(size, whole, show.scale, wanted) {
            let column = column + apart;
            for row in top..top + tall {
                let words = if row == top + tall / 2 { &word } else { &blank };
                canvas.text_on(column, row, words, style);
            }
            return;
        }
    }
}
