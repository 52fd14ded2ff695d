//! A condition: a waiting room with a bell, seats in order, and one door with one key: the lock.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, TaskId, TaskKind};
use crate::view::canvas::{Canvas, Wear};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::company::STAFF as LECTURER;
use super::show::{PACE, PERSON, SMALL_PACE, Show, Zone};

mod furniture;

/// From one seat to the next, and where there is less room.
const SEAT: i32 = 7;
const CLOSE: i32 = 6;
/// Room at the left for the bell and who rings it.
const STAFF: i32 = 17;
const DOOR: i32 = 10;
/// How much more a hat needs over a head than the rows leave.
const HAT: i32 = 1;

/// How many have room in the line before the door where seats are in the same row: more, as long as those are empty.
const SHORT_LANE: i32 = 3;
/// Lower than this, those who sit are small ones.
const LOW: i32 = 24;
/// Room for the number of those who wait, beside the bell.
const COUNT: i32 = 10;

/// The layout of a waiting room.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says what there is room for"
)]
pub struct WaitingRoom<'a> {
    object: &'a Object,
    lock: Option<&'a Object>,
    zone: Zone,
    text: i32,
    /// Whether there is a wall over the seats, and a row for the line alone.
    tall: bool,
    /// Top of the floor.
    floor: i32,
    door: Point,
    /// Where the main thread stands, beside the bell.
    staff: Point,
    /// The seats: the first is in front, nearest to the door.
    seats: Vec<Point>,
    /// Which seat has whom.
    sitting: Vec<Option<TaskId>>,
    /// Whether those who sit are small ones.
    low: bool,
    /// Whether the number of those who wait has a board beside the bell.
    counted: bool,
    /// Where those stand who want the lock, the first at the door.
    lane: Vec<Point>,
    /// Whether they are small ones: there are many.
    small: bool,
}

impl<'a> WaitingRoom<'a> {
    /// A waiting room in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let lock = object.lock.and_then(|lock| show.model.object(lock));
        let row_height = PERSON + text + i32::from(zone.h >= 28);
        let door = Point::new(
            (zone.right() - DOOR / 2 - 2) as f32,
            (zone.bottom() - text) as f32,
        );
        let bottom = door.y as i32;
        // By fives, so that one who comes does not move the others.
        let all = object.line.standing.len().div_ceil(5) * 5;
        let all = all.max(10);
        let low = zone.h < LOW;
        let pitch = match (low, zone.w < 90) {
            (true, _) => SMALL_PACE,
            (false, true) => CLOSE,
            (false, false) => SEAT,
        };
        let left = zone.x + STAFF;
        let lane_end = door.x as i32 - DOOR / 2 - 4;
        // A hat in the line does not reach the seats, where the line has a row of its own.
        let rows_under =
            |head: i32, hat: i32| ((bottom - PERSON - hat - head) / row_height).clamp(0, 4);
        let a_row = ((lane_end - 1 - left) / pitch).max(0);
        // Where there is room for all seats under a wall, the line has a row of its own.
        let tall = zone.h > 34 && rows_under(zone.y + 14, HAT) * a_row >= all as i32;
        let (head, hat) = if tall { (14, HAT) } else { (text, 0) };
        let most = rows_under(zone.y + head, hat);
        // Seats from right to left, in rows from the front to the back.
        let counted = !low && zone.w >= 60;
        let board = zone.y + text + 12;
        let row = |right: i32, y: i32| {
            let beside = counted && y - PERSON < board;
            let left = left + if beside { COUNT } else { 0 };
            let count = ((right - left) / pitch).max(0);
            (0..count).map(move |column| Point::new((right - 3 - column * pitch) as f32, y as f32))
        };
        let lane_left = if tall { zone.x } else { left };
        let free = if tall {
            (lane_end - lane_left) / PACE
        } else {
            SHORT_LANE
        };
        let small = low || lock.is_some_and(|lock| lock.line.standing.len() as i32 > free);
        let pace = if small { SMALL_PACE } else { PACE };
        let lane = (0..(lane_end - lane_left) / pace)
            .map(|place| Point::new((lane_end - 3 - place * pace) as f32, door.y))
            .collect();
        let mut seats: Vec<Point> = Vec::new();
        let mut rows = 0;
        while rows < most && seats.len() < all {
            rows += 1;
            seats.extend(row(lane_end - 1, bottom - hat - rows * row_height));
        }
        // The last ones sit beside the line, farthest from the door first.
        if !tall && seats.len() < all {
            let short = (lane_end - left) / 3;
            let start = seats.len();
            seats.extend(row(
                lane_end - 1 - (SHORT_LANE * if low { SMALL_PACE } else { PACE }).min(short),
                bottom,
            ));
            seats[start..].reverse();
        }
        let sitting = seat_all(object, seats.len());
        let staff = Point::new(
            (zone.x + 4) as f32,
            (bottom - if tall { row_height + hat } else { 0 }) as f32,
        );
        Self {
            object,
            lock,
            zone,
            text,
            tall,
            floor: bottom - hat - rows * row_height - 4,
            door,
            staff,
            seats,
            sitting,
            low,
            counted,
            lane,
            small,
        }
    }

    /// The seat of one who waits, or which it had; none if there are more than seats.
    fn seat(&self, task: TaskId, number: f32) -> Option<Point> {
        let mine = self.sitting.iter().position(|sits| *sits == Some(task));
        let waits = self.object.line.place_of(task).is_some();
        let had = number as usize % self.seats.len().max(1);
        let seat = if waits { mine? } else { had };
        self.seats.get(seat).copied()
    }

    fn at_door(&self, index: usize) -> Point {
        let last = self.lane.len().saturating_sub(1);
        self.lane.get(index.min(last)).copied().unwrap_or(self.door)
    }

    fn bell_at(&self) -> Point {
        let down = if self.tall { 13 } else { 10 };
        Point::new(
            (self.zone.x + 8) as f32,
            (self.zone.y + self.text + down) as f32,
        )
    }

    /// The lecturer rings where it stands.
    fn staff_at(&self, task: &Task) -> Point {
        let main = task.kind == TaskKind::Main;
        let aside = if main { 0 } else { LECTURER };
        Point::new(self.staff.x + aside as f32, self.staff.y)
    }

    fn has_lock(&self, task: &Task) -> bool {
        self.lock.is_some_and(|lock| lock.owner == Some(task.id))
    }

    fn is_lock(&self, object: ObjectId) -> bool {
        self.object.lock == Some(object)
    }
}

