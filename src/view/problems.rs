//! A program that cannot be run: where, what is wrong, what to write instead.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::View;
use super::help::centred;
use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::Tiny;
use super::ui::{Problem, Problems};

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View, problems: &Problems) {
    let look = view.look;
    let field = look.on(Role::Text, Role::Raised);
    let width = area.width.saturating_sub(4).min(96);
    let room = width.saturating_sub(6).max(1);
    let body: u16 = problems
        .list
        .iter()
        .map(|problem| rows(problem, room))
        .sum();
    let outer = centred(area, width, (body + 3).min(area.height.saturating_sub(2)));
    paint::clear(buf, outer, field);
    let inner = paint::frame(buf, outer, look.on(Role::Bad, Role::Raised), look);
    let title = view
        .texts
        .fill("problems.title", &[("file", &problems.file)]);
    let badge = look
        .on(Role::Ground, Role::Bad)
        .add_modifier(Modifier::BOLD);
    let mut pen = Pen::new(buf, outer, 0);
    pen.skip(2)
        .reserve(3)
        .raw(" ", badge)
        .text(&title, badge, look)
        .raw(" ", badge);
    let close = view.get("problems.close");
    let mut pen = Pen::new(buf, outer, outer.height.saturating_sub(1));
    pen.skip(outer.width.saturating_sub(paint::width(close) + 4));
    pen.raw(" ", field)
        .raw(close, look.on(Role::Dim, Role::Raised))
        .raw(" ", field);

    let body = Rect {
        x: inner.x + 2,
        y: inner.y + 1,
        width: inner.width.saturating_sub(4),
        height: inner.height.saturating_sub(1),
    };
    let mut row = 0;
    for (index, problem) in problems.list.iter().enumerate() {
        let left = problems.list.len() - index;
        if row + rows(problem, room) > body.height + 1 && row > 0 {
            let left = Tiny::of(left);
            let text = view
                .texts
                .fill("problems.more", &[("count", left.as_str())]);
            Pen::new(buf, body, row.min(body.height.saturating_sub(1))).text(
                &text,
                look.on(Role::Dim, Role::Raised),
                look,
            );
            return;
        }
        row = draw_problem(buf, body, row, problem, view) + 1;
    }
}

/// Rows that a problem takes, with a blank one behind it.
fn rows(problem: &Problem, room: u16) -> u16 {
    let text = |text: &str| paint::wrap(text, room).count() as u16;
    let source = if problem.source_line.is_empty() { 0 } else { 2 };
    text(&problem.message) + source + problem.instead.as_deref().map_or(0, text) + 1
}

fn draw_problem(buf: &mut Buffer, body: Rect, mut row: u16, problem: &Problem, view: View) -> u16 {
    let look = view.look;
    let on = |role: Role| look.on(role, Role::Raised);
    for line in paint::wrap(&problem.message, body.width) {
        Pen::new(buf, body, row).raw(line, on(Role::Bright));
        row += 1;
    }
    if !problem.source_line.is_empty() {
        let number = Tiny::of(problem.line);
        let lead = paint::width(number.as_str()) + 3;
        let window = Window::of(problem, body.width.saturating_sub(lead));
        let mut pen = Pen::new(buf, body, row);
        let bar = if look.ascii { " | " } else { " │ " };
        pen.raw(number.as_str(), on(Role::Dim))
            .raw(bar, on(Role::Line));
        pen.raw(window.text, on(Role::Text));
        let mut pen = Pen::new(buf, body, row + 1);
        pen.skip(lead + window.caret);
        for _ in 0..window.length {
            pen.char('^', on(Role::Bad).add_modifier(Modifier::BOLD));
        }
        row += 2;
    }
    for line in problem
        .instead
        .iter()
        .flat_map(|instead| paint::wrap(instead, body.width))
    {
        Pen::new(buf, body, row).raw(line, on(Role::Good));
        row += 1;
    }
    row
}

/// The part of a source line that is shown, and where in it the carets are.
struct Window<'a> {
    text: &'a str,
    caret: u16,
    length: u16,
}

impl<'a> Window<'a> {
    fn of(problem: &'a Problem, room: u16) -> Self {
        let line = problem.source_line.trim_end();
        let indent = line.len() - line.trim_start().len();
        let mut start = indent;
        let at = |column: u32| {
            let index = column.saturating_sub(1) as usize;
            line.char_indices()
                .nth(index)
                .map_or(line.len(), |(at, _)| at)
        };
        let (from, to) = (
            at(problem.column),
            at(problem.end_column.max(problem.column + 1)),
        );
        // A long line is shown from the word before the trouble on.
        if paint::width(&line[start..to.max(start)]) > room {
            let before = line[..from].rfind(' ').map_or(from, |space| {
                line[..space].rfind(' ').map_or(space, |at| at + 1)
            });
            start = before.max(indent);
        }
        let from = from.max(start);
        Self {
            text: &line[start..],
            caret: paint::width(&line[start..from]),
            length: paint::width(&line[from..to.max(from)]).max(1),
        }
    }
}
