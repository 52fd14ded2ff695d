//! The cast: which figure a task is, what it wears, where it stands at a moment, and how it is drawn.

use crate::model::{Moment, Place, Task};
use crate::trace::TaskKind;
use crate::view::motion::{Point, WALK, ease, follow, progress, under_way};

use crate::view::theme::Role;

use super::show::Show;

mod costume;
mod draw;

pub use costume::Costume;
pub use draw::{badge, badge_style, tint};

/// What a figure does with its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stance {
    /// It stands.
    #[default]
    Stand,
    /// It waits and looks up.
    Wait,
    /// It reaches for what it wants.
    Reach,
    /// It sits.
    Sit,
    /// It holds something before it.
    Hold,
}

/// Where a figure stands, and how.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own, and most are false"
)]
pub struct Stand {
    /// Its feet.
    pub at: Point,
    /// Its body.
    pub stance: Stance,
    /// Whether it looks left.
    pub left: bool,
    /// Cells that its name may take; 0 for its glyph alone, negative for nothing.
    pub room: i32,
    /// Not drawn: there is no room for it, so that it is summed up, or it is gone.
    pub hidden: bool,
    /// The picture draws it itself, as part of what it holds.
    pub elsewhere: bool,
    /// A word on its chest, of one or two cells, that says what it is about, and its role.
    pub letter: Option<(&'static str, Role)>,
    /// Drawn as a small one.
    pub small: bool,
    /// Its glyph is beside its feet, not below, if it is a small one.
    pub beside: bool,
    /// It may stand a little aside of this place, if that is taken.
    pub aside: bool,
    /// It has no part in what there is to see, and is drawn half gone.
    pub dim: bool,
    /// Nothing but its glyph: there is no room for more.
    pub shrunk: bool,
    /// What it waits for or holds is in no picture.
    pub unseen: bool,
    /// It is on a way of its own ([`Course`]), or will be: it looks where `left` says, and its time is not shown.
    pub runs: bool,
}

/// A figure on the stage.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// Whose.
    pub task: &'a Task,
    /// What it wears.
    pub costume: Costume,
    /// Where its feet are now.
    pub at: Point,
    /// Where it stands or goes.
    pub stand: Stand,
    /// Whether it is on its way.
    pub moving: bool,
}

/// Where a picture lets a task stand: `index` is its place in a line, between two places while the line moves up.
pub type Blocking<'a> = dyn Fn(&Task, Place, f32) -> Stand + 'a;

/// How one leaves the stage: how long it is seen, and where it is, some share of its way between two places.
pub struct Leave<'a> {
    /// How long.
    pub span: Moment,
    /// Where.
    pub way: &'a dyn Fn(Point, Point, f32) -> Point,
}

/// Where somebody is whose way is not straight from place to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Its feet.
    pub at: Point,
    /// Whether it looks left.
    pub left: bool,
}

impl<'a> Figure<'a> {
    /// A task's figure as it will be once it has come to rest.
    pub fn at_rest(show: &Show<'a>, task: &'a Task, stand: Stand) -> Self {
        Self {
            task,
            costume: Costume::of(show, task),
            at: stand.at,
            stand,
            moving: false,
        }
    }

    /// The same where it is now: as its trail says.
    #[must_use]
    pub fn on_its_way(self, show: &Show<'a>, blocking: &Blocking, leave: &Leave) -> Self {
        let (now, task) = (show.moment, self.task);
        let poses = task.trail.poses();
        let last = task.trail.last();
        let place = last.place;
        let leaves = place == Place::Exit;
        let span = if leaves { leave.span } else { WALK };
        let walking = poses.len() > 1 && under_way(last.moment, now, span);
        // Whoever moves up in a line is between two places; whoever stands about stands where room was found for it.
        let goal = match index_now(show, task, place) {
            Some(index) if index > index_of(show, task, place) => blocking(task, place, index).at,
            _ => self.stand.at,
        };
        let at = if walking {
            let mut stops = [(Point::default(), 0); crate::model::Trail::LENGTH];
            let count = poses.len();
            for (stop, pose) in stops.iter_mut().zip(&poses[..count - 1]) {
                let there = blocking(task, pose.place, index_then(pose.place));
                *stop = (there.at, pose.moment);
            }
            stops[count - 1] = (goal, last.moment);
            if leaves {
                let from = follow(&stops[..count - 1], last.moment, WALK);
                (leave.way)(from, goal, progress(last.moment, now, span))
            } else {
                follow(&stops[..count], now, WALK)
            }
        } else {
            goal
        };
        // The lecturer is there from the beginning.
        let gone = match place {
            Place::Wings => task.kind != TaskKind::Lecturer,
            Place::Exit => !walking,
            _ => false,
        };
        Self {
            at,
            stand: Stand {
                hidden: self.stand.hidden || gone,
                ..self.stand
            },
            moving: walking && at.distance(self.stand.at) > 0.5,
            ..self
        }
    }

    /// The same on a way that its picture gives it.
    #[must_use]
    pub fn on_course(self, course: Course) -> Self {
        let moving = course.at.distance(self.stand.at) > 0.5;
        Self {
            at: course.at,
            stand: Stand {
                left: course.left,
                runs: moving || self.stand.runs,
                ..self.stand
            },
            moving,
            ..self
        }
    }
}

fn index_then(place: Place) -> f32 {
    match place {
        Place::Line { index, .. } | Place::Picked { index, .. } => index as f32,
        Place::Inside { slot, .. } => slot as f32,
        _ => 0.0,
    }
}

/// The place in its line, or the slot, of a task that is in this place.
pub fn index_of(show: &Show, task: &Task, place: Place) -> f32 {
    let there = place.line().and_then(|(object, end)| {
        let line = show.model.object(object)?.line_at(end);
        line.place_of(task.id)
    });
    there.map_or_else(|| index_then(place), |index| index as f32)
}

fn index_now(show: &Show, task: &Task, place: Place) -> Option<f32> {
    let (object, end) = place.line()?;
    let line = show.model.object(object)?.line_at(end);
    let index = line.place_of(task.id)?;
    Some(line.position(index, show.moment, WALK, ease))
}

/// A point between two neighbours of a row of places.
pub fn between(index: f32, point: impl Fn(usize) -> Point) -> Point {
    let index = index.max(0.0);
    let (low, share) = (index.floor(), index.fract());
    let from = point(low as usize);
    if share < 0.001 {
        from
    } else {
        from.towards(point(low as usize + 1), share)
    }
}
