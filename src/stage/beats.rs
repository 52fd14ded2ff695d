//! Beats: the run is held for a moment whenever an operation wakes somebody, so that who watches can follow it.
//!
//! A *beat* has two holds: one when the operation has taken effect, in which the giver is seen and whom it wakes, and
//! one when all of those it woke have tried, in which it is seen who has it now. Between the two the run goes on as the
//! scheduler will have it, and somebody may wake somebody else: the first hold alone is long enough to read. What wakes
//! nobody, and a wait whose time was up, has one hold; and none if it only repeats what has been seen since somebody was
//! last woken, or a program that asks again and again would never get on. A lost update has the first hold, too. In a hold nobody takes a step, and the clock
//! stands.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::sync::Instant;
use crate::trace::{
    Done, Event, FailReason, Micros, ObjectId, ObjectKind, Op, Record, TaskId, Updates,
};

/// How long the run is held once an operation has woken somebody: it takes 1.5 s to read of it, and a frame may come late.
pub(super) const GIVE: Duration = Duration::from_millis(1600);
/// How long it is held once all of those have tried.
pub(super) const TAKE: Duration = Duration::from_millis(400);
/// Waits for one object whose times are up this close together, in program time, are seen together.
const TOGETHER: Micros = 50_000;

/// The state of the beats.
#[derive(Debug, Default)]
pub(super) struct Beats {
    /// Whether there are any.
    pub(super) on: bool,
    /// Real time until which nobody takes a step; none while they may. While it is set, both clocks stand.
    pub(super) until: Option<Instant>,
    /// Waits whose time was up stand until this moment; the run is held for it from this program time on, unless nothing
    /// happens meanwhile.
    pub(super) stands: Option<(Micros, Instant)>,
    /// Those whom the last cause has woken and who have not tried since. They are alive, and can run.
    awaited: Vec<TaskId>,
    /// Waits with a timeout: until when.
    timed: Vec<(Wait, Micros)>,
    /// The last wait whose time was up: for what, and when that was.
    late: Option<(Option<ObjectId>, Micros)>,
    /// What woke nobody, since somebody was last woken.
    in_vain: Vec<Wait>,
    /// What settles wakes whoever waits for a result; alone it is nothing to look at.
    futures: BTreeSet<ObjectId>,
    /// Who has read what, and whether it is old: a lost update is to be seen, too.
    updates: Updates,
    /// What the run hurries on to.
    pub(super) sought: Option<Sought>,
}

/// An operation of a task on an object.
type Wait = (TaskId, Op, Option<ObjectId>);

/// A cause that the run hurries on to, to be paused once it has been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sought {
    /// Whose: who gives or is woken; none for the next one, whosesoever it is.
    pub(super) task: Option<TaskId>,
    /// The speed to go back to.
    pub(super) speed: f64,
    /// It has come; the run is paused when all have tried whom it woke.
    pub(super) found: bool,
}

/// What has come of the records of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing that holds the run.
    Nothing,
    /// An operation that woke somebody.
    Cause {
        /// It is the one that was sought.
        sought: bool,
    },
    /// An operation that woke nobody, and that is to be seen all the same.
    InVain,
    /// The time of a wait was up. Others for the same object may follow, until this program time.
    Late(Micros),
    /// All whom the last cause woke have tried.
    Settled,
}

