//! An event: a light over a crossing, those who wait for it in order, and those who are on their way.

use crate::model::{Doing, Object, Place, Spot, Task};
use crate::trace::{ObjectId, TaskId};
use crate::view::canvas::Canvas;
use crate::view::motion::Point;

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

mod scenery;

/// Width of the crossing and of what stands beyond it.
const BEYOND: i32 = 13;

/// How many drivers are kept from standing on each other.
const MOST_SPACED: usize = 64;

/// The layout of a street.
#[derive(Debug)]
pub struct Street<'a> {
    object: &'a Object,
    zone: Zone,
    /// Top of the road.
    road: i32,
    lanes: i32,
    /// Height of a lane.
    lane: i32,
    /// Where the first in the line waits, and how far apart they wait.
    stop: i32,
    pitch: i32,
    columns: i32,
    small: bool,
    /// Where one stops before the crossing.
    crossing: i32,
    cars: bool,
    text: i32,
    /// Those who do not drive, in order of their ids.
    walkers: Vec<TaskId>,
    /// Those who do.
    drivers: Vec<TaskId>,
}

impl<'a> Street<'a> {
    /// A street in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let mut walkers = Vec::new();
        let mut drivers = Vec::new();
        for task in show.model.tasks.iter().filter(|task| !show.is_staff(task)) {
            if Costume::of(show, task).is_car() {
                drivers.push(task.id);
            } else {
                walkers.push(task.id);
            }
        }
        let cars = !drivers.is_empty();
        let people = if cars {
            drivers.len().max(8) as i32
        } else {
            object.line.len().max(6) as i32
        };
        let crossing = zone.right() - BEYOND.min(zone.w / 3);
        let lot = (crossing - zone.x) * 7 / 10;
        let sky = match zone.h {
            ..24 => 8,
            // Those who do not drive stand on the verge.
            24..30 => PERSON + text + 3,
            30..60 => 16,
            _ => zone.h * 2 / 5,
        };
        let plan = |pitch: i32, lane: i32| {
            let lanes = ((zone.h - sky) / lane).clamp(1, 5);
            ((lot / pitch).max(1), lanes)
        };
        let small = {
            let (pitch, lane) = if cars {
                (14, 9)
            } else {
                (PACE + 2, PERSON + text + 1)
            };
            let (columns, lanes) = plan(pitch, lane);
            people > columns * lanes || (cars && zone.h < 26)
        };
        let (pitch, lane) = match (cars, small) {
            (false, true) => (SMALL_PACE + 1, SMALL + text + 1),
            (false, false) => (PACE + 2, PERSON + text + 1),
            (true, true) => {
                let lane = if zone.h > 40 { 7 } else { 5 };
                let (columns, lanes) = plan(11, lane);
                let tight = lot < 44 || people > columns * lanes;
                (if tight { 9 } else { 11 }, lane)
            }
            (true, false) => (15, 9),
        };
        let (columns, most) = plan(pitch, lane);
        // A long queue takes from the way to the crossing.
        let lot = if small && people > columns * most {
            (crossing - zone.x) * 17 / 20
        } else {
            lot
        };
        let columns = columns.max(lot / pitch);
        // Rather more lanes than longer ones: the way to the crossing is to be seen.
        let few = if zone.h >= 30 {
            (people + 2) / 3
        } else {
            (people + columns - 1) / columns
        };
        let lanes = few.clamp(2, most.max(2)).min(most).max(1);
        let lane = lane.max(((zone.h - sky) / lanes).min(lane + 4));
        let lot = lot.min((((people + lanes - 1) / lanes).max(2) + 1) * pitch);
        Self {
            object,
            zone,
            road: zone.bottom() - lanes * lane - 1,
            lanes,
            lane,
            stop: zone.x + lot - pitch / 2,
            pitch,
            columns: (lot / pitch).max(1),
            small,
            crossing,
            cars,
            text,
            walkers,
            drivers,
        }
    }

    fn lane_y(&self, lane: i32) -> f32 {
        let name = if self.cars { 0 } else { self.text };
        (self.road + (lane + 1) * self.lane - name) as f32
    }

    /// Where people stand who do not drive.
    fn verge(&self) -> f32 {
        self.road.max(self.zone.y + PERSON + 3) as f32
    }

    /// The lane that somebody drives in, wherever it waited.
    fn lane_of(&self, task: &Task) -> i32 {
        let rank = self.drivers.binary_search(&task.id);
        rank.unwrap_or(usize::from(task.colour)) as i32 % self.lanes
    }

    fn in_line(&self, index: usize) -> Point {
        let (column, lane) = (index as i32 / self.lanes, index as i32 % self.lanes);
        Point::new((self.stop - column * self.pitch) as f32, self.lane_y(lane))
    }

    fn length(&self) -> i32 {
        if self.small { 8 } else { 13 }
    }

    /// Where a task is that is in no line. Those who share a lane keep behind each other, so that none hides another.
    fn on_the_way(&self, show: &Show, task: &Task) -> Point {
        let mine = self.progress(show, task);
        if self.drivers.len() > MOST_SPACED {
            return mine;
        }
        let lane = self.lane_of(task);
        let mut ahead = [f32::INFINITY; MOST_SPACED];
        let mut count = 0;
        for &id in &self.drivers {
            let Some(other) = show.model.task(id) else {
                continue;
            };
            if id == task.id
                || self.lane_of(other) != lane
                || other.trail.last().place != Place::Floor
            {
                continue;
            }
            let x = self.progress(show, other).x;
            if x > mine.x || (x >= mine.x && id < task.id) {
                ahead[count] = x;
                count += 1;
            }
        }
        let ahead = &mut ahead[..count];
        ahead.sort_unstable_by(|a, b| b.total_cmp(a));
        let gap = (self.length() + 1) as f32;
        let behind = |before: f32, x: f32| x.min(before - gap);
        let last = ahead
            .iter()
            .fold(f32::INFINITY, |before, &x| behind(before, x));
        let x = behind(last, mine.x).max((self.zone.x + 4) as f32);
        Point::new(x, mine.y)
    }

    /// How far on its way to the crossing a task is that is in no line: as far as its sleep has passed.
    fn progress(&self, show: &Show, task: &Task) -> Point {
        let last = task.trail.last();
        let from = task
            .trail
            .poses()
            .iter()
            .rev()
            .find_map(|pose| match pose.place {
                Place::Line { object, index, .. } | Place::Picked { object, index, .. }
                    if object == self.object.id =>
                {
                    Some(index)
                }
                _ => None,
            });
        let lane = self.lane_y(self.lane_of(task));
        // Whoever arrives is behind all who wait.
        let end = || {
            self.in_line(self.object.line.len())
                .x
                .max((self.zone.x + 4) as f32)
        };
        let x = from.map_or_else(end, |index| self.in_line(index as usize).x);
        let start = Point::new(x, lane);
        let there = Point::new((self.crossing - self.length() / 2 - 2) as f32, start.y);
        match task.doing {
            Doing::Sleeping { since, until } => {
                let (left, _) = show.sleep_left(since, until);
                start.towards(there, 1.0 - left)
            }
            // It has slept since it left the line: it is at the crossing, and looks whether it may go.
            Doing::Running if from.is_some() && task.since_moment > last.moment => there,
            Doing::New => Point::new((self.zone.x + 4) as f32, start.y),
            _ => start,
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

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        self.sky(canvas);
        self.asphalt(canvas);
        self.light(canvas, show);
        let column = canvas.column(self.zone.x as f32) + 1;
        let row = canvas.row(self.zone.y as f32);
        let (_, board) = self.board("CLEAR");
        let end = if board.x > self.name_end(show) {
            board.x.min(self.zone.x + self.zone.w / 3)
        } else {
            self.zone.x + self.zone.w / 3
        };
        let room = canvas.column(end as f32) - column;
        show.caption(canvas, self.object, column, row, room);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let costume = Costume::of(show, task);
        let room = if costume.is_car() {
            show.cells(self.length() - 1)
        } else {
            show.cells(self.pitch) - 1
        };
        let lane = self.lane_y(self.lane_of(task));
        let at = match place {
            Place::Line { .. } | Place::Picked { .. } => between(index, |i| self.in_line(i)),
            Place::Wings => Point::new((self.zone.x - 12) as f32, lane),
            Place::Exit => Point::new((self.zone.right() + 14) as f32, lane),
            // Whoever does not drive stands beside the light.
            _ if self.cars && !costume.is_car() => {
                let rank = self
                    .walkers
                    .binary_search(&task.id)
                    .unwrap_or_else(|rank| rank) as i32;
                let x = if rank == 0 {
                    self.crossing + 7
                } else {
                    self.zone.x + 4 + rank * PACE
                };
                return Stand {
                    at: Point::new(x as f32, self.verge()),
                    left: rank == 0,
                    room: 8,
                    ..Stand::default()
                };
            }
            _ => self.on_the_way(show, task),
        };
        let waits = matches!(place, Place::Line { .. });
        Stand {
            at,
            stance: if waits { Stance::Wait } else { Stance::Stand },
            left: false,
            room,
            hidden: waits && index >= (self.columns * self.lanes) as f32 - 0.5,
            small: self.small,
            ..Stand::default()
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(
            (self.crossing - 2) as f32,
            (self.road - 8).max(self.zone.y + 4) as f32,
        )
    }

    fn reserved(&self) -> Option<Zone> {
        // Who tends the light stands beyond it.
        let beyond = Zone {
            x: self.crossing + 1,
            y: self.verge() as i32 - PERSON - 3,
            w: self.zone.right() - self.crossing - 1,
            h: PERSON + 5,
        };
        (self.cars && !self.walkers.is_empty()).then_some(beyond)
    }

    fn staff(&self) -> Point {
        let (_, board) = self.board("CLEAR");
        Point::new((board.x - 13).max(self.zone.x + 4) as f32, self.verge())
    }
}
