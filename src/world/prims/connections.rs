//! The methods of a pipe's ends.

use crate::primitive::{End, Wait, plain_wait};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::ops;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    /// Whether one can receive at this end of a pipe, or else send.
    pub(super) fn allows(&mut self, handle: ObjectId, to_receive: bool) -> bool {
        let Some((pipe, end)) = self.world.end_of(handle) else {
            return false;
        };
        match &self.world.thing(pipe).what {
            What::Pipe(state) => state.is_duplex() || to_receive == (end == End::A),
            _ => false,
        }
    }

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
                self.process.closed.insert(handle);
                let open = self.process.ends.remove(&handle);
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
            "send_bytes" => {
                let parameters = ["buf", "offset", "size"];
                let [bytes, offset, size] = named("send_bytes", parameters, 1, args, keywords)?;
                let Value::Bytes(bytes) = bytes else {
                    let ty = ops::type_name(&self.process.heap, &bytes);
                    let text = format!("memoryview: a bytes-like object is required, not '{ty}'");
                    return Err(Fault::type_error(text));
                };
                let offset = self.int_or(&offset, 0)?;
                let Some(rest) = usize::try_from(offset)
                    .ok()
                    .and_then(|from| bytes.get(from..))
                else {
                    let why = if offset < 0 {
                        "offset is negative"
                    } else {
                        "buffer length < offset"
                    };
                    return Err(Fault::value_error(why));
                };
                let size = self.int_or(&size, rest.len() as i64)?;
                let Some(sent) = usize::try_from(size).ok().and_then(|size| rest.get(..size))
                else {
                    let why = if size < 0 {
                        "size is negative"
                    } else {
                        "buffer length < offset + size"
                    };
                    return Err(Fault::value_error(why));
                };
                let length = sent.len() + 4;
                let item = self.load(pipe, Value::Bytes(sent.into()))?;
                self.begin(Doing::Send(pipe, end, item, length), Wait::Forever, then)
            }
            "recv_bytes" => {
                named("recv_bytes", ["maxlength"], 0, args, keywords)?;
                self.begin(Doing::Recv(pipe, end), Wait::Forever, then)
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
