//! The log: a row unfolds when it is chosen, and is seen wherever it is.

use primviz::model::Verdict;
use primviz::text::Lang;
use primviz::trace::TaskId;
use primviz::view::theme::Depth;
use primviz::view::ui::{Pane, Run, Ui};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::sample;
use super::{SIZES, frame};

fn rows_of(buf: &Buffer) -> Vec<String> {
    let area = buf.area();
    let row = |y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect();
    (0..area.height).map(row).collect()
}

#[test]
fn the_chosen_row_is_seen_and_unfolded_at_any_size() {
    for size in SIZES {
        for lang in [Lang::En, Lang::Zh] {
            for tale in [sample::traffic(), sample::deadlock(), sample::crowd()] {
                let log = &tale.model.log;
                for row in &log.rows {
                    let mut ui = Ui {
                        lang,
                        pane: Pane::Log,
                        row: Some(row.first),
                        ..tale.ui()
                    };
                    let buf = frame(&tale, &mut ui, size.0, size.1);
                    let open: usize = rows_of(&buf)
                        .iter()
                        .map(|row| row.matches('▾').count())
                        .sum();
                    let unfolds = primviz::text::unfolds(&tale.model, row);
                    assert_eq!(open, usize::from(unfolds), "{size:?}: {:#?}", rows_of(&buf));
                }
            }
        }
    }
}

#[test]
fn rows_of_the_chosen_thread_are_marked_with_and_without_colours() {
    let tale = sample::traffic();
    for depth in [Depth::True, Depth::None] {
        let mut ui = Ui {
            pane: Pane::Log,
            chosen: Some(TaskId(5)),
            ..tale.ui()
        };
        ui.look.depth = depth;
        let buf = frame(&tale, &mut ui, 80, 24);
        let marked = |row: &&String| row.starts_with('►') && !row.contains("What happened");
        let rows = rows_of(&buf);
        let marked: Vec<&String> = rows.iter().filter(marked).collect();
        let told = |what: &str| marked.iter().any(|row| row.contains(what));
        assert!(told("starts") && told("ends"), "{rows:#?}");
        assert!(!told("light.set()"), "it was gone by then: {rows:#?}");
    }
}

#[test]
fn a_chosen_row_shows_its_arrows_again_while_the_run_stands() {
    let mut tale = sample::traffic();
    tale.pass(60_000);
    let wakes = |number| {
        let cause = tale.model.causes.get(number);
        cause.is_some_and(primviz::model::Cause::wakes)
    };
    let mut rows = tale.model.log.rows.iter();
    let row = rows.find(|row| row.cause.is_some_and(wakes));
    let row = row.expect("somebody is woken").first;
    let area = Rect::new(0, 0, 120, 40);
    let stage = |run, row| {
        let mut ui = Ui {
            pane: Pane::Log,
            run,
            row,
            ..tale.ui()
        };
        let buf = frame(&tale, &mut ui, area.width, area.height);
        let stage = primviz::view::stage_area(&tale.model, &ui, area, tale.time);
        let cells = stage.positions().map(|place| buf[place].clone());
        let next = primviz::view::next_change(&tale.model, &ui, tale.time);
        (cells.collect::<Vec<_>>(), next)
    };
    let (bare, _) = stage(Run::Paused, None);
    let (again, next) = stage(Run::Paused, Some(row));
    assert_ne!(bare, again);
    assert_ne!(next, Some(tale.time), "it is a still picture");
    if tale.model.verdict == Verdict::Running {
        assert_eq!(
            stage(Run::Running, Some(row)).0,
            stage(Run::Running, None).0
        );
    }
}
