//! Format specifications: `format(x, '>8.2f')`, f-strings, `str.format`.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::{float, pad};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::Heap;
use crate::python::ops::number::Number;
use crate::python::ops::type_name;
use crate::python::value::Value;

/// A specification, taken apart.
#[derive(Debug, Clone, Default)]
struct Spec {
    fill: Option<char>,
    align: Option<char>,
    sign: Option<char>,
    alternate: bool,
    zero: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

fn parse(heap: &Heap, value: &Value, text: &str) -> Res<Spec> {
    let invalid = || {
        Fault::value_error(format!(
            "Invalid format specifier '{text}' for object of type '{}'",
            type_name(heap, value)
        ))
    };
    let mut spec = Spec::default();
    let mut chars = text.chars().peekable();
    let is_align = |c: char| matches!(c, '<' | '>' | '=' | '^');
    let mut ahead = text.chars();
    if let (Some(first), second) = (ahead.next(), ahead.next()) {
        if second.is_some_and(is_align) {
            spec.fill = Some(first);
            spec.align = second;
            chars.next();
            chars.next();
        } else if is_align(first) {
            spec.align = Some(first);
            chars.next();
        }
    }
    spec.sign = chars.next_if(|c| matches!(c, '+' | '-' | ' '));
    spec.alternate = chars.next_if_eq(&'#').is_some();
    spec.zero = chars.next_if_eq(&'0').is_some();
    let number = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>| -> Res<Option<usize>> {
        let mut value = None;
        while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
            chars.next();
            let next = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|v| v.checked_add(digit as usize));
            value =
                Some(next.ok_or_else(|| {
                    Fault::value_error("Too many decimal digits in format string")
                })?);
        }
        Ok(value)
    };
    spec.width = number(&mut chars)?.unwrap_or(0);
    spec.grouping = chars.next_if(|c| matches!(c, ',' | '_'));
    if spec.grouping.is_some()
        && let Some(second) = chars.next_if(|c| matches!(c, ',' | '_'))
    {
        return Err(Fault::value_error(if Some(second) == spec.grouping {
            format!("Cannot specify '{second}' with '{second}'.")
        } else {
            "Cannot specify both ',' and '_'.".to_owned()
        }));
    }
    if chars.next_if_eq(&'.').is_some() {
        let precision = number(&mut chars)?;
        spec.precision = Some(
            precision.ok_or_else(|| Fault::value_error("Format specifier missing precision"))?,
        );
    }
    spec.kind = chars.next();
    if chars.next().is_some() {
        return Err(invalid());
    }
    Ok(spec)
}

/// `format(value, text)` for a specification that is not empty.
///
/// # Errors
/// What Python raises.
pub fn apply(heap: &Heap, value: &Value, text: &str) -> Res<String> {
    if let Value::Str(own) = value {
        let spec = parse(heap, value, text)?;
        return of_str(own, &spec);
    }
    if let Value::Bool(flag) = value {
        let spec = parse(heap, value, text)?;
        return of_int(heap, value, &BigInt::from(i64::from(*flag)), &spec);
    }
    match Number::of(value) {
        Some(Number::Float(own)) => {
            let spec = parse(heap, value, text)?;
            of_float(heap, value, own, &spec)
        }
        Some(number) => {
            let spec = parse(heap, value, text)?;
            match number.big() {
                Some(own) => of_int(heap, value, &own, &spec),
                None => Err(Fault::memory()),
            }
        }
        None => Err(Fault::type_error(format!(
            "unsupported format string passed to {}.__format__",
            type_name(heap, value)
        ))),
    }
}

fn unknown(heap: &Heap, value: &Value, kind: char) -> Fault {
    let kind = if (' '..='~').contains(&kind) {
        kind.to_string()
    } else {
        format!("\\x{:x}", kind as u32)
    };
    Fault::value_error(format!(
        "Unknown format code '{kind}' for object of type '{}'",
        type_name(heap, value)
    ))
}

