use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::shapes::Stroke;
use super::*;
use crate::view::sprite;

fn looks() -> Vec<Look> {
    let mut looks = Vec::new();
    for depth in [Depth::None, Depth::Ansi16, Depth::Ansi256, Depth::True] {
        for ascii in [false, true] {
            looks.push(Look {
                depth,
                ascii,
                ..Look::default()
            });
        }
    }
    looks
}

fn scribble(area: Rect, buffer: &mut Buffer, look: Look, scale: u16, at: (f32, f32)) {
    let mut canvas = Canvas::new(area, look, scale);
    let (x, y) = (at.0 as i32, at.1 as i32);
    canvas.fill(x, y, 400, 3, Role::Road);
    canvas.sprite(sprite::get("car"), at.0, at.1, Wear::default());
    canvas.stand(
        sprite::get("person.walk"),
        at.1,
        at.0,
        Wear {
            mirrored: true,
            faded: true,
            ..Wear::default()
        },
    );
    canvas.arrow((at.0, at.1), (at.1 * 3.0, -at.0), Role::Bad, Stroke::Thick);
    canvas.line((-50.0, 7.0), (at.0 * 2.0, at.1), Role::Bad, Stroke::Dashed);
    canvas.big(x, y, "SET 12×", Role::Good, 2);
    canvas.bar(x, y, 30, 0.4, Role::Warn);
    canvas.frame(x, y, 10, 10, Role::Line);
    canvas.text(x, y, "wide 包子, long and longer", look.fg(Role::Text));
    canvas.text_on(x - 3, y, "包", look.on(Role::Text, Role::Good));
    canvas.finish(buffer);
}

proptest! {
    #[test]
    fn nothing_is_drawn_outside_the_area(
        width in 0u16..300, height in 0u16..100, left in 0u16..9, top in 0u16..9,
        scale in 1u16..3, x in -40.0f32..320.0, y in -40.0f32..220.0, look in 0usize..8,
    ) {
        let whole = Rect::new(0, 0, 310, 110);
        let mut buffer = Buffer::filled(whole, ratatui::buffer::Cell::new("@"));
        let area = Rect::new(left, top, width, height);
        scribble(area, &mut buffer, looks()[look], scale, (x, y));
        for row in 0..whole.height {
            for column in 0..whole.width {
                let inside = area.contains((column, row).into());
                prop_assert_eq!(buffer[(column, row)].symbol() != "@", inside, "{} {}", column, row);
            }
        }
    }

    #[test]
    fn an_area_beyond_the_buffer_is_cut(width in 0u16..80, height in 0u16..40) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 10));
        scribble(Rect::new(3, 3, width, height), &mut buffer, Look::default(), 1, (1.0, 1.0));
    }
}

#[test]
fn every_glyph_takes_one_cell_and_ascii_is_ascii() {
    for look in looks() {
        for sign in Mark::ALL {
            let text = mark(look, sign);
            if look.ascii {
                assert!(text.is_ascii());
            } else {
                assert_eq!(text.width(), text.chars().count());
            }
        }
        for top in 0..=4 {
            for bottom in 0..=4 {
                let (letter, _) = glyphs::shade(look.ascii, top, bottom);
                assert_eq!(letter.width(), Some(1));
                assert!(!look.ascii || letter.is_ascii());
            }
        }
    }
}

#[test]
fn a_wide_character_is_never_cut_in_half() {
    let area = Rect::new(0, 0, 6, 1);
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(area, Look::default(), 1);
    canvas.text(0, 0, "包子", Style::new());
    canvas.text(1, 0, "x", Style::new());
    canvas.text(5, 0, "子", Style::new());
    canvas.finish(&mut buffer);
    let symbols: Vec<&str> = (0..6).map(|x| buffer[(x, 0)].symbol()).collect();
    assert_eq!(symbols, [" ", "x", "子", "", " ", " "]);
}

#[test]
fn two_pixels_share_a_cell() {
    let area = Rect::new(0, 0, 4, 1);
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(area, Look::default(), 1);
    canvas.dot(0, 0, Role::Good);
    canvas.dot(1, 1, Role::Good);
    canvas.fill(2, 0, 1, 2, Role::Good);
    canvas.finish(&mut buffer);
    let symbols: Vec<&str> = (0..4).map(|x| buffer[(x, 0)].symbol()).collect();
    assert_eq!(symbols, ["▀", "▄", " ", " "]);
    assert_eq!(buffer[(2, 0)].bg, Look::default().color(Role::Good));
}
