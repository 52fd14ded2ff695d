//! A line of badges, calls and words, each in its style, that can be wrapped.

use ratatui::style::{Modifier, Style};

use super::INDENT;
use crate::model::Actor;
use crate::text::Piece;
use crate::view::mark::{Mark, mark};
use crate::view::paint;
use crate::view::theme::{Depth, Role};
use crate::view::tiny::Tiny;
use crate::view::{View, threads};

/// Keeps what stands before and after it in one line; drawn as a space.
const TIE: char = '\u{a0}';
/// How many letters are written before the rest is counted.
const MOST: usize = 12;
/// From how many neighbours on only the first and the last are written.
const RUN: usize = 4;

/// A text, and up to which byte each of its styles goes.
#[derive(Debug, Default)]
pub(super) struct Styled {
    text: String,
    ends: Vec<(usize, Style)>,
}

impl Styled {
    fn add(&mut self, text: &str, style: Style) {
        self.text.push_str(text);
        self.ends.push((self.text.len(), style));
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Two columns further right.
    pub(super) fn indented(mut self) -> Self {
        self.text.insert_str(0, "\u{a0}\u{a0}");
        let added = 2 * TIE.len_utf8();
        for (end, _) in &mut self.ends {
            *end += added;
        }
        self
    }

    /// Its lines in a room.
    pub(super) fn lines(&self, room: u16) -> paint::Wrap<'_> {
        paint::wrap_hanging(&self.text, room, INDENT)
    }

    /// The pieces of one of its lines, without the ties.
    pub(super) fn spans<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (&'a str, Style)> {
        let start = line.as_ptr() as usize - self.text.as_ptr() as usize;
        let stop = start + line.len();
        let mut from = 0;
        let spans = self.ends.iter().map(move |&(end, style)| {
            let span = (from.max(start), end.min(stop), style);
            from = end;
            span
        });
        let seen = spans.filter(|(from, to, _)| from < to);
        seen.flat_map(|(from, to, style)| {
            let pieces = self.text[from..to].split_inclusive(TIE);
            pieces.flat_map(move |piece| {
                let (text, tie) = match piece.strip_suffix(TIE) {
                    Some(text) => (text, " "),
                    None => (piece, ""),
                };
                [(text, style), (tie, style)]
            })
        })
    }
}

/// Writes pieces in the colour of what a row tells.
pub(super) struct Hand<'a> {
    pub(super) view: View<'a>,
    pub(super) role: Role,
}

impl Hand<'_> {
    /// The pieces one behind the other; `names`: whoever does something by name, too.
    pub(super) fn write(&self, pieces: &[Piece], names: bool) -> Styled {
        let look = self.view.look;
        let mut out = Styled::default();
        let word = look.fg(self.role);
        let call = look.fg(if self.role == Role::Bad {
            Role::Bad
        } else {
            Role::Bright
        });
        for (index, piece) in pieces.iter().enumerate() {
            // An arrow does not end a line.
            let tied = index > 0 && pieces[index - 1] == Piece::Then;
            if index > 0 {
                out.add(if tied { "\u{a0}" } else { " " }, word);
            }
            match piece {
                Piece::Doer(actor) => {
                    self.badge(&mut out, actor);
                    let name = threads::bare(&actor.name);
                    if names && name.chars().count() > 1 {
                        out.add(" ", word);
                        out.add(name, word);
                    }
                }
                Piece::Call(text) => out.add(text, call),
                Piece::Then => out.add(mark(look, Mark::Then), word),
                Piece::Word(text) => out.add(text, word),
                Piece::Badges(actors) => self.badges(&mut out, actors),
            }
        }
        out
    }

    /// `1 2 7`, and `1–5` for five whose letters follow each other.
    fn badges(&self, out: &mut Styled, actors: &[Actor]) {
        let look = self.view.look;
        let (mut at, mut written) = (0, 0);
        while at < actors.len() {
            if written >= MOST && actors.len() - at > 1 {
                let rest = Tiny::of(format_args!(" +{}", actors.len() - at));
                out.add(rest.as_str(), look.fg(Role::Dim));
                return;
            }
            written += 1;
            let run = 1 + actors[at..]
                .windows(2)
                .take_while(|pair| follows(pair[0].glyph, pair[1].glyph))
                .count();
            if at > 0 {
                out.add(" ", look.fg(self.role));
            }
            self.badge(out, &actors[at]);
            if run >= RUN {
                out.add(mark(look, Mark::Through), look.fg(Role::Dim));
                self.badge(out, &actors[at + run - 1]);
                at += run;
            } else {
                at += 1;
            }
        }
    }

    fn badge(&self, out: &mut Styled, actor: &Actor) {
        let look = self.view.look;
        let mut letter = [0; 4];
        let style = look.figure(actor.colour.into());
        let style = match (self.view.ui.chosen == Some(actor.task), look.depth) {
            (false, _) => style,
            (true, Depth::None) => style.add_modifier(Modifier::REVERSED),
            (true, _) => {
                let field = look.figure_color(actor.colour.into());
                look.fg(Role::Ground).add_modifier(Modifier::BOLD).bg(field)
            }
        };
        out.add(actor.glyph.encode_utf8(&mut letter), style);
    }
}

/// Whether a letter comes right after another in the order in which threads get theirs.
fn follows(before: char, after: char) -> bool {
    match (before, after) {
        ('9', 'a') => true,
        _ if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() => {
            u32::from(after) == u32::from(before) + 1
        }
        _ => false,
    }
}
