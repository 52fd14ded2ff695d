//! The signs that are not letters, each with its stand-in in ASCII: whatever stands on the screen for something is in
//! this table, and in the help's legend.

use super::theme::Look;

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// So many times; wiped out; cancelled.
    Times,
    /// To the right; runs; chosen.
    Right,
    /// To the left.
    Left,
    /// The one before is on the left.
    Before,
    /// The one before is on the right.
    After,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
    /// Between two things; not begun.
    Middle,
    /// More than can be shown.
    More,
    /// Without end.
    Endless,
    /// Cannot go on: caught in a circle, ended with an error.
    Cross,
    /// Waits; held.
    Held,
    /// Several things at once; a remark.
    Several,
    /// Sleeps.
    Asleep,
    /// Nobody is here.
    Nothing,
    /// Lines left out.
    Gap,
    /// The line above goes on.
    Wrapped,
    /// What came of it.
    Then,
    /// From one to another, and all between.
    Through,
    /// Has more to tell.
    Folded,
    /// Has told it.
    Unfolded,
    /// All is over.
    Over,
    /// What to look at.
    Watch,
    /// The one of several that is chosen.
    Taken,
    /// One of several that is not.
    Open,
    /// Woken; something is wrong.
    Alert,
    /// Asks.
    Ask,
}

impl Mark {
    /// Every sign.
    pub const ALL: [Mark; 27] = [
        Mark::Times,
        Mark::Right,
        Mark::Left,
        Mark::Before,
        Mark::After,
        Mark::Up,
        Mark::Down,
        Mark::Middle,
        Mark::More,
        Mark::Endless,
        Mark::Cross,
        Mark::Held,
        Mark::Several,
        Mark::Asleep,
        Mark::Nothing,
        Mark::Gap,
        Mark::Wrapped,
        Mark::Then,
        Mark::Through,
        Mark::Folded,
        Mark::Unfolded,
        Mark::Over,
        Mark::Watch,
        Mark::Taken,
        Mark::Open,
        Mark::Alert,
        Mark::Ask,
    ];
}

/// The characters of a sign.
pub fn mark(look: Look, mark: Mark) -> &'static str {
    let (drawn, ascii) = match mark {
        Mark::Times => ("×", "x"),
        Mark::Right => ("►", ">"),
        Mark::Left => ("◄", "<"),
        Mark::Before => ("‹", "<"),
        Mark::After => ("›", ">"),
        Mark::Up => ("▲", "^"),
        Mark::Down => ("▼", "v"),
        Mark::Middle => ("·", "-"),
        Mark::More => ("…", "~"),
        Mark::Endless => ("∞", "oo"),
        Mark::Cross => ("×", "X"),
        Mark::Held => ("‖", "="),
        Mark::Several => ("•", "*"),
        Mark::Asleep => ("~", "~"),
        Mark::Nothing => ("│", "|"),
        Mark::Gap => ("┆", ":"),
        Mark::Wrapped => ("↳", "\\"),
        Mark::Then => ("→", "->"),
        Mark::Through => ("–", "-"),
        Mark::Folded => ("▸", "+"),
        Mark::Unfolded => ("▾", "-"),
        Mark::Over => ("■", "#"),
        Mark::Watch => ("◆", "*"),
        Mark::Taken => ("●", "*"),
        Mark::Open => ("○", "-"),
        Mark::Alert => ("!", "!"),
        Mark::Ask => ("?", "?"),
    };
    if look.ascii { ascii } else { drawn }
}
