//! A barrier that opens: all are seen to be there, the gate opens, they run a lap, the gate closes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;

use super::acts::{self, Run};
use super::{kinds, paint, set, ui};
use crate::text::Lang;
use crate::trace::{ObjectId, ObjectKind, Op, TaskId};
use crate::view::Ui;
use crate::view::motion::Point;
use crate::view::stage::{Moment, gate::meet, plan, shout};
use crate::view::theme::Look;

const GATE: ObjectId = ObjectId(0);
const SIZES: [(u16, u16); 5] = [(60, 11), (80, 14), (70, 28), (134, 34), (34, 20)];
const STEP: usize = 20_000;

/// All but one wait; the last one comes now, and all go on after so many milliseconds.
fn meets(parties: i64, scene: bool, held: u64) -> Run {
    let mut run = acts::barrier(parties, parties as usize - 1);
    if scene {
        run.model.hello.scene = Some(Box::new(crate::trace::SceneWords {
            picture: "gate".into(),
            ..crate::trace::SceneWords::default()
        }));
    }
    let others: Vec<TaskId> = (2..=parties as u32).map(TaskId).collect();
    let last = TaskId(parties as u32 + 1);
    run.awake(last);
    run.want(last, Op::Wait, GATE, None);
    run.done(last, Op::Wait, GATE, |done| {
        done.count = Some(parties - 1);
        done.woken.clone_from(&others);
    });
    run.wait(held);
    for (index, task) in others.iter().enumerate() {
        run.done(*task, Op::Wait, GATE, |done| {
            done.count = Some(index as i64);
        });
        run.sleep(*task, 4_000);
    }
    run.sleep(last, 4_000);
    run
}

fn a_ui(run: &Run, beats: bool) -> Ui {
    Ui {
        beats,
        ..ui(run, Look::default(), Lang::En)
    }
}

/// Where everybody is at a moment.
fn at(run: &Run, ui: &Ui, (width, height): (u16, u16), moment: Moment) -> BTreeMap<u32, Point> {
    let area = Rect::new(0, 0, width, height);
    let (show, _, mut canvas) = set(area, &run.model, ui, moment);
    let cast = paint(&mut canvas, &show).company.cast;
    let seen = cast.iter().filter(|figure| !figure.stand.hidden);
    seen.map(|figure| (figure.task.id.0, figure.at)).collect()
}

/// The gate's post.
fn post(run: &Run, ui: &Ui, (width, height): (u16, u16)) -> Point {
    let area = Rect::new(0, 0, width, height);
    let (show, _, canvas) = set(area, &run.model, ui, run.now);
    let (pictures, _) = plan::pictures(&show, canvas.width(), canvas.height());
    pictures[0].spot(&show, crate::model::Spot::Object(GATE, None))
}

fn band(run: &Run, ui: &Ui, moment: Moment) -> String {
    let area = Rect::new(0, 0, 80, 14);
    let (show, band, _) = set(area, &run.model, ui, moment);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    shout::draw(&mut buffer, band, &show);
    let cells = buffer.content().iter().map(Cell::symbol);
    cells.collect::<String>().replace(' ', "")
}

#[test]
fn all_are_seen_to_be_there_for_eight_tenths_of_a_second_though_the_program_goes_on() {
    for beats in [true, false] {
        let run = meets(5, true, 1);
        let ui = a_ui(&run, beats);
        let met = run.model.objects.iter().next().unwrap().meetings[0].moment;
        for size in SIZES {
            let places = at(&run, &ui, size, met + 500_000);
            assert_eq!(places.keys().filter(|task| **task > 1).count(), 5);
            for moment in (met + 400_000..met + 800_000).step_by(STEP) {
                assert_eq!(places, at(&run, &ui, size, moment), "{size:?} {beats}");
            }
        }
        for moment in (met..met + 800_000).step_by(STEP) {
            assert_eq!(band(&run, &ui, moment), "5/5GO", "{beats}");
        }
        assert_eq!(band(&run, &ui, met + 6_000_000), "start.n_waiting0/5");
    }
}

