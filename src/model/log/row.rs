//! Rows of the log: what is told together.

use super::{Entry, Log, What};
use crate::model::Model;
use crate::trace::{Ending, FailReason, Micros, NoteKind, ObjectId, Op, TaskId};

/// How far apart, in program time, a row's first entry and another of it may be.
const TOGETHER: Micros = 500_000;
/// How many rows back one is looked for that tells the same.
const BACK: usize = 8;

/// Entries that are told together, in the place of the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the entry that it begins with.
    pub first: u64,
    /// The cause that it tells of, with all that came of it.
    pub cause: Option<u64>,
    /// Numbers of its entries, oldest first.
    pub entries: Vec<u64>,
}

impl Row {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            first: entry.number,
            cause: entry.cause.filter(|_| entry.heads),
            entries: vec![entry.number],
        }
    }
}

impl Log {
    /// The row that tells the same as an entry, of other tasks, and after which nothing came that must be told before it.
    pub(super) fn fold(&self, entry: &Entry) -> Option<usize> {
        let me = entry.task()?;
        for (index, row) in self.rows.iter().enumerate().rev().take(BACK) {
            if row.cause.is_some() || entry.heads {
                return None;
            }
            let first = self.get(row.first)?;
            let mine = || self.entries_of(row).any(|other| other.task() == Some(me));
            if alike(first, entry) {
                let near = entry.time.saturating_sub(first.time) <= TOGETHER;
                return (near && !mine()).then_some(index);
            }
            let touches = object(first).is_some() && object(first) == object(entry);
            if touches || stands_out(first) || mine() {
                return None;
            }
        }
        None
    }

    /// Whether the last row is a statement of the lecturer's that is nothing else than the operation of this entry.
    pub(super) fn says_it_already(&self, entry: &Entry) -> bool {
        let What::Did { done, .. } = &entry.what else {
            return false;
        };
        let last = self.rows.back().and_then(|row| self.get(row.first));
        last.is_some_and(|last| match &last.what {
            What::Note {
                kind: NoteKind::Statement,
                text,
            } => {
                let text = text.trim_end_matches(';');
                let call = text.split_once('(').map_or("", |(call, _)| call);
                let method = call.rsplit_once('.').map_or("", |(_, method)| method);
                let one = !text.contains([';', '\n', '=']) && text.matches('(').count() == 1;
                one && method == done.op.name() && last.task() == entry.task()
            }
            _ => false,
        })
    }
}

/// Whether two entries say the same of two tasks.
fn alike(a: &Entry, b: &Entry) -> bool {
    match (&a.what, &b.what) {
        (What::Started { by: a }, What::Started { by: b }) => {
            a.as_ref().map(|by| by.task) == b.as_ref().map(|by| by.task)
        }
        (What::Ended(a), What::Ended(b)) => *a == Ending::Returned && a == b,
        (What::Waits { .. }, What::Waits { .. }) => wish(&a.what) == wish(&b.what),
        (
            What::Did {
                done: a,
                extra: false,
                owner: None,
                ..
            },
            What::Did {
                done: b,
                extra: false,
                owner: None,
                ..
            },
        ) => {
            let plain = |op: Op| !matches!(op, Op::Read | Op::Write | Op::Input);
            let items = a.item.is_some() || b.item.is_some();
            plain(a.op)
                && !items
                && (a.op, a.object, a.on, &a.name) == (b.op, b.object, b.on, &b.name)
                && (a.count, a.flag) == (b.count, b.flag)
        }
        (What::Failed(a), What::Failed(b)) => {
            a.why != FailReason::Exception
                && (a.op, a.object, a.on, a.why) == (b.op, b.object, b.on, b.why)
        }
        _ => false,
    }
}

/// What somebody waits for: the operation, of which object, or for whose end.
fn wish(what: &What) -> Option<(Op, Option<ObjectId>, Option<TaskId>, bool)> {
    match what {
        What::Waits {
            op,
            object,
            on,
            reads,
            ..
        } => Some((*op, *object, *on, *reads)),
        _ => None,
    }
}

/// Whether nothing is told before this that came after it.
fn stands_out(entry: &Entry) -> bool {
    match &entry.what {
        What::Ended(how) => *how != Ending::Returned,
        What::Failed(fail) => fail.why == FailReason::Exception,
        What::Note { .. } | What::Judged(_) | What::Circle(_) | What::Gap { .. } => true,
        What::Started { .. } | What::Waits { .. } | What::Did { .. } => false,
    }
}

fn object(entry: &Entry) -> Option<ObjectId> {
    match &entry.what {
        What::Waits { object, .. } => *object,
        What::Did { done, .. } => done.object,
        What::Failed(fail) => fail.object,
        _ => None,
    }
}

impl Model {
    /// Whether a row of the log tells of a task.
    pub fn concerns(&self, row: &Row, task: TaskId) -> bool {
        let of_cause = row.cause.and_then(|cause| self.causes.get(cause));
        let cause = of_cause.is_some_and(|cause| {
            let mut effects = cause.effects.iter();
            cause.doer() == Some(task) || effects.any(|effect| effect.actor.task == task)
        });
        cause
            || self.log.entries_of(row).any(|entry| {
                let starter = match &entry.what {
                    What::Started { by: Some(by) } => Some(by.task),
                    _ => None,
                };
                entry.task() == Some(task) || starter == Some(task)
            })
    }
}
