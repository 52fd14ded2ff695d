//! The line in the corridor.

use super::{PACE, PERSON, Point, SMALL, SMALL_PACE, STAFF, Show, Zone};

/// Where the line stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Queue {
    pub(super) rows: i32,
    pub(super) columns: i32,
    pub(super) pitch: i32,
    pub(super) height: i32,
    pub(super) left: i32,
    pub(super) last: i32,
    /// Whether small ones stand here.
    pub(super) small: bool,
}

impl Queue {
    pub(super) fn new(show: &Show, zone: Zone, people: i32, most_rows: i32, small: bool) -> Self {
        let text = show.text_height();
        let (pace, person) = if small {
            (SMALL_PACE, SMALL)
        } else {
            (PACE, PERSON)
        };
        let room = (zone.w - STAFF).max(pace);
        let pitch_of = |rows: i32| room / ((people + rows - 1) / rows).max(1);
        let named = show.pixels(14);
        let rows = (1..=most_rows)
            .find(|&rows| rows < 3 && pitch_of(rows) >= named)
            .or_else(|| (1..=most_rows).find(|&rows| pitch_of(rows) >= pace))
            .unwrap_or(most_rows);
        let pitch = pitch_of(rows).clamp(pace, named + 3);
        Self {
            rows,
            columns: (room / pitch).max(1),
            pitch,
            // Whole rows of cells, so that no badge stands on feet.
            height: if show.scale == 1 {
                (person + text + 1) & !1
            } else {
                person + text
            },
            left: zone.x + pitch / 2 + 1,
            last: zone.bottom() - text,
            small,
        }
    }

    pub(super) fn capacity(&self) -> usize {
        (self.rows * self.columns) as usize
    }

    /// The first stands at the left; the line turns at the ends, as lines do.
    pub(super) fn at(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.columns, index as i32 % self.columns);
        let row = row.min(self.rows - 1);
        let column = if row % 2 == 0 {
            column
        } else {
            self.columns - 1 - column
        };
        Point::new(
            (self.left + column * self.pitch) as f32,
            (self.last - (self.rows - 1 - row) * self.height) as f32,
        )
    }

    pub(super) fn faces_left(&self, index: usize) -> bool {
        (index as i32 / self.columns) % 2 == 0
    }
}
