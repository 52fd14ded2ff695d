//! Hashes and equality of keys: what needs no heap, since objects of the heap are keys by identity.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed, ToPrimitive};

use crate::python::value::Value;

/// Numbers hash modulo this prime, so that equal numbers of all types have equal hashes.
const MODULUS: u64 = (1 << 61) - 1;

/// Python's `==` between keys.
pub fn key_equal(a: &Value, b: &Value) -> bool {
    use Value as V;
    match (a, b) {
        (V::Int(a), V::Int(b)) => a == b,
        (V::Str(a), V::Str(b)) => a == b,
        // One that is equal to nothing is found by who has it.
        (V::Float(a), V::Float(b)) => {
            a.partial_cmp(b).is_some_and(std::cmp::Ordering::is_eq) || a.to_bits() == b.to_bits()
        }
        (V::Tuple(a), V::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| key_equal(a, b))
        }
        (V::Range(a), V::Range(b)) => {
            let len = a.len();
            len == b.len() && (len == 0 || (a.start == b.start && (len == 1 || a.step == b.step)))
        }
        (
            V::Bool(_) | V::Int(_) | V::Big(_) | V::Float(_),
            V::Bool(_) | V::Int(_) | V::Big(_) | V::Float(_),
        ) => numbers_equal(a, b),
        _ => a == b,
    }
}

/// Python's `==` between numbers.
#[expect(clippy::float_cmp, reason = "Python's == is exact")]
pub fn numbers_equal(a: &Value, b: &Value) -> bool {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => return a == b,
        (None, None) => {}
        _ if !matches!(a, Value::Float(_) | Value::Big(_))
            && !matches!(b, Value::Float(_) | Value::Big(_)) =>
        {
            return false;
        }
        _ => {}
    }
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Big(a), Value::Big(b)) => a == b,
        (Value::Float(f), Value::Big(big)) | (Value::Big(big), Value::Float(f)) => {
            f.is_finite() && f.fract() == 0.0 && BigInt::from_f64(*f).as_ref() == Some(&**big)
        }
        _ => false,
    }
}

/// The value of a number that is a small whole one.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Bool(value) => Some(i64::from(*value)),
        Value::Int(value) => Some(*value),
        Value::Float(value) if value.fract() == 0.0 && value.abs() < 9.2e18 => Some(*value as i64),
        _ => None,
    }
}

/// Hash of a key. Equal keys have equal hashes; numbers and tuples of numbers hash as in `CPython`.
pub fn key_hash(key: &Value) -> u64 {
    match key {
        Value::Bool(value) => u64::from(*value),
        Value::Int(value) => hash_int(*value),
        Value::Big(value) => hash_big(value),
        Value::Float(value) => hash_float(*value),
        Value::Str(text) => hash_text(text),
        Value::Bytes(bytes) => mix(bytes.iter().map(|&byte| u64::from(byte))),
        Value::Tuple(items) => hash_tuple(items.iter().map(key_hash)),
        Value::Range(range) => {
            let len = range.len();
            let first = if len == 0 { 0 } else { range.start };
            let step = if len < 2 { 0 } else { range.step };
            hash_tuple([len, first, step].map(hash_int).into_iter())
        }
        Value::Ref(id) => u64::from(id.0) * 3 + 0x7f4_0000,
        other => exact(other),
    }
}

fn exact(value: &Value) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(value)
}

fn mix(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0xcbf2_9ce4_8422_2325, |hash, value| {
        (hash ^ value).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Hash of a str.
pub fn hash_text(text: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(text)
}

fn signed(hash: u64, negative: bool) -> u64 {
    let hash = if negative { hash.wrapping_neg() } else { hash };
    if hash == u64::MAX { hash - 1 } else { hash }
}

fn hash_int(value: i64) -> u64 {
    signed(value.unsigned_abs() % MODULUS, value < 0)
}

fn hash_big(value: &BigInt) -> u64 {
    let rest = (value.abs() % BigInt::from(MODULUS)).to_u64();
    signed(rest.unwrap_or(0), value.is_negative())
}

fn hash_float(value: f64) -> u64 {
    if value.is_nan() {
        return value.to_bits() >> 1;
    }
    if value.is_infinite() {
        return signed(314_159, value < 0.0);
    }
    let (mut mantissa, mut exponent) = split(value.abs());
    let mut hash: u64 = 0;
    while mantissa != 0.0 {
        hash = ((hash << 28) & MODULUS) | (hash >> (61 - 28));
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let digit = mantissa as u64;
        mantissa -= digit as f64;
        hash += digit;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    let turn = exponent.rem_euclid(61) as u32;
    if turn > 0 {
        hash = ((hash << turn) & MODULUS) | (hash >> (61 - turn));
    }
    signed(hash, value < 0.0)
}

/// A positive float as a fraction in `[0.5, 1)` and a power of two.
pub fn split(value: f64) -> (f64, i32) {
    if value == 0.0 {
        return (0.0, 0);
    }
    let bits = value.to_bits();
    let raw = ((bits >> 52) & 0x7ff) as i32;
    if raw == 0 {
        let (fraction, exponent) = split(value * f64::from_bits(0x43f0_0000_0000_0000));
        return (fraction, exponent - 64);
    }
    let fraction = f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52));
    (fraction, raw - 1022)
}

/// Hash of a tuple from the hashes of its items.
fn hash_tuple(items: impl Iterator<Item = u64>) -> u64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut acc = P5;
    let mut len: u64 = 0;
    for lane in items {
        acc = acc.wrapping_add(lane.wrapping_mul(P2));
        acc = acc.rotate_left(31).wrapping_mul(P1);
        len += 1;
    }
    acc = acc.wrapping_add(len ^ (P5 ^ 0x0035_d373));
    if acc == u64::MAX { 1_546_275_796 } else { acc }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hash_as_in_cpython() {
        assert_eq!(key_hash(&Value::Int(-1)) as i64, -2);
        assert_eq!(key_hash(&Value::Int(1 << 61)), 1);
        assert_eq!(
            key_hash(&Value::Float(0.5)) as i64,
            1_152_921_504_606_846_976
        );
        assert_eq!(
            key_hash(&Value::Float(-2.75)) as i64,
            -1_729_382_256_910_270_466
        );
        assert_eq!(
            key_hash(&Value::Float(1e300)) as i64,
            1_224_995_262_755_759_164
        );
        assert_eq!(key_hash(&Value::Float(3.0)), 3);
    }

    #[test]
    fn equal_numbers_are_equal_whatever_their_type() {
        let big = |shift: u32| Value::int(BigInt::from(1) << shift);
        assert!(key_equal(&Value::Float(1e0), &Value::Bool(true)));
        assert!(key_equal(&big(70), &Value::Float(2f64.powi(70))));
        assert!(!key_equal(&big(53), &Value::Float(2f64.powi(53) + 2.0)));
        assert_eq!(key_hash(&big(70)), key_hash(&Value::Float(2f64.powi(70))));
        assert!(!key_equal(&Value::Float(f64::NAN), &Value::Int(0)));
        assert!(!key_equal(&Value::Int(0), &Value::str("")));
    }
}
