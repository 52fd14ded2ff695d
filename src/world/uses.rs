//! What has been done with an object, for the sentence about a run that is stuck: who gave, who took, and what was taken
//! and not given back. It changes nothing of what happens.

use super::run::Machine;
use super::things::{Thing, What};
use crate::trace::{ObjectId, ObjectKind, SiteId, Stand, Taken, TaskId, Usage};

/// How many tasks are remembered that gave, or took; of a pool, all of its workers.
const MOST_TASKS: usize = 8;
/// How many of a pool's workers are remembered.
const MOST_WORKERS: usize = 64;
/// How many items without a `task_done` are remembered.
const MOST_ITEMS: usize = 64;

/// The traces of an object's use.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses {
    /// Permits at the beginning (semaphore).
    initial: i64,
    /// Items that ever came.
    arrived: u64,
    gave: Vec<TaskId>,
    took: Vec<TaskId>,
    /// In the order in which it was taken.
    open: Vec<Taken>,
    /// Who put the last item.
    put: Option<Taken>,
    signals: bool,
    usage: Usage,
}

impl Thing {
    /// Somebody has taken it, a permit or an item of it.
    pub(super) fn was_taken(&mut self, me: TaskId, site: Option<SiteId>) {
        let taken = Taken { task: me, site };
        let uses = &mut self.uses;
        match &self.what {
            What::RLock(lock) if lock.count() > 1 => {}
            What::Lock(_) | What::RLock(_) => {
                uses.open.clear();
                uses.open.push(taken);
            }
            What::Semaphore(semaphore) if uses.initial > 0 => {
                // One who takes another while more are about than there were has passed the first one on.
                let all = semaphore.permits() as i64 + uses.open.len() as i64 + 1;
                if all > uses.initial
                    && let Some(index) = uses.open.iter().position(|other| other.task == me)
                {
                    uses.signals = true;
                    uses.open.remove(index);
                }
                uses.open.push(taken);
            }
            What::Queue(queue) => {
                if queue.unfinished().is_some() && uses.open.len() < MOST_ITEMS {
                    uses.open.push(taken);
                }
                uses.took_from(me, self.part.as_ref().map(|part| part.kind));
            }
            What::Pipe(_) => remember(&mut uses.took, me, MOST_TASKS),
            _ => {}
        }
    }

    /// Somebody has given it back, given `n` permits or put an item; `over` says who has ended.
    pub(super) fn was_given(
        &mut self,
        me: TaskId,
        n: i64,
        site: Option<SiteId>,
        over: impl Fn(TaskId) -> bool,
    ) {
        let uses = &mut self.uses;
        remember(&mut uses.gave, me, MOST_TASKS);
        match &self.what {
            What::Semaphore(_) => {
                for _ in 0..n.max(0).min(1 + uses.open.len() as i64) {
                    uses.give_up(me, &over);
                }
            }
            What::Queue(_) | What::Pipe(_) => {
                uses.arrived += 1;
                uses.put = Some(Taken { task: me, site });
            }
            _ => {}
        }
    }

    /// Somebody has handed an item to the queue's feeder.
    fn was_handed(&mut self, me: TaskId, site: Option<SiteId>) {
        remember(&mut self.uses.gave, me, MOST_TASKS);
        self.uses.put = Some(Taken { task: me, site });
    }

    /// The feeder has put what it was handed into the queue.
    pub(super) fn was_fed(&mut self, feeder: TaskId) {
        remember(&mut self.uses.gave, feeder, MOST_TASKS);
        self.uses.arrived += 1;
    }

    /// Whether a permit that this task gives back is one that it took.
    pub(super) fn gives_own(&self, me: TaskId) -> bool {
        !matches!(self.what, What::Semaphore(_))
            || self.uses.open.iter().any(|taken| taken.task == me)
    }

    /// Somebody has said that an item is dealt with.
    pub(super) fn was_dealt_with(&mut self, me: TaskId) {
        let open = &mut self.uses.open;
        let own = open.iter().position(|taken| taken.task == me);
        if let Some(index) = own.or((!open.is_empty()).then_some(0)) {
            open.remove(index);
        }
        self.uses.took_from(me, None);
    }

