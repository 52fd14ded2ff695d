//! Snapshots of the sentences in both languages, from hand-written traces.

use super::super::{Lang, Texts, doing, duration, log_entry, verdict, why};
use crate::model::Model;
use crate::model::told::{model, threads};
use crate::trace::TaskId;

fn log(model: &Model, lang: Lang, from: u64) -> String {
    let texts = Texts::of(lang);
    let entries = model
        .log
        .entries
        .iter()
        .filter(|entry| entry.number >= from);
    entries
        .map(|entry| log_entry(texts, model, entry))
        .collect::<Vec<_>>()
        .join("\n")
}

fn deadlock() -> Model {
    model(
        &(threads(&["MainThread", "Thread-1", "Thread-2"])
            + r#""ev":"end","task":0,"how":"returned"
        "ev":"new","object":0,"kind":"lock","names":["mutexA"]
        "ev":"new","object":1,"kind":"lock","names":["mutexB"]
        "ev":"want","task":2,"op":"acquire","object":0
        "ev":"done","task":2,"op":"acquire","object":0,"left":1
        "ev":"want","task":1,"op":"acquire","object":1
        "ev":"done","task":1,"op":"acquire","object":1,"left":1
        "ev":"want","task":2,"op":"acquire","object":1
        "ev":"want","task":1,"op":"acquire","object":0
        "ev":"idle""#),
    )
}

#[test]
fn a_deadlock_in_one_sentence() {
    let model = deadlock();
    assert_eq!(
        verdict(Texts::of(Lang::En), &model, &model.verdict, true),
        "Thread-1 holds mutexB and waits for mutexA; Thread-2 holds mutexA and waits for mutexB: nobody can go on."
    );
    assert_eq!(
        verdict(Texts::of(Lang::Zh), &model, &model.verdict, true),
        "Thread-1 持有 mutexB，等待 mutexA；Thread-2 持有 mutexA，等待 mutexB：谁也无法继续，死锁。"
    );
    insta::assert_snapshot!(log(&model, Lang::En, 3));
    insta::assert_snapshot!(log(&model, Lang::Zh, 3));
}

#[test]
fn why_names_every_hop_and_the_circle() {
    let model = deadlock();
    let chain = model.why(TaskId(1));
    assert_eq!(chain.circle, Some(TaskId(1)));
    insta::assert_snapshot!(why(Texts::of(Lang::En), &model, &chain).join("\n"));
    insta::assert_snapshot!(why(Texts::of(Lang::Zh), &model, &chain).join("\n"));
}

#[test]
fn a_semaphore_an_event_and_a_queue() {
    let model = model(
        &(threads(&["MainThread", "user0", "user1", "user2"])
            + r#""ev":"new","object":0,"kind":"semaphore","names":["sem"],"permits":1
        "ev":"new","object":1,"kind":"event","names":["light"]
        "ev":"new","object":2,"kind":"queue","names":["belt"],"capacity":1
        "ev":"done","task":1,"op":"acquire","object":0,"left":0
        "ev":"want","task":2,"op":"acquire","object":0
        "ev":"want","task":3,"op":"acquire","object":0,"timeout":1500000
        "ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[2]
        "ev":"done","task":2,"op":"acquire","object":0,"left":0
        "ev":"fail","task":3,"op":"acquire","object":0,"why":"timeout"
        "ev":"done","task":0,"op":"release","object":0,"left":1
        "ev":"want","task":1,"op":"wait","object":1,"timeout":1000000
        "ev":"done","task":1,"op":"wait","object":1,"flag":false
        "ev":"want","task":1,"op":"wait","object":1
        "ev":"done","task":0,"op":"set","object":1,"flag":true,"woken":[1]
        "ev":"done","task":1,"op":"wait","object":1,"flag":true
        "ev":"done","task":0,"op":"clear","object":1,"flag":false
        "ev":"want","task":3,"op":"get","object":2
        "ev":"want","task":1,"op":"put","object":2
        "ev":"done","task":1,"op":"put","object":2,"item":"'bun 1'","left":1,"unfinished":1,"woken":[3]
        "ev":"want","task":1,"op":"put","object":2
        "ev":"done","task":3,"op":"get","object":2,"item":"'bun 1'","left":0,"unfinished":1,"woken":[1]
        "ev":"want","task":0,"op":"join","object":2
        "ev":"done","task":3,"op":"task_done","object":2,"unfinished":0,"woken":[0]
        "ev":"fail","task":3,"op":"get","object":2,"why":"empty"
        "ev":"fail","task":2,"op":"release","object":0,"why":"exception","text":"ValueError: Semaphore released too many times"
        "ev":"end","task":2,"how":{"raised":"ValueError: Semaphore released too many times"}"#),
    );
    insta::assert_snapshot!(log(&model, Lang::En, 4));
    insta::assert_snapshot!(log(&model, Lang::Zh, 4));
}

fn condition() -> Model {
    model(
        &(threads(&["MainThread", "a", "b", "c"])
            + r#""ev":"new","object":0,"kind":"rlock"
        "ev":"new","object":1,"kind":"condition","names":["cond"],"lock":0
        "ev":"done","task":1,"op":"acquire","object":0,"left":1
        "ev":"want","task":1,"op":"wait","object":1
        "ev":"done","task":1,"op":"release","object":0,"left":0
        "ev":"done","task":2,"op":"acquire","object":0,"left":1
        "ev":"want","task":2,"op":"wait","object":1
        "ev":"done","task":2,"op":"release","object":0,"left":0
        "ev":"done","task":0,"op":"acquire","object":0,"left":1
        "ev":"done","task":0,"op":"notify","object":1,"count":1,"woken":[1]
        "ev":"want","task":1,"op":"acquire","object":0
        "ev":"done","task":0,"op":"release","object":0,"left":0,"woken":[1]
        "ev":"done","task":1,"op":"acquire","object":0,"left":1
        "ev":"done","task":1,"op":"wait","object":1,"flag":true
        "ev":"done","task":1,"op":"release","object":0,"left":0
        "ev":"end","task":1,"how":"returned"
        "ev":"want","task":0,"op":"join","on":2
        "ev":"want","task":3,"op":"sleep","timeout":2000000
        "ev":"done","task":3,"op":"sleep"
        "ev":"end","task":3,"how":"returned"
        "ev":"idle""#),
    )
}

#[test]
fn a_condition_that_stalls() {
    let model = condition();
    insta::assert_snapshot!(log(&model, Lang::En, 4));
    insta::assert_snapshot!(log(&model, Lang::Zh, 4));
    let chain = model.why(TaskId(0));
    insta::assert_snapshot!(why(Texts::of(Lang::En), &model, &chain).join("\n"));
    insta::assert_snapshot!(why(Texts::of(Lang::Zh), &model, &chain).join("\n"));
}

#[test]
fn what_a_task_does() {
    let model = condition();
    let en = Texts::of(Lang::En);
    assert_eq!(
        doing(en, &model, TaskId(0), model.time),
        "waits for b to end"
    );
    assert_eq!(
        doing(en, &model, TaskId(2), model.time),
        "waits to be notified on cond"
    );
    assert_eq!(
        doing(Texts::of(Lang::Zh), &model, TaskId(2), model.time),
        "等待 cond 上的通知"
    );
    assert_eq!(doing(en, &model, TaskId(3), model.time), "ended");
}

#[test]
fn lengths_of_time() {
    let en = |length| duration(Texts::of(Lang::En), length);
    assert_eq!(en(0), "0 ms");
    assert_eq!(en(350_400), "350 ms");
    assert_eq!(en(999_400), "999 ms");
    assert_eq!(en(999_700), "1 s");
    assert_eq!(en(1_000_000), "1 s");
    assert_eq!(en(1_249_000), "1.2 s");
    assert_eq!(en(12_400_000), "12 s");
    assert_eq!(en(125_000_000), "2 min 5 s");
    assert_eq!(duration(Texts::of(Lang::Zh), 1_500_000), "1.5 秒");
}

#[test]
fn the_other_primitives() {
    let model = model(
        &(threads(&["MainThread", "a", "b"])
            + r#""ev":"new","object":0,"kind":"barrier","names":["gate"],"parties":2
            "ev":"new","object":1,"kind":"rlock","names":["r"]
            "ev":"new","object":2,"kind":"rwlock","names":["book"]
            "ev":"new","object":3,"kind":"semaphore","names":["sem"],"permits":0
            "ev":"new","object":4,"kind":"lock","names":["mutex"]
            "ev":"want","task":1,"op":"wait","object":0
            "ev":"want","task":2,"op":"wait","object":0
            "ev":"done","task":2,"op":"wait","object":0,"count":1,"woken":[1]
            "ev":"done","task":1,"op":"wait","object":0,"count":0
            "ev":"done","task":0,"op":"abort","object":0
            "ev":"fail","task":1,"op":"wait","object":0,"why":"exception","text":"threading.BrokenBarrierError"
            "ev":"done","task":0,"op":"reset","object":0
            "ev":"done","task":1,"op":"acquire","object":1,"left":1
            "ev":"done","task":1,"op":"acquire","object":1,"left":2
            "ev":"done","task":1,"op":"release","object":1,"left":1
            "ev":"done","task":1,"op":"acquire","object":2,"name":"read"
            "ev":"want","task":2,"op":"acquire","object":2,"text":"write"
            "ev":"done","task":1,"op":"release","object":2,"name":"read","woken":[2]
            "ev":"done","task":2,"op":"acquire","object":2,"name":"write"
            "ev":"done","task":2,"op":"release","object":2,"name":"write"
            "ev":"done","task":0,"op":"release","object":3,"count":3,"left":3
            "ev":"done","task":1,"op":"acquire","object":4,"left":1
            "ev":"fail","task":2,"op":"acquire","object":4,"why":"busy"
            "ev":"done","task":2,"op":"release","object":4,"left":0
            "ev":"done","task":1,"op":"read","name":"count","item":"100"
            "ev":"done","task":1,"op":"write","name":"count","item":"99"
            "ev":"want","task":0,"op":"join","on":1,"timeout":500000
            "ev":"fail","task":0,"op":"join","on":1,"why":"timeout"
            "ev":"want","task":0,"op":"input","text":"&gt;"
            "ev":"done","task":0,"op":"input","item":"3"
            "ev":"note","task":1,"kind":"statement","text":"light.set()"
            "ev":"end","task":2,"how":"killed"
            "ev":"gap","lost":12,"why":"the picture was behind""#),
    );
    insta::assert_snapshot!(log(&model, Lang::En, 3));
    insta::assert_snapshot!(log(&model, Lang::Zh, 3));
}

#[test]
fn an_object_with_two_names_is_told_by_both() {
    let model = model(
        &(threads(&["MainThread", "a"])
            + r#""ev":"new","object":0,"kind":"rlock","names":["A","B"]
            "ev":"done","task":0,"op":"acquire","object":0,"left":1
            "ev":"want","task":1,"op":"acquire","object":0"#),
    );
    let en = Texts::of(Lang::En);
    assert_eq!(doing(en, &model, TaskId(1), model.time), "waits for A = B");
}

#[test]
fn a_timer_goes_off_by_itself_and_a_worker_without_work_waits() {
    let model = model(
        &(threads(&["MainThread", "a"])
            + r#""ev":"new","object":0,"kind":"timer","names":["bell"]
            "ev":"new","object":1,"kind":"pool","names":["bakery"]
            "ev":"fail","task":0,"op":"get","object":1,"why":"empty"
            "ev":"want","task":1,"op":"wait","object":0,"timeout":2500000"#),
    );
    assert_eq!(
        log(&model, Lang::En, 2),
        "a waits until bell goes off, in 2.5 s"
    );
    let chain = model.why(TaskId(1));
    assert_eq!(
        why(Texts::of(Lang::En), &model, &chain),
        ["a waits until bell goes off, in 2.5 s."]
    );
    assert_eq!(
        why(Texts::of(Lang::Zh), &model, &chain),
        ["a 等待 bell 到时，还有 2.5 秒。"]
    );
}
