//! Taking arguments: what is there, what is missing, what Python says of it.

use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::Heap;
use crate::python::natives::Args;
use crate::python::ops::number::Number;
use crate::python::ops::type_name;
use crate::python::value::{Str, Value};

impl<'a> Args<'a> {
    /// Positional arguments alone.
    pub fn of(positional: &'a [Value]) -> Args<'a> {
        Args {
            positional,
            keywords: &[],
        }
    }

    /// The argument of this keyword.
    pub fn keyword(&self, name: &str) -> Option<&'a Value> {
        self.keywords
            .iter()
            .find(|(own, _)| &**own == name)
            .map(|(_, value)| value)
    }

    /// Sees to it that there are no keywords.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn no_keywords(&self, name: &str) -> Res<()> {
        if self.keywords.is_empty() {
            return Ok(());
        }
        Err(Fault::type_error(format!(
            "{name}() takes no keyword arguments"
        )))
    }

    /// Exactly so many.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn exactly<const N: usize>(&self, name: &str) -> Res<&'a [Value; N]> {
        self.no_keywords(name)?;
        self.positional.try_into().map_err(|_| {
            let given = self.positional.len();
            Fault::type_error(match N {
                0 => format!("{name}() takes no arguments ({given} given)"),
                1 => format!("{name}() takes exactly one argument ({given} given)"),
                // Functions of C say "expected"; which of them do not is hardly worth knowing.
                _ => format!(
                    "{} expected {N} arguments, got {given}",
                    name.rsplit('.').next().unwrap_or(name)
                ),
            })
        })
    }

    /// From `least` to `most`.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn between(&self, name: &str, least: usize, most: usize) -> Res<&'a [Value]> {
        self.no_keywords(name)?;
        let short = name.rsplit('.').next().unwrap_or(name);
        let given = self.positional.len();
        let s = |count: usize| if count == 1 { "" } else { "s" };
        if given < least {
            return Err(Fault::type_error(format!(
                "{short} expected at least {least} argument{}, got {given}",
                s(least)
            )));
        }
        if given > most {
            return Err(Fault::type_error(format!(
                "{short} expected at most {most} argument{}, got {given}",
                s(most)
            )));
        }
        Ok(self.positional)
    }

    /// By position or by name; the first `required` must be there.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn named<const N: usize>(
        &self,
        name: &str,
        names: [&str; N],
        required: usize,
    ) -> Res<[Option<&'a Value>; N]> {
        if self.positional.len() > N {
            let (s, given) = (if N == 1 { "" } else { "s" }, self.positional.len());
            return Err(Fault::type_error(format!(
                "{name}() takes at most {N} argument{s} ({given} given)"
            )));
        }
        let mut found = [None; N];
        for (slot, value) in found.iter_mut().zip(self.positional) {
            *slot = Some(value);
        }
        for (keyword, value) in self.keywords {
            let Some(at) = names.iter().position(|name| *name == &**keyword) else {
                return Err(Fault::type_error(format!(
                    "{name}() got an unexpected keyword argument '{keyword}'"
                )));
            };
            if found[at].replace(value).is_some() {
                return Err(Fault::type_error(format!(
                    "argument for {name}() given by name ('{keyword}') and position ({})",
                    at + 1
                )));
            }
        }
        if let Some(at) = found[..required].iter().position(Option::is_none) {
            return Err(Fault::type_error(format!(
                "{name}() missing required argument '{}' (pos {})",
                names[at],
                at + 1
            )));
        }
        Ok(found)
    }
}

/// A value that has to be an int.
///
/// # Errors
/// `TypeError`, `OverflowError`.
pub fn int(heap: &Heap, value: &Value) -> Res<i64> {
    match Number::of(value) {
        Some(Number::Int(value)) => Ok(value),
        Some(Number::Big(_)) => Err(Fault::new(
            Exc::OverflowError,
            "Python int too large to convert to C ssize_t",
        )),
        _ if class::has_special(heap, value, "__index__") => Err(Fault::Python),
        _ => Err(Fault::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            type_name(heap, value)
        ))),
    }
}

/// A position in a sequence: what is too far away is at its end.
///
/// # Errors
/// `TypeError`.
pub fn clamped(heap: &Heap, value: &Value) -> Res<i64> {
    match value {
        Value::Big(big) if big.sign() == num_bigint::Sign::Minus => Ok(i64::MIN),
        Value::Big(_) => Ok(i64::MAX),
        _ if Number::of(value).is_none() && !class::has_special(heap, value, "__index__") => Err(
            Fault::type_error("slice indices must be integers or have an __index__ method"),
        ),
        _ => int(heap, value),
    }
}

/// A value that has to be a number, as a float.
///
/// # Errors
/// `TypeError`, `OverflowError`.
pub fn float(heap: &Heap, value: &Value) -> Res<f64> {
    match Number::of(value) {
        Some(number) => number.float(),
        None if class::has_special(heap, value, "__float__") => Err(Fault::Python),
        None => Err(Fault::type_error(format!(
            "must be real number, not {}",
            type_name(heap, value)
        ))),
    }
}

/// A value that has to be a str.
///
/// # Errors
/// `TypeError`, which says `what` wanted it.
pub fn text<'v>(heap: &Heap, what: &str, value: &'v Value) -> Res<&'v Str> {
    match value {
        Value::Str(text) => Ok(text),
        _ => Err(Fault::type_error(format!(
            "{what} must be str, not {}",
            type_name(heap, value)
        ))),
    }
}
