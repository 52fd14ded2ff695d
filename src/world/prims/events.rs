//! The methods of an event.

use crate::primitive::plain_wait;
use crate::python::exceptions::Res;
use crate::python::frame::Then;
use crate::python::value::{Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn call_event(
        &mut self,
        object: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        if name == "wait" {
            let [timeout] = named("wait", ["timeout"], 0, args, keywords)?;
            let wait = plain_wait(self.seconds(&timeout)?)?;
            return self.begin(Doing::EventWait(object), wait, then);
        }
        named::<0>(name, [], 0, args, keywords)?;
        let What::Event(event) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        match name {
            "is_set" | "isSet" => {
                let set = event.is_set();
                self.query(object, Some(set), None, Value::Bool(set), then)
            }
            "set" => {
                let woken = event.set();
                self.note_given(object, 1, false);
                self.world.wake(&woken);
                let done = Done {
                    flag: Some(true),
                    woken,
                    ..self.effect(Op::Set, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            _ => {
                event.clear();
                let done = Done {
                    flag: Some(false),
                    ..self.effect(Op::Clear, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
        }
    }
}
