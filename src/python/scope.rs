//! Which name means what: every function, class body and comprehension with its local names, the cells it shares with
//! inner functions, and the free names it takes from outer ones.

use std::sync::Arc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt, StmtClassDef,
    StmtFunctionDef,
};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

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
    /// Declarations that make no sense, with the reason.
    pub(super) errors: Vec<(TextRange, String)>,
}

impl Scopes {
    /// Analyses a module.
    pub(super) fn of(body: &[Stmt]) -> Self {
        let mut builder = Builder {
            scopes: Self {
                list: Vec::new(),
                by_place: FxHashMap::default(),
                globals: FxHashMap::default(),
                stored_attributes: FxHashSet::default(),
                errors: Vec::new(),
            },
            current: 0,
            loops: 0,
            init: false,
        };
        builder.open(TextRange::default(), ScopeKind::Module, None);
        builder.visit_body(body);
        let mut scopes = builder.scopes;
        scopes.resolve();
        scopes
    }

    /// Every name that is declared nonlocal somewhere.
    pub(super) fn nonlocal_names(&self) -> impl Iterator<Item = Arc<str>> + '_ {
        self.list
            .iter()
            .flat_map(|scope| scope.nonlocals.keys().cloned())
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

struct Builder {
    scopes: Scopes,
    current: usize,
    loops: u32,
    init: bool,
}

impl Builder {
    fn open(&mut self, range: TextRange, kind: ScopeKind, class: Option<Arc<str>>) -> usize {
        let index = self.scopes.list.len();
        let parent = (index > 0).then_some(self.current);
        self.scopes.list.push(Scope {
            kind,
            parent,
            class: class
                .or_else(|| parent.and_then(|parent| self.scopes.list[parent].class.clone())),
            locals: Vec::new(),
            bound: FxHashSet::default(),
            used: Vec::new(),
            used_set: FxHashSet::default(),
            globals: FxHashSet::default(),
            nonlocals: FxHashMap::default(),
            cells: Vec::new(),
            free: Vec::new(),
            generator: false,
        });
        self.scopes.by_place.insert((range, kind), index);
        let outer = self.current;
        self.current = index;
        outer
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.list[self.current]
    }

    fn mangled(&mut self, name: &str) -> Arc<str> {
        let class = self.scope().class.clone();
        mangle(class.as_ref(), name)
    }

    fn bind(&mut self, name: &str) {
        let name = self.mangled(name);
        let loops = self.loops;
        let scope = self.scope();
        if scope.kind == ScopeKind::Module {
            let entry = self.scopes.globals.entry(name).or_default();
            entry.module_stores += if loops > 0 { 2 } else { 1 };
            return;
        }
        if scope.globals.contains(&name) {
            let class_body = scope.kind == ScopeKind::Class;
            let entry = self.scopes.globals.entry(name).or_default();
            if class_body {
                entry.module_stores += 1;
            } else {
                entry.stored_in_function = true;
                entry.in_function = true;
            }
            return;
        }
        if !scope.nonlocals.contains_key(&name) && scope.bound.insert(name.clone()) {
            scope.locals.push(name);
        }
    }

    fn refer(&mut self, name: &str) {
        let name = self.mangled(name);
        let scope = self.scope();
        if scope.used_set.insert(name.clone()) {
            scope.used.push(name);
        }
    }

