//! A semaphore: a key board with its permits, stalls with those who hold one, and the line of those who wait.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, big_width};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, Show, Zone};

mod wall;

mod queue;

use queue::Queue;

const DOOR: i32 = 9;
/// Width of a door where there are many.
const NARROW: i32 = 7;
const STALL: i32 = 11;
/// Columns for a key on the board.
const KEY: i32 = 7;
/// Room at the right end of the wall for the main thread and the lecturer.
const STAFF: i32 = 16;

/// The layout of a corridor.
#[derive(Debug)]
pub struct Corridor<'a> {
    object: &'a Object,
    zone: Zone,
    /// First row of the floor.
    floor: i32,
    board: Zone,
    number: i32,
    hooks: Hooks,
    stalls: Stalls,
    line: Queue,
    /// Whether there is room on the wall for those who stand aside.
    aside: bool,
}

/// How the stalls are drawn.
#[derive(Debug, Clone, Copy)]
enum Stalls {
    /// Doors, this far apart and this wide.
    Doors { left: i32, pitch: i32, door: i32 },
    /// A wall of pigeonholes of this size and distance, so many a row, so many in all.
    Holes {
        left: i32,
        top: i32,
        size: i32,
        step: i32,
        columns: i32,
        most: i32,
    },
}

impl<'a> Corridor<'a> {
    /// A corridor in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let most_rows = ((zone.h - text - STALL) / (PERSON + text)).clamp(1, 4);
        let people = show
            .model
            .tasks
            .iter()
            .filter(|task| !show.is_staff(task))
            .count() as i32;
        let people = (people - object.initial.clamp(0, 1 << 20) as i32)
            .max(object.line.standing.len() as i32)
            .max(10);
        let mut line = Queue::new(show, zone, people, most_rows, 2);
        // Where a row of cells begins: no head is in the cells of those in the stalls.
        let floor = zone.bottom() - line.rows * line.height - i32::from(zone.h > 30);
        let floor = if show.scale == 1 { floor & !1 } else { floor };
        let wall = floor - zone.y;
        let number = ((wall - text - 2) / 5).clamp(1, if zone.w < 72 { 2 } else { 3 });
        let digits = big_width(&object.permits.max(object.initial).to_string(), number);
        let most = object.permits.max(object.slots.into());
        // A board that is a little higher has room for every key in one column.
        let keys = if most <= 8 { most as i32 * 3 + 2 } else { 0 };
        let tall = (number * 5 + 4).max(keys).min(wall - text);
        let hooks = Hooks::of(most, tall, zone.w / 4);
        let board = Zone {
            x: zone.x + 2,
            y: floor - tall - (wall - text - tall) / 3,
            w: digits + 5 + hooks.columns * KEY,
            h: tall,
        };
        let left = board.right() + 3;
        let slots = object.slots.max(1) as i32;
        let whole = zone.right() - left - 1;
        let aside = slots.max(object.initial as i32 + 1) * (DOOR + 1) <= whole - STAFF;
        let room = if aside { whole - STAFF } else { whole };
        if !aside {
            // Where the wall is short, those who stand aside stand at the end of the line.
            line = Queue::new(show, zone, people, line.rows, STAFF + 1);
        }
        let door = if slots * (DOOR + 1) <= room {
            DOOR
        } else {
            NARROW
        };
        let stalls = if slots * (door + 1) <= room {
            let pitch = (room / slots.max(4)).clamp(door + 1, door + 8);
            Stalls::Doors {
                left: left + 1,
                pitch: pitch.min(room / slots),
                door,
            }
        } else {
            let top = zone.y + text;
            let height = wall - text - 1;
            let fits = |size: i32, step: i32| (room / step) * (height / step) >= slots && size > 0;
            let sizes = [(5, 6), (4, 5), (3, 4), (2, 3), (1, 2), (1, 1)];
            let (size, step) = sizes
                .into_iter()
                .find(|&(size, step)| fits(size, step))
                .unwrap_or((1, 1));
            Stalls::Holes {
                left,
                top,
                size,
                step,
                columns: (room / step).max(1),
                most: (room / step).max(0) * (height / step).max(0),
            }
        };
        Self {
            object,
            zone,
            floor,
            board,
            number,
            hooks,
            stalls,
            line,
            aside,
        }
    }

    fn stall(&self, slot: u32) -> Zone {
        let slot = slot as i32;
        match self.stalls {
            Stalls::Doors { left, pitch, door } => Zone {
                x: left + slot * pitch,
                y: self.floor - STALL,
                w: door,
                h: STALL,
            },
            Stalls::Holes {
                left,
                top,
                size,
                step,
                columns,
                ..
            } => Zone {
                x: left + slot % columns * step,
                y: top + slot / columns * step,
                w: size,
                h: size,
            },
        }
    }
}

