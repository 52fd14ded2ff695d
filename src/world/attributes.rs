//! Names, attributes and items as instructions load and store them, and which of that others can see.

use std::sync::Arc;

use super::naming::Rank;
use super::run::{Go, Machine};
use crate::python::class::{self, Found};
use crate::python::code::{Space, Symbol};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::heap::{Heap, Object};
use crate::python::modules::{Export, Module};
use crate::python::natives::Flow;
use crate::python::ops;
use crate::python::value::{Callee, HeapId, Method, Str, Value};

impl Machine<'_> {
    // Globals

    pub(super) fn global(&mut self, symbol: Symbol) -> &mut Value {
        let space = self.frame().code.space;
        let names = match space {
            Space::User => &mut self.process.user,
            Space::Prelude => Arc::make_mut(&mut self.process.prelude),
            Space::Library(module) => return self.process.global_of_library(module, symbol),
        };
        let index = symbol as usize;
        if index >= names.len() {
            names.resize(index + 1, Value::Unbound);
        }
        &mut names[index]
    }

    pub(super) fn load_global(&mut self, symbol: Symbol) -> Res<Go> {
        let space = self.frame().code.space;
        let names = match space {
            Space::User => &self.process.user[..],
            Space::Prelude => &self.process.prelude[..],
            Space::Library(module) => self.process.library(module),
        };
        let value = names.get(symbol as usize).cloned();
        let value = value.unwrap_or(Value::Unbound);
        if value.is_bound() {
            self.push(value.clone());
            return Ok(self.read_global(symbol, &value));
        }
        let builtins = match space {
            Space::User => &self.world.builtins[..],
            hidden => self.world.prelude.builtins(hidden.library()),
        };
        let builtin = builtins.get(symbol as usize);
        let builtin = builtin.cloned().unwrap_or(Value::Unbound);
        if builtin.is_bound() {
            self.push(builtin);
            return Ok(Go::On);
        }
        let name = self.name(symbol);
        if let Some(Export::Prelude(prelude)) = Module::Builtins.get(&name) {
            let function = self.prelude_function(prelude)?;
            self.push(function);
            return Ok(Go::On);
        }
        Err(self.no_name(symbol))
    }

    pub(super) fn no_name(&mut self, symbol: Symbol) -> Fault {
        let name = self.name(symbol);
        let near = self.name_near(&name);
        Fault::new(Exc::NameError, format!("name '{name}' is not defined"))
            .about(&name, near.map(Value::from).as_ref())
    }

    /// The name that may have been meant: a local, a global or a built-in one.
    fn name_near(&self, wrong: &str) -> Option<String> {
        let frame = self.task.frames.last()?;
        let locals = frame.code.locals.iter().zip(&frame.locals);
        let locals = locals.filter(|(_, value)| value.is_bound());
        if let Some((_, object)) = locals.clone().find(|(name, _)| &***name == "self")
            && class::load(&self.process.heap, object, wrong).is_ok()
        {
            return Some(format!("self.{wrong}"));
        }
        let symbols = self.symbols(frame.code.space);
        let bound = symbols.entries.iter().enumerate().filter(|(at, entry)| {
            let known = |names: &[Value]| names.get(*at).is_some_and(Value::is_bound);
            entry.module == frame.code.module
                && (known(&self.process.user) || known(&self.world.builtins))
        });
        let names = locals.map(|(name, _)| &**name);
        let names = names.chain(bound.map(|(_, entry)| &*entry.name));
        let builtins = Module::Builtins.names();
        let types = crate::python::modules::BUILTIN_TYPES.iter().copied();
        crate::python::suggest::nearest(wrong, names.chain(builtins).chain(types))
            .map(str::to_owned)
    }

    pub(super) fn store_global(&mut self, symbol: Symbol) -> Go {
        let value = self.pop();
        if self.frame().code.space == Space::User {
            if let Value::Prim(prim) = &value {
                let name = self.name(symbol);
                // A global that goes from object to object is no name of any.
                let other = |old: &Value| matches!(old, Value::Prim(old) if old.id != prim.id);
                let rank = if other(self.global(symbol)) {
                    Rank::Local
                } else {
                    Rank::Global
                };
                self.world.name_object(prim.id, &name, rank);
            } else if matches!(value, Value::Ref(_)) {
                let name = self.name(symbol);
                self.name_parts(&name, &value, Rank::Path);
            }
            if self.world.symbols.entries[symbol as usize].in_function {
                self.process.heap.escape(&value);
            }
        }
        *self.global(symbol) = value.clone();
        self.wrote_global(symbol, &value)
    }

    pub(super) fn name_local(&mut self, slot: u32) {
        let frame = self.frame();
        if frame.code.space != Space::User {
            return;
        }
        let value = frame.locals[slot as usize].clone();
        let list = |heap: &Heap, id: HeapId| matches!(heap.get(id), Object::List(_));
        match value {
            Value::Prim(prim) => {
                let name = self.frame().code.locals[slot as usize].clone();
                self.world.name_object(prim.id, &name, Rank::Local);
            }
            Value::Ref(id) if list(&self.process.heap, id) => {
                let name = self.frame().code.locals[slot as usize].clone();
                self.name_parts(&name, &value, Rank::Part);
            }
            _ => {}
        }
    }

    pub(super) fn name_cell(&mut self, slot: u32, value: &Value) {
        let frame = self.frame();
        if frame.code.space == Space::User
            && let Value::Prim(prim) = value
        {
            let name = frame.code.locals[slot as usize].clone();
            self.world.name_object(prim.id, &name, Rank::Local);
        }
    }

    // Attributes

    pub(super) fn load_attr(&mut self, object: &Value, symbol: Symbol) -> Res<Go> {
        let name = self.name(symbol);
        if &*name == "__dict__"
            && let Some(attrs) = self.process.heap.own_attributes(object)
        {
            let dict = self.process.heap.attributes_of(object, attrs)?;
            self.push(dict);
            return Ok(Go::On);
        }
        if let Some(go) = self.load_from_module(object, &name)? {
            return Ok(go);
        }
        match class::get_attr(&self.process.heap, object, &name)? {
            Found::Value(Value::Module(inner)) if matches!(object, Value::Module(_)) => {
                Ok(self.import_library(inner))
            }
            Found::Value(value) => {
                self.push(value.clone());
                Ok(self.read_attribute(object, symbol, &name, &value))
            }
            Found::Function { function, receiver } => {
                self.push(bound(receiver, Callee::Function(function)));
                Ok(Go::On)
            }
            Found::Native(receiver) => {
                self.push(bound(receiver, Callee::Native(name)));
                Ok(Go::On)
            }
            Found::Flow(flow) => self.flow(flow),
            Found::Prim(prim) => {
                let value = self.prim_attribute(prim, &name)?;
                let state = !matches!(value, Value::Method(_));
                self.push(value);
                Ok(if state { self.unless_alone() } else { Go::On })
            }
            Found::Prelude(name) => {
                let value = self.prelude_function(name)?;
                self.push(value);
                Ok(Go::On)
            }
            Found::Own(module, symbol) => {
                let value = self.of_library(module, symbol)?;
                self.push(value);
                Ok(Go::On)
            }
        }
    }

    pub(super) fn load_method(&mut self, object: &Value, symbol: Symbol) -> Res<Go> {
        let name = self.name(symbol);
        if let Some(go) = self.load_from_module(object, &name)? {
            self.push(Value::Unbound);
            return Ok(go);
        }
        match class::load(&self.process.heap, object, &name)? {
            Found::Function { function, receiver } => {
                self.push(Value::Ref(function));
                self.push(receiver);
            }
            Found::Native(receiver) => {
                self.push(Value::Int(i64::from(symbol)));
                self.push(receiver);
            }
            Found::Prim(prim) if super::prims::is_method(prim.kind, &name) => {
                self.push(Value::Int(i64::from(symbol)));
                self.push(Value::Prim(prim));
            }
            Found::Prim(prim) => {
                let value = self.prim_attribute(prim, &name)?;
                self.push(value);
                self.push(Value::Unbound);
            }
            Found::Value(value) => {
                self.push(value.clone());
                self.push(Value::Unbound);
                return Ok(self.read_attribute(object, symbol, &name, &value));
            }
            Found::Prelude(name) => {
                let value = self.prelude_function(name)?;
                self.push(value);
                self.push(Value::Unbound);
            }
            Found::Own(module, symbol) => {
                let value = self.of_library(module, symbol)?;
                self.push(value);
                self.push(Value::Unbound);
            }
            Found::Flow(flow) => {
                // The value comes first, then what says that it has no receiver.
                return match flow {
                    Flow::Done(value) => {
                        self.push(value);
                        self.push(Value::Unbound);
                        Ok(Go::On)
                    }
                    flow => self.flow_to(flow, Then::Callable),
                };
            }
        }
        Ok(Go::On)
    }

    pub(super) fn store_attr(&mut self, object: &Value, symbol: Symbol, value: &Value) -> Res<Go> {
        let name = self.name(symbol);
        if let Value::Prim(prim) = object {
            self.set_prim_attribute(*prim, &name, value)?;
            return Ok(self.unless_alone());
        }
        if let Some(module) = self.module(object) {
            return self.store_in_module(&module, &name, value);
        }
        let flow = class::set_attr(&mut self.process.heap, object, &name, value)?;
        if !matches!(flow, Flow::Done(_)) {
            return self.flow_to(flow, Then::Drop);
        }
        if let Value::Ref(id) = object
            && self.process.heap.is_escaped(*id)
        {
            self.process.heap.escape(value);
        }
        if let Value::Prim(prim) = value
            && self.frame().code.space == Space::User
        {
            let frame = self.frame();
            let text: Str = frame.code.text(frame.pc - 1).into();
            self.world.name_object(prim.id, &text, Rank::Attribute);
        }
        Ok(self.wrote_attribute(object, symbol, &name, value))
    }

    pub(super) fn delete_attr(&mut self, object: &Value, name: &str) -> Res<Go> {
        if let Some(module) = self.module(object) {
            return self.delete_from_module(&module, name);
        }
        let flow = class::delete_attr(&mut self.process.heap, object, name)?;
        self.flow_to(flow, Then::Drop)
    }

    // Items

    pub(super) fn load_item(&mut self, object: &Value, key: &Value) -> Res<Go> {
        let flow = ops::get_item(&mut self.process.heap, object, key)?;
        if let Flow::Done(value) = &flow
            && self.reads_shared(object)
        {
            let value = value.clone();
            self.push(value.clone());
            return Ok(self.read_item(object, key, &value));
        }
        self.flow(flow)
    }

    pub(super) fn store_item(&mut self, object: &Value, key: &Value, value: &Value) -> Res<Go> {
        let flow = ops::set_item(&mut self.process.heap, object, key, value)?;
        if !matches!(flow, Flow::Done(_)) {
            return self.flow_to(flow, Then::Drop);
        }
        if let Value::Ref(id) = object
            && self.process.heap.is_escaped(*id)
        {
            self.process.heap.escape(value);
        }
        if self.reads_shared(object) {
            return Ok(self.wrote_item(object, key, value));
        }
        Ok(Go::On)
    }

    pub(super) fn delete_item(&mut self, object: &Value, key: &Value) -> Res<Go> {
        let flow = ops::delete_item(&mut self.process.heap, object, key)?;
        if matches!(flow, Flow::Done(_)) && self.reads_shared(object) {
            return Ok(self.wrote_item(object, key, &Value::None));
        }
        self.flow_to(flow, Then::Drop)
    }

    // Cells

    pub(super) fn loaded_cell(&mut self, id: HeapId, slot: u32, value: &Value) -> Go {
        self.push(value.clone());
        self.read_cell(id, slot, value)
    }

    pub(super) fn store_cell(&mut self, id: HeapId, slot: u32, value: &Value) -> Go {
        let escaped = self.process.heap.is_escaped(id);
        if escaped {
            self.process.heap.escape(value);
        }
        if let Object::Cell(place) = self.process.heap.get_mut(id) {
            *place = Some(value.clone());
        }
        self.wrote_cell(id, slot, value)
    }
}

/// A method with its receiver.
pub(super) fn bound(receiver: Value, callee: Callee) -> Value {
    Value::Method(Method { receiver, callee }.into())
}
