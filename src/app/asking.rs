//! `w`: a question about this moment, votes for its answers, and the way to the one that comes true.
//!
//! The run is paused and a copy of its world is asked for: all that was told before it has happened in it. The questions
//! are made of the model as it is then; while one stands, another thread searches the copy for what can come of it.

mod search;
mod votes;

use ratatui::crossterm::event::KeyCode;

use super::App;
use super::keys::Action;
use super::session::Session;
use crate::model::{Answer, Ask, Question, Sure, Watch, questions};
use crate::stage::Request;
use crate::text;
use crate::view::ui::{Asking, Overlay, Phase, Run};
use crate::world::World;
pub(super) use search::Found;
use search::Search;
use votes::Votes;

/// What has to be remembered while a question is put, beside what is seen of it.
#[derive(Debug)]
pub(super) struct Round {
    /// The moment's questions.
    questions: Vec<Question>,
    /// The world at that moment.
    world: Option<Box<World>>,
    /// For which answers of each of them was voted, in order, and how many are for each.
    votes: Vec<Votes>,
    search: Search,
    /// Whether the run goes on when the question is left.
    goes_on: bool,
    /// The speed to go back to.
    speed: Option<f64>,
    /// Whether there are beats for its sake alone.
    beats: bool,
}

impl App {
    /// Asks; where a question stands, plays on to its answer; where it is answered, goes on.
    pub(super) fn what_next(&mut self) {
        match self.ui.asking.as_ref().map(|asking| &asking.phase) {
            Some(Phase::Open) => self.play_on(),
            Some(Phase::Playing) => self.drop_question(),
            Some(Phase::Answered { .. }) => self.let_go(),
            None => self.begin_round(),
        }
    }

    fn begin_round(&mut self) {
        if self.session.is_none() || self.round.is_some() {
            return;
        }
        self.round = Some(Round {
            questions: Vec::new(),
            world: None,
            votes: Vec::new(),
            search: Search::default(),
            goes_on: self.ui.run == Run::Running,
            speed: None,
            beats: false,
        });
        self.request(Request::Pause);
        self.request(Request::Copy);
        self.ui.run = Run::Asking;
    }

    /// The copy has come: the model is now what the copy is.
    fn copied(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(world) = session.copy.take() else {
            return;
        };
        let Some(round) = &mut self.round else { return };
        round.questions = questions(&session.model, self.ui.chosen);
        // What was asked last is asked again last.
        let asked = &self.asked;
        round.questions.sort_by_key(|question| {
            let kind = question.ask.kind();
            asked
                .iter()
                .position(|other| *other == kind)
                .map_or(0, |at| at + 1)
        });
        let none = |question: &Question| Votes::none(question.answers.len());
        round.votes = round.questions.iter().map(none).collect();
        round.world = Some(world);
        if round.questions.is_empty() {
            let sentence = self.texts().get("question.nothing").to_owned();
            self.leave_question();
            self.remark(sentence);
            return;
        }
        self.ui.overlay = Overlay::Question;
        self.put(0);
    }

    /// Puts one of the moment's questions.
    fn put(&mut self, index: usize) {
        let (Some(round), Some(session)) = (&mut self.round, &mut self.session) else {
            return;
        };
        let Some(question) = round.questions.get(index).cloned() else {
            return;
        };
        round.search = match &round.world {
            Some(world) => search::begin(world, &question, &statements(session)),
            None => Search::default(),
        };
        session.watch = Some(Watch::new(&question));
        session.heard = None;
        self.ui.asking = Some(Asking {
            now: session.clock.now(),
            place: (index, round.questions.len()),
            votes: round.votes.get(index).map_or_else(Vec::new, Votes::counts),
            counting: None,
            phase: Phase::Open,
            question,
        });
    }

    /// A key while a question is on the screen; whether it had a meaning there.
    pub(super) fn question_key(&mut self, code: KeyCode, name: &str) -> bool {
        let Some(asking) = &mut self.ui.asking else {
            return false;
        };
        let open = asking.phase == Phase::Open;
        match (code, name) {
            (KeyCode::Char(digit @ '0'..='9'), _) if open => {
                self.vote(digit as usize - '0' as usize);
            }
            (_, "=") if open => self.count(),
            (_, "backspace") if open => self.take_back(),
            (_, "left") if open => self.turn(false),
            (_, "right" | "tab") if open => self.turn(true),
            (_, "enter") if asking.counting.is_some() => asking.counting = None,
            (_, "enter" | "w" | "space" | "pgdn") => self.what_next(),
            (_, "esc") if open => self.leave_question(),
            (_, "esc") => self.drop_question(),
            _ => return false,
        }
        true
    }

    /// Keys of the table that mean the same while a question is on the screen; the others would change what it is about.
    pub(super) fn leaves_question_alone(action: Action) -> bool {
        matches!(
            action,
            Action::Quit
                | Action::Suspend
                | Action::Repaint
                | Action::Projector
                | Action::Theme
                | Action::Colours
                | Action::Ascii
                | Action::Language
                | Action::Restart
                | Action::Reseed
                | Action::Variant
        )
    }

