//! An event: a light over a crossing, those who wait for it in order, and those who are on their way.

use crate::model::{Doing, Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, Wear, big_width};
use crate::view::motion::{FLASH, Point, ease, progress, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Costume, Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, Show, Zone};

/// The layout of a street.
#[derive(Debug)]
pub struct Street<'a> {
    object: &'a Object,
    zone: Zone,
    /// Top of the road.
    road: i32,
    lanes: i32,
    lane: i32,
    /// Where the first in the line waits, and how far apart.
    stop: i32,
    pitch: i32,
    columns: i32,
    small: bool,
    /// Left edge of the crossing.
    crossing: i32,
    text: i32,
    cars: bool,
}

impl<'a> Street<'a> {
    /// A street in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let costumes = show
            .model
            .tasks
            .iter()
            .filter(|task| !Show::is_staff(task))
            .map(|task| Costume::of(show, task));
        let cars = costumes.filter(|costume| costume.is_car()).count() as i32;
        let text = show.text_height();
        let crossing = zone.x + zone.w * 4 / 5;
        let lot = crossing - zone.x - zone.w / 4;
        let plan = |length: i32, height: i32| {
            let columns = (lot / length).max(1);
            let lanes = ((zone.h - 10) / height).clamp(1, 5);
            (columns, lanes)
        };
        let (mut columns, mut lanes) = plan(15, 9);
        let waiting = if cars > 0 {
            cars
        } else {
            object.line.len() as i32
        };
        let small = cars > 0 && waiting > columns * lanes;
        let (pitch, lane) = if cars == 0 {
            (PACE + 2, PERSON + text + 1)
        } else if small {
            (10, 6 + i32::from(zone.h > 30))
        } else {
            (15, 9)
        };
        (columns, lanes) = if cars == 0 || small {
            plan(pitch, lane)
        } else {
            (columns, lanes)
        };
        if waiting <= columns * (lanes - 1) && zone.h < 34 {
            lanes = (lanes - 1).max(1);
        }
        let road = zone.bottom() - lanes * lane - 1;
        Self {
            object,
            zone,
            road,
            lanes,
            lane,
            stop: zone.x + lot - pitch / 2,
            pitch,
            columns,
            small,
            crossing,
            text,
            cars: cars > 0,
        }
    }

    fn lane_y(&self, lane: i32) -> f32 {
        let name = if self.cars { 0 } else { self.text };
        (self.road + (lane + 1) * self.lane - name) as f32
    }

    fn in_line(&self, index: usize) -> Point {
        let (column, lane) = (index as i32 / self.lanes, index as i32 % self.lanes);
        Point::new((self.stop - column * self.pitch) as f32, self.lane_y(lane))
    }

    fn length(&self) -> i32 {
        if self.small { 8 } else { 13 }
    }

    /// Where a task is that is in no line: on its way to the crossing as its sleep passes.
    fn on_the_way(&self, show: &Show, task: &Task) -> Point {
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
        let lane = i32::from(task.colour) % self.lanes;
        let start = match from {
            Some(index) => self.in_line(index as usize),
            None => Point::new((self.stop + self.pitch / 2) as f32, self.lane_y(lane)),
        };
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

    fn sky(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        canvas.fill(zone.x, zone.y, zone.w, self.road - zone.y, Role::Sky);
        let ground = self.road - 2;
        // Hills far away.
        for x in 0..zone.w {
            let wave = (x as f32 / 17.0).sin() * 2.0 + (x as f32 / 7.3).sin();
            let height = 4 + wave.round() as i32 + i32::from(zone.h > 40) * 3;
            canvas.fill(zone.x + x, ground - height, 1, height, Role::Far);
        }
        if zone.h > 30 {
            for (i, share) in [3, 19, 64, 71].into_iter().enumerate() {
                let name = if i % 2 == 0 { "tree" } else { "house" };
                let x = zone.x + zone.w * share / 100 + 4;
                canvas.stand(sprite::get(name), x as f32, ground as f32, Wear::default());
            }
        }
        canvas.fill(zone.x, ground, zone.w, 2, Role::Grass);
        let _ = show;
    }

    fn asphalt(&self, canvas: &mut Canvas) {
        let zone = self.zone;
        canvas.fill(
            zone.x,
            self.road,
            zone.w,
            zone.bottom() - self.road,
            Role::Road,
        );
        for lane in 1..self.lanes {
            let y = self.road + lane * self.lane;
            for x in (zone.x..self.crossing - 3).step_by(6) {
                canvas.fill(x, y, 3, 1, Role::Faint);
            }
        }
        // The crossing: bars across the road, and the line where one stops.
        let mut y = self.road + 1;
        while y < zone.bottom() - 1 {
            canvas.fill(self.crossing + 2, y, 7, 2, Role::Marking);
            y += 4;
        }
        canvas.fill(
            self.crossing - 1,
            self.road,
            1,
            zone.bottom() - self.road,
            Role::Marking,
        );
    }

    fn light(&self, canvas: &mut Canvas, show: &Show) {
        let set = self.object.flag;
        let lamp = sprite::get("light");
        let x = self.crossing + 1;
        let foot = self.road;
        let grown = u8::from(foot - self.zone.y > 40);
        let times = i32::from(grown) + 1;
        let top = (foot - lamp.height() * times - 2).max(self.zone.y);
        canvas.fill(
            x + 4 * times,
            top + lamp.height() * times,
            times,
            (foot - top).max(1),
            Role::MetalDark,
        );
        let wear = Wear {
            frame: usize::from(set),
            grown,
            ..Wear::default()
        };
        canvas.sprite(lamp, x as f32, top as f32, wear);

        let word = if set { "SET" } else { "CLEAR" };
        let role = if set { Role::Good } else { Role::Bad };
        let size = if self.zone.h > 40 { 2 } else { 1 };
        let wide = big_width(word, size);
        let board = Zone {
            x: x - wide - 5 * size - 1,
            y: self.zone.y + i32::from(self.zone.h > 30) * 2,
            w: wide + 4 * size,
            h: 5 * size + 2,
        };
        canvas.fill(board.x, board.y, board.w, board.h, role);
        canvas.big(board.x + 2 * size, board.y + 1, word, Role::Black, size);
        let touched = self.object.last.as_ref().map(|last| last.moment);
        if let Some(moment) = touched.filter(|moment| under_way(*moment, show.moment, FLASH)) {
            let far = ease(progress(moment, show.moment, FLASH));
            let out = 1 + (far * 3.0) as i32;
            canvas.frame(
                board.x - out,
                board.y - out,
                board.w + 2 * out,
                board.h + 2 * out,
                role,
            );
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
        self.sky(canvas, show);
        self.asphalt(canvas);
        self.light(canvas, show);
        let column = canvas.column(self.zone.x as f32) + 1;
        let row = canvas.row(self.zone.y as f32);
        show.caption(
            canvas,
            self.object,
            column,
            row,
            show.cells(self.zone.w / 2),
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let costume = Costume::of(show, task);
        let room = if costume.is_car() {
            show.cells(self.length()) - 4
        } else {
            show.cells(self.pitch) - 2
        };
        let at = match place {
            Place::Line { .. } | Place::Picked { .. } => between(index, |i| self.in_line(i)),
            Place::Wings => Point::new(
                (self.zone.x - 12) as f32,
                self.lane_y(i32::from(task.colour) % self.lanes),
            ),
            Place::Exit => {
                let lane = i32::from(task.colour) % self.lanes;
                Point::new((self.zone.right() + 14) as f32, self.lane_y(lane))
            }
            _ if costume.is_car() => self.on_the_way(show, task),
            _ if costume == Costume::Guard => {
                return Stand {
                    at: Point::new((self.crossing + 14) as f32, self.road as f32),
                    stance: Stance::Stand,
                    left: true,
                    room: 9,
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
            hidden: waits && index >= (self.columns * self.lanes) as f32 + 0.5,
            small: self.small,
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let shown = (self.columns * self.lanes) as usize;
        let waiting = self.object.line.len();
        if waiting > shown {
            let more = show.more(waiting - shown);
            let row = canvas.row((self.zone.bottom() - 1) as f32);
            canvas.text(
                canvas.column(self.zone.x as f32) + 1,
                row,
                &more,
                show.look().fg(Role::Bright),
            );
        }
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(
            (self.crossing + 5) as f32,
            (self.road - 8).max(self.zone.y + 4) as f32,
        )
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + 6) as f32, self.road as f32)
    }
}
