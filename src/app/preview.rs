//! The small picture of the gallery: the chosen scene, really playing.

use std::time::Duration;

use crate::model::{Moment, Verdict};
use crate::scene::Does;
use crate::stage::{Granularity, Message, Request};
use crate::view::ui::Overlay;
use crate::view::{self, Ui};

use super::session::{Launch, Session};
use super::{App, BATCH};

/// How long a scene has to be chosen before it plays: whoever goes through the list starts none.
const BEFORE: Moment = 250_000;
/// After how long the lecturer's part is played: the scene's next key.
const KEY: Moment = 3_000_000;
/// How long the end stands before it plays again.
const AGAIN: Moment = 5_000_000;
/// The least time between two frames of it.
pub(super) const FRAME: Duration = Duration::from_millis(66);

/// What plays in the gallery.
#[derive(Debug, Default)]
pub(super) struct Preview {
    /// The scene and the variant it is for.
    of: Option<(usize, usize)>,
    pub(super) session: Option<Session>,
    /// When something is to be done: start it, play a key, start it over.
    due: Option<Moment>,
    /// Which of the scene's keys comes next.
    key: usize,
}

impl App {
    /// The scene that is chosen in the gallery plays, and none where there is no gallery.
    pub(super) fn settle_preview(&mut self) {
        let moment = self.moment();
        let Overlay::Gallery(gallery) = &self.ui.overlay else {
            if self.preview.of.is_some() {
                self.preview = Preview::default();
            }
            return;
        };
        let of = Some((gallery.chosen, gallery.variant));
        if self.preview.of != of {
            self.preview = Preview {
                of,
                due: Some(moment + BEFORE),
                ..Preview::default()
            };
        }
        if self.preview.due.is_none_or(|due| due > moment) {
            return;
        }
        let over = |session: &Session| {
            !matches!(
                session.model.verdict,
                Verdict::Running | Verdict::WaitingForLecturer
            )
        };
        if self.preview.session.as_ref().is_none_or(over) {
            self.play_preview(moment);
        } else {
            self.play_key(moment);
        }
    }

    fn play_preview(&mut self, moment: Moment) {
        let Some(launch) = self.chosen_launch() else {
            return;
        };
        let launch = Launch {
            seed: 1,
            cores: None,
            paused: false,
            speed: 1.0,
            pace: None,
            granularity: Granularity::Line,
            ..launch
        };
        self.preview.session = None;
        // What cannot be started says why when it is chosen.
        self.preview.session = Session::start(&launch).ok();
        self.preview.key = 0;
        self.preview.due = self.preview.session.is_some().then_some(moment + KEY);
        self.dirty = true;
    }

    fn play_key(&mut self, moment: Moment) {
        let Some(session) = &self.preview.session else {
            return;
        };
        let statements = session.program().keys.iter();
        let statements: Vec<&str> = statements
            .filter_map(|key| match &key.does {
                Does::Run(statement) => Some(&**statement),
                Does::Variant(_) => None,
            })
            .collect();
        if let Some(statement) = statements.get(self.preview.key % statements.len().max(1))
            && !session.lecturer_busy()
        {
            let statement = statement.trim_end().trim_end_matches(';');
            session.request(Request::Say(format!("{statement};")));
        }
        self.preview.key += 1;
        let after = if session.model.verdict == Verdict::Running {
            AGAIN
        } else {
            KEY
        };
        self.preview.due = Some(moment + after);
    }

    pub(super) fn preview_message(&mut self, message: Message) {
        let moment = self.moment();
        let Some(session) = &mut self.preview.session else {
            return;
        };
        session.take(message, moment);
        for _ in 0..BATCH {
            let Ok(message) = session.stage.messages().try_recv() else {
                break;
            };
            session.take(message, moment);
        }
        session.complaint = None;
        // It is over: the end is to be seen for a while.
        if !matches!(
            session.model.verdict,
            Verdict::Running | Verdict::WaitingForLecturer
        ) {
            self.preview.due = Some(moment + AGAIN);
        }
        self.dirty = true;
    }

    /// When the small picture changes by itself.
    pub(super) fn preview_change(&self) -> Option<Moment> {
        let moment = self.moment();
        let drawn = self.preview.session.as_ref().and_then(|session| {
            view::stage::next_change(&session.model, &preview_ui(&self.ui, session), moment)
        });
        drawn.into_iter().chain(self.preview.due).min()
    }
}

/// What the small picture is drawn with: the gallery's look, and nothing chosen.
pub(super) fn preview_ui(ui: &Ui, session: &Session) -> Ui {
    Ui {
        lang: ui.lang,
        look: ui.look,
        reduced_motion: ui.reduced_motion,
        now: session.clock.now(),
        speed: session.clock.speed() as f32,
        ..Ui::default()
    }
}
