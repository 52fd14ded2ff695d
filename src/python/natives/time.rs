//! `time`, but for sleeping. The clock is the program's; it began at one fixed instant, so that a run can be repeated.

use std::fmt::Write;

use crate::python::exceptions::{Fault, Res};
use crate::python::natives::args::{float, int};
use crate::python::natives::{Args, Ctx, Native};
use crate::python::value::Value;

/// When programs begin, in seconds since 1970.
pub const EPOCH: u64 = 1_767_258_000;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A second in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    weekday: i64,
    year_day: i64,
}

impl Moment {
    /// The moment of a number of seconds since 1970, UTC.
    pub fn of(seconds: i64) -> Moment {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Years that begin in March put the leap day last.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * index + 2) / 5 + 1;
        let month = if index < 10 { index + 3 } else { index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month as usize - 1];
        Moment {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            year_day: before + day + i64::from(leap && month > 2),
        }
    }

    /// `Thu Jan  1 00:00:00 1970`
    pub fn ctime(self) -> String {
        format!(
            "{} {} {:2} {:02}:{:02}:{:02} {}",
            &DAYS[self.weekday as usize][..3],
            &MONTHS[self.month as usize - 1][..3],
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.year
        )
    }

    /// By a format of `strftime`.
    pub fn format(self, format: &str) -> String {
        let mut out = String::new();
        let mut chars = format.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let hour12 = if self.hour % 12 == 0 {
                12
            } else {
                self.hour % 12
            };
            let (day, month) = (DAYS[self.weekday as usize], MONTHS[self.month as usize - 1]);
            // Writing to a string does not fail.
            let _ = match chars.next() {
                Some('Y') => write!(out, "{:04}", self.year),
                Some('y') => write!(out, "{:02}", self.year % 100),
                Some('m') => write!(out, "{:02}", self.month),
                Some('d') => write!(out, "{:02}", self.day),
                Some('e') => write!(out, "{:2}", self.day),
                Some('H') => write!(out, "{:02}", self.hour),
                Some('I') => write!(out, "{hour12:02}"),
                Some('M') => write!(out, "{:02}", self.minute),
                Some('S') => write!(out, "{:02}", self.second),
                Some('p') => write!(out, "{}", if self.hour < 12 { "AM" } else { "PM" }),
                Some('j') => write!(out, "{:03}", self.year_day),
                Some('a') => write!(out, "{}", &day[..3]),
                Some('A') => write!(out, "{day}"),
                Some('b' | 'h') => write!(out, "{}", &month[..3]),
                Some('B') => write!(out, "{month}"),
                Some('w') => write!(out, "{}", (self.weekday + 1) % 7),
                Some('u') => write!(out, "{}", self.weekday + 1),
                Some('X' | 'T') => write!(out, "{}", self.format("%H:%M:%S")),
                Some('R') => write!(out, "{}", self.format("%H:%M")),
                Some('x' | 'D') => write!(out, "{}", self.format("%m/%d/%y")),
                Some('F') => write!(out, "{}", self.format("%Y-%m-%d")),
                Some('c') => write!(out, "{}", self.ctime()),
                Some('Z') => write!(out, "UTC"),
                Some('z') => write!(out, "+0000"),
                Some('n') => writeln!(out),
                Some('t') => write!(out, "\t"),
                None | Some('%') => write!(out, "%"),
                Some(other) => write!(out, "%{other}"),
            };
        }
        out
    }

    fn tuple(self) -> Value {
        let parts = [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.year_day,
            0,
        ];
        Value::tuple(parts.map(Value::Int).to_vec())
    }
}

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let seconds = |micros: u64| Value::Float(micros as f64 / 1e6);
    match native {
        Native::ProcessTime => return Ok(seconds(ctx.host.worked(true))),
        Native::ThreadTime => return Ok(seconds(ctx.host.worked(false))),
        Native::ProcessTimeNs => return Ok(Value::Int((ctx.host.worked(true) * 1000) as i64)),
        Native::ThreadTimeNs => return Ok(Value::Int((ctx.host.worked(false) * 1000) as i64)),
        _ => {}
    }
    let now = ctx.host.now();
    let moment = |given: Option<&Value>| -> Res<Moment> {
        let value = match given.filter(|value| !value.is_none()) {
            Some(value) => float(ctx.heap, value)?,
            None => (EPOCH + now / 1_000_000) as f64,
        };
        Ok(Moment::of(value.floor().clamp(-1e11, 1e11) as i64))
    };
    if !matches!(
        native,
        Native::Ctime | Native::Localtime | Native::Gmtime | Native::Strftime
    ) {
        args.exactly::<0>(&format!("time.{}", native.name()))?;
    }
    Ok(match native {
        Native::Time => Value::Float((EPOCH * 1_000_000 + now) as f64 / 1e6),
        Native::TimeNs => Value::Int(((EPOCH * 1_000_000 + now) * 1000) as i64),
        Native::Monotonic | Native::PerfCounter => seconds(now),
        Native::MonotonicNs | Native::PerfCounterNs => Value::Int((now * 1000) as i64),
        Native::Ctime => Value::from(moment(args.between("ctime", 0, 1)?.first())?.ctime()),
        Native::Localtime | Native::Gmtime => {
            moment(args.between("localtime", 0, 1)?.first())?.tuple()
        }
        Native::Strftime => {
            let given = args.between("strftime", 1, 2)?;
            let Value::Str(format) = &given[0] else {
                return Err(Fault::type_error("strftime() argument 1 must be str"));
            };
            let moment = match given.get(1) {
                Some(Value::Tuple(parts)) if parts.len() == 9 => {
                    let part = |at: usize| int(ctx.heap, &parts[at]);
                    Moment {
                        year: part(0)?,
                        month: part(1)?.clamp(1, 12),
                        day: part(2)?,
                        hour: part(3)?,
                        minute: part(4)?,
                        second: part(5)?,
                        weekday: part(6)?.rem_euclid(7),
                        year_day: part(7)?,
                    }
                }
                Some(_) => return Err(Fault::type_error("Tuple or struct_time argument required")),
                None => moment(None)?,
            };
            Value::from(moment.format(format))
        }
        _ => return Err(Fault::Python),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_knows_leap_years() {
        assert_eq!(Moment::of(0).ctime(), "Thu Jan  1 00:00:00 1970");
        assert_eq!(
            Moment::of(951_782_400).format("%F %j %A"),
            "2000-02-29 060 Tuesday"
        );
        assert_eq!(
            Moment::of(EPOCH as i64).format("%Y-%m-%d %X"),
            "2026-01-01 09:00:00"
        );
    }
}
