//! `multiprocessing.Pipe`.

use std::collections::VecDeque;

use super::{Exception, Line, Raised, Try, Wait, Woken};
use crate::trace::TaskId;

/// One of the two ends of a [`Pipe`]; of a one-way pipe `A` receives and `B` sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they have no more of a name")]
pub enum End {
    A,
    B,
}

impl End {
    /// The other end.
    #[must_use]
    pub fn peer(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// Two ends joined by messages that keep their boundaries.
///
/// An end is open as long as any process has a handle of it open: `open` counts one more (a process was forked, an end was sent),
/// `close` one less. When all handles of an end are closed, receiving at the other end is `EOFError` once the messages are gone, and
/// sending there is `BrokenPipeError`. Whether the caller's own handle is closed, is the world's to know.
///
/// * `send` takes a message's size and waits while it does not fit beside those under way; a message greater than the pipe fits if
///   there is no other.
/// * Whatever may let others go on wakes all who wait there; they retry in order.
///
/// Invariants: nobody waits to receive while there are messages or the other end is closed; nobody waits to send while there are
/// none or the other end is closed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pipe<T> {
    duplex: bool,
    capacity: usize,
    ends: [Side<T>; 2],
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Side<T> {
    /// Messages on their way to this end, with their sizes.
    inbox: VecDeque<(T, usize)>,
    handles: u32,
    /// Those who wait at this end for a message.
    receivers: Line,
    /// Those who wait at the other end for room in this inbox.
    senders: Line,
}

impl<T> Pipe<T> {
    /// What Linux gives a pipe, in bytes.
    pub const CAPACITY: usize = 65_536;

    /// `Pipe(duplex)`: both ends open, one handle each.
    pub fn new(duplex: bool, capacity: usize) -> Self {
        let end = || Side {
            inbox: VecDeque::new(),
            handles: 1,
            receivers: Line::default(),
            senders: Line::default(),
        };
        Self {
            duplex,
            capacity,
            ends: [end(), end()],
        }
    }

    /// `send`: done with the receivers that are woken; never `Busy`.
    pub fn send(&mut self, me: TaskId, end: End, item: T, size: usize) -> Try<Woken> {
        let capacity = self.capacity;
        let writable = self.duplex || end == End::B;
        let open = self.at(end).handles > 0;
        let there = self.at_mut(end.peer());
        let error = if !open {
            Some(CLOSED)
        } else if !writable {
            Some(Raised::new(Exception::OsError, "connection is read-only"))
        } else if there.handles == 0 {
            Some(Raised::new(
                Exception::BrokenPipeError,
                "[Errno 32] Broken pipe",
            ))
        } else {
            None
        };
        if let Some(raised) = error {
            there.senders.leave(me);
            return Try::Raised(raised);
        }
        let used: usize = there.inbox.iter().map(|&(_, size)| size).sum();
        if !there.inbox.is_empty() && used.saturating_add(size) > capacity {
            return there.senders.stand(me, Wait::Forever);
        }
        there.senders.leave(me);
        there.inbox.push_back((item, size));
        Try::Done(there.receivers.wake_all())
    }

    /// `recv`: done with the message and the senders that are woken.
    pub fn recv(&mut self, me: TaskId, end: End, wait: Wait) -> Try<(T, Woken)> {
        if let Err(raised) = self.readable(end) {
            self.at_mut(end).receivers.leave(me);
            return Try::Raised(raised);
        }
        let peer_open = self.at(end.peer()).handles > 0;
        let here = self.at_mut(end);
        match here.inbox.pop_front() {
            Some((item, _)) => {
                here.receivers.leave(me);
                Try::Done((item, here.senders.wake_all()))
            }
            None if peer_open => here.receivers.stand(me, wait),
            None => {
                here.receivers.leave(me);
                Try::Raised(Raised::new(Exception::EofError, ""))
            }
        }
    }

    /// `poll(timeout)`: done (Python's `True`) if a message or the end of all is there; `Busy` is `False`. Takes nothing.
    pub fn poll(&mut self, me: TaskId, end: End, wait: Wait) -> Try<()> {
        if let Err(raised) = self.readable(end) {
            self.at_mut(end).receivers.leave(me);
            return Try::Raised(raised);
        }
        let peer_open = self.at(end.peer()).handles > 0;
        let here = self.at_mut(end);
        if here.inbox.is_empty() && peer_open {
            return here.receivers.stand(me, wait);
        }
        here.receivers.leave(me);
        Try::Done(())
    }

    /// One more handle of this end.
    pub fn open(&mut self, end: End) {
        self.at_mut(end).handles += 1;
    }

    /// One handle of this end less; those who may go on because it was the last.
    pub fn close(&mut self, end: End) -> Woken {
        let here = self.at_mut(end);
        here.handles = here.handles.saturating_sub(1);
        if here.handles > 0 {
            return Woken::new();
        }
        let mut woken = here.receivers.wake_all();
        woken.extend(here.senders.wake_all());
        let there = self.at_mut(end.peer());
        woken.extend(there.receivers.wake_all());
        woken.extend(there.senders.wake_all());
        woken
    }

    /// Whether both ends receive and send.
    pub fn is_duplex(&self) -> bool {
        self.duplex
    }

    /// Whether any handle of this end is open.
    pub fn is_open(&self, end: End) -> bool {
        self.at(end).handles > 0
    }

    /// Messages on their way to this end, the next first.
    pub fn inbox(&self, end: End) -> impl ExactSizeIterator<Item = &T> {
        self.at(end).inbox.iter().map(|(item, _)| item)
    }

    /// Who waits at this end for a message.
    pub fn receivers(&self, end: End) -> &Line {
        &self.at(end).receivers
    }

    /// Who waits at this end for room to send.
    pub fn senders(&self, end: End) -> &Line {
        &self.at(end.peer()).senders
    }

    /// Takes a waiting or woken task out (timeout, abandoned). There is no wake to pass on: all were woken.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        for end in &mut self.ends {
            end.receivers.leave(me);
            end.senders.leave(me);
        }
        Woken::new()
    }

    /// Messages on their way to A and to B: `0+2`.
    pub fn describe(&self) -> String {
        format!("{}+{}", self.ends[0].inbox.len(), self.ends[1].inbox.len())
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        for end in [End::A, End::B] {
            let here = self.at(end);
            here.receivers.check(0);
            here.senders.check(0);
            let both_open = self.is_open(End::A) && self.is_open(End::B);
            assert!(
                here.receivers.is_empty() || (here.inbox.is_empty() && both_open),
                "somebody waits beside a message or a closed end"
            );
            assert!(
                here.senders.is_empty() || (!here.inbox.is_empty() && both_open),
                "somebody waits for room that is there, or at a closed end"
            );
        }
    }

    fn readable(&self, end: End) -> Result<(), Raised> {
        if self.at(end).handles == 0 {
            Err(CLOSED)
        } else if !self.duplex && end == End::B {
            Err(Raised::new(Exception::OsError, "connection is write-only"))
        } else {
            Ok(())
        }
    }

    fn at(&self, end: End) -> &Side<T> {
        &self.ends[end as usize]
    }

    fn at_mut(&mut self, end: End) -> &mut Side<T> {
        &mut self.ends[end as usize]
    }
}

const CLOSED: Raised = Raised::new(Exception::OsError, "handle is closed");
