//! Sentences about what happened.

use crate::model::{Entry, Model, What};
use crate::trace::{Done, Ending, Fail, FailReason, NoteKind, ObjectKind, Op};

use super::Texts;
use super::operation::Operation;
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
        What::Note { kind, .. } => !matches!(kind, NoteKind::Statement | NoteKind::Interrupt),
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
            over,
        } => {
            let how = Operation {
                extra: *extra,
                waited: waited.is_some(),
                of_other: owner.is_some(),
                over: over.is_some(),
                ..operation(model, done)
            };
            let other = match (owner, over) {
                (Some(owner), _) => model.name(*owner),
                (None, Some(over)) => over.name.clone(),
                (None, None) => "".into(),
            };
            let mut text = did(texts, model, done, how, &other, false);
            if let Some(waited) = waited.filter(|waited| takes(done) && *waited >= SHORTEST) {
                text.push_str(&texts.fill("phrase.after", &[("time", &duration(texts, waited))]));
            }
            if !done.woken.is_empty() {
                text.push_str(&texts.fill(
                    "phrase.woken",
                    &[("names", &names(texts, model, &done.woken))],
                ));
            } else if done.op == Op::Notify && done.spent.is_empty() {
                text.push_str(texts.get("phrase.nobody_woken"));
            }
            if !done.spent.is_empty() {
                text.push_str(&texts.fill(
                    "phrase.spent",
                    &[("names", &names(texts, model, &done.spent))],
                ));
            }
            text
        }
        What::Failed(fail) => failed(texts, model, fail, false),
        What::Note {
            kind: NoteKind::Statement,
            text,
        } => texts.fill("log.statement", &[("text", text)]),
        What::Note {
            kind: NoteKind::Interrupt,
            text,
        } => texts.fill("log.interrupt", &[("error", text)]),
        What::Note { text, .. } => text
            .trim_end()
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned(),
        // What was said of an earlier moment is told without the lines of this one.
        What::Judged(of) => verdict(texts, model, of, false),
        What::Circle(of) => texts.fill(
            "log.circle",
            &[("circle", &circle(texts, model, of, false))],
        ),
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
            let how = Operation {
                waited: waited.is_some(),
                ..operation(model, done)
            };
            did(texts, model, done, how, "", true)
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

/// What a record says that its words depend on.
fn operation<'a>(model: &'a Model, done: &'a Done) -> Operation<'a> {
    Operation {
        at: done.object.and_then(|object| model.object(object)),
        item: done.item.as_deref(),
        count: done.count,
        left: done.left,
        flag: done.flag,
        reads: done.name.as_deref() == Some("read"),
        on_task: done.on.is_some(),
        ..Operation::default()
    }
}

/// What is done, and what that leaves behind; `other` is who owned what was released, or whose update was wiped out.
fn did(
    texts: &Texts,
    model: &Model,
    done: &Done,
    how: Operation,
    other: &str,
    many: bool,
) -> String {
    let what = match (done.object, done.on, &done.name) {
        (_, _, Some(name)) if matches!(done.op, Op::Read | Op::Write) => name.clone(),
        (Some(object), ..) => label(texts, model, object),
        (None, Some(on), _) => model.name(on),
        (None, None, Some(name)) => name.clone(),
        (None, None, None) => "".into(),
    };
    let left = match done.op {
        Op::TaskDone => done.unfinished,
        _ => done.left,
    };
    let call = how.at.and_then(|at| at.call.as_deref());
    let fields: &[(&str, &str)] = &[
        ("object", &what),
        ("op", done.op.name()),
        ("left", &left.unwrap_or(0).to_string()),
        ("count", &done.count.unwrap_or(1).to_string()),
        ("item", done.item.as_deref().unwrap_or("")),
        ("owner", other),
        ("call", call.unwrap_or("")),
    ];
    let mut text = texts.fill_for(how.key(done.op), many, fields);
    if let Some(rest) = how.rest(done.op) {
        text.push_str(&texts.fill(rest, fields));
    }
    text
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
    let is_event = kind.is_some_and(|object| object.kind == ObjectKind::Event);
    let key = match fail.why {
        FailReason::Timeout if fail.object.is_none() && fail.on.is_some() => "fail.timeout_task",
        FailReason::Timeout if is_timer => "fail.fires",
        FailReason::Timeout => "fail.timeout",
        FailReason::Busy if is_event => "fail.cleared",
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
