//! Words for what tasks do.

use super::View;
use super::mark::{Mark, mark};
use super::paint;
use super::theme::Role;
use super::tiny::{Length, Tiny};
use crate::model::{Because, Doing, Moment, Object, Task};
use crate::text;
use crate::trace::{Ending, ObjectKind, Op, TaskId, TaskKind};

/// The colour of what a task does.
pub(super) fn role(task: &Task, view: View) -> Role {
    match &task.doing {
        Doing::Waiting if in_circle(task, view) => Role::Bad,
        Doing::New | Doing::Waiting | Doing::Running if is_idle(task, view) => Role::Dim,
        Doing::Running if task.rests() => Role::Dim,
        Doing::Running => Role::Good,
        Doing::Waiting => Role::Warn,
        Doing::Picked | Doing::Asking { .. } => Role::Accent,
        Doing::Sleeping { .. } => Role::Info,
        Doing::Ended(Ending::Raised(_)) => Role::Bad,
        Doing::New | Doing::Ended(_) => Role::Dim,
    }
}

/// How long the lecturer's thread is still shown where its statement took it: nothing says that a statement is over.
const LINGERS: Moment = 1_000_000;

/// The line where a task is in the program.
pub(super) fn line(task: &Task, view: View) -> Option<u32> {
    let here = !task.is_over() && !is_idle(task, view);
    view.model.line(task.id).filter(|_| here)
}

/// When the lecturer's thread is no longer shown in the program.
pub(super) fn next_change(view: View) -> Option<Moment> {
    let mut tasks = view.model.tasks.iter();
    let lecturer = tasks.find(|task| task.kind == TaskKind::Lecturer)?;
    let lingers = lecturer.wants.is_empty() && line(lecturer, view).is_some();
    lingers.then_some(lecturer.site_moment + LINGERS)
}

/// Whether a task is part of a circle.
pub(super) fn in_circle(task: &Task, view: View) -> bool {
    view.model.circles.iter().any(|circle| circle.has(task.id))
}

/// The lecturer's thread with nothing to do.
pub(super) fn is_idle(task: &Task, view: View) -> bool {
    task.kind == TaskKind::Lecturer
        && task.wants.is_empty()
        && !task.is_over()
        && (task.site.is_none() || view.moment >= task.site_moment + LINGERS)
}

/// How long a task has been waiting.
pub(super) fn waited(task: &Task, view: View) -> Option<Tiny> {
    let waits = matches!(
        task.doing,
        Doing::Waiting | Doing::Picked | Doing::Asking { .. }
    );
    (waits && !is_idle(task, view)).then(|| {
        let since = task.want().map_or(task.since, |want| want.since);
        Tiny::of(Length(view.now.saturating_sub(since)))
    })
}

