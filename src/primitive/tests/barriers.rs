use super::super::{Arrival, Barrier, Exception, Raised, Try, Wait};
use super::{A, B, C, D, E, SOON, kind, tasks};
use crate::trace::TaskId;

const BROKEN: Raised = Raised {
    kind: Exception::BrokenBarrierError,
    message: "",
};

fn barrier(parties: i64) -> Barrier {
    Barrier::new(parties, false).unwrap()
}

fn wait(barrier: &mut Barrier, me: TaskId) -> Arrival {
    let arrival = barrier.wait(me, Wait::Forever);
    barrier.check();
    arrival
}

fn passes(barrier: &mut Barrier, me: TaskId) -> usize {
    match wait(barrier, me) {
        Arrival::Passed { index, .. } => index,
        other => panic!("{me:?}: {other:?}"),
    }
}

fn breaks(barrier: &mut Barrier, me: TaskId) {
    let arrival = wait(barrier, me);
    assert!(
        matches!(arrival, Arrival::Raised { raised: BROKEN, .. }),
        "{me:?}: {arrival:?}"
    );
}

/// All but the last of a range arrive and sleep.
fn arrive(barrier: &mut Barrier, range: std::ops::Range<u32>) {
    for task in tasks(range) {
        assert_eq!(wait(barrier, task), Arrival::Blocked);
    }
}

#[test]
fn bar_01_parties_below_one_are_an_error() {
    assert_eq!(kind(Barrier::new(0, false)), Some(Exception::ValueError));
    assert_eq!(kind(Barrier::new(-1, true)), Some(Exception::ValueError));
}

#[test]
fn bar_02_03_04_cycles_are_complete_and_indices_are_a_permutation() {
    let mut barrier = barrier(5);
    for _ in 0..10 {
        arrive(&mut barrier, 0..4);
        assert_eq!(barrier.n_waiting(), 4);
        let Arrival::Passed { index, woken } = wait(&mut barrier, E) else {
            panic!("not passed")
        };
        assert_eq!(woken, tasks(0..4).collect::<Vec<_>>());
        let mut indices = vec![index];
        indices.extend(tasks(0..4).map(|task| passes(&mut barrier, task)));
        indices.sort_unstable();
        assert_eq!(indices, [0, 1, 2, 3, 4]);
        assert_eq!((barrier.n_waiting(), barrier.broken()), (0, false));
    }
}

#[test]
fn bar_05_18_the_last_to_arrive_runs_the_action_before_anybody_returns() {
    let mut barrier = Barrier::new(3, true).unwrap();
    for _ in 0..2 {
        arrive(&mut barrier, 0..2);
        assert_eq!(wait(&mut barrier, C), Arrival::Act);
        assert_eq!(
            wait(&mut barrier, A),
            Arrival::Blocked,
            "nobody passes before the action ends"
        );
        assert_eq!(barrier.n_waiting(), 3);
        let (index, woken) = barrier.act_done(C);
        barrier.check();
        assert_eq!((index, woken), (2, vec![A, B]));
        assert_eq!(passes(&mut barrier, B), 1);
        assert_eq!(passes(&mut barrier, A), 0);
    }
}

#[test]
fn bar_06_abort_breaks_it_for_all() {
    let mut barrier = barrier(5);
    arrive(&mut barrier, 0..4);
    assert_eq!(barrier.abort(E), Try::Done(tasks(0..4).collect()));
    barrier.check();
    for task in tasks(0..4) {
        breaks(&mut barrier, task);
    }
    assert!(barrier.broken());
}

#[test]
fn bar_07_reset_breaks_only_those_who_wait() {
    let mut barrier = barrier(5);
    arrive(&mut barrier, 0..4);
    assert_eq!(barrier.reset(E), Try::Done(tasks(0..4).collect()));
    assert_eq!(
        wait(&mut barrier, E),
        Arrival::Outside,
        "until they have gone"
    );
    for task in tasks(0..3) {
        breaks(&mut barrier, task);
    }
    let Arrival::Raised {
        raised: BROKEN,
        woken,
    } = wait(&mut barrier, D)
    else {
        panic!("not broken")
    };
    assert_eq!(woken, [E]);
    assert!(!barrier.broken());
    assert_eq!(wait(&mut barrier, E), Arrival::Blocked);
    arrive(&mut barrier, 0..3);
    assert_eq!(passes(&mut barrier, D), 4);
}

#[test]
fn bar_08_15_a_reset_repairs_a_broken_barrier() {
    let mut barrier = barrier(5);
    arrive(&mut barrier, 0..4);
    assert!(matches!(barrier.abort(E), Try::Done(_)));
    for task in tasks(0..4) {
        breaks(&mut barrier, task);
    }
    breaks(&mut barrier, E);
    assert_eq!(barrier.reset(A), Try::Done(vec![]));
    arrive(&mut barrier, 0..4);
    assert_eq!(passes(&mut barrier, E), 4);
}

