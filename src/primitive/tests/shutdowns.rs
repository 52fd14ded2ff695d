use super::super::{Exception, Order, Queue, Raised, Try, Wait};
use super::{A, B, C, SOON, get, kind, put, tasks, try_get, try_put};

const SHUT_DOWN: Raised = Raised {
    kind: Exception::ShutDown,
    message: "",
};

fn full() -> Queue<i32> {
    let mut queue = Queue::new(Order::Fifo, 2);
    let _ = put(&mut queue, 1);
    let _ = put(&mut queue, 2);
    queue
}

#[test]
fn shd_01_an_empty_queue_that_was_shut_down_neither_takes_nor_gives() {
    let mut queue: Queue<i32> = Queue::new(Order::Fifo, 0);
    assert_eq!(queue.shutdown(false), vec![]);
    assert_eq!(
        try_put(&mut queue, A, 1, Wait::Forever),
        Try::Raised(SHUT_DOWN)
    );
    assert_eq!(
        try_get(&mut queue, A, Wait::Forever),
        Try::Raised(SHUT_DOWN)
    );
}

#[test]
fn shd_02_what_was_inside_can_still_be_got() {
    let mut queue = full();
    let _ = queue.shutdown(false);
    assert_eq!((get(&mut queue), get(&mut queue)), (1, 2));
    assert_eq!(try_get(&mut queue, A, Wait::No), Try::Raised(SHUT_DOWN));
}

#[test]
fn shd_03_an_immediate_shutdown_throws_the_items_away() {
    let mut queue = full();
    let _ = queue.shutdown(true);
    assert!(queue.is_empty());
    assert_eq!(
        try_get(&mut queue, A, Wait::Forever),
        Try::Raised(SHUT_DOWN)
    );
}

#[test]
fn shd_04_it_is_idempotent_and_never_undone() {
    let mut queue = full();
    assert!(!queue.is_shut());
    for immediate in [false, true, false] {
        assert_eq!(queue.shutdown(immediate), vec![]);
        assert!(queue.is_shut());
    }
}

#[test]
fn shd_05_graceful_task_dones_and_join_work_to_the_end() {
    let mut queue = full();
    let _ = queue.shutdown(false);
    assert_eq!(try_put(&mut queue, A, 3, Wait::No), Try::Raised(SHUT_DOWN));
    for _ in 0..2 {
        assert_eq!(queue.join(B), Try::Blocked);
        let _ = get(&mut queue);
        assert!(queue.task_done().is_ok());
    }
    assert_eq!(queue.join(B), Try::Done(()));
    for wait in [Wait::Forever, Wait::No, SOON] {
        assert_eq!(try_get(&mut queue, A, wait), Try::Raised(SHUT_DOWN));
    }
}

#[test]
fn shd_06_immediate_nothing_is_unfinished_any_more() {
    let mut queue = full();
    let _ = queue.shutdown(true);
    assert_eq!(try_get(&mut queue, A, Wait::No), Try::Raised(SHUT_DOWN));
    assert_eq!(kind(queue.task_done()), Some(Exception::ValueError));
    assert_eq!(queue.join(A), Try::Done(()));
}

#[test]
fn shd_08_getters_get_what_is_there_and_then_the_exception() {
    let mut graceful = full();
    let _ = graceful.shutdown(false);
    let outcomes: Vec<_> = tasks(0..3)
        .map(|task| matches!(try_get(&mut graceful, task, Wait::Forever), Try::Done(_)))
        .collect();
    assert_eq!(outcomes, [true, true, false]);
    let mut immediate = full();
    let _ = immediate.shutdown(true);
    assert_eq!(
        try_get(&mut immediate, A, Wait::Forever),
        Try::Raised(SHUT_DOWN)
    );
}

#[test]
fn shd_09_blocked_putters_wake_with_the_exception() {
    for immediate in [false, true] {
        let mut queue = full();
        for task in [A, B] {
            assert_eq!(try_put(&mut queue, task, 3, Wait::Forever), Try::Blocked);
        }
        assert_eq!(queue.shutdown(immediate), [A, B]);
        for task in [A, B] {
            assert_eq!(
                try_put(&mut queue, task, 3, Wait::Forever),
                Try::Raised(SHUT_DOWN)
            );
        }
    }
}

#[test]
fn shd_10_joiners_wait_for_the_remaining_task_dones_unless_it_is_immediate() {
    let mut graceful = full();
    assert_eq!(graceful.join(A), Try::Blocked);
    assert_eq!(graceful.shutdown(false), vec![]);
    assert_eq!(graceful.task_done(), Ok(vec![]));
    assert_eq!(graceful.task_done(), Ok(vec![A]));

    let mut immediate = full();
    assert_eq!(immediate.join(A), Try::Blocked);
    assert_eq!(immediate.shutdown(true), [A]);
    assert_eq!(immediate.join(A), Try::Done(()));

    let mut got_one = full();
    let _ = get(&mut got_one);
    assert_eq!(got_one.join(A), Try::Blocked);
    assert_eq!(got_one.shutdown(true), [A]);
    assert_eq!(
        got_one.join(A),
        Try::Blocked,
        "the one that was got is not dealt with"
    );
    assert_eq!(got_one.task_done(), Ok(vec![A]));
}

#[test]
fn shd_11_a_getter_that_is_blocked_already_wakes_with_the_exception() {
    let mut queue: Queue<i32> = Queue::new(Order::Fifo, 0);
    assert_eq!(try_get(&mut queue, C, SOON), Try::Blocked);
    assert_eq!(queue.shutdown(false), [C]);
    assert_eq!(try_get(&mut queue, C, SOON), Try::Raised(SHUT_DOWN));
    assert!(queue.getters().woken().is_empty());
}
