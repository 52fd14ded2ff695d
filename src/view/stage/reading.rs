//! A read-write lock: a reading room where many may sit and read, or one may write alone; the policy hangs over the door.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, Policy, TaskId};
use crate::view::canvas::{Canvas, big_width, bold, columns};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::lobby::{BAR, Lobby};
use super::show::{PACE, PERSON, SMALL_PACE, Show, Zone};

const SEAT: i32 = 8;
/// From this height on, those who do not wait have rows of their own above the line.
const HIGH: i32 = 28;

/// The layout of a reading room.
#[derive(Debug)]
pub struct ReadingRoom<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    floor: f32,
    /// The room, behind its wall.
    room: Zone,
    columns: i32,
    rows: i32,
    /// Feet of those who neither read nor wait.
    upper: f32,
    /// How far to the left the line may go.
    first: i32,
    lobby: Lobby,
}

impl<'a> ReadingRoom<'a> {
    /// A reading room in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let floor = (zone.bottom() - text) as f32;
        let wide = zone.w * 11 / 20;
        let top = zone.y + text;
        let room = Zone {
            x: zone.right() - wide,
            y: top,
            w: wide,
            h: zone.bottom() - top,
        };
        let row = PERSON + text + BAR + 1;
        // The sign with the policy and the count hang over the seats.
        let rows = ((room.h - 2 * text - 6) / row).clamp(1, 3);
        let high = zone.h >= HIGH;
        let upper = if high {
            floor - (row - BAR) as f32
        } else {
            floor
        };
        let people = show.model.tasks.iter();
        let people = people.filter(|task| !task.is_over() && !show.is_staff(task));
        // The lecturer and the main thread stand at the left end.
        let left = if zone.w >= 60 { 15 } else { 8 };
        Self {
            object,
            zone,
            text,
            floor,
            columns: ((room.w - 4) / SEAT).max(1),
            rows,
            room,
            upper,
            first: zone.x + if high { 2 } else { left },
            lobby: Lobby::up_to(
                if high {
                    zone.y + text
                } else {
                    upper as i32 - PERSON - text
                },
                zone.x + left,
                zone.right() - wide - 2,
                upper,
                text,
                people.count(),
            ),
        }
    }

    fn seats(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    fn seat(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.columns, index as i32 % self.columns);
        let row = row.min(self.rows - 1);
        let aside = (self.room.w - self.columns * SEAT) / 2;
        Point::new(
            (self.room.x + aside + SEAT / 2 + column * SEAT) as f32,
            self.floor - (row * (PERSON + self.text + BAR + 1)) as f32,
        )
    }

    fn writer_at(&self) -> Point {
        Point::new((self.room.x + self.room.w / 2) as f32, self.floor)
    }

    /// How far apart those stand who wait, and whether they are small ones.
    fn line(&self) -> (i32, bool) {
        let waiting = self.object.line.standing.len().max(1) as i32;
        let pitch = (self.room.x - self.first - 4) / waiting;
        if pitch < PACE {
            (pitch.max(SMALL_PACE), true)
        } else {
            (PACE + i32::from(pitch > PACE), false)
        }
    }

    fn at_door(&self, index: usize) -> Point {
        let (pitch, _) = self.line();
        Point::new((self.room.x - 5 - index as i32 * pitch) as f32, self.floor)
    }

    /// Whether one in the line asks to read.
    fn reads(show: &Show, task: TaskId) -> bool {
        let want = show.model.task(task).and_then(Task::want);
        want.is_some_and(|want| want.reads)
    }

    fn wall(&self, canvas: &mut Canvas) {
        let (room, writes) = (self.room, self.object.owner.is_some());
        canvas.fill(room.x, room.y, room.w, room.h, Role::Wall);
        let ground = self.floor as i32 - 3;
        canvas.fill(room.x, ground, room.w, room.bottom() - ground, Role::Floor);
        canvas.fill(room.x, room.y, room.w, 1, Role::WoodDark);
        let door = self.floor as i32 - PERSON - 3;
        canvas.fill(room.x, room.y, 1, door - room.y, Role::WoodDark);
        // A door that is shut means one who writes; open, it stands aside.
        if writes {
            canvas.fill(room.x, door, 2, PERSON + 3, Role::Wood);
            canvas.dot(room.x, door + 6, Role::Gold);
        } else {
            canvas.fill(room.x, door, 3, 1, Role::Wood);
        }
    }

    fn sign(&self, canvas: &mut Canvas, show: &Show) {
        let (look, object) = (show.look(), self.object);
        let word = show.word(match object.policy {
            Policy::Readers => "stage.policy_readers",
            Policy::Writers => "stage.policy_writers",
            Policy::Fair => "stage.policy_fair",
        });
        let words = format!(" {word} ");
        let row = canvas.row((self.room.y + 1) as f32 + 0.9);
        let middle = canvas.column((self.room.x + self.room.w / 2) as f32);
        let left = middle - columns(&words) / 2;
        let left = left.min(canvas.column(self.room.right() as f32) - columns(&words));
        let style = bold(look, Role::Ground).patch(look.on(Role::Black, Role::Gold));
        canvas.text_on(left, row, &words, style);

        let (number, word, role) = if object.owner.is_some() {
            ("1".to_owned(), "stage.writes", Role::Bad)
        } else if object.holders.is_empty() {
            (String::new(), "stage.free", Role::Good)
        } else {
            (
                object.holders.len().to_string(),
                "stage.reads",
                Role::Accent,
            )
        };
        let row = row + 1;
        let words = format!("{number} {}", show.word(word));
        if self.room.h - self.rows * (PERSON + self.text + BAR + 1) < 12 || number.is_empty() {
            canvas.text_centred(middle, row, words.trim(), bold(look, role));
            return;
        }
        let y = self.room.y + 2 * self.text + 1;
        let word = show.word(word);
        let wide = big_width(&number, 1) + 2 + show.pixels(columns(word));
        let x = self.room.x + (self.room.w - wide) / 2;
        canvas.big(x, y, &number, role, 1);
        let column = canvas.column((x + big_width(&number, 1) + 2) as f32);
        canvas.text(column, canvas.row((y + 3) as f32), word, bold(look, role));
    }

    /// What somebody waits for or does, on its chest: a letter, not a hue.
    fn letter(reads: bool) -> (&'static str, Role) {
        if reads {
            ("stage.read_sign", Role::Accent)
        } else {
            ("stage.write_sign", Role::Bad)
        }
    }
}

