//! The cast: which figure a task is, what it wears, where it stands at a moment, and how it is drawn.

use crate::model::{Place, Task};
use crate::trace::TaskKind;
use crate::view::motion::{Point, WALK, ease, follow, under_way};

use super::show::Show;

mod costume;
mod draw;

pub use costume::Costume;
pub use draw::{badge, tint};

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
pub struct Stand {
    /// Its feet.
    pub at: Point,
    /// Its body.
    pub stance: Stance,
    /// Whether it looks left.
    pub left: bool,
    /// Cells that its name may take; 0 for its glyph alone, negative for nothing.
    pub room: i32,
    /// Not drawn: it is summed up, or gone.
    pub hidden: bool,
    /// Drawn as a small one (cars).
    pub small: bool,
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

/// Puts a task where its trail says.
pub fn place<'a>(show: &Show<'a>, task: &'a Task, blocking: &Blocking) -> Figure<'a> {
    let now = show.moment;
    let poses = task.trail.poses();
    let costume = Costume::of(show, task);
    let last = task.trail.last();
    let stand = blocking(task, last.place, index_now(show, task, last.place));
    let moving = poses.len() > 1 && under_way(last.moment, now, WALK);
    let at = if moving {
        let mut stops = [(Point::default(), 0); crate::model::Trail::LENGTH];
        let count = poses.len();
        for (stop, pose) in stops.iter_mut().zip(&poses[..count - 1]) {
            let there = blocking(task, pose.place, index_then(pose.place));
            *stop = (there.at, pose.moment);
        }
        stops[count - 1] = (stand.at, last.moment);
        follow(&stops[..count], now, WALK)
    } else {
        stand.at
    };
    // The lecturer is there from the beginning.
    let gone = match last.place {
        Place::Wings => task.kind != TaskKind::Lecturer,
        Place::Exit => !moving,
        _ => false,
    };
    Figure {
        task,
        costume,
        at,
        stand: Stand {
            hidden: stand.hidden || gone,
            ..stand
        },
        moving: moving && at.distance(stand.at) > 0.5,
    }
}

fn index_then(place: Place) -> f32 {
    match place {
        Place::Line { index, .. } | Place::Picked { index, .. } => index as f32,
        Place::Inside { slot, .. } => slot as f32,
        _ => 0.0,
    }
}

fn index_now(show: &Show, task: &Task, place: Place) -> f32 {
    let Place::Line { object, end, .. } = place else {
        return index_then(place);
    };
    let line = show.model.object(object).map(|object| object.line_at(end));
    line.and_then(|line| {
        let index = line.index_of(task.id)?;
        Some(line.position(index, show.moment, WALK, ease))
    })
    .unwrap_or_else(|| index_then(place))
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
