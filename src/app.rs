//! The application: the session, what keys do, and the loop that waits for whatever comes next.
//!
//! The loop blocks on channels (records of the run, input from outside, the moment of the next frame) and never polls:
//! a still picture costs nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, at, never, select_biased};
use ratatui::layout::{Position, Rect};

use crate::model::Moment;
use crate::stage::{Granularity, Message};
use crate::term::{Input, Inputs, Terminal};
use crate::text::Lang;
use crate::view::{self, Ui, ui};

mod actions;
mod asking;
mod beats;
mod choice;
mod hints;
mod interrupt;
pub mod keys;
mod preview;
mod prompt;
mod remarks;
mod rows;
mod session;
mod typing;

pub use crate::term::TermError;
pub use crate::view::theme::{Depth, Look, Theme};
use preview::{Preview, preview_ui};
use prompt::Editor;
use session::{Launch, Session, fresh_seed};
pub use session::{StartError, scene_sentence};

/// The least time between two frames.
const FRAME: Duration = Duration::from_millis(33);
/// How many messages are taken before the loop looks at the keyboard again.
const BATCH: usize = 2048;
/// The speeds that `[` and `]` go through: program seconds in a real second.
const SPEEDS: [f64; 19] = [
    0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 50.0, 100.0, 200.0,
    500.0, 1000.0,
];

/// What the command line asks of the screen.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct AppOptions {
    /// A scene's name or a path; none opens the gallery.
    pub target: Option<String>,
    /// Name of the variant.
    pub variant: Option<String>,
    /// Seed of the draws; none draws one.
    pub seed: Option<u64>,
    /// Cores that the program sees; without a number, the world's.
    pub cores: Option<u32>,
    /// Whether to stop before the first line.
    pub paused: bool,
    /// Program seconds in a real second.
    pub speed: f64,
    /// How long a thread stays on each line at 1x, whatever the scene says.
    pub pace: Option<Duration>,
    /// Language of the interface.
    pub lang: Lang,
    /// The theme, how many colours, whether ASCII alone.
    pub look: Look,
    /// Fewer, larger things.
    pub projector: bool,
    /// A presenter's remote is in use: what remotes send by mistake does nothing.
    pub remote: bool,
    /// The run goes on while a statement is typed.
    pub live_prompt: bool,
    /// Whether the run is held for a moment whenever an operation wakes somebody.
    pub beats: bool,
    /// Nothing that flashes, pulses or flies.
    pub reduced_motion: bool,
    /// Whether the locale is one whose terminals may draw block characters two cells wide (Chinese, Japanese, Korean).
    pub wide_locale: bool,
}

