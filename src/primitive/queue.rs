//! `queue.Queue`, `LifoQueue`, `PriorityQueue`, `SimpleQueue`, and the queues of `multiprocessing`.

mod fed;
mod heap;

use std::collections::VecDeque;

use fed::Fed;

use super::{Exception, Line, Raised, Try, Wait, Woken};
use crate::trace::TaskId;

/// In which order a queue gives its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// First in, first out.
    Fifo,
    /// Last in, first out.
    Lifo,
    /// The smallest first, as the comparison that the caller gives tells; equal ones in the order of Python's `heapq`.
    Priority,
}

/// Items, a capacity, a count of unfinished tasks, and three waiting lines: of getters, putters and joiners.
///
/// * `put` while full and `get` while empty stand in line. A put wakes the first getter, a get the first putter; nothing is
///   handed over, so a newcomer may take the item or the slot, and the woken one goes to the back.
/// * `task_done` counts down what `put` counted up; at 0 it wakes all joiners, which test again.
/// * `shutdown` wakes getters and putters, and if immediate throws the items away and wakes the joiners too; nobody
///   waits for items or slots from then on.
///
/// `put` and `get` take a comparison `less(a, b)`, which only priority queues call and which may fail. If it fails, the result
/// is its error and **nothing has changed**, not even that `me` was woken: call again (with a comparison that knows more by
/// then), or else [`put_failing`](Queue::put_failing) or [`get_failing`](Queue::get_failing): Python's heap keeps or loses an
/// item then.
///
/// Invariants: while getters wait, at least as many are on their way as there are items, and while putters wait, as there are free
/// slots (unless the program has assigned `maxsize` or a comparison failed, which wakes nobody in `CPython`); joiners wait only while something is
/// unfinished; after a shutdown nobody waits to get or put; a queue that does not count has nobody to join it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Queue<T> {
    order: Order,
    /// As the program gave it: no bound below 1.
    maxsize: i64,
    /// In order of insertion; for a priority queue a binary heap.
    items: VecDeque<T>,
    /// Puts not yet answered by `task_done`; none for queues without `task_done` and `join`.
    unfinished: Option<u64>,
    shut: bool,
    /// The program has assigned `maxsize`, or a comparison has failed for good: an item or a slot may be there that
    /// nobody was woken for, as in `CPython`.
    unsteady: bool,
    getters: Line,
    putters: Line,
    joiners: Line,
    /// Its pipe, if what is put into it has to be carried there.
    fed: Option<Fed>,
}

/// What a put has done: who was woken (at most one getter).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Put {
    /// The getter.
    pub woken: Woken,
}

/// What a get has done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Got<T> {
    /// The item.
    pub item: T,
    /// The putter that was woken, if any, and the feeders.
    pub woken: Woken,
}

const SHUT_DOWN: Raised = Raised::new(Exception::ShutDown, "");
const NEGATIVE: Raised = Raised::new(
    Exception::ValueError,
    "'timeout' must be a non-negative number",
);

impl<T> Queue<T> {
    /// What a `get` raises in Python when it is [`Try::Busy`], or timed out.
    pub const EMPTY: Raised = Raised::new(Exception::Empty, "");
    /// What a `put` raises in Python when it is [`Try::Busy`], or timed out.
    pub const FULL: Raised = Raised::new(Exception::Full, "");

    /// `Queue(maxsize)`, `LifoQueue`, `PriorityQueue`, `JoinableQueue`; unbounded for a `maxsize` below 1.
    pub fn new(order: Order, maxsize: i64) -> Self {
        Self {
            order,
            maxsize,
            items: VecDeque::new(),
            unfinished: Some(0),
            shut: false,
            unsteady: false,
            getters: Line::default(),
            putters: Line::default(),
            joiners: Line::default(),
            fed: None,
        }
    }

    /// `SimpleQueue()`, or with a bound `multiprocessing.Queue(maxsize)`: without `task_done` and `join`.
    pub fn simple(maxsize: i64) -> Self {
        Self {
            unfinished: None,
            ..Self::new(Order::Fifo, maxsize)
        }
    }

