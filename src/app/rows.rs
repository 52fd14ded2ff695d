//! The row of the log that is chosen, and unfolded.

use super::App;
use crate::view::ui::Pane;

/// Where the choice goes among the rows of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// So many rows back in time.
    Back(usize),
    /// So many rows on; past the newest none is chosen.
    On(usize),
    /// To the oldest.
    Oldest,
    /// None is chosen, and the newest are seen.
    Newest,
}

impl Move {
    /// What a key does that moves what can be scrolled, where a page has so many rows.
    pub(super) fn of(key: &str, page: usize) -> Option<Self> {
        Some(match key {
            "pgup" => Self::Back(page),
            "home" => Self::Oldest,
            "end" => Self::Newest,
            _ => return None,
        })
    }
}

impl App {
    /// Moves the choice among the rows of the log.
    pub(super) fn choose_row(&mut self, go: Move) {
        let Some(session) = &self.session else { return };
        let log = &session.model.log;
        let here = self.ui.row.and_then(|row| log.row_at(row));
        let here = here.unwrap_or(log.rows.len());
        let there = match go {
            Move::Back(by) => here.saturating_sub(by),
            Move::On(by) => here + by,
            Move::Oldest => 0,
            Move::Newest => log.rows.len(),
        };
        self.ui.row = log.rows.get(there).map(|row| row.first);
    }

    /// Chooses a pane, from its start.
    pub(super) fn go_to_pane(&mut self, pane: Pane) {
        self.ui.pane = pane;
        self.ui.back = 0;
        self.ui.row = None;
        self.refresh_hints();
    }
}
