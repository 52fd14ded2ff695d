//! Methods of built-in types.

use crate::python::exceptions::{Fault, Res};
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::value::{Type, Value};

/// Whether a built-in type has a method of this name.
pub fn has(ty: Type, name: &str) -> bool {
    let _ = (ty, name);
    false
}

/// Calls a method of a built-in type.
///
/// # Errors
/// What it raises.
pub fn call(ctx: &mut Ctx<'_>, receiver: &Value, name: &str, args: Args<'_>) -> Res<Flow> {
    let _ = (ctx, receiver, name, args);
    Err(Fault::Python)
}
