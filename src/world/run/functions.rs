//! Functions: how they are made, entered and left.

use super::{Go, Machine, abandoned};
use crate::python::code::Code;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::{Function, GeneratorState, Object};
use crate::python::value::{HeapId, Str, Value};
use crate::python::{dict::Dict, ops};

/// Calls that may be open at once.
pub(in crate::world) const DEPTH: usize = 1000;

impl Machine<'_> {
    pub(super) fn pop_keywords(
        &mut self,
        count: u32,
        names: u32,
    ) -> (Vec<Value>, Vec<(Str, Value)>) {
        let mut args = self.pop_many(count as usize);
        let names = self.frame().code.body.keywords[names as usize].clone();
        let values = args.split_off(args.len() - names.len());
        (args, names.iter().cloned().zip(values).collect())
    }

    pub(super) fn call_spread(&mut self) -> Res<Go> {
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
    pub(in crate::world) fn enter(
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
            crate::world::arguments::bind(&self.process.heap, function, args, keywords)?
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

    /// Goes on in the whole code of a function of the prelude.
    pub(super) fn unfold(&mut self) {
        let code = &self.frame().code;
        if let (Some(function), space) = (code.folded, code.space) {
            let code = self.world.prelude.unfold(space.library(), function);
            let frame = self.frame();
            (frame.code, frame.pc) = (code, 0);
        }
    }

    fn task_or_generator(&mut self, mut frame: Frame) -> Res<Go> {
        if !frame.code.generator {
            self.task.frames.push(Box::new(frame));
            return Ok(Go::On);
        }
        let then = std::mem::take(&mut frame.then);
        let generator = crate::python::heap::Generator {
            name: frame.code.name.clone(),
            frame: Some(Box::new(frame)),
            state: GeneratorState::Created,
            abandoned: false,
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

    pub(super) fn cells(&mut self, code: &Code, locals: &mut [Value]) -> Res<()> {
        for &slot in &code.cells {
            let value = std::mem::replace(&mut locals[slot as usize], Value::Unbound);
            let value = value.is_bound().then_some(value);
            let id = self.heap().alloc(Object::Cell(value))?;
            locals[slot as usize] = Value::Ref(id);
        }
        Ok(())
    }

    /// Leaves the running frame with a value.
    pub(super) fn leave(&mut self, value: Value) -> Res<Go> {
        let Some(mut frame) = self.task.frames.pop() else {
            return Ok(Go::On);
        };
        let gone = if self.minds() {
            let values = frame.locals.iter().chain(&frame.stack);
            abandoned::generators(&self.process.heap, values)
        } else {
            Vec::new()
        };
        let then = std::mem::take(&mut frame.then);
        self.task.spare.keep(frame);
        if self.task.frames.is_empty() {
            return Ok(Go::On);
        }
        let went = self.give(value, then);
        if gone.is_empty() && self.task.doubtful.is_empty() {
            return went;
        }
        self.left(gone, went)
    }

    /// Puts a value where it is wanted.
    pub(in crate::world) fn give(&mut self, value: Value, then: Then) -> Res<Go> {
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

    pub(super) fn make_function(&mut self, index: u32) -> Res<Go> {
        let code = self.frame().code.body.codes[index as usize].clone();
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
}

pub(in crate::world) fn too_deep() -> Fault {
    Fault::new(Exc::RecursionError, "maximum recursion depth exceeded")
}
