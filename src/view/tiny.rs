//! Short texts without allocation: numbers, times.

use std::fmt::{self, Write};

use crate::trace::Micros;

/// A text of at most 32 bytes; what does not fit is left out.
#[derive(Clone, Copy, Default)]
pub(super) struct Tiny {
    bytes: [u8; 32],
    len: usize,
}

impl Tiny {
    pub(super) fn of(what: impl fmt::Display) -> Self {
        let mut tiny = Self::default();
        let _ = write!(tiny, "{what}");
        tiny
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

impl Write for Tiny {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        let place = self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?;
        place.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// Time on a clock, `1:02.3`.
pub(super) struct Clock(pub Micros);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let tenths = self.0 / 100_000;
        let (hours, minutes) = (tenths / 36_000, tenths / 600 % 60);
        let (seconds, tenth) = (tenths / 10 % 60, tenths % 10);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}.{tenth}")
        }
    }
}

/// A length of time, `2.3s`, `1m05s`.
pub(super) struct Length(pub Micros);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let seconds = self.0 / 1_000_000;
        match seconds {
            0..60 => write!(f, "{seconds}.{}s", self.0 / 100_000 % 10),
            60..3600 => write!(f, "{}m{:02}s", seconds / 60, seconds % 60),
            _ => write!(f, "{}h{:02}m", seconds / 3600, seconds / 60 % 60),
        }
    }
}

/// How much later something is, `+12ms`, `+1.3s`.
pub(super) struct Later(pub Micros);

impl fmt::Display for Later {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            0..1_000_000 => write!(f, "+{}ms", self.0 / 1_000),
            later => write!(f, "+{}", Length(later)),
        }
    }
}

/// A speed, `1x`, `2.5x`.
pub(super) struct Speed(pub f32);

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as u32;
        if tenths.is_multiple_of(10) {
            write!(f, "{}x", tenths / 10)
        } else {
            write!(f, "{}.{}x", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_speeds_are_written_short() {
        let text = |what: &dyn fmt::Display| Tiny::of(what).as_str().to_owned();
        assert_eq!(text(&Clock(12_345_678)), "0:12.3");
        assert_eq!(text(&Clock(3_723_000_000)), "1:02:03");
        assert_eq!(text(&Length(950_000)), "0.9s");
        assert_eq!(text(&Length(65_000_000)), "1m05s");
        assert_eq!(text(&Later(12_345)), "+12ms");
        assert_eq!(text(&Later(1_300_000)), "+1.3s");
        assert_eq!(text(&Speed(1.0)), "1x");
        assert_eq!(text(&Speed(0.1)), "0.1x");
        assert_eq!(text(&Speed(2.5)), "2.5x");
        assert_eq!(Tiny::of("x".repeat(40)).as_str(), "");
    }
}
