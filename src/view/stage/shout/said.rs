//! What the band says: what was done, for as long as that is shown; else how the object stands, in the program's words.

use std::collections::BTreeSet;

use crate::model::{Cause, How, Object, Trigger, Verdict};
use crate::trace::{ObjectKind, Op, TaskId};
use crate::view::stage::beat::{UNIT, beats};
use crate::view::stage::gate::meet;
use crate::view::stage::plan;
use crate::view::stage::show::Show;
use crate::view::theme::Role;

/// What is to be read from the last row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The object whose state it is.
    pub of: Option<String>,
    /// The words.
    pub words: String,
    /// Their colour.
    pub role: Role,
}

impl Said {
    /// The words with the object's name before them.
    pub fn whole(&self) -> String {
        let name = self.of.as_deref().unwrap_or_default();
        if name.is_empty() {
            self.words.clone()
        } else if self.words.contains('(') || self.words.contains('_') {
            format!("{name}.{}", self.words)
        } else {
            format!("{name}: {}", self.words)
        }
    }
}

/// What there is to say now.
pub fn said(show: &Show) -> Option<Said> {
    let verdict = match &show.model.verdict {
        Verdict::Deadlock(_) => Some(("shout.deadlock", Role::Bad)),
        Verdict::Stalled => Some(("shout.stalled", Role::Warn)),
        _ => None,
    };
    if let Some((key, role)) = verdict {
        return Some(word(show, key, role));
    }
    let beat = beats(show.model, show.ui, show.moment).next();
    let main = plan::main_object(show.model);
    // Of several that have pictures, each says for itself how it stands.
    let object = main.or_else(|| {
        let object = show.model.causes.last()?.object?;
        show.model.object(object)
    });
    let done = beat.and_then(|beat| done(show, beat.cause));
    done.or_else(|| full(show, object?))
        .or_else(|| turn(show))
        .or_else(|| brim(show, object?))
        .or_else(|| state(show, main?))
}

/// Where the run waits for somebody in the room.
fn turn(show: &Show) -> Option<Said> {
    let turn = show.model.verdict == Verdict::WaitingForLecturer;
    turn.then(|| word(show, "large.lecturer", Role::Warn))
}

fn word(show: &Show, key: &str, role: Role) -> Said {
    Said {
        of: None,
        words: show.texts.get(key).to_owned(),
        role,
    }
}

fn number(show: &Show, key: &str, number: i64, role: Role) -> Said {
    Said {
        of: None,
        words: show.texts.fill(key, &[("n", &number.to_string())]),
        role,
    }
}

/// What was done.
fn done(show: &Show, cause: &Cause) -> Option<Said> {
    let object = cause.object.and_then(|object| show.model.object(object));
    let op = match cause.trigger {
        Trigger::Time => return Some(word(show, "shout.timeout", Role::Warn)),
        Trigger::End => return Some(word(show, "shout.join", Role::Accent)),
        Trigger::Breaks => return Some(word(show, "shout.broken", Role::Bad)),
        Trigger::BreaksLate => return Some(word(show, "shout.timeout_breaks", Role::Bad)),
        Trigger::Overwrites => return Some(word(show, "shout.lost", Role::Bad)),
        Trigger::Leaves => return None,
        Trigger::Operation(op) => op,
    };
    let said = match (op, object.map(|object| object.kind)) {
        (Op::Notify, _) => match cause.count {
            Some(count) => number(show, "shout.notify", count, Role::Accent),
            None => word(show, "shout.notify_all", Role::Accent),
        },
        (Op::Set, Some(ObjectKind::Future)) => word(show, "shout.result", Role::Good),
        (Op::Set, _) => word(show, "shout.set", Role::Good),
        (Op::Release, _) => match cause.count {
            Some(count) if count > 1 => number(show, "shout.release_n", count, Role::Good),
            _ => word(show, "shout.release", Role::Good),
        },
        (Op::Wait, Some(ObjectKind::Barrier)) => {
            let parties = object.map_or(0, |object| object.parties);
            number(show, "shout.go", parties, Role::Good)
        }
        (Op::Abort, _) => word(show, "shout.broken", Role::Bad),
        (Op::Reset, _) => word(show, "shout.reset", Role::Accent),
        (Op::Put, Some(ObjectKind::Pool)) => word(show, "shout.submit", Role::Accent),
        (Op::Put | Op::Get, Some(_)) => {
            let full = |object: &Object| cause.left.is_some() && cause.left == object.capacity;
            match op {
                Op::Put if object.is_some_and(full) => word(show, "shout.full", Role::Warn),
                Op::Get if cause.left == Some(0) => word(show, "shout.empty", Role::Warn),
                Op::Put => word(show, "shout.put", Role::Accent),
                _ => word(show, "shout.get", Role::Accent),
            }
        }
        // An event that is cleared stands there as its state: CLEAR is what a road is on which one may go.
        _ => return None,
    };
    Some(said)
}

