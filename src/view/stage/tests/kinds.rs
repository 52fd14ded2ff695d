//! Hand-made runs of the kinds that are not scenes: what each picture is for.

use super::acts::Run;
use crate::trace::{
    Done, Event, FailReason, New, ObjectId, ObjectKind, Op, Policy, QueueOrder, TaskId, TaskKind,
};

/// A pile or a board with items, one who waits to put, and somebody who joins.
pub fn shelf(order: QueueOrder, capacity: Option<i64>, items: &[&str]) -> Run {
    let mut run = Run::new("", &[]);
    let new = run.new_object(ObjectKind::Queue, "ward");
    let ward = run.add(New {
        order: Some(order),
        capacity,
        ..new
    });
    let door = run.spawn("door", "bring");
    let doctor = run.spawn("doctor", "treat");
    for (index, item) in items.iter().enumerate() {
        run.wait(150);
        run.take(door, Op::Put, ward, |done| {
            done.left = Some(index as i64 + 1);
            done.unfinished = Some(index as i64 + 1);
            done.item = Some((*item).into());
        });
    }
    run.sleep(doctor, 2_000);
    if capacity.is_some_and(|most| items.len() as i64 >= most) {
        run.want(door, Op::Put, ward, Some(1_500));
    }
    run.want(TaskId(0), Op::Join, ward, None);
    run.wait(700);
    run
}

/// The last of three has come: two are on their way out, one is back for the next round.
pub fn gate_open() -> Run {
    let mut run = super::acts::barrier(3, 2);
    let (gate, first, second, last) = (ObjectId(0), TaskId(2), TaskId(3), TaskId(4));
    run.awake(last);
    run.want(last, Op::Wait, gate, None);
    run.done(last, Op::Wait, gate, |done| {
        done.count = Some(2);
        done.woken = vec![first, second];
    });
    run.wait(200);
    run.done(first, Op::Wait, gate, |done| done.count = Some(0));
    run.want(first, Op::Wait, gate, None);
    run.wait(150);
    run
}

/// One of four would not wait any longer.
pub fn gate_broken() -> Run {
    let mut run = super::acts::barrier(4, 3);
    let gate = ObjectId(0);
    run.fail(TaskId(3), Op::Wait, gate, FailReason::Timeout);
    run.wait(400);
    run.fail(TaskId(2), Op::Wait, gate, FailReason::Exception);
    run.wait(600);
    run
}

/// A clock that runs, one that rings, one that was stopped and one that nobody has started.
pub fn clocks() -> Run {
    let mut run = Run::new("", &[]);
    let names = ["tea", "eggs", "cake", "bread"];
    let timers: Vec<ObjectId> = names
        .iter()
        .map(|name| {
            let new = run.new_object(ObjectKind::Timer, name);
            run.add(New {
                call: Some("alarm".into()),
                ..new
            })
        })
        .collect();
    let threads: Vec<TaskId> = (1..=3)
        .map(|i| run.spawn_as(&format!("Thread-{i}"), "Timer", TaskKind::Timer))
        .collect();
    for (index, &thread) in threads.iter().enumerate() {
        run.want(
            thread,
            Op::Wait,
            timers[index],
            Some(1_000 + 1_500 * index as u64),
        );
    }
    run.wait(900);
    run.done(TaskId(0), Op::Cancel, timers[2], |done| {
        done.woken = vec![threads[2]];
    });
    run.done(threads[2], Op::Wait, timers[2], |done| {
        done.flag = Some(true);
    });
    run.done(threads[2], Op::Set, timers[2], |_| {});
    run.end(threads[2]);
    run.wait(100);
    run.fail(threads[0], Op::Wait, timers[0], FailReason::Timeout);
    run.sleep(threads[0], 3_000);
    run.wait(250);
    run
}

/// Readers inside and both sides in the line, or a writer alone.
pub fn reading_room(policy: Policy, writes: bool) -> Run {
    let mut run = Run::new("", &[]);
    let new = run.new_object(ObjectKind::RwLock, "book");
    let book = run.add(New {
        policy: Some(policy),
        ..new
    });
    let all: Vec<TaskId> = (0..6)
        .map(|i| {
            run.spawn(
                &format!("{} {i}", if i % 3 == 2 { "writer" } else { "reader" }),
                "go",
            )
        })
        .collect();
    run.end(TaskId(0));
    let ask = |run: &mut Run, index: usize, enters: bool| {
        let side = if index % 3 == 2 { "write" } else { "read" };
        run.want_side(all[index], book, side);
        if enters {
            run.done(all[index], Op::Acquire, book, |done| {
                done.name = Some(side.into());
            });
        }
    };
    if writes {
        ask(&mut run, 2, true);
        for index in [0, 1, 5] {
            ask(&mut run, index, false);
        }
    } else {
        for index in [0, 1] {
            ask(&mut run, index, true);
        }
        for index in [2, 3, 5] {
            ask(&mut run, index, false);
        }
    }
    run.sleep(all[4], 4_000);
    run.wait(700);
    run
}

