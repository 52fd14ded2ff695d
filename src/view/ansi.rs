//! The colours that a program prints: escape sequences in, pieces with colours out.
//!
//! Colours of the program's are names, not lights: red becomes the theme's red, which can be read on its ground. A
//! background becomes a field of that colour with words in the ground's colour on it.

use ratatui::style::{Color, Modifier, Style};

use super::theme::{Depth, Look, Role};

/// What the sequences so far ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sgr {
    fg: Option<Hue>,
    bg: Option<Hue>,
    modifiers: Modifier,
}

/// A colour as a program names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hue {
    Named(u8),
    Indexed(u8),
    Rgb(u8, u8, u8),
}

impl Hue {
    fn color(self, look: Look) -> Color {
        match self {
            Self::Named(index) => look.color(role(index)),
            Self::Indexed(index) if index < 16 => look.color(role(index)),
            Self::Indexed(index) if look.depth >= Depth::Ansi256 => Color::Indexed(index),
            Self::Rgb(r, g, b) if look.depth == Depth::True => Color::Rgb(r, g, b),
            Self::Indexed(_) | Self::Rgb(..) => look.color(Role::Text),
        }
    }
}

fn role(index: u8) -> Role {
    match index {
        0 | 8 => Role::Dim,
        1 | 9 => Role::Bad,
        2 | 10 => Role::Good,
        3 | 11 => Role::Accent,
        4 | 12 => Role::Info,
        5 | 13 => Role::Keyword,
        6 | 14 => Role::Builtin,
        7 => Role::Text,
        _ => Role::Bright,
    }
}

impl Sgr {
    pub(super) fn style(self, look: Look) -> Style {
        let style = Style::new().add_modifier(self.modifiers);
        if look.depth == Depth::None {
            return if self.bg.is_some() {
                style.add_modifier(Modifier::REVERSED)
            } else {
                style
            };
        }
        match (self.fg, self.bg) {
            (None, None) => style.fg(look.color(Role::Text)),
            (Some(fg), None) => style.fg(fg.color(look)),
            (_, Some(bg)) => style.fg(look.color(Role::Ground)).bg(bg.color(look)),
        }
    }

    fn apply(&mut self, parameters: &str) {
        let mut numbers = parameters
            .split([';', ':'])
            .map(|number| number.parse::<u8>().unwrap_or(0));
        while let Some(number) = numbers.next() {
            match number {
                0 => *self = Self::default(),
                1 => self.modifiers |= Modifier::BOLD,
                2 => self.modifiers |= Modifier::DIM,
                3 => self.modifiers |= Modifier::ITALIC,
                4 => self.modifiers |= Modifier::UNDERLINED,
                7 => self.modifiers |= Modifier::REVERSED,
                9 => self.modifiers |= Modifier::CROSSED_OUT,
                22 => self.modifiers -= Modifier::BOLD | Modifier::DIM,
                23 => self.modifiers -= Modifier::ITALIC,
                24 => self.modifiers -= Modifier::UNDERLINED,
                27 => self.modifiers -= Modifier::REVERSED,
                29 => self.modifiers -= Modifier::CROSSED_OUT,
                30..=37 => self.fg = Some(Hue::Named(number - 30)),
                38 => self.fg = extended(&mut numbers).or(self.fg),
                39 => self.fg = None,
                40..=47 => self.bg = Some(Hue::Named(number - 40)),
                48 => self.bg = extended(&mut numbers).or(self.bg),
                49 => self.bg = None,
                90..=97 => self.fg = Some(Hue::Named(number - 82)),
                100..=107 => self.bg = Some(Hue::Named(number - 92)),
                _ => {}
            }
        }
    }
}

fn extended(numbers: &mut impl Iterator<Item = u8>) -> Option<Hue> {
    match numbers.next()? {
        5 => Some(Hue::Indexed(numbers.next()?)),
        2 => Some(Hue::Rgb(numbers.next()?, numbers.next()?, numbers.next()?)),
        _ => None,
    }
}

