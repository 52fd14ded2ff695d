//! One run of one program, and the model of it.

use std::sync::Arc;
use std::time::Duration;

use crate::model::{Answer, Model, Moment, Verdict, Watch};
use crate::python;
use crate::scene::{self, Scene, SceneError, Variant};
use crate::stage::{self, Clock, Granularity, Message, Request, Stage};
use crate::text::Texts;
use crate::trace::{Event, Micros, NoteKind, Record, TaskId, Text};
use crate::view::ui::{self, PromptError};
use crate::world::{self, World};

/// Why a program or scene cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no such scene or file, its `scene.toml` is wrong, or its program is not of the subset of Python.
    #[error(transparent)]
    Scene(#[from] SceneError),
    /// The operating system gives no thread.
    #[error("no thread can be started: {0}")]
    Threads(#[from] std::io::Error),
}

impl StartError {
    /// The sentence for the user.
    pub fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Scene(error) => scene_sentence(error, texts),
            Self::Threads(_) => self.to_string(),
        }
    }
}

/// What is wrong with a scene, in the language of `texts`.
pub fn scene_sentence(error: &SceneError, texts: &Texts) -> String {
    let args = error.args();
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    texts.fill(error.key(), &args)
}

/// A program on the stage, and what is known of it.
#[derive(Debug)]
pub(super) struct Session {
    /// What it was asked for by: a name or a path.
    pub(super) target: String,
    pub(super) scene: Scene,
    pub(super) variant: String,
    pub(super) seed: u64,
    pub(super) stage: Stage,
    pub(super) model: Model,
    pub(super) clock: Clock,
    /// When the clock last went over from crawling to running.
    crawled: Option<Moment>,
    pub(super) listing: Arc<ui::Listing>,
    pub(super) names: Vec<Text>,
    /// What the lecturer's last statement came to, if it went wrong, until somebody looks.
    pub(super) complaint: Option<PromptError>,
    /// The lecturer's last statement and what it printed, once it is over, until somebody looks.
    pub(super) result: Option<(Text, String)>,
    /// The lecturer's statement that is being run, and what it has printed.
    speaking: Option<(Text, String)>,
    /// The run is held by a beat.
    pub(super) held: bool,
    /// The cause that was asked for has come, and the run is paused.
    pub(super) reached: bool,
    /// The world as it was when a question was asked.
    pub(super) copy: Option<Box<World>>,
    /// Listens for the answer to that question.
    pub(super) watch: Option<Watch>,
    /// The answer, once it has come true.
    pub(super) heard: Option<Answer>,
    /// A thread of ours failed.
    pub(super) broken: Option<String>,
    lecturer: Option<TaskId>,
}

/// Which run to start.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Launch {
    /// A scene's name or a path.
    pub(super) target: String,
    /// Name of the variant; empty for the plain program.
    pub(super) variant: String,
    pub(super) seed: u64,
    /// Cores that the program sees.
    pub(super) cores: Option<u32>,
    /// Whether to stop before the first line.
    pub(super) paused: bool,
    /// Program seconds in a real second.
    pub(super) speed: f64,
    /// How long a thread stays on each line at 1x, whatever the scene says.
    pub(super) pace: Option<Duration>,
    pub(super) granularity: Granularity,
    /// Whether the run is held for a moment whenever an operation wakes somebody.
    pub(super) beats: bool,
}

impl Session {
    /// Finds, compiles and starts a program.
    pub(super) fn start(launch: &Launch) -> Result<Self, StartError> {
        let scene = scene::find(&launch.target)?;
        let chosen = scene.variant(&launch.variant)?;
        let program = chosen.program()?;
        let options = world::Options {
            seed: launch.seed,
            argv: vec![chosen.file.to_string()],
            lecturer: true,
            recorded: world::Recorded::Lines,
            in_lines: false,
            scene: chosen.words.clone(),
            seeded_schedule: false,
            program_name: Some(scene.name.as_str().into()),
            files: scene.files(chosen),
            cores: launch.cores,
        };
        let mut listing = ui::Listing::new(&chosen.source, &spans(&chosen.source));
        for import in &program.imports {
            let lines = ui::Listing::new(&import.source, &spans(&import.source));
            listing.add(&import.file, lines);
        }
        let names = python::names(&chosen.source)
            .into_iter()
            .map(Text::from)
            .collect();
        // The first frame needs to know whose run it is; everything else may come when the world is made.
        let mut model = Model::default();
        let hello = Event::Hello(Box::new(World::hello(&program, &options)));
        model.apply(
            &Record {
                time: 0,
                event: hello,
            },
            0,
        );
        let pace = launch.pace.unwrap_or(chosen.pace);
        let speed = launch.speed;
        let stage = Stage::new(
            move || World::new(program, options),
            stage::Options {
                pace: pace.as_micros() as Micros,
                speed,
                paused: launch.paused,
                granularity: launch.granularity,
                beats: launch.beats,
            },
        )?;
        Ok(Self {
            target: launch.target.clone(),
            variant: launch.variant.clone(),
            scene,
            seed: launch.seed,
            stage,
            model,
            clock: Clock::new(speed),
            crawled: None,
            listing: Arc::new(listing),
            names,
            complaint: None,
            result: None,
            speaking: None,
            held: false,
            reached: false,
            copy: None,
            watch: None,
            heard: None,
            broken: None,
            lecturer: None,
        })
    }

