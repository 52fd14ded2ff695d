//! The listing: lines that are longer than the pane is wide, and what is lit in them.

use primviz::trace::{Op, TaskId, TaskKind};
use primviz::view::theme::Depth;
use primviz::view::ui::{Pane, Ui};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::sample::Tale;
use super::{SIZES, frame};

const PROGRAM: &str = "\
count = 0


def work(first_number, second_number, third_number, fourth_number, fifth_number, sixth_number):
    global count
    for number in (first_number, second_number, third_number, fourth_number, fifth_number): print(number)
    if first_number: print('a', 'long', 'sentence', 'of', 'many', 'words'); the_counter.value += third_number
    print('done')
";

const COUNTER: &str = "\
count = 0
def work():
    global count
    count += 1
";

fn rows_of(buf: &Buffer) -> Vec<String> {
    let area = buf.area();
    let row = |y| (0..area.width).map(|x| buf[(x, y)].symbol()).collect();
    (0..area.height).map(row).collect()
}

fn tale() -> Tale {
    let mut tale = Tale::of_program(PROGRAM);
    tale.at(0, 7);
    tale
}

#[test]
fn a_line_that_is_too_long_goes_on_below_with_a_mark_and_without_a_number() {
    for (ascii, sign) in [(false, "↳"), (true, "\\")] {
        for size in SIZES {
            let tale = tale();
            let mut ui = Ui {
                pane: Pane::Code,
                chosen: Some(TaskId(0)),
                ..tale.ui()
            };
            ui.look.ascii = ascii;
            let rows = rows_of(&frame(&tale, &mut ui, size.0, size.1));
            let numbered = rows.iter().filter(|row| row.contains("  7 M"));
            assert_eq!(numbered.count(), 1, "{size:?}: {rows:#?}");
            let whole = rows.concat();
            for word in ["'sentence'", "'words'", "the_counter.value", "third_number"] {
                assert!(whole.contains(word), "{size:?}: {word}: {rows:#?}");
            }
            let narrow = size.0 < 110;
            let marked = rows.iter().any(|row| row.contains(&format!("{sign}     ")));
            assert!(marked || !narrow, "{size:?}: {rows:#?}");
        }
    }
}

#[test]
fn the_operation_that_is_next_is_lit_where_the_line_goes_on() {
    for size in [(80, 24), (120, 40), (104, 32)] {
        let mut tale = tale();
        tale.done(0, Op::Read, None, |done| {
            done.name = Some("the_counter.value".into());
            done.item = Some("3".into());
        });
        let mut ui = Ui {
            pane: Pane::Code,
            chosen: Some(TaskId(0)),
            ..tale.ui()
        };
        let buf = frame(&tale, &mut ui, size.0, size.1);
        let rows = rows_of(&buf);
        let row = rows.iter().position(|row| row.contains("+="));
        let row = row.unwrap_or_else(|| panic!("{size:?}: {rows:#?}"));
        assert!(
            rows[row].contains('↳'),
            "it is not on the first row: {rows:#?}"
        );
        let cells: Vec<&str> = (0..size.0).map(|x| buf[(x, row as u16)].symbol()).collect();
        let sign = cells.windows(2).position(|pair| pair == ["+", "="]);
        let sign = sign.expect("it was found") as u16;
        let lit = buf[(sign, row as u16)].style();
        let name = buf[(sign - 3, row as u16)].style();
        assert_ne!(lit.bg, name.bg, "{size:?}");
        let margin = buf[((sign + 8).min(size.0 - 1), row as u16)].style();
        let first = rows
            .iter()
            .position(|row| row.contains("first_number: print"));
        let first = first.expect("the line is seen") as u16;
        assert_eq!(
            name.bg,
            buf[(sign, first)].style().bg,
            "the whole line is lit"
        );
        assert_eq!(name.bg, margin.bg);
    }
}

#[test]
fn what_was_read_and_not_yet_written_back_stands_beside_the_operation_at_every_size() {
    for (ascii, arrow) in [(false, "→"), (true, "->")] {
        for size in SIZES {
            for depth in [Depth::True, Depth::None] {
                let mut tale = Tale::of_program(COUNTER);
                tale.spawn(2, Some(0), "worker", "work", TaskKind::Thread);
                tale.at(0, 4);
                tale.at(2, 4);
                let read = |tale: &mut Tale, task| {
                    tale.done(task, Op::Read, None, |done| {
                        done.name = Some("count".into());
                        done.item = Some("341".into());
                    });
                };
                read(&mut tale, 2);
                let glyph = |task| tale.model.task(TaskId(task)).expect("it lives").glyph;
                let (main, worker) = (glyph(0), glyph(2));
                let seen = |tale: &Tale| {
                    let mut ui = Ui {
                        chosen: Some(TaskId(2)),
                        ..tale.ui()
                    };
                    ui.look.ascii = ascii;
                    ui.look.depth = depth;
                    rows_of(&frame(tale, &mut ui, size.0, size.1))
                };
                // Where there is little room, without the name.
                let told = |rows: &[String], what: &str| {
                    let one = rows.iter().find(|row| row.contains("count += 1"));
                    let short = what.replace(" count", "");
                    one.is_some_and(|row| row.contains(what) || row.contains(&short))
                };
                let rows = seen(&tale);
                let what = format!("{worker} count {arrow} 341");
                assert!(told(&rows, &what), "{size:?}: {rows:#?}");
                read(&mut tale, 0);
                let rows = seen(&tale);
                let what = format!("{main}{worker} count {arrow} 341");
                assert!(told(&rows, &what), "{size:?}: {rows:#?}");
                for task in [0, 2] {
                    tale.done(task, Op::Write, None, |done| {
                        done.name = Some("count".into());
                        done.item = Some("342".into());
                    });
                }
                let rows = seen(&tale);
                assert!(!told(&rows, arrow), "it is written: {rows:#?}");
            }
        }
    }
}

#[test]
fn without_colours_the_half_that_is_next_differs_from_the_lit_line() {
    let mut tale = Tale::of_program(COUNTER);
    tale.at(0, 4);
    tale.done(0, Op::Read, None, |done| {
        done.name = Some("count".into());
        done.item = Some("341".into());
    });
    let mut ui = Ui {
        chosen: Some(TaskId(0)),
        ..tale.ui()
    };
    ui.look.depth = Depth::None;
    let buf = frame(&tale, &mut ui, 80, 24);
    let rows = rows_of(&buf);
    let row = rows.iter().position(|row| row.contains("count += 1"));
    let row = row.expect("the line is seen") as u16;
    let sign = (0..80).find(|x| buf[(*x, row)].symbol() == "+");
    let sign = sign.expect("the sign is seen");
    let reversed = |x| buf[(x, row)].modifier.contains(Modifier::REVERSED);
    assert!(!reversed(sign) && reversed(sign - 2));
}
