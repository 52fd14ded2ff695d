//! The line at which the lecturer types: editing, history, completion.

mod block;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::trace::{ObjectKind, TaskId, Text};
use crate::view::ui::{Prompt, PromptError, Purpose};

/// How many statements are remembered.
const REMEMBERED: usize = 200;
/// How long a line may be, in characters.
const LONGEST: usize = 2000;
/// How many completions are offered at once.
const OFFERED: usize = 40;

/// What became of a key at the prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// It changed the line, or nothing.
    Edited,
    /// The line is done.
    Entered(String),
    /// The prompt was left.
    Left,
}

/// The prompt with what it remembers.
#[derive(Debug, Default)]
pub struct Editor {
    prompt: Option<Prompt>,
    history: Vec<String>,
    /// Place in the history, counted from the newest; the line that was being written is kept in `draft`.
    back: usize,
    draft: String,
    /// Names of the program, sorted.
    names: Vec<Text>,
    /// The program's objects when it was opened.
    objects: Vec<(Text, ObjectKind)>,
    /// Where the word that is being completed begins, in characters, while the tab key goes through the offers.
    word: usize,
}

impl Editor {
    /// What is to be seen of it.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Whether it has the keys.
    pub fn is_open(&self) -> bool {
        self.prompt.is_some()
    }

    /// The names that complete a word.
    pub fn set_names(&mut self, mut names: Vec<Text>) {
        names.sort_unstable();
        names.dedup();
        self.names = names;
    }

    /// Opens it for a statement of the lecturer's. `objects` are the program's, by name: what they can be told completes
    /// a word after their name and a dot.
    pub fn open(&mut self, objects: Vec<(Text, ObjectKind)>) {
        self.objects = objects;
        self.back = 0;
        self.prompt = Some(Prompt::default());
    }

    /// Opens it for a task's `input()`.
    pub fn ask(&mut self, task: TaskId, text: Text) {
        self.back = 0;
        self.prompt = Some(Prompt {
            purpose: Purpose::Input { task, text },
            ..Prompt::default()
        });
    }

    /// Closes it.
    pub fn close(&mut self) {
        self.prompt = None;
    }

    /// Shows what was wrong with the last statement, which is put back to be mended.
    pub fn refuse(&mut self, mut error: PromptError) {
        let statement = self.history.last().cloned().unwrap_or_default();
        let prompt = self.prompt.get_or_insert_with(Prompt::default);
        if prompt.text.is_empty() && prompt.purpose == Purpose::Statement {
            block::put(prompt, &statement);
        }
        if !prompt.lines.is_empty() {
            // It is about the first line, which is not the one that is written.
            error.at = None;
        }
        prompt.error = Some(error);
    }

    /// A key while it is open.
    pub fn key(&mut self, key: KeyEvent) -> Typed {
        let Some(prompt) = &mut self.prompt else {
            return Typed::Left;
        };
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.code != KeyCode::Tab && key.code != KeyCode::BackTab {
            prompt.completions.clear();
            prompt.completion = None;
        }
        match key.code {
            KeyCode::Enter => return self.enter(),
            KeyCode::Esc => {
                self.close();
                return Typed::Left;
            }
            KeyCode::Up => self.walk_history(1),
            KeyCode::Down => self.walk_history(-1),
            KeyCode::Tab => self.complete(1),
            KeyCode::BackTab => self.complete(-1),
            KeyCode::Left => prompt.cursor = prompt.cursor.saturating_sub(1),
            KeyCode::Right => prompt.cursor = (prompt.cursor + 1).min(prompt.text.chars().count()),
            KeyCode::Home => prompt.cursor = 0,
            KeyCode::End => prompt.cursor = prompt.text.chars().count(),
            KeyCode::Backspace if prompt.cursor == 0 => block::join(prompt),
            KeyCode::Backspace => {
                remove(prompt, prompt.cursor - 1, prompt.cursor);
            }
            KeyCode::Delete => remove(prompt, prompt.cursor, prompt.cursor + 1),
            // Whoever begins anew does not want the line that was refused.
            KeyCode::Char(':')
                if prompt.error.is_some() && prompt.purpose == Purpose::Statement =>
            {
                block::put(prompt, "");
                prompt.error = None;
            }
            KeyCode::Char('a') if control => prompt.cursor = 0,
            KeyCode::Char('e') if control => prompt.cursor = prompt.text.chars().count(),
            KeyCode::Char('u') if control => remove(prompt, 0, prompt.cursor),
            KeyCode::Char('w') if control => remove(prompt, word_before(prompt), prompt.cursor),
            KeyCode::Char(c) if !control && !key.modifiers.contains(KeyModifiers::ALT) => {
                insert(prompt, &c.to_string());
            }
            _ => {}
        }
        Typed::Edited
    }

