//! Where those stand who are in no line and hold nothing: each has a place of its own, for as long as it stands there.

use crate::model::Task;
use crate::view::motion::Point;

use super::show::{PACE, PERSON, SMALL, SMALL_PACE};

/// What stands over a head: the time that one still sleeps.
pub const BAR: i32 = 2;

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
    small: bool,
}

impl Lobby {
    /// Places between two columns of pixels, from `floor` upwards in at most so many rows.
    pub fn new(left: i32, right: i32, floor: f32, rows: i32, text: i32) -> Self {
        Self::of(left, right, floor, rows, text, false)
    }

    /// The same up to the row of pixels `top`, with small places where there are more people than large ones.
    pub fn up_to(top: i32, left: i32, right: i32, floor: f32, text: i32, people: usize) -> Self {
        let rows = |height: i32| (floor as i32 - top) / (height + text + BAR);
        let large = Self::of(left, right, floor, rows(PERSON), text, false);
        if people <= (large.columns * large.rows) as usize {
            return large;
        }
        Self::of(left, right, floor, rows(SMALL), text, true)
    }

    fn of(left: i32, right: i32, floor: f32, rows: i32, text: i32, small: bool) -> Self {
        let (pace, height) = if small {
            (SMALL_PACE, SMALL)
        } else {
            (PACE + 1, PERSON)
        };
        let width = (right - left).max(pace);
        let columns = (width / pace).max(1);
        Self {
            left: left + pace / 2,
            pitch: (width / columns).min(pace + 3),
            columns,
            rows: rows.max(1),
            floor,
            row_height: height + text + BAR,
            small,
        }
    }

    /// Feet of the highest row.
    pub fn feet(&self) -> f32 {
        self.floor - ((self.rows - 1) * self.row_height) as f32
    }

    /// Whether those who stand here are small ones.
    pub fn is_small(&self) -> bool {
        self.small
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
