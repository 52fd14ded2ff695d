//! What happened, a row for each cause, the newest at the bottom. The chosen row is unfolded.

mod styled;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::theme::{Depth, Role};
use super::tiny::{Clock, Later, Tiny};
use super::ui::Pane;
use crate::model::{Entry, Row, Verdict, What};
use crate::text::{self, Piece};
use crate::trace::{Ending, FailReason};
use styled::{Hand, Styled};

/// Columns before the text: the mark of the chosen thread, the time, the mark of a row that unfolds.
const MARGIN: u16 = 11;
/// The same where there is no room for the time.
const NARROW: u16 = 3;
/// By how much lines after the first are indented.
const INDENT: u16 = 2;

/// A row of the log, or a line of the one that is unfolded.
struct Block {
    /// Its time, or how much later than its row a line of it is.
    time: Tiny,
    /// Whether it can unfold, and whether it is the chosen row.
    fold: Option<bool>,
    /// Whether it tells of the chosen thread.
    concerns: bool,
    lit: bool,
    text: Styled,
    /// Rows of the screen that it takes.
    rows: u16,
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    if area.height < 2 || area.width < 12 {
        return;
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let blocks = fill(body, view);
    let mut bottom = i32::from(body.height);
    for block in blocks.iter().rev() {
        let top = bottom - i32::from(block.rows);
        draw_block(buf, body, top, block, view);
        bottom = top;
    }
}

fn margin(body: Rect) -> u16 {
    if body.width >= 44 { MARGIN } else { NARROW }
}

/// The blocks that are seen, oldest first; the last one ends in the last row.
fn fill(body: Rect, view: View) -> Vec<Block> {
    let log = &view.model.log;
    let chosen = view.ui.row.filter(|_| view.ui.pane == Pane::Log);
    let chosen = chosen.and_then(|row| log.row_at(row));
    let newest = log.rows.len();
    let from = chosen.map_or(newest, |index| index + 1);
    let middle: Vec<Block> = match chosen {
        Some(index) => unfolded(&log.rows[index], body, view),
        None => Vec::new(),
    };
    let room = body.height.saturating_sub(height(&middle));
    let mut below = Vec::new();
    for row in log.rows.range(from..) {
        if height(&below) >= room {
            break;
        }
        below.push(folded(row, body, view));
    }
    let mut above = Vec::new();
    for row in log.rows.range(..chosen.unwrap_or(newest)).rev() {
        if height(&above) >= room {
            break;
        }
        above.push(folded(row, body, view));
    }
    // The chosen row stands in the middle, unless one of the ends is near.
    let least = room.saturating_sub(height(&above));
    let share = least.max(room / 2);
    while height(&below) > share {
        below.pop();
    }
    above.reverse();
    above.extend(middle);
    above.extend(below);
    above
}

fn height(blocks: &[Block]) -> u16 {
    blocks.iter().map(|block| block.rows).sum()
}

/// A row in a line, or as many as it takes.
fn folded(row: &Row, body: Rect, view: View) -> Block {
    let first = view.model.log.get(row.first);
    let room = body.width.saturating_sub(margin(body) + 1);
    let hand = Hand {
        view,
        role: first.map_or(Role::Text, role),
    };
    let pieces = text::log_row(view.texts, view.model, row);
    let mut text = hand.write(&pieces, true);
    // A doer's name is worth less than a line of its own.
    let called = pieces.iter().any(|piece| matches!(piece, Piece::Doer(_)));
    if called && paint::width(text.as_str()) > room {
        text = hand.write(&pieces, false);
    }
    let chosen = view.ui.chosen;
    Block {
        time: first.map_or_else(Tiny::default, |entry| Tiny::of(Clock(entry.time))),
        fold: text::unfolds(view.model, row).then_some(false),
        concerns: chosen.is_some_and(|task| view.model.concerns(row, task)),
        lit: false,
        rows: text.lines(room).count().max(1) as u16,
        text,
    }
}

/// The chosen row and what it has to tell; what has no room is left out at its end.
fn unfolded(row: &Row, body: Rect, view: View) -> Vec<Block> {
    let mut blocks = vec![folded(row, body, view)];
    let start = view.model.log.get(row.first).map_or(0, |entry| entry.time);
    let room = body.width.saturating_sub(margin(body) + 1);
    for block in &mut blocks {
        block.lit = true;
        block.fold = block.fold.map(|_| true);
    }
    for line in text::log_lines(view.texts, view.model, row) {
        let hand = Hand {
            view,
            role: Role::Text,
        };
        let concerns = line
            .actor
            .as_ref()
            .is_some_and(|actor| view.ui.chosen == Some(actor.task));
        let badge = line.actor.map(|actor| Piece::Badges(vec![actor]));
        let pieces: Vec<Piece> = badge.into_iter().chain([Piece::Word(line.text)]).collect();
        let text = hand.write(&pieces, true).indented();
        let rows = text.lines(room).count().max(1) as u16;
        if height(&blocks) + rows > body.height {
            break;
        }
        blocks.push(Block {
            time: Tiny::of(Later(line.time.saturating_sub(start))),
            fold: None,
            concerns,
            lit: true,
            text,
            rows,
        });
    }
    blocks
}

fn draw_block(buf: &mut Buffer, body: Rect, top: i32, block: &Block, view: View) {
    let look = view.look;
    let margin = margin(body);
    let room = body.width.saturating_sub(margin + 1);
    let lit = |style: Style| match (block.lit, look.depth) {
        (false, _) => style,
        (true, Depth::None) => style.add_modifier(Modifier::REVERSED),
        (true, _) => style.bg(style.bg.unwrap_or(look.color(Role::Lit))),
    };
    for (index, line) in block.text.lines(room).enumerate() {
        let Ok(row) = u16::try_from(top + index as i32) else {
            continue;
        };
        if row >= body.height {
            return;
        }
        let whole = Rect {
            y: body.y + row,
            height: 1,
            ..body
        };
        if block.lit {
            paint::tint(buf, whole, lit(Style::new()));
        }
        let mut pen = Pen::new(buf, body, row);
        if index == 0 {
            draw_margin(&mut pen, margin, block, view, &lit);
        } else {
            pen.skip(margin + INDENT);
        }
        for (text, style) in block.text.spans(line) {
            pen.raw(text, lit(style));
        }
    }
}

fn draw_margin(
    pen: &mut Pen,
    margin: u16,
    block: &Block,
    view: View,
    lit: &impl Fn(Style) -> Style,
) {
    let look = view.look;
    let sign = |sign: Option<Mark>| sign.map_or(" ", |sign| mark(look, sign));
    let concerns = block.concerns.then_some(Mark::Right);
    pen.raw(sign(concerns), lit(look.fg(Role::Accent)));
    let faint = lit(look.fg(Role::Faint));
    if margin > NARROW {
        pen.column_right(block.time.as_str(), margin - 4, faint, look);
        pen.skip(1);
    }
    let fold = block
        .fold
        .map(|open| if open { Mark::Unfolded } else { Mark::Folded });
    pen.raw(sign(fold), lit(look.fg(Role::Dim))).skip(1);
}

fn role(entry: &Entry) -> Role {
    match entry.what {
        What::Waits { .. } => Role::Warn,
        What::Did { over: Some(_), .. } => Role::Bad,
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
