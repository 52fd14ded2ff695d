//! The few characters that are not letters, each with its stand-in in ASCII.

use ratatui::style::{Color, Style};

use crate::view::theme::Look;

/// A sign in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// So many times.
    Times,
    /// To the right.
    Right,
    /// To the left.
    Left,
    /// The one before is on the left.
    Before,
    /// The one before is on the right.
    After,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
    /// A process.
    Process,
    /// Between two things.
    Middle,
    /// More than can be shown.
    More,
    /// Without end.
    Endless,
}

impl Mark {
    /// Every sign.
    pub const ALL: [Mark; 11] = [
        Mark::Times,
        Mark::Right,
        Mark::Left,
        Mark::Before,
        Mark::After,
        Mark::Up,
        Mark::Down,
        Mark::Process,
        Mark::Middle,
        Mark::More,
        Mark::Endless,
    ];
}

/// The character of a sign.
pub fn mark(look: Look, mark: Mark) -> &'static str {
    let (drawn, ascii) = match mark {
        Mark::Times => ("×", "x"),
        Mark::Right => ("►", ">"),
        Mark::Left => ("◄", "<"),
        Mark::Before => ("‹", "<"),
        Mark::After => ("›", ">"),
        Mark::Up => ("▲", "^"),
        Mark::Down => ("▼", "v"),
        Mark::Process => ("▣", "#"),
        Mark::Middle => ("·", "-"),
        Mark::More => ("…", "~"),
        Mark::Endless => ("∞", "oo"),
    };
    if look.ascii { ascii } else { drawn }
}

const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];
const LETTERS: [char; 5] = [' ', '.', ':', '%', '#'];

/// Two pixels without colours: how heavy each is.
pub(super) fn shade(ascii: bool, top: u8, bottom: u8) -> (char, Style) {
    let solid = |weight: u8| weight >= 2;
    let letter = match (solid(top), solid(bottom)) {
        (true, false) => {
            if ascii {
                '"'
            } else {
                '▀'
            }
        }
        (false, true) => {
            if ascii {
                '_'
            } else {
                '▄'
            }
        }
        _ => {
            let weight = if solid(top) {
                top.midpoint(bottom)
            } else {
                top.min(bottom)
            };
            let shades = if ascii { LETTERS } else { SHADES };
            shades[usize::from(weight.min(4))]
        }
    };
    (letter, Style::new())
}

/// Two pixels of different colours where only ASCII may be drawn.
pub(super) fn half(top: bool, bottom: bool, above: Color, below: Color) -> (char, Style) {
    let style = Style::new();
    match (top, bottom) {
        (true, false) => ('"', style.fg(above).bg(below)),
        (false, true) => ('_', style.fg(below).bg(above)),
        _ => (' ', style.bg(below)),
    }
}
