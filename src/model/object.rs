//! Synchronisation objects: what they are, who has them, who waits.

use std::collections::VecDeque;

use crate::trace::{
    Micros, ObjectId, ObjectKind, Op, Policy, QueueOrder, Taken, TaskId, Text, Usage,
};

use super::{End, Moment};

/// A lock, semaphore, event, condition, queue, barrier, …
#[derive(Debug, Clone)]
pub struct Object {
    /// Its number.
    pub id: ObjectId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its class, if its kind and its order do not tell it.
    pub class: Option<Text>,
    /// Names that the program knows it by, oldest first.
    pub names: Vec<Text>,
    /// Moment when it was made.
    pub born: Moment,

    /// Permits at the beginning (semaphore).
    pub initial: i64,
    /// Permits left (semaphore).
    pub permits: i64,
    /// Most permits (bounded semaphore).
    pub bound: Option<i64>,
    /// Slots drawn: the most permits that ever were, at least `initial`. Those past `initial` are makeshift.
    pub slots: u32,
    /// Who holds permits (semaphore), the read lock (rwlock) or the lock, in the order in which they took them.
    pub holders: Vec<Holder>,
    /// The most who ever held it at once.
    pub most_holders: u32,
    /// Permits are signals from task to task (those who release are not those who acquired): nobody holds them for long.
    pub signals: bool,
    /// How permits were given back (semaphore).
    pub usage: Usage,

    /// Owner (lock, rlock, the writer of a rwlock).
    pub owner: Option<TaskId>,
    /// How many times the owner has it (rlock); 1 or 0 for a lock.
    pub count: i64,
    /// Conditions whose lock this is.
    pub conditions: Vec<ObjectId>,

    /// The lock of a condition.
    pub lock: Option<ObjectId>,
    /// An event's flag; whether a barrier is broken.
    pub flag: bool,

    /// Parties of a barrier.
    pub parties: i64,
    /// How many times a barrier let its parties go.
    pub generation: u64,
    /// The last times a barrier let its parties go, oldest first; at most [`Meeting::KEPT`].
    pub meetings: Vec<Meeting>,
    /// Requests with a ticket below this one belong to generations of a barrier that are over.
    pub opened: u64,

    /// Capacity of a queue; none if it has no bound.
    pub capacity: Option<i64>,
    /// The object that it is a part of.
    pub of: Option<ObjectId>,
    /// Who goes first at a rwlock.
    pub policy: Policy,
    /// The call that a future stands for, the function that a timer calls.
    pub call: Option<Text>,
    /// How many calls that look the same have been handed in to the same pool before.
    pub twin: u32,
    /// What has become of a barrier, a future or a timer: see [`Fate`].
    pub fate: Option<Fate>,

    /// In which order a queue gives.
    pub order: QueueOrder,
    /// Items as they lie in the queue: by arrival; a priority queue's in the order in which they will leave.
    pub items: VecDeque<Item>,
    /// How many items there are; more than `items` shows where there are too many to keep.
    pub depth: i64,
    /// Items that nobody has said `task_done` for.
    pub unfinished: i64,
    /// Who took items and has not said `task_done` for them, in the order in which they were taken.
    pub undone: Vec<Taken>,
    /// Who put the last item, and where.
    pub put: Option<Taken>,
    /// How many items ever came.
    pub arrived: u64,
    /// Items of a queue that have been put and are in the hands of its feeders.
    pub away: i64,

    /// Those who wait to take: acquire, wait, get. In order.
    pub line: Line,
    /// Those who wait to give: put. In order.
    pub givers: Line,
    /// Those who wait in `join` until all items are dealt with.
    pub joiners: Line,
    /// Those whom a wake has reached and who have not tried again, in order of waking.
    pub picked: Vec<Waiter>,

    /// The last operation that took effect.
    pub last: Option<Last>,
    /// Last distinct tasks that gave (released, set, put, notified), newest last: who might do it again.
    pub gave: Vec<TaskId>,
    /// Last distinct tasks that took from a queue or said `task_done`, newest last.
    pub took: Vec<TaskId>,
    /// How many operations took effect.
    pub operations: u64,
}

/// A barrier's parties have met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Moment when the last of them came.
    pub moment: Moment,
    /// Who, in the order in which they came.
    pub tasks: Vec<TaskId>,
}

impl Meeting {
    /// How many are kept: one may still be seen to go when the next is full.
    pub const KEPT: usize = 2;
}

/// What has become of a thing that can come to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// What happened to it.
    pub how: How,
    /// Who did it.
    pub task: TaskId,
    /// When.
    pub moment: Moment,
    /// Program time.
    pub time: Micros,
}

