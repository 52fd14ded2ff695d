use std::fmt::Write;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::text::Lang;
use crate::trace::{ObjectKind, Op, Policy, QueueOrder, TaskKind};
use crate::view::theme::{Depth, Look, Role, Theme};
use acts::Run;

mod acts;
mod causes;
mod chosen;
mod gates;
mod kinds;
mod outdoors;
mod rooms;
mod sides;

/// Every picture, in the middle of what it is for.
fn pictures() -> Vec<(&'static str, Run)> {
    let mut all = vec![
        ("corridor", acts::toilet(13, 3)),
        ("corridor_makeshift", {
            let mut run = acts::toilet(2, 3);
            for left in [2, 3, 4] {
                let lecturer = crate::trace::TaskId(1);
                run.done(lecturer, Op::Release, ObjectId(0), |done| {
                    done.left = Some(left);
                });
            }
            run.wait(900);
            run
        }),
        ("street_clear", acts::street(8, 2)),
        ("street_set", {
            let mut run = acts::street(6, 0);
            acts::street_green(&mut run, 6);
            run
        }),
        ("kitchen", acts::kitchen(Some(4), 4, 2, 0)),
        ("kitchen_pile", acts::kitchen(None, 17, 0, 0)),
        ("locks", acts::locks(10, false)),
        ("locks_deadlock", acts::locks(10, true)),
        ("locks_rlock", acts::rlock(10, 2)),
        ("waiting_room", acts::condition(10, 0)),
        ("waiting_room_bell", acts::condition(10, 3)),
        ("gate", acts::barrier(6, 4)),
        ("hall", acts::hall(12)),
        ("slots", kinds::slots(7, 3)),
        ("slots_many", kinds::slots(30, 12)),
        (
            "boxes",
            kinds::shelf(QueueOrder::Fifo, Some(4), &["'a'", "'b'", "'c'", "None"]),
        ),
        ("race", kinds::race(false)),
        ("race_locked", kinds::race(true)),
        ("table", kinds::table(5)),
        ("table_many", kinds::table(9)),
        ("gate_open", kinds::gate_open()),
        ("gate_broken", kinds::gate_broken()),
        (
            "pile",
            kinds::shelf(QueueOrder::Lifo, Some(4), &["'a'", "'b'", "'c'", "None"]),
        ),
        (
            "board",
            kinds::shelf(
                QueueOrder::Priority,
                None,
                &["(5, 'cough')", "(9, 'form')", "(1, 'heart')", "(3, 'burn')"],
            ),
        ),
        ("clocks", kinds::clocks()),
        ("readers", kinds::reading_room(Policy::Fair, false)),
        ("writer", kinds::reading_room(Policy::Readers, true)),
        ("office", kinds::office(7)),
        ("office_full", kinds::office(60)),
        ("mixture", kinds::mixture()),
    ];
    let mut enter = acts::toilet(13, 3);
    acts::toilet_release(&mut enter);
    enter.wait(300);
    acts::toilet_enter(&mut enter);
    enter.wait(180);
    all.push(("corridor_entering", enter));
    all
}

fn ui(run: &Run, look: Look, lang: Lang) -> Ui {
    Ui {
        lang,
        look,
        now: run.now,
        ..Ui::default()
    }
}

fn drawn(run: &Run, ui: &Ui, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw(&mut buffer, area, &run.model, ui, run.now);
    buffer
}

const LETTERS: &str = ".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Colours by letters, in order of their first use.
#[derive(Default)]
struct Legend {
    colors: Vec<Color>,
}

impl Legend {
    fn letter(&mut self, color: Color) -> char {
        let known = self.colors.iter().position(|other| *other == color);
        let index = known.unwrap_or_else(|| {
            self.colors.push(color);
            self.colors.len() - 1
        });
        LETTERS.chars().nth(index).unwrap_or('?')
    }
}

fn pixels(cell: &Cell) -> (Color, Color) {
    match cell.symbol() {
        "▀" => (cell.fg, cell.bg),
        "▄" => (cell.bg, cell.fg),
        _ => (cell.bg, cell.bg),
    }
}

