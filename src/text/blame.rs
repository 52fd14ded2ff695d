//! Why a task does not go on, in sentences.

use crate::model::{Because, Blame, Model, Object, Task, Why};
use crate::trace::{Ending, ObjectId, ObjectKind, Op, TaskId};

use super::Texts;
use super::sentence::{self, duration, ends, label, names, say, wait};

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
pub(super) fn blamed(
    texts: &Texts,
    model: &Model,
    op: Op,
    object: Option<ObjectId>,
    blame: &Blame,
) -> String {
    let listed =
        |key: &str, tasks: &[_]| texts.fill(key, &[("names", &names(texts, model, tasks))]);
    let at = object.and_then(|object| model.object(object));
    let kind = at.map(|object| object.kind);
    match blame {
        Blame::Owner(task) => held(texts, model, at, &[*task], "why.owned"),
        Blame::Holders(tasks) => held(texts, model, at, tasks, "why.held"),
        Blame::End(task) if kind == Some(ObjectKind::Future) => {
            let over = model.task(*task).is_none_or(Task::is_over);
            let key = if over {
                "why.call_over"
            } else {
                "why.call_runs"
            };
            listed(key, &[*task])
        }
        Blame::End(_) => String::new(),
        Blame::Takers(tasks) => listed("why.taken", tasks),
        Blame::Undone(_) => at.map_or_else(String::new, |at| undone(texts, model, at)),
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
        Blame::Nobody => at.map_or_else(String::new, |at| nobody(texts, model, op, at)),
    }
}

/// Who has it; of those who have ended, that they have, and where they took it.
fn held(texts: &Texts, model: &Model, at: Option<&Object>, tasks: &[TaskId], key: &str) -> String {
    let over = |task: &TaskId| model.task(*task).is_none_or(Task::is_over);
    let (ended, living): (Vec<TaskId>, Vec<TaskId>) = tasks.iter().partition(|task| over(task));
    let mut text = String::new();
    if !living.is_empty() {
        text = texts.fill(key, &[("names", &names(texts, model, &living))]);
    }
    if let Some(first) = ended.first() {
        let held = model.task(*first).zip(at);
        let held = held.and_then(|(task, at)| task.holding(at.id));
        let place = sentence::at(texts, model, held.and_then(|held| held.site));
        let words = [("names", &*names(texts, model, &ended)), ("place", &place)];
        text.push_str(&texts.fill_for("why.held_over", ended.len() > 1, &words));
    }
    text
}

/// How many items of a queue nobody has said to be done, and who took them out.
fn undone(texts: &Texts, model: &Model, queue: &Object) -> String {
    let missing = queue.unfinished;
    let all = (queue.arrived as i64).max(missing).to_string();
    let count = [("n", &*missing.to_string()), ("all", &*all)];
    let mut text = texts.fill_for("why.undone", missing > 1, &count);
    if let Some(last) = queue.undone.last() {
        let mut takers: Vec<TaskId> = Vec::new();
        for taken in queue.undone.iter().rev() {
            if !takers.contains(&taken.task) {
                takers.push(taken.task);
            }
        }
        let place = sentence::at(texts, model, last.site);
        let words = [("names", &*names(texts, model, &takers)), ("place", &place)];
        text.push_str(&texts.fill("why.undone_taken", &words));
    }
    if queue.depth > 0 {
        let depth = queue.depth.to_string();
        let by: Vec<TaskId> = queue.put.iter().map(|put| put.task).collect();
        let place = sentence::at(texts, model, queue.put.and_then(|put| put.site));
        let names = names(texts, model, &by);
        let words = [("n", &*depth), ("names", &names), ("place", &place)];
        text.push_str(&texts.fill("why.undone_inside", &words));
    }
    text
}

/// What nobody has done so far, or nobody who lives.
fn nobody(texts: &Texts, model: &Model, op: Op, at: &Object) -> String {
    let takes = matches!(op, Op::Put | Op::Send | Op::Join);
    let before = if takes { &at.took } else { &at.gave };
    let key = match at.kind {
        // A timer goes off by itself.
        ObjectKind::Timer => return String::new(),
        ObjectKind::Future => {
            let Some(pool) = at.of else {
                return texts.get("why.never_settled").to_owned();
            };
            let pool = label(texts, model, pool);
            return texts.fill("why.never_begun", &[("pool", &pool)]);
        }
        ObjectKind::Queue | ObjectKind::Pipe if takes => ("why.never_take", "why.gone_take"),
        ObjectKind::Queue | ObjectKind::Pipe => ("why.never_get", "why.gone_get"),
        ObjectKind::Event => ("why.never_set", "why.gone_set"),
        ObjectKind::Condition => ("why.never_notify", "why.gone_notify"),
        _ => ("why.never_release", "why.gone_release"),
    };
    if before.is_empty() {
        return texts.get(key.0).to_owned();
    }
    let names = names(texts, model, before);
    texts.fill_for(key.1, before.len() > 1, &[("names", &names)])
}
