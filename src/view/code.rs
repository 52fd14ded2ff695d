//! The program: numbered, coloured, with a mark for every task on the line where it is.
//!
//! ```text
//!  11 ab+7‖ light.wait()
//!  │  │   │ └ the line, lit if the chosen thread is on it
//!  │  │   └ what they do there: ► run, ~ sleep, ‖ wait, × wait in a circle, • not all the same
//!  │  └ glyphs of the tasks, the chosen one first
//!  └ number
//! ```
//!
//! A line that is too long goes on below, further right. Behind it stands what threads have read there and not yet
//! written back.

mod fold;
mod halves;
mod read;
mod rows;
mod scroll;
mod text;

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::theme::{Depth, Look, Role};
use super::tiny::Tiny;
use super::ui::{ListingLine, Pane};
use super::{View, layout, stage, words};
use crate::model::{Doing, Task};
use rows::Page;
pub(super) use scroll::{follow, next_change};

/// Columns for marks.
const MARKS: u16 = 5;

/// Columns that the listing needs.
pub(super) fn columns(view: View) -> u16 {
    gutter(view)
        .saturating_add(view.ui.listing.columns)
        .saturating_add(1)
}

/// The first line of the listing's end, in an area.
pub(super) fn last_top(area: Rect, view: View) -> usize {
    Page::of(area, view).last_top()
}

/// Rows that the whole listing needs in an area, if it has fewer than that.
pub(super) fn rows(area: Rect, view: View) -> u16 {
    let page = Page::of(area, view);
    let all = 1..=page.lines().min(page.rows) as u32;
    page.needed(&all.collect::<Vec<_>>()).min(page.rows) as u16
}

/// Columns before the text: number, marks, sign.
fn gutter(view: View) -> u16 {
    number_columns(view) + 1 + MARKS + 2
}

fn number_columns(view: View) -> u16 {
    match view.ui.listing.lines.len() {
        0..100 => 3,
        100..1000 => 4,
        _ => 6,
    }
}

pub(super) fn heading(buf: &mut Buffer, area: Rect, view: View, chosen: bool) {
    let hello = &view.model.hello;
    let file = if hello.file.is_empty() {
        view.get("pane.code")
    } else {
        file_name(&hello.file)
    };
    let variant = hello.scene.as_ref().map_or("", |scene| &scene.variant);
    layout::heading(buf, area, file, variant, chosen, view);
    let shown = shown(area, view);
    if let (Some(&first), Some(&last)) = (shown.first(), shown.last()) {
        let more = if variant.is_empty() { "" } else { variant };
        let taken = paint::width(file) + paint::width(more) + 6;
        fold::edges(buf, area, taken, first..=last, view);
    }
}

/// The numbers of the lines that are shown, in order.
fn shown(area: Rect, view: View) -> Vec<u32> {
    let page = Page::of(area, view);
    if page.rows == 0 {
        return Vec::new();
    }
    let top = top(page);
    let seen = top as u32 + 1..=page.end(top) as u32;
    fold::given(seen.clone(), given(view), page)
        .or_else(|| fold::circle(seen.clone(), page))
        .or_else(|| fold::strip(seen.clone(), page))
        .unwrap_or_else(|| seen.collect())
}

/// The line that has just woken somebody.
fn given(view: View) -> Option<u32> {
    stage::given_line(view.model, view.ui, view.moment)
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Tasks on one line.
#[derive(Clone, Copy, Default)]
struct Marks<'a> {
    first: [Option<&'a Task>; MARKS as usize],
    count: usize,
    state: State,
    /// One of them waits in a circle.
    caught: bool,
    lit: bool,
    /// It has just woken somebody.
    given: bool,
}

/// What the tasks on a line do, if they all do the same.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Nobody,
    Sleeping,
    Running,
    Waiting,
    Circle,
    Mixed,
}

impl State {
    fn of(task: &Task, view: View) -> Self {
        match task.doing {
            Doing::Waiting if words::in_circle(task, view) => Self::Circle,
            Doing::Waiting | Doing::Asking { .. } => Self::Waiting,
            Doing::Sleeping { .. } => Self::Sleeping,
            _ => Self::Running,
        }
    }

    fn and(self, other: Self) -> Self {
        match self {
            Self::Nobody => other,
            state if state == other => state,
            _ => Self::Mixed,
        }
    }