    /// `put`: done with the getter that is woken; `Busy` is Python's [`FULL`](Self::FULL). The item is taken only if
    /// it is done: keep a clone for the retry.
    ///
    /// Raises `ShutDown` after a shutdown, `ValueError` for a negative timeout of a bounded queue.
    ///
    /// # Errors
    /// The comparison's; nothing has changed then.
    pub fn put<E>(
        &mut self,
        me: TaskId,
        item: T,
        wait: Wait,
        less: impl FnMut(&T, &T) -> Result<bool, E>,
    ) -> Result<Try<Put>, E> {
        if self.shut {
            self.putters.leave(me);
            return Ok(Try::Raised(SHUT_DOWN));
        }
        if self.maxsize > 0 && wait == Wait::Negative {
            return Ok(Try::Raised(NEGATIVE));
        }
        if self.is_full() {
            return Ok(self.putters.stand(me, wait));
        }
        match self.order {
            Order::Fifo | Order::Lifo => self.items.push_back(item),
            Order::Priority => heap::push(&mut self.items, item, less)?,
        }
        self.putters.leave(me);
        if let Some(unfinished) = &mut self.unfinished {
            *unfinished += 1;
        }
        Ok(Try::Done(Put {
            woken: self.getters.wake(1),
        }))
    }

    /// `get`: done with the item and the putter that is woken; `Busy` is Python's [`EMPTY`](Self::EMPTY).
    ///
    /// Raises `ShutDown` on an empty queue after a shutdown, `ValueError` for a negative timeout.
    ///
    /// # Errors
    /// The comparison's; nothing has changed then.
    pub fn get<E>(
        &mut self,
        me: TaskId,
        wait: Wait,
        less: impl FnMut(&T, &T) -> Result<bool, E>,
    ) -> Result<Try<Got<T>>, E> {
        if self.shut && self.items.is_empty() {
            self.getters.leave(me);
            return Ok(Try::Raised(SHUT_DOWN));
        }
        if wait == Wait::Negative {
            return Ok(Try::Raised(NEGATIVE));
        }
        let item = match self.order {
            Order::Fifo => self.items.pop_front(),
            Order::Lifo => self.items.pop_back(),
            Order::Priority => heap::pop(&mut self.items, less)?,
        };
        Ok(match item {
            Some(item) => {
                self.getters.leave(me);
                let mut woken = self.putters.wake(1);
                if let Some(fed) = &mut self.fed {
                    woken.extend(fed.taken());
                }
                Try::Done(Got { item, woken })
            }
            None => self.getters.stand(me, wait),
        })
    }

    /// A `put` whose comparison has failed for good: the item is in all the same, not counted as unfinished, and
    /// nobody is woken for it.
    pub fn put_failing<E>(
        &mut self,
        me: TaskId,
        item: T,
        less: impl FnMut(&T, &T) -> Result<bool, E>,
    ) {
        heap::push_failing(&mut self.items, item, less);
        self.putters.leave(me);
        self.unsteady = true;
    }

    /// A `get` whose comparison has failed for good: the item is lost, and nobody is woken for its slot.
    pub fn get_failing<E>(&mut self, me: TaskId, less: impl FnMut(&T, &T) -> Result<bool, E>) {
        heap::pop_failing(&mut self.items, less);
        self.getters.leave(me);
        self.unsteady = true;
    }

    /// `task_done`: wakes all joiners if that was the last unfinished one. It counts puts, not gets (QUE-26).
    ///
    /// # Errors
    /// `ValueError` if nothing is unfinished.
    pub fn task_done(&mut self) -> Result<Woken, Raised> {
        match &mut self.unfinished {
            Some(unfinished @ 1..) => {
                *unfinished -= 1;
                let last = *unfinished == 0;
                Ok(if last {
                    self.joiners.wake_all()
                } else {
                    Woken::new()
                })
            }
            _ => Err(Raised::new(
                Exception::ValueError,
                "task_done() called too many times",
            )),
        }
    }

    /// `join`: done while nothing is unfinished. A woken joiner tests again: a put may have come in between.
    pub fn join(&mut self, me: TaskId) -> Try<()> {
        if self.unfinished.unwrap_or(0) == 0 {
            self.joiners.leave(me);
            return Try::Done(());
        }
        self.joiners.stand(me, Wait::Forever)
    }