    /// Text that was pasted. Several lines at the prompt for statements are entered at once; an answer is one line.
    pub fn paste(&mut self, text: &str) -> Typed {
        let Some(prompt) = &mut self.prompt else {
            return Typed::Left;
        };
        let text = block::pasted(text);
        if prompt.purpose == Purpose::Statement && text.contains('\n') {
            insert_all(prompt, &text);
            let statement = block::statement(prompt);
            return self.submit(&statement);
        }
        insert(prompt, text.lines().next().unwrap_or(""));
        Typed::Edited
    }

    fn enter(&mut self) -> Typed {
        let Some(prompt) = &mut self.prompt else {
            return Typed::Left;
        };
        if prompt.purpose != Purpose::Statement {
            let line = std::mem::take(&mut prompt.text);
            self.close();
            return Typed::Entered(line);
        }
        let statement = block::statement(prompt);
        if statement.trim().is_empty() {
            self.close();
            return Typed::Left;
        }
        if block::goes_on(prompt) {
            block::next_line(prompt);
            return Typed::Edited;
        }
        self.submit(&statement)
    }

    /// A statement is done and remembered.
    fn submit(&mut self, statement: &str) -> Typed {
        let statement = statement.trim_end().to_owned();
        self.history.retain(|old| *old != statement);
        self.history.push(statement.clone());
        if self.history.len() > REMEMBERED {
            self.history.remove(0);
        }
        self.close();
        Typed::Entered(statement)
    }

    /// Steps back (1) or forward (-1) in the history.
    fn walk_history(&mut self, step: isize) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.purpose != Purpose::Statement {
            return;
        }
        let Some(back) = self
            .back
            .checked_add_signed(step)
            .filter(|&back| back <= self.history.len())
        else {
            return;
        };
        if self.back == 0 {
            self.draft = block::statement(prompt);
        }
        self.back = back;
        let statement = match back {
            0 => std::mem::take(&mut self.draft),
            _ => self.history[self.history.len() - back].clone(),
        };
        block::put(prompt, &statement);
        prompt.history = (back > 0).then(|| (self.history.len() - back + 1, self.history.len()));
    }

    /// Puts the next (1) or the previous (-1) of the names that fit in place of the word at the cursor.
    fn complete(&mut self, step: isize) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.purpose != Purpose::Statement {
            return;
        }
        if prompt.completion.is_none() {
            self.word = word_before(prompt);
            let before: String = prompt.text.chars().take(prompt.cursor).collect();
            let word = &before[byte(&before, self.word)..];
            let (owner, begun) = word.rsplit_once('.').unwrap_or(("", word));
            self.word = prompt.cursor - begun.chars().count();
            let object = self.objects.iter().find(|(name, _)| **name == *owner);
            let fits = |name: &str| name.starts_with(begun) && name != begun;
            prompt.completions = match object {
                Some((_, kind)) => methods(*kind)
                    .iter()
                    .filter(|name| fits(name))
                    .map(|&name| name.into())
                    .collect(),
                None if begun.is_empty() => return,
                None => self
                    .names
                    .iter()
                    .filter(|name| fits(name))
                    .take(OFFERED)
                    .cloned()
                    .collect(),
            };
        }
        let count = prompt.completions.len() as isize;
        if count == 0 {
            return;
        }
        let next = match prompt.completion {
            Some(now) => (now as isize + step).rem_euclid(count),
            None if step > 0 => 0,
            None => count - 1,
        } as usize;
        let name = prompt.completions[next].clone();
        remove(prompt, self.word, prompt.cursor);
        insert(prompt, &name);
        prompt.completion = Some(next);
        if count == 1 {
            prompt.completions.clear();
            prompt.completion = None;
        }
    }
}

