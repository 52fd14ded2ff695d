//! Everything the view needs that is not in the model: plain data, filled by the application.

use std::sync::Arc;

use crate::model::{Model, Moment, Task};
use crate::text::Lang;
use crate::trace::{Micros, ObjectKind, SceneKey, TaskId, TaskKind, Text, Words};
use crate::view::paint;
use crate::view::theme::{Look, Theme};

mod asking;

pub use asking::{Asking, Phase};

/// What the application wants to be seen, besides the model.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting")]
pub struct Ui {
    /// Language of every text.
    pub lang: Lang,
    /// The theme, on this terminal: how many colours, whether only ASCII (Chinese text excepted).
    pub look: Look,
    /// Fewer, larger things in high contrast.
    pub projector: bool,
    /// Whether the run is held for a moment whenever an operation wakes somebody.
    pub beats: bool,
    /// Whether to show what to look at, in place of the last cause.
    pub caption: bool,
    /// Nothing that flashes, pulses or flies: what changes is simply there.
    pub reduced_motion: bool,
    /// The pane that `tab` has chosen: it has the room, or the mark where all are shown.
    pub pane: Pane,
    /// Rows that the chosen pane (or the help) is scrolled from where it stands by itself, up is positive;
    /// [`crate::view::settle`] keeps it within what there is.
    pub back: i32,
    /// The row of the log that is chosen, by its first entry's number; none while the newest are to be seen.
    pub row: Option<u64>,
    /// The thread that the lecturer has chosen.
    pub chosen: Option<TaskId>,
    /// What one step is.
    pub step: StepSize,
    /// Speed, 1.0 is real time.
    pub speed: f32,
    /// What the clock does while they run.
    pub tempo: Tempo,
    /// Whether the threads may run.
    pub run: Run,
    /// Program time at this moment.
    pub now: Micros,
    /// The program's text with its colours.
    pub listing: Arc<Listing>,
    /// Where the listing is scrolled to; [`crate::view::settle`] keeps it.
    pub scroll: Scroll,
    /// What lies over the panes.
    pub overlay: Overlay,
    /// The line at which the lecturer types.
    pub prompt: Option<Prompt>,
    /// The question to the audience.
    pub asking: Option<Asking>,
    /// A short remark to the lecturer (a setting that changed, a step that was not possible).
    pub notice: Option<Notice>,
    /// Keys for the footer, the most important first.
    pub hints: Vec<Hint>,
    /// All keys, in groups, for the help.
    pub help: Vec<HelpGroup>,
}

impl Default for Ui {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            look: Look::default(),
            projector: false,
            beats: true,
            caption: false,
            reduced_motion: false,
            pane: Pane::Stage,
            back: 0,
            row: None,
            chosen: None,
            step: StepSize::Lines,
            speed: 1.0,
            tempo: Tempo::Runs,
            run: Run::Running,
            now: 0,
            listing: Arc::new(Listing::default()),
            scroll: Scroll::default(),
            overlay: Overlay::None,
            prompt: None,
            asking: None,
            notice: None,
            hints: Vec::new(),
            help: Vec::new(),
        }
    }
}

/// The panes, in the order of `tab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The stage, and what fits beside it.
    #[default]
    Stage,
    /// The program.
    Code,
    /// The threads.
    Threads,
    /// What happened.
    Log,
    /// What the program printed.
    Output,
}

impl Pane {
    /// All panes in the order of `tab`.
    pub const ALL: [Self; 5] = [
        Self::Stage,
        Self::Code,
        Self::Threads,
        Self::Log,
        Self::Output,
    ];

    /// The pane after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// The pane before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::ALL[(self as usize + Self::ALL.len() - 1) % Self::ALL.len()]
    }
}

/// What one step of a thread is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StepSize {
    /// A line.
    #[default]
    Lines,
    /// A visible operation.
    Operations,
}

/// What the clock does, so that nobody takes one that stands for one that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tempo {
    /// It runs at its speed.
    #[default]
    Runs,
    /// It stands while one reads who wakes whom.
    Beat,
    /// It hardly moves while threads are on their lines.
    Lines,
}

