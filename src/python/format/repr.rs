//! `str` and `repr` of every kind of value.

use std::fmt::Write;

use super::{Writer, digits, float};
use crate::python::class;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::heap::{Exception, Flavour, Object, ViewKind};
use crate::python::iterate::Iter;
use crate::python::ops::{order::DEEP, type_name};
use crate::python::value::{Callee, HeapId, Method, Type, Value};

impl Writer<'_> {
    pub(super) fn str(&mut self, value: &Value) -> Res<()> {
        match value {
            Value::Str(text) => {
                self.out.push_str(text);
                self.check()
            }
            Value::Ref(_) => {
                let heap = self.heap;
                if class::has_special(heap, value, "__str__") {
                    return self.leaf('s', value, "");
                }
                match heap.object(value) {
                    Some(Object::Exception(exception)) => self.exception_text(exception),
                    _ => self.repr(value),
                }
            }
            _ => self.repr(value),
        }
    }

    pub(super) fn exception_text(&mut self, exception: &Exception) -> Res<()> {
        let is = |exc| class::derives(self.heap, &exception.class, &Value::Type(Type::Exc(exc)));
        match &*exception.args {
            [] => Ok(()),
            [key] if is(Exc::KeyError) => self.repr(key),
            [number, text] if is(Exc::OSError) => {
                self.out.push_str("[Errno ");
                self.str(number)?;
                self.out.push_str("] ");
                self.str(text)?;
                for (name, before) in [("filename", ": "), ("filename2", " -> ")] {
                    if let Some(file) = exception.natural.get_str(name) {
                        self.out.push_str(before);
                        self.repr(file)?;
                    }
                }
                Ok(())
            }
            [message, Value::Tuple(place)] if is(Exc::SyntaxError) => {
                self.str(message)?;
                match &place[..] {
                    [Value::Str(file), Value::Int(line), ..] => {
                        let file = file.rsplit('/').next().unwrap_or(file);
                        self.put(format_args!(" ({file}, line {line})"));
                    }
                    [_, Value::Int(line), ..] => self.put(format_args!(" (line {line})")),
                    [Value::Str(file), ..] => self.put(format_args!(" ({file})")),
                    _ => {}
                }
                Ok(())
            }
            [
                Value::Str(codec),
                object,
                Value::Int(start),
                Value::Int(end),
                reason,
            ] if is(Exc::UnicodeEncodeError) || is(Exc::UnicodeDecodeError) => {
                self.codec_text(codec, object, *start, *end);
                self.str(reason)
            }
            [value] => self.str(value),
            _ => self.repr(&Value::Tuple(exception.args.clone())),
        }
    }

    /// What could not be encoded or decoded, up to the reason.
    fn codec_text(&mut self, codec: &str, object: &Value, start: i64, end: i64) {
        let at = usize::try_from(start).unwrap_or(0);
        match object {
            Value::Str(text) if end == start + 1 && text.chars().nth(at).is_some() => {
                let c = text.chars().nth(at).map_or(0, u32::from);
                let code = match c {
                    0..0x100 => format!("\\x{c:02x}"),
                    0x100..0x1_0000 => format!("\\u{c:04x}"),
                    _ => format!("\\U{c:08x}"),
                };
                self.put(format_args!(
                    "'{codec}' codec can't encode character '{code}' in position {start}: "
                ));
            }
            Value::Bytes(bytes) if end == start + 1 && at < bytes.len() => {
                self.put(format_args!(
                    "'{codec}' codec can't decode byte 0x{:02x} in position {start}: ",
                    bytes[at]
                ));
            }
            Value::Str(_) => self.put(format_args!(
                "'{codec}' codec can't encode characters in position {start}-{}: ",
                end - 1
            )),
            _ => self.put(format_args!(
                "'{codec}' codec can't decode bytes in position {start}-{}: ",
                end - 1
            )),
        }
    }

    pub(super) fn ascii(&mut self, value: &Value) -> Res<()> {
        let text = self.apart(|writer| writer.repr(value))?;
        for c in text.chars() {
            match c {
                ' '..='~' | '\n' => self.out.push(c),
                c if (c as u32) < 0x100 => self.put(format_args!("\\x{:02x}", c as u32)),
                c if (c as u32) < 0x1_0000 => self.put(format_args!("\\u{:04x}", c as u32)),
                c => self.put(format_args!("\\U{:08x}", c as u32)),
            }
        }
        Ok(())
    }

    /// Writing to a string does not fail.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(text);
    }

    pub(super) fn repr(&mut self, value: &Value) -> Res<()> {
        match value {
            Value::None => self.out.push_str("None"),
            Value::Bool(true) => self.out.push_str("True"),
            Value::Bool(false) => self.out.push_str("False"),
            Value::Int(value) => self.put(format_args!("{value}")),
            Value::Big(value) => {
                let text = digits(value)?;
                self.out.push_str(&text);
            }
            Value::Float(value) => self.out.push_str(&float::repr(*value)),
            Value::Str(text) => quote(&mut self.out, text),
            Value::Bytes(bytes) => quote_bytes(&mut self.out, bytes),
            Value::Tuple(items) => {
                self.nest(None, |writer| {
                    writer.list("(", items.iter(), if items.len() == 1 { ",)" } else { ")" })
                })?;
            }
            Value::Range(range) => {
                self.put(format_args!("range({}, {}", range.start, range.stop));
                if range.step != 1 {
                    self.put(format_args!(", {}", range.step));
                }
                self.out.push(')');
            }
            Value::Slice(slice) => {
                let parts = [&slice.start, &slice.stop, &slice.step];
                self.list("slice(", parts.into_iter(), ")")?;
            }
            Value::Prim(_) => return self.leaf('r', value, ""),
            Value::Native(native) => {
                self.put(format_args!("<built-in function {}>", native.name()));
            }
            Value::Type(ty) => {
                self.put(format_args!("<class '{}'>", full_type_name(*ty)));
            }
            Value::Module(module) => {
                self.put(format_args!("<module '{}' (built-in)>", module.name()));
            }
            Value::Method(method) => self.method(method)?,
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::NotImplemented => self.out.push_str("NotImplemented"),
            Value::Unbound => self.out.push_str("<unbound>"),
            Value::Ref(id) => self.object(*id, value)?,
        }
        self.check()
    }

    /// Writes something that may contain itself; `...` stands for the second time.
    fn nest(&mut self, id: Option<HeapId>, write: impl FnOnce(&mut Self) -> Res<()>) -> Res<()> {
        if self.depth > DEEP {
            return Err(Fault::new(
                Exc::RecursionError,
                "maximum recursion depth exceeded while getting the repr of an object",
            ));
        }
        self.depth += 1;
        self.open.extend(id);
        let result = write(self);
        if id.is_some() {
            self.open.pop();
        }
        self.depth -= 1;
        result
    }

    fn list<'v>(
        &mut self,
        open: &str,
        items: impl Iterator<Item = &'v Value>,
        close: &str,
    ) -> Res<()> {
        self.out.push_str(open);
        for (at, item) in items.enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.repr(item)?;
        }
        self.out.push_str(close);
        Ok(())
    }

    fn dict<'v>(&mut self, entries: impl Iterator<Item = (&'v Value, &'v Value)>) -> Res<()> {
        self.out.push('{');
        for (at, (key, value)) in entries.enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.repr(key)?;
            self.out.push_str(": ");
            self.repr(value)?;
        }
        self.out.push('}');
        Ok(())
    }

    fn method(&mut self, method: &Method) -> Res<()> {
        match &method.callee {
            Callee::Native(name) => {
                if let Value::Type(ty) = &method.receiver {
                    self.put(format_args!("<method '{name}' of '{}' objects>", ty.name()));
                    return Ok(());
                }
                let ty = type_name(self.heap, &method.receiver);
                let at = match &method.receiver {
                    Value::Ref(id) => *id,
                    _ => HeapId(0),
                };
                self.put(format_args!(
                    "<built-in method {name} of {ty} object at {at}>"
                ));
                Ok(())
            }
            Callee::Function(id) => {
                let heap = self.heap;
                if let Object::Function(function) = heap.get(*id) {
                    self.put(format_args!("<bound method {} of ", function.qualname));
                }
                self.repr(&method.receiver)?;
                self.out.push('>');
                Ok(())
            }
        }
    }

    fn object(&mut self, id: HeapId, value: &Value) -> Res<()> {
        if class::has_special(self.heap, value, "__repr__") {
            return self.leaf('r', value, "");
        }
        self.plain(id, value)
    }

    /// An object as its built-in type writes it.
    pub(super) fn plain(&mut self, id: HeapId, value: &Value) -> Res<()> {
        let heap = self.heap;
        if self.open.contains(&id) {
            self.out.push_str(match heap.get(id) {
                Object::List(_) | Object::Deque(_) => "[...]",
                Object::Set(_) => "set(...)",
                Object::Dict(_) => "{...}",
                _ => "...",
            });
            return Ok(());
        }
        match heap.get(id) {
            Object::List(items) => {
                self.nest(Some(id), |writer| writer.list("[", items.iter(), "]"))
            }
            Object::Dict(object) => self.nest(Some(id), |writer| match &object.flavour {
                Flavour::Plain | Flavour::Attributes(_) => writer.dict(object.dict.iter()),
                Flavour::Default(factory) => {
                    writer.out.push_str("defaultdict(");
                    writer.repr(factory)?;
                    writer.out.push_str(", ");
                    writer.dict(object.dict.iter())?;
                    writer.out.push(')');
                    Ok(())
                }
                Flavour::Counter if object.dict.is_empty() => {
                    writer.out.push_str("Counter()");
                    Ok(())
                }
                Flavour::Counter => {
                    let mut entries: Vec<_> = object.dict.iter().collect();
                    entries.sort_by_key(|(_, count)| match count {
                        Value::Int(count) => std::cmp::Reverse(*count),
                        _ => std::cmp::Reverse(0),
                    });
                    writer.out.push_str("Counter(");
                    writer.dict(entries.into_iter())?;
                    writer.out.push(')');
                    Ok(())
                }
                Flavour::Ordered if object.dict.is_empty() => {
                    writer.out.push_str("OrderedDict()");
                    Ok(())
                }
                Flavour::Ordered => {
                    writer.out.push_str("OrderedDict(");
                    writer.dict(object.dict.iter())?;
                    writer.out.push(')');
                    Ok(())
                }
            }),
            Object::Set(set) => self.nest(Some(id), |writer| match (set.frozen, set.is_empty()) {
                (false, true) => {
                    writer.out.push_str("set()");
                    Ok(())
                }
                (true, true) => {
                    writer.out.push_str("frozenset()");
                    Ok(())
                }
                (false, false) => writer.list("{", set.iter(), "}"),
                (true, false) => writer.list("frozenset({", set.iter(), "})"),
            }),
            Object::Deque(deque) => self.nest(Some(id), |writer| {
                writer.list("deque([", deque.items.iter(), "]")?;
                if let Some(most) = deque.maxlen {
                    writer.put(format_args!(", maxlen={most}"));
                }
                writer.out.push(')');
                Ok(())
            }),
            Object::View(dict, kind) => self.nest(Some(id), |writer| {
                let Object::Dict(object) = heap.get(*dict) else {
                    return Ok(());
                };
                match kind {
                    ViewKind::Keys => writer.list("dict_keys([", object.dict.keys(), "])"),
                    ViewKind::Values => writer.list("dict_values([", object.dict.values(), "])"),
                    ViewKind::Items => {
                        let pairs: Vec<Value> = object
                            .dict
                            .iter()
                            .map(|(key, value)| {
                                crate::python::ops::pair(key.clone(), value.clone())
                            })
                            .collect();
                        writer.list("dict_items([", pairs.iter(), "])")
                    }
                }
            }),
            Object::Iter(Iter::Count(next, step)) => {
                self.out.push_str("count(");
                self.repr(next)?;
                if *step != Value::Int(1) {
                    self.out.push_str(", ");
                    self.repr(step)?;
                }
                self.out.push(')');
                Ok(())
            }
            Object::Generator(generator) => {
                self.put(format_args!(
                    "<generator object {} at {id}>",
                    generator.name
                ));
                Ok(())
            }
            Object::Function(function) => {
                self.put(format_args!("<function {} at {id}>", function.qualname));
                Ok(())
            }
            Object::Module(module) => {
                self.put(format_args!(
                    "<module '{}' from '{}'>",
                    module.name, module.file
                ));
                Ok(())
            }
            Object::Class(class) => {
                if &*class.module == "builtins" {
                    self.put(format_args!("<class '{}'>", class.qualname));
                } else {
                    self.put(format_args!(
                        "<class '{}.{}'>",
                        class.module, class.qualname
                    ));
                }
                Ok(())
            }
            Object::Instance(instance) => {
                let class = heap.class(instance.class);
                let (module, name) =
                    class.map_or(("", ""), |class| (&class.module, &class.qualname));
                let dotted = if module == "builtins" { "" } else { "." };
                let module = module.strip_suffix("builtins").unwrap_or(module);
                self.put(format_args!("<{module}{dotted}{name} object at {id}>"));
                Ok(())
            }
            Object::Exception(exception) => {
                let name = class::name_of(heap, &exception.class);
                let open = format!("{name}(");
                let args = &exception.args;
                self.nest(Some(id), |writer| writer.list(&open, args.iter(), ")"))
            }
            Object::Partial(partial) => self.nest(Some(id), |writer| {
                writer.out.push_str("functools.partial(");
                writer.repr(&partial.function)?;
                for arg in &partial.args {
                    writer.out.push_str(", ");
                    writer.repr(arg)?;
                }
                for (name, arg) in &partial.keywords {
                    writer.put(format_args!(", {name}="));
                    writer.repr(arg)?;
                }
                writer.out.push(')');
                Ok(())
            }),
            _ => {
                let name = type_name(heap, value);
                self.put(format_args!("<{name} object at {id}>"));
                Ok(())
            }
        }
    }
}

