//! What every picture is given, and the ground it is given to draw on.

use crate::model::{Model, Moment, Object, Task, Verdict};
use crate::text::{self, Texts};
use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind};
use crate::view::Ui;
use crate::view::canvas::{Canvas, Ink, Mark, bold, columns, mark};
use crate::view::theme::{Look, Role};

use super::cast::badge_style;

/// What a picture is made from.
#[derive(Debug, Clone, Copy)]
pub struct Show<'a> {
    /// The run.
    pub model: &'a Model,
    /// What the lecturer has set.
    pub ui: &'a Ui,
    /// The words.
    pub texts: &'static Texts,
    /// The moment that is drawn.
    pub moment: Moment,
    /// Real pixels a logical pixel.
    pub scale: i32,
    /// The object whose state stands in the band over the pictures: they leave it to the band.
    pub banded: Option<ObjectId>,
}

/// A rectangle of logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zone {
    /// Left.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Zone {
    /// The column after the last.
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    /// The row after the last.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Draws a room that fills it: a wall, and from the row `floor` on the ground with its edge.
    pub fn wall_and_floor(self, canvas: &mut Canvas, floor: i32) {
        canvas.fill(self.x, self.y, self.w, floor - self.y, Role::Wall);
        canvas.fill(self.x, floor, self.w, self.bottom() - floor, Role::Floor);
        canvas.fill(self.x, floor, self.w, 1, Role::FloorLine);
    }
}

/// Height of a person in pixels.
pub const PERSON: i32 = 9;
/// Room that a person takes in a line.
pub const PACE: i32 = 6;
/// Height of a small person.
pub const SMALL: i32 = 6;
/// Room that a small person takes in a line, at least.
pub const SMALL_PACE: i32 = 4;

/// For how long a circle that nobody gets out of is lit, and then dark: as slow as a breath, so that it costs next to nothing.
pub const PULSE: Moment = 700_000;

/// Whether the circle of a deadlock is lit and dark by turns.
pub fn pulses(model: &Model, ui: &Ui) -> bool {
    matches!(model.verdict, Verdict::Deadlock(_)) && !ui.reduced_motion && !ui.held()
}

impl<'a> Show<'a> {
    /// Whether a circle is lit at this moment.
    pub fn is_lit(&self) -> bool {
        !pulses(self.model, self.ui) || (self.moment / PULSE).is_multiple_of(2)
    }

    /// What joins those who are in a circle.
    pub fn circle_ink(&self) -> Ink {
        let ink = Ink::role(Role::Bad);
        if self.is_lit() { ink } else { ink.shaded() }
    }

    /// How the terminal looks.
    pub fn look(&self) -> Look {
        self.ui.look
    }

    /// Logical pixels that a row of text takes.
    pub fn text_height(&self) -> i32 {
        if self.scale > 1 { 1 } else { 2 }
    }

    /// Cells across so many logical pixels.
    pub fn cells(&self, pixels: i32) -> i32 {
        pixels * self.scale
    }

    /// Logical pixels that so many cells take, rounded up.
    pub fn pixels(&self, cells: i32) -> i32 {
        (cells + self.scale - 1) / self.scale
    }

    /// What the scene or the program calls an object.
    pub fn name_of(&self, object: &Object) -> String {
        // One thing under several names: that it is one is what there is to see.
        if object.names.len() > 1 {
            return text::label(self.texts, self.model, object.id).to_string();
        }
        let labels = self.model.hello.scene.as_ref().map(|scene| &scene.labels);
        let named = object.names.iter().find_map(|name| labels?.get(name));
        match named {
            Some(words) => self.ui.lang.pick(words).to_owned(),
            None => object.label().to_string(),
        }
    }

    /// Whether the band says how an object stands, so that its picture need not.
    pub fn is_banded(&self, object: &Object) -> bool {
        self.banded == Some(object.id)
    }

    /// Whether a task stands aside: the lecturer, and the main thread unless it takes part in a queue's work.
    pub fn is_staff(&self, task: &Task) -> bool {
        match task.kind {
            TaskKind::Lecturer => true,
            TaskKind::Main => {
                let queues = || {
                    self.model
                        .objects
                        .iter()
                        .filter(|object| object.kind == ObjectKind::Queue)
                };
                !queues()
                    .any(|queue| queue.gave.contains(&task.id) || queue.took.contains(&task.id))
            }
            _ => false,
        }
    }

    /// A task's colour.
    pub fn tint(&self, task: TaskId) -> usize {
        self.model
            .task(task)
            .map_or(0, |task| usize::from(task.colour))
    }

    /// The name and the class of an object at a cell, as far as there is room; gives the width taken.
    pub fn caption(
        &self,
        canvas: &mut Canvas,
        object: &Object,
        column: i32,
        row: i32,
        room: i32,
    ) -> i32 {
        let look = self.look();
        let name = self.name_of(object);
        let class = class(object);
        let (wide, narrow) = (columns(&name), columns(&class));
        if wide > room {
            return 0;
        }
        canvas.text(column, row, &name, bold(look, Role::Bright));
        if wide + 2 + narrow > room || name == class {
            return wide;
        }
        canvas.text(column + wide + 1, row, &class, look.fg(Role::Dim));
        wide + 1 + narrow
    }

    /// Who has a lock: its glyph, and its name where there is room, centred on a cell.
    pub fn owner(&self, canvas: &mut Canvas, owner: &Task, column: i32, row: i32, room: i32) {
        let ended = owner.is_over().then(|| self.word("stage.ended"));
        let words = [
            Some(format!("{} {}", owner.glyph, owner.name)).filter(|_| ended.is_none()),
            ended.map(|ended| format!("{} {ended}", owner.glyph)),
            Some(owner.glyph.to_string()),
        ];
        let fits = |words: &String| columns(words) <= room;
        if let Some(words) = words.into_iter().flatten().find(fits) {
            let style = badge_style(self, owner);
            canvas.text_on(column - columns(&words) / 2, row, &words, style);
        }
    }

    /// A remark that stands for those who are not drawn: "+12".
    pub fn more(&self, count: usize) -> String {
        self.texts
            .fill("stage.more", &[("count", &count.to_string())])
    }

    /// A sign.
    pub fn mark(&self, sign: Mark) -> &'static str {
        mark(self.look(), sign)
    }

    /// A label with the names and words of the stage.
    pub fn word(&self, key: &'a str) -> &'a str {
        self.texts.get(key)
    }

    /// The part of a sleep that is left, from 1 to 0, and the program time.
    pub fn sleep_left(&self, since: u64, until: u64) -> (f32, u64) {
        let whole = until.saturating_sub(since).max(1);
        let left = until.saturating_sub(self.ui.now).min(whole);
        (left as f32 / whole as f32, left)
    }
}

/// The class as the program calls it.
pub fn class(object: &Object) -> String {
    let word = object.kind_word();
    match object.kind {
        ObjectKind::Semaphore => format!("{word}({})", object.initial),
        ObjectKind::Queue => match object.capacity {
            Some(capacity) => format!("{word}({capacity})"),
            None => format!("{word}()"),
        },
        ObjectKind::Barrier | ObjectKind::Pool => format!("{word}({})", object.parties),
        _ => word.to_owned(),
    }
}

/// A time as one reads it from afar: `3.2s`, `12s`.
pub fn seconds(micros: u64) -> String {
    if micros >= 9_950_000 {
        format!("{}s", micros.div_ceil(1_000_000))
    } else {
        let tenths = micros.div_ceil(100_000);
        format!("{}.{}s", tenths / 10, tenths % 10)
    }
}
