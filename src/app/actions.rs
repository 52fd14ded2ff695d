//! What keys and other input do.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::keys::{self, Action};
use super::rows::Move;
use super::session::{Launch, Session, StartError, fresh_seed};
use super::{App, AppError, Flow, SPEEDS};
use crate::scene::Does;
use crate::stage::{Granularity, Request};
use crate::term::{Input, TermError};
use crate::text::Texts;
use crate::view::ui::{Overlay, Pane, Run, StepSize};

impl App {
    pub(super) fn input(&mut self, input: Input) -> Result<Flow, AppError> {
        match input {
            Input::Terminal(Event::Key(key)) => return self.key(key),
            Input::Terminal(Event::Paste(text)) => self.paste(&text),
            // The size may have gone and come back since the last frame: what a terminal makes of that is its own affair.
            Input::Resized => self.terminal.renew()?,
            Input::Continued => self.terminal.retake()?,
            Input::Terminal(_) => {}
            Input::Quit(_) => return Ok(Flow::Quit),
            Input::Suspend => self.suspend()?,
            Input::Lost(why) => return Err(TermError::Lost(std::io::Error::other(why)).into()),
        }
        Ok(Flow::On)
    }

    fn key(&mut self, key: KeyEvent) -> Result<Flow, AppError> {
        let Some(name) = keys::name(key) else {
            return Ok(Flow::On);
        };
        self.end_beat();
        // These work wherever one is.
        match name.as_str() {
            "ctrl-c" => return Ok(self.interrupt()),
            "ctrl-z" => {
                self.suspend()?;
                return Ok(Flow::On);
            }
            "ctrl-l" => {
                self.terminal.renew()?;
                return Ok(Flow::On);
            }
            _ => {}
        }
        if self.editor.is_open() {
            self.type_in(key);
            return Ok(Flow::On);
        }
        if self.options.remote && self.is_of_remote(&name) {
            return Ok(Flow::On);
        }
        if let Overlay::Gallery(_) = self.ui.overlay {
            return Ok(self.gallery_key(&name));
        }
        let scrolls = matches!(
            name.as_str(),
            "up" | "down" | "pgup" | "pgdn" | "home" | "end"
        );
        if self.ui.overlay == Overlay::Help && scrolls {
            self.scroll(&name);
            return Ok(Flow::On);
        }
        if self.ui.overlay == Overlay::Question {
            if self.question_key(key.code, &name) {
                return Ok(Flow::On);
            }
            let action = keys::action(&name, self.ui.pane)
                .filter(|action| Self::leaves_question_alone(*action));
            return action.map_or(Ok(Flow::On), |action| self.act(action));
        }
        if let Some(does) = self.scene_key(key) {
            self.do_scene_key(does);
            return Ok(Flow::On);
        }
        if let Some(action) = keys::action(&name, self.ui.pane) {
            return self.act(action);
        }
        self.scroll(&name);
        Ok(Flow::On)
    }

    /// What a presenter's remote sends for what primviz does not have: hiding the picture, starting a show.
    fn is_of_remote(&mut self, name: &str) -> bool {
        let read = matches!(self.ui.overlay, Overlay::Help | Overlay::Problems(_));
        match name {
            "." | "b" => true,
            "esc" => !read,
            "pgup" if !read && self.ui.pane == Pane::Stage => {
                let sentence = self.texts().get("notice.pgup").to_owned();
                self.remark(sentence);
                true
            }
            _ => false,
        }
    }

    fn act(&mut self, action: Action) -> Result<Flow, AppError> {
        match action {
            Action::Quit => return Ok(Flow::Quit),
            Action::Interrupt => return Ok(self.interrupt()),
            Action::Suspend => self.suspend()?,
            Action::Repaint => self.terminal.renew()?,
            Action::Pause => self.toggle_pause(),
            Action::Step => self.step(),
            Action::Slower => self.change_speed(-1),
            Action::Faster => self.change_speed(1),
            Action::Beats => self.toggle_beats(),
            Action::NextCause => self.next_cause(),
            Action::NextOwnCause => self.next_own_cause(),
            Action::Caption => self.ui.caption = !self.ui.caption,
            Action::PreviousTask => self.choose(-1),
            Action::NextTask => self.choose(1),
            Action::EarlierRow => self.choose_row(Move::Back(1)),
            Action::LaterRow => self.choose_row(Move::On(1)),
            Action::WhatNext => self.what_next(),
            Action::Prompt => self.open_prompt(),
            Action::HoldTyping => self.toggle_hold_for_typing(),
            Action::Answer => self.open_answer(),
            Action::Variant => self.next_variant(),
            Action::Restart => self.restart(false),
            Action::Reseed => self.restart(true),
            Action::Granularity => self.toggle_granularity(),
            Action::Pane => self.go_to_pane(self.ui.pane.next()),
            Action::PreviousPane => self.go_to_pane(self.ui.pane.previous()),
            Action::Projector => self.ui.toggle_projector(),
            Action::Theme => self.ui.look.theme = self.ui.look.theme.next(),
            Action::Colours => self.ui.look.depth = self.ui.look.depth.next(),
            Action::Ascii => self.ui.look.ascii = !self.ui.look.ascii,
            Action::Language => self.toggle_language(),
            Action::Help => {
                let open = self.ui.overlay == Overlay::Help;
                self.ui.overlay = if open { Overlay::None } else { Overlay::Help };
                self.ui.back = 0;
            }
            Action::Back => self.back(),
        }
        Ok(Flow::On)
    }

