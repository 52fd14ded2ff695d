//! Lines brought together where there are too few rows for all between them, and who is on those that are not shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{MARKS, number_columns};
use crate::model::Task;
use crate::view::mark::{Mark, mark};
use crate::view::paint::Pen;
use crate::view::theme::Role;
use crate::view::tiny::Tiny;
use crate::view::ui::Pane;
use crate::view::{View, words};

/// The lines to show, in order, of a run that stands still in a circle whose lines are not all among the rows from
/// `top` on: those lines, the chosen thread's, and what fits of their surroundings. None if the rows will do, or if
/// there are too few of them even so.
pub(super) fn circle(top: usize, rows: usize, view: View) -> Option<Vec<u32>> {
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
    let seen = |line: &u32| (top + 1..=top + rows).contains(&(*line as usize));
    if lines.iter().all(seen) || needed(&lines) > rows {
        return None;
    }
    fill(&mut lines, rows, view);
    Some(lines)
}

/// The lines to show while one of them has just woken somebody: that one at any rate. None if the rows will do.
pub(super) fn given(top: usize, rows: usize, given: Option<u32>, view: View) -> Option<Vec<u32>> {
    let given = given.filter(|_| view.ui.back == 0 && rows > 2)?;
    let (first, last) = (top as u32 + 1, (top + rows) as u32);
    let inside = (first..=last).contains(&given);
    if rows > STRIP && inside {
        return None;
    }
    let mut lines = vec![given];
    if rows > STRIP {
        // Two rows are given away, for the line and the gap.
        lines.extend(if given > last {
            first + 2..=last
        } else {
            first..=last - 2
        });
    } else {
        let mut crowds: Vec<(u32, usize)> = crowds(view).into_iter().collect();
        crowds.sort_by_key(|(line, count)| (Reverse(*count), *line));
        for (line, _) in crowds {
            let place = lines.binary_search(&line);
            if let Err(place) = place {
                lines.insert(place, line);
                if needed(&lines) > rows {
                    lines.remove(place);
                }
            }
        }
    }
    lines.sort_unstable();
    lines.dedup();
    fill(&mut lines, rows, view);
    Some(lines)
}

/// Rows of a strip of code, at most.
const STRIP: usize = 8;

/// The lines to show in a strip of few rows, if some threads are on lines that are not among those from `top` on: the line
/// with most of them, and what of the others has room beside it.
pub(super) fn strip(top: usize, rows: usize, view: View) -> Option<Vec<u32>> {
    if !(4..=STRIP).contains(&rows) || view.ui.back != 0 || view.ui.pane == Pane::Code {
        return None;
    }
    let crowds = crowds(view);
    let (first, last) = (top as u32 + 1, (top + rows) as u32);
    let outside = crowds
        .iter()
        .filter(|(line, _)| !(first..=last).contains(*line));
    let (&extra, _) = outside.max_by_key(|(line, count)| (**count, Reverse(**line)))?;
    let focus = view.ui.scroll.line;
    // Two rows are given away, for the line and the gap: those with least on them.
    let kept = (0..=2).map(|from| first + from..=last - 2 + from);
    let kept = kept.max_by_key(|kept| {
        let inside: usize = kept.clone().filter_map(|line| crowds.get(&line)).sum();
        (kept.contains(&focus), inside, extra.abs_diff(*kept.start()))
    })?;
    let most = view.ui.listing.lines.len() as u32;
    let mut lines: Vec<u32> = kept.filter(|line| *line <= most).collect();
    lines.push(extra);
    lines.sort_unstable();
    lines.dedup();
    fill(&mut lines, rows, view);
    Some(lines)
}

/// How many threads are on each line that has any.
pub(super) fn crowds(view: View) -> BTreeMap<u32, usize> {
    let mut crowds = BTreeMap::new();
    let lines = view.model.tasks.iter();
    for line in lines.filter_map(|task| words::line(task, view)) {
        *crowds.entry(line).or_default() += 1;
    }
    crowds
}

/// Adds what fits of the lines around these, the nearest first.
fn fill(lines: &mut Vec<u32>, rows: usize, view: View) {
    let last = view.ui.listing.lines.len() as u32;
    let centres = lines.clone();
    for distance in 1..=rows as u32 {
        let before = centres.iter().map(|line| line.saturating_sub(distance));
        let after = centres.iter().map(|line| line + distance);
        for line in before.chain(after).filter(|line| (1..=last).contains(line)) {
            let Err(place) = lines.binary_search(&line) else {
                continue;
            };
            lines.insert(place, line);
            if needed(lines) > rows {
                lines.remove(place);
            }
        }
    }
}

/// Rows for these lines, with one for each gap between them.
fn needed(lines: &[u32]) -> usize {
    let gaps = lines.windows(2).filter(|pair| pair[1] > pair[0] + 1);
    lines.len() + gaps.count()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_takes_a_row() {
        assert_eq!(needed(&[]), 0);
        assert_eq!(needed(&[3, 4, 5]), 3);
        assert_eq!(needed(&[3, 9]), 3);
        assert_eq!(needed(&[3, 4, 9, 20]), 6);
    }
}
