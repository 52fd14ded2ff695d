//! The two rows under the title: which cause stands there, what drives it away, and that it fits.

use primviz::model::{Cause, Verdict};
use primviz::scene;
use primviz::text::{Lang, Texts};
use primviz::trace::{Ending, Event, Micros, ObjectKind, Op, TaskId, TaskKind};
use primviz::view::Ui;
use ratatui::buffer::Buffer;

use crate::common::paced::Paced;
use crate::sample::{self, Tale};
use crate::{draw, frame};

const SECOND: Micros = 1_000_000;

fn row(buf: &Buffer, row: u16) -> String {
    let cells = (0..buf.area().width).map(|x| buf[(x, row)].symbol());
    cells.collect::<String>().trim_end().to_owned()
}

/// Visitors who wait for a permit, numbered from 1.
fn queue() -> Tale {
    let mut tale = Tale::of(&sample::find("toilet"), "");
    tale.make(0, ObjectKind::Semaphore, "stalls", Some(3));
    for task in 2..12 {
        let name = format!("visitor {}", task - 1);
        tale.spawn(task, Some(0), &name, "visit", TaskKind::Thread);
        tale.want(task, Op::Acquire, Some(0), None);
        if task < 5 {
            tale.done(task, Op::Acquire, Some(0), |done| {
                done.left = Some(4 - i64::from(task));
            });
        }
    }
    tale
}

/// A visitor comes out, and another goes in.
fn handed(tale: &mut Tale, from: u32, to: u32) {
    tale.done(from, Op::Release, Some(0), |done| {
        done.left = Some(1);
        done.woken = vec![TaskId(to)];
    });
    tale.done(to, Op::Acquire, Some(0), |done| done.left = Some(0));
}

#[test]
fn the_newest_cause_stands_there_and_those_that_nobody_could_read_are_counted() {
    let mut tale = queue();
    for (from, to) in [(2, 5), (3, 6), (4, 7), (5, 8)] {
        tale.pass(300);
        handed(&mut tale, from, to);
    }
    for (beats, speed, passed) in [
        (false, 1.0, true),
        (true, 2.0, true),
        (false, 10.0, true),
        (true, 1.0, false),
    ] {
        let mut ui = Ui {
            beats,
            speed,
            ..tale.ui()
        };
        let buf = frame(&tale, &mut ui, 80, 24);
        let now = row(&buf, 1);
        assert!(now.contains("visitor 4 stalls.release()"), "{now}");
        assert!(row(&buf, 2).contains("before:"), "{}", row(&buf, 2));
        // The one before it is there to be read.
        let counted = now.contains("(2 more before it)");
        assert_eq!(counted, passed, "beats {beats} at {speed}: {now}");
    }
    // One that comes alone has passed nobody over.
    tale.pass(2_000);
    handed(&mut tale, 6, 9);
    let mut ui = Ui {
        beats: false,
        ..tale.ui()
    };
    let now = row(&frame(&tale, &mut ui, 80, 24), 1);
    assert!(
        now.contains("visitor 5 stalls.release()") && !now.contains("more"),
        "{now}"
    );
}

#[test]
fn only_a_cause_drives_a_cause_away() {
    let mut tale = queue();
    tale.pass(300);
    handed(&mut tale, 2, 5);
    let mut ui = tale.ui();
    ui.beats = false;
    let stood = row(&frame(&tale, &mut ui, 80, 24), 1);
    assert!(stood.contains("visitor 1 stalls.release()"), "{stood}");
    tale.pass(10_000);
    tale.out(2, "visitor 1 comes out\n");
    tale.spawn(12, Some(0), "visitor 11", "visit", TaskKind::Thread);
    tale.at(12, 16);
    tale.want(12, Op::Acquire, Some(0), None);
    tale.want(3, Op::Sleep, None, Some(1_000_000));
    tale.tell(Event::End {
        task: TaskId(2),
        how: Ending::Returned,
    });
    // A permit that nobody waits for wakes nobody.
    tale.done(4, Op::Release, Some(0), |done| done.left = Some(1));
    tale.pass(10_000);
    ui.now = tale.time;
    assert_eq!(row(&frame(&tale, &mut ui, 80, 24), 1), stood);
}

