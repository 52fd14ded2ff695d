//! All interleavings of small programs, timeouts at any moment: nobody is ever left asleep beside what it waits for.

use super::super::Policy;
use super::kernel::{Ended, Kernel, Op, Room};

type Program<'a> = &'a [(Op, bool)];

fn room() -> Room {
    Room::new(1, 1, 2, Policy::Fifo)
}

fn ever(ops: &[Op]) -> Vec<(Op, bool)> {
    ops.iter().map(|&op| (op, false)).collect()
}

fn timed(ops: &[Op]) -> Vec<(Op, bool)> {
    ops.iter().map(|&op| (op, true)).collect()
}

/// Every interleaving ends with nobody asleep.
fn always_ends(room: Room, programs: &[Program]) {
    Kernel::new(room, programs).explore(|end| {
        assert!(
            end.tasks.iter().all(|task| !task.asleep),
            "left asleep: {end:#?}"
        );
    });
}

#[test]
fn mutual_exclusion_by_a_lock_always_ends() {
    let twice = ever(&[Op::Acquire, Op::Release, Op::Acquire, Op::Release]);
    always_ends(room(), &[&twice, &twice, &twice]);
}

#[test]
fn nested_rlocks_always_end() {
    let nested = ever(&[Op::Enter, Op::Enter, Op::Leave, Op::Leave]);
    always_ends(room(), &[&nested, &nested, &nested]);
}

#[test]
fn two_locks_in_opposite_order_deadlock_in_some_interleaving_and_not_in_all() {
    let forth = ever(&[Op::Acquire, Op::Enter, Op::Leave, Op::Release]);
    let back = ever(&[Op::Enter, Op::Acquire, Op::Release, Op::Leave]);
    let (mut stuck, mut ended) = (0, 0);
    Kernel::new(room(), &[&forth, &back]).explore(|end| {
        if end.tasks.iter().any(|task| task.asleep) {
            stuck += 1;
        } else {
            ended += 1;
        }
    });
    assert!(stuck > 0 && ended > 0, "{stuck} stuck, {ended} ended");
}

#[test]
fn a_semaphore_never_loses_a_permit_or_a_wake_whoever_times_out() {
    let visitor = timed(&[Op::Take]);
    let patient = ever(&[Op::Take, Op::Give(1)]);
    let giver = ever(&[Op::Give(1), Op::Take, Op::Give(1)]);
    Kernel::new(room(), &[&visitor, &patient, &giver, &patient]).explore(|end| {
        let taken = end.tasks[0].ended[0] == Ended::Yes;
        assert_eq!(end.room.semaphore.permits(), 2 - u64::from(taken));
        assert!(end.tasks.iter().all(|task| !task.asleep));
    });
}

#[test]
fn a_release_of_two_lets_two_go() {
    let room = Room::new(0, 1, 2, Policy::Fifo);
    let taker = ever(&[Op::Take]);
    always_ends(room, &[&taker, &taker, &ever(&[Op::Give(2)])]);
}

#[test]
fn whoever_waits_for_an_event_before_set_goes_on_even_if_it_is_cleared_at_once() {
    let waiter = ever(&[Op::Await]);
    Kernel::new(room(), &[&waiter, &waiter, &ever(&[Op::Set, Op::Clear])]).explore(|end| {
        for task in &end.tasks[..2] {
            // Asleep only if it came after the clear; then it was not there to be woken.
            assert!(!task.asleep || end.room.event.line().waiting().len() > 0);
        }
    });
    let both = ever(&[Op::Set, Op::Clear, Op::Set]);
    always_ends(room(), &[&waiter, &waiter, &both]);
}

#[test]
fn bounded_buffer_of_one_two_producers_two_consumers_always_ends_and_keeps_all_items() {
    let producers = [1, 3].map(|n| ever(&[Op::Put(n), Op::Put(n + 1)]));
    let consumer = ever(&[Op::Get, Op::Get]);
    Kernel::new(
        room(),
        &[&producers[0], &producers[1], &consumer, &consumer],
    )
    .explore(|end| {
        assert!(
            end.tasks.iter().all(|task| !task.asleep),
            "left asleep: {end:#?}"
        );
        let mut items: Vec<_> = end.tasks[2..]
            .iter()
            .flat_map(|task| task.ended.clone())
            .collect();
        items.sort_by_key(|ended| format!("{ended:?}"));
        assert_eq!(items, [1, 2, 3, 4].map(Ended::Item));
    });
}

