//! The walk over the tree that opens the scopes and notes which names each binds and uses.

use std::sync::Arc;

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    Comprehension, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt, StmtClassDef,
    StmtFunctionDef,
};
use ruff_text_size::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::python::modules::Module;

use super::{Scope, ScopeKind, Scopes, mangle};

/// The scopes of a module, before it is known where their names live.
pub(super) fn scopes(body: &[Stmt]) -> Scopes {
    let mut builder = Builder {
        scopes: Scopes {
            list: Vec::new(),
            by_place: FxHashMap::default(),
            globals: FxHashMap::default(),
            stored_attributes: FxHashSet::default(),
            keepers: FxHashSet::default(),
            errors: Vec::new(),
            imported: FxHashMap::default(),
        },
        current: 0,
        bases: FxHashMap::default(),
        loops: 0,
        begun: false,
        init: false,
    };
    builder.open(TextRange::default(), ScopeKind::Module, None);
    builder.visit_body(body);
    builder.scopes
}

struct Builder {
    scopes: Scopes,
    current: usize,
    /// What each class derives from, by name.
    bases: FxHashMap<Arc<str>, Vec<Arc<str>>>,
    loops: u32,
    /// Threads may have begun by here: what is assigned from now on, others may have looked for before.
    begun: bool,
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
            let again = loops > 0 || self.begun;
            entry.module_stores += if again { 2 } else { 1 };
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
        self.look_for_keeper(def);
        let outer = self.open(def.range, ScopeKind::Class, Some(def.name.as_str().into()));
        let loops = std::mem::take(&mut self.loops);
        self.visit_body(&def.body);
        self.loops = loops;
        self.current = outer;
    }

    /// Whether a class, or one that it derives from, has a method by which a queue keeps its items.
    fn look_for_keeper(&mut self, def: &StmtClassDef) {
        let arguments = def.arguments.iter().flat_map(|arguments| &*arguments.args);
        let bases = arguments.filter_map(|base| match base {
            Expr::Name(name) => Some(name.id.as_str().into()),
            Expr::Attribute(attribute) => Some(attribute.attr.as_str().into()),
            _ => None,
        });
        let bases: Vec<Arc<str>> = bases.collect();
        let keeps = |stmt: &Stmt| match stmt {
            Stmt::FunctionDef(method) => {
                matches!(method.name.as_str(), "_init" | "_put" | "_get" | "_qsize")
            }
            _ => false,
        };
        let keepers = &mut self.scopes.keepers;
        let inherits = bases.iter().any(|base| keepers.contains(base));
        let name: Arc<str> = def.name.as_str().into();
        self.bases.insert(name.clone(), bases);
        let mut open = Vec::new();
        if inherits || def.body.iter().any(keeps) {
            open.push(name);
        }
        while let Some(name) = open.pop() {
            if let Some(bases) = self.bases.get(&name)
                && keepers.insert(name)
            {
                open.extend(bases.iter().cloned());
            }
        }
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
                    let name = name.split('.').next().unwrap_or_default();
                    let module = match alias.asname {
                        Some(_) => Module::find(&alias.name),
                        None => Module::find(name),
                    };
                    self.bind(name);
                    if let Some(module) = module
                        && self.scope().kind == ScopeKind::Module
                    {
                        self.scopes.imported.insert(name.into(), (module, None));
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().and_then(|name| Module::find(name));
                for alias in &import.names {
                    if &*alias.name == "*" {
                        let names = module.map(Module::names).unwrap_or_default();
                        for name in names {
                            self.bind(name);
                        }
                        continue;
                    }
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.bind(name);
                    if let Some(module) = module
                        && self.scope().kind == ScopeKind::Module
                    {
                        let from = Some(alias.name.as_str().into());
                        self.scopes.imported.insert(name.into(), (module, from));
                    }
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
                self.begun |= matches!(&*attribute.attr, "start" | "submit" | "apply_async");
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
