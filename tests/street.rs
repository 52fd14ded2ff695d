//! On a street nobody drives through those who wait: who comes queues up behind them, and for whoever comes back from the
//! crossing they make room.

mod common;

use common::paced::Paced;
use primviz::model::Place;
use primviz::scene;
use primviz::trace::{Micros, TaskId};
use primviz::view::{self, Ui, stage};
use ratatui::layout::Rect;

const SECOND: Micros = 1_000_000;
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// Whether somebody has left the line, or has gone on.
fn on_its_way(run: &Paced, task: TaskId) -> bool {
    let task = run.model.task(task).unwrap();
    let place = task.trail.last().place;
    task.operations > 0 && place == Place::Floor || place == Place::Exit
}

#[test]
fn nobody_drives_through_those_who_wait_or_come() {
    let scene = scene::find("traffic-light").unwrap();
    let mut wrong = Vec::new();
    for program in &scene.variants {
        for seed in [3, 11] {
            let mut run = Paced::new("traffic-light", program, seed);
            for tick in 1..250 {
                run.until(tick * SECOND / 10);
                for (width, height) in SIZES {
                    let mut ui = Ui {
                        now: run.now(),
                        ..Ui::default()
                    };
                    let moment = run.moment();
                    let area = Rect::new(0, 0, width, height);
                    view::settle(&run.model, &mut ui, area, moment);
                    let area = view::stage_area(&run.model, &ui, area, moment);
                    let census = stage::census(area, &run.model, &ui, moment);
                    for (index, (one, patches)) in census.here.iter().enumerate() {
                        for (other, theirs) in &census.here[index + 1..] {
                            // Beyond the line, one may overtake another.
                            let both = on_its_way(&run, *one) || on_its_way(&run, *other);
                            let through = !both && patches[0].meets(theirs[0]);
                            if through {
                                let (mine, theirs) = (patches[0], theirs[0]);
                                wrong.push(format!(
                                    "{} (seed {seed}) at {width}x{height} after {tick}: #{} and #{}: {mine:?} {theirs:?}",
                                    program.name, one.0, other.0
                                ));
                            }
                        }
                    }
                }
            }
        }
    }
    let shown: Vec<&str> = wrong.iter().take(80).map(String::as_str).collect();
    assert!(
        wrong.is_empty(),
        "{} times:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}
