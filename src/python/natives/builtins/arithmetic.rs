//! Built-in functions of numbers.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed};

use crate::python::class;
use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::iterate;
use crate::python::natives::Args;
use crate::python::natives::args::int;
use crate::python::ops::number::{self, Number};
use crate::python::ops::{self, type_name};
use crate::python::value::Value;

pub(super) fn big(heap: &Heap, value: &Value) -> Res<BigInt> {
    match Number::of(value).and_then(|number| number.big()) {
        Some(big) => Ok(big),
        None => int(heap, value).map(BigInt::from),
    }
}

pub(super) fn based(heap: &Heap, value: &Value, radix: u32, prefix: &str) -> Res {
    let value = big(heap, value)?;
    let sign = if value.is_negative() { "-" } else { "" };
    Ok(Value::from(format!(
        "{sign}{prefix}{}",
        value.magnitude().to_str_radix(radix)
    )))
}

/// A float to the nearest int, halves to the even one.
pub(super) fn round_whole(heap: &Heap, value: &Value) -> Res {
    match Number::of(value) {
        Some(Number::Float(value)) => whole(value.round_ties_even()),
        Some(_) => Ok(match value {
            Value::Bool(flag) => Value::Int(i64::from(*flag)),
            other => other.clone(),
        }),
        None if class::has_special(heap, value, "__round__") => Err(Fault::Python),
        None => Err(no_round(heap, value)),
    }
}

fn no_round(heap: &Heap, value: &Value) -> Fault {
    Fault::type_error(format!(
        "type {} doesn't define __round__ method",
        type_name(heap, value)
    ))
}

/// A whole float as an int.
pub(in crate::python::natives) fn whole(value: f64) -> Res {
    if value.is_nan() {
        return Err(Fault::value_error("cannot convert float NaN to integer"));
    }
    if value.abs() < 9.0e18 {
        return Ok(Value::Int(value as i64));
    }
    BigInt::from_f64(value).map(Value::int).ok_or_else(|| {
        Fault::new(
            Exc::OverflowError,
            "cannot convert float infinity to integer",
        )
    })
}

pub(super) fn round_to(heap: &Heap, value: &Value, digits: i64) -> Res {
    match Number::of(value) {
        Some(Number::Float(value)) => {
            if !value.is_finite() || digits > 323 {
                return Ok(Value::Float(value));
            }
            if digits < -308 {
                return Ok(Value::Float(0.0 * value));
            }
            if digits >= 0 {
                let text = format!("{value:.*}", digits as usize);
                return Ok(Value::Float(text.parse().unwrap_or(value)));
            }
            let scale = 10f64.powi(-digits as i32);
            Ok(Value::Float((value / scale).round_ties_even() * scale))
        }
        Some(number) if digits >= 0 => Ok(Value::int(number.big().unwrap_or_default())),
        Some(number) => {
            if digits < -4300 {
                return Ok(Value::Int(0));
            }
            let own = number.big().unwrap_or_default();
            let scale = BigInt::from(10).pow(-digits as u32);
            let (quotient, rest) = number::floor_divide(&own, &scale);
            let twice = &rest * 2;
            let up = twice > scale || (twice == scale && quotient.bit(0));
            Ok(Value::int((quotient + i32::from(up)) * scale))
        }
        None if class::has_special(heap, value, "__round__") => Err(Fault::Python),
        None => Err(no_round(heap, value)),
    }
}

/// `abs`.
pub(super) fn absolute(heap: &Heap, args: Args<'_>) -> Res {
    let [value] = args.exactly::<1>("abs")?;
    Ok(match Number::of(value) {
        Some(Number::Float(value)) => Value::Float(value.abs()),
        Some(Number::Int(value)) if value != i64::MIN => Value::Int(value.abs()),
        Some(number) => Value::int(number.big().unwrap_or_default().abs()),
        None if class::has_special(heap, value, "__abs__") => return Err(Fault::Python),
        None => {
            return Err(Fault::type_error(format!(
                "bad operand type for abs(): '{}'",
                type_name(heap, value)
            )));
        }
    })
}

/// `divmod`.
pub(super) fn divmod(heap: &mut Heap, args: Args<'_>) -> Res {
    let [a, b] = args.exactly::<2>("divmod")?;
    let (Some(_), Some(_)) = (Number::of(a), Number::of(b)) else {
        if [a, b]
            .iter()
            .any(|value| matches!(heap.object(value), Some(Object::Instance(_))))
        {
            return Err(Fault::Python);
        }
        return Err(Fault::type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            type_name(heap, a),
            type_name(heap, b)
        )));
    };
    let quotient =
        ops::binary_value(heap, BinaryOp::FloorDiv, a, b).map_err(|fault| match fault {
            Fault::Error(error)
                if &*error.line() == "ZeroDivisionError: float floor division by zero" =>
            {
                Fault::new(Exc::ZeroDivisionError, "float divmod()")
            }
            other => other,
        })?;
    Ok(ops::pair(
        quotient,
        ops::binary_value(heap, BinaryOp::Mod, a, b)?,
    ))
}

/// `sum`.
pub(super) fn sum(heap: &mut Heap, args: Args<'_>) -> Res {
    let [iterable, start] = args.named("sum", ["iterable", "start"], 1)?;
    let mut total = start.cloned().unwrap_or(Value::Int(0));
    if let Value::Str(_) = total {
        return Err(Fault::type_error(
            "sum() can't sum strings [use ''.join(seq) instead]",
        ));
    }
    let iterable = iterable.cloned().unwrap_or_default();
    if let (Value::Range(range), Value::Int(start)) = (&iterable, &total) {
        let (len, first) = (i128::from(range.len()), i128::from(range.start));
        if len < 1 << 40 {
            let sum =
                len * first + i128::from(range.step) * (len * (len - 1) / 2) + i128::from(*start);
            return Ok(Value::int(BigInt::from(sum)));
        }
    }
    for item in iterate::items(heap, &iterable)? {
        total = match (&total, &item) {
            (Value::Int(a), Value::Int(b)) => match a.checked_add(*b) {
                Some(sum) => Value::Int(sum),
                None => ops::binary_value(heap, BinaryOp::Add, &total, &item)?,
            },
            _ => ops::binary_value(heap, BinaryOp::Add, &total, &item)?,
        };
    }
    Ok(total)
}
