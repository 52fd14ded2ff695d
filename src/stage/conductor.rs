//! The thread that carries out the interface's requests, so that the interface never takes the monitor.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::beats::Sought;
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
    if matches!(
        request,
        Request::Say(_) | Request::Abandon | Request::Interrupt | Request::Answer(_)
    ) {
        // The lecturer does not wait for what is shown.
        shared.end_hold(monitor);
    }
    match request {
        Request::Pause => {
            monitor.end_search();
            shared.pause(monitor);
        }
        Request::Resume => {
            monitor.paused = false;
            monitor.forget_grants();
            monitor.beats.forget();
            monitor.clock.start();
            monitor.line_clock.start();
            clock_changed(shared, monitor);
        }
        Request::Beats(on) => {
            monitor.beats.on = on;
            if !on {
                shared.end_hold(monitor);
            }
        }
        Request::EndBeat => shared.end_hold(monitor),
        Request::NextCause(task) => seek(shared, monitor, task),
        Request::Speed(speed) => {
            monitor.end_search();
            monitor.clock.set_speed(speed);
            monitor.line_clock.set_speed(speed);
            clock_changed(shared, monitor);
        }
        Request::Granularity(granularity) => monitor.granularity = granularity,
        Request::Copy => {
            let copy = Box::new(monitor.world.clone());
            shared.tell(monitor, Message::Copy(copy));
        }
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
        Request::Interrupt => {
            monitor.world.interrupt();
            shared.settle(monitor);
        }
        Request::Answer(answer) => {
            monitor.world.answer(answer);
            shared.settle(monitor);
        }
    }
}

/// Hurries on to the next cause: lines take no time, and the clock runs as fast as can be.
fn seek(shared: &Arc<Shared>, monitor: &mut Monitor, task: Option<TaskId>) {
    const HURRY: f64 = 1000.0;
    monitor.end_search();
    shared.end_hold(monitor);
    monitor.beats.forget();
    monitor.beats.sought = Some(Sought {
        task,
        speed: monitor.clock.speed(),
        found: false,
    });
    monitor.paused = false;
    monitor.forget_grants();
    for clock in [&mut monitor.clock, &mut monitor.line_clock] {
        clock.set_speed(HURRY);
        clock.start();
    }
    clock_changed(shared, monitor);
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
