//! `threading.Barrier`.

use super::{Exception, Line, Raised, Try, Wait, Woken, timeout};
use crate::trace::TaskId;

/// A place where `parties` tasks meet, any number of times.
///
/// A cycle goes through phases: it **fills** with arrivals; the last of them runs the **action**, if there is one; then it
/// **drains**: all who are inside go. Only when the last has left, the next cycle fills; a fast task that comes back earlier
/// waits **outside** (BAR-19). A timeout, a failed action or `abort` **breaks** the barrier: all who are inside get
/// `BrokenBarrierError`, and so does everybody who comes, until `reset`. A `reset` while somebody is inside sends
/// those away with `BrokenBarrierError` and holds newcomers outside until they are gone.
///
/// The world drives `Barrier.wait`:
/// * [`wait`](Self::wait) answers with an [`Arrival`]; blocked tasks call it again when woken, with the same arguments;
/// * [`Arrival::Act`]: `me` runs the action and then calls [`act_done`](Self::act_done) or [`act_failed`](Self::act_failed). The barrier's
///   own lock is held meanwhile: whoever calls `wait`, `reset` or `abort`, waits for it;
/// * the timeout of a wait runs from the moment of [`Arrival::Blocked`], not while it is outside; at the deadline of a task that still
///   [waits](Self::line) the world calls [`expire`](Self::expire).
///
/// Invariants: those who sleep inside are inside; nobody sleeps inside unless it fills or acts; the actor of an acting barrier is inside; a draining or resetting one is not empty; nobody sleeps outside unless it drains or resets; nobody waits
/// for the barrier's own lock unless it acts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Barrier {
    parties: usize,
    action: bool,
    phase: Phase,
    /// Who has arrived and not left, with the index its wait returns, in order of arrival.
    inside: Vec<(TaskId, usize)>,
    /// Those inside who sleep until the cycle is complete or broken.
    line: Line,
    /// Those who sleep until the barrier has drained.
    outside: Line,
    /// Those who sleep until the action has ended.
    mutex: Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Phase {
    Filling,
    Acting(TaskId),
    Draining,
    Resetting,
    Broken,
}

/// What came of [`Barrier::wait`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a blocked task has to be put to sleep"]
pub enum Arrival {
    /// It has passed; `wait` returns the index.
    Passed {
        /// Which arrival of its cycle it was, from 0.
        index: usize,
        /// Those who may go on because of it.
        woken: Woken,
    },
    /// It was the last to arrive: it runs the action, then calls [`Barrier::act_done`] or [`Barrier::act_failed`].
    Act,
    /// It sleeps inside; its timeout runs from now.
    Blocked,
    /// It sleeps before it has arrived, until the previous cycle has drained or an action has ended; no timeout runs.
    Outside,
    /// It is an error; those who may go on because of it.
    Raised {
        /// `BrokenBarrierError`, as a rule.
        raised: Raised,
        /// Those who may go on because of it.
        woken: Woken,
    },
}

const BROKEN: Raised = Raised::new(Exception::BrokenBarrierError, "");

impl Barrier {
    /// `Barrier(parties, action)`. The barrier-wide default timeout is the world's to apply.
    ///
    /// # Errors
    /// `ValueError` for parties below 1.
    pub fn new(parties: i64, action: bool) -> Result<Self, Raised> {
        let parties = usize::try_from(parties)
            .ok()
            .filter(|&parties| parties > 0)
            .ok_or(Raised::new(Exception::ValueError, "parties must be > 0"))?;
        Ok(Self {
            parties,
            action,
            phase: Phase::Filling,
            inside: Vec::new(),
            line: Line::default(),
            outside: Line::default(),
            mutex: Line::default(),
        })
    }

    /// `wait`.
    pub fn wait(&mut self, me: TaskId, wait: Wait) -> Arrival {
        if self.inside.iter().any(|&(task, _)| task == me) && self.phase != Phase::Acting(me) {
            return self.go_on(me);
        }
        self.outside.arrive(me);
        self.mutex.arrive(me);
        match self.phase {
            Phase::Filling => self.arrive(me, wait),
            Phase::Broken => Arrival::Raised {
                raised: BROKEN,
                woken: Woken::new(),
            },
            Phase::Acting(_) => {
                self.mutex.join(me);
                Arrival::Outside
            }
            Phase::Draining | Phase::Resetting => {
                self.outside.join(me);
                Arrival::Outside
            }
        }
    }

    /// The action that `me` ran has ended well: `wait` returns the index.
    pub fn act_done(&mut self, me: TaskId) -> (usize, Woken) {
        debug_assert_eq!(self.phase, Phase::Acting(me));
        self.phase = Phase::Draining;
        let mut woken = self.line.wake_all();
        woken.extend(self.mutex.wake_all());
        let (index, more) = self.leave(me);
        woken.extend(more);
        (index, woken)
    }

    /// The action that `me` ran has raised: the barrier is broken, and `wait` raises what the action raised.
    pub fn act_failed(&mut self, me: TaskId) -> Woken {
        debug_assert_eq!(self.phase, Phase::Acting(me));
        let mut woken = self.shatter();
        woken.extend(self.mutex.wake_all());
        woken.extend(self.leave(me).1);
        woken
    }

    /// The timeout of `me` is up, which sleeps inside: breaks the barrier. It passes all the same if the others have
    /// come meanwhile; while an action runs it stays blocked, without a deadline, and is woken when the action has ended.
    pub fn expire(&mut self, me: TaskId) -> Arrival {
        if self.phase != Phase::Filling {
            return self.go_on(me);
        }
        let (_, mut woken) = self.leave(me);
        woken.extend(self.shatter());
        Arrival::Raised {
            raised: BROKEN,
            woken,
        }
    }

