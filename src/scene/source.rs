//! Where a scene's files are read from: the embedded folder or the disk.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

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
