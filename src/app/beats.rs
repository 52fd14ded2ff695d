//! Beats, and the way from cause to cause.

use crate::stage::Request;
use crate::view::ui::{Overlay, Pane, Run};

use super::App;
use super::session::Session;

impl App {
    pub(super) fn toggle_beats(&mut self) {
        self.ui.beats = !self.ui.beats;
        self.options.beats = self.ui.beats;
        self.request(Request::Beats(self.ui.beats));
    }

    /// Whatever key it is, it ends the hold of a beat: whoever presses it has seen enough.
    pub(super) fn end_beat(&self) {
        if self.session.as_ref().is_some_and(|session| session.held) {
            self.request(Request::EndBeat);
        }
    }

    /// Runs on to the next cause; where a text pane is chosen, the key moves that.
    pub(super) fn next_cause(&mut self) {
        let reads = matches!(self.ui.pane, Pane::Code | Pane::Log | Pane::Output);
        if reads || self.ui.overlay == Overlay::Help {
            self.scroll("pgdn");
        } else {
            self.seek(None);
        }
    }

    /// Runs on to the next cause of the chosen thread.
    pub(super) fn next_own_cause(&mut self) {
        let Some(task) = self.ui.chosen else {
            let sentence = self.texts().get("notice.choose-first").to_owned();
            self.warn(sentence);
            return;
        };
        self.seek(Some(task));
    }

    /// Runs on to the next cause, of this thread or of any.
    pub(super) fn seek(&mut self, task: Option<crate::trace::TaskId>) {
        self.request(Request::NextCause(task));
        self.ui.run = Run::Running;
    }

    /// The cause that was sought has come: the run is paused.
    pub(super) fn arrive(&mut self) {
        let reached = |session: &mut Session| std::mem::take(&mut session.reached);
        if self.session.as_mut().is_some_and(reached) {
            self.ui.run = Run::Paused;
        }
    }
}
