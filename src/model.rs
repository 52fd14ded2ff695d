//! What is drawn: a pure reducer from the records of a run to plain data.
//!
//! [`Model::apply`] takes one [`Record`] and the [`Moment`] at which it is shown. Nothing else changes a model, so a
//! live run, a replay and a scrubbed recording are the same picture. Fields are public and plain; the view reads them
//! and computes every motion from the moments kept here.
//!
//! Everything is bounded: the log, the output, the tasks that have ended, the objects that nobody uses any more.

mod apply;
mod cause;
pub mod check;
mod findings;
mod flight;
mod glyph;
mod log;
mod object;
mod output;
mod question;
mod table;
mod task;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod told;
mod variable;
mod verdict;
mod why;

use std::collections::{BTreeSet, VecDeque};

use crate::trace::{Hello, Micros, ObjectId, ObjectKind, Record, Site, SiteId, TaskId, Text};

pub use cause::{Actor, Cause, Causes, Effect, Reaction, Trigger};
pub use flight::{Flight, FlightKind, Spot};
pub use log::{Entry, Log, Row, What};
pub use object::{Fate, Holder, How, Item, Last, Line, Meeting, Object, Shift, Standing, Waiter};
pub use output::{OutLine, Output};
pub use question::{Answer, Ask, Data, Question, Sure, Watch, questions};
pub use table::Table;
pub use task::{Doing, End, Holding, Place, Pose, Said, Task, Trail, Wanting};
pub use variable::{Access, Variable};
pub use verdict::{Circle, Link, Verdict};
pub use why::{Because, Blame, Why};

/// Presentation time in microseconds since the session began. It never goes back and stands still while nothing moves;
/// motion is measured in it, never in program time.
pub type Moment = u64;

/// The state of a run, as its records tell it.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// What the run said of itself.
    pub hello: Hello,
    /// The rows with the names of the program's other files in its text, from 1.
    pub(crate) headings: Vec<u32>,
    /// Source places, by their number.
    pub sites: Vec<Site>,
    /// Tasks that live, and the last ones that have ended, in order of their ids.
    pub tasks: Table<TaskId, Task>,
    /// Synchronisation objects, in order of their ids.
    pub objects: Table<ObjectId, Object>,
    /// Shared data, in the order in which it was first touched.
    pub variables: Vec<Variable>,
    /// Recent causes, oldest first: what flies from whom to whom.
    pub flights: VecDeque<Flight>,
    /// The last causes: who woke whom, and what became of it.
    pub causes: Causes,
    /// What happened, as data; `text::log_entry` makes the sentences.
    pub log: Log,
    /// What the program printed.
    pub output: Output,
    /// Program time of the last record.
    pub time: Micros,
    /// Moment of the last record.
    pub moment: Moment,
    /// Nobody can run, and no time that passes will change that; program time when it was said.
    pub idle: Option<Micros>,
    /// Circles of owners and joins that exist now. Those in them cannot go on, while others may.
    pub circles: Vec<Circle>,
    /// The state of the whole run.
    pub verdict: Verdict,
    /// When the verdict became what it is.
    pub verdict_moment: Moment,
    /// The task of the last record that had one, for the code pane to follow.
    pub latest: Option<TaskId>,
    /// Who asks for a line of input, in order of asking.
    pub askers: Vec<TaskId>,
    /// How many tasks were ever spawned.
    pub spawned: u64,
    /// How many of them have ended.
    pub ended: u64,
    /// How many of those are no longer in `tasks`.
    pub forgotten: u64,
    /// The most tasks beside the main thread and the lecturer that ever lived at once.
    pub crowd: usize,
    /// How many records were lost.
    pub lost: u64,
    /// How many records were applied.
    pub records: u64,
    glyphs: glyph::Glyphs,
    books: apply::Books,
}

impl Model {
    /// A model that keeps what verdicts and chains of blame need, and no log, output or flights: for runs that nobody
    /// watches.
    pub fn bare() -> Self {
        Self {
            books: apply::Books::bare(),
            ..Self::default()
        }
    }

    /// Takes one record, shown at `moment`.
    pub fn apply(&mut self, record: &Record, moment: Moment) {
        self.take(record, moment);
    }

    /// A task, if it is still known.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.get(id)
    }

    /// An object, if it is still known.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id)
    }

    /// The pool that an object belongs to, itself or as one of several calls that have one result.
    pub fn pool_of(&self, object: &Object) -> Option<ObjectId> {
        let of = object.of?;
        match self.objects.get(of) {
            Some(whole) if whole.kind == ObjectKind::Future => whole.of,
            _ => Some(of),
        }
    }

    /// The calls that were handed in to a pool, in order; not what several of them together come to.
    pub fn calls_of(&self, pool: ObjectId) -> Vec<&Object> {
        let futures = self.objects.iter();
        let futures = futures.filter(|object| object.kind == ObjectKind::Future);
        let futures = futures.filter(|future| self.pool_of(future) == Some(pool));
        let wholes: BTreeSet<ObjectId> = futures.clone().filter_map(|future| future.of).collect();
        futures
            .filter(|future| !wholes.contains(&future.id))
            .collect()
    }

    /// The calls whose results together are that of a future.
    pub fn parts_of(&self, future: ObjectId) -> impl Iterator<Item = &Object> {
        let calls = self.objects.iter();
        calls.filter(move |call| call.kind == ObjectKind::Future && call.of == Some(future))
    }

    /// A source place.
    pub fn site(&self, id: SiteId) -> Option<&Site> {
        self.sites.get(id.index())
    }

    /// The row of the program's text that a task stands on, from 1.
    pub fn line(&self, task: TaskId) -> Option<u32> {
        self.row(self.site(self.task(task)?.site?)?)
    }

    /// The row of a source place in the program's text, from 1; none for the lecturer's statements. The program's files
    /// follow each other there, each but the first after a row with its name.
    pub fn row(&self, site: &Site) -> Option<u32> {
        if site.file.is_empty() {
            return None;
        }
        let mut others = self.hello.files.iter().zip(&self.headings);
        let heading = others.find(|(file, _)| file.file == site.file);
        let heading = heading.map_or(0, |(_, heading)| *heading);
        Some(heading + site.line)
    }

    /// A task's name; a question mark if it ended so long ago that it is no longer known.
    pub fn name(&self, task: TaskId) -> Text {
        self.task(task)
            .map_or_else(|| "?".into(), |task| task.name.clone())
    }

    /// A task as it is now, to be remembered.
    pub fn actor(&self, task: TaskId) -> Option<Actor> {
        let task = self.task(task)?;
        Some(Actor {
            task: task.id,
            name: task.name.clone(),
            glyph: task.glyph,
            colour: task.colour,
        })
    }

    /// An object's name in the program; its kind while it has none, a question mark if it is no longer known.
    pub fn label(&self, object: ObjectId) -> Text {
        self.object(object)
            .map_or_else(|| "?".into(), Object::label)
    }

    /// How often others were served before this task though they asked later, over all its waits.
    pub fn overtaken(&self, task: TaskId) -> u32 {
        let Some(task) = self.task(task) else {
            return 0;
        };
        let now = task.wants.iter().filter_map(|want| {
            let waiter = self.object(want.object?)?.waiter(task.id)?;
            Some(waiter.overtaken)
        });
        task.overtaken + now.sum::<u32>()
    }

    /// Why a task does not go on, over as many hops as it takes.
    pub fn why(&self, task: TaskId) -> Why {
        why::why(self, task)
    }
}
