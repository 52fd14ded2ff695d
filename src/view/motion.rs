//! Motion as a pure function of the moment: how far something has come that set out then.

use crate::model::Moment;

/// How long a figure takes from one place to the next, in microseconds.
pub const WALK: Moment = 360_000;
/// How long a car or a runner is seen at most that leaves the stage.
pub const LEAVE: Moment = 1_400_000;
/// How long a key, a wake or an item flies, one leg.
pub const FLIGHT: Moment = 280_000;
/// How long a lamp or a lock shows that it has just been touched.
pub const FLASH: Moment = 400_000;
/// How long a bell rings and a gate moves: nothing that an operation sets going goes on for longer.
pub const STIR: Moment = 800_000;

/// A place on the canvas in logical pixels: where the feet are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Across.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A place.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// On the way to another place: `0.0` here, `1.0` there.
    #[must_use]
    pub fn towards(self, to: Point, share: f32) -> Point {
        Point::new(
            self.x + (to.x - self.x) * share,
            self.y + (to.y - self.y) * share,
        )
    }

    /// How far away another place is.
    pub fn distance(self, to: Point) -> f32 {
        (to.x - self.x).hypot(to.y - self.y)
    }
}

/// Slow, fast, slow.
pub fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// Which part of `span` has passed since `start`, from 0 to 1.
pub fn progress(start: Moment, now: Moment, span: Moment) -> f32 {
    if span == 0 || now >= start.saturating_add(span) {
        1.0
    } else {
        now.saturating_sub(start) as f32 / span as f32
    }
}

/// Whether something that set out at `start` is still on its way.
pub fn under_way(start: Moment, now: Moment, span: Moment) -> bool {
    now < start.saturating_add(span)
}

/// Where something is that has been sent from place to place, each time from wherever it was: `(where to, when)`, oldest
/// first. Overlapping moves bend into each other.
pub fn follow(stops: &[(Point, Moment)], now: Moment, span: Moment) -> Point {
    let Some(((last, set_out), before)) = stops.split_last().map(|(l, b)| (*l, b)) else {
        return Point::default();
    };
    if before.is_empty() || !under_way(set_out, now, span) {
        return last;
    }
    let from = follow(before, set_out, span);
    from.towards(last, ease(progress(set_out, now, span)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_begins_where_it_was_and_ends_where_it_goes() {
        let (a, b, c) = (
            Point::new(0.0, 0.0),
            Point::new(10.0, 0.0),
            Point::new(10.0, 8.0),
        );
        let stops = [(a, 0), (b, 1_000), (c, 1_500)];
        assert_eq!(follow(&stops[..2], 1_000, 1_000), a);
        assert_eq!(follow(&stops, 1_500, 1_000), Point::new(5.0, 0.0));
        assert_eq!(follow(&stops, 2_500, 1_000), c);
        assert_eq!(follow(&[], 5, 1_000), Point::default());
    }

    #[test]
    fn an_overlapping_move_never_jumps() {
        let stops = [
            (Point::new(0.0, 0.0), 0),
            (Point::new(50.0, 0.0), 100),
            (Point::new(0.0, 30.0), 300),
            (Point::new(9.0, 9.0), 350),
        ];
        let mut last = follow(&stops, 0, 400);
        for now in 1..1_000 {
            let here = follow(&stops, now, 400);
            assert!(last.distance(here) < 1.0, "{now}: {last:?} {here:?}");
            last = here;
        }
    }

    #[test]
    fn ease_stays_between_its_ends() {
        for i in -5..=15 {
            assert!((0.0..=1.0).contains(&ease(i as f32 / 10.0)));
        }
        assert!((ease(0.5) - 0.5).abs() < 1e-6);
    }
}
