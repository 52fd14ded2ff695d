use super::super::{Exception, Lock, RLock, Raised, Try, Wait};
use super::{A, B, C, D, SOON, kind, tasks};

#[test]
fn lck_01_02_03_05_a_new_lock_is_unlocked_and_can_be_taken_and_given() {
    let mut lock = Lock::new();
    assert_eq!(lock.describe(), "unlocked");
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(
        (lock.describe().as_str(), lock.locked(), lock.holder()),
        ("locked", true, Some(A))
    );
    assert_eq!(lock.release(), Ok(vec![]));
    assert!(!lock.locked());
}

#[test]
fn lck_06_07_try_acquire_succeeds_on_a_free_lock_and_fails_at_once_on_a_held_one() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::No), Try::Done(()));
    assert_eq!(lock.acquire(B, Wait::No), Try::Busy);
    assert!(lock.line().is_empty());
    assert_eq!(lock.release(), Ok(vec![]));
    assert_eq!(lock.acquire(B, Wait::No), Try::Done(()));
}

#[test]
fn lck_08_contended_all_wait_until_the_holder_releases_and_then_all_pass_in_order() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    for task in tasks(1..6) {
        assert_eq!(lock.acquire(task, Wait::Forever), Try::Blocked);
    }
    for task in tasks(1..6) {
        assert_eq!(lock.release(), Ok(vec![task]));
        lock.check();
        assert_eq!(lock.acquire(task, Wait::Forever), Try::Done(()));
    }
    assert_eq!(lock.release(), Ok(vec![]));
}

#[test]
fn lck_16_19_a_timed_out_waiter_leaves_no_trace() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(B, SOON), Try::Blocked);
    assert_eq!(lock.forget(B), vec![]);
    assert_eq!(
        lock.release(),
        Ok(vec![]),
        "nobody is woken for a waiter that has gone"
    );
    assert!(!lock.locked());
    assert_eq!(lock.acquire(B, Wait::No), Try::Done(()));
}

#[test]
fn lck_17_the_holder_that_acquires_again_blocks_until_another_releases() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Blocked);
    assert_eq!(lock.release(), Ok(vec![A]));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
}

#[test]
fn lck_18_anybody_may_release() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.release(), Ok(vec![]));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.release(), Ok(vec![]));
}

#[test]
fn lck_20_21_releasing_a_free_lock_is_an_error_also_the_second_time() {
    let mut lock = Lock::new();
    assert_eq!(kind(lock.release()), Some(Exception::RuntimeError));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(A, Wait::No), Try::Busy);
    assert_eq!(lock.release(), Ok(vec![]));
    assert_eq!(
        lock.release(),
        Err(Raised {
            kind: Exception::RuntimeError,
            message: "release unlocked lock"
        })
    );
}

#[test]
fn a_newcomer_barges_in_and_the_woken_one_goes_to_the_back() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(lock.acquire(C, Wait::Forever), Try::Blocked);
    assert_eq!(lock.release(), Ok(vec![B]));
    assert_eq!(
        lock.acquire(D, Wait::Forever),
        Try::Done(()),
        "nothing was handed to B"
    );
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(lock.line().waiting().collect::<Vec<_>>(), [C, B]);
    assert_eq!(lock.release(), Ok(vec![C]));
}

#[test]
fn a_wake_is_passed_on_when_the_woken_one_gives_up() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(lock.acquire(C, Wait::Forever), Try::Blocked);
    assert_eq!(lock.release(), Ok(vec![B]));
    assert_eq!(lock.forget(B), vec![C]);
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(
        lock.forget(C),
        vec![],
        "the lock is held again: there is nothing to pass on"
    );
    lock.check();
}

#[test]
fn a_woken_waiter_whose_deadline_has_passed_still_gets_what_is_there() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(B, SOON), Try::Blocked);
    assert_eq!(lock.release(), Ok(vec![B]));
    assert_eq!(lock.acquire(B, Wait::No), Try::Done(()));
}

#[test]
fn calling_again_without_having_been_woken_keeps_the_place() {
    let mut lock = Lock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(lock.acquire(C, Wait::Forever), Try::Blocked);
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(lock.line().waiting().collect::<Vec<_>>(), [B, C]);
}

