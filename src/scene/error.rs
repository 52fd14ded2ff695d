//! What can be wrong with a scene, as sentences.

use std::path::PathBuf;

use crate::python::Problem;

/// A scene could not be had. Its display is the English sentence; [`SceneError::key`] and [`SceneError::args`] give the
/// one of any language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SceneError {
    /// No scene is called so, and no file either.
    #[error("there is no scene called '{name}'{}", offer(nearest))]
    NoSuchScene {
        /// What was asked for.
        name: String,
        /// Names that are spelled nearly so.
        nearest: Vec<String>,
    },
    /// The scene has no such variant.
    #[error("{scene} has no variant '{name}'; {}", has(names))]
    NoSuchVariant {
        /// The scene.
        scene: String,
        /// What was asked for.
        name: String,
        /// The variants it has.
        names: Vec<String>,
    },
    /// There is nothing at this path.
    #[error("there is no file {}", .0.display())]
    NoSuchFile(PathBuf),
    /// A folder without a `scene.toml`.
    #[error("{} is a folder without a scene.toml; to run a program, name its .py file", .0.display())]
    NotAScene(PathBuf),
    /// Neither a folder nor a `.py` file.
    #[error("{} is not a Python program: its name does not end in .py", .0.display())]
    NotPython(PathBuf),
    /// Not text.
    #[error("{} is not a text file", .0.display())]
    Binary(PathBuf),
    /// Longer than any program that could be shown.
    #[error("{} is too large: files of up to {limit} kB are read", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in kilobytes.
        limit: u64,
    },
    /// It could not be read or written.
    #[error("{}: {why}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
    /// `copy` does not write over what is there.
    #[error("{} is already there; remove it, or name another folder", .0.display())]
    Exists(PathBuf),
    /// `scene.toml` is wrong in these places.
    #[error("{}", lines(.0))]
    BrokenScene(Vec<Problem>),
    /// The program cannot be run, for what stands in these places.
    #[error("{}", lines(.0))]
    BrokenProgram(Vec<Problem>),
}

impl SceneError {
    /// Key of the sentence in the texts.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSuchScene { nearest, .. } if nearest.is_empty() => "error.no_scene",
            Self::NoSuchScene { .. } => "error.no_scene_but",
            Self::NoSuchVariant { names, .. } if names.is_empty() => "error.no_variants",
            Self::NoSuchVariant { .. } => "error.no_variant",
            Self::NoSuchFile(_) => "error.no_file",
            Self::NotAScene(_) => "error.not_a_scene",
            Self::NotPython(_) => "error.not_python",
            Self::Binary(_) => "error.binary",
            Self::TooLarge { .. } => "error.too_large",
            Self::Io { .. } => "error.io",
            Self::Exists(_) => "error.exists",
            Self::BrokenScene(_) | Self::BrokenProgram(_) => "error.broken",
        }
    }

    /// What fills the sentence's placeholders.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let path = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            Self::NoSuchScene { name, nearest } => {
                vec![("name", name.clone()), ("names", quoted(nearest))]
            }
            Self::NoSuchVariant { scene, name, names } => vec![
                ("scene", scene.clone()),
                ("name", name.clone()),
                ("names", quoted(names)),
            ],
            Self::NoSuchFile(at)
            | Self::NotAScene(at)
            | Self::NotPython(at)
            | Self::Binary(at)
            | Self::Exists(at) => vec![path(at)],
            Self::TooLarge { path: at, limit } => vec![path(at), ("limit", limit.to_string())],
            Self::Io { path: at, why } => vec![path(at), ("why", why.clone())],
            Self::BrokenScene(problems) | Self::BrokenProgram(problems) => {
                vec![("problems", lines(problems))]
            }
        }
    }

    /// The wrong places, where it is about places.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::BrokenScene(problems) | Self::BrokenProgram(problems) => problems,
            _ => &[],
        }
    }
}

impl Problem {
    /// The place that `span` (bytes) is in `text`.
    pub(super) fn at(
        file: &str,
        text: &str,
        span: std::ops::Range<usize>,
        message: String,
        instead: Option<String>,
    ) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let source_line = text[line_start..].lines().next().unwrap_or_default();
        let column = before[line_start..].chars().count() as u32 + 1;
        let inside = text
            .get(span)
            .and_then(|inside| inside.lines().next())
            .unwrap_or_default();
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() as u32 + 1,
            column,
            end_column: column + (inside.chars().count() as u32).max(1),
            message,
            instead,
            source_line: source_line.to_owned(),
        }
    }
}

fn offer(nearest: &[String]) -> String {
    match nearest {
        [] => "; `primviz list` names them all".to_owned(),
        names => format!("; the nearest is {}", quoted(names)),
    }
}

fn has(names: &[String]) -> String {
    match names {
        [] => "it has none".to_owned(),
        names => format!("it has {}", quoted(names)),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    quoted.join(", ")
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    lines.join("\n")
}
