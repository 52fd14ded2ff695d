//! The legend of the help: every sign on the screen, and what it says.

use ratatui::style::Style;

use super::View;
use super::code;
use super::mark::{Mark, mark};
use super::theme::Role;

/// What a row of the legend shows.
#[derive(Debug, Clone, Copy)]
enum Sample {
    /// Signs.
    Marks(&'static [Mark]),
    /// Letters that are the same in every language.
    Letters(&'static str),
    /// A word or letter of a language.
    Word(&'static str),
    /// What is drawn in pixels, as far as a cell can show it.
    Pixels(&'static str, &'static str),
}

/// A row: what is seen, in which colour, and the key of what it says.
type Row = (Sample, Role, &'static str);

/// Those of the stage.
const STAGE: &[Row] = &[
    (
        Sample::Marks(&[Mark::Left, Mark::Down]),
        Role::Accent,
        "legend.chosen",
    ),
    (
        Sample::Pixels("█", "( )"),
        Role::Bright,
        "legend.chosen_light",
    ),
    (Sample::Pixels("█", "( )"), Role::Gold, "legend.gives"),
    (Sample::Pixels("█", "( )"), Role::Good, "legend.reached"),
    (Sample::Marks(&[Mark::Alert]), Role::Accent, "legend.woken"),
    (Sample::Marks(&[Mark::Ask]), Role::Accent, "legend.asks"),
    (Sample::Letters("x"), Role::Bad, "legend.failed"),
    (Sample::Marks(&[Mark::Right]), Role::Accent, "legend.joins"),
    (Sample::Word("stage.first"), Role::Gold, "legend.first"),
    (
        Sample::Marks(&[Mark::Before, Mark::After]),
        Role::Dim,
        "legend.line",
    ),
    (Sample::Pixels("▀▀", "=="), Role::Info, "legend.sleep"),
    (Sample::Pixels("▀▀", "=="), Role::Warn, "legend.timeout"),
    (Sample::Word("stage.read_sign"), Role::Info, "legend.reads"),
    (Sample::Word("stage.write_sign"), Role::Bad, "legend.writes"),
    (Sample::Marks(&[Mark::Up]), Role::Warn, "legend.overtook"),
    (Sample::Marks(&[Mark::Times]), Role::Bad, "legend.times"),
    (Sample::Marks(&[Mark::Middle]), Role::Dim, "legend.pending"),
    (Sample::Letters("="), Role::Good, "legend.done"),
    (
        Sample::Marks(&[Mark::Endless]),
        Role::Text,
        "legend.endless",
    ),
    (Sample::Marks(&[Mark::More]), Role::Dim, "legend.more"),
];

/// Those of the lists, the headline and the rows below.
const LISTS: &[Row] = &[
    (Sample::Marks(&[Mark::Right]), Role::Accent, "legend.here"),
    (Sample::Marks(&[Mark::Folded]), Role::Dim, "legend.folded"),
    (
        Sample::Marks(&[Mark::Unfolded]),
        Role::Dim,
        "legend.unfolded",
    ),
    (Sample::Marks(&[Mark::Then]), Role::Text, "legend.then"),
    (Sample::Marks(&[Mark::Through]), Role::Dim, "legend.through"),
    (Sample::Marks(&[Mark::Cross]), Role::Bad, "legend.stuck"),
    (Sample::Marks(&[Mark::Over]), Role::Info, "legend.over"),
    (Sample::Marks(&[Mark::Watch]), Role::Accent, "legend.watch"),
    (Sample::Marks(&[Mark::Held]), Role::Warn, "legend.held"),
    (Sample::Marks(&[Mark::Alert]), Role::Bad, "legend.alert"),
    (Sample::Marks(&[Mark::Several]), Role::Info, "legend.remark"),
    (
        Sample::Marks(&[Mark::Taken, Mark::Open]),
        Role::Accent,
        "legend.variants",
    ),
];

/// Those beside the program, besides what threads do on a line.
const PROGRAM: &[Row] = &[
    (Sample::Marks(&[Mark::Nothing]), Role::Line, "legend.nobody"),
    (Sample::Marks(&[Mark::Gap]), Role::Faint, "legend.gap"),
    (
        Sample::Marks(&[Mark::Wrapped]),
        Role::Line,
        "legend.wrapped",
    ),
    (
        Sample::Marks(&[Mark::Up, Mark::Down]),
        Role::Dim,
        "legend.edges",
    ),
];

/// A group of the legend.
pub(super) struct Group {
    /// Its heading.
    pub(super) title: &'static str,
    /// What is seen, how, and what it says.
    pub(super) rows: Vec<(String, Style, &'static str)>,
}

/// The whole of it.
pub(super) fn groups(view: View) -> [Group; 3] {
    let lines = code::signs();
    let lines = lines.iter().map(|(sign, role, key)| {
        let style = view.look.fg(*role);
        (mark(view.look, *sign).to_owned(), style, view.get(key))
    });
    let of = |rows: &'static [Row]| rows.iter().map(|row| written(row, view));
    let group = |title, rows| Group {
        title: view.get(title),
        rows,
    };
    [
        group("overview.stage", of(STAGE).collect()),
        group("overview.lists", of(LISTS).collect()),
        group("overview.signs", lines.chain(of(PROGRAM)).collect()),
    ]
}

fn written(&(sample, role, key): &Row, view: View) -> (String, Style, &'static str) {
    let look = view.look;
    let text = match sample {
        Sample::Marks(marks) => {
            let signs: Vec<&str> = marks.iter().map(|sign| mark(look, *sign)).collect();
            signs.join(" ")
        }
        Sample::Letters(text) => text.to_owned(),
        Sample::Word(key) => view.get(key).to_owned(),
        Sample::Pixels(drawn, ascii) => if look.ascii { ascii } else { drawn }.to_owned(),
    };
    (text, look.fg(role), view.get(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_a_row() {
        let rows = || STAGE.iter().chain(LISTS).chain(PROGRAM);
        let told = |sign: Mark| {
            rows()
                .any(|(sample, ..)| matches!(sample, Sample::Marks(marks) if marks.contains(&sign)))
                || code::signs().iter().any(|(other, ..)| *other == sign)
        };
        let missing: Vec<Mark> = Mark::ALL.into_iter().filter(|sign| !told(*sign)).collect();
        assert!(missing.is_empty(), "the legend has no row for {missing:?}");
    }
}
