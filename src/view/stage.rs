//! The stage: a small pixel theatre with a picture for each kind of primitive.
//!
//! A `Picture` knows where things are; the cast walks between them by what the model's trails say; flights show what
//! caused what. Everything is a function of the model, the settings and the moment.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Doing, Model, Moment, Object, Place, Spot, Task};
use crate::text::Texts;
use crate::trace::{ObjectId, ObjectKind};
use crate::view::Ui;
use crate::view::canvas::{Canvas, columns};
use crate::view::motion::{FLIGHT, LEAVE, Point, STIR, WALK, ease, under_way};
use crate::view::theme::Role;

mod arrows;
mod beat;
mod board;
mod boards;
mod cast;
mod census;
mod clocks;
mod company;
mod corridor;
mod flights;
mod gate;
mod ground;
mod kitchen;
mod lobby;
mod locks;
mod marks;
mod office;
mod plan;
mod reading;
mod routes;
mod shelf;
mod shout;
mod show;
mod slots;
mod stays;
mod street;
mod table;
mod waiting;
mod yard;

pub use beat::{UNIT as BEAT, given_line};
use cast::{Course, Figure, Stand};
pub use census::{Census, census};
use company::Company;
use ground::Ground;
pub(super) use shout::Said;
use show::{PULSE, Show, Zone, pulses};

/// A place of the theatre, for one object or several of a kind.
trait Picture {
    /// Whether an object is drawn here.
    fn owns(&self, object: ObjectId) -> bool;
    /// Whether somebody who is in no line belongs here, wherever it was last.
    fn claims(&self, _task: &Task) -> bool {
        false
    }
    /// Its ground.
    fn zone(&self) -> Zone;
    /// Where one may go aside whose place is taken, and who is in no line.
    fn lounge(&self, _task: &Task) -> Zone {
        self.zone()
    }
    /// What is behind the figures.
    fn backdrop(&self, canvas: &mut Canvas, show: &Show);
    /// Where a task stands that is in this place; `index` is its place in a line or its slot.
    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand;
    /// What joins figures to things: it runs behind them.
    fn ties(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}
    /// What is before the figures. Words that are to be read belong to the backdrop: there they keep the figures away.
    fn front(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]);
    /// Words that give way to everything else: they are written where the ground is still free.
    fn remarks(&self, _canvas: &mut Canvas, _show: &Show, _ground: &mut Ground, _cast: &[Figure]) {}
    /// Where flights come from and go to.
    fn spot(&self, show: &Show, spot: Spot) -> Point;
    /// Free wall for the boards with shared data, if there is any.
    fn wall(&self) -> Option<Zone> {
        None
    }
    /// Whether the shared data stands in the picture itself.
    fn shows_data(&self) -> bool {
        false
    }
    /// Somebody's place that no board is hung before.
    fn reserved(&self) -> Option<Zone> {
        None
    }
    /// Where the main thread stands while it is in no line; the lecturer stands [`STAFF`] to the right of it. A picture
    /// reserves this place: nobody else stands there, and nothing is written there.
    fn staff(&self) -> Point;
    /// Whether those who stand aside are small ones here, as all others are.
    fn staff_is_small(&self) -> bool {
        false
    }
    /// Whether the glyphs of those who stand aside are beside their feet, not below.
    fn staff_has_names_beside(&self) -> bool {
        false
    }
    /// How long one is seen who leaves the stage from here; at most [`LEAVE`].
    fn leaving(&self, _task: &Task) -> Moment {
        WALK
    }
    /// Where one is who leaves, some share of its way from one place to the other.
    fn way_out(&self, _show: &Show, _task: &Task, from: Point, to: Point, share: f32) -> Point {
        from.towards(to, ease(share))
    }
    /// Where one is at this moment whose way is not straight from place to place; `straight` is where it would be else.
    fn course(&self, _show: &Show, _task: &Task, _straight: Point) -> Option<Course> {
        None
    }
    /// Pixel where the number of those begins whom there is no room for; it is written at the free place nearest to it.
    fn rest(&self) -> Point {
        let zone = self.zone();
        Point::new(zone.right() as f32, zone.bottom() as f32)
    }
}

