//! The instruction loop: what each instruction does, or who does it.

use super::quick::Glided;
use super::{Go, Machine};
use crate::python::code::{Conversion, Instr};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::How;
use crate::python::frame::Then;
use crate::python::heap::Object;
use crate::python::value::{Tuple, Value};
use crate::python::{dict::Dict, format, ops};
use crate::world::Outcome;
use crate::world::task::State;

/// Instructions that a step may take without meeting anything visible.
pub(super) const FUEL: u32 = 20_000;

impl Machine<'_> {
    /// Runs up to the next line, or through one visible operation; further if the [turn](super::World::turn) allows it.
    pub(in crate::world) fn run(&mut self) -> Outcome {
        let mut fuel = FUEL;
        loop {
            if self.process.heap.is_due() {
                self.collect();
            }
            if self.task.frames.is_empty() {
                return self.end();
            }
            let (instr, came) = match self.glide(&mut fuel) {
                Glided::Spent => return Outcome::Ran,
                Glided::Came(instr, came) => (instr, came),
                Glided::To(instr) => (instr, self.look_and_execute(instr)),
            };
            let outcome = match came {
                Ok(Go::On) => {
                    if matches!(instr, Instr::Line(_)) {
                        // A step of its own within the turn.
                        fuel = FUEL;
                    }
                    continue;
                }
                Ok(Go::Stop(outcome)) => outcome,
                Err(fault) => match self.raise(fault) {
                    None => continue,
                    Some(outcome) => outcome,
                },
            };
            if self.task.state == State::Ended {
                return Outcome::Ended;
            }
            let idle = self.task.waiting.is_none() && self.task.state == State::Ready;
            if !(outcome == Outcome::Ran && idle && self.world.still_alone(self.task.id)) {
                return outcome;
            }
            fuel = FUEL;
        }
    }

    fn look_and_execute(&mut self, instr: Instr) -> Res<Go> {
        let look = self.look(instr);
        let came = self.execute(instr);
        match look {
            Some(look) => self.looked(&look, came),
            None => came,
        }
    }

    fn execute(&mut self, instr: Instr) -> Res<Go> {
        match instr {
            Instr::Line(site) => return Ok(self.line(site)),
            Instr::Unfold => self.unfold(),
            Instr::Const(index) => {
                let frame = self.frame();
                let value = Value::from(&frame.code.body.consts[index as usize]);
                frame.stack.push(value);
            }
            Instr::Pop => {
                let value = self.pop();
                self.lost(&value);
            }
            Instr::Dup => {
                let top = self.top();
                self.push(top);
            }
            Instr::Dup2 => {
                let stack = &mut self.frame().stack;
                let len = stack.len();
                let (a, b) = (stack[len - 2].clone(), stack[len - 1].clone());
                stack.extend([a, b]);
            }
            Instr::Swap => {
                let stack = &mut self.frame().stack;
                let len = stack.len();
                stack.swap(len - 1, len - 2);
            }
            Instr::Rot3 => {
                let stack = &mut self.frame().stack;
                let len = stack.len();
                stack[len - 3..].rotate_right(1);
            }
            Instr::Rot4 => {
                let stack = &mut self.frame().stack;
                let len = stack.len();
                stack[len - 4..].rotate_right(1);
            }
            Instr::LoadLocal(slot) => {
                let frame = self.frame();
                let value = frame.locals[slot as usize].clone();
                if !value.is_bound() {
                    return Err(self.unbound_local(slot));
                }
                frame.stack.push(value);
            }
            Instr::StoreLocal(slot) => {
                let frame = self.frame();
                if let Some(value) = frame.stack.pop() {
                    let names = matches!(value, Value::Prim(_) | Value::Ref(_));
                    let before = std::mem::replace(&mut frame.locals[slot as usize], value);
                    if names {
                        self.name_local(slot);
                    }
                    self.lost(&before);
                }
            }
            Instr::DeleteLocal(slot) => {
                let local = &mut self.frame().locals[slot as usize];
                let before = std::mem::replace(local, Value::Unbound);
                if !before.is_bound() {
                    return Err(self.unbound_local(slot));
                }
                self.lost(&before);
            }
            Instr::LoadCell(slot) => {
                let id = self.cell(slot);
                match self.heap().get(id) {
                    Object::Cell(Some(value)) => {
                        let value = value.clone();
                        return Ok(self.loaded_cell(id, slot, &value));
                    }
                    _ => return Err(self.unbound_local(slot)),
                }
            }
            Instr::StoreCell(slot) => {
                let value = self.pop();
                if matches!(value, Value::Prim(_)) {
                    self.push(value.clone());
                    self.name_cell(slot, &value);
                    self.pop();
                }
                let id = self.cell(slot);
                return Ok(self.store_cell(id, slot, &value));
            }
            Instr::DeleteCell(slot) => {
                let id = self.cell(slot);
                if let Object::Cell(value) = self.heap().get_mut(id)
                    && value.take().is_none()
                {
                    return Err(self.unbound_local(slot));
                }
            }
            Instr::LoadClosure(slot) => {
                let cell = self.frame().locals[slot as usize].clone();
                self.push(cell);
            }
            Instr::LoadClassLocal(slot, symbol) => {
                let value = self.frame().locals[slot as usize].clone();
                if value.is_bound() {
                    self.push(value);
                } else {
                    return self.load_global(symbol);
                }
            }
            Instr::LoadGlobal(symbol) => return self.load_global(symbol),
            Instr::StoreGlobal(symbol) if self.minds() => {
                let before = self.global(symbol).clone();
                let went = self.store_global(symbol);
                self.lost(&before);
                return Ok(went);
            }
            Instr::StoreGlobal(symbol) => return Ok(self.store_global(symbol)),
            Instr::DeleteGlobal(symbol) => {
                let slot = self.global(symbol);
                let before = std::mem::replace(slot, Value::Unbound);
                if !before.is_bound() {
                    return Err(self.no_name(symbol));
                }
                self.lost(&before);
            }
            Instr::LoadAttr(name) => {
                let object = self.pop();
                return self.load_attr(&object, name);
            }
            Instr::StoreAttr(name) => {
                let object = self.pop();
                let value = self.pop();
                return self.store_attr(&object, name, &value);
            }
            Instr::DeleteAttr(name) => {
                let object = self.pop();
                let name = self.name(name);
                return self.delete_attr(&object, &name);
            }
            Instr::LoadMethod(name) => {
                let object = self.pop();
                return self.load_method(&object, name);
            }
            Instr::LoadItem => {
                let (key, object) = (self.pop(), self.pop());
                return self.load_item(&object, &key);
            }
            Instr::StoreItem => {
                let (key, object, value) = (self.pop(), self.pop(), self.pop());
                return self.store_item(&object, &key, &value);
            }
            Instr::DeleteItem => {
                let (key, object) = (self.pop(), self.pop());
                return self.delete_item(&object, &key);
            }
            Instr::Binary(op) => {
                let (b, a) = (self.pop(), self.pop());
                let flow = self.binary(op, &[a, b])?;
                return self.flow(flow);
            }
            Instr::Inplace(op) => {
                let (b, a) = (self.pop(), self.pop());
                let flow = ops::inplace(self.heap(), op, &a, &b)?;
                return self.flow(flow);
            }
            Instr::Unary(op) => {
                let a = self.pop();
                let flow = ops::unary(self.heap(), op, &a)?;
                return self.flow(flow);
            }
            Instr::Compare(op) => {
                let (b, a) = (self.pop(), self.pop());
                let flow = self.compare(op, &[a, b])?;
                return self.flow(flow);
            }
            Instr::Jump(to) => self.frame().pc = to as usize,
            Instr::JumpIfFalse(to) => return self.jump_if(to, false),
            Instr::JumpIfTrue(to) => return self.jump_if(to, true),
            Instr::BuildTuple(count) => {
                let items = self.pop_many(count as usize);
                self.heap().charge(Tuple::room(items.len()))?;
                self.push(Value::tuple(items));
            }
            Instr::BuildList(count) => {
                let items = self.pop_many(count as usize);
                let list = self.heap().list(items)?;
                self.push(list);
            }
            Instr::BuildSet(count) => {
                let items = self.pop_many(count as usize);
                if self.any_own_key(&items) {
                    return self.prelude("_keyed_set", vec![Value::tuple(items)], Then::Push);
                }
                let mut set = crate::python::set::Set::default();
                for item in items {
                    self.hashable(&item)?;
                    set.insert(item);
                }
                let set = self.heap().set(set)?;
                self.push(set);
            }
            Instr::BuildDict(count) => {
                let items = self.pop_many(count as usize * 2);
                if self.any_own_key(&items) {
                    return self.prelude("_keyed_dict", items, Then::Push);
                }
                let mut items = items.into_iter();
                let mut dict = Dict::new();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    self.hashable(&key)?;
                    dict.insert(key, value);
                }
                let dict = self.heap().dict(dict)?;
                self.push(dict);
            }
            Instr::BuildString(count) => {
                let pieces = self.pop_many(count as usize);
                let bytes = pieces.iter().filter_map(Value::as_str).map(str::len).sum();
                self.heap().charge(bytes)?;
                let mut text = String::with_capacity(bytes);
                pieces
                    .iter()
                    .filter_map(Value::as_str)
                    .for_each(|piece| text.push_str(piece));
                self.push(Value::from(text));
            }
            Instr::BuildSlice => {
                let slice = crate::python::value::Slice {
                    step: self.pop(),
                    stop: self.pop(),
                    start: self.pop(),
                };
                self.push(Value::Slice(slice.into()));
            }
            Instr::ListAppend(below) => {
                let item = self.pop();
                let list = self.below(below);
                self.heap().charge(size_of::<Value>())?;
                if let Object::List(items) = self.heap().get_mut(list) {
                    items.push(item);
                }
            }
            Instr::SetAdd(below) => {
                let item = self.pop();
                let set = self.below(below);
                if self.any_own_key(std::slice::from_ref(&item)) {
                    let args = vec![Value::Ref(set), Value::from("add"), item];
                    return self.prelude("_keyed_method", args, Then::Drop);
                }
                self.hashable(&item)?;
                self.heap().charge(3 * size_of::<Value>())?;
                if let Object::Set(set) = self.heap().get_mut(set) {
                    set.insert(item);
                }
            }
            Instr::DictAdd(below) => {
                let (value, key) = (self.pop(), self.pop());
                let dict = self.below(below);
                if self.any_own_key(std::slice::from_ref(&key)) {
                    return self.prelude(
                        "_set_item",
                        vec![Value::Ref(dict), key, value],
                        Then::Drop,
                    );
                }
                self.hashable(&key)?;
                self.heap().charge(4 * size_of::<Value>())?;
                if let Object::Dict(object) = self.heap().get_mut(dict) {
                    object.dict.insert(key, value);
                }
            }
            Instr::ListExtend => return self.extend("_list_extend"),
            Instr::SetExtend => return self.extend("_set_extend"),
            Instr::DictMerge => return self.extend("_dict_merge"),
            Instr::KeywordMerge => return self.extend("_keyword_merge"),
            Instr::ListToTuple => {
                let list = self.pop();
                if let Some(Object::List(items)) = self.process.heap.object(&list) {
                    let items = items.clone();
                    self.push(Value::tuple(items));
                }
            }
            Instr::Format(Conversion::None | Conversion::Str, false)
                if let Some(text) = self.plain_text() =>
            {
                let text = self.heap().str(text)?;
                self.pop();
                self.push(text);
            }
            Instr::Format(conversion, has_spec) => {
                let spec = if has_spec {
                    self.pop()
                } else {
                    Value::from("")
                };
                let value = self.pop();
                let how = match conversion {
                    Conversion::None => How::Spec,
                    Conversion::Str => How::Str,
                    Conversion::Repr => How::Repr,
                    Conversion::Ascii => How::Ascii,
                };
                let args = if how == How::Spec {
                    vec![value, spec]
                } else {
                    vec![value]
                };
                let flow = format::flow(self.heap(), how, &args, &[])?;
                return self.flow(flow);
            }
            Instr::GetIter => {
                let value = self.pop();
                return self.get_iter(&value);
            }
            Instr::ForIter(done) => return self.for_iter(done),
            Instr::Unpack(count) => return self.unpack(count as usize, None),
            Instr::UnpackRest(before, after) => {
                return self.unpack(before as usize, Some(after as usize));
            }
            Instr::Call(count) => {
                if let Some(result) = self.plain_enter(count as usize) {
                    return result;
                }
                let args = self.pop_many(count as usize);
                let callee = self.pop();
                return self.call(callee, args, Vec::new(), Then::Push);
            }
            Instr::CallKw(count, names) => {
                let (args, keywords) = self.pop_keywords(count, names);
                let callee = self.pop();
                return self.call(callee, args, keywords, Then::Push);
            }
            Instr::CallSpread => return self.call_spread(),
            Instr::CallMethod(count) => {
                // The receiver is the first argument of a function.
                if let Some(result) = self.plain_enter(count as usize + 1) {
                    return result;
                }
                if let Some(result) = self.plain_call(count as usize) {
                    return result;
                }
                let args = self.pop_many(count as usize);
                return self.call_method(args, Vec::new());
            }
            Instr::CallMethodKw(count, names) => {
                let (args, keywords) = self.pop_keywords(count, names);
                return self.call_method(args, keywords);
            }
            Instr::Return => {
                let value = self.pop();
                return self.leave(value);
            }
            Instr::MakeFunction(index) => return self.make_function(index),
            Instr::MakeClass(index, bases) => return self.make_class(index, bases),
            Instr::EndClass => return self.end_class(),
            Instr::Super => {
                let (receiver, class) = (self.pop(), self.pop());
                let object = Object::Super {
                    after: class,
                    receiver,
                };
                let id = self.heap().alloc(object)?;
                self.push(Value::Ref(id));
            }
            Instr::Yield => return self.yield_value(),
            Instr::YieldFrom => return self.yield_from(),
            Instr::Raise => {
                let exception = self.pop();
                return self.raise_value(&exception, None);
            }
            Instr::RaiseFrom => {
                let (cause, exception) = (self.pop(), self.pop());
                return self.raise_value(&exception, Some(cause));
            }
            Instr::RaiseAgain => {
                return Err(match self.handled() {
                    Some(exception) => Fault::Raise(exception),
                    None => Fault::new(Exc::RuntimeError, "No active exception to reraise"),
                });
            }
            Instr::Reraise => {
                let exception = self.frame().handling.pop().unwrap_or_default();
                return Err(Fault::Raise(exception));
            }
            Instr::EnterHandler => {
                let exception = self.pop();
                self.frame().handling.push(exception);
            }
            Instr::LeaveHandler => {
                self.frame().handling.pop();
                self.forgive();
            }
            Instr::MatchException => {
                let ty = self.pop();
                let exception = self.frame().handling.last().cloned().unwrap_or_default();
                let fits = self.exception_fits(&exception, &ty)?;
                self.push(Value::Bool(fits));
            }
            Instr::LoadHandled => {
                let exception = self.frame().handling.last().cloned().unwrap_or_default();
                self.push(exception);
            }
            Instr::StarMatch | Instr::StarEnd => return self.star(instr),
            Instr::AssertFail(has_message) => {
                let args = if has_message {
                    vec![self.pop()]
                } else {
                    Vec::new()
                };
                return Err(Fault::with(Exc::AssertionError, args));
            }
            Instr::WithEnter => {
                let manager = self.top();
                return self.with_enter(&manager);
            }
            Instr::WithExit => {
                let manager = self.pop();
                return self.with_exit(&manager, None);
            }
            Instr::WithExcept => {
                let manager = self.pop();
                let exception = self.frame().handling.last().cloned().unwrap_or_default();
                return self.with_exit(&manager, Some(exception));
            }
            Instr::Import(index) => return self.import(index),
            Instr::ImportBeside(number) => return self.import_beside(number),
            Instr::ImportFrom(symbol) => return self.import_from(symbol),
            Instr::ImportAll => return self.import_all(),
            Instr::MatchSequence(count, more) => self.match_sequence(count as usize, more),
            Instr::MatchMapping => self.match_mapping(),
            Instr::MatchInstance => return self.match_instance(),
            Instr::MatchAttr(name) => return self.match_attribute(name),
            Instr::MatchPositional(index) => return self.match_positional(index),
            Instr::Show => {
                let value = self.pop();
                if !value.is_none() {
                    return self.prelude("_show", vec![value], Then::Drop);
                }
            }
        }
        Ok(Go::On)
    }
}
