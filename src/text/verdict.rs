//! Sentences about the whole run.

use crate::model::{Because, Circle, Model, Object, Task, Verdict};
use crate::trace::{ObjectId, ObjectKind, TaskId, TaskKind, Text};

use super::Texts;
use super::blame::blamed;
use super::sentence::{at, label, names, place, say, wait};

/// How many groups of waiters the sentence about a stalled run names.
const MOST_GROUPS: usize = 4;

/// The verdict as a sentence: `Thread-1 (bank.py:12) holds mutexB and waits for mutexA; …: nobody can go on.`; `lines`: with
/// the lines of the program.
pub fn verdict(texts: &Texts, model: &Model, verdict: &Verdict, lines: bool) -> String {
    let text = match verdict {
        Verdict::Running => texts.get("verdict.running").to_owned(),
        Verdict::Ended => texts.get("verdict.ended").to_owned(),
        Verdict::Deadlock(of) => {
            let circle = circle(texts, model, of, lines);
            texts.fill("verdict.deadlock", &[("circle", &circle)])
        }
        Verdict::Stalled => {
            texts.fill("verdict.stalled", &[("waits", &waits(texts, model, lines))])
        }
        Verdict::WaitingForInput(task) => {
            texts.fill("verdict.input", &[("task", &model.name(*task))])
        }
        Verdict::WaitingForLecturer => texts.get("verdict.lecturer").to_owned(),
    };
    texts.fill("phrase.stop", &[("text", &text)])
}

/// Who holds what and waits for whom, all round a circle; `lines`: and at which line of the program.
pub fn circle(texts: &Texts, model: &Model, circle: &Circle, lines: bool) -> String {
    let hops = circle.links.iter().map(|link| {
        let of = |object: Option<ObjectId>| object.and_then(|object| model.object(object));
        let (task, owner) = (model.name(link.task), model.name(link.owner));
        let want = model.task(link.task).and_then(Task::want);
        let place = place(model, want.and_then(|want| want.site).filter(|_| lines));
        let task: Text = match place {
            Some(place) => {
                let words = [("task", &*task), ("place", &*place)];
                texts.fill("phrase.at", &words).into()
            }
            None => task,
        };
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
    hops.collect::<Vec<_>>().join(texts.get("phrase.semicolon"))
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

/// The verdict, in full and then in ever fewer words, where there are any; `lines`: first with the lines of the program.
pub fn verdict_forms(texts: &Texts, model: &Model, told: &Verdict, lines: bool) -> Vec<String> {
    let mut forms = Vec::new();
    if lines {
        forms.push(verdict(texts, model, told, true));
    }
    forms.push(verdict(texts, model, told, false));
    if let Verdict::Deadlock(circle) = told {
        forms.extend(circle_in_short(texts, model, circle).iter().map(|circle| {
            let text = texts.fill("verdict.deadlock", &[("circle", circle)]);
            texts.fill("phrase.stop", &[("text", &text)])
        }));
    }
    forms
}

/// Tasks that wait for the same at the same line.
struct Group {
    does: String,
    many_do: String,
    place: String,
    blame: String,
    tasks: Vec<TaskId>,
}

/// Who waits for what and what is missing for that, those who wait for the same taken together; who waits for the end of
/// another last.
fn waits(texts: &Texts, model: &Model, lines: bool) -> String {
    let mut groups: Vec<Group> = Vec::new();
    let mut ends: Vec<Group> = Vec::new();
    for id in waiting(model) {
        let Some(want) = model.task(id).and_then(Task::want) else {
            continue;
        };
        let of = |many| {
            let whom = (want.object, want.on);
            wait(texts, model, want.op, whom, want.reads, many)
        };
        let (does, place) = (of(false), at(texts, model, want.site.filter(|_| lines)));
        let among = if want.on.is_some() {
            &mut ends
        } else {
            &mut groups
        };
        let same = |group: &&mut Group| group.does == does && group.place == place;
        if let Some(group) = among.iter_mut().find(same) {
            group.tasks.push(id);
            continue;
        }
        let blame = match model.why(id).hops.first() {
            Some(Because::Waits { blame, .. }) => blamed(texts, model, want.op, want.object, blame),
            _ => String::new(),
        };
        among.push(Group {
            does,
            many_do: of(true),
            place,
            blame,
            tasks: vec![id],
        });
    }
    groups.append(&mut ends);
    let known = groups.len();
    groups.truncate(MOST_GROUPS);
    let say_group = |group: &Group| {
        let who = names(texts, model, &group.tasks) + &group.place;
        let does = match group.tasks.len() {
            1 => &group.does,
            _ => &group.many_do,
        };
        say(texts, &who, &format!("{does}{}", group.blame))
    };
    let parts: Vec<String> = groups.iter().map(say_group).collect();
    let text = parts.join(texts.get("phrase.next"));
    if known > groups.len() {
        return texts.fill(
            "phrase.more",
            &[("names", &text), ("n", &(known - groups.len()).to_string())],
        );
    }
    text
}

/// Who waits and keeps the program from ending, and the daemons that these wait for; feeders too, which cannot get rid of
/// what they carry.
fn waiting(model: &Model) -> Vec<TaskId> {
    let feeds = |task: &Task| task.kind == TaskKind::Feeder;
    let tasks = model.tasks.iter();
    let counts = tasks.filter(|task| task.counts() || feeds(task));
    let mut all: Vec<TaskId> = counts.map(|task| task.id).collect();
    let mut index = 0;
    while let Some(id) = all.get(index).copied() {
        index += 1;
        let next = model.why(id).hops.first().and_then(Because::points_to);
        all.extend(next.filter(|next| !all.contains(next)));
    }
    all
}
