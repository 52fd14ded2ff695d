//! The reducer's rules, each from a hand-written trace.

mod bounds;
mod causes;
mod findings;
mod random;
mod rows;

use super::told::{TICK, model, more, threads};
use super::*;
use crate::trace::Op;

fn ids(line: &Line) -> Vec<u32> {
    line.tasks().map(|task| task.0).collect()
}

fn place(model: &Model, task: u32) -> Place {
    model.task(TaskId(task)).unwrap().trail.last().place
}

fn doing(model: &Model, task: u32) -> Doing {
    model.task(TaskId(task)).unwrap().doing.clone()
}

fn first(model: &Model) -> &Object {
    model.object(ObjectId(0)).unwrap()
}

fn toilet() -> Model {
    model(
        &(threads(&["main", "u1", "u2", "u3", "u4"])
            + r#""ev":"new","object":0,"kind":"semaphore","names":["sem"],"permits":2
            "ev":"want","task":1,"op":"acquire","object":0
            "ev":"done","task":1,"op":"acquire","object":0,"left":1
            "ev":"want","task":2,"op":"acquire","object":0
            "ev":"done","task":2,"op":"acquire","object":0,"left":0
            "ev":"want","task":3,"op":"acquire","object":0
            "ev":"want","task":4,"op":"acquire","object":0"#),
    )
}

#[test]
fn a_semaphore_has_permits_holders_in_slots_and_a_line_in_order() {
    let model = toilet();
    let sem = first(&model);
    assert_eq!((sem.permits, sem.slots), (0, 2));
    assert_eq!(
        sem.holders
            .iter()
            .map(|holder| (holder.task.0, holder.slot))
            .collect::<Vec<_>>(),
        [(1, 0), (2, 1)]
    );
    assert_eq!(ids(&sem.line), [3, 4]);
    let object = ObjectId(0);
    assert_eq!(place(&model, 2), Place::Inside { object, slot: 1 });
    assert_eq!(
        place(&model, 4),
        Place::Line {
            object,
            end: End::Take,
            index: 1
        }
    );
    assert_eq!(doing(&model, 3), Doing::Waiting);
    assert_eq!(doing(&model, 1), Doing::Running);
}

#[test]
fn a_woken_waiter_is_picked_until_it_has_the_permit_and_takes_the_lowest_free_slot() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]"#,
    );
    let sem = first(&model);
    assert_eq!(ids(&sem.line), [4]);
    assert_eq!(
        sem.picked
            .iter()
            .map(|waiter| waiter.task.0)
            .collect::<Vec<_>>(),
        [3]
    );
    assert_eq!(doing(&model, 3), Doing::Picked);
    assert_eq!(
        place(&model, 3),
        Place::Picked {
            object: ObjectId(0),
            end: End::Take,
            index: 0
        }
    );
    assert_eq!(place(&model, 1), Place::Floor);
    let kinds: Vec<_> = model
        .flights
        .iter()
        .rev()
        .take(2)
        .map(|flight| (flight.kind, flight.step))
        .collect();
    assert_eq!(kinds, [(FlightKind::Wake, 1), (FlightKind::Release, 0)]);
    more(
        &mut model,
        r#""ev":"done","task":3,"op":"acquire","object":0,"left":0"#,
    );
    assert!(first(&model).picked.is_empty());
    assert_eq!(
        place(&model, 3),
        Place::Inside {
            object: ObjectId(0),
            slot: 0
        }
    );
}

#[test]
fn a_newcomer_that_barges_in_overtakes_those_who_asked_before() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]
        "ev":"done","task":0,"op":"acquire","object":0,"left":0
        "ev":"want","task":3,"op":"acquire","object":0"#,
    );
    assert_eq!(
        [1, 2, 3, 4].map(|task| model.overtaken(TaskId(task))),
        [0, 0, 1, 1]
    );
    assert_eq!(
        ids(&first(&model).line),
        [4, 3],
        "the one who came too late goes to the back"
    );
    assert_eq!(doing(&model, 3), Doing::Waiting);
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"release","object":0,"left":1,"woken":[4]
        "ev":"done","task":4,"op":"acquire","object":0,"left":0"#,
    );
    assert_eq!(model.overtaken(TaskId(3)), 2, "it asked before");
    assert_eq!(
        model.overtaken(TaskId(4)),
        1,
        "and its count outlives its wait"
    );
}

