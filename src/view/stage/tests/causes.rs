//! What the stage shows of a cause: who gives, whom that reaches, what becomes of each.

use super::*;
use crate::model::Causes;

/// Every picture with a cause of its own.
fn stirred() -> Vec<(&'static str, Run)> {
    let mut all = pictures();
    for (_, run) in &mut all {
        acts::stir(run);
    }
    all.retain(|(_, run)| run.model.causes.last().is_some());
    all
}

fn at(run: &Run, ui: &Ui, (width, height): (u16, u16), later: Moment) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(&mut buffer, area, &run.model, ui, run.now + later);
    buffer
}

const SIZES: [(u16, u16); 4] = [(60, 12), (80, 15), (70, 28), (130, 44)];

/// Signs between those who wait give way.
fn is_word(cell: &Cell) -> bool {
    !" ▀▄█░▒▓‹›".contains(cell.symbol())
}

#[test]
fn no_arrow_lies_under_a_letter() {
    for (name, run) in stirred() {
        for size in SIZES {
            for depth in [Depth::None, Depth::True] {
                let look = Look {
                    depth,
                    ..Look::default()
                };
                let ui = ui(&run, look, Lang::En);
                // Arrows alone: what became of somebody is written later, on a field of its own.
                for later in [0, beat::UNIT * 3 / 2, beat::UNIT * 2 - 1] {
                    let with = at(&run, &ui, size, later);
                    let mut bare = run.model.clone();
                    bare.causes = Causes::default();
                    let area = Rect::new(0, 0, size.0, size.1);
                    let mut without = Buffer::empty(area);
                    draw(&mut without, area, &bare, &ui, run.now + later);
                    let band = parts(area, plan::scale(area, &run.model, &ui), &ui).0;
                    let covered = area
                        .positions()
                        .skip(usize::from(size.0 * band.height))
                        .filter(|place| {
                            is_word(&without[*place]) && without[*place] != with[*place]
                        });
                    // What has been read floats over heads, where the ground is still free.
                    let floats = |y: u16| {
                        let row = (0..size.0).map(|x| without[(x, y)].symbol());
                        let row: String = row.collect();
                        row.contains("read ") || row.contains("old ")
                    };
                    let covered: Vec<_> = covered
                        .filter(|place| !floats(place.y))
                        .map(|place| (place, without[place].symbol().to_owned()))
                        .collect();
                    assert!(
                        covered.is_empty(),
                        "{name} {size:?} after {later}: {covered:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn who_gives_stands_out_and_an_arrow_lands_on_whom_it_wakes() {
    let mut run = acts::toilet(13, 3);
    acts::toilet_release(&mut run);
    let ui = ui(&run, Look::default(), Lang::En);
    let gold = ui.look.color(Role::Gold);
    let count = |buffer: &Buffer| {
        let cells = buffer.content().iter();
        cells
            .filter(|cell| cell.fg == gold || cell.bg == gold)
            .count()
    };
    let size = (80, 15);
    let [lit, dark, grown] = [0, beat::UNIT * 5 / 12, beat::UNIT * 7 / 4]
        .map(|later| count(&at(&run, &ui, size, later)));
    assert!(lit > dark, "who gives blinks: {lit} {dark}");
    assert!(grown > lit + 20, "the arrow is there: {grown}");
    acts::toilet_enter(&mut run);
    let later = at(&run, &ui, size, beat::UNIT * 2 + 1);
    assert!(text_of(&later).contains("has it"), "{}", text_of(&later));
    let over = count(&at(&run, &ui, size, beat::UNIT * 3 + 1));
    assert!(over <= dark, "all is over: {over}");
}

#[test]
fn with_reduced_motion_all_is_there_at_once_and_nothing_moves() {
    let mut run = acts::toilet(13, 3);
    acts::toilet_release(&mut run);
    let mut ui = ui(&run, Look::default(), Lang::En);
    ui.reduced_motion = true;
    ui.run = crate::view::ui::Run::Paused;
    run.wait(400);
    let first = at(&run, &ui, (80, 15), 0);
    assert_eq!(first, at(&run, &ui, (80, 15), beat::UNIT));
}

#[test]
fn who_was_too_late_is_told_who_was_faster() {
    let mut run = acts::toilet(13, 3);
    acts::toilet_release(&mut run);
    let stalls = ObjectId(0);
    let faster = crate::trace::TaskId(1);
    run.take(faster, Op::Acquire, stalls, |done| done.left = Some(0));
    run.want(crate::trace::TaskId(5), Op::Acquire, stalls, None);
    for (lang, words) in [(Lang::En, "lost to L"), (Lang::Zh, "输给 L")] {
        let ui = ui(&run, Look::default(), lang);
        let text = text_of(&at(&run, &ui, (80, 15), beat::UNIT * 2 + 1));
        assert!(text.contains(words), "{text}");
    }
}

fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in buffer.area().rows() {
        text.extend(row.positions().map(|place| buffer[place].symbol()));
        text.push('\n');
    }
    text
}

#[test]
fn the_band_says_what_was_done_and_then_how_things_stand() {
    let said = |run: &Run, later: Moment| {
        let ui = Ui {
            look: Look {
                ascii: true,
                ..Look::default()
            },
            ..ui(run, Look::default(), Lang::En)
        };
        let text = text_of(&at(run, &ui, (80, 15), later));
        let band: String = text.lines().take(3).collect();
        band.replace(' ', "")
    };
    let mut street = acts::street(6, 0);
    assert_eq!(said(&street, 0), "light.is_set()False");
    acts::street_green(&mut street, 6);
    street.now -= 1_700_000;
    assert_eq!(said(&street, 0), "SET");
    assert_eq!(said(&street, 10 * beat::UNIT), "light.is_set()True");
    let mut bell = acts::condition(10, 0);
    bell.done(crate::trace::TaskId(1), Op::Notify, ObjectId(1), |done| {
        done.count = Some(3);
    });
    assert_eq!(said(&bell, 0), "NOTIFY3");
    assert_eq!(said(&acts::barrier(6, 4), 0), "start.n_waiting4/6");
    assert_eq!(said(&acts::kitchen(Some(4), 3, 0, 0), 0), "belt.qsize()3/4");
    assert_eq!(said(&acts::locks(10, true), 0), "DEADLOCK");
    let mut stalls = kinds::slots(2, 3);
    let sem = stalls.model.objects.iter().next().unwrap().id;
    for (extra, words) in [(1, "slots:2of4free"), (2, "slots:3of5free")] {
        stalls.done(crate::trace::TaskId(0), Op::Release, sem, |done| {
            done.left = Some(extra + 1);
        });
        stalls.wait(10 * beat::UNIT);
        assert_eq!(said(&stalls, 0), words, "as many as there are places");
    }
}
