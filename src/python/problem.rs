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

/// Characters of a line that are shown, at most.
const WIDEST: usize = 200;

impl Problem {
    /// The line as it is shown, with the columns in it: of a very long one, what is about the place.
    fn part(&self) -> (String, usize, usize) {
        let (column, end) = (self.column.max(1) as usize, self.end_column as usize);
        if self.source_line.chars().count() <= WIDEST {
            return (self.source_line.clone(), column, end);
        }
        let skipped = column.saturating_sub(WIDEST / 2);
        let part = self
            .source_line
            .chars()
            .skip(skipped)
            .take(WIDEST)
            .collect();
        (part, column - skipped, (end - skipped).min(WIDEST + 1))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        if !self.source_line.is_empty() {
            let (line, column, end) = self.part();
            let before = line.chars().take(column - 1);
            let indent: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            let carets = "^".repeat(end.saturating_sub(column).max(1));
            write!(f, "\n    {line}\n    {indent}{carets}")?;
        }
        if let Some(instead) = &self.instead {
            write!(f, "\n    instead: {instead}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_very_long_line_what_is_about_the_place_is_shown() {
        let problem = Problem {
            file: "a.py".to_owned(),
            line: 1,
            column: 5001,
            end_column: 5003,
            message: "no".to_owned(),
            instead: None,
            source_line: format!("{}??{}", "a".repeat(5000), "b".repeat(5000)),
        };
        let shown = problem.to_string();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(shown.len() < 600, "{shown}");
        assert_eq!(lines[1].find("??"), lines[2].find("^^"), "{shown}");
    }
}