/// Whether the threads may run. How a run stands (ended, deadlocked, stalled, waiting) the model knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Run {
    /// They run.
    #[default]
    Running,
    /// They have been told to stop, and some have not come to it yet.
    Pausing,
    /// They stand still.
    Paused,
    /// They stand still until the question to the audience is answered.
    Asking,
    /// The run has been told to end (restart, another scene) and has not yet.
    Leaving,
}

/// What lies over the panes.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// All keys.
    Help,
    /// The question to the audience, [`Ui::asking`]: it stands, or is answered.
    Question,
    /// The scenes to choose from.
    Gallery(Gallery),
    /// A program or scene that cannot be run.
    Problems(Problems),
}

/// The scenes to choose from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gallery {
    /// The scenes.
    pub entries: Arc<[GalleryEntry]>,
    /// The one that is chosen.
    pub chosen: usize,
    /// Which of its programs: 0 the plain one, then its variants.
    pub variant: usize,
    /// Whether its keys lie over it.
    pub help: bool,
}

/// A scene in the gallery.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GalleryEntry {
    /// Folder name.
    pub name: Text,
    /// Title.
    pub title: Words,
    /// One sentence.
    pub about: Words,
    /// The primitives it shows.
    pub kinds: Vec<ObjectKind>,
    /// Name and one sentence of each variant.
    pub variants: Vec<(Text, Words)>,
    /// Its stage picture, as in [`crate::trace::SceneWords::picture`].
    pub picture: Text,
    /// Its own keys.
    pub keys: Vec<SceneKey>,
}

/// What is wrong with a program or scene.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// The file.
    pub file: Text,
    /// The problems, the first one first.
    pub list: Vec<Problem>,
}

/// A problem in a source text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// Line, from 1; 0 if it concerns the file.
    pub line: u32,
    /// First column, from 1, in characters.
    pub column: u32,
    /// Column after the last.
    pub end_column: u32,
    /// The line's text.
    pub source_line: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub instead: Option<String>,
}

/// The line at which the lecturer types.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// The lines of the statement before the one that is written.
    pub lines: Vec<String>,
    /// What stands there.
    pub text: String,
    /// The cursor, in characters from the start.
    pub cursor: usize,
    /// What was wrong with the last one.
    pub error: Option<PromptError>,
    /// Names that could complete the word at the cursor.
    pub completions: Vec<Text>,
    /// The completion that stands in the text now.
    pub completion: Option<usize>,
    /// Where in the history: (entry, of how many), both from 1.
    pub history: Option<(usize, usize)>,
    /// The statement is being run (it may be blocked).
    pub busy: bool,
}

/// What a prompt asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A statement for the lecturer's thread.
    #[default]
    Statement,
    /// A line for a task's `input()`.
    Input {
        /// Who asks.
        task: TaskId,
        /// The program's own prompt.
        text: Text,
    },
}

/// What is wrong with the text at the prompt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromptError {
    /// The sentence.
    pub message: String,
    /// The characters it is about, `start..end` from 0, if any.
    pub at: Option<(usize, usize)>,
}

/// A short remark to the lecturer.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something did not work.
    pub warning: bool,
    /// When it is taken away.
    pub until: Moment,
}

/// A key and what it does, in the interface's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hint {
    /// The key as one writes it.
    pub key: Text,
    /// What it does, as short as can be.
    pub label: Text,
    /// Whether the footer has it at every size.
    pub dear: bool,
}

/// Keys that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HelpGroup {
    /// Their heading.
    pub title: Text,
    /// The keys, with labels that may be longer than the footer's.
    pub keys: Vec<Hint>,
}

/// Where the listing is scrolled to, and from where it is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// First line shown before the last change, from 0.
    pub from: usize,
    /// First line to be shown.
    pub to: usize,
    /// When the last change began.
    pub since: Moment,
    /// The line it follows, from 1.
    pub line: u32,
}

/// The program's text, cut into lines, with its colours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The lines of all files, each file but the first after a row with its name.
    pub lines: Vec<ListingLine>,
    /// Columns of the longest one.
    pub columns: u16,
}

/// A line of the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListingLine {
    /// Its number in its file, from 1; 0 for a row with a file's name.
    pub number: u32,
    /// Its text, tabs expanded.
    pub text: Box<str>,
    /// Coloured stretches in order, not overlapping.
    pub inks: Vec<(u32, u32, Ink)>,
}

