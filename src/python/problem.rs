//! What is wrong with a source text, as a person wants to be told.

use std::fmt;

/// A place in a source text that cannot be run, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// One past the last column, on the same line.
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
        if !self.source_line.is_empty() {
            let indent: String = self
                .source_line
                .chars()
                .take(self.column.saturating_sub(1) as usize)
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            let carets = "^".repeat(self.end_column.saturating_sub(self.column).max(1) as usize);
            write!(f, "\n    {}\n    {indent}{carets}", self.source_line)?;
        }
        if let Some(instead) = &self.instead {
            write!(f, "\n    instead: {instead}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
