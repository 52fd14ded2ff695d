//! A street and a track: who waits at the line, who passes, and in which order.

use std::collections::BTreeMap;

use ratatui::buffer::Cell;
use ratatui::layout::Rect;

use super::acts::{self, Run};
use super::rooms::film;
use super::{drawn, paint, set, ui};
use crate::model::Moment;
use crate::text::Lang;
use crate::trace::{Event, FailReason, ObjectId, Op, Site, SiteId, TaskId};
use crate::view::motion::{LEAVE, Point};
use crate::view::theme::Look;

const SIZES: [(u16, u16); 5] = [(60, 8), (80, 14), (70, 28), (80, 24), (134, 40)];

/// Where everybody is at a moment.
fn at(run: &Run, (width, height): (u16, u16), moment: Moment) -> BTreeMap<u32, Point> {
    let mut ui = ui(run, Look::default(), Lang::En);
    ui.now = moment;
    let area = Rect::new(0, 0, width, height);
    let (show, _, mut canvas) = set(area, &run.model, &ui, moment);
    let cast = paint(&mut canvas, &show).company.cast;
    let seen = cast.iter().filter(|figure| !figure.stand.hidden);
    seen.map(|figure| (figure.task.id.0, figure.at)).collect()
}

fn words(run: &Run, (width, height): (u16, u16)) -> String {
    let buffer = drawn(run, &ui(run, Look::default(), Lang::En), width, height);
    buffer.content().iter().map(Cell::symbol).collect()
}

/// A police car has waited long enough, and drives on.
fn overtaking() -> Run {
    let mut run = acts::street(4, 1);
    let police = TaskId(7);
    run.wait(400);
    run.fail(police, Op::Wait, ObjectId(0), FailReason::Timeout);
    run.wait(100);
    run.end(police);
    run
}

#[test]
fn films() {
    film("street_overtaking", &overtaking(), (80, 14), &[400]);
    let mut run = acts::street(4, 0);
    acts::street_green(&mut run, 4);
    film("street_green", &run, (80, 14), &[0]);
    run.wait(1_300);
    run.awake(TaskId(3));
    run.wait(100);
    run.end(TaskId(3));
    film("street_passing", &run, (80, 14), &[450]);
}

#[test]
fn whoever_waits_no_longer_overtakes_in_a_lane_of_its_own_and_is_seen_to_pass() {
    for size in SIZES.into_iter().filter(|(_, height)| *height > 8) {
        let run = overtaking();
        let police = 7;
        let waiting = at(&run, size, run.now);
        let cars: Vec<f32> = (3..7).map(|car| waiting[&car].y).collect();
        let mut last = waiting[&police].x;
        let crossing = waiting.values().fold(0.0, |most: f32, at| most.max(at.x));
        let mut passed = 0;
        for later in (0..LEAVE).step_by(50_000) {
            let Some(here) = at(&run, size, run.now + later).get(&police).copied() else {
                break;
            };
            assert!(
                here.x >= last && here.x - last < 12.0,
                "{size:?}: {last} {here:?}"
            );
            assert!(!cars.contains(&here.y), "{size:?}: {here:?} in {cars:?}");
            passed += usize::from(here.x > crossing);
            last = here.x;
        }
        assert!(passed >= 3, "{size:?}: seen {passed} times past the others");
    }
}

#[test]
fn cars_keep_their_order_and_their_lane_and_never_jump_at_green() {
    for size in SIZES.into_iter().filter(|(_, height)| *height > 8) {
        let waiting = acts::street(6, 0);
        let before = at(&waiting, size, waiting.now + 2_000_000);
        let mut run = acts::street(6, 0);
        acts::street_green(&mut run, 6);
        let set = run.now - 1_700_000;
        let mut last: Option<BTreeMap<u32, Point>> = None;
        for later in (0..8_000_000).step_by(50_000) {
            let here = at(&run, size, set + later);
            for car in 3..9 {
                assert!(
                    (here[&car].y - before[&car].y).abs() < 0.1,
                    "{size:?} {car}"
                );
                if let Some(last) = &last {
                    let (from, to) = (last[&car].x, here[&car].x);
                    assert!((from - to).abs() < 8.0, "{size:?} {car}: {from} to {to}");
                }
            }
            for one in 3..9 {
                for two in one + 1..9 {
                    let (a, b) = (here[&one], here[&two]);
                    assert!(
                        (a.y - b.y).abs() > 0.1 || (a.x - b.x).abs() >= 8.0,
                        "{size:?}: {one} and {two} at {later}"
                    );
                }
            }
            last = Some(here);
        }
    }
}

#[test]
fn the_ground_names_the_lines_that_put_a_thread_there() {
    let mut run = acts::street(4, 1);
    run.model.hello.source = "\n\nlight.wait()\nsleep(randint(3, 6))\nif light.is_set():\n".into();
    let file = run.model.hello.file.clone();
    for line in [3, 4, 5] {
        run.say(Event::Site(Site {
            site: SiteId(line - 3),
            file: file.clone(),
            line,
            function: "car".into(),
        }));
    }
    for size in SIZES.into_iter().filter(|(_, height)| *height > 8) {
        let words = words(&run, size);
        for call in ["light.wait()", "sleep(", "is_set()"] {
            assert!(words.contains(call), "{call} at {size:?}");
        }
        assert!(!words.contains("CLEAR"), "{size:?}");
    }
}

#[test]
fn an_arrival_moves_nobody_on_the_street() {
    for size in SIZES {
        let mut run = acts::street(4, 1);
        let before = at(&run, size, run.now + 2_000_000);
        let new = run.spawn("car 9", "car");
        run.want(new, Op::Wait, ObjectId(0), None);
        run.wait(600);
        let mut after = at(&run, size, run.now + 2_000_000);
        after.remove(&new.0);
        for (task, place) in before {
            let after = after.get(&task);
            assert!(
                after.is_none_or(|after| *after == place),
                "{task} at {size:?}"
            );
        }
    }
}

#[test]
fn whose_time_is_up_together_share_one_sign() {
    let mut run = acts::street(4, 4);
    run.wait(400);
    for police in 7..11 {
        run.fail(TaskId(police), Op::Wait, ObjectId(0), FailReason::Timeout);
    }
    for size in [(80, 14), (80, 24), (134, 40)] {
        let signs = words(&run, size).matches("time is up").count();
        assert_eq!(signs, 1, "{size:?}");
    }
}
