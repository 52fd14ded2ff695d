//! Texts cut into parts.

use crate::python::exceptions::{Fault, Res};
use crate::python::heap::Heap;
use crate::python::natives::args::int;
use crate::python::ops::{char_count, type_name};
use crate::python::value::Value;

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// From which character up to which the optional second and third arguments ask for; they may lie behind the text, whose
/// length comes last.
fn places(heap: &Heap, text: &str, given: &[Value]) -> Res<(i64, i64, i64)> {
    let len = char_count(text) as i64;
    let place = |at: usize, default: i64| -> Res<i64> {
        match given.get(at) {
            None | Some(Value::None) => Ok(default),
            Some(value) => {
                let value = int(heap, value)?;
                Ok(if value < 0 {
                    (value + len).max(0)
                } else {
                    value
                })
            }
        }
    };
    Ok((place(1, 0)?, place(2, len)?, len))
}

/// The part of a text that optional second and third arguments ask for.
pub(super) fn slice<'t>(heap: &Heap, text: &'t str, given: &[Value]) -> Res<&'t str> {
    if given.len() < 2 {
        return Ok(text);
    }
    let (start, stop, len) = places(heap, text, given)?;
    let (start, stop) = (start.min(len), stop.min(len));
    let byte = |at: i64| {
        text.char_indices()
            .nth(at as usize)
            .map_or(text.len(), |(byte, _)| byte)
    };
    Ok(&text[byte(start)..byte(stop.max(start))])
}

/// Whether a place from which one is to look lies behind the text, or behind the place up to which: not even nothing is there.
pub(super) fn is_beyond(heap: &Heap, text: &str, given: &[Value]) -> Res<bool> {
    let (start, stop, len) = places(heap, text, given)?;
    Ok(given.len() > 1 && start > stop.min(len))
}

pub(super) fn split(
    heap: &Heap,
    own: &str,
    separator: Option<&Value>,
    most: usize,
    from_right: bool,
) -> Res<Vec<Value>> {
    let mut parts: Vec<&str> = Vec::new();
    match separator {
        None | Some(Value::None) => {
            let mut rest = if from_right {
                own.trim_end_matches(is_space)
            } else {
                own.trim_start_matches(is_space)
            };
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(if from_right {
                        rest.trim_end_matches(is_space)
                    } else {
                        rest
                    });
                    break;
                }
                if from_right {
                    let at = rest.char_indices().rev().find(|(_, c)| is_space(*c));
                    let start = at.map_or(0, |(at, c)| at + c.len_utf8());
                    parts.push(&rest[start..]);
                    rest = rest[..start].trim_end_matches(is_space);
                } else {
                    let end = rest.find(is_space).unwrap_or(rest.len());
                    parts.push(&rest[..end]);
                    rest = rest[end..].trim_start_matches(is_space);
                }
            }
        }
        Some(Value::Str(separator)) => {
            if separator.is_empty() {
                return Err(Fault::value_error("empty separator"));
            }
            let limit = most.saturating_add(1);
            if from_right {
                parts.extend(own.rsplitn(limit, &**separator));
            } else {
                parts.extend(own.splitn(limit, &**separator));
            }
        }
        Some(other) => {
            return Err(Fault::type_error(format!(
                "must be str or None, not {}",
                type_name(heap, other)
            )));
        }
    }
    if from_right {
        parts.reverse();
    }
    Ok(parts.into_iter().map(Value::from).collect())
}

pub(super) fn lines(text: &str, keep: bool) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_end = |c: char| {
            matches!(
                c,
                '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'
                    ..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        };
        let (end, after) = match rest.find(is_end) {
            Some(end) if rest[end..].starts_with("\r\n") => (end, end + 2),
            Some(end) => (
                end,
                end + rest[end..].chars().next().map_or(1, char::len_utf8),
            ),
            None => (rest.len(), rest.len()),
        };
        lines.push(Value::from(&rest[..if keep { after } else { end }]));
        rest = &rest[after..];
    }
    lines
}
