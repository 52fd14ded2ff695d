//! The question to the audience, large, below the picture that it is about.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::words;
use crate::model::Verdict;

pub(super) fn draw(buf: &mut Buffer, area: Rect, stage: Rect, view: View) {
    let look = view.look;
    let question = asked(view);
    let question = &*question;
    let room = even(question, area.width.saturating_sub(16).clamp(1, 76));
    let lines = paint::wrap(question, room).count() as u16;
    // A blank row between lines makes it larger, where there is room.
    let spread = if area.height >= 30 { 2 } else { 1 };
    let text_rows = lines * spread - (spread - 1);
    // Below the stage, down to the keys; higher up if that is not enough.
    let bottom = area.bottom() - 1;
    let least = (text_rows + 6).min(area.height - 1);
    let top = if stage.is_empty() {
        bottom - least
    } else {
        stage.bottom().min(bottom - least)
    };
    let outer = Rect {
        y: top,
        height: bottom - top,
        ..area
    };
    let field = look.on(Role::Bright, Role::Raised);
    paint::clear(buf, outer, field);
    for row in [0, outer.height - 1] {
        let mut pen = Pen::new(buf, outer, row);
        while pen.room() > 0 {
            pen.char(
                if look.ascii { '=' } else { '━' },
                look.on(Role::Accent, Role::Raised),
            );
        }
    }
    let title = view.get("question.title");
    let badge = look
        .on(Role::Ground, Role::Accent)
        .add_modifier(Modifier::BOLD);
    let mut pen = Pen::new(buf, outer, 0);
    pen.skip(centre(outer.width, paint::width(title) + 4));
    pen.raw("  ", badge).raw(title, badge).raw("  ", badge);
    let first = centre(outer.height, text_rows + 1).max(2);
    for (index, line) in paint::wrap(question, room).enumerate() {
        let row = first + index as u16 * spread;
        if row + 2 >= outer.height {
            break;
        }
        let mut pen = Pen::new(buf, outer, row);
        pen.skip(centre(outer.width, paint::width(line)));
        pen.raw(line, field.add_modifier(Modifier::BOLD));
    }
    let go_on = view.get("question.go_on");
    if outer.height >= 6 {
        let mut pen = Pen::new(buf, outer, outer.height - 2);
        pen.skip(centre(outer.width, paint::width(go_on)));
        pen.text(go_on, look.on(Role::Dim, Role::Raised), look);
    }
}

/// What happens next is asked as the scene asks it, and otherwise of the thread that is looked at; where nothing can
/// happen any more, why that is so.
fn asked(view: View<'_>) -> Cow<'_, str> {
    let scene = view.model.hello.scene.as_deref();
    let own = scene.map(|scene| view.ui.lang.pick(&scene.question));
    match (&view.model.verdict, own.filter(|own| !own.is_empty())) {
        (Verdict::Deadlock(_), _) => Cow::Borrowed(view.get("question.deadlock")),
        (Verdict::Stalled, _) => Cow::Borrowed(view.get("question.stalled")),
        (_, Some(own)) => Cow::Borrowed(own),
        (Verdict::Ended, None) => Cow::Borrowed(view.get("question.ended")),
        _ => Cow::Owned(words::hint(view)),
    }
}

/// The least room in which a text takes no more lines: then they are about equally long.
fn even(text: &str, room: u16) -> u16 {
    let lines = paint::wrap(text, room).count();
    (1..=room)
        .rev()
        .take_while(|&room| paint::wrap(text, room).count() == lines)
        .last()
        .unwrap_or(room)
}

fn centre(room: u16, width: u16) -> u16 {
    room.saturating_sub(width) / 2
}
