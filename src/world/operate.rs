//! Operations that may have to wait: how they begin, try, sleep, are tried again, time out and end.

mod barriers;
mod feeders;
mod items;
mod queues;
mod tries;

use super::run::{Go, Machine, RAN};
use super::task::State;
use super::things::Item;
use crate::primitive::{self, End, Queue, Raised, Saved, Side, Wait, Woken};
use crate::python::code::Space;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::Value;
use crate::trace::{
    Done, Event, Fail, FailReason, Micros, ObjectId, Op, SiteId, TaskId, Text, Want,
};
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
    /// When it began.
    pub(super) since: Micros,
    /// The deadline has passed while it waited: it has left the line.
    pub(super) expired: bool,
    /// Comparisons that the program's own code has made for a priority queue.
    pub(super) known: Vec<(Value, Value, bool)>,
}

/// The operations.
#[derive(Debug, Clone)]
pub(super) enum Doing {
    Acquire(ObjectId),
    /// A lock that comes back as deep as it was held.
    Restore(ObjectId, Saved),
    /// One side of a read-write lock.
    AcquireSide(ObjectId, Side),
    EventWait(ObjectId),
    /// A condition's wait up to the notify.
    ConditionWait(ObjectId, ObjectId, Saved),
    /// The rest of it: whether it was notified.
    ConditionBack(ObjectId, ObjectId, Saved, bool),
    Put(ObjectId, Item),
    Get(ObjectId),
    QueueJoin(ObjectId),
    /// A feeder's: carries what is next into its queue; whether it has told that it waits for room.
    Feed(ObjectId, bool),
    BarrierWait(ObjectId),
    /// `reset`, or else `abort`: both wait while an action runs.
    BarrierEnd(ObjectId, bool),
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
            | Self::Restore(object, _)
            | Self::AcquireSide(object, _)
            | Self::EventWait(object)
            | Self::ConditionWait(object, ..)
            | Self::Put(object, _)
            | Self::Get(object)
            | Self::QueueJoin(object)
            | Self::Feed(object, _)
            | Self::BarrierWait(object)
            | Self::BarrierEnd(object, _)
            | Self::Send(object, ..)
            | Self::Recv(object, _)
            | Self::Poll(object, _) => Some(*object),
            Self::ConditionBack(_, lock, ..) => Some(*lock),
            Self::Sleep(_) | Self::Join(_) | Self::Input(..) | Self::Idle => None,
        }
    }

    pub(super) fn op(&self) -> Op {
        match self {
            Self::Acquire(_)
            | Self::Restore(..)
            | Self::AcquireSide(..)
            | Self::ConditionBack(..) => Op::Acquire,
            Self::EventWait(_) | Self::ConditionWait(..) | Self::BarrierWait(_) => Op::Wait,
            Self::BarrierEnd(_, true) => Op::Reset,
            Self::BarrierEnd(_, false) => Op::Abort,
            Self::Put(..) => Op::Put,
            Self::Get(_) => Op::Get,
            Self::QueueJoin(_) | Self::Join(_) => Op::Join,
            Self::Send(..) | Self::Feed(..) => Op::Send,
            Self::Recv(..) => Op::Recv,
            Self::Poll(..) => Op::Query,
            Self::Sleep(_) | Self::Idle => Op::Sleep,
            Self::Input(..) => Op::Input,
        }
    }

    /// What the announcement says beside the operation: a prompt, a side.
    pub(super) fn text(&self) -> Option<Text> {
        match self {
            Self::Input(prompt, _) => Some(prompt.clone()),
            Self::AcquireSide(_, side) => Some(side_word(*side).into()),
            _ => None,
        }
    }

    pub(super) fn on(&self) -> Option<TaskId> {
        match self {
            Self::Join(task) => Some(*task),
            _ => None,
        }
    }
}

/// What the trace calls a side of a read-write lock.
pub(super) fn side_word(side: Side) -> &'static str {
    match side {
        Side::Read => "read",
        Side::Write => "write",
    }
}

/// What came of a question to the user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Answer {
    Awaited,
    EndOfInput,
    Line(Text),
}

