//! How well a colour can be read on another: the contrast ratio of WCAG 2, from 1 (not at all) to 21 (black on white).

use std::sync::LazyLock;

use ratatui::style::Color;

use super::tone::rgb_of;

/// The least contrast of text of any size (WCAG 2, level AA).
pub const LEAST_CONTRAST: f32 = 4.5;

/// The contrast of two colours; none where the terminal alone knows what they look like.
pub fn contrast(one: Color, other: Color) -> Option<f32> {
    let (one, other) = (luminance(rgb_of(one)?), luminance(rgb_of(other)?));
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance, from 0 to 1.
fn luminance([red, green, blue]: [u8; 3]) -> f32 {
    static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
        std::array::from_fn(|value| {
            let value = value as f32 / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        })
    });
    let of = |value: u8| LINEAR[usize::from(value)];
    0.2126 * of(red) + 0.7152 * of(green) + 0.0722 * of(blue)
}
