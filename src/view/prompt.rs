//! The line at which the lecturer types, over the rows above the footer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::View;
use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::Tiny;
use super::ui::{Prompt, Purpose};

/// Rows: a heading, the line, what is said about it.
const ROWS: u16 = 3;

/// What Python writes before the first line of a statement, and before the others.
const FIRST: &str = ">>> ";
const NEXT: &str = "... ";

/// The lines before the one that is written, the last of them where there is no room for all.
fn before(prompt: &Prompt, height: u16) -> Vec<(&'static str, &str)> {
    let signs = std::iter::once(FIRST).chain(std::iter::repeat(NEXT));
    let lines = signs.zip(prompt.lines.iter().map(String::as_str));
    let room = usize::from((height / 2).saturating_sub(ROWS));
    lines
        .skip(prompt.lines.len().saturating_sub(room))
        .collect()
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View, prompt: &Prompt) {
    let look = view.look;
    let before = before(prompt, area.height);
    let rows = (ROWS + before.len() as u16).min(area.height);
    let area = Rect {
        y: area.bottom() - rows,
        height: rows,
        ..area
    };
    paint::clear(buf, area, look.on(Role::Text, Role::Raised));
    heading(buf, area, view, prompt);
    for (row, (sign, line)) in (1..).zip(&before) {
        let mut pen = Pen::new(buf, area, row);
        pen.skip(1).raw(sign, look.on(Role::Accent, Role::Raised));
        pen.text(line, look.on(Role::Text, Role::Raised), look);
    }
    let area = Rect {
        y: area.y + before.len() as u16,
        height: rows - before.len() as u16,
        ..area
    };

    let sign = match &prompt.purpose {
        Purpose::Statement if prompt.lines.is_empty() => FIRST,
        Purpose::Statement => NEXT,
        Purpose::Input { text, .. } => text.as_ref(),
    };
    let mut pen = Pen::new(buf, area, 1);
    let half = area.width / 2;
    let cut = paint::fit(sign, half, look.ascii);
    let style = look.on(Role::Accent, Role::Raised);
    pen.skip(1).raw(cut.text, style).raw(cut.sign, style);
    let (cursor, length) = (prompt.cursor, prompt.text.chars().count());
    let before: u16 = prompt
        .text
        .chars()
        .take(cursor)
        .map(paint::char_width)
        .sum();
    // The line slides so that the cursor is always seen.
    let slide = before.saturating_sub(pen.room().saturating_sub(2));
    let (mut skipped, mut start) = (0, 0);
    for c in prompt.text.chars() {
        if skipped >= slide {
            break;
        }
        skipped += paint::char_width(c);
        start += 1;
    }
    let text_x = pen.x;
    let mut caret = [text_x; 2];
    let style = look.on(Role::Bright, Role::Raised);
    let marked = prompt.error.as_ref().and_then(|error| error.at);
    for (index, c) in prompt.text.chars().chain([' ']).enumerate().skip(start) {
        if let Some((from, to)) = marked {
            if index == from {
                caret[0] = pen.x;
            }
            if index <= to {
                caret[1] = pen.x;
            }
        }
        let cursor_here = index == cursor.min(length) && !prompt.busy;
        pen.char(
            c,
            if cursor_here {
                style.add_modifier(Modifier::REVERSED)
            } else {
                style
            },
        );
    }
    if area.height < ROWS {
        return;
    }
    match &prompt.error {
        Some(error) => {
            let mut pen = Pen::new(buf, area, 2);
            pen.skip(text_x - area.x);
            if marked.is_some() {
                pen.skip(caret[0].saturating_sub(pen.x));
                for _ in caret[0]..caret[1].max(caret[0] + 1) {
                    pen.char(
                        '^',
                        look.on(Role::Bad, Role::Raised)
                            .add_modifier(Modifier::BOLD),
                    );
                }
                pen.skip(1);
            }
            if pen.room() <= paint::width(&error.message) {
                pen = Pen::new(buf, area, 2);
                paint_blank(&mut pen, area, view);
            }
            pen.text(&error.message, look.on(Role::Bad, Role::Raised), look);
        }
        None => completions(buf, area, text_x - area.x, view, prompt),
    }
}

/// The message needs the carets' place: it is about the line above it anyway.
fn paint_blank(pen: &mut Pen, area: Rect, view: View) {
    let style = view.look.on(Role::Text, Role::Raised);
    let x = pen.x;
    for _ in 0..area.width {
        pen.char(' ', style);
    }
    pen.x = x + 1;
}

fn heading(buf: &mut Buffer, area: Rect, view: View, prompt: &Prompt) {
    let look = view.look;
    paint::rule(buf, Rect { height: 1, ..area }, look);
    let title = match &prompt.purpose {
        Purpose::Statement if prompt.busy => view.get("prompt.busy").to_owned(),
        Purpose::Statement => view.get("prompt.statement").to_owned(),
        Purpose::Input { task, .. } => view
            .texts
            .fill("prompt.input", &[("who", &view.model.name(*task))]),
    };
    let style = look.on(Role::Accent, Role::Raised);
    let keys = match &prompt.purpose {
        Purpose::Statement if prompt.busy => view.get("prompt.keys_busy"),
        Purpose::Statement => view.get("prompt.keys_statement"),
        Purpose::Input { .. } => view.get("prompt.keys_input"),
    };
    let field = look.on(Role::Dim, Role::Raised);
    let mut pen = Pen::new(buf, area, 0);
    pen.skip(1).raw(" ", style);
    if let Purpose::Input { task, .. } = &prompt.purpose
        && let Some(task) = view.model.task(*task)
    {
        pen.char(
            task.glyph,
            look.figure(task.colour.into())
                .bg(look.on(Role::Text, Role::Raised).bg.unwrap_or_default()),
        );
        pen.raw(" ", style);
    }
    pen.raw(&title, style).raw(" ", style);
    if let Some((entry, of)) = prompt.history {
        pen.raw(Tiny::of(format_args!("{entry}/{of} ")).as_str(), field);
    }
    let width = paint::width(keys) + 3;
    if pen.room() > width {
        pen.skip(pen.room() - width);
        pen.raw(" ", field).raw(keys, field).raw(" ", field);
    }
}

fn completions(buf: &mut Buffer, area: Rect, lead: u16, view: View, prompt: &Prompt) {
    let look = view.look;
    let chosen = prompt.completion.unwrap_or(0);
    let mut pen = Pen::new(buf, area, 2);
    pen.skip(lead);
    // Those before the chosen one give way until it fits.
    let width =
        |range: &[crate::trace::Text]| range.iter().map(|name| paint::width(name) + 2).sum::<u16>();
    let end = (chosen + 1).min(prompt.completions.len());
    let mut start = 0;
    while start < end && width(&prompt.completions[start..end]) > pen.room() {
        start += 1;
    }
    for (index, name) in prompt.completions.iter().enumerate().skip(start) {
        if paint::width(name) > pen.room() {
            break;
        }
        let style = if prompt.completion == Some(index) {
            look.on(Role::Ground, Role::Accent)
        } else {
            look.on(Role::Dim, Role::Raised)
        };
        pen.raw(name, style).skip(2);
    }
}
