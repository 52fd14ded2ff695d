//! The machine: runs the instructions of one task until something happens that others can see.

use super::World;
use super::operate::Doing;
use super::task::{Process, State, Task};
use crate::python::code::{Code, CodeKind, Const, Conversion, Instr, Space, Symbol, Symbols};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::format::How;
use crate::python::frame::{Frame, Then};
use crate::python::heap::{Function, GeneratorState, Heap, Object};
use crate::python::iterate::Next;
use crate::python::natives::Flow;
use crate::python::value::{HeapId, Str, Tuple, Value};
use crate::python::{class, dict::Dict, format, iterate, ops};
use crate::trace::{Event, SiteId};
use crate::world::Outcome;

/// Instructions that a step may take without meeting anything visible.
const FUEL: u32 = 20_000;
/// Calls that may be open at once.
const DEPTH: usize = 1000;

/// One task at work: it is taken out of the world while it runs, and so is its process.
pub(super) struct Machine<'w> {
    pub(super) world: &'w mut World,
    pub(super) task: &'w mut Task,
    pub(super) process: &'w mut Process,
}

/// What an instruction leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    /// The next instruction.
    On,
    /// The end of the step.
    Stop(Outcome),
}

pub(super) const RAN: Go = Go::Stop(Outcome::Ran);

