//! What of `re` is not written in Python: patterns and where they match, in characters.

use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::natives::args::int;
use crate::python::natives::{Args, Ctx, Native};
use crate::python::ops;
use crate::python::regex::{Find, Mode, Pattern, Wrong};
use crate::python::value::{Str, Value};

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let name = native.name();
    if native == Native::ReInfo {
        let [pattern, flags] = args.exactly::<2>(name)?;
        return Ok(match Pattern::of(&text(pattern)?, flags_of(ctx, flags)?) {
            Ok(pattern) => {
                let names = pattern.names.iter();
                let pair = |(name, number): &(String, usize)| {
                    ops::pair(Value::from(name.as_str()), Value::from(*number))
                };
                Value::tuple(vec![
                    Value::Int(i64::from(pattern.flags)),
                    Value::from(pattern.groups),
                    Value::tuple(names.map(pair).collect()),
                ])
            }
            Err(Wrong { message, at }) => {
                ops::pair(Value::from(message), at.map_or(Value::None, Value::from))
            }
        });
    }
    let [pattern, flags, subject, start, end, how] = args.exactly::<6>(name)?;
    let pattern = Pattern::of(&text(pattern)?, flags_of(ctx, flags)?)
        .map_err(|wrong| Fault::new(Exc::ValueError, wrong.message))?;
    let chars: Vec<char> = text(subject)?.chars().collect();
    let place = |value: &Value| -> Res<usize> {
        let at = int(ctx.heap, value)?;
        Ok(usize::try_from(at).unwrap_or(0).min(chars.len()))
    };
    let (start, end) = (place(start)?, place(end)?);
    let all = native == Native::ReAll;
    let how = int(ctx.heap, how)?;
    let mode = match how {
        _ if all => Mode::Search,
        1 => Mode::Match,
        2 => Mode::Full,
        _ => Mode::Search,
    };
    let mut find = Find {
        text: &chars,
        start,
        end,
        mode,
        moves: false,
    };
    let endless = || Fault::new(Exc::RuntimeError, "the pattern takes too long here");
    let spans = |spans: Vec<Option<(usize, usize)>>| {
        let place = |at: Option<usize>| at.map_or(Value::Int(-1), Value::from);
        let both = |span: Option<(usize, usize)>| {
            [
                place(span.map(|span| span.0)),
                place(span.map(|span| span.1)),
            ]
        };
        Value::tuple(spans.into_iter().flat_map(both).collect())
    };
    if !all {
        let found = pattern.find(&find).map_err(|_| endless())?;
        return Ok(found.map_or(Value::None, spans));
    }
    // So many at most, or all.
    let most = usize::try_from(how)
        .ok()
        .filter(|most| *most > 0)
        .unwrap_or(usize::MAX);
    let mut found = Vec::new();
    while found.len() < most && find.start <= end {
        let Some(next) = pattern.find(&find).map_err(|_| endless())? else {
            break;
        };
        if let Some((from, to)) = next[0] {
            find.start = to;
            find.moves = from == to;
        }
        found.push(spans(next));
    }
    ctx.heap.list(found)
}

fn text(value: &Value) -> Res<Str> {
    match value {
        Value::Str(text) => Ok(text.clone()),
        _ => Err(Fault::type_error("expected string or bytes-like object")),
    }
}

fn flags_of(ctx: &Ctx<'_>, value: &Value) -> Res<u32> {
    Ok(u32::try_from(int(ctx.heap, value)?).unwrap_or(0))
}
