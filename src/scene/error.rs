//! What can be wrong with a scene, as sentences.

use std::fmt;
use std::path::PathBuf;

/// A scene could not be had.
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
    #[error("the scene '{scene}' has no variant '{name}'{}", choose(names))]
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
    #[error("{} is a folder without a scene.toml; a scene needs one, a program is run by naming its .py file", .0.display())]
    NotAScene(PathBuf),
    /// Neither a folder nor a `.py` file.
    #[error("{} is not a Python program; its name should end in .py", .0.display())]
    NotPython(PathBuf),
    /// Not text.
    #[error("{} is not a text file (it is not UTF-8, or has NUL bytes in it)", .0.display())]
    Binary(PathBuf),
    /// Longer than any program that could be shown.
    #[error("{} is too large: programs of up to {limit} kB are read", path.display())]
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
    #[error("{} is already there; remove it or name another folder", .0.display())]
    Exists(PathBuf),
    /// `scene.toml` or a program is wrong in these places.
    #[error("{}", lines(.0))]
    Broken(Vec<Problem>),
}

/// A wrong place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as one would name it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Column after the last wrong character.
    pub end_column: u32,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub instead: Option<String>,
    /// The line itself.
    pub source_line: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        if !self.source_line.trim().is_empty() {
            let before = self
                .source_line
                .chars()
                .take(self.column.saturating_sub(1) as usize);
            let margin: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            let width = self.end_column.saturating_sub(self.column).max(1) as usize;
            write!(
                f,
                "\n    {}\n    {margin}{}",
                self.source_line.trim_end(),
                "^".repeat(width)
            )?;
        }
        if let Some(instead) = &self.instead {
            write!(f, "\n    {instead}")?;
        }
        Ok(())
    }
}

fn offer(nearest: &[String]) -> String {
    match nearest {
        [] => "; `primviz list` names them all".to_owned(),
        [one] => format!("; did you mean '{one}'?"),
        many => format!("; did you mean one of {}?", quoted(many)),
    }
}

fn choose(names: &[String]) -> String {
    match names {
        [] => "; it has none".to_owned(),
        names => format!("; it has {}", quoted(names)),
    }
}

fn quoted(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("'{name}'"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn lines(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(Problem::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
