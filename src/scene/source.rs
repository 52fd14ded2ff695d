//! Where a scene's files are read from: the embedded folder or the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::SceneError;

/// The scenes that are part of the program.
pub static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenes");

/// Files longer than this are not read.
const LIMIT_KB: u64 = 1024;

/// A folder with a scene in it.
#[derive(Clone, Copy)]
pub enum Folder<'a> {
    Embedded(&'a Dir<'a>),
    Disk(&'a Path),
}

impl Folder<'_> {
    /// The file's path as one would name it in a message.
    pub fn path_of(&self, file: &str) -> PathBuf {
        match self {
            Self::Embedded(dir) => dir.path().join(file),
            Self::Disk(path) => path.join(file),
        }
    }

    /// Reads a file of the folder.
    pub fn read(&self, file: &str) -> Result<String, SceneError> {
        match self {
            Self::Embedded(dir) => dir
                .get_file(dir.path().join(file))
                .and_then(|entry| entry.contents_utf8())
                .map(str::to_owned)
                .ok_or_else(|| SceneError::NoSuchFile(self.path_of(file))),
            Self::Disk(path) => read(&path.join(file)),
        }
    }
}

/// Reads a text file of bounded size. Line ends become `\n`, a byte order mark goes.
pub fn read(path: &Path) -> Result<String, SceneError> {
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => SceneError::NoSuchFile(path.to_owned()),
        _ => SceneError::Io {
            path: path.to_owned(),
            why: error.to_string(),
        },
    };
    let mut bytes = Vec::new();
    let limit = LIMIT_KB * 1024;
    fs::File::open(path)
        .map_err(io)?
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > limit {
        return Err(SceneError::TooLarge {
            path: path.to_owned(),
            limit: LIMIT_KB,
        });
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
        }
        _ => Err(SceneError::Binary(path.to_owned())),
    }
}

/// Bytes of one file beside a program, and of all that it sees.
const FILE_LIMIT: u64 = 256 * 1024;
const FILES_LIMIT: usize = 1024 * 1024;
/// Entries of a folder that are looked at.
const ENTRIES: usize = 1000;

/// The text files beside a program, for it to see as its own. What is hidden, binary, too large or one too many is left out.
pub fn beside(folder: &Path) -> BTreeMap<String, Arc<str>> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .take(ENTRIES)
        .filter(|entry| {
            let small = |data: fs::Metadata| data.is_file() && data.len() <= FILE_LIMIT;
            entry.metadata().is_ok_and(small)
        })
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    let mut left = FILES_LIMIT;
    let mut files = BTreeMap::new();
    for name in names {
        let Ok(text) = read(&folder.join(&name)) else {
            continue;
        };
        if let Some(rest) = left.checked_sub(text.len()) {
            left = rest;
            files.insert(name, text.into());
        }
    }
    files
}
