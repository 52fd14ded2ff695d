//! Nobody stands inside another, before words, or half outside, and nobody is hidden without being counted: in every
//! scene, in the notes' programs, at every size, whenever one stops.

mod common;

use common::paced::Paced;
use primviz::scene::{self, Variant};
use primviz::text::Lang;
use primviz::trace::Micros;
use primviz::view::theme::Look;
use primviz::view::ui::Pane;
use primviz::view::{self, Ui, stage};
use ratatui::layout::Rect;

const SECOND: Micros = 1_000_000;
const SIZES: [(u16, u16); 9] = [
    (60, 18),
    (80, 24),
    (80, 40),
    (100, 30),
    (104, 32),
    (120, 40),
    (160, 45),
    (200, 60),
    (240, 70),
];

/// Programs with no more people than a picture of 120 columns has room for, beside all scenes.
const ROOMY: [&str; 2] = ["12_", "18_"];

/// Languages, in letters or not, for a projector or not.
const LOOKS: [(Lang, bool, bool); 3] = [
    (Lang::En, false, false),
    (Lang::Zh, false, true),
    (Lang::En, true, false),
];

/// The stage of a run three seconds on, when everything has come to rest, and who stands on it.
fn seen(run: &Paced, ui: &mut Ui, (width, height): (u16, u16)) -> (Rect, stage::Census) {
    let moment = run.model.moment + 3 * SECOND;
    let area = Rect::new(0, 0, width, height);
    view::settle(&run.model, ui, area, moment);
    let area = view::stage_area(&run.model, ui, area, moment);
    let census = stage::census(area, &run.model, ui, moment);
    (area, census)
}

/// What is wrong with a run's picture now, once everything has come to rest: at all sizes, each in one of the looks, so
/// that three pictures in a row show each size in all of them.
fn faults(run: &Paced, look: usize, what: &str, wrong: &mut Vec<String>) {
    let scene = scene::list()
        .iter()
        .any(|scene| what.starts_with(&scene.name));
    for (at, (width, height)) in SIZES.into_iter().enumerate() {
        let (lang, ascii, projector) = LOOKS[(look + at) % LOOKS.len()];
        let mut ui = Ui {
            now: run.now(),
            lang,
            projector,
            look: Look {
                ascii,
                ..Look::default()
            },
            run: view::ui::Run::Paused,
            ..Ui::default()
        };
        let (_, census) = seen(run, &mut ui, (width, height));
        for fault in census.faults() {
            wrong.push(format!(
                "{what} at {width}x{height} {lang:?} {ascii}: {fault}"
            ));
        }
        let roomy = width == 120
            && !projector
            && (scene || ROOMY.iter().any(|name| what.starts_with(name)));
        if roomy && census.shrunk + census.summed > 0 {
            let (shrunk, summed) = (census.shrunk, census.summed);
            wrong.push(format!(
                "{what} at {width}x{height} {lang:?} {ascii}: {shrunk} shrunk, {summed} summed up"
            ));
        }
        // A small one has room for a scene's own people; the one whom the lecturer adds to ten may be summed up.
        // So may the last of those whom readers keep outside.
        let crowded = ["deadlock", "readers-writers readers-first"];
        let added = usize::from(crowded.iter().any(|name| what.starts_with(name)));
        if scene && width == 80 && !projector && census.summed > added {
            let summed = census.summed;
            wrong.push(format!(
                "{what} at {width}x{height} {lang:?} {ascii}: {summed} summed up"
            ));
        }
    }
}

fn watch(
    name: &str,
    program: &Variant,
    said: &[(Micros, &str)],
    times: &[Micros],
    wrong: &mut Vec<String>,
) {
    for seed in [3, 11] {
        let mut run = Paced::new(name, program, seed);
        let mut said = said.iter().copied().peekable();
        for (look, &time) in times.iter().enumerate() {
            while let Some((_, statement)) = said.next_if(|(when, _)| *when <= time) {
                run.say(statement);
            }
            run.until(time);
            faults(
                &run,
                look,
                &format!("{name} (seed {seed}) after {time} us"),
                wrong,
            );
        }
    }
}

/// Often at the beginning, when all arrive, and then in steps that fall together with nothing.
fn times() -> Vec<Micros> {
    let early = (1..30).map(|step| step * 130_000);
    let late = (0..16).map(|step| 4 * SECOND + step * 1_170_000);
    early.chain(late).collect()
}

