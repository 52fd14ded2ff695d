//! A world in miniature: tasks with programs of operations over one of each primitive, driven as the module tells.

use std::collections::HashSet;
use std::hash::Hash;

use super::super::{
    Arrival, Barrier, Condition, Event, Lock, Order, Policy, Queue, RLock, RwLock, Saved,
    Semaphore, Side, Try, Wait, Woken,
};
use super::natural;
use crate::trace::TaskId;

/// One of each.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Room {
    pub(super) lock: Lock,
    pub(super) rlock: RLock,
    pub(super) semaphore: Semaphore,
    pub(super) event: Event,
    /// Over `rlock`.
    pub(super) condition: Condition,
    pub(super) queue: Queue<u32>,
    pub(super) barrier: Barrier,
    pub(super) rwlock: RwLock,
}

impl Room {
    pub(super) fn new(permits: i64, maxsize: i64, parties: i64, policy: Policy) -> Self {
        Self {
            lock: Lock::new(),
            rlock: RLock::new(),
            semaphore: Semaphore::new(permits).unwrap(),
            event: Event::new(),
            condition: Condition::new(),
            queue: Queue::new(Order::Fifo, maxsize),
            barrier: Barrier::new(parties, true).unwrap(),
            rwlock: RwLock::new(policy),
        }
    }

