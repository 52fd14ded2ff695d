use super::super::{Event, Try, Wait};
use super::{A, B, SOON, tasks};

#[test]
fn evt_01_set_and_clear_are_idempotent() {
    let mut event = Event::new();
    assert!(!event.is_set());
    for _ in 0..2 {
        assert_eq!(event.set(), vec![]);
        assert!(event.is_set());
    }
    for _ in 0..2 {
        event.clear();
        assert!(!event.is_set());
    }
}

#[test]
fn evt_02_03_one_set_lets_all_go_and_their_second_wait_is_immediate_and_again_after_clear() {
    let mut event = Event::new();
    for _ in 0..2 {
        for task in tasks(0..5) {
            assert_eq!(event.wait(task, Wait::Forever), Try::Blocked);
        }
        assert_eq!(
            event.set(),
            tasks(0..5).collect::<Vec<_>>(),
            "in order of arrival"
        );
        event.check();
        for task in tasks(0..5) {
            assert_eq!(event.wait(task, Wait::Forever), Try::Done(()));
            assert_eq!(event.wait(task, Wait::Forever), Try::Done(()));
        }
        event.clear();
    }
}

#[test]
fn evt_04_05_09_10_an_unset_event_times_out_without_a_trace() {
    let mut event = Event::new();
    assert_eq!(event.wait(A, Wait::No), Try::Busy);
    assert_eq!(event.wait(A, SOON), Try::Blocked);
    assert_eq!(event.forget(A), vec![]);
    assert_eq!(event.set(), vec![]);
}

#[test]
fn evt_06_a_set_event_does_not_make_wait() {
    let mut event = Event::new();
    let _ = event.set();
    assert_eq!(event.wait(A, Wait::No), Try::Done(()));
    assert_eq!(event.wait(A, SOON), Try::Done(()));
    assert_eq!(event.wait(A, Wait::TooLong), Try::Done(()));
}

#[test]
fn evt_07_set_and_at_once_clear_lets_all_waiters_go() {
    let mut event = Event::new();
    for task in tasks(0..5) {
        assert_eq!(event.wait(task, SOON), Try::Blocked);
    }
    assert_eq!(event.set().len(), 5);
    event.clear();
    for task in tasks(0..4) {
        assert_eq!(event.wait(task, SOON), Try::Done(()));
    }
    assert_eq!(
        event.wait(tasks(4..5).next().unwrap(), Wait::No),
        Try::Done(()),
        "late but woken"
    );
    assert_eq!(
        event.wait(A, Wait::No),
        Try::Busy,
        "the wake was for one wait only"
    );
}

#[test]
fn evt_08_describes_its_flag() {
    let mut event = Event::new();
    assert_eq!(event.describe(), "unset");
    let _ = event.set();
    assert_eq!(event.describe(), "set");
}

#[test]
fn a_waiter_that_was_killed_after_set_leaves_no_wake_behind() {
    let mut event = Event::new();
    assert_eq!(event.wait(B, Wait::Forever), Try::Blocked);
    assert_eq!(event.set(), vec![B]);
    assert_eq!(event.forget(B), vec![]);
    event.clear();
    assert_eq!(event.wait(B, Wait::No), Try::Busy);
}

#[test]
fn who_waits_for_an_event_of_processes_looks_at_the_flag_when_it_wakes() {
    let mut event = Event::of_processes();
    for task in tasks(0..3) {
        assert_eq!(event.wait(task, Wait::Forever), Try::Blocked);
    }
    assert_eq!(event.set().len(), 3);
    assert_eq!(event.wait(A, Wait::Forever), Try::Done(()));
    event.clear();
    assert_eq!(event.wait(B, Wait::Forever), Try::Busy);
    assert_eq!(
        event.wait(B, Wait::Forever),
        Try::Blocked,
        "it is a new wait"
    );
    event.check();
}
