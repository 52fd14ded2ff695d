//! One try of an operation on what it is about.

use super::{Answer, Doing, Tried, Waiting, side_word};
use crate::primitive::{Saved, Try, Wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::value::Value;
use crate::trace::{Done, ObjectId, Op};
use crate::world::run::Machine;
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn try_once(&mut self, waiting: &mut Waiting, wait: Wait) -> Res<Tried> {
        let me = self.task.id;
        if waiting.expired
            && !self.looks_again(&waiting.doing)
            && !matches!(
                waiting.doing,
                Doing::Sleep(_) | Doing::ConditionWait(..) | Doing::BarrierWait(_)
            )
        {
            return Ok(Tried::Busy);
        }
        Ok(match &mut waiting.doing {
            Doing::Acquire(object) => self.try_acquire(*object, wait),
            Doing::Restore(object, saved) => self.try_restore(*object, *saved),
            Doing::AcquireSide(object, side) => {
                let (object, side) = (*object, *side);
                let What::RwLock(lock) = &mut self.world.thing(object).what else {
                    return Ok(Tried::Busy);
                };
                match lock.acquire(me, side, wait) {
                    Try::Done(()) => {
                        let done = Done {
                            name: Some(side_word(side).into()),
                            ..self.effect(Op::Acquire, object)
                        };
                        self.done(done);
                        Tried::Done(Value::Bool(true))
                    }
                    other => tried(other),
                }
            }
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
                let thing = self.world.thing(object);
                let processes = thing.process;
                let What::Condition(condition, _) = &mut thing.what else {
                    return Ok(Tried::Busy);
                };
                if !waiting.expired && condition.line().is_waiting(me) {
                    if wait != Wait::No {
                        return Ok(Tried::Blocked);
                    }
                    waiting.expired = true;
                    return Ok(Tried::Late);
                }
                let picked = !waiting.expired;
                // One of `multiprocessing` counts those whose time is up out before it goes for the lock.
                if picked || processes {
                    condition.finish(me);
                } else {
                    condition.expire(me);
                }
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
                        self.note_taken(lock, true);
                        let back = Done {
                            left: Some(i64::from(saved.depth())),
                            ..self.effect(Op::Acquire, lock)
                        };
                        self.done(back);
                        if let What::Condition(condition, _) = &mut self.world.thing(object).what
                            && !picked
                        {
                            condition.finish(me);
                        }
                        // That an interrupted wait is over has been told.
                        if self.task.interrupt.is_none() {
                            let done = Done {
                                flag: Some(picked),
                                ..self.effect(Op::Wait, object)
                            };
                            self.done(done);
                        }
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
            Doing::Feed(object, told) => {
                let (object, before) = (*object, *told);
                let tried = self.try_feed(object, before);
                if let (Tried::Blocked, false) = (&tried, self.rests(object)) {
                    *told = true;
                }
                tried
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
                self.try_barrier(object, expired, waiting)
            }
            Doing::BarrierEnd(object, reset) => {
                let (object, reset) = (*object, *reset);
                self.try_barrier_end(object, reset)
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
                        self.note_given(object, 1, wait != Wait::No);
                        self.world.wake(&woken);
                        let done = Done {
                            item: text,
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
                        self.note_taken(object, true);
                        self.world.wake(&woken);
                        let done = Done {
                            item: item.text.clone(),
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
                    let fault = Fault::new(Exc::EOFError, "EOF when reading a line");
                    Tried::Raised(fault, Vec::new())
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

    /// An event of `multiprocessing` that has been set since one's time was up.
    fn looks_again(&self, doing: &Doing) -> bool {
        let Doing::EventWait(object) = doing else {
            return false;
        };
        let thing = &self.world.objects[object.index()];
        matches!(&thing.what, What::Event(event) if event.looks_again() && event.is_set())
    }

    fn try_restore(&mut self, object: ObjectId, saved: Saved) -> Tried {
        let me = self.task.id;
        match self.world.thing(object).acquire_restore(me, saved) {
            Try::Done(()) => {
                self.note_taken(object, true);
                let done = Done {
                    left: Some(i64::from(saved.depth())),
                    ..self.effect(Op::Acquire, object)
                };
                self.done(done);
                Tried::Done(Value::None)
            }
            other => tried(other),
        }
    }

    pub(super) fn try_acquire(&mut self, object: ObjectId, wait: Wait) -> Tried {
        let me = self.task.id;
        let tried_left = match &mut self.world.thing(object).what {
            What::Lock(lock) => lock.acquire(me, wait).map(|()| 1),
            What::RLock(lock) => lock.acquire(me, wait).map(i64::from),
            What::Semaphore(semaphore) => semaphore.acquire(me, wait).map(|left| left as i64),
            _ => return Tried::Busy,
        };
        match tried_left {
            Try::Done(left) => {
                self.note_taken(object, wait != Wait::No);
                if self.heard(object) {
                    let done = Done {
                        left: Some(left),
                        ..self.effect(Op::Acquire, object)
                    };
                    self.done(done);
                }
                Tried::Done(Value::Bool(true))
            }
            other => tried(other),
        }
    }
}

pub(super) fn tried<T>(result: Try<T>) -> Tried {
    match result.map(drop) {
        Try::Done(()) => Tried::Done(Value::None),
        Try::Blocked => Tried::Blocked,
        Try::Busy => Tried::Busy,
        Try::Raised(raised) => Tried::Raised(raised.into(), Vec::new()),
    }
}