fn tell(wrong: &[String]) {
    let shown: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}

#[test]
fn nobody_stands_in_the_way_in_any_scene_or_variant() {
    let mut wrong = Vec::new();
    for scene in scene::list() {
        for program in &scene.variants {
            let said: &[(Micros, &str)] = match scene.name.as_str() {
                "condition" => &[
                    (4 * SECOND, "ring(3)"),
                    (4 * SECOND + 1_170_000, "ring_for_all()"),
                ],
                "toilet" => &[(SECOND, "stalls.release()"), (2 * SECOND, "arrive()")],
                "traffic-light" => &[(3 * SECOND, "light.set()"), (9 * SECOND, "light.clear()")],
                "producer-consumer" => &[
                    (SECOND, "hire(eater)"),
                    (2 * SECOND, "hire(eater)"),
                    (3 * SECOND, "hire(cook)"),
                ],
                _ => &[(SECOND, "Worker().start()")],
            };
            let name = format!("{} {}", scene.name, program.name);
            watch(&name, program, said, &times(), &mut wrong);
        }
    }
    tell(&wrong);
}

#[test]
fn readers_and_writers_keep_their_size_through_a_run() {
    let scene = scene::list();
    let scene = scene.iter().find(|scene| scene.name == "readers-writers");
    let mut wrong = Vec::new();
    for program in &scene.unwrap().variants {
        let mut run = Paced::new(&program.name, program, 3);
        let mut small = [None; SIZES.len()];
        for time in times() {
            run.until(time);
            // There is no reading room yet.
            if run.model.objects.iter().next().is_none() {
                continue;
            }
            for (&(width, height), small) in SIZES.iter().zip(&mut small) {
                let ui = Ui {
                    now: run.now(),
                    ..Ui::default()
                };
                let moment = run.model.moment + 3 * SECOND;
                let area = Rect::new(0, 0, width, height);
                let area = view::stage_area(&run.model, &ui, area, moment);
                let (small_ones, large_ones) = stage::census(area, &run.model, &ui, moment).sizes;
                let what = format!("{} at {width}x{height} after {time} us", program.name);
                if small_ones > 0 && large_ones > 0 {
                    wrong.push(format!("{what}: {small_ones} small, {large_ones} large"));
                } else if small_ones + large_ones > 0 {
                    let now = small_ones > 0;
                    if *small.get_or_insert(now) != now {
                        wrong.push(format!("{what}: all small {now}"));
                    }
                }
            }
        }
    }
    tell(&wrong);
}

#[test]
fn nobody_stands_in_the_way_in_the_notes_programs() {
    let names = [
        "12_mp_joinablequeue.py",
        "13_mp_joinablequeue_producer_process.py",
        "18_mp_semaphore_toilet.py",
        "19b_mp_event_traffic_cars.py",
        "33_race_no_lock.py",
        "35_deadlock.py",
        "36_rlock_remedy.py",
        "37_thread_semaphore.py",
        "42_condition_notify.py",
        "43_condition_wait_for.py",
        "44_timer.py",
        "45_queue_fifo.py",
        "46_queue_lifo.py",
        "47_queue_priority.py",
    ];
    let mut wrong = Vec::new();
    for name in names {
        let Some(path) = common::note(name) else {
            continue;
        };
        let scene = scene::find(&path).unwrap();
        watch(name, scene.plain(), &[], &times(), &mut wrong);
    }
    tell(&wrong);
}

/// What a run's stage is like at a size: where it is, and how large its figures are.
fn place(run: &Paced, pane: Pane, (width, height): (u16, u16), moment: Micros) -> (Rect, u16) {
    let mut ui = Ui {
        now: run.now(),
        pane,
        run: view::ui::Run::Paused,
        ..Ui::default()
    };
    let area = Rect::new(0, 0, width, height);
    view::settle(&run.model, &mut ui, area, moment);
    let area = view::stage_area(&run.model, &ui, area, moment);
    (area, stage::scale(area, &run.model, &ui))
}

