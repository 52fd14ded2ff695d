//! Why a task does not go on, in sentences.

use crate::model::{Because, Blame, Model, Task, Why};
use crate::trace::{Ending, ObjectId, ObjectKind, Op};

use super::Texts;
use super::sentence::{duration, ends, label, names, say, wait};

/// A chain of blame, a sentence a hop.
pub fn why(texts: &Texts, model: &Model, why: &Why) -> Vec<String> {
    let hops = (0..why.hops.len()).map(|index| {
        let does = predicate(texts, model, &why.hops[index], &why.hops, index);
        say(texts, &model.name(why.hops[index].task()), &does)
    });
    let circle = why.circle.map(|_| texts.get("why.circle").to_owned());
    hops.chain(circle)
        .map(|text| texts.fill("phrase.stop", &[("text", &text)]))
        .collect()
}

/// One hop as a sentence.
pub fn because(texts: &Texts, model: &Model, hop: &Because) -> String {
    let does = predicate(texts, model, hop, std::slice::from_ref(hop), 0);
    texts.fill(
        "phrase.stop",
        &[("text", &say(texts, &model.name(hop.task()), &does))],
    )
}

/// What the one whom a hop is about does; the hops before it tell what it is blamed for.
pub(super) fn predicate(
    texts: &Texts,
    model: &Model,
    hop: &Because,
    hops: &[Because],
    index: usize,
) -> String {
    match hop {
        Because::Runs { task } => match model.line(*task) {
            Some(line) => texts.fill("why.runs_at", &[("n", &line.to_string())]),
            None => texts.get("why.runs").to_owned(),
        },
        Because::New { .. } => texts.get("why.new").to_owned(),
        Because::Over {
            how: Ending::Raised(error),
            ..
        } => texts.fill("why.over_raised", &[("error", error)]),
        Because::Over { .. } => match index
            .checked_sub(1)
            .and_then(|before| blamed_for(&hops[before]))
        {
            Some(object) => texts.fill(
                "why.over_holding",
                &[("object", &label(texts, model, object))],
            ),
            None => texts.get("why.over").to_owned(),
        },
        Because::Sleeps { until, .. } => {
            let left = duration(texts, until.saturating_sub(model.time));
            texts.fill("wait.sleep", &[("time", &left)])
        }
        Because::Asks { .. } => texts.get("wait.input").to_owned(),
        Because::Idle { task } => {
            let feeds = model.task(*task).is_some_and(Task::rests);
            texts
                .get(if feeds { "why.rests" } else { "why.idle" })
                .to_owned()
        }
        Because::Waits {
            op,
            object,
            reads,
            until,
            picked,
            ahead,
            blame,
            ..
        } => {
            let on = match blame {
                Blame::End(task) => Some(*task),
                _ => None,
            };
            let mut text = wait(texts, model, *op, (*object, on), *reads, false);
            if let Some(until) = until {
                let left = duration(texts, until.saturating_sub(model.time));
                let at = object.and_then(|object| model.object(object));
                text.push_str(&texts.fill(ends(at), &[("time", &left)]));
            }
            if *picked {
                return texts.fill("why.picked", &[("does", &text)]);
            }
            if *ahead > 0 {
                text.push_str(&texts.fill("phrase.ahead", &[("n", &ahead.to_string())]));
            }
            text.push_str(&blamed(texts, model, *op, *object, blame));
            text
        }
    }
}

/// The object for whose sake a hop points to another task.
fn blamed_for(hop: &Because) -> Option<ObjectId> {
    match hop {
        Because::Waits {
            object,
            blame: Blame::Owner(_) | Blame::Holders(_),
            ..
        } => *object,
        _ => None,
    }
}

/// The second half of the sentence: who could end the wait.
fn blamed(texts: &Texts, model: &Model, op: Op, object: Option<ObjectId>, blame: &Blame) -> String {
    let listed =
        |key: &str, tasks: &[_]| texts.fill(key, &[("names", &names(texts, model, tasks))]);
    let at = object.and_then(|object| model.object(object));
    let kind = at.map(|object| object.kind);
    match blame {
        Blame::Owner(task) => listed("why.owned", &[*task]),
        Blame::End(_) => String::new(),
        Blame::Holders(tasks) => listed("why.held", tasks),
        Blame::Takers(tasks) => listed("why.taken", tasks),
        Blame::Missing(count) => texts.fill("why.missing", &[("n", &count.to_string())]),
        Blame::Free => texts.get("why.free").to_owned(),
        Blame::Givers(tasks) => {
            let key = match kind {
                Some(ObjectKind::Event) => "why.given_set",
                Some(ObjectKind::Condition) => "why.given_notify",
                Some(ObjectKind::Queue | ObjectKind::Pipe) => "why.given_get",
                _ => "why.given_release",
            };
            listed(key, tasks)
        }
        Blame::Nobody => {
            let takes = matches!(op, Op::Put | Op::Send | Op::Join);
            let never = at.is_none_or(|at| {
                if takes {
                    at.took.is_empty()
                } else {
                    at.gave.is_empty()
                }
            });
            let key = match (kind, never) {
                // A timer goes off by itself.
                (None | Some(ObjectKind::Timer), _) => return String::new(),
                (Some(ObjectKind::Queue | ObjectKind::Pipe), true) if takes => "why.never_take",
                (Some(ObjectKind::Queue | ObjectKind::Pipe), false) if takes => "why.gone_take",
                (Some(ObjectKind::Event), true) => "why.never_set",
                (Some(ObjectKind::Event), false) => "why.gone_set",
                (Some(ObjectKind::Condition), true) => "why.never_notify",
                (Some(ObjectKind::Condition), false) => "why.gone_notify",
                (Some(ObjectKind::Queue | ObjectKind::Pipe), true) => "why.never_get",
                (Some(ObjectKind::Queue | ObjectKind::Pipe), false) => "why.gone_get",
                (Some(_), true) => "why.never_release",
                (Some(_), false) => "why.gone_release",
            };
            texts.get(key).to_owned()
        }
    }
}