#[test]
fn nobody_is_under_the_bar_of_a_shut_gate_and_nobody_jumps() {
    for (scene, beats, parties) in [(true, true, 5), (true, false, 5), (false, false, 3)] {
        let run = meets(parties, scene, 300);
        let ui = a_ui(&run, beats);
        let object = run.model.objects.iter().next().unwrap();
        let met = object.meetings[0].moment;
        for size in SIZES {
            let post = post(&run, &ui, size);
            let mut before: Option<BTreeMap<u32, Point>> = None;
            let mut opened = false;
            for moment in (run.now.max(met)..met + 6_000_000).step_by(STEP) {
                let now = at(&run, &ui, size, moment);
                let open = meet::open(&run.model, object, &ui, moment, 0);
                opened |= open > 0.9;
                for (task, place) in now.iter().filter(|(task, _)| **task > 1) {
                    let before = before.as_ref().and_then(|before| before.get(task));
                    let far = before.map_or(0.0, |before| before.distance(*place));
                    assert!(
                        far < 5.0,
                        "{size:?}: {task} jumps by {far} at {}",
                        moment - met
                    );
                    let low = (place.y - post.y - 8.0).abs() < 3.0;
                    let under = low && (post.x - 6.0..post.x).contains(&place.x);
                    assert!(
                        open > 0.0 || !under || moment > met + 1_000_000,
                        "{size:?}: {task} {post:?} {now:?} {}",
                        moment - met
                    );
                }
                before = Some(now);
            }
            assert!(opened, "the gate opens");
            let rest = at(&run, &ui, size, met + 8_000_000);
            for (task, place) in rest.iter().filter(|(task, _)| **task > 1) {
                let low = (place.y - post.y - 8.0).abs() < 3.0;
                assert!(
                    !low || place.x < post.x - 4.0,
                    "{size:?}: {task} is not back"
                );
            }
            assert!(meet::open(&run.model, object, &ui, met + 8_000_000, 0) < 0.1);
        }
    }
}

#[test]
fn nobody_runs_before_its_wait_has_returned() {
    let mut run = meets(3, true, 1);
    // The others are held, as they are while somebody looks at them.
    run = {
        let mut held = acts::barrier(3, 2);
        held.model.hello.scene.clone_from(&run.model.hello.scene);
        let last = TaskId(4);
        held.awake(last);
        held.want(last, Op::Wait, GATE, None);
        held.done(last, Op::Wait, GATE, |done| {
            done.woken = vec![TaskId(2), TaskId(3)];
        });
        held
    };
    let ui = a_ui(&run, true);
    let there = at(&run, &ui, (80, 14), run.now + 1_000_000);
    let later = at(&run, &ui, (80, 14), run.now + 9_000_000);
    assert_eq!((there[&2], there[&3]), (later[&2], later[&3]));
    assert_ne!(there[&4], later[&4], "the last one does not wait");
}

#[test]
fn an_arrival_at_a_gate_moves_nobody_else() {
    for size in SIZES.into_iter().filter(|size| size.0 > 60) {
        let mut run = acts::barrier(6, 0);
        for comes in 2..7 {
            let ui = a_ui(&run, true);
            let before = at(&run, &ui, size, run.now + 3_000_000);
            run.awake(TaskId(comes));
            run.want(TaskId(comes), Op::Wait, GATE, None);
            run.wait(10);
            let after = at(&run, &ui, size, run.now + 3_000_000);
            for (task, place) in before.iter().filter(|(task, _)| **task != comes) {
                assert_eq!(
                    after.get(task),
                    Some(place),
                    "{size:?}: {task}, {comes} comes {before:?}"
                );
            }
        }
    }
}

#[test]
fn a_barrier_that_no_scene_dresses_says_its_count_itself_where_there_are_several() {
    let mut run = acts::barrier(3, 2);
    let mut new = run.new_object(ObjectKind::Barrier, "finish");
    new.parties = Some(4);
    run.add(new);
    let area = Rect::new(0, 0, 130, 30);
    let buffer = super::drawn(&run, &a_ui(&run, true), area.width, area.height);
    let words: String = buffer.content().iter().map(Cell::symbol).collect();
    for count in ["start Barrier(3) 2/3", "finish Barrier(4) 0/4"] {
        assert!(words.contains(count), "{count}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_population_of_a_gate_stands_in_its_own_way(
        width in 34u16..200, height in 8u16..60, parties in 1i64..40, waiting in 0usize..40,
        extra in 0usize..6, scene: bool,
    ) {
        let mut run = acts::barrier(parties, waiting.min(parties as usize - 1));
        for number in 0..extra {
            let task = run.spawn(&format!("more {number}"), "run");
            run.sleep(task, 3_000);
        }
        run.wait(600);
        if scene {
            run.model.hello.scene.clone_from(&meets(2, true, 1).model.hello.scene);
        }
        for run in [run, kinds::gate_broken(), kinds::gate_open()] {
            let ui = a_ui(&run, true);
            let area = Rect::new(0, 0, width, height);
            let census = crate::view::stage::census(area, &run.model, &ui, run.now + 8_000_000);
            let faults = census.faults();
            prop_assert!(faults.is_empty(), "{faults:#?}");
        }
    }
}