fn of_str(text: &str, spec: &Spec) -> Res<String> {
    if let Some(kind) = spec.kind.filter(|kind| *kind != 's') {
        return Err(Fault::value_error(format!(
            "Unknown format code '{kind}' for object of type 'str'"
        )));
    }
    let refuse = |what: &str| Err(Fault::value_error(what));
    match spec.sign {
        Some(' ') => return refuse("Space not allowed in string format specifier"),
        Some(_) => return refuse("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.alternate {
        return refuse("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == Some('=') {
        return refuse("'=' alignment not allowed in string format specifier");
    }
    if let Some(grouping) = spec.grouping {
        return refuse(&format!("Cannot specify '{grouping}' with 's'."));
    }
    let cut: String = match spec.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    let fill = spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' });
    pad(&cut, fill, spec.align.unwrap_or('<'), spec.width)
}

fn of_int(heap: &Heap, value: &Value, own: &BigInt, spec: &Spec) -> Res<String> {
    let kind = spec.kind.unwrap_or('d');
    match kind {
        'd' | 'b' | 'o' | 'x' | 'X' | 'n' | 'c' => {}
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let own = own.to_f64().filter(|own| own.is_finite()).ok_or_else(|| {
                Fault::new(Exc::OverflowError, "int too large to convert to float")
            })?;
            return of_float(heap, value, own, spec);
        }
        _ => return Err(unknown(heap, value, kind)),
    }
    if spec.precision.is_some() {
        return Err(Fault::value_error(
            "Precision not allowed in integer format specifier",
        ));
    }
    if let Some(grouping) = spec.grouping
        && (matches!(kind, 'c' | 'n') || (grouping == ',' && kind != 'd'))
    {
        return Err(Fault::value_error(format!(
            "Cannot specify '{grouping}' with '{kind}'."
        )));
    }
    if kind == 'c' {
        if spec.sign.is_some() {
            return Err(Fault::value_error(
                "Sign not allowed with integer format specifier 'c'",
            ));
        }
        let c = own
            .to_u32()
            .and_then(char::from_u32)
            .ok_or_else(|| Fault::new(Exc::OverflowError, "%c arg not in range(0x110000)"))?;
        let fill = spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' });
        return pad(&c.to_string(), fill, spec.align.unwrap_or('<'), spec.width);
    }
    let digits = match kind {
        'b' => own.magnitude().to_str_radix(2),
        'o' => own.magnitude().to_str_radix(8),
        'x' => own.magnitude().to_str_radix(16),
        'X' => own.magnitude().to_str_radix(16).to_uppercase(),
        _ => super::digits(&own.abs())?,
    };
    let prefix = match kind {
        'b' if spec.alternate => "0b",
        'o' if spec.alternate => "0o",
        'x' if spec.alternate => "0x",
        'X' if spec.alternate => "0X",
        _ => "",
    };
    let group = if kind == 'd' { 3 } else { 4 };
    assemble(spec, own.is_negative(), prefix, &digits, "", group)
}

fn of_float(heap: &Heap, value: &Value, own: f64, spec: &Spec) -> Res<String> {
    let kind = spec.kind;
    if let Some(kind) = kind
        && !matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' | 'n')
    {
        return Err(unknown(heap, value, kind));
    }
    let upper = matches!(kind, Some('E' | 'F' | 'G'));
    let negative = own.is_sign_negative() && !own.is_nan();
    let size = own.abs();
    if let Some(text) = float::special(size) {
        let mut text = if upper {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        if kind == Some('%') {
            text.push('%');
        }
        let plain = Spec {
            zero: false,
            grouping: None,
            fill: spec.fill.or(spec.zero.then_some('0')),
            align: spec.align.or(spec.zero.then_some('=')),
            ..spec.clone()
        };
        return assemble(&plain, negative, "", &text, "", 3);
    }
    let precision = spec.precision.unwrap_or(6);
    if precision > super::MAX_WIDTH {
        return Err(Fault::memory());
    }
    let text = match kind {
        None if spec.precision.is_none() => float::repr(size),
        None => float::notation(size, None, precision, spec.alternate),
        Some('%') => format!(
            "{}%",
            float::notation(size * 100.0, Some('f'), precision, spec.alternate)
        ),
        Some('n') => float::notation(size, Some('g'), precision, spec.alternate),
        Some(kind) => float::notation(
            size,
            Some(kind.to_ascii_lowercase()),
            precision,
            spec.alternate,
        ),
    };
    let text = if upper { text.to_uppercase() } else { text };
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    assemble(spec, negative, "", whole, rest, 3)
}

/// Puts sign, prefix, grouped digits and the rest together and pads them.
fn assemble(
    spec: &Spec,
    negative: bool,
    prefix: &str,
    digits: &str,
    rest: &str,
    group: usize,
) -> Res<String> {
    let sign = match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    };
    if spec.width > super::MAX_WIDTH {
        return Err(Fault::memory());
    }
    let zero_fill = (spec.zero && spec.align.is_none())
        || (spec.align == Some('=')
            && spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' }) == '0');
    let digits = match spec.grouping {
        Some(separator) => {
            let taken = sign.len() + prefix.len() + rest.chars().count();
            let least = if zero_fill {
                spec.width.saturating_sub(taken)
            } else {
                0
            };
            grouped(digits, separator, group, least)
        }
        None => digits.to_owned(),
    };
    if spec.align == Some('=') || (spec.zero && spec.align.is_none()) {
        let fill = spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' });
        let taken = sign.len() + prefix.len();
        let padded = pad(
            &format!("{digits}{rest}"),
            fill,
            '>',
            spec.width.saturating_sub(taken),
        )?;
        return Ok(format!("{sign}{prefix}{padded}"));
    }
    let fill = spec.fill.unwrap_or(if spec.zero { '0' } else { ' ' });
    pad(
        &format!("{sign}{prefix}{digits}{rest}"),
        fill,
        spec.align.unwrap_or('>'),
        spec.width,
    )
}

/// Digits with separators, with zeros in front until there are `least` characters.
fn grouped(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut reversed = String::new();
    let mut source = digits.chars().rev();
    let mut count = 0;
    loop {
        let digit = match source.next() {
            Some(digit) => digit,
            None if reversed.len() < least => '0',
            None => break,
        };
        if count > 0 && count % group == 0 {
            reversed.push(separator);
        }
        reversed.push(digit);
        count += 1;
    }
    reversed.chars().rev().collect()
}
