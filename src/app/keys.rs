//! The one table of keys. It feeds what a key does, the footer, the help and the README.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::view::ui::Pane;

/// What a key of the global table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described by its row's help text")]
pub enum Action {
    Pause,
    Step,
    Slower,
    Faster,
    Beats,
    NextCause,
    NextOwnCause,
    Caption,
    PreviousTask,
    NextTask,
    EarlierRow,
    LaterRow,
    WhatNext,
    Prompt,
    HoldTyping,
    Answer,
    Variant,
    Restart,
    Reseed,
    Granularity,
    Pane,
    PreviousPane,
    Projector,
    Theme,
    Colours,
    Ascii,
    Language,
    Help,
    Back,
    Repaint,
    Suspend,
    Interrupt,
    Quit,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys, as they are written; the first is the one that is shown.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
    /// Name of its texts: `key.NAME` is the footer's word, `help.NAME` the help's sentence.
    pub name: &'static str,
    /// Where the help puts it, one of [`GROUPS`].
    pub group: &'static str,
    /// How dearly the footer keeps it, 0 the most; `None`: it stands in the help alone.
    pub footer: Option<u8>,
    /// The pane that has to be chosen for it; `None`: everywhere.
    pub pane: Option<Pane>,
}

/// The groups of the help, in order; `group.NAME` is a group's heading.
pub const GROUPS: &[&str] = &["run", "step", "look", "log", "leave"];

const fn row(
    keys: &'static [&'static str],
    action: Action,
    name: &'static str,
    group: &'static str,
    footer: Option<u8>,
) -> Binding {
    Binding {
        keys,
        action,
        name,
        group,
        footer,
        pane: None,
    }
}

/// A row that counts in one pane alone, before those that count everywhere.
const fn row_in(pane: Pane, binding: Binding) -> Binding {
    Binding {
        pane: Some(pane),
        ..binding
    }
}

/// Every key that means something in every scene. A scene's own keys must not clash with them.
pub const TABLE: &[Binding] = &[
    row(&["space"], Action::Pause, "pause", "run", Some(1)),
    row(&["."], Action::Step, "step", "step", Some(7)),
    row(&["["], Action::Slower, "slower", "run", Some(9)),
    row(&["]"], Action::Faster, "faster", "run", Some(9)),
    row(&["pgdn"], Action::NextCause, "next-cause", "step", Some(8)),
    row(&["N"], Action::NextOwnCause, "next-own-cause", "step", None),
    row(&["b"], Action::Beats, "beats", "run", Some(10)),
    row(&["i"], Action::Caption, "caption", "look", Some(11)),
    row(&["up"], Action::PreviousTask, "previous", "step", Some(10)),
    row(&["down"], Action::NextTask, "next", "step", Some(10)),
    row_in(
        Pane::Log,
        row(&["up"], Action::EarlierRow, "earlier-row", "log", Some(0)),
    ),
    row_in(
        Pane::Log,
        row(&["down"], Action::LaterRow, "later-row", "log", None),
    ),
    row(&["w"], Action::WhatNext, "what-next", "run", Some(2)),
    row(&[":"], Action::Prompt, "prompt", "run", Some(6)),
    row(&["H"], Action::HoldTyping, "hold-typing", "run", None),
    row(&["enter"], Action::Answer, "answer", "run", None),
    row(&["v"], Action::Variant, "variant", "run", Some(3)),
    row(&["r", "f5"], Action::Restart, "restart", "run", Some(7)),
    row(&["R"], Action::Reseed, "reseed", "run", Some(11)),
    row(&["o"], Action::Granularity, "granularity", "step", Some(12)),
    row(&["tab"], Action::Pane, "pane", "look", Some(6)),
    row(
        &["backtab"],
        Action::PreviousPane,
        "previous-pane",
        "look",
        None,
    ),
    row(&["P"], Action::Projector, "projector", "look", Some(12)),
    row(&["t"], Action::Theme, "theme", "look", Some(12)),
    row(&["T"], Action::Colours, "colours", "look", None),
    row(&["A"], Action::Ascii, "ascii", "look", None),
    row(&["l"], Action::Language, "language", "look", Some(11)),
    row(&["ctrl-l"], Action::Repaint, "repaint", "look", None),
    row(&["?"], Action::Help, "help", "look", Some(4)),
    row(&["esc"], Action::Back, "back", "leave", Some(8)),
    row(&["ctrl-z"], Action::Suspend, "suspend", "leave", None),
    row(&["ctrl-c"], Action::Interrupt, "interrupt", "leave", None),
    row(&["q"], Action::Quit, "quit", "leave", Some(5)),
];

/// What the global table says of a key while a pane is chosen.
pub fn action(key: &str, pane: Pane) -> Option<Action> {
    let of = |pane: Option<Pane>| {
        let mut rows = TABLE.iter().filter(move |binding| binding.pane == pane);
        rows.find(|binding| binding.keys.contains(&key))
    };
    of(Some(pane))
        .or_else(|| of(None))
        .map(|binding| binding.action)
}

/// The keys that a scene must leave alone.
pub fn reserved() -> impl Iterator<Item = &'static str> {
    TABLE
        .iter()
        .flat_map(|binding| binding.keys.iter().copied())
}

/// A key as it is written in the table and in a `scene.toml`: `s`, `R`, `space`, `ctrl-c`. `None` for keys that have no
/// name there.
pub fn name(key: KeyEvent) -> Option<String> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let plain = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) if control => c.to_lowercase().to_string(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => "backtab".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::F(n) => format!("f{n}"),
        _ => return None,
    };
    let plain = if control {
        format!("ctrl-{plain}")
    } else {
        plain
    };
    Some(if key.modifiers.contains(KeyModifiers::ALT) {
        format!("alt-{plain}")
    } else {
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let mut keys: Vec<_> = TABLE
            .iter()
            .flat_map(|row| {
                row.keys
                    .iter()
                    .map(|key| (*key, row.pane.map(|pane| pane as usize)))
            })
            .collect();
        keys.sort_unstable();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn a_key_of_the_chosen_pane_comes_before_the_one_of_everywhere() {
        assert_eq!(action("up", Pane::Log), Some(Action::EarlierRow));
        assert_eq!(action("up", Pane::Stage), Some(Action::PreviousTask));
        assert_eq!(action("q", Pane::Log), Some(Action::Quit));
    }

    #[test]
    fn keys_are_named_as_they_are_written() {
        let named = |code, modifiers| name(KeyEvent::new(code, modifiers)).expect("it has a name");
        assert_eq!(named(KeyCode::Char('c'), KeyModifiers::CONTROL), "ctrl-c");
        assert_eq!(named(KeyCode::Char('R'), KeyModifiers::SHIFT), "R");
        assert_eq!(named(KeyCode::Char(' '), KeyModifiers::NONE), "space");
        assert_eq!(named(KeyCode::BackTab, KeyModifiers::SHIFT), "backtab");
    }
}
