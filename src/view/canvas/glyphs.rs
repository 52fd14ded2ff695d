//! The characters that pixels become, where there are no colours and where only ASCII may be drawn.

use ratatui::style::{Color, Style};

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
