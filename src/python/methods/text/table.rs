//! The tables of `str.maketrans`, and what `str.translate` makes of a text with one.

use crate::python::dict::Dict;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::{Heap, Object};
use crate::python::natives::args::text;
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::ops::char_count;
use crate::python::value::Value;

pub(in crate::python::methods) fn translation(ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let code = |c: char| Value::Int(i64::from(c as u32));
    let mut dict = Dict::new();
    match args.between("maketrans", 1, 3)? {
        [table] => {
            let Some(Object::Dict(object)) = ctx.heap.object(table) else {
                return Err(Fault::type_error(
                    "if you give only one argument to maketrans it must be a dict",
                ));
            };
            for (key, value) in object.dict.iter() {
                let key = match key {
                    Value::Str(text) => text.chars().next().map_or(Value::None, code),
                    other => other.clone(),
                };
                dict.insert(key, value.clone());
            }
        }
        [from, to, rest @ ..] => {
            let (from, to) = (
                text(ctx.heap, "maketrans() argument 1", from)?,
                text(ctx.heap, "maketrans() argument 2", to)?,
            );
            if char_count(from) != char_count(to) {
                return Err(Fault::value_error(
                    "the first two maketrans arguments must have equal length",
                ));
            }
            for (a, b) in from.chars().zip(to.chars()) {
                dict.insert(code(a), code(b));
            }
            if let Some(Value::Str(gone)) = rest.first() {
                for c in gone.chars() {
                    dict.insert(code(c), Value::None);
                }
            }
        }
        [] => {}
    }
    ctx.heap.dict(dict)
}

pub(super) fn translate(heap: &mut Heap, own: &str, args: Args<'_>) -> Res<Flow> {
    let [table] = args.exactly::<1>("str.translate")?;
    let Some(Object::Dict(table)) = heap.object(table) else {
        return Err(Fault::type_error("translate() wants a dict"));
    };
    let mut out = String::new();
    for c in own.chars() {
        match table.dict.get(&Value::Int(i64::from(c as u32))) {
            None => out.push(c),
            Some(Value::Str(text)) => out.push_str(text),
            Some(Value::Int(code)) => {
                out.extend(u32::try_from(*code).ok().and_then(char::from_u32));
            }
            Some(_) => {}
        }
    }
    heap.str(out).map(Flow::Done)
}