impl Beats {
    pub(super) fn new(on: bool) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }

    /// Takes what a step came to. `woken` are those whom the world woke in it.
    pub(super) fn hear(&mut self, record: &Record, woken: &[TaskId]) -> Heard {
        match &record.event {
            Event::New(new) if new.kind == ObjectKind::Future => {
                self.futures.insert(new.object);
            }
            Event::Want(want) => {
                if let Some(length) = want.timeout.filter(|_| want.op != Op::Sleep) {
                    let what = (want.task, want.op, want.object);
                    self.timed.push((what, record.time.saturating_add(length)));
                }
                return self.tried(want.task);
            }
            Event::Done(done) => return self.done(done, record.time),
            Event::Fail(fail) => {
                let late = self.is_late((fail.task, fail.op, fail.object), record.time);
                if !fail.woken.is_empty() {
                    return self.wakes(fail.task, fail.woken.iter().copied());
                }
                return match self.tried(fail.task) {
                    Heard::Nothing if late && fail.why != FailReason::Abandoned => {
                        self.late((fail.task, fail.op, fail.object), record.time)
                    }
                    heard => heard,
                };
            }
            Event::End { task, .. } => {
                self.timed.retain(|((waits, ..), _)| waits != task);
                if woken.is_empty() {
                    return self.tried(*task);
                }
                return self.wakes(*task, woken.iter().copied());
            }
            _ => {}
        }
        Heard::Nothing
    }

    fn done(&mut self, done: &Done, time: Micros) -> Heard {
        if self.updates.hear(done) {
            // It goes on by itself: what there is to see is over when it does something else.
            return self.wakes(done.task, std::iter::once(done.task));
        }
        let what = (done.task, done.op, done.object);
        let late = self.is_late(what, time);
        let others = || {
            let woken = done.woken.iter().copied();
            woken.filter(|woken| *woken != done.task)
        };
        if others().next().is_some() {
            return self.wakes(done.task, others());
        }
        match self.tried(done.task) {
            Heard::Nothing if late && done.op == Op::Wait && done.flag == Some(false) => {
                self.late(what, time)
            }
            Heard::Nothing if self.tells(done) && self.is_new(what) => Heard::InVain,
            heard => heard,
        }
    }

    /// Whether an operation is to be seen even where nobody waits for it.
    fn tells(&self, done: &Done) -> bool {
        let told = matches!(
            done.op,
            Op::Set | Op::Clear | Op::Notify | Op::Abort | Op::Reset
        );
        told && !done
            .object
            .is_some_and(|object| self.futures.contains(&object))
    }

    /// Whether this was not seen since somebody was last woken.
    fn is_new(&mut self, what: Wait) -> bool {
        let new = !self.in_vain.contains(&what);
        if new {
            self.in_vain.push(what);
        }
        new
    }

    /// Whether a wait ends whose time is up; it is no longer known.
    fn is_late(&mut self, wait: Wait, time: Micros) -> bool {
        let Some(at) = self.timed.iter().rposition(|(timed, _)| *timed == wait) else {
            return false;
        };
        let (_, until) = self.timed.remove(at);
        until <= time
    }

    fn late(&mut self, wait: Wait, time: Micros) -> Heard {
        let follows = |(object, last): (Option<ObjectId>, Micros)| {
            object == wait.2 && time.saturating_sub(last) <= TOGETHER
        };
        if !self.is_new(wait) || self.late.is_some_and(follows) {
            return Heard::Nothing;
        }
        self.late = Some((wait.2, time));
        Heard::Late(time.saturating_add(TOGETHER))
    }

    fn wakes(&mut self, by: TaskId, woken: impl Iterator<Item = TaskId>) -> Heard {
        self.awaited.clear();
        self.awaited.extend(woken);
        self.in_vain.clear();
        self.cause(by)
    }

    fn cause(&self, by: TaskId) -> Heard {
        let concerns = |task: TaskId| task == by || self.awaited.contains(&task);
        let sought = self
            .sought
            .is_some_and(|sought| !sought.found && sought.task.is_none_or(concerns));
        Heard::Cause { sought }
    }

    /// A task has tried, if it was one of the awaited.
    fn tried(&mut self, task: TaskId) -> Heard {
        let before = self.awaited.len();
        self.awaited.retain(|awaited| *awaited != task);
        if before > 0 && self.awaited.is_empty() {
            Heard::Settled
        } else {
            Heard::Nothing
        }
    }

    /// Nobody is awaited any more.
    pub(super) fn forget(&mut self) {
        self.awaited.clear();
        self.stands = None;
    }

    /// Whether the run hurries: it is on its way to a cause that has not come yet.
    pub(super) fn hurries(&self) -> bool {
        self.sought.is_some_and(|sought| !sought.found)
    }
}
