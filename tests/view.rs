//! The frames that the view makes of runs made by hand.

#[path = "view/clock.rs"]
mod clock;
mod common;
#[path = "view/contrast.rs"]
mod contrast;
#[path = "view/films.rs"]
mod films;
#[path = "view/headline.rs"]
mod headline;
#[path = "view/kinds.rs"]
mod kinds;
#[path = "view/listing.rs"]
mod listing;
#[path = "view/log.rs"]
mod log;
#[path = "view/projector.rs"]
mod projector;
#[path = "view/questions.rs"]
mod questions;
#[path = "view/sample.rs"]
mod sample;
#[path = "view/scenes.rs"]
mod scenes;
#[path = "view/signs.rs"]
mod signs;

use std::fmt::Write;

use primviz::model::{Model, Moment};
use primviz::text::Lang;
use primviz::trace::{Event, TaskId};
use primviz::view::theme::{Depth, Look, Role, Theme};
use primviz::view::ui::{
    Gallery, GalleryEntry, Notice, Overlay, Pane, Problem, Problems, Prompt, PromptError, Purpose,
    Run, Ui,
};
use primviz::view::{self, paint};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use sample::Tale;

/// A frame, as the application would draw it.
fn frame(tale: &Tale, ui: &mut Ui, width: u16, height: u16) -> Buffer {
    draw(&tale.model, ui, tale.time, (width, height))
}

fn draw(model: &Model, ui: &mut Ui, moment: Moment, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    view::settle(model, ui, area, moment);
    ui.scroll.since = 0;
    view::draw(&mut buf, area, model, ui, moment);
    buf
}

/// Text and styles of a frame: two grids, one of characters, one of letters that a legend explains. The picture is
/// left out: it has tests of its own.
fn dump(buf: &Buffer, stage: Rect, look: Look) -> String {
    let area = buf.area();
    let mut legend: Vec<Style> = Vec::new();
    let (mut text, mut styles) = (String::new(), String::new());
    for y in area.top()..area.bottom() {
        let mut skip = 0;
        for x in area.left()..area.right() {
            let cell = &buf[(x, y)];
            if stage.contains((x, y).into()) {
                text.push('.');
                styles.push('.');
                continue;
            }
            if skip == 0 {
                text.push_str(cell.symbol());
                skip = paint::width(cell.symbol()).max(1);
            }
            skip -= 1;
            let style = cell.style();
            let known = legend.iter().position(|other| *other == style);
            let index = known.unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            styles.push(letter(index));
        }
        for grid in [&mut text, &mut styles] {
            grid.truncate(grid.trim_end().len());
            grid.push('\n');
        }
    }
    let mut key = String::new();
    for (index, style) in legend.iter().enumerate() {
        let _ = writeln!(key, "{}: {}", letter(index), style_name(*style, look));
    }
    format!("{text}\n{styles}\n{key}")
}

/// A style in a legend.
fn style_name(style: Style, look: Look) -> String {
    let (fg, bg) = (name(style.fg, look), name(style.bg, look));
    format!("{fg} on {bg} {:?}", style.add_modifier)
}

/// A colour by the first role that has it: a theme may change its shades.
fn name(color: Option<Color>, look: Look) -> String {
    let Some(color) = color.filter(|color| *color != Color::Reset) else {
        return "none".into();
    };
    let role = Role::ALL.iter().find(|role| look.color(**role) == color);
    let figure = || (0..look.theme.figures()).find(|index| look.figure_color(*index) == color);
    match role {
        Some(role) => role.name().into(),
        None => figure().map_or_else(|| color.to_string(), |index| format!("figure {index}")),
    }
}

/// Letters, digits, and then Latin letters with marks: a picture has many styles.
fn letter(index: usize) -> char {
    let plain = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    plain.chain('\u{100}'..'\u{180}').nth(index).unwrap_or('?')
}

