//! The answers: a large digit, the words, and a bar for those who are for it.
//!
//! ```text
//!    ▄   visitor 5              ▀▀▄  visitor 6
//!    █   ✓ right                ▄▀
//!   ▀▀▀  ▀▀▀▀▀▀▀▀▀▀ 14          ▀▀▀  ▀▀▀ 4
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{Asking, View, paint};
use crate::view::canvas::Canvas;
use crate::view::paint::Pen;
use crate::view::theme::{Depth, Role};
use crate::view::ui::Phase;

/// Rows of a large digit, and of an answer while nothing is marked.
const ROWS: u16 = 3;
/// Columns of its digit.
const DIGIT: u16 = 6;

/// How answers are arranged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    count: u16,
    columns: u16,
    /// Columns of an answer.
    wide: u16,
    /// Rows of an answer.
    high: u16,
}

impl Grid {
    /// Where `marks` are set they have a row of their own, unless the words leave one.
    pub(super) fn of(words: &[String], width: u16, marks: bool) -> Self {
        let columns = if words.len() > 4 { 3 } else { 2 };
        let wide = width.min(58 * columns) / columns;
        let lines = |words: &String| paint::wrap(words, room(wide)).count();
        let short = words.iter().all(|words| lines(words) < 2);
        Self {
            count: words.len() as u16,
            columns,
            wide,
            high: ROWS + u16::from(marks && !short),
        }
    }

    /// How many answers stand one below the other.
    pub(super) fn lines(self) -> u16 {
        self.count.div_ceil(self.columns)
    }

    /// Rows that are needed, with so many blank ones below each line of answers.
    pub(super) fn rows(self, between: u16) -> u16 {
        self.lines() * (self.high + between)
    }

    pub(super) fn draw(
        self,
        buf: &mut Buffer,
        area: Rect,
        between: u16,
        words: &[String],
        asking: &Asking,
        view: View,
    ) {
        let left = area.x + area.width.saturating_sub(self.wide * self.columns) / 2;
        for (index, words) in words.iter().enumerate() {
            // Down first: neighbours in the order of the digits stand below each other.
            let lines = self.lines();
            let (across, down) = (index as u16 / lines, index as u16 % lines);
            let cell = Rect {
                x: left + across * self.wide,
                y: area.y + down * (self.high + between),
                width: self.wide.saturating_sub(2),
                height: self.high,
            };
            answer(buf, cell.intersection(area), index, words, asking, view);
        }
    }
}

/// Columns for the words of an answer.
fn room(wide: u16) -> u16 {
    wide.saturating_sub(DIGIT + 2).max(1)
}

fn answer(buf: &mut Buffer, cell: Rect, index: usize, words: &str, asking: &Asking, view: View) {
    let look = view.look;
    let (right, _) = asking.marked();
    let known = matches!(asking.phase, Phase::Answered { .. });
    let marked = asking.is_marked(index);
    let role = match (known, marked) {
        (true, true) => Role::Good,
        (true, false) => Role::Dim,
        (false, _) => Role::Accent,
    };
    digit(buf, cell, index, role, view);
    let text = Rect {
        x: cell.x + DIGIT,
        width: cell.width.saturating_sub(DIGIT),
        ..cell
    };
    let style = match (known, marked) {
        (true, false) => look.on(Role::Dim, Role::Ground),
        _ => look
            .on(Role::Bright, Role::Ground)
            .add_modifier(Modifier::BOLD),
    };
    for (row, line) in paint::wrap(words, text.width).take(2).enumerate() {
        Pen::new(buf, text, row as u16).raw(line, style);
    }
    let last = cell.height.saturating_sub(1);
    if marked {
        let (sign, key) = match (right == Some(index), look.ascii) {
            (true, true) => ("* ", "question.right"),
            (true, false) => ("✓ ", "question.right"),
            (false, true) => ("> ", "question.this_time"),
            (false, false) => ("► ", "question.this_time"),
        };
        let badge = badge(role, view);
        Pen::new(buf, text, last.saturating_sub(1))
            .raw(" ", badge)
            .raw(sign, badge)
            .raw(view.get(key), badge)
            .raw(" ", badge);
    }
    votes(buf, text, last, (index, role), asking, view);
}

fn badge(role: Role, view: View) -> Style {
    let style = view
        .look
        .on(Role::Ground, role)
        .add_modifier(Modifier::BOLD);
    if view.look.depth == Depth::None {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style
    }
}

/// Large, or bold between brackets where there are no blocks to make it of.
fn digit(buf: &mut Buffer, cell: Rect, index: usize, role: Role, view: View) {
    let look = view.look;
    let field = Rect {
        width: (DIGIT - 1).min(cell.width),
        ..cell
    };
    let number = (index + 1).to_string();
    if look.ascii || look.depth == Depth::None || cell.height < ROWS {
        let style = look.on(role, Role::Ground).add_modifier(Modifier::BOLD);
        Pen::new(buf, field, 0)
            .raw("[", style)
            .raw(&number, style)
            .raw("]", style);
        return;
    }
    let mut canvas = Canvas::new(field, look, 1);
    canvas.big(1, 0, &number, role, 1);
    canvas.finish(buf);
}

/// As long as its share of all votes.
fn votes(
    buf: &mut Buffer,
    text: Rect,
    row: u16,
    (index, role): (usize, Role),
    asking: &Asking,
    view: View,
) {
    let all: u32 = asking.votes.iter().sum();
    let own = asking.votes.get(index).copied().unwrap_or(0);
    if all == 0 {
        return;
    }
    let look = view.look;
    let count = own.to_string();
    let room = text.width.saturating_sub(paint::width(&count) + 2).min(24);
    let length = (u64::from(room) * u64::from(own)).div_ceil(u64::from(all)) as u16;
    let style = look.on(role, Role::Ground);
    let mut pen = Pen::new(buf, text, row);
    // Apart from the mark above it, else from the words below it.
    let half = if asking.is_marked(index) {
        '▄'
    } else {
        '▀'
    };
    for _ in 0..length {
        pen.char(if look.ascii { '#' } else { half }, style);
    }
    pen.skip(u16::from(length > 0));
    pen.raw(&count, style.add_modifier(Modifier::BOLD));
}
