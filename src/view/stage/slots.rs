//! A semaphore by itself: a slot for each permit, with whoever has it in it, and the line of those who wait.

use crate::model::{Object, Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::{Canvas, big_width, bold, columns};
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand, between};
use super::show::{PACE, PERSON, SMALL, SMALL_PACE, Show, Zone};

/// Room at the right for the main thread and the lecturer.
const STAFF: i32 = 16;
/// Room over a head, for the time that one sleeps.
const OVER: i32 = 3;

/// The layout of slots and a line.
#[derive(Debug)]
pub struct Slots<'a> {
    object: &'a Object,
    zone: Zone,
    text: i32,
    /// Left end of the first slot, width and distance of the slots, how many there is room for.
    left: i32,
    wide: i32,
    pitch: i32,
    most: i32,
    /// Feet of those in the slots, and of those in the line.
    upper: f32,
    lower: f32,
    /// Where the line begins, how far apart they stand, how many in a row, and whether they are small.
    head: i32,
    pace: i32,
    a_row: i32,
    rows: i32,
    small: bool,
}

impl<'a> Slots<'a> {
    /// The slots of a semaphore in a zone.
    pub fn new(show: &Show<'a>, object: &'a Object, zone: Zone) -> Self {
        let text = show.text_height();
        let slots = object.slots.max(1) as i32;
        let number =
            big_width(&number(object), 1).max(show.pixels(columns(show.word("stage.free"))));
        let left = zone.x
            + if show.is_banded(object) {
                2
            } else {
                number + 5
            };
        let person = PERSON + text + OVER;
        let upper = zone.y + text + person;
        let lowest = zone.bottom() - text;
        let small = lowest - upper < person;
        let low = lowest - upper < SMALL + text;
        let room = zone.right() - 1 - left - if low { STAFF + 18 } else { 0 };
        let pitch = (room / slots).clamp(PACE + 2, PACE + 8);
        let most = (room / pitch).clamp(1, slots);
        let (upper, head) = if low {
            (lowest, left + most * pitch + 3)
        } else {
            (upper, zone.x + 4)
        };
        let pace = if small { SMALL_PACE + 1 } else { PACE };
        let a_row = ((zone.right() - STAFF - head) / pace).max(1);
        let height = if small { SMALL } else { PERSON } + text;
        let rows = ((lowest - upper) / height).max(1);
        Self {
            object,
            zone,
            text,
            left,
            wide: (pitch - 1).min(11),
            pitch,
            most,
            upper: upper as f32,
            lower: lowest as f32,
            head,
            pace,
            a_row,
            rows: if low { 1 } else { rows },
            small,
        }
    }

    fn slot(&self, slot: u32) -> Zone {
        Zone {
            x: self.left + slot as i32 * self.pitch,
            y: self.upper as i32 - PERSON - 1,
            w: self.wide,
            h: PERSON + 1,
        }
    }

    fn in_line(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.a_row, index as i32 % self.a_row);
        let height = if self.small { SMALL } else { PERSON } + self.text;
        // The head is nearest to the slots.
        let y = self.lower as i32 - (self.rows.min(2) - 1 - row).max(0) * height;
        Point::new((self.head + column * self.pace) as f32, y as f32)
    }

    fn numbers(&self, canvas: &mut Canvas, show: &Show) {
        let (object, zone) = (self.object, self.zone);
        let row = canvas.row(zone.y as f32);
        let column = canvas.column(zone.x as f32) + 1;
        show.caption(canvas, object, column, row, show.cells(zone.w) - 2);
        let role = if object.permits > 0 {
            Role::Good
        } else {
            Role::Bad
        };
        if show.is_banded(object) {
            return;
        }
        let y = zone.y + self.text + 2;
        canvas.big(zone.x + 2, y, &number(object), role, 1);
        let row = canvas.row((y + 5) as f32 + 0.9);
        canvas.text(
            column + 1,
            row,
            show.word("stage.free"),
            show.look().fg(Role::Dim),
        );
    }
}

/// The permits that are left.
fn number(object: &Object) -> String {
    object.permits.to_string()
}

impl Picture for Slots<'_> {
    fn owns(&self, object: ObjectId) -> bool {
        object == self.object.id
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = self.upper as i32 - 2;
        zone.wall_and_floor(canvas, floor);
        for number in 0..(self.most as u32).min(self.object.places()) {
            let slot = self.slot(number);
            let holder = self
                .object
                .holders
                .iter()
                .find(|holder| holder.slot == number);
            let taken = holder.is_some();
            let makeshift = self.object.is_makeshift(number);
            let frame = match (makeshift, taken) {
                (true, _) => Role::Warn,
                (_, true) => Role::Accent,
                (_, false) => Role::Metal,
            };
            canvas.fill(slot.x, slot.y, slot.w, slot.h, Role::Black);
            canvas.frame(slot.x, slot.y, slot.w, slot.h, frame);
            if !taken && i64::from(number) < self.object.permits + self.object.holders.len() as i64
            {
                canvas.fill(
                    slot.x + slot.w / 2 - 1,
                    slot.y + slot.h / 2 - 1,
                    3,
                    2,
                    Role::Gold,
                );
            }
        }
        let hidden = self.object.places() as i32 - self.most;
        if hidden > 0 {
            let more = show.more(hidden as usize);
            let column = canvas.column(zone.right() as f32) - columns(&more) - 1;
            canvas.text(
                column,
                canvas.row(zone.y as f32),
                &more,
                bold(show.look(), Role::Bright),
            );
        }
        self.numbers(canvas, show);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, index: f32) -> Stand {
        match place {
            Place::Inside { slot, .. } => {
                let zone = self.slot(slot);
                Stand {
                    at: Point::new((zone.x + zone.w / 2) as f32, self.upper),
                    stance: Stance::Hold,
                    room: show.cells(self.pitch) - 2,
                    hidden: slot as i32 >= self.most,
                    ..Stand::default()
                }
            }
            Place::Line { .. } | Place::Picked { .. } => Stand {
                at: between(index, |index| self.in_line(index)),
                stance: if index < 0.5 {
                    Stance::Reach
                } else {
                    Stance::Wait
                },
                left: true,
                room: 0,
                small: self.small,
                hidden: index as i32 >= self.a_row * self.rows.min(2),
                ..Stand::default()
            },
            Place::Wings | Place::Exit => Stand {
                at: Point::new((self.zone.right() + 8) as f32, self.lower),
                ..Stand::default()
            },
            // Who comes and who goes stands behind the line.
            _ => Stand {
                at: self.in_line((self.a_row - 1 - task.spot as i32 % self.a_row).max(0) as usize),
                left: true,
                room: 0,
                small: self.small,
                ..Stand::default()
            },
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        let free = self.object.holders.len().min(self.most.max(1) as usize - 1) as u32;
        let slot = self.slot(free);
        Point::new((slot.x + slot.w / 2) as f32, (slot.y + slot.h / 2) as f32)
    }

    fn staff(&self) -> Point {
        Point::new((self.zone.right() - 13) as f32, self.lower)
    }
}