impl Picture for ReadingRoom<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let ground = self.floor as i32
            - 3
            - if zone.h >= HIGH {
                PERSON + self.text + 1
            } else {
                0
            };
        canvas.fill(zone.x, zone.y, zone.w, zone.h, Role::Sky);
        canvas.fill(zone.x, ground, zone.w, zone.bottom() - ground, Role::Road);
        canvas.fill(zone.x, ground, zone.w, 1, Role::Grass);
        self.wall(canvas);
        self.sign(canvas, show);
        for index in 0..self.seats() {
            let at = self.seat(index);
            // A desk before each seat, on a floor.
            let (x, y) = (at.x as i32, at.y as i32);
            if y < self.floor as i32 && index as i32 % self.columns == 0 {
                canvas.fill(self.room.x + 1, y, self.room.w - 1, 1, Role::FloorLine);
            }
            canvas.fill(x + 2, y - 4, 3, 1, Role::Wood);
            canvas.fill(x + 3, y - 3, 1, 3, Role::WoodDark);
        }
        let (column, row) = (canvas.column(zone.x as f32) + 1, canvas.row(zone.y as f32));
        show.caption(canvas, self.object, column, row, show.cells(zone.w) - 2);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        let zone = self.zone;
        match place {
            Place::Line { .. } | Place::Picked { .. } => {
                let at = between(index, |i| self.at_door(i));
                Stand {
                    at,
                    stance: if index < 0.5 {
                        Stance::Reach
                    } else {
                        Stance::Wait
                    },
                    room: 0,
                    small: self.line().1,
                    hidden: at.x < self.first as f32,
                    letter: Some(Self::letter(Self::reads(show, task.id))),
                    ..Stand::default()
                }
            }
            Place::Inside { .. } if self.object.owner == Some(task.id) => Stand {
                at: self.writer_at(),
                stance: Stance::Hold,
                room: 0,
                letter: Some(Self::letter(false)),
                ..Stand::default()
            },
            Place::Inside { slot, .. } => Stand {
                at: self.seat(slot as usize),
                stance: Stance::Hold,
                room: 0,
                hidden: slot as usize >= self.seats(),
                ..Stand::default()
            },
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.x - 6) as f32, self.lobby.at(task).y),
                ..Stand::default()
            },
            _ => Stand {
                at: self.lobby.at(task),
                room: 0,
                small: self.lobby.is_small(),
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(self.room.x as f32, self.floor - PERSON as f32)
    }

    fn lounge(&self, _task: &Task) -> Zone {
        Zone {
            w: self.room.x - 1 - self.zone.x,
            ..self.zone
        }
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.x + 4) as f32, self.upper)
    }
}
