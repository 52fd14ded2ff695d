//! Queues of `multiprocessing`: what is put into one is carried to its pipe by a feeder, a thread of the process that has put.

use std::collections::VecDeque;

use super::Queue;
use crate::primitive::{Line, Pipe, Try, Wait, Woken};
use crate::trace::TaskId;

/// The pipe of a queue, and what is on its way there.
///
/// Invariants: as many sizes as there are items; nobody waits to write while there is room and nobody writes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Fed {
    /// Items that have been put and have not been sent: they have their places, and nobody can get them.
    away: usize,
    /// Bytes of the items in the pipe.
    sizes: VecDeque<usize>,
    /// Who is in the middle of writing an item, whose beginning fills the pipe.
    writing: Option<TaskId>,
    /// Who waits for room in the pipe.
    feeders: Line,
}

impl Fed {
    fn used(&self) -> usize {
        self.sizes.iter().sum()
    }

    /// An item has been got: who writes may go on.
    pub(super) fn taken(&mut self) -> Woken {
        self.sizes.pop_front();
        if self.used() < Pipe::<()>::CAPACITY {
            self.feeders.wake_all()
        } else {
            Woken::new()
        }
    }

    /// A feeder has gone.
    pub(super) fn forget(&mut self, me: TaskId) -> Woken {
        self.feeders.leave(me);
        if self.writing == Some(me) {
            self.writing = None;
            return self.feeders.wake_all();
        }
        Woken::new()
    }
}

impl<T> Queue<T> {
    /// The same queue with a pipe, which feeders carry its items to: [`promise`](Queue::promise) and
    /// [`send`](Queue::send) are its put.
    #[must_use]
    pub fn fed(self) -> Self {
        Self {
            fed: Some(Fed::default()),
            ..self
        }
    }

    /// Whether feeders carry its items.
    pub fn is_fed(&self) -> bool {
        self.fed.is_some()
    }

    /// How many items have been put and are not there yet.
    pub fn away(&self) -> usize {
        self.fed.as_ref().map_or(0, |fed| fed.away)
    }

    /// What `put` does at once: takes a place for an item that will be sent. `Busy` is Python's [`FULL`](Self::FULL).
    pub fn promise(&mut self, me: TaskId, wait: Wait) -> Try<()> {
        if self.is_full() {
            return self.putters.stand(me, wait);
        }
        self.putters.leave(me);
        if let Some(fed) = &mut self.fed {
            fed.away += 1;
        }
        if let Some(unfinished) = &mut self.unfinished {
            *unfinished += 1;
        }
        Try::Done(())
    }

    /// An item could not be pickled: its place is free again; the putter that is woken.
    pub fn withdraw(&mut self) -> Woken {
        if let Some(fed) = &mut self.fed {
            fed.away = fed.away.saturating_sub(1);
        }
        self.putters.wake(1)
    }

    /// Begins to write an item of so many bytes: done with the getter that is woken. It can be got from then on, though all
    /// of it may not be in the pipe yet: see [`finish`](Queue::finish).
    pub fn send(&mut self, me: TaskId, item: T, size: usize) -> Try<Woken> {
        let Some(fed) = &mut self.fed else {
            return Try::Busy;
        };
        let used = fed.used();
        if fed.writing.is_some() || used >= Pipe::<()>::CAPACITY {
            return fed.feeders.stand(me, Wait::Forever);
        }
        fed.feeders.leave(me);
        fed.away = fed.away.saturating_sub(1);
        fed.sizes.push_back(size);
        if used + size > Pipe::<()>::CAPACITY {
            fed.writing = Some(me);
        }
        self.items.push_back(item);
        Try::Done(self.getters.wake(1))
    }

    /// Whether somebody has begun to write an item and not come to its end.
    pub fn is_writing(&self, me: TaskId) -> bool {
        self.fed.as_ref().is_some_and(|fed| fed.writing == Some(me))
    }

    /// Writes the rest of an item: done, with the feeders that may write next, as soon as it fits into the pipe or has been
    /// got.
    pub fn finish(&mut self, me: TaskId) -> Try<Woken> {
        let Some(fed) = self.fed.as_mut().filter(|fed| fed.writing == Some(me)) else {
            return Try::Done(Woken::new());
        };
        if fed.used() > Pipe::<()>::CAPACITY {
            return fed.feeders.stand(me, Wait::Forever).map(|()| Woken::new());
        }
        fed.feeders.leave(me);
        fed.writing = None;
        Try::Done(fed.feeders.wake_all())
    }
}
