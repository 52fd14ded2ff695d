//! A run without a terminal: output to standard output, tracebacks to standard error, a verdict at the end.
//!
//! Both clocks, the virtual and the real one, feed one listener. The verdict is the model's: with real threads it follows
//! every record, in virtual time the world itself tells at the end how things stand.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{Exit, Failure};
use crate::model::{Model, Verdict};
use crate::python::Program;
use crate::scene::{Outcome, Scene, Variant};
use crate::text::{Lang, Texts};
use crate::trace::{Ending, Event, Lines, Micros, NoteKind, Record, TaskId};
use crate::world::{self, Recorded, World};
use narrate::Narrator;
use trace_file::TraceFile;

mod interrupts;
mod narrate;
mod real_time;
mod stdin;
mod trace_file;
mod virtual_time;

/// Program time after which a scene that runs for ever ends, unless the command line says otherwise.
const FOREVER: Duration = Duration::from_mins(1);

/// What to run and how.
#[derive(Debug)]
pub struct Headless<'a> {
    pub scene: &'a Scene,
    pub variant: &'a Variant,
    pub program: Arc<Program>,
    pub seed: u64,
    pub cores: Option<u32>,
    pub limit: Option<Duration>,
    pub real_time: bool,
    /// Say on standard output what happens.
    pub narrate: bool,
    /// How long a thread stays on a line.
    pub pace: Duration,
    pub speed: f64,
    pub trace: Option<PathBuf>,
    pub lang: Lang,
}

/// Why a driver stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stopped {
    /// It ended, or nobody can run.
    Over,
    /// The time was up.
    Limit,
}

/// Why listening ended early.
#[derive(Debug)]
enum Deaf {
    /// Whoever read our output has gone: no reason to complain.
    Pipe,
    /// The trace could not be written.
    Trace(PathBuf, io::Error),
    /// A fault of ours.
    Bug(String),
}

impl Headless<'_> {
    /// Runs it to its end.
    pub fn run(self) -> Result<Exit, Failure> {
        let seeded_schedule = !self.real_time;
        let world = World::new(
            Arc::clone(&self.program),
            world::Options {
                seed: self.seed,
                argv: vec![self.variant.file.to_string()],
                lecturer: false,
                recorded: match (&self.trace, self.real_time || self.narrate) {
                    (Some(_), _) => Recorded::Lines,
                    (None, true) => Recorded::Operations,
                    (None, false) => Recorded::Words,
                },
                in_lines: self.trace.is_some() && !self.real_time,
                scene: self.variant.words.clone(),
                seeded_schedule,
                program_name: Some(self.scene.name.as_str().into()),
                files: self.scene.files(self.variant),
                cores: self.cores,
            },
        );
        let mut listener = Listener::new(self.trace.as_deref())?;
        if self.narrate {
            listener.narrate(self.lang);
        }
        let runs_for_ever = self.variant.outcome == Some(Outcome::Runs) && seeded_schedule;
        let limit = self.limit.or(runs_for_ever.then_some(FOREVER));
        let micros = limit.map(|limit| limit.as_micros() as Micros);
        let interrupts = interrupts::listen().map_err(|error| Failure {
            exit: Exit::Bug,
            sentence: error.to_string(),
        })?;
        let stopped = if self.real_time {
            let pace = self.pace.as_micros() as Micros;
            let ends = (&interrupts, micros);
            real_time::drive(world, self.speed, pace, ends, &mut listener)
        } else {
            virtual_time::drive(world, &interrupts, micros, &mut listener)
        };
        let over = matches!(stopped, Ok(Stopped::Over));
        let finished = listener.finish(over);
        let stopped = stopped.and_then(|stopped| finished.map(|()| stopped));
        match stopped {
            Ok(Stopped::Over) => Ok(listener.judge(self.lang)),
            Ok(Stopped::Limit) => {
                if self.limit.is_none() {
                    let seconds = FOREVER.as_secs().to_string();
                    say(&Texts::of(self.lang).fill("cli.forever", &[("seconds", &seconds)]));
                }
                Ok(Exit::Fine)
            }
            Err(Deaf::Pipe) => Ok(Exit::Fine),
            Err(Deaf::Trace(path, error)) => Err(Failure {
                exit: Exit::File,
                sentence: format!("{}: {error}", path.display()),
            }),
            Err(Deaf::Bug(sentence)) => Err(Failure {
                exit: Exit::Bug,
                sentence,
            }),
        }
    }
}

/// Takes the records of a run, whatever drives it.
struct Listener {
    model: Model,
    out: BufWriter<io::Stdout>,
    err: io::Stderr,
    trace: Option<TraceFile>,
    /// What it was given to [record](Listener::record) and has not handed on.
    lines: Lines,
    narrator: Option<Narrator>,
    /// The program's output is in the trace alone.
    silent: bool,
    /// What python3 would exit with.
    status: i32,
}

