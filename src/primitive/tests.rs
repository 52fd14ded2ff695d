//! Conformance rows at the level of one primitive, named by row; random and exhaustive checks of the invariants.

mod barriers;
mod conditions;
mod events;
mod explore;
mod kernel;
mod locks;
mod pipes;
mod queues;
mod random;
mod rwlocks;
mod semaphores;
mod shutdowns;
mod timeouts;

use super::{Exception, Queue, Raised, Try, Wait};
use crate::trace::TaskId;

const A: TaskId = TaskId(0);
const B: TaskId = TaskId(1);
const C: TaskId = TaskId(2);
const D: TaskId = TaskId(3);
const E: TaskId = TaskId(4);

const SOON: Wait = Wait::For(500_000);

fn tasks(range: std::ops::Range<u32>) -> impl Iterator<Item = TaskId> + Clone {
    range.map(TaskId)
}

fn kind<T>(result: Result<T, Raised>) -> Option<Exception> {
    result.err().map(|raised| raised.kind)
}

/// A comparison of what compares by itself, in the shape that queues want it.
#[expect(clippy::unnecessary_wraps, reason = "the shape that queues ask for")]
fn natural<T: Ord>(a: &T, b: &T) -> Result<bool, std::convert::Infallible> {
    Ok(a < b)
}

/// Puts by somebody who need not wait.
fn put<T: Ord + Clone>(queue: &mut Queue<T>, item: T) -> Vec<TaskId> {
    match try_put(queue, TaskId(99), item, Wait::No) {
        Try::Done(woken) => woken,
        other => panic!("{other:?}"),
    }
}

/// Gets by somebody who need not wait.
fn get<T: Ord>(queue: &mut Queue<T>) -> T {
    match try_get(queue, TaskId(99), Wait::No) {
        Try::Done((item, _)) => item,
        other => panic!("{:?}", other.map(|_| ())),
    }
}

fn try_put<T: Ord>(queue: &mut Queue<T>, me: TaskId, item: T, wait: Wait) -> Try<Vec<TaskId>> {
    let Ok(outcome) = queue.put(me, item, wait, natural);
    queue.check();
    outcome.map(|put| put.woken)
}

fn try_get<T: Ord>(queue: &mut Queue<T>, me: TaskId, wait: Wait) -> Try<(T, Vec<TaskId>)> {
    let Ok(outcome) = queue.get(me, wait, natural);
    queue.check();
    outcome.map(|got| (got.item, got.woken))
}
