//! Operations that may have to wait: how they begin, try, sleep, are tried again, time out and end.

use super::run::{Go, Machine, RAN};
use super::task::State;
use super::things::{Item, Load, What};
use crate::primitive::{self, Arrival, End, Queue, Raised, Saved, Try, Wait};
use crate::python::code::CompareOp;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::ops;
use crate::python::value::{PrimType, Value};
use crate::trace::{Done, Event, Fail, FailReason, Micros, ObjectId, Op, TaskId, Text, Want};
use crate::world::Outcome;

/// An operation that a task is in the middle of.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) doing: Doing,
    /// What becomes of its value.
    pub(super) then: Then,
    pub(super) wait: Wait,
    /// When its wait ends by itself.
    pub(super) deadline: Option<Micros>,
    /// The deadline has passed while it waited: it has left the line.
    pub(super) expired: bool,
    /// Comparisons that the program's own code has made for a priority queue.
    pub(super) known: Vec<(Value, Value, bool)>,
}

/// The operations.
#[derive(Debug, Clone)]
pub(super) enum Doing {
    Acquire(ObjectId),
    EventWait(ObjectId),
    /// A condition's wait up to the notify.
    ConditionWait(ObjectId, ObjectId, Saved),
    /// The rest of it: whether it was notified.
    ConditionBack(ObjectId, ObjectId, Saved, bool),
    Put(ObjectId, Item),
    Get(ObjectId),
    QueueJoin(ObjectId),
    BarrierWait(ObjectId),
    Send(ObjectId, End, Item, usize),
    Recv(ObjectId, End),
    Poll(ObjectId, End),
    Sleep(Micros),
    Join(TaskId),
    /// With the prompt, and what came of it.
    Input(Text, Answer),
    /// The lecturer has nothing to do.
    Idle,
}

impl Doing {
    pub(super) fn object(&self) -> Option<ObjectId> {
        match self {
            Self::Acquire(object)
            | Self::EventWait(object)
            | Self::ConditionWait(object, ..)
            | Self::Put(object, _)
            | Self::Get(object)
            | Self::QueueJoin(object)
            | Self::BarrierWait(object)
            | Self::Send(object, ..)
            | Self::Recv(object, _)
            | Self::Poll(object, _) => Some(*object),
            Self::ConditionBack(_, lock, ..) => Some(*lock),
            Self::Sleep(_) | Self::Join(_) | Self::Input(..) | Self::Idle => None,
        }
    }

    pub(super) fn op(&self) -> Op {
        match self {
            Self::Acquire(_) | Self::ConditionBack(..) => Op::Acquire,
            Self::EventWait(_) | Self::ConditionWait(..) | Self::BarrierWait(_) => Op::Wait,
            Self::Put(..) => Op::Put,
            Self::Get(_) => Op::Get,
            Self::QueueJoin(_) | Self::Join(_) => Op::Join,
            Self::Send(..) => Op::Send,
            Self::Recv(..) => Op::Recv,
            Self::Poll(..) => Op::Query,
            Self::Sleep(_) | Self::Idle => Op::Sleep,
            Self::Input(..) => Op::Input,
        }
    }

    fn on(&self) -> Option<TaskId> {
        match self {
            Self::Join(task) => Some(*task),
            _ => None,
        }
    }
}

/// What came of a question to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Awaited,
    EndOfInput,
    Line(Text),
}

/// What came of a try.
enum Tried {
    /// It took effect, with this value.
    Done(Value),
    /// Its time is up or it may not wait.
    Busy,
    Blocked,
    Raised(Fault),
    /// A comparison that takes the program's code.
    Ask(Value, Value),
    /// The program's code goes on with it.
    Handed,
}