#[test]
fn one_release_too_many_makes_a_makeshift_slot_until_it_is_gone() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"release","object":0,"left":1,"woken":[3]"#,
    );
    assert_eq!((first(&model).permits, first(&model).slots), (1, 3));
    let extra = |model: &Model| {
        matches!(
            model.log.last().map(|entry| &entry.what),
            Some(What::Did { extra: true, .. })
        )
    };
    assert!(extra(&model), "the releaser held none");
    more(
        &mut model,
        r#""ev":"done","task":3,"op":"acquire","object":0,"left":0"#,
    );
    let slot = first(&model).holders[2].slot;
    assert_eq!(slot, 2);
    assert!(first(&model).is_makeshift(slot) && !first(&model).is_makeshift(1));
    assert!(matches!(
        model.log.last().map(|entry| &entry.what),
        Some(What::Did { extra: false, .. })
    ));
    let holder = first(&model).holders[0].task.0;
    more(
        &mut model,
        &format!(r#""ev":"done","task":{holder},"op":"release","object":0,"left":1"#),
    );
    assert!(
        !extra(&model),
        "a holder gives back its own, however many there are"
    );
}

#[test]
fn permits_that_one_takes_and_another_gives_are_signals() {
    let mut model = model(
        &(threads(&["main", "cook", "eater"])
            + r#""ev":"new","object":0,"kind":"semaphore","names":["room"],"permits":2
            "ev":"done","task":1,"op":"acquire","object":0,"left":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":0
            "ev":"done","task":2,"op":"release","object":0,"left":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":0"#),
    );
    assert!(first(&model).signals);
    assert_eq!(first(&model).holders.len(), 2);
    for _ in 0..5 {
        more(
            &mut model,
            r#""ev":"done","task":2,"op":"release","object":0,"left":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":0"#,
        );
    }
    assert_eq!((first(&model).holders.len(), first(&model).slots), (2, 2));
    assert_eq!(check::faults(&model), Vec::<String>::new());
}

#[test]
fn an_rlock_counts_and_a_lock_may_be_released_by_another() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"rlock","names":["r"]
            "ev":"new","object":1,"kind":"lock","names":["l"]
            "ev":"done","task":1,"op":"acquire","object":0,"left":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":2
            "ev":"done","task":1,"op":"acquire","object":1,"left":1"#),
    );
    let a = |model: &Model| {
        model
            .task(TaskId(1))
            .unwrap()
            .holds
            .iter()
            .map(|held| held.count)
            .collect::<Vec<_>>()
    };
    assert_eq!(a(&model), [2, 1]);
    assert_eq!(
        (first(&model).owner, first(&model).count),
        (Some(TaskId(1)), 2)
    );
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1
        "ev":"done","task":2,"op":"release","object":1,"left":0"#,
    );
    assert_eq!(a(&model), [1]);
    assert_eq!(model.object(ObjectId(1)).unwrap().owner, None);
    assert!(matches!(
        model.log.last().unwrap().what,
        What::Did {
            owner: Some(TaskId(1)),
            ..
        }
    ));
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":0"#,
    );
    assert_eq!((first(&model).owner, a(&model).len()), (None, 0));
    assert_eq!(place(&model, 1), Place::Floor);
}

#[test]
fn a_condition_s_waiter_is_picked_then_queues_for_the_lock() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"rlock"
            "ev":"new","object":1,"kind":"condition","names":["cond"],"lock":0
            "ev":"done","task":1,"op":"acquire","object":1,"left":1
            "ev":"want","task":1,"op":"wait","object":1
            "ev":"done","task":1,"op":"release","object":0,"left":0
            "ev":"done","task":0,"op":"acquire","object":0,"left":1"#),
    );
    let condition = |model: &Model| model.object(ObjectId(1)).unwrap().clone();
    assert_eq!(first(&model).conditions, [ObjectId(1)]);
    assert_eq!(ids(&condition(&model).line), [1]);
    assert_eq!(doing(&model, 1), Doing::Waiting);
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"notify","object":1,"count":1,"woken":[1]"#,
    );
    assert_eq!(condition(&model).picked[0].task, TaskId(1));
    assert_eq!(doing(&model, 1), Doing::Picked);
    more(
        &mut model,
        r#""ev":"want","task":1,"op":"acquire","object":0"#,
    );
    assert_eq!(ids(&first(&model).line), [1]);
    assert_eq!(
        condition(&model).picked.len(),
        1,
        "it stays picked until its wait is over"
    );
    assert_eq!(model.task(TaskId(1)).unwrap().wants.len(), 2);
    assert_eq!(
        place(&model, 1),
        Place::Line {
            object: ObjectId(0),
            end: End::Take,
            index: 0
        }
    );
    assert_eq!(check::faults(&model), Vec::<String>::new());
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"release","object":0,"left":0,"woken":[1]
        "ev":"done","task":1,"op":"acquire","object":0,"left":1
        "ev":"done","task":1,"op":"wait","object":1,"flag":true"#,
    );
    assert_eq!(doing(&model, 1), Doing::Running);
    assert!(condition(&model).picked.is_empty());
    assert_eq!(
        place(&model, 1),
        Place::Inside {
            object: ObjectId(0),
            slot: 0
        }
    );
}

