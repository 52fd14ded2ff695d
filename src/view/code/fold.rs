//! The lines of a circle, brought together where there are too few rows for all between them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{MARKS, number_columns};
use crate::view::paint::Pen;
use crate::view::theme::Role;
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
            if needed(&lines) > rows {
                lines.remove(place);
            }
        }
    }
    Some(lines)
}

/// Rows for these lines, with one for each gap between them.
fn needed(lines: &[u32]) -> usize {
    let gaps = lines.windows(2).filter(|pair| pair[1] > pair[0] + 1);
    lines.len() + gaps.count()
}

/// The row of a gap.
pub(super) fn draw(buf: &mut Buffer, area: Rect, row: u16, view: View) {
    let style = view.look.fg(Role::Faint);
    let mut pen = Pen::new(buf, area, row);
    pen.skip(number_columns(view) + 1 + MARKS);
    pen.char(if view.look.ascii { ':' } else { '┆' }, style);
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
