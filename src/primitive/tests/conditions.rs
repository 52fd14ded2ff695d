use super::super::{Condition, Exception, Lock, Notified, RLock, Saved, Try, Wait};
use super::{A, B, C, kind, tasks};
use crate::trace::TaskId;

/// The world's part of `Condition.wait` up to the sleep.
fn begin(condition: &mut Condition, lock: &mut RLock, me: TaskId) -> (Saved, Vec<TaskId>) {
    condition
        .wait(me, lock.is_owned(me), Wait::Forever)
        .unwrap();
    condition.check();
    lock.release_save(me).unwrap()
}

fn wakes(tasks: &[TaskId]) -> Notified {
    Notified {
        woken: tasks.to_vec(),
        spent: Vec::new(),
    }
}

fn waiting(n: u32) -> (Condition, RLock, Vec<Saved>) {
    let (mut condition, mut lock) = (Condition::new(), RLock::new());
    let saved = tasks(0..n)
        .map(|task| {
            assert_eq!(lock.acquire(task, Wait::Forever), Try::Done(1));
            begin(&mut condition, &mut lock, task).0
        })
        .collect();
    (condition, lock, saved)
}

#[test]
fn cnd_03_04_23_wait_and_notify_need_the_lock() {
    let (mut condition, mut lock) = (Condition::new(), RLock::new());
    assert_eq!(
        kind(condition.wait(A, lock.is_owned(A), Wait::Forever)),
        Some(Exception::RuntimeError)
    );
    assert_eq!(
        kind(condition.notify(1, lock.is_owned(A))),
        Some(Exception::RuntimeError)
    );
    assert_eq!(
        kind(condition.notify_all(lock.is_owned(A))),
        Some(Exception::RuntimeError)
    );
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(1));
    assert_eq!(
        kind(condition.wait(B, lock.is_owned(B), Wait::Forever)),
        Some(Exception::RuntimeError)
    );
    let too_large = condition.wait(A, true, Wait::TooLong);
    assert_eq!(kind(too_large), Some(Exception::OverflowError));
    assert!(condition.line().is_empty());
}

#[test]
fn cnd_02_24_over_a_plain_lock_it_is_enough_that_somebody_holds_it() {
    let (mut condition, mut lock) = (Condition::new(), Lock::new());
    assert_eq!(
        kind(condition.notify(1, lock.is_owned(B))),
        Some(Exception::RuntimeError)
    );
    assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(()));
    assert_eq!(condition.notify(1, lock.is_owned(B)), Ok(wakes(&[])));
}

#[test]
fn cnd_05_06_07_notify_is_exact_and_the_picked_get_the_lock_one_after_the_other() {
    let (mut condition, mut lock, saved) = waiting(5);
    let main = TaskId(9);
    for _ in 0..2 {
        assert_eq!(lock.acquire(main, Wait::Forever), Try::Done(1));
        let picked = condition.notify(3, true).unwrap().woken;
        assert_eq!(picked, tasks(0..3).collect::<Vec<_>>());
        for &task in &picked {
            assert!(condition.finish(task), "wait will return True");
            assert_eq!(
                lock.acquire_restore(task, saved[0]),
                Try::Blocked,
                "main holds the lock"
            );
        }
        assert_eq!(condition.line().waiting().len(), 2);
        let (_, mut woken) = lock.release(main).unwrap();
        // Each comes in and waits again: three in the second wait, two in the first.
        for &task in &picked {
            assert_eq!(woken, [task]);
            assert_eq!(lock.acquire_restore(task, saved[0]), Try::Done(()));
            woken = begin(&mut condition, &mut lock, task).1;
        }
        assert_eq!(lock.acquire(main, Wait::Forever), Try::Done(1));
        let all = condition.notify(5, true).unwrap().woken;
        assert_eq!(all, [3, 4, 0, 1, 2].map(TaskId));
        assert!(lock.release(main).is_ok());
        for task in tasks(0..5) {
            assert!(condition.finish(task));
            assert_eq!(lock.acquire_restore(task, saved[0]), Try::Done(()));
            let _ = begin(&mut condition, &mut lock, task);
        }
    }
    assert_eq!(condition.notify_all(true).unwrap().woken.len(), 5);
}

#[test]
fn cnd_08_12_15_16_a_timed_out_wait_is_false_holds_the_lock_again_and_leaves_no_residue() {
    let (mut condition, mut lock, saved) = waiting(6);
    for task in tasks(0..6) {
        assert!(!condition.finish(task));
        assert_eq!(lock.acquire_restore(task, saved[0]), Try::Done(()));
        assert!(lock.is_owned(task));
        assert!(lock.release(task).is_ok());
    }
    assert_eq!(condition, Condition::new());
    assert_eq!(lock, RLock::new());
}

