//! How the ground of a street is shared out. It depends on the ground alone, not on how many are there: so nothing moves
//! when somebody comes or goes.

use super::super::lobby::BAR;
use super::super::show::{PACE, PERSON, SMALL, SMALL_PACE, Zone};

/// Width of the crossing and of what is beyond it.
const BEYOND: i32 = 13;

/// Height of a ground from which on there is room for words below the road. Where there is none, names stand beside feet.
const BELOW: i32 = 28;

/// For how many there is room at least, if that is possible: those who wait as long as they have to, and those who
/// overtake.
const PLAIN: i32 = 10;
const FAST: i32 = 5;

/// Where everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Whether it is cars that are on the road.
    pub cars: bool,
    /// Whether they are small ones.
    pub small: bool,
    /// Whether people on the pavement are.
    pub low: bool,
    /// Feet of those on the pavement.
    pub feet: i32,
    /// Top of the row above the road: of names below feet, and of words.
    pub kerb: i32,
    /// Top of the road.
    pub road: i32,
    /// Height of a lane.
    pub lane: i32,
    /// Lanes for those who overtake.
    pub fast: i32,
    /// Lanes for the others.
    pub plain: i32,
    /// How many wait behind each other, and how far apart.
    pub columns: i32,
    pub pitch: i32,
    /// The line where one waits.
    pub stop: i32,
    /// The crossing.
    pub crossing: i32,
    /// Top of the words below the road; its end where there is no room for any.
    pub words: i32,
}

impl Plan {
    /// The largest figures for which there is room.
    pub fn of(zone: Zone, text: i32, cars: bool) -> Self {
        let tries = [(false, false), (true, false), (true, true)];
        let plans = tries.map(|(small, low)| Self::with(zone, text, cars, small, low));
        let roomy = plans.into_iter().find(|plan| plan.is_roomy(zone));
        roomy.unwrap_or(plans[2])
    }

    fn with(zone: Zone, text: i32, cars: bool, small: bool, low: bool) -> Self {
        let crossing = zone.right() - BEYOND.min(zone.w / 5);
        let way = (zone.w / 5).max(if zone.w < 64 { 10 } else { 13 });
        let way = way.min(zone.w / 3);
        let stop = crossing - way;
        let (pitch, least) = match (cars, small) {
            (true, true) => (9, 6),
            (true, false) => (15, if text > 1 { 10 } else { 9 }),
            (false, true) => (SMALL_PACE + 1, SMALL + text + BAR),
            (false, false) => (PACE + 2, PERSON + text + BAR + 1),
        };
        // Two lanes never share a row of cells.
        let even = if text > 1 { !1 } else { !0 };
        let columns = ((stop - 1 - zone.x) / pitch).max(1);
        let above = Self::above(zone, low);
        let below = if zone.h >= BELOW { text } else { 0 };
        let rest = zone.h - above - text - below;
        let for_all = |people: i32| (people + columns - 1) / columns;
        let fast = if cars { for_all(FAST) } else { 0 };
        let wanted = (fast + for_all(PLAIN)).max(2);
        let lanes = wanted.min(rest / least).max(1);
        let fast = fast.min((lanes - for_all(PLAIN)).max(i32::from(lanes > 1)));
        let lane = (rest / lanes).clamp(least, least + 2) & even;
        let road = (zone.bottom() - below - lanes * lane) & even;
        Self {
            cars,
            small,
            low,
            feet: if low && zone.h < BELOW {
                road
            } else {
                (road - text) & even
            },
            kerb: (road - text) & even,
            road,
            lane,
            fast,
            plain: lanes - fast,
            columns,
            pitch,
            stop,
            crossing,
            words: (zone.bottom() - below) & even,
        }
    }

    fn is_roomy(&self, zone: Zone) -> bool {
        let above = self.road - zone.y;
        self.columns * self.plain >= PLAIN
            && (!self.cars || self.columns * self.fast >= FAST)
            && above >= Self::above(zone, self.low)
    }

    /// Height of people on the pavement, and of what is over their heads.
    fn above(zone: Zone, low: bool) -> i32 {
        match (low, zone.h) {
            (true, ..BELOW) => SMALL,
            (true, _) => SMALL + BAR,
            (false, _) => PERSON + 4,
        }
    }

    /// Whether the names of those on the pavement stand beside their feet, so that there is room over their heads.
    pub fn beside(&self) -> bool {
        self.feet > self.kerb
    }

    /// How many lanes there are.
    pub fn lanes(&self) -> i32 {
        self.fast + self.plain
    }

    /// Length of what is on the road.
    pub fn length(&self) -> i32 {
        match (self.cars, self.small) {
            (true, true) => 8,
            (true, false) => 13,
            (false, _) => PACE,
        }
    }
}