const ESCAPE: char = '\u{1b}';
const TAB: usize = 8;

/// A line without its escape sequences, and where which colours begin.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) text: String,
    /// Byte of `text`, and the colours from there on.
    pub(super) runs: Vec<(usize, Sgr)>,
}

impl Plain {
    /// Reads a line; what was in here is forgotten, its memory kept.
    pub(super) fn read(&mut self, line: &str) {
        self.text.clear();
        self.runs.clear();
        let mut sgr = Sgr::default();
        let mut column = 0;
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                ESCAPE => {
                    let (parameters, after) = sequence(rest);
                    rest = after;
                    if let Some(parameters) = parameters {
                        sgr.apply(parameters);
                        self.runs.push((self.text.len(), sgr));
                    }
                }
                '\t' => {
                    let width = TAB - column % TAB;
                    self.text.extend(std::iter::repeat_n(' ', width));
                    column += width;
                }
                c if c.is_control() => {}
                c => {
                    self.text.push(c);
                    column += usize::from(super::paint::char_width(c));
                }
            }
        }
    }
}

/// Reads what follows an escape character: the parameters if it is about colours, and what comes after it.
fn sequence(text: &str) -> (Option<&str>, &str) {
    if let Some(rest) = text.strip_prefix('[') {
        let end = rest.find(|c: char| ('@'..='~').contains(&c));
        return match end {
            Some(end) => (
                (&rest[end..=end] == "m").then_some(&rest[..end]),
                &rest[end + 1..],
            ),
            None => (None, ""),
        };
    }
    if let Some(rest) = text.strip_prefix(']') {
        let end = rest.find(['\u{7}', ESCAPE]).unwrap_or(rest.len());
        let rest = rest[end..]
            .strip_prefix("\u{1b}\\")
            .unwrap_or(rest[end..].trim_start_matches('\u{7}'));
        return (None, rest);
    }
    let text = text.trim_start_matches(|c: char| (' '..='/').contains(&c));
    let skip = text.chars().next().map_or(0, char::len_utf8);
    (None, &text[skip..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Plain {
        let mut plain = Plain::default();
        plain.read(line);
        plain
    }

    #[test]
    fn colours_are_kept_and_other_sequences_dropped() {
        let plain =
            read("\u{1b}[2J\u{1b}[31;1mred\u{1b}[0m \u{1b}]0;title\u{7}plain\u{1b}(Bx\u{1b}[");
        assert_eq!(plain.text, "red plainx");
        assert_eq!(plain.runs.len(), 2);
        let (at, sgr) = plain.runs[0];
        assert_eq!(
            (at, sgr.fg, sgr.modifiers),
            (0, Some(Hue::Named(1)), Modifier::BOLD)
        );
        assert_eq!(plain.runs[1], (3, Sgr::default()));
    }

    #[test]
    fn extended_colours_take_their_numbers_with_them() {
        let sgr = read("\u{1b}[38;5;200;48;2;1;2;3;4mx").runs[0].1;
        assert_eq!(
            (sgr.fg, sgr.bg),
            (Some(Hue::Indexed(200)), Some(Hue::Rgb(1, 2, 3)))
        );
        assert!(sgr.modifiers.contains(Modifier::UNDERLINED));
        read("\u{1b}[38m \u{1b}[38;5m \u{1b}[;;;m \u{1b}[999999m");
    }

    #[test]
    fn without_colours_a_background_is_reversed() {
        let look = Look {
            depth: Depth::None,
            ..Look::default()
        };
        let style = read("\u{1b}[41mx").runs[0].1.style(look);
        assert!(style.add_modifier.contains(Modifier::REVERSED) && style.bg.is_none());
    }

    #[test]
    fn tabs_and_control_characters_do_not_reach_the_screen() {
        assert_eq!(read("a\tb\rc\u{8}").text, "a       bc");
    }
}
