//! Pure: (model, moment, theme, size) to a buffer of cells.
//!
//! [`draw`] is a function of what it is given: no clock, no memory, no input. The little memory that a stable picture
//! needs (where the listing is scrolled to) is in [`Ui`], and [`settle`] brings it up to date before a frame.
//! The loop draws when something happened, and when [`next_change`] says that the picture changes by itself.

mod ansi;
mod band;
pub mod canvas;
mod code;
mod footer;
mod gallery;
mod headline;
mod help;
mod layout;
mod legend;
mod log;
pub mod mark;
pub mod motion;
mod output;
pub mod paint;
mod problems;
mod projector;
mod prompt;
mod question;
pub mod sprite;
pub mod stage;
mod status;
pub mod theme;
mod threads;
mod tiny;
pub mod ui;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Model, Moment, Verdict};
use crate::text::Texts;
use crate::trace::Micros;
use layout::{Form, Layout};
use theme::{Look, Role};
pub use ui::Ui;
use ui::{Overlay, Run};

/// Fewest columns of a screen that anything can be seen on.
pub const LEAST_COLUMNS: u16 = 60;
/// Fewest rows.
pub const LEAST_ROWS: u16 = 18;

/// What every pane is drawn from.
#[derive(Clone, Copy)]
struct View<'a> {
    model: &'a Model,
    ui: &'a Ui,
    texts: &'static Texts,
    look: Look,
    moment: Moment,
    /// Program time to show.
    now: Micros,
}

impl<'a> View<'a> {
    fn new(model: &'a Model, ui: &'a Ui, moment: Moment) -> Self {
        // Where nobody can go on, or all is over, the time that passes means nothing to the program: it stands still.
        let now = match model.verdict {
            Verdict::Ended => model.time,
            Verdict::Deadlock(_) | Verdict::Stalled => model.idle.unwrap_or(ui.now).min(ui.now),
            _ => ui.now,
        };
        Self {
            model,
            ui,
            texts: Texts::of(ui.lang),
            look: ui.look,
            moment,
            now,
        }
    }

