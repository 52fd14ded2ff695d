//! `'%s and %5.2f' % values`.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed};

use super::{Writer, float, pad};
use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::Object;
use crate::python::ops::number::Number;
use crate::python::ops::type_name;
use crate::python::value::Value;

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "Python's flags are these five"
)]
struct Flags {
    left: bool,
    zero: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
}

/// The values, as they are used up.
struct Source<'v> {
    values: &'v [Value],
    mapping: Option<&'v Value>,
    used: usize,
}

impl Source<'_> {
    fn next(&mut self) -> Res<Value> {
        let value = self.values.get(self.used).cloned();
        self.used += 1;
        value.ok_or_else(|| Fault::type_error("not enough arguments for format string"))
    }
}

pub(super) fn write(writer: &mut Writer<'_>, text: &str, values: &Value) -> Res<()> {
    let own = std::slice::from_ref(values);
    let mut source = Source {
        values: match values {
            Value::Tuple(items) => items,
            _ => own,
        },
        mapping: match writer.heap.object(values) {
            Some(Object::Dict(_)) => Some(values),
            _ => None,
        },
        used: 0,
    };
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut keyed = false;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        if c != '%' {
            writer.out.push(c);
            continue;
        }
        let mut value = None;
        if chars.get(at) == Some(&'(') {
            let mut depth = 1;
            let start = at + 1;
            let mut end = start;
            while depth > 0 {
                match chars.get(end) {
                    Some('(') => depth += 1,
                    Some(')') => depth -= 1,
                    None => return Err(Fault::value_error("incomplete format key")),
                    _ => {}
                }
                end += 1;
            }
            let name: String = chars[start..end - 1].iter().collect();
            at = end;
            keyed = true;
            let Some(Object::Dict(object)) =
                source.mapping.and_then(|dict| writer.heap.object(dict))
            else {
                return Err(Fault::type_error("format requires a mapping"));
            };
            let key = Value::from(name);
            let found = object.dict.get(&key).cloned();
            value = Some(found.ok_or_else(|| Fault::with(Exc::KeyError, vec![key]))?);
        }
        let mut flags = Flags::default();
        loop {
            match chars.get(at) {
                Some('-') => flags.left = true,
                Some('0') => flags.zero = true,
                Some('+') => flags.plus = true,
                Some(' ') => flags.space = true,
                Some('#') => flags.alternate = true,
                _ => break,
            }
            at += 1;
        }
        if chars.get(at) == Some(&'*') {
            at += 1;
            let Value::Int(width) = source.next()? else {
                return Err(Fault::type_error("* wants int"));
            };
            flags.left |= width < 0;
            flags.width = width.unsigned_abs() as usize;
        } else {
            flags.width = number(&chars, &mut at)?.unwrap_or(0);
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            flags.precision = Some(if chars.get(at) == Some(&'*') {
                at += 1;
                let Value::Int(precision) = source.next()? else {
                    return Err(Fault::type_error("* wants int"));
                };
                usize::try_from(precision).unwrap_or(0)
            } else {
                number(&chars, &mut at)?.unwrap_or(0)
            });
        }
        while matches!(chars.get(at), Some('l' | 'h' | 'L')) {
            at += 1;
        }
        let Some(&kind) = chars.get(at) else {
            return Err(Fault::value_error("incomplete format"));
        };
        at += 1;
        if kind == '%' {
            if chars[at - 2] != '%' {
                source.next()?;
            }
            writer.out.push('%');
            continue;
        }
        if !"diuoxXeEfFgGcrsa".contains(kind) {
            return Err(Fault::value_error(format!(
                "unsupported format character '{kind}' (0x{:x}) at index {}",
                kind as u32,
                at - 1
            )));
        }
        let value = match value {
            Some(value) => value,
            None => source.next()?,
        };
        convert(writer, &value, kind, &flags)?;
        writer.check()?;
    }
    if source.used < source.values.len() && !keyed && !has_items(writer, values) {
        return Err(Fault::type_error(
            "not all arguments converted during string formatting",
        ));
    }
    Ok(())
}

/// Whether values that are left over may be meant to be looked up.
fn has_items(writer: &Writer<'_>, values: &Value) -> bool {
    match values {
        Value::Bytes(_) | Value::Range(_) => true,
        _ => match writer.heap.object(values) {
            Some(Object::Dict(_) | Object::List(_)) => true,
            _ => class::has_special(writer.heap, values, "__getitem__"),
        },
    }
}