/// A coloured stretch of the source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeSpan {
    /// Line, from 1.
    pub line: u32,
    /// First character, from 0.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// What it is.
    pub ink: Ink,
}

/// What a stretch of the source text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Ink {
    #[default]
    Plain,
    Keyword,
    String,
    Number,
    Comment,
    Name,
    Function,
    Builtin,
    Operator,
}

const TAB: usize = 8;

impl Listing {
    /// Cuts a source text into lines and gives each its colours.
    pub fn new(source: &str, spans: &[CodeSpan]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_by_key(|span| (span.line, span.start));
        let mut spans = spans.into_iter().peekable();
        let mut lines: Vec<ListingLine> = Vec::new();
        for (number, raw) in source.lines().enumerate() {
            let mut text = String::with_capacity(raw.len());
            // Where each character of the file stands in the text shown: tabs widen, control characters become a space.
            let mut place = Vec::with_capacity(raw.len() + 1);
            let mut shown = 0;
            for c in raw.chars() {
                place.push(shown);
                if c == '\t' {
                    let width = TAB - shown as usize % TAB;
                    text.extend(std::iter::repeat_n(' ', width));
                    shown += width as u32;
                } else {
                    text.push(if c.is_control() { ' ' } else { c });
                    shown += 1;
                }
            }
            place.push(shown);
            let at = |index: u32| place.get(index as usize).copied().unwrap_or(shown);
            let mut inks = Vec::new();
            while let Some(span) = spans.next_if(|span| span.line as usize <= number + 1) {
                if span.line as usize == number + 1 {
                    inks.push((at(span.start), at(span.end), span.ink));
                }
            }
            lines.push(ListingLine {
                number: number as u32 + 1,
                text: text.into(),
                inks,
            });
        }
        let columns = lines.iter().map(|line| paint::width(&line.text));
        let columns = columns.max().unwrap_or(0);
        Self { lines, columns }
    }

    /// Adds the listing of another file behind a row with its name.
    pub fn add(&mut self, file: &str, listing: Listing) {
        let text = format!("# {}", file.rsplit(['/', '\\']).next().unwrap_or(file));
        let ink = (0, text.chars().count() as u32, Ink::Comment);
        self.lines.push(ListingLine {
            number: 0,
            text: text.into(),
            inks: vec![ink],
        });
        self.lines.extend(listing.lines);
        self.columns = self.columns.max(listing.columns);
    }

    /// The number in its file of a row, both from 1.
    pub fn number(&self, row: u32) -> u32 {
        let line = (row as usize)
            .checked_sub(1)
            .and_then(|at| self.lines.get(at));
        line.map_or(row, |line| line.number)
    }
}

impl Ui {
    /// Turns the projector's ways on or off. A light theme is left alone: it suits a bright room.
    pub fn toggle_projector(&mut self) {
        self.projector = !self.projector;
        let (from, to) = if self.projector {
            ("dark", "contrast")
        } else {
            ("contrast", "dark")
        };
        if self.look.theme.name == from
            && let Some(theme) = Theme::named(to)
        {
            self.look.theme = theme;
        }
    }

    /// Whether a task is shown: the lecturer is not, in a program without keys, before somebody has opened the prompt.
    pub fn knows(&self, model: &Model, task: &Task) -> bool {
        let keys = || {
            let scene = model.hello.scene.as_deref();
            scene.is_some_and(|scene| !scene.keys.is_empty())
        };
        let speaks = || {
            let prompt = self.prompt.as_ref();
            prompt.is_some_and(|prompt| prompt.purpose == Purpose::Statement)
        };
        if task.is_carrier() {
            return false;
        }
        task.kind != TaskKind::Lecturer
            || task.site.is_some()
            || !task.wants.is_empty()
            || speaks()
            || keys()
    }

    /// Whether there are beats at this speed.
    pub fn has_beats(&self) -> bool {
        self.beats && self.speed <= 1.0
    }

    /// Whether the threads stand still.
    pub fn held(&self) -> bool {
        matches!(self.run, Run::Paused | Run::Asking)
    }
}