/// Every cause of every scene, told to its end, on the least screen there is and in both languages.
#[test]
fn every_cause_of_every_scene_fits_the_smallest_screen() {
    for scene in scene::list() {
        for variant in &scene.variants {
            let mut run = Paced::new(&scene.name, variant, 7);
            let mut seen = 0;
            let said: &[_] = match scene.name.as_str() {
                "condition" => &[(5 * SECOND, "ring(3)"), (12 * SECOND, "ring_for_all()")],
                "traffic-light" => &[(2 * SECOND, "light.set()")],
                _ => &[],
            };
            for (when, statement) in said.iter().copied().chain([(25 * SECOND, "")]) {
                loop {
                    let more = run.until_so(when, |model| model.causes.count() > seen);
                    if !more {
                        break;
                    }
                    seen = run.model.causes.count();
                    run.until_so(when, |model| {
                        let last = model.causes.last();
                        model.causes.count() > seen || last.is_none_or(Cause::is_settled)
                    });
                    fits(&run, &format!("{} {}", scene.name, variant.name));
                }
                run.until(when);
                if !statement.is_empty() {
                    run.say(statement);
                }
            }
        }
    }
}

/// Nothing of the newest cause is cut off.
fn fits(run: &Paced, what: &str) {
    for (lang, beats) in [
        (Lang::En, true),
        (Lang::Zh, true),
        (Lang::En, false),
        (Lang::Zh, false),
    ] {
        let mut ui = Ui {
            lang,
            beats,
            listing: sample::listing(&run.model.hello.source),
            now: run.now(),
            ..Ui::default()
        };
        let moment = run.moment() + 10 * SECOND;
        let now = row(&draw(&run.model, &mut ui, moment, (60, 18)), 1);
        assert!(!now.contains('…'), "{what}: {now}");
    }
}

/// The screen of a run as it is by now, 24 rows high.
fn drawn(run: &Paced, lang: Lang, width: u16) -> Buffer {
    let mut ui = Ui {
        listing: sample::listing(&run.model.hello.source),
        lang,
        now: run.now(),
        ..Ui::default()
    };
    draw(&run.model, &mut ui, run.now(), (width, 24))
}

#[test]
fn what_to_press_is_whole_where_a_program_without_a_scene_has_come_to_a_stand() {
    let scene = scene::find("tests/kinds/circle.py").unwrap();
    let mut run = Paced::new(&scene.name, scene.variant("").unwrap(), 7);
    run.until(9 * SECOND);
    assert!(matches!(run.model.verdict, Verdict::Deadlock(_)));
    for lang in [Lang::En, Lang::Zh] {
        let sentence = Texts::of(lang).get("headline.end_deadlock");
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        for width in [60, 80, 120] {
            let buf = drawn(&run, lang, width);
            let rows = format!("{}{}", row(&buf, 1), row(&buf, 2));
            assert!(
                letters(&rows).contains(&letters(sentence)),
                "{width}: {rows}"
            );
        }
    }
}

/// Nobody can go on: that is the news, and the last cause is what was before.
#[test]
fn where_nobody_can_go_on_that_stands_in_the_headline_and_no_cause_as_the_newest() {
    let scene = scene::find("deadlock").unwrap();
    let mut run = Paced::new(&scene.name, scene.variant("").unwrap(), 7);
    run.until(60 * SECOND);
    assert!(matches!(run.model.verdict, Verdict::Deadlock(_)));
    assert!(run.model.causes.last().is_some());
    for lang in [Lang::En, Lang::Zh] {
        let texts = Texts::of(lang);
        let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        for width in [60, 80, 120] {
            let buf = drawn(&run, lang, width);
            let first = letters(&row(&buf, 1));
            let word = letters(texts.get("shout.deadlock"));
            let before = letters(texts.get("headline.previous"));
            assert!(
                first.starts_with(&format!("×{word}{before}")),
                "{width}: {first}"
            );
        }
    }
}