/// Two workers, futures in every state, and two who wait for results.
pub fn office(futures: usize) -> Run {
    let mut run = Run::new("", &[]);
    let new = run.new_object(ObjectKind::Pool, "pool");
    let pool = run.add(New {
        parties: Some(3),
        ..new
    });
    let workers: Vec<TaskId> = (0..3)
        .map(|i| run.spawn(&format!("pool_{i}"), "work"))
        .collect();
    let reader = run.spawn("reader", "read");
    let made: Vec<ObjectId> = (0..futures)
        .map(|i| {
            let new = run.new_object(ObjectKind::Future, "");
            let future = run.add(New {
                names: Vec::new(),
                of: Some(pool),
                call: Some(format!("work({i})").into()),
                ..new
            });
            run.done(TaskId(0), Op::Put, pool, |done| {
                done.item = Some(format!("work({i})").into());
                done.left = Some(i as i64 + 1);
            });
            future
        })
        .collect();
    for (index, &future) in made.iter().take(4).enumerate() {
        let worker = workers[index % 2];
        run.wait(200);
        run.take(worker, Op::Get, pool, |done| {
            done.left = Some((futures - index - 1) as i64);
        });
        run.done(worker, Op::Start, future, |_| {});
        if index < 2 {
            run.done(worker, Op::Set, future, |done| {
                done.flag = Some(index == 0);
                done.item = Some(if index == 0 { "0" } else { "ValueError('one')" }.into());
            });
        } else {
            run.sleep(worker, 3_000);
        }
    }
    run.want(workers[2], Op::Get, pool, None);
    run.done(TaskId(0), Op::Cancel, made[futures - 1], |_| {});
    run.want(TaskId(0), Op::Wait, made[2], None);
    run.want(reader, Op::Wait, made[4], None);
    run.wait(700);
    run
}

/// Four kinds at once, and one who waits for another's end.
pub fn mixture() -> Run {
    let mut run = Run::new("", &[]);
    let event = run.object(ObjectKind::Event, "go");
    let new = run.new_object(ObjectKind::Barrier, "gate");
    let gate = run.add(New {
        parties: Some(3),
        ..new
    });
    let till = run.object(ObjectKind::Lock, "till");
    let jobs = run.new_object(ObjectKind::Queue, "jobs");
    let jobs = run.add(New {
        order: Some(QueueOrder::Priority),
        ..jobs
    });
    let all: Vec<TaskId> = (0..7)
        .map(|i| run.spawn(&format!("w{i}"), "work"))
        .collect();
    run.want(all[0], Op::Wait, event, None);
    run.want(all[1], Op::Wait, gate, None);
    run.want(all[2], Op::Wait, gate, None);
    run.take(all[3], Op::Acquire, till, |done| done.left = Some(1));
    run.want(all[4], Op::Acquire, till, None);
    run.want(all[5], Op::Get, jobs, Some(2_000));
    run.join(all[6], all[3]);
    run.join(TaskId(0), all[0]);
    run.wait(700);
    run
}

/// A run in which something of this kind is used, and what it is. Whoever adds a kind adds its run here.
pub fn of_kind(kind: ObjectKind) -> Run {
    match kind {
        ObjectKind::Lock => super::acts::locks(3, false),
        ObjectKind::RLock => super::acts::rlock(3, 2),
        ObjectKind::Semaphore => super::acts::toilet(5, 3),
        ObjectKind::Event => super::acts::street(3, 1),
        ObjectKind::Condition => super::acts::condition(3, 0),
        ObjectKind::Barrier => super::acts::barrier(3, 2),
        ObjectKind::Queue => super::acts::kitchen(Some(4), 4, 1, 0),
        ObjectKind::RwLock => reading_room(Policy::Fair, false),
        ObjectKind::Timer => clocks(),
        ObjectKind::Pool | ObjectKind::Future => office(6),
        ObjectKind::Pipe => {
            let mut run = Run::new("", &[]);
            let pipe = run.object(ObjectKind::Pipe, "pipe");
            let child = run.spawn_as("Process-1", "child", TaskKind::Process);
            run.want(child, Op::Recv, pipe, None);
            run.wait(700);
            run
        }
        ObjectKind::Variable => super::acts::hall(3),
    }
}

