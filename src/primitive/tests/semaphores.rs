use super::super::{Exception, Raised, Semaphore, Try, Wait};
use super::{A, B, C, D, E, SOON, kind, tasks};
use crate::trace::TaskId;

/// SEM-04 and SEM-05: ten tasks that acquire twice each against somebody who releases.
struct Crowd {
    semaphore: Semaphore,
    left: [u32; 10],
    completed: usize,
}

impl Crowd {
    fn new() -> Self {
        let mut crowd = Self {
            semaphore: Semaphore::new(7).unwrap(),
            left: [2; 10],
            completed: 0,
        };
        assert_eq!(
            crowd.semaphore.acquire(TaskId(99), Wait::Forever),
            Try::Done(6)
        );
        for task in tasks(0..10) {
            crowd.run(task);
        }
        crowd
    }

    fn run(&mut self, task: TaskId) {
        while self.left[task.index()] > 0 {
            match self.semaphore.acquire(task, Wait::Forever) {
                Try::Done(_) => {
                    self.left[task.index()] -= 1;
                    self.completed += 1;
                }
                Try::Blocked => break,
                other => panic!("{other:?}"),
            }
        }
        self.semaphore.check();
    }

    fn release(&mut self, n: i64) -> usize {
        let woken = self.semaphore.release(n).unwrap();
        self.semaphore.check();
        for task in woken {
            self.run(task);
        }
        self.completed
    }
}

#[test]
fn sem_01_a_negative_value_is_an_error() {
    for value in [-1, i64::MIN] {
        assert_eq!(kind(Semaphore::new(value)), Some(Exception::ValueError));
        assert_eq!(kind(Semaphore::bounded(value)), Some(Exception::ValueError));
    }
}

#[test]
fn sem_02_06_13_permits_go_down_and_up() {
    for make in [Semaphore::new, Semaphore::bounded] {
        let mut semaphore = make(2).unwrap();
        assert_eq!(semaphore.acquire(A, Wait::Forever), Try::Done(1));
        assert_eq!(semaphore.acquire(A, Wait::No), Try::Done(0));
        assert_eq!(semaphore.acquire(A, Wait::No), Try::Busy);
        assert_eq!(semaphore.release(1), Ok(vec![]));
        assert_eq!(semaphore.acquire(A, Wait::No), Try::Done(0));
        assert_eq!(semaphore.release(1), Ok(vec![]));
        assert_eq!(semaphore.release(1), Ok(vec![]));
        assert_eq!(semaphore.permits(), 2);
    }
}

#[test]
fn sem_04_contended_single_releases_complete_as_many_acquires() {
    let mut crowd = Crowd::new();
    assert_eq!(crowd.completed, 6);
    assert_eq!((0..7).map(|_| crowd.release(1)).last(), Some(13));
    assert_eq!((0..6).map(|_| crowd.release(1)).last(), Some(19));
    assert_eq!(crowd.semaphore.acquire(TaskId(99), Wait::No), Try::Busy);
    assert_eq!(crowd.release(1), 20);
}

#[test]
fn sem_05_one_release_of_many_completes_as_many_acquires() {
    let mut crowd = Crowd::new();
    assert_eq!(crowd.release(7), 13);
    assert_eq!(crowd.release(6), 19);
    assert_eq!(crowd.release(1), 20);
}

#[test]
fn sem_07_contended_tries_succeed_as_often_as_there_are_permits() {
    let mut semaphore = Semaphore::new(4).unwrap();
    assert_eq!(semaphore.acquire(TaskId(99), Wait::Forever), Try::Done(3));
    let tries = tasks(0..5).cycle().take(10);
    let done = tries
        .filter(|&task| semaphore.acquire(task, Wait::No) != Try::Busy)
        .count();
    assert_eq!(done, 3);
}

#[test]
fn sem_09_10_16_a_timed_out_acquire_leaves_no_trace() {
    let mut semaphore = Semaphore::new(2).unwrap();
    assert_eq!(semaphore.acquire(A, SOON), Try::Done(1));
    assert_eq!(semaphore.acquire(A, SOON), Try::Done(0));
    assert_eq!(semaphore.acquire(A, SOON), Try::Blocked);
    assert_eq!(semaphore.forget(A), vec![]);
    assert_eq!(semaphore.release(1), Ok(vec![]));
    assert_eq!(semaphore.acquire(A, SOON), Try::Done(0));
}

