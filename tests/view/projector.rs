//! The screen for a projector: who woke whom, why, and where in the program, at any size.

use primviz::model::Verdict;
use primviz::scene;
use primviz::text::{self, Lang, Texts};
use primviz::view::Ui;
use primviz::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::common::paced::Paced;
use crate::scenes::run;
use crate::{draw, record, sample};

const SIZES: [(u16, u16); 5] = [(60, 18), (80, 24), (80, 40), (120, 40), (200, 60)];

fn ui(run: &Paced, lang: Lang) -> Ui {
    let mut ui = Ui {
        listing: sample::listing(&run.model.hello.source),
        now: run.now(),
        hints: sample::hints(),
        lang,
        ..Ui::default()
    };
    ui.toggle_projector();
    ui
}

/// Everything in an area, without blanks: a sentence may go on in the next row.
fn letters(buf: &Buffer) -> String {
    let cells = buf.content().iter().map(ratatui::buffer::Cell::symbol);
    cells.flat_map(str::chars).filter(|c| *c != ' ').collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_sentence_of_the_last_cause_and_its_line_stand_whole_at_every_size() {
    let mut causes = 0;
    for scene in scene::list() {
        let run = run(&scene, "");
        let Some(cause) = run.model.causes.last() else {
            continue;
        };
        if matches!(run.model.verdict, Verdict::Deadlock(_)) {
            continue;
        }
        causes += 1;
        for lang in [Lang::En, Lang::Zh] {
            for size in SIZES {
                let mut ui = ui(&run, lang);
                let buf = draw(&run.model, &mut ui, run.now(), size);
                let shown = letters(&buf);
                let told = text::cause(Texts::of(lang), &run.model, cause);
                let what = format!("{} {lang:?} {size:?}", scene.name);
                assert!(shown.contains(&squeezed(&told)), "{what}: {told}\n{shown}");
                // A pool's own code is nobody's program.
                if let Some(line) = cause.line {
                    let code = &ui.listing.lines[line as usize - 1].text;
                    assert!(shown.contains(&squeezed(code)), "{what}: {code}");
                }
                assert!(!shown.contains(&squeezed("space pause")), "{what}");
            }
        }
    }
    assert!(causes > 5, "{causes} scenes only");
}

#[test]
fn a_circle_is_told_to_its_end() {
    let scene = scene::list()
        .into_iter()
        .find(|scene| scene.name == "deadlock");
    let run = run(&scene.expect("it is one of ours"), "");
    assert!(matches!(run.model.verdict, Verdict::Deadlock(_)));
    for lang in [Lang::En, Lang::Zh] {
        for size in SIZES {
            let mut ui = ui(&run, lang);
            let shown = letters(&draw(&run.model, &mut ui, run.now(), size));
            let told = text::verdict(Texts::of(lang), &run.model, &run.model.verdict, false);
            assert!(
                shown.contains(&squeezed(&told)),
                "{lang:?} {size:?}: {told}\n{shown}"
            );
        }
    }
}

#[test]
fn what_is_said_takes_no_row_from_the_stage() {
    for scene in scene::list() {
        let run = run(&scene, "");
        for (width, height) in SIZES {
            let area = Rect::new(0, 0, width, height);
            let moment = run.now();
            let stage = |lang| primviz::view::stage_area(&run.model, &ui(&run, lang), area, moment);
            let (en, zh) = (stage(Lang::En), stage(Lang::Zh));
            assert!(
                en.width == width && 2 * en.height >= height,
                "{} {area:?} {en:?}",
                scene.name
            );
            assert_eq!(en, zh, "{}", scene.name);
        }
    }
}

#[test]
fn pictures_of_a_projector() {
    for scene in scene::list() {
        let run = run(&scene, "");
        let mut ui = ui(&run, Lang::En);
        let buf = draw(&run.model, &mut ui, run.now(), (80, 24));
        let name = format!("projector_{}_80x24", scene.name);
        record(&name, &buf, Rect::ZERO, ui.look);
    }
}

#[test]
fn the_key_makes_the_dark_theme_one_of_high_contrast_and_back() {
    let mut ui = Ui::default();
    ui.toggle_projector();
    assert_eq!(ui.look.theme.name, "contrast");
    ui.toggle_projector();
    assert_eq!(ui.look.theme, Theme::dark());
}
