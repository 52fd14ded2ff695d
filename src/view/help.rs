//! All keys and signs, over everything.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::legend::Group;
use super::paint::{self, Pen};
use super::theme::Role;
use super::ui::Hint;
use super::{View, legend};

/// A row of the help.
#[derive(Clone, Copy)]
enum Row<'a> {
    Blank,
    Title(&'a str),
    Key(&'a Hint, &'a str),
    More(&'a str),
    Sign(&'a str, Style, &'a str),
}

struct Page<'a> {
    /// Rows that stay together: a group, or a key and its words where groups are too long for that.
    blocks: Vec<Vec<Row<'a>>>,
    columns: u16,
    column_width: u16,
    key_width: u16,
    /// Rows of a column.
    height: u16,
}

const GAP: u16 = 3;

impl<'a> Page<'a> {
    fn of(area: Rect, view: View<'a>, legend: &'a [Group]) -> Self {
        let groups = &view.ui.help;
        let keys = || groups.iter().flat_map(|group| &group.keys);
        let key_width = keys()
            .map(|hint| paint::width(&hint.key))
            .max()
            .unwrap_or(1)
            .min(14);
        let label_width = keys()
            .map(|hint| paint::width(&hint.label))
            .max()
            .unwrap_or(1);
        let inner = area.width.saturating_sub(6).max(1);
        let wanted = key_width + 2 + label_width;
        let fitting = ((inner + GAP) / (wanted + GAP)).clamp(1, 3);
        // Two columns are better than one long one, even if some labels then take two rows.
        let columns = if fitting == 1 && inner >= 70 {
            2
        } else {
            fitting
        };
        let column_width = ((inner + GAP) / columns - GAP).min(wanted.max(20));
        let label_room = column_width.saturating_sub(key_width + 2).max(4);
        let mut blocks = Vec::with_capacity(groups.len());
        for group in groups {
            let mut rows = vec![Row::Title(&group.title)];
            for hint in &group.keys {
                let mut lines = paint::wrap(&hint.label, label_room);
                rows.push(Row::Key(hint, lines.next().unwrap_or("")));
                rows.extend(lines.map(Row::More));
            }
            blocks.push(rows);
        }
        for group in legend {
            let mut rows = vec![Row::Title(group.title)];
            for (sign, style, words) in &group.rows {
                let mut lines = paint::wrap(words, label_room);
                rows.push(Row::Sign(sign, *style, lines.next().unwrap_or("")));
                rows.extend(lines.map(Row::More));
            }
            blocks.push(rows);
        }
        let room = area.height.saturating_sub(4).max(1);
        let all: usize = blocks.iter().map(|rows| rows.len() + 1).sum();
        let even = (all.div_ceil(usize::from(columns)) as u16).clamp(1, room);
        // The lowest columns that keep groups whole; if none are low enough, groups go on in the next column.
        let whole = (even..=room).find(|&height| stack(&blocks, columns, height).1 == blocks.len());
        if whole.is_none() {
            blocks = blocks.iter().flat_map(|block| apart(block)).collect();
        }
        Self {
            blocks,
            columns,
            column_width,
            key_width,
            height: whole.unwrap_or(room),
        }
    }

    /// The rows that are seen from a block on, and how many blocks that is.
    fn rows(&self, from: usize) -> (Vec<Row<'a>>, usize) {
        stack(&self.blocks[from..], self.columns, self.height)
    }

    /// The first block from which all the rest is seen.
    fn last(&self) -> usize {
        let all = self.blocks.len();
        (0..all)
            .find(|&from| self.rows(from).1 == all - from)
            .unwrap_or(all.saturating_sub(1))
    }
}

/// A group's rows in pieces: each key with its words, the first with the title.
fn apart<'a>(rows: &[Row<'a>]) -> Vec<Vec<Row<'a>>> {
    let mut pieces: Vec<Vec<Row<'a>>> = Vec::new();
    for row in rows {
        let titled = matches!(pieces.last().map(Vec::as_slice), Some([Row::Title(_)]));
        match pieces.last_mut() {
            Some(piece) if titled || matches!(row, Row::More(_)) => piece.push(*row),
            _ => pieces.push(vec![*row]),
        }
    }
    pieces
}

