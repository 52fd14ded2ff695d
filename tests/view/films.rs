//! Films: each scene around one of its causes, as it is seen with beats. Who gives is lit, the arrow lands, whom it woke
//! takes it. A frame has the rows that are not as in the frame before, each with its styles.

use std::fmt::Write;

use primviz::model::{Cause, Model, Trigger};
use primviz::scene;
use primviz::trace::{Micros, Op};
use primviz::view::Ui;
use primviz::view::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::common::paced::Paced;
use crate::{draw, letter, sample, style_name};

const SECOND: Micros = 1_000_000;
const MILLISECOND: Micros = 1_000;
/// How long the run is held for a cause.
const GIVE: Micros = 1600 * MILLISECOND;

/// A scene, its variant, a seed with which it comes to the cause, what the lecturer says and when, and which cause it is.
struct Film {
    scene: &'static str,
    variant: &'static str,
    seed: u64,
    said: Option<(Micros, &'static str)>,
    cause: fn(&Cause) -> bool,
    name: &'static str,
}

const PLAIN: Film = Film {
    scene: "",
    variant: "",
    seed: 7,
    said: None,
    cause: Cause::wakes,
    name: "wake",
};

const FILMS: &[Film] = &[
    Film {
        scene: "toilet",
        ..PLAIN
    },
    Film {
        scene: "traffic-light",
        ..PLAIN
    },
    Film {
        scene: "traffic-light",
        cause: is_late,
        name: "timeout",
        ..PLAIN
    },
    Film {
        scene: "producer-consumer",
        ..PLAIN
    },
    Film {
        scene: "deadlock",
        ..PLAIN
    },
    Film {
        scene: "condition",
        said: Some((8 * SECOND, "ring(3)")),
        ..PLAIN
    },
    Film {
        scene: "readers-writers",
        ..PLAIN
    },
    Film {
        scene: "barrier",
        ..PLAIN
    },
    Film {
        scene: "barrier",
        variant: "impatient",
        cause: |cause| cause.trigger == Trigger::BreaksLate,
        name: "timeout",
        ..PLAIN
    },
    Film {
        scene: "thread-pool",
        ..PLAIN
    },
    Film {
        scene: "race",
        ..PLAIN
    },
    Film {
        scene: "philosophers",
        cause: |cause| cause.wakes() && cause.trigger == Trigger::Operation(Op::Release),
        ..PLAIN
    },
];

fn is_late(cause: &Cause) -> bool {
    cause.trigger == Trigger::Time
}

/// Frames as text: the rows of each that have changed, and a legend of all styles.
struct Reel {
    text: String,
    legend: Vec<Style>,
    rows: Vec<(String, String)>,
}

impl Reel {
    fn frame(&mut self, what: &str, buf: &Buffer) {
        let _ = writeln!(self.text, "== {what}");
        let area = *buf.area();
        self.rows.resize_with(area.height.into(), Default::default);
        for y in area.top()..area.bottom() {
            let (mut text, mut styles) = (String::new(), String::new());
            let mut skip = 0;
            for x in area.left()..area.right() {
                let cell = &buf[(x, y)];
                if skip == 0 {
                    text.push_str(cell.symbol());
                    skip = primviz::view::paint::width(cell.symbol()).max(1);
                }
                skip -= 1;
                let style = cell.style();
                let known = self.legend.iter().position(|other| *other == style);
                styles.push(letter(known.unwrap_or_else(|| {
                    self.legend.push(style);
                    self.legend.len() - 1
                })));
            }
            let row = (text.trim_end().to_owned(), styles);
            let before = &mut self.rows[usize::from(y)];
            if *before != row {
                let _ = writeln!(self.text, "{y:>2} {}\n   {}", row.0, row.1);
                *before = row;
            }
        }
    }

    fn finish(mut self, look: Look) -> String {
        for (index, style) in self.legend.iter().enumerate() {
            let _ = writeln!(self.text, "{}: {}", letter(index), style_name(*style, look));
        }
        self.text
    }
}

fn shoot(film: &Film) {
    let scene = scene::find(film.scene).unwrap();
    let variant = scene.variant(film.variant).unwrap();
    let mut run = Paced::new(&scene.name, variant, film.seed);
    if let Some((when, statement)) = film.said {
        run.until(when);
        run.say(statement);
    }
    let found = |model: &Model| {
        let mut newest = model.causes.iter().rev().take(2);
        newest.find(|cause| (film.cause)(cause)).cloned()
    };
    let seen = run.until_so(60 * SECOND, |model| found(model).is_some());
    let cause = found(&run.model).filter(|_| seen);
    let cause = cause.unwrap_or_else(|| panic!("{} has no such cause", film.scene));
    if is_late(&cause) {
        // Others whose time is up with it come within this time.
        run.until(run.now() + 50 * MILLISECOND);
    }
    let mut reel = Reel {
        text: String::new(),
        legend: Vec::new(),
        rows: Vec::new(),
    };
    let mut ui = Ui {
        listing: sample::listing(&run.model.hello.source),
        hints: sample::hints(),
        beats: true,
        ..Ui::default()
    };
    let mut take = |run: &Paced, what: &str, later: Micros| {
        ui.now = run.now();
        let buf = draw(&run.model, &mut ui, run.moment() + later, (80, 24));
        reel.frame(what, &buf);
    };
    let wakes = cause.wakes();
    take(&run, "given", 300 * MILLISECOND);
    if wakes {
        take(&run, "on its way", 800 * MILLISECOND);
    }
    take(&run, "landed", 1400 * MILLISECOND);
    run.hold(GIVE);
    if wakes {
        let settled = |model: &Model| {
            let now = model.causes.get(cause.number);
            now.is_none_or(Cause::is_settled)
        };
        assert!(run.until_so(run.now() + SECOND, settled), "{}", film.scene);
        take(&run, "taken", 250 * MILLISECOND);
    }
    run.until(run.now() + SECOND);
    take(&run, "a second later", 0);
    let name = format!("film_{}_{}", scene.name, film.name);
    let text = reel.finish(ui.look);
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn each_scene_around_a_cause() {
    for film in FILMS {
        shoot(film);
    }
}

#[test]
fn every_scene_has_a_film() {
    for scene in scene::list() {
        assert!(
            FILMS.iter().any(|film| film.scene == scene.name),
            "{}",
            scene.name
        );
    }
}
