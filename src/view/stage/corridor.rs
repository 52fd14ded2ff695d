//! A semaphore: a key board with its permits, stalls with those who hold one, and the line of those who wait.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, big_width, columns};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

mod wall;

mod queue;

use queue::Queue;

const DOOR: i32 = 9;
/// Width of a door where there are many.
const NARROW: i32 = 7;
const STALL: i32 = 11;
/// A stall of a small person, with a letter beside its head.
const CABIN: i32 = 7;
/// Columns for a key on the board.
const KEY: i32 = 6;
/// Room at the end of the line for the main thread and the lecturer.
const STAFF: i32 = 17;
/// Lower than this, all are small ones.
const LOW: i32 = 24;
/// So many releases too many do not move what stands there.
const SPARE: i64 = 2;

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
    /// Whether the wall has no room for a board under the caption.
    low: bool,
}

/// How the stalls are drawn.
#[derive(Debug, Clone, Copy)]
enum Stalls {
    /// Doors, this far apart and this wide.
    Doors { left: i32, pitch: i32, door: i32 },
    /// Small stalls, so many a storey.
    Cabins {
        left: i32,
        pitch: i32,
        columns: i32,
        height: i32,
    },
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
        let small = zone.h < LOW;
        let most_rows = ((zone.h - text - STALL) / (PERSON + text + 1)).clamp(1, 4);
        // By tens, so that one who comes does not move the others.
        let people = (object.line.standing.len() as i32 + 9) / 10 * 10;
        let line = Queue::new(show, zone, people.max(10), most_rows, small);
        // Where a row of cells begins: no head is in the cells of those in the stalls.
        let floor = zone.bottom() - line.rows * line.height - i32::from(zone.h > 30);
        let floor = if show.scale == 1 { floor & !1 } else { floor };
        let wall = floor - zone.y;
        let low = wall - text < CABIN;
        let number = ((wall - text - 2) / 5).clamp(1, if zone.w < 72 { 2 } else { 3 });
        let most = object.permits.max(object.slots.into()).max(object.initial);
        let spare = if object.bound.is_some() { 0 } else { SPARE };
        let all = most.max(object.initial.saturating_add(spare));
        let digits = big_width(&most.to_string(), number);
        // A board that is a little higher has room for every key in one column.
        let keys = if all <= 8 { all as i32 * 3 + 2 } else { 0 };
        let tall = (number * 5 + 4).max(keys).min(wall - text);
        let hooks = if low {
            Hooks::NONE
        } else {
            Hooks::of(all, tall, zone.w / 4)
        };
        let board = if low {
            let name = show.pixels(columns(&show.name_of(object)) + 1);
            Zone {
                x: zone.x + name + 2,
                y: zone.y,
                w: digits + 4,
                h: wall.max(1),
            }
        } else {
            Zone {
                x: zone.x + 2,
                y: floor - tall - (wall - text - tall) / 3,
                w: digits + 4 + hooks.columns * KEY,
                h: tall,
            }
        };
        let left = board.right() + 2;
        let room = zone.right() - left;
        // Room that is kept for more of them is given up before they are drawn as holes.
        let many = |count: i64| count.clamp(1, 1 << 20);
        let stalls = (many(most)..=many(all))
            .rev()
            .map(|count| Stalls::of(count as i32, (left, room), (wall, text), zone.y));
        let drawn = stalls
            .clone()
            .find(|stalls| !matches!(stalls, Stalls::Holes { .. }));
        Self {
            object,
            zone,
            floor,
            board,
            number,
            hooks,
            stalls: drawn.unwrap_or_else(|| {
                Stalls::of(many(most) as i32, (left, room), (wall, text), zone.y)
            }),
            line,
            low,
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
            Stalls::Cabins {
                left,
                pitch,
                columns,
                height,
            } => Zone {
                x: left + slot % columns * pitch,
                y: self.floor - height - slot / columns * (CABIN + 1),
                w: CABIN,
                h: height,
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

    /// Top of the highest stall.
    fn top(&self) -> i32 {
        match self.stalls {
            Stalls::Holes { top, .. } => top,
            _ => self.stall(self.object.slots.max(1) - 1).y,
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
            Stalls::Cabins { .. } => self.cabins(canvas),
            Stalls::Holes { most, .. } => self.holes(canvas, show, most),
        }
        let row = canvas.row(zone.y as f32);
        let room = if self.low {
            self.board.x - zone.x - 1
        } else if self.top() < zone.y + 3 * text {
            self.board.w + 3
        } else {
            zone.w / 2
        };
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
                small: self.line.small,
                hidden: index >= self.line.capacity() as f32 - 0.5 && index >= 1.0,
                ..Stand::default()
            },
            Place::Inside { slot, .. } => self.inside(slot),
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
                    small: self.line.small,
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
            h: self.top() - 4 - top,
        })
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.line.last as f32)
    }
}

impl Corridor<'_> {
    /// In a stall, or before the wall where there is none for it.
    fn inside(&self, slot: u32) -> Stand {
        let stall = self.stall(slot);
        let built = slot < self.object.places();
        let middle = (stall.x + stall.w / 2) as f32;
        match self.stalls {
            Stalls::Cabins { height, .. } => Stand {
                at: Point::new(
                    (stall.x + 3) as f32 - if built { 0.5 } else { 0.0 },
                    (stall.y + height) as f32,
                ),
                stance: if built { Stance::Sit } else { Stance::Wait },
                room: -1,
                small: true,
                ..Stand::default()
            },
            _ => Stand {
                at: Point::new(middle + 0.5, (stall.y + stall.h) as f32),
                stance: if built { Stance::Sit } else { Stance::Wait },
                room: -1,
                elsewhere: stall.w < NARROW,
                ..Stand::default()
            },
        }
    }
}

impl Stalls {
    /// So many stalls between `left` and as wide as `room`, on a wall of this height with words of that.
    fn of(count: i32, (left, room): (i32, i32), (wall, text): (i32, i32), top: i32) -> Self {
        let door = if count.saturating_mul(DOOR + 1) <= room {
            DOOR
        } else {
            NARROW
        };
        if wall >= STALL + text && count.saturating_mul(door + 1) <= room {
            let pitch = (room / count.max(4)).clamp(door + 1, door + 8);
            return Self::Doors {
                left,
                pitch: pitch.min(room / count.max(1)),
                door,
            };
        }
        let columns = (room / (CABIN + 1)).max(1);
        let storeys = ((wall + 1) / (CABIN + 1)).max(1);
        if count <= columns.saturating_mul(storeys) && wall >= SMALL && room > CABIN {
            let used = (count + columns - 1) / columns;
            let columns = (count + used - 1) / used.max(1);
            return Self::Cabins {
                left,
                pitch: (room / columns.max(1)).clamp(CABIN + 1, CABIN + 4),
                columns: columns.max(1),
                height: CABIN.min(wall),
            };
        }
        let top = top + text;
        let height = wall - text - 1;
        let fits = |size: i32, step: i32| (room / step) * (height / step) >= count && size > 0;
        let sizes = [(5, 6), (4, 5), (3, 4), (2, 3), (1, 2), (1, 1)];
        let found = sizes.into_iter().find(|&(size, step)| fits(size, step));
        let (size, step) = found.unwrap_or((1, 1));
        Self::Holes {
            left,
            top,
            size,
            step,
            columns: (room / step).max(1),
            most: (room / step).max(0) * (height / step).max(0),
        }
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
    /// The number alone.
    const NONE: Self = Self {
        columns: 0,
        rows: 1,
        pitch: 4,
    };

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
