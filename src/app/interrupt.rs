//! ctrl-c: as in a terminal it interrupts the program, and a second one leaves.

use std::time::{Duration, Instant};

use super::{App, Flow};
use crate::model::Verdict;
use crate::stage::Request;
use crate::view::ui::Overlay;

/// How soon the second one has to come.
const SOON: Duration = Duration::from_secs(2);

impl App {
    /// Interrupts the program's main thread; leaves where no program runs, or if this was asked for a moment ago.
    pub(super) fn interrupt(&mut self) -> Flow {
        let gallery = matches!(self.ui.overlay, Overlay::Gallery(_));
        let runs = self.session.as_ref().filter(|_| !gallery);
        let runs = runs.is_some_and(|session| session.model.verdict != Verdict::Ended);
        let again = self.interrupted.is_some_and(|at| at.elapsed() < SOON);
        if !runs || again {
            return Flow::Quit;
        }
        self.interrupted = Some(Instant::now());
        self.leave_prompt();
        self.request(Request::Interrupt);
        let sentence = self.texts().get("notice.interrupt").to_owned();
        self.warn(sentence);
        Flow::On
    }
}
