//! A barrier: a place on the ground for each party, and a gate before them that opens when the last place is taken. All go
//! through it, run a lap and come back to the rest of the ground.

use crate::model::{Meeting, Moment, Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::Canvas;
use crate::view::motion::{Point, WALK, ease, progress};

use super::Picture;
use super::cast::{Course, Figure, Stance, Stand, between};
use super::show::{Show, Zone};
use meet::{Times, departs};
use plan::Plan;

pub mod meet;
mod plan;
mod scenery;

/// The layout of a gate.
#[derive(Debug)]
pub struct Gate<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    plan: Plan,
    /// Whether it is one with a track and runners, as a scene asks for.
    dressed: bool,
    /// Pixels of the longest lap.
    longest: f32,
    /// When those who are seen to go off have gone.
    off: Vec<(&'a Task, Moment)>,
}

impl<'a> Gate<'a> {
    /// A gate in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone, dressed: bool) -> Self {
        let text = show.text_height();
        let people = show.model.tasks.iter();
        let people = people.filter(|task| !task.is_over() && !show.is_staff(task));
        let people = people.count().max(object.parties.clamp(1, 1_000) as usize);
        let caption = scenery::caption(show, object) + 2;
        let caption = show.pixels(caption).min(zone.w / 3);
        let plan = Plan::of(zone, text, caption, object.parties, people);
        let longest = plan.lap(plan.a_row as usize - 1, plan.aside(0)).length();
        let mut gate = Self {
            object,
            zone,
            text,
            plan,
            dressed,
            longest,
            off: Vec::new(),
        };
        let parties = gate.newest(show).into_iter();
        let parties = parties.flat_map(|(meeting, times)| {
            let tasks = meeting.tasks.iter().enumerate();
            tasks.map(move |(index, task)| (times, index, *task))
        });
        let off = parties.filter_map(|(times, index, task)| {
            let task = show.model.task(task).filter(|task| task.is_over())?;
            let departs = departs(&times, object.id, task, index)?;
            let far = gate.out().distance(gate.plan.place(index));
            Some((task, departs + gate.takes(show, &times, far)))
        });
        gate.off = off.collect();
        gate
    }

    fn newest(&self, show: &Show) -> Option<(&'a Meeting, Times)> {
        meet::newest(self.object, show.ui)
    }

    /// How long so many pixels take one who runs.
    fn takes(&self, show: &Show, times: &Times, pixels: f32) -> Moment {
        if show.ui.reduced_motion {
            return WALK;
        }
        (pixels / self.longest.max(1.0) * times.lap as f32) as Moment
    }

    /// Where one is out of sight who runs on.
    fn out(&self) -> Point {
        Point::new((self.zone.right() + 8) as f32, self.plan.floor)
    }

    /// Which place somebody is still seen to have, though the barrier has let it go.
    fn still_at(&self, show: &Show, task: &Task) -> Option<usize> {
        let (meeting, times) = self.newest(show)?;
        if self.object.flag && show.moment >= times.opens {
            return None;
        }
        let index = meeting.tasks.iter().position(|other| *other == task.id)?;
        let departs = departs(&times, self.object.id, task, index);
        departs
            .is_none_or(|departs| show.moment < departs)
            .then_some(index)
    }

    /// Whether those who come now come too early: the generation before is still seen to go.
    fn is_going(&self, show: &Show) -> bool {
        let newest = self.newest(show);
        self.object.draining().next().is_some()
            || newest.is_some_and(|(_, times)| show.moment < times.all_due())
    }

    /// The way of somebody who was let go, by these meetings; `straight` is where it would be by its trail alone.
    fn course(
        &self,
        show: &Show,
        task: &Task,
        meetings: &[Meeting],
        straight: Point,
    ) -> Option<Course> {
        let (meeting, older) = meetings.split_last()?;
        let Some(index) = meeting.tasks.iter().position(|other| *other == task.id) else {
            return self.course(show, task, older, straight);
        };
        let times = Times::of(meeting, show.ui);
        let departs = departs(&times, self.object.id, task, index);
        let Some(departs) = departs.filter(|departs| *departs <= show.moment) else {
            return self.arrives(show, task, (meeting, older, index), straight);
        };
        let gone = show.moment - departs;
        if task.is_over() {
            let from = self.plan.place(index);
            let takes = self.takes(show, &times, from.distance(self.out()));
            let share = progress(departs, show.moment, takes);
            return Some(Course {
                at: from.towards(self.out(), share),
                left: false,
            });
        }
        let home = self.plan.aside(task.spot);
        let lap = self.plan.lap(index, home);
        let takes = self.takes(show, &times, lap.length());
        if gone < takes && !show.ui.reduced_motion {
            let (at, left) = lap.at(lap.length() * gone as f32 / takes as f32);
            return Some(Course { at, left });
        }
        let (from, since) = if show.ui.reduced_motion {
            (self.plan.place(index), departs)
        } else {
            (home, departs + takes)
        };
        let share = progress(since, show.moment, WALK);
        (share < 1.0 && from.distance(straight) > 0.5).then(|| Course {
            at: from.towards(straight, ease(share)),
            left: straight.x < from.x,
        })
    }

    /// The way to its place of the one who came last, and of those who were still on their way when it came.
    fn arrives(
        &self,
        show: &Show,
        task: &Task,
        (meeting, older, index): (&Meeting, &[Meeting], usize),
        straight: Point,
    ) -> Option<Course> {
        let share = progress(meeting.moment, show.moment, WALK);
        let place = self.plan.place(index);
        if share >= 1.0 {
            // Whose thread has ended is still seen there, though its trail leads away.
            let over = task.is_over();
            return over.then_some(Course {
                at: place,
                left: false,
            });
        }
        let last = index + 1 == meeting.tasks.len();
        let before = self.course(show, task, older, straight);
        let from = match before {
            Some(course) => course.at,
            None if last => self.plan.aside(task.spot),
            None => return None,
        };
        Some(Course {
            at: from.towards(place, ease(share)),
            left: place.x < from.x,
        })
    }

    /// Whoever is in the line from its head on is at the barrier, unless the generation before still goes.
    fn outside(&self, show: &Show, index: f32) -> bool {
        self.is_going(show) || index >= self.object.parties as f32
    }

    fn at_place(&self, index: f32) -> Stand {
        Stand {
            at: between(index, |i| self.plan.place(i)),
            stance: Stance::Wait,
            room: 0,
            small: self.plan.small,
            hidden: index >= self.plan.places as f32,
            ..Stand::default()
        }
    }
}

