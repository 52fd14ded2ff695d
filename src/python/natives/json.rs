//! `json.dumps` and `json.loads`.

use std::fmt::Write;

use num_bigint::BigInt;

use crate::python::dict::Dict;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::{digits, float};
use crate::python::heap::{Heap, Object};
use crate::python::natives::{Args, Ctx, Native};
use crate::python::ops::{items_of, truth, type_name};
use crate::python::value::Value;

const DEEP: usize = 200;

struct Style {
    indent: Option<String>,
    item: String,
    key: String,
    ascii: bool,
    sorted: bool,
}

pub(super) fn call(native: Native, ctx: &mut Ctx<'_>, args: Args<'_>) -> Res {
    let heap = &mut *ctx.heap;
    let Some(value) = args.positional.first() else {
        return Err(Fault::type_error(format!(
            "{}() missing 1 required positional argument",
            native.name()
        )));
    };
    if native == Native::JsonLoads {
        let text = match value {
            Value::Str(text) => text.to_string(),
            Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            other => {
                return Err(Fault::type_error(format!(
                    "the JSON object must be str, bytes or bytearray, not {}",
                    type_name(heap, other)
                )));
            }
        };
        let mut reader = Reader {
            chars: text.chars().collect(),
            at: 0,
        };
        reader.space();
        let value = reader.value(heap, 0)?;
        reader.space();
        if reader.at < reader.chars.len() {
            return Err(reader.wrong("Extra data"));
        }
        return Ok(value);
    }
    let flag = |name: &str, default: bool| {
        args.keyword(name)
            .map_or(Ok(default), |value| truth(heap, value))
    };
    let indent = match args.keyword("indent") {
        Some(Value::Int(count)) => Some(" ".repeat(usize::try_from(*count).unwrap_or(0).min(64))),
        Some(Value::Str(text)) => Some(text.to_string()),
        _ => None,
    };
    let separators = args
        .keyword("separators")
        .map(|pair| items_of(heap, pair))
        .transpose()?
        .flatten();
    let (item, key) = match separators.as_deref() {
        Some([Value::Str(item), Value::Str(key)]) => (item.to_string(), key.to_string()),
        _ if indent.is_some() => (",".to_owned(), ": ".to_owned()),
        _ => (", ".to_owned(), ": ".to_owned()),
    };
    let style = Style {
        indent,
        item,
        key,
        ascii: flag("ensure_ascii", true)?,
        sorted: flag("sort_keys", false)?,
    };
    let mut out = String::new();
    write(heap, value, &style, 0, &mut out)?;
    heap.str(out)
}

fn write(heap: &Heap, value: &Value, style: &Style, depth: usize, out: &mut String) -> Res<()> {
    if depth > DEEP {
        return Err(Fault::value_error("Circular reference detected"));
    }
    match value {
        Value::None => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(value) => out.push_str(&value.to_string()),
        Value::Big(value) => out.push_str(&digits(value)?),
        Value::Float(value) => out.push_str(&number(*value)),
        Value::Str(text) => quote(text, style.ascii, out),
        Value::Tuple(items) => list(heap, items, style, depth, out)?,
        _ => match heap.object(value) {
            Some(Object::List(items)) => list(heap, items, style, depth, out)?,
            Some(Object::Dict(object)) => dict(heap, &object.dict, style, depth, out)?,
            _ => {
                return Err(Fault::type_error(format!(
                    "Object of type {} is not JSON serializable",
                    type_name(heap, value)
                )));
            }
        },
    }
    Ok(())
}

fn number(value: f64) -> String {
    match float::special(value) {
        Some("nan") => "NaN".to_owned(),
        Some("inf") => "Infinity".to_owned(),
        Some(_) => "-Infinity".to_owned(),
        None => float::repr(value),
    }
}

fn line(style: &Style, depth: usize, out: &mut String) {
    if let Some(indent) = &style.indent {
        out.push('\n');
        out.push_str(&indent.repeat(depth));
    }
}