    fn sign(self) -> (Mark, Role) {
        match self {
            Self::Nobody => (Mark::Nothing, Role::Line),
            Self::Sleeping => (Mark::Asleep, Role::Info),
            Self::Running => (Mark::Right, Role::Good),
            Self::Waiting => (Mark::Held, Role::Warn),
            Self::Circle => (Mark::Cross, Role::Bad),
            Self::Mixed => (Mark::Several, Role::Text),
        }
    }
}

/// The signs beside the lines, with the keys of what they say, for the help.
pub(super) fn signs() -> [(Mark, Role, &'static str); 5] {
    [
        (State::Running, "overview.runs"),
        (State::Sleeping, "overview.sleeps"),
        (State::Waiting, "overview.waits"),
        (State::Circle, "overview.circle"),
        (State::Mixed, "overview.mixed"),
    ]
    .map(|(state, key)| {
        let (sign, role) = state.sign();
        (sign, role, key)
    })
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let rows = usize::from(area.height.saturating_sub(1));
    if rows == 0 || area.width == 0 {
        return;
    }
    let lines = &view.ui.listing.lines;
    let page = Page::of(area, view);
    let shown = shown(area, view);
    let marks = marks(&shown, view);
    let mut row = 1;
    let mut before = None;
    for (&number, marks) in shown.iter().zip(&marks) {
        if let Some(before) = before.filter(|before| number > before + 1) {
            fold::draw(buf, area, row, before + 1..=number - 1, view);
            row += 1;
        }
        before = Some(number);
        let (_, place) = layout::split_top(area, row);
        if let Some(line) = lines.get(number as usize - 1) {
            row += draw_line(buf, place, number as usize, line, marks, page);
        }
    }
}

/// Draws a few lines, every so many rows; the one that the last cause came from is lit for as long as that stands.
pub(super) fn draw_few(buf: &mut Buffer, area: Rect, lines: &[u32], spread: u16, view: View) {
    let cause = view.model.causes.last().and_then(|cause| cause.line);
    let marks = marks(lines, view);
    let page = Page::few(area, spread, view);
    for (index, (&number, marks)) in lines.iter().zip(marks).enumerate() {
        let Some(line) = view.ui.listing.lines.get(number as usize - 1) else {
            continue;
        };
        let (_, place) = layout::split_top(area, index as u16 * spread);
        let lit = marks.lit || cause == Some(number);
        let marks = Marks { lit, ..marks };
        draw_line(buf, place, number as usize, line, &marks, page);
    }
}

/// The lines that threads are on, those with most of them first.
pub(super) fn crowded(view: View) -> Vec<u32> {
    let mut lines: Vec<(u32, usize)> = fold::crowds(view).into_iter().collect();
    lines.sort_by_key(|(line, count)| (Reverse(*count), *line));
    lines.into_iter().map(|(line, _)| line).collect()
}

/// First line that is shown now, from 0.
fn top(page: Page) -> usize {
    let (view, most) = (page.view, page.last_top());
    let back = if view.ui.pane == Pane::Code {
        view.ui.back
    } else {
        0
    };
    let top = scroll::shown(view.ui.scroll, view.moment) as i64 - i64::from(back);
    top.clamp(0, most as i64) as usize
}

/// The marks of the lines that are shown, which are in order.
fn marks<'a>(shown: &[u32], view: View<'a>) -> Vec<Marks<'a>> {
    let mut marks = vec![Marks::default(); shown.len()];
    let given = given(view).and_then(|line| shown.binary_search(&line).ok());
    if let Some(place) = given.and_then(|row| marks.get_mut(row)) {
        place.given = true;
    }
    for task in view.model.tasks.iter().filter(|task| !task.is_over()) {
        let row = words::line(task, view).and_then(|line| shown.binary_search(&line).ok());
        let Some(place) = row.and_then(|row| marks.get_mut(row)) else {
            continue;
        };
        let chosen = view.ui.chosen == Some(task.id);
        if chosen {
            place.first.rotate_right(1);
            place.first[0] = Some(task);
            place.lit = true;
        } else if let Some(free) = place.first.get_mut(place.count) {
            *free = Some(task);
        }
        place.count += 1;
        let state = State::of(task, view);
        place.state = place.state.and(state);
        place.caught |= state == State::Circle;
    }
    marks
}

