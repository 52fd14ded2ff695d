//! For every kind of object a program that uses it, and what the stage says of it: whatever a program uses is drawn.

use primviz::scene;
use primviz::trace::{Micros, ObjectKind};
use primviz::view::{self, Ui};
use ratatui::layout::Rect;

use crate::common::paced::Paced;
use crate::{draw, sample};

const SECOND: Micros = 1_000_000;

/// A scene or a file, its variant, when it is looked at, and words that the stage has then. Whoever adds a kind adds its
/// program here.
fn program(kind: ObjectKind) -> (&'static str, &'static str, Micros, &'static [&'static str]) {
    match kind {
        ObjectKind::Lock => ("deadlock", "", 12, &["lock A", "lock B", "Lock"]),
        ObjectKind::RLock => ("deadlock", "rlock", 6, &["RLock"]),
        ObjectKind::Semaphore => ("toilet", "", 6, &["Semaphore(3)"]),
        ObjectKind::Event => ("traffic-light", "", 4, &["Event"]),
        ObjectKind::Condition => ("condition", "", 6, &["Condition"]),
        ObjectKind::Barrier => ("barrier", "", 6, &["Barrier(5)", "the gate"]),
        ObjectKind::Queue => ("producer-consumer", "", 8, &["Queue(4)"]),
        ObjectKind::RwLock => ("readers-writers", "", 7, &["RWLock", "in order of arrival"]),
        ObjectKind::Timer => (
            "tests/kinds/timer.py",
            "",
            6,
            &["tea", "has rung", "eggs", "cake", "alarm()"],
        ),
        ObjectKind::Pool => ("thread-pool", "", 6, &["ThreadPoolExecutor(3)", "bake(3)"]),
        ObjectKind::Future => ("thread-pool", "", 6, &["bake(4)", "2 min"]),
        ObjectKind::Pipe => ("tests/kinds/pipe.py", "", 3, &["Pipe"]),
        ObjectKind::Variable => ("tests/kinds/counter.py", "", 3, &["count"]),
    }
}

/// What the stage says at a moment of a run.
fn stage(of: &str, variant: &str, when: Micros, (width, height): (u16, u16)) -> (Paced, String) {
    let scene = scene::find(of).unwrap();
    let mut run = Paced::new(&scene.name, scene.variant(variant).unwrap(), 7);
    run.until(when * SECOND);
    let now = run.now();
    let mut ui = Ui {
        listing: sample::listing(&run.model.hello.source),
        now,
        ..Ui::default()
    };
    let buf = draw(&run.model, &mut ui, now, (width, height));
    let area = view::stage_area(&run.model, &ui, Rect::new(0, 0, width, height), now);
    let mut words = String::new();
    for row in area.rows() {
        words.extend(row.columns().map(|cell| buf[(cell.x, cell.y)].symbol()));
        words.push('\n');
    }
    (run, words)
}

#[test]
fn a_program_of_every_kind_is_drawn() {
    // The table has a program for every kind, and the kinds of their objects are all that there are.
    let mut kinds = vec![ObjectKind::Lock];
    while let Some(kind) = kinds.pop() {
        let (of, variant, when, expected) = program(kind);
        let (run, words) = stage(of, variant, when, (120, 40));
        let variables = run.model.variables.len();
        let known = run.model.objects.iter().any(|object| object.kind == kind);
        assert!(
            known || (kind == ObjectKind::Variable && variables > 0),
            "{of} has no {kind:?}"
        );
        for word in expected {
            assert!(words.contains(word), "{of}: no {word:?} in\n{words}");
        }
        kinds.extend(next(kind));
    }
}

/// What the headline calls `breads[1]` has that name on the shelf and at the oven as well, from the moment at which the
/// program has the list to the end, however wide the screen is.
#[test]
fn one_thing_has_one_name_in_all_places_and_at_every_size() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        for variant in ["", "completed"] {
            for when in 1..7 {
                let (run, words) = stage("thread-pool", variant, when, size);
                let calls = run.model.objects.iter();
                let calls = calls.filter(|object| object.kind == ObjectKind::Future);
                let calls: Vec<_> = calls.filter(|object| object.call.is_some()).collect();
                assert!(calls.len() >= 8, "{variant} at {when}: {}", calls.len());
                for call in calls {
                    let name = call.label();
                    let times = words.matches(&*name).count();
                    let begun = call.fate.as_ref().map(|fate| &fate.how);
                    let at_work = begun == Some(&primviz::model::How::Begun);
                    let wanted = 1 + usize::from(at_work);
                    assert!(
                        name.starts_with("breads[") && times >= wanted,
                        "{size:?} at {when}: {name} stands there {times} times of {wanted} in\n{words}"
                    );
                }
            }
        }
    }
}

/// The kind after this one, so that none is forgotten.
fn next(kind: ObjectKind) -> Option<ObjectKind> {
    Some(match kind {
        ObjectKind::Lock => ObjectKind::RLock,
        ObjectKind::RLock => ObjectKind::Semaphore,
        ObjectKind::Semaphore => ObjectKind::Event,
        ObjectKind::Event => ObjectKind::Condition,
        ObjectKind::Condition => ObjectKind::Barrier,
        ObjectKind::Barrier => ObjectKind::Queue,
        ObjectKind::Queue => ObjectKind::RwLock,
        ObjectKind::RwLock => ObjectKind::Timer,
        ObjectKind::Timer => ObjectKind::Pool,
        ObjectKind::Pool => ObjectKind::Future,
        ObjectKind::Future => ObjectKind::Pipe,
        ObjectKind::Pipe => ObjectKind::Variable,
        ObjectKind::Variable => return None,
    })
}

#[test]
fn piles_boards_and_joins_are_told_from_each_other() {
    let (_, pile) = stage("tests/kinds/pile.py", "", 6, (80, 24));
    assert!(
        pile.contains("LifoQueue(5)") && pile.contains("plate 4"),
        "{pile}"
    );
    let (_, board) = stage("tests/kinds/board.py", "", 6, (80, 24));
    assert!(board.contains("PriorityQueue()"), "{board}");
    let overtaken = board.lines().find(|line| line.contains("▲"));
    assert!(
        overtaken.is_some(),
        "nobody sees that something overtook\n{board}"
    );
    let (run, join) = stage("tests/kinds/join.py", "", 3, (120, 40));
    let boss = run
        .model
        .tasks
        .iter()
        .find(|task| &*task.name == "boss")
        .unwrap();
    let awaited = boss
        .want()
        .and_then(|want| run.model.task(want.on?))
        .unwrap();
    assert!(join.contains(&format!("►{}", awaited.glyph)), "{join}");
}

#[test]
fn what_a_small_stage_has_no_room_for_is_named() {
    let (_, large) = stage("tests/kinds/mixture.py", "", 5, (200, 60));
    let (_, small) = stage("tests/kinds/mixture.py", "", 5, (80, 24));
    for name in ["gate", "go", "till", "jobs", "bell"] {
        assert!(
            large.contains(name) && small.contains(name),
            "{name}\n{large}\n{small}"
        );
    }
    assert!(small.contains("+3 more: "), "{small}");
}