fn snapshot(name: &str, tale: &Tale, ui: &mut Ui, (width, height): (u16, u16)) {
    let buf = frame(tale, ui, width, height);
    let area = Rect::new(0, 0, width, height);
    let stage = view::stage_area(&tale.model, ui, area, tale.time);
    record(&format!("{name}_{width}x{height}"), &buf, stage, ui.look);
}

fn record(name: &str, buf: &Buffer, without: Rect, look: Look) {
    insta::with_settings!({snapshot_path => "view/snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(name, dump(buf, without, look));
    });
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn a_run_at_three_sizes() {
    for size in SIZES {
        let tale = sample::traffic();
        let mut ui = Ui {
            chosen: Some(TaskId(4)),
            ..tale.ui()
        };
        snapshot("traffic", &tale, &mut ui, size);
    }
}

#[test]
fn a_failure_is_told_in_words_at_any_width() {
    use primviz::trace::Ending;
    let text = |buf: &Buffer| -> String {
        let area = buf.area();
        let row = |y| {
            (0..area.width)
                .map(|x| buf[(x, y)].symbol())
                .collect::<String>()
                + "\n"
        };
        (0..area.height).map(row).collect()
    };
    let mut tale = sample::traffic();
    let task = tale.model.tasks.iter().map(|task| task.id).nth(2);
    let how = Ending::Raised("ValueError: a long story of what went wrong".into());
    let task = task.expect("there are cars");
    tale.tell(Event::End { task, how });
    let mut ui = tale.ui();
    let told = text(&frame(&tale, &mut ui, 200, 60));
    assert!(told.contains("× failed"), "{told}");
}

#[test]
fn a_deadlock_in_chinese_without_colours() {
    let tale = sample::deadlock();
    let mut ui = Ui {
        lang: Lang::Zh,
        ..tale.ui()
    };
    ui.look.depth = Depth::None;
    snapshot("deadlock_zh_none", &tale, &mut ui, (120, 40));
}

#[test]
fn what_lies_over_the_panes() {
    for (name, overlay) in overlays() {
        let tale = sample::traffic();
        let mut ui = Ui {
            overlay,
            ..tale.ui()
        };
        ui.look.depth = Depth::Ansi16;
        snapshot(name, &tale, &mut ui, (80, 24));
    }
    for (name, prompt) in prompts() {
        let tale = sample::traffic();
        let mut ui = Ui {
            prompt: Some(prompt),
            ..tale.ui()
        };
        ui.look.ascii = true;
        snapshot(name, &tale, &mut ui, (80, 24));
    }
}

fn overlays() -> Vec<(&'static str, Overlay)> {
    let entries: Vec<GalleryEntry> = primviz::scene::list()
        .iter()
        .filter_map(|scene| {
            let words = scene.plain().words.as_ref()?;
            Some(GalleryEntry {
                name: scene.name.as_str().into(),
                title: words.title.clone(),
                about: scene.description.clone(),
                kinds: vec![primviz::trace::ObjectKind::Event],
                variants: scene
                    .variants
                    .iter()
                    .skip(1)
                    .map(|v| (v.name.as_str().into(), v.description.clone()))
                    .collect(),
                picture: words.picture.clone(),
                keys: words.keys.clone(),
            })
        })
        .collect();
    let problem =
        |line: u32, column, end_column, source: &str, message: &str, instead: Option<&str>| {
            Problem {
                line,
                column,
                end_column,
                source_line: source.into(),
                message: message.into(),
                instead: instead.map(Into::into),
            }
        };
    vec![
        ("help", Overlay::Help),
        (
            "gallery",
            Overlay::Gallery(Gallery {
                help: false,
                entries: entries.into(),
                chosen: 3,
                variant: 1,
            }),
        ),
        (
            "problems",
            Overlay::Problems(Problems {
                file: "broken.py".into(),
                list: vec![
                    problem(
                        3,
                        5,
                        10,
                        "    async def run(self):",
                        "a coroutine has no thread",
                        Some("write def, and start a Thread"),
                    ),
                    problem(
                        12,
                        12,
                        15,
                        "红 = 1; import sys",
                        "there is no module sys here",
                        None,
                    ),
                    problem(0, 0, 0, "", "and something about the whole file", None),
                ],
            }),
        ),
    ]
}

fn prompts() -> Vec<(&'static str, Prompt)> {
    let prompt = |text: &str| Prompt {
        text: text.into(),
        cursor: text.chars().count(),
        ..Prompt::default()
    };
    vec![
        (
            "prompt",
            Prompt {
                completions: ["set", "setattr", "is_set"].map(Into::into).into(),
                completion: Some(1),
                history: Some((3, 7)),
                ..prompt("light.setattr")
            },
        ),
        (
            "prompt_error",
            Prompt {
                error: Some(PromptError {
                    message: "NameError: name 'ligth' is not defined".into(),
                    at: Some((0, 5)),
                }),
                ..prompt("ligth.set()")
            },
        ),
        (
            "prompt_input",
            Prompt {
                purpose: Purpose::Input {
                    task: TaskId(3),
                    text: "how many? ".into(),
                },
                ..prompt("3 红")
            },
        ),
        (
            "prompt_busy",
            Prompt {
                busy: true,
                ..prompt(&"a very long statement + ".repeat(9))
            },
        ),
    ]
}

/// Every way to look at every run, in both languages.
fn views() -> Vec<(String, Tale, Ui)> {
    let mut views = Vec::new();
    for (name, tale) in [
        ("traffic", sample::traffic as fn() -> Tale),
        ("deadlock", sample::deadlock),
        ("crowd", sample::crowd),
    ] {
        for lang in [Lang::En, Lang::Zh] {
            let plain = |what: &str| (format!("{name} {lang:?} {what}"), tale());
            let mut add = |what: &str, change: &dyn Fn(&mut Ui)| {
                let (name, tale) = plain(what);
                let mut ui = Ui {
                    lang,
                    chosen: Some(TaskId(4)),
                    ..tale.ui()
                };
                change(&mut ui);
                views.push((name, tale, ui));
            };
            for pane in Pane::ALL {
                add(&format!("{pane:?}"), &|ui| ui.pane = pane);
            }
            add("paused", &|ui| ui.run = Run::Paused);
            add("projector", &|ui| ui.projector = true);
            for (what, overlay) in overlays() {
                add(what, &|ui| ui.overlay = overlay.clone());
            }
            for (what, prompt) in prompts() {
                add(what, &|ui| ui.prompt = Some(prompt.clone()));
            }
        }
    }
    views
}

#[test]
fn every_glyph_is_one_cell_wide_or_a_whole_wide_character() {
    for (name, tale, mut ui) in views() {
        for (width, height) in SIZES {
            let buf = frame(&tale, &mut ui, width, height);
            for y in 0..height {
                let mut x = 0;
                while x < width {
                    let symbol = buf[(x, y)].symbol();
                    let columns = paint::width(symbol);
                    assert!(
                        symbol.chars().count() == 1,
                        "{name} {width}x{height} at {x},{y}: {symbol:?}"
                    );
                    assert!(
                        !symbol.contains('\u{fe0f}') && !is_emoji(symbol),
                        "{name}: {symbol:?}"
                    );
                    if columns == 2 {
                        assert!(
                            x + 1 < width,
                            "{name} {width}x{height} at {x},{y}: {symbol:?} is cut by the edge"
                        );
                        let next = buf[(x + 1, y)].symbol();
                        assert!(
                            next == " " || next.is_empty(),
                            "{name} at {x},{y}: {symbol:?} {next:?}"
                        );
                    }
                    x += columns.max(1);
                }
            }
        }
    }
}

/// Characters that terminals may draw as pictures, two cells wide.
fn is_emoji(symbol: &str) -> bool {
    let pictures = [
        '▶', '◀', '⏸', '⏹', '⏺', '◼', '◻', '✔', '✖', '☎', '☞', '⚠', '⚡', '⌛', '⏳',
    ];
    symbol
        .chars()
        .any(|c| pictures.contains(&c) || ('\u{1f000}'..'\u{1ffff}').contains(&c))
}

#[test]
fn ascii_is_ascii() {
    for (name, tale, mut ui) in views() {
        ui.look.ascii = true;
        for (width, height) in SIZES {
            let buf = frame(&tale, &mut ui, width, height);
            for cell in buf.content() {
                let symbol = cell.symbol();
                assert!(
                    symbol.is_ascii() || paint::width(symbol) == 2,
                    "{name} {width}x{height}: {symbol:?}"
                );
            }
        }
    }
}

#[test]
fn without_colours_there_are_none() {
    for (name, tale, mut ui) in views() {
        ui.look.depth = Depth::None;
        let buf = frame(&tale, &mut ui, 120, 40);
        let plain = buf
            .content()
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset);
        assert!(plain, "{name}");
    }
}

