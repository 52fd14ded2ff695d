//! The last row: the keys that matter now, as many as fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::ui::Hint;

/// Columns between two hints.
const GAP: u16 = 2;

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    hints(buf, area, &view.ui.hints, view);
}

/// Keys and what they do, in their order; one that does not fit whole is left out, and a shorter one after it may fit.
/// Room for the dear ones is kept.
pub(super) fn hints(buf: &mut Buffer, area: Rect, hints: &[Hint], view: View) {
    let mut pen = Pen::new(buf, area, 0);
    pen.skip(1);
    let dear = hints.iter().filter(|hint| hint.dear);
    let mut kept: u16 = dear.map(|hint| GAP + columns(hint)).sum();
    for hint in hints {
        let width = columns(hint);
        if hint.dear {
            kept -= GAP + width;
        }
        if width + kept > pen.room() {
            continue;
        }
        pen.raw(&hint.key, view.look.fg(Role::Accent)).skip(1);
        pen.raw(&hint.label, view.look.fg(Role::Dim)).skip(GAP);
    }
}

pub(super) fn columns(hint: &Hint) -> u16 {
    paint::width(&hint.key) + 1 + paint::width(&hint.label)
}
