//! Iteration, and generators that are resumed, yield and are exhausted.

use super::functions::{DEPTH, too_deep};
use super::{Go, Machine, RAN, abandoned};
use crate::python::code::Instr;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::{GeneratorState, Object};
use crate::python::iterate::{self, Next};
use crate::python::natives::Flow;
use crate::python::value::{HeapId, Value};

impl Machine<'_> {
    pub(super) fn get_iter(&mut self, value: &Value) -> Res<Go> {
        if let Some(Object::Generator(_)) = self.process.heap.object(value) {
            self.push(value.clone());
            return Ok(Go::On);
        }
        let flow = iterate::iter(self.heap(), value)?;
        if let Flow::Done(iterator) = &flow
            && self.reads_shared(value)
        {
            let iterator = iterator.clone();
            self.push(iterator);
            return Ok(self.read_whole(value));
        }
        self.flow(flow)
    }

    pub(super) fn for_iter(&mut self, done: u32) -> Res<Go> {
        let iterator = self.top();
        match iterate::next(self.heap(), &iterator)? {
            Next::Item(value) => self.push(value),
            Next::Done => {
                self.pop();
                self.frame().pc = done as usize;
            }
            Next::Resume(id) => return self.resume(id, Value::None),
            Next::Call(method) => return self.call(method, Vec::new(), Vec::new(), Then::Push),
        }
        Ok(Go::On)
    }

    /// Whether others may find a generator running, or at rest.
    pub(super) fn others_see(&self, generator: HeapId) -> bool {
        self.process.live > 1 && self.process.heap.is_escaped(generator)
    }

    /// Goes on with a generator; the frame beneath gets what it yields.
    pub(in crate::world) fn resume(&mut self, id: HeapId, sent: Value) -> Res<Go> {
        if self.task.frames.len() >= DEPTH {
            return Err(too_deep());
        }
        let Object::Generator(generator) = self.heap().get_mut(id) else {
            return Err(Fault::type_error("not a generator"));
        };
        match (generator.state, generator.frame.take()) {
            (GeneratorState::Running, frame) => {
                generator.frame = frame;
                let fault = Fault::value_error("generator already executing");
                if self.others_see(id) {
                    return Ok(self.raised_visibly(fault));
                }
                Err(fault)
            }
            (state, Some(mut frame)) => {
                if state == GeneratorState::Created {
                    if !sent.is_none() {
                        generator.frame = Some(frame);
                        return Err(Fault::type_error(
                            "can't send non-None value to a just-started generator",
                        ));
                    }
                } else {
                    frame.stack.push(sent);
                }
                generator.state = GeneratorState::Running;
                frame.then = Then::Generator(id);
                if abandoned::is_guarded(&frame) && state == GeneratorState::Suspended {
                    self.process.guarded = self.process.guarded.saturating_sub(1);
                }
                // Others may find it running.
                let seen = self.others_see(id);
                self.task.frames.push(frame);
                Ok(if seen { RAN } else { Go::On })
            }
            (_, None) => self.exhausted(Value::None),
        }
    }

    /// A generator that the running frame has asked for more has ended.
    pub(super) fn exhausted(&mut self, value: Value) -> Res<Go> {
        if self.stop_iteration(&value) {
            return Ok(Go::On);
        }
        let args = if value.is_none() {
            Vec::new()
        } else {
            vec![value]
        };
        Err(Fault::with(Exc::StopIteration, args))
    }

    /// Ends the iteration that the running frame is in the middle of; false if it is in none.
    pub(in crate::world) fn stop_iteration(&mut self, value: &Value) -> bool {
        let Some(frame) = self.task.frames.last_mut() else {
            return false;
        };
        let Some(before) = frame.pc.checked_sub(1) else {
            return false;
        };
        match frame.code.body.instrs[before] {
            Instr::ForIter(done) => {
                frame.stack.pop();
                frame.pc = done as usize;
                true
            }
            Instr::YieldFrom => {
                frame.stack.pop();
                frame.stack.push(value.clone());
                true
            }
            _ => false,
        }
    }

    pub(super) fn yield_value(&mut self) -> Res<Go> {
        let value = self.pop();
        let Some(mut frame) = self.task.frames.pop() else {
            return Ok(Go::On);
        };
        let Then::Generator(id) = std::mem::take(&mut frame.then) else {
            return Err(Fault::new(Exc::SystemError, "yield outside of a generator"));
        };
        self.heap().charge(0)?;
        let guarded = abandoned::is_guarded(&frame);
        self.process.guarded += u32::from(guarded);
        if let Object::Generator(generator) = self.heap().get_mut(id) {
            generator.frame = Some(frame);
            generator.state = GeneratorState::Suspended;
        }
        let seen = self.others_see(id);
        let go = self.yielded(value)?;
        if guarded {
            self.yielded_once(id);
        }
        Ok(if seen { RAN } else { go })
    }

    /// Hands a yielded value to the frame that has resumed the generator.
    fn yielded(&mut self, value: Value) -> Res<Go> {
        let Some(frame) = self.task.frames.last_mut() else {
            return Ok(Go::On);
        };
        if frame.code.body.instrs[frame.pc - 1] == Instr::YieldFrom {
            // What the inner one yields, the outer one yields; the instruction runs again with what is sent.
            frame.pc -= 1;
            frame.stack.push(value);
            return self.yield_value();
        }
        frame.stack.push(value);
        Ok(Go::On)
    }

    /// `iterator sent -> result`
    pub(super) fn yield_from(&mut self) -> Res<Go> {
        let sent = self.pop();
        let iterator = self.top();
        match iterate::next(self.heap(), &iterator)? {
            Next::Item(value) => {
                self.frame().pc -= 1;
                self.push(value);
                self.yield_value()
            }
            Next::Done => {
                self.pop();
                self.push(Value::None);
                Ok(Go::On)
            }
            Next::Resume(id) => self.resume(id, sent),
            Next::Call(_) => {
                // A generator of the prelude asks the program's own iterator in its place.
                self.pop();
                self.frame().pc -= 1;
                let go = self.prelude("_forward", vec![iterator], Then::Push)?;
                self.push(sent);
                Ok(go)
            }
        }
    }
}
