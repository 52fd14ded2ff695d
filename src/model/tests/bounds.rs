//! Nothing grows without end, and a thousand waiters cost little.

use super::super::{Entry, Log, Model, Output, What};
use crate::trace::{
    Done, Ending, Event, New, ObjectId, ObjectKind, Op, Record, Spawn, TaskId, TaskKind, Want,
};

fn apply(model: &mut Model, time: u64, event: Event) {
    model.apply(&Record { time, event }, time);
}

fn spawn(model: &mut Model, task: u32) {
    let (kind, name) = if task == 0 {
        (TaskKind::Main, "main".into())
    } else {
        (TaskKind::Process, format!("p{task}").into())
    };
    let spawn = Spawn {
        task: TaskId(task),
        parent: None,
        name,
        function: "f".into(),
        kind,
        daemon: false,
    };
    apply(model, u64::from(task), Event::Spawn(spawn));
    apply(model, u64::from(task), Event::Start { task: TaskId(task) });
}

fn semaphore(permits: i64) -> Event {
    Event::New(New {
        names: vec!["sem".into()],
        permits: Some(permits),
        ..New::plain(ObjectId(0), ObjectKind::Semaphore)
    })
}

fn want(task: u32) -> Event {
    let (op, object) = (Op::Acquire, Some(ObjectId(0)));
    Event::Want(Want {
        task: TaskId(task),
        op,
        object,
        on: None,
        timeout: None,
        site: None,
        text: None,
    })
}

fn done(task: u32, op: Op, left: i64, woken: Vec<TaskId>) -> Event {
    Event::Done(Done {
        object: Some(ObjectId(0)),
        left: Some(left),
        woken,
        ..Done::new(TaskId(task), op)
    })
}

#[test]
fn ten_thousand_processes_that_have_ended_are_forgotten_but_counted() {
    let mut model = Model::default();
    spawn(&mut model, 0);
    for task in 1..=10_000 {
        spawn(&mut model, task);
        apply(
            &mut model,
            u64::from(task),
            Event::End {
                task: TaskId(task),
                how: Ending::Returned,
            },
        );
    }
    assert_eq!((model.spawned, model.ended), (10_001, 10_000));
    assert!(model.tasks.len() < 600, "{}", model.tasks.len());
    assert_eq!(model.forgotten as usize + model.tasks.len(), 10_001);
    assert!(model.task(TaskId(0)).is_some() && model.task(TaskId(10_000)).is_some());
    assert_eq!(&*model.name(TaskId(1)), "?");
}

#[test]
fn a_thousand_threads_on_a_semaphore_of_250() {
    let mut model = Model::default();
    for task in 0..=1_000 {
        spawn(&mut model, task);
    }
    apply(&mut model, 2_000, semaphore(250));
    for task in 1..=1_000 {
        apply(&mut model, 2_000, want(task));
        if task <= 250 {
            apply(
                &mut model,
                2_000,
                done(task, Op::Acquire, i64::from(250 - task), Vec::new()),
            );
        }
    }
    let sem = |model: &Model| model.object(ObjectId(0)).unwrap().clone();
    assert_eq!(
        (sem(&model).holders.len(), sem(&model).line.len()),
        (250, 750)
    );
    for task in 1..=750 {
        apply(
            &mut model,
            3_000,
            done(task, Op::Release, 1, vec![TaskId(task + 250)]),
        );
        apply(
            &mut model,
            3_000,
            done(task + 250, Op::Acquire, 0, Vec::new()),
        );
    }
    let end = sem(&model);
    assert_eq!(
        (end.holders.len(), end.line.len(), end.slots),
        (250, 0, 250)
    );
    let mut slots: Vec<u32> = end.holders.iter().map(|holder| holder.slot).collect();
    slots.sort_unstable();
    assert_eq!(slots, (0..250).collect::<Vec<_>>());
    assert_eq!(super::super::check::faults(&model), Vec::<String>::new());
}

#[test]
fn output_without_end_and_lines_without_end_are_bounded() {
    let mut model = Model::default();
    spawn(&mut model, 0);
    let out = |text: &str| Event::Out {
        task: TaskId(0),
        text: text.into(),
        err: false,
    };
    for number in 0..5_000 {
        apply(&mut model, 1, out(&format!("line {number}\n")));
    }
    assert_eq!(model.output.lines.len(), Output::MOST_LINES);
    assert_eq!(model.output.dropped, 4_000);
    for _ in 0..500 {
        apply(&mut model, 1, out(&"包子".repeat(1_000)));
    }
    let last = model.output.lines.back().unwrap();
    assert!(last.cut && !last.complete && last.text.len() <= Output::LONGEST);
    for _ in 0..500 {
        apply(&mut model, 1, out(&format!("{}\n", "x".repeat(10_000))));
    }
    assert!(model.output.bytes <= Output::MOST_BYTES);
    let held: usize = model.output.lines.iter().map(|line| line.text.len()).sum();
    assert_eq!(held, model.output.bytes);
}

