//! Threads without any object of theirs: figures in a hall, and the data that they share on a board.

use crate::model::{Place, Spot, Task};
use crate::trace::ObjectId;
use crate::view::canvas::Canvas;
use crate::view::motion::Point;
use crate::view::theme::Role;

use super::Picture;
use super::cast::{Figure, Stance, Stand};
use super::show::{PACE, PERSON, Show, Zone};

/// The layout of a hall.
#[derive(Debug)]
pub struct Hall {
    zone: Zone,
    text: i32,
    rows: i32,
    columns: i32,
    pitch: i32,
    row_height: i32,
}

impl Hall {
    /// A hall in a zone.
    pub fn new(show: &Show, zone: Zone) -> Self {
        let text = show.text_height();
        let row_height = PERSON + text + 2;
        let rows = ((zone.h - 8) / row_height).clamp(1, 4);
        let living = show
            .model
            .tasks
            .iter()
            .filter(|task| !task.is_over() && !show.is_staff(task));
        let people = living.count().max(6) as i32;
        let pitch = ((zone.w - 22) * rows / people).clamp(PACE, PACE + 8);
        Self {
            zone,
            text,
            rows,
            columns: ((zone.w - 22) / pitch).max(1),
            pitch,
            row_height,
        }
    }

    fn home(&self, task: &Task) -> Point {
        let number = task.spot as i32 % (self.columns * self.rows);
        let (row, column) = (number / self.columns, number % self.columns);
        Point::new(
            (self.zone.x + self.pitch / 2 + 2 + column * self.pitch) as f32,
            (self.zone.bottom() - self.text - (self.rows - 1 - row) * self.row_height) as f32,
        )
    }
}

impl Picture for Hall {
    fn owns(&self, _object: ObjectId) -> bool {
        false
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, _show: &Show) {
        let zone = self.zone;
        let floor = zone.bottom() - self.text - (self.rows - 1) * self.row_height - 3;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor, zone.w, 1, Role::FloorLine);
    }

    fn stand(&self, show: &Show, task: &Task, place: Place, _index: f32) -> Stand {
        let at = match place {
            Place::Wings => Point::new((self.zone.x - 6) as f32, self.home(task).y),
            Place::Exit => Point::new((self.zone.right() + 6) as f32, self.home(task).y),
            _ => self.home(task),
        };
        let waits = task.want().is_some();
        Stand {
            at,
            stance: if waits { Stance::Wait } else { Stance::Stand },
            room: show.cells(self.pitch) - 2,
            hidden: task.spot >= (self.columns * self.rows) as u32,
            ..Stand::default()
        }
    }

    fn front(&self, _canvas: &mut Canvas, _show: &Show, _cast: &[Figure]) {}

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(
            (self.zone.x + self.zone.w / 2) as f32,
            (self.zone.y + 4) as f32,
        )
    }

    fn wall(&self) -> Option<Zone> {
        let floor = self.zone.bottom() - self.text - (self.rows - 1) * self.row_height - 3;
        Some(Zone {
            x: self.zone.x + 2,
            y: self.zone.y + 1,
            w: self.zone.w - 4,
            h: floor - self.zone.y - 4,
        })
    }

    fn staff(&self) -> Point {
        Point::new(
            (self.zone.right() - 11) as f32,
            (self.zone.bottom() - self.text) as f32,
        )
    }
}
