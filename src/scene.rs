//! Finds, loads and checks scene folders, embedded ones and the user's own.
//!
//! A scene is data: a folder with a `scene.toml` (words, keys, dress, what to expect) and one Python program a variant.
//! The scenes under `scenes/` are embedded at build time and go through the same loader as a folder of the user's. A
//! lone `.py` file is a scene without words. `docs/scenes.md` documents the format.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::trace::{SceneWords, Words};

mod beside;
mod check;
mod error;
mod file;
mod find;
mod load;
mod source;
#[cfg(test)]
mod tests;

use crate::python::Beside;
pub use crate::python::Problem;
pub use check::check;
pub use error::SceneError;
pub use find::{copy, find, list};
pub use load::path as load;

/// How long a thread stays on a line at normal speed, unless the scene says otherwise.
pub const PACE: Duration = Duration::from_millis(250);

/// A scene with its variants.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The folder's name, or the file's without `.py`.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// One sentence for the gallery and the list; empty for a lone file.
    pub description: Words,
    /// What can be run; never empty, and the plain variant comes first.
    pub variants: Vec<Variant>,
    /// Place in the gallery, smaller first.
    order: u32,
}

/// Where a scene came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    Embedded,
    /// A folder of the user's.
    Folder(PathBuf),
    /// A Python file of the user's.
    File(PathBuf),
}

/// One program of a scene, and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name; empty for the plain one.
    pub name: String,
    /// One sentence for the gallery and the list; empty for a lone file.
    pub description: Words,
    /// Words and dress as the trace carries them; none for a lone file.
    pub words: Option<Box<SceneWords>>,
    /// What the program is expected to do; none for a lone file.
    pub outcome: Option<Outcome>,
    /// How long a thread stays on a line at normal speed.
    pub pace: Duration,
    /// The scene's keys, one entry a key.
    pub keys: Vec<Key>,
    /// The program's file as one would name it in a message.
    pub file: Arc<str>,
    /// The program.
    pub source: Arc<str>,
    /// The modules beside it that it imports.
    pub beside: Beside,
}

/// A key of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The character that the keyboard sends.
    pub key: char,
    /// What the footer says.
    pub label: Words,
    /// What it does.
    pub does: Does,
    place: Place,
}

/// Where in `scene.toml` a key stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place(Problem);

impl Place {
    fn problem(&self, message: String, instead: Option<String>) -> Problem {
        Problem {
            message,
            instead,
            ..self.0.clone()
        }
    }
}

/// What a key of a scene does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// The lecturer's thread runs this statement.
    Run(Arc<str>),
    /// Start over with the variant of this name (empty: the plain one), same seed.
    Variant(String),
}

/// What a program is expected to do if the lecturer does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It ends.
    Ends,
    /// It runs for ever.
    Runs,
    /// Its threads wait for each other in a circle.
    Deadlocks,
    /// Its threads wait for something that only the lecturer does.
    Waits,
}

impl Outcome {
    /// As scene.toml and the trace spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Runs => "runs",
            Self::Deadlocks => "deadlocks",
            Self::Waits => "waits",
        }
    }
}

impl Scene {
    /// The text files beside a program of it, if it seems to look for any: the program sees copies of them.
    pub fn files(&self, variant: &Variant) -> BTreeMap<String, Arc<str>> {
        const WORDS: [&str; 4] = ["open", "exists", "isfile", "listdir"];
        if !WORDS.iter().any(|word| variant.source.contains(word)) {
            return BTreeMap::new();
        }
        match &self.origin {
            Origin::Embedded => BTreeMap::new(),
            Origin::Folder(path) => source::beside(path),
            Origin::File(path) => source::beside(path.parent().unwrap_or(Path::new("."))),
        }
    }

    /// The plain variant.
    pub fn plain(&self) -> &Variant {
        &self.variants[0]
    }

    /// The variant of this name; the empty name is the plain one.
    ///
    /// # Errors
    /// There is none; the nearest names are offered.
    pub fn variant(&self, name: &str) -> Result<&Variant, SceneError> {
        self.variants
            .iter()
            .find(|variant| variant.name == name)
            .ok_or_else(|| SceneError::NoSuchVariant {
                scene: self.name.clone(),
                name: name.to_owned(),
                names: self.variant_names().map(str::to_owned).collect(),
            })
    }

    /// Names of the variants beside the plain one.
    pub fn variant_names(&self) -> impl Iterator<Item = &str> {
        self.variants
            .iter()
            .skip(1)
            .map(|variant| variant.name.as_str())
    }

    /// The name of the variant that follows this one, round and round.
    pub fn next_variant(&self, name: &str) -> &str {
        let here = self
            .variants
            .iter()
            .position(|variant| variant.name == name)
            .unwrap_or(0);
        &self.variants[(here + 1) % self.variants.len()].name
    }

    /// The folder or file it came from; none for an embedded one.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Embedded => None,
            Origin::Folder(path) | Origin::File(path) => Some(path),
        }
    }

    /// Reads the scene anew from where it came from, so that an edit is seen.
    ///
    /// # Errors
    /// As [`find()`].
    pub fn reload(&self) -> Result<Self, SceneError> {
        match &self.origin {
            Origin::Embedded => Ok(self.clone()),
            Origin::Folder(path) | Origin::File(path) => load::path(path),
        }
    }
}

impl Variant {
    /// What the key does here, if it is one of this variant's.
    pub fn key(&self, key: char) -> Option<&Does> {
        self.keys
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.does)
    }
}
