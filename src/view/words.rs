//! Words for what tasks do.

use super::View;
use super::theme::Role;
use super::tiny::{Length, Tiny};
use crate::model::{Doing, Entry, Task};
use crate::trace::{Ending, Op, TaskId, TaskKind};

/// Key of the word for what a task does, and its colour.
pub(super) fn state(task: &Task) -> (&'static str, Role) {
    match &task.doing {
        Doing::New => ("thread.new", Role::Dim),
        Doing::Waiting if is_idle(task) => ("thread.idle", Role::Dim),
        Doing::Running if is_idle(task) => ("thread.idle", Role::Dim),
        Doing::Running => ("thread.running", Role::Good),
        Doing::Waiting => ("thread.waiting", Role::Warn),
        Doing::Picked => ("thread.picked", Role::Accent),
        Doing::Sleeping { .. } => ("thread.sleeping", Role::Info),
        Doing::Asking { .. } => ("thread.asking", Role::Accent),
        Doing::Ended(Ending::Raised(_)) => ("thread.failed", Role::Bad),
        Doing::Ended(_) => ("thread.ended", Role::Dim),
    }
}

/// Keys of all of them, for a column as wide as the widest.
pub(super) const STATES: [&str; 10] = [
    "thread.new",
    "thread.idle",
    "thread.running",
    "thread.waiting",
    "thread.picked",
    "thread.sleeping",
    "thread.asking",
    "thread.failed",
    "thread.ended",
    "thread.circle",
];

/// The lecturer's thread with nothing to do.
fn is_idle(task: &Task) -> bool {
    task.kind == TaskKind::Lecturer && task.wants.is_empty()
}

/// How long a task has been waiting, or how long it still sleeps.
pub(super) fn duration(task: &Task, view: View) -> Option<Tiny> {
    let length = match task.doing {
        Doing::Waiting | Doing::Picked | Doing::Asking { .. } if !is_idle(task) => {
            let since = task.want().map_or(task.since, |want| want.since);
            view.now.saturating_sub(since)
        }
        Doing::Sleeping { until, .. } => until.saturating_sub(view.now),
        _ => return None,
    };
    Some(Tiny::of(Length(length)))
}

/// What a task waits for, and what it has, in a few words.
pub(super) fn reason(task: &Task, view: View) -> String {
    let fill = |key: &str, name: &str, value: &str| view.texts.fill(key, &[(name, value)]);
    let mut text = match &task.doing {
        Doing::Asking { prompt } => prompt.to_string(),
        Doing::Ended(Ending::Raised(what)) => what.to_string(),
        Doing::Waiting | Doing::Picked => wanted(task, view),
        _ => String::new(),
    };
    if task.is_over() || task.holds.is_empty() {
        return text;
    }
    let mut held = String::new();
    for holding in &task.holds {
        if !held.is_empty() {
            held.push_str(view.get("thread.comma"));
        }
        held.push_str(&view.model.label(holding.object));
        if holding.count > 1 {
            held.push_str(Tiny::of(format_args!(" x{}", holding.count)).as_str());
        }
    }
    if !text.is_empty() {
        text.push_str(view.get("thread.semicolon"));
    }
    text.push_str(&fill("thread.holds", "what", &held));
    text
}

fn wanted(task: &Task, view: View) -> String {
    let Some(want) = task.want() else {
        return String::new();
    };
    let fill = |key: &str, name: &str, value: &str| view.texts.fill(key, &[(name, value)]);
    if let Some(on) = want.on {
        return fill("thread.for_end", "who", &view.model.name(on));
    }
    let Some(object) = want.object else {
        return String::new();
    };
    let label = view.model.label(object);
    let key = match want.op {
        Op::Put | Op::Send => "thread.for_room",
        Op::Get | Op::Recv => "thread.for_item",
        Op::Join => "thread.for_done",
        _ => "thread.for_object",
    };
    let mut text = fill(key, "what", &label);
    let owner = view.model.object(object).and_then(|object| object.owner);
    if let Some(owner) = owner.filter(|_| matches!(want.op, Op::Acquire)) {
        text.push_str(view.get("thread.comma"));
        text.push_str(&fill("thread.owner", "who", &view.model.name(owner)));
    }
    if let Some(left) = want.remaining(view.now) {
        text.push_str(view.get("thread.comma"));
        text.push_str(&fill(
            "thread.left",
            "time",
            Tiny::of(Length(left)).as_str(),
        ));
    }
    text
}

/// A sentence about an entry of the log.
pub(super) fn sentence(entry: &Entry, _view: View) -> String {
    format!("{} {:?}", entry.who, entry.what)
}

/// The verdict on the run.
pub(super) fn verdict(view: View) -> String {
    format!("{:?}", view.model.verdict)
}

/// Why a task does not go on; nothing if it could.
pub(super) fn why(task: TaskId, view: View) -> Option<String> {
    let _ = (task, view);
    None
}