#[test]
fn sem_11_a_waiter_finishes_when_another_releases() {
    let mut semaphore = Semaphore::new(1).unwrap();
    assert_eq!(semaphore.acquire(A, Wait::Forever), Try::Done(0));
    assert_eq!(semaphore.acquire(B, Wait::Forever), Try::Blocked);
    assert_eq!(semaphore.release(1), Ok(vec![B]));
    assert_eq!(semaphore.acquire(B, Wait::Forever), Try::Done(0));
}

#[test]
fn sem_15_release_of_less_than_one_is_an_error_and_changes_nothing() {
    let mut semaphore = Semaphore::new(1).unwrap();
    for n in [0, -1, i64::MIN] {
        assert_eq!(kind(semaphore.release(n)), Some(Exception::ValueError));
    }
    assert_eq!(semaphore, Semaphore::new(1).unwrap());
}

#[test]
fn sem_20_21_22_an_unbounded_one_grows_beyond_its_initial_value() {
    let mut semaphore = Semaphore::new(3).unwrap();
    assert_eq!(semaphore.describe(), "value=3");
    assert_eq!(semaphore.acquire(A, Wait::Forever), Try::Done(2));
    assert_eq!(semaphore.describe(), "value=2");
    assert_eq!(semaphore.release(1), Ok(vec![]));
    assert_eq!(semaphore.release(1), Ok(vec![]));
    assert_eq!(semaphore.describe(), "value=4");
}

#[test]
fn sem_30_a_release_wakes_exactly_one_and_a_newcomer_may_barge_in() {
    let mut semaphore = Semaphore::new(0).unwrap();
    for task in [A, B, C] {
        assert_eq!(semaphore.acquire(task, Wait::Forever), Try::Blocked);
    }
    assert_eq!(semaphore.release(1), Ok(vec![A]));
    assert_eq!(semaphore.acquire(D, Wait::Forever), Try::Done(0));
    assert_eq!(semaphore.acquire(A, Wait::Forever), Try::Blocked);
    assert_eq!(semaphore.line().waiting().collect::<Vec<_>>(), [B, C, A]);
}

#[test]
fn a_wake_is_passed_on_only_if_a_permit_would_be_left_alone() {
    let mut semaphore = Semaphore::new(0).unwrap();
    for task in [A, B, C, D] {
        assert_eq!(semaphore.acquire(task, Wait::Forever), Try::Blocked);
    }
    assert_eq!(semaphore.release(2), Ok(vec![A, B]));
    assert_eq!(
        semaphore.acquire(E, Wait::Forever),
        Try::Done(1),
        "E takes what woke A or B"
    );
    assert_eq!(
        semaphore.forget(A),
        vec![],
        "B is on its way to the one permit that is left"
    );
    semaphore.check();
    assert_eq!(semaphore.forget(B), vec![C]);
    semaphore.check();
}

#[test]
fn bsm_01_03_05_a_release_too_many_is_an_error() {
    for limit in 0..10 {
        let mut semaphore = Semaphore::bounded(limit).unwrap();
        for n in 0..limit {
            assert_eq!(
                semaphore.acquire(A, Wait::No),
                Try::Done((limit - n - 1) as u64)
            );
        }
        for _ in 0..limit {
            assert_eq!(semaphore.release(1), Ok(vec![]));
        }
        assert_eq!(
            semaphore.release(1),
            Err(Raised {
                kind: Exception::ValueError,
                message: "Semaphore released too many times"
            })
        );
        semaphore.check();
    }
}

#[test]
fn bsm_02_says_its_bound() {
    let mut semaphore = Semaphore::bounded(3).unwrap();
    assert_eq!(semaphore.describe(), "value=3/3");
    assert_eq!(semaphore.acquire(A, Wait::No), Try::Done(2));
    assert_eq!(semaphore.describe(), "value=2/3");
}

#[test]
fn bsm_04_a_failed_release_of_two_changes_nothing() {
    let mut semaphore = Semaphore::bounded(3).unwrap();
    assert_eq!(semaphore.acquire(A, Wait::No), Try::Done(2));
    assert_eq!(kind(semaphore.release(2)), Some(Exception::ValueError));
    assert_eq!(semaphore.permits(), 2);
    assert_eq!(semaphore.release(1), Ok(vec![]));
    assert_eq!(semaphore.permits(), 3);
}