/// How a thing came to what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The call of a future has begun.
    Begun,
    /// The call of a future returned this; a timer has fired.
    Done(Text),
    /// The call of a future raised this; a barrier was broken by the failure of its action.
    Failed(Text),
    /// A future or a timer was cancelled.
    Cancelled,
    /// A barrier was broken by `abort`.
    Aborted,
    /// A barrier was broken by one who would not wait any longer.
    TimedOut,
}

/// Somebody in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiter {
    /// Who.
    pub task: TaskId,
    /// Which end it waits at.
    pub end: End,
    /// Number of its request in order of asking, over all objects; kept if it has to queue again.
    pub ticket: u64,
    /// How often somebody who asked later was served before it.
    pub overtaken: u32,
    /// Moment when it joined the line; for a picked one, when the wake reached it.
    pub moment: Moment,
    /// Its place in the line before it was picked.
    pub from: u32,
}

/// A line of waiters in order, where they stand, and how it last moved up.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// In order; the first is next.
    pub waiters: Vec<Waiter>,
    /// Who stands there, the first at the head: the waiters, and among them those whom a wake has reached, who keep their
    /// places until they go. Whoever waits here but has to do something else first stands where it does that.
    pub standing: Vec<Standing>,
    /// The last departures, oldest first: everybody who stood at or behind `index` moved up by one at `moment`.
    pub shifts: VecDeque<Shift>,
}

/// Somebody who stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub task: TaskId,
    /// Moment when it came.
    pub moment: Moment,
    /// Counts those who come while somebody is there, from 0: where all have seats, the one that it keeps.
    pub number: u32,
}

/// Somebody left a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// From which place, counting those who stood there.
    pub index: u32,
    /// When.
    pub moment: Moment,
}

/// Somebody who holds a permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub task: TaskId,
    /// Which permit, from 0: the lowest that was free. Slots from [`Object::initial`] on are makeshift.
    pub slot: u32,
    /// Moment when it took it.
    pub moment: Moment,
    /// Program time when it took it.
    pub time: Micros,
}

/// Something in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Steady number within the queue, counting arrivals from 0.
    pub id: u64,
    /// In Python's notation.
    pub text: Text,
    /// Who put it.
    pub by: TaskId,
    /// When it came.
    pub moment: Moment,
}

/// The last operation on an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// What.
    pub op: Op,
    /// Who.
    pub task: TaskId,
    /// When.
    pub moment: Moment,
    /// Program time.
    pub time: Micros,
    /// The item that was put or got.
    pub item: Option<Item>,
    /// Whether it took effect.
    pub ok: bool,
}

impl Line {
    /// How many departures are kept.
    pub const SHIFTS: usize = 16;

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiters.len()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiters.is_empty()
    }

    /// Who waits, in order.
    pub fn tasks(&self) -> impl DoubleEndedIterator<Item = TaskId> {
        self.waiters.iter().map(|waiter| waiter.task)
    }

    /// Place of a task in the line.
    pub fn index_of(&self, task: TaskId) -> Option<usize> {
        self.waiters.iter().position(|waiter| waiter.task == task)
    }

    /// Where a task stands in the line.
    pub fn place_of(&self, task: TaskId) -> Option<usize> {
        self.standing
            .iter()
            .position(|standing| standing.task == task)
    }

    /// Where the one that stands at `index` is drawn at `moment`, moving up takes `span` microseconds and `ease` shapes it
    /// (0..=1 to 0..=1): a place between the one it had and `index`.
    pub fn position(
        &self,
        index: usize,
        moment: Moment,
        span: Moment,
        ease: impl Fn(f32) -> f32,
    ) -> f32 {
        let joined = self.standing.get(index).map_or(0, |there| there.moment);
        let mut position = index as f32;
        let mut place = index as u32;
        for shift in self.shifts.iter().rev() {
            let gone = moment.saturating_sub(shift.moment);
            if gone >= span || shift.moment < joined {
                break;
            }
            if shift.index <= place {
                position += 1.0 - ease(gone as f32 / span as f32);
                place += 1;
            }
        }
        position
    }

    pub(super) fn remove(&mut self, task: TaskId) -> Option<(usize, Waiter)> {
        let index = self.index_of(task)?;
        Some((index, self.waiters.remove(index)))
    }

    /// Somebody comes and stands at the end.
    pub(super) fn come(&mut self, task: TaskId, moment: Moment) {
        if self.place_of(task).is_none() {
            let last = self.standing.last();
            let number = last.map_or(0, |last| last.number + 1);
            self.standing.push(Standing {
                task,
                moment,
                number,
            });
        }
    }

    /// The number that somebody who stands here has.
    pub fn number_of(&self, task: TaskId) -> Option<u32> {
        let there = self.standing.iter().find(|there| there.task == task);
        there.map(|there| there.number)
    }

    /// Somebody goes, and those behind move up; gives the place where it stood.
    pub(super) fn go(&mut self, task: TaskId, moment: Moment) -> Option<usize> {
        let index = self.place_of(task)?;
        self.standing.remove(index);
        if index < self.standing.len() {
            if self.shifts.len() == Self::SHIFTS {
                self.shifts.pop_front();
            }
            self.shifts.push_back(Shift {
                index: index as u32,
                moment,
            });
        }
        Some(index)
    }
}

