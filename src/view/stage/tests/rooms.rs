//! Rooms in which things keep their places: stalls, seats, a book.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::acts::{self, Run};
use super::{drawn, dump, kinds, paint, parts, plan, set, ui};
use crate::text::Lang;
use crate::trace::{ObjectId, Op, Policy, TaskId};
use crate::view::motion::Point;
use crate::view::stage::cast::Stance;
use crate::view::theme::Look;
use ratatui::layout::Rect;

const SIZES: [(u16, u16); 5] = [(60, 8), (80, 14), (70, 28), (80, 24), (134, 40)];

/// Where everybody stands once it has come to rest, and who is small.
fn places(run: &Run, (width, height): (u16, u16)) -> BTreeMap<u32, (Point, Stance, bool)> {
    let ui = ui(run, Look::default(), Lang::En);
    let area = Rect::new(0, 0, width, height);
    let (show, _, mut canvas) = set(area, &run.model, &ui, run.now + 3_000_000);
    let cast = paint(&mut canvas, &show).company.cast;
    let seen = cast.iter().filter(|figure| !figure.stand.hidden);
    seen.map(|figure| {
        let stand = figure.stand;
        (figure.task.id.0, (stand.at, stand.stance, stand.small))
    })
    .collect()
}

/// A run at several moments, as milliseconds since the last record.
pub(super) fn film(name: &str, run: &Run, (width, height): (u16, u16), moments: &[u64]) {
    let mut reel = String::new();
    for &moment in moments {
        let mut run_then = ui(run, Look::default(), Lang::En);
        run_then.now = run.now + moment * 1_000;
        let area = Rect::new(0, 0, width, height);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        super::draw(&mut buffer, area, &run.model, &run_then, run_then.now);
        let below = parts(area, plan::scale(area, &run.model, &run_then), &run_then).1;
        let _ = writeln!(
            reel,
            "after {moment} ms\n{}",
            dump(&buffer, below, run_then.look)
        );
    }
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(format!("film_{name}"), reel);
    });
}

#[test]
fn films() {
    let mut run = acts::toilet(13, 3);
    acts::toilet_release(&mut run);
    run.wait(300);
    acts::toilet_enter(&mut run);
    film("toilet", &run, (80, 14), &[0, 150, 500]);
    film(
        "condition",
        &acts::condition(10, 3),
        (80, 14),
        &[0, 150, 500],
    );
    film(
        "readers",
        &kinds::reading_room(Policy::Fair, false),
        (80, 14),
        &[0],
    );
    film(
        "writer",
        &kinds::reading_room(Policy::Fair, true),
        (80, 14),
        &[0, 200],
    );
}

#[test]
fn a_release_too_many_builds_a_stall_and_moves_nobody() {
    for size in SIZES {
        let mut run = acts::toilet(9, 3);
        let before = places(&run, size);
        run.done(TaskId(1), Op::Release, ObjectId(0), |done| {
            done.left = Some(1);
        });
        run.wait(900);
        let after = places(&run, size);
        assert_eq!(before, after, "{size:?}");
    }
}

#[test]
fn whoever_is_in_a_stall_sits_there_and_has_its_letter() {
    for size in SIZES {
        let run = acts::toilet(9, 3);
        let all = places(&run, size);
        for holder in &run.model.object(ObjectId(0)).unwrap().holders {
            let (_, stance, _) = all[&holder.task.0];
            assert_eq!(stance, Stance::Sit, "{size:?}");
        }
        let buffer = drawn(&run, &ui(&run, Look::default(), Lang::En), size.0, size.1);
        let words: String = buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        for task in run.model.tasks.iter().filter(|task| !task.is_over()) {
            assert!(
                words.contains(task.glyph),
                "{} at {size:?}: {words}",
                task.name
            );
        }
    }
}

#[test]
fn a_patient_keeps_its_seat_until_it_goes() {
    for size in SIZES {
        let run = acts::condition(10, 0);
        let before = places(&run, size);
        let rung = acts::condition(10, 3);
        let after = places(&rung, size);
        let mut stayed = 0;
        for waiter in &rung.model.object(ObjectId(1)).unwrap().line.waiters {
            let task = waiter.task.0;
            if let (Some(before), Some(after)) = (before.get(&task), after.get(&task)) {
                assert_eq!(before, after, "{task} at {size:?}");
                stayed += 1;
            }
        }
        assert!(stayed >= 1, "{stayed} at {size:?}");
        // Those who were woken stand one behind the other before the door.
        let woken = [3, 4].map(|task| after.get(&task));
        if let [Some((first, ..)), Some((second, ..))] = woken {
            assert!(
                first.x > second.x && (first.y - second.y).abs() < 0.1,
                "{size:?}"
            );
        }
    }
}

#[test]
fn how_many_wait_is_said_at_every_size() {
    for size in SIZES {
        let run = acts::condition(10, 0);
        let buffer = drawn(&run, &ui(&run, Look::default(), Lang::En), size.0, size.1);
        let words: String = buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(words.contains("waiting"), "{size:?}");
    }
}

#[test]
fn who_reads_or_writes_stands_under_the_book_and_the_others_on_the_ground() {
    for size in SIZES {
        for writes in [false, true] {
            let run = kinds::reading_room(Policy::Fair, writes);
            let all = places(&run, size);
            let object = run.model.object(ObjectId(0)).unwrap();
            let holders = object.holders.iter().map(|holder| holder.task.0);
            let holders: Vec<u32> = holders.chain(object.owner.map(|owner| owner.0)).collect();
            assert_eq!(holders.len(), if writes { 1 } else { 2 });
            let inside: Vec<f32> = holders.iter().map(|task| all[task].0.x).collect();
            let outside = all.iter().filter(|(task, _)| !holders.contains(task));
            for (task, (at, ..)) in outside {
                assert!(inside.iter().all(|x| *x > at.x), "{task} at {size:?}");
            }
        }
    }
}
