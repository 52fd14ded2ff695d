//! Writing text into cells: cut and wrapped at the ends of words, wide characters kept whole.
//!
//! Everything here clips to the area it is given, so that no size of screen can make it panic.

mod cut;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::theme::{Look, Role};
pub use cut::{Cut, Wrap, clauses, ellipsis, fit, fit_code, wrap, wrap_code, wrap_hanging};

/// Columns a character takes. Control characters and marks without width take none and are not drawn.
pub fn char_width(c: char) -> u16 {
    if c.is_ascii() {
        return u16::from(!c.is_ascii_control());
    }
    c.width().unwrap_or(0) as u16
}

/// Columns a text takes.
pub fn width(text: &str) -> u16 {
    if text.is_ascii() {
        return text.len().min(usize::from(u16::MAX)) as u16;
    }
    text.width().min(usize::from(u16::MAX)) as u16
}

/// Writes into one row of an area, from left to right.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    /// Next column.
    pub x: u16,
    y: u16,
    /// First column that may not be written.
    end: u16,
}

impl<'a> Pen<'a> {
    /// A pen at the start of the area's row `row`; it writes nothing if the area has no such row.
    pub fn new(buf: &'a mut Buffer, area: Rect, row: u16) -> Self {
        let area = area.intersection(*buf.area());
        let y = area.y.saturating_add(row);
        let end = if row < area.height {
            area.right()
        } else {
            area.x
        };
        Self {
            buf,
            x: area.x,
            y,
            end,
        }
    }