impl Listener {
    fn new(trace: Option<&Path>) -> Result<Self, Failure> {
        let silent = trace.is_some_and(|path| path == Path::new("-"));
        let open = |path: &Path| {
            TraceFile::create(path).map_err(|error| Failure {
                exit: Exit::File,
                sentence: format!("{}: {error}", path.display()),
            })
        };
        let trace = trace.map(open).transpose()?;
        Ok(Self {
            model: Model::bare(),
            out: BufWriter::new(io::stdout()),
            err: io::stderr(),
            trace,
            narrator: None,
            lines: Lines::default(),
            silent,
            status: 0,
        })
    }

    /// Puts a record into the trace, and says what it says.
    fn record(&mut self, record: &Record) -> Result<(), Deaf> {
        if self.trace.is_some() {
            self.lines.write(record);
            if self.lines.page().is_full() {
                hand_on(&mut self.lines, &mut self.trace)?;
            }
        }
        self.hear(record)
    }

    /// Says what a record says.
    fn hear(&mut self, record: &Record) -> Result<(), Deaf> {
        match &record.event {
            Event::Out {
                text, err: false, ..
            } if !self.silent => {
                let said = match &mut self.narrator {
                    Some(narrator) => narrator.print(text, &mut self.out),
                    None => self.out.write_all(text.as_bytes()),
                };
                said.map_err(|_| Deaf::Pipe)?;
            }
            Event::Out {
                text, err: true, ..
            } => self.complain(text),
            Event::Note {
                kind: NoteKind::Limit,
                text,
                ..
            } => self.complain(&format!("{}\n", text.trim_end_matches('\n'))),
            Event::End {
                task: TaskId(0),
                how: Ending::Raised(last),
            } => self.status = status_of(last),
            _ => {}
        }
        Ok(())
    }

    /// From now on what happens is said.
    fn narrate(&mut self, lang: Lang) {
        self.model = Model::default();
        self.narrator = Some(Narrator::new(lang));
    }

    /// Takes a record into the picture that the verdict is made of.
    fn follow(&mut self, record: &Record) -> Result<(), Deaf> {
        self.model.apply(record, record.time);
        match &mut self.narrator {
            Some(narrator) => narrator
                .follow(&self.model, &mut self.out)
                .map_err(|_| Deaf::Pipe),
            None => Ok(()),
        }
    }

    /// To standard error, after what was printed before. That it cannot be written cannot be said anywhere.
    fn complain(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = write!(self.err, "{text}");
    }

    /// What was printed is to be seen now.
    fn flush(&mut self) -> Result<(), Deaf> {
        self.out.flush().map_err(|_| Deaf::Pipe)?;
        hand_on(&mut self.lines, &mut self.trace)
    }

    /// All that there was is where it belongs.
    fn finish(&mut self, over: bool) -> Result<(), Deaf> {
        if let Some(narrator) = &mut self.narrator {
            narrator
                .finish(&self.model, over, &mut self.out)
                .map_err(|_| Deaf::Pipe)?;
        }
        let flushed = self.flush();
        let finished = self.trace.as_mut().map_or(Ok(()), TraceFile::finish);
        flushed.and(finished)
    }

    /// The verdict on a run that is over, said on standard error if there is something to say.
    fn judge(&self, lang: Lang) -> Exit {
        let exit = match &self.model.verdict {
            Verdict::Deadlock(_) => Exit::Deadlock,
            Verdict::Stalled | Verdict::WaitingForInput(_) => Exit::Stalled,
            Verdict::WaitingForLecturer => Exit::Fine,
            Verdict::Running | Verdict::Ended => return Exit::Program((self.status & 0xff) as u8),
        };
        if self.narrator.is_none() {
            say(&crate::text::verdict(
                Texts::of(lang),
                &self.model,
                &self.model.verdict,
                true,
            ));
        }
        exit
    }
}

/// `SystemExit: 3` is status 3; any other exception is 1.
fn status_of(last_line: &str) -> i32 {
    match last_line.strip_prefix("SystemExit") {
        Some(rest) => match rest.trim_start_matches(':').trim() {
            "" | "None" => 0,
            code => code.parse().unwrap_or(1),
        },
        None if last_line.starts_with("KeyboardInterrupt") => 130,
        None => 1,
    }
}

/// Puts lines on their way into the trace, if there is one.
fn hand_on(lines: &mut Lines, trace: &mut Option<TraceFile>) -> Result<(), Deaf> {
    match trace {
        Some(file) => file.take(lines),
        None => Ok(()),
    }
}

fn say(sentence: &str) {
    let _ = writeln!(io::stderr(), "primviz: {sentence}");
}
