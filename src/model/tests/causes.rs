//! Who woke whom, and what became of it.

use super::*;

/// `release by 1 -> 3 Got`, and so on, of the newest causes, oldest first.
fn told(model: &Model) -> Vec<String> {
    let effect = |effect: &Effect| format!("{} {:?}", effect.actor.task.0, effect.reaction);
    let cause = |cause: &Cause| {
        let by = cause.doer().map_or(-1, |by| i64::from(by.0));
        let effects: Vec<_> = cause.effects.iter().map(effect).collect();
        format!("{:?} by {by}: {}", cause.trigger, effects.join(", "))
    };
    model.causes.iter().map(cause).collect()
}

#[test]
fn a_release_is_a_cause_until_the_woken_one_has_the_permit() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]"#,
    );
    assert_eq!(told(&model), ["Operation(Release) by 1: 3 Woken"]);
    assert!(!model.causes.last().unwrap().is_settled());
    more(
        &mut model,
        r#""ev":"done","task":3,"op":"acquire","object":0,"left":0"#,
    );
    assert_eq!(told(&model), ["Operation(Release) by 1: 3 Got(None)"]);
    assert!(model.causes.last().unwrap().is_settled());
}

#[test]
fn who_comes_too_late_has_lost_to_the_newcomer_by_name() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]
        "ev":"done","task":0,"op":"acquire","object":0,"left":0
        "ev":"want","task":3,"op":"acquire","object":0"#,
    );
    assert_eq!(
        told(&model),
        ["Operation(Release) by 1: 3 Lost(Some(TaskId(0)))"]
    );
}

#[test]
fn a_release_that_nobody_waited_for_is_no_cause() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"fail","task":3,"op":"acquire","object":0,"why":"abandoned"
        "ev":"fail","task":4,"op":"acquire","object":0,"why":"abandoned"
        "ev":"done","task":1,"op":"release","object":0,"left":1"#,
    );
    assert_eq!(told(&model), [""; 0]);
}

#[test]
fn the_notified_seek_the_lock_one_after_the_other() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"rlock"
            "ev":"new","object":1,"kind":"condition","names":["bell"],"lock":0
            "ev":"want","task":1,"op":"wait","object":1
            "ev":"want","task":2,"op":"wait","object":1
            "ev":"done","task":0,"op":"acquire","object":0,"left":1
            "ev":"done","task":0,"op":"notify","object":1,"count":2,"woken":[1,2]
            "ev":"want","task":1,"op":"acquire","object":1
            "ev":"want","task":2,"op":"acquire","object":1"#),
    );
    let notify = "Operation(Notify) by 0: 1 Seeks(ObjectId(0)), 2 Seeks(ObjectId(0))";
    assert_eq!(told(&model), [notify]);
    assert!(
        model.causes.last().unwrap().is_settled(),
        "they have moved on"
    );
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"release","object":0,"left":0,"woken":[1]
        "ev":"done","task":1,"op":"acquire","object":1,"left":1
        "ev":"done","task":1,"op":"wait","object":1"#,
    );
    assert_eq!(
        told(&model),
        [
            "Operation(Notify) by 0: 1 Got(None), 2 Seeks(ObjectId(0))",
            "Operation(Release) by 0: 1 Got(None)"
        ]
    );
}

#[test]
fn timeouts_that_come_together_are_one_cause_and_what_nobody_heard_is_told() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"event","names":["light"]
            "ev":"want","task":1,"op":"wait","object":0,"timeout":0
            "ev":"want","task":2,"op":"wait","object":0,"timeout":0"#),
    );
    let time = model.time;
    for task in [1, 2].map(TaskId) {
        let fail = crate::trace::Fail {
            task,
            op: Op::Wait,
            object: Some(ObjectId(0)),
            on: None,
            why: crate::trace::FailReason::Timeout,
            text: None,
            woken: Vec::new(),
        };
        let event = crate::trace::Event::Fail(fail);
        model.apply(&Record { time, event }, 0);
    }
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"set","object":0,"flag":true"#,
    );
    assert_eq!(
        told(&model),
        [
            "Time by -1: 1 TimedOut, 2 TimedOut",
            "Operation(Set) by 0: "
        ]
    );
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"clear","object":0"#,
    );
    assert_eq!(model.causes.count(), 3);
}

#[test]
fn the_end_of_a_task_wakes_who_joins_it() {
    let mut model = model(
        &(threads(&["main", "a"])
            + r#""ev":"want","task":0,"op":"join","on":1
            "ev":"end","task":1,"how":"returned""#),
    );
    assert_eq!(told(&model), ["End by 1: 0 Woken"]);
    more(&mut model, r#""ev":"done","task":0,"op":"join","on":1"#);
    assert_eq!(told(&model), ["End by 1: 0 Got(None)"]);
}

#[test]
fn the_log_knows_which_entries_belong_to_a_cause() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]
        "ev":"done","task":3,"op":"acquire","object":0,"left":0"#,
    );
    let last = model.log.entries.iter().rev().take(2);
    let parts: Vec<_> = last.map(|entry| (entry.cause, entry.heads)).collect();
    assert_eq!(parts, [(Some(0), false), (Some(0), true)]);
    let entry = model.causes.get(0).unwrap().entry;
    assert_eq!(
        entry,
        model
            .log
            .entries
            .iter()
            .rev()
            .nth(1)
            .map(|entry| entry.number)
    );
}