#[test]
fn bar_09_10_11_a_timeout_breaks_it_for_all_the_late_one_included() {
    let mut barrier = barrier(5);
    for task in tasks(0..4) {
        assert_eq!(barrier.wait(task, SOON), Arrival::Blocked);
    }
    assert_eq!(
        barrier.expire(B),
        Arrival::Raised {
            raised: BROKEN,
            woken: vec![A, C, D]
        }
    );
    barrier.check();
    for task in [A, C, D, E] {
        breaks(&mut barrier, task);
    }
}

#[test]
fn bar_12_a_party_of_one_passes_at_once() {
    let mut barrier = barrier(1);
    assert_eq!(passes(&mut barrier, A), 0);
    assert_eq!(passes(&mut barrier, A), 0);
}

#[test]
fn bar_13_describes_who_waits() {
    let mut barrier = barrier(3);
    assert_eq!(barrier.describe(), "waiters=0/3");
    arrive(&mut barrier, 0..2);
    assert_eq!(barrier.describe(), "waiters=2/3");
    let _ = passes(&mut barrier, C);
    assert_eq!(barrier.describe(), "waiters=0/3");
    assert!(matches!(barrier.abort(C), Try::Done(_)));
    assert_eq!(barrier.describe(), "broken");
}

#[test]
fn bar_14_a_reset_of_an_idle_barrier_changes_nothing() {
    let mut idle = barrier(3);
    assert_eq!(idle.reset(A), Try::Done(vec![]));
    assert_eq!(idle, barrier(3));
}

#[test]
fn bar_16_not_waiting_alone_breaks_it_until_reset() {
    let mut barrier = barrier(2);
    assert_eq!(
        barrier.wait(A, Wait::No),
        Arrival::Raised {
            raised: BROKEN,
            woken: vec![]
        }
    );
    breaks(&mut barrier, B);
    assert!(barrier.broken());
    assert_eq!(barrier.reset(A), Try::Done(vec![]));
    assert!(!barrier.broken());
}

#[test]
fn bar_17_a_failed_action_breaks_it_for_the_others() {
    let mut barrier = Barrier::new(2, true).unwrap();
    assert_eq!(wait(&mut barrier, A), Arrival::Blocked);
    assert_eq!(wait(&mut barrier, B), Arrival::Act);
    assert_eq!(barrier.act_failed(B), vec![A]);
    breaks(&mut barrier, A);
    assert!(barrier.broken());
}

#[test]
fn bar_19_20_a_fast_one_waits_outside_until_the_cycle_has_drained() {
    let mut barrier = barrier(3);
    arrive(&mut barrier, 0..2);
    assert_eq!(passes(&mut barrier, C), 2);
    assert_eq!(barrier.n_waiting(), 0);
    assert_eq!(wait(&mut barrier, C), Arrival::Outside);
    assert_eq!(passes(&mut barrier, A), 0);
    assert_eq!(wait(&mut barrier, A), Arrival::Outside);
    let Arrival::Passed { woken, .. } = wait(&mut barrier, B) else {
        panic!("not passed")
    };
    assert_eq!(woken, [C, A]);
    assert_eq!(wait(&mut barrier, C), Arrival::Blocked);
}

#[test]
fn what_comes_during_an_action_waits_for_its_end() {
    let mut barrier = Barrier::new(2, true).unwrap();
    assert_eq!(barrier.wait(A, SOON), Arrival::Blocked);
    assert_eq!(wait(&mut barrier, B), Arrival::Act);
    assert_eq!(
        barrier.expire(A),
        Arrival::Blocked,
        "the action holds the barrier's lock"
    );
    assert_eq!(wait(&mut barrier, C), Arrival::Outside);
    assert_eq!(barrier.abort(D), Try::Blocked);
    let (_, woken) = barrier.act_done(B);
    assert_eq!(woken, [A, C, D]);
    barrier.check();
    assert_eq!(barrier.abort(D), Try::Done(vec![]));
    breaks(&mut barrier, A);
}

#[test]
fn a_party_that_is_killed_leaves_its_place_to_another() {
    let mut barrier = barrier(3);
    arrive(&mut barrier, 0..2);
    assert_eq!(barrier.forget(A), vec![]);
    assert_eq!(wait(&mut barrier, C), Arrival::Blocked);
    assert!(matches!(wait(&mut barrier, D), Arrival::Passed { .. }));
}

#[test]
fn an_actor_that_is_killed_breaks_the_barrier() {
    let mut barrier = Barrier::new(2, true).unwrap();
    assert_eq!(wait(&mut barrier, A), Arrival::Blocked);
    assert_eq!(wait(&mut barrier, B), Arrival::Act);
    assert_eq!(barrier.forget(B), vec![A]);
    barrier.check();
    breaks(&mut barrier, A);
}

#[test]
fn a_timeout_that_comes_when_all_have_met_does_not_matter() {
    let mut barrier = barrier(2);
    assert_eq!(barrier.wait(A, SOON), Arrival::Blocked);
    let _ = passes(&mut barrier, B);
    assert!(matches!(
        barrier.expire(A),
        Arrival::Passed { index: 0, .. }
    ));
    barrier.check();
}
