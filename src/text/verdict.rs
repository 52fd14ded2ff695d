//! Sentences about the whole run.

use crate::model::{Circle, Model, Object, Task, Verdict};
use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind, Text};

use super::Texts;
use super::blame::predicate;
use super::sentence::{label, say, wait};

/// How many groups of waiters the sentence about a stalled run names.
const MOST_GROUPS: usize = 4;

/// The verdict as a sentence: `Thread-1 holds mutexB and waits for mutexA; …: nobody can go on.`
pub fn verdict(texts: &Texts, model: &Model, verdict: &Verdict) -> String {
    let text = match verdict {
        Verdict::Running => texts.get("verdict.running").to_owned(),
        Verdict::Ended => texts.get("verdict.ended").to_owned(),
        Verdict::Deadlock(of) => {
            texts.fill("verdict.deadlock", &[("circle", &circle(texts, model, of))])
        }
        Verdict::Stalled => texts.fill("verdict.stalled", &[("waits", &waits(texts, model))]),
        Verdict::WaitingForInput(task) => {
            texts.fill("verdict.input", &[("task", &model.name(*task))])
        }
        Verdict::WaitingForLecturer => texts.get("verdict.lecturer").to_owned(),
    };
    texts.fill("phrase.stop", &[("text", &text)])
}

/// Who holds what and waits for whom, all round a circle.
pub fn circle(texts: &Texts, model: &Model, circle: &Circle) -> String {
    let links = circle.links.iter().map(|link| {
        let of = |object: Option<ObjectId>| object.and_then(|object| model.object(object));
        let (task, owner) = (model.name(link.task), model.name(link.owner));
        let (holds, wants) = (of(link.holds), of(link.wants));
        let is_call = |object: &Object| object.kind == ObjectKind::Future;
        let key = match (holds, wants) {
            (Some(holds), Some(wants)) if is_call(holds) || is_call(wants) => "verdict.link_calls",
            (Some(_), Some(_)) if link.task == link.owner => "verdict.link_self",
            (Some(_), Some(_)) => "verdict.link_both",
            (Some(holds), None) if is_call(holds) => "verdict.link_calls",
            (Some(_), None) => "verdict.link_holds_end",
            (None, Some(wants)) if is_call(wants) => "verdict.link_result",
            (None, Some(_)) => "verdict.link_wants",
            (None, None) => "verdict.link_end",
        };
        let name = |object: Option<&Object>| -> Text {
            let call = object.filter(|object| is_call(object));
            let call = call.and_then(|call| call.call.clone());
            let name = || object.map(|object| label(texts, model, object.id));
            call.or_else(name).unwrap_or_default()
        };
        let phrase =
            |key: &str, object| texts.fill(key, &[("what", &name(object)), ("owner", &owner)]);
        let has = match holds {
            Some(call) if is_call(call) && call.fate.is_none() => "verdict.has_to_begin",
            Some(call) if is_call(call) => "verdict.has_call",
            _ => "verdict.has_lock",
        };
        let does = match wants {
            None => "verdict.waits_end",
            Some(call) if is_call(call) => "verdict.waits_result",
            Some(_) => "verdict.waits_lock",
        };
        texts.fill(
            key,
            &[
                ("task", &task),
                ("holds", &name(holds)),
                ("wants", &name(wants)),
                ("owner", &owner),
                ("has", &phrase(has, holds)),
                ("waits", &phrase(does, wants)),
            ],
        )
    });
    links
        .collect::<Vec<_>>()
        .join(texts.get("phrase.semicolon"))
}

/// A circle in ever fewer words, all of them closed: who waits for whom, with names, with those in the middle left out, with
/// glyphs in place of names.
pub fn circle_in_short(texts: &Texts, model: &Model, circle: &Circle) -> Vec<String> {
    let glyph = |task: TaskId| {
        let task = model.task(task);
        task.map_or_else(String::new, |task| task.glyph.to_string())
    };
    let name = |task: TaskId| model.name(task).to_string();
    let all = circle.links.len();
    let mut forms = Vec::new();
    for short in [false, true] {
        let of = |task: TaskId| if short { glyph(task) } else { name(task) };
        let waits = |number: usize| {
            let link = circle.links[number];
            let with = [("task", &*of(link.task)), ("owner", &*of(link.owner))];
            let key = if number == 0 {
                "verdict.chain_first"
            } else {
                "verdict.chain_next"
            };
            texts.fill(key, &with)
        };
        let list = |parts: Vec<String>| parts.join(texts.get("phrase.list"));
        forms.push(list((0..all).map(waits).collect()));
        if all > 3 {
            let between = (all - 3).to_string();
            let between = texts.fill("verdict.chain_more", &[("n", &between)]);
            forms.push(list(vec![waits(0), waits(1), between, waits(all - 1)]));
        }
    }
    forms
}

/// The verdict, in full and then in ever fewer words, where there are any.
pub fn verdict_forms(texts: &Texts, model: &Model, told: &Verdict) -> Vec<String> {
    let mut forms = vec![verdict(texts, model, told)];
    if let Verdict::Deadlock(circle) = told {
        forms.extend(circle_in_short(texts, model, circle).iter().map(|circle| {
            let text = texts.fill("verdict.deadlock", &[("circle", circle)]);
            texts.fill("phrase.stop", &[("text", &text)])
        }));
    }
    forms
}

/// Who waits for what, those who wait for the same taken together.
fn waits(texts: &Texts, model: &Model) -> String {
    let mut groups: Vec<(String, String, Vec<TaskId>)> = Vec::new();
    // Nobody is kept by a daemon, but by what a feeder cannot get rid of.
    let feeds = |task: &Task| task.kind == TaskKind::Feeder;
    let matters = |task: &&Task| task.counts() || feeds(task);
    for task in model.tasks.iter().filter(matters) {
        let Some(want) = task.want() else { continue };
        let of = |many| {
            let whom = (want.object, want.on);
            wait(texts, model, want.op, whom, want.reads, many)
        };
        let does = of(false);
        match groups.iter_mut().find(|(other, ..)| *other == does) {
            Some((.., tasks)) => tasks.push(task.id),
            None => groups.push((does, of(true), vec![task.id])),
        }
    }
    let known = groups.len();
    groups.truncate(MOST_GROUPS);
    let mut parts: Vec<String> = Vec::new();
    for (does, many_do, tasks) in &groups {
        parts.push(match tasks[..] {
            [task] if known == 1 || model.task(task).is_some_and(feeds) => {
                let hops = model.why(task).hops;
                let blame = hops
                    .first()
                    .map(|hop| predicate(texts, model, hop, &hops, 0));
                say(texts, &model.name(task), &blame.unwrap_or(does.clone()))
            }
            [task] => say(texts, &model.name(task), does),
            _ => texts.fill(
                "verdict.stalled_group",
                &[("n", &tasks.len().to_string()), ("does", many_do)],
            ),
        });
    }
    let text = parts.join(texts.get("phrase.semicolon"));
    if known > groups.len() {
        return texts.fill(
            "phrase.more",
            &[("names", &text), ("n", &(known - groups.len()).to_string())],
        );
    }
    text
}