impl Object {
    /// The line at one end.
    pub fn line_at(&self, end: End) -> &Line {
        match end {
            End::Take => &self.line,
            End::Give => &self.givers,
            End::Join => &self.joiners,
        }
    }

    pub(super) fn line_at_mut(&mut self, end: End) -> &mut Line {
        match end {
            End::Take => &mut self.line,
            End::Give => &mut self.givers,
            End::Join => &mut self.joiners,
        }
    }

    /// Somebody who waits here, picked or not.
    pub fn waiter(&self, task: TaskId) -> Option<&Waiter> {
        let lines = [&self.line, &self.givers, &self.joiners];
        let mut all = lines
            .into_iter()
            .flat_map(|line| &line.waiters)
            .chain(&self.picked);
        all.find(|waiter| waiter.task == task)
    }

    /// Those who are on their way out of a barrier: nobody new arrives before they have gone.
    pub fn draining(&self) -> impl Iterator<Item = &Waiter> {
        self.picked
            .iter()
            .filter(|waiter| waiter.ticket < self.opened)
    }

    /// How many of a barrier's parties have arrived.
    pub fn arrived_parties(&self) -> usize {
        if self.draining().next().is_some() {
            0
        } else {
            self.line.len().min(self.parties.max(0) as usize)
        }
    }

    /// How many wait here, picked or not.
    pub fn waiting(&self) -> usize {
        self.line.len() + self.givers.len() + self.joiners.len() + self.picked.len()
    }

    /// Its name in the program, the first one; the call that it stands for, or its kind, while it has none.
    pub fn label(&self) -> Text {
        match (self.names.first(), &self.call) {
            (Some(name), _) => name.clone(),
            (None, Some(call)) if self.twin == 0 => call.clone(),
            (None, Some(call)) => format!("{call}{}", self.twin_sign()).into(),
            (None, None) => self.kind_word().into(),
        }
    }

    /// What tells a call from those before it that look the same; empty for the first.
    pub fn twin_sign(&self) -> String {
        match self.twin {
            0 => String::new(),
            before => format!(" No.{}", before + 1),
        }
    }

    /// The class's name in Python.
    pub fn kind_word(&self) -> &str {
        if let Some(class) = &self.class {
            return class;
        }
        match self.kind {
            ObjectKind::Lock => "Lock",
            ObjectKind::RLock => "RLock",
            ObjectKind::Semaphore if self.bound.is_some() => "BoundedSemaphore",
            ObjectKind::Semaphore => "Semaphore",
            ObjectKind::Event => "Event",
            ObjectKind::Condition => "Condition",
            ObjectKind::Barrier => "Barrier",
            ObjectKind::Queue => match self.order {
                QueueOrder::Fifo => "Queue",
                QueueOrder::Lifo => "LifoQueue",
                QueueOrder::Priority => "PriorityQueue",
            },
            ObjectKind::RwLock => "RWLock",
            ObjectKind::Timer => "Timer",
            ObjectKind::Pool => "Pool",
            ObjectKind::Future => "Future",
            ObjectKind::Pipe => "Pipe",
            ObjectKind::Variable => "variable",
        }
    }

    /// How many places a semaphore has for those who hold a permit. A bounded one never has more than it began with: who is
    /// inside all the same, for another gave its permit back, has none.
    pub fn places(&self) -> u32 {
        let bound = self.bound.and_then(|bound| u32::try_from(bound).ok());
        self.slots.min(bound.unwrap_or(u32::MAX))
    }

    /// Who owns the one permit of a semaphore that is used as a lock: it began with one, and whoever gave it back had
    /// taken it.
    pub fn permit_owner(&self) -> Option<TaskId> {
        let is_lock = self.kind == ObjectKind::Semaphore
            && self.initial == 1
            && !self.signals
            && self.usage != Usage::Signal
            && self.permits <= 0;
        match &self.holders[..] {
            [holder] if is_lock => Some(holder.task),
            _ => None,
        }
    }

    /// Whether slot `slot` is one more than the semaphore began with.
    pub fn is_makeshift(&self, slot: u32) -> bool {
        i64::from(slot) >= self.initial
    }
}
