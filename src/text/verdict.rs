//! Sentences about the whole run.

use crate::model::{Circle, Model, Verdict};
use crate::trace::{TaskId, Text};

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
        let object = |object: Option<_>| object.map(|object| label(texts, model, object));
        let (task, owner) = (model.name(link.task), model.name(link.owner));
        let (holds, wants) = (object(link.holds), object(link.wants));
        let key = match (&holds, &wants) {
            (Some(_), Some(_)) if link.task == link.owner => "verdict.link_self",
            (Some(_), Some(_)) => "verdict.link_both",
            (Some(_), None) => "verdict.link_holds_end",
            (None, Some(_)) => "verdict.link_wants",
            (None, None) => "verdict.link_end",
        };
        let text = |text: &Option<Text>| text.clone().unwrap_or_else(|| "".into());
        let (holds, wants) = (text(&holds), text(&wants));
        texts.fill(
            key,
            &[
                ("task", &task),
                ("holds", &holds),
                ("wants", &wants),
                ("owner", &owner),
            ],
        )
    });
    links
        .collect::<Vec<_>>()
        .join(texts.get("phrase.semicolon"))
}

/// Who waits for what, those who wait for the same taken together.
fn waits(texts: &Texts, model: &Model) -> String {
    let mut groups: Vec<(String, Vec<TaskId>)> = Vec::new();
    for task in model.tasks.iter().filter(|task| task.counts()) {
        let Some(want) = task.want() else { continue };
        let does = wait(texts, model, want.op, want.object, want.on, want.reads);
        match groups.iter_mut().find(|(other, _)| *other == does) {
            Some((_, tasks)) => tasks.push(task.id),
            None => groups.push((does, vec![task.id])),
        }
    }
    let known = groups.len();
    groups.truncate(MOST_GROUPS);
    let mut parts: Vec<String> = Vec::new();
    for (does, tasks) in &groups {
        parts.push(match tasks[..] {
            [task] if known == 1 => {
                let hops = model.why(task).hops;
                let blame = hops
                    .first()
                    .map(|hop| predicate(texts, model, hop, &hops, 0));
                say(texts, &model.name(task), &blame.unwrap_or(does.clone()))
            }
            [task] => say(texts, &model.name(task), does),
            _ => texts.fill(
                "verdict.stalled_group",
                &[("n", &tasks.len().to_string()), ("does", does)],
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
