//! Arithmetic.

use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::value::Value;

/// Bits that an int may have; a larger one is a `MemoryError` before it is made.
pub const MAX_BITS: u64 = 1 << 22;

/// A number, by what it is computed as.
#[derive(Debug, Clone)]
pub enum Number {
    /// A small int or a bool.
    Int(i64),
    /// A large int.
    Big(Arc<BigInt>),
    /// A float.
    Float(f64),
}

impl Number {
    /// The number that a value is.
    pub fn of(value: &Value) -> Option<Number> {
        Some(match value {
            Value::Int(value) => Number::Int(*value),
            Value::Bool(value) => Number::Int(i64::from(*value)),
            Value::Float(value) => Number::Float(*value),
            Value::Big(value) => Number::Big(value.clone()),
            _ => return None,
        })
    }

    /// It as a large int; floats are none.
    pub fn big(&self) -> Option<BigInt> {
        match self {
            Number::Int(value) => Some(BigInt::from(*value)),
            Number::Big(value) => Some((**value).clone()),
            Number::Float(_) => None,
        }
    }

    /// It as a float.
    ///
    /// # Errors
    /// `OverflowError` for an int that no float comes near.
    pub fn float(&self) -> Res<f64> {
        match self {
            Number::Int(value) => Ok(*value as f64),
            Number::Float(value) => Ok(*value),
            Number::Big(value) => big_to_float(value)
                .ok_or_else(|| Fault::new(Exc::OverflowError, "int too large to convert to float")),
        }
    }
}

fn big_to_float(value: &BigInt) -> Option<f64> {
    value.to_f64().filter(|float| float.is_finite())
}

/// An int of a size that is allowed.
fn sized(bits: u64, make: impl FnOnce() -> BigInt) -> Res {
    if bits > MAX_BITS {
        return Err(Fault::memory());
    }
    Ok(Value::int(make()))
}

fn zero_division(message: &str) -> Fault {
    Fault::new(Exc::ZeroDivisionError, message)
}

/// Computes with two numbers; none if the operator is not for them.
///
/// # Errors
/// What Python raises.
pub fn binary(op: BinaryOp, a: &Number, b: &Number) -> Option<Res> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => small(op, *a, *b),
        (Number::Float(_), _) | (_, Number::Float(_)) => match (a.float(), b.float()) {
            (Ok(a), Ok(b)) => float(op, a, b),
            (Err(fault), _) | (_, Err(fault)) => float(op, 1.0, 1.0).map(|_| Err(fault)),
        },
        _ => {
            let (a, b) = (a.big()?, b.big()?);
            large(op, &a, &b)
        }
    }
}

fn small(op: BinaryOp, a: i64, b: i64) -> Option<Res> {
    match quick(op, &Value::Int(a), &Value::Int(b)) {
        Some(value) => Some(Ok(value)),
        None => large(op, &BigInt::from(a), &BigInt::from(b)),
    }
}

/// Computes with two small ints; none if the result is no small int, or an error.
#[inline]
pub fn quick_int(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::FloorDiv if b != 0 => a.checked_div(b).map(|quotient| {
            if a % b != 0 && (a < 0) != (b < 0) {
                quotient - 1
            } else {
                quotient
            }
        }),
        BinaryOp::Mod if b != 0 => a.checked_rem(b).map(|rest| {
            if rest != 0 && (rest < 0) != (b < 0) {
                rest + b
            } else {
                rest
            }
        }),
        BinaryOp::Pow if b >= 0 => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
        BinaryOp::LeftShift if (0..63).contains(&b) => {
            let shifted = a << b;
            (shifted >> b == a).then_some(shifted)
        }
        BinaryOp::RightShift if b >= 0 => Some(a >> b.min(63)),
        _ => None,
    }
}