    /// Keys without a row in the table move what can be scrolled.
    pub(super) fn scroll(&mut self, name: &str) {
        let page = i32::from(self.area.height / 2).max(1);
        let in_log = self.ui.pane == Pane::Log && self.ui.overlay == Overlay::None;
        if in_log && let Some(go) = Move::of(name, page as usize) {
            self.choose_row(go);
            return;
        }
        let back = self.ui.back;
        self.ui.back = match name {
            "up" => back.saturating_add(1),
            "down" => back.saturating_sub(1),
            "pgup" => back.saturating_add(page),
            "pgdn" | "space" => back.saturating_sub(page),
            "home" => i32::MAX,
            "end" if matches!(self.ui.overlay, Overlay::Help) => i32::MIN,
            "end" => 0,
            _ => back,
        };
    }

    /// Gives the terminal back and stops the process; the program's time stands still meanwhile.
    fn suspend(&mut self) -> Result<(), AppError> {
        let running = self.ui.run == Run::Running && self.session.is_some();
        if running && let Some(session) = &mut self.session {
            session.request(Request::Pause);
            while session.clock.running() {
                let Ok(message) = session.stage.messages().recv() else {
                    break;
                };
                session.take(message, self.epoch.elapsed().as_micros() as u64);
            }
        }
        self.terminal.suspend()?;
        if running && let Some(session) = &self.session {
            session.request(Request::Resume);
        }
        self.dirty = true;
        Ok(())
    }

    fn toggle_pause(&mut self) {
        match self.ui.run {
            Run::Running => self.hold(Run::Pausing),
            Run::Pausing | Run::Paused | Run::Asking => self.let_go(),
            Run::Leaving => {}
        }
    }

    pub(super) fn hold(&mut self, run: Run) {
        self.request(Request::Pause);
        self.ui.run = run;
    }

    pub(super) fn let_go(&mut self) {
        if self.ui.overlay == Overlay::Question {
            self.drop_question();
        }
        self.request(Request::Resume);
        self.ui.run = Run::Running;
    }

    pub(super) fn request(&self, request: Request) {
        if let Some(session) = &self.session {
            session.request(request);
        }
    }

    fn step(&mut self) {
        if self.ui.run == Run::Running {
            self.hold(Run::Pausing);
        }
        let Some(task) = self.ui.chosen.or_else(|| self.first_to_step()) else {
            return;
        };
        self.ui.chosen = Some(task);
        self.tell_of_leap(task);
        // One that cannot run does not; the view says why.
        self.request(Request::Step(task));
    }

    fn change_speed(&mut self, by: isize) {
        let Some(session) = &self.session else { return };
        let now = session.clock.speed();
        let nearest = |speed: &f64| ((speed - now).abs() * 1e6) as u64;
        let here = (0..SPEEDS.len())
            .min_by_key(|&i| nearest(&SPEEDS[i]))
            .unwrap_or(0);
        let there = here.saturating_add_signed(by).min(SPEEDS.len() - 1);
        self.options.speed = SPEEDS[there];
        session.request(Request::Speed(SPEEDS[there]));
    }

    fn toggle_granularity(&mut self) {
        let (step, granularity) = match self.ui.step {
            StepSize::Lines => (StepSize::Operations, Granularity::Operation),
            StepSize::Operations => (StepSize::Lines, Granularity::Line),
        };
        self.ui.step = step;
        self.request(Request::Granularity(granularity));
    }

    fn toggle_language(&mut self) {
        self.ui.lang = self.ui.lang.next();
        self.refresh_hints();
    }

    fn back(&mut self) {
        match self.ui.overlay {
            Overlay::None if self.ui.asking.is_some() => self.drop_question(),
            Overlay::None => {
                if self.session.as_ref().is_some_and(Session::lecturer_busy) {
                    self.request(Request::Abandon);
                } else {
                    self.open_gallery();
                }
            }
            _ => self.ui.overlay = Overlay::None,
        }
    }

