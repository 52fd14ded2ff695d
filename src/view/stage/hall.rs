//! Threads without any object of theirs: figures in a hall, and the data that they share on a board.

use crate::model::{Place, Spot, Task};
use crate::trace::{ObjectId, Op};
use crate::view::canvas::{Canvas, big_width, bold, columns};
use crate::view::motion::{FLASH, Point, under_way};
use crate::view::sprite::glyph;
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
        let people = show
            .model
            .tasks
            .iter()
            .filter(|task| !task.is_over())
            .count()
            .max(6) as i32;
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
        let number = task.id.0 as i32 % (self.columns * self.rows);
        let (row, column) = (number / self.columns, number % self.columns);
        Point::new(
            (self.zone.x + self.pitch / 2 + 2 + column * self.pitch) as f32,
            (self.zone.bottom() - self.text - (self.rows - 1 - row) * self.row_height) as f32,
        )
    }
}

impl Hall {
    /// The data that the threads share, each on a board with its value written large.
    fn shared(&self, canvas: &mut Canvas, show: &Show, floor: i32) {
        let look = show.look();
        let size = if floor - self.zone.y > 26 { 2 } else { 1 };
        let mut x = self.zone.x + 4;
        let y = self.zone.y + 1;
        for variable in &show.model.variables {
            let large = variable.value.chars().all(|letter| glyph(letter).is_some());
            let value: &str = if large { &variable.value } else { "" };
            let words = if large {
                variable.name.to_string()
            } else {
                format!("{} = {}", variable.name, variable.value)
            };
            let wide = big_width(value, size).max(show.pixels(columns(&words))) + 4;
            let tall = self.text + if large { 5 * size + 3 } else { 2 };
            if x + wide > self.zone.right() - 2 || y + tall > floor {
                break;
            }
            let access = variable.accesses.last();
            let access = access.filter(|access| under_way(access.moment, show.moment, FLASH));
            let role = match access.map(|access| access.op) {
                Some(Op::Write) => Role::Accent,
                Some(_) => Role::Info,
                None => Role::White,
            };
            canvas.fill(x, y, wide, tall + 1, Role::Wood);
            canvas.fill(x + 1, y + 1, wide - 2, tall - 1, Role::Black);
            canvas.big(x + 2, y + self.text + 2, value, role, size);
            let row = canvas.row((y + 1) as f32 + 0.9);
            canvas.text(canvas.column((x + 2) as f32), row, &words, bold(look, role));
            x += wide + 3;
        }
    }
}

impl Picture for Hall {
    fn owns(&self, _object: ObjectId) -> bool {
        false
    }

    fn zone(&self) -> Zone {
        self.zone
    }

    fn backdrop(&self, canvas: &mut Canvas, show: &Show) {
        let zone = self.zone;
        let floor = zone.bottom() - self.text - (self.rows - 1) * self.row_height - 3;
        canvas.fill(zone.x, zone.y, zone.w, floor - zone.y, Role::Wall);
        canvas.fill(zone.x, floor, zone.w, zone.bottom() - floor, Role::Floor);
        canvas.fill(zone.x, floor, zone.w, 1, Role::FloorLine);
        self.shared(canvas, show, floor);
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
            hidden: task.id.0 as i32 >= self.columns * self.rows,
            ..Stand::default()
        }
    }

    fn front(&self, canvas: &mut Canvas, show: &Show, _cast: &[Figure]) {
        let living = show.model.tasks.iter().filter(|task| !task.is_over());
        let hidden = living
            .filter(|task| task.id.0 as i32 >= self.columns * self.rows)
            .count();
        if hidden > 0 {
            let more = show.more(hidden);
            let column = canvas.column(self.zone.right() as f32) - columns(&more) - 1;
            canvas.text(
                column,
                canvas.row((self.zone.bottom() - 1) as f32),
                &more,
                bold(show.look(), Role::Bright),
            );
        }
    }

    fn spot(&self, _show: &Show, _spot: Spot) -> Point {
        Point::new(
            (self.zone.x + self.zone.w / 2) as f32,
            (self.zone.y + 4) as f32,
        )
    }

    fn staff(&self) -> Point {
        Point::new(
            (self.zone.right() - 11) as f32,
            (self.zone.bottom() - self.text) as f32,
        )
    }
}