#[test]
fn a_condition_s_waiter_whose_time_is_over_leaves_the_line_when_it_wants_the_lock() {
    let model = model(
        &(threads(&["main", "a"])
            + r#""ev":"new","object":0,"kind":"lock"
            "ev":"new","object":1,"kind":"condition","lock":0
            "ev":"want","task":1,"op":"wait","object":1,"timeout":1000000
            "ev":"want","task":1,"op":"acquire","object":0"#),
    );
    assert!(model.object(ObjectId(1)).unwrap().line.is_empty());
    assert_eq!(ids(&first(&model).line), [1]);
}

#[test]
fn an_event_s_flag_and_its_waiters_with_the_time_they_have_left() {
    let mut model = model(
        &(threads(&["main", "car", "police"])
            + r#""ev":"new","object":0,"kind":"event","names":["light"]
            "ev":"want","task":1,"op":"wait","object":0
            "ev":"want","task":2,"op":"wait","object":0,"timeout":1000000"#),
    );
    assert_eq!(ids(&first(&model).line), [1, 2]);
    let want = *model.task(TaskId(2)).unwrap().want().unwrap();
    assert_eq!(want.remaining(want.since + 250_000), Some(750_000));
    assert_eq!(want.fraction_left(want.since + 250_000), Some(0.75));
    assert_eq!(want.fraction_left(u64::MAX), Some(0.0));
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"set","object":0,"flag":true,"woken":[1,2]"#,
    );
    assert!(first(&model).flag && first(&model).line.is_empty());
    assert_eq!(first(&model).gave, [TaskId(0)]);
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"wait","object":0,"flag":true
        "ev":"want","task":1,"op":"sleep","timeout":3000000
        "ev":"done","task":0,"op":"clear","object":0,"flag":false"#,
    );
    assert!(!first(&model).flag);
    let since = model.time - TICK;
    assert_eq!(
        doing(&model, 1),
        Doing::Sleeping {
            since,
            until: since + 3_000_000
        }
    );
    assert_eq!(place(&model, 1), Place::Floor);
}

#[test]
fn a_queue_keeps_its_items_in_the_order_in_which_they_leave() {
    let items = |order: &str, puts: &[&str]| {
        let mut lines = threads(&["main"])
            + &format!("\"ev\":\"new\",\"object\":0,\"kind\":\"queue\",\"order\":\"{order}\"\n");
        for item in puts {
            lines.extend([format!(
                "\"ev\":\"done\",\"task\":0,\"op\":\"put\",\"object\":0,\"item\":\"{item}\"\n"
            )]);
        }
        model(&lines)
    };
    let texts = |model: &Model| {
        first(model)
            .items
            .iter()
            .map(|item| item.text.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&items("fifo", &["3", "1", "2"])), ["3", "1", "2"]);
    assert_eq!(
        texts(&items("priority", &["(10, 'b')", "(9, 'z')", "(10, 'a')"])),
        ["(9, 'z')", "(10, 'a')", "(10, 'b')"]
    );
    let mut lifo = items("lifo", &["1", "2", "2"]);
    more(
        &mut lifo,
        r#""ev":"done","task":0,"op":"get","object":0,"item":"2""#,
    );
    assert_eq!(
        first(&lifo)
            .items
            .iter()
            .map(|item| item.id)
            .collect::<Vec<_>>(),
        [0, 1]
    );
    assert_eq!(first(&lifo).depth, 2);
    let last = first(&lifo).last.clone().unwrap();
    assert_eq!((last.op, last.item.map(|item| item.id)), (Op::Get, Some(2)));
}

