//! How the arguments of a call become the locals of a function, or what is wrong with them.

use crate::python::dict::Dict;
use crate::python::exceptions::{Fault, Res};
use crate::python::heap::{Function, Heap};
use crate::python::value::{Str, Value};

/// Fills the parameters of a function. `**kwargs` comes as a tuple of pairs.
///
/// # Errors
/// `TypeError` for arguments that do not fit.
pub(super) fn bind(
    heap: &Heap,
    function: &Function,
    mut args: Vec<Value>,
    keywords: Vec<(Str, Value)>,
) -> Res<Vec<Value>> {
    let _ = heap;
    let code = &function.code;
    let params = &code.params;
    let name = &function.qualname;
    let positional = params.positional as usize;
    let given = args.len();
    let rest = if given > positional {
        args.split_off(positional)
    } else {
        Vec::new()
    };
    let mut locals = args;
    locals.resize(params.slots(), Value::Unbound);
    let keyword_only = positional + params.keyword_only.len();
    let mut others: Vec<Value> = Vec::new();
    for (keyword, value) in keywords {
        let named = code.locals[..keyword_only]
            .iter()
            .position(|local| *local == keyword);
        match named {
            Some(slot) if slot >= params.positional_only as usize => {
                if locals[slot].is_bound() {
                    return Err(Fault::type_error(format!(
                        "{name}() got multiple values for argument '{keyword}'"
                    )));
                }
                locals[slot] = value;
            }
            _ if params.keywords => others.push(Value::tuple(vec![Value::Str(keyword), value])),
            Some(_) => {
                return Err(Fault::type_error(format!(
                    "{name}() got some positional-only arguments passed as keyword arguments: '{keyword}'"
                )));
            }
            None => {
                return Err(Fault::type_error(format!(
                    "{name}() got an unexpected keyword argument '{keyword}'"
                )));
            }
        }
    }
    if !rest.is_empty() && !params.rest {
        return Err(too_many(function, given, &locals));
    }
    defaults(function, &mut locals)?;
    keyword_defaults(function, &function.keyword_defaults, &mut locals)?;
    if params.rest {
        locals[keyword_only] = Value::tuple(rest);
    }
    if params.keywords {
        let slot = params.slots() - 1;
        locals[slot] = Value::tuple(others);
    }
    Ok(locals)
}

fn defaults(function: &Function, locals: &mut [Value]) -> Res<()> {
    let positional = function.code.params.positional as usize;
    let first = positional - function.defaults.len().min(positional);
    let mut missing = Vec::new();
    for (slot, local) in locals[..positional].iter_mut().enumerate() {
        if local.is_bound() {
            continue;
        }
        if slot >= first {
            *local = function.defaults[slot - first].clone();
        } else {
            missing.push(&*function.code.locals[slot]);
        }
    }
    complain(function, "positional", &missing)
}

fn keyword_defaults(function: &Function, defaults: &Dict, locals: &mut [Value]) -> Res<()> {
    let params = &function.code.params;
    let first = params.positional as usize;
    let mut missing = Vec::new();
    for (at, local) in locals[first..first + params.keyword_only.len()]
        .iter_mut()
        .enumerate()
    {
        if local.is_bound() {
            continue;
        }
        let name = &function.code.locals[first + at];
        match defaults.get_str(name) {
            Some(value) => *local = value.clone(),
            None => missing.push(&**name),
        }
    }
    complain(function, "keyword-only", &missing)
}

fn complain(function: &Function, kind: &str, missing: &[&str]) -> Res<()> {
    let quoted: Vec<String> = missing.iter().map(|name| format!("'{name}'")).collect();
    let names = match quoted.as_slice() {
        [] => return Ok(()),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    };
    let count = missing.len();
    let s = if count == 1 { "" } else { "s" };
    Err(Fault::type_error(format!(
        "{}() missing {count} required {kind} argument{s}: {names}",
        function.qualname
    )))
}

fn too_many(function: &Function, given: usize, locals: &[Value]) -> Fault {
    let params = &function.code.params;
    let most = params.positional as usize;
    let least = most - function.defaults.len().min(most);
    let keyword_only = locals[most..most + params.keyword_only.len()]
        .iter()
        .filter(|value| value.is_bound())
        .count();
    let takes = if least < most {
        format!("from {least} to {most}")
    } else {
        most.to_string()
    };
    let s = if takes == "1" { "" } else { "s" };
    let were = if given == 1 && keyword_only == 0 {
        "was"
    } else {
        "were"
    };
    let given = if keyword_only > 0 {
        let s = if given == 1 { "" } else { "s" };
        let ks = if keyword_only == 1 { "" } else { "s" };
        format!("{given} positional argument{s} (and {keyword_only} keyword-only argument{ks})")
    } else {
        given.to_string()
    };
    Fault::type_error(format!(
        "{}() takes {takes} positional argument{s} but {given} {were} given",
        function.qualname
    ))
}

/// The arguments of something built-in by the names of its parameters, unbound where not given.
///
/// # Errors
/// `TypeError` for arguments that do not fit.
pub(super) fn named<const N: usize>(
    function: &str,
    names: [&str; N],
    required: usize,
    args: Vec<Value>,
    keywords: Vec<(Str, Value)>,
) -> Res<[Value; N]> {
    if args.len() > N {
        let s = if N == 1 { "" } else { "s" };
        return Err(Fault::type_error(format!(
            "{function}() takes at most {N} argument{s} ({} given)",
            args.len() + keywords.len()
        )));
    }
    let mut values = [const { Value::Unbound }; N];
    for (slot, value) in args.into_iter().enumerate() {
        values[slot] = value;
    }
    for (keyword, value) in keywords {
        match names.iter().position(|name| **name == *keyword) {
            Some(slot) if values[slot].is_bound() => {
                return Err(Fault::type_error(format!(
                    "{function}() got multiple values for argument '{keyword}'"
                )));
            }
            Some(slot) => values[slot] = value,
            None => {
                return Err(Fault::type_error(format!(
                    "{function}() got an unexpected keyword argument '{keyword}'"
                )));
            }
        }
    }
    match values[..required]
        .iter()
        .position(|value| !value.is_bound())
    {
        Some(slot) => Err(Fault::type_error(format!(
            "{function}() missing 1 required positional argument: '{}'",
            names[slot]
        ))),
        None => Ok(values),
    }
}