#[test]
fn timeouts_of_getters_and_putters_lose_no_item_and_no_slot() {
    let impatient = timed(&[Op::Get, Op::Get]);
    let putter = timed(&[Op::Put(1), Op::Put(2)]);
    let getter = ever(&[Op::Get]);
    Kernel::new(room(), &[&impatient, &putter, &getter]).explore(|end| {
        let count = |wanted: fn(&Ended) -> bool| {
            end.tasks
                .iter()
                .flat_map(|task| &task.ended)
                .filter(|ended| wanted(ended))
                .count()
        };
        let put = end.tasks[1]
            .ended
            .iter()
            .filter(|&&ended| ended == Ended::Yes)
            .count();
        assert_eq!(
            put,
            count(|ended| matches!(ended, Ended::Item(_))) + end.room.queue.len()
        );
    });
}

#[test]
fn joiners_always_go_when_all_is_dealt_with() {
    let worker = ever(&[Op::Get, Op::TaskDone]);
    let producer = ever(&[Op::Put(1), Op::Put(2), Op::Join]);
    always_ends(room(), &[&worker, &worker, &producer, &ever(&[Op::Join])]);
}

#[test]
fn a_shutdown_lets_everybody_go() {
    for immediate in [false, true] {
        let shutter = ever(&[Op::Shutdown(immediate)]);
        always_ends(
            room(),
            &[
                &ever(&[Op::Get, Op::Get]),
                &ever(&[Op::Put(1), Op::Put(2), Op::Put(3)]),
                &shutter,
            ],
        );
    }
}

#[test]
fn a_notify_wakes_exactly_one_of_those_who_wait() {
    let waiter = ever(&[Op::Enter, Op::CondWait, Op::Leave]);
    let notifier = ever(&[Op::Enter, Op::Notify(1), Op::Leave]);
    Kernel::new(room(), &[&waiter, &waiter, &notifier]).explore(|end| {
        assert!(end.tasks[..2].iter().filter(|task| !task.asleep).count() <= 1);
        assert_eq!(end.room.rlock.owner(), None);
        assert!(
            end.room.condition.line().woken().is_empty(),
            "the picked have gone on"
        );
    });
}

#[test]
fn a_wait_that_times_out_is_false_and_a_notified_one_is_true() {
    let waiter = |timed| {
        [
            (Op::Enter, false),
            (Op::CondWait, timed),
            (Op::Leave, false),
        ]
    };
    let notifier = ever(&[Op::Enter, Op::Notify(1), Op::Leave]);
    Kernel::new(room(), &[&waiter(true), &waiter(true), &notifier]).explore(|end| {
        assert!(
            end.tasks
                .iter()
                .all(|task| !task.asleep && task.ended.last() == Some(&Ended::Yes))
        );
        let told = end.tasks[..2]
            .iter()
            .filter(|task| task.ended[1] == Ended::Yes)
            .count();
        assert!(told <= 1);
    });
}

#[test]
fn a_barrier_is_passed_by_all_or_broken_for_all_and_can_be_used_again() {
    let twice = ever(&[Op::Meet(true), Op::Meet(true)]);
    Kernel::new(room(), &[&twice, &twice]).explore(|end| {
        assert!(
            end.tasks.iter().all(|task| task.ended == [Ended::Yes; 2]),
            "{end:#?}"
        );
    });
    let late = timed(&[Op::Meet(true), Op::Meet(true)]);
    Kernel::new(room(), &[&late, &twice]).explore(|end| {
        assert!(end.tasks.iter().all(|task| !task.asleep));
    });
}

#[test]
fn a_barrier_under_abort_reset_failing_actions_and_a_third_party_forgets_nobody() {
    let once = ever(&[Op::Meet(true)]);
    let fails = ever(&[Op::Meet(false), Op::Meet(true)]);
    let late = timed(&[Op::Meet(true)]);
    for third in [
        vec![Op::Reset],
        vec![Op::Abort, Op::Reset],
        vec![Op::Reset, Op::Reset],
    ] {
        Kernel::new(room(), &[&once, &fails, &late, &ever(&third)]).explore(|_| ());
    }
}

#[test]
fn readers_and_writers_forget_nobody_under_any_policy() {
    let reader = ever(&[Op::Read, Op::EndRead]);
    let writer = ever(&[Op::Write, Op::EndWrite]);
    let impatient = [(Op::Write, true)];
    for policy in [Policy::Readers, Policy::Writers, Policy::Fifo] {
        let room = Room::new(1, 1, 2, policy);
        always_ends(room.clone(), &[&reader, &writer, &reader, &writer]);
        Kernel::new(room, &[&reader, &reader, &impatient, &writer]).explore(|_| ());
    }
}