/// Draws a line from the first row of an area on, and tells how many rows it took.
fn draw_line(
    buf: &mut Buffer,
    area: Rect,
    number: usize,
    line: &ListingLine,
    marks: &Marks,
    page: Page,
) -> u16 {
    let view = page.view;
    let look = view.look;
    let lit = |style: Style| {
        let style = match (marks.given, marks.lit) {
            (true, _) => struck(look),
            (false, true) => lit(style, look),
            (false, false) => style,
        };
        if view.ui.projector {
            style.add_modifier(Modifier::BOLD)
        } else {
            style
        }
    };
    let halves = halves::of(line, number, view);
    let mut text = text::Run::new(line, &halves);
    let mut rows = 0;
    let mut behind = area;
    for part in page.rows_of(line) {
        let (_, below) = layout::split_top(area, rows);
        let (row, _) = layout::split_top(below, 1);
        if marks.lit || marks.given {
            paint::tint(buf, row, lit(look.fg(Role::Text)));
        }
        let mut pen = Pen::new(buf, row, 0);
        if rows == 0 {
            draw_margin(&mut pen, line, marks, view, lit);
        } else {
            pen.skip(number_columns(view) + 1 + MARKS);
            pen.raw(mark(look, Mark::Wrapped), lit(look.fg(Role::Line)));
        }
        pen.skip(1 + part.indent);
        text.draw(&mut pen, &part, look, lit);
        let gone = pen.x.saturating_sub(row.x).min(row.width);
        behind = Rect {
            x: row.x + gone,
            width: row.width - gone,
            ..row
        };
        rows += 1;
    }
    let reads = read::of(line, number, view);
    read::draw(buf, behind, area, &reads, view, lit);
    rows
}

/// The number of a line, the marks of the tasks on it, and the sign of what they do.
fn draw_margin(
    pen: &mut Pen,
    line: &ListingLine,
    marks: &Marks,
    view: View,
    lit: impl Fn(Style) -> Style,
) {
    let look = view.look;
    let number = if line.number == 0 {
        Tiny::default()
    } else {
        Tiny::of(line.number)
    };
    let style = lit(look.fg(match marks.state {
        State::Nobody => Role::Faint,
        _ if marks.caught => Role::Bad,
        _ => Role::Text,
    }));
    pen.column_right(number.as_str(), number_columns(view), style, look)
        .skip(1);
    let sign_column = pen.x + MARKS;
    draw_marks(pen, marks, view, &lit);
    pen.skip(sign_column.saturating_sub(pen.x));
    let (sign, role) = marks.state.sign();
    pen.raw(mark(look, sign), lit(look.fg(role)));
}

fn draw_marks(pen: &mut Pen, marks: &Marks, view: View, lit: impl Fn(Style) -> Style) {
    let room = usize::from(MARKS);
    let shown = match marks.count {
        count if count <= room => count,
        count if count < 10 + room - 2 => room - 2,
        count if count < 100 + room - 3 => room - 3,
        _ => room - 4,
    };
    for task in marks.first.iter().take(shown).flatten() {
        let mut style = lit(view.look.figure(task.colour.into()));
        if view.ui.chosen == Some(task.id) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        pen.char(task.glyph, style);
    }
    if marks.count > shown {
        let more = Tiny::of(format_args!("+{}", marks.count - shown));
        pen.raw(more.as_str(), lit(view.look.fg(Role::Dim)));
    }
}

/// The style of the line that has just woken somebody. Without colours it is reversed.
fn struck(look: Look) -> Style {
    let style = Style::new().add_modifier(Modifier::BOLD);
    if look.depth == Depth::None {
        style.add_modifier(Modifier::REVERSED)
    } else {
        style.patch(look.on(Role::Black, Role::Gold))
    }
}

/// A style on the lit line. Without colours the whole line is reversed.
fn lit(style: Style, look: Look) -> Style {
    if look.depth == Depth::None {
        Style::new().add_modifier(Modifier::REVERSED)
    } else {
        style.bg(look.color(Role::Lit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_sign_of_what_all_do_there_or_a_neutral_one() {
        let of = |states: &[State]| states.iter().fold(State::Nobody, |all, one| all.and(*one));
        let (runs, sleeps) = (State::Running, State::Sleeping);
        assert!(of(&[]) == State::Nobody && of(&[sleeps, sleeps]) == sleeps);
        assert!(of(&[sleeps, runs]) == State::Mixed);
        assert!(of(&[sleeps, runs, runs]) == State::Mixed);
    }
}