/// What a task does, as the end of a sentence that begins with its name: in full, and ever shorter, but always with the
/// word that matters.
pub(super) fn states(task: &Task, view: View) -> Vec<String> {
    let word = |key| vec![view.get(key).to_owned()];
    match &task.doing {
        Doing::Waiting | Doing::Running | Doing::New if is_idle(task, view) => word("thread.idle"),
        Doing::New => word("thread.new"),
        Doing::Running if task.rests() => word("thread.idle"),
        Doing::Running if task.kind == TaskKind::Feeder => {
            let n = task.carries.len().to_string();
            let first = task.carries.front().cloned().unwrap_or_default();
            let say = |key| view.texts.fill(key, &[("n", &n), ("item", &first)]);
            match task.carries.len() {
                0 => word("thread.running"),
                1 => vec![say("thread.carries")],
                _ => vec![say("thread.carries_more"), say("thread.carries")],
            }
        }
        Doing::Running => word("thread.running"),
        Doing::Sleeping { until, .. } => {
            let left = Tiny::of(Length(until.saturating_sub(view.now)));
            let say = |key| view.texts.fill(key, &[("time", left.as_str())]);
            let short = say("thread.sleeping_short");
            // What it has is worth more than a word.
            if task.holds.is_empty() {
                vec![say("thread.sleeping"), short]
            } else {
                vec![short, view.get("thread.asleep").to_owned()]
            }
        }
        Doing::Ended(Ending::Raised(what)) => {
            let sign = mark(view.look, Mark::Cross);
            let failed = |why: &str| view.texts.fill("thread.failed", &[("why", why)]);
            let kind = what.split(':').next().unwrap_or(what);
            let all = [
                failed(what),
                failed(kind),
                view.get("thread.failed_bare").into(),
            ];
            all.map(|text| format!("{sign} {text}")).into()
        }
        Doing::Ended(Ending::Killed) => word("thread.killed"),
        Doing::Ended(Ending::Returned) => word("thread.ended"),
        Doing::Asking { prompt } if prompt.trim().is_empty() => word("thread.asking"),
        Doing::Asking { prompt } => vec![
            view.texts.fill("thread.asks", &[("prompt", prompt.trim())]),
            view.get("thread.asking").into(),
        ],
        Doing::Waiting => waits(task, "thread.waiting", "thread.wants", view),
        Doing::Picked => waits(task, "thread.picked", "thread.woken", view),
    }
}

/// What else is to be known of a task: what it has, how often it was overtaken, how long it is still ready to wait.
pub(super) fn reason(task: &Task, view: View) -> String {
    if task.is_over() {
        String::new()
    } else {
        more(task, view)
    }
}

/// "waits for an item in belt", "waits for belt", "wants belt"; "waits for A = B", "wants A=B", "wants A". No form is a
/// name alone, which could as well be what it has.
fn waits(task: &Task, full: &'static str, short: &'static str, view: View) -> Vec<String> {
    let say = |key, what: &str| view.texts.fill(key, &[("what", what)]);
    let mut forms = vec![say(full, &goal(task, view))];
    let Some(want) = task.want() else {
        return forms;
    };
    let object = want.object.and_then(|object| view.model.object(object));
    match (object, want.on) {
        (Some(object), _) => {
            let label = text::label(view.texts, view.model, object.id);
            if task.doing == Doing::Waiting {
                forms.push(say(full, &label));
            }
            forms.push(say(short, &label));
            forms.extend(lock_of(object, view).map(|lock| say(short, &lock)));
            if object.names.len() > 1 {
                forms.push(say(short, &label.replace(" = ", "=")));
                forms.push(say(short, &object.label()));
            }
        }
        (None, Some(on)) => forms.push(say("thread.joins", &view.model.name(on))),
        (None, None) => {}
    }
    forms
}

/// The nameless lock of a condition, in fewer words than in a sentence.
fn lock_of(object: &Object, view: View) -> Option<String> {
    let condition = object.conditions.first();
    let condition = condition.filter(|_| object.names.is_empty())?;
    let label = view.model.label(*condition);
    Some(view.texts.fill("thread.lock_of", &[("what", &label)]))
}

fn goal(task: &Task, view: View) -> String {
    let Some(want) = task.want() else {
        return String::new();
    };
    if let Some(on) = want.on {
        return view
            .texts
            .fill("thread.for_end", &[("who", &view.model.name(on))]);
    }
    let Some(object) = want.object else {
        return String::new();
    };
    let label = text::label(view.texts, view.model, object);
    let key = match want.op {
        Op::Put | Op::Send => "thread.for_room",
        Op::Get | Op::Recv => "thread.for_item",
        Op::Join => "thread.for_done",
        _ => return label.to_string(),
    };
    view.texts.fill(key, &[("what", &label)])
}

