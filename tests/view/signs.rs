//! Whatever stands on the screen for something is in the table of signs, which the legend of the help has.

use std::collections::BTreeSet;

use primviz::text::Lang;
use primviz::view::mark::{Mark, mark};
use primviz::view::theme::Look;
use primviz::view::ui::{Overlay, Ui};

use super::{SIZES, frame, sample, views};

/// Lines, frames and what pixels are made of.
fn is_drawing(c: char) -> bool {
    ('\u{2500}'..='\u{259f}').contains(&c)
}

#[test]
fn every_sign_of_a_frame_is_in_the_table() {
    let look = Look::default();
    let known: BTreeSet<char> = Mark::ALL
        .into_iter()
        .flat_map(|sign| mark(look, sign).chars())
        .collect();
    for (name, tale, mut ui) in views() {
        for (width, height) in SIZES {
            let buf = frame(&tale, &mut ui, width, height);
            for cell in buf.content() {
                for c in cell.symbol().chars() {
                    let plain = c.is_ascii() || c.is_alphanumeric() || is_drawing(c);
                    let wide = primviz::view::paint::char_width(c) == 2;
                    let quotes = "“”‘’—".contains(c);
                    assert!(
                        plain || wide || quotes || known.contains(&c),
                        "{name} {width}x{height}: {c:?} is not in the table"
                    );
                }
            }
        }
    }
}

#[test]
fn the_help_has_every_sign_in_both_languages_and_scrolls_to_it() {
    for lang in [Lang::En, Lang::Zh] {
        for size in SIZES {
            let tale = sample::traffic();
            let mut seen = String::new();
            for down in 0..80 {
                let mut ui = Ui {
                    lang,
                    overlay: Overlay::Help,
                    back: -down,
                    ..tale.ui()
                };
                let buf = frame(&tale, &mut ui, size.0, size.1);
                if ui.back != -down {
                    break;
                }
                seen.extend(buf.content().iter().map(ratatui::buffer::Cell::symbol));
            }
            for sign in Mark::ALL {
                let sign = mark(Look::default(), sign);
                assert!(seen.contains(sign), "{lang:?} {size:?}: {sign}");
            }
            let first = if lang == Lang::En {
                "about to try again"
            } else {
                "将再试一次"
            };
            assert!(
                seen.replace(' ', "").contains(&first.replace(' ', "")),
                "{size:?}"
            );
        }
    }
}