impl Picture for Corridor<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        canvas.fill(zone.x, zone.y, zone.w, self.floor - zone.y, Role::Wall);
        if self.floor - zone.y > 20 {
            canvas.fill(zone.x, self.floor - STALL - 4, zone.w, 1, Role::WallLine);
            for x in (zone.x + 6..zone.right()).step_by(24) {
                canvas.fill(x, zone.y + show.text_height() + 1, 7, 1, Role::WallLine);
            }
        }
        canvas.fill(
            zone.x,
            self.floor,
            zone.w,
            zone.bottom() - self.floor,
            Role::Floor,
        );
        canvas.fill(zone.x, self.floor, zone.w, 1, Role::FloorLine);
        let text = show.text_height();
        for row in 0..self.line.rows {
            let y = self.line.last - row * self.line.height;
            canvas.fill(zone.x, y, zone.w, text, Role::Raised);
        }
        self.permits(canvas, show);
        match self.stalls {
            Stalls::Doors { .. } => self.doors(canvas),
            Stalls::Holes { most, .. } => self.holes(canvas, show, most),
        }
        let row = canvas.row(zone.y as f32);
        let low = self.board.y <= zone.y + text;
        let room = if low { self.board.w + 2 } else { zone.w / 2 };
        show.caption(
            canvas,
            self.object,
            canvas.column(zone.x as f32) + 1,
            row,
            show.cells(room),
        );
        self.nameplates(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        match place {
            Place::Line { .. } | Place::Picked { .. } => Stand {
                at: between(index, |i| self.line.at(i)),
                stance: if index < 0.5 {
                    Stance::Reach
                } else {
                    Stance::Wait
                },
                left: self.line.faces_left(index.round() as usize),
                room: show.cells(self.line.pitch) - 1,
                hidden: index >= self.line.capacity() as f32 - 0.5 && index >= 1.0,
                ..Stand::default()
            },
            Place::Inside { slot, .. } => {
                let stall = self.stall(slot);
                Stand {
                    at: Point::new(
                        (stall.x + stall.w / 2) as f32 + 0.5,
                        (stall.y + stall.h) as f32,
                    ),
                    stance: Stance::Sit,
                    room: -1,
                    elsewhere: stall.w < NARROW,
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((self.zone.right() + 8) as f32, self.line.last as f32),
                left: place == Place::Wings,
                ..Stand::default()
            },
            // Who comes and who goes passes the end of the line.
            _ => {
                let last = self.line.capacity().saturating_sub(1);
                Stand {
                    at: self.line.at(last.saturating_sub(task.spot as usize)),
                    left: !task.holds.is_empty() || task.trail.last().place != Place::Exit,
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(
            (self.board.right() - 5) as f32,
            (self.board.y + self.board.h / 2) as f32,
        )
    }

    fn wall(&self) -> Option<Zone> {
        let top = self.zone.y + 1;
        let left = self.board.right() + 4;
        (self.zone.h > 34).then_some(Zone {
            x: left,
            y: top,
            w: self.zone.right() - 2 - left,
            h: self.floor - STALL - 4 - top,
        })
    }

    fn staff(&self) -> Point {
        let floor = if self.aside {
            self.floor
        } else {
            self.line.last
        };
        Point::new((self.zone.right() - 12) as f32, floor as f32)
    }
}

/// The hooks of a board: a board shows every key, or the number alone.
#[derive(Debug, Clone, Copy)]
struct Hooks {
    columns: i32,
    rows: i32,
    /// From one row to the next.
    pitch: i32,
}

impl Hooks {
    /// For so many keys on a board of this height, whose columns may take `room`.
    fn of(keys: i64, height: i32, room: i32) -> Self {
        let rows = |pitch: i32| ((height - 1) / pitch).max(1);
        // Keys hang closer before they take another column.
        let pitch = if keys <= i64::from(rows(4)) { 4 } else { 3 };
        let rows = rows(pitch);
        let columns = (keys.max(1) - 1) / i64::from(rows) + 1;
        let fits = columns <= i64::from((room / KEY).max(1));
        Self {
            columns: if fits { columns as i32 } else { 0 },
            rows,
            pitch,
        }
    }
}
