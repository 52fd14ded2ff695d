//! Where everything is.
//!
//! A large screen shows all panes; if it is wide enough, the lists are below the stage alone, and the listing has the
//! whole height, or shares it with the output:
//!
//! ```text
//! ┌ status ─────────────────────────────────────────────────────────────┐
//! │                                         ├─ traffic_light.py ────────│
//! │                                         │  1       import …         │
//! │                stage                    │  2 ab  ‖ light.wait()     │
//! │                                         │  3                        │
//! ├─ Threads ───────────────┬─ What happened ──────┬─ Output ───────────│
//! │ a car 1  waits for light│ car 1 waits for …    │ car 2 crosses      │
//! │ b car 2  runs           │ the light is set     │                    │
//! │ what to look at; the verdict; why the chosen thread cannot go on    │
//! └ keys ───────────────────────────────────────────────────────────────┘
//! ```
//!
//! A small one shows the stage with a strip of code below it, and below that threads and log if it is high; `tab` gives the
//! room to another pane:
//!
//! ```text
//! ┌ status ──────────────────────────────┐
//! │                stage                 │
//! ├─ traffic_light.py ───────────────────│
//! │ 12 ab► light.wait()                  │
//! │ what to look at                      │
//! └ keys ────────────────────────────────┘
//! ```
//!
//! A projector shows the stage over the full width, large words above it and a few lines of code below
//! ([`super::projector`]); `tab` puts another pane at the code's place.

mod lines;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Pen};
use super::theme::Role;
use super::tiny::Tiny;
use super::ui::Pane;
use super::{LEAST_COLUMNS, LEAST_ROWS, View, band, code, headline, projector};
pub(super) use lines::heading;

/// How much is shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The stage with a strip of code, or one pane.
    Compact,
    /// Everything.
    Full,
    /// Large words, the stage, and one pane below it.
    Projector,
}

/// Areas of the panes; an empty one is not shown. The first row of a pane is its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) form: Form,
    pub(super) status: Rect,
    pub(super) headline: Rect,
    pub(super) stage: Rect,
    pub(super) code: Rect,
    pub(super) threads: Rect,
    pub(super) log: Rect,
    pub(super) output: Rect,
    pub(super) band: Rect,
    pub(super) footer: Rect,
}

/// Columns beside the listing that are enough for all lists, so that the listing can have the whole height.
const WIDE: u16 = 112;

/// Columns of the listing that most programs have room in.
const SIXTY: u16 = 60;

/// Rows of a narrow screen that are enough for a stage, a strip of code and the lists.
const TALL: u16 = 30;

/// Rows of the lists on a narrow screen.
const LISTS: u16 = 9;

/// Rows below the listing that are enough for the output.
const SPARE: u16 = 10;

const NOWHERE: Rect = Rect {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
};

impl Layout {
    pub(super) fn of(area: Rect, view: View) -> Self {
        let form = match area {
            _ if view.ui.projector => return Self::projector(area, view),
            Rect {
                width: 104..,
                height: 32..,
                ..
            } => Form::Full,
            _ => Form::Compact,
        };
        let (status, rest) = split_top(area, 1);
        let (headline, rest) = split_top(rest, headline::ROWS);
        let (rest, footer) = split_bottom(rest, 1);
        let band_rows = band::rows(rest.width, form, view).min(rest.height / 4);
        let (middle, band) = split_bottom(rest, band_rows);
        let nothing = Self {
            form,
            status,
            headline,
            stage: middle,
            code: NOWHERE,
            threads: NOWHERE,
            log: NOWHERE,
            output: NOWHERE,
            band,
            footer,
        };
        match form {
            Form::Compact => nothing.compact(middle, view.ui.pane),
            Form::Projector => nothing,
            Form::Full => nothing.full(middle, view),
        }
    }

    fn compact(mut self, middle: Rect, pane: Pane) -> Self {
        if pane == Pane::Stage {
            // The stage does not move when the band grows: the strip gives way.
            let whole = middle.height + self.band.height;
            let lists = if whole >= TALL { LISTS } else { 0 };
            let both = (2 * (whole - lists) / 5).saturating_sub(2).clamp(6, 8);
            let strip = both.saturating_sub(self.band.height).max(3);
            let (top, below) = split_bottom(middle, lists);
            (self.stage, self.code) = split_bottom(top, strip);
            if lists > 0 {
                (self.threads, self.log) = split_right(below, below.width / 2);
            }
        } else {
            self.stage = NOWHERE;
            *self.pane_mut(pane) = middle;
        }
        self
    }

