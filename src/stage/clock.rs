//! The program's clock: real time times speed while it runs, still while it is paused, and hardly moving while threads
//! are on their lines.

use std::time::Duration;

use crate::sync::Instant;
use crate::trace::Micros;

/// A straight line from real to program time, until it is set anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// Program time at the anchor.
    base: Micros,
    /// Real time of the anchor; `None` while stopped.
    anchor: Option<Instant>,
    speed: f64,
    crawls: bool,
}

/// How much slower a crawling clock is.
const CRAWL: f64 = 100_000.0;

impl Clock {
    /// A stopped clock at zero. `speed` is program seconds in a real second.
    pub fn new(speed: f64) -> Self {
        Self {
            base: 0,
            anchor: None,
            speed,
            crawls: false,
        }
    }

    /// Program seconds in a real second, as things are.
    fn rate(&self) -> f64 {
        if self.crawls {
            self.speed / CRAWL
        } else {
            self.speed
        }
    }

    /// Program time at `instant`.
    pub fn at(&self, instant: Instant) -> Micros {
        self.anchor.map_or(self.base, |anchor| {
            let real = instant.saturating_duration_since(anchor);
            self.base + (real.as_secs_f64() * self.rate() * 1e6) as Micros
        })
    }

    /// Program time now.
    pub fn now(&self) -> Micros {
        self.at(Instant::now())
    }

    /// When program time will be `time`; `None` while stopped, or beyond what an instant can hold.
    pub fn instant_of(&self, time: Micros) -> Option<Instant> {
        let anchor = self.anchor?;
        let real = time.saturating_sub(self.base) as f64 / 1e6 / self.rate();
        // Rounded up by a microsecond: whoever wakes then must find the moment reached.
        let real = Duration::try_from_secs_f64(real)
            .ok()?
            .checked_add(Duration::from_micros(1))?;
        anchor.checked_add(real)
    }

    /// Whether it runs.
    pub fn running(&self) -> bool {
        self.anchor.is_some()
    }

    /// Program seconds in a real second, while no thread is on a line.
    pub fn speed(&self) -> f64 {
        self.speed
    }

    pub(super) fn start(&mut self) {
        if self.anchor.is_none() {
            self.anchor = Some(Instant::now());
        }
    }

    pub(super) fn stop(&mut self) {
        self.base = self.now();
        self.anchor = None;
    }

    pub(super) fn set_speed(&mut self, speed: f64) {
        self.base = self.now();
        self.anchor = self.anchor.map(|_| Instant::now());
        self.speed = speed;
    }

    /// Whether it crawls.
    pub fn crawls(&self) -> bool {
        self.crawls
    }

    /// Lets it crawl, or run as fast as its speed says.
    pub(super) fn crawl(&mut self, crawls: bool) {
        self.base = self.now();
        self.anchor = self.anchor.map(|_| Instant::now());
        self.crawls = crawls;
    }

    /// Moves forward to `time`, never back.
    pub(super) fn set(&mut self, time: Micros) {
        self.base = self.now().max(time);
        self.anchor = self.anchor.map(|_| Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running(speed: f64) -> (Clock, Instant) {
        let anchor = Instant::now();
        (
            Clock {
                base: 1_000_000,
                anchor: Some(anchor),
                speed,
                crawls: false,
            },
            anchor,
        )
    }

    #[test]
    fn program_time_is_real_time_times_speed() {
        let (clock, anchor) = running(10.0);
        assert_eq!(clock.at(anchor + Duration::from_millis(100)), 2_000_000);
    }

    #[test]
    fn whoever_wakes_at_an_instant_finds_the_program_time_reached() {
        for speed in [0.1, 0.3, 1.0, 7.0, 10.0] {
            let (clock, _) = running(speed);
            for time in [1_000_001, 1_234_567, 9_999_999] {
                let instant = clock.instant_of(time).expect("it runs");
                assert!(clock.at(instant) >= time, "{speed} {time}");
            }
        }
    }

    #[test]
    fn a_crawling_clock_hardly_moves_and_its_instants_are_right() {
        let (mut clock, anchor) = running(1.0);
        clock.crawls = true;
        assert_eq!(clock.at(anchor + Duration::from_secs(1)), 1_000_010);
        let instant = clock.instant_of(1_000_005).expect("it runs");
        assert!(clock.at(instant) >= 1_000_005);
        assert!(instant > anchor + Duration::from_millis(499));
    }

    #[test]
    fn a_stopped_clock_stands_still_and_has_no_instants() {
        let clock = Clock::new(1.0);
        assert_eq!(clock.at(Instant::now() + Duration::from_secs(9)), 0);
        assert_eq!(clock.instant_of(5), None);
    }

    #[test]
    fn setting_never_goes_back() {
        let mut clock = Clock::new(1.0);
        clock.set(500);
        clock.set(200);
        assert_eq!(clock.now(), 500);
    }

    #[test]
    fn a_moment_beyond_reach_is_never_not_a_panic() {
        let (clock, _) = running(0.1);
        assert!(
            clock
                .instant_of(Micros::MAX)
                .is_none_or(|far| far > Instant::now())
        );
    }
}
