//! An event: a light over a crossing, those who wait for it at a line, and those who are on their way to the crossing.

use crate::model::{Doing, Object, Place, Spot, Task};
use crate::trace::{ObjectId, TaskId};
use crate::view::canvas::Canvas;
use crate::view::motion::{LEAVE, Point, WALK, ease};

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand};
use super::ground::Ground;
use super::lobby::BAR;
use super::show::{PACE, PERSON, SMALL, Show, Zone};
use plan::Plan;

mod labels;
mod plan;
mod scenery;
mod traffic;

/// The layout of a street.
#[derive(Debug)]
pub struct Street<'a> {
    object: &'a Object,
    zone: Zone,
    plan: Plan,
    text: i32,
    /// Those who do not drive, in order of their ids.
    walkers: Vec<TaskId>,
    /// Those who are on the road, lane by lane: the uppermost ones are for those who overtake.
    lanes: Vec<Vec<&'a Task>>,
}

impl<'a> Street<'a> {
    /// A street in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let on_stage = || show.model.tasks.iter().filter(|task| !show.is_staff(task));
        // The road is one for cars before the first of them comes.
        let scene = show.model.hello.scene.as_deref();
        let dressed = scene.is_some_and(|scene| {
            let mut worn = scene.dress.values();
            worn.any(|worn| matches!(&**worn, "car" | "police"))
        });
        let cars = dressed || on_stage().any(|task| Costume::of(show, task).is_car());
        let plan = Plan::of(zone, text, cars);
        let mut walkers = Vec::new();
        let mut lanes: Vec<Vec<&Task>> = vec![Vec::new(); plan.lanes() as usize];
        for task in on_stage() {
            let costume = Costume::of(show, task);
            if cars && !costume.is_car() {
                walkers.push(task.id);
                continue;
            }
            let overtakes = costume == Costume::Police && plan.fast > 0;
            let (first, count) = if overtakes {
                (0, plan.fast)
            } else {
                (plan.fast, plan.plain)
            };
            let those = &mut lanes[first as usize..(first + count) as usize];
            let before: usize = those.iter().map(Vec::len).sum();
            those[before % count as usize].push(task);
        }
        Self {
            object,
            zone,
            plan,
            text,
            walkers,
            lanes,
        }
    }

    /// The lane of a task, which it keeps.
    fn lane_of(&self, task: &Task) -> usize {
        let there = |lane: &Vec<&Task>| {
            let found = lane.binary_search_by_key(&task.id, |other| other.id);
            found.is_ok()
        };
        self.lanes.iter().position(there).unwrap_or(0)
    }

    /// Feet or wheels in a lane.
    fn lane_y(&self, lane: usize) -> f32 {
        let name = if self.plan.cars { 0 } else { self.text };
        (self.plan.road + (lane as i32 + 1) * self.plan.lane - name) as f32
    }

    /// Where one waits with so many before it in its lane.
    fn in_line(&self, lane: usize, ahead: f32) -> Point {
        let plan = &self.plan;
        let first = (plan.stop - plan.length() / 2 - 2) as f32;
        Point::new(first - ahead * plan.pitch as f32, self.lane_y(lane))
    }

    /// The place of somebody who does not drive: on the pavement, the first one beside the light.
    fn on_pavement(&self, task: &Task) -> Stand {
        let rank = self.walkers.binary_search(&task.id);
        let rank = rank.unwrap_or_else(|rank| rank) as i32;
        let x = if rank == 0 {
            self.plan.crossing + 8
        } else {
            self.zone.x + 4 + (rank - 1) * (PACE + 1)
        };
        Stand {
            at: Point::new(x as f32, self.plan.feet as f32),
            left: rank == 0,
            room: if rank == 0 && !self.plan.beside() {
                8
            } else {
                0
            },
            small: self.plan.low,
            beside: self.plan.beside(),
            ..Stand::default()
        }
    }
}

