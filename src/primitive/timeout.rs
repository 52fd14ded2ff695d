//! What the timeout arguments of each family of calls mean: how long to wait, or which exception.
//!
//! Seconds come as `f64` (an integer too large for it as infinity); `None` is Python's `None`. That an argument is no
//! number at all is the caller's `TypeError`.

use super::{Exception, Raised, Wait};
use crate::trace::Micros;

/// `threading.TIMEOUT_MAX` in seconds: the longest timeout there is.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

pub(super) const TOO_LARGE: Raised =
    Raised::new(Exception::OverflowError, "timeout value is too large");
const NOT_A_NUMBER: Raised = Raised::new(Exception::ValueError, "Invalid value NaN (not a number)");

/// `Lock.acquire(blocking, timeout)` and `RLock.acquire`; the default timeout is −1, which means none.
///
/// # Errors
/// `ValueError` for a timeout without blocking and for negative ones but −1, `OverflowError` above [`TIMEOUT_MAX`].
pub fn lock_wait(blocking: bool, timeout: f64) -> Result<Wait, Raised> {
    #[expect(clippy::float_cmp, reason = "exactly -1 is the sign for no timeout")]
    let none = timeout == -1.0;
    if timeout.is_nan() {
        Err(NOT_A_NUMBER)
    } else if timeout.abs() > TIMEOUT_MAX {
        Err(TOO_LARGE)
    } else if !blocking && !none {
        Err(Raised::new(
            Exception::ValueError,
            "can't specify a timeout for a non-blocking call",
        ))
    } else if !blocking {
        Ok(Wait::No)
    } else if none {
        Ok(Wait::Forever)
    } else if timeout < 0.0 {
        Err(Raised::new(
            Exception::ValueError,
            "timeout value must be a non-negative number",
        ))
    } else {
        Ok(limited(timeout))
    }
}

/// `Semaphore.acquire(blocking, timeout)`: zero and negative timeouts do not wait.
///
/// # Errors
/// `ValueError` for a timeout without blocking.
pub fn semaphore_wait(blocking: bool, timeout: Option<f64>) -> Result<Wait, Raised> {
    if blocking {
        plain_wait(timeout)
    } else if timeout.is_some() {
        Err(Raised::new(
            Exception::ValueError,
            "can't specify timeout for non-blocking acquire",
        ))
    } else {
        Ok(Wait::No)
    }
}

/// `Event.wait`, `Condition.wait`, `wait_for`, `Barrier.wait`, `Thread.join`: zero and negative timeouts do not wait.
///
/// # Errors
/// `ValueError` for a timeout that is not a number.
pub fn plain_wait(timeout: Option<f64>) -> Result<Wait, Raised> {
    match timeout {
        None => Ok(Wait::Forever),
        Some(seconds) if seconds.is_nan() => Err(NOT_A_NUMBER),
        Some(seconds) if seconds <= 0.0 => Ok(Wait::No),
        Some(seconds) if seconds > TIMEOUT_MAX => Ok(Wait::TooLong),
        Some(seconds) => Ok(limited(seconds)),
    }
}

/// `Queue.put` and `Queue.get(block, timeout)`: without blocking the timeout is ignored; a negative one is for the queue to judge
/// ([`Wait::Negative`]), because an unbounded `put` accepts it.
///
/// # Errors
/// `ValueError` for a timeout that is not a number.
pub fn queue_wait(block: bool, timeout: Option<f64>) -> Result<Wait, Raised> {
    match timeout {
        _ if !block => Ok(Wait::No),
        Some(seconds) if seconds < 0.0 => Ok(Wait::Negative),
        _ => plain_wait(timeout),
    }
}

/// `SimpleQueue.get(block, timeout)`: like [`queue_wait`], but a timeout that is too large is an error even if nothing has
/// to be waited for.
///
/// # Errors
/// `ValueError` for a timeout that is not a number, `OverflowError` above [`TIMEOUT_MAX`].
pub fn simple_queue_wait(block: bool, timeout: Option<f64>) -> Result<Wait, Raised> {
    match queue_wait(block, timeout)? {
        Wait::TooLong => Err(TOO_LARGE),
        wait => Ok(wait),
    }
}

/// `acquire(block, timeout)`, `put` and `get` of `multiprocessing`: without blocking the timeout is ignored, zero and negative ones do not wait.
///
/// # Errors
/// `ValueError` for a timeout that is not a number.
pub fn process_wait(block: bool, timeout: Option<f64>) -> Result<Wait, Raised> {
    if block {
        plain_wait(timeout)
    } else {
        Ok(Wait::No)
    }
}

/// `time.sleep(seconds)`.
///
/// # Errors
/// `ValueError` for a negative length, `OverflowError` above [`TIMEOUT_MAX`].
pub fn sleep_time(seconds: f64) -> Result<Micros, Raised> {
    if seconds.is_nan() {
        Err(NOT_A_NUMBER)
    } else if seconds < 0.0 {
        Err(Raised::new(
            Exception::ValueError,
            "sleep length must be non-negative",
        ))
    } else if seconds > TIMEOUT_MAX {
        Err(Raised::new(
            Exception::OverflowError,
            "sleep length is too large",
        ))
    } else {
        Ok(micros(seconds))
    }
}

fn limited(seconds: f64) -> Wait {
    match micros(seconds) {
        0 => Wait::No,
        micros => Wait::For(micros),
    }
}

/// Rounds up, as timeouts do: nothing ends before its time.
fn micros(seconds: f64) -> Micros {
    (seconds * 1e6).ceil() as Micros
}