    /// `x := …` in a comprehension binds in the function around it.
    fn bind_walrus(&mut self, name: &str) {
        let inner = self.current;
        let mut at = inner;
        while self.scopes.list[at].kind == ScopeKind::Comprehension {
            let Some(parent) = self.scopes.list[at].parent else {
                break;
            };
            at = parent;
        }
        if at == inner {
            self.bind(name);
            return;
        }
        self.current = at;
        self.bind(name);
        let global = {
            let name = self.mangled(name);
            let scope = self.scope();
            scope.kind == ScopeKind::Module || scope.globals.contains(&name)
        };
        self.current = inner;
        let name = self.mangled(name);
        let mut scope = inner;
        while scope != at {
            let entry = &mut self.scopes.list[scope];
            if global {
                entry.globals.insert(name.clone());
            } else {
                entry.nonlocals.insert(name.clone(), TextRange::default());
            }
            scope = entry.parent.unwrap_or(at);
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
        {
            self.bind(&parameter.parameter.name);
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            self.bind(&parameter.name);
        }
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
        {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn function(&mut self, def: &StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.bind(&def.name);
        let outer = self.open(def.range, ScopeKind::Function, None);
        let loops = std::mem::take(&mut self.loops);
        let init = std::mem::replace(&mut self.init, &*def.name == "__init__");
        self.parameters(&def.parameters);
        self.visit_body(&def.body);
        self.init = init;
        self.loops = loops;
        self.current = outer;
    }

    fn class(&mut self, def: &StmtClassDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        if let Some(arguments) = &def.arguments {
            self.visit_arguments(arguments);
        }
        self.bind(&def.name);
        let outer = self.open(def.range, ScopeKind::Class, Some(def.name.as_str().into()));
        let loops = std::mem::take(&mut self.loops);
        self.visit_body(&def.body);
        self.loops = loops;
        self.current = outer;
    }

    fn comprehension(&mut self, range: TextRange, generators: &[Comprehension], parts: &[&Expr]) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        let outer = self.open(range, ScopeKind::Comprehension, None);
        self.bind(".0");
        for (index, generator) in generators.iter().enumerate() {
            self.visit_expr(&generator.target);
            if index > 0 {
                self.visit_expr(&generator.iter);
            }
            for condition in &generator.ifs {
                self.visit_expr(condition);
            }
        }
        for part in parts {
            self.visit_expr(part);
        }
        self.current = outer;
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Global(global) => {
                for name in &global.names {
                    let mangled = self.mangled(name);
                    let scope = self.scope();
                    if scope.bound.contains(&mangled) || scope.used_set.contains(&mangled) {
                        let what = if scope.bound.contains(&mangled) {
                            "assigned to"
                        } else {
                            "used"
                        };
                        let error = format!("name '{name}' is {what} before global declaration");
                        self.scopes.errors.push((name.range, error));
                    } else if scope.kind != ScopeKind::Module {
                        scope.globals.insert(mangled);
                    }
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    let mangled = self.mangled(name);
                    let scope = self.scope();
                    if scope.kind == ScopeKind::Module {
                        let error = "nonlocal declaration not allowed at module level".to_owned();
                        self.scopes.errors.push((name.range, error));
                    } else if scope.bound.contains(&mangled) || scope.used_set.contains(&mangled) {
                        let what = if scope.bound.contains(&mangled) {
                            "assigned to"
                        } else {
                            "used"
                        };
                        let error = format!("name '{name}' is {what} before nonlocal declaration");
                        self.scopes.errors.push((name.range, error));
                    } else {
                        scope.nonlocals.insert(mangled, name.range);
                    }
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind(name.split('.').next().unwrap_or_default());
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::For(_) | Stmt::While(_) => {
                self.loops += 1;
                visitor::walk_stmt(self, stmt);
                self.loops -= 1;
            }
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.value);
                if let Expr::Name(name) = &*assign.target {
                    self.refer(&name.id);
                    self.bind(&name.id);
                } else {
                    self.visit_expr(&assign.target);
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                self.visit_expr(&assign.target);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_annotation(&mut self, _: &'a Expr) {}

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(except) = handler;
        if let Some(name) = &except.name {
            self.bind(name);
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => {
                    self.refer(&name.id);
                    if name.id.as_str() == "super" {
                        self.refer("__class__");
                    }
                }
                _ => self.bind(&name.id),
            },
            Expr::Attribute(attribute) => {
                if attribute.ctx != ExprContext::Load && !self.init {
                    let name = self.mangled(&attribute.attr);
                    self.scopes.stored_attributes.insert(name);
                }
                self.visit_expr(&attribute.value);
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.bind_walrus(&name.id);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                let outer = self.open(lambda.range, ScopeKind::Lambda, None);
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&lambda.body);
                self.current = outer;
            }
            Expr::ListComp(comp) => self.comprehension(comp.range, &comp.generators, &[&comp.elt]),
            Expr::SetComp(comp) => self.comprehension(comp.range, &comp.generators, &[&comp.elt]),
            Expr::Generator(comp) => self.comprehension(comp.range, &comp.generators, &[&comp.elt]),
            Expr::DictComp(comp) => {
                let mut parts: Vec<&Expr> = comp.key.iter().map(AsRef::as_ref).collect();
                parts.push(&comp.value);
                self.comprehension(comp.range, &comp.generators, &parts);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.scope().generator = true;
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}
