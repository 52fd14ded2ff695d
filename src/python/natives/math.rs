//! `math`.

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

use crate::python::code::BinaryOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::iterate;
use crate::python::natives::args::{float, int};
use crate::python::natives::builtins::whole;
use crate::python::natives::{Args, Ctx, Native};
use crate::python::ops::number::Number;
use crate::python::ops::{self, type_name};
use crate::python::value::Value;

fn domain() -> Fault {
    Fault::value_error("math domain error")
}

fn range() -> Fault {
    Fault::new(Exc::OverflowError, "math range error")
}

/// A result that must be a number unless an argument was none.
fn checked(result: f64, input: f64) -> Res {
    if result.is_nan() && !input.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && input.is_finite() {
        return Err(range());
    }
    Ok(Value::Float(result))
}

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let heap = &mut *ctx.heap;
    let name = native.name();
    let full = format!("math.{name}");
    let whole_arg = |heap: &crate::python::heap::Heap, value: &Value| -> Res<BigInt> {
        match Number::of(value).and_then(|number| number.big()) {
            Some(big) => Ok(big),
            None => int(heap, value).map(BigInt::from),
        }
    };
    let unary: Option<fn(f64) -> f64> = match native {
        Native::MathAcos => Some(f64::acos),
        Native::MathAsin => Some(f64::asin),
        Native::MathAtan => Some(f64::atan),
        Native::MathCos => Some(f64::cos),
        Native::MathCosh => Some(f64::cosh),
        Native::MathDegrees => Some(f64::to_degrees),
        Native::MathExp => Some(f64::exp),
        Native::MathFabs => Some(f64::abs),
        Native::MathLog1p => Some(f64::ln_1p),
        Native::MathRadians => Some(f64::to_radians),
        Native::MathSin => Some(f64::sin),
        Native::MathSinh => Some(f64::sinh),
        Native::MathSqrt => Some(f64::sqrt),
        Native::MathTan => Some(f64::tan),
        Native::MathTanh => Some(f64::tanh),
        _ => None,
    };
    if let Some(function) = unary {
        let x = float(heap, &args.exactly::<1>(&full)?[0])?;
        return checked(function(x), x);
    }
    Ok(match native {
        Native::MathCeil | Native::MathFloor | Native::MathTrunc => {
            let [value] = args.exactly::<1>(&full)?;
            match Number::of(value) {
                Some(Number::Float(x)) => whole(match native {
                    Native::MathCeil => x.ceil(),
                    Native::MathFloor => x.floor(),
                    _ => x.trunc(),
                })?,
                Some(number) => Value::int(number.big().unwrap_or_default()),
                None if crate::python::class::class_of(heap, value).is_some() => {
                    return Err(Fault::Python);
                }
                None if native == Native::MathTrunc => {
                    return Err(Fault::type_error(format!(
                        "type {} doesn't define __trunc__ method",
                        type_name(heap, value)
                    )));
                }
                None => Value::Float(float(heap, value)?),
            }
        }
        Native::MathIsnan => Value::Bool(float(heap, &args.exactly::<1>(&full)?[0])?.is_nan()),
        Native::MathIsinf => Value::Bool(float(heap, &args.exactly::<1>(&full)?[0])?.is_infinite()),
        Native::MathIsfinite => {
            Value::Bool(float(heap, &args.exactly::<1>(&full)?[0])?.is_finite())
        }
        Native::MathModf => {
            let x = float(heap, &args.exactly::<1>(&full)?[0])?;
            let part = if x.is_infinite() { 0.0 } else { x.fract() };
            ops::pair(Value::Float(part.copysign(x)), Value::Float(x.trunc()))
        }
        Native::MathAtan2 | Native::MathCopysign | Native::MathFmod | Native::MathPow => {
            let [a, b] = args.exactly::<2>(&full)?;
            let (a, b) = (float(heap, a)?, float(heap, b)?);
            match native {
                Native::MathAtan2 => Value::Float(a.atan2(b)),
                Native::MathCopysign => Value::Float(a.copysign(b)),
                Native::MathFmod => checked(a % b, if a.is_nan() { a } else { b })?,
                _ if a == 0.0 && b < 0.0 => return Err(domain()),
                _ => checked(a.powf(b), if a.is_nan() { a } else { b })?,
            }
        }
        Native::MathLog | Native::MathLog2 | Native::MathLog10 => {
            let given = args.between(name, 1, if native == Native::MathLog { 2 } else { 1 })?;
            let log = |value: &Value, base: Native| -> Res<f64> {
                if let Some(Number::Big(big)) = Number::of(value)
                    && big.is_positive()
                {
                    let bits = big.bits();
                    let top = Value::int(&*big >> bits.saturating_sub(64));
                    let kept = bits.min(64);
                    let top = Number::of(&top).map_or(Ok(1.0), |number| number.float())?
                        / 2f64.powi(kept as i32);
                    let exponent = bits as f64;
                    return Ok(match base {
                        Native::MathLog2 => top.log2() + exponent,
                        Native::MathLog10 => top.log10() + 2f64.log10() * exponent,
                        _ => top.ln() + 2f64.ln() * exponent,
                    });
                }
                let x = float(heap, value)?;
                if x <= 0.0 {
                    return Err(domain());
                }
                Ok(match base {
                    Native::MathLog2 => x.log2(),
                    Native::MathLog10 => x.log10(),
                    _ => x.ln(),
                })
            };
            let value = log(&given[0], native)?;
            match given.get(1) {
                Some(base) => {
                    let base = log(base, native)?;
                    if base == 0.0 {
                        return Err(Fault::new(Exc::ZeroDivisionError, "float division by zero"));
                    }
                    Value::Float(value / base)
                }
                None => Value::Float(value),
            }
        }
        Native::MathFactorial | Native::MathIsqrt => {
            let [value] = args.exactly::<1>(&full)?;
            let n = whole_arg(heap, value)?;
            if n.is_negative() {
                return Err(Fault::value_error(if native == Native::MathIsqrt {
                    "isqrt() argument must be nonnegative"
                } else {
                    "factorial() not defined for negative values"
                }));
            }
            if native == Native::MathIsqrt {
                return Ok(Value::int(n.sqrt()));
            }
            let n = int(heap, value)?;
            if n > 20_000 {
                return Err(Fault::memory());
            }
            Value::int((2..=n).fold(BigInt::one(), |product, i| product * i))
        }
        Native::MathComb | Native::MathPerm => {
            let given = args.between(name, 1, 2)?;
            let n = int(heap, &given[0])?;
            let k = given
                .get(1)
                .filter(|k| !k.is_none())
                .map_or(Ok(n), |k| int(heap, k))?;
            if n < 0 || k < 0 {
                let which = if n < 0 { "n" } else { "k" };
                return Err(Fault::value_error(format!(
                    "{which} must be a non-negative integer"
                )));
            }
            if k > n {
                return Ok(Value::Int(0));
            }
            let k = if native == Native::MathComb {
                k.min(n - k)
            } else {
                k
            };
            if k > 20_000 {
                return Err(Fault::memory());
            }
            let mut product = BigInt::one();
            for i in 0..k {
                product *= n - i;
                if native == Native::MathComb {
                    product /= i + 1;
                }
            }
            Value::int(product)
        }
        Native::MathGcd | Native::MathLcm => {
            args.no_keywords(name)?;
            let gcd = |mut a: BigInt, mut b: BigInt| {
                while !b.is_zero() {
                    (a, b) = (b.clone(), a % b);
                }
                a.abs()
            };
            let mut result = if native == Native::MathGcd {
                BigInt::zero()
            } else {
                BigInt::one()
            };
            for value in args.positional {
                let value = whole_arg(heap, value)?;
                result = if native == Native::MathGcd {
                    gcd(result, value)
                } else if value.is_zero() || result.is_zero() {
                    BigInt::zero()
                } else {
                    let common = gcd(result.clone(), value.clone());
                    (result * value / common).abs()
                };
            }
            Value::int(result)
        }
        Native::MathHypot => {
            let mut sum: f64 = 0.0;
            for value in args.positional {
                sum = sum.hypot(float(heap, value)?);
            }
            Value::Float(sum)
        }
        Native::MathDist => {
            let [a, b] = args.exactly::<2>(name)?;
            let (a, b) = (iterate::items(heap, a)?, iterate::items(heap, b)?);
            if a.len() != b.len() {
                return Err(Fault::value_error(
                    "both points must have the same number of dimensions",
                ));
            }
            let mut sum: f64 = 0.0;
            for (a, b) in a.iter().zip(&b) {
                sum = sum.hypot(float(heap, a)? - float(heap, b)?);
            }
            Value::Float(sum)
        }
        Native::MathFsum => {
            let items = iterate::items(heap, &args.exactly::<1>(&full)?[0])?;
            let mut partials: Vec<f64> = Vec::new();
            for item in &items {
                let mut x = float(heap, item)?;
                let mut kept = 0;
                for at in 0..partials.len() {
                    let mut y = partials[at];
                    if x.abs() < y.abs() {
                        std::mem::swap(&mut x, &mut y);
                    }
                    let high = x + y;
                    let low = y - (high - x);
                    if low != 0.0 {
                        partials[kept] = low;
                        kept += 1;
                    }
                    x = high;
                }
                partials.truncate(kept);
                partials.push(x);
            }
            Value::Float(partials.iter().rev().sum())
        }
        Native::MathProd => {
            let [iterable] = args.positional else {
                return Err(Fault::type_error(
                    "prod() takes exactly 1 positional argument",
                ));
            };
            let mut product = args.keyword("start").cloned().unwrap_or(Value::Int(1));
            for item in iterate::items(heap, iterable)? {
                product = ops::binary_value(heap, BinaryOp::Mul, &product, &item)?;
            }
            product
        }
        Native::MathIsclose => {
            let [a, b] = args.positional else {
                return Err(Fault::type_error(
                    "isclose() takes exactly 2 positional arguments",
                ));
            };
            let (a, b) = (float(heap, a)?, float(heap, b)?);
            let option = |name: &str, default: f64| {
                args.keyword(name)
                    .map_or(Ok(default), |value| float(heap, value))
            };
            let (relative, absolute) = (option("rel_tol", 1e-9)?, option("abs_tol", 0.0)?);
            let far = (a - b).abs();
            Value::Bool(
                (a.total_cmp(&b).is_eq() && !a.is_nan())
                    || (far.is_finite() && far <= (relative * a.abs().max(b.abs())).max(absolute)),
            )
        }
        _ => {
            return Err(Fault::type_error(format!(
                "{name}() is not for {}",
                type_name(heap, args.positional.first().unwrap_or(&Value::None))
            )));
        }
    })
}