impl Picture for Gate<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn lounge(&self, _task: &Task) -> Zone {
        Zone {
            w: self.plan.turn as i32 - self.zone.x,
            ..self.zone
        }
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        self.ground(canvas);
        self.places(canvas, show);
        self.words(canvas, show);
        self.post(canvas);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let here = place.line().is_some();
        let now = here || task.trail.last().place == place;
        if let Some(index) = self.still_at(show, task).filter(|_| now) {
            // It may be asleep already, which is seen when it has gone.
            return Stand {
                runs: true,
                ..self.at_place(index as f32)
            };
        }
        let edge = match place {
            Place::Wings => Some(Point::new(
                (self.zone.x - 6) as f32,
                self.plan.aside(task.spot).y,
            )),
            Place::Exit if self.off.iter().any(|(other, _)| other.id == task.id) => {
                Some(self.out())
            }
            Place::Exit => Some(Point::new((self.zone.x - 6) as f32, self.plan.floor)),
            _ => None,
        };
        if here && !self.outside(show, index) {
            return self.at_place(index);
        }
        Stand {
            at: edge.unwrap_or_else(|| self.plan.aside(task.spot)),
            stance: if here { Stance::Wait } else { Stance::Stand },
            room: 0,
            small: self.plan.small,
            ..Stand::default()
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let through = (self.plan.post + 3) as f32 - self.plan.place(0).x;
        let up = self.newest(show).map_or(0.0, |(meeting, times)| {
            let last = self.plan.place(meeting.tasks.len().saturating_sub(1));
            let far = (self.plan.post + 3) as f32 - last.x;
            let through = self.takes(show, &times, far.max(through));
            meet::open(show.model, self.object, show.ui, show.moment, through)
        });
        self.bar(canvas, up);
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(self.plan.post as f32, self.plan.floor - 8.0)
    }

    fn staff(&self) -> Point {
        self.plan.staff
    }

    fn staff_is_small(&self) -> bool {
        self.plan.small
    }

    fn leaving(&self, task: &Task) -> Moment {
        let off = self.off.iter().find(|(other, _)| other.id == task.id);
        let until = off.map_or(0, |(_, until)| *until);
        until.saturating_sub(task.trail.last().moment).max(WALK)
    }

    fn course(&self, show: &Show, task: &Task, straight: Point) -> Option<Course> {
        let place = task.trail.last().place;
        let here = place.is_free()
            || place == Place::Exit
            || place
                .line()
                .is_some_and(|(object, _)| object == self.object.id);
        here.then(|| self.course(show, task, &self.object.meetings, straight))
            .flatten()
    }
}
