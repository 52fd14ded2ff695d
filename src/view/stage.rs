//! The stage: a small pixel theatre with a picture for each kind of primitive.
//!
//! A `Picture` knows where things are; the cast walks between them by what the model's trails say; flights show what
//! caused what. Everything is a function of the model, the settings and the moment.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::{Doing, Model, Moment, Object, Place, Spot, Task};
use crate::text::Texts;
use crate::trace::ObjectId;
use crate::view::Ui;
use crate::view::canvas::{Canvas, columns};
use crate::view::motion::{FLIGHT, Point, STIR, WALK, under_way};
use crate::view::theme::Role;

mod banner;
mod boards;
mod cast;
mod clocks;
mod corridor;
mod flights;
mod gate;
mod hall;
mod kitchen;
mod lobby;
mod locks;
mod office;
mod plan;
mod reading;
mod shelf;
mod show;
mod street;
mod waiting;

use cast::{Figure, Stance, Stand};
use show::{Show, Zone};

/// A place of the theatre, for one object or several of a kind.
trait Picture {
    /// Whether an object is drawn here.
    fn owns(&self, object: ObjectId) -> bool;
    /// Its ground.
    fn zone(&self) -> Zone;
    /// What is behind the figures.
    fn backdrop(&self, canvas: &mut Canvas, show: &Show);
    /// Where a task stands that is in this place; `index` is its place in a line or its slot.
    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand;
    /// What is before the figures.
    fn front(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]);
    /// Where flights come from and go to.
    fn spot(&self, show: &Show, spot: Spot) -> Point;
    /// Row of pixels where a sign may hang in the middle.
    fn sign(&self) -> i32 {
        self.zone().y
    }
    /// Free wall for the boards with shared data, if there is any.
    fn wall(&self) -> Option<Zone> {
        None
    }
    /// Where the main thread and the lecturer stand while they are in no line.
    fn staff(&self) -> Point;
}

/// Draws the stage into `area`.
pub fn draw(buf: &mut Buffer, area: Rect, model: &Model, ui: &Ui, moment: Moment) {
    let area = area.intersection(*buf.area());
    if area.is_empty() {
        return;
    }
    let scale = plan::scale(area, model, ui);
    let show = Show {
        model,
        ui,
        texts: Texts::of(ui.lang),
        moment,
        scale: i32::from(scale),
    };
    let mut canvas = Canvas::new(area, ui.look, scale);
    let (pictures, left_out) = plan::pictures(&show, canvas.width(), canvas.height());
    for picture in &pictures {
        let zone = picture.zone();
        canvas.clip(zone.x, zone.right());
        canvas.clip_rows(zone.y, zone.bottom());
        picture.backdrop(&mut canvas, &show);
    }
    canvas.clip(0, canvas.width());
    canvas.clip_rows(0, canvas.height());
    let wall = pictures.iter().find_map(|picture| picture.wall());
    boards::draw(&mut canvas, &show, wall);
    let cast = cast_of(&show, &pictures);
    for figure in &cast {
        figure.draw(&mut canvas, &show);
    }
    for picture in &pictures {
        picture.front(&mut canvas, &show, &cast);
    }
    flights::draw(&mut canvas, &show, &pictures, &cast);
    left_out_sign(&mut canvas, &show, &left_out);
    let sign = pictures.first().map_or(0, |picture| picture.sign());
    banner::draw(&mut canvas, &show, canvas_row(sign, &show));
    canvas.finish(buf);
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

fn canvas_row(pixel: i32, show: &Show) -> i32 {
    pixel * show.scale / 2
}

/// All figures where they are now, those behind first.
fn cast_of<'a>(show: &Show<'a>, pictures: &[Box<dyn Picture + 'a>]) -> Vec<Figure<'a>> {
    let mut cast: Vec<Figure> = Vec::with_capacity(show.model.tasks.len());
    for task in show.model.tasks.iter() {
        if task.is_over() && !under_way(task.trail.last().moment, show.moment, WALK) {
            continue;
        }
        let home = home(task, pictures);
        let blocking =
            |task: &Task, place: Place, index: f32| stand(show, pictures, home, task, place, index);
        cast.push(cast::place(show, task, &blocking));
    }
    cast.sort_by(|a, b| a.at.y.total_cmp(&b.at.y).then(b.at.x.total_cmp(&a.at.x)));
    cast
}

/// The picture that a task was last seen in.
fn home<'a>(task: &Task, pictures: &[Box<dyn Picture + 'a>]) -> usize {
    let objects = task
        .trail
        .poses()
        .iter()
        .rev()
        .filter_map(|pose| object_of(pose.place));
    let mut panels =
        objects.filter_map(|object| pictures.iter().position(|picture| picture.owns(object)));
    panels.next().unwrap_or(0)
}

fn object_of(place: Place) -> Option<ObjectId> {
    match place {
        Place::Line { object, .. }
        | Place::Picked { object, .. }
        | Place::Inside { object, .. } => Some(object),
        _ => None,
    }
}

fn stand<'a>(
    show: &Show,
    pictures: &[Box<dyn Picture + 'a>],
    home: usize,
    task: &Task,
    place: Place,
    index: f32,
) -> Stand {
    let owner =
        object_of(place).and_then(|object| pictures.iter().find(|picture| picture.owns(object)));
    if let Some(picture) = owner {
        return picture.stand(show, task, place, index);
    }
    let Some(picture) = pictures.get(home) else {
        return Stand {
            hidden: true,
            ..Stand::default()
        };
    };
    let place = if object_of(place).is_some() {
        Place::Floor
    } else {
        place
    };
    if show.is_staff(task) && place != Place::Exit {
        let main = task.kind == crate::trace::TaskKind::Main;
        let mut at = pictures
            .first()
            .map_or_else(Point::default, |picture| picture.staff());
        at.x += if main { 0.0 } else { 7.0 };
        let waits = matches!(task.doing, Doing::Waiting | Doing::Asking { .. });
        return Stand {
            at,
            stance: if waits { Stance::Wait } else { Stance::Stand },
            left: true,
            room: 0,
            ..Stand::default()
        };
    }
    picture.stand(show, task, place, index)
}

/// When the picture next changes by itself: `None` if it is still, a moment that is not later than `moment` for the
/// very next frame.
pub fn next_change(model: &Model, ui: &Ui, moment: Moment) -> Option<Moment> {
    let tasks = || model.tasks.iter();
    let objects = || model.objects.iter();
    let walks = tasks().any(|task| {
        task.trail.poses().len() > 1 && under_way(task.trail.last().moment, moment, WALK)
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
    if walks || touched() || moves_up() || flies() || stirs() {
        return Some(moment);
    }
    let runs_out = |task: &Task| {
        matches!(task.doing, Doing::Sleeping { .. })
            || task.want().is_some_and(|want| want.until.is_some())
    };
    (!ui.held() && tasks().any(runs_out)).then_some(moment + TICK)
}

/// How often a bar that runs out, and a car on its way, are drawn anew.
const TICK: Moment = 50_000;

/// Whether the picture changes by itself.
pub fn animating(model: &Model, ui: &Ui, moment: Moment) -> bool {
    next_change(model, ui, moment).is_some()
}

#[cfg(test)]
mod tests;