fn list(heap: &Heap, items: &[Value], style: &Style, depth: usize, out: &mut String) -> Res<()> {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&style.item);
        }
        line(style, depth + 1, out);
        write(heap, item, style, depth + 1, out)?;
    }
    if !items.is_empty() {
        line(style, depth, out);
    }
    out.push(']');
    Ok(())
}

fn dict(heap: &Heap, own: &Dict, style: &Style, depth: usize, out: &mut String) -> Res<()> {
    let mut entries = Vec::new();
    for (key, value) in own.iter() {
        let key = match key {
            Value::Str(key) => key.to_string(),
            Value::Int(key) => key.to_string(),
            Value::Float(key) => number(*key),
            Value::Bool(true) => "true".to_owned(),
            Value::Bool(false) => "false".to_owned(),
            Value::None => "null".to_owned(),
            other => {
                return Err(Fault::type_error(format!(
                    "keys must be str, int, float, bool or None, not {}",
                    type_name(heap, other)
                )));
            }
        };
        entries.push((key, value));
    }
    if style.sorted {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
    }
    out.push('{');
    for (at, (key, value)) in entries.iter().enumerate() {
        if at > 0 {
            out.push_str(&style.item);
        }
        line(style, depth + 1, out);
        quote(key, style.ascii, out);
        out.push_str(&style.key);
        write(heap, value, style, depth + 1, out)?;
    }
    if !entries.is_empty() {
        line(style, depth, out);
    }
    out.push('}');
    Ok(())
}