    fn projector(area: Rect, view: View) -> Self {
        let rows = projector::Rows::of(area, view);
        let (headline, rest) = split_top(area, rows.large + rows.sentence);
        let below = if view.ui.pane == Pane::Stage {
            rows.code
        } else {
            area.height * 2 / 5
        };
        let (stage, below) = split_bottom(rest, below);
        let empty = Rect { height: 0, ..area };
        let mut layout = Self {
            form: Form::Projector,
            status: empty,
            headline,
            stage,
            code: NOWHERE,
            threads: NOWHERE,
            log: NOWHERE,
            output: NOWHERE,
            band: NOWHERE,
            footer: NOWHERE,
        };
        let pane = match view.ui.pane {
            Pane::Stage => Pane::Code,
            other => other,
        };
        *layout.pane_mut(pane) = below;
        layout
    }

    fn full(mut self, middle: Rect, view: View) -> Self {
        let chosen = view.ui.pane;
        let side = side_width(middle.width, view);
        // Rows that the band takes come from the lists, and no pane gets more when it is chosen: the stage does not move.
        let band = self.band.height;
        let lists = ((middle.height + band) * 3 / 10).saturating_sub(band);
        // Then the listing has the whole height.
        let tall = middle.width - side >= WIDE;
        let lists = if tall {
            let (left, right) = split_right(middle, side);
            self.code = right;
            let (stage, lists) = split_bottom(left, lists);
            self.stage = stage;
            lists
        } else {
            let (top, lists) = split_bottom(middle, lists);
            (self.stage, self.code) = split_right(top, side);
            lists
        };
        let [threads, log, output] = match chosen {
            Pane::Threads => [48, 30, 22],
            Pane::Log => [35, 45, 20],
            Pane::Output => [35, 25, 40],
            Pane::Stage | Pane::Code => [41, 33, 26],
        };
        // A short listing leaves room for the output below it.
        let listing = code::rows(self.code, view) + 2;
        let below = self.code.height.saturating_sub(listing);
        let rest = if tall && below >= SPARE {
            (self.code, self.output) = split_bottom(self.code, below.min(lists.height));
            lists
        } else {
            let (rest, output) = split_right(lists, lists.width * output / 100);
            self.output = output;
            rest
        };
        (self.threads, self.log) = split_right(rest, rest.width * log / (threads + log));
        self
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::Stage => &mut self.stage,
            Pane::Code => &mut self.code,
            Pane::Threads => &mut self.threads,
            Pane::Log => &mut self.log,
            Pane::Output => &mut self.output,
        }
    }

    /// Area of a pane.
    pub(super) fn pane(mut self, pane: Pane) -> Rect {
        *self.pane_mut(pane)
    }

    /// How far the chosen pane can be scrolled, down (negative) and up.
    pub(super) fn reach(&self, view: View) -> (i32, i32) {
        let pane = view.ui.pane;
        let rows = i32::from(self.pane(pane).height.saturating_sub(1));
        let up = |all: usize| (0, (all as i32 - rows).max(0));
        match pane {
            Pane::Stage | Pane::Threads | Pane::Log => (0, 0),
            Pane::Code => {
                let most = code::last_top(self.code, view) as i32;
                let top = (view.ui.scroll.to as i32).min(most);
                (top - most, top)
            }
            Pane::Output => up(view.model.output.lines.len()),
        }
    }
}

/// Columns of the panes at the stage's side: what the listing needs, within reason.
fn side_width(whole: u16, view: View) -> u16 {
    // Sixty columns show most lines whole, and half of the screen is enough for the stage.
    let most = (whole * 45 / 100).max(SIXTY.min(whole / 2));
    let least = (whole / 3).max(38);
    code::columns(view).clamp(least.min(most), most)
}

pub(super) fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (
        Rect {
            height: rows,
            ..area
        },
        Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..area
        },
    )
}

fn split_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    split_top(area, area.height.saturating_sub(rows))
}

/// The right part begins after a column for the line between the two.
fn split_right(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width.saturating_sub(1));
    (
        Rect {
            width: area.width - columns - 1,
            ..area
        },
        Rect {
            x: area.right() - columns,
            width: columns,
            ..area
        },
    )
}

/// One sentence instead of a picture.
pub(super) fn draw_too_small(buf: &mut Buffer, area: Rect, view: View) {
    let (least_columns, least_rows) = (Tiny::of(LEAST_COLUMNS), Tiny::of(LEAST_ROWS));
    let (columns, rows) = (Tiny::of(area.width), Tiny::of(area.height));
    let text = view.texts.fill(
        "small.sentence",
        &[
            ("least_columns", least_columns.as_str()),
            ("least_rows", least_rows.as_str()),
            ("columns", columns.as_str()),
            ("rows", rows.as_str()),
        ],
    );
    let room = area.width.saturating_sub(2).max(1);
    let lines = paint::wrap(&text, room).count() as u16;
    let top = area.height.saturating_sub(lines) / 2;
    for (row, line) in paint::wrap(&text, room).enumerate() {
        let mut pen = Pen::new(buf, area, top + row as u16);
        pen.skip(area.width.saturating_sub(paint::width(line)) / 2);
        pen.raw(line, view.look.fg(Role::Bright));
    }
}
