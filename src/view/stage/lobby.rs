//! Where those stand who are in no line and hold nothing: each has a place of its own, for as long as it stands there.

use crate::model::Task;
use crate::view::motion::Point;

use super::show::{PACE, PERSON};

/// Rows of places to stand.
#[derive(Debug, Clone, Copy)]
pub struct Lobby {
    left: i32,
    pitch: i32,
    columns: i32,
    rows: i32,
    /// Feet of the lowest row.
    floor: f32,
    row_height: i32,
}

impl Lobby {
    /// Places between two columns of pixels, from `floor` upwards in at most so many rows.
    pub fn new(left: i32, right: i32, floor: f32, rows: i32, text: i32) -> Self {
        let width = (right - left).max(PACE);
        let columns = (width / (PACE + 1)).max(1);
        Self {
            left: left + PACE / 2,
            pitch: (width / columns).min(PACE + 4),
            columns,
            rows: rows.max(1),
            floor,
            row_height: PERSON + text,
        }
    }

    /// The place of a task. Where there are more tasks than places, they go aside as the ground has room.
    pub fn at(&self, task: &Task) -> Point {
        let number = task.spot as i32 % (self.columns * self.rows);
        let (row, column) = (number / self.columns, number % self.columns);
        Point::new(
            (self.left + column * self.pitch) as f32,
            self.floor - (row * self.row_height) as f32,
        )
    }
}
