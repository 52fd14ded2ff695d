//! Class statements: a frame for the body, and the class that its locals become.

use super::{Go, Machine};
use crate::python::code::Space;
use crate::python::exceptions::Res;
use crate::python::frame::Frame;
use crate::python::heap::Object;
use crate::python::value::Value;
use crate::python::{class, dict::Dict};

impl Machine<'_> {
    pub(super) fn make_class(&mut self, index: u32, bases: u32) -> Res<Go> {
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

    pub(super) fn end_class(&mut self) -> Res<Go> {
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
        if !code.annotated.is_empty() {
            let pairs = code.annotated.iter();
            let notes =
                pairs.map(|(name, text)| (Value::Str(name.clone()), Value::Str(text.clone())));
            let notes = self.heap().dict(notes.collect())?;
            attrs.insert(Value::from("__annotations__"), notes);
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
        let hook = class::hook(&self.process.heap, &class, "__init_subclass__");
        let go = self.leave(class.clone())?;
        match hook {
            Some(hook) => self.call(
                hook,
                vec![class],
                Vec::new(),
                crate::python::frame::Then::Drop,
            ),
            None => Ok(go),
        }
    }
}