#[test]
fn pieces_of_a_line_are_put_together() {
    let mut model = Model::default();
    spawn(&mut model, 0);
    spawn(&mut model, 1);
    let mut out = |task, text: &str, err| {
        apply(
            &mut model,
            1,
            Event::Out {
                task: TaskId(task),
                text: text.into(),
                err,
            },
        );
    };
    out(0, "a", false);
    out(1, "b\nc", false);
    out(1, "warning\n", true);
    out(0, "\n", false);
    let lines: Vec<_> = model
        .output
        .lines
        .iter()
        .map(|line| (&*line.text, line.err))
        .collect();
    assert_eq!(
        lines,
        [
            ("a", false),
            ("b", false),
            ("c", false),
            ("warning", true),
            ("", false)
        ]
    );
    assert_eq!(
        model
            .task(TaskId(1))
            .unwrap()
            .said
            .as_ref()
            .map(|said| &*said.text),
        Some("warning")
    );
}

#[test]
fn the_log_drops_its_oldest_entries() {
    let mut log = Log::default();
    for number in 0..3_000 {
        let what = What::Gap { lost: 1 };
        let entry = Entry {
            number,
            time: 0,
            moment: 0,
            actor: None,
            line: None,
            what,
            cause: None,
            heads: false,
        };
        log.push(entry, None);
    }
    assert_eq!((log.entries.len(), log.rows.len()), (Log::MOST, Log::MOST));
    assert_eq!((log.entries.len(), log.dropped), (Log::MOST, 2_000));
    assert_eq!(log.last().map(|entry| entry.number), Some(2_999));
}

#[test]
fn locks_made_in_a_loop_are_forgotten() {
    let mut model = Model::default();
    spawn(&mut model, 0);
    for object in 0..20_000 {
        let Event::New(new) = semaphore(1) else {
            unreachable!()
        };
        apply(
            &mut model,
            1,
            Event::New(New {
                object: ObjectId(object),
                kind: ObjectKind::Lock,
                ..new
            }),
        );
    }
    assert!(model.objects.len() <= 4_096);
    assert!(model.object(ObjectId(19_999)).is_some());
}

#[test]
fn a_pile_without_bound_keeps_its_depth_and_the_items_that_come_out_next() {
    let mut model = Model::default();
    spawn(&mut model, 0);
    let Event::New(new) = semaphore(1) else {
        unreachable!()
    };
    apply(
        &mut model,
        1,
        Event::New(New {
            kind: ObjectKind::Queue,
            ..new
        }),
    );
    let item = |op, number: i64, left| {
        let item = Some(number.to_string().into());
        Event::Done(Done {
            object: Some(ObjectId(0)),
            left: Some(left),
            item,
            ..Done::new(TaskId(0), op)
        })
    };
    for number in 0..10_000 {
        apply(&mut model, 1, item(Op::Put, number, number + 1));
    }
    for number in 0..10_000 {
        apply(&mut model, 1, item(Op::Get, number, 9_999 - number));
        let queue = model.object(ObjectId(0)).unwrap();
        assert!(queue.items.len() as i64 <= queue.depth);
        if number == 99 {
            assert_eq!(queue.items.front().map(|item| &*item.text), Some("100"));
        }
    }
    apply(&mut model, 1, item(Op::Put, 7, 1));
    assert_eq!(model.object(ObjectId(0)).unwrap().items.len(), 1);
}

#[test]
fn a_bare_model_judges_alike_and_keeps_no_story() {
    let lines = super::super::told::threads(&["main"])
        + r#""ev":"new","object":0,"kind":"lock","names":["a"]
        "ev":"done","task":0,"op":"acquire","object":0,"left":1
        "ev":"out","task":0,"text":"hello\n"
        "ev":"want","task":0,"op":"acquire","object":0
        "ev":"idle""#;
    let mut bare = Model::bare();
    super::super::told::tell(&mut bare, &super::super::told::records(&lines));
    let whole = super::super::told::model(&lines);
    assert!(whole.verdict.circle().is_some());
    assert_eq!(bare.verdict, whole.verdict);
    assert!(bare.log.entries.is_empty() && bare.flights.is_empty() && bare.output.lines.is_empty());
}
