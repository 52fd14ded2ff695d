//! The large font: five pixels high, read from `assets/sprites/font.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const FONT: &str = include_str!("../../../assets/sprites/font.txt");

/// Height of the large font in pixels.
pub const FONT_HEIGHT: i32 = 5;

/// A character of the large font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Width in pixels.
    pub width: i32,
    /// Rows from above; bit 0 is the leftmost pixel.
    pub rows: [u8; FONT_HEIGHT as usize],
}

/// A character of the large font; a small letter that it lacks is drawn as a capital.
pub fn glyph(letter: char) -> Option<Glyph> {
    static GLYPHS: LazyLock<BTreeMap<char, Glyph>> = LazyLock::new(|| {
        FONT.lines()
            .filter(|line| !line.starts_with("# "))
            .filter_map(font_line)
            .collect()
    });
    if letter == ' ' {
        return Some(Glyph {
            width: 2,
            rows: [0; 5],
        });
    }
    let found = GLYPHS.get(&letter);
    found
        .or_else(|| GLYPHS.get(&letter.to_ascii_uppercase()))
        .copied()
}

fn font_line(line: &str) -> Option<(char, Glyph)> {
    let mut parts = line.split(' ');
    let letter = parts.next()?.chars().next()?;
    let mut rows = [0; 5];
    let mut width = 0;
    for row in &mut rows {
        let dots = parts.next()?;
        width = width.max(dots.len());
        for (i, dot) in dots.bytes().enumerate() {
            if dot == b'#' {
                *row |= 1 << i;
            }
        }
    }
    Some((
        letter,
        Glyph {
            width: width as i32,
            rows,
        },
    ))
}