/// Computes with two floats; none if that is an error, or not plain.
#[inline]
pub fn quick_float(op: BinaryOp, a: f64, b: f64) -> Option<f64> {
    match op {
        BinaryOp::Add => Some(a + b),
        BinaryOp::Sub => Some(a - b),
        BinaryOp::Mul => Some(a * b),
        BinaryOp::Div if b != 0.0 => Some(a / b),
        BinaryOp::Pow if a > 0.0 => Some(a.powf(b)).filter(|power| power.is_finite()),
        _ => None,
    }
}

/// Computes with two plain numbers; none if they are not, the result is not, or it is an error.
pub fn quick(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    let exact = |value: i64| value.unsigned_abs() < 1 << 53;
    let (a, b) = match (a, b) {
        (Value::Int(a), Value::Int(b)) if op != BinaryOp::Div => {
            return quick_int(op, *a, *b).map(Value::Int);
        }
        (Value::Int(a), Value::Int(b)) if !(exact(*a) && exact(*b)) => return None,
        (Value::Int(a), Value::Int(b)) => (*a as f64, *b as f64),
        (Value::Float(a), Value::Float(b)) => (*a, *b),
        (Value::Float(a), Value::Int(b)) => (*a, *b as f64),
        (Value::Int(a), Value::Float(b)) => (*a as f64, *b),
        _ => return None,
    };
    quick_float(op, a, b).map(Value::Float)
}

fn large(op: BinaryOp, a: &BigInt, b: &BigInt) -> Option<Res> {
    Some(match op {
        BinaryOp::Add => sized(a.bits().max(b.bits()), || a + b),
        BinaryOp::Sub => sized(a.bits().max(b.bits()), || a - b),
        BinaryOp::Mul => sized(a.bits() + b.bits(), || a * b),
        BinaryOp::And => Ok(Value::int(a & b)),
        BinaryOp::Or => Ok(Value::int(a | b)),
        BinaryOp::Xor => Ok(Value::int(a ^ b)),
        BinaryOp::FloorDiv if b.is_zero() => {
            Err(zero_division("integer division or modulo by zero"))
        }
        BinaryOp::Mod if b.is_zero() => Err(zero_division("integer modulo by zero")),
        BinaryOp::Div if b.is_zero() => Err(zero_division("division by zero")),
        BinaryOp::FloorDiv => Ok(Value::int(floor_divide(a, b).0)),
        BinaryOp::Mod => Ok(Value::int(floor_divide(a, b).1)),
        BinaryOp::Div => true_divide(a, b).map(Value::Float).ok_or_else(|| {
            Fault::new(
                Exc::OverflowError,
                "integer division result too large for a float",
            )
        }),
        BinaryOp::Pow => power(a, b),
        BinaryOp::LeftShift | BinaryOp::RightShift if b.is_negative() => {
            Err(Fault::value_error("negative shift count"))
        }
        BinaryOp::LeftShift if a.is_zero() => Ok(Value::Int(0)),
        BinaryOp::LeftShift => match b.to_u64() {
            Some(shift) => sized(a.bits().saturating_add(shift), || a << shift),
            None => Err(Fault::memory()),
        },
        BinaryOp::RightShift => Ok(match b.to_u64() {
            Some(shift) => Value::int(a >> shift),
            None => Value::Int(if a.is_negative() { -1 } else { 0 }),
        }),
        BinaryOp::MatMul => return None,
    })
}

/// Quotient rounded down, and the rest, which has the sign of the divisor.
pub fn floor_divide(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (a / b, a % b);
    if !rest.is_zero() && (rest.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
        (quotient - 1, rest + b)
    } else {
        (quotient, rest)
    }
}