#[test]
fn rlk_01_04_the_owner_counts_up_and_down_without_blocking() {
    let mut lock = RLock::new();
    assert_eq!(lock.recursion_count(A), 0);
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(1));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(2));
    assert_eq!(lock.acquire(A, Wait::No), Try::Done(3));
    assert_eq!(lock.recursion_count(A), 3);
    assert_eq!(lock.release(A), Ok((2, vec![])));
    assert_eq!(lock.release(A), Ok((1, vec![])));
    assert_eq!(lock.release(A), Ok((0, vec![])));
    assert_eq!((lock.recursion_count(A), lock.locked()), (0, false));
}

#[test]
fn rlk_02_03_08_releasing_what_is_not_held_is_an_error_before_and_after() {
    let mut lock = RLock::new();
    for _ in 0..2 {
        assert_eq!(kind(lock.release(A)), Some(Exception::RuntimeError));
        assert_eq!(kind(lock.release_save(A)), Some(Exception::RuntimeError));
        for _ in 0..3 {
            assert!(matches!(lock.acquire(A, Wait::Forever), Try::Done(_)));
        }
        for _ in 0..3 {
            assert!(lock.release(A).is_ok());
        }
    }
    assert_eq!(kind(lock.release(A)), Some(Exception::RuntimeError));
}

#[test]
fn rlk_05_07_only_the_owner_is_told_that_it_owns() {
    let mut lock = RLock::new();
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(1));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(2));
    assert_eq!(
        (lock.recursion_count(A), lock.is_owned(A), lock.is_owned(B)),
        (0, false, true)
    );
    assert!(lock.release(B).is_ok());
    assert!(lock.is_owned(B));
    assert!(lock.release(B).is_ok());
    assert_eq!((lock.recursion_count(A), lock.is_owned(B)), (0, false));
}

#[test]
fn rlk_06_another_cannot_release_it() {
    let mut lock = RLock::new();
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(1));
    assert_eq!(
        lock.release(A),
        Err(Raised {
            kind: Exception::RuntimeError,
            message: "cannot release un-acquired lock"
        })
    );
    assert_eq!(lock.owner(), Some(B));
}

#[test]
fn rlk_09_others_get_in_only_when_it_is_released_as_often_as_acquired() {
    let mut lock = RLock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(1));
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(2));
    assert_eq!(lock.acquire(B, Wait::No), Try::Busy);
    assert_eq!(lock.acquire(C, Wait::Forever), Try::Blocked);
    assert_eq!(lock.release(A), Ok((1, vec![])));
    assert_eq!(lock.acquire(B, Wait::No), Try::Busy);
    assert_eq!(lock.release(A), Ok((0, vec![C])));
    lock.check();
    assert_eq!(lock.acquire(B, Wait::No), Try::Done(1));
}

#[test]
fn rlk_10_says_who_owns_it_and_how_deep() {
    let mut lock = RLock::new();
    let name = |task: crate::trace::TaskId| format!("thread-{}", task.0);
    assert_eq!(
        lock.describe(name),
        ("unlocked", "owner=0 count=0".to_owned())
    );
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(1));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(2));
    assert_eq!(
        lock.describe(name),
        ("locked", "owner=thread-1 count=2".to_owned())
    );
}

#[test]
fn rlk_rows_of_lock_a_timed_out_waiter_leaves_no_trace_and_a_wake_is_passed_on() {
    let mut lock = RLock::new();
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(1));
    assert_eq!(lock.acquire(B, SOON), Try::Blocked);
    assert_eq!(lock.acquire(C, SOON), Try::Blocked);
    assert_eq!(lock.acquire(D, SOON), Try::Blocked);
    assert_eq!(lock.forget(B), vec![]);
    assert_eq!(lock.release(A), Ok((0, vec![C])));
    assert_eq!(lock.forget(C), vec![D]);
    assert_eq!(lock.acquire(D, Wait::No), Try::Done(1));
    lock.check();
}

#[test]
fn a_timeout_that_is_too_large_is_an_error_only_if_it_has_to_wait() {
    let mut lock = RLock::new();
    assert_eq!(lock.acquire(A, Wait::TooLong), Try::Done(1));
    assert!(matches!(
        lock.acquire(B, Wait::TooLong),
        Try::Raised(Raised {
            kind: Exception::OverflowError,
            ..
        })
    ));
    assert!(lock.line().is_empty());
}