/// Why the screen ended otherwise than by the user's wish.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no terminal, or it has gone.
    #[error(transparent)]
    Term(#[from] TermError),
    /// The program or scene cannot be run.
    #[error(transparent)]
    Start(#[from] StartError),
    /// A bug of ours.
    #[error("primviz failed, and this is its own fault, not your program's: {0}")]
    Bug(String),
}

/// Makes what the first frame needs; may be called on another thread beforehand.
pub fn prepare() {
    view::prepare();
}

/// Shows the screen until the user leaves it.
///
/// # Errors
/// There is no terminal or it goes away; the program cannot be run; a bug. The terminal is restored in every case.
pub fn run(options: AppOptions) -> Result<(), AppError> {
    let outcome = catch_unwind(AssertUnwindSafe(|| App::new(options)?.run()));
    outcome.unwrap_or_else(|_| Err(AppError::Bug(crate::term::last_panic().unwrap_or_default())))
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Quit,
}

/// What came first.
enum Came {
    Input(Option<Input>),
    Message(Option<Message>),
    Preview(Option<Message>),
    Found(Option<asking::Found>),
    Frame,
}

struct App {
    // Dropped in this order: the run ends before the terminal is given back, so that nothing is left behind it.
    session: Option<Session>,
    preview: Preview,
    terminal: Terminal,
    inputs: Inputs,
    ui: Ui,
    editor: Editor,
    options: AppOptions,
    /// The moment zero of all motion.
    epoch: Instant,
    /// Something changed since the last frame.
    dirty: bool,
    last_frame: Option<Instant>,
    /// The screen's size at the last frame.
    area: Rect,
    /// An `input()` whose question was put aside with esc.
    put_aside: Option<crate::trace::TaskId>,
    /// The lecturer's last statement was typed, not a key's.
    said_at_prompt: bool,
    /// The run is held while somebody types.
    typing: bool,
    /// When ctrl-c was last pressed.
    interrupted: Option<Instant>,
    /// The question to the audience, as far as it is not seen.
    round: Option<asking::Round>,
    /// Kinds of questions that were asked, the last one last.
    asked: Vec<&'static str>,
}

impl App {
    fn new(options: AppOptions) -> Result<Self, AppError> {
        // Whatever is wrong with the program is said before the terminal is touched.
        let session = match &options.target {
            Some(target) => Some(Session::start(&Launch {
                target: target.clone(),
                variant: options.variant.clone().unwrap_or_default(),
                seed: options.seed.unwrap_or_else(fresh_seed),
                cores: options.cores,
                paused: options.paused,
                speed: options.speed,
                pace: options.pace,
                granularity: Granularity::Line,
                beats: options.beats,
            })?),
            None => None,
        };
        let terminal = Terminal::new()?;
        let mut look = options.look;
        look.ascii |= options.wide_locale && terminal.blocks_are_wide();
        let inputs = Inputs::new().map_err(TermError::from)?;
        let ui = Ui {
            lang: options.lang,
            look,
            projector: options.projector,
            beats: options.beats,
            reduced_motion: options.reduced_motion,
            ..Ui::default()
        };
        let mut app = Self {
            session: None,
            preview: Preview::default(),
            terminal,
            inputs,
            ui,
            editor: Editor::default(),
            options,
            epoch: Instant::now(),
            dirty: true,
            last_frame: None,
            area: Rect::default(),
            put_aside: None,
            said_at_prompt: false,
            typing: false,
            interrupted: None,
            round: None,
            asked: Vec::new(),
        };
        match session {
            Some(session) => app.enter(session, app.options.paused),
            None => app.open_gallery(),
        }
        Ok(app)
    }

    fn run(mut self) -> Result<(), AppError> {
        let inputs = self.inputs.receiver().clone();
        // The first frame shows the first records, if they are there in time.
        self.take_messages();
        loop {
            let now = Instant::now();
            if self.dirty
                && self
                    .last_frame
                    .is_none_or(|last| now >= last + self.frame())
            {
                self.draw()?;
            }
            self.settle_preview();
            match self.wait(&inputs) {
                Came::Input(Some(input)) => {
                    if self.input(input)? == Flow::Quit {
                        return Ok(());
                    }
                    while let Ok(input) = inputs.try_recv() {
                        if self.input(input)? == Flow::Quit {
                            return Ok(());
                        }
                    }
                    self.take_messages();
                    // Whoever pressed a key wants to see what it did.
                    self.draw()?;
                }
                Came::Input(None) => return Ok(()),
                Came::Message(Some(message)) => {
                    self.message(message)?;
                    self.take_messages();
                    self.check_session()?;
                    self.dirty = true;
                }
                // Nobody tells anything any more, and nobody said why.
                Came::Message(None) => {
                    return Err(AppError::Bug(crate::term::last_panic().unwrap_or_default()));
                }
                Came::Preview(Some(message)) => self.preview_message(message),
                Came::Preview(None) => self.preview.session = None,
                Came::Found(found) => self.found(found),
                Came::Frame => self.dirty = true,
            }
        }
    }

    /// Sleeps until something comes.
    fn wait(&self, inputs: &Receiver<Input>) -> Came {
        let nothing = never();
        let messages = self
            .session
            .as_ref()
            .map_or(&nothing, |session| session.stage.messages());
        let played = self
            .preview
            .session
            .as_ref()
            .map_or(&nothing, |session| session.stage.messages());
        let unsought = never();
        let searching = self.searching().unwrap_or(&unsought);
        let frame = self.next_frame().map_or_else(never, at);
        select_biased! {
            recv(inputs) -> input => Came::Input(input.ok()),
            recv(frame) -> _ => Came::Frame,
            recv(searching) -> found => Came::Found(found.ok()),
            recv(messages) -> message => Came::Message(message.ok()),
            recv(played) -> message => Came::Preview(message.ok()),
        }
    }

    /// The least time between two frames: the small picture of the gallery needs fewer.
    fn frame(&self) -> Duration {
        match self.ui.overlay {
            ui::Overlay::Gallery(_) => preview::FRAME,
            _ => FRAME,
        }
    }

    /// When to draw next if nothing comes.
    fn next_frame(&self) -> Option<Instant> {
        let earliest = self
            .last_frame
            .map_or_else(Instant::now, |last| last + self.frame());
        if self.dirty {
            return Some(earliest);
        }
        if matches!(self.ui.overlay, ui::Overlay::Gallery(_)) {
            let change = self.preview_change()?;
            return Some(earliest.max(self.epoch + Duration::from_micros(change)));
        }
        let model = self.session.as_ref().map(|session| &session.model)?;
        let change = view::next_change(model, &self.ui, self.moment())?;
        Some(earliest.max(self.epoch + Duration::from_micros(change)))
    }

    pub(super) fn moment(&self) -> Moment {
        self.epoch.elapsed().as_micros() as Moment
    }

    fn take_messages(&mut self) {
        let moment = self.moment();
        if let Some(session) = &mut self.session {
            for _ in 0..BATCH {
                let Ok(message) = session.stage.messages().try_recv() else {
                    break;
                };
                session.take(message, moment);
            }
            self.after_messages();
        }
    }

    fn message(&mut self, message: Message) -> Result<(), AppError> {
        let moment = self.moment();
        if let Some(session) = &mut self.session {
            session.take(message, moment);
        }
        self.check_session()
    }

    fn check_session(&self) -> Result<(), AppError> {
        match self
            .session
            .as_ref()
            .and_then(|session| session.broken.as_ref())
        {
            Some(sentence) => Err(AppError::Bug(sentence.clone())),
            None => Ok(()),
        }
    }

    fn draw(&mut self) -> Result<(), AppError> {
        let moment = self.moment();
        self.refresh(moment);
        let idle = crate::model::Model::default();
        let model = self
            .session
            .as_ref()
            .map_or(&idle, |session| &session.model);
        let played = self.preview.session.as_ref();
        let played = played.map(|session| (&session.model, preview_ui(&self.ui, session)));
        let ui = &mut self.ui;
        let area = &mut self.area;
        self.terminal.draw(|buffer, whole| {
            *area = whole;
            view::settle(model, ui, whole, moment);
            view::draw(buffer, whole, model, ui, moment);
            if let Some((model, small)) = &played {
                view::draw_preview(buffer, whole, ui, (model, small), moment);
            }
            None::<Position>
        })?;
        self.last_frame = Some(Instant::now());
        self.dirty = false;
        Ok(())
    }

    /// Brings what the view is given up to this moment.
    fn refresh(&mut self, moment: Moment) {
        if self
            .ui
            .notice
            .as_ref()
            .is_some_and(|notice| notice.until <= moment)
        {
            self.ui.notice = None;
        }
        self.ui.prompt = self.editor.prompt().cloned();
        if let Some(session) = &self.session {
            self.ui.now = session.clock.now();
            self.ui.speed = session.clock.speed() as f32;
            self.ui.tempo = session.tempo(moment);
            // The clock stops when every thread stands still.
            if self.ui.run == ui::Run::Pausing && !session.clock.running() {
                self.ui.run = ui::Run::Paused;
            }
        }
        self.keep_choice();
    }
}
