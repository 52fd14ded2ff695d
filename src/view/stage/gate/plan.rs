//! How the ground of a gate is shared out. It depends on the ground and on the number of parties, not on who is there: so
//! nothing moves when somebody comes or goes.

use crate::view::motion::Point;

use super::super::lobby::BAR;
use super::super::show::{PACE, PERSON, SMALL, SMALL_PACE, Zone};

/// Room at the left end of a wide ground for the main thread and the lecturer.
const STAFF: i32 = 16;
/// From here on a ground is wide.
const WIDE: i32 = 60;

/// Where everything is.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Whether all are small ones.
    pub small: bool,
    /// Whether there is no room above those who stand at the back.
    pub low: bool,
    /// From one row of people to the next.
    pub row: i32,
    /// Feet of the row before the gate.
    pub floor: f32,
    /// Feet of those who are not at the barrier: there the way round comes back.
    pub back: f32,
    /// First column of the track.
    pub left: i32,
    /// Where the gate is.
    pub post: i32,
    /// How far its arm reaches before it.
    pub arm: i32,
    /// Where the way round turns back, and how far the turn reaches out.
    pub turn: f32,
    /// Half the width of the turn.
    pub reach: f32,
    /// How many places are drawn, in rows of so many, so far apart.
    pub places: i32,
    /// Places in a row.
    pub a_row: i32,
    /// From one place to the next.
    pub pitch: i32,
    /// Where the first stands who is not at the barrier, how far apart they stand, how many in a row, and how many rows
    /// there are.
    aside: f32,
    apart: i32,
    columns: i32,
    rows: i32,
    /// Where the main thread stands.
    pub staff: Point,
}

impl Plan {
    /// Shares out a ground for so many parties, and so many people in all; a caption takes so many pixels.
    pub fn of(zone: Zone, text: i32, caption: i32, parties: i64, people: usize) -> Self {
        let parties = parties.clamp(1, 1_000) as i32;
        let large = Self::with(zone, text, caption, (parties, people), false);
        if large.places >= parties && large.is_roomy(zone) {
            return large;
        }
        Self::with(zone, text, caption, (parties, people), true)
    }

    /// Whether two rows have room one over the other.
    fn is_roomy(&self, zone: Zone) -> bool {
        self.back < self.floor && self.back as i32 - PERSON - BAR >= zone.y
    }

    fn with(
        zone: Zone,
        text: i32,
        caption: i32,
        (parties, people): (i32, usize),
        small: bool,
    ) -> Self {
        let (body, least) = if small {
            (SMALL, SMALL_PACE)
        } else {
            (PERSON, PACE)
        };
        // Rows of people begin where rows of text do.
        let row = body + text + BAR - if text > 1 { (body + text + BAR) % 2 } else { 0 };
        let wide = zone.w > WIDE;
        let left = zone.x + if wide { STAFF } else { 1 };
        let arm = if wide { 8 } else { 5 };
        let reach = (zone.w / 9).clamp(4, 9);
        let turn = zone.right() - 4 - reach;
        let post = turn - 1;
        let room = (post - arm - 1 - left).max(least);
        let floor = zone.bottom() - text;
        let above = floor - body - zone.y;
        let most = ((above - row) / row + 1).clamp(1, 3);
        let needed = |rows: i32| (parties + rows - 1) / rows;
        let rows = (1..=most)
            .find(|rows| needed(*rows) * least <= room)
            .unwrap_or(most);
        let pitch = (room / needed(rows)).clamp(least, least + 2);
        let a_row = (room / pitch).clamp(1, needed(rows));
        let first = post - arm - 1 - pitch / 2;
        // Half of what is free lies between those at the gate and those behind.
        let free = (above - rows * row - BAR - text).max(0);
        let between = if free < row { 0 } else { free / 2 };
        let back = floor - rows * row - (between & !1);
        let back = if above < row { floor } else { back };
        let low = back - body - BAR - 1 < zone.y + text;
        let head = first - (a_row - 1) * pitch;
        let half = pitch / 2;
        // Where there is no room for two rows, all who are not at the gate are behind it.
        let flat = back >= floor;
        let aside = match head - half {
            _ if flat => post + half + 2,
            // The main thread and the lecturer stand at the back.
            _ if !wide => zone.x + STAFF + half,
            beside if beside > left + 2 => beside,
            _ => head + half,
        };
        let limit = match (flat, low) {
            (true, _) => zone.right() - half,
            (_, true) => turn.min(zone.right() - caption - half - 1),
            _ => turn,
        };
        let apart = (limit - aside) / (people as i32 - 1).max(1);
        let apart = apart.clamp(least, pitch);
        let columns = ((limit - aside) / apart + 1).max(1);
        let wanted = (people as i32 + columns - 1) / columns;
        let fit = ((back - body - BAR - text - zone.y) / row + 1).max(1);
        Self {
            small,
            low,
            row,
            floor: floor as f32,
            back: back as f32,
            left,
            post,
            arm,
            turn: turn as f32,
            reach: reach as f32,
            places: parties.min(a_row * rows),
            a_row,
            pitch,
            aside: aside as f32,
            apart,
            columns,
            rows: wanted.clamp(1, fit),
            staff: Point::new((zone.x + 4) as f32, if wide { floor } else { back } as f32),
        }
    }

