//! The text of a line in its colours, row by row.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use super::halves;
use super::rows::Row;
use crate::view::paint::Pen;
use crate::view::theme::{Look, Role};
use crate::view::ui::{Ink, ListingLine};

/// A line that is being written: how far one has come.
pub(super) struct Run<'a> {
    line: &'a ListingLine,
    /// The characters that are the operation that is next.
    next: &'a [Range<u32>],
    /// Byte and character that come next.
    at: (usize, u32),
}

impl<'a> Run<'a> {
    pub(super) fn new(line: &'a ListingLine, next: &'a [Range<u32>]) -> Self {
        Self {
            line,
            next,
            at: (0, 0),
        }
    }

    /// Writes what stands in a row.
    pub(super) fn draw(
        &mut self,
        pen: &mut Pen,
        row: &Row,
        look: Look,
        lit: impl Fn(Style) -> Style,
    ) {
        let passed = self.line.text[self.at.0..row.start].chars().count();
        let mut index = self.at.1 + passed as u32;
        let mut inks = self.line.inks.iter().peekable();
        for c in row.text.chars() {
            while inks.next_if(|ink| ink.1 <= index).is_some() {}
            let ink = inks
                .peek()
                .filter(|ink| ink.0 <= index)
                .map_or(Ink::Plain, |ink| ink.2);
            let style = lit(ink_style(ink, look));
            if self.next.iter().any(|part| part.contains(&index)) {
                pen.char(c, halves::lit(style, look));
            } else {
                pen.char(c, style);
            }
            index += 1;
        }
        pen.raw(row.sign, lit(look.fg(Role::Warn)));
        self.at = (row.start + row.text.len(), index);
    }
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
