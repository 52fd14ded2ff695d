//! Texts as bytes, and the methods of bytes.

use std::fmt::Write;

use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::natives::{Args, Ctx, Flow};
use crate::python::value::Value;

pub(crate) fn encode(text: &str, encoding: Option<&Value>, errors: Option<&Value>) -> Res {
    let encoding = encoding
        .and_then(Value::as_str)
        .unwrap_or("utf-8")
        .to_lowercase()
        .replace('_', "-");
    let errors = errors.and_then(Value::as_str).unwrap_or("strict");
    let most: u32 = match encoding.as_str() {
        "utf-8" | "utf8" => return Ok(Value::Bytes(text.as_bytes().into())),
        "ascii" | "us-ascii" => 0x80,
        "latin-1" | "latin1" | "iso-8859-1" => 0x100,
        _ => {
            return Err(Fault::new(
                Exc::LookupError,
                format!("unknown encoding: {encoding}"),
            ));
        }
    };
    let mut bytes = Vec::new();
    for (at, c) in text.chars().enumerate() {
        match (c as u32, errors) {
            (code, _) if code < most => bytes.push(code as u8),
            (_, "ignore") => {}
            (_, "replace") => bytes.push(b'?'),
            (code, _) => {
                let beyond = |c: char| c as u32 >= most;
                let end = at + text.chars().skip(at).take_while(|c| beyond(*c)).count();
                debug_assert!(code >= most);
                return Err(Fault::with(
                    Exc::UnicodeEncodeError,
                    vec![
                        Value::from(if most == 0x80 { "ascii" } else { "latin-1" }),
                        Value::from(text),
                        Value::from(at),
                        Value::from(end),
                        Value::from(format!("ordinal not in range({most})")),
                    ],
                ));
            }
        }
    }
    Ok(Value::Bytes(bytes.into()))
}

pub(in crate::python::methods) fn bytes(
    ctx: &mut Ctx<'_>,
    own: &[u8],
    name: &str,
    args: Args<'_>,
) -> Res<Flow> {
    match name {
        "decode" => {
            let decoded = match std::str::from_utf8(own) {
                Ok(text) => text.to_owned(),
                Err(_) if args.positional.get(1).or(args.keyword("errors")).is_some() => {
                    String::from_utf8_lossy(own).into_owned()
                }
                Err(error) => {
                    let at = error.valid_up_to();
                    let (end, reason) = match error.error_len() {
                        Some(len) if own[at] >= 0xc2 && own[at] < 0xf5 => {
                            (at + len, "invalid continuation byte")
                        }
                        Some(_) => (at + 1, "invalid start byte"),
                        None => (own.len(), "unexpected end of data"),
                    };
                    return Err(Fault::with(
                        Exc::UnicodeDecodeError,
                        vec![
                            Value::from("utf-8"),
                            Value::Bytes(own.into()),
                            Value::from(at),
                            Value::from(end),
                            Value::from(reason),
                        ],
                    ));
                }
            };
            ctx.heap.str(decoded).map(Flow::Done)
        }
        "hex" => {
            let mut text = String::new();
            for byte in own {
                // Writing to a string does not fail.
                let _ = write!(text, "{byte:02x}");
            }
            ctx.heap.str(text).map(Flow::Done)
        }
        _ => {
            let [Value::Bytes(part)] = args.exactly::<1>(name)? else {
                return Err(Fault::type_error(format!(
                    "{name} first arg must be bytes or a tuple of bytes"
                )));
            };
            let fits = if name == "startswith" {
                own.starts_with(part)
            } else {
                own.ends_with(part)
            };
            Ok(Flow::Done(Value::Bool(fits)))
        }
    }
}
