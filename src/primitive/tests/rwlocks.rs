use super::super::{Exception, Policy, RwLock, Side, Try, Wait};
use super::{A, B, C, D, SOON, kind};
use crate::trace::TaskId;

const POLICIES: [Policy; 3] = [Policy::Readers, Policy::Writers, Policy::Fifo];

fn acquire(lock: &mut RwLock, me: TaskId, side: Side) -> bool {
    let outcome = lock.acquire(me, side, Wait::Forever);
    lock.check();
    match outcome {
        Try::Done(()) => true,
        Try::Blocked => false,
        other => panic!("{other:?}"),
    }
}

fn release(lock: &mut RwLock, me: TaskId, side: Side) -> Vec<TaskId> {
    let woken = lock.release(me, side).unwrap();
    lock.check();
    woken
}

#[test]
fn readers_share_and_a_writer_excludes_all() {
    for policy in POLICIES {
        let mut lock = RwLock::new(policy);
        assert!(acquire(&mut lock, A, Side::Read));
        assert!(acquire(&mut lock, B, Side::Read));
        assert_eq!(lock.describe(), "readers=2");
        assert_eq!(lock.acquire(C, Side::Write, Wait::No), Try::Busy);
        assert_eq!(release(&mut lock, A, Side::Read), []);
        assert_eq!(release(&mut lock, B, Side::Read), []);
        assert!(acquire(&mut lock, C, Side::Write));
        assert_eq!(lock.acquire(A, Side::Read, Wait::No), Try::Busy);
        assert_eq!(lock.acquire(B, Side::Write, Wait::No), Try::Busy);
        assert_eq!(lock.describe(), "writer");
    }
}

#[test]
fn a_writers_release_follows_the_policy() {
    for (policy, expected) in POLICIES.into_iter().zip([vec![B, D], vec![C], vec![B]]) {
        let mut lock = RwLock::new(policy);
        assert!(acquire(&mut lock, A, Side::Write));
        assert!(!acquire(&mut lock, B, Side::Read));
        assert!(!acquire(&mut lock, C, Side::Write));
        assert!(!acquire(&mut lock, D, Side::Read));
        assert_eq!(release(&mut lock, A, Side::Write), expected, "{policy:?}");
    }
}

#[test]
fn only_readers_preference_lets_a_reader_pass_a_waiting_writer() {
    for (policy, passes) in POLICIES.into_iter().zip([true, false, false]) {
        let mut lock = RwLock::new(policy);
        assert!(acquire(&mut lock, A, Side::Read));
        assert!(!acquire(&mut lock, B, Side::Write));
        assert_eq!(acquire(&mut lock, C, Side::Read), passes, "{policy:?}");
    }
}

#[test]
fn readers_behind_a_writer_go_on_when_it_gives_up() {
    for policy in [Policy::Writers, Policy::Fifo] {
        let mut lock = RwLock::new(policy);
        assert!(acquire(&mut lock, A, Side::Read));
        assert_eq!(lock.acquire(B, Side::Write, SOON), Try::Blocked);
        assert!(!acquire(&mut lock, C, Side::Read));
        assert_eq!(lock.forget(B), [C], "{policy:?}");
        lock.check();
        assert!(acquire(&mut lock, C, Side::Read));
    }
}

#[test]
fn an_upgrade_beside_another_reader_waits_for_ever() {
    for policy in POLICIES {
        let mut lock = RwLock::new(policy);
        assert!(acquire(&mut lock, A, Side::Read));
        assert!(acquire(&mut lock, B, Side::Read));
        assert!(!acquire(&mut lock, A, Side::Write));
        assert!(!acquire(&mut lock, B, Side::Write));
        assert!(lock.line().woken().is_empty());
    }
}

#[test]
fn releasing_a_side_that_is_not_held_is_an_error() {
    let mut lock = RwLock::new(Policy::Fifo);
    assert_eq!(
        kind(lock.release(A, Side::Read)),
        Some(Exception::RuntimeError)
    );
    assert!(acquire(&mut lock, A, Side::Read));
    assert_eq!(
        kind(lock.release(A, Side::Write)),
        Some(Exception::RuntimeError)
    );
    assert_eq!(
        kind(lock.release(B, Side::Read)),
        Some(Exception::RuntimeError)
    );
}