impl Picture for Street<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn lounge(&self, task: &Task) -> Zone {
        let plan = &self.plan;
        if self.walkers.contains(&task.id) {
            return self.zone;
        }
        // Whoever drives stays on the road, and before the crossing.
        Zone {
            y: plan.road,
            w: plan.crossing - self.zone.x - plan.length() / 2,
            h: plan.words - plan.road,
            ..self.zone
        }
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        self.sky(canvas);
        self.asphalt(canvas);
        self.light(canvas, show);
        let (column, row) = (
            canvas.column(self.zone.x as f32) + 1,
            canvas.row(self.zone.y as f32),
        );
        let end = self.lamp_at().x.min((self.zone.x + self.zone.w / 2) as f32);
        let room = canvas.column(end) - column - 1;
        show.caption(canvas, self.object, column, row, room);
        self.zones(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, _index: f32) -> Stand {
        let costume = Costume::of(show, task);
        if self.plan.cars && !costume.is_car() {
            let stand = self.on_pavement(task);
            let x = match place {
                Place::Wings => (self.zone.x - 6) as f32,
                Place::Exit => (self.zone.right() + 6) as f32,
                _ => stand.at.x,
            };
            let at = Point::new(x, stand.at.y);
            return Stand { at, ..stand };
        }
        let lane = self.lane_of(task);
        let waits = place.line().is_some();
        let ahead = self.ahead(show, task, lane);
        let at = match place {
            Place::Line { .. } | Place::Picked { .. } => {
                let at = self.in_line(lane, ahead);
                // Whoever waits is behind those who are held up on their way.
                let held = if task.trail.last().place.line().is_some() {
                    self.in_line(lane, 0.0).x - self.front(show, lane)
                } else {
                    0.0
                };
                Point::new(at.x - held, at.y)
            }
            Place::Wings => Point::new((self.zone.x - 12) as f32, self.lane_y(lane)),
            Place::Exit => Point::new((self.zone.right() + 9) as f32, self.lane_y(lane)),
            _ => self.on_the_way(show, task, lane),
        };
        Stand {
            at,
            stance: if waits { Stance::Wait } else { Stance::Stand },
            room: if costume.is_car() {
                show.cells(self.plan.length() - 1)
            } else {
                show.cells(self.plan.pitch) - 1
            },
            hidden: waits && ahead >= self.plan.columns as f32 - 0.5,
            small: self.plan.small,
            ..Stand::default()
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn remarks(&self, canvas: &mut Canvas, show: &Show, ground: &mut Ground, cast: &[Figure]) {
        self.marks_on_the_road(canvas, show, ground, cast);
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        let (lamp, grown) = self.lamp();
        let times = i32::from(grown) + 1;
        let at = self.lamp_at();
        let half = |pixels: i32| (pixels * times) as f32 / 2.0;
        Point::new(at.x + half(lamp.width()), at.y + half(lamp.height()))
    }

    fn reserved(&self) -> Option<Zone> {
        // Who tends the light stands beyond it, and all drive by.
        let tall = if self.plan.low {
            SMALL + BAR
        } else {
            PERSON + 4
        };
        let beyond = Zone {
            x: self.plan.crossing + 3,
            y: self.plan.feet - tall,
            w: self.zone.right() - self.plan.crossing - 3,
            h: self.zone.bottom() - self.plan.feet + tall,
        };
        (self.plan.cars && !self.walkers.is_empty()).then_some(beyond)
    }

    fn staff(&self) -> Point {
        let lot = self.plan.stop - self.zone.x;
        let x = self.zone.x + (lot / 2).max(18);
        Point::new(x as f32, self.plan.feet as f32)
    }

    fn staff_is_small(&self) -> bool {
        self.plan.low
    }

    fn staff_has_names_beside(&self) -> bool {
        self.plan.beside()
    }

    fn leaving(&self, task: &Task) -> u64 {
        let drives = !self.walkers.contains(&task.id);
        if drives { LEAVE } else { WALK }
    }

    fn way_out(&self, show: &Show, task: &Task, from: Point, to: Point, share: f32) -> Point {
        if self.walkers.contains(&task.id) {
            return from.towards(to, ease(share));
        }
        self.drive_off(show, task, from, to, share)
    }
}

/// Whether a task is past its sleep: it was asleep since it left the line, and runs.
fn has_slept(task: &Task, left: u64) -> bool {
    task.doing == Doing::Running && task.since_moment > left
}