    /// The place of the one who came as number `index`.
    pub fn place(&self, index: usize) -> Point {
        let (row, column) = (index as i32 / self.a_row, index as i32 % self.a_row);
        let first = self.post - self.arm - 1 - self.pitch / 2;
        Point::new(
            (first - column * self.pitch) as f32,
            self.floor - (row * self.row) as f32,
        )
    }

    /// Where somebody stands who is not at the barrier, by its spot.
    pub fn aside(&self, spot: u32) -> Point {
        let spot = spot as i32 % (self.columns * self.rows);
        let (row, column) = (spot / self.columns, spot % self.columns);
        Point::new(
            self.aside + (column * self.apart) as f32,
            self.back - (row * self.row) as f32,
        )
    }

    /// The first row of the ground: everybody has the feet on it.
    pub fn horizon(&self) -> i32 {
        (self.back as i32 - (self.rows - 1) * self.row) - 4
    }

    /// The way of the one who came as number `index`: through the gate, round, and back to a place.
    pub fn lap(&self, index: usize, to: Point) -> Lap {
        Lap {
            from: self.place(index),
            turn: Point::new(self.turn, self.floor),
            reach: self.reach,
            back: self.back,
            to,
        }
    }
}

/// A way round: straight to the turn, round it, and straight back.
#[derive(Debug, Clone, Copy)]
pub struct Lap {
    from: Point,
    turn: Point,
    reach: f32,
    back: f32,
    to: Point,
}

impl Lap {
    fn parts(&self) -> (f32, f32, f32) {
        let high = (self.turn.y - self.back) / 2.0;
        let round = std::f32::consts::PI * f32::midpoint(self.reach, high);
        let end = Point::new(self.turn.x, self.back);
        (self.from.distance(self.turn), round, end.distance(self.to))
    }

    /// Its length in pixels.
    pub fn length(&self) -> f32 {
        let (there, round, back) = self.parts();
        there + round + back
    }

    /// Where one is after so many pixels, and whether it looks left there.
    pub fn at(&self, run: f32) -> (Point, bool) {
        let (there, round, back) = self.parts();
        if run < there {
            return (self.from.towards(self.turn, run / there), false);
        }
        let run = run - there;
        if run < round {
            let turned = run / round * std::f32::consts::PI;
            let high = (self.turn.y - self.back) / 2.0;
            let at = Point::new(
                self.turn.x + self.reach * turned.sin(),
                self.turn.y - high + high * turned.cos(),
            );
            return (at, turned > std::f32::consts::FRAC_PI_2);
        }
        let end = Point::new(self.turn.x, self.back);
        let share = ((run - round) / back.max(1.0)).min(1.0);
        (end.towards(self.to, share), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lap_never_jumps_and_ends_where_it_goes() {
        let zone = Zone {
            w: 80,
            h: 26,
            ..Zone::default()
        };
        let plan = Plan::of(zone, 2, 20, 5, 5);
        for index in 0..5 {
            let to = plan.aside(index as u32);
            let lap = plan.lap(index, to);
            let mut last = plan.place(index);
            for run in 0..=lap.length().ceil() as i32 {
                let (at, _) = lap.at(run as f32);
                assert!(last.distance(at) < 1.6, "{last:?} {at:?}");
                last = at;
            }
            assert!(last.distance(to) < 0.1);
        }
    }
}
