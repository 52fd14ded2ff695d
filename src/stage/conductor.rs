//! The thread that carries out the interface's requests, so that the interface never takes the monitor.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::monitor::{Monitor, Shared};
use super::{Message, Request, actor};
use crate::sync::Receiver;
use crate::trace::TaskId;

/// Makes the run, starts the program's threads, serves requests until their sender is gone, then sees every thread off.
///
/// A failure to make the run is a panic of this thread: the channel of messages closes, and the reader sees it.
pub(super) fn run(make: impl FnOnce() -> Shared, requests: &Receiver<Request>) {
    let shared = &Arc::new(make());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        {
            let mut monitor = shared.monitor.lock();
            let clock = monitor.clock;
            shared.tell(&monitor, Message::Clock(clock));
            shared.settle(&mut monitor);
        }
        for request in requests {
            serve(shared, request);
        }
    }));
    if let Err(panic) = outcome {
        shared.broken(
            &mut shared.monitor.lock(),
            actor::panic_sentence(panic.as_ref()),
        );
    }
    shared.stop();
    for thread in shared.take_threads() {
        // A panic of a task's thread was told as `Broken`.
        let _ = thread.join();
    }
}

fn serve(shared: &Arc<Shared>, request: Request) {
    let mut monitor = shared.monitor.lock();
    let monitor = &mut *monitor;
    if monitor.stopping {
        return;
    }
    shared.tick(monitor);
    match request {
        Request::Pause => {
            monitor.paused = true;
            monitor.clock.stop();
            monitor.beat.stop();
            clock_changed(shared, monitor);
        }
        Request::Resume => {
            monitor.paused = false;
            monitor.forget_grants();
            monitor.clock.start();
            monitor.beat.start();
            clock_changed(shared, monitor);
        }
        Request::Speed(speed) => {
            monitor.clock.set_speed(speed);
            monitor.beat.set_speed(speed);
            clock_changed(shared, monitor);
        }
        Request::Granularity(granularity) => monitor.granularity = granularity,
        Request::Step(task) => step(shared, monitor, task),
        Request::Say(statement) => {
            if let Err(problem) = monitor.world.say(&statement) {
                let first = problem.column.saturating_sub(1) as usize;
                let end = problem.end_column.saturating_sub(1) as usize;
                let at = (problem.line == 1).then_some((first, end.max(first + 1)));
                let sentence = match problem.instead {
                    Some(instead) => format!("{}; {instead}", problem.message),
                    None => problem.message,
                };
                shared.tell(monitor, Message::Refused { sentence, at });
            }
            shared.settle(monitor);
        }
        Request::Abandon => {
            monitor.world.abandon();
            shared.settle(monitor);
        }
        Request::Answer(answer) => {
            monitor.world.answer(answer);
            shared.settle(monitor);
        }
    }
}

/// A task that sleeps or waits with a timeout moves the clock to its deadline; earlier ones fire first.
fn step(shared: &Arc<Shared>, monitor: &mut Monitor, task: TaskId) {
    if !monitor.paused || !monitor.world.alive(task) {
        return;
    }
    if !monitor.world.runnable(task)
        && let Some(deadline) = monitor.world.deadline(task)
    {
        monitor.clock.set(deadline);
        clock_changed(shared, monitor);
        shared.tick(monitor);
    }
    if monitor.world.runnable(task) {
        monitor.grant(task);
    }
}

/// Everybody looks at the clock again.
fn clock_changed(shared: &Arc<Shared>, monitor: &Monitor) {
    monitor.wake_all();
    shared.tell(monitor, Message::Clock(monitor.clock));
}
