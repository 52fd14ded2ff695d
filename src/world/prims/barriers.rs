//! The methods of a barrier.

use crate::primitive::{Try, plain_wait};
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn call_barrier(
        &mut self,
        object: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let me = self.task.id;
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let own = match &self.world.thing(object).what {
                What::Barrier(_, _, timeout) => *timeout,
                _ => None,
            };
            let seconds = self.seconds(&timeout)?.or(own);
            return self.begin(Doing::BarrierWait(object), plain_wait(seconds)?, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        let op = if name == "reset" {
            Op::Reset
        } else {
            Op::Abort
        };
        let What::Barrier(barrier, ..) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let result = if name == "reset" {
            barrier.reset(me)
        } else {
            barrier.abort(me)
        };
        match result {
            Try::Done(woken) => {
                self.world.wake(&woken);
                let done = Done {
                    woken,
                    ..self.effect(op, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Try::Raised(raised) => Ok(self.refuse(op, object, raised.into())),
            // An action runs; it is over soon, and then this is tried again.
            Try::Blocked | Try::Busy => {
                let woken = self.world.thing(object).forget(me);
                self.world.wake(&woken);
                let prim = Prim {
                    id: object,
                    kind: PrimType::Barrier,
                };
                self.prelude(
                    "_barrier_again",
                    vec![Value::Prim(prim), Value::from(name)],
                    then,
                )
            }
        }
    }
}
