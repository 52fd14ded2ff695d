//! Modules: those that are known, and those beside the program, whose code runs when they are first imported.

use crate::python::code::{Const, Symbol};
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::{Frame, Then};
use crate::python::heap::{ModuleObject, Object};
use crate::python::host::HostCall;
use crate::python::modules::{Export, Module};
use crate::python::value::{Str, Value};
use crate::python::{CodeKind, top_name};

use super::prelude::library_frames;
use super::run::{Go, Machine};

impl Machine<'_> {
    pub(super) fn import(&mut self, index: u32) -> Res<Go> {
        let Const::Str(name) = &self.frame().code.body.consts[index as usize] else {
            return Ok(Go::On);
        };
        let name = name.clone();
        self.import_named(&name)
    }

    /// What `__import__`, `sys.modules`, `dir(module)` and the attributes of modules are made of.
    pub(super) fn about_modules(&mut self, what: HostCall, args: &[Value], then: Then) -> Res<Go> {
        let texts = |names: Vec<Str>| Value::tuple(names.into_iter().map(Value::Str).collect());
        let value = match (what, args) {
            (HostCall::Import, [Value::Str(name)]) => return self.import_named(name),
            (HostCall::Loaded, [Value::Str(name)]) => self.loaded_module(name)?.unwrap_or_default(),
            (HostCall::LoadedNames, _) => texts(self.loaded_names()),
            (HostCall::NamesOf, [module, ..]) => {
                let number = self.module(module).map_or(0, |module| module.number);
                texts(self.names_of_module(number))
            }
            (HostCall::OfModule, [module, name, ..]) => self.global_by_name(module, name)?,
            (HostCall::SetOfModule, _) => return self.set_global_by_name(args, then),
            _ => return Ok(Go::On),
        };
        self.give(value, then)?;
        Ok(Go::On)
    }

    /// A module by its name alone. Of those beside the program there are only the ones that its text names.
    pub(super) fn import_named(&mut self, name: &str) -> Res<Go> {
        if name == "__main__" {
            let module = self.main_module()?;
            self.push(module);
            return Ok(Go::On);
        }
        if let Some(number) = self.world.program.symbols.import(name) {
            return self.import_beside(number);
        }
        if let Some(module) = Module::find(name) {
            return Ok(self.import_library(module));
        }
        // The packages above come first.
        let top = top_name(name);
        let known = Module::find(top).is_some() || self.world.program.symbols.import(top).is_some();
        let missing = if known { name } else { top };
        Err(Fault::new(
            Exc::ModuleNotFoundError,
            format!("No module named '{missing}'"),
        ))
    }

    /// The program itself, as a module.
    fn main_module(&mut self) -> Res {
        if let Some(module) = self.process.modules.first()
            && module.is_bound()
        {
            return Ok(module.clone());
        }
        let object = ModuleObject {
            number: 0,
            name: "__main__".into(),
            file: self.world.program.file.clone(),
        };
        let module = Value::Ref(self.heap().alloc(Object::Module(object))?);
        if let Some(first) = self.process.modules.first_mut() {
            *first = module.clone();
        }
        Ok(module)
    }

    /// `sys.modules[name]`: a module that has been imported, or nothing.
    pub(super) fn loaded_module(&mut self, name: &str) -> Res<Option<Value>> {
        if name == "__main__" {
            return self.main_module().map(Some);
        }
        if let Some(number) = self.world.program.symbols.import(name) {
            let module = self.process.modules.get(number as usize);
            return Ok(module.filter(|module| module.is_bound()).cloned());
        }
        Ok(Module::find(name).map(Value::Module))
    }

    /// The names of `sys.modules`.
    pub(super) fn loaded_names(&self) -> Vec<Str> {
        let imports = self.world.program.imports.iter();
        let begun = imports.zip(self.process.modules.iter().skip(1));
        let beside = begun.filter(|(_, module)| module.is_bound());
        let library = Module::ALL.iter().map(|module| Str::from(module.name()));
        [Str::from("__main__")]
            .into_iter()
            .chain(library)
            .chain(beside.map(|(imported, _)| imported.name.clone()))
            .collect()
    }

    /// A module of the library: what of it is written in Python runs if it is the first time.
    pub(super) fn import_library(&mut self, module: Module) -> Go {
        if self.process.begin_library(module) {
            let then = Then::Give(Value::Module(module));
            self.task.frames.extend(library_frames(module, then));
        } else {
            self.push(Value::Module(module));
        }
        Go::On
    }

    /// A global of a module of the library.
    pub(super) fn of_library(&self, module: Module, symbol: Symbol) -> Res {
        match self.process.library(module).get(symbol as usize) {
            Some(value) if value.is_bound() => Ok(value.clone()),
            _ => {
                let name = self.world.prelude.symbols(Some(module)).name(symbol);
                let text = format!("module '{}' has no attribute '{name}'", module.name());
                Err(Fault::new(Exc::AttributeError, text))
            }
        }
    }

    /// A module beside the program. As in CPython, who imports one whose code still runs gets it as it is by then.
    pub(super) fn import_beside(&mut self, number: u32) -> Res<Go> {
        let at = number as usize;
        if let Some(module) = self.process.modules.get(at)
            && module.is_bound()
        {
            let module = module.clone();
            self.push(module);
            return Ok(Go::On);
        }
        let program = self.world.program.clone();
        let Some(imported) = program.imported(number) else {
            return Ok(Go::On);
        };
        let object = ModuleObject {
            number,
            name: imported.name.clone(),
            file: imported.file.clone(),
        };
        let module = Value::Ref(self.heap().alloc(Object::Module(object))?);
        self.process.modules[at] = module.clone();
        for (name, value) in [("__name__", &imported.name), ("__file__", &imported.file)] {
            self.set_global_of(number, name, Value::Str(value.clone()));
        }
        if let Some(doc) = &imported.code.doc {
            self.set_global_of(number, "__doc__", Value::Str(doc.clone()));
        }
        if let Some((package, own)) = imported.name.rsplit_once('.')
            && let Some(package) = program.symbols.import(package)
        {
            self.set_global_of(package, own, module.clone());
        }
        let frame = Frame {
            then: Then::Give(module),
            ..Frame::new(imported.code.clone())
        };
        self.task.frames.push(Box::new(frame));
        Ok(Go::On)
    }

    /// An exception has left the code of a module: who imports it again begins anew.
    pub(super) fn forget_module(&mut self, number: u32) {
        if number > 0
            && let Some(module) = self.process.modules.get_mut(number as usize)
        {
            *module = Value::Unbound;
        }
    }

    pub(super) fn set_global_of(&mut self, module: u32, name: &str, value: Value) {
        if let Some(symbol) = self.world.symbols.global(module, name) {
            let at = symbol as usize;
            if at >= self.process.user.len() {
                self.process.user.resize(at + 1, Value::Unbound);
            }
            self.process.user[at] = value;
        }
    }

    fn global_of(&self, module: u32, name: &str) -> Option<(Symbol, Value)> {
        let symbol = self.world.symbols.global(module, name)?;
        let value = self.process.user.get(symbol as usize)?;
        value.is_bound().then(|| (symbol, value.clone()))
    }

    pub(super) fn import_from(&mut self, symbol: Symbol) -> Res<Go> {
        let name = self.name(symbol);
        let Some(top) = self.frame().stack.last().cloned() else {
            return Ok(Go::On);
        };
        if let Some(module) = self.module(&top) {
            return self.import_from_beside(&module, &name);
        }
        let Value::Module(module) = top else {
            return Ok(Go::On);
        };
        let value = match module.get(&name) {
            Some(Export::Value(Value::Module(inner))) => return Ok(self.import_library(inner)),
            Some(Export::Value(value)) => value,
            Some(Export::Prelude(name)) => self.prelude_function(name)?,
            Some(Export::Own(symbol)) => self.of_library(module, symbol)?,
            None => match Module::find(&format!("{}.{name}", module.name())) {
                Some(inner) => return Ok(self.import_library(inner)),
                None => {
                    return Err(Fault::new(
                        Exc::ImportError,
                        format!("cannot import name '{name}' from '{}'", module.name()),
                    ));
                }
            },
        };
        self.push(value);
        Ok(Go::On)
    }

    fn import_from_beside(&mut self, module: &ModuleObject, name: &str) -> Res<Go> {
        if let Some((symbol, value)) = self.global_of(module.number, name) {
            self.push(value.clone());
            return Ok(self.read_global(symbol, &value));
        }
        let inner = format!("{}.{name}", module.name);
        if let Some(number) = self.world.program.symbols.import(&inner) {
            return self.import_beside(number);
        }
        let (own, file) = (&module.name, &module.file);
        let text = if self.is_running(module.number) {
            format!(
                "cannot import name '{name}' from partially initialized module '{own}' (most likely due to a circular import) ({file})"
            )
        } else {
            format!("cannot import name '{name}' from '{own}' ({file})")
        };
        Err(Fault::new(Exc::ImportError, text))
    }

    /// Whether the code of a module still runs.
    fn is_running(&self, number: u32) -> bool {
        let of_it =
            |frame: &Frame| frame.code.kind == CodeKind::Module && frame.code.module == number;
        self.task.frames.iter().any(|frame| of_it(frame))
    }

    /// `from module import *`: the names in its `__all__`, or all that do not begin with an underscore.
    pub(super) fn import_all(&mut self) -> Res<Go> {
        let module = self.pop();
        let Some(module) = self.module(&module) else {
            return Ok(Go::On);
        };
        let all = self.global_of(module.number, "__all__");
        let items = all.and_then(|(_, all)| match (self.process.heap.object(&all), &all) {
            (Some(Object::List(items)), _) => Some(items.clone()),
            (_, Value::Tuple(items)) => Some(items.to_vec()),
            _ => None,
        });
        let names: Vec<Str> = if let Some(items) = items {
            let text = |item: &Value| match item {
                Value::Str(name) => Some(name.clone()),
                _ => None,
            };
            items.iter().filter_map(text).collect()
        } else {
            let mut names = self.names_of_module(module.number);
            names.retain(|name| !name.starts_with('_'));
            names
        };
        let into = self.frame().code.module;
        for name in names {
            let Some((_, value)) = self.global_of(module.number, &name) else {
                let own = &module.name;
                let text = format!("module '{own}' has no attribute '{name}'");
                return Err(Fault::new(Exc::AttributeError, text));
            };
            self.set_global_of(into, &name, value);
        }
        Ok(Go::On)
    }

    /// The names that a module beside the program has bound; the program itself is number 0.
    pub(super) fn names_of_module(&self, number: u32) -> Vec<Str> {
        let globals = self.world.symbols.globals(number);
        let bound = globals.filter(|(symbol, _)| {
            let value = self.process.user.get(*symbol as usize);
            value.is_some_and(Value::is_bound)
        });
        bound.map(|(_, name)| name.clone()).collect()
    }

    /// The module beside the program that a value is.
    pub(super) fn module(&self, value: &Value) -> Option<ModuleObject> {
        match self.process.heap.object(value) {
            Some(Object::Module(module)) => Some(module.clone()),
            _ => None,
        }
    }

    /// Loads a global of a module as its attribute; none if the object is no module, or has it from elsewhere.
    pub(super) fn load_from_module(&mut self, object: &Value, name: &str) -> Res<Option<Go>> {
        let Some(module) = self.module(object) else {
            return Ok(None);
        };
        if let Some((symbol, value)) = self.global_of(module.number, name) {
            self.push(value.clone());
            return Ok(Some(self.read_global(symbol, &value)));
        }
        if matches!(name, "__name__" | "__file__" | "__doc__" | "__class__") {
            return Ok(None);
        }
        Err(self.no_attribute_of(&module, name))
    }

    /// What `getattr(module, name)` gives.
    pub(super) fn global_by_name(&self, module: &Value, name: &Value) -> Res<Value> {
        if let (Value::Module(module), Value::Str(name)) = (module, name) {
            return match module.get(name) {
                Some(Export::Value(value)) => Ok(value),
                Some(Export::Prelude(name)) => self.prelude_function(name),
                Some(Export::Own(symbol)) => self.of_library(*module, symbol),
                None => {
                    let text = format!("module '{}' has no attribute '{name}'", module.name());
                    Err(Fault::new(Exc::AttributeError, text))
                }
            };
        }
        let (Some(module), Value::Str(name)) = (self.module(module), name) else {
            return Ok(Value::None);
        };
        match self.global_of(module.number, name) {
            Some((_, value)) => Ok(value),
            None => Err(self.no_attribute_of(&module, name)),
        }
    }

    /// What `setattr(module, name, value)` does.
    pub(super) fn set_global_by_name(&mut self, args: &[Value], then: Then) -> Res<Go> {
        if let [Value::Module(module), Value::Str(name), value] = args
            && let Some(Export::Own(symbol)) = module.get(name)
        {
            self.process.redirected |= *module == Module::Sys && &**name == "stdout";
            self.process.heap.escape(value);
            *self.process.global_of_library(*module, symbol) = value.clone();
        }
        if let [module, Value::Str(name), value] = args
            && let Some(module) = self.module(module)
        {
            self.store_in_module(&module, name, value)?;
        }
        self.give(Value::None, then)?;
        Ok(Go::On)
    }

    fn no_attribute_of(&self, module: &ModuleObject, name: &str) -> Fault {
        let own = &module.name;
        let text = if self.is_running(module.number) {
            format!(
                "partially initialized module '{own}' from '{}' has no attribute '{name}' (most likely due to a circular import)",
                module.file
            )
        } else {
            format!("module '{own}' has no attribute '{name}'")
        };
        Fault::new(Exc::AttributeError, text)
    }

    pub(super) fn store_in_module(
        &mut self,
        module: &ModuleObject,
        name: &str,
        value: &Value,
    ) -> Res<Go> {
        let Some(symbol) = self.world.symbols.global(module.number, name) else {
            let text = format!("'{name}' is no name of module '{}' here", module.name);
            return Err(Fault::new(Exc::AttributeError, text));
        };
        self.process.heap.escape(value);
        self.set_global_of(module.number, name, value.clone());
        Ok(self.wrote_global(symbol, value))
    }

    pub(super) fn delete_from_module(&mut self, module: &ModuleObject, name: &str) -> Res<Go> {
        if self.global_of(module.number, name).is_none() {
            return Err(self.no_attribute_of(module, name));
        }
        self.set_global_of(module.number, name, Value::Unbound);
        Ok(Go::On)
    }
}
