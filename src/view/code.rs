//! The program: numbered, coloured, with a mark for every task on the line where it is.
//!
//! ```text
//!  11 ab+7‖ light.wait()
//!  │  │   │ └ the line, lit if the chosen thread is on it
//!  │  │   └ what they do there: ► run, ~ sleep, ‖ wait, × wait in a circle, • not all the same
//!  │  └ glyphs of the tasks, the chosen one first
//!  └ number
//! ```

mod fold;
mod halves;
mod scroll;

use std::cmp::Reverse;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::mark::{Mark, mark};
use super::paint::{self, Pen};
use super::theme::{Depth, Look, Role};
use super::tiny::Tiny;
use super::ui::{Ink, ListingLine, Pane};
use super::{View, layout, stage, words};
use crate::model::{Doing, Task};
pub(super) use scroll::{follow, next_change};

/// Columns for marks.
const MARKS: u16 = 5;

/// Columns that the listing needs.
pub(super) fn columns(view: View) -> u16 {
    gutter(view)
        .saturating_add(view.ui.listing.columns)
        .saturating_add(1)
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
    let rows = usize::from(area.height.saturating_sub(1));
    if rows == 0 {
        return Vec::new();
    }
    let top = top(rows, view);
    fold::given(top, rows, given(view), view)
        .or_else(|| fold::circle(top, rows, view))
        .or_else(|| fold::strip(top, rows, view))
        .unwrap_or_else(|| {
            let end = (top + rows).min(view.ui.listing.lines.len());
            (top as u32 + 1..=end as u32).collect()
        })
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
        let place = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        if let Some(line) = lines.get(number as usize - 1) {
            draw_line(buf, place, number as usize, line, marks, view);
        }
        row += 1;
    }
}

/// Draws a few lines, every so many rows; the one that the last cause came from is lit for as long as that stands.
pub(super) fn draw_few(buf: &mut Buffer, area: Rect, lines: &[u32], spread: u16, view: View) {
    let cause = view.model.causes.last().and_then(|cause| cause.line);
    let marks = marks(lines, view);
    for (index, (&number, marks)) in lines.iter().zip(marks).enumerate() {
        let row = index as u16 * spread;
        let Some(line) = view.ui.listing.lines.get(number as usize - 1) else {
            continue;
        };
        if row >= area.height {
            return;
        }
        let place = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        let lit = marks.lit || cause == Some(number);
        let marks = Marks { lit, ..marks };
        draw_line(buf, place, number as usize, line, &marks, view);
    }
}

/// The lines that threads are on, those with most of them first.
pub(super) fn crowded(view: View) -> Vec<u32> {
    let mut lines: Vec<(u32, usize)> = fold::crowds(view).into_iter().collect();
    lines.sort_by_key(|(line, count)| (Reverse(*count), *line));
    lines.into_iter().map(|(line, _)| line).collect()
}

/// First line that is shown now, from 0.
fn top(rows: usize, view: View) -> usize {
    let most = view.ui.listing.lines.len().saturating_sub(rows);
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

fn draw_line(
    buf: &mut Buffer,
    area: Rect,
    number: usize,
    line: &ListingLine,
    marks: &Marks,
    view: View,
) {
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
    if marks.lit || marks.given {
        paint::tint(buf, area, lit(look.fg(Role::Text)));
    }
    let number_style = lit(look.fg(match marks.state {
        State::Nobody => Role::Faint,
        _ if marks.caught => Role::Bad,
        _ => Role::Text,
    }));
    let mut pen = Pen::new(buf, area, 0);
    pen.column_right(
        if line.number == 0 {
            Tiny::default()
        } else {
            Tiny::of(line.number)
        }
        .as_str(),
        number_columns(view),
        number_style,
        look,
    )
    .skip(1);

    let text_start = pen.x + MARKS;
    draw_marks(&mut pen, marks, view, lit);
    pen.skip(text_start.saturating_sub(pen.x));
    let (sign, role) = marks.state.sign();
    pen.raw(mark(look, sign), lit(look.fg(role))).skip(1);
    draw_text(&mut pen, line, &halves::of(line, number, view), look, lit);
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

fn draw_text(
    pen: &mut Pen,
    line: &ListingLine,
    next: &[Range<u32>],
    look: Look,
    lit: impl Fn(Style) -> Style,
) {
    let (sign, sign_width) = paint::ellipsis(look.ascii);
    let whole = paint::width(&line.text) <= pen.room();
    let room = if whole {
        pen.room()
    } else {
        pen.room().saturating_sub(sign_width)
    };
    let end = if whole {
        line.text.len()
    } else {
        code_end(&line.text, room)
    };
    let mut inks = line.inks.iter().peekable();
    for (index, c) in line.text[..end].chars().enumerate() {
        let index = index as u32;
        while inks.next_if(|ink| ink.1 <= index).is_some() {}
        let ink = inks
            .peek()
            .filter(|ink| ink.0 <= index)
            .map_or(Ink::Plain, |ink| ink.2);
        let style = lit(ink_style(ink, look));
        if next.iter().any(|part| part.contains(&index)) {
            pen.char(c, halves::lit(style, look));
        } else {
            pen.char(c, style);
        }
    }
    if !whole {
        pen.raw(sign, lit(look.fg(Role::Warn)));
    }
}

/// Byte length of as much of a line of code as fits without cutting a name or a number in two.
fn code_end(text: &str, room: u16) -> usize {
    let (mut used, mut end) = (0u16, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if !(word(before) && word(c)) {
            end = at;
        }
        used = used.saturating_add(paint::char_width(c));
        if used > room {
            return end;
        }
        before = c;
    }
    text.len()
}

fn ink_style(ink: Ink, look: Look) -> Style {
    match ink {
        Ink::Plain | Ink::Name => look.fg(Role::Text),
        Ink::Keyword => look.fg(Role::Keyword),
        Ink::String => look.fg(Role::String),
        Ink::Number => look.fg(Role::Number),
        Ink::Comment => look.fg(Role::Comment).add_modifier(Modifier::ITALIC),
        Ink::Function => look.fg(Role::Function),
        Ink::Builtin => look.fg(Role::Builtin),
        Ink::Operator => look.fg(Role::Operator),
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

    #[test]
    fn a_cut_line_keeps_its_names_whole() {
        assert_eq!(
            &"    print(name, other)"[..code_end("    print(name, other)", 12)],
            "    print("
        );
        assert_eq!(&"x = yyyyyyyy"[..code_end("x = yyyyyyyy", 8)], "x = ");
        assert_eq!(code_end("short", 9), 5);
    }
}