    pub(super) fn check(&self) {
        self.lock.check();
        self.rlock.check();
        self.semaphore.check();
        self.event.check();
        self.condition.check();
        self.queue.check();
        self.barrier.check();
        self.rwlock.check();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Op {
    Acquire,
    Release,
    Enter,
    Leave,
    Take,
    Give(i64),
    Await,
    Set,
    Clear,
    /// `Condition.wait`, with the condition's lock held by then.
    CondWait,
    Notify(i64),
    Put(u32),
    Get,
    TaskDone,
    Join,
    Shutdown(bool),
    /// `Barrier.wait`, whose action succeeds or not.
    Meet(bool),
    Reset,
    Abort,
    Read,
    EndRead,
    Write,
    EndWrite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Phase {
    /// At the start of the operation, or to try it again.
    Begin,
    /// Asleep at the condition.
    AtCondition(Saved),
    /// On its way back to the condition's lock; whether a notify picked it.
    Back(Saved, bool),
    /// Runs the barrier's action.
    Acting,
}

/// How an operation of a task's program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Ended {
    Yes,
    No,
    Item(u32),
    Error,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Task {
    program: Vec<(Op, bool)>,
    at: usize,
    phase: Phase,
    pub(super) asleep: bool,
    /// Whether a timeout runs.
    timed: bool,
    /// Whether its deadline has passed while it was woken.
    late: bool,
    pub(super) ended: Vec<Ended>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Kernel {
    pub(super) room: Room,
    pub(super) tasks: Vec<Task>,
}

impl Kernel {
    /// Each task runs its operations; `true` beside one gives it a timeout.
    pub(super) fn new(room: Room, programs: &[&[(Op, bool)]]) -> Self {
        let tasks = programs
            .iter()
            .map(|program| Task {
                program: program.to_vec(),
                at: 0,
                phase: Phase::Begin,
                asleep: false,
                timed: false,
                late: false,
                ended: Vec::new(),
            })
            .collect();
        Self { room, tasks }
    }

    /// Gives a task one more operation to do.
    pub(super) fn append(&mut self, task: TaskId, op: Op, timed: bool) {
        self.tasks[task.index()].program.push((op, timed));
    }

    pub(super) fn can_run(&self, task: TaskId) -> bool {
        let task = &self.tasks[task.index()];
        !task.asleep && task.at < task.program.len()
    }

    pub(super) fn can_expire(&self, task: TaskId) -> bool {
        let task = &self.tasks[task.index()];
        task.asleep && task.timed
    }

    /// The deadline of a woken task passes before it runs.
    pub(super) fn make_late(&mut self, task: TaskId) {
        let task = &mut self.tasks[task.index()];
        task.late |= !task.asleep && task.timed;
    }

    fn wake(&mut self, woken: Woken) {
        for task in woken {
            let task = &mut self.tasks[task.index()];
            assert!(task.asleep, "woken, and does not sleep");
            task.asleep = false;
        }
        self.room.check();
    }

    fn end(&mut self, me: TaskId, how: Ended, woken: Woken) {
        let task = &mut self.tasks[me.index()];
        task.ended.push(how);
        task.at += 1;
        task.phase = Phase::Begin;
        task.asleep = false;
        task.timed = false;
        task.late = false;
        self.wake(woken);
    }

    fn sleep(&mut self, me: TaskId, timed: bool) {
        let task = &mut self.tasks[me.index()];
        task.asleep = true;
        task.timed = timed;
        self.room.check();
    }

    fn settle(&mut self, me: TaskId, outcome: Try<(Ended, Woken)>, timed: bool) {
        match outcome {
            Try::Done((how, woken)) => self.end(me, how, woken),
            Try::Blocked => self.sleep(me, timed),
            Try::Busy => self.end(me, Ended::No, Woken::new()),
            Try::Raised(_) => self.end(me, Ended::Error, Woken::new()),
        }
    }

    /// A step of a task that can run.
    pub(super) fn step(&mut self, me: TaskId) {
        let task = &self.tasks[me.index()];
        let (op, timed) = task.program[task.at];
        let wait = match (timed, task.late) {
            (true, true) => Wait::No,
            (true, false) => Wait::For(1000),
            (false, _) => Wait::Forever,
        };
        match task.phase {
            Phase::Begin => self.begin(me, op, wait, timed),
            Phase::AtCondition(saved) => {
                assert!(
                    self.room.condition.finish(me),
                    "woken at the condition, and not picked"
                );
                self.come_back(me, saved, true);
            }
            Phase::Back(saved, picked) => self.come_back(me, saved, picked),
            Phase::Acting => {
                let ok = matches!(op, Op::Meet(true));
                if ok {
                    let (_, woken) = self.room.barrier.act_done(me);
                    self.end(me, Ended::Yes, woken);
                } else {
                    let woken = self.room.barrier.act_failed(me);
                    self.end(me, Ended::Error, woken);
                }
            }
        }
    }

    fn begin(&mut self, me: TaskId, op: Op, wait: Wait, timed: bool) {
        fn done<T>(outcome: Try<T>) -> Try<(Ended, Woken)> {
            outcome.map(|_| (Ended::Yes, Woken::new()))
        }
        fn gave<E>(outcome: Result<Woken, E>) -> Try<(Ended, Woken)> {
            Try::Done(outcome.map_or((Ended::Error, Woken::new()), |woken| (Ended::Yes, woken)))
        }
        let room = &mut self.room;
        let outcome = match op {
            Op::Acquire => done(room.lock.acquire(me, wait)),
            Op::Release => gave(room.lock.release()),
            Op::Enter => done(room.rlock.acquire(me, wait)),
            Op::Leave => gave(room.rlock.release(me).map(|(_, woken)| woken)),
            Op::Take => done(room.semaphore.acquire(me, wait)),
            Op::Give(n) => gave(room.semaphore.release(n)),
            Op::Await => done(room.event.wait(me, wait)),
            Op::Set => Try::Done((Ended::Yes, room.event.set())),
            Op::Clear => {
                room.event.clear();
                Try::Done((Ended::Yes, Woken::new()))
            }
            Op::CondWait => {
                if room
                    .condition
                    .wait(me, room.rlock.is_owned(me), wait)
                    .is_err()
                {
                    Try::Done((Ended::Error, Woken::new()))
                } else {
                    let (saved, woken) = room.rlock.release_save(me).unwrap();
                    self.tasks[me.index()].phase = Phase::AtCondition(saved);
                    self.sleep(me, timed);
                    return self.wake(woken);
                }
            }
            Op::Notify(n) => gave(
                room.condition
                    .notify(n, room.rlock.is_owned(me))
                    .map(|notified| notified.woken),
            ),
            Op::Put(item) => {
                let Ok(outcome) = room.queue.put(me, item, wait, natural);
                outcome.map(|put| (Ended::Yes, put.woken))
            }
            Op::Get => {
                let Ok(outcome) = room.queue.get(me, wait, natural);
                outcome.map(|got| (Ended::Item(got.item), got.woken))
            }
            Op::TaskDone => gave(room.queue.task_done()),
            Op::Join => done(room.queue.join(me)),
            Op::Shutdown(immediate) => Try::Done((Ended::Yes, room.queue.shutdown(immediate))),
            Op::Meet(_) => match room.barrier.wait(me, wait) {
                Arrival::Passed { woken, .. } => Try::Done((Ended::Yes, woken)),
                Arrival::Act => {
                    self.tasks[me.index()].phase = Phase::Acting;
                    return;
                }
                Arrival::Blocked => Try::Blocked,
                Arrival::Outside => return self.sleep(me, false),
                Arrival::Raised { woken, .. } => Try::Done((Ended::Error, woken)),
            },
            Op::Reset => room.barrier.reset(me).map(|woken| (Ended::Yes, woken)),
            Op::Abort => room.barrier.abort(me).map(|woken| (Ended::Yes, woken)),
            Op::Read => done(room.rwlock.acquire(me, Side::Read, wait)),
            Op::EndRead => gave(room.rwlock.release(me, Side::Read)),
            Op::Write => done(room.rwlock.acquire(me, Side::Write, wait)),
            Op::EndWrite => gave(room.rwlock.release(me, Side::Write)),
        };
        let timed = timed && op != Op::Join;
        self.settle(me, outcome, timed);
    }

    fn come_back(&mut self, me: TaskId, saved: Saved, picked: bool) {
        if self.room.rlock.acquire_restore(me, saved) == Try::Done(()) {
            if !picked {
                assert!(!self.room.condition.finish(me), "its time was up");
            }
            self.end(
                me,
                if picked { Ended::Yes } else { Ended::No },
                Woken::new(),
            );
        } else {
            self.tasks[me.index()].phase = Phase::Back(saved, picked);
            self.sleep(me, false);
        }
    }

    /// The timeout of a sleeping task is up.
    pub(super) fn expire(&mut self, me: TaskId) {
        let task = &mut self.tasks[me.index()];
        task.timed = false;
        let (op, _) = task.program[task.at];
        if let Phase::AtCondition(saved) = task.phase {
            assert!(
                self.room.condition.line().is_waiting(me),
                "it was picked and its time ran out"
            );
            self.room.condition.expire(me);
            task.asleep = false;
            task.phase = Phase::Back(saved, false);
        } else if let Op::Meet(_) = op {
            if let Arrival::Raised { woken, .. } = self.room.barrier.expire(me) {
                self.end(me, Ended::Error, woken);
            }
        } else {
            let woken = self.forget(me, op);
            self.end(me, Ended::No, woken);
        }
        self.room.check();
    }

    /// A task gives its operation up, asleep or woken.
    pub(super) fn kill(&mut self, me: TaskId) {
        let task = &self.tasks[me.index()];
        if task.at == task.program.len() {
            return;
        }
        let (op, _) = task.program[task.at];
        let woken = match task.phase {
            Phase::AtCondition(_) => self.room.condition.forget(me),
            Phase::Back(..) => {
                self.room.condition.forget(me);
                self.room.rlock.forget(me)
            }
            Phase::Begin | Phase::Acting => self.forget(me, op),
        };
        self.end(me, Ended::Error, woken);
    }

    fn forget(&mut self, me: TaskId, op: Op) -> Woken {
        let room = &mut self.room;
        match op {
            Op::Acquire => room.lock.forget(me),
            Op::Enter => room.rlock.forget(me),
            Op::Take => room.semaphore.forget(me),
            Op::Await => room.event.forget(me),
            Op::Put(_) | Op::Get | Op::Join => room.queue.forget(me),
            Op::Meet(_) | Op::Reset | Op::Abort => room.barrier.forget(me),
            Op::Read | Op::Write => room.rwlock.forget(me),
            _ => Woken::new(),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = TaskId> + use<> {
        (0..self.tasks.len() as u32).map(TaskId)
    }

    /// Nobody can run: whoever sleeps must sleep for a reason, which is that trying again would make it sleep again.
    pub(super) fn assert_nobody_was_forgotten(&self) {
        for me in self.all().filter(|&me| self.tasks[me.index()].asleep) {
            if matches!(self.tasks[me.index()].phase, Phase::AtCondition(_)) {
                continue;
            }
            let mut again = self.clone();
            again.tasks[me.index()].asleep = false;
            again.step(me);
            assert!(
                again.tasks[me.index()].asleep,
                "{me:?} sleeps beside what it waits for: {self:#?}"
            );
        }
    }

    /// Visits every state that any interleaving reaches, timeouts whenever they may come; calls `last` for those after
    /// which nothing can happen any more. How many states there were.
    pub(super) fn explore(self, mut last: impl FnMut(&Self)) -> usize {
        let mut seen = HashSet::new();
        let mut open = vec![self];
        while let Some(kernel) = open.pop() {
            if !seen.insert(kernel.clone()) {
                continue;
            }
            assert!(seen.len() < 500_000, "too many states for a test");
            let (mut stuck, mut over) = (true, true);
            for me in kernel.all() {
                if kernel.can_run(me) {
                    stuck = false;
                    let mut next = kernel.clone();
                    next.step(me);
                    open.push(next);
                    let mut late = kernel.clone();
                    late.make_late(me);
                    if late != kernel {
                        open.push(late);
                    }
                }
                if kernel.can_expire(me) {
                    over = false;
                    let mut next = kernel.clone();
                    next.expire(me);
                    open.push(next);
                }
            }
            if stuck {
                kernel.assert_nobody_was_forgotten();
            }
            if stuck && over {
                last(&kernel);
            }
        }
        seen.len()
    }
}
