//! What the program printed, in its own colours, with the glyph of who printed it in the margin.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::View;
use super::ansi::{Plain, Sgr};
use super::paint::{self, Pen};
use super::theme::Role;
use super::ui::Pane;
use crate::model::OutLine;

/// Columns of the margin.
const MARGIN: u16 = 3;

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    if area.height < 2 || area.width < MARGIN + 4 {
        return;
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let room = body.width - MARGIN - 1;
    let back = if view.ui.pane == Pane::Output {
        view.ui.back.max(0) as usize
    } else {
        0
    };
    let mut plain = Plain::default();
    let mut bottom = body.height;
    for line in view.model.output.lines.iter().rev().skip(back) {
        if bottom == 0 {
            return;
        }
        plain.read(&line.text);
        let rows = paint::wrap(&plain.text, room).count().max(1) as u16;
        let top = i32::from(bottom) - i32::from(rows);
        draw_entry(buf, body, top, line, &plain, view);
        bottom = top.max(0) as u16;
    }
    if view.model.output.lines.is_empty() {
        let mut pen = Pen::new(buf, body, 0);
        pen.skip(MARGIN).text(
            view.get("pane.no_output"),
            view.look.fg(Role::Faint),
            view.look,
        );
    }
}

fn draw_entry(buf: &mut Buffer, body: Rect, top: i32, line: &OutLine, plain: &Plain, view: View) {
    let start = plain.text.as_ptr() as usize;
    let room = body.width - MARGIN - 1;
    for (index, piece) in paint::wrap(&plain.text, room).enumerate() {
        let Ok(row) = u16::try_from(top + index as i32) else {
            continue;
        };
        let mut pen = Pen::new(buf, body, row);
        pen.skip(MARGIN);
        let offset = piece.as_ptr() as usize - start;
        draw_piece(&mut pen, piece, offset, plain, line.err, view);
    }
    if let Ok(row) = u16::try_from(top) {
        margin(buf, body, row, line, view);
    }
}

fn margin(buf: &mut Buffer, body: Rect, row: u16, line: &OutLine, view: View) {
    let mut pen = Pen::new(buf, body, row);
    pen.skip(1);
    if line.err {
        pen.char('!', view.look.fg(Role::Bad));
    } else if let Some(task) = view.model.task(line.task) {
        pen.char(task.glyph, view.look.figure(task.colour.into()));
    }
}

fn draw_piece(pen: &mut Pen, piece: &str, offset: usize, plain: &Plain, err: bool, view: View) {
    let style = |sgr: Sgr| -> Style {
        if err && sgr == Sgr::default() {
            view.look.fg(Role::Bad)
        } else {
            sgr.style(view.look)
        }
    };
    let mut next = plain.runs.partition_point(|run| run.0 <= offset);
    let mut now = style(
        next.checked_sub(1)
            .map_or(Sgr::default(), |last| plain.runs[last].1),
    );
    for (at, c) in piece.char_indices() {
        while let Some(run) = plain.runs.get(next).filter(|run| run.0 <= offset + at) {
            now = style(run.1);
            next += 1;
        }
        pen.char(c, now);
    }
}
