//! How many rows lines take: one that is longer than the pane is wide goes on below, as far as half of the pane.

use ratatui::layout::Rect;

use super::gutter;
use crate::view::View;
use crate::view::paint;
use crate::view::ui::ListingLine;

/// By how many columns the rows after a line's first stand further right than it.
const HANGING: u16 = 4;

/// What there is room for.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) view: View<'a>,
    /// Rows for lines.
    pub(super) rows: usize,
    /// Columns for their text.
    room: u16,
    /// Rows for one line, at most.
    most: usize,
}

/// What of a line stands in one row.
pub(super) struct Row<'a> {
    pub(super) text: &'a str,
    /// Byte of the line with which it begins.
    pub(super) start: usize,
    /// Columns before the text.
    pub(super) indent: u16,
    /// The sign that something is left out.
    pub(super) sign: &'static str,
}

impl<'a> Page<'a> {
    /// The rows below the heading of an area.
    pub(super) fn of(area: Rect, view: View<'a>) -> Self {
        let rows = usize::from(area.height.saturating_sub(1));
        Self {
            rows,
            ..Self::few(area, (rows / 2).max(1) as u16, view)
        }
    }

    /// An area without a heading, with so many rows for each line.
    pub(super) fn few(area: Rect, most: u16, view: View<'a>) -> Self {
        Self {
            view,
            rows: area.height.into(),
            room: area.width.saturating_sub(gutter(view)),
            most: most.into(),
        }
    }

    pub(super) fn lines(&self) -> usize {
        self.view.ui.listing.lines.len()
    }

    /// Rows of a line, by its index from 0.
    fn height(&self, index: usize) -> usize {
        let line = self.view.ui.listing.lines.get(index);
        line.map_or(1, |line| self.rows_of(line).count())
    }

    /// The rows of a line. The last one that there is room for may not have all that is left.
    pub(super) fn rows_of<'b>(&self, line: &'b ListingLine) -> impl Iterator<Item = Row<'b>> {
        let (text, room, most) = (&*line.text, self.room, self.most);
        let ascii = self.view.look.ascii;
        let lead = text.len() - text.trim_start().len();
        let hanging = (lead as u16).saturating_add(HANGING).min(room / 2);
        // A line has no more columns than bytes: most need not be looked at.
        let whole = text.len() <= usize::from(room) || most == 1;
        let mut parts = paint::wrap_code(text, if whole { u16::MAX } else { room }, hanging);
        let first = parts.next().unwrap_or(&text[..0]);
        std::iter::once(first)
            .chain(parts)
            .take(most)
            .enumerate()
            .map(move |(index, part)| {
                let indent = if index == 0 { 0 } else { hanging };
                let start = part.as_ptr() as usize - text.as_ptr() as usize;
                let last = index + 1 == most;
                let cut = paint::fit_code(
                    if last { &text[start..] } else { part },
                    room - indent,
                    ascii,
                );
                Row {
                    text: cut.text,
                    start,
                    indent,
                    sign: cut.sign,
                }
            })
    }

    /// Rows for these lines, with one for each gap between them.
    pub(super) fn needed(&self, lines: &[u32]) -> usize {
        let gaps = lines.windows(2).filter(|pair| pair[1] > pair[0] + 1);
        let rows = lines.iter().map(|line| self.height(*line as usize - 1));
        rows.sum::<usize>() + gaps.count()
    }

    /// The line after the last of those that are seen from `top` on, from 0.
    pub(super) fn end(&self, top: usize) -> usize {
        let (mut end, mut used) = (top, 0);
        while used < self.rows && end < self.lines() {
            used += self.height(end);
            end += 1;
        }
        end
    }

    /// The first line from which on all are seen to the one before `end`.
    pub(super) fn start(&self, end: usize) -> usize {
        let (mut start, mut used) = (end, 0);
        while start > 0 {
            used += self.height(start - 1);
            if used > self.rows {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The first line of the listing's end.
    pub(super) fn last_top(&self) -> usize {
        self.start(self.lines())
    }
}
