//! What can be seen to be outside of the subset before anything runs: names that a module does not have here, and classes
//! that change what is built in.

use ruff_python_ast::{Expr, ExprAttribute, Stmt, StmtClassDef};

use super::Compiler;
use super::blocks::Block;
use crate::python::check;
use crate::python::code::Space;
use crate::python::modules::{Export, Module};
use crate::python::scope::Home;
use crate::python::value::Value;

impl Compiler<'_> {
    /// The module that an expression stands for, if nothing else can be meant.
    fn module_of(&mut self, expr: &Expr) -> Option<Module> {
        match expr {
            Expr::Name(name) if self.home(&name.id) == Home::Global => {
                match self.scopes.imported(&name.id)? {
                    (module, None) => Some(module),
                    (module, Some(from)) => inner(module, from),
                }
            }
            Expr::Attribute(attribute) => {
                let module = self.module_of(&attribute.value)?;
                inner(module, &attribute.attr)
            }
            _ => None,
        }
    }

    /// Refuses an attribute that its module does not have here, unless the program is ready for that.
    pub(super) fn check_attribute(&mut self, attribute: &ExprAttribute) {
        if self.space != Space::User
            || self.units.iter().any(|unit| {
                let mut blocks = unit.blocks.iter();
                blocks.any(|block| matches!(block, Block::Try(_)))
            })
        {
            return;
        }
        let name = attribute.attr.as_str();
        let Some(module) = self.module_of(&attribute.value) else {
            return;
        };
        if module.get(name).is_none() && !is_dunder(name) {
            let (message, instead) = check::no_attribute(module, name);
            self.refuse(attribute.attr.range, message, instead.as_deref());
        }
    }

    /// Refuses to change a module.
    pub(super) fn check_store(&mut self, attribute: &ExprAttribute) {
        let Some(module) = self.module_of(&attribute.value) else {
            return;
        };
        let name = attribute.attr.as_str();
        let own = matches!(module.get(name), Some(Export::Own(_)));
        if !own && (module, name) != (Module::Threading, "excepthook") {
            self.refuse(
                attribute.range,
                format!("module '{}' cannot be changed here", module.name()),
                Some("a name of the program's own"),
            );
        }
    }

    /// Refuses a name that Python has and that means nothing here.
    pub(super) fn check_name(&mut self, name: &ruff_python_ast::ExprName) {
        let bound = |usage: &crate::python::scope::GlobalUse| {
            usage.module_stores > 0 || usage.stored_in_function
        };
        if self.space == Space::User
            && let Some((message, instead)) = check::missing_builtin(&name.id)
            && self.home(&name.id) == Home::Global
            && !self.scopes.globals.get(&*name.id).is_some_and(bound)
        {
            self.refuse(name.range, message, Some(instead));
        }
    }

    /// Refuses classes that change how classes are made.
    pub(super) fn check_class(&mut self, def: &StmtClassDef) {
        let bases = def.arguments.iter().flat_map(|arguments| &*arguments.args);
        let is_type = |base: &Expr| matches!(base, Expr::Name(name) if &*name.id == "type");
        if !bases.clone().any(is_type) {
            return;
        }
        for stmt in &def.body {
            if let Stmt::FunctionDef(method) = stmt
                && matches!(method.name.as_str(), "__new__" | "__prepare__")
            {
                let message = format!(
                    "a class that derives from type cannot have a {} of its own here",
                    method.name
                );
                self.refuse(method.name.range, message, Some("__init__ or __call__"));
            }
        }
    }
}

fn inner(module: Module, name: &str) -> Option<Module> {
    match module.get(name)? {
        Export::Value(Value::Module(inner)) => Some(inner),
        _ => None,
    }
}

fn is_dunder(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}
