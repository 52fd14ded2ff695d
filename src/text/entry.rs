//! Sentences about what happened.

use crate::model::{Entry, Model, What};
use crate::trace::{Done, Ending, Fail, FailReason, NoteKind, ObjectKind, Op};

use super::Texts;
use super::sentence::{duration, label, names, say, wait};
use super::verdict::{circle, verdict};

/// A wait that is shorter is not told of.
const SHORTEST: crate::trace::Micros = 1_000;

/// An entry of the log as a sentence without a full stop.
pub fn log_entry(texts: &Texts, model: &Model, entry: &Entry) -> String {
    let name = entry.actor.as_ref().map(|actor| &*actor.name);
    let does = match &entry.what {
        What::Started { by: Some(by) } => {
            let whom = texts.fill("log.starts_whom", &[("names", name.unwrap_or_default())]);
            return say(texts, &by.name, &whom);
        }
        _ => predicate(texts, model, entry),
    };
    match name {
        Some(name) if !stands_alone(&entry.what) => say(texts, name, &does),
        _ => does,
    }
}

/// Whether its sentence has a subject of its own, or needs none.
pub(super) fn stands_alone(what: &What) -> bool {
    match what {
        What::Note { kind, .. } => *kind != NoteKind::Statement,
        What::Judged(_) | What::Circle(_) | What::Gap { .. } => true,
        _ => false,
    }
}

/// What is said in an entry of whom it concerns.
fn predicate(texts: &Texts, model: &Model, entry: &Entry) -> String {
    match &entry.what {
        What::Started { .. } => texts.get("log.started").to_owned(),
        What::Ended(Ending::Returned) => texts.get("log.ended").to_owned(),
        What::Ended(Ending::Killed) => texts.get("log.killed").to_owned(),
        What::Ended(Ending::Raised(error)) => texts.fill("log.raised", &[("error", error)]),
        What::Waits { .. } => waits(texts, model, &entry.what),
        What::Did {
            done,
            waited,
            extra,
            owner,
        } => {
            let owner = owner.map(|owner| model.name(owner));
            let how = How {
                extra: *extra,
                waited: waited.is_some(),
                owner: owner.as_deref(),
                many: false,
            };
            let mut text = did(texts, model, done, how);
            if let Some(waited) = waited.filter(|waited| takes(done) && *waited >= SHORTEST) {
                text.push_str(&texts.fill("phrase.after", &[("time", &duration(texts, waited))]));
            }
            if !done.woken.is_empty() {
                text.push_str(&texts.fill(
                    "phrase.woken",
                    &[("names", &names(texts, model, &done.woken))],
                ));
            } else if done.op == Op::Notify {
                text.push_str(texts.get("phrase.nobody_woken"));
            }
            text
        }
        What::Failed(fail) => failed(texts, model, fail, false),
        What::Note {
            kind: NoteKind::Statement,
            text,
        } => texts.fill("log.statement", &[("text", text)]),
        What::Note { text, .. } => text
            .trim_end()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned(),
        What::Judged(of) => verdict(texts, model, of),
        What::Circle(of) => texts.fill("log.circle", &[("circle", &circle(texts, model, of))]),
        What::Gap { lost } => texts.fill("log.gap", &[("n", &lost.to_string())]),
    }
}

/// What several do, of whom the last is told of in this entry.
pub(super) fn several(texts: &Texts, model: &Model, entry: &Entry) -> String {
    match &entry.what {
        What::Started { .. } => texts.get_for("log.started", true).to_owned(),
        What::Ended(_) => texts.get_for("log.ended", true).to_owned(),
        What::Waits {
            op,
            object,
            on,
            reads,
            ..
        } => wait(texts, model, *op, (*object, *on), *reads, true),
        What::Did { done, waited, .. } => {
            let how = How {
                extra: false,
                waited: waited.is_some(),
                owner: None,
                many: true,
            };
            did(texts, model, done, how)
        }
        What::Failed(fail) => failed(texts, model, fail, true),
        _ => predicate(texts, model, entry),
    }
}

