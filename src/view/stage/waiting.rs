//! A condition: a waiting room with a bell, seats in order, and one door with one key: the lock.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, TaskKind};
use crate::view::canvas::{Canvas, Stroke, Wear, bold, columns};
use crate::view::motion::Point;
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between, tint};
use super::show::{PACE, PERSON, Show, Zone};

mod furniture;

const SEAT: i32 = 7;
/// Room at the left for the bell and who rings it.
const STAFF: i32 = 16;
const DOOR: i32 = 10;

/// The layout of a waiting room.
#[derive(Debug)]
pub struct WaitingRoom<'a> {
    object: &'a Object,
    lock: Option<&'a Object>,
    zone: Zone,
    text: i32,
    rows: i32,
    columns: i32,
    row_height: i32,
    seats: i32,
    door: Point,
}

impl<'a> WaitingRoom<'a> {
    /// A waiting room in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let lock = object.lock.and_then(|lock| show.model.object(lock));
        let tall = zone.h > 34;
        let row_height = PERSON + text;
        let left = zone.x + STAFF.min(zone.w / 5);
        let door = zone.right() - DOOR / 2 - 2;
        let right = door - (zone.w / 4).clamp(16, 34);
        let columns = ((right - left) / SEAT).max(1);
        let people = show
            .model
            .tasks
            .iter()
            .filter(|task| !show.is_staff(task))
            .count();
        let all = people.max(object.line.len()).max(10) as i32;
        let top = zone.y + if tall { 14 } else { 0 };
        let most = ((zone.bottom() - top) / row_height).clamp(1, 4);
        Self {
            object,
            lock,
            zone,
            text,
            rows: most.min((all + columns - 1) / columns),
            columns,
            row_height,
            seats: right,
            door: Point::new(door as f32, (zone.bottom() - text) as f32),
        }
    }

    /// The seat of the one in this place: the first sits in front, nearest to the door.
    fn seat(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.columns, index as i32 % self.columns);
        let row = row.min(self.rows - 1);
        Point::new(
            (self.seats - 3 - column * SEAT - row % 2 * 2) as f32,
            (self.zone.bottom() - self.text - row * self.row_height) as f32,
        )
    }

    /// The line for the lock stands before the door.
    fn at_door(&self, index: usize) -> Point {
        let waiting = self.lock.map_or(0, |lock| lock.line.len()).max(1) as i32;
        let room = self.door.x as i32 - DOOR / 2 - self.seats - 2;
        let pitch = (room / waiting).clamp(3, PACE);
        Point::new(
            self.door.x - 9.0 - (index as i32 * pitch) as f32,
            self.door.y,
        )
    }

    fn bell_at(&self) -> Point {
        let down = if self.zone.h > 34 { 13 } else { 10 };
        Point::new(
            (self.zone.x + 8) as f32,
            (self.zone.y + self.text + down) as f32,
        )
    }

    /// The lecturer rings where it stands.
    fn staff_at(&self, task: &Task) -> Point {
        let aside = if task.kind == TaskKind::Main {
            0.0
        } else {
            7.0
        };
        Point::new(self.staff().x + aside, self.staff().y)
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
        let floor = self.door.y as i32 - (self.rows - 1) * self.row_height - 4;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor - 1, zone.w, 1, Role::WallLine);
        self.count(canvas, show, floor);
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
        let seats = (self.columns * self.rows) as usize;
        for index in (0..seats).rev() {
            let at = self.seat(index);
            canvas.stand(sprite::get("chair"), at.x - 0.5, at.y, Wear::default());
        }
        let row = canvas.row(zone.y as f32);
        show.caption(
            canvas,
            self.object,
            canvas.column(zone.x as f32) + 1,
            row,
            show.cells(zone.w / 2),
        );
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        match place {
            Place::Line { object, .. } if self.is_lock(object) => {
                let at = between(index, |i| self.at_door(i));
                Stand {
                    at,
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Stand
                    },
                    room: 0,
                    hidden: at.x < (self.seats - 8) as f32,
                    ..Stand::default()
                }
            }
            Place::Picked { object, .. } if self.is_lock(object) => Stand {
                at: self.at_door(0),
                stance: Stance::Reach,
                room: 0,
                ..Stand::default()
            },
            Place::Line { .. } => Stand {
                at: between(index, |i| self.seat(i)),
                stance: Stance::Sit,
                room: 0,
                hidden: index >= (self.columns * self.rows) as f32,
                ..Stand::default()
            },
            Place::Picked { index, .. } => {
                let seat = self.seat(index as usize);
                Stand {
                    at: Point::new(seat.x + 2.0, seat.y),
                    stance: Stance::Stand,
                    room: 0,
                    ..Stand::default()
                }
            }
            Place::Inside { .. } if show.is_staff(task) => Stand {
                at: self.staff_at(task),
                stance: Stance::Hold,
                room: 0,
                ..Stand::default()
            },
            Place::Inside { .. } => Stand {
                at: Point::new(self.door.x, self.door.y),
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
            _ => {
                let step = i32::from(task.colour) % 3 * PACE;
                Stand {
                    at: Point::new((zone.x + 4 + step) as f32, self.door.y),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        let Some(lock) = self.lock else { return };
        if let Some(owner) = lock.owner
            && let Some(figure) = cast.iter().find(|figure| figure.task.id == owner)
            && !figure.moving
            && figure.chest().distance(self.door) > 12.0
        {
            let to = (self.door.x - 5.0, self.door.y - 6.0);
            let from = figure.chest();
            canvas.line(
                (from.x + 3.0, from.y),
                to,
                tint(figure.task),
                Stroke::Dashed,
            );
        }
        let shown = (self.columns * self.rows) as usize;
        let waiting = self.object.line.len();
        if waiting > shown {
            let more = show.more(waiting - shown);
            let column = canvas.column(self.seats as f32) - columns(&more);
            canvas.text(
                column,
                canvas.row(self.zone.y as f32 + 2.0),
                &more,
                bold(show.look(), Role::Bright),
            );
        }
    }

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
        let left = self.seats - self.columns * SEAT / 2 + 12;
        (self.zone.h > 34).then_some(Zone {
            x: left,
            y: top,
            w: self.zone.right() - 2 - left,
            h: self.door.y as i32 - 30 - top,
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + 4) as f32, self.door.y)
    }
}
