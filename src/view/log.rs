//! What happened, in sentences, the newest at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::{Clock, Tiny};
use super::ui::Pane;
use super::words;
use crate::model::{Entry, Verdict, What};
use crate::trace::{Ending, FailReason};

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    if area.height < 2 || area.width < 12 {
        return;
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let margin = if body.width >= 44 { 11 } else { 3 };
    let room = body.width - margin - 1;
    let back = if view.ui.pane == Pane::Log {
        view.ui.back.max(0) as usize
    } else {
        0
    };
    let mut bottom = body.height;
    for entry in view.model.log.entries.iter().rev().skip(back) {
        if bottom == 0 {
            break;
        }
        let text = words::sentence(entry, view);
        let rows = paint::wrap_hanging(&text, room, 2).count() as u16;
        let top = i32::from(bottom) - i32::from(rows);
        let style = view.look.fg(role(entry));
        for (index, line) in paint::wrap_hanging(&text, room, 2).enumerate() {
            let Ok(row) = u16::try_from(top + index as i32) else {
                continue;
            };
            let mut pen = Pen::new(buf, body, row);
            pen.skip(margin + if index > 0 { 2 } else { 0 })
                .raw(line, style);
        }
        if let Ok(row) = u16::try_from(top) {
            draw_margin(buf, body, row, margin, entry, view);
        }
        bottom = top.max(0) as u16;
    }
}

fn draw_margin(buf: &mut Buffer, body: Rect, row: u16, margin: u16, entry: &Entry, view: View) {
    let mut pen = Pen::new(buf, body, row);
    if margin > 3 {
        pen.column_right(
            Tiny::of(Clock(entry.time)).as_str(),
            margin - 3,
            view.look.fg(Role::Faint),
            view.look,
        );
    }
    pen.skip(1);
    if let Some(task) = entry.task.and_then(|task| view.model.task(task)) {
        pen.char(task.glyph, view.look.figure(task.colour.into()));
    }
}

fn role(entry: &Entry) -> Role {
    match entry.what {
        What::Waits { .. } => Role::Warn,
        What::Did { .. } => Role::Text,
        What::Failed(ref fail) if fail.why != FailReason::Exception => Role::Text,
        What::Judged(Verdict::Deadlock(_) | Verdict::Stalled)
        | What::Failed(_)
        | What::Circle(_)
        | What::Gap { .. }
        | What::Ended(Ending::Raised(_)) => Role::Bad,
        What::Judged(_) => Role::Info,
        What::Started { .. } | What::Ended(_) | What::Note { .. } => Role::Dim,
    }
}
