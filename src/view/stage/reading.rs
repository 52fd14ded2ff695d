//! A read-write lock: a room with a book that many read or one writes; before its door those who wait, and behind them
//! those who do something else.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::{ObjectId, Policy, TaskId};
use crate::view::canvas::{Canvas, Ink, Stroke, Wear, big_width, bold, columns};
use crate::view::motion::Point;
use crate::view::sprite::{self, Sprite};
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::lobby::{BAR, Lobby};
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

/// Lower than this, all are small ones.
const LOW: i32 = 24;
/// A lecturer's hat over a head.
const HAT: i32 = 3;
/// Room at the left end of the line for the main thread and the lecturer.
const STAFF: i32 = 17;
/// Readers for whom there is to be room.
const READERS: i32 = 5;
/// People for whom there is to be room: so many may come before anybody gets smaller.
const PEOPLE: usize = 8;

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
    /// From one row of readers to the next.
    row: i32,
    /// From one reader to the next.
    seat: i32,
    book: &'static Sprite,
    /// Whether all are small ones: as soon as there were too many for large ones, so that nobody grows again.
    small: bool,
    /// How far apart those stand who wait, and how many on the floor, where the line begins.
    pitch: i32,
    front: i32,
    /// Where those who neither read nor wait stand.
    lobby: Lobby,
}

