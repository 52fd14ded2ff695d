//! The methods of a barrier.

use crate::primitive::{Wait, plain_wait};
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::value::{Str, Value};
use crate::trace::ObjectId;
use crate::world::arguments::named;
use crate::world::operate::{Doing, Tried};
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
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let own = match &self.world.thing(object).what {
                What::Barrier(_, _, timeout) => *timeout,
                _ => None,
            };
            let seconds = self.seconds(&timeout)?.or(own);
            let wait = match plain_wait(seconds)? {
                // It lets go of the barrier's lock all the same, and another may come before it has it back.
                Wait::No | Wait::Negative => Wait::For(0),
                wait => wait,
            };
            return self.begin(Doing::BarrierWait(object), wait, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        let reset = name == "reset";
        match self.try_barrier_end(object, reset) {
            Tried::Done(value) => self.finish(value, then),
            // An action runs: only now there is a wait to be told of.
            _ => self.begin(Doing::BarrierEnd(object, reset), Wait::Forever, then),
        }
    }
}
