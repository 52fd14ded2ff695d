//! The methods of the queues.

use crate::primitive::{Wait, process_wait, queue_wait, simple_queue_wait};
use crate::python::exceptions::{Fault, Res};
use crate::python::frame::Then;
use crate::python::value::{Prim, PrimType, Str, Value};
use crate::trace::{Done, ObjectId, Op};
use crate::world::arguments::named;
use crate::world::operate::Doing;
use crate::world::run::{Go, Machine};
use crate::world::things::What;

impl Machine<'_> {
    pub(super) fn call_queue(
        &mut self,
        prim: Prim,
        name: &str,
        mut args: Vec<Value>,
        mut keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        let object = prim.id;
        let (process, simple) = (
            self.world.thing(object).process,
            prim.kind == PrimType::SimpleQueue,
        );
        if super::lacks(self.world.thing(object), prim.kind, name) {
            return Err(super::no_attribute(prim, name));
        }
        if matches!(name, "put" | "get") && self.process.closed.contains(&object) {
            let queue = self.world.describe_prim(prim);
            return Err(Fault::value_error(format!("Queue {queue} is closed")));
        }
        match name {
            "put_nowait" => {
                args.push(Value::Bool(false));
                return self.call_queue(prim, "put", args, keywords, then);
            }
            "get_nowait" => {
                args.push(Value::Bool(false));
                return self.call_queue(prim, "get", args, keywords, then);
            }
            "put" if self.is_fed(object) && !self.has_feeder(object) => {
                return self.first_put(prim, args, keywords, then);
            }
            "put" => {
                if process {
                    rename(&mut keywords, "obj", "item");
                }
                let [item, block, timeout] =
                    named("put", ["item", "block", "timeout"], 1, args, keywords)?;
                let wait = if simple {
                    Wait::Forever
                } else {
                    self.queue_wait(process, &block, &timeout)?
                };
                let item = self.load(object, item)?;
                return self.begin(Doing::Put(object, item), wait, then);
            }
            "get" => {
                let [block, timeout] = named("get", ["block", "timeout"], 0, args, keywords)?;
                let wait = if simple && !process {
                    simple_queue_wait(self.truth_or(&block, true)?, self.seconds(&timeout)?)?
                } else {
                    self.queue_wait(process, &block, &timeout)?
                };
                return self.begin(Doing::Get(object), wait, then);
            }
            "join" => {
                named::<0>("join", [], 0, args, keywords)?;
                return self.begin(Doing::QueueJoin(object), Wait::Forever, then);
            }
            "shutdown" => {
                let [immediate] = named("shutdown", ["immediate"], 0, args, keywords)?;
                let immediate = self.truth_or(&immediate, false)?;
                let What::Queue(queue) = &mut self.world.thing(object).what else {
                    return Ok(Go::On);
                };
                let woken = queue.shutdown(immediate);
                let left = Some(queue.len() as i64);
                let unfinished = queue.unfinished().map(|count| count as i64);
                self.world.wake(&woken);
                let done = Done {
                    left,
                    unfinished,
                    woken,
                    ..self.effect(Op::Close, object)
                };
                self.done(done);
                return self.finish(Value::None, then);
            }
            _ => {}
        }
        named::<0>(name, [], 0, args, keywords)?;
        if name == "task_done" {
            return self.deal_with(object, then);
        }
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let len = queue.len() as i64;
        let value = match name {
            // What is on its way counts.
            "qsize" => Value::Int(len + queue.away() as i64),
            "empty" => Value::Bool(queue.is_empty()),
            "full" => Value::Bool(queue.is_full()),
            "close" if process => {
                self.process.closed.insert(object);
                self.close_feeder(object);
                return self.give(Value::None, then);
            }
            "join_thread" => return self.join_feeder(prim, then),
            "cancel_join_thread" => {
                let feeder = self.process.feeders.entry(object).or_default();
                feeder.abandoned = true;
                return self.give(Value::None, then);
            }
            _ => return self.give(Value::None, then),
        };
        let flag = match &value {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        };
        self.query(object, flag, Some(len), value, then)
    }

    /// `task_done()`
    pub(super) fn deal_with(&mut self, object: ObjectId, then: Then) -> Res<Go> {
        let What::Queue(queue) = &mut self.world.thing(object).what else {
            return Ok(Go::On);
        };
        let left = Some(queue.len() as i64);
        let result = queue.task_done();
        let unfinished = queue.unfinished().map(|count| count as i64);
        match result {
            Ok(woken) => {
                let me = self.task.id;
                self.world.thing(object).was_dealt_with(me);
                self.world.wake(&woken);
                let done = Done {
                    left,
                    unfinished,
                    woken,
                    ..self.effect(Op::TaskDone, object)
                };
                self.done(done);
                self.finish(Value::None, then)
            }
            Err(raised) => Ok(self.refuse(Op::TaskDone, object, raised.into())),
        }
    }

    fn queue_wait(&mut self, process: bool, block: &Value, timeout: &Value) -> Res<Wait> {
        let block = self.truth_or(block, true)?;
        let seconds = self.seconds(timeout)?;
        Ok(if process {
            process_wait(block, seconds)?
        } else {
            queue_wait(block, seconds)?
        })
    }
}

fn rename(keywords: &mut [(Str, Value)], from: &str, to: &str) {
    for (name, _) in keywords {
        if &**name == from {
            *name = to.into();
        }
    }
}
