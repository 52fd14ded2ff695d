//! Statements of several lines: a block, a call whose bracket is open, what was pasted.

use crate::python;
use crate::view::ui::Prompt;

/// Columns of an indentation.
const INDENT: &str = "    ";

/// All of it, the lines before the one that is written too.
pub(super) fn statement(prompt: &Prompt) -> String {
    let mut lines = prompt.lines.clone();
    lines.push(prompt.text.clone());
    lines.join("\n")
}

/// Puts a statement there, the last line to be written on.
pub(super) fn put(prompt: &mut Prompt, statement: &str) {
    prompt.lines = statement.lines().map(str::to_owned).collect();
    prompt.text = prompt.lines.pop().unwrap_or_default();
    prompt.cursor = prompt.text.chars().count();
}

/// Whether enter begins another line: a bracket is open, a block has just begun, or one is being written, which an empty
/// line ends.
pub(super) fn goes_on(prompt: &Prompt) -> bool {
    let block = prompt
        .lines
        .iter()
        .any(|line| line.trim_end().ends_with(':'));
    python::is_unfinished(&statement(prompt)) || (block && !prompt.text.trim().is_empty())
}

/// The line is done, and another begins, as far in as it is or one step further.
pub(super) fn next_line(prompt: &mut Prompt) {
    let line = std::mem::take(&mut prompt.text);
    let indent = &line[..line.len() - line.trim_start().len()];
    let further = if line.trim_end().ends_with(':') {
        INDENT
    } else {
        ""
    };
    prompt.text = format!("{indent}{further}");
    prompt.cursor = prompt.text.chars().count();
    prompt.error = None;
    prompt.lines.push(line);
}

/// Takes the line before back, and writes on at its end.
pub(super) fn join(prompt: &mut Prompt) {
    if let Some(line) = prompt.lines.pop() {
        prompt.cursor = line.chars().count();
        prompt.text.insert_str(0, &line);
    }
}

/// What was pasted: terminals send carriage returns; a piece of a listing is taken back to the left edge.
pub(super) fn pasted(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', INDENT);
    let plain = |c: &char| !c.is_control() || *c == '\n';
    let text: String = text.chars().filter(plain).collect();
    let text = text.trim_matches('\n').trim_end();
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let common = filled.map(depth).min().unwrap_or(0);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.get(common..).unwrap_or_default())
        .collect();
    match lines[..] {
        // A word may be pasted with the blank before it.
        [_] => text.to_owned(),
        _ => lines.join("\n"),
    }
}
