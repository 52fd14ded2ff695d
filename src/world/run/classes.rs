//! Class statements: a frame for the body, and the class that its locals become.

use super::{Go, Machine};
use crate::python::code::{KEYWORDS, Space};
use crate::python::exceptions::{Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::value::{HeapId, Str, Type, Value};
use crate::python::{class, dict::Dict};

impl Machine<'_> {
    pub(super) fn make_class(&mut self, index: u32, bases: u32) -> Res<Go> {
        let code = self.frame().code.body.codes[index as usize].clone();
        let closure = self.pop_many(code.captured as usize);
        let keywords = if bases & KEYWORDS == 0 {
            Value::None
        } else {
            self.pop()
        };
        let mut bases = self.pop_many((bases & !KEYWORDS) as usize);
        if code.space != Space::Prelude {
            for base in &mut bases {
                if let Value::Type(ty) = base
                    && let Some(own) = class::derived_by(*ty, code.keeper)
                {
                    *base = self.prelude_function(own)?;
                }
            }
        }
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
        frame.stack.push(keywords);
        self.task.frames.push(Box::new(frame));
        Ok(Go::On)
    }

    pub(super) fn end_class(&mut self) -> Res<Go> {
        let keywords = self.pop();
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
        let class = class::make(
            self.heap(),
            code.name.clone(),
            code.qualname.clone(),
            code.home.clone(),
            bases,
            attrs,
        )?;
        let id = class;
        let class = Value::Ref(class);
        if let Some(cell) = own
            && let Object::Cell(value) = self.heap().get_mut(cell)
        {
            *value = Some(class.clone());
        }
        let keywords = self.class_keywords(id, &keywords)?;
        let hook = class::hook(&self.process.heap, &class, "__init_subclass__");
        let told = self.wants_to_be_told(id);
        let go = self.leave(class.clone())?;
        if told {
            let hook = hook.unwrap_or_default();
            let names = keywords.into_iter();
            let names = names.map(|(name, value)| (Value::Str(name), value));
            let names = self.heap().dict(names.collect())?;
            return self.prelude("_class_made", vec![class, hook, names], Then::Drop);
        }
        match hook {
            Some(hook) => self.call(hook, vec![class], keywords, Then::Drop),
            None if keywords.is_empty() => Ok(go),
            None => Err(Fault::type_error(format!(
                "{}.__init_subclass__() takes no keyword arguments",
                class::name_of(&self.process.heap, &class)
            ))),
        }
    }

    /// The arguments of a class statement but for the metaclass, which is set.
    fn class_keywords(&mut self, class: HeapId, keywords: &Value) -> Res<Vec<(Str, Value)>> {
        let mut rest = Vec::new();
        let Some(Object::Dict(object)) = self.process.heap.object(keywords) else {
            return Ok(rest);
        };
        let mut meta = None;
        for (name, value) in object.dict.iter() {
            match name {
                Value::Str(name) if &**name == "metaclass" => meta = Some(value.clone()),
                Value::Str(name) => rest.push((name.clone(), value.clone())),
                _ => {}
            }
        }
        match meta {
            None | Some(Value::Type(Type::Type)) => {}
            Some(meta) if class::derives(&self.process.heap, &meta, &Value::Type(Type::Type)) => {
                if let Object::Class(class) = self.heap().get_mut(class) {
                    class.meta = meta.as_ref();
                }
            }
            Some(_) => {
                return Err(Fault::type_error(
                    "a metaclass has to derive from type here",
                ));
            }
        }
        Ok(rest)
    }

    /// Whether an attribute of a class has a `__set_name__`, or its metaclass an `__init__`.
    fn wants_to_be_told(&self, id: HeapId) -> bool {
        let heap = &self.process.heap;
        let Some(class) = heap.class(id) else {
            return false;
        };
        let init = |meta| class::find(heap, meta, "__init__").is_some();
        class.meta.is_some_and(init)
            || class
                .attrs
                .iter()
                .any(|(_, value)| class::has_special(heap, value, "__set_name__"))
    }
}