    fn get(&self, key: &'static str) -> &'static str {
        self.texts.get(key)
    }
}

/// Reads the sprites, so that the first frame need not wait for them.
pub fn prepare() {
    sprite::prepare();
}

/// Draws the whole screen into `area` of `buf`. Any size will do; one that is too small is told so.
pub fn draw(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let view = View::new(model, ui, moment);
    paint::clear(buf, area, view.look.on(Role::Text, Role::Ground));
    if area.width < LEAST_COLUMNS || area.height < LEAST_ROWS {
        layout::draw_too_small(buf, area, view);
        return;
    }
    if let Overlay::Gallery(gallery) = &ui.overlay {
        gallery::draw(buf, area, view, gallery);
        return;
    }
    let layout = Layout::of(area, view);
    status::draw(buf, layout.status, view);
    if layout.form == Form::Projector {
        let rows = projector::Rows::of(area, view);
        projector::draw_head(buf, layout.headline, rows, view);
    } else {
        headline::draw(buf, layout.headline, view);
    }
    stage::draw(buf, layout.stage, model, ui, moment);
    layout.draw_lines(buf, view);
    if layout.form == Form::Projector && ui.pane == ui::Pane::Stage {
        projector::draw_code(buf, layout.code, view);
    } else {
        code::draw(buf, layout.code, view);
    }
    threads::draw(buf, layout.threads, view);
    log::draw(buf, layout.log, view);
    output::draw(buf, layout.output, view);
    band::draw(buf, layout.band, view);
    match ui
        .asking
        .as_ref()
        .filter(|_| ui.overlay == Overlay::Question)
    {
        Some(asking) => {
            let hints = question::hints(asking, view);
            // A projector has no footer.
            let last = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            footer::hints(buf, last, &hints, view);
        }
        None => footer::draw(buf, layout.footer, view),
    }
    match &ui.overlay {
        Overlay::None | Overlay::Gallery(_) => {}
        Overlay::Help => help::draw(buf, area, view),
        Overlay::Question => question::draw(buf, area, layout.stage, view),
        Overlay::Problems(problems) => problems::draw(buf, area, view, problems),
    }
    if let Some(prompt) = &ui.prompt {
        prompt::draw(buf, area, view, prompt);
    }
}

/// Draws the scene that plays in the gallery, over what stands in its place: its model, and how to draw it.
pub fn draw_preview(
    buf: &mut Buffer,
    area: Rect,
    ui: &Ui,
    (model, small): (&Model, &Ui),
    moment: Moment,
) {
    let area = area.intersection(*buf.area());
    let Overlay::Gallery(gallery) = &ui.overlay else {
        return;
    };
    if area.width < LEAST_COLUMNS || area.height < LEAST_ROWS {
        return;
    }
    let plate = gallery::plate(area, gallery);
    if !plate.is_empty() {
        paint::clear(buf, plate, small.look.on(Role::Text, Role::Ground));
        stage::draw_bare(buf, plate, model, small, moment);
    }
}

/// Where the picture is, on a screen of this area; empty where another pane has its place.
pub fn stage_area(model: &Model, ui: &Ui, area: Rect, moment: Moment) -> Rect {
    let whole = area.width >= LEAST_COLUMNS && area.height >= LEAST_ROWS;
    if !whole || matches!(ui.overlay, Overlay::Gallery(_)) {
        return Rect {
            width: 0,
            height: 0,
            ..area
        };
    }
    Layout::of(area, View::new(model, ui, moment)).stage
}

/// Brings what the view remembers up to date: call it before [`draw`], with the same area.
pub fn settle(model: &Model, ui: &mut Ui, area: Rect, moment: Moment) {
    if area.width < LEAST_COLUMNS || area.height < LEAST_ROWS {
        return;
    }
    if matches!(ui.overlay, Overlay::Gallery(_)) {
        let (down, up) = help::reach(area, View::new(model, ui, moment));
        ui.back = ui.back.clamp(down, up);
        return;
    }
    let view = View::new(model, ui, moment);
    let layout = Layout::of(area, view);
    let scroll = code::follow(layout.code, view);
    let (down, up) = match ui.overlay {
        Overlay::Help => help::reach(area, view),
        _ => layout.reach(view),
    };
    ui.scroll = scroll;
    ui.back = ui.back.clamp(down, up);
}

/// When the picture next changes by itself, if nothing happens: `None` is a still picture, a moment that is not later
/// than `moment` asks for the next frame.
pub fn next_change(model: &Model, ui: &Ui, moment: Moment) -> Option<Moment> {
    let view = View::new(model, ui, moment);
    let mut next: Option<Moment> = None;
    let mut at = |when: Moment| next = Some(next.map_or(when, |next| next.min(when)));
    if let Some(notice) = &ui.notice {
        at(notice.until);
    }
    if matches!(ui.overlay, Overlay::Gallery(_)) {
        return next;
    }
    if let Some(when) = code::next_change(view) {
        at(when);
    }
    if let Some(when) = headline::next_change(view) {
        at(when);
    }
    if let Some(when) = projector::next_change(view) {
        at(when);
    }
    if let Some(when) = clock_change(view) {
        at(when);
    }
    if let Some(when) = words::next_change(view) {
        at(when);
    }
    if let Some(when) = stage::next_change(model, ui, moment) {
        at(when);
    }
    next
}

/// When the clock on the screen shows another tenth of a second.
fn clock_change(view: View) -> Option<Moment> {
    const TENTH: Micros = 100_000;
    const SECOND: Micros = 1_000_000;
    if !matches!(view.ui.run, Run::Running | Run::Pausing) {
        return None;
    }
    let tick = match view.model.verdict {
        Verdict::Running => TENTH,
        Verdict::WaitingForInput(_) | Verdict::WaitingForLecturer => SECOND,
        Verdict::Ended | Verdict::Deadlock(_) | Verdict::Stalled => return None,
    };
    let left = (tick - view.ui.now % tick) as f64 / f64::from(view.ui.speed.max(0.01));
    // A fast program's tenths are not worth a frame each.
    let least = if view.ui.speed > 1.0 { TENTH } else { 0 };
    Some(view.moment + (left as Moment).max(least))
}