/// What came of a try.
pub(super) enum Tried {
    /// It took effect, with this value.
    Done(Value),
    /// Its time is up or it may not wait.
    Busy,
    Blocked,
    /// Its time is up; it leaves the line when it runs again.
    Late,
    /// It raises, and that wakes others.
    Raised(Fault, Woken),
    /// It took effect, and raises.
    Broken(Fault),
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
        if exc == Exc::BrokenPipeError {
            let args = vec![Value::Int(32), Value::from("Broken pipe")];
            return Fault::with(exc, args);
        }
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
        let announced = match &doing {
            Doing::Sleep(_) => true,
            // It tells of it when there is something to wait for.
            Doing::Feed(..) => false,
            _ => !matches!(wait, Wait::No | Wait::Negative),
        };
        if announced {
            let timeout = match (wait, &doing) {
                (_, Doing::Sleep(length)) => Some(*length),
                (Wait::For(micros), _) => Some(micros),
                _ => None,
            };
            self.want(
                doing.op(),
                doing.object(),
                doing.on(),
                timeout,
                doing.text(),
            );
        }
        let tried = match &doing {
            Doing::Acquire(object) => Some(self.try_acquire(*object, wait)),
            Doing::Put(object, item) => Some(self.try_put(*object, item.clone(), wait, &[])),
            Doing::Get(object) => Some(self.try_get(*object, wait, &[])?),
            _ => None,
        };
        if let Some(Tried::Done(value)) = tried {
            // It need not wait: there is nothing to keep.
            self.give(value, then)?;
            return Ok(RAN);
        }
        let now = self.world.now;
        let deadline = match (wait, &doing) {
            (_, Doing::Sleep(length)) => Some(now + length),
            (Wait::For(micros), _) => Some(now.saturating_add(micros)),
            _ => None,
        };
        let waiting = Waiting {
            doing,
            then,
            wait,
            deadline,
            since: self.world.now,
            expired: false,
            known: Vec::new(),
        };
        match tried {
            Some(tried) => self.after_try(tried, waiting),
            None => self.attempt(waiting),
        }
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
            since: self.world.now,
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
        if let Some(object) = object {
            self.look_for_name(object);
        }
        let in_program = self.back_at_the_call();
        if !self.world.tells() {
            self.world.idle = false;
            return;
        }
        let site = self.task.site.filter(|_| in_program);
        if let Some(site) = site {
            self.world.tell_site(site);
        }
        let want = Want {
            task: self.task.id,
            op,
            object,
            on,
            timeout,
            site,
            text,
        };
        self.world.emit(Event::Want(want));
    }

    /// A task that blocks in something hidden, after a function of the program's has returned to it (`wait_for` and its
    /// predicate), is back at the line of the call. Gives whether it is in the program at all: a pool's worker between two
    /// calls is not.
    fn back_at_the_call(&mut self) -> bool {
        let mut frames = self.task.frames.iter().rev();
        let Some(frame) = frames.find(|frame| frame.code.space == Space::User) else {
            return false;
        };
        let places = &self.world.places;
        let now = self.task.site.and_then(|site| places.get(site.index()));
        let same = |place: &crate::python::Place| {
            place.function == frame.code.qualname && place.file == frame.code.file
        };
        if now.is_some_and(same) {
            return true;
        }
        let Some(span) = frame.code.body.spans.get(frame.pc.saturating_sub(1)) else {
            return true;
        };
        let here = |place: &crate::python::Place| place.line == span.line && same(place);
        if let Some(index) = places.iter().position(here) {
            let site = SiteId(index as u32);
            self.task.site = Some(site);
            self.world.announce(self.task.id, site);
        }
        true
    }

    /// Whether anybody hears of an operation on an object, which is named by its first one either way.
    pub(super) fn heard(&mut self, object: ObjectId) -> bool {
        self.look_for_name(object);
        self.world.tells()
    }

    #[inline]
    pub(super) fn done(&mut self, done: Done) {
        if let Some(object) = done.object {
            self.look_for_name(object);
        }
        self.world.emit(Event::Done(done));
    }

    #[inline]
    pub(super) fn effect(&self, op: Op, object: ObjectId) -> Done {
        Done {
            object: Some(object),
            ..Done::new(self.task.id, op)
        }
    }

    pub(super) fn fail(
        &mut self,
        doing: &Doing,
        why: FailReason,
        text: Option<Text>,
        woken: Woken,
    ) {
        let fail = Fail {
            woken,
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
        let tried = self.try_once(&mut waiting, wait)?;
        self.after_try(tried, waiting)
    }

    /// What becomes of an operation after a try.
    fn after_try(&mut self, tried: Tried, mut waiting: Waiting) -> Res<Go> {
        match tried {
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
            Tried::Late => {
                self.task.waiting = Some(waiting);
                Ok(RAN)
            }
            Tried::Raised(fault, woken) => {
                let text = super::fault_line(&fault);
                self.fail(&waiting.doing, FailReason::Exception, Some(text), woken);
                Ok(self.raised_visibly(fault))
            }
            Tried::Broken(fault) => Ok(self.raised_visibly(fault)),
            Tried::Handed => Ok(RAN),
            Tried::Ask(a, b) => {
                let then = std::mem::take(&mut waiting.then);
                self.task.asking = Some((waiting, a.clone(), b.clone()));
                self.prelude("_ask", vec![a, b], then)
            }
        }
    }

    /// Tries again after a wake. One that finds the thing gone says so: it stands at the end of the line now. Whose time is up
    /// while a barrier's action runs stays where it stood, and says nothing.
    pub(super) fn attempt_again(&mut self, waiting: Waiting) -> Res<Go> {
        let in_line = !waiting.expired
            && matches!(
                waiting.doing,
                Doing::Acquire(_)
                    | Doing::Restore(..)
                    | Doing::AcquireSide(..)
                    | Doing::ConditionBack(..)
                    | Doing::EventWait(_)
                    | Doing::BarrierWait(_)
                    | Doing::BarrierEnd(..)
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
            let text = waiting.doing.text();
            self.want(op, object, None, timeout, text);
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
            Doing::EventWait(_) => {
                // One that was woken and did not find the flag up any more has been in time.
                let late = timed || matches!(waiting.wait, Wait::No | Wait::Negative);
                let late = late
                    && (waiting.expired || waiting.deadline.is_none_or(|at| at <= self.world.now));
                let why = if late {
                    FailReason::Timeout
                } else {
                    FailReason::Busy
                };
                (why, Ok(Value::Bool(false)))
            }
            _ => (why(FailReason::Busy), Ok(Value::Bool(false))),
        };
        self.fail(&waiting.doing, why, None, Woken::new());
        match value {
            Ok(value) => {
                self.give(value, waiting.then)?;
                Ok(RAN)
            }
            Err(fault) => Ok(self.raised_visibly(fault)),
        }
    }
}