#[test]
fn cnd_11_13_14_17_surplus_notifications_are_not_stored() {
    let (mut condition, _, _) = waiting(6);
    assert_eq!(condition.notify(0, true), Ok(wakes(&[])));
    assert_eq!(condition.notify(-3, true), Ok(wakes(&[])));
    assert_eq!(condition.notify(2, true).unwrap().woken.len(), 2);
    assert_eq!(condition.notify(4, true).unwrap().woken.len(), 4);
    assert_eq!(condition.notify(3, true), Ok(wakes(&[])));
    condition.wait(TaskId(7), true, Wait::Forever).unwrap();
    assert!(
        !condition.finish(TaskId(7)),
        "what was left over does not count for later"
    );
    let (mut condition, _, _) = waiting(6);
    assert_eq!(condition.notify_all(true).unwrap().woken.len(), 6);
}

#[test]
fn cnd_20_a_wait_at_depth_three_lets_others_in_and_comes_back_at_depth_three() {
    let (mut condition, mut lock) = (Condition::new(), RLock::new());
    for depth in 1..=3 {
        assert_eq!(lock.acquire(A, Wait::Forever), Try::Done(depth));
    }
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Blocked);
    let (saved, woken) = begin(&mut condition, &mut lock, A);
    assert_eq!((saved.depth(), woken), (3, vec![B]));
    assert_eq!(lock.acquire(B, Wait::Forever), Try::Done(1));
    assert_eq!(condition.notify(1, lock.is_owned(B)), Ok(wakes(&[A])));
    assert!(condition.finish(A));
    assert_eq!(lock.acquire_restore(A, saved), Try::Blocked);
    assert_eq!(lock.release(B), Ok((0, vec![A])));
    assert_eq!(lock.acquire_restore(A, saved), Try::Done(()));
    assert_eq!(lock.recursion_count(A), 3);
}

#[test]
fn cnd_21_six_notifies_wake_in_order_of_arrival() {
    let (mut condition, _, _) = waiting(6);
    let order: Vec<_> = (0..6)
        .flat_map(|_| condition.notify(1, true).unwrap().woken)
        .collect();
    assert_eq!(order, tasks(0..6).collect::<Vec<_>>());
}

#[test]
fn cnd_22_a_notify_is_for_those_who_wait_at_that_moment() {
    let mut condition = Condition::new();
    condition.wait(A, true, Wait::Forever).unwrap();
    assert_eq!(condition.notify_all(true), Ok(wakes(&[A])));
    condition.wait(B, true, Wait::Forever).unwrap();
    assert!(condition.finish(A));
    assert!(!condition.finish(B));
}

#[test]
fn cnd_25_nobody_is_picked_without_a_notify_and_the_picked_cannot_be_picked_again() {
    let (mut condition, _, _) = waiting(2);
    assert_eq!(condition.line().woken(), []);
    assert_eq!(condition.notify(1, true), Ok(wakes(&[A])));
    assert_eq!(condition.notify(1, true), Ok(wakes(&[B])));
    assert_eq!(condition.line().woken(), [A, B]);
}

#[test]
fn a_picked_waiter_that_is_killed_takes_its_notify_with_it() {
    let (mut condition, _, _) = waiting(3);
    assert_eq!(condition.notify(1, true), Ok(wakes(&[A])));
    assert_eq!(condition.forget(A), vec![]);
    assert_eq!(condition.forget(B), vec![]);
    assert_eq!(condition.describe(), "1");
    assert_eq!(condition.notify_all(true), Ok(wakes(&[C])));
}

/// As in CPython 3.6 to 3.13.
#[test]
fn whose_time_is_up_stands_in_line_until_it_has_the_lock_and_uses_up_a_notification() {
    let (mut condition, mut lock, saved) = waiting(3);
    let main = TaskId(9);
    assert_eq!(lock.acquire(main, Wait::Forever), Try::Done(1));
    condition.expire(B);
    condition.check();
    assert_eq!(lock.acquire_restore(B, saved[1]), Try::Blocked);
    assert_eq!(condition.describe(), "3", "it is still counted");
    let notified = condition.notify(2, true).unwrap();
    assert_eq!((notified.woken, notified.spent), (vec![A], vec![B]));
    assert_eq!(condition.describe(), "1", "C sleeps on");
    assert_eq!(lock.release(main), Ok((0, vec![B])));
    assert_eq!(lock.acquire_restore(B, saved[1]), Try::Done(()));
    assert!(!condition.finish(B), "its time was up all the same");
    condition.check();
    assert!(condition.finish(A));
    assert_eq!(condition.notify_all(true), Ok(wakes(&[C])));
}

#[test]
fn whose_time_is_up_and_who_has_the_lock_again_is_gone() {
    let (mut condition, mut lock, saved) = waiting(2);
    condition.expire(A);
    assert_eq!(lock.acquire_restore(A, saved[0]), Try::Done(()));
    assert!(!condition.finish(A));
    assert_eq!(condition.notify(1, true), Ok(wakes(&[B])));
    condition.expire(B);
    assert_eq!(condition.forget(B), vec![]);
    condition.check();
}
