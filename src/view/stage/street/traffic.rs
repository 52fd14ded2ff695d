//! How those are spaced who are on their way to the crossing, and how they leave it.

use crate::model::{Doing, Moment, Place, Task};
use crate::view::motion::{Point, ease};

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

    /// Where a task is that is in no line. Those who share a lane keep the order in which they stood, so that none
    /// hides another: one comes as far as its sleep has passed, but not past another.
    pub(super) fn on_the_way(&self, show: &Show, task: &Task, lane: usize) -> Point {
        let y = self.lane_y(lane);
        if task.doing == Doing::New || Stay::last(task, self.object.id, show.moment).is_none() {
            // Whoever has just come is behind all who wait.
            let others = self.lanes[lane].iter();
            let waiting = others.filter(|other| other.trail.last().place.line().is_some());
            let x = self.in_line(lane, waiting.count() as f32).x;
            let x = x.max((self.zone.x + self.plan.length() / 2) as f32);
            return Point::new(x, y);
        }
        Point::new(self.spaced(show, task, lane), y)
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
        let stay = Stay::last(task, self.object.id, now)?;
        stay.to.map(|_| stay)
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
