//! Imports.

use ruff_python_ast::{StmtImport, StmtImportFrom};
use ruff_text_size::TextRange;

use super::Compiler;
use crate::python::check;
use crate::python::code::{CodeKind, Const, Instr};
use crate::python::modules::Module;

impl Compiler<'_> {
    pub(super) fn import(&mut self, import: &StmtImport) {
        self.declaration(import.range);
        for alias in &import.names {
            let name = alias.name.as_str();
            if !self.known_module(name, alias.range) {
                continue;
            }
            let (module, target) = if let Some(asname) = &alias.asname {
                (name, asname.as_str())
            } else {
                let top = name.split('.').next().unwrap_or(name);
                (top, top)
            };
            self.import_module(module);
            self.store_name(target);
        }
    }

    fn import_module(&mut self, name: &str) {
        self.constant(Const::Str(name.into()));
        let unit = self.unit();
        let Some(Instr::Const(index)) = unit.body.instrs.pop() else {
            return;
        };
        unit.body.spans.pop();
        self.emit(Instr::Import(index));
    }

    pub(super) fn import_from(&mut self, import: &StmtImportFrom) {
        self.declaration(import.range);
        let name = import.module.as_ref().map_or("", |module| module.as_str());
        if import.level > 0 {
            self.refuse(
                import.range,
                "a program is one file: there is nothing to import from",
                Some("put it all into this file"),
            );
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
            if let Some((message, instead)) = check::missing(name, &alias.name) {
                self.refuse(alias.range, message, instead.as_deref());
            }
            let symbol = self.symbol(&alias.name);
            self.mark(alias.range);
            self.emit(Instr::ImportFrom(symbol));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Instr::Pop);
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
        let (message, instead) = check::unknown_module(name);
        self.refuse(range, message, Some(&instead));
        false
    }
}
