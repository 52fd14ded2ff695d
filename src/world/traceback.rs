//! What is written of an exception that nobody caught, and of groups of them: as CPython writes it.

use std::fmt::Write;

use super::run::Machine;
use crate::python::class;
use crate::python::exceptions::Exc;
use crate::python::heap::{Object, TraceEntry};
use crate::python::natives::names_of;
use crate::python::suggest::nearest;
use crate::python::value::{Type, Value};
use crate::python::{format, ops};

/// Exceptions of a chain that a traceback shows, the latest ones.
const LONGEST_CHAIN: usize = 100;
/// Exceptions of a group that are shown, and how deep groups in groups are.
const WIDEST_GROUP: usize = 15;
const DEEPEST_GROUP: usize = 10;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// What has been written, and how it is indented within groups.
#[derive(Default)]
struct Page {
    out: String,
    depth: usize,
    /// The last exception of a group still has to be closed with a line.
    open: bool,
}

impl Page {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            let _ = write!(self.out, "{indent}{margin} {line}");
        }
    }
}

impl Machine<'_> {
    /// What CPython prints of an exception that nobody caught; `text` is `str(exception)`.
    pub(super) fn traceback(&self, exception: &Value, text: &str) -> String {
        let mut page = Page::default();
        self.write_chain(exception, Some(text), &mut page);
        page.out
    }

    /// An exception and those that led to it, oldest first.
    fn write_chain(&self, exception: &Value, text: Option<&str>, page: &mut Page) {
        let mut chain: Vec<(Value, &str)> = vec![(exception.clone(), "")];
        let mut seen = vec![exception.as_ref()];
        while let Some((last, _)) = chain.last()
            && let Some(Object::Exception(object)) = self.process.heap.object(last)
            && chain.len() < LONGEST_CHAIN
        {
            let unseen = |value: &Option<Value>| {
                let value = value.as_ref().filter(|value| value.as_ref().is_some());
                value
                    .filter(|value| !seen.contains(&value.as_ref()))
                    .cloned()
            };
            let (cause, context) = (unseen(&object.cause), unseen(&object.context));
            let next = match (cause, context) {
                (Some(cause), _) => (cause, CAUSE),
                (None, Some(context)) if !object.suppress_context => (context, CONTEXT),
                _ => break,
            };
            seen.push(next.0.as_ref());
            chain.push(next);
        }
        for (at, (one, link)) in chain.iter().enumerate().rev() {
            self.write_one(one, text.filter(|_| at == 0), page);
            page.emit(link, '|');
        }
    }

    fn write_one(&self, exception: &Value, text: Option<&str>, page: &mut Page) {
        let Some(Object::Exception(object)) = self.process.heap.object(exception) else {
            return;
        };
        let group = match object.attrs.get_str("_exceptions") {
            Some(Value::Tuple(parts)) => Some(parts),
            _ => None,
        };
        let top = group.is_some() && page.depth == 0;
        page.depth += usize::from(top);
        if !object.trace.is_empty() {
            let entries: Vec<&TraceEntry> = object.trace.iter().rev().collect();
            let (title, margin) = match group {
                Some(_) => ("Exception Group Traceback", if top { '+' } else { '|' }),
                None => ("Traceback", '|'),
            };
            page.emit(&format!("{title} (most recent call last):\n"), margin);
            page.emit(&self.entries(&entries), '|');
        }
        let mut line = self.exception_line(exception, text);
        line.push_str(&self.suggestion(exception).unwrap_or_default());
        line.push('\n');
        line.push_str(&self.notes(exception));
        page.emit(&line, '|');
        if let Some(parts) = group {
            self.write_parts(parts, page);
        }
        if top {
            page.depth = 0;
        }
    }

    /// The exceptions of a group, one box each.
    fn write_parts(&self, parts: &[Value], page: &mut Page) {
        if page.depth > DEEPEST_GROUP {
            page.emit("... (max_group_depth is 10)\n", '|');
            return;
        }
        let shown = parts.len().min(WIDEST_GROUP + 1);
        page.open = false;
        for (at, part) in parts.iter().enumerate().take(shown) {
            let last = at + 1 == shown;
            page.open |= last;
            let cut = at >= WIDEST_GROUP;
            let title = if cut {
                "...".to_owned()
            } else {
                (at + 1).to_string()
            };
            let corner = if at == 0 { "+-" } else { "  " };
            let indent = page.indent();
            let _ = writeln!(
                page.out,
                "{indent}{corner}+---------------- {title} ----------------"
            );
            page.depth += 1;
            if cut {
                let more = parts.len() - WIDEST_GROUP;
                let s = if more == 1 { "" } else { "s" };
                page.emit(&format!("and {more} more exception{s}\n"), '|');
            } else {
                self.write_chain(part, None, page);
            }
            if last && page.open {
                let indent = page.indent();
                let _ = writeln!(page.out, "{indent}+------------------------------------");
                page.open = false;
            }
            page.depth -= 1;
        }
    }

    fn entries(&self, entries: &[&TraceEntry]) -> String {
        let mut out = String::new();
        let mut at = 0;
        while at < entries.len() {
            let same = entries[at..]
                .iter()
                .take_while(|entry| **entry == entries[at])
                .count();
            for entry in &entries[at..at + same.min(3)] {
                self.write_entry(entry, &mut out);
            }
            if same > 3 {
                let more = same - 3;
                let s = if more == 1 { "" } else { "s" };
                let _ = writeln!(out, "  [Previous line repeated {more} more time{s}]");
            }
            at += same;
        }
        out
    }

    fn write_entry(&self, entry: &TraceEntry, out: &mut String) {
        let file = if entry.file.is_empty() {
            "<lecturer>"
        } else {
            &entry.file
        };
        let _ = writeln!(
            out,
            "  File \"{file}\", line {}, in {}",
            entry.line, entry.function
        );
        if entry.file.is_empty() {
            return;
        }
        let source = self.world.program.source_of(&entry.file);
        if let Some(line) = source.and_then(|source| source.lines().nth(entry.line as usize - 1)) {
            let _ = writeln!(out, "    {}", line.trim());
        }
    }

    /// What `add_note` has added.
    fn notes(&self, exception: &Value) -> String {
        let heap = &self.process.heap;
        let Some(Object::Exception(object)) = heap.object(exception) else {
            return String::new();
        };
        let Some(notes) = object.attrs.get_str("__notes__") else {
            return String::new();
        };
        let items = match (heap.object(notes), notes) {
            (Some(Object::List(items)), _) => items.clone(),
            (_, Value::Tuple(items)) => items.to_vec(),
            _ => return format::repr(heap, notes).unwrap_or_default() + "\n",
        };
        let mut out = String::new();
        for note in &items {
            out.push_str(&format::str(heap, note).unwrap_or_default());
            out.push('\n');
        }
        out
    }

    /// The name that may have been meant in place of one that could not be found.
    fn suggestion(&self, exception: &Value) -> Option<String> {
        let heap = &self.process.heap;
        let Object::Exception(object) = heap.object(exception)? else {
            return None;
        };
        let Some(Value::Str(name)) = object.natural.get_str("name") else {
            return None;
        };
        if class::is_exc(heap, exception, Exc::NameError) {
            let near = object.natural.get_str("").and_then(Value::as_str);
            let meant = near.map(|near| format!(". Did you mean: '{near}'?"));
            if class::derives(
                heap,
                &object.class,
                &Value::Type(Type::Exc(Exc::UnboundLocalError)),
            ) || crate::python::modules::Module::find(name).is_none()
            {
                return meant;
            }
            return Some(match meant {
                Some(meant) => format!("{meant} Or did you forget to import '{name}'?"),
                None => format!(". Did you forget to import '{name}'?"),
            });
        }
        let found = object.natural.get_str("obj")?;
        let hides = !name.starts_with('_');
        let names = names_of(heap, found);
        let known = names
            .iter()
            .map(String::as_str)
            .filter(|known| !(hides && known.starts_with('_')));
        nearest(name, known).map(|near| format!(". Did you mean: '{near}'?"))
    }

    /// `ValueError: message`
    pub(super) fn exception_line(&self, exception: &Value, text: Option<&str>) -> String {
        let heap = &self.process.heap;
        let name = class::full_name_of(heap, &ops::type_of(heap, exception));
        let text = match text {
            Some(text) => text.to_owned(),
            None if group_text(heap, exception).is_some() => {
                group_text(heap, exception).unwrap_or_default()
            }
            None => format::str(heap, exception).unwrap_or_default(),
        };
        if text.is_empty() {
            name
        } else {
            format!("{name}: {text}")
        }
    }
}

/// What a group says of itself.
fn group_text(heap: &crate::python::heap::Heap, exception: &Value) -> Option<String> {
    let Object::Exception(object) = heap.object(exception)? else {
        return None;
    };
    let (Value::Str(message), Value::Tuple(parts)) = (
        object.attrs.get_str("_message")?,
        object.attrs.get_str("_exceptions")?,
    ) else {
        return None;
    };
    let s = if parts.len() == 1 { "" } else { "s" };
    Some(format!("{message} ({} sub-exception{s})", parts.len()))
}