/// Draws the stage into `area`.
pub fn draw(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let (show, band, mut canvas) = set(area, model, ui, moment);
    paint(&mut canvas, &show);
    canvas.finish(buf);
    shout::draw(buf, band, &show);
}

/// Draws the pictures alone, over the whole of `area`: a small one has no room for what is to be read from afar.
pub fn draw_bare(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let scale = plan::scale(area, model, ui);
    let mut canvas = Canvas::new(area, ui.look, scale);
    paint(&mut canvas, &show(model, ui, moment, scale));
    canvas.finish(buf);
}

/// What is shown, the band above the pictures, and the canvas for these.
fn set<'a>(area: Rect, model: &'a Model, ui: &'a Ui, moment: Moment) -> (Show<'a>, Rect, Canvas) {
    let scale = plan::scale(area, model, ui);
    let (band, below) = parts(area, scale, ui);
    let canvas = Canvas::new(below, ui.look, scale);
    let mut show = show(model, ui, moment, scale);
    if !band.is_empty() {
        show.banded = plan::main_object(model).map(|object| object.id);
    }
    (show, band, canvas)
}

fn show<'a>(model: &'a Model, ui: &'a Ui, moment: Moment, scale: u16) -> Show<'a> {
    Show {
        model,
        ui,
        texts: Texts::of(ui.lang),
        moment,
        scale: i32::from(scale),
        banded: None,
    }
}

/// Real pixels a logical pixel of the pictures over this area.
pub fn scale(area: Rect, model: &Model, ui: &Ui) -> u16 {
    plan::scale(area, model, ui)
}

/// What is to be read from the last row, where it is not the stage that says it.
pub(super) fn said(model: &Model, ui: &Ui, moment: Moment) -> Option<Said> {
    shout::said(&show(model, ui, moment, 1))
}

/// The band for what is to be read from afar, and the rest for the pictures.
fn parts(area: Rect, scale: u16, ui: &Ui) -> (Rect, Rect) {
    // On a projector it stands above the stage, larger.
    let rows = if ui.projector {
        0
    } else {
        shout::rows(area, scale)
    };
    let band = Rect {
        height: rows,
        ..area
    };
    let below = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (band, below)
}

/// What has been painted.
struct Painted<'a> {
    company: Company<'a>,
    /// Which labels are the figures' own.
    own: Range<usize>,
    arrows: arrows::Landed,
}

/// Paints everything.
fn paint<'a>(canvas: &mut Canvas, show: &Show<'a>) -> Painted<'a> {
    let (pictures, left_out) = plan::pictures(show, canvas.width(), canvas.height());
    for picture in &pictures {
        let zone = picture.zone();
        canvas.clip(zone.x, zone.right());
        canvas.clip_rows(zone.y, zone.bottom());
        picture.backdrop(canvas, show);
    }
    canvas.clip(0, canvas.width());
    canvas.clip_rows(0, canvas.height());
    let wall = pictures.iter().find_map(|picture| picture.wall());
    let reserved = pictures.iter().find_map(|picture| picture.reserved());
    if !pictures.iter().any(|picture| picture.shows_data()) {
        boards::draw(canvas, show, wall, reserved);
    }
    left_out_sign(canvas, show, &left_out);
    let mut company = Company::of(show, &pictures, canvas);
    let mut patches = Vec::new();
    for picture in &pictures {
        picture.ties(canvas, show, &company.cast);
        canvas.probe(&mut patches, |canvas| {
            picture.ties(canvas, show, &company.cast);
        });
        for patch in patches.drain(..) {
            company.ground.take(patch);
        }
    }
    arrows::light(canvas, show, &company.cast);
    let arrows = arrows::draw(canvas, show, &pictures, &company.cast);
    for (_, patch) in arrows.heads() {
        company.ground.take(patch);
    }
    let before = canvas.labels();
    for figure in &company.cast {
        figure.draw(canvas, show);
    }
    let own = before..canvas.labels();
    for picture in &pictures {
        picture.front(canvas, show, &company.cast);
    }
    flights::draw(canvas, show, &pictures, &company.cast);
    arrows.paint(canvas, show);
    company.sum_up(canvas, show, &pictures);
    marks::draw(canvas, show, &mut company);
    for patch in &arrows.ways {
        company.ground.take(*patch);
    }
    company.order(canvas, show);
    for picture in &pictures {
        picture.remarks(canvas, show, &mut company.ground, &company.cast);
    }
    Painted {
        company,
        own,
        arrows,
    }
}

