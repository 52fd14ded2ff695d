//! The log: a row unfolds when it is chosen, and is seen wherever it is.

use primviz::text::Lang;
use primviz::trace::TaskId;
use primviz::view::theme::Depth;
use primviz::view::ui::{Pane, Ui};
use ratatui::buffer::Buffer;

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
