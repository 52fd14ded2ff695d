//! Every scene as it is run, at three sizes.

use primviz::scene::{self, Scene};
use primviz::trace::Micros;
use primviz::view::Ui;

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

fn run(scene: &Scene, variant: &str) -> Paced {
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

#[test]
fn every_variant_on_a_small_screen() {
    for scene in scene::list() {
        for variant in scene.variant_names().filter(|name| !name.is_empty()) {
            snapshot(&scene, variant, SIZES[0]);
        }
    }
}