/// What an object can be told, the most telling first.
fn methods(kind: ObjectKind) -> &'static [&'static str] {
    match kind {
        ObjectKind::Lock | ObjectKind::RLock => &["acquire", "release", "locked"],
        ObjectKind::Semaphore => &["acquire", "release"],
        ObjectKind::Event => &["set", "clear", "wait", "is_set"],
        ObjectKind::Condition => &[
            "acquire",
            "release",
            "notify",
            "notify_all",
            "wait",
            "wait_for",
        ],
        ObjectKind::Barrier => &["wait", "abort", "reset", "n_waiting", "parties", "broken"],
        ObjectKind::Queue => &[
            "put",
            "get",
            "put_nowait",
            "get_nowait",
            "task_done",
            "join",
            "qsize",
            "empty",
            "full",
        ],
        ObjectKind::Pipe => &["send", "recv", "close", "poll"],
        ObjectKind::Timer => &["start", "cancel"],
        ObjectKind::RwLock => &[
            "reading",
            "writing",
            "acquire_read",
            "release_read",
            "acquire_write",
            "release_write",
        ],
        ObjectKind::Pool => &["submit", "map", "shutdown"],
        ObjectKind::Future => &["result", "done", "cancel", "exception"],
        ObjectKind::Variable => &[],
    }
}

/// Where the dotted name before the cursor begins, in characters; at a blank, where the blank begins.
fn word_before(prompt: &Prompt) -> usize {
    let before: Vec<char> = prompt.text.chars().take(prompt.cursor).collect();
    let in_name = |c: &char| c.is_alphanumeric() || *c == '_' || *c == '.';
    let length = before.iter().rev().take_while(|c| in_name(c)).count();
    if length > 0 {
        prompt.cursor - length
    } else {
        prompt.cursor.saturating_sub(1)
    }
}

fn byte(text: &str, character: usize) -> usize {
    text.char_indices()
        .nth(character)
        .map_or(text.len(), |(at, _)| at)
}

fn insert(prompt: &mut Prompt, text: &str) {
    let room = LONGEST.saturating_sub(prompt.text.chars().count());
    let text: String = text.chars().take(room).collect();
    prompt
        .text
        .insert_str(byte(&prompt.text, prompt.cursor), &text);
    prompt.cursor += text.chars().count();
    prompt.error = None;
}

/// The same without a bound for its length.
fn insert_all(prompt: &mut Prompt, text: &str) {
    let at = byte(&prompt.text, prompt.cursor);
    prompt.text.insert_str(at, text);
}

