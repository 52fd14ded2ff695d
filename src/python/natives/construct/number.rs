//! Ints and floats out of other values, most of all out of texts.

use num_bigint::BigInt;
use num_traits::Num;

use crate::python::class;
use crate::python::exceptions::{Fault, Res};
use crate::python::format;
use crate::python::heap::Heap;
use crate::python::natives::builtins::whole;
use crate::python::ops::number::Number;
use crate::python::ops::type_name;
use crate::python::value::{Str, Value};

pub(super) fn to_int(heap: &Heap, value: &Value) -> Res {
    match Number::of(value) {
        Some(Number::Int(value)) => Ok(Value::Int(value)),
        Some(Number::Big(_)) => Ok(value.clone()),
        Some(Number::Float(value)) => whole(value.trunc()),
        None => match value {
            Value::Bytes(bytes) => {
                let text: Str = String::from_utf8_lossy(bytes).as_ref().into();
                parse_int(heap, &text, 10, value)
            }
            _ if ["__int__", "__index__", "__trunc__"]
                .iter()
                .any(|name| class::has_special(heap, value, name)) =>
            {
                Err(Fault::Python)
            }
            _ => Err(Fault::type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                type_name(heap, value)
            ))),
        },
    }
}

/// Digits with single underscores between them, without those.
fn without_underscores(text: &str) -> Option<String> {
    let bad = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    (!bad).then(|| text.replace('_', ""))
}

pub(super) fn parse_int(heap: &Heap, text: &Str, base: i64, given: &Value) -> Res {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(Fault::value_error(
            "int() base must be >= 2 and <= 36, or 0",
        ));
    }
    let invalid = || match format::repr(heap, given) {
        Ok(shown) => Fault::value_error(format!(
            "invalid literal for int() with base {base}: {shown}"
        )),
        Err(fault) => fault,
    };
    let trimmed = text.trim_matches(|c: char| c.is_whitespace());
    let (negative, digits) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let lower = digits.to_lowercase();
    let (base, digits) = match (base, lower.get(..2)) {
        (0 | 16, Some("0x")) => (16, lower[2..].trim_start_matches('_').to_owned()),
        (0 | 8, Some("0o")) => (8, lower[2..].trim_start_matches('_').to_owned()),
        (0 | 2, Some("0b")) => (2, lower[2..].trim_start_matches('_').to_owned()),
        (0, _) => (10, lower),
        (base, _) => (base as u32, lower),
    };
    let digits = without_underscores(&digits).ok_or_else(invalid)?;
    let digits: String = digits
        .chars()
        .map(|c| {
            if c.is_ascii() {
                c
            } else {
                unicode_digit(c).unwrap_or(c)
            }
        })
        .collect();
    if digits.is_empty() || digits.starts_with(['+', '-']) {
        return Err(invalid());
    }
    if digits.len() > 4300 && !base.is_power_of_two() {
        return Err(Fault::value_error(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    let value = BigInt::from_str_radix(&digits, base).map_err(|_| invalid())?;
    Ok(Value::int(if negative { -value } else { value }))
}

/// The ASCII digit that a decimal digit of another script means.
fn unicode_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0xe50, 0xff10];
    let zero = ZEROS
        .into_iter()
        .find(|zero| (*zero..zero + 10).contains(&(c as u32)))?;
    char::from_digit(c as u32 - zero, 10)
}

pub(super) fn parse_float(heap: &Heap, given: &Value) -> Res {
    let text = match given {
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    let trimmed = text.trim();
    let plain = trimmed.trim_start_matches(['+', '-']).to_lowercase();
    let valid = matches!(plain.as_str(), "inf" | "infinity" | "nan")
        || (plain.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && trimmed.len() - plain.len() <= 1);
    let number = without_underscores(trimmed)
        .filter(|_| valid)
        .and_then(|text| text.parse().ok());
    match number {
        Some(number) => Ok(Value::Float(number)),
        None => Err(Fault::value_error(format!(
            "could not convert string to float: {}",
            format::repr(heap, given)?
        ))),
    }
}
