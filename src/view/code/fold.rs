//! Lines brought together where there are too few rows for all between them, and who is on those that are not shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::rows::Page;
use super::{MARKS, number_columns, read};
use crate::model::Task;
use crate::view::mark::{Mark, mark};
use crate::view::paint::Pen;
use crate::view::theme::Role;
use crate::view::tiny::Tiny;
use crate::view::ui::Pane;
use crate::view::{View, words};

/// The lines to show, in order, of a run that stands still in a circle whose lines are not all among those that are
/// seen: those lines, the chosen thread's, and what fits of their surroundings. None if those will do, or if there are
/// too few rows even so.
pub(super) fn circle(seen: RangeInclusive<u32>, page: Page) -> Option<Vec<u32>> {
    let view = page.view;
    let circle = view.model.verdict.circle()?;
    if view.ui.back != 0 {
        return None;
    }
    let tasks = circle.links.iter().map(|link| link.task);
    let tasks = tasks.chain(view.ui.chosen);
    let line = |task| words::line(view.model.task(task)?, view);
    let mut lines: Vec<u32> = tasks.filter_map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.iter().all(|line| seen.contains(line)) || page.needed(&lines) > page.rows {
        return None;
    }
    fill(&mut lines, page);
    Some(lines)
}

/// The lines to show while one of them has just woken somebody: that one at any rate. None if those that are seen will do.
pub(super) fn given(seen: RangeInclusive<u32>, given: Option<u32>, page: Page) -> Option<Vec<u32>> {
    let given = given.filter(|_| page.view.ui.back == 0 && page.rows > 2)?;
    if page.rows > STRIP && seen.contains(&given) {
        return None;
    }
    let mut lines = vec![given];
    if page.rows > STRIP {
        // The row for the gap, and that of the line, are taken from the far end.
        if given < *seen.start() {
            add(&mut lines, seen, page);
        } else {
            add(&mut lines, seen.rev(), page);
        }
    } else {
        let mut crowds: Vec<(u32, usize)> = crowds(page.view).into_iter().collect();
        crowds.sort_by_key(|(line, count)| (Reverse(*count), *line));
        add(&mut lines, crowds.into_iter().map(|(line, _)| line), page);
    }
    fill(&mut lines, page);
    Some(lines)
}

/// Rows of a strip of code, at most.
const STRIP: usize = 8;

/// The lines to show in a strip of few rows, if some threads are on lines that are not among those that are seen, or have
/// read something there: the one that is followed, those where somebody has something in hand, those with most threads.
pub(super) fn strip(seen: RangeInclusive<u32>, page: Page) -> Option<Vec<u32>> {
    let view = page.view;
    if !(4..=STRIP).contains(&page.rows) || view.ui.back != 0 || view.ui.pane == Pane::Code {
        return None;
    }
    let mut crowds: Vec<(u32, usize)> = crowds(view).into_iter().collect();
    if crowds.iter().all(|(line, _)| seen.contains(line)) {
        return None;
    }
    crowds.sort_by_key(|(line, count)| (Reverse(*count), *line));
    let focus = view.ui.scroll.line;
    let followed = crowds.iter().map(|(line, _)| *line);
    let followed = followed.filter(|line| *line == focus);
    let mut lines = Vec::new();
    add(&mut lines, followed.chain(read::lines(view)), page);
    add(&mut lines, crowds.iter().map(|(line, _)| *line), page);
    fill(&mut lines, page);
    Some(lines)
}

/// How many threads are on each line that has any, or have read something there and not yet written it back.
pub(super) fn crowds(view: View) -> BTreeMap<u32, usize> {
    let mut crowds = BTreeMap::new();
    let lines = view.model.tasks.iter();
    let lines = lines.filter_map(|task| words::line(task, view));
    for line in lines.chain(read::lines(view)) {
        *crowds.entry(line).or_default() += 1;
    }
    crowds
}

/// Adds what fits of some lines, one after the other.
fn add(lines: &mut Vec<u32>, more: impl IntoIterator<Item = u32>, page: Page) {
    for line in more {
        let Err(place) = lines.binary_search(&line) else {
            continue;
        };
        lines.insert(place, line);
        if page.needed(lines) > page.rows {
            lines.remove(place);
        }
    }
}

/// Adds what fits of the lines around these, the nearest first.
fn fill(lines: &mut Vec<u32>, page: Page) {
    let last = page.lines() as u32;
    let centres = lines.clone();
    for distance in 1..=page.rows as u32 {
        let before = centres.iter().map(|line| line.saturating_sub(distance));
        let after = centres.iter().map(|line| line + distance);
        let around = before.chain(after);
        add(lines, around.filter(|line| (1..=last).contains(line)), page);
    }
}

/// The row of a gap, with the marks of the threads that are on the lines left out.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    row: u16,
    hidden: RangeInclusive<u32>,
    view: View,
) {
    let style = view.look.fg(Role::Faint);
    let mut pen = Pen::new(buf, area, row);
    pen.skip(number_columns(view) + 1);
    let text = pen.x + MARKS;
    glyphs(&mut pen, usize::from(MARKS), hidden, view);
    pen.skip(text.saturating_sub(pen.x));
    pen.raw(mark(view.look, Mark::Gap), style);
}

/// In the heading's row, after so many columns, the threads on lines above and below those that are shown.
pub(super) fn edges(
    buf: &mut Buffer,
    area: Rect,
    taken: u16,
    shown: RangeInclusive<u32>,
    view: View,
) {
    let sides = [
        (Mark::Up, 0..=shown.start().saturating_sub(1)),
        (Mark::Down, shown.end() + 1..=u32::MAX),
    ];
    let counts = sides.clone().map(|(_, lines)| on(lines, view).count());
    let all = counts.iter().filter(|count| **count > 0);
    let wide: usize = all.map(|count| 3 + (*count).min(EDGE)).sum();
    let wide = wide as u16 + 1;
    if wide == 1 || taken + wide > area.width {
        return;
    }
    let mut pen = Pen::new(buf, area, 0);
    pen.skip(area.width - wide);
    for ((sign, lines), _) in sides
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
    {
        pen.char(' ', view.look.fg(Role::Text));
        pen.raw(mark(view.look, sign), view.look.fg(Role::Dim));
        glyphs(&mut pen, EDGE, lines, view);
        pen.char(' ', view.look.fg(Role::Text));
    }
}

/// Threads named at an edge, at most.
const EDGE: usize = 8;

fn on(lines: RangeInclusive<u32>, view: View<'_>) -> impl Iterator<Item = &Task> {
    let tasks = view.model.tasks.iter();
    tasks.filter(move |task| words::line(task, view).is_some_and(|line| lines.contains(&line)))
}

/// The glyphs of those who are on these lines, and how many more there are than there is room for.
fn glyphs(pen: &mut Pen, room: usize, lines: RangeInclusive<u32>, view: View) {
    let count = on(lines.clone(), view).count();
    let shown = if count <= room { count } else { room - 3 };
    for task in on(lines, view).take(shown) {
        pen.char(task.glyph, view.look.figure(task.colour.into()));
    }
    if count > shown {
        let more = Tiny::of(format_args!("+{}", (count - shown).min(99)));
        pen.raw(more.as_str(), view.look.fg(Role::Dim));
    }
}