fn full_type_name(ty: Type) -> String {
    match ty {
        Type::Exc(exc) => exc.full_name().to_owned(),
        Type::Prim(kind) => format!("{}.{}", kind.module(), kind.name()),
        Type::Deque | Type::DefaultDict | Type::Counter | Type::OrderedDict => {
            format!("collections.{}", ty.name())
        }
        Type::Partial => "functools.partial".to_owned(),
        Type::Count
        | Type::Cycle
        | Type::Repeat
        | Type::Chain
        | Type::Product
        | Type::Permutations
        | Type::Combinations
        | Type::CombinationsWithReplacement => format!("itertools.{}", ty.name()),
        _ => ty.name().to_owned(),
    }
}

/// Whether a character stands for itself in a literal.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    if c.is_control() || (c.is_whitespace() && c != ' ') {
        return false;
    }
    !matches!(c as u32,
        0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x206f | 0xfeff | 0xfff0..=0xfffb | 0xe000..=0xf8ff | 0x1d173..=0x1d17a
        | 0xe0000..=0xe007f | 0xf_0000..=0x10_ffff)
}

fn quote(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => {
                let code = c as u32;
                let _ = if code < 0x100 {
                    write!(out, "\\x{code:02x}")
                } else if code < 0x1_0000 {
                    write!(out, "\\u{code:04x}")
                } else {
                    write!(out, "\\U{code:08x}")
                };
            }
        }
    }
    out.push(quote);
}

fn quote_bytes(out: &mut String, bytes: &[u8]) {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if byte as char == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
}