/// Every kind. Its length is held by [`of_kind`]: a kind that is missing there does not compile.
pub const KINDS: [ObjectKind; 13] = [
    ObjectKind::Lock,
    ObjectKind::RLock,
    ObjectKind::Semaphore,
    ObjectKind::Event,
    ObjectKind::Condition,
    ObjectKind::Barrier,
    ObjectKind::Queue,
    ObjectKind::RwLock,
    ObjectKind::Timer,
    ObjectKind::Pool,
    ObjectKind::Future,
    ObjectKind::Pipe,
    ObjectKind::Variable,
];

/// Four doors that have all read the board, one beside the other.
pub fn reads() -> Run {
    let mut run = Run::new("board", &[("door", "guard")]).label("visitors", "visitors", "客人");
    for i in 1..=4 {
        let door = run.spawn(&format!("door {i}"), "door");
        run.say(Event::Done(Done {
            name: Some("visitors".into()),
            item: Some("3".into()),
            ..Done::new(door, Op::Read)
        }));
        run.sleep(door, 2_000);
    }
    run.wait(1_500);
    run
}

/// Three have read a counter, one of them wrote before another: an update is lost. With a lock, one has it and two wait.
pub fn race(locked: bool) -> Run {
    let mut run = Run::new("board", &[("door", "guard")]).label("visitors", "visitors", "客人");
    let lock = locked.then(|| run.object(ObjectKind::Lock, "lock"));
    let doors: Vec<TaskId> = (1..=4)
        .map(|i| run.spawn(&format!("door {i}"), "door"))
        .collect();
    let touch = |run: &mut Run, task, op, value: &str| {
        run.say(Event::Done(Done {
            name: Some("visitors".into()),
            item: Some(value.into()),
            ..Done::new(task, op)
        }));
    };
    if let Some(lock) = lock {
        run.take(doors[0], Op::Acquire, lock, |_| {});
        run.want(doors[1], Op::Acquire, lock, None);
        run.want(doors[2], Op::Acquire, lock, None);
        touch(&mut run, doors[0], Op::Read, "0");
    } else {
        for &door in &doors[..3] {
            touch(&mut run, door, Op::Read, "3");
        }
        touch(&mut run, doors[3], Op::Write, "7");
        touch(&mut run, doors[1], Op::Write, "4");
        touch(&mut run, doors[0], Op::Write, "4");
    }
    run.sleep(doors[3], 2_000);
    run.wait(1_500);
    run
}

/// A round table at which everybody has one fork and wants the next, but for the last, who sleeps.
pub fn table(seats: usize) -> Run {
    let mut run = Run::new("table", &[]);
    let forks: Vec<ObjectId> = (0..seats)
        .map(|i| run.object(ObjectKind::Lock, &format!("forks[{i}]")))
        .collect();
    let people: Vec<TaskId> = (0..seats)
        .map(|i| run.spawn(&format!("guest {i}"), "philosopher"))
        .collect();
    for (task, fork) in people[1..].iter().zip(&forks[1..]) {
        run.take(*task, Op::Acquire, *fork, |_| {});
    }
    run.wait(400);
    for (seat, task) in people.iter().enumerate().skip(1) {
        run.want(*task, Op::Acquire, forks[(seat + 1) % seats], None);
    }
    run.sleep(people[0], 2_000);
    run.wait(1_500);
    run
}

/// A semaphore of a program that has not chosen a picture: some have a permit, the others wait.
pub fn slots(people: usize, permits: i64) -> Run {
    let mut run = Run::new("", &[]);
    let new = run.new_object(ObjectKind::Semaphore, "slots");
    let slots = run.add(New {
        permits: Some(permits),
        ..new
    });
    for i in 0..people as i64 {
        let task = run.spawn(&format!("user {}", i + 1), "use");
        run.want(task, Op::Acquire, slots, None);
        if i < permits {
            run.done(task, Op::Acquire, slots, |done| {
                done.left = Some(permits - 1 - i);
            });
            run.sleep(task, 2_000);
        }
    }
    run.wait(1_500);
    run
}

/// Three queues, one after the other, an item in each, and each with one who gives and one who takes.
pub fn pipeline() -> Run {
    let mut run = Run::new("", &[]);
    let stages = [
        ("raw", "'ready'"),
        ("parsed", "'steady'"),
        ("results", "'go'"),
    ];
    for (index, (name, item)) in stages.into_iter().enumerate() {
        let new = run.new_object(ObjectKind::Queue, name);
        let queue = run.add(New {
            order: Some(QueueOrder::Fifo),
            capacity: (index < 2).then_some(3),
            ..new
        });
        let giver = run.spawn(&format!("g{index}"), "give");
        let taker = run.spawn(&format!("t{index}"), "take");
        for (task, op, left) in [
            (giver, Op::Put, 1),
            (taker, Op::Get, 0),
            (giver, Op::Put, 1),
        ] {
            run.take(task, op, queue, |done| {
                done.left = Some(left);
                done.item = Some(item.into());
            });
        }
    }
    run.wait(1_700);
    run
}