    /// Columns left.
    pub fn room(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// Writes one character, if it fits.
    pub fn char(&mut self, c: char, style: Style) -> &mut Self {
        let width = char_width(c);
        if width == 0 || width > self.room() {
            if width > 0 {
                self.blank(style);
            }
            return self;
        }
        self.mend();
        self.buf[(self.x, self.y)].set_char(c).set_style(style);
        if width == 2 {
            self.x += 1;
            self.mend();
            // Not a space: what stands here later has to differ, so that it is drawn over the wide character's half.
            self.buf[(self.x, self.y)].set_symbol("").set_style(style);
            self.x -= 1;
        }
        self.x += width;
        self
    }

    /// A wide character that loses one of its halves here leaves a blank in the other.
    fn mend(&mut self) {
        let half = |buf: &Buffer, x: u16| {
            buf.cell((x, self.y))
                .is_some_and(|cell| cell.symbol().is_empty())
        };
        let other = if half(self.buf, self.x) {
            self.x.checked_sub(1)
        } else if half(self.buf, self.x + 1) {
            Some(self.x + 1)
        } else {
            None
        };
        if let Some(cell) = other.and_then(|x| self.buf.cell_mut((x, self.y))) {
            cell.set_symbol(" ");
        }
    }

    /// Fills what is left of the row.
    fn blank(&mut self, style: Style) {
        while self.x < self.end {
            self.mend();
            self.buf[(self.x, self.y)].set_char(' ').set_style(style);
            self.x += 1;
        }
    }

    /// Writes a text, cut where the room ends.
    pub fn raw(&mut self, text: &str, style: Style) -> &mut Self {
        for c in text.chars() {
            if self.room() == 0 {
                break;
            }
            self.char(c, style);
        }
        self
    }

    /// Writes a text, cut at the end of a word, with a sign that it was, if it does not fit.
    pub fn text(&mut self, text: &str, style: Style, look: Look) -> &mut Self {
        let cut = fit(text, self.room(), look.ascii);
        self.raw(cut.text, style);
        self.raw(cut.sign, style)
    }

    /// Writes a text in a column of `columns`, padded with spaces.
    pub fn column(&mut self, text: &str, columns: u16, style: Style, look: Look) -> &mut Self {
        let stop = self.x.saturating_add(columns).min(self.end);
        let end = std::mem::replace(&mut self.end, stop);
        self.text(text, style, look);
        self.x = stop;
        self.end = end;
        self
    }

    /// Writes a text at the right end of a column of `columns`.
    pub fn column_right(
        &mut self,
        text: &str,
        columns: u16,
        style: Style,
        look: Look,
    ) -> &mut Self {
        let lead = columns.saturating_sub(width(text));
        self.skip(lead);
        self.column(text, columns - lead, style, look)
    }

    /// Leaves cells as they are.
    pub fn skip(&mut self, columns: u16) -> &mut Self {
        self.x = self.x.saturating_add(columns).min(self.end);
        self
    }

    /// Keeps `columns` at the right end free for something else.
    pub fn reserve(&mut self, columns: u16) -> &mut Self {
        self.end = self.end.saturating_sub(columns).max(self.x);
        self
    }
}

/// Clears an area that lies over others. A wide character that its left edge cuts in two is blanked, for the terminal
/// would draw the whole of it over the edge; so is the second half of one at its right edge.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(*buf.area());
    for y in area.top()..area.bottom() {
        if area.x > buf.area().x {
            let left = &mut buf[(area.x - 1, y)];
            if width(left.symbol()) == 2 {
                left.set_symbol(" ");
            }
        }
        if let Some(right) = buf.cell_mut((area.right(), y))
            && right.symbol().is_empty()
        {
            right.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            let cell = &mut buf[(x, y)];
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Puts a style on everything in an area, leaving the characters.
pub fn tint(buf: &mut Buffer, area: Rect, style: Style) {
    buf.set_style(area.intersection(*buf.area()), style);
}

/// A horizontal line.
pub fn rule(buf: &mut Buffer, area: Rect, look: Look) {
    let (style, c) = (look.fg(Role::Line), if look.ascii { '-' } else { '─' });
    let mut pen = Pen::new(buf, area, 0);
    while pen.room() > 0 {
        pen.char(c, style);
    }
}

/// A vertical line down the first column of an area.
pub fn upright(buf: &mut Buffer, area: Rect, look: Look) {
    let (style, c) = (look.fg(Role::Line), if look.ascii { '|' } else { '│' });
    for row in 0..area.height {
        Pen::new(buf, area, row).char(c, style);
    }
}

/// A frame around an area; the area inside it.
pub fn frame(buf: &mut Buffer, area: Rect, style: Style, look: Look) -> Rect {
    let [tl, tr, bl, br, h, v] = if look.ascii {
        ['+', '+', '+', '+', '-', '|']
    } else {
        ['╭', '╮', '╰', '╯', '─', '│']
    };
    if area.width < 2 || area.height < 2 {
        return Rect {
            width: 0,
            height: 0,
            ..area
        };
    }
    for row in 0..area.height {
        let (left, middle, right) = match row {
            0 => (tl, h, tr),
            r if r + 1 == area.height => (bl, h, br),
            _ => (v, ' ', v),
        };
        let mut pen = Pen::new(buf, area, row);
        pen.char(left, style);
        if middle == ' ' {
            pen.skip(area.width - 2);
        } else {
            for _ in 2..area.width {
                pen.char(middle, style);
            }
        }
        pen.char(right, style);
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_is_never_halved() {
        let area = Rect::new(0, 0, 3, 1);
        let mut buf = Buffer::empty(area);
        Pen::new(&mut buf, area, 0).raw("红灯", Style::new());
        assert_eq!(buf[(0, 0)].symbol(), "红");
        assert_eq!(buf[(2, 0)].symbol(), " ");
        clear(&mut buf, Rect::new(1, 0, 2, 1), Style::new());
        assert_eq!(buf[(0, 0)].symbol(), " ");
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 2));
        Pen::new(&mut buf, Rect::new(2, 1, 50, 50), 7).raw("long text", Style::new());
        Pen::new(&mut buf, Rect::new(2, 1, 50, 50), 0).raw("long text", Style::new());
        Pen::new(&mut buf, Rect::new(9, 9, 5, 5), 0).raw("x", Style::new());
        assert_eq!(buf[(3, 1)].symbol(), "o");
        frame(
            &mut buf,
            Rect::new(0, 0, 90, 90),
            Style::new(),
            Look::default(),
        );
    }

    #[test]
    fn a_wide_character_that_loses_a_half_leaves_a_blank() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buf = Buffer::empty(area);
        let symbols = |buf: &Buffer| {
            buf.content()
                .iter()
                .map(|cell| cell.symbol().to_owned())
                .collect::<Vec<_>>()
        };
        Pen::new(&mut buf, area, 0).raw("红灯", Style::new());
        assert_eq!(symbols(&buf), ["红", "", "灯", ""]);
        Pen::new(&mut buf, area, 0).skip(1).raw("x", Style::new());
        assert_eq!(symbols(&buf), [" ", "x", "灯", ""]);
        Pen::new(&mut buf, area, 0).skip(2).raw("y", Style::new());
        assert_eq!(symbols(&buf), [" ", "x", "y", " "]);
        Pen::new(&mut buf, area, 0).raw("红灯", Style::new());
        Pen::new(&mut buf, area, 0).skip(1).raw("黄", Style::new());
        assert_eq!(symbols(&buf), [" ", "黄", "", " "]);
    }
}
