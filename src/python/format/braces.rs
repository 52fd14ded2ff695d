//! `'{} and {name:>5}'.format(…)`.

use super::Writer;
use crate::python::class::{self, Found};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::Object;
use crate::python::ops::type_name;
use crate::python::value::{Str, Value};

struct Fields<'a> {
    args: &'a [Value],
    keywords: &'a [(Str, Value)],
    /// The next automatic number; none once numbers were given.
    automatic: Option<usize>,
    manual: bool,
}

pub(super) fn write(
    writer: &mut Writer<'_>,
    text: &str,
    args: &[Value],
    keywords: &[(Str, Value)],
) -> Res<()> {
    let mut fields = Fields {
        args,
        keywords,
        automatic: None,
        manual: false,
    };
    expand(writer, text, &mut fields, 2)
}

fn expand(writer: &mut Writer<'_>, text: &str, fields: &mut Fields<'_>, levels: u32) -> Res<()> {
    if levels == 0 {
        return Err(Fault::value_error("Max string recursion exceeded"));
    }
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        match c {
            '{' if chars.get(at) == Some(&'{') => {
                writer.out.push('{');
                at += 1;
            }
            '}' if chars.get(at) == Some(&'}') => {
                writer.out.push('}');
                at += 1;
            }
            '}' => {
                return Err(Fault::value_error(
                    "Single '}' encountered in format string",
                ));
            }
            '{' => {
                if at == chars.len() {
                    return Err(Fault::value_error(
                        "Single '{' encountered in format string",
                    ));
                }
                let start = at;
                let mut depth = 1;
                while depth > 0 {
                    match chars.get(at) {
                        Some('{') => depth += 1,
                        Some('}') => depth -= 1,
                        Some('[') if depth == 1 => {
                            while at < chars.len() && chars[at] != ']' {
                                at += 1;
                            }
                        }
                        None => {
                            return Err(Fault::value_error("expected '}' before end of string"));
                        }
                        _ => {}
                    }
                    at += 1;
                }
                let field: String = chars[start..at - 1].iter().collect();
                one(writer, &field, fields, levels)?;
            }
            c => writer.out.push(c),
        }
        writer.check()?;
    }
    Ok(())
}

fn one(writer: &mut Writer<'_>, field: &str, fields: &mut Fields<'_>, levels: u32) -> Res<()> {
    let mut split = field.len();
    let mut inside = false;
    for (at, c) in field.char_indices() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            ':' | '!' if !inside => {
                split = at;
                break;
            }
            _ => {}
        }
    }
    let (name, rest) = field.split_at(split);
    let (conversion, spec) = match rest.strip_prefix('!') {
        Some(rest) => {
            let mut chars = rest.chars();
            let Some(conversion) = chars.next() else {
                return Err(Fault::value_error(
                    "end of string while looking for conversion specifier",
                ));
            };
            let rest = chars.as_str();
            match rest.strip_prefix(':') {
                Some(spec) => (Some(conversion), spec),
                None if rest.is_empty() => (Some(conversion), ""),
                None => {
                    return Err(Fault::value_error(
                        "expected ':' after conversion specifier",
                    ));
                }
            }
        }
        None => (None, rest.strip_prefix(':').unwrap_or("")),
    };
    let value = lookup(writer, name, fields)?;
    let spec = if spec.contains(['{', '}']) {
        writer.apart(|writer| expand(writer, spec, fields, levels - 1))?
    } else {
        spec.to_owned()
    };
    let text = match conversion {
        None => return writer.formatted(&value, &spec),
        Some('s') => writer.apart(|writer| writer.str(&value))?,
        Some('r') => writer.apart(|writer| writer.repr(&value))?,
        Some('a') => writer.apart(|writer| writer.ascii(&value))?,
        Some(other) => {
            return Err(Fault::value_error(format!(
                "Unknown conversion specifier {other}"
            )));
        }
    };
    writer.formatted(&Value::from(text), &spec)
}

fn lookup(writer: &Writer<'_>, name: &str, fields: &mut Fields<'_>) -> Res {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut path) = name.split_at(end);
    let index = if first.is_empty() {
        if fields.manual {
            return Err(Fault::value_error(
                "cannot switch from manual field specification to automatic field numbering",
            ));
        }
        let next = fields.automatic.unwrap_or(0);
        fields.automatic = Some(next + 1);
        Some(next)
    } else if first.chars().all(|c| c.is_ascii_digit()) {
        if fields.automatic.is_some() {
            return Err(Fault::value_error(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        fields.manual = true;
        Some(
            first
                .parse()
                .map_err(|_| Fault::value_error("Too many decimal digits in format string"))?,
        )
    } else {
        None
    };
    let mut value = if let Some(index) = index {
        fields.args.get(index).cloned().ok_or_else(|| {
            Fault::new(
                Exc::IndexError,
                format!("Replacement index {index} out of range for positional args tuple"),
            )
        })?
    } else {
        let found = fields.keywords.iter().find(|(name, _)| &**name == first);
        let missing = || Fault::with(Exc::KeyError, vec![Value::from(first)]);
        found.map(|(_, value)| value.clone()).ok_or_else(missing)?
    };
    while !path.is_empty() {
        if let Some(rest) = path.strip_prefix('.') {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (attribute, rest) = rest.split_at(end);
            if attribute.is_empty() {
                return Err(Fault::value_error("Empty attribute in format string"));
            }
            value = match class::get_attr(writer.heap, &value, attribute)? {
                Found::Value(value) => value,
                _ => {
                    return Err(Fault::type_error(format!(
                        "'{{.{attribute}}}' of '{}' has to be computed: use an f-string",
                        type_name(writer.heap, &value)
                    )));
                }
            };
            path = rest;
        } else if let Some(rest) = path.strip_prefix('[') {
            let Some((key, rest)) = rest.split_once(']') else {
                return Err(Fault::value_error("Missing ']' in format string"));
            };
            value = item(writer, &value, key)?;
            path = rest;
        } else {
            return Err(Fault::value_error(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
    }
    Ok(value)
}

fn item(writer: &Writer<'_>, container: &Value, key: &str) -> Res {
    let index = key.parse::<usize>().ok();
    let out = || Fault::new(Exc::IndexError, "list index out of range");
    match (container, index) {
        (Value::Tuple(items), Some(index)) => items.get(index).cloned().ok_or_else(out),
        (Value::Str(text), Some(index)) => text
            .chars()
            .nth(index)
            .map(crate::python::ops::char_value)
            .ok_or_else(out),
        _ => match writer.heap.object(container) {
            Some(Object::List(items)) => {
                let index = index.ok_or_else(|| {
                    Fault::type_error("list indices must be integers or slices, not str")
                })?;
                items.get(index).cloned().ok_or_else(out)
            }
            Some(Object::Dict(object)) => {
                let key = match index {
                    Some(index) => Value::from(index),
                    None => Value::from(key),
                };
                object
                    .dict
                    .get(&key)
                    .cloned()
                    .ok_or_else(|| Fault::with(Exc::KeyError, vec![key]))
            }
            _ => Err(Fault::type_error(format!(
                "'{}' object is not subscriptable",
                type_name(writer.heap, container)
            ))),
        },
    }
}
