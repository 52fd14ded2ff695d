//! Floats as text.

/// The shortest text that reads back as the same float.
pub fn repr(value: f64) -> String {
    if let Some(text) = special(value) {
        return text.to_owned();
    }
    let (negative, digits, exponent) = shortest(value);
    let mut text = lay_out(&digits, exponent, -4, 16, true);
    if negative {
        text.insert(0, '-');
    }
    text
}

/// `nan`, `inf` and `-inf`.
pub fn special(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("nan")
    } else if value.is_infinite() {
        Some(if value > 0.0 { "inf" } else { "-inf" })
    } else {
        None
    }
}

/// Sign, significant digits and the power of ten of the first.
fn shortest(value: f64) -> (bool, String, i32) {
    parts(&format!("{value:e}"))
}

fn parts(text: &str) -> (bool, String, i32) {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect();
    (negative, digits, exponent.parse().unwrap_or(0))
}

/// Digits in plain notation if the exponent is in `[low, high)`, otherwise with an exponent.
fn lay_out(digits: &str, exponent: i32, low: i32, high: i32, point: bool) -> String {
    if !(low..high).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        return format!("{first}{dot}{rest}{}", exponent_text(exponent));
    }
    let count = digits.len() as i32;
    if exponent < 0 {
        format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize))
    } else if exponent + 1 >= count {
        let zeros = "0".repeat((exponent + 1 - count) as usize);
        format!("{digits}{zeros}{}", if point { ".0" } else { "" })
    } else {
        let (whole, fraction) = digits.split_at((exponent + 1) as usize);
        format!("{whole}.{fraction}")
    }
}

fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

/// A float that is not negative in notation `e`, `f`, `g` or, for `None`, that of `repr` with a precision; `alternate` keeps the point and the zeros.
pub fn notation(value: f64, kind: Option<char>, precision: usize, alternate: bool) -> String {
    // No float has more digits than these; what is beyond is zeros.
    let exact = precision.min(1100);
    let zeros = |text: String, count: usize| {
        let extra = count.saturating_sub(exact);
        format!("{text}{}", "0".repeat(extra))
    };
    match kind {
        Some('f') => {
            let mut text = zeros(format!("{value:.exact$}"), precision);
            if precision == 0 && alternate {
                text.push('.');
            }
            text
        }
        Some('e') => {
            let text = format!("{value:.exact$e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let mut mantissa = zeros(mantissa.to_owned(), precision);
            if precision == 0 && alternate {
                mantissa.push('.');
            }
            format!("{mantissa}{}", exponent_text(exponent.parse().unwrap_or(0)))
        }
        _ => {
            let wanted = precision.clamp(1, 1100);
            let (_, digits, exponent) = parts(&format!("{value:.*e}", wanted - 1));
            let digits = if alternate {
                digits.as_str()
            } else {
                let kept = digits.trim_end_matches('0');
                if kept.is_empty() { "0" } else { kept }
            };
            let general = kind.is_some();
            let high = if general {
                wanted as i32
            } else {
                wanted as i32 - 1
            };
            let high = if !general && exponent == 0 { 1 } else { high };
            let mut text = lay_out(digits, exponent, -4, high, !general);
            if alternate && !text.contains('.') {
                match text.find('e') {
                    Some(at) => text.insert(at, '.'),
                    None => text.push('.'),
                }
            }
            text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_is_the_shortest_text() {
        for (value, text) in [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (123_456.789, "123456.789"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
            (1.5e300, "1.5e+300"),
            (f64::NEG_INFINITY, "-inf"),
            (5e-324, "5e-324"),
        ] {
            assert_eq!(repr(value), text);
        }
    }

    #[test]
    fn notations_round_half_to_even_of_the_exact_value() {
        assert_eq!(notation(2.5, Some('f'), 0, false), "2");
        assert_eq!(notation(0.125, Some('f'), 2, false), "0.12");
        assert_eq!(notation(1234.5, Some('e'), 2, false), "1.23e+03");
        assert_eq!(notation(0.0001, Some('g'), 6, false), "0.0001");
        assert_eq!(notation(1e6, Some('g'), 6, false), "1e+06");
        assert_eq!(notation(1.0, Some('f'), 2000, false).len(), 2002);
    }
}