#[test]
fn chinese_text_breaks_no_border() {
    for (name, tale, mut ui) in views() {
        let boxed = matches!(ui.overlay, Overlay::Help | Overlay::Problems(_));
        if !boxed {
            continue;
        }
        for (width, height) in [
            (60, 18),
            (80, 24),
            (81, 24),
            (120, 40),
            (121, 41),
            (200, 60),
        ] {
            let buf = frame(&tale, &mut ui, width, height);
            let find = |corner: &str| {
                let index = buf
                    .content()
                    .iter()
                    .position(|cell| cell.symbol() == corner);
                let missing = || panic!("{name} {width}x{height}: no {corner}");
                index.map_or_else(missing, |index| buf.pos_of(index))
            };
            let ((left, top), (right, bottom)) = (find("╭"), find("╯"));
            for y in top + 1..bottom {
                assert_eq!(
                    buf[(left, y)].symbol(),
                    "│",
                    "{name} {width}x{height} row {y}"
                );
                assert_eq!(
                    buf[(right, y)].symbol(),
                    "│",
                    "{name} {width}x{height} row {y}"
                );
                if left > 0 {
                    assert!(
                        paint::width(buf[(left - 1, y)].symbol()) < 2,
                        "{name} {width}x{height} row {y}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_chosen_thread_is_told_from_others_without_colours() {
    let tale = sample::traffic();
    let mut ui = Ui {
        chosen: Some(TaskId(4)),
        ..tale.ui()
    };
    ui.look.depth = Depth::None;
    let buf = frame(&tale, &mut ui, 120, 40);
    let mark = buf.content().iter().position(|cell| cell.symbol() == "►");
    assert!(mark.is_some());
    let reversed = buf
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
    assert!(reversed.count() > 60);
}

#[test]
fn a_still_picture_asks_for_no_frames() {
    let tale = sample::deadlock();
    let mut ui = tale.ui();
    let late = tale.time + 60_000_000;
    let area = Rect::new(0, 0, 120, 40);
    view::settle(&tale.model, &mut ui, area, late);
    let next = view::next_change(&tale.model, &ui, late + 2_000_000);
    let soon = late + 2_300_000..late + 3_000_000;
    assert!(
        next.is_some_and(|next| soon.contains(&next)),
        "a circle pulses: {next:?}"
    );
    ui.reduced_motion = true;
    assert_eq!(view::next_change(&tale.model, &ui, late + 2_000_000), None);
    let tale = sample::traffic();
    let mut ui = Ui {
        run: Run::Paused,
        ..tale.ui()
    };
    view::settle(&tale.model, &mut ui, area, late);
    assert_eq!(view::next_change(&tale.model, &ui, late + 2_000_000), None);
    ui.run = Run::Running;
    assert!(view::next_change(&tale.model, &ui, late).is_some());
}

#[test]
fn a_notice_goes_when_its_time_has_come() {
    let tale = sample::deadlock();
    let until = tale.time + 90_000_000;
    let mut ui = Ui {
        notice: Some(Notice {
            text: "speed 2x".into(),
            warning: false,
            until,
        }),
        // A circle that pulses asks for frames of its own.
        reduced_motion: true,
        ..tale.ui()
    };
    view::settle(
        &tale.model,
        &mut ui,
        Rect::new(0, 0, 120, 40),
        until - 60_000_000,
    );
    assert_eq!(
        view::next_change(&tale.model, &ui, until - 10_000_000),
        Some(until)
    );
}

#[test]
fn the_listing_stays_where_it_is_while_the_chosen_line_is_seen() {
    let mut tale = sample::traffic();
    let mut ui = Ui {
        chosen: Some(TaskId(3)),
        ..tale.ui()
    };
    let area = Rect::new(0, 0, 80, 24);
    view::settle(&tale.model, &mut ui, area, tale.time);
    let before = ui.scroll;
    assert!(before.to > 0);
    tale.at(3, 24);
    view::settle(&tale.model, &mut ui, area, tale.time);
    assert_eq!(ui.scroll.to, before.to);
    tale.pass(1_000);
    tale.at(3, 2);
    view::settle(&tale.model, &mut ui, area, tale.time);
    assert_eq!((ui.scroll.from, ui.scroll.to), (before.to, 0));
    assert_eq!(
        view::next_change(&tale.model, &ui, tale.time),
        Some(tale.time)
    );
}

#[test]
fn more_tasks_than_rows_are_summed_up() {
    let tale = sample::crowd();
    let mut ui = Ui {
        chosen: Some(TaskId(700)),
        ..tale.ui()
    };
    let buf = frame(&tale, &mut ui, 120, 40);
    let text: String = buf
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(text.contains("visitor-700"), "{text}");
    assert!(text.contains("more: 74"), "{text}");
    assert!(text.contains("+749"), "marks on one line are summed up");
}

#[test]
fn a_model_that_knows_nothing_can_be_drawn() {
    let model = Model::default();
    for (width, height) in SIZES {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        view::draw(&mut buf, area, &model, &Ui::default(), 0);
    }
}

#[test]
fn one_sentence_asks_for_more_room() {
    let tale = sample::traffic();
    let buf = frame(&tale, &mut tale.ui(), 59, 17);
    let text: String = buf
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(
        text.contains("60 x 18") && text.contains("59 x 17"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn no_size_and_no_view_panics(
        width in 0u16..230,
        height in 0u16..75,
        which in 0usize..96,
        back in -300i32..300,
        theme in 0usize..3,
        ascii: bool,
        moment in 0u64..20_000_000,
    ) {
        thread_local! {
            static VIEWS: Vec<(String, Tale, Ui)> = views();
        }
        VIEWS.with(|views| {
            let (_, tale, ui) = &views[which % views.len()];
            let mut ui = ui.clone();
            ui.back = back;
            ui.look.theme = &Theme::all()[theme];
            ui.look.ascii = ascii;
            let area = Rect::new(0, 0, width, height);
            let mut buf = Buffer::empty(area);
            view::settle(&tale.model, &mut ui, area, moment);
            view::draw(&mut buf, area, &tale.model, &ui, moment);
            let _ = view::next_change(&tale.model, &ui, moment);
            // A screen that shrank between settling and drawing.
            let smaller = Rect::new(0, 0, width / 2, height / 2);
            let mut buf = Buffer::empty(smaller);
            view::draw(&mut buf, area, &tale.model, &ui, moment);
        });
    }

    #[test]
    fn whatever_a_program_prints_can_be_drawn(text in "\\PC{0,200}|[\\x00-\\x7f\u{1b}\\[;0-9m]{0,200}") {
        let mut tale = sample::traffic();
        tale.tell(Event::Out { task: TaskId(3), text: format!("{text}\n").into(), err: false });
        let mut ui = tale.ui();
        let buf = frame(&tale, &mut ui, 200, 60);
        for cell in buf.content() {
            prop_assert!(!cell.symbol().chars().any(char::is_control));
        }
    }
}