/// Says how many objects there was no room for, and which as far as there is room.
fn left_out_sign(canvas: &mut Canvas, show: &Show, left_out: &[&Object]) {
    if left_out.is_empty() {
        return;
    }
    let more = show.more(left_out.len());
    let names = left_out.iter().map(|object| show.name_of(object));
    let names = names.collect::<Vec<_>>().join(", ");
    let mut words = format!(" {more}: {names} ");
    if columns(&words) > canvas.columns() / 2 {
        words = format!(" {more} ");
    }
    let column = canvas.columns() - columns(&words);
    let style = show.look().on(Role::Bright, Role::Raised);
    canvas.text_on(column, 0, &words, style);
}

/// When the picture next changes by itself: `None` if it is still, a moment that is not later than `moment` for the
/// very next frame.
pub fn next_change(model: &Model, ui: &Ui, moment: Moment) -> Option<Moment> {
    let tasks = || model.tasks.iter();
    let objects = || model.objects.iter();
    // On a street one is seen for longer.
    let far = objects().any(|object| object.kind == ObjectKind::Event);
    let walk = if far { LEAVE } else { WALK };
    let walks = tasks().any(|task| {
        task.trail.poses().len() > 1 && under_way(task.trail.last().moment, moment, walk)
    });
    let moves_up = || {
        objects().any(|object| {
            let lines = [&object.line, &object.givers, &object.joiners];
            let last = lines.into_iter().filter_map(|line| line.shifts.back());
            last.into_iter()
                .any(|shift| under_way(shift.moment, moment, WALK))
        })
    };
    let flies = || {
        model
            .flights
            .iter()
            .any(|flight| under_way(flight.moment, moment, FLIGHT * (u64::from(flight.step) + 1)))
    };
    let stirs = || {
        objects().any(|object| {
            let last = object.last.as_ref();
            last.is_some_and(|last| under_way(last.moment, moment, STIR))
        })
    };
    let touched = || boards::stirs(model, moment);
    let runs = || gate::meet::stirs(model, ui, moment);
    if walks || touched() || moves_up() || flies() || stirs() || runs() {
        return Some(moment);
    }
    let beats = beat::beats(model, ui, moment).filter_map(|beat| beat.next_change());
    let beats = beats.min();
    let runs_out = |task: &Task| {
        matches!(task.doing, Doing::Sleeping { .. })
            || task.want().is_some_and(|want| want.until.is_some())
    };
    let tick = (!ui.held() && tasks().any(runs_out)).then_some(moment + TICK);
    let pulse = pulses(model, ui).then(|| (moment / PULSE + 1) * PULSE);
    tick.into_iter().chain(beats).chain(pulse).min()
}

/// How often a bar that runs out, and a car on its way, are drawn anew.
const TICK: Moment = 50_000;

/// Whether the picture changes by itself.
pub fn animating(model: &Model, ui: &Ui, moment: Moment) -> bool {
    next_change(model, ui, moment).is_some()
}

#[cfg(test)]
mod tests;
