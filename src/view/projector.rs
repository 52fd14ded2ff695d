//! The screen for a projector: who woke whom in block letters, the sentence in bold below, the stage over the full width,
//! the few lines of code that matter, and nothing else.
//!
//! ```text
//!  3 → 4 HAS IT                           in block letters
//!  visitor 3 releases stalls and wakes visitor 4, who takes a permit.
//!
//!                 stage
//!
//! ─────────────────────────────────────────────── ‖ paused ─
//!  14 5678  ‖ stalls.acquire()
//!  18 3     ► stalls.release()
//! ```

mod large;
mod lines;
mod sentence;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::{Speed, Tiny};
use super::ui::{Pane, Run};
use super::{View, code, status};
use crate::model::Moment;

/// Rows of each part on a screen so high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    /// Block letters.
    pub(super) large: u16,
    /// The sentence below them.
    pub(super) sentence: u16,
    /// Code, with the line above it.
    pub(super) code: u16,
}

impl Rows {
    /// The stage has the rest, and keeps it: a sentence that needs more rows takes them from the code.
    pub(super) fn of(area: Rect, view: View) -> Self {
        let large = match area.height {
            0..32 => 3,
            32..52 => 6,
            _ => 9,
        };
        let (sentence, code) = match area.height {
            0..21 => (2, 4),
            21..32 => (2, 5),
            32..52 => (2, 6),
            _ => (3, 10),
        };
        let wanted = sentence::rows(area.width, view);
        let more = wanted.saturating_sub(sentence).min(code - 2);
        Self {
            large,
            sentence: sentence + more,
            code: code - more,
        }
    }
}

/// Draws what stands above the stage.
pub(super) fn draw_head(buf: &mut Buffer, area: Rect, rows: Rows, view: View) {
    let top = Rect {
        height: rows.large.min(area.height),
        ..area
    };
    large::draw(buf, top, view);
    let below = Rect {
        y: top.bottom(),
        height: area.height - top.height,
        ..area
    };
    sentence::draw(buf, below, view);
}

/// Draws the line below the stage, with how the run stands where it does not just run, and the lines of code.
pub(super) fn draw_code(buf: &mut Buffer, area: Rect, view: View) {
    if area.is_empty() {
        return;
    }
    paint::rule(buf, Rect { height: 1, ..area }, view.look);
    draw_standing(buf, area, view);
    let aside = sentence::aside(view);
    let inside = Rect {
        y: area.y + 1,
        height: (area.height - 1).saturating_sub(u16::from(aside.is_some())),
        ..area
    };
    let most = usize::from(inside.height).min(lines::MOST);
    let lines = lines::that_matter(most, view);
    // A line stays where it is when others come and go.
    let spread = if usize::from(inside.height) >= 2 * lines::MOST - 1 {
        2
    } else {
        1
    };
    code::draw_few(buf, inside, &lines, spread, view);
    if let Some((words, role)) = aside {
        let mut pen = Pen::new(buf, area, area.height - 1);
        let wide = paint::width(&words).min(area.width - 2);
        pen.skip((area.width - wide) / 2);
        let style = view.look.fg(role).add_modifier(Modifier::BOLD);
        pen.text(&words, style, view.look);
    }
}

/// How the run stands, where that is not to be seen in the picture.
fn draw_standing(buf: &mut Buffer, area: Rect, view: View) {
    let speed = Tiny::of(Speed(view.ui.speed));
    let plain = (view.ui.speed - 1.0).abs() < f32::EPSILON;
    let speed = if plain { "" } else { speed.as_str() };
    let badges = status::badges(view);
    let held = view.ui.run != Run::Running;
    let badge = badges.iter().flatten().last().filter(|_| held);
    let badge_columns = badge.map_or(0, |badge| status::badge_columns(badge, view));
    let columns = badge_columns + if plain { 0 } else { paint::width(speed) + 2 };
    if columns == 0 || columns + 2 > area.width {
        return;
    }
    let mut pen = Pen::new(buf, area, 0);
    pen.skip(area.width - columns - 1);
    if !plain {
        let style = view.look.fg(Role::Bright);
        pen.char(' ', style).raw(speed, style).char(' ', style);
    }
    if let Some(badge) = badge {
        status::draw_badge(&mut pen, badge, view);
    }
}

/// When the head changes by itself.
pub(super) fn next_change(view: View) -> Option<Moment> {
    if !view.ui.projector || view.ui.pane != Pane::Stage && view.model.causes.count() == 0 {
        return None;
    }
    large::next_change(view)
}
