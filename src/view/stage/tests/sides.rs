//! Who makes and who takes: at each end of a belt its own people.

use super::{acts, paint, set, ui};
use crate::text::Lang;
use crate::view::theme::{Look, Role};
use ratatui::layout::Rect;

#[test]
fn nobody_is_on_the_wrong_side_of_the_belt() {
    for (blocked, getters) in [(0, 0), (2, 0), (0, 3), (6, 0)] {
        let run = acts::kitchen(Some(4), 4, blocked, getters);
        let ui = ui(&run, Look::default(), Lang::En);
        for (width, height) in [(80, 14), (80, 10), (60, 12), (70, 26), (130, 44), (34, 13)] {
            let area = Rect::new(0, 0, width, height);
            let (show, _, mut canvas) = set(area, &run.model, &ui, run.now);
            let company = paint(&mut canvas, &show).company;
            let seen = |name: &'static str| {
                let cast = company.cast.iter();
                let shown = cast.filter(|figure| !figure.stand.hidden);
                shown
                    .filter(move |figure| figure.task.name.starts_with(name))
                    .map(|figure| figure.stand.at.x)
            };
            let cooks = seen("cook").fold(f32::NEG_INFINITY, f32::max);
            let eaters = seen("eater").fold(f32::INFINITY, f32::min);
            assert!(
                cooks < eaters,
                "{width}x{height}, {blocked} blocked: a cook at {cooks}, an eater at {eaters}"
            );
        }
    }
}

/// Whether there is anything of the colour of what is shut left and right of the middle of a picture.
fn shut(run: &acts::Run, (width, height): (u16, u16)) -> (bool, bool) {
    let ui = ui(run, Look::default(), Lang::En);
    let area = Rect::new(0, 0, width, height);
    let mut buffer = ratatui::buffer::Buffer::empty(area);
    super::draw(&mut buffer, area, &run.model, &ui, run.now);
    let red = ui.look.color(Role::Bad);
    let is_red = |x: u16, y: u16| {
        let cell = &buffer[(x, y)];
        [cell.fg, cell.bg].contains(&red)
    };
    let side = |from: u16, to: u16| (from..to).any(|x| (4..height).any(|y| is_red(x, y)));
    // The stoves at the left end are lit.
    (side(10, width / 2), side(width / 2, width))
}

#[test]
fn the_gate_is_shut_at_the_end_where_one_has_to_wait() {
    for size in [(80, 14), (80, 24), (70, 30), (130, 44)] {
        let full = acts::kitchen(Some(4), 4, 0, 0);
        let neither = acts::kitchen(Some(4), 2, 0, 0);
        let empty = acts::kitchen(Some(4), 0, 0, 0);
        assert_eq!(shut(&full, size), (true, false), "{size:?}: full");
        assert_eq!(shut(&neither, size), (false, false), "{size:?}: neither");
        assert_eq!(shut(&empty, size), (false, true), "{size:?}: empty");
    }
}

#[test]
fn queues_without_a_scene_are_all_there_with_their_people_beside_them() {
    let run = super::kinds::pipeline();
    let ui = ui(&run, Look::default(), Lang::En);
    for (width, height) in [(59, 26), (130, 44)] {
        let area = Rect::new(0, 0, width, height);
        let (show, _, mut canvas) = set(area, &run.model, &ui, run.now);
        let company = paint(&mut canvas, &show).company;
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        super::draw(&mut buffer, area, &run.model, &ui, run.now);
        let words: String = buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        for name in ["raw", "parsed", "results"] {
            assert!(words.contains(name), "{width}x{height}: no {name}");
        }
        assert!(!words.contains("more"), "{width}x{height}: {words}");
        // Nobody stands in front of what lies there.
        for item in ["ready", "steady", "go"] {
            assert!(words.contains(item), "{width}x{height}: {item} is hidden");
        }
        for figure in company.cast.iter().filter(|figure| !figure.stand.hidden) {
            let x = figure.stand.at.x;
            assert!(
                x >= 2.0 && x < f32::from(width) - 1.0,
                "{width}x{height}: {x}"
            );
        }
    }
}
