//! A semaphore: a key board with its permits, stalls with those who hold one, and the line of those who wait.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, Ink, Wear, big_width};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::sprite;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, badge, between};
use super::show::{PACE, PERSON, Show, Zone};

const DOOR: i32 = 9;
const STALL: i32 = 11;

/// The layout of a corridor.
#[derive(Debug)]
pub struct Corridor<'a> {
    object: &'a Object,
    zone: Zone,
    board: Zone,
    stalls: Stalls,
    rows: i32,
    columns: i32,
    pitch: i32,
    text: i32,
    row_height: i32,
}

/// How the stalls are drawn.
#[derive(Debug, Clone, Copy)]
enum Stalls {
    /// Doors, this far apart.
    Doors { left: i32, pitch: i32 },
    /// A wall of pigeonholes of this size, so many a row.
    Holes { left: i32, size: i32, columns: i32 },
}

impl<'a> Corridor<'a> {
    /// A corridor in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let number = big_width(&object.permits.max(object.initial).to_string(), 2);
        let board = Zone {
            x: zone.x + 1,
            y: zone.y + text,
            w: number + 11,
            h: STALL,
        };
        let left = board.right() + 3;
        let room = zone.right() - left - 15;
        let slots = object.slots.max(1) as i32;
        let stalls = if slots * (DOOR + 1) <= room {
            let pitch = (room / (slots + 1).max(4)).clamp(DOOR + 1, DOOR + 7);
            Stalls::Doors {
                left,
                pitch: pitch.min(room / slots),
            }
        } else {
            let size = (1..=5)
                .rev()
                .find(|size| (room / (size + 1)) * (STALL / (size + 1)) >= slots)
                .unwrap_or(1);
            Stalls::Holes {
                left,
                size,
                columns: (room / (size + 1)).max(1),
            }
        };
        let floor = board.bottom() + 1;
        let row_height = PERSON + text + i32::from(zone.h > 30);
        let rows = ((zone.bottom() - floor) / row_height).clamp(1, 4);
        let most = (zone.w - 4).max(PACE) / PACE;
        let people = object.line.len() as i32;
        let spacious = PACE + 8;
        let columns = (zone.w - 6) / spacious * rows;
        let pitch = if people <= columns && people > 0 && show.scale == 1 {
            ((zone.w - 6) * rows / people.max(8)).clamp(PACE, spacious)
        } else {
            PACE
        };
        Self {
            object,
            zone,
            board,
            stalls,
            rows,
            columns: ((zone.w - 4) / pitch).clamp(1, most.max(1)),
            pitch,
            text,
            row_height,
        }
    }

    fn capacity(&self) -> usize {
        (self.rows * self.columns) as usize
    }

    /// Where the one in this place of the line stands: the first at the left, under the board.
    fn in_line(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.columns, index as i32 % self.columns);
        let row = row.min(self.rows - 1);
        // The line turns at the ends, as lines do.
        let column = if row % 2 == 0 {
            column
        } else {
            self.columns - 1 - column
        };
        Point::new(
            (self.zone.x + 5 + column * self.pitch) as f32,
            (self.zone.bottom() - self.text - (self.rows - 1 - row) * self.row_height) as f32,
        )
    }

    fn faces_left(&self, index: usize) -> bool {
        (index as i32 / self.columns) % 2 == 0
    }

    fn stall(&self, slot: u32) -> Zone {
        let slot = slot as i32;
        match self.stalls {
            Stalls::Doors { left, pitch } => Zone {
                x: left + slot * pitch,
                y: self.board.y,
                w: DOOR,
                h: STALL,
            },
            Stalls::Holes {
                left,
                size,
                columns,
            } => Zone {
                x: left + slot % columns * (size + 1),
                y: self.board.y + slot / columns * (size + 1),
                w: size,
                h: size,
            },
        }
    }

    fn floor(&self) -> f32 {
        (self.board.bottom()) as f32
    }

    fn number(&self, canvas: &mut Canvas, show: &Show) {
        let permits = self.object.permits;
        let board = self.board;
        let role = if permits > 0 { Role::Good } else { Role::Bad };
        let text = permits.to_string();
        canvas.big(board.x + 2, board.y + 1, &text, role, 2);
        let keys = permits.clamp(0, 3) as i32;
        let x = board.right() - 7;
        for i in 0..3 {
            let y = board.y + 1 + i * 3;
            canvas.dot(x - 1, y, Role::Metal);
            if i < keys {
                canvas.sprite(
                    sprite::get("key.small"),
                    x as f32,
                    y as f32,
                    Wear::default(),
                );
            }
        }
        if permits > 3 {
            let more = show.more((permits - 3) as usize);
            let (column, row) = (
                canvas.column(x as f32),
                canvas.row(board.bottom() as f32 - 1.0),
            );
            canvas.text(column, row, &more, show.look().fg(Role::Gold));
        }
    }

    fn doors(&self, canvas: &mut Canvas, show: &Show) {
        for slot in 0..self.object.slots {
            let at = self.stall(slot);
            let holder = self
                .object
                .holders
                .iter()
                .find(|holder| holder.slot == slot);
            let makeshift = self.object.is_makeshift(slot);
            if let Stalls::Holes { .. } = self.stalls {
                let ink = match holder {
                    Some(holder) => Ink::figure(show.tint(holder.task)),
                    None if makeshift => Ink::role(Role::Warn),
                    None => Ink::role(Role::GoodDark),
                };
                canvas.fill(at.x, at.y, at.w, at.h, ink);
                continue;
            }
            let inside = holder.is_some();
            let (beam, shadow) = if makeshift {
                (Role::Warn, Role::WoodDark)
            } else {
                (Role::WoodDark, Role::Black)
            };
            if inside {
                canvas.fill(at.x, at.y, at.w, at.h, shadow);
                canvas.frame(at.x, at.y, at.w, at.h + 1, beam);
                canvas.fill(at.x + 1, at.y + at.h, at.w - 2, 1, shadow);
                canvas.fill(at.x, at.y, at.w, 1, Role::Bad);
                canvas.sprite(
                    sprite::get("bowl"),
                    (at.x + 1) as f32,
                    (at.y + at.h - 6) as f32,
                    Wear::default(),
                );
            } else {
                canvas.sprite(
                    sprite::get("door.free"),
                    at.x as f32,
                    at.y as f32,
                    Wear::default(),
                );
                if makeshift {
                    for i in (0..at.w).step_by(2) {
                        canvas.fill(at.x + i, at.y, 1, at.h, Role::Wood);
                    }
                    canvas.frame(at.x, at.y, at.w, at.h, Role::Warn);
                    canvas.fill(at.x + 2, at.y + 2, 5, 2, Role::Good);
                }
            }
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
        let floor = self.board.bottom();
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor, zone.w, 1, Role::FloorLine);
        for row in 0..self.rows {
            let y = zone.bottom() - self.text - row * self.row_height;
            canvas.fill(zone.x, y, zone.w, self.text, Role::Raised);
        }
        let board = self.board;
        canvas.fill(
            board.x - 1,
            board.y - 1,
            board.w + 2,
            board.h + 1,
            Role::WoodDark,
        );
        canvas.fill(board.x, board.y, board.w, board.h - 1, Role::Black);
        self.number(canvas, show);
        self.doors(canvas, show);
        let column = canvas.column(board.x as f32);
        let room = show.cells(board.w + 2);
        let row = canvas.row((zone.y) as f32);
        show.caption(canvas, self.object, column, row, room);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let floor = self.floor();
        match place {
            Place::Line { .. } | Place::Picked { .. } => {
                let hidden = index >= self.capacity() as f32;
                Stand {
                    at: between(index, |i| self.in_line(i)),
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    left: self.faces_left(index.round() as usize),
                    room: show.cells(self.pitch) - 2,
                    hidden,
                    small: false,
                }
            }
            Place::Inside { slot, .. } => {
                let stall = self.stall(slot);
                let small = stall.w < DOOR;
                Stand {
                    at: Point::new(
                        (stall.x + stall.w / 2) as f32 + 0.5,
                        (stall.y + stall.h) as f32,
                    ),
                    stance: if small { Stance::Stand } else { Stance::Sit },
                    left: false,
                    room: -1,
                    hidden: small,
                    small: false,
                }
            }
            Place::Exit => Stand {
                at: Point::new((self.zone.right() + 8) as f32, floor + 3.0),
                ..Stand::default()
            },
            Place::Wings => Stand {
                at: Point::new(
                    (self.zone.right() + 8) as f32,
                    (self.zone.bottom() - self.text) as f32,
                ),
                left: true,
                ..Stand::default()
            },
            _ => {
                let was_inside =
                    task.trail
                        .poses()
                        .iter()
                        .rev()
                        .find_map(|pose| match pose.place {
                            Place::Inside { slot, .. } => Some(slot),
                            _ => None,
                        });
                let at = match was_inside {
                    Some(slot) => {
                        let stall = self.stall(slot);
                        Point::new((stall.x + stall.w / 2) as f32, floor + 4.0)
                    }
                    None => {
                        let back = i32::from(task.colour) % 8 * PACE / 2;
                        Point::new(
                            (self.zone.right() - 5 - back) as f32,
                            (self.zone.bottom() - self.text) as f32,
                        )
                    }
                };
                Stand {
                    at,
                    left: was_inside.is_none(),
                    room: 0,
                    ..Stand::default()
                }
            }
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        if let Stalls::Doors { pitch, .. } = self.stalls {
            for holder in &self.object.holders {
                let at = self.stall(holder.slot);
                let Some(task) = show.model.task(holder.task) else {
                    continue;
                };
                let row = canvas
                    .row((at.y - 1) as f32)
                    .max(canvas.row(self.zone.y as f32));
                let wide = crate::view::canvas::columns(&task.name) + 2;
                let full = wide < show.cells(pitch);
                let column =
                    canvas.column((at.x + at.w / 2) as f32) - if full { wide / 2 } else { 0 };
                badge(canvas, show, task, column, row);
                if full {
                    let style = show.look().figure(usize::from(task.colour));
                    canvas.text(column + 2, row, &task.name, style);
                }
            }
        }
        let waiting = self.object.line.len();
        let shown = self.capacity();
        if waiting > shown {
            let more = show.more(waiting - shown);
            let row = canvas.row((self.zone.bottom() - self.text) as f32);
            let column =
                canvas.column(self.zone.right() as f32) - crate::view::canvas::columns(&more) - 2;
            canvas.text_on(
                column,
                row,
                &more,
                show.look().on(Role::Bright, Role::Raised),
            );
        }
        let flash = self
            .object
            .last
            .as_ref()
            .filter(|last| under_way(last.moment, show.moment, FLASH));
        if let Some(last) = flash
            && !last.ok
        {
            let board = self.board;
            canvas.frame(
                board.x - 1,
                board.y - 1,
                board.w + 2,
                board.h + 1,
                Role::Bad,
            );
        }
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new((self.board.right() - 5) as f32, (self.board.y + 5) as f32)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 12) as f32, self.floor() + 1.0)
    }
}
