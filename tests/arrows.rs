//! Who woke whom is seen: in every scene and variant, at three sizes, an arrow's head is right beside whom a wake has
//! reached, before everything else, on no other figure and on no words.

mod common;

use common::paced::Paced;
use primviz::model::{Cause, Model};
use primviz::scene::{self, Variant};
use primviz::text::Lang;
use primviz::trace::Micros;
use primviz::view::canvas::Patch;
use primviz::view::theme::{Look, Role};
use primviz::view::{self, Ui, stage};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SECOND: Micros = 1_000_000;
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
/// How long a scene is looked at.
const LONG: Micros = 20 * SECOND;
/// How many wakes of a run are looked at.
const MOST: u64 = 9;

/// What the lecturer says, so that somebody is woken.
fn said(scene: &str) -> &'static [(Micros, &'static str)] {
    match scene {
        "condition" => &[
            (4 * SECOND, "ring(3)"),
            (5 * SECOND, "ring()"),
            (6 * SECOND, "ring_for_all()"),
            (12 * SECOND, "ring(2)"),
        ],
        "toilet" => &[(SECOND, "stalls.release()"), (2 * SECOND, "arrive()")],
        "traffic-light" => &[
            (3 * SECOND, "light.set()"),
            (9 * SECOND, "light.clear()"),
            (14 * SECOND, "light.set()"),
        ],
        "producer-consumer" => &[
            (SECOND, "hire(eater)"),
            (2 * SECOND, "hire(eater)"),
            (3 * SECOND, "hire(cook)"),
        ],
        _ => &[],
    }
}

/// What is wrong with the picture of the newest cause once its arrows have landed. Each cause is seen at all sizes, each
/// time in another look, so that three causes show all of them.
fn faults(run: &Paced, cause: &Cause, what: &str, wrong: &mut Vec<String>) -> usize {
    let mut seen = 0;
    let looks = [(Lang::En, false), (Lang::Zh, false), (Lang::En, true)];
    let first = cause.number as usize;
    for (at, (width, height)) in SIZES.into_iter().enumerate() {
        let (lang, ascii) = looks[(first + at) % looks.len()];
        let mut ui = Ui {
            now: run.now(),
            lang,
            look: Look {
                ascii,
                ..Look::default()
            },
            ..Ui::default()
        };
        let moment = cause.moment + 2 * stage::BEAT - 1_000;
        let area = Rect::new(0, 0, width, height);
        view::settle(&run.model, &mut ui, area, moment);
        let area = view::stage_area(&run.model, &ui, area, moment);
        let census = stage::census(area, &run.model, &ui, moment);
        let mut buffer = Buffer::empty(area);
        stage::draw(&mut buffer, area, &run.model, &ui, moment);
        let mut tell = |fault: String| {
            wrong.push(format!(
                "{what} at {width}x{height} {lang:?} {ascii}: {fault}"
            ));
        };
        census.astray().into_iter().for_each(&mut tell);
        let rows = i32::from(area.height) - census.size.1;
        for effect in &cause.effects {
            let task = effect.actor.task;
            let there = census.here.iter().any(|(other, _)| *other == task);
            if !there {
                continue;
            }
            let head = census.heads.iter().find(|(other, _)| *other == task);
            match head {
                Some((_, head)) if is_seen(&buffer, *head, rows, &ui) => seen += 1,
                Some((_, head)) => tell(format!("the head for #{} is covered: {head:?}", task.0)),
                None => tell(format!("no head for #{}", task.0)),
            }
        }
    }
    seen
}

/// Whether most of a head's cells have its colour.
fn is_seen(buffer: &Buffer, head: Patch, rows: i32, ui: &Ui) -> bool {
    let gold = ui.look.color(Role::Gold);
    let (mut all, mut golden) = (0, 0);
    for row in head.top..head.bottom {
        for column in head.left..head.right {
            let area = buffer.area();
            let cell = &buffer[(area.x + column as u16, area.y + (row + rows) as u16)];
            all += 1;
            golden += usize::from(cell.fg == gold || cell.bg == gold);
        }
    }
    2 * golden >= all
}

fn watch(name: &str, scene: &str, program: &Variant, wrong: &mut Vec<String>) -> usize {
    let mut seen = 0;
    for seed in [3, 11] {
        let mut run = Paced::new(name, program, seed);
        let mut said = said(scene).iter().peekable();
        let (mut known, mut wakes) = (0, 0);
        while wakes < MOST {
            let end = said.peek().map_or(LONG, |(when, _)| *when);
            let fresh = move |model: &Model| model.causes.count() > known;
            if run.until_so(end, fresh) {
                known = run.model.causes.count();
                let cause = run.model.causes.last().unwrap().clone();
                if cause.wakes() {
                    wakes += 1;
                    let what = format!("{name} (seed {seed}) cause {}", cause.number);
                    seen += faults(&run, &cause, &what, wrong);
                    run.hold(2 * stage::BEAT);
                }
            } else if let Some((_, statement)) = said.next() {
                run.until(end);
                run.say(statement);
            } else {
                break;
            }
        }
    }
    seen
}

#[test]
fn whom_a_wake_reaches_has_an_arrows_head_beside_it() {
    let mut wrong = Vec::new();
    for scene in scene::list() {
        let mut seen = 0;
        for program in &scene.variants {
            let name = format!("{} {}", scene.name, program.name);
            seen += watch(&name, &scene.name, program, &mut wrong);
        }
        assert!(seen > 0, "nobody is woken in {}", scene.name);
    }
    let shown: Vec<&str> = wrong.iter().take(60).map(String::as_str).collect();
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}