#[test]
fn a_queue_has_a_line_at_each_end_and_one_for_those_who_join() {
    let model = model(
        &(threads(&["main", "cook", "eater", "other"])
            + r#""ev":"new","object":0,"kind":"queue","names":["belt"],"capacity":1
            "ev":"want","task":2,"op":"get","object":0
            "ev":"done","task":1,"op":"put","object":0,"item":"'bun'","left":1,"unfinished":1,"woken":[2]
            "ev":"want","task":1,"op":"put","object":0
            "ev":"want","task":0,"op":"join","object":0
            "ev":"want","task":3,"op":"get","object":0"#),
    );
    let belt = first(&model);
    assert_eq!(
        (ids(&belt.givers), ids(&belt.joiners), ids(&belt.line)),
        (vec![1], vec![0], vec![3])
    );
    assert_eq!((belt.depth, belt.unfinished, belt.items.len()), (1, 1, 1));
    assert_eq!(
        place(&model, 1),
        Place::Line {
            object: ObjectId(0),
            end: End::Give,
            index: 0
        }
    );
    let blocked = |task| model.task(TaskId(task)).unwrap().wants[0].blocked;
    assert!(
        blocked(1) && blocked(0) && !blocked(3),
        "there is an item: the other eater does not wait"
    );
}

#[test]
fn a_barrier_lets_all_go_at_once_and_counts_how_often() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"barrier","names":["start"],"parties":2
            "ev":"want","task":1,"op":"wait","object":0
            "ev":"want","task":2,"op":"wait","object":0
            "ev":"done","task":2,"op":"wait","object":0,"count":1,"woken":[1]
            "ev":"done","task":1,"op":"wait","object":0,"count":0"#),
    );
    assert_eq!((first(&model).generation, first(&model).waiting()), (1, 0));
    more(
        &mut model,
        r#""ev":"want","task":1,"op":"wait","object":0,"timeout":1
        "ev":"fail","task":1,"op":"wait","object":0,"why":"timeout""#,
    );
    assert!(first(&model).flag, "a timeout breaks it");
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"reset","object":0"#,
    );
    assert!(!first(&model).flag);
}

#[test]
fn shared_data_keeps_its_value_and_who_touched_it() {
    let model = model(
        &(threads(&["main", "a"])
            + r#""ev":"done","task":1,"op":"read","name":"count","item":"100"
            "ev":"done","task":0,"op":"read","name":"count","item":"100"
            "ev":"done","task":0,"op":"write","name":"count","item":"99"
            "ev":"done","task":1,"op":"write","name":"count","item":"99""#),
    );
    let count = &model.variables[0];
    assert_eq!(
        (&*count.name, &*count.value, count.reads, count.writes),
        ("count", "99", 2, 2)
    );
    assert_eq!(
        count
            .accesses
            .iter()
            .map(|access| access.task.0)
            .collect::<Vec<_>>(),
        [1, 0, 0, 1]
    );
    assert_eq!(
        count.accesses[3].over.map(|task| task.0),
        Some(0),
        "it read before the other wrote"
    );
    assert!(count.accesses[2].lost);
    assert_eq!(count.lost, 1);
}

#[test]
fn only_who_wrote_what_it_had_read_before_wipes_out_anothers_update() {
    let write = |task, value| {
        format!(
            r#""ev":"done","task":{task},"op":"write","name":"n","item":"{value}"
"#
        )
    };
    let read = |task, value| {
        format!(
            r#""ev":"done","task":{task},"op":"read","name":"n","item":"{value}"
"#
        )
    };
    let lost =
        |events: &[String]| model(&(threads(&["main", "a"]) + &events.concat())).variables[0].lost;
    assert_eq!(
        lost(&[read(0, "1"), write(0, "2"), read(1, "2"), write(1, "3")]),
        0,
        "one after the other"
    );
    assert_eq!(
        lost(&[write(0, "2"), write(1, "3")]),
        0,
        "nobody has read: nothing was added to anything"
    );
    assert_eq!(
        lost(&[
            read(1, "1"),
            read(0, "1"),
            write(0, "2"),
            read(1, "2"),
            write(1, "3")
        ]),
        0,
        "it looked again"
    );
    assert_eq!(
        lost(&[read(1, "[]"), write(0, "[1]"), write(1, "[1, 2]")]),
        0,
        "a list keeps both"
    );
    assert_eq!(
        lost(&[
            read(1, "1"),
            read(0, "1"),
            write(0, "2"),
            read(0, "2"),
            write(0, "3"),
            write(1, "2")
        ]),
        2
    );
}

#[test]
fn a_figure_s_trail_tells_where_it_was_and_which_place_in_line_it_left() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]
        "ev":"done","task":3,"op":"acquire","object":0,"left":0
        "ev":"done","task":2,"op":"release","object":0,"left":1,"woken":[4]"#,
    );
    let trail = model.task(TaskId(4)).unwrap().trail;
    let object = ObjectId(0);
    let places: Vec<_> = trail.poses().iter().map(|pose| pose.place).collect();
    assert_eq!(
        places,
        [
            Place::Wings,
            Place::Floor,
            Place::Line {
                object,
                end: End::Take,
                index: 0
            },
            Place::Picked {
                object,
                end: End::Take,
                index: 0
            }
        ]
    );
    assert_eq!(
        trail.before().unwrap().moment + 3 * TICK,
        trail.last().moment
    );
}

