//! How those are spaced who are on their way to the crossing, and how they leave it.

use crate::model::{Doing, Moment, Place, Task};
use crate::view::motion::{Point, WALK, ease, progress};

use super::super::show::Show;
use super::super::stays::Stay;
use super::{Street, has_slept};

/// How many in a lane are kept from standing on each other.
const MOST_SPACED: usize = 64;

/// How fast one is out of the way of those behind, in pixels a second.
const OFF: f32 = 70.0;

impl Street<'_> {
    /// The place before the crossing.
    fn there(&self) -> f32 {
        (self.plan.crossing - self.plan.length() / 2 - 2) as f32
    }

    /// How many stand before a task in its lane, or stood when it left. Whoever comes back from the crossing takes the first
    /// place, so that it need not drive through those who wait: they make room.
    pub(super) fn ahead(&self, show: &Show, task: &Task, lane: usize) -> f32 {
        let object = self.object.id;
        let Some(mine) = Stay::last(task, object, show.moment) else {
            return 0.0;
        };
        let moment = mine.to.map_or(show.moment, |to| show.moment.min(to));
        let rank = |task: &Task, stay: Stay| {
            let back = task.operations > 0;
            (!back, if back { 0 } else { stay.from }, task.id)
        };
        let mut ahead = 0.0;
        for other in self.lanes[lane].iter().filter(|other| other.id != task.id) {
            let Some(stay) = Stay::last(other, object, moment) else {
                continue;
            };
            if rank(other, stay) > rank(task, mine) {
                continue;
            }
            ahead += match stay.to {
                Some(to) if to <= mine.from => 0.0,
                Some(to) if to <= moment => 1.0 - ease(progress(to, moment, WALK)),
                _ if stay.from > mine.from => ease(progress(stay.from, moment, WALK)),
                _ => 1.0,
            };
        }
        ahead
    }

    /// Where a task is that is in no line. Those who share a lane keep the order in which they stood, so that none
    /// hides another: one comes as far as its sleep has passed, but not past another.
    pub(super) fn on_the_way(&self, show: &Show, task: &Task, lane: usize) -> Point {
        let y = self.lane_y(lane);
        if self.comes(show, task) {
            // Whoever has just come is behind all who wait, and behind those who came just before.
            let others = self.lanes[lane].iter();
            let before = others.filter(|other| {
                other.trail.last().place.line().is_some()
                    || other.id < task.id && !other.is_over() && self.comes(show, other)
            });
            let ahead = before.count() as f32;
            let x = self.front(show, lane) - ahead * self.plan.pitch as f32;
            // Behind all there are, it is still beyond the edge.
            return Point::new(x.max((self.zone.x - self.plan.length()) as f32), y);
        }
        // Where one was is not changed by what the others have done since.
        let last = task.trail.last();
        let moment = if last.place == Place::Floor {
            show.moment
        } else {
            show.moment.min(last.moment.saturating_sub(1))
        };
        let then = Show { moment, ..*show };
        Point::new(self.spaced(&then, task, lane), y)
    }

    /// Whether a task has neither stood in the line nor passed it.
    fn comes(&self, show: &Show, task: &Task) -> bool {
        let last = task.trail.last();
        // In the line for the first time: before, it had not stood there.
        let now = if last.place.line().is_some() {
            last.moment.saturating_sub(1)
        } else {
            show.moment
        };
        let stood = Stay::last(task, self.object.id, now).is_some();
        task.doing == Doing::New || !stood && task.operations == 0
    }

    /// Where the first place of a lane's line is: at the stop line, or behind those who have left it and are held up.
    pub(super) fn front(&self, show: &Show, lane: usize) -> f32 {
        let stop = self.in_line(lane, 0.0).x;
        if self.lanes[lane].len() > MOST_SPACED {
            return stop;
        }
        let on_the_way = self.lanes[lane]
            .iter()
            .filter(|task| task.trail.last().place == Place::Floor && !self.comes(show, task));
        let gap = (self.plan.length() + 1) as f32;
        let places = on_the_way.map(|task| self.spaced(show, task, lane) - gap);
        places.fold(stop, f32::min)
    }

    /// How far it has come, behind those who stood before it.
    fn spaced(&self, show: &Show, task: &Task, lane: usize) -> f32 {
        let Some(mine) = self.left(show, task) else {
            return self.progress(show, task);
        };
        if self.lanes[lane].len() > MOST_SPACED {
            return self.progress(show, task);
        }
        let mut before: Vec<(Stay, &Task)> = self.lanes[lane]
            .iter()
            .filter_map(|other| Some((self.left(show, other)?, *other)))
            .filter(|(stay, other)| (stay.from, other.id) < (mine.from, task.id))
            .collect();
        before.sort_by_key(|(stay, other)| (stay.from, other.id));
        let gap = (self.plan.length() + 1) as f32;
        let mut bound = f32::INFINITY;
        for (stay, other) in before {
            let x = self.progress(show, other).min(bound - gap);
            // One that has gone on, or back to the line, is soon out of the way.
            match gone(show, other, stay) {
                Some(gone) => {
                    let passed = show.moment.saturating_sub(gone) as f32 / 1_000_000.0;
                    bound = bound.min(x + gap * passed * OFF / 10.0);
                }
                None => bound = x,
            }
        }
        self.progress(show, task).min(bound - gap)
    }

    /// The last stay in the line that a task went on from.
    fn left(&self, show: &Show, task: &Task) -> Option<Stay> {
        let poses = task.trail.poses();
        let last = poses.last()?;
        // Back in the line: what counts is how it left it before.
        let now = if last.place.line().is_some() {
            last.moment.saturating_sub(1)
        } else {
            show.moment
        };
        match Stay::last(task, self.object.id, now) {
            Some(stay) => stay.to.map(|_| stay),
            // It came at green and did not stop.
            None => (task.operations > 0 && last.place == Place::Floor).then_some(Stay {
                from: task.born,
                to: Some(task.born),
            }),
        }
    }

    /// How far it has come by its sleep alone.
    fn progress(&self, show: &Show, task: &Task) -> f32 {
        let start = (self.plan.stop - self.plan.length() / 2 - 2) as f32;
        let there = self.there();
        let left = self.left(show, task).and_then(|stay| stay.to);
        match task.doing {
            Doing::Sleeping { since, until } => {
                let (left, _) = show.sleep_left(since, until);
                start + (there - start) * (1.0 - left)
            }
            _ if task.trail.last().place != Place::Floor => there,
            // It has slept since it left the line: it is at the crossing, and looks whether it may go.
            _ if left.is_some_and(|left| has_slept(task, left)) => there,
            _ => start,
        }
    }

    /// Straight on over the crossing; whoever is held up behind another overtakes it.
    pub(super) fn drive_off(
        &self,
        show: &Show,
        task: &Task,
        from: Point,
        to: Point,
        share: f32,
    ) -> Point {
        // As far for all, so that those who leave together stay apart.
        let far = (self.zone.w + self.plan.length()) as f32;
        let at = Point::new(from.x + far * ease(share), from.y.max(to.y));
        let lane = self.lane_of(task);
        let fast = lane < self.plan.fast as usize;
        let before = task.trail.before().map(|pose| pose.place);
        // Whoever waited no longer goes by a lane that is free before it.
        if fast || self.plan.fast == 0 || before.is_none() {
            return at;
        }
        let held = self.lanes[lane].iter().any(|other| {
            let here = other.id != task.id && !other.is_over();
            let x = match other.trail.last().place {
                Place::Floor => self.spaced(show, other, lane),
                place if place.line().is_some() => {
                    self.in_line(lane, self.ahead(show, other, lane)).x
                }
                _ => return false,
            };
            here && x > from.x
        });
        if !held {
            return at;
        }
        let aside = ease(share * 5.0) * (1.0 - ease((share - 0.6) * 5.0));
        let over = self.lane_y(self.plan.fast as usize - 1);
        Point::new(at.x, at.y + (over - at.y) * aside)
    }
}

/// When a task that left the line at a moment was through with the road.
fn gone(show: &Show, task: &Task, stay: Stay) -> Option<Moment> {
    let left = stay.to?;
    let poses = task.trail.poses();
    let next = poses.iter().find(|pose| {
        pose.moment > left && (pose.place.line().is_some() || pose.place == Place::Exit)
    });
    next.filter(|pose| pose.moment <= show.moment)
        .map(|pose| pose.moment)
}