    /// The variant that runs.
    pub(super) fn program(&self) -> &Variant {
        // It was found when the run was started, and the scene has not been changed since.
        self.scene
            .variant(&self.variant)
            .unwrap_or_else(|_| self.scene.plain())
    }

    /// Takes a message of the run's.
    pub(super) fn take(&mut self, message: Message, moment: Moment) {
        self.stage.received(1);
        match message {
            // It was told when the run was asked for.
            Message::Record(Record {
                event: Event::Hello(_),
                ..
            }) => {}
            Message::Record(record) => {
                self.listen(&record.event);
                self.model.apply(&record, moment);
                self.hear(&record.event);
            }
            Message::Clock(clock) => {
                if self.clock.crawls() {
                    self.crawled = Some(moment);
                }
                self.clock = clock;
            }
            Message::Held(held) => self.held = held,
            Message::Reached => self.reached = true,
            Message::Copy(world) => self.copy = Some(world),
            Message::Refused { sentence, at } => {
                self.complaint = Some(PromptError {
                    message: sentence,
                    at,
                });
            }
            Message::Broken(sentence) => self.broken = Some(sentence),
        }
    }

    /// Listens for the answer to a question.
    fn hear(&mut self, event: &Event) {
        let Some(watch) = &mut self.watch else { return };
        if self.heard.is_some() {
            return;
        }
        let stopped = match self.model.verdict {
            Verdict::Ended => Some(watch.stopped(true)),
            Verdict::Deadlock(_) | Verdict::Stalled => Some(watch.stopped(false)),
            _ => None,
        };
        self.heard = watch.hear(event).or(stopped);
    }

    /// What went wrong in the lecturer's thread is told at the prompt.
    fn listen(&mut self, event: &Event) {
        match event {
            Event::Spawn(spawn) if spawn.kind == crate::trace::TaskKind::Lecturer => {
                self.lecturer = Some(spawn.task);
            }
            Event::Note {
                kind: NoteKind::Statement,
                text,
                ..
            } if text.is_empty() => {
                self.result = self.speaking.take().filter(|(_, said)| !said.is_empty());
            }
            Event::Note {
                kind: NoteKind::Statement,
                text,
                ..
            } => self.speaking = Some((text.clone(), String::new())),
            Event::Out { task, text, .. } if Some(*task) == self.lecturer => {
                if let Some((_, said)) = &mut self.speaking {
                    said.push_str(text);
                }
            }
            Event::Note {
                task: Some(task),
                kind: NoteKind::Exception,
                text,
            } if Some(*task) == self.lecturer => {
                let last = text
                    .lines()
                    .rfind(|line| !line.trim().is_empty())
                    .unwrap_or("");
                // Whoever gave a statement up knows it.
                if !last.starts_with("KeyboardInterrupt") {
                    self.complaint = Some(PromptError {
                        message: last.to_owned(),
                        at: None,
                    });
                }
            }
            _ => {}
        }
    }

    /// What the clock does. Between two lines it hardly ever runs for long enough to be told of it.
    pub(super) fn tempo(&self, moment: Moment) -> ui::Tempo {
        const BETWEEN: Moment = 400_000;
        let just = |crawled| moment < crawled + BETWEEN;
        if self.held {
            ui::Tempo::Beat
        } else if self.clock.crawls() || self.crawled.is_some_and(just) {
            ui::Tempo::Lines
        } else {
            ui::Tempo::Runs
        }
    }

    /// Asks something of the run.
    pub(super) fn request(&self, request: Request) {
        self.stage.request(request);
    }

    /// The lecturer's thread, once it is there.
    pub(super) fn lecturer(&self) -> Option<TaskId> {
        self.lecturer
    }

    /// Whether the lecturer's statement is blocked or still runs.
    pub(super) fn lecturer_busy(&self) -> bool {
        self.speaking.is_some()
    }
}

/// A seed short enough to be read out.
pub(super) fn fresh_seed() -> u64 {
    u64::from(rand::random::<u16>())
}

fn spans(source: &str) -> Vec<ui::CodeSpan> {
    use python::PaintKind;
    let ink = |kind| match kind {
        PaintKind::Keyword => ui::Ink::Keyword,
        PaintKind::String => ui::Ink::String,
        PaintKind::Number => ui::Ink::Number,
        PaintKind::Comment => ui::Ink::Comment,
        PaintKind::Name => ui::Ink::Name,
        PaintKind::Function => ui::Ink::Function,
        PaintKind::Builtin => ui::Ink::Builtin,
        PaintKind::Operator => ui::Ink::Operator,
    };
    let span = |paint: &python::Paint| ui::CodeSpan {
        line: paint.line,
        start: paint.start,
        end: paint.end,
        ink: ink(paint.kind),
    };
    python::highlight(source).iter().map(span).collect()
}