fn waits(texts: &Texts, model: &Model, what: &What) -> String {
    let What::Waits {
        op,
        object,
        on,
        timeout,
        owner,
        ahead,
        reads,
    } = what
    else {
        return String::new();
    };
    let mut text = wait(texts, model, *op, (*object, *on), *reads, false);
    if let Some(owner) = owner {
        text.push_str(&texts.fill("phrase.owner", &[("owner", &model.name(*owner))]));
    }
    let counts = matches!(op, Op::Acquire | Op::Get | Op::Put);
    if *ahead > 0 && counts {
        text.push_str(&texts.fill("phrase.ahead", &[("n", &ahead.to_string())]));
    }
    if let Some(timeout) = timeout {
        let kind = object
            .and_then(|object| model.object(object))
            .map(|object| object.kind);
        let key = if kind == Some(ObjectKind::Timer) {
            "phrase.goes_off"
        } else {
            "phrase.at_most"
        };
        text.push_str(&texts.fill(key, &[("time", &duration(texts, *timeout))]));
    }
    text
}

/// How an operation took effect, besides what the record says.
#[derive(Clone, Copy)]
struct How<'a> {
    /// It made a permit beyond the initial ones.
    extra: bool,
    /// It had had to wait.
    waited: bool,
    /// Who owned what another released.
    owner: Option<&'a str>,
    /// Several did it.
    many: bool,
}

