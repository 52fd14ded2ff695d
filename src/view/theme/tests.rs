use super::tone::nearest_256;
use super::*;

/// The roles that words wear, but for those that are cut out of a field.
const WORDS: [Role; 16] = [
    Role::Faint,
    Role::Dim,
    Role::Text,
    Role::Bright,
    Role::Accent,
    Role::Good,
    Role::Bad,
    Role::Warn,
    Role::Info,
    Role::Keyword,
    Role::String,
    Role::Number,
    Role::Comment,
    Role::Function,
    Role::Builtin,
    Role::Operator,
];

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
fn words_can_be_read_on_whatever_they_are_written_on_in_every_theme_and_depth() {
    for theme in Theme::all() {
        for depth in [Depth::True, Depth::Ansi256] {
            let look = Look {
                theme,
                depth,
                ascii: false,
            };
            let read = |what: &str, style: Style| {
                let (ink, field) = (style.fg.unwrap(), style.bg.unwrap());
                let found = contrast(ink, field).unwrap();
                let theme = theme.name;
                assert!(
                    found >= LEAST_CONTRAST,
                    "{theme} {depth:?}: {what} {found:.2}"
                );
            };
            for field in [Role::Ground, Role::Raised, Role::Lit] {
                for words in WORDS {
                    let what = format!("{} on {}", words.name(), field.name());
                    read(&what, look.on(words, field));
                }
                for index in 0..theme.figures() {
                    let style = look.figure(index).bg(look.color(field));
                    read(&format!("figure {index} on {}", field.name()), style);
                }
            }
            for index in 0..theme.figures() {
                read(&format!("badge {index}"), look.badge(index));
            }
            for words in [Role::Ground, Role::Black, Role::White] {
                for field in WORDS.into_iter().chain([Role::Gold, Role::Water]) {
                    let what = format!("{} cut out of {}", words.name(), field.name());
                    read(&what, look.on(words, field));
                }
            }
            let [text, bright] = [(Role::Text, 7.0), (Role::Bright, 12.0)];
            for (role, least) in [text, bright] {
                let found = contrast(look.color(role), look.color(Role::Ground)).unwrap();
                assert!(
                    found >= least,
                    "{} {depth:?}: {} {found:.2}",
                    theme.name,
                    role.name()
                );
            }
        }
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    let of = |a, b| contrast(a, b).map(|found| (found * 100.0).round() as i32);
    let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
    assert_eq!(of(black, white), Some(2100));
    assert_eq!(of(white, Color::Rgb(0x76, 0x76, 0x76)), Some(454));
    assert_eq!(of(Color::Indexed(16), Color::Indexed(231)), Some(2100));
    assert_eq!(of(Color::Indexed(244), white), Some(395));
    assert_eq!(of(Color::Red, white), None);
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
