//! The thread of one task.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Granularity;
use super::monitor::{Monitor, Shared};
use crate::sync::{Condvar, MutexGuard};
use crate::trace::TaskId;
use crate::world::Outcome;

/// Runs `me` until it ends or the run is stopped.
pub(super) fn run(shared: &Arc<Shared>, me: TaskId, wake: &Condvar) {
    let outcome = catch_unwind(AssertUnwindSafe(|| act(shared, me, wake)));
    if let Err(panic) = outcome {
        shared.broken(&mut shared.monitor.lock(), panic_sentence(panic.as_ref()));
    }
}

/// What a panic said.
pub(super) fn panic_sentence(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a thread failed without a word")
        .to_owned()
}

fn act(shared: &Arc<Shared>, me: TaskId, wake: &Condvar) {
    let mut monitor = shared.monitor.lock();
    loop {
        if monitor.stopping {
            return;
        }
        shared.tick(&mut monitor);
        if !monitor.world.alive(me) {
            shared.hold(&mut monitor, me, false);
            return;
        }
        if !monitor.admits(me) || !monitor.world.runnable(me) {
            wait(&mut monitor, me, wake);
            continue;
        }
        let outcome = monitor.world.step(me);
        shared.settle(&mut monitor);
        match outcome {
            Outcome::Ended => {
                shared.hold(&mut monitor, me, false);
                return;
            }
            Outcome::Blocked => {
                monitor.rests(me);
                shared.hold(&mut monitor, me, false);
            }
            Outcome::Line => stays(shared, &mut monitor, me, false),
            Outcome::Ran if monitor.granularity == Granularity::Operation => {
                stays(shared, &mut monitor, me, true);
            }
            Outcome::Ran => {}
        }
        if shared.gate.full() {
            MutexGuard::unlocked(&mut monitor, || shared.gate.pass());
        } else {
            // Whoever waits for the monitor (the conductor, as a rule) gets it now.
            MutexGuard::bump(&mut monitor);
        }
    }
}

fn stays(shared: &Arc<Shared>, monitor: &mut Monitor, me: TaskId, within: bool) {
    let holds = monitor.stays(me, within);
    shared.hold(monitor, me, holds);
}

/// Sleeps until woken, or until the moment at which the task should look again.
fn wait(monitor: &mut MutexGuard<'_, Monitor>, me: TaskId, wake: &Condvar) {
    match monitor.looks_again(me) {
        Some(instant) => {
            wake.wait_until(monitor, instant);
        }
        None => wake.wait(monitor),
    }
}