fn color_name(color: Color, look: Look) -> String {
    let role = Role::ALL.iter().find(|role| look.color(**role) == color);
    let figure = || (0..look.theme.figures()).find(|index| look.figure_color(*index) == color);
    match role {
        Some(role) => role.name().into(),
        None => figure().map_or_else(|| color.to_string(), |index| format!("figure {index}")),
    }
}

/// A picture as two grids of letters, one a pixel, and the words on it with their styles; rows count from its own first.
fn dump(buffer: &Buffer, area: Rect, look: Look) -> String {
    let mut legend = Legend::default();
    let (mut grid, mut words) = (String::new(), String::new());
    for y in 0..area.height {
        let (mut above, mut below) = (String::new(), String::new());
        let mut last: Option<(Color, Modifier, u16)> = None;
        for x in 0..area.width {
            let cell = &buffer[(area.x + x, area.y + y)];
            let (top, bottom) = pixels(cell);
            if look.depth == Depth::None {
                above.push_str(cell.symbol());
            } else {
                above.push(legend.letter(top));
                below.push(legend.letter(bottom));
            }
            let plain = look.depth == Depth::None && cell.modifier.is_empty();
            if plain || matches!(cell.symbol(), " " | "▀" | "▄" | "") {
                continue;
            }
            let style = (cell.fg, cell.modifier);
            if last.is_none_or(|(fg, modifier, end)| (fg, modifier) != style || end + 2 < x) {
                let (fg, bg) = (color_name(cell.fg, look), color_name(cell.bg, look));
                let _ = write!(words, "\n{x},{y} {fg} on {bg} {:?}: ", cell.modifier);
            } else if last.is_some_and(|(_, _, end)| end < x) {
                words.push(' ');
            }
            words.push_str(cell.symbol());
            last = Some((cell.fg, cell.modifier, x + cell.symbol().width() as u16));
        }
        grid.push_str(above.trim_end_matches(['.', ' ']));
        grid.push('\n');
        if look.depth != Depth::None {
            grid.push_str(below.trim_end_matches('.'));
            grid.push('\n');
        }
    }
    let mut key = String::new();
    for (index, color) in legend.colors.iter().enumerate() {
        let letter = LETTERS.chars().nth(index).unwrap_or('?');
        let _ = write!(key, "\n{letter} {}", color_name(*color, look));
    }
    format!("{grid}{words}\n{key}")
}

fn snapshot(name: &str, run: &Run, ui: &Ui, (width, height): (u16, u16)) {
    let buffer = drawn(run, ui, width, height);
    // The band above has tests of its own.
    let below = parts(
        *buffer.area(),
        plan::scale(*buffer.area(), &run.model, ui),
        ui,
    )
    .1;
    insta::with_settings!({snapshot_path => "snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), dump(&buffer, below, ui.look));
    });
}

#[test]
fn every_picture_at_three_sizes() {
    for (name, run) in pictures() {
        for size in [(80, 14), (70, 28), (130, 44)] {
            snapshot(name, &run, &ui(&run, Look::default(), Lang::En), size);
        }
    }
}