/// The float nearest to a fraction; none if it is too large for one.
fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(if b.is_negative() { -0.0 } else { 0.0 });
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    // 66 bits of the quotient or a few more, the last of which says whether anything was cut off, then round once.
    let shift = 66 + b.bits() as i64 - a.bits() as i64;
    let (a, b) = if shift >= 0 {
        (a << shift, b.clone())
    } else {
        (a.clone(), b << -shift)
    };
    let (quotient, rest) = (&a / &b, &a % &b);
    let quotient = (quotient << 1u32) + u32::from(!rest.is_zero());
    let exponent = -shift - 1;
    let scale = i32::try_from(exponent).ok()?;
    // Below the smallest normal number the rounding must happen where the bits end.
    let lost = -1074 - i64::from(scale);
    let value = if lost > 0 && quotient.bits() as i64 + exponent < -1021 {
        let lost = lost as u64;
        let kept = &quotient >> lost;
        let cut = &quotient - (&kept << lost);
        let half = num_bigint::BigUint::from(1u32) << (lost - 1);
        let up = cut > half || (cut == half && kept.bit(0));
        let units = kept.to_u64()? + u64::from(up);
        units as f64 * f64::from_bits(1)
    } else {
        scale_by(quotient.to_f64()?, scale)
    };
    if value.is_infinite() {
        return None;
    }
    Some(if negative { -value } else { value })
}

/// `value * 2**exponent`, in steps that neither overflow nor underflow on the way.
pub fn scale_by(mut value: f64, mut exponent: i32) -> f64 {
    while exponent > 1000 {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    value * 2f64.powi(exponent)
}

fn power(a: &BigInt, b: &BigInt) -> Res {
    if b.is_negative() {
        let (a, b) = (
            Number::Big(Arc::new(a.clone())).float()?,
            Number::Big(Arc::new(b.clone())).float()?,
        );
        return float_power(a, b);
    }
    if b.is_zero() {
        return Ok(Value::Int(1));
    }
    if a.magnitude().bits() <= 1 {
        let odd = b.bit(0);
        return Ok(Value::int(if odd { a.clone() } else { a * a }));
    }
    let Some(exponent) = b.to_u32() else {
        return Err(Fault::memory());
    };
    sized((a.bits() - 1).saturating_mul(u64::from(exponent)), || {
        a.pow(exponent)
    })
}

/// `a ** b % m` for ints.
///
/// # Errors
/// `ValueError` for a modulus of 0 or a negative exponent without an inverse.
pub fn power_mod(a: &BigInt, b: &BigInt, m: &BigInt) -> Res {
    if m.is_zero() {
        return Err(Fault::value_error("pow() 3rd argument cannot be 0"));
    }
    let result = if b.is_negative() {
        let inverse = a
            .modinv(m)
            .ok_or_else(|| Fault::value_error("base is not invertible for the given modulus"))?;
        inverse.modpow(&-b, m)
    } else {
        a.modpow(b, m)
    };
    Ok(Value::int(result))
}

fn float(op: BinaryOp, a: f64, b: f64) -> Option<Res> {
    Some(match op {
        BinaryOp::Add => Ok(Value::Float(a + b)),
        BinaryOp::Sub => Ok(Value::Float(a - b)),
        BinaryOp::Mul => Ok(Value::Float(a * b)),
        BinaryOp::Div if b == 0.0 => Err(zero_division("float division by zero")),
        BinaryOp::Div => Ok(Value::Float(a / b)),
        BinaryOp::FloorDiv if b == 0.0 => Err(zero_division("float floor division by zero")),
        BinaryOp::Mod if b == 0.0 => Err(zero_division("float modulo")),
        BinaryOp::FloorDiv => Ok(Value::Float(float_divide(a, b).0)),
        BinaryOp::Mod => Ok(Value::Float(float_divide(a, b).1)),
        BinaryOp::Pow => float_power(a, b),
        _ => return None,
    })
}

/// Quotient rounded down and rest of two floats.
pub fn float_divide(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    let nearest = if quotient - floor > 0.5 {
        floor + 1.0
    } else {
        floor
    };
    (nearest, rest)
}

fn float_power(a: f64, b: f64) -> Res {
    if a == 0.0 && b < 0.0 {
        return Err(zero_division("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return Err(Fault::value_error(
            "a negative number to a fractional power is complex, which is not supported here",
        ));
    }
    let value = a.powf(b);
    if value.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(out_of_range());
    }
    Ok(Value::Float(value))
}

