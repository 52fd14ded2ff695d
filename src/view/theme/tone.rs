//! Colours in the forms that terminals take, and how one becomes another.

use ratatui::style::Color;

use super::Depth;

/// A colour in its three forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// Stand-in among xterm's 256.
    pub indexed: u8,
    /// Stand-in among the terminal's sixteen.
    pub ansi: u8,
}

impl Tone {
    pub(super) fn new(rgb: [u8; 3], ansi: u8) -> Self {
        Self {
            rgb,
            indexed: nearest_256(rgb),
            ansi,
        }
    }

    /// A colour on the way to another: `0.0` is this one, `1.0` the other.
    #[must_use]
    pub fn towards(self, other: Tone, share: f32) -> Tone {
        let share = share.clamp(0.0, 1.0);
        let mut rgb = self.rgb;
        for (part, to) in rgb.iter_mut().zip(other.rgb) {
            let from = f32::from(*part);
            *part = (from + (f32::from(to) - from) * share).round() as u8;
        }
        let ansi = if share < 0.5 { self.ansi } else { other.ansi };
        Tone::new(rgb, ansi)
    }

    /// The colour at a depth.
    pub fn at(self, depth: Depth) -> Color {
        match depth {
            Depth::None => Color::Reset,
            Depth::Ansi16 => ANSI[usize::from(self.ansi & 15)],
            Depth::Ansi256 => Color::Indexed(self.indexed),
            Depth::True => Color::Rgb(self.rgb[0], self.rgb[1], self.rgb[2]),
        }
    }
}

const ANSI: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// Levels of each colour in xterm's cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Red, green and blue of a colour; none of the sixteen, which each terminal has its own way.
pub(super) fn rgb_of(color: Color) -> Option<[u8; 3]> {
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 16..=231) => {
            let index = usize::from(index - 16);
            Some([STEPS[index / 36], STEPS[index / 6 % 6], STEPS[index % 6]])
        }
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        _ => None,
    }
}

/// The nearest of xterm's 6x6x6 cube and its greys.
pub(super) fn nearest_256(rgb: [u8; 3]) -> u8 {
    let nearest_step = |value: u8| {
        (0..6)
            .min_by_key(|&i| STEPS[i].abs_diff(value))
            .unwrap_or(0)
    };
    let [r, g, b] = rgb.map(nearest_step);
    let cube = [STEPS[r], STEPS[g], STEPS[b]];
    let mean = (u32::from(rgb[0]) + u32::from(rgb[1]) + u32::from(rgb[2])) / 3;
    let step = (mean.saturating_sub(3) / 10).min(23) as u8;
    let grey = [8 + 10 * step; 3];
    if distance(grey, rgb) < distance(cube, rgb) {
        232 + step
    } else {
        16 + (36 * r + 6 * g + b) as u8
    }
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let weights = [3, 6, 2];
    (0..3)
        .map(|i| weights[i] * u32::from(a[i].abs_diff(b[i])).pow(2))
        .sum()
}