#[test]
fn neither_focus_nor_what_is_said_moves_the_stage_or_changes_its_scale() {
    let mut wrong = Vec::new();
    for scene in scene::list() {
        for program in &scene.variants {
            let name = format!("{} {}", scene.name, program.name);
            let mut run = Paced::new(&name, program, 3);
            let mut first = [None; SIZES.len()];
            for time in (0..40).map(|step| step * 700_000 + 1) {
                run.until(time);
                for (size, first) in SIZES.iter().zip(&mut first) {
                    // Where there is no room for both, another pane takes the place of the stage.
                    let full = size.0 >= 104 && size.1 >= 32;
                    let panes = [
                        Pane::Stage,
                        Pane::Code,
                        Pane::Threads,
                        Pane::Log,
                        Pane::Output,
                    ];
                    for pane in panes.into_iter().take(if full { 5 } else { 1 }) {
                        for later in [0, 3 * SECOND] {
                            let there = place(&run, pane, *size, run.model.moment + later);
                            let known = *first.get_or_insert(there);
                            if there != known {
                                wrong.push(format!("{name} at {size:?} after {time} with {pane:?}: {known:?} becomes {there:?}"));
                            }
                        }
                    }
                }
            }
        }
    }
    tell(&wrong);
}

/// A room: the scene whose picture it is, and what stands in its program for how many come.
type Room = (&'static str, &'static [(&'static str, &'static str)]);

const ROOMS: [Room; 10] = [
    ("toilet", &[("range(13)", "range({n})")]),
    (
        "traffic-light",
        &[("[car, car, police] * 5", "([car, car, police] * 20)[:{n}]")],
    ),
    ("producer-consumer", &[("range(3)", "range({n})")]),
    ("deadlock", &[("range(10)", "range({n})")]),
    ("condition", &[("range(10)", "range({n})")]),
    ("readers-writers", &[("range(5)", "range({n})")]),
    (
        "barrier",
        &[
            ("Barrier(5)", "Barrier({n})"),
            ("range(1, 6)", "range(1, {n} + 1)"),
        ],
    ),
    (
        "thread-pool",
        &[
            ("Executor(3", "Executor({n}"),
            (
                "orders = [2, 4, 1, 3, 2, 1, 3, 2]",
                "orders = [2, 4, 1, 3, 2, 1, 3, 2] * 8",
            ),
        ],
    ),
    ("race", &[("range(1, 5)", "range(1, {n} + 1)")]),
    (
        "philosophers",
        &[
            (
                "    'Aristotle', 'Buddha', 'Confucius',\n    'Descartes', 'Epicurus',\n",
                "    f'thinker {i}' for i in range({n})\n",
            ),
            ("% 5", "% {n}"),
        ],
    ),
];

/// A room's program for so many.
fn crowd((scene, changes): Room, count: usize) -> Variant {
    let scene = scene::find(scene).unwrap();
    let mut program = scene.plain().clone();
    let mut source = program.source.to_string();
    for (from, to) in changes {
        assert!(source.contains(from), "{}: {from}", scene.name);
        source = source.replace(from, &to.replace("{n}", &count.to_string()));
    }
    program.source = source.into();
    program
}

#[test]
fn nobody_stands_in_the_way_or_in_the_air_in_any_room_however_many_come() {
    let mut wrong = Vec::new();
    for room in ROOMS {
        for count in [1, 2, 3, 4, 6, 9, 13, 20, 21, 30, 45, 60] {
            let program = crowd(room, count);
            let mut run = Paced::new(room.0, &program, 3);
            let mut scales = [None; SIZES.len()];
            for time in [SECOND, 3 * SECOND, 7 * SECOND, 15 * SECOND] {
                run.until(time);
                for ((width, height), first) in SIZES.into_iter().zip(&mut scales) {
                    let mut ui = Ui {
                        now: run.now(),
                        run: view::ui::Run::Paused,
                        ..Ui::default()
                    };
                    let (area, census) = seen(&run, &mut ui, (width, height));
                    let what = format!("{} with {count} at {width}x{height} after {time}", room.0);
                    let scale = stage::scale(area, &run.model, &ui);
                    // How many will come nobody knows; but whoever leaves makes nobody larger.
                    let known = first.replace(scale).unwrap_or(scale);
                    if known < scale {
                        wrong.push(format!("{what}: scale {known} becomes {scale}"));
                    }
                    let all = census.faults().into_iter().chain(census.afloat());
                    wrong.extend(all.map(|fault| format!("{what}: {fault}")));
                }
            }
        }
    }
    tell(&wrong);
}