impl Picture for WaitingRoom<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id || self.is_lock(object)
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.floor;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor - 1, zone.w, 1, Role::WallLine);
        let large = self.tall && self.count(canvas, show, floor);
        if self.counted && !large {
            self.count_beside(canvas, show);
        }
        self.bell(canvas, show);
        let inside = self.lock.is_some_and(|lock| lock.owner.is_some());
        let door = sprite::get("door.shut");
        let (x, y) = (self.door.x as i32 - DOOR / 2, self.door.y as i32 - 12);
        if inside {
            canvas.fill(x, y, DOOR, 12, Role::Black);
            canvas.frame(x, y, DOOR, 13, Role::WoodDark);
        } else {
            canvas.sprite(door, x as f32, y as f32, Wear::default());
        }
        self.lock_on_door(canvas, show);
        for at in self.seats.iter().rev() {
            if self.low {
                canvas.fill(at.x as i32 - 2, at.y as i32 - 3, SMALL_PACE, 1, Role::Wood);
                canvas.fill(at.x as i32 - 2, at.y as i32 - 2, 1, 2, Role::WoodDark);
            } else {
                canvas.stand(sprite::get("chair"), at.x - 0.5, at.y, Wear::default());
            }
        }
        let row = canvas.row(zone.y as f32);
        let column = canvas.column(zone.x as f32) + 1;
        let wide = show.caption(canvas, self.object, column, row, show.cells(zone.w / 2));
        if !self.counted && !large {
            self.count_in_words(canvas, show, (column + wide + 2, row));
        }
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        match place {
            Place::Line { object, .. } | Place::Picked { object, .. } if self.is_lock(object) => {
                Stand {
                    at: between(index, |i| self.at_door(i)),
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    room: 0,
                    small: self.small || (show.is_staff(task) && !self.tall),
                    hidden: index >= self.lane.len() as f32,
                    ..Stand::default()
                }
            }
            // Whoever is woken gets up, and has its seat until it goes to the door.
            Place::Line { .. } | Place::Picked { .. } => {
                let seat = self.seat(task.id, index);
                Stand {
                    at: seat.unwrap_or(self.staff),
                    stance: if matches!(place, Place::Picked { .. }) {
                        Stance::Stand
                    } else {
                        Stance::Sit
                    },
                    room: 0,
                    small: self.low,
                    hidden: seat.is_none(),
                    ..Stand::default()
                }
            }
            Place::Inside { .. } if show.is_staff(task) => Stand {
                at: self.staff_at(task),
                stance: Stance::Hold,
                room: 0,
                ..Stand::default()
            },
            Place::Inside { .. } | Place::Desk if self.has_lock(task) => Stand {
                at: self.door,
                stance: Stance::Hold,
                room: show.cells(DOOR),
                ..Stand::default()
            },
            Place::Wings => Stand {
                at: Point::new((zone.x - 6) as f32, self.door.y),
                ..Stand::default()
            },
            Place::Exit => Stand {
                at: Point::new((zone.right() + 8) as f32, self.door.y),
                ..Stand::default()
            },
            // Whoever is about to ask for the lock comes from the far end of the line for it.
            _ => {
                let last = if self.tall {
                    self.lane.len()
                } else {
                    SHORT_LANE as usize
                };
                Stand {
                    at: self.at_door(last.saturating_sub(1 + task.spot as usize)),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, spot: Spot) -> Point {
        match spot {
            Spot::Object(object, _) | Spot::End(object, _) if self.is_lock(object) => {
                Point::new(self.door.x, self.door.y - 14.0)
            }
            _ => {
                let bell = self.bell_at();
                Point::new(bell.x, bell.y - 3.0)
            }
        }
    }

    fn wall(&self) -> Option<Zone> {
        let top = self.zone.y + self.text + 1;
        let left = self.board(1).right() + 3;
        (self.tall).then_some(Zone {
            x: left,
            y: top,
            w: self.zone.right() - 2 - left,
            h: self.floor - PERSON - 2 - top,
        })
    }

    fn staff(&self) -> Point {
        self.staff
    }
}

/// Everybody takes the seat after the one who came before, the next free one where that is taken, and keeps it.
fn seat_all(object: &Object, seats: usize) -> Vec<Option<TaskId>> {
    let mut sitting = vec![None; seats];
    for there in object.line.standing.iter().take(seats) {
        let from = there.number as usize % seats;
        let mut round = (from..seats).chain(0..from);
        if let Some(free) = round.find(|&seat| sitting[seat].is_none()) {
            sitting[free] = Some(there.task);
        }
    }
    sitting
}