/// What it has, how often it was overtaken, how long it is still ready to wait.
fn more(task: &Task, view: View) -> String {
    let mut text = String::new();
    let mut add = |piece: &str| {
        if !text.is_empty() {
            text.push_str(view.get("thread.comma"));
        }
        text.push_str(piece);
    };
    if let Some(left) = task.want().and_then(|want| want.remaining(view.now)) {
        add(&view
            .texts
            .fill("thread.left", &[("time", Tiny::of(Length(left)).as_str())]));
    }
    if task.is_late(view.now) {
        add(view.get("thread.expired"));
    }
    let mut held = String::new();
    for holding in &task.holds {
        if !held.is_empty() {
            held.push_str(view.get("thread.comma"));
        }
        let label = text::label(view.texts, view.model, holding.object);
        let object = view.model.object(holding.object);
        if object.is_some_and(|object| object.kind == ObjectKind::Semaphore) {
            let (key, count) = match holding.count {
                1 => ("thread.permit_of", Tiny::default()),
                count => ("thread.permits_of", Tiny::of(count)),
            };
            let words = [("what", &*label), ("n", count.as_str())];
            held.push_str(&view.texts.fill(key, &words));
            continue;
        }
        held.push_str(&label);
        if holding.count > 1 {
            held.push_str(Tiny::of(format_args!(" x{}", holding.count)).as_str());
        }
    }
    if !held.is_empty() {
        add(&view.texts.fill("thread.holds", &[("what", &held)]));
    }
    let overtaken = view.model.overtaken(task.id);
    if overtaken > 0 {
        add(&view.texts.fill(
            "thread.overtaken",
            &[("count", Tiny::of(overtaken).as_str())],
        ));
    }
    text
}

/// Of the tasks that ended with an exception, what happened to the last one.
pub(super) fn failure(view: View) -> Option<String> {
    let failed = view
        .model
        .tasks
        .iter()
        .filter_map(|task| match &task.doing {
            Doing::Ended(Ending::Raised(what)) => Some((task, what)),
            _ => None,
        });
    let (task, what) = failed.max_by_key(|(task, _)| task.since)?;
    let does = view.texts.fill("log.raised", &[("error", what)]);
    let says = [("task", &*task.name), ("does", &*does)];
    Some(view.texts.fill("log.subject", &says))
}

/// How the run stands, in full and in ever fewer words; `lines`: first with the lines of the program.
pub(super) fn verdict(view: View, lines: bool) -> Vec<String> {
    text::verdict_forms(view.texts, view.model, &view.model.verdict, lines)
}

/// A circle that is closed while others run, in full and in ever fewer words; `lines`: first with the lines of the program.
pub(super) fn circle(view: View, lines: bool) -> Vec<String> {
    let Some(closed) = view.model.circles.first() else {
        return Vec::new();
    };
    let (texts, model) = (view.texts, view.model);
    let with_lines = lines.then(|| text::circle(texts, model, closed, true));
    let full = text::circle(texts, model, closed, false);
    let short = text::circle_in_short(texts, model, closed);
    let forms = with_lines.into_iter().chain([full]).chain(short);
    forms
        .map(|circle| texts.fill("log.circle", &[("circle", &circle)]))
        .collect()
}

/// The first form that takes no more than so many rows of a width; the shortest, if none does.
pub(super) fn fitting(forms: &[String], width: u16, rows: u16) -> &str {
    let fits = |form: &&String| paint::wrap(form, width).count() <= usize::from(rows);
    let shortest = || forms.iter().min_by_key(|form| paint::width(form));
    forms
        .iter()
        .find(fits)
        .or_else(shortest)
        .map_or("", String::as_str)
}

/// Why a task does not go on; nothing if it could, or if the verdict has said it all.
pub(super) fn why(task: TaskId, view: View) -> Option<String> {
    let why = view.model.why(task);
    let told = view
        .model
        .verdict
        .circle()
        .is_some_and(|circle| circle.has(task));
    if told
        || matches!(
            why.hops.first()?,
            Because::Runs { .. } | Because::Idle { .. }
        )
    {
        return None;
    }
    Some(text::why(view.texts, view.model, &why).join(" "))
}
