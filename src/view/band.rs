//! The rows above the keys, if there is anything to be said: what is the matter, and why.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::layout::Form;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::question;
use super::theme::{Depth, Role};
use super::words;
use crate::model::Verdict;

/// A paragraph of the band.
struct Part<'a> {
    sign: Mark,
    role: Role,
    /// Whether it stands on a field of its colour, to be seen from the back row.
    loud: bool,
    text: Cow<'a, str>,
}

/// Columns before the text.
const LEAD: u16 = 3;

/// Rows that the band needs.
pub(super) fn rows(width: u16, form: Form, view: View) -> u16 {
    let most = match form {
        Form::Compact => 3,
        Form::Full | Form::Projector => 4,
    };
    let needed: usize = parts(view).iter().map(|part| lines(part, width)).sum();
    (needed as u16).min(most)
}

fn lines(part: &Part, width: u16) -> usize {
    paint::wrap(&part.text, width.saturating_sub(LEAD + 1))
        .count()
        .max(1)
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    paint::tint(buf, area, look.on(Role::Text, Role::Raised));
    let mut row = 0;
    for part in parts(view) {
        let (style, sign_style) = styles(&part, view);
        let sign = mark(look, part.sign);
        let room = area.width.saturating_sub(LEAD + 1);
        for (index, line) in paint::wrap(&part.text, room).enumerate() {
            if part.loud {
                paint::tint(
                    buf,
                    Rect {
                        y: area.y + row,
                        height: 1,
                        ..area
                    },
                    style,
                );
            }
            let mut pen = Pen::new(buf, area, row);
            pen.skip(1)
                .raw(if index == 0 { sign } else { " " }, sign_style)
                .skip(1);
            row += 1;
            if row == area.height {
                // The last row has all the rest, as far as it goes.
                let from = line.as_ptr() as usize - part.text.as_ptr() as usize;
                pen.text(&part.text[from..], style, look);
                return;
            }
            pen.raw(line, style);
        }
    }
}

fn styles(part: &Part, view: View) -> (Style, Style) {
    let look = view.look;
    if part.loud {
        let style = look
            .on(Role::Ground, part.role)
            .add_modifier(Modifier::BOLD);
        let style = if look.depth == Depth::None {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        };
        return (style, style);
    }
    (
        look.on(Role::Bright, Role::Raised),
        look.on(part.role, Role::Raised)
            .add_modifier(Modifier::BOLD),
    )
}

/// What is to be said, the most important first.
fn parts(view: View<'_>) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(3);
    let model = view.model;
    if let Some(notice) = view
        .ui
        .notice
        .as_ref()
        .filter(|notice| view.moment < notice.until)
    {
        let role = if notice.warning {
            Role::Warn
        } else {
            Role::Info
        };
        let sign = if notice.warning {
            Mark::Alert
        } else {
            Mark::Several
        };
        parts.push(Part {
            sign,
            role,
            loud: false,
            text: Cow::Borrowed(&notice.text),
        });
    }
    if model.verdict == Verdict::Ended
        && let Some(text) = words::failure(view)
    {
        parts.push(Part {
            sign: Mark::Cross,
            role: Role::Bad,
            loud: false,
            text: Cow::Owned(text),
        });
    }
    // Of the others, how the run stands says all there is to be said.
    if matches!(model.verdict, Verdict::Deadlock(_) | Verdict::Stalled) {
        parts.push(Part {
            sign: Mark::Cross,
            role: Role::Bad,
            loud: true,
            text: Cow::Owned(words::verdict(view)),
        });
    }
    if model.verdict == Verdict::Running
        && let Some(text) = words::circle(view)
    {
        parts.push(Part {
            sign: Mark::Cross,
            role: Role::Bad,
            loud: true,
            text: Cow::Owned(text),
        });
    }
    if let Some(asking) = view.ui.asking.as_ref().filter(|asking| asking.plays()) {
        parts.push(Part {
            sign: Mark::Ask,
            role: Role::Info,
            loud: false,
            text: Cow::Owned(question::line(asking, view)),
        });
    }
    let chosen = view.ui.chosen.filter(|_| view.ui.held());
    if let Some(text) = chosen.and_then(|task| words::why(task, view)) {
        parts.push(Part {
            sign: Mark::Ask,
            role: Role::Warn,
            loud: false,
            text: Cow::Owned(text),
        });
    }
    parts
}
