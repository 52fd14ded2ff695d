//! Which name means what: every function, class body and comprehension with its local names, the cells it shares with
//! inner functions, and the free names it takes from outer ones.

mod build;

use std::sync::Arc;

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::Module;

/// What a scope belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
}

/// Where a name lives, seen from one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// A slot of the frame.
    Local(u32),
    /// A cell in a slot of the frame.
    Cell(u32),
    /// A local of a class body.
    ClassLocal(u32),
    /// The module's names.
    Global,
}

/// One scope and its names.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    parent: Option<usize>,
    /// Name of the class around, for private names.
    pub(super) class: Option<Arc<str>>,
    /// Bound names in order; parameters first.
    pub(super) locals: Vec<Arc<str>>,
    bound: FxHashSet<Arc<str>>,
    used: Vec<Arc<str>>,
    used_set: FxHashSet<Arc<str>>,
    globals: FxHashSet<Arc<str>>,
    nonlocals: FxHashMap<Arc<str>, TextRange>,
    /// Own names that inner functions use.
    pub(super) cells: Vec<Arc<str>>,
    /// Names of outer functions.
    pub(super) free: Vec<Arc<str>>,
    /// Whether there is a `yield`.
    pub(super) generator: bool,
}

/// What is known of a global name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct GlobalUse {
    pub(super) in_function: bool,
    pub(super) stored_in_function: bool,
    pub(super) module_stores: u32,
}

/// All scopes of a module.
#[derive(Debug)]
pub(super) struct Scopes {
    pub(super) list: Vec<Scope>,
    by_place: FxHashMap<(TextRange, ScopeKind), usize>,
    pub(super) globals: FxHashMap<Arc<str>, GlobalUse>,
    pub(super) stored_attributes: FxHashSet<Arc<str>>,
    /// Classes that look after the items of a queue themselves (`_put`), and those that they derive from.
    pub(super) keepers: FxHashSet<Arc<str>>,
    /// Declarations that make no sense, with the reason.
    pub(super) errors: Vec<(TextRange, String)>,
    /// What imports outside of functions bind: a module, or a name of one.
    imported: FxHashMap<Arc<str>, (Module, Option<Arc<str>>)>,
}

impl Scopes {
    /// Analyses a module.
    pub(super) fn of(body: &[Stmt]) -> Self {
        let mut scopes = build::scopes(body);
        scopes.resolve();
        scopes
    }

    /// Every name that is declared nonlocal somewhere.
    pub(super) fn nonlocal_names(&self) -> impl Iterator<Item = Arc<str>> + '_ {
        self.list
            .iter()
            .flat_map(|scope| scope.nonlocals.keys().cloned())
    }

    /// What a global name stands for that nothing but one import binds: a module, or a name of one.
    pub(super) fn imported(&self, name: &str) -> Option<(Module, Option<&str>)> {
        let usage = self.globals.get(name)?;
        if usage.module_stores != 1 || usage.stored_in_function {
            return None;
        }
        let (module, from) = self.imported.get(name)?;
        Some((*module, from.as_deref()))
    }

    /// Takes back what is known of modules that the import statement does not mean.
    pub(super) fn forget_imported(&mut self, other: impl Fn(Module) -> bool) {
        self.imported.retain(|_, (module, _)| !other(*module));
    }

    /// The scope that belongs to a node.
    pub(super) fn at(&self, range: TextRange, kind: ScopeKind) -> usize {
        self.by_place[&(range, kind)]
    }

    /// Where a name lives, seen from a scope.
    pub(super) fn home(&self, scope: usize, name: &str) -> Home {
        let scope = &self.list[scope];
        if scope.kind == ScopeKind::Module || scope.globals.contains(name) {
            return Home::Global;
        }
        if scope.bound.contains(name) && !scope.nonlocals.contains_key(name) {
            let slot = scope.slot(name);
            if scope.kind == ScopeKind::Class {
                return Home::ClassLocal(slot);
            }
            if scope.cells.iter().any(|cell| &**cell == name) {
                return Home::Cell(slot);
            }
            return Home::Local(slot);
        }
        scope.free_slot(name).map_or(Home::Global, Home::Cell)
    }

    /// The slot whose cell an inner function takes as its free name.
    pub(super) fn closure_slot(&self, scope: usize, name: &str) -> u32 {
        let scope = &self.list[scope];
        if scope.cells.iter().any(|cell| &**cell == name) {
            return scope.slot(name);
        }
        scope.free_slot(name).unwrap_or(0)
    }

    fn resolve(&mut self) {
        for index in 0..self.list.len() {
            let names: Vec<Arc<str>> = {
                let scope = &self.list[index];
                scope
                    .used
                    .iter()
                    .chain(scope.nonlocals.keys())
                    .cloned()
                    .collect()
            };
            for name in names {
                self.resolve_name(index, &name);
            }
        }
    }

    fn resolve_name(&mut self, index: usize, name: &Arc<str>) {
        let scope = &self.list[index];
        let declared = scope.nonlocals.get(name).copied();
        let global = scope.kind == ScopeKind::Module
            || scope.globals.contains(name)
            || (declared.is_none()
                && !scope.bound.contains(name)
                && self.owner(index, name).is_none());
        if global {
            let in_function = self.in_function(index);
            let entry = self.globals.entry(name.clone()).or_default();
            entry.in_function |= in_function;
            return;
        }
        if scope.bound.contains(name) && declared.is_none() {
            return;
        }
        let Some(owner) = self.owner(index, name) else {
            if let Some(range) = declared {
                self.errors
                    .push((range, format!("no binding for nonlocal '{name}' found")));
            }
            return;
        };
        let scope = &mut self.list[owner];
        if !scope.cells.contains(name) {
            if !scope.locals.contains(name) {
                scope.locals.push(name.clone());
            }
            scope.cells.push(name.clone());
        }
        let mut between = index;
        while between != owner {
            let scope = &mut self.list[between];
            if !scope.free.contains(name) {
                scope.free.push(name.clone());
            }
            let Some(parent) = scope.parent else { break };
            between = parent;
        }
    }

    /// The function around a scope that binds a name.
    fn owner(&self, index: usize, name: &str) -> Option<usize> {
        let mut at = self.list[index].parent;
        while let Some(outer) = at {
            let scope = &self.list[outer];
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class if name == "__class__" => return Some(outer),
                ScopeKind::Class => {}
                _ if scope.globals.contains(name) => return None,
                _ if scope.nonlocals.contains_key(name) => {}
                _ if scope.bound.contains(name) => return Some(outer),
                _ => {}
            }
            at = scope.parent;
        }
        None
    }

    fn in_function(&self, index: usize) -> bool {
        let mut at = Some(index);
        while let Some(scope) = at {
            let scope = &self.list[scope];
            if matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda) {
                return true;
            }
            at = scope.parent;
        }
        false
    }
}

impl Scope {
    fn slot(&self, name: &str) -> u32 {
        self.locals
            .iter()
            .position(|local| &**local == name)
            .unwrap_or_default() as u32
    }

    fn free_slot(&self, name: &str) -> Option<u32> {
        let index = self.free.iter().position(|free| &**free == name)?;
        Some((self.locals.len() + index) as u32)
    }
}

/// A private name as CPython stores it: `__x` in class `C` is `_C__x`.
pub(super) fn mangle(class: Option<&Arc<str>>, name: &str) -> Arc<str> {
    match class {
        Some(class) if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
            format!("_{}{name}", class.trim_start_matches('_')).into()
        }
        _ => name.into(),
    }
}
