//! A deadlock is told as a closed circle, whatever the size: no sentence is cut before it comes back to where it began.

mod common;

use std::fmt::Write;

use common::paced::Paced;
use primviz::model::{Model, Verdict};
use primviz::scene;
use primviz::text::Lang;
use primviz::trace::Micros;
use primviz::view::{self, Ui};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SECOND: Micros = 1_000_000;
const SIZES: [(u16, u16); 6] = [
    (60, 18),
    (80, 24),
    (80, 40),
    (100, 30),
    (120, 40),
    (200, 60),
];

/// A circle of so many threads with names that begin like this.
fn circle(count: usize, name: &str) -> String {
    format!(
        "from threading import Lock, Thread\nfrom time import sleep\n\n\
         locks = [Lock() for _ in range({count})]\n\n\
         def work(i):\n    with locks[i]:\n        sleep(3)\n        with locks[(i + 1) % {count}]:\n            print(i)\n\n\
         for i in range({count}):\n    Thread(target=work, args=(i,), name=f'{name} {{i}}').start()\n"
    )
}

fn screen(run: &Paced, ui: &mut Ui, (width, height): (u16, u16)) -> String {
    let area = Rect::new(0, 0, width, height);
    let moment = run.model.moment + 30 * SECOND;
    view::settle(&run.model, ui, area, moment);
    let mut buffer = Buffer::empty(area);
    view::draw(&mut buffer, area, &run.model, ui, moment);
    let mut text = String::new();
    for row in area.rows() {
        text.extend(row.positions().map(|place| buffer[place].symbol()));
        text.push('\n');
    }
    text
}

#[test]
fn the_sentence_about_a_deadlock_closes_at_every_size() {
    let folder = std::env::temp_dir().join(format!("primviz-circles-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut runs = Vec::new();
    for name in ["deadlock", "philosophers"] {
        runs.push((name.to_owned(), scene::find(name).unwrap()));
    }
    let long = "the thread that carries coals to Newcastle";
    for (count, name) in [
        (2, long),
        (3, long),
        (7, "worker"),
        (12, "worker"),
        (40, "w"),
    ] {
        let path = folder.join(format!("circle_{count}_{}.py", name.len()));
        std::fs::write(&path, circle(count, name)).unwrap();
        let scene = scene::find(path.to_str().unwrap()).unwrap();
        runs.push((format!("{count} of {name}"), scene));
    }
    let mut wrong = String::new();
    for (name, scene) in &runs {
        // Not every order of steps leads there.
        let caught = (1..60).find_map(|seed| {
            let mut run = Paced::new(name, scene.plain(), seed);
            let is_caught = |model: &Model| matches!(model.verdict, Verdict::Deadlock(_));
            run.until_so(60 * SECOND, is_caught).then_some(run)
        });
        let run = caught.unwrap_or_else(|| panic!("{name} comes to no deadlock"));
        for size in SIZES {
            for (lang, end) in [
                (Lang::En, "nobody can go on."),
                (Lang::Zh, "谁也无法继续，死锁。"),
            ] {
                for projector in [false, true] {
                    let mut ui = Ui {
                        now: run.now(),
                        lang,
                        projector,
                        ..Ui::default()
                    };
                    let screen = screen(&run, &mut ui, size);
                    let joined: String = screen.split_whitespace().collect();
                    let end: String = end.split_whitespace().collect();
                    if !joined.contains(&end) {
                        let _ =
                            writeln!(wrong, "{name} at {size:?} {lang:?} {projector}:\n{screen}");
                    }
                }
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(wrong.is_empty(), "{wrong}");
}
