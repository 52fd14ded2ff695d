//! Who makes and who takes: at each end of a belt its own people.

use super::{acts, paint, set, ui};
use crate::text::Lang;
use crate::view::theme::Look;
use ratatui::layout::Rect;

#[test]
fn nobody_is_on_the_wrong_side_of_the_belt() {
    for (blocked, getters) in [(0, 0), (2, 0), (0, 3), (6, 0)] {
        let run = acts::kitchen(Some(4), 4, blocked, getters);
        let ui = ui(&run, Look::default(), Lang::En);
        for (width, height) in [(80, 14), (80, 10), (60, 12), (70, 26), (130, 44), (34, 13)] {
            let area = Rect::new(0, 0, width, height);
            let (show, _, mut canvas) = set(area, &run.model, &ui, run.now);
            let (company, _) = paint(&mut canvas, &show);
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