    /// Another question of the moment.
    fn turn(&mut self, on: bool) {
        let Some(asking) = &self.ui.asking else {
            return;
        };
        let (index, all) = asking.place;
        let step = if on { 1 } else { all.saturating_sub(1) };
        self.put((index + step) % all.max(1));
    }

    /// Lets the run go on, slowly, until the question is answered.
    fn play_on(&mut self) {
        let (Some(asking), Some(round)) = (&mut self.ui.asking, &mut self.round) else {
            return;
        };
        asking.counting = None;
        let kind = asking.question.ask.kind();
        self.asked.retain(|other| *other != kind);
        self.asked.push(kind);
        round.search.look();
        let never = matches!(asking.question.ask, Ask::Deadlock { .. } | Ask::Lost { .. })
            && round.search.excludes(&Answer::Yes);
        let at_once = match asking.question.known() {
            None if never => Some(Answer::No),
            known => known,
        };
        if at_once.is_some() || asking.question.ask == Ask::Scene {
            asking.phase = Phase::Answered {
                came: at_once,
                sure: Sure::Only,
                cause: None,
            };
            self.ui.run = Run::Paused;
            return;
        }
        asking.phase = Phase::Playing;
        self.ui.overlay = Overlay::None;
        self.slow_down();
        self.request(Request::Resume);
        self.ui.run = Run::Running;
        // The lecturer is never held, and may have given the answer already.
        self.hear_answer();
    }

    /// With beats, and no faster than they are kept.
    fn slow_down(&mut self) {
        let (Some(round), Some(session)) = (&mut self.round, &self.session) else {
            return;
        };
        if session.clock.speed() > 1.0 {
            round.speed = Some(session.clock.speed());
            session.request(Request::Speed(1.0));
        }
        if !self.ui.beats {
            round.beats = true;
            session.request(Request::Beats(true));
        }
    }

    /// What was changed for the sake of the question is put back.
    fn speed_up(&mut self) {
        let (Some(round), Some(session)) = (&mut self.round, &self.session) else {
            return;
        };
        if let Some(speed) = round.speed.take() {
            session.request(Request::Speed(speed));
        }
        if std::mem::take(&mut round.beats) && !self.ui.beats {
            session.request(Request::Beats(false));
        }
    }

    /// After messages of the run: the copy for a question may have come, or its answer.
    pub(super) fn after_question(&mut self) {
        self.copied();
        self.hear_answer();
    }

    /// What a search has found may change how sure an answer is.
    pub(super) fn found(&mut self, found: Option<Found>) {
        let Some(round) = &mut self.round else { return };
        let Some(found) = found else {
            // The search has failed: nothing is known of other runs.
            round.search = Search::default();
            return;
        };
        round.search.take(found);
        if let Some(asking) = &mut self.ui.asking
            && let Phase::Answered {
                came: Some(came),
                sure,
                ..
            } = &mut asking.phase
            && asking.question.known().is_none()
        {
            *sure = round.search.sure(came);
        }
        self.dirty = true;
    }

    fn hear_answer(&mut self) {
        let playing = |asking: &&mut Asking| asking.phase == Phase::Playing;
        let Some(asking) = self.ui.asking.as_mut().filter(playing) else {
            return;
        };
        let (Some(session), Some(round)) = (&mut self.session, &mut self.round) else {
            return;
        };
        let Some(came) = session.heard.take() else {
            return;
        };
        session.watch = None;
        round.search.look();
        asking.phase = Phase::Answered {
            cause: text::cause_of(&session.model, &asking.question, &came),
            sure: round.search.sure(&came),
            came: Some(came),
        };
        self.ui.overlay = Overlay::Question;
        self.speed_up();
        self.request(Request::Pause);
        self.ui.run = Run::Paused;
    }

    /// The question goes, and the run is as it was before.
    fn leave_question(&mut self) {
        let goes_on = self.round.as_ref().is_some_and(|round| round.goes_on);
        self.drop_question();
        if goes_on {
            self.request(Request::Resume);
            self.ui.run = Run::Running;
        } else {
            self.ui.run = Run::Paused;
        }
    }

    /// The question goes, and nothing else changes.
    pub(super) fn drop_question(&mut self) {
        self.speed_up();
        self.round = None;
        self.ui.asking = None;
        if let Some(session) = &mut self.session {
            session.watch = None;
            session.heard = None;
            session.copy = None;
        }
        if self.ui.overlay == Overlay::Question {
            self.ui.overlay = Overlay::None;
        }
    }

    /// Where a search that is on tells what it has found.
    pub(super) fn searching(&self) -> Option<&crossbeam_channel::Receiver<Found>> {
        self.round.as_ref()?.search.receiver()
    }
}

/// What the lecturer may do where it is the lecturer's turn: the statements of the scene's keys.
fn statements(session: &Session) -> Vec<String> {
    use crate::model::Verdict;
    use crate::scene::Does;
    if session.model.verdict != Verdict::WaitingForLecturer {
        return Vec::new();
    }
    let keys = session.program().keys.iter();
    let statements = keys.filter_map(|key| match &key.does {
        Does::Run(statement) => Some(statement.to_string()),
        Does::Variant(_) => None,
    });
    statements.collect()
}