#[test]
fn a_picture_in_every_look() {
    let run = acts::locks(10, true);
    for (name, depth, ascii, theme, lang) in [
        ("none", Depth::None, false, "dark", Lang::En),
        ("ascii", Depth::None, true, "dark", Lang::En),
        ("ansi16", Depth::Ansi16, false, "light", Lang::Zh),
        ("ansi256", Depth::Ansi256, true, "contrast", Lang::Zh),
    ] {
        let theme = Theme::named(theme).unwrap();
        let look = Look {
            theme,
            depth,
            ascii,
        };
        snapshot(
            &format!("look_{name}"),
            &run,
            &ui(&run, look, lang),
            (80, 14),
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nobody_stands_in_the_way_in_any_picture_at_any_size(
        width in 40u16..240, height in 6u16..70, ascii: bool, projector: bool, zh: bool,
    ) {
        for (name, run) in pictures() {
            let lang = if zh { Lang::Zh } else { Lang::En };
            let mut ui = ui(&run, Look { ascii, ..Look::default() }, lang);
            ui.projector = projector;
            let area = Rect::new(0, 0, width, height);
            let census = census(area, &run.model, &ui, run.now + 3_000_000);
            let faults = census.faults();
            prop_assert!(faults.is_empty(), "{name}: {faults:#?}");
        }
    }

    #[test]
    fn every_picture_stays_inside_at_every_size(
        width in 0u16..300, height in 0u16..100, left in 0u16..5, top in 0u16..5,
        later in 0u64..900_000, ascii: bool, projector: bool,
    ) {
        let whole = Rect::new(0, 0, 310, 110);
        let area = Rect::new(left, top, width, height);
        for (name, run) in pictures() {
            let mut ui = ui(&run, Look { ascii, ..Look::default() }, Lang::Zh);
            ui.projector = projector;
            let mut buffer = Buffer::filled(whole, Cell::new("@"));
            draw(&mut buffer, area, &run.model, &ui, run.now + later);
            for (x, y) in whole.positions().map(|at| (at.x, at.y)) {
                let inside = area.contains((x, y).into());
                prop_assert!(inside || buffer[(x, y)].symbol() == "@", "{name} {x} {y}");
            }
        }
    }
}

#[test]
fn every_glyph_is_one_cell_wide_or_a_whole_wide_one_and_ascii_is_ascii() {
    for (name, run) in pictures() {
        for (lang, ascii) in [(Lang::En, false), (Lang::Zh, false), (Lang::En, true)] {
            for depth in [Depth::None, Depth::True] {
                let look = Look {
                    depth,
                    ascii,
                    ..Look::default()
                };
                let buffer = drawn(&run, &ui(&run, look, lang), 90, 24);
                for y in 0..24 {
                    for x in 0..90 {
                        let symbol = buffer[(x, y)].symbol();
                        let next_is_its_rest = x + 1 < 90 && buffer[(x + 1, y)].symbol().is_empty();
                        match symbol.width() {
                            0 => {
                                assert!(
                                    x > 0 && buffer[(x - 1, y)].symbol().width() == 2,
                                    "{name}"
                                );
                            }
                            1 => assert!(!next_is_its_rest, "{name}"),
                            2 => assert!(lang == Lang::Zh && next_is_its_rest, "{name} {symbol}"),
                            _ => panic!("{name}: {symbol}"),
                        }
                        assert!(!ascii || symbol.is_ascii(), "{name}: {symbol}");
                    }
                }
            }
        }
    }
}

#[test]
fn without_colours_none_is_used() {
    for (name, run) in pictures() {
        let look = Look {
            depth: Depth::None,
            ..Look::default()
        };
        let buffer = drawn(&run, &ui(&run, look, Lang::En), 90, 24);
        for cell in buffer.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
        }
    }
}

#[test]
fn a_thousand_are_summed_up_and_nobody_is_lost() {
    let run = acts::toilet(1_000, 250);
    for (width, height) in [(80, 14), (70, 28), (130, 44)] {
        let ui = ui(&run, Look::default(), Lang::En);
        let area = Rect::new(0, 0, width, height);
        let census = census(area, &run.model, &ui, run.now + 2_000_000);
        let all = census.figures.len() + census.elsewhere + census.summed;
        assert_eq!(all, 1_001, "the lecturer and a thousand");
        let buffer = drawn(&run, &ui, width, height);
        let words: String = buffer.content().iter().map(Cell::symbol).collect();
        let more = format!("+{} more", census.summed);
        assert!(
            words.contains(&more),
            "{more} is not said at {width}x{height}"
        );
    }
}

#[test]
fn a_circle_pulses_a_few_times_a_second_and_not_where_nothing_is_to_move() {
    let run = acts::locks(10, true);
    let mut ui = ui(&run, Look::default(), Lang::En);
    let settled = run.now + 6_000_000;
    let draw_at = |ui: &Ui, moment: Moment| {
        let area = Rect::new(0, 0, 100, 30);
        let mut buffer = Buffer::empty(area);
        draw(&mut buffer, area, &run.model, ui, moment);
        buffer
    };
    let mut frames = vec![settled];
    while let Some(next) = next_change(&run.model, &ui, frames[frames.len() - 1])
        && next < settled + 10_000_000
    {
        frames.push(next);
    }
    assert!(
        (10..=30).contains(&frames.len()),
        "in ten seconds: {frames:?}"
    );
    for pair in frames.windows(2) {
        let [before, after] = [pair[0], pair[1]].map(|moment| draw_at(&ui, moment));
        assert_ne!(before, after, "a frame that shows nothing new: {pair:?}");
        assert_eq!(
            before,
            draw_at(&ui, pair[1] - 1),
            "a change that no frame shows: {pair:?}"
        );
    }
    ui.reduced_motion = true;
    assert!(!animating(&run.model, &ui, settled), "reduced motion");
    let still = draw_at(&ui, settled);
    assert_eq!(still, draw_at(&ui, settled + PULSE), "reduced motion");
    ui.reduced_motion = false;
    ui.run = crate::view::ui::Run::Paused;
    assert!(!animating(&run.model, &ui, settled), "paused");
    assert_eq!(still, draw_at(&ui, settled + PULSE), "paused");
}

#[test]
fn a_still_picture_asks_for_no_frame() {
    for (name, run) in pictures() {
        let mut ui = ui(&run, Look::default(), Lang::En);
        ui.run = crate::view::ui::Run::Paused;
        assert!(!animating(&run.model, &ui, run.now + 6_000_000), "{name}");
    }
    let mut run = acts::toilet(13, 3);
    let mut ui = ui(&run, Look::default(), Lang::En);
    run.wait(2_000);
    ui.now = run.now;
    assert_eq!(
        next_change(&run.model, &ui, run.now),
        Some(run.now + TICK),
        "sleeps run out"
    );
    ui.run = crate::view::ui::Run::Paused;
    assert!(!animating(&run.model, &ui, run.now), "paused");

    acts::toilet_release(&mut run);
    assert_eq!(
        next_change(&run.model, &ui, run.now),
        Some(run.now),
        "who releases goes away"
    );
    assert!(
        !animating(&run.model, &ui, run.now + 2_000_000),
        "it has arrived"
    );
}

#[test]
fn what_is_still_is_drawn_the_same_a_minute_later() {
    for (name, run) in pictures() {
        let mut ui = ui(&run, Look::default(), Lang::En);
        ui.run = crate::view::ui::Run::Paused;
        let area = Rect::new(0, 0, 100, 30);
        let later = |moment| {
            let mut buffer = Buffer::empty(area);
            draw(&mut buffer, area, &run.model, &ui, moment);
            buffer
        };
        let settled = run.now + 6_000_000;
        assert!(!animating(&run.model, &ui, settled), "{name}");
        assert_eq!(later(settled), later(settled + 60_000_000), "{name}");
    }
}

#[test]
fn a_picture_that_asks_for_no_frame_does_not_change() {
    for (name, mut run) in pictures() {
        acts::stir(&mut run);
        let mut ui = ui(&run, Look::default(), Lang::En);
        ui.run = crate::view::ui::Run::Paused;
        let area = Rect::new(0, 0, 100, 30);
        let mut before: Option<Buffer> = None;
        for moment in (run.now..run.now + 2_000_000).step_by(20_000) {
            let mut buffer = Buffer::empty(area);
            draw(&mut buffer, area, &run.model, &ui, moment);
            if let Some(before) = before {
                assert_eq!(before, buffer, "{name} at {}", moment - run.now);
            }
            before = (!animating(&run.model, &ui, moment)).then_some(buffer);
        }
    }
}

#[test]
fn figures_never_jump() {
    let mut run = acts::toilet(13, 3);
    acts::toilet_release(&mut run);
    run.wait(120);
    acts::toilet_enter(&mut run);
    let ui = ui(&run, Look::default(), Lang::En);
    let at = |moment| {
        let show = Show {
            model: &run.model,
            ui: &ui,
            texts: Texts::of(Lang::En),
            moment,
            scale: 1,
            banded: None,
        };
        let mut canvas = Canvas::new(Rect::new(0, 0, 80, 14), Look::default(), 1);
        let mut cast: Vec<(u32, Point)> = paint(&mut canvas, &show)
            .company
            .cast
            .iter()
            .map(|figure| (figure.task.id.0, figure.at))
            .collect();
        cast.sort_by_key(|(id, _)| *id);
        cast
    };
    let mut before = at(run.now);
    for step in 1..60 {
        let now = at(run.now + step * 10_000);
        for ((id, from), (_, to)) in before.iter().zip(&now) {
            assert!(
                from.distance(*to) < 4.0,
                "{id} jumps from {from:?} to {to:?}"
            );
        }
        before = now;
    }
}

#[test]
fn every_kind_has_a_picture() {
    for kind in kinds::KINDS {
        let run = kinds::of_kind(kind);
        let ui = ui(&run, Look::default(), Lang::En);
        let show = Show {
            model: &run.model,
            ui: &ui,
            texts: Texts::of(Lang::En),
            moment: run.now,
            scale: 1,
            banded: None,
        };
        for (width, height) in [(70, 26), (80, 28), (130, 88)] {
            let (pictures, left_out) = plan::pictures(&show, width, height);
            for object in run.model.objects.iter() {
                let owned = pictures.iter().any(|picture| picture.owns(object.id));
                let counted = left_out.iter().any(|other| other.id == object.id);
                assert!(
                    owned != counted,
                    "{kind:?}: {} at {width}x{height}",
                    object.label()
                );
            }
        }
        let buffer = drawn(&run, &ui, 80, 24);
        let words: String = buffer.content().iter().map(Cell::symbol).collect();
        for object in run
            .model
            .objects
            .iter()
            .filter(|object| object.kind == kind)
        {
            let label = show.name_of(object);
            let hidden = kind == ObjectKind::RLock && object.names.is_empty();
            assert!(
                hidden || words.contains(&*label),
                "{kind:?}: {label} is not said"
            );
        }
    }
}

#[test]
fn any_program_is_drawn_with_its_objects_side_by_side() {
    let mut run = Run::new("", &[]);
    for (kind, name) in [
        (crate::trace::ObjectKind::Event, "ready"),
        (crate::trace::ObjectKind::Queue, "jobs"),
        (crate::trace::ObjectKind::Lock, "m"),
        (crate::trace::ObjectKind::Lock, "n"),
    ] {
        run.object(kind, name);
    }
    let worker = run.spawn_as("Process-1", "work", TaskKind::Process);
    run.want(worker, Op::Get, ObjectId(1), None);
    run.wait(600);
    let buffer = drawn(&run, &ui(&run, Look::default(), Lang::En), 160, 30);
    let words: String = buffer.content().iter().map(Cell::symbol).collect();
    for name in ["ready Event", "jobs Queue", "m Lock", "CLEAR"] {
        assert_eq!(words.contains(name), name != "CLEAR", "{name}");
    }
}

fn said(run: &Run, size: (u16, u16), ascii: bool) -> String {
    let look = Look {
        ascii,
        ..Look::default()
    };
    let buffer = drawn(run, &ui(run, look, Lang::En), size.0, size.1);
    buffer.content().iter().map(Cell::symbol).collect()
}

#[test]
fn what_is_read_floats_over_heads_and_a_lost_update_is_said() {
    for size in [(80, 12), (66, 24), (130, 44)] {
        let words = said(&kinds::race(false), size, true);
        assert!(words.contains("old 3") || words.contains("3!"), "{words}");
        assert!(words.contains("1 overwrote 2's update"), "{words}");
        let words = said(&kinds::race(true), size, true);
        assert!(words.contains("read 0"), "{size:?}: {words}");
    }
}

#[test]
fn what_neighbours_have_read_does_not_run_together() {
    let run = kinds::reads();
    for size in [(80, 12), (66, 24), (130, 44)] {
        let buffer = drawn(&run, &ui(&run, Look::default(), Lang::En), size.0, size.1);
        let of_read = Look::default().on(Role::Black, Role::Glass).bg;
        let mut times = 0;
        for row in buffer.area.rows() {
            let cells = row.columns().map(|cell| &buffer[(cell.x, cell.y)]);
            let cells: Vec<&Cell> = cells.collect();
            for run in cells.chunk_by(|a, b| (Some(a.bg) == of_read) == (Some(b.bg) == of_read)) {
                if Some(run[0].bg) == of_read {
                    let words: String = run.iter().map(|cell| cell.symbol()).collect();
                    let said = words.matches('3').count();
                    assert!(said <= 1, "{size:?}: {words:?}");
                    times += said;
                }
            }
        }
        assert!(times >= 2, "{size:?}: {times}");
    }
}

#[test]
fn at_a_round_table_everybody_keeps_a_seat_and_the_forks_have_their_names() {
    let run = kinds::table(5);
    for size in [(80, 12), (66, 24), (130, 44)] {
        let words = said(&run, size, false);
        let census = census(
            Rect::new(0, 0, size.0, size.1),
            &run.model,
            &ui(&run, Look::default(), Lang::En),
            run.now,
        );
        assert_eq!(census.shrunk + census.summed, 0, "{size:?}");
        let whole = words.matches("forks[").count();
        let named = (0..5).filter(|fork| words.contains(&format!("[{fork}]")));
        assert_eq!(named.count(), 5, "{size:?}: {words}");
        assert!(
            whole == 0 || whole == 5,
            "{size:?}: {whole} of five in full"
        );
    }
}

#[test]
fn a_free_lock_has_nobodys_colour() {
    use crate::view::sprite::{Dot, get};
    for name in ["lock", "lock.small", "lock.big"] {
        let sprite = get(name);
        for (x, y) in (0..sprite.width()).flat_map(|x| (0..sprite.height()).map(move |y| (x, y))) {
            let metal = [Role::Metal, Role::MetalDark, Role::MetalLight, Role::Black];
            match sprite.dot(0, x, y) {
                Dot::Clear => {}
                Dot::Role(role) => assert!(metal.contains(&role), "{name}: {role:?}"),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn the_lecturer_is_not_on_the_stage_of_a_program_without_keys_before_it_speaks() {
    let mut run = kinds::slots(7, 3);
    let mut ui = ui(&run, Look::default(), Lang::En);
    let here = |run: &Run, ui: &Ui| {
        let area = Rect::new(0, 0, 80, 24);
        let census = census(area, &run.model, ui, run.now + 2_000_000);
        census.figures.iter().any(|(task, _)| task.0 == 1)
    };
    assert!(!here(&run, &ui));
    ui.prompt = Some(crate::view::ui::Prompt::default());
    assert!(here(&run, &ui), "somebody types a statement");
    ui.prompt = None;
    run.want(crate::trace::TaskId(1), Op::Acquire, ObjectId(0), None);
    assert!(here(&run, &ui), "it waits");
}

#[test]
fn whoever_has_not_chosen_a_picture_gets_none_of_ours_and_nobody_is_dressed_up() {
    let mut run = kinds::slots(3, 2);
    run.spawn("producer", "producer");
    let ui = ui(&run, Look::default(), Lang::En);
    let show = Show {
        model: &run.model,
        ui: &ui,
        texts: Texts::of(Lang::En),
        moment: run.now,
        scale: 1,
        banded: None,
    };
    let producer = run.model.tasks.iter().last().unwrap();
    assert_eq!(cast::Costume::of(&show, producer), cast::Costume::Person);
}
