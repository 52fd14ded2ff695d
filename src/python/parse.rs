//! The parser, and where in a source text things are.

use ruff_python_ast::{Mod, ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed};
use ruff_text_size::{TextRange, TextSize};

use super::nesting::too_deep;
use super::problem::Problem;
use super::slip::{Slip, explain};

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    pub(super) fn new(source: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            source
                .bytes()
                .enumerate()
                .filter(|&(_, byte)| byte == b'\n')
                .map(|(at, _)| at as u32 + 1),
        );
        Self { starts }
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, at: TextSize) -> u32 {
        self.starts.partition_point(|&start| start <= at.to_u32()) as u32
    }

    /// Where a line begins, in bytes.
    pub(super) fn start(&self, line: u32) -> usize {
        self.starts
            .get(line as usize - 1)
            .map_or(0, |&start| start as usize)
    }

    /// A problem with a range of the text.
    pub(super) fn problem(
        &self,
        source: &str,
        file: &str,
        range: TextRange,
        message: String,
        instead: Option<String>,
    ) -> Problem {
        let line = self.line(range.start());
        let start = self.start(line);
        let text = source
            .get(start..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let column = |at: TextSize| {
            let upto = (at.to_usize().saturating_sub(start)).min(text.len());
            text.get(..upto)
                .map_or(upto, |before| before.chars().count()) as u32
                + 1
        };
        let first = column(range.start());
        Problem {
            file: file.to_owned(),
            line,
            column: first,
            end_column: column(range.end()).max(first + 1),
            message,
            instead,
            source_line: text.to_owned(),
        }
    }
}

/// Whatever can be read of a text; nothing of one that nests too deeply.
pub(super) fn readable(source: &str) -> Parsed<Mod> {
    let source = if too_deep(source).is_some() {
        ""
    } else {
        source
    };
    ruff_python_parser::parse_unchecked(source, ParseOptions::from(Mode::Module))
}

/// The syntax tree of a source text.
///
/// # Errors
/// The syntax errors.
pub(super) fn parse(source: &str, file: &str, lines: &Lines) -> Result<ModModule, Vec<Problem>> {
    if let Some((range, what)) = too_deep(source) {
        let instead = Some("names for the parts of it, or a function".to_owned());
        return Err(vec![lines.problem(
            source,
            file,
            range,
            what.to_owned(),
            instead,
        )]);
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = ruff_python_parser::parse_unchecked(source, options);
    let problem = |range: TextRange, error: &dyn std::fmt::Display| {
        let slip = explain(source, parsed.tokens(), range, lines);
        let slip = slip.unwrap_or_else(|| Slip {
            range,
            message: error.to_string(),
            instead: None,
        });
        let message = format!("syntax error: {}", slip.message);
        lines.problem(source, file, slip.range, message, slip.instead)
    };
    // One slip makes the parser stumble several times: the first is what helps.
    let stumbles = parsed.errors().iter().take(1);
    let mut problems: Vec<Problem> = stumbles
        .map(|error| problem(error.location, &error.error))
        .collect();
    if problems.is_empty() {
        let unsupported = parsed.unsupported_syntax_errors().iter();
        problems.extend(unsupported.map(|error| problem(error.range, error)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    match parsed.try_into_module() {
        Some(module) => Ok(module.into_syntax()),
        None => Err(Vec::new()),
    }
}