/// A barrier whose parties have all come, for as long as they are seen to be there.
fn full(show: &Show, object: &Object) -> Option<Said> {
    let full = meet::is_full(object, show.ui, show.moment);
    full.then(|| number(show, "shout.go", object.parties, Role::Good))
}

/// A queue that has just become full or empty, though that woke nobody.
fn brim(show: &Show, object: &Object) -> Option<Said> {
    let last = object.last.as_ref()?;
    if object.kind != ObjectKind::Queue || show.moment >= last.moment + UNIT || !last.ok {
        return None;
    }
    match last.op {
        Op::Put if Some(object.depth) == object.capacity => {
            Some(word(show, "shout.full", Role::Warn))
        }
        Op::Get if object.depth == 0 => Some(word(show, "shout.empty", Role::Warn)),
        _ => None,
    }
}

/// How an object stands.
fn state(show: &Show, object: &Object) -> Option<Said> {
    let (words, role) = match object.kind {
        ObjectKind::Event if object.flag => ("is_set() True".to_owned(), Role::Good),
        ObjectKind::Event => ("is_set() False".to_owned(), Role::Bad),
        ObjectKind::Lock | ObjectKind::RLock => match object.owner {
            Some(_) => ("locked() True".to_owned(), Role::Bad),
            None => ("locked() False".to_owned(), Role::Good),
        },
        ObjectKind::Barrier if object.flag => return Some(word(show, "shout.broken", Role::Bad)),
        ObjectKind::Barrier => {
            let (arrived, parties) = (object.arrived_parties(), object.parties);
            (format!("n_waiting {arrived}/{parties}"), Role::Text)
        }
        ObjectKind::Queue if object.capacity == Some(object.depth) => {
            ("full() True".to_owned(), Role::Warn)
        }
        ObjectKind::Queue if object.depth == 0 => ("empty() True".to_owned(), Role::Warn),
        ObjectKind::Queue => match object.capacity {
            Some(capacity) => (format!("qsize() {}/{capacity}", object.depth), Role::Text),
            None => (format!("qsize() {}", object.depth), Role::Text),
        },
        ObjectKind::Semaphore => {
            let free = object.permits.to_string();
            let all = object.places().to_string();
            let with = [("n", free.as_str()), ("all", all.as_str())];
            let role = if object.permits > 0 {
                Role::Good
            } else {
                Role::Bad
            };
            // Where nobody holds what is counted, there is nothing that it would be a part of.
            let key = if object.signals {
                "shout.signals"
            } else {
                "shout.free"
            };
            (show.texts.fill(key, &with), role)
        }
        ObjectKind::Condition => {
            let waiting = object.line.len().to_string();
            let words = show.texts.fill("shout.waiting", &[("n", &waiting)]);
            (words, Role::Text)
        }
        ObjectKind::RwLock => match (object.owner, object.holders.len()) {
            (Some(_), _) => (show.texts.get("shout.writes").to_owned(), Role::Bad),
            (None, 0) => (show.texts.get("shout.nobody").to_owned(), Role::Good),
            (None, readers) => {
                let readers = readers.to_string();
                let words = show.texts.fill("shout.read", &[("n", &readers)]);
                (words, Role::Text)
            }
        },
        ObjectKind::Pool => (running(show, object), Role::Text),
        ObjectKind::Timer | ObjectKind::Future | ObjectKind::Pipe | ObjectKind::Variable => {
            return None;
        }
    };
    Some(Said {
        of: name(object),
        words,
        role,
    })
}

/// How many calls of a pool run, and how many nobody has taken yet.
fn running(show: &Show, pool: &Object) -> String {
    let calls = show.model.calls_of(pool.id);
    let pending = calls
        .iter()
        .filter(|call| call.fate.is_none())
        .count()
        .to_string();
    // A worker runs one call at a time: the result of the one before is on its way.
    let by = calls
        .iter()
        .filter_map(|call| call.fate.as_ref().filter(|fate| fate.how == How::Begun));
    let workers: BTreeSet<TaskId> = by.map(|fate| fate.task).collect();
    let running = workers.len().to_string();
    let with = [("n", running.as_str()), ("pending", pending.as_str())];
    show.texts.fill("shout.running", &with)
}

/// The object's own name, as the program calls it; none if it has no name.
fn name(object: &Object) -> Option<String> {
    object.names.first().map(ToString::to_string)
}
