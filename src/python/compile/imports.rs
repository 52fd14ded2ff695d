//! Imports.

use std::sync::Arc;

use ruff_python_ast::{ExprCall, StmtImport, StmtImportFrom};
use ruff_text_size::TextRange;

use super::Compiler;
use super::beside::{absolute, named_by_call, top_name, with_packages};
use crate::python::check;
use crate::python::code::{CodeKind, Const, Instr, Space, Symbols};
use crate::python::modules::Module;

impl Compiler<'_> {
    pub(super) fn import(&mut self, import: &StmtImport) {
        self.declaration(import.range);
        for alias in &import.names {
            let name = alias.name.as_str();
            let top = top_name(name);
            if self.is_beside(name) {
                if !self.import_beside(name, alias.range) {
                    continue;
                }
                if alias.asname.is_none() && top != name {
                    self.emit(Instr::Pop);
                    self.import_beside(top, alias.range);
                }
                self.store_name(alias.asname.as_ref().map_or(top, |name| name.as_str()));
                continue;
            }
            if !self.known_module(name, alias.range) {
                continue;
            }
            self.import_module(name);
            if alias.asname.is_none() && top != name {
                self.emit(Instr::Pop);
                self.import_module(top);
            }
            self.store_name(alias.asname.as_ref().map_or(top, |name| name.as_str()));
        }
    }

    fn import_module(&mut self, name: &str) {
        if let Some(module) = Module::find(name)
            && module.source().is_some()
            && !self.symbols.library.contains(&module)
        {
            Arc::make_mut(&mut self.symbols).library.push(module);
        }
        self.constant(Const::Str(name.into()));
        let unit = self.unit();
        let Some(Instr::Const(index)) = unit.body.instrs.pop() else {
            return;
        };
        unit.body.spans.pop();
        self.emit(Instr::Import(index));
    }

    /// Whether a name means a module beside the program.
    fn is_beside(&self, name: &str) -> bool {
        let top = top_name(name);
        self.beside.shadows(top) || self.symbols.import(top).is_some()
    }

    /// Imports a module beside the program, after the packages that it is in.
    fn import_beside(&mut self, name: &str, range: TextRange) -> bool {
        self.mark(range);
        for (count, name) in with_packages(name).enumerate() {
            if self.symbols.import(name).is_none() && self.beside.get(name).is_none() {
                let package = name.rsplit_once('.').map_or("", |(package, _)| package);
                let message = format!("there is no module '{name}' beside the program");
                let names = self.modules_of(package);
                let instead = (!names.is_empty()).then(|| format!("one of {}", names.join(", ")));
                self.refuse(range, message, instead.as_deref());
                return false;
            }
            if count > 0 {
                self.emit(Instr::Pop);
            }
            let number = Symbols::intern_import(&mut self.symbols, name);
            self.emit(Instr::ImportBeside(number));
        }
        true
    }

    /// A call that imports a module whose name stands there: one beside the program is compiled with it.
    pub(super) fn import_by_call(&mut self, call: &ExprCall) {
        let Some(name) = named_by_call(call) else {
            return;
        };
        if self.space != Space::User || name.starts_with('.') || !self.is_beside(name) {
            return;
        }
        for name in with_packages(name) {
            if self.beside.get(name).is_some() {
                Symbols::intern_import(&mut self.symbols, name);
            }
        }
    }

    /// The modules in a package beside the program.
    fn modules_of(&self, package: &str) -> Vec<String> {
        let names = self.beside.modules.keys();
        let inside = |name: &&String| {
            let outer = name.rsplit_once('.').map_or("", |(outer, _)| outer);
            outer == package
        };
        names.filter(inside).cloned().collect()
    }

    pub(super) fn import_from(&mut self, import: &StmtImportFrom) {
        self.declaration(import.range);
        let name = import.module.as_ref().map_or("", |module| module.as_str());
        if import.level > 0 {
            let dots = ".".repeat(import.level as usize);
            match self.own_package(&format!("{dots}{name}")) {
                Some(name) => self.names_from_beside(&name, import),
                None => self.refuse(
                    import.range,
                    "a program is in no package: there is nothing to import from",
                    Some("the name without the dots"),
                ),
            }
            return;
        }
        if self.is_beside(name) {
            self.names_from_beside(name, import);
            return;
        }
        if name == "__future__" || !self.known_module(name, import.range) {
            return;
        }
        self.import_module(name);
        for alias in &import.names {
            if &*alias.name == "*" {
                self.import_all(name, alias.range);
                continue;
            }
            if self.space == Space::User
                && let Some((message, instead)) = check::missing(name, &alias.name)
            {
                self.refuse(alias.range, message, instead.as_deref());
            }
            let symbol = self.symbol(&alias.name);
            self.mark(alias.range);
            self.emit(Instr::ImportFrom(symbol));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Instr::Pop);
    }

    /// The whole name of what this module means by a relative one.
    fn own_package(&self, name: &str) -> Option<String> {
        let own = self
            .symbols
            .imports
            .get((self.module as usize).checked_sub(1)?)?;
        let package = self.beside.get(own).is_some_and(|found| found.package);
        absolute(own, package, name)
    }

    /// `from package.module import name`, where the name may be a module in turn.
    fn names_from_beside(&mut self, module: &str, import: &StmtImportFrom) {
        if !self.import_beside(module, import.range) {
            return;
        }
        for alias in &import.names {
            if &*alias.name == "*" {
                self.all_of_beside(module, alias.range);
                return;
            }
            let inner = format!("{module}.{}", alias.name);
            if self.beside.get(&inner).is_some() {
                Symbols::intern_import(&mut self.symbols, &inner);
            }
            if let Some(number) = self.symbols.import(module) {
                Symbols::intern_global(&mut self.symbols, number, &alias.name);
            }
            let symbol = self.symbol(&alias.name);
            self.mark(alias.range);
            self.emit(Instr::ImportFrom(symbol));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Instr::Pop);
    }

    fn all_of_beside(&mut self, module: &str, range: TextRange) {
        if self.unit().code.kind != CodeKind::Module {
            self.refuse(range, "import * only allowed at module level", None);
            return;
        }
        if let Some(number) = self.symbols.import(module) {
            let own = self.module;
            Arc::make_mut(&mut self.symbols).all_of.push((own, number));
        }
        self.mark(range);
        self.emit(Instr::ImportAll);
    }

    /// `from module import *`
    fn import_all(&mut self, module: &str, range: TextRange) {
        if self.unit().code.kind != CodeKind::Module {
            self.refuse(range, "import * only allowed at module level", None);
            return;
        }
        for name in Module::find(module).map(Module::names).unwrap_or_default() {
            let symbol = self.symbol(name);
            self.mark(range);
            self.emit(Instr::ImportFrom(symbol));
            self.store_name(name);
        }
    }

    fn known_module(&mut self, name: &str, range: TextRange) -> bool {
        if check::known_module(name) {
            return true;
        }
        // What python3 may lack as well is caught where the program is ready for that.
        if self.optional > 0 && !check::is_of_library(name) {
            return true;
        }
        let (message, instead) = check::unknown_module(name);
        self.refuse(range, message, Some(&instead));
        false
    }
}