impl Machine<'_> {
    /// One step of the task.
    pub(super) fn step(&mut self) -> Outcome {
        if !self.task.started {
            self.task.started = true;
            self.world.emit(Event::Start { task: self.task.id });
        }
        let result = if let Some(fault) = self.task.interrupt.take() {
            Err(fault)
        } else if let Some(waiting) = self.task.waiting.take() {
            if matches!(waiting.doing, Doing::Idle) {
                return self.next_statement();
            }
            self.attempt_again(waiting)
        } else {
            Ok(Go::On)
        };
        match result {
            Ok(Go::On) => self.run(),
            Ok(Go::Stop(outcome)) => outcome,
            Err(fault) => self.raise(fault).unwrap_or(Outcome::Ran),
        }
    }

    /// Runs up to the next line, or through one visible operation.
    pub(super) fn run(&mut self) -> Outcome {
        for _ in 0..FUEL {
            if self.process.heap.is_due() {
                self.collect();
            }
            let Some(frame) = self.task.frames.last_mut() else {
                return self.end();
            };
            let instr = frame.code.instrs[frame.pc];
            frame.pc += 1;
            let outcome = match self.execute(instr) {
                Ok(Go::On) => continue,
                Ok(Go::Stop(outcome)) => Some(outcome),
                Err(fault) => self.raise(fault),
            };
            if let Some(outcome) = outcome {
                return if self.task.state == State::Ended {
                    Outcome::Ended
                } else {
                    outcome
                };
            }
        }
        Outcome::Ran
    }

    pub(super) fn heap(&mut self) -> &mut Heap {
        &mut self.process.heap
    }

    /// The frame that runs.
    pub(super) fn frame(&mut self) -> &mut Frame {
        match self.task.frames.last_mut() {
            Some(frame) => frame,
            None => unreachable!("instructions are executed in a frame"),
        }
    }

    pub(super) fn push(&mut self, value: Value) {
        self.frame().stack.push(value);
    }

    pub(super) fn pop(&mut self) -> Value {
        self.frame().stack.pop().unwrap_or(Value::Unbound)
    }

    pub(super) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let stack = &mut self.frame().stack;
        let at = stack.len().saturating_sub(count);
        stack.split_off(at)
    }

    fn top(&mut self) -> Value {
        self.frame().stack.last().cloned().unwrap_or(Value::Unbound)
    }

    /// The names that the running code means by its symbols.
    pub(super) fn symbols(&self, space: Space) -> &Symbols {
        match space {
            Space::User => &self.world.symbols,
            Space::Prelude => &self.world.prelude.symbols,
        }
    }

    pub(super) fn name(&mut self, symbol: Symbol) -> Str {
        let space = self.frame().code.space;
        self.symbols(space).name(symbol).clone()
    }

    fn execute(&mut self, instr: Instr) -> Res<Go> {
        match instr {
            Instr::Line(site) => return Ok(self.line(site)),
            Instr::Nop => {}
            Instr::Const(index) => {
                let frame = self.frame();
                let value = constant(&frame.code.consts[index as usize]);
                frame.stack.push(value);
            }
            Instr::Pop => {
                self.pop();
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
                    let prim = matches!(value, Value::Prim(_));
                    frame.locals[slot as usize] = value;
                    if prim {
                        self.name_local(slot);
                    }
                }
            }
            Instr::DeleteLocal(slot) => {
                let local = &mut self.frame().locals[slot as usize];
                if !std::mem::replace(local, Value::Unbound).is_bound() {
                    return Err(self.unbound_local(slot));
                }
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
            Instr::StoreGlobal(symbol) => return Ok(self.store_global(symbol)),
            Instr::DeleteGlobal(symbol) => {
                let slot = self.global(symbol);
                if !std::mem::replace(slot, Value::Unbound).is_bound() {
                    return Err(self.no_name(symbol));
                }
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
                let flow = ops::binary(self.heap(), op, &a, &b)?;
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
                let flow = ops::compare(&self.process.heap, op, &a, &b)?;
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
                let mut set = crate::python::set::Set::default();
                for item in items {
                    self.hashable(&item)?;
                    set.insert(item);
                }
                let set = self.heap().set(set)?;
                self.push(set);
            }
            Instr::BuildDict(count) => {
                let mut items = self.pop_many(count as usize * 2).into_iter();
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
                self.hashable(&item)?;
                let set = self.below(below);
                self.heap().charge(3 * size_of::<Value>())?;
                if let Object::Set(set) = self.heap().get_mut(set) {
                    set.insert(item);
                }
            }
            Instr::DictAdd(below) => {
                let (value, key) = (self.pop(), self.pop());
                self.hashable(&key)?;
                let dict = self.below(below);
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
            Instr::ImportFrom(symbol) => return self.import_from(symbol),
            Instr::MatchSequence(count, more) => {
                let subject = self.pop();
                let len = match &subject {
                    Value::Tuple(items) => Some(items.len()),
                    Value::Range(range) => Some(range.len() as usize),
                    other => match self.process.heap.object(other) {
                        Some(Object::List(items)) => Some(items.len()),
                        Some(Object::Deque(deque)) => Some(deque.items.len()),
                        _ => None,
                    },
                };
                let count = count as usize;
                self.push(Value::Bool(
                    len.is_some_and(|len| len == count || (more && len > count)),
                ));
            }
            Instr::MatchMapping => {
                let subject = self.pop();
                let mapping = matches!(self.process.heap.object(&subject), Some(Object::Dict(_)));
                self.push(Value::Bool(mapping));
            }
            Instr::MatchInstance => {
                let args = self.pop_many(2);
                return self.call(
                    Value::Native(crate::python::natives::Native::Isinstance),
                    args,
                    Vec::new(),
                    Then::Push,
                );
            }
            Instr::MatchAttr(symbol) => {
                let subject = self.pop();
                let name = self.name(symbol);
                return self.prelude(
                    "_match_attribute",
                    vec![subject, Value::Str(name)],
                    Then::Push,
                );
            }
            Instr::MatchPositional(index) => {
                let mut args = self.pop_many(2);
                args.push(Value::Int(i64::from(index)));
                return self.prelude("_match_positional", args, Then::Push);
            }
            Instr::Show => {
                let value = self.pop();
                if !value.is_none() {
                    return self.prelude("_show", vec![value], Then::Drop);
                }
            }
        }
        Ok(Go::On)
    }

    fn line(&mut self, site: SiteId) -> Go {
        self.task.site = Some(site);
        self.world.announce(self.task.id, site);
        Go::Stop(Outcome::Line)
    }

    /// Goes on with what something built-in came to.
    pub(super) fn flow(&mut self, flow: Flow) -> Res<Go> {
        if let Flow::Done(value) = flow {
            self.push(value);
            return Ok(Go::On);
        }
        self.flow_to(flow, Then::Push)
    }

    /// The same, with the value going somewhere else.
    pub(super) fn flow_to(&mut self, flow: Flow, then: Then) -> Res<Go> {
        match flow {
            Flow::Done(value) => self.give(value, then),
            Flow::Call {
                callee,
                args,
                keywords,
            } => self.call(callee, args, keywords, then),
            Flow::Prelude {
                name,
                args,
                keywords,
            } => {
                let function = self.prelude_function(name)?;
                self.call(function, args, keywords, then)
            }
        }
    }

    /// Calls a function of the prelude.
    pub(super) fn prelude(&mut self, name: &str, args: Vec<Value>, then: Then) -> Res<Go> {
        let function = self.prelude_function(name)?;
        self.call(function, args, Vec::new(), then)
    }

    pub(super) fn prelude_function(&self, name: &str) -> Res {
        let symbol = self.world.prelude.names.get(name);
        match symbol.and_then(|&symbol| self.process.prelude.get(symbol as usize)) {
            Some(value) if value.is_bound() => Ok(value.clone()),
            _ => Err(Fault::new(
                Exc::SystemError,
                format!("{name} is not available here"),
            )),
        }
    }

    fn jump_if(&mut self, to: u32, when: bool) -> Res<Go> {
        let value = self.pop();
        let truth = match value {
            Value::Bool(truth) => truth,
            value => match ops::test(&self.process.heap, &value)? {
                Flow::Done(Value::Bool(truth)) => truth,
                // The jump runs again with the bool that this gives.
                flow => {
                    self.frame().pc -= 1;
                    return self.flow(flow);
                }
            },
        };
        if truth == when {
            self.frame().pc = to as usize;
        }
        Ok(Go::On)
    }

    fn below(&mut self, below: u32) -> HeapId {
        let stack = &self.frame().stack;
        match stack.get(stack.len().wrapping_sub(1 + below as usize)) {
            Some(Value::Ref(id)) => *id,
            _ => unreachable!("a comprehension has its collection below"),
        }
    }

    /// `collection more -> collection`
    fn extend(&mut self, name: &'static str) -> Res<Go> {
        let more = self.pop();
        let collection = self.top();
        let Value::Ref(id) = collection else {
            return Ok(Go::On);
        };
        if let Some(Object::Dict(object)) = self.process.heap.object(&more) {
            let pairs: Vec<(Value, Value)> = object
                .dict
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            self.heap().charge(pairs.len() * 3 * size_of::<Value>())?;
            if let Object::Dict(object) = self.heap().get_mut(id) {
                for (key, value) in pairs {
                    let known = object.dict.insert(key.clone(), value);
                    if name == "_keyword_merge" && known.is_some() {
                        let key = key.as_str().unwrap_or_default();
                        let message = format!("got multiple values for keyword argument '{key}'");
                        return Err(Fault::type_error(message));
                    }
                }
                return Ok(Go::On);
            }
        }
        if matches!(name, "_list_extend" | "_set_extend") {
            match iterate::items(self.heap(), &more) {
                Ok(items) => {
                    if name == "_set_extend" {
                        items.iter().try_for_each(|item| self.hashable(item))?;
                    }
                    self.heap().charge(items.len() * size_of::<Value>())?;
                    match self.heap().get_mut(id) {
                        Object::List(list) => list.extend(items),
                        Object::Set(set) => items.into_iter().for_each(|item| {
                            set.insert(item);
                        }),
                        _ => {}
                    }
                    return Ok(Go::On);
                }
                Err(Fault::Python) => {}
                Err(fault) => return Err(fault),
            }
        }
        self.pop();
        self.prelude(name, vec![collection, more], Then::Push)
    }

    pub(super) fn hashable(&mut self, value: &Value) -> Res<()> {
        ops::hash_check(&self.process.heap, value)
    }

    fn unbound_local(&mut self, slot: u32) -> Fault {
        let code = self.frame().code.clone();
        let name = code
            .locals
            .get(slot as usize)
            .cloned()
            .unwrap_or_else(|| "".into());
        if slot >= code.free && slot < code.free + code.captured {
            let message = format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            );
            return Fault::new(Exc::NameError, message);
        }
        if code.kind == CodeKind::Class {
            return Fault::new(Exc::NameError, format!("name '{name}' is not defined"));
        }
        let message = format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        Fault::new(Exc::UnboundLocalError, message)
    }

    fn cell(&mut self, slot: u32) -> HeapId {
        match self.frame().locals.get(slot as usize) {
            Some(Value::Ref(id)) => *id,
            _ => unreachable!("a cell's slot is filled when the frame is made"),
        }
    }

    // Iteration

    fn get_iter(&mut self, value: &Value) -> Res<Go> {
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

    fn for_iter(&mut self, done: u32) -> Res<Go> {
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

    /// Goes on with a generator; the frame beneath gets what it yields.
    pub(super) fn resume(&mut self, id: HeapId, sent: Value) -> Res<Go> {
        if self.task.frames.len() >= DEPTH {
            return Err(too_deep());
        }
        let Object::Generator(generator) = self.heap().get_mut(id) else {
            return Err(Fault::type_error("not a generator"));
        };
        match (generator.state, generator.frame.take()) {
            (GeneratorState::Running, frame) => {
                generator.frame = frame;
                Err(Fault::value_error("generator already executing"))
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
                self.task.frames.push(*frame);
                Ok(Go::On)
            }
            (_, None) => self.exhausted(Value::None),
        }
    }

    /// A generator that the running frame has asked for more has ended.
    fn exhausted(&mut self, value: Value) -> Res<Go> {
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
    pub(super) fn stop_iteration(&mut self, value: &Value) -> bool {
        let Some(frame) = self.task.frames.last_mut() else {
            return false;
        };
        let Some(before) = frame.pc.checked_sub(1) else {
            return false;
        };
        match frame.code.instrs[before] {
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

    fn yield_value(&mut self) -> Res<Go> {
        let value = self.pop();
        let Some(mut frame) = self.task.frames.pop() else {
            return Ok(Go::On);
        };
        let Then::Generator(id) = std::mem::take(&mut frame.then) else {
            return Err(Fault::new(Exc::SystemError, "yield outside of a generator"));
        };
        self.heap().charge(0)?;
        if let Object::Generator(generator) = self.heap().get_mut(id) {
            generator.frame = Some(Box::new(frame));
            generator.state = GeneratorState::Suspended;
        }
        self.yielded(value)
    }

    /// Hands a yielded value to the frame that has resumed the generator.
    fn yielded(&mut self, value: Value) -> Res<Go> {
        let Some(frame) = self.task.frames.last_mut() else {
            return Ok(Go::On);
        };
        if frame.code.instrs[frame.pc - 1] == Instr::YieldFrom {
            // What the inner one yields, the outer one yields; the instruction runs again with what is sent.
            frame.pc -= 1;
            frame.stack.push(value);
            return self.yield_value();
        }
        frame.stack.push(value);
        Ok(Go::On)
    }

    /// `iterator sent -> result`
    fn yield_from(&mut self) -> Res<Go> {
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
            Next::Call(method) => {
                // The program's own iterator: its value comes back as if yielded.
                self.prelude("_forward", vec![method], Then::Push)
            }
        }
    }

    fn unpack(&mut self, before: usize, after: Option<usize>) -> Res<Go> {
        let value = self.pop();
        let Some(mut items) = ops::items_of(&self.process.heap, &value)? else {
            // Whatever else can be iterated becomes a list first, and the instruction runs again.
            self.frame().pc -= 1;
            return self.prelude("_unpackable", vec![value], Then::Push);
        };
        let total = before + after.unwrap_or(0);
        if items.len() < total || (after.is_none() && items.len() > total) {
            let message = if items.len() < total {
                let least = if after.is_some() { "at least " } else { "" };
                format!(
                    "not enough values to unpack (expected {least}{total}, got {})",
                    items.len()
                )
            } else {
                format!("too many values to unpack (expected {total})")
            };
            return Err(Fault::value_error(message));
        }
        if let Some(after) = after {
            let tail = items.split_off(items.len() - after);
            let rest = items.split_off(before);
            let rest = self.heap().list(rest)?;
            items.push(rest);
            items.extend(tail);
        }
        self.frame().stack.extend(items.into_iter().rev());
        Ok(Go::On)
    }

    // Calls

    fn pop_keywords(&mut self, count: u32, names: u32) -> (Vec<Value>, Vec<(Str, Value)>) {
        let mut args = self.pop_many(count as usize);
        let names = self.frame().code.keywords[names as usize].clone();
        let values = args.split_off(args.len() - names.len());
        (args, names.iter().cloned().zip(values).collect())
    }

    fn call_spread(&mut self) -> Res<Go> {
        let (dict, list, callee) = (self.pop(), self.pop(), self.pop());
        let args = match self.process.heap.object(&list) {
            Some(Object::List(items)) => items.clone(),
            _ => Vec::new(),
        };
        let mut keywords = Vec::new();
        if let Some(Object::Dict(object)) = self.process.heap.object(&dict) {
            for (key, value) in object.dict.iter() {
                match key {
                    Value::Str(name) => keywords.push((name.clone(), value.clone())),
                    _ => return Err(Fault::type_error("keywords must be strings")),
                }
            }
        }
        self.call(callee, args, keywords, Then::Push)
    }

    /// Makes a frame for a function; what it returns goes where `then` says.
    pub(super) fn enter(
        &mut self,
        id: HeapId,
        args: Vec<Value>,
        keywords: Vec<(Str, Value)>,
        then: Then,
    ) -> Res<Go> {
        if self.task.frames.len() >= DEPTH {
            return Err(too_deep());
        }
        let Object::Function(function) = self.process.heap.get(id) else {
            return Err(Fault::type_error("not a function"));
        };
        let code = function.code.clone();
        let plain = keywords.is_empty()
            && code.params.plain()
            && args.len() == code.params.positional as usize;
        let mut locals = if plain {
            args
        } else {
            super::arguments::bind(&self.process.heap, function, args, keywords)?
        };
        locals.resize(code.locals.len(), Value::Unbound);
        if code.captured > 0 {
            for (slot, &cell) in function.closure.iter().enumerate() {
                locals[code.free as usize + slot] = Value::Ref(cell);
            }
        }
        let bare = self.bare_rest(&code, &mut locals)?;
        debug_assert!(bare);
        self.cells(&code, &mut locals)?;
        let frame = Frame {
            locals,
            then,
            ..Frame::empty(code)
        };
        self.task_or_generator(frame)
    }

    fn task_or_generator(&mut self, mut frame: Frame) -> Res<Go> {
        if !frame.code.generator {
            self.task.frames.push(frame);
            return Ok(Go::On);
        }
        let then = std::mem::take(&mut frame.then);
        let generator = crate::python::heap::Generator {
            name: frame.code.name.clone(),
            frame: Some(Box::new(frame)),
            state: GeneratorState::Created,
        };
        let id = self.heap().alloc(Object::Generator(generator))?;
        self.give(Value::Ref(id), then)
    }

    /// `*args` and `**kwargs` become objects of the heap.
    fn bare_rest(&mut self, code: &Code, locals: &mut [Value]) -> Res<bool> {
        if code.params.keywords {
            let slot = code.params.slots() - 1;
            if let Value::Tuple(pairs) = &locals[slot] {
                let mut dict = Dict::new();
                for pair in pairs.iter() {
                    if let Value::Tuple(pair) = pair {
                        dict.insert(pair[0].clone(), pair[1].clone());
                    }
                }
                locals[slot] = self.heap().dict(dict)?;
            }
        }
        Ok(true)
    }

    fn cells(&mut self, code: &Code, locals: &mut [Value]) -> Res<()> {
        for &slot in &code.cells {
            let value = std::mem::replace(&mut locals[slot as usize], Value::Unbound);
            let value = value.is_bound().then_some(value);
            let id = self.heap().alloc(Object::Cell(value))?;
            locals[slot as usize] = Value::Ref(id);
        }
        Ok(())
    }

    /// Leaves the running frame with a value.
    fn leave(&mut self, value: Value) -> Res<Go> {
        let Some(frame) = self.task.frames.pop() else {
            return Ok(Go::On);
        };
        if self.task.frames.is_empty() {
            return Ok(Go::On);
        }
        self.give(value, frame.then)
    }

    /// Puts a value where it is wanted.
    pub(super) fn give(&mut self, value: Value, then: Then) -> Res<Go> {
        match then {
            Then::Push => self.push(value),
            Then::Drop => {}
            Then::Callable => {
                self.push(value);
                self.push(Value::Unbound);
            }
            Then::Give(instance) => {
                if !value.is_none() {
                    let ty = ops::type_name(&self.process.heap, &value);
                    return Err(Fault::type_error(format!(
                        "__init__() should return None, not '{ty}'"
                    )));
                }
                self.push(instance);
            }
            Then::Generator(id) => {
                if let Object::Generator(generator) = self.heap().get_mut(id) {
                    generator.state = GeneratorState::Ended;
                }
                return self.exhausted(value);
            }
        }
        Ok(Go::On)
    }

    fn make_function(&mut self, index: u32) -> Res<Go> {
        let code = self.frame().code.codes[index as usize].clone();
        let closure = self
            .pop_many(code.captured as usize)
            .iter()
            .filter_map(Value::as_ref)
            .collect();
        let with_default = code
            .params
            .keyword_only
            .iter()
            .filter(|default| **default)
            .count();
        let values = self.pop_many(with_default);
        let defaults = self.pop_many(code.params.defaults as usize);
        let first = code.params.positional as usize;
        let mut keyword_defaults = Dict::new();
        let names = (0..code.params.keyword_only.len()).filter(|&at| code.params.keyword_only[at]);
        for (at, value) in names.zip(values) {
            keyword_defaults.insert(Value::Str(code.locals[first + at].clone()), value);
        }
        let function = Function {
            name: code.name.clone(),
            qualname: code.qualname.clone(),
            code,
            defaults,
            keyword_defaults,
            closure,
            attrs: Dict::new(),
        };
        let id = self.heap().alloc(Object::Function(function.into()))?;
        self.push(Value::Ref(id));
        Ok(Go::On)
    }

    fn make_class(&mut self, index: u32, bases: u32) -> Res<Go> {
        let code = self.frame().code.codes[index as usize].clone();
        let closure = self.pop_many(code.captured as usize);
        let bases = self.pop_many(bases as usize);
        let mut locals = vec![Value::Unbound; code.locals.len()];
        for (at, cell) in closure.into_iter().enumerate() {
            locals[code.free as usize + at] = cell;
        }
        self.cells(&code, &mut locals)?;
        let mut frame = Frame {
            locals,
            ..Frame::empty(code)
        };
        frame.stack.push(Value::tuple(bases));
        self.task.frames.push(frame);
        Ok(Go::On)
    }

    fn end_class(&mut self) -> Res<Go> {
        let bases = match self.pop() {
            Value::Tuple(bases) => bases.to_vec(),
            _ => Vec::new(),
        };
        let frame = self.frame();
        let code = frame.code.clone();
        let mut attrs = Dict::new();
        let mut own = None;
        for (slot, name) in code.locals.iter().enumerate().take(code.free as usize) {
            if &**name == "__class__" {
                own = frame.locals[slot].as_ref();
            } else if frame.locals[slot].is_bound() {
                attrs.insert(Value::Str(name.clone()), frame.locals[slot].clone());
            }
        }
        if let Some(doc) = &code.doc {
            attrs.insert(Value::from("__doc__"), Value::Str(doc.clone()));
        }
        let module = if code.space == Space::Prelude {
            "threading"
        } else {
            "__main__"
        };
        let class = class::make(
            self.heap(),
            code.name.clone(),
            code.qualname.clone(),
            module.into(),
            bases,
            attrs,
        )?;
        let class = Value::Ref(class);
        if let Some(cell) = own
            && let Object::Cell(value) = self.heap().get_mut(cell)
        {
            *value = Some(class.clone());
        }
        self.leave(class)
    }
}

fn too_deep() -> Fault {
    Fault::new(Exc::RecursionError, "maximum recursion depth exceeded")
}

fn constant(constant: &Const) -> Value {
    match constant {
        Const::None => Value::None,
        Const::Ellipsis => Value::Ellipsis,
        Const::Bool(value) => Value::Bool(*value),
        Const::Int(value) => Value::Int(*value),
        Const::Big(value) => Value::Big(value.clone()),
        Const::Float(value) => Value::Float(*value),
        Const::Str(value) => Value::Str(value.clone()),
        Const::Bytes(value) => Value::Bytes(value.clone()),
    }
}