#[test]
fn a_want_that_does_not_wait_is_neither_seen_nor_told() {
    let mut model =
        model(&(threads(&["main", "a"]) + r#""ev":"new","object":0,"kind":"lock","names":["l"]"#));
    let told = super::told::records(
        r#""ev":"want","task":1,"op":"acquire","object":0
        "ev":"done","task":1,"op":"acquire","object":0,"left":1"#,
    );
    let moment = model.moment + 5;
    told[1..]
        .iter()
        .for_each(|record| model.apply(record, moment));
    assert!(
        !model
            .log
            .entries
            .iter()
            .any(|entry| matches!(entry.what, What::Waits { .. }))
    );
    let trail = model.task(TaskId(1)).unwrap().trail;
    assert_eq!(
        trail.last(),
        Pose {
            place: Place::Inside {
                object: ObjectId(0),
                slot: 0
            },
            moment
        }
    );
    assert_eq!(trail.before().unwrap().place, Place::Floor);
}

#[test]
fn whoever_was_woken_keeps_its_place_until_it_goes_and_then_the_others_move_up() {
    let mut model = toilet();
    let standing = |model: &Model| -> Vec<u32> {
        let line = &model.object(ObjectId(0)).unwrap().line;
        line.standing.iter().map(|there| there.task.0).collect()
    };
    assert_eq!(standing(&model), [3, 4]);
    more(
        &mut model,
        r#""ev":"done","task":1,"op":"release","object":0,"left":1,"woken":[3]"#,
    );
    assert_eq!(standing(&model), [3, 4], "woken, and still there");
    let line = &model.object(ObjectId(0)).unwrap().line;
    assert!(line.shifts.is_empty() && line.index_of(TaskId(4)) == Some(0));
    more(
        &mut model,
        r#""ev":"done","task":3,"op":"acquire","object":0,"left":0"#,
    );
    assert_eq!(standing(&model), [4]);
    let line = &model.object(ObjectId(0)).unwrap().line;
    assert_eq!(line.shifts.back().map(|shift| shift.index), Some(0));
}

#[test]
fn a_line_moves_up_smoothly() {
    let line = |shifts: &[(u32, Moment)]| Line {
        waiters: Vec::new(),
        standing: (0..4)
            .map(|task| Standing {
                task: TaskId(task),
                moment: 0,
                number: task,
            })
            .collect(),
        shifts: shifts
            .iter()
            .map(|&(index, moment)| Shift { index, moment })
            .collect(),
    };
    let at = |line: &Line, index, moment| {
        (line.position(index, moment, 100, |part| part) * 100.0).round() as i32
    };
    let one = line(&[(1, 1_000)]);
    assert_eq!(at(&one, 0, 1_050), 0, "ahead of the gap nobody moves");
    assert_eq!(at(&one, 1, 1_000), 200);
    assert_eq!(at(&one, 1, 1_050), 150);
    assert_eq!(at(&one, 3, 1_100), 300);
    assert_eq!(at(&line(&[(0, 1_000), (0, 1_050)]), 0, 1_050), 150);
}

#[test]
fn a_second_new_corrects_the_names() {
    let mut model = model("\"ev\":\"new\",\"object\":0,\"kind\":\"lock\"");
    assert_eq!(&*model.label(ObjectId(0)), "Lock");
    more(
        &mut model,
        r#""ev":"new","object":0,"kind":"lock","names":["mutexA","mutexB"]"#,
    );
    assert_eq!(&*model.label(ObjectId(0)), "mutexA");
    assert_eq!(first(&model).names.len(), 2);
}

#[test]
fn a_task_that_ends_leaves_its_lines_and_keeps_what_it_holds() {
    let mut model = toilet();
    more(
        &mut model,
        r#""ev":"end","task":3,"how":"killed"
        "ev":"end","task":2,"how":"returned""#,
    );
    assert_eq!(ids(&first(&model).line), [4]);
    assert_eq!(first(&model).holders.len(), 2);
    assert_eq!((model.spawned, model.ended), (5, 2));
    assert_eq!(place(&model, 2), Place::Exit);
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"release","object":0,"left":1,"woken":[4]"#,
    );
    let holders: Vec<_> = first(&model)
        .holders
        .iter()
        .map(|holder| holder.task.0)
        .collect();
    assert_eq!(
        holders,
        [1],
        "what another gives back is the permit of the one who has gone"
    );
}

#[test]
fn a_new_hello_begins_anew() {
    let mut model = toilet();
    let hello = super::told::records("").remove(0);
    model.apply(&hello, 9_000_000_000);
    assert!(model.tasks.is_empty() && model.objects.is_empty() && model.log.entries.is_empty());
    assert_eq!(model.moment, 9_000_000_000);
}

/// As in Python: a bounded semaphore knows no owners either.
#[test]
fn a_release_by_one_who_took_nothing_leaves_the_permits_of_the_others_alone() {
    let mut model = model(
        &(threads(&["main", "a", "b"])
            + r#""ev":"new","object":0,"kind":"semaphore","names":["sem"],"permits":1,"bound":1
            "ev":"done","task":1,"op":"acquire","object":0,"left":0
            "ev":"done","task":0,"op":"release","object":0,"left":1"#),
    );
    let inside = |model: &Model| -> Vec<_> {
        let holders = first(model).holders.iter();
        holders.map(|holder| holder.task.0).collect()
    };
    assert_eq!((inside(&model), first(&model).slots), (vec![1], 2));
    assert!(matches!(
        model.log.last().map(|entry| &entry.what),
        Some(What::Did { extra: true, .. })
    ));
    more(
        &mut model,
        r#""ev":"done","task":2,"op":"acquire","object":0,"left":0
        "ev":"done","task":2,"op":"release","object":0,"left":1"#,
    );
    assert_eq!((inside(&model), first(&model).slots), (vec![1], 2));
    more(
        &mut model,
        r#""ev":"fail","task":1,"op":"release","object":0,"why":"exception","text":"ValueError""#,
    );
    assert_eq!((inside(&model), first(&model).slots), (vec![], 1));
    assert!(model.task(TaskId(1)).unwrap().holds.is_empty());
    assert_eq!(check::faults(&model), Vec::<String>::new());
}

#[test]
fn an_answer_ends_its_prompt_s_line_and_no_other_task_s_words_do() {
    let mut model = model(
        &(threads(&["main", "a"])
            + r#""ev":"out","task":0,"text":">>>"
            "ev":"want","task":0,"op":"input","text":">>>"
            "ev":"out","task":1,"text":"run the thread: 0\n""#),
    );
    let lines = |model: &Model| -> Vec<(u32, String)> {
        let lines = model.output.lines.iter();
        lines.map(|line| (line.task.0, line.text.clone())).collect()
    };
    let told = [(0, ">>>".to_owned()), (1, "run the thread: 0".to_owned())];
    assert_eq!(lines(&model), told);
    more(
        &mut model,
        r#""ev":"done","task":0,"op":"input","item":"y"
        "ev":"out","task":0,"text":">>>"
        "ev":"want","task":0,"op":"input","text":">>>"
        "ev":"done","task":0,"op":"input","item":"n""#,
    );
    let answers = [(0, "y".to_owned()), (0, ">>>n".to_owned())];
    assert_eq!(lines(&model)[2..], answers);
    assert!(model.output.lines.iter().all(|line| line.complete));
}