impl From<Raised> for Fault {
    fn from(raised: Raised) -> Self {
        let exc = match raised.kind {
            primitive::Exception::ValueError => Exc::ValueError,
            primitive::Exception::OverflowError => Exc::OverflowError,
            primitive::Exception::RuntimeError => Exc::RuntimeError,
            primitive::Exception::OsError => Exc::OSError,
            primitive::Exception::BrokenPipeError => Exc::BrokenPipeError,
            primitive::Exception::EofError => Exc::EOFError,
            primitive::Exception::Empty => Exc::QueueEmpty,
            primitive::Exception::Full => Exc::QueueFull,
            primitive::Exception::ShutDown => Exc::QueueShutDown,
            primitive::Exception::BrokenBarrierError => Exc::BrokenBarrierError,
        };
        if raised.message.is_empty() {
            Fault::with(exc, Vec::new())
        } else {
            Fault::new(exc, raised.message)
        }
    }
}

impl Machine<'_> {
    /// Begins an operation that may wait.
    pub(super) fn begin(&mut self, doing: Doing, wait: Wait, then: Then) -> Res<Go> {
        let announced =
            !matches!(wait, Wait::No | Wait::Negative) || matches!(doing, Doing::Sleep(_));
        if announced {
            let timeout = match (wait, &doing) {
                (_, Doing::Sleep(length)) => Some(*length),
                (Wait::For(micros), _) => Some(micros),
                _ => None,
            };
            let text = match &doing {
                Doing::Input(prompt, _) => Some(prompt.clone()),
                _ => None,
            };
            self.want(doing.op(), doing.object(), doing.on(), timeout, text);
        }
        let now = self.world.now;
        let deadline = match (wait, &doing) {
            (_, Doing::Sleep(length)) => Some(now + length),
            (Wait::For(micros), _) => Some(now.saturating_add(micros)),
            _ => None,
        };
        self.attempt(Waiting {
            doing,
            then,
            wait,
            deadline,
            expired: false,
            known: Vec::new(),
        })
    }

    pub(super) fn announce_wait(&mut self, object: ObjectId, timeout: Option<Micros>) {
        self.want(Op::Wait, Some(object), None, timeout, None);
    }

    /// The task stands in a line already: it sleeps, or goes on at the next step if it may not wait.
    pub(super) fn sleep_in_line(&mut self, doing: Doing, wait: Wait, then: Then) -> Go {
        let deadline = match wait {
            Wait::For(micros) => Some(self.world.now.saturating_add(micros)),
            Wait::Forever | Wait::TooLong => None,
            Wait::No | Wait::Negative => Some(self.world.now),
        };
        let sleeps = matches!(wait, Wait::For(_) | Wait::Forever | Wait::TooLong);
        self.task.waiting = Some(Waiting {
            doing,
            then,
            wait,
            deadline,
            expired: false,
            known: Vec::new(),
        });
        if sleeps {
            self.task.state = State::Blocked;
            return Go::Stop(Outcome::Blocked);
        }
        RAN
    }

    fn want(
        &mut self,
        op: Op,
        object: Option<ObjectId>,
        on: Option<TaskId>,
        timeout: Option<Micros>,
        text: Option<Text>,
    ) {
        let want = Want {
            task: self.task.id,
            op,
            object,
            on,
            timeout,
            site: self.task.site,
            text,
        };
        self.world.emit(Event::Want(want));
    }

    pub(super) fn done(&mut self, done: Done) {
        self.world.emit(Event::Done(done));
    }

    pub(super) fn effect(&self, op: Op, object: ObjectId) -> Done {
        Done {
            object: Some(object),
            ..Done::new(self.task.id, op)
        }
    }

    pub(super) fn fail(&mut self, doing: &Doing, why: FailReason, text: Option<Text>) {
        let fail = Fail {
            task: self.task.id,
            op: doing.op(),
            object: doing.object(),
            on: doing.on(),
            why,
            text,
        };
        self.world.emit(Event::Fail(fail));
    }

    /// Tries an operation, for the first time or again.
    pub(super) fn attempt(&mut self, mut waiting: Waiting) -> Res<Go> {
        let now = self.world.now;
        let wait = match waiting.deadline {
            Some(deadline) if now >= deadline => Wait::No,
            Some(deadline) => Wait::For(deadline - now),
            None => waiting.wait,
        };
        match self.try_once(&mut waiting, wait)? {
            Tried::Done(value) => {
                self.give(value, waiting.then)?;
                Ok(RAN)
            }
            Tried::Busy => self.gave_up(waiting),
            Tried::Blocked => {
                self.task.waiting = Some(waiting);
                self.task.state = State::Blocked;
                Ok(Go::Stop(Outcome::Blocked))
            }
            Tried::Raised(fault) => {
                let text = super::fault_line(&fault);
                self.fail(&waiting.doing, FailReason::Exception, Some(text));
                Ok(self.raised_visibly(fault))
            }
            Tried::Handed => Ok(RAN),
            Tried::Ask(a, b) => {
                let then = std::mem::take(&mut waiting.then);
                self.task.asking = Some((waiting, a.clone(), b.clone()));
                self.prelude("_ask", vec![a, b], then)
            }
        }
    }

    /// Tries again after a wake. One that finds the thing gone says so: it stands at the end of the line now.
    pub(super) fn attempt_again(&mut self, waiting: Waiting) -> Res<Go> {
        let in_line = matches!(
            waiting.doing,
            Doing::Acquire(_)
                | Doing::ConditionBack(..)
                | Doing::EventWait(_)
                | Doing::Put(..)
                | Doing::Get(_)
                | Doing::QueueJoin(_)
                | Doing::Send(..)
                | Doing::Recv(..)
        );
        let went = self.attempt(waiting)?;
        let blocked = in_line && matches!(went, Go::Stop(Outcome::Blocked));
        if let Some(waiting) = self.task.waiting.as_ref().filter(|_| blocked) {
            let (op, object) = (waiting.doing.op(), waiting.doing.object());
            let timeout = waiting
                .deadline
                .map(|deadline| deadline.saturating_sub(self.world.now));
            self.want(op, object, None, timeout, None);
        }
        Ok(went)
    }

    /// The program's code has compared two items of a priority queue.
    pub(super) fn answer_comparison(&mut self, less: bool) -> Res<Go> {
        let Some((mut waiting, a, b)) = self.task.asking.take() else {
            return Ok(Go::On);
        };
        waiting.known.push((a, b, less));
        waiting.then = Then::Push;
        self.attempt(waiting)
    }

    /// Raises a fault as the end of a visible operation.
    pub(super) fn raised_visibly(&mut self, fault: Fault) -> Go {
        match self.raise(fault) {
            Some(outcome) => Go::Stop(outcome),
            None => RAN,
        }
    }

    /// It did not want to wait, or has waited long enough.
    fn gave_up(&mut self, waiting: Waiting) -> Res<Go> {
        let timed = waiting.expired || waiting.deadline.is_some();
        let why = |busy| if timed { FailReason::Timeout } else { busy };
        let full = || Fault::from(Queue::<Item>::FULL);
        let empty = || Fault::from(Queue::<Item>::EMPTY);
        let (why, value) = match &waiting.doing {
            Doing::Put(..) => (why(FailReason::Full), Err(full())),
            Doing::Get(_) => (why(FailReason::Empty), Err(empty())),
            Doing::Recv(..) | Doing::Poll(..) => (why(FailReason::Empty), Ok(Value::Bool(false))),
            Doing::Join(_) => (why(FailReason::Busy), Ok(Value::None)),
            Doing::EventWait(_) => (FailReason::Timeout, Ok(Value::Bool(false))),
            _ => (why(FailReason::Busy), Ok(Value::Bool(false))),
        };
        self.fail(&waiting.doing, why, None);
        match value {
            Ok(value) => {
                self.give(value, waiting.then)?;
                Ok(RAN)
            }
            Err(fault) => Ok(self.raised_visibly(fault)),
        }
    }

    fn try_once(&mut self, waiting: &mut Waiting, wait: Wait) -> Res<Tried> {
        let me = self.task.id;
        if waiting.expired
            && !matches!(
                waiting.doing,
                Doing::Sleep(_) | Doing::ConditionWait(..) | Doing::BarrierWait(_)
            )
        {
            return Ok(Tried::Busy);
        }
        Ok(match &mut waiting.doing {
            Doing::Acquire(object) => self.try_acquire(*object, wait),
            Doing::EventWait(object) => {
                let object = *object;
                let What::Event(event) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match event.wait(me, wait) {
                    Try::Done(()) => {
                        let done = Done {
                            flag: Some(true),
                            ..self.effect(Op::Wait, object)
                        };
                        self.done(done);
                        Tried::Done(Value::Bool(true))
                    }
                    other => tried(other),
                }
            }
            Doing::ConditionWait(object, lock, saved) => {
                let (object, lock, saved) = (*object, *lock, *saved);
                let What::Condition(condition, _) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                if !waiting.expired && condition.line().is_waiting(me) && wait != Wait::No {
                    return Ok(Tried::Blocked);
                }
                let picked = condition.finish(me);
                self.want(Op::Acquire, Some(lock), None, None, None);
                waiting.wait = Wait::Forever;
                waiting.deadline = None;
                waiting.expired = false;
                waiting.doing = Doing::ConditionBack(object, lock, saved, picked);
                return self.try_once(waiting, Wait::Forever);
            }
            Doing::ConditionBack(object, lock, saved, picked) => {
                let (object, lock, saved, picked) = (*object, *lock, *saved, *picked);
                match self.world.thing(lock).acquire_restore(me, saved) {
                    Try::Done(()) => {
                        let back = Done {
                            left: Some(i64::from(saved.depth())),
                            ..self.effect(Op::Acquire, lock)
                        };
                        self.done(back);
                        let done = Done {
                            flag: Some(picked),
                            ..self.effect(Op::Wait, object)
                        };
                        self.done(done);
                        Tried::Done(Value::Bool(picked))
                    }
                    other => tried(other),
                }
            }
            Doing::Put(object, item) => {
                let (object, item) = (*object, item.clone());
                self.try_put(object, item, wait, &waiting.known)
            }
            Doing::Get(object) => {
                let object = *object;
                self.try_get(object, wait, &waiting.known)?
            }
            Doing::QueueJoin(object) => {
                let object = *object;
                let What::Queue(queue) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match queue.join(me) {
                    Try::Done(()) => {
                        let done = Done {
                            unfinished: Some(0),
                            ..self.effect(Op::Join, object)
                        };
                        self.done(done);
                        Tried::Done(Value::None)
                    }
                    other => tried(other),
                }
            }
            Doing::BarrierWait(object) => {
                let object = *object;
                let expired = std::mem::take(&mut waiting.expired);
                self.try_barrier(object, wait, expired, waiting)
            }
            Doing::Send(object, end, item, size) => {
                let (object, end, item, size) = (*object, *end, item.clone(), *size);
                let text = item.text.clone();
                let What::Pipe(pipe) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match pipe.send(me, end, item, size) {
                    Try::Done(woken) => {
                        let left = Some(pipe.inbox(end.peer()).len() as i64);
                        self.world.wake(&woken);
                        let done = Done {
                            item: Some(text),
                            left,
                            woken,
                            ..self.effect(Op::Send, object)
                        };
                        self.done(done);
                        Tried::Done(Value::None)
                    }
                    other => tried(other),
                }
            }
            Doing::Recv(object, end) => {
                let (object, end) = (*object, *end);
                let What::Pipe(pipe) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match pipe.recv(me, end, wait) {
                    Try::Done((item, woken)) => {
                        let left = Some(pipe.inbox(end).len() as i64);
                        self.world.wake(&woken);
                        let done = Done {
                            item: Some(item.text.clone()),
                            left,
                            woken,
                            ..self.effect(Op::Recv, object)
                        };
                        self.done(done);
                        Tried::Done(self.unload(&item)?)
                    }
                    other => tried(other),
                }
            }
            Doing::Poll(object, end) => {
                let (object, end) = (*object, *end);
                let What::Pipe(pipe) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match pipe.poll(me, end, wait) {
                    Try::Done(()) => {
                        let done = Done {
                            flag: Some(true),
                            ..self.effect(Op::Query, object)
                        };
                        self.done(done);
                        Tried::Done(Value::Bool(true))
                    }
                    other => tried(other),
                }
            }
            Doing::Sleep(length) => {
                if waiting.expired || *length == 0 {
                    self.done(Done::new(me, Op::Sleep));
                    Tried::Done(Value::None)
                } else {
                    Tried::Blocked
                }
            }
            Doing::Join(task) => {
                let task = *task;
                if self.world.is_over(task, self.task) {
                    self.done(Done {
                        on: Some(task),
                        ..Done::new(me, Op::Join)
                    });
                    Tried::Done(Value::None)
                } else if wait == Wait::No {
                    Tried::Busy
                } else {
                    self.world.await_end(task, me);
                    Tried::Blocked
                }
            }
            Doing::Input(_, answer) => match answer {
                Answer::Awaited => Tried::Blocked,
                Answer::EndOfInput => {
                    Tried::Raised(Fault::new(Exc::EOFError, "EOF when reading a line"))
                }
                Answer::Line(text) => {
                    let text = text.clone();
                    self.done(Done {
                        item: Some(text.clone()),
                        ..Done::new(me, Op::Input)
                    });
                    Tried::Done(Value::Str(text))
                }
            },
            Doing::Idle => Tried::Blocked,
        })
    }

    fn try_acquire(&mut self, object: ObjectId, wait: Wait) -> Tried {
        let me = self.task.id;
        let tried_left = match &mut self.world.thing(object).what {
            What::Lock(lock) => lock.acquire(me, wait).map(|()| 1),
            What::RLock(lock) => lock.acquire(me, wait).map(i64::from),
            What::Semaphore(semaphore) => semaphore.acquire(me, wait).map(|left| left as i64),
            _ => return Tried::Busy,
        };
        match tried_left {
            Try::Done(left) => {
                let done = Done {
                    left: Some(left),
                    ..self.effect(Op::Acquire, object)
                };
                self.done(done);
                Tried::Done(Value::Bool(true))
            }
            other => tried(other),
        }
    }

    fn try_put(
        &mut self,
        object: ObjectId,
        item: Item,
        wait: Wait,
        known: &[(Value, Value, bool)],
    ) -> Tried {
        let me = self.task.id;
        let text = item.text.clone();
        let heap = &self.process.heap;
        let mut ask = None;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let tried_put = queue.put(me, item, wait, |a, b| less(heap, a, b, known, &mut ask));
        let (left, unfinished) = (
            queue.len() as i64,
            queue.unfinished().map(|count| count as i64),
        );
        match tried_put {
            Ok(Try::Done(put)) => {
                self.world.wake(&put.woken);
                let done = Done {
                    item: Some(text),
                    left: Some(left),
                    unfinished,
                    woken: put.woken,
                    ..self.effect(Op::Put, object)
                };
                self.done(done);
                Tried::Done(Value::None)
            }
            Ok(other) => tried(other),
            Err(fault) => self.failed_comparison(object, fault, ask),
        }
    }

    fn try_get(
        &mut self,
        object: ObjectId,
        wait: Wait,
        known: &[(Value, Value, bool)],
    ) -> Res<Tried> {
        let me = self.task.id;
        let heap = &self.process.heap;
        let mut ask = None;
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Ok(Tried::Busy);
        };
        let tried_get = queue.get(me, wait, |a, b| less(heap, a, b, known, &mut ask));
        let (left, unfinished) = (
            queue.len() as i64,
            queue.unfinished().map(|count| count as i64),
        );
        Ok(match tried_get {
            Ok(Try::Done(got)) => {
                self.world.wake(&got.woken);
                let done = Done {
                    item: Some(got.item.text.clone()),
                    left: Some(left),
                    unfinished,
                    woken: got.woken,
                    ..self.effect(Op::Get, object)
                };
                self.done(done);
                Tried::Done(self.unload(&got.item)?)
            }
            Ok(other) => tried(other),
            Err(fault) => self.failed_comparison(object, fault, ask),
        })
    }

    fn failed_comparison(
        &mut self,
        object: ObjectId,
        fault: Fault,
        ask: Option<(Value, Value)>,
    ) -> Tried {
        if let Some((a, b)) = ask {
            return Tried::Ask(a, b);
        }
        let woken = self.world.thing(object).forget(self.task.id);
        self.world.wake(&woken);
        Tried::Raised(fault)
    }

    fn try_barrier(
        &mut self,
        object: ObjectId,
        wait: Wait,
        expired: bool,
        waiting: &mut Waiting,
    ) -> Tried {
        let me = self.task.id;
        let What::Barrier(barrier, action, _) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let arrival = if expired {
            barrier.expire(me)
        } else {
            barrier.wait(me, wait)
        };
        let waiters = Some(barrier.n_waiting() as i64);
        let action = action.clone();
        match arrival {
            Arrival::Passed { index, woken } => {
                self.world.wake(&woken);
                let done = Done {
                    count: Some(index as i64),
                    left: waiters,
                    woken,
                    ..self.effect(Op::Wait, object)
                };
                self.done(done);
                Tried::Done(Value::Int(index as i64))
            }
            Arrival::Act => {
                let prim = crate::python::value::Prim {
                    id: object,
                    kind: PrimType::Barrier,
                };
                self.task.waiting = None;
                let then = std::mem::take(&mut waiting.then);
                match self.prelude("_barrier_action", vec![Value::Prim(prim), action], then) {
                    Ok(_) => Tried::Handed,
                    Err(fault) => Tried::Raised(fault),
                }
            }
            Arrival::Blocked => {
                // Its timeout runs from when it is inside; during an action it has none any more.
                if let (false, None, Wait::For(micros)) = (expired, waiting.deadline, waiting.wait)
                {
                    waiting.deadline = Some(self.world.now.saturating_add(micros));
                }
                Tried::Blocked
            }
            Arrival::Outside => {
                waiting.deadline = None;
                Tried::Blocked
            }
            Arrival::Raised { raised, woken } => {
                self.world.wake(&woken);
                Tried::Raised(raised.into())
            }
        }
    }

    /// An item for a queue: in place, or pickled if it may go to another process.
    pub(super) fn load(&mut self, object: ObjectId, value: Value) -> Res<Item> {
        let text = self.show(&value);
        let here = self.task.process;
        let thing = self.world.thing(object);
        let load = if thing.process || thing.home != here {
            Load::Pickled(super::pickle::Pickle::of(&self.process.heap, &value)?.into())
        } else {
            self.process.heap.escape(&value);
            Load::Here(here, value)
        };
        Ok(Item { load, text })
    }

    /// The value of an item, in the heap of the running process.
    pub(super) fn unload(&mut self, item: &Item) -> Res {
        match &item.load {
            Load::Here(home, value) if *home == self.task.process => Ok(value.clone()),
            Load::Here(home, value) => {
                let Some(process) = &self.world.processes[*home] else {
                    return Ok(Value::None);
                };
                let pickle = super::pickle::Pickle::of(&process.heap, value)?;
                pickle.put(&mut self.process.heap)
            }
            Load::Pickled(pickle) => pickle.put(&mut self.process.heap),
        }
    }
}

fn tried<T>(result: Try<T>) -> Tried {
    match result.map(drop) {
        Try::Done(()) => Tried::Done(Value::None),
        Try::Blocked => Tried::Blocked,
        Try::Busy => Tried::Busy,
        Try::Raised(raised) => Tried::Raised(raised.into()),
    }
}

/// Python's `<` for two items of a priority queue.
fn less(
    heap: &crate::python::heap::Heap,
    a: &Item,
    b: &Item,
    known: &[(Value, Value, bool)],
    ask: &mut Option<(Value, Value)>,
) -> Res<bool> {
    let (Load::Here(_, a), Load::Here(_, b)) = (&a.load, &b.load) else {
        return Err(Fault::type_error(
            "items of another process cannot be ordered",
        ));
    };
    match ops::ordered(heap, CompareOp::Less, a, b) {
        Err(Fault::Python) => {}
        other => return other,
    }
    if let Some((.., less)) = known.iter().find(|(x, y, _)| x == a && y == b) {
        return Ok(*less);
    }
    *ask = Some((a.clone(), b.clone()));
    Err(Fault::Python)
}
