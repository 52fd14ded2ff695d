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
    /// The same in ever fewer words.
    short: Vec<String>,
}

impl<'a> Part<'a> {
    fn plain(sign: Mark, role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            sign,
            role,
            loud: false,
            text: text.into(),
            short: Vec::new(),
        }
    }

    /// What is to be seen from the back row, in the first of some forms for which there is room.
    fn loud(mut forms: Vec<String>) -> Option<Self> {
        let short = forms.split_off(1.min(forms.len()));
        Some(Self {
            sign: Mark::Cross,
            role: Role::Bad,
            loud: true,
            text: forms.pop()?.into(),
            short,
        })
    }

    /// In as many words as there is room for in so many rows.
    fn words(&self, width: u16, rows: u16) -> &str {
        let room = width.saturating_sub(LEAD + 1);
        let fits = |words: &str| paint::wrap(words, room).count() <= usize::from(rows);
        if self.short.is_empty() || fits(&self.text) {
            return &self.text;
        }
        words::fitting(&self.short, room, rows)
    }
}

/// Columns before the text.
const LEAD: u16 = 3;

/// Rows that the band needs.
pub(super) fn rows(width: u16, form: Form, view: View) -> u16 {
    let most = match form {
        Form::Compact => 3,
        Form::Full | Form::Projector => 4,
    };
    let mut left = most;
    for part in parts(view) {
        let words = part.words(width, left);
        let lines = paint::wrap(words, width.saturating_sub(LEAD + 1)).count();
        left = left.saturating_sub(lines.max(1) as u16);
    }
    most - left
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    paint::tint(buf, area, look.on(Role::Text, Role::Raised));
    let mut row = 0;
    for part in parts(view) {
        let (style, sign_style) = styles(&part, view);
        let sign = mark(look, part.sign);
        let room = area.width.saturating_sub(LEAD + 1);
        let words = part.words(area.width, area.height - row);
        for (index, line) in paint::wrap(words, room).enumerate() {
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
                let from = line.as_ptr() as usize - words.as_ptr() as usize;
                pen.text(&words[from..], style, look);
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
        parts.push(Part::plain(sign, role, &*notice.text));
    }
    if model.verdict == Verdict::Ended
        && let Some(text) = words::failure(view)
    {
        parts.push(Part::plain(Mark::Cross, Role::Bad, text));
    }
    // Of the others, how the run stands says all there is to be said.
    if matches!(model.verdict, Verdict::Deadlock(_) | Verdict::Stalled) {
        parts.extend(Part::loud(words::verdict(view, true)));
    }
    if model.verdict == Verdict::Running {
        parts.extend(Part::loud(words::circle(view, true)));
    }
    if let Some(asking) = view.ui.asking.as_ref().filter(|asking| asking.plays()) {
        let text = question::line(asking, view);
        parts.push(Part::plain(Mark::Ask, Role::Info, text));
    }
    let chosen = view.ui.chosen.filter(|_| view.ui.held());
    if let Some(text) = chosen.and_then(|task| words::why(task, view)) {
        parts.push(Part::plain(Mark::Ask, Role::Warn, text));
    }
    parts
}
