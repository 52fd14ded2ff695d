//! A lock that many may read under and one may write under; Python has none.

use super::{Exception, Left, Line, Raised, Try, Wait, Woken};
use crate::trace::TaskId;

/// Which side of a [`RwLock`] one asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Shared with other readers.
    Read,
    /// Alone.
    Write,
}

/// Who goes first when readers and writers both wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Readers pass waiting writers; writers may starve.
    Readers,
    /// Nobody begins to read while a writer waits; readers may starve.
    Writers,
    /// In order of arrival; nobody passes anybody.
    Fifo,
}

/// Readers share, a writer excludes everybody.
///
/// * `acquire` stands in line if the other side holds it or the policy makes it wait. It does not know of upgrades: a reader that asks
///   to write waits for all readers, itself included, for ever.
/// * `release` that lets others in wakes them as the policy says: the first writer, or all readers (`Fifo`: all up to the first
///   writer). They retry; one that finds it taken keeps its place at the front.
///
/// Invariants: never a writer beside a reader; if the next in line could have it, somebody is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RwLock {
    policy: Policy,
    /// In order of entering; twice, if it entered twice.
    readers: Vec<TaskId>,
    writer: Option<TaskId>,
    line: Line,
    /// What those in the line, waiting or woken, ask for.
    sides: Vec<(TaskId, Side)>,
}

impl RwLock {
    /// A free lock.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            readers: Vec::new(),
            writer: None,
            line: Line::default(),
            sides: Vec::new(),
        }
    }

    /// Takes a side; `Busy` if it would have to wait and may not.
    pub fn acquire(&mut self, me: TaskId, side: Side, wait: Wait) -> Try<()> {
        let was_woken = self.line.is_woken(me);
        if self.fits(side) && (was_woken || self.may_enter(me, side)) {
            self.leave(me);
            match side {
                Side::Read => self.readers.push(me),
                Side::Write => self.writer = Some(me),
            }
            return Try::Done(());
        }
        if was_woken && matches!(wait, Wait::Forever | Wait::For(_)) {
            self.line.leave(me);
            self.line.rejoin(me);
            return Try::Blocked;
        }
        let outcome = self.line.stand(me, wait);
        if outcome == Try::Blocked {
            if self.side(me).is_none() {
                self.sides.push((me, side));
            }
        } else {
            self.sides.retain(|&(task, _)| task != me);
        }
        outcome
    }

    /// Gives a side back; wakes whom the policy says.
    ///
    /// # Errors
    /// `RuntimeError` unless `me` holds that side.
    pub fn release(&mut self, me: TaskId, side: Side) -> Result<Woken, Raised> {
        match side {
            Side::Write if self.writer == Some(me) => self.writer = None,
            Side::Read if let Some(at) = self.readers.iter().position(|&task| task == me) => {
                self.readers.remove(at);
            }
            _ => {
                return Err(Raised::new(
                    Exception::RuntimeError,
                    "cannot release un-acquired lock",
                ));
            }
        }
        Ok(self.pass_on())
    }

    /// Who goes first.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Who reads, once for each time it entered.
    pub fn readers(&self) -> &[TaskId] {
        &self.readers
    }

    /// Who writes.
    pub fn writer(&self) -> Option<TaskId> {
        self.writer
    }

    /// Who waits, for either side.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// What a task in the line asks for.
    pub fn side(&self, me: TaskId) -> Option<Side> {
        self.sides
            .iter()
            .find(|&&(task, _)| task == me)
            .map(|&(_, side)| side)
    }

    /// Takes a waiting or woken task out (timeout, abandoned). Others may go on because of it: those who waited behind it,
    /// or whoever is next if it had been woken.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        if self.leave(me) == Left::Nowhere {
            Woken::new()
        } else {
            self.pass_on()
        }
    }

    /// State in words: `unlocked`, `readers=2`, `writer`.
    pub fn describe(&self) -> String {
        match (self.writer, self.readers.len()) {
            (Some(_), _) => "writer".to_owned(),
            (None, 0) => "unlocked".to_owned(),
            (None, readers) => format!("readers={readers}"),
        }
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        self.line.check(0);
        assert!(
            self.writer.is_none() || self.readers.is_empty(),
            "a writer beside readers"
        );
        assert!(
            !self.line.woken().is_empty() || self.next().is_empty(),
            "{:?} could have it and sleep",
            self.next()
        );
        let known = self.line.waiting().chain(self.line.woken().iter().copied());
        assert_eq!(
            known.filter(|&task| self.side(task).is_some()).count(),
            self.sides.len()
        );
    }

    /// Whether those who hold it leave room for this side.
    fn fits(&self, side: Side) -> bool {
        self.writer.is_none() && (side == Side::Read || self.readers.is_empty())
    }

    /// Whether the policy lets one in who was not woken.
    fn may_enter(&self, me: TaskId, side: Side) -> bool {
        let mut others = self.sides.iter().filter(|&&(task, _)| task != me);
        match (self.policy, side) {
            (Policy::Readers, _) | (Policy::Writers, Side::Write) => true,
            (Policy::Writers, Side::Read) => others.all(|&(_, side)| side == Side::Read),
            (Policy::Fifo, Side::Write) => others.next().is_none(),
            (Policy::Fifo, Side::Read) => {
                self.line.waiting().all(|task| task == me)
                    && others.all(|&(_, side)| side == Side::Read)
            }
        }
    }

    /// Those in line who could have it now, as the policy says.
    fn next(&self) -> Vec<TaskId> {
        let waiting = |wanted: Side| {
            self.line
                .waiting()
                .filter(move |&task| self.side(task) == Some(wanted))
        };
        let readers = || waiting(Side::Read).collect::<Vec<_>>();
        let writer = || waiting(Side::Write).take(1).collect::<Vec<_>>();
        if self.writer.is_some() {
            return Vec::new();
        }
        let chosen = match self.policy {
            Policy::Readers if waiting(Side::Read).next().is_some() => readers(),
            Policy::Readers => writer(),
            Policy::Writers if waiting(Side::Write).next().is_some() => writer(),
            Policy::Writers => readers(),
            Policy::Fifo => {
                let leading: Vec<_> = self
                    .line
                    .waiting()
                    .take_while(|&task| self.side(task) == Some(Side::Read))
                    .collect();
                if leading.is_empty() {
                    writer()
                } else {
                    leading
                }
            }
        };
        let side = chosen.first().and_then(|&task| self.side(task));
        if side == Some(Side::Write) && !self.readers.is_empty() {
            Vec::new()
        } else {
            chosen
        }
    }

    /// Wakes those who could have it, unless somebody of the other side is on its way already.
    fn pass_on(&mut self) -> Woken {
        let next = self.next();
        let Some(side) = next.first().and_then(|&task| self.side(task)) else {
            return Woken::new();
        };
        let others = self.line.woken();
        let crowded = match side {
            Side::Write => !others.is_empty(),
            Side::Read => others
                .iter()
                .any(|&task| self.side(task) == Some(Side::Write)),
        };
        if crowded {
            return Woken::new();
        }
        for &task in &next {
            self.line.wake_one(task);
        }
        next
    }

    fn leave(&mut self, me: TaskId) -> Left {
        self.sides.retain(|&(task, _)| task != me);
        self.line.leave(me)
    }
}