/// What the C library says of a result that no float can hold.
pub fn out_of_range() -> Fault {
    Fault::with(
        Exc::OverflowError,
        vec![Value::Int(34), Value::from("Numerical result out of range")],
    )
}

/// Python's order of two numbers; none if one is not a number.
pub fn order(a: &Number, b: &Number) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        (Number::Float(a), b) => order_float(*a, b),
        (a, Number::Float(b)) => order_float(*b, a).map(std::cmp::Ordering::reverse),
        _ => Some(a.big()?.cmp(&b.big()?)),
    }
}

fn order_float(a: f64, b: &Number) -> Option<std::cmp::Ordering> {
    use num_traits::FromPrimitive;
    if let Number::Int(b) = b
        && b.unsigned_abs() < 1 << 53
    {
        return a.partial_cmp(&(*b as f64));
    }
    if a.is_nan() {
        return None;
    }
    if a.is_infinite() {
        return a.partial_cmp(&0.0);
    }
    let order = BigInt::from_f64(a.trunc())?.cmp(&b.big()?);
    Some(order.then_with(|| {
        a.fract()
            .partial_cmp(&0.0)
            .unwrap_or(std::cmp::Ordering::Equal)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(op: BinaryOp, a: impl Into<Value>, b: impl Into<Value>) -> Res {
        let (a, b) = (Number::of(&a.into()), Number::of(&b.into()));
        binary(op, &a.unwrap(), &b.unwrap()).unwrap()
    }

    #[test]
    fn division_rounds_down() {
        for (a, b, quotient, rest) in [
            (7, 2, 3, 1),
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
        ] {
            assert_eq!(run(BinaryOp::FloorDiv, a, b), Ok(quotient.into()));
            assert_eq!(run(BinaryOp::Mod, a, b), Ok(rest.into()));
        }
        assert_eq!(
            run(BinaryOp::FloorDiv, i64::MIN, -1),
            Ok(Value::int(BigInt::from(1) << 63))
        );
    }

    #[test]
    fn huge_ints_are_refused_before_they_are_made() {
        let ten = Value::Int(10);
        let exponent = run(BinaryOp::Pow, ten.clone(), 8).unwrap();
        assert_eq!(run(BinaryOp::Pow, ten, exponent), Err(Fault::memory()));
        assert_eq!(
            run(BinaryOp::LeftShift, 1, 1i64 << 40),
            Err(Fault::memory())
        );
        assert_eq!(run(BinaryOp::Pow, -1, i64::MAX), Ok(Value::Int(-1)));
    }

    #[test]
    fn fractions_of_large_ints_are_rounded_once() {
        let big = |n: i64, shift: u32| Value::int(BigInt::from(n) << shift);
        assert_eq!(
            run(BinaryOp::Div, big(3, 2000), big(1, 2000)),
            Ok(Value::Float(3.0))
        );
        assert_eq!(
            run(
                BinaryOp::Div,
                Value::Int(9_007_199_254_740_993),
                Value::Int(1)
            ),
            Ok(Value::Float(9_007_199_254_740_992.0))
        );
        assert_eq!(
            run(BinaryOp::Div, Value::Int(1), big(1, 1074)),
            Ok(Value::Float(f64::from_bits(1)))
        );
        assert!(run(BinaryOp::Div, big(1, 2000), Value::Int(1)).is_err());
    }

    #[test]
    fn ints_and_floats_are_compared_exactly() {
        use std::cmp::Ordering;
        let order = |a: i64, b: f64| order(&Number::Int(a), &Number::Float(b));
        assert_eq!(
            order((1 << 53) + 1, 9_007_199_254_740_992.0),
            Some(Ordering::Greater)
        );
        assert_eq!(order(i64::MAX, f64::INFINITY), Some(Ordering::Less));
        assert_eq!(order(0, f64::NAN), None);
    }
}