    /// A bounded semaphore took nothing back from one who holds a permit: another gave it before.
    pub(super) fn was_refused(&mut self, me: TaskId) {
        let open = &mut self.uses.open;
        if let Some(index) = open.iter().position(|taken| taken.task == me) {
            open.remove(index);
        }
    }

    /// What its use has left.
    pub(super) fn stand(&self, object: ObjectId) -> Stand {
        let uses = &self.uses;
        let (left, unfinished) = match &self.what {
            What::Semaphore(semaphore) => (semaphore.permits() as i64, 0),
            What::Queue(queue) => {
                let unfinished = queue.unfinished().unwrap_or(0);
                (queue.len() as i64, unfinished as i64)
            }
            _ => (0, 0),
        };
        let holder = match &self.what {
            What::Lock(lock) => lock.holder(),
            What::RLock(lock) => lock.owner(),
            _ => None,
        };
        let is_lock = matches!(self.what, What::Lock(_) | What::RLock(_));
        let open = uses.open.iter().copied();
        Stand {
            object,
            left,
            unfinished,
            arrived: uses.arrived,
            gave: uses.gave.clone(),
            took: uses.took.clone(),
            open: open
                .filter(|taken| !is_lock || holder == Some(taken.task))
                .collect(),
            put: uses.put,
            signals: uses.signals,
            usage: uses.usage,
        }
    }
}

impl Uses {
    /// Of a thing that is new.
    pub(super) fn of(what: &What) -> Self {
        let initial = match what {
            What::Semaphore(semaphore) => semaphore.permits() as i64,
            _ => 0,
        };
        Self {
            initial,
            ..Self::default()
        }
    }

    /// Permits that a semaphore began with.
    pub(super) fn initial(&self) -> i64 {
        self.initial
    }

    fn took_from(&mut self, me: TaskId, kind: Option<ObjectKind>) {
        let most = if kind == Some(ObjectKind::Pool) {
            MOST_WORKERS
        } else {
            MOST_TASKS
        };
        remember(&mut self.took, me, most);
    }

    /// A permit comes back: the giver's own, that of one who has ended, the oldest if permits are signals, or a new one.
    fn give_up(&mut self, me: TaskId, over: impl Fn(TaskId) -> bool) {
        let own = self.open.iter().position(|taken| taken.task == me);
        self.usage = match own {
            None => Usage::Signal,
            Some(_) if self.usage == Usage::Fresh => Usage::Lock,
            Some(_) => self.usage,
        };
        let left = || self.open.iter().position(|taken| over(taken.task));
        let first = || (self.signals && !self.open.is_empty()).then_some(0);
        if let Some(index) = own.or_else(left).or_else(first) {
            self.open.remove(index);
        }
    }
}

/// Puts a task at the end of a list of distinct ones, of which the oldest goes if there are too many.
fn remember(tasks: &mut Vec<TaskId>, task: TaskId, most: usize) {
    if tasks.last() == Some(&task) {
        return;
    }
    tasks.retain(|other| *other != task);
    if tasks.len() >= most {
        tasks.remove(0);
    }
    tasks.push(task);
}

impl Machine<'_> {
    /// The task has taken an object, after it was announced that it wants to or at once.
    pub(super) fn note_taken(&mut self, object: ObjectId, announced: bool) {
        let (me, site) = self.doer(announced);
        self.world.thing(object).was_taken(me, site);
    }

    /// The task has handed an item to a queue's feeder.
    pub(super) fn note_handed(&mut self, object: ObjectId, announced: bool) {
        let (me, site) = self.doer(announced);
        self.world.thing(object).was_handed(me, site);
    }

    /// The task has given: see [`Thing::was_given`].
    pub(super) fn note_given(&mut self, object: ObjectId, n: i64, announced: bool) {
        let (me, site) = self.doer(announced);
        let alive = std::mem::take(&mut self.world.alive);
        let over = |task| !alive.contains(&task);
        self.world.thing(object).was_given(me, n, site, over);
        self.world.alive = alive;
    }

    fn doer(&self, announced: bool) -> (TaskId, Option<SiteId>) {
        let site = self.task.site_in_program();
        (self.task.id, site.filter(|_| announced))
    }
}
