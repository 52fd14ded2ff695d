//! Circles, verdicts, blame.

use super::super::told::{model, more, threads};
use super::super::{Because, Blame, Entry, Model, Verdict, What};
use crate::trace::{ObjectId, TaskId};

const LOCKS: &str = r#""ev":"new","object":0,"kind":"lock","names":["a"]
"ev":"new","object":1,"kind":"lock","names":["b"]
"ev":"done","task":1,"op":"acquire","object":0,"left":1
"ev":"done","task":2,"op":"acquire","object":1,"left":1
"#;

fn locked() -> Model {
    model(&(threads(&["main", "t1", "t2", "t3"]) + LOCKS))
}

#[test]
fn a_circle_is_found_when_it_closes_and_judged_when_nobody_can_run() {
    let mut model = locked();
    more(
        &mut model,
        r#""ev":"want","task":1,"op":"acquire","object":1"#,
    );
    assert!(model.circles.is_empty());
    more(
        &mut model,
        r#""ev":"want","task":2,"op":"acquire","object":0"#,
    );
    assert_eq!(model.circles.len(), 1);
    assert_eq!(model.verdict, Verdict::Running, "main and t3 still run");
    assert!(matches!(model.log.last().unwrap().what, What::Circle(_)));
    let links = &model.circles[0].links;
    assert_eq!(
        (links[0].task, links[0].holds, links[0].wants),
        (TaskId(1), Some(ObjectId(0)), Some(ObjectId(1)))
    );
    assert_eq!((links[1].task, links[1].owner), (TaskId(2), TaskId(1)));
    more(
        &mut model,
        r#""ev":"end","task":0,"how":"returned"
        "ev":"want","task":3,"op":"acquire","object":0
        "ev":"idle""#,
    );
    assert!(
        model
            .verdict
            .circle()
            .is_some_and(|circle| circle.has(TaskId(1)) && !circle.has(TaskId(3)))
    );
    let tells = |entry: &&Entry| matches!(entry.what, What::Circle(_) | What::Judged(_));
    assert_eq!(
        model.log.entries.iter().filter(tells).count(),
        1,
        "it is told once"
    );
}

#[test]
fn a_release_by_another_ends_a_deadlock() {
    let mut model = locked();
    more(
        &mut model,
        r#""ev":"want","task":1,"op":"acquire","object":1
        "ev":"want","task":2,"op":"acquire","object":0
        "ev":"want","task":0,"op":"join","on":1
        "ev":"end","task":3,"how":"returned"
        "ev":"idle""#,
    );
    assert!(matches!(model.verdict, Verdict::Deadlock(_)));
    more(
        &mut model,
        r#""ev":"spawn","task":4,"name":"lecturer","kind":"lecturer""#,
    );
    assert_eq!(model.verdict, Verdict::Running);
    assert_eq!(model.circles.len(), 1, "the circle is still there");
    more(
        &mut model,
        r#""ev":"done","task":4,"op":"release","object":0,"left":0,"woken":[2]"#,
    );
    assert!(model.circles.is_empty());
}

#[test]
fn prv_05_waits_that_end_by_themselves_make_no_circle() {
    let mut model = locked();
    more(
        &mut model,
        r#""ev":"want","task":1,"op":"acquire","object":1,"timeout":1000000
        "ev":"want","task":2,"op":"acquire","object":0"#,
    );
    assert!(model.circles.is_empty());
}

