use super::super::{
    Exception, TIMEOUT_MAX, Wait, lock_wait, plain_wait, process_wait, queue_wait, semaphore_wait,
    simple_queue_wait, sleep_time,
};
use super::kind;

#[test]
fn lck_11_non_blocking_together_with_a_timeout_is_an_error() {
    for timeout in [1.0, 0.0, -2.0] {
        assert_eq!(kind(lock_wait(false, timeout)), Some(Exception::ValueError));
    }
}

#[test]
fn lck_12_24_negative_timeouts_but_minus_one_are_errors() {
    for timeout in [-100.0, -0.5, -1.5, -1e-12] {
        assert_eq!(kind(lock_wait(true, timeout)), Some(Exception::ValueError));
    }
}

#[test]
fn lck_13_14_the_longest_timeout_is_accepted_and_longer_ones_overflow() {
    assert_eq!(
        lock_wait(true, TIMEOUT_MAX),
        Ok(Wait::For(9_223_372_036_000_000))
    );
    for timeout in [TIMEOUT_MAX + 1.0, 1e100, f64::INFINITY, -1e100] {
        for blocking in [true, false] {
            let refused = lock_wait(blocking, timeout);
            assert_eq!(kind(refused), Some(Exception::OverflowError));
        }
    }
}

#[test]
fn lck_15_22_23_minus_one_is_for_ever_and_zero_does_not_wait() {
    assert_eq!(lock_wait(true, -1.0), Ok(Wait::Forever));
    assert_eq!(lock_wait(false, -1.0), Ok(Wait::No));
    assert_eq!(lock_wait(true, 0.0), Ok(Wait::No));
    assert_eq!(lock_wait(true, 5.0), Ok(Wait::For(5_000_000)));
}

#[test]
fn sem_08_14_16_semaphores_refuse_a_timeout_without_blocking_and_processes_ignore_it() {
    assert_eq!(
        kind(semaphore_wait(false, Some(1.0))),
        Some(Exception::ValueError)
    );
    assert_eq!(semaphore_wait(false, None), Ok(Wait::No));
    assert_eq!(semaphore_wait(true, None), Ok(Wait::Forever));
    assert_eq!(semaphore_wait(true, Some(0.0)), Ok(Wait::No));
    assert_eq!(semaphore_wait(true, Some(-1.0)), Ok(Wait::No));
    assert_eq!(process_wait(false, Some(5.0)), Ok(Wait::No));
    assert_eq!(process_wait(true, Some(-5.0)), Ok(Wait::No));
    assert_eq!(process_wait(true, None), Ok(Wait::Forever));
}

#[test]
fn evt_10_cnd_16_negative_timeouts_of_waits_do_not_wait() {
    for timeout in [0.0, -1.0, -1e30, f64::NEG_INFINITY] {
        assert_eq!(plain_wait(Some(timeout)), Ok(Wait::No));
    }
    assert_eq!(plain_wait(None), Ok(Wait::Forever));
    assert_eq!(plain_wait(Some(1e100)), Ok(Wait::TooLong));
}

#[test]
fn que_12_15_22_queues_leave_negative_timeouts_to_the_queue_and_ignore_any_without_blocking() {
    assert_eq!(queue_wait(true, Some(-1.0)), Ok(Wait::Negative));
    assert_eq!(queue_wait(true, Some(0.0)), Ok(Wait::No));
    assert_eq!(queue_wait(true, Some(0.25)), Ok(Wait::For(250_000)));
    assert_eq!(queue_wait(false, Some(-1.0)), Ok(Wait::No));
    assert_eq!(queue_wait(false, Some(f64::NAN)), Ok(Wait::No));
}

#[test]
fn timeouts_round_up_and_what_is_no_number_is_an_error() {
    assert_eq!(plain_wait(Some(1e-9)), Ok(Wait::For(1)));
    assert_eq!(lock_wait(true, 0.000_000_1), Ok(Wait::For(1)));
    assert_eq!(
        kind(plain_wait(Some(f64::NAN))),
        Some(Exception::ValueError)
    );
    assert_eq!(kind(lock_wait(true, f64::NAN)), Some(Exception::ValueError));
    assert_eq!(kind(sleep_time(f64::NAN)), Some(Exception::ValueError));
}

#[test]
fn sleeping_backwards_is_an_error() {
    assert_eq!(kind(sleep_time(-1.0)), Some(Exception::ValueError));
    assert_eq!(kind(sleep_time(1e100)), Some(Exception::OverflowError));
    assert_eq!(sleep_time(0.0), Ok(0));
    assert_eq!(sleep_time(1.5), Ok(1_500_000));
}

#[test]
fn smq_02_a_simple_queue_refuses_what_is_too_large_at_once() {
    let too_large = simple_queue_wait(true, Some(1e100));
    assert_eq!(kind(too_large), Some(Exception::OverflowError));
    assert_eq!(simple_queue_wait(false, Some(1e100)), Ok(Wait::No));
    assert_eq!(simple_queue_wait(true, Some(-1.0)), Ok(Wait::Negative));
}
