//! Parts of sentences.

use crate::model::{Doing, Model, Object};
use crate::trace::{Ending, Micros, ObjectId, ObjectKind, Op, SiteId, TaskId, Text};

use super::Texts;
use super::names::list;

/// How many names a sentence lists.
const MOST_NAMES: usize = 4;
/// How many names of one object it tells.
const MOST_ALIASES: usize = 3;

/// A length of time as one says it: `350 ms`, `1.2 s`, `12 s`, `2 min 5 s`.
pub fn duration(texts: &Texts, length: Micros) -> String {
    let seconds = (length + 500_000) / 1_000_000;
    match length {
        0..999_500 => texts.fill(
            "unit.milliseconds",
            &[("n", &((length + 500) / 1_000).to_string())],
        ),
        999_500..9_950_000 => {
            let tenths = (length + 50_000) / 100_000;
            let number = if tenths.is_multiple_of(10) {
                (tenths / 10).to_string()
            } else {
                format!("{}.{}", tenths / 10, tenths % 10)
            };
            texts.fill("unit.seconds", &[("n", &number)])
        }
        _ if seconds < 120 => texts.fill("unit.seconds", &[("n", &seconds.to_string())]),
        _ => {
            let (minutes, rest) = ((seconds / 60).to_string(), (seconds % 60).to_string());
            texts.fill("unit.minutes", &[("m", &minutes), ("s", &rest)])
        }
    }
}

/// What a task does, without its name, in a few words; `now` is program time.
pub fn doing(texts: &Texts, model: &Model, task: TaskId, now: Micros) -> String {
    let Some(task) = model.task(task) else {
        return texts.get("state.ended").to_owned();
    };
    match &task.doing {
        Doing::New => texts.get("state.new").to_owned(),
        Doing::Running => texts.get("state.running").to_owned(),
        Doing::Asking { .. } => texts.get("state.asking").to_owned(),
        Doing::Sleeping { until, .. } => texts.fill(
            "state.sleeping",
            &[("left", &duration(texts, until.saturating_sub(now)))],
        ),
        Doing::Ended(Ending::Raised(error)) => texts.fill("why.over_raised", &[("error", error)]),
        Doing::Ended(_) => texts.get("state.ended").to_owned(),
        Doing::Picked => texts.get("state.picked").to_owned(),
        Doing::Waiting => {
            let Some(want) = task.wants.last() else {
                return texts.get("state.waiting").to_owned();
            };
            let mut text = wait(
                texts,
                model,
                want.op,
                (want.object, want.on),
                want.reads,
                false,
            );
            if let Some(left) = want.remaining(now) {
                let at = want.object.and_then(|object| model.object(object));
                text.push_str(&texts.fill(ends(at), &[("time", &duration(texts, left))]));
            }
            text
        }
    }
}

/// The phrase for how long a wait goes on at most: one waits for a timer to go off, for all else until one gives up.
pub(super) fn ends(object: Option<&Object>) -> &'static str {
    match object.map(|object| object.kind) {
        Some(ObjectKind::Timer) => "phrase.goes_off",
        _ => "phrase.gives_up",
    }
}

/// `waits for mutexA`: for what or whose end somebody waits, or `many` do, without who.
pub(super) fn wait(
    texts: &Texts,
    model: &Model,
    op: Op,
    (object, on): (Option<ObjectId>, Option<TaskId>),
    reads: bool,
    many: bool,
) -> String {
    let label = match (object, on) {
        (Some(object), _) => label(texts, model, object),
        (None, Some(on)) => model.name(on),
        (None, None) => op.name().into(),
    };
    let object = object.and_then(|object| model.object(object));
    let (kind, of) = (
        object.map(|object| object.kind),
        object.and_then(|object| object.of),
    );
    let key = match (op, kind) {
        (Op::Acquire, Some(ObjectKind::Semaphore)) => "wait.acquire_permit",
        (Op::Acquire, Some(ObjectKind::RwLock)) if reads => "wait.acquire_read",
        (Op::Acquire, Some(ObjectKind::RwLock)) => "wait.acquire_write",
        (Op::Acquire, _) => "wait.acquire_lock",
        (Op::Wait, Some(ObjectKind::Event)) => "wait.event",
        (Op::Wait, Some(ObjectKind::Condition)) => "wait.condition",
        (Op::Wait, Some(ObjectKind::Barrier)) => "wait.barrier",
        (Op::Wait, Some(ObjectKind::Future)) => "wait.future",
        (Op::Wait, Some(ObjectKind::Timer)) => "wait.timer",
        (Op::Get, Some(ObjectKind::Pool)) => "wait.work",
        (Op::Get, _) if of.is_some() => "wait.result",
        (Op::Get, _) => "wait.get",
        (Op::Put, _) => "wait.put",
        (Op::Send, Some(ObjectKind::Queue)) => "wait.feed",
        (Op::Send, _) => "wait.send",
        (Op::Recv, _) => "wait.recv",
        (Op::Join, None) => "wait.join_task",
        (Op::Join, Some(_)) => "wait.join_object",
        (Op::Input, _) => "wait.input",
        _ => "wait.other",
    };
    texts.fill_for(key, many, &[("object", &label)])
}

/// An object's name, or all its names: `A = B`. A lock that has none and is a condition's is told by that; a part inside of
/// a pool by the pool.
pub fn label(texts: &Texts, model: &Model, object: ObjectId) -> Text {
    let Some(at) = model.object(object) else {
        return model.label(object);
    };
    if let Some(pool) = at.of.filter(|_| at.kind != ObjectKind::Future) {
        return label(texts, model, pool);
    }
    match at.names.len() {
        0 if at.call.is_some() => return model.label(object),
        0 => {}
        1 => return model.label(object),
        _ => {
            return at.names[..at.names.len().min(MOST_ALIASES)]
                .join(" = ")
                .into();
        }
    }
    match at.conditions.first() {
        Some(condition) => texts
            .fill("phrase.lock_of", &[("object", &model.label(*condition))])
            .into(),
        None => texts
            .fill("phrase.nameless", &[("kind", at.kind_word())])
            .into(),
    }
}

/// Subject and predicate.
pub(super) fn say(texts: &Texts, task: &str, does: &str) -> String {
    texts.fill("log.subject", &[("task", task), ("does", does)])
}

/// Names of tasks, the first few of them and how many more.
pub(super) fn names(texts: &Texts, model: &Model, tasks: &[TaskId]) -> String {
    let names: Vec<Text> = tasks.iter().map(|task| model.name(*task)).collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    list(texts, &names, MOST_NAMES)
}

/// `bank.py:12`: where somebody waits or has taken something; nothing if nobody has said.
pub(super) fn place(model: &Model, site: Option<SiteId>) -> Option<String> {
    let site = model.site(site?)?;
    let file = site.file.rsplit(['/', '\\']).next()?;
    (!file.is_empty()).then(|| format!("{file}:{}", site.line))
}

/// The same in brackets, after what is there; empty if there is none.
pub(super) fn at(texts: &Texts, model: &Model, site: Option<SiteId>) -> String {
    place(model, site).map_or_else(String::new, |place| {
        texts.fill("phrase.place", &[("place", &place)])
    })
}