impl<'a> ReadingRoom<'a> {
    /// A reading room in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let large = Self::of(show, object, zone, zone.h < LOW);
        let people = show.model.crowd.max(PEOPLE);
        let readers = (object.most_holders as usize).max(READERS as usize);
        if large.small || (large.outside() >= people && large.seats() >= readers) {
            large
        } else {
            Self::of(show, object, zone, true)
        }
    }

    fn of(show: &Show<'a>, object: &'a Object, zone: Zone, small: bool) -> Self {
        let text = show.text_height();
        let floor = zone.bottom() - text;
        let (body, seat) = if small {
            (SMALL, SMALL_PACE + 1)
        } else {
            (PERSON, PACE)
        };
        let wide = (zone.w * 3 / 7).max((zone.w / 2).min(READERS * seat + 3));
        let room = Zone {
            x: zone.right() - wide,
            w: wide,
            ..zone
        };
        let row = body + text + BAR + i32::from(show.scale == 1) * (body + text + BAR) % 2;
        let columns = ((room.w - 3) / seat).max(1);
        let large = sprite::get("book.big");
        let rows = |book: &Sprite| ((zone.h - 2 * text - book.height()) / row).clamp(1, 3);
        let seats = rows(large) * columns;
        let book = if zone.h < LOW || seats < READERS || room.w < large.width() + 12 {
            sprite::get("book.low")
        } else {
            large
        };
        // Behind the line, and the lecturer's hat in it.
        let upper = (floor - body - text - HAT) & !i32::from(show.scale == 1);
        let (left, upper) = if zone.h < LOW {
            (zone.x + STAFF - 1, (floor - body - text).max(zone.y))
        } else {
            (zone.x + 1, upper)
        };
        let ends = (left, room.x - 2);
        let pitch = if small { SMALL_PACE } else { PACE + 1 };
        let front = ((room.x - 4 - zone.x - STAFF) / pitch + 1).max(1);
        Self {
            object,
            zone,
            text,
            floor: floor as f32,
            columns,
            rows: rows(book),
            row,
            seat,
            room,
            book,
            small,
            pitch,
            front,
            lobby: Lobby::up_to(zone.y, ends, upper as f32, text, small),
        }
    }

    /// For how many there is room outside, in the line and behind it.
    fn outside(&self) -> usize {
        self.front as usize + self.lobby.places()
    }

    /// Whether there is room for little but the people.
    fn is_low(&self) -> bool {
        self.zone.h < LOW
    }

    fn seats(&self) -> usize {
        (self.columns * self.rows) as usize
    }

    fn middle(&self) -> i32 {
        self.room.x + 1 + self.room.w / 2
    }

    /// From the middle to both sides, the row at the back first: it is nearest to the book.
    fn seat(&self, index: usize) -> Point {
        let (row, number) = (index as i32 / self.columns, index as i32 % self.columns);
        let row = row.min(self.rows - 1);
        let side = (number + 1) / 2 * if number % 2 == 1 { -1 } else { 1 };
        // Where there is no seat in the middle, the first one is to the right of it.
        let aside = if self.columns % 2 == 0 {
            self.seat / 2
        } else {
            0
        };
        Point::new(
            (self.middle() + aside + side * self.seat) as f32,
            self.back() + (row * self.row) as f32,
        )
    }

    fn writer_at(&self) -> Point {
        Point::new(self.middle() as f32, self.back())
    }

    /// Feet of the row nearest to the book.
    fn back(&self) -> f32 {
        self.floor - ((self.rows - 1) * self.row) as f32
    }

    /// Where the book lies.
    fn book_at(&self) -> Zone {
        let body = if self.small { SMALL } else { PERSON };
        let heads = self.back() as i32 - body - BAR;
        let (w, h) = (self.book.width(), self.book.height());
        let words = self.zone.y + self.text;
        let y = (words + (heads - words - h) / 2)
            .min(heads - h + i32::from(self.small))
            .max(self.zone.y);
        Zone {
            x: self.middle() - w / 2,
            y,
            w,
            h,
        }
    }

    /// From the door along the floor; a longer line goes on behind, beginning above the door.
    fn at_door(&self, index: usize) -> Point {
        let (index, front) = (index as i32, self.front);
        let (row, column) = if index < front {
            (0, index)
        } else {
            let behind = self.behind();
            (1 + (index - front) / behind, (index - front) % behind)
        };
        let x = self.room.x - 4 - column * self.pitch;
        let feet = match row {
            0 => self.floor,
            _ => self.lobby.feet_of(row - 1),
        };
        Point::new(x as f32, feet)
    }

    /// How many of the line stand in a row behind the first.
    fn behind(&self) -> i32 {
        ((self.room.x - 4 - self.zone.x) / self.pitch).max(1)
    }

    fn line_holds(&self, index: f32) -> bool {
        let rows = self.lobby.rows();
        index < (self.front + rows * self.behind()) as f32 - 0.5
    }

    /// Whether one in the line asks to read.
    fn reads(show: &Show, task: TaskId) -> bool {
        let want = show.model.task(task).and_then(Task::want);
        want.is_some_and(|want| want.reads)
    }

    fn wall(&self, canvas: &mut Canvas) {
        let (room, writes) = (self.room, self.object.owner.is_some());
        canvas.fill(room.x, room.y, room.w, room.h, Role::Wall);
        let ground = self.back() as i32 - 3;
        canvas.fill(room.x, ground, room.w, room.bottom() - ground, Role::Floor);
        canvas.fill(room.x, ground, room.w, 1, Role::FloorLine);
        let body = if self.small { SMALL } else { PERSON };
        let door = self.floor as i32 - body - 2;
        canvas.fill(room.x, room.y, 1, door - room.y, Role::WoodDark);
        // A door that is shut means one who writes; open, it stands aside.
        if writes {
            canvas.fill(room.x, door, 2, body + 2, Role::Wood);
            canvas.dot(room.x, door + body / 2, Role::Gold);
        } else {
            canvas.fill(room.x, door, 3, 1, Role::Wood);
        }
    }

    /// What the room is called, and who goes first.
    fn sign(&self, canvas: &mut Canvas, show: &Show) {
        let (look, object) = (show.look(), self.object);
        if self.book_at().y < self.zone.y + self.text {
            return;
        }
        let word = show.word(match object.policy {
            Policy::Readers => "stage.policy_readers",
            Policy::Writers => "stage.policy_writers",
            Policy::Fair => "stage.policy_fair",
        });
        let words = format!(" {word} ");
        let row = canvas.row(self.zone.y as f32);
        let (left, whole) = (
            canvas.column(self.room.x as f32) + 2,
            show.cells(self.room.w) - 3,
        );
        let sign = columns(&words);
        let name = columns(&show.name_of(object));
        let body = if self.small { SMALL } else { PERSON };
        // Not where heads and clocks are.
        let wall = self.lobby.feet() as i32 - body - BAR - self.zone.y >= self.text;
        let inside = name + 1 + sign <= whole;
        let outside = sign < show.cells(self.room.x - self.zone.x) && (wall || !inside);
        // The class has room, too, where the sign can hang outside.
        let class = if outside {
            1 + columns(object.kind_word())
        } else {
            0
        };
        let beside = inside && name + class + 1 + sign <= whole;
        let room = if beside { whole - sign - 1 } else { whole };
        if beside || !self.is_low() || sign > whole {
            show.caption(canvas, object, left, row, room);
        }
        let style = bold(look, Role::Ground).patch(look.on(Role::Black, Role::Gold));
        if beside {
            canvas.text_on(left + whole - sign, row, &words, style);
        } else if self.is_low() && sign <= whole {
            canvas.text_on(left, row, &words, style);
        } else if outside {
            // Over those whom it is about.
            let left = canvas.column(self.room.x as f32) - 1 - sign;
            canvas.text_on(left, row, &words, style);
        }
    }

    /// The book: shut while nobody has it, open while it is read, with a pen while it is written; how many read.
    fn show_book(&self, canvas: &mut Canvas, show: &Show) {
        let object = self.object;
        let at = self.book_at();
        let (number, word, role) = if object.owner.is_some() {
            (String::new(), "stage.writes", Role::Bad)
        } else if object.holders.is_empty() {
            (String::new(), "stage.free", Role::Good)
        } else {
            let number = object.holders.len().to_string();
            (number, "stage.reads", Role::Accent)
        };
        let wear = Wear {
            frame: usize::from(word != "stage.free"),
            ..Wear::default()
        };
        canvas.sprite(self.book, at.x as f32, at.y as f32, wear);
        canvas.keep(at.x, at.y, at.w, at.h);
        if let Some(owner) = object.owner {
            let pen = sprite::get("pen");
            // It goes along the line while time goes on.
            let along = (show.ui.now / 200_000 % 3) as i32;
            let wear = Wear {
                tint: show.tint(owner),
                ..Wear::default()
            };
            let (x, y) = (at.x + at.w / 2 + 2 + along, at.y + at.h / 2 - 3);
            canvas.sprite(pen, x as f32, y.max(self.zone.y) as f32, wear);
        }
        if show.is_banded(object) {
            return;
        }
        let style = bold(show.look(), role);
        let word = show.word(word);
        let row = canvas.row((at.y + at.h / 2) as f32);
        let (left, right) = (self.room.x + 1, at.x - 1);
        let digits = big_width(&number, 1);
        let large = at.h > 5 && !number.is_empty() && digits + 3 <= right - left;
        if large {
            canvas.big(right - 1 - digits, at.y + 2, &number, role, 1);
        }
        let words = if large || number.is_empty() {
            word.to_owned()
        } else {
            format!("{number} {word}")
        };
        let beside = canvas.column((at.x + at.w + 1) as f32) + 1;
        let after = show.cells(self.room.right()) - beside;
        let before = show.cells(right - left);
        if columns(&words) <= after {
            canvas.text(beside, row, &words, style);
            return;
        }
        if !large && columns(&words) <= before {
            canvas.text(
                canvas.column(right as f32) - columns(&words),
                row,
                &words,
                style,
            );
            return;
        }
        if !large && columns(&number) <= before {
            canvas.text(
                canvas.column(right as f32) - columns(&number),
                row,
                &number,
                style,
            );
        }
        if columns(word) <= after {
            canvas.text(beside, row, word, style);
        }
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
        // All who are outside have their feet on it.
        let ground = (self.lobby.feet() as i32 - 3).max(zone.y);
        canvas.fill(zone.x, zone.y, zone.w, zone.h, Role::Sky);
        canvas.fill(zone.x, ground, zone.w, zone.bottom() - ground, Role::Road);
        canvas.fill(zone.x, ground, zone.w, 1, Role::Grass);
        self.wall(canvas);
        self.sign(canvas, show);
        self.show_book(canvas, show);
    }

    /// From each who has the book to it: a line of sight of many, the arm of one.
    fn ties(&self, canvas: &mut Canvas, show: &Show, cast: &[Figure]) {
        let book = self.book_at();
        let holders = self.object.holders.iter().map(|holder| holder.task);
        for task in holders.chain(self.object.owner) {
            let figure = cast.iter().find(|figure| figure.task.id == task);
            let Some(figure) = figure.filter(|figure| !figure.stand.hidden && !figure.moving)
            else {
                continue;
            };
            let writes = self.object.owner == Some(task);
            let (at, ink) = (figure.at, Ink::figure(show.tint(task)));
            let body = if figure.stand.small { SMALL } else { PERSON } as f32;
            let (from, to, stroke) = if writes {
                let pen = (book.x + book.w / 2 + 3) as f32;
                let hand = (at.x + 2.0, at.y - body + 3.0);
                (hand, (pen, book.bottom() as f32), Stroke::Solid)
            } else {
                let share = (at.x - self.room.x as f32) / self.room.w as f32;
                let to = book.x as f32 + 1.0 + share * (book.w - 2) as f32;
                (
                    (at.x, at.y - body - 1.0),
                    (to, book.bottom() as f32),
                    Stroke::Dashed,
                )
            };
            if from.1 > to.1 {
                canvas.line(from, to, ink, stroke);
            }
        }
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
                    small: self.small,
                    hidden: !self.line_holds(index),
                    letter: Some(Self::letter(Self::reads(show, task.id))),
                    ..Stand::default()
                }
            }
            Place::Inside { .. } if self.object.owner == Some(task.id) => Stand {
                at: self.writer_at(),
                stance: Stance::Reach,
                room: 0,
                small: self.small,
                letter: Some(Self::letter(false)),
                ..Stand::default()
            },
            Place::Inside { slot, .. } => {
                let at = self.seat(slot as usize);
                Stand {
                    at,
                    stance: Stance::Hold,
                    left: at.x > self.middle() as f32,
                    room: 0,
                    small: self.small,
                    // No room for a clock between a head and the book.
                    runs: self.is_low(),
                    hidden: slot as usize >= self.seats(),
                    ..Stand::default()
                }
            }
            Place::Wings | Place::Exit => Stand {
                at: Point::new((zone.x - 6) as f32, self.lobby.at(task).y),
                ..Stand::default()
            },
            _ => Stand {
                at: self.lobby.at(task),
                room: 0,
                small: self.small,
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
        Point::new((self.zone.x + 4) as f32, self.floor)
    }

    fn staff_is_small(&self) -> bool {
        self.small
    }
}
