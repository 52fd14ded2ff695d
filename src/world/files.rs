//! The files that a program sees: text kept in memory, begun with what lies beside the program. Nothing it writes reaches
//! the disk, and nothing else on the disk can be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::run::{Go, Machine, RAN};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Str, Value};

/// Texts by name.
pub type Files = BTreeMap<String, Arc<str>>;

/// Bytes that all files together may take, and how many there may be.
const MOST_BYTES: usize = 4 << 20;
const MOST_FILES: usize = 1000;

/// A place that a path leads to.
enum Place {
    /// A file of the folder, there or not.
    File(String),
    /// The folder itself.
    Folder,
    /// Anywhere else.
    Outside,
}

impl Machine<'_> {
    /// `_world("file", what, path, …)`. Reads and writes are visible operations: files are shared by all.
    pub(super) fn file(&mut self, args: &[Value], then: Then) -> Res<Go> {
        let (Some(Value::Str(what)), Some(path)) = (args.first(), args.get(1)) else {
            return Err(Fault::type_error("a file operation has a name and a path"));
        };
        let Value::Str(path) = path else {
            return Err(Fault::type_error("a path is text here"));
        };
        let value = match (&**what, self.place(path)) {
            ("exists", Place::File(name)) => Value::Bool(self.world.files.contains_key(&name)),
            ("exists", _) => Value::Bool(false),
            ("folder", place) => Value::Bool(matches!(place, Place::Folder)),
            ("list", Place::Folder) => {
                let names = self.world.files.keys().map(|name| Value::from(&**name));
                let names = names.collect();
                self.process.heap.list(names)?
            }
            ("read", Place::File(name)) => match self.world.files.get(&name) {
                Some(text) => {
                    let text = text.clone();
                    self.process.heap.charge(text.len())?;
                    self.give(Value::Str(text), then)?;
                    return Ok(RAN);
                }
                None => return Err(error(Exc::FileNotFoundError, path)),
            },
            ("write", Place::File(name)) => {
                let text = match args.get(2) {
                    Some(Value::Str(text)) => text.clone(),
                    _ => Str::from(""),
                };
                self.write_file(name, text)?;
                self.give(Value::None, then)?;
                return Ok(RAN);
            }
            ("remove", Place::File(name)) => {
                if Arc::make_mut(&mut self.world.files).remove(&name).is_none() {
                    return Err(error(Exc::FileNotFoundError, path));
                }
                self.give(Value::None, then)?;
                return Ok(RAN);
            }
            ("read" | "write" | "remove", Place::Folder) => {
                return Err(error(Exc::IsADirectoryError, path));
            }
            ("write", Place::Outside) => return Err(error(Exc::PermissionError, path)),
            _ => return Err(error(Exc::FileNotFoundError, path)),
        };
        self.give(value, then)?;
        Ok(Go::On)
    }

    fn write_file(&mut self, name: String, text: Str) -> Res<()> {
        let files = &self.world.files;
        let others = files.iter().filter(|(other, _)| **other != name);
        let bytes: usize = others.map(|(_, text)| text.len()).sum();
        if bytes + text.len() > MOST_BYTES || files.len() >= MOST_FILES {
            return Err(Fault::with(
                Exc::OSError,
                vec![Value::Int(28), Value::from("No space left on device")],
            ));
        }
        Arc::make_mut(&mut self.world.files).insert(name, text);
        Ok(())
    }

    /// Where a path leads: names beside the program, with or without the program's own folder before them.
    fn place(&self, path: &str) -> Place {
        let program = self.world.program.file.rsplit_once('/');
        let own = program.map_or("", |(folder, _)| folder);
        let rest = match path.strip_prefix('/') {
            None => path,
            Some(_) if !own.is_empty() && path.starts_with(own) => &path[own.len()..],
            Some(rest) if !rest.contains('/') => rest,
            Some(_) => return Place::Outside,
        };
        let rest = match rest.strip_prefix(own) {
            Some(inner) if inner.starts_with('/') => inner,
            _ => rest,
        };
        let mut parts = rest.split('/').filter(|part| !matches!(*part, "" | "."));
        match (parts.next(), parts.next()) {
            (None, _) => Place::Folder,
            (Some(".."), _) | (_, Some(_)) => Place::Outside,
            (Some(name), None) => Place::File(name.to_owned()),
        }
    }
}

fn error(exc: Exc, path: &str) -> Fault {
    let (number, text) = match exc {
        Exc::IsADirectoryError => (21, "Is a directory"),
        Exc::PermissionError => (13, "Permission denied"),
        _ => (2, "No such file or directory"),
    };
    let args = vec![Value::Int(number), Value::from(text), Value::from(path)];
    Fault::with(exc, args)
}