#[test]
fn prv_05_semaphores_of_several_permits_have_no_owners() {
    let model = model(
        &(threads(&["main", "t1", "t2"])
            + r#""ev":"new","object":0,"kind":"semaphore","permits":2
            "ev":"new","object":1,"kind":"semaphore","permits":2
            "ev":"done","task":1,"op":"acquire","object":0,"left":1
            "ev":"done","task":2,"op":"acquire","object":1,"left":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":0
            "ev":"done","task":2,"op":"acquire","object":1,"left":0
            "ev":"want","task":1,"op":"acquire","object":1
            "ev":"want","task":2,"op":"acquire","object":0
            "ev":"want","task":0,"op":"join","on":1
            "ev":"idle""#),
    );
    assert!(model.circles.is_empty());
    assert_eq!(model.verdict, Verdict::Stalled);
    let why = model.why(TaskId(1));
    assert!(
        matches!(&why.hops[0], Because::Waits { blame: Blame::Holders(tasks), .. } if tasks[..] == [TaskId(2)])
    );
    assert_eq!((why.hops.len(), why.circle), (2, None));
}

#[test]
fn a_lock_taken_twice_is_a_circle_of_one_and_an_rlock_is_none() {
    let own = |kind: &str| {
        model(
            &(threads(&["main"])
                + &format!(
                    r#""ev":"new","object":0,"kind":"{kind}","names":["a"]
                    "ev":"done","task":0,"op":"acquire","object":0,"left":1
                    "ev":"want","task":0,"op":"acquire","object":0"#
                )),
        )
    };
    assert_eq!(own("lock").circles[0].links.len(), 1);
    assert!(own("rlock").circles.is_empty());
}

#[test]
fn joins_are_edges_too() {
    let model = model(
        &(threads(&["main", "t1"])
            + r#""ev":"new","object":0,"kind":"lock","names":["a"]
            "ev":"done","task":0,"op":"acquire","object":0,"left":1
            "ev":"want","task":1,"op":"acquire","object":0
            "ev":"want","task":0,"op":"join","on":1
            "ev":"idle""#),
    );
    let circle = model.verdict.circle().unwrap();
    assert_eq!(
        (circle.links[0].wants, circle.links[1].wants),
        (None, Some(ObjectId(0)))
    );
}

/// A pool with workers `t1` and `t2`, of which each runs a call.
fn pool(workers: u32) -> String {
    let calls = (1..=workers).map(|n| {
        format!(
            r#""ev":"new","object":{n},"kind":"future","of":0,"call":"call{n}()"
"ev":"done","task":{n},"op":"start","object":{n}
"#
        )
    });
    let calls: String = calls.collect();
    let pool = format!(r#""ev":"new","object":0,"kind":"pool","parties":{workers}"#);
    threads(&["main", "t1", "t2", "t3"]) + &pool + "\n" + &calls
}

const QUEUED: &str = r#""ev":"new","object":8,"kind":"future","of":0,"call":"more()"
"ev":"new","object":9,"kind":"future","of":0,"call":"more()"
"#;

#[test]
fn calls_that_wait_for_each_other_s_results_are_a_circle() {
    let mut two = model(&pool(2));
    more(&mut two, r#""ev":"want","task":1,"op":"wait","object":2"#);
    assert!(two.circles.is_empty());
    more(&mut two, r#""ev":"want","task":2,"op":"wait","object":1"#);
    let links = &two.circles[0].links;
    assert_eq!(links.len(), 2);
    assert_eq!((links[0].task, links[0].owner), (TaskId(1), TaskId(2)));
    assert_eq!(
        (links[0].holds, links[0].wants),
        (Some(ObjectId(1)), Some(ObjectId(2)))
    );
    let mut timed = model(&pool(2));
    more(
        &mut timed,
        r#""ev":"want","task":1,"op":"wait","object":2,"timeout":9
        "ev":"want","task":2,"op":"wait","object":1"#,
    );
    assert!(timed.circles.is_empty());
}

#[test]
fn a_call_that_waits_for_one_that_no_worker_is_left_to_begin_is_a_circle() {
    let mut alone = model(&(pool(1) + QUEUED));
    more(&mut alone, r#""ev":"want","task":1,"op":"wait","object":9"#);
    assert_eq!(alone.circles[0].links.len(), 1);
    assert_eq!(alone.circles[0].links[0].owner, TaskId(1));

    let mut two = model(&(pool(2) + QUEUED));
    more(&mut two, r#""ev":"want","task":1,"op":"wait","object":8"#);
    assert!(two.circles.is_empty(), "the other worker may begin it");
    more(&mut two, r#""ev":"want","task":2,"op":"wait","object":9"#);
    assert_eq!(two.circles.len(), 1);
    let all: Vec<TaskId> = two.circles[0].links.iter().map(|link| link.task).collect();
    assert_eq!(all, [TaskId(1), TaskId(2)]);
    more(&mut two, r#""ev":"done","task":3,"op":"cancel","object":8"#);
    assert!(two.circles.is_empty(), "somebody has cancelled it");
}

#[test]
fn prv_05_a_worker_with_hope_is_hope_for_all_who_wait_for_the_pool() {
    let mut model = model(&(pool(2) + QUEUED));
    more(
        &mut model,
        r#""ev":"new","object":7,"kind":"lock","names":["a"]
        "ev":"done","task":3,"op":"acquire","object":7,"left":1
        "ev":"want","task":2,"op":"acquire","object":7
        "ev":"want","task":1,"op":"wait","object":8"#,
    );
    assert!(
        model.circles.is_empty(),
        "t3 runs, and will release the lock"
    );
    more(&mut model, r#""ev":"want","task":3,"op":"wait","object":9"#);
    let circle = &model.circles[0];
    assert!(circle.has(TaskId(3)) && circle.has(TaskId(2)));
}

#[test]
fn three_philosophers_and_a_bystander() {
    let mut lines = threads(&["main", "p1", "p2", "p3"]);
    for fork in 0..3 {
        lines.extend([format!(
            "\"ev\":\"new\",\"object\":{fork},\"kind\":\"lock\",\"names\":[\"f{fork}\"]\n"
        )]);
    }
    for who in 1..=3 {
        lines.extend([format!(
            "\"ev\":\"done\",\"task\":{who},\"op\":\"acquire\",\"object\":{},\"left\":1\n",
            who - 1
        )]);
    }
    for who in [2, 3, 1] {
        lines.extend([format!(
            "\"ev\":\"want\",\"task\":{who},\"op\":\"acquire\",\"object\":{}\n",
            who % 3
        )]);
    }
    let model = model(&(lines + r#""ev":"want","task":0,"op":"join","on":2"#));
    let tasks: Vec<u32> = model.circles[0]
        .links
        .iter()
        .map(|link| link.task.0)
        .collect();
    assert_eq!(tasks, [1, 2, 3]);
    let why = model.why(TaskId(0));
    assert_eq!((why.hops.len(), why.circle), (4, Some(TaskId(2))));
}

#[test]
fn the_verdict_when_nobody_can_run() {
    let idle =
        |lines: &str| model(&(threads(&["main", "t1"]) + lines + "\n\"ev\":\"idle\"")).verdict;
    let wait = "\"ev\":\"new\",\"object\":0,\"kind\":\"event\"\n\"ev\":\"want\",\"task\":1,\"op\":\"wait\",\"object\":0\n";
    assert_eq!(
        idle(&format!(
            "{wait}\"ev\":\"end\",\"task\":0,\"how\":\"returned\""
        )),
        Verdict::Stalled
    );
    assert_eq!(
        idle(&format!(
            "{wait}\"ev\":\"want\",\"task\":0,\"op\":\"input\",\"text\":\">>>\""
        )),
        Verdict::WaitingForInput(TaskId(0))
    );
    let ends = "\"ev\":\"end\",\"task\":0,\"how\":\"returned\"\n\"ev\":\"end\",\"task\":1,\"how\":{\"raised\":\"ValueError\"}";
    assert_eq!(idle(ends), Verdict::Ended);
}

#[test]
fn a_daemon_does_not_keep_a_program_from_its_end() {
    let mut model = model(
        &(threads(&["main"])
            + r#""ev":"spawn","task":1,"name":"d","kind":"thread","daemon":true
            "ev":"start","task":1
            "ev":"spawn","task":2,"name":"lecturer","kind":"lecturer"
            "ev":"start","task":2
            "ev":"end","task":0,"how":"returned""#),
    );
    assert_eq!(model.verdict, Verdict::Ended);
    more(&mut model, r#""ev":"end","task":1,"how":"killed""#);
    assert_eq!(model.verdict, Verdict::Ended);
    more(
        &mut model,
        r#""ev":"spawn","task":3,"name":"t","kind":"thread","parent":2"#,
    );
    assert_eq!(
        model.verdict,
        Verdict::Running,
        "the lecturer's new thread sets it going again"
    );
}

#[test]
fn a_scene_that_waits_waits_for_the_lecturer() {
    let mut records = super::super::told::records(
        &(threads(&["main"])
            + r#""ev":"new","object":0,"kind":"condition"
            "ev":"want","task":0,"op":"wait","object":0
            "ev":"idle""#),
    );
    if let crate::trace::Event::Hello(hello) = &mut records[0].event {
        let scene = crate::trace::SceneWords {
            outcome: "waits".into(),
            ..Default::default()
        };
        hello.scene = Some(Box::new(scene));
    }
    let mut model = Model::default();
    super::super::told::tell(&mut model, &records);
    assert_eq!(model.verdict, Verdict::WaitingForLecturer);
}

#[test]
fn who_waits_for_the_lecturer_s_lock_waits_for_the_lecturer() {
    let model = model(
        &(threads(&["main"])
            + r#""ev":"spawn","task":1,"name":"lecturer","kind":"lecturer"
            "ev":"start","task":1
            "ev":"new","object":0,"kind":"lock","names":["a"]
            "ev":"done","task":1,"op":"acquire","object":0,"left":1
            "ev":"want","task":0,"op":"acquire","object":0
            "ev":"idle""#),
    );
    assert_eq!(model.verdict, Verdict::WaitingForLecturer);
    let why = model.why(TaskId(0));
    assert_eq!(why.hops[1], Because::Idle { task: TaskId(1) });
}

#[test]
fn why_names_who_could_end_it() {
    let mut model = model(
        &(threads(&["main", "cook", "eater"])
            + r#""ev":"new","object":0,"kind":"queue","names":["belt"]
            "ev":"want","task":2,"op":"get","object":0"#),
    );
    let blame = |model: &Model| match &model.why(TaskId(2)).hops[0] {
        Because::Waits { blame, .. } => blame.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(blame(&model), Blame::Nobody);
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"put","object":0,"item":"1","left":1,"unfinished":1,"woken":[2]
        "ev":"done","task":2,"op":"get","object":0,"item":"1","left":0,"unfinished":1
        "ev":"want","task":2,"op":"get","object":0
        "ev":"want","task":1,"op":"sleep","timeout":5000000"#,
    );
    assert_eq!(blame(&model), Blame::Givers(vec![TaskId(1)]));
    assert!(matches!(
        model.why(TaskId(2)).hops[1],
        Because::Sleeps {
            task: TaskId(1),
            ..
        }
    ));
    more(&mut model, r#""ev":"end","task":1,"how":"returned""#);
    assert_eq!(blame(&model), Blame::Nobody);
}

const TWO_OF_ONE: &str = r#""ev":"new","object":0,"kind":"semaphore","names":["a"],"permits":1
"ev":"new","object":1,"kind":"semaphore","names":["b"],"permits":1
"ev":"done","task":1,"op":"acquire","object":0,"left":0
"ev":"done","task":2,"op":"acquire","object":1,"left":0
"ev":"want","task":1,"op":"acquire","object":1
"ev":"want","task":2,"op":"acquire","object":0
"ev":"want","task":0,"op":"join","on":1
"#;

#[test]
fn prv_05_a_semaphore_of_one_is_owned_once_nobody_can_run() {
    let mut model = model(&(threads(&["main", "t1", "t2"]) + TWO_OF_ONE));
    assert!(model.circles.is_empty(), "somebody may still give a permit");
    more(&mut model, r#""ev":"idle""#);
    assert!(matches!(model.verdict, Verdict::Deadlock(_)));
    assert_eq!(model.why(TaskId(1)).circle, Some(TaskId(1)));
    more(
        &mut model,
        r#""ev":"spawn","task":3,"name":"lecturer","kind":"lecturer"
        "ev":"done","task":3,"op":"release","object":0,"left":1,"woken":[2]"#,
    );
    assert!(model.circles.is_empty());
    assert_eq!(model.verdict, Verdict::Running);
}

#[test]
fn prv_05_a_semaphore_that_another_gave_once_is_never_owned() {
    let signalled = r#""ev":"new","object":0,"kind":"semaphore","permits":1
    "ev":"done","task":2,"op":"acquire","object":0,"left":0
    "ev":"done","task":1,"op":"release","object":0,"left":1
    "#;
    let rest = TWO_OF_ONE.split_once('\n').unwrap().1;
    let model = model(&(threads(&["main", "t1", "t2"]) + signalled + rest + r#""ev":"idle""#));
    assert_eq!(
        (model.circles.len(), &model.verdict),
        (0, &Verdict::Stalled)
    );
}
