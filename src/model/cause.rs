//! Causes: who did what to which object, whom that woke, and what became of each of them.
//!
//! A wake hands nothing over: whoever is woken tries again, and may find that a newcomer was faster. A cause is over
//! (*settled*) once each of those it woke has tried.

use std::collections::VecDeque;

use crate::trace::{Micros, ObjectId, Op, TaskId, Text};

use super::{Log, Moment};

/// A task as it was when something happened to it: it may be forgotten before what it did is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The task.
    pub task: TaskId,
    /// Its name in the program.
    pub name: Text,
    /// Its letter or digit.
    pub glyph: char,
    /// The number of its colour, as in [`super::Task::colour`].
    pub colour: u16,
}

/// What made something happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// An operation of a task took effect.
    Operation(Op),
    /// A task ended, and others had waited for that.
    End,
    /// A task gave up, and that broke a barrier.
    Breaks,
    /// A task left, with an error, what others waited for it to leave.
    Leaves,
    /// A task gave up because its time was up, and that broke a barrier.
    BreaksLate,
    /// A task wrote what it had made of an old value, and wiped out what others had written since.
    Overwrites,
    /// Time passed: who waited with a timeout gave up.
    Time,
}

/// What became of a task that was woken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reaction {
    /// It is awake and has not tried again.
    Woken,
    /// It asks for the lock of the condition that it was woken from.
    Seeks(ObjectId),
    /// It has what it waited for: the lock, the permit, the item, the event, the end of another.
    Got(Option<Text>),
    /// It tried and waits again; who was faster, if that is known.
    Lost(Option<TaskId>),
    /// What it had written, this, was wiped out.
    Overwritten(Text),
    /// Its time was up.
    TimedOut,
    /// It failed, was interrupted or ended without what it waited for.
    GaveUp,
}

/// One of those to whom a cause happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Whom.
    pub actor: Actor,
    /// What it waited for.
    pub wanted: Option<Op>,
    /// What became of it.
    pub reaction: Reaction,
    /// Moment of that; of the wake, while there has been nothing else.
    pub moment: Moment,
    /// Program time of that.
    pub time: Micros,
    /// Line of the program where it was when that reached it: where it waited.
    pub line: Option<u32>,
}

impl Effect {
    /// Whether it has tried again since it was woken, or never will.
    pub fn is_settled(&self) -> bool {
        self.reaction != Reaction::Woken
    }

    /// Whether nothing more can become of it.
    pub fn is_final(&self) -> bool {
        !matches!(self.reaction, Reaction::Woken | Reaction::Seeks(_))
    }
}

/// Something that woke tasks, or that changed what they wait for.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// Counts up over the run, from 0.
    pub number: u64,
    /// What made it happen.
    pub trigger: Trigger,
    /// Who did it; none where time did.
    pub by: Option<Actor>,
    /// To which object; none for a task's end.
    pub object: Option<ObjectId>,
    /// How many a `notify(n)` or `release(n)` asked for.
    pub count: Option<i64>,
    /// What is left afterwards, as in [`crate::trace::Done::left`].
    pub left: Option<i64>,
    /// The item put or got; the value written.
    pub item: Option<Text>,
    /// The shared data that was written.
    pub name: Option<Text>,
    /// What had been read of it before.
    pub read: Option<Text>,
    /// Line of the program where it was done; none outside of the program's file.
    pub line: Option<u32>,
    /// Number of the log's entry that tells of it.
    pub entry: Option<u64>,
    /// Program time.
    pub time: Micros,
    /// When it was shown.
    pub moment: Moment,
    /// Those it woke, in order; empty where nobody waited.
    pub effects: Vec<Effect>,
}

impl Cause {
    /// A cause of which nothing more is known. It gets its number where it is kept.
    pub(super) fn new(trigger: Trigger, now: (Micros, Moment)) -> Self {
        let (time, moment) = now;
        Self {
            number: 0,
            trigger,
            by: None,
            object: None,
            count: None,
            left: None,
            item: None,
            name: None,
            read: None,
            line: None,
            entry: None,
            time,
            moment,
            effects: Vec::new(),
        }
    }

    /// Effects that are `alike` together, in the order in which they came about.
    pub fn grouped<'a>(
        effects: impl IntoIterator<Item = &'a Effect>,
        alike: impl Fn(&Effect, &Effect) -> bool,
    ) -> Vec<Vec<&'a Effect>> {
        let mut order: Vec<&Effect> = effects.into_iter().collect();
        order.sort_by_key(|effect| effect.time);
        let mut groups: Vec<Vec<&Effect>> = Vec::new();
        for effect in order {
            let with =
                |group: &&mut Vec<&Effect>| group.first().is_some_and(|first| alike(first, effect));
            match groups.iter_mut().find(with) {
                Some(group) => group.push(effect),
                None => groups.push(vec![effect]),
            }
        }
        groups
    }

    /// Whether it woke somebody.
    pub fn wakes(&self) -> bool {
        !self.effects.is_empty() && self.trigger != Trigger::Time
    }

    /// Whether all of those it woke have tried again.
    pub fn is_settled(&self) -> bool {
        self.effects.iter().all(Effect::is_settled)
    }

    /// The task that did it.
    pub fn doer(&self) -> Option<TaskId> {
        self.by.as_ref().map(|actor| actor.task)
    }
}

/// The last causes, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Causes {
    list: VecDeque<Cause>,
    made: u64,
    /// How many effects those in the list had when they came.
    effects: usize,
}

impl Causes {
    /// How many are kept: those that the log tells of.
    pub const MOST: usize = Log::MOST;
    /// Among how many of the newest a woken task looks for the one that woke it.
    const WATCHED: usize = 64;
    /// How many effects are kept, if there are more causes than those.
    const MOST_EFFECTS: usize = 20_000;

    /// The newest cause.
    pub fn last(&self) -> Option<&Cause> {
        self.list.back()
    }

    /// The causes, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Cause> {
        self.list.iter()
    }

    /// How many there ever were.
    pub fn count(&self) -> u64 {
        self.made
    }

    /// A cause by its number, if it is still kept.
    pub fn get(&self, number: u64) -> Option<&Cause> {
        let first = self.made - self.list.len() as u64;
        let index = number.checked_sub(first)?;
        self.list.get(usize::try_from(index).ok()?)
    }

    /// Adds one and gives it its number, which it tells.
    pub(super) fn push(&mut self, mut cause: Cause) -> u64 {
        let number = self.made;
        cause.number = number;
        self.made += 1;
        self.effects += cause.effects.len();
        let heavy = |causes: &Self| {
            causes.effects > Self::MOST_EFFECTS && causes.list.len() >= Self::WATCHED
        };
        while self.list.len() >= Self::MOST || heavy(self) {
            let Some(oldest) = self.list.pop_front() else {
                break;
            };
            self.effects = self.effects.saturating_sub(oldest.effects.len());
        }
        self.list.push_back(cause);
        number
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Cause> {
        self.list.back_mut()
    }

    /// The newest cause that has woken `task` and has not yet seen all of it; its effect on it.
    pub(super) fn open_effect(&mut self, task: TaskId) -> Option<(u64, &mut Effect)> {
        let open = |effect: &&mut Effect| effect.actor.task == task && !effect.is_final();
        let mut watched = self.list.iter_mut().rev().take(Self::WATCHED);
        watched.find_map(|cause| {
            let number = cause.number;
            let effect = cause.effects.iter_mut().find(open)?;
            Some((number, effect))
        })
    }
}
