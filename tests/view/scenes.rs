//! Every scene as it is run, at three sizes.

use primviz::scene::{self, Scene};
use primviz::text::Lang;
use primviz::trace::Micros;
use primviz::view::Ui;
use primviz::view::theme::{Depth, Look};

use crate::common::paced::Paced;
use crate::{SIZES, draw, record, sample};

const SECOND: Micros = 1_000_000;

/// When a scene is looked at, and what the lecturer says before.
fn moment(scene: &str) -> (Micros, Option<(Micros, &'static str)>) {
    match scene {
        "toilet" => (6 * SECOND, None),
        "traffic-light" => (7 * SECOND, Some((6 * SECOND, "light.set()"))),
        "producer-consumer" => (8 * SECOND, None),
        "condition" => (9 * SECOND, Some((8 * SECOND, "ring(3)"))),
        _ => (20 * SECOND, None),
    }
}

pub fn run(scene: &Scene, variant: &str) -> Paced {
    let program = scene.variant(variant).expect("it is one of its variants");
    let mut run = Paced::new(&scene.name, program, 7);
    let (end, said) = moment(&scene.name);
    if let Some((when, statement)) = said {
        run.until(when);
        run.say(statement);
    }
    run.until(end);
    run
}

fn snapshot(scene: &Scene, variant: &str, (width, height): (u16, u16)) {
    let run = run(scene, variant);
    let now = run.now();
    let mut ui = Ui {
        listing: sample::listing(&run.model.hello.source),
        now,
        hints: sample::hints(),
        ..Ui::default()
    };
    let buf = draw(&run.model, &mut ui, now, (width, height));
    let name = if variant.is_empty() { "plain" } else { variant };
    let name = format!("scene_{}_{name}_{width}x{height}", scene.name);
    record(&name, &buf, ratatui::layout::Rect::ZERO, ui.look);
}

#[test]
fn every_scene_at_three_sizes() {
    for scene in scene::list() {
        for size in SIZES {
            snapshot(&scene, "", size);
        }
    }
}

/// Who holds and who waits, and whose each lock is, stands in the picture of a deadlock, whatever the terminal.
#[test]
fn a_deadlock_says_beside_its_circle_who_holds_and_who_waits() {
    let scenes = scene::list();
    let found = scenes.iter().find(|scene| scene.name == "deadlock");
    let run = run(found.expect("it is embedded"), "");
    for size in SIZES {
        for (ascii, depth) in [
            (false, Depth::default()),
            (false, Depth::None),
            (true, Depth::None),
        ] {
            let mut ui = Ui {
                look: Look {
                    ascii,
                    depth,
                    ..Look::default()
                },
                listing: sample::listing(&run.model.hello.source),
                now: run.now(),
                ..Ui::default()
            };
            let buf = draw(&run.model, &mut ui, run.now(), size);
            let place = primviz::view::stage_area(&run.model, &ui, *buf.area(), run.now());
            let stage: String = place
                .positions()
                .map(|position| buf[position].symbol())
                .collect();
            for (word, times) in [("holds", 2), ("waits", 2)] {
                let found = stage.matches(word).count();
                assert_eq!(found, times, "{word} at {size:?}, ascii {ascii}: {stage}");
            }
            for owner in ["1 Thread-1", "2 Thread-2"] {
                assert!(stage.contains(owner), "{owner} at {size:?}: {stage}");
            }
        }
    }
}

#[test]
fn every_variant_on_a_small_screen() {
    for scene in scene::list() {
        for variant in scene.variant_names().filter(|name| !name.is_empty()) {
            snapshot(&scene, variant, SIZES[0]);
        }
    }
}

/// The pictures that the five first scenes do not show, with a moment at which there is something to see.
const OTHERS: [(&str, &str, Micros); 9] = [
    ("barrier", "impatient", 6),
    ("readers-writers", "", 7),
    ("thread-pool", "", 6),
    ("tests/kinds/timer.py", "", 6),
    ("tests/kinds/pile.py", "", 5),
    ("tests/kinds/board.py", "", 5),
    ("tests/kinds/counter.py", "", 3),
    ("tests/kinds/pipe.py", "", 3),
    ("tests/kinds/mixture.py", "", 5),
];

/// In Chinese and without colours, and in English and letters alone.
#[test]
fn the_other_pictures_in_chinese_without_colours_and_in_ascii() {
    for (of, variant, end) in OTHERS {
        let scene = scene::find(of).unwrap();
        let mut run = Paced::new(&scene.name, scene.variant(variant).unwrap(), 7);
        run.until(end * SECOND);
        let now = run.now();
        for (suffix, lang, ascii, depth) in [
            ("zh_none", Lang::Zh, false, Depth::None),
            ("ascii", Lang::En, true, Depth::Ansi16),
        ] {
            let mut ui = Ui {
                lang,
                look: Look {
                    ascii,
                    depth,
                    ..Look::default()
                },
                listing: sample::listing(&run.model.hello.source),
                now,
                hints: sample::hints(),
                ..Ui::default()
            };
            let buf = draw(&run.model, &mut ui, now, SIZES[0]);
            let name = format!("picture_{}_{suffix}_80x24", scene.name);
            record(&name, &buf, ratatui::layout::Rect::ZERO, ui.look);
        }
    }
}
