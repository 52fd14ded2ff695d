//! Every letter can be read on what it stands on, in every theme, in 24-bit and in 256 colours.

use std::collections::BTreeMap;

use primviz::scene;
use primviz::text::Lang;
use primviz::trace::{Micros, TaskId};
use primviz::view::Ui;
use primviz::view::theme::{Depth, Look, Theme};
use primviz::view::ui::Run;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::common::paced::Paced;
use crate::{draw, frame, sample, views};

/// Of WCAG 2, level AA, for text of any size.
const LEAST: f64 = 4.5;

const SECOND: Micros = 1_000_000;

/// Red, green and blue of a colour of the terminal, where that is known.
fn rgb(color: Color) -> Option<[u8; 3]> {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match color {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(index @ 16..=231) => {
            let index = usize::from(index - 16);
            Some([STEPS[index / 36], STEPS[index / 6 % 6], STEPS[index % 6]])
        }
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        _ => None,
    }
}

fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Whether a cell is there to be read: lines, frames and pixels are not.
fn is_read(cell: &Cell) -> bool {
    let letter = cell.symbol().chars().next();
    letter.is_some_and(|letter| letter != ' ' && !('\u{2500}'..='\u{259f}').contains(&letter))
}

/// Letters that are too faint, by their colours.
type Faint = BTreeMap<String, (f64, String)>;

fn look_at(buf: &Buffer, look: Look, what: &str, faint: &mut Faint) {
    for (place, cell) in buf.area().positions().map(|place| (place, &buf[place])) {
        if !is_read(cell) {
            continue;
        }
        let (mut fg, mut bg) = (cell.fg, cell.bg);
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut fg, &mut bg);
        }
        let (Some(ink), Some(ground)) = (rgb(fg), rgb(bg)) else {
            panic!(
                "{what}: {:?} at {place:?} is {fg:?} on {bg:?}",
                cell.symbol()
            );
        };
        let found = contrast(ink, ground);
        if found < LEAST {
            let name = |color| crate::name(Some(color), look);
            let key = format!(
                "{} {:?}: {} on {}",
                look.theme.name,
                look.depth,
                name(fg),
                name(bg)
            );
            let example = || (found, format!("{:?} at {place:?} of {what}", cell.symbol()));
            faint.entry(key).or_insert_with(example);
        }
    }
}

fn looks() -> impl Iterator<Item = Look> {
    let depths = [Depth::True, Depth::Ansi256];
    let of = move |theme| {
        depths.map(|depth| Look {
            theme,
            depth,
            ..Look::default()
        })
    };
    Theme::all().iter().flat_map(of)
}

fn no_letter_is(faint: &Faint) {
    let list = faint
        .iter()
        .map(|(key, (found, example))| format!("{key}: {found:.2}, {example}"));
    let list: Vec<_> = list.collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

#[test]
fn every_letter_of_every_pane_and_overlay_can_be_read_on_its_ground() {
    let mut faint = Faint::new();
    for look in looks() {
        for (name, tale, mut ui) in views() {
            // In Chinese they have the same colours.
            if ui.lang == Lang::Zh {
                continue;
            }
            ui.look = look;
            look_at(&frame(&tale, &mut ui, 120, 40), look, &name, &mut faint);
        }
    }
    no_letter_is(&faint);
}

/// While things happen, labels lie on halos, arrows and whoever passes by.
#[test]
fn every_letter_of_every_scene_can_be_read_on_its_ground_whatever_happens() {
    let mut faint = Faint::new();
    for scene in scene::list() {
        let mut run = Paced::new(&scene.name, scene.plain(), 7);
        for (step, second) in [1, 4, 7, 9, 12].into_iter().enumerate() {
            run.until(second * SECOND);
            if step == 2 {
                let words = scene.plain().words.as_ref();
                let keys = words.iter().flat_map(|words| &words.keys);
                for key in keys.filter(|key| !key.run.is_empty()).take(2) {
                    run.say(&key.run);
                }
                run.until(second * SECOND + 100_000);
            }
            for look in looks() {
                let mut ui = Ui {
                    listing: sample::listing(&run.model.hello.source),
                    look,
                    projector: step == 1,
                    chosen: (step == 3).then_some(TaskId(2)),
                    run: if step == 3 { Run::Paused } else { Run::Running },
                    now: run.now(),
                    hints: sample::hints(),
                    ..Ui::default()
                };
                let size = if step % 2 == 0 { (80, 24) } else { (120, 40) };
                for later in [0, 900_000] {
                    let buf = draw(&run.model, &mut ui, run.now() + later, size);
                    let what = format!("{} {size:?} {second}s+{later}", scene.name);
                    look_at(&buf, look, &what, &mut faint);
                }
            }
        }
    }
    no_letter_is(&faint);
}
