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
}

impl Lobby {
    /// Places between two columns of pixels, from `floor` upwards in at most so many rows.
    pub fn new(left: i32, right: i32, floor: f32, rows: i32, text: i32) -> Self {
        Self::of(left, right, floor, rows, text, false)
    }

    /// The same up to the row of pixels `top`, between the `ends`.
    pub fn up_to(top: i32, (left, right): (i32, i32), floor: f32, text: i32, small: bool) -> Self {
        let height = if small { SMALL } else { PERSON };
        let rows = (floor as i32 - top) / (height + text + BAR);
        Self::of(left, right, floor, rows, text, small)
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
        }
    }

    /// Feet of the highest row.
    pub fn feet(&self) -> f32 {
        self.feet_of(self.rows - 1)
    }

    /// Feet of one of the rows, counted from the lowest.
    pub fn feet_of(&self, row: i32) -> f32 {
        self.floor - (row * self.row_height) as f32
    }

    /// How many rows there are.
    pub fn rows(&self) -> i32 {
        self.rows
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        (self.columns * self.rows).max(0) as usize
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