    /// `reset`: those inside get `BrokenBarrierError`; a broken barrier can be used again. Blocks only while an
    /// action runs.
    pub fn reset(&mut self, me: TaskId) -> Try<Woken> {
        self.mutex.arrive(me);
        match self.phase {
            Phase::Acting(_) => self.mutex.stand(me, Wait::Forever),
            Phase::Draining | Phase::Resetting => Try::Done(Woken::new()),
            Phase::Filling | Phase::Broken => {
                self.phase = if self.inside.is_empty() {
                    Phase::Filling
                } else {
                    Phase::Resetting
                };
                Try::Done(self.line.wake_all())
            }
        }
    }

    /// `abort`: breaks the barrier. Blocks only while an action runs.
    pub fn abort(&mut self, me: TaskId) -> Try<Woken> {
        self.mutex.arrive(me);
        match self.phase {
            Phase::Acting(_) => self.mutex.stand(me, Wait::Forever),
            _ => Try::Done(self.shatter()),
        }
    }

    /// Takes a task out that will not go on (killed, interrupted), wherever it is: inside, outside, or acting (then the action
    /// has failed).
    pub fn forget(&mut self, me: TaskId) -> Woken {
        if self.phase == Phase::Acting(me) {
            return self.act_failed(me);
        }
        self.outside.leave(me);
        self.mutex.leave(me);
        self.line.leave(me);
        if self.inside.iter().any(|&(task, _)| task == me) {
            self.leave(me).1
        } else {
            Woken::new()
        }
    }

    /// `parties`.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// `n_waiting`: 0 while it drains, resets or is broken.
    pub fn n_waiting(&self) -> usize {
        match self.phase {
            Phase::Filling | Phase::Acting(_) => self.inside.len(),
            Phase::Draining | Phase::Resetting | Phase::Broken => 0,
        }
    }

    /// `broken`.
    pub fn broken(&self) -> bool {
        self.phase == Phase::Broken
    }

    /// Who sleeps inside, and who of those inside was woken and has not left yet.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Who waits until the previous cycle has drained.
    pub fn outside(&self) -> &Line {
        &self.outside
    }

    /// The part of `repr` that tells the state: `waiters=0/3` or `broken`.
    pub fn describe(&self) -> String {
        if self.broken() {
            "broken".to_owned()
        } else {
            format!("waiters={}/{}", self.n_waiting(), self.parties)
        }
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        let count = self.inside.len();
        let inside = |me: TaskId| self.inside.iter().any(|&(task, _)| task == me);
        self.line.check(0);
        self.outside.check(0);
        self.mutex.check(0);
        assert!(count <= self.parties, "more inside than parties");
        assert!(
            self.line.waiting().all(inside),
            "somebody sleeps inside and is not inside"
        );
        let (fills, acts, leaves) = match self.phase {
            Phase::Filling => (true, false, false),
            Phase::Acting(actor) => {
                assert!(
                    inside(actor) && !self.line.is_waiting(actor),
                    "the actor is not inside"
                );
                (false, true, false)
            }
            Phase::Draining | Phase::Resetting => (false, false, true),
            Phase::Broken => (false, false, false),
        };
        assert!(
            self.line.is_empty() || fills || acts,
            "somebody sleeps inside for nothing"
        );
        assert!(
            self.outside.is_empty() || leaves || acts,
            "somebody sleeps outside for nothing"
        );
        assert!(
            self.mutex.is_empty() || acts,
            "somebody waits for an action that does not run"
        );
        assert!(!fills || count < self.parties, "it is full and still fills");
        assert!(!leaves || count > 0, "it has drained and nobody noticed");
    }

    fn arrive(&mut self, me: TaskId, wait: Wait) -> Arrival {
        let index = self.inside.len();
        if index + 1 == self.parties {
            self.inside.push((me, index));
            if self.action {
                self.phase = Phase::Acting(me);
                return Arrival::Act;
            }
            self.phase = Phase::Draining;
            let mut woken = self.line.wake_all();
            woken.extend(self.leave(me).1);
            return Arrival::Passed { index, woken };
        }
        match wait {
            Wait::Forever | Wait::For(_) => {
                self.inside.push((me, index));
                self.line.join(me);
                Arrival::Blocked
            }
            Wait::No | Wait::Negative => Arrival::Raised {
                raised: BROKEN,
                woken: self.shatter(),
            },
            Wait::TooLong => Arrival::Raised {
                raised: timeout::TOO_LARGE,
                woken: Woken::new(),
            },
        }
    }

    /// A task that has slept inside calls again.
    fn go_on(&mut self, me: TaskId) -> Arrival {
        match self.phase {
            Phase::Filling | Phase::Acting(_) => Arrival::Blocked,
            Phase::Draining => {
                let (index, woken) = self.leave(me);
                Arrival::Passed { index, woken }
            }
            Phase::Resetting | Phase::Broken => {
                self.line.leave(me);
                Arrival::Raised {
                    raised: BROKEN,
                    woken: self.leave(me).1,
                }
            }
        }
    }

    /// `me` goes; the last one of a cycle lets the next begin.
    fn leave(&mut self, me: TaskId) -> (usize, Woken) {
        self.line.leave(me);
        let at = self.inside.iter().position(|&(task, _)| task == me);
        let index = at.map_or(0, |at| self.inside.remove(at).1);
        if self.inside.is_empty() && matches!(self.phase, Phase::Draining | Phase::Resetting) {
            self.phase = Phase::Filling;
            return (index, self.outside.wake_all());
        }
        (index, Woken::new())
    }

    fn shatter(&mut self) -> Woken {
        self.phase = Phase::Broken;
        let mut woken = self.line.wake_all();
        woken.extend(self.outside.wake_all());
        woken
    }
}
