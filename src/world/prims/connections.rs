//! The methods of a pipe's ends.

use crate::primitive::{Wait, plain_wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn call_connection(
        &mut self,
        handle: ObjectId,
        name: &str,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let Some((pipe, end)) = self.world.end_of(handle) else {
            return Ok(Go::On);
        };
        match name {
            "__enter__" => {
                let prim = Prim {
                    id: handle,
                    kind: PrimType::Connection,
                };
                return self.give(Value::Prim(prim), then);
            }
            "close" | "__exit__" => {
                let open = self.process.closed.insert(handle);
                if open && let What::Pipe(pipe_state) = &mut self.world.thing(pipe).what {
                    let woken = pipe_state.close(end);
                    self.world.wake(&woken);
                    let done = Done {
                        woken,
                        ..self.effect(Op::Close, pipe)
                    };
                    self.done(done);
                    return self.finish(Value::None, then);
                }
                return self.give(Value::None, then);
            }
            _ => {}
        }
        if self.process.closed.contains(&handle) {
            return Err(Fault::new(Exc::OSError, "handle is closed"));
        }
        match name {
            "send" => {
                let [value] = named("send", ["obj"], 1, args, keywords)?;
                let size = self.show(&value).len() + 16;
                let item = self.load(pipe, value)?;
                self.begin(Doing::Send(pipe, end, item, size), Wait::Forever, then)
            }
            "recv" => {
                named::<0>("recv", [], 0, args, keywords)?;
                self.begin(Doing::Recv(pipe, end), Wait::Forever, then)
            }
            "poll" => {
                let [timeout] = named("poll", ["timeout"], 0, args, keywords)?;
                let wait = match &timeout {
                    Value::Unbound => Wait::No,
                    timeout => plain_wait(self.seconds(timeout)?)?,
                };
                self.begin(Doing::Poll(pipe, end), wait, then)
            }
            _ => self.give(Value::Int(i64::from(handle.0)), then),
        }
    }
}
