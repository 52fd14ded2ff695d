use super::tone::nearest_256;
use super::*;

fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Tone, b: Tone) -> f64 {
    let (a, b) = (luminance(a.rgb), luminance(b.rgb));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_theme_dresses_every_role() {
    assert_eq!(Theme::all().len(), 3);
    for theme in Theme::all() {
        assert_eq!(theme.roles.len(), Role::ALL.len());
        assert!(theme.figures() >= 10, "{}", theme.name);
    }
    let mut theme = Theme::dark();
    for _ in 0..3 {
        theme = theme.next();
    }
    assert_eq!(theme, Theme::dark());
}

#[test]
fn words_can_be_read_on_their_ground_in_every_theme() {
    for theme in Theme::all() {
        let ground = theme.tone(Role::Ground);
        for (role, least) in [
            (Role::Bright, 12.0),
            (Role::Text, 8.0),
            (Role::Dim, 4.5),
            (Role::Comment, 4.5),
            (Role::Accent, 4.5),
            (Role::Good, 4.5),
            (Role::Bad, 4.5),
            (Role::Warn, 4.5),
            (Role::Keyword, 4.5),
            (Role::String, 4.5),
            (Role::Number, 4.4),
            (Role::Function, 4.5),
        ] {
            let found = contrast(theme.tone(role), ground);
            assert!(found >= least, "{}: {} {found:.1}", theme.name, role.name());
        }
        for index in 0..theme.figures() {
            let found = contrast(theme.figure(index), ground);
            assert!(found >= 4.4, "{}: figure {index} {found:.1}", theme.name);
        }
    }
}

#[test]
fn a_missing_role_and_a_bad_colour_are_named() {
    let why = Theme::parse("x", "[palette]\n[roles]\n[figures]\ncolours = []").unwrap_err();
    assert!(why.contains("ground"), "{why}");
    let why = Theme::parse(
        "x",
        "[palette]\na = ['#12', 0]\n[roles]\n[figures]\ncolours = []",
    )
    .unwrap_err();
    assert!(why.contains("#rrggbb"), "{why}");
}

#[test]
fn quantised_colours_are_near() {
    assert_eq!(nearest_256([255, 0, 0]), 196);
    assert_eq!(nearest_256([128, 128, 128]), 244);
    assert_eq!(nearest_256([0, 0, 0]), 16);
    assert_eq!(nearest_256([255, 255, 255]), 231);
}

#[test]
fn without_colours_nothing_is_coloured() {
    let look = Look {
        depth: Depth::None,
        ..Look::default()
    };
    for &role in Role::ALL {
        assert!(matches!(look.fg(role).fg, None | Some(Color::Reset)));
        assert!(look.on(role, Role::Bad).bg.is_none());
    }
}