/// Blocks one below the other in columns of a height, each in one piece, as many as fit; a blank row before a title.
fn stack<'a>(blocks: &[Vec<Row<'a>>], columns: u16, height: u16) -> (Vec<Row<'a>>, usize) {
    let (columns, height) = (usize::from(columns), usize::from(height));
    let mut rows = Vec::with_capacity(columns * height);
    for (index, block) in blocks.iter().enumerate() {
        let used = rows.len() % height;
        let titled = matches!(block.first(), Some(Row::Title(_)));
        let gap = usize::from(used > 0 && titled);
        let blanks = if used > 0 && used + gap + block.len() > height {
            height - used
        } else {
            gap
        };
        if block.len() > height || rows.len() + blanks + block.len() > columns * height {
            return (rows, index);
        }
        rows.extend(std::iter::repeat_n(Row::Blank, blanks));
        rows.extend_from_slice(block);
    }
    (rows, blocks.len())
}

/// How far the help can be scrolled, down (negative) and up.
pub(super) fn reach(area: Rect, view: View) -> (i32, i32) {
    let legend = legend::groups(view);
    let page = Page::of(area, view, &legend);
    (-(page.last() as i32), 0)
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View) {
    let look = view.look;
    let legend = legend::groups(view);
    let page = Page::of(area, view, &legend);
    let width = (page.columns * (page.column_width + GAP) - GAP + 6).min(area.width);
    let height = (page.height + 4).min(area.height);
    let width = if width + 4 >= area.width {
        area.width
    } else {
        width
    };
    let outer = centred(area, width, height);
    let field = look.on(Role::Text, Role::Raised);
    paint::clear(buf, outer, field);
    let inner = paint::frame(buf, outer, look.on(Role::Line, Role::Raised), look);
    let mut pen = Pen::new(buf, outer, 0);
    pen.skip(2)
        .raw(" ", field)
        .raw(
            view.get("overview.title"),
            look.on(Role::Accent, Role::Raised),
        )
        .raw(" ", field);
    let last = page.last();
    let more = last > 0;
    let close = view.get(if more {
        "overview.scroll"
    } else {
        "overview.close"
    });
    let mut pen = Pen::new(buf, outer, outer.height - 1);
    pen.skip(outer.width.saturating_sub(paint::width(close) + 4));
    pen.raw(" ", field)
        .raw(close, look.on(Role::Dim, Role::Raised))
        .raw(" ", field);

    let down = view.ui.back.min(0).unsigned_abs() as usize;
    let (rows, _) = page.rows(down.min(last));
    for (index, row) in rows.iter().enumerate() {
        let column = index as u16 / page.height;
        let x = inner.x + 2 + column * (page.column_width + GAP);
        let place = Rect {
            x,
            y: inner.y + 1,
            width: page.column_width,
            height: page.height,
        };
        let mut pen = Pen::new(buf, place.intersection(inner), index as u16 % page.height);
        match row {
            Row::Blank => {}
            Row::Title(title) => {
                pen.text(title, look.on(Role::Bright, Role::Raised), look);
            }
            Row::Key(hint, label) => {
                pen.column_right(
                    &hint.key,
                    page.key_width,
                    look.on(Role::Accent, Role::Raised),
                    look,
                );
                pen.skip(2).text(label, field, look);
            }
            Row::Sign(sign, style, label) => {
                let style = style.bg(field.bg.unwrap_or_default());
                let width = paint::width(sign);
                pen.skip(page.key_width.saturating_sub(width))
                    .raw(sign, style);
                pen.skip(2).text(label, field, look);
            }
            Row::More(label) => {
                pen.skip(page.key_width + 2).text(label, field, look);
            }
        }
    }
}

/// An area in the middle of another.
pub(super) fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