    /// What has to be done once the run has spoken: its questions and complaints come to the prompt.
    pub(super) fn after_messages(&mut self) {
        if let Some(complaint) = self
            .session
            .as_mut()
            .and_then(|session| session.complaint.take())
        {
            // Whoever pressed a key of the scene's has no line to mend.
            if self.said_at_prompt {
                self.editor.refuse(complaint);
                self.hold_for_typing();
            } else {
                self.warn(complaint.message);
            }
        }
        self.tell_result();
        self.arrive();
        self.after_question();
        self.serve_asker();
    }

    fn scene_key(&self, key: KeyEvent) -> Option<Does> {
        let KeyCode::Char(c) = key.code else {
            return None;
        };
        if key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        {
            return None;
        }
        let session = self.session.as_ref()?;
        session.program().key(c).cloned()
    }

    fn do_scene_key(&mut self, does: Does) {
        match does {
            Does::Run(statement) => {
                self.said_at_prompt = false;
                // As in other consoles, a semicolon at the end keeps its value to itself.
                let statement = statement.trim_end().trim_end_matches(';');
                self.tell_of_queue();
                self.request(Request::Say(format!("{statement};")));
            }
            Does::Variant(name) => self.start_variant(name),
        }
    }

    fn next_variant(&mut self) {
        let Some(session) = &self.session else { return };
        let next = session.scene.next_variant(&session.variant).to_owned();
        if next == session.variant {
            let sentence = self.texts().get("notice.no-variants").to_owned();
            self.warn(sentence);
        } else {
            self.start_variant(next);
        }
    }

    /// Starts over with another variant (or back, where it is this one already) and the same seed.
    fn start_variant(&mut self, name: String) {
        let Some(session) = &self.session else { return };
        let variant = if session.variant == name {
            String::new()
        } else {
            name
        };
        let launch = Launch {
            variant,
            ..self.launch(session)
        };
        self.start(&launch);
    }

    fn restart(&mut self, reseed: bool) {
        let Some(session) = &self.session else { return };
        let mut launch = self.launch(session);
        if reseed {
            launch.seed = fresh_seed();
        }
        self.start(&launch);
        // Who goes from cause to cause with a remote goes on to the first.
        let started = !matches!(self.ui.overlay, Overlay::Problems(_));
        if self.options.remote && launch.paused && started {
            self.seek(None);
        }
    }

    /// The run that is on, to be started over.
    fn launch(&self, session: &Session) -> Launch {
        Launch {
            target: session.target.clone(),
            variant: session.variant.clone(),
            seed: session.seed,
            cores: self.options.cores,
            paused: matches!(self.ui.run, Run::Pausing | Run::Paused),
            speed: self.options.speed,
            pace: self.options.pace,
            beats: self.options.beats,
            granularity: match self.ui.step {
                StepSize::Lines => Granularity::Line,
                StepSize::Operations => Granularity::Operation,
            },
        }
    }

    /// Starts a run in place of the one that is on; where that cannot be, says why and leaves everything as it is.
    pub(super) fn start(&mut self, launch: &Launch) {
        match Session::start(launch) {
            Ok(session) => self.enter(session, launch.paused),
            Err(error) => self.ui.overlay = Overlay::Problems(problems(&error, self.texts())),
        }
    }

    pub(super) fn enter(&mut self, session: Session, paused: bool) {
        // The old run's threads end before the new one's are seen.
        self.drop_question();
        self.session = None;
        self.ui.listing = session.listing.clone();
        self.ui.scroll = crate::view::ui::Scroll::default();
        self.ui.chosen = None;
        self.ui.row = None;
        self.ui.overlay = Overlay::None;
        self.ui.notice = None;
        self.ui.back = 0;
        self.ui.run = if paused { Run::Paused } else { Run::Running };
        self.editor.close();
        self.editor.set_names(session.names.clone());
        self.put_aside = None;
        self.typing = false;
        self.session = Some(session);
        self.refresh_hints();
        self.dirty = true;
    }

    pub(super) fn texts(&self) -> &'static Texts {
        Texts::of(self.ui.lang)
    }
}

/// Why a run cannot be started, for the overlay.
fn problems(error: &StartError, texts: &Texts) -> crate::view::ui::Problems {
    use crate::view::ui::{Problem, Problems};
    let places = match error {
        StartError::Scene(error) => error.problems(),
        StartError::Threads(_) => &[],
    };
    let place = |problem: &crate::python::Problem| Problem {
        line: problem.line,
        column: problem.column,
        end_column: problem.end_column,
        source_line: problem.source_line.clone(),
        message: problem.message.clone(),
        instead: problem.instead.clone(),
    };
    match places.first() {
        Some(first) => Problems {
            file: first.file.as_str().into(),
            list: places.iter().map(place).collect(),
        },
        None => Problems {
            file: "".into(),
            list: vec![Problem {
                message: error.sentence(texts),
                ..Problem::default()
            }],
        },
    }
}