fn quote(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            c if ascii || (c as u32) < 0x20 => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    // Writing to a string does not fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn wrong(&self, what: &str) -> Fault {
        self.wrong_at(what, self.at)
    }

    fn wrong_at(&self, what: &str, at: usize) -> Fault {
        let before = &self.chars[..at.min(self.chars.len())];
        let line = before.iter().filter(|c| **c == '\n').count() + 1;
        let column = before.iter().rev().take_while(|c| **c != '\n').count() + 1;
        Fault::new(
            Exc::JsonDecodeError,
            format!("{what}: line {line} column {column} (char {at})"),
        )
    }

    fn space(&mut self) {
        while matches!(self.chars.get(self.at), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let fits = word
            .chars()
            .enumerate()
            .all(|(offset, c)| self.chars.get(self.at + offset) == Some(&c));
        fits.then(|| {
            self.at += word.len();
            value
        })
    }

    fn value(&mut self, heap: &mut Heap, depth: usize) -> Res {
        if depth > DEEP {
            return Err(Fault::new(
                Exc::RecursionError,
                "maximum recursion depth exceeded while decoding a JSON document",
            ));
        }
        match self.chars.get(self.at) {
            Some('"') => {
                self.at += 1;
                let text = self.text()?;
                heap.str(text)
            }
            Some('[') => {
                self.at += 1;
                let mut items = Vec::new();
                self.space();
                if self.chars.get(self.at) == Some(&']') {
                    self.at += 1;
                    return heap.list(items);
                }
                loop {
                    self.space();
                    items.push(self.value(heap, depth + 1)?);
                    self.space();
                    match self.chars.get(self.at) {
                        Some(',') => self.at += 1,
                        Some(']') => {
                            self.at += 1;
                            return heap.list(items);
                        }
                        _ => return Err(self.wrong("Expecting ',' delimiter")),
                    }
                }
            }
            Some('{') => {
                self.at += 1;
                let mut dict = Dict::new();
                self.space();
                if self.chars.get(self.at) == Some(&'}') {
                    self.at += 1;
                    return heap.dict(dict);
                }
                loop {
                    self.space();
                    if self.chars.get(self.at) != Some(&'"') {
                        return Err(self.wrong("Expecting property name enclosed in double quotes"));
                    }
                    self.at += 1;
                    let key = self.text()?;
                    self.space();
                    if self.chars.get(self.at) != Some(&':') {
                        return Err(self.wrong("Expecting ':' delimiter"));
                    }
                    self.at += 1;
                    self.space();
                    let value = self.value(heap, depth + 1)?;
                    dict.insert(Value::from(key), value);
                    self.space();
                    match self.chars.get(self.at) {
                        Some(',') => self.at += 1,
                        Some('}') => {
                            self.at += 1;
                            return heap.dict(dict);
                        }
                        _ => return Err(self.wrong("Expecting ',' delimiter")),
                    }
                }
            }
            _ => {
                let found = self
                    .word("null", Value::None)
                    .or_else(|| self.word("true", Value::Bool(true)))
                    .or_else(|| self.word("false", Value::Bool(false)))
                    .or_else(|| self.word("NaN", Value::Float(f64::NAN)))
                    .or_else(|| self.word("Infinity", Value::Float(f64::INFINITY)))
                    .or_else(|| self.word("-Infinity", Value::Float(f64::NEG_INFINITY)));
                match found {
                    Some(value) => Ok(value),
                    None => self.number(),
                }
            }
        }
    }

    fn number(&mut self) -> Res {
        let start = self.at;
        let mut end = start;
        let is_digit = |at: usize| self.chars.get(at).is_some_and(char::is_ascii_digit);
        if self.chars.get(end) == Some(&'-') {
            end += 1;
        }
        if !is_digit(end) {
            return Err(self.wrong("Expecting value"));
        }
        if self.chars[end] == '0' {
            end += 1;
        } else {
            while is_digit(end) {
                end += 1;
            }
        }
        let whole = end;
        if self.chars.get(end) == Some(&'.') && is_digit(end + 1) {
            end += 1;
            while is_digit(end) {
                end += 1;
            }
        }
        if matches!(self.chars.get(end), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.chars.get(end + 1), Some('+' | '-')));
            if is_digit(end + 1 + sign) {
                end += 1 + sign;
                while is_digit(end) {
                    end += 1;
                }
            }
        }
        let text: String = self.chars[start..end].iter().collect();
        self.at = end;
        if end == whole {
            if text.len() > 4300 {
                return Err(Fault::value_error(
                    "Exceeds the limit (4300 digits) for integer string conversion",
                ));
            }
            return Ok(text.parse::<BigInt>().map_or(Value::Int(0), Value::int));
        }
        Ok(Value::Float(text.parse().unwrap_or(0.0)))
    }

    fn text(&mut self) -> Res<String> {
        let start = self.at - 1;
        let mut out = String::new();
        loop {
            let Some(&c) = self.chars.get(self.at) else {
                return Err(self.wrong_at("Unterminated string starting at", start));
            };
            self.at += 1;
            match c {
                '"' => return Ok(out),
                '\\' => {
                    let escape = self.chars.get(self.at).copied();
                    self.at += 1;
                    out.push(match escape {
                        Some('n') => '\n',
                        Some('t') => '\t',
                        Some('r') => '\r',
                        Some('b') => '\x08',
                        Some('f') => '\x0c',
                        Some(c @ ('"' | '\\' | '/')) => c,
                        Some('u') => self.unicode()?,
                        _ => return Err(self.wrong_at("Invalid \\escape", self.at.saturating_sub(2))),
                    });
                }
                c if (c as u32) < 0x20 => {
                    return Err(self.wrong_at("Invalid control character at", self.at - 1));
                }
                c => out.push(c),
            }
        }
    }

    fn unit(&mut self) -> Res<u32> {
        let digits: String = self.chars.iter().skip(self.at).take(4).collect();
        let code = u32::from_str_radix(&digits, 16)
            .ok()
            .filter(|_| digits.len() == 4);
        let code = code.ok_or_else(|| self.wrong_at("Invalid \\uXXXX escape", self.at - 1))?;
        self.at += 4;
        Ok(code)
    }

    fn unicode(&mut self) -> Res<char> {
        let high = self.unit()?;
        if (0xd800..0xdc00).contains(&high)
            && self.chars.get(self.at) == Some(&'\\')
            && self.chars.get(self.at + 1) == Some(&'u')
        {
            self.at += 2;
            let low = self.unit()?;
            let code = 0x1_0000 + ((high - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff);
            return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
        }
        Ok(char::from_u32(high).unwrap_or('\u{fffd}'))
    }
}