fn remove(prompt: &mut Prompt, from: usize, to: usize) {
    let (start, end) = (byte(&prompt.text, from), byte(&prompt.text, to));
    prompt.text.replace_range(start..end, "");
    prompt.cursor = from.min(prompt.text.chars().count());
    prompt.error = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn editor(names: &[&str]) -> Editor {
        let mut editor = Editor::default();
        editor.set_names(names.iter().map(|&name| name.into()).collect());
        editor.open(vec![("light".into(), ObjectKind::Event)]);
        editor
    }

    fn press(editor: &mut Editor, code: KeyCode) -> Typed {
        editor.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn type_in(editor: &mut Editor, text: &str) {
        for c in text.chars() {
            press(editor, KeyCode::Char(c));
        }
    }

    fn line(editor: &Editor) -> &str {
        &editor.prompt().expect("it is open").text
    }

    #[test]
    fn characters_go_in_where_the_cursor_stands_wide_ones_too() {
        let mut editor = editor(&[]);
        type_in(&mut editor, "打(1)");
        press(&mut editor, KeyCode::Home);
        press(&mut editor, KeyCode::Right);
        type_in(&mut editor, "印");
        assert_eq!(line(&editor), "打印(1)");
        press(&mut editor, KeyCode::Backspace);
        press(&mut editor, KeyCode::Backspace);
        press(&mut editor, KeyCode::Backspace);
        assert_eq!(line(&editor), "(1)");
        assert_eq!(
            press(&mut editor, KeyCode::Enter),
            Typed::Entered("(1)".into())
        );
        assert!(!editor.is_open());
    }

    #[test]
    fn the_history_goes_back_and_returns_to_the_unfinished_line() {
        let mut editor = editor(&[]);
        for statement in ["a()", "b()"] {
            editor.open(Vec::new());
            type_in(&mut editor, statement);
            press(&mut editor, KeyCode::Enter);
        }
        editor.open(Vec::new());
        type_in(&mut editor, "c");
        press(&mut editor, KeyCode::Up);
        press(&mut editor, KeyCode::Up);
        press(&mut editor, KeyCode::Up);
        assert_eq!(line(&editor), "a()");
        press(&mut editor, KeyCode::Down);
        press(&mut editor, KeyCode::Down);
        assert_eq!(line(&editor), "c");
    }

    #[test]
    fn tab_goes_through_the_names_that_fit_and_round() {
        let mut editor = editor(&["light", "lights", "car"]);
        type_in(&mut editor, "print(li");
        for expected in ["print(light", "print(lights", "print(light"] {
            press(&mut editor, KeyCode::Tab);
            assert_eq!(line(&editor), expected);
        }
        press(&mut editor, KeyCode::BackTab);
        assert_eq!(line(&editor), "print(lights");
    }

    #[test]
    fn after_a_dot_tab_offers_what_the_object_can_be_told() {
        let mut editor = editor(&["light", "setting"]);
        type_in(&mut editor, "light.");
        press(&mut editor, KeyCode::Tab);
        assert_eq!(line(&editor), "light.set");
        press(&mut editor, KeyCode::Tab);
        assert_eq!(line(&editor), "light.clear");
        type_in(&mut editor, "()");
        assert_eq!(line(&editor), "light.clear()");
    }

    #[test]
    fn a_refused_line_comes_back_to_be_mended() {
        let mut editor = editor(&[]);
        type_in(&mut editor, "light.set)");
        press(&mut editor, KeyCode::Enter);
        editor.refuse(PromptError {
            message: "it is not closed".to_owned(),
            at: None,
        });
        assert_eq!(line(&editor), "light.set)");
        assert!(editor.prompt().expect("open").error.is_some());
        type_in(&mut editor, ")");
        assert!(editor.prompt().expect("open").error.is_none());
    }

    #[test]
    fn an_answer_to_input_is_no_statement_of_the_history_and_may_be_empty() {
        let mut editor = editor(&[]);
        editor.ask(TaskId(0), ">>>".into());
        assert_eq!(
            press(&mut editor, KeyCode::Enter),
            Typed::Entered(String::new())
        );
        editor.open(Vec::new());
        press(&mut editor, KeyCode::Up);
        assert_eq!(line(&editor), "");
    }

    #[test]
    fn a_paste_of_many_lines_is_a_statement_and_an_answer_is_its_first() {
        let mut editor = editor(&[]);
        assert_eq!(
            editor.paste("    a()\r    for i in b:\r        c(i)\r"),
            Typed::Entered("a()\nfor i in b:\n    c(i)".into())
        );
        assert!(!editor.is_open());
        editor.open(Vec::new());
        assert_eq!(
            editor.paste("sem.release()\n"),
            Typed::Edited,
            "one line is looked at first"
        );
        assert_eq!(line(&editor), "sem.release()");
        editor.ask(TaskId(0), ">>>".into());
        assert_eq!(editor.paste("3\nq\n"), Typed::Edited);
        assert_eq!(line(&editor), "3");
    }

    #[test]
    fn a_block_goes_on_until_an_empty_line_and_comes_back_from_the_history() {
        let mut editor = editor(&[]);
        type_in(&mut editor, "for i in range(3):");
        assert_eq!(press(&mut editor, KeyCode::Enter), Typed::Edited);
        assert_eq!(line(&editor), "    ", "it is indented");
        type_in(&mut editor, "go(");
        assert_eq!(
            press(&mut editor, KeyCode::Enter),
            Typed::Edited,
            "a bracket is open"
        );
        type_in(&mut editor, "i)");
        press(&mut editor, KeyCode::Enter);
        let whole = "for i in range(3):\n    go(\n    i)";
        assert_eq!(
            press(&mut editor, KeyCode::Enter),
            Typed::Entered(whole.into())
        );
        editor.open(Vec::new());
        press(&mut editor, KeyCode::Up);
        assert_eq!(
            editor.prompt().expect("open").lines,
            ["for i in range(3):", "    go("]
        );
        assert_eq!(line(&editor), "    i)");
        press(&mut editor, KeyCode::Home);
        press(&mut editor, KeyCode::Backspace);
        assert_eq!(
            line(&editor),
            "    go(    i)",
            "the line before is open again"
        );
        press(&mut editor, KeyCode::Down);
        assert!(editor.prompt().expect("open").lines.is_empty());
    }
}
