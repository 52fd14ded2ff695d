//! A try to pass a barrier.

use super::{Tried, Waiting};
use crate::primitive::{Arrival, Try, Wait};
use crate::python::value::{PrimType, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::run::Machine;
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn try_barrier(
        &mut self,
        object: ObjectId,
        expired: bool,
        waiting: &mut Waiting,
    ) -> Tried {
        let me = self.task.id;
        // However little time there is: it stands inside until it runs again.
        let wait = waiting.wait;
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
                    Err(fault) => Tried::Raised(fault, Vec::new()),
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
                Tried::Raised(raised.into(), woken)
            }
        }
    }

    /// `reset` or `abort`.
    pub(in crate::world) fn try_barrier_end(&mut self, object: ObjectId, reset: bool) -> Tried {
        let me = self.task.id;
        let What::Barrier(barrier, ..) = &mut self.world.thing(object).what else {
            return Tried::Busy;
        };
        let (op, tried) = if reset {
            (Op::Reset, barrier.reset(me))
        } else {
            (Op::Abort, barrier.abort(me))
        };
        match tried {
            Try::Done(woken) => {
                self.world.wake(&woken);
                let done = Done {
                    woken,
                    ..self.effect(op, object)
                };
                self.done(done);
                Tried::Done(Value::None)
            }
            Try::Raised(raised) => Tried::Raised(raised.into(), Vec::new()),
            Try::Blocked | Try::Busy => Tried::Blocked,
        }
    }
}