    /// `shutdown(immediate)`, any number of times: wakes everybody who waits to get or put; if immediate, throws the
    /// items away as if each were dealt with, and wakes the joiners (those that still find something unfinished, got but
    /// not yet dealt with, wait on).
    pub fn shutdown(&mut self, immediate: bool) -> Woken {
        self.shut = true;
        let mut woken = Woken::new();
        if immediate {
            if let Some(unfinished) = &mut self.unfinished {
                *unfinished = unfinished.saturating_sub(self.items.len() as u64);
            }
            self.items.clear();
            woken.extend(self.joiners.wake_all());
        }
        woken.extend(self.getters.wake_all());
        woken.extend(self.putters.wake_all());
        woken
    }

    /// Assigns `maxsize`; wakes nobody, as in Python.
    pub fn set_maxsize(&mut self, maxsize: i64) {
        self.maxsize = maxsize;
        self.unsteady = true;
    }

    /// `maxsize`, as given.
    pub fn maxsize(&self) -> i64 {
        self.maxsize
    }

    /// In which order it gives its items.
    pub fn order(&self) -> Order {
        self.order
    }

    /// `qsize()`.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// `empty()`.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// `full()`: at least `maxsize` items, never for an unbounded queue.
    pub fn is_full(&self) -> bool {
        self.room() == 0
    }

    /// `is_shutdown`.
    pub fn is_shut(&self) -> bool {
        self.shut
    }

    /// `unfinished_tasks`; none if it does not count them.
    pub fn unfinished(&self) -> Option<u64> {
        self.unfinished
    }

    /// The items as they are stored: in order of insertion, or as a heap, the smallest first.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &T> {
        self.items.iter()
    }

    /// All of its state but the items.
    pub fn outline(&self) -> impl std::hash::Hash + '_ {
        let lines = (&self.getters, &self.putters, &self.joiners);
        let kind = (self.order, self.maxsize, self.shut, self.unsteady);
        (kind, self.items.len(), self.unfinished, lines, &self.fed)
    }

    /// Who waits for an item.
    pub fn getters(&self) -> &Line {
        &self.getters
    }

    /// Who waits for a slot.
    pub fn putters(&self) -> &Line {
        &self.putters
    }

    /// Who waits until nothing is unfinished.
    pub fn joiners(&self) -> &Line {
        &self.joiners
    }

    /// Takes a waiting or woken task out (timeout, abandoned, a failed comparison), passing on a wake that would be lost.
    pub fn forget(&mut self, me: TaskId) -> Woken {
        let mut woken = self.getters.forget(me, self.items.len());
        woken.extend(self.putters.forget(me, self.room()));
        self.joiners.leave(me);
        if let Some(fed) = &mut self.fed {
            woken.extend(fed.forget(me));
        }
        woken
    }

    /// Size and capacity, `2/4`, or the size alone. Python's `repr` of a queue tells neither.
    pub fn describe(&self) -> String {
        if self.maxsize > 0 {
            format!("{}/{}", self.items.len(), self.maxsize)
        } else {
            self.items.len().to_string()
        }
    }

    /// Panics if an invariant does not hold.
    pub fn check(&self) {
        let for_getters = if self.unsteady { 0 } else { self.items.len() };
        self.getters.check(for_getters);
        self.putters
            .check(if self.unsteady { 0 } else { self.room() });
        self.joiners.check(0);
        assert!(
            self.unfinished.unwrap_or(0) > 0 || self.joiners.is_empty(),
            "somebody joins although nothing is unfinished"
        );
        assert!(
            !self.shut || (self.getters.is_empty() && self.putters.is_empty()),
            "somebody waits at a queue that was shut down"
        );
        assert!(
            self.unsteady || self.maxsize <= 0 || self.items.len() as u64 <= self.maxsize as u64,
            "more items than the capacity"
        );
    }

    /// How many more items fit.
    fn room(&self) -> usize {
        match usize::try_from(self.maxsize) {
            Ok(capacity @ 1..) => capacity.saturating_sub(self.items.len() + self.away()),
            _ => usize::MAX,
        }
    }
}
