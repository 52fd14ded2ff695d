//! `min` and `max`.

use crate::python::code::CompareOp;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Heap;
use crate::python::iterate;
use crate::python::natives::{Args, Native};
use crate::python::ops::ordered;

pub(super) fn extreme(heap: &mut Heap, native: Native, args: Args<'_>) -> Res {
    let name = native.name();
    for (keyword, _) in args.keywords {
        if !matches!(&**keyword, "key" | "default") {
            return Err(Fault::type_error(format!(
                "{name}() got an unexpected keyword argument '{keyword}'"
            )));
        }
    }
    let items = match args.positional {
        [] => {
            return Err(Fault::type_error(format!(
                "{name} expected at least 1 argument, got 0"
            )));
        }
        [iterable] => iterate::items(heap, iterable)?,
        values => values.to_vec(),
    };
    let op = if native == Native::Max {
        CompareOp::Greater
    } else {
        CompareOp::Less
    };
    let mut items = items.into_iter();
    let Some(mut best) = items.next() else {
        return args
            .keyword("default")
            .cloned()
            .ok_or_else(|| Fault::value_error(format!("{name}() iterable argument is empty")));
    };
    for item in items {
        if ordered(heap, op, &item, &best)? {
            best = item;
        }
    }
    Ok(best)
}