fn number(chars: &[char], at: &mut usize) -> Res<Option<usize>> {
    let mut value = None;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        *at += 1;
        let next = value.unwrap_or(0usize) * 10 + digit as usize;
        if next > i32::MAX as usize {
            return Err(Fault::value_error("width too big"));
        }
        value = Some(next);
    }
    Ok(value)
}

fn convert(writer: &mut Writer<'_>, value: &Value, kind: char, flags: &Flags) -> Res<()> {
    let align = if flags.left { '<' } else { '>' };
    let text = match kind {
        's' | 'r' | 'a' => {
            let text = writer.apart(|writer| match kind {
                's' => writer.str(value),
                'r' => writer.repr(value),
                _ => writer.ascii(value),
            })?;
            match flags.precision {
                Some(most) => text.chars().take(most).collect(),
                None => text,
            }
        }
        'c' => match value {
            Value::Str(text) if text.chars().count() == 1 => text.to_string(),
            _ => match Number::of(value) {
                Some(Number::Int(code)) => u32::try_from(code)
                    .ok()
                    .and_then(char::from_u32)
                    .ok_or_else(|| Fault::new(Exc::OverflowError, "%c arg not in range(0x110000)"))?
                    .to_string(),
                _ => return Err(Fault::type_error("%c requires int or char")),
            },
        },
        _ => return numeric(writer, value, kind, flags),
    };
    writer.out.push_str(&pad(&text, ' ', align, flags.width)?);
    Ok(())
}

fn numeric(writer: &mut Writer<'_>, value: &Value, kind: char, flags: &Flags) -> Res<()> {
    let heap = writer.heap;
    let (negative, prefix, body) = if "diuoxX".contains(kind) {
        let whole = match Number::of(value) {
            Some(Number::Float(float)) if "diu".contains(kind) => {
                if float.is_nan() {
                    return Err(Fault::value_error("cannot convert float NaN to integer"));
                }
                BigInt::from_f64(float.trunc()).ok_or_else(|| {
                    Fault::new(
                        Exc::OverflowError,
                        "cannot convert float infinity to integer",
                    )
                })?
            }
            Some(number @ (Number::Int(_) | Number::Big(_))) => number.big().unwrap_or_default(),
            _ => {
                let wants = if "diu".contains(kind) {
                    "a real number is required"
                } else {
                    "an integer is required"
                };
                return Err(Fault::type_error(format!(
                    "%{kind} format: {wants}, not {}",
                    type_name(heap, value)
                )));
            }
        };
        let digits = match kind {
            'o' => whole.magnitude().to_str_radix(8),
            'x' => whole.magnitude().to_str_radix(16),
            'X' => whole.magnitude().to_str_radix(16).to_uppercase(),
            _ => super::digits(&whole.abs())?,
        };
        let least = flags.precision.unwrap_or(0);
        let digits = pad(&digits, '0', '>', least)?;
        let prefix = match kind {
            'o' if flags.alternate => "0o",
            'x' if flags.alternate => "0x",
            'X' if flags.alternate => "0X",
            _ => "",
        };
        (whole.is_negative(), prefix, digits)
    } else {
        let Some(number) = Number::of(value) else {
            return Err(Fault::type_error(format!(
                "must be real number, not {}",
                type_name(heap, value)
            )));
        };
        let float = number.float()?;
        let body = if let Some(text) = float::special(float.abs()) {
            text.to_owned()
        } else {
            let precision = flags.precision.unwrap_or(6);
            if precision > super::MAX_WIDTH {
                return Err(Fault::value_error("precision too big"));
            }
            let kind = Some(kind.to_ascii_lowercase());
            float::notation(float.abs(), kind, precision, flags.alternate)
        };
        let body = if kind.is_ascii_uppercase() {
            body.to_uppercase()
        } else {
            body
        };
        (float.is_sign_negative() && !float.is_nan(), "", body)
    };
    let sign = if negative {
        "-"
    } else if flags.plus {
        "+"
    } else if flags.space {
        " "
    } else {
        ""
    };
    let text = if flags.zero && !flags.left {
        let room = flags.width.saturating_sub(sign.len() + prefix.len());
        format!("{sign}{prefix}{}", pad(&body, '0', '>', room)?)
    } else {
        let align = if flags.left { '<' } else { '>' };
        pad(&format!("{sign}{prefix}{body}"), ' ', align, flags.width)?
    };
    writer.out.push_str(&text);
    Ok(())
}