fn did(texts: &Texts, model: &Model, done: &Done, how: How) -> String {
    let How {
        extra,
        waited,
        owner,
        many,
    } = how;
    let at = done.object.and_then(|object| model.object(object));
    let kind = at.map_or(ObjectKind::Lock, |object| object.kind);
    let reads = done.name.as_deref() == Some("read");
    let left = done.left.unwrap_or(0);
    let key = match (done.op, kind) {
        (Op::Acquire, ObjectKind::Semaphore) => "did.acquire_permit",
        (Op::Acquire, ObjectKind::RwLock) if reads => "did.acquire_read",
        (Op::Acquire, ObjectKind::RwLock) => "did.acquire_write",
        (Op::Acquire, _) if left > 1 => "did.acquire_again",
        (Op::Acquire, _) => "did.acquire_lock",
        (Op::Release, ObjectKind::Semaphore) if extra => "did.release_extra",
        (Op::Release, ObjectKind::Semaphore) if done.count.is_some_and(|count| count > 1) => {
            "did.release_permits"
        }
        (Op::Release, ObjectKind::Semaphore)
            if at.is_some_and(|at| at.signals || at.initial == 0) =>
        {
            "did.release_signal"
        }
        (Op::Release, ObjectKind::Semaphore) => "did.release_permit",
        (Op::Release, ObjectKind::RwLock) if reads => "did.release_read",
        (Op::Release, ObjectKind::RwLock) => "did.release_write",
        (Op::Release, _) if left > 0 => "did.release_count",
        (Op::Release, _) if owner.is_some() => "did.release_other",
        (Op::Release, _) => "did.release_lock",
        (Op::Set, ObjectKind::Future) if done.flag == Some(false) => "did.settle_failed",
        (Op::Set, ObjectKind::Future) => "did.settle",
        (Op::Set, ObjectKind::Timer) => "did.timer_over",
        (Op::Start, ObjectKind::Future)
            if at.is_some_and(|at| at.call.as_ref() != Some(&at.label())) =>
        {
            "did.begin_call"
        }
        (Op::Start, ObjectKind::Future) => "did.begin",
        (Op::Set, _) => "did.set",
        (Op::Clear, _) => "did.clear",
        (Op::Wait, _) if done.flag == Some(false) => "did.wait_timeout",
        (Op::Wait, ObjectKind::Event) => "did.wait_set",
        (Op::Wait, ObjectKind::Future) => "did.wait_future",
        (Op::Wait, ObjectKind::Timer) => "did.wait_cancelled",
        (Op::Wait, ObjectKind::Barrier) if waited => "did.wait_barrier",
        (Op::Wait, ObjectKind::Barrier) => "did.wait_barrier_last",
        (Op::Wait, _) => "did.wait_notified",
        (Op::Notify, _) if done.count.is_none() => "did.notify_all",
        (Op::Notify, _) => "did.notify",
        (Op::Put, ObjectKind::Pool) if done.item.as_deref() == Some("None") => "did.close_pool",
        (Op::Put, ObjectKind::Pool) => "did.submit",
        (Op::Get, ObjectKind::Pool) if done.item.as_deref() == Some("None") => "did.leave_pool",
        (Op::Get, ObjectKind::Pool) => "did.get_work",
        (Op::Put, _) => "did.put",
        (Op::Get, _) => "did.get",
        (Op::TaskDone, _) => "did.task_done",
        (Op::Join, _) if done.on.is_some() => "did.join_task",
        (Op::Join, _) => "did.join_object",
        (Op::Input, _) => "did.input",
        (Op::Read, _) => "did.read",
        (Op::Write, _) => "did.write",
        (Op::Abort, _) => "did.abort",
        (Op::Reset, _) => "did.reset",
        (Op::Send, _) => "did.send",
        (Op::Recv, _) => "did.recv",
        (Op::Close, _) => "did.close",
        (Op::Cancel, _) => "did.cancel",
        (Op::Query | Op::Start | Op::Sleep, _) => "did.other",
    };
    let what = match (done.object, done.on, &done.name) {
        (_, _, Some(name)) if matches!(done.op, Op::Read | Op::Write) => name.clone(),
        (Some(object), ..) => label(texts, model, object),
        (None, Some(on), _) => model.name(on),
        (None, None, Some(name)) => name.clone(),
        (None, None, None) => "".into(),
    };
    let left = if done.op == Op::TaskDone {
        done.unfinished.unwrap_or(0)
    } else {
        left
    };
    let fields: &[(&str, &str)] = &[
        ("object", &what),
        ("op", done.op.name()),
        ("left", &left.to_string()),
        ("count", &done.count.unwrap_or(1).to_string()),
        ("item", done.item.as_deref().unwrap_or("")),
        ("owner", owner.unwrap_or("")),
        ("call", at.and_then(|at| at.call.as_deref()).unwrap_or("")),
    ];
    texts.fill_for(key, many, fields)
}

fn takes(done: &Done) -> bool {
    matches!(
        done.op,
        Op::Acquire | Op::Wait | Op::Get | Op::Put | Op::Join | Op::Send | Op::Recv
    )
}

fn failed(texts: &Texts, model: &Model, fail: &Fail, many: bool) -> String {
    let what = match (fail.object, fail.on) {
        (Some(object), _) => label(texts, model, object),
        (None, Some(on)) => model.name(on),
        (None, None) => fail.op.name().into(),
    };
    let kind = fail.object.and_then(|object| model.object(object));
    let is_timer = kind.is_some_and(|object| object.kind == ObjectKind::Timer);
    let key = match fail.why {
        FailReason::Timeout if fail.object.is_none() && fail.on.is_some() => "fail.timeout_task",
        FailReason::Timeout if is_timer => "fail.fires",
        FailReason::Timeout => "fail.timeout",
        FailReason::Busy => "fail.busy",
        FailReason::Empty => "fail.empty",
        FailReason::Full => "fail.full",
        FailReason::Exception => "fail.exception",
        FailReason::Abandoned => "fail.abandoned",
    };
    texts.fill_for(
        key,
        many,
        &[
            ("object", &what),
            ("error", fail.text.as_deref().unwrap_or("")),
        ],
    )
}
