//! Functions, lambdas, classes and comprehensions: code within code.

use std::sync::Arc;

use ruff_python_ast::{
    Comprehension, Decorator, Expr, ExprLambda, Parameters, Stmt, StmtClassDef, StmtFunctionDef,
};
use ruff_text_size::TextRange;

use super::{Compiler, docstring, range};
use crate::python::code::{CodeKind, Const, Instr, KEYWORDS, Params};
use crate::python::scope::ScopeKind;

/// What a comprehension makes.
pub(super) enum Makes<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Generator(&'a Expr),
}

impl Compiler<'_> {
    pub(super) fn function_statement(&mut self, def: &StmtFunctionDef) {
        self.declaration(def.range);
        if def.is_async {
            self.refuse_async(TextRange::new(def.range.start(), def.name.range.end()));
            return;
        }
        if let Some(params) = &def.type_params {
            self.refuse(
                params.range,
                "type parameters are outside of the subset",
                Some("leave them out"),
            );
        }
        self.decorators(&def.decorator_list);
        self.mark(def.range);
        self.defaults(&def.parameters);
        let scope = self.scopes.at(def.range, ScopeKind::Function);
        self.open(scope, CodeKind::Function, &def.name);
        self.unit().code.params = params(&def.parameters);
        self.unit().code.doc = docstring(&def.body);
        self.unit().code.annotated = signature(def, &self.source);
        self.body(&def.body);
        self.none();
        self.emit(Instr::Return);
        self.make_function(scope);
        for decorator in def.decorator_list.iter().rev() {
            self.mark(decorator.range);
            self.emit(Instr::Call(1));
        }
        self.mark(def.range);
        self.store_name(&def.name);
    }

    fn decorators(&mut self, decorators: &[Decorator]) {
        for decorator in decorators {
            self.expr(&decorator.expression);
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
                self.expr(default);
            }
        }
    }

    /// Ends the code in the making, and makes a function of it.
    fn make_function(&mut self, scope: usize) {
        let code = self.close();
        self.load_closure(scope);
        let codes = &mut self.unit().body.codes;
        codes.push(code);
        let index = codes.len() as u32 - 1;
        self.emit(Instr::MakeFunction(index));
    }

    fn load_closure(&mut self, scope: usize) {
        let free = self.scopes.list[scope].free.clone();
        let outer = self.unit().scope;
        for name in free {
            let slot = self.scopes.closure_slot(outer, &name);
            self.emit(Instr::LoadClosure(slot));
        }
    }

    pub(super) fn lambda(&mut self, lambda: &ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters);
        }
        let scope = self.scopes.at(lambda.range, ScopeKind::Lambda);
        self.open(scope, CodeKind::Lambda, "<lambda>");
        if let Some(parameters) = &lambda.parameters {
            self.unit().code.params = params(parameters);
        }
        self.expr(&lambda.body);
        self.emit(Instr::Return);
        self.mark(lambda.range);
        self.make_function(scope);
    }

    /// What stands behind the bases, `metaclass=Meta`, as one dict.
    fn class_keywords(&mut self, keywords: &[ruff_python_ast::Keyword]) {
        for keyword in keywords {
            let Some(name) = &keyword.arg else {
                self.refuse(
                    keyword.range,
                    "the arguments of a class cannot be unpacked here",
                    Some("name each argument"),
                );
                return;
            };
            self.constant(Const::Str(name.as_str().into()));
            self.expr(&keyword.value);
        }
        self.emit(Instr::BuildDict(keywords.len() as u32));
    }

    pub(super) fn class_statement(&mut self, def: &StmtClassDef) {
        self.declaration(def.range);
        if let Some(params) = &def.type_params {
            self.refuse(
                params.range,
                "type parameters are outside of the subset",
                Some("leave them out"),
            );
        }
        self.check_class(def);
        self.decorators(&def.decorator_list);
        let mut bases = 0;
        if let Some(arguments) = &def.arguments {
            for base in &arguments.args {
                if base.is_starred_expr() {
                    self.refuse(
                        range(base),
                        "bases cannot be unpacked here",
                        Some("name each base"),
                    );
                }
                self.expr(base);
                bases += 1;
            }
            if !arguments.keywords.is_empty() {
                self.class_keywords(&arguments.keywords);
                bases |= KEYWORDS;
            }
        }
        self.mark(def.range);
        let scope = self.scopes.at(def.range, ScopeKind::Class);
        self.open(scope, CodeKind::Class, &def.name);
        self.unit().code.doc = docstring(&def.body);
        self.unit().code.annotated = annotated(&def.body, &self.source);
        self.body(&def.body);
        self.emit(Instr::EndClass);
        let code = self.close();
        self.load_closure(scope);
        let codes = &mut self.unit().body.codes;
        codes.push(code);
        let index = codes.len() as u32 - 1;
        self.emit(Instr::MakeClass(index, bases));
        for decorator in def.decorator_list.iter().rev() {
            self.mark(decorator.range);
            self.emit(Instr::Call(1));
        }
        self.mark(def.range);
        self.store_name(&def.name);
    }

    pub(super) fn comprehension(
        &mut self,
        whole: TextRange,
        generators: &[Comprehension],
        makes: &Makes<'_>,
    ) {
        let Some(first) = generators.first() else {
            return;
        };
        let scope = self.scopes.at(whole, ScopeKind::Comprehension);
        let (name, start) = match makes {
            Makes::List(_) => ("<listcomp>", Some(Instr::BuildList(0))),
            Makes::Set(_) => ("<setcomp>", Some(Instr::BuildSet(0))),
            Makes::Dict(..) => ("<dictcomp>", Some(Instr::BuildDict(0))),
            Makes::Generator(_) => ("<genexpr>", None),
        };
        self.mark(whole);
        self.open(scope, CodeKind::Comprehension, name);
        self.unit().code.params = Params {
            positional: 1,
            ..Params::default()
        };
        self.unit().code.generator |= start.is_none();
        if let Some(start) = start {
            self.emit(start);
        }
        let slot = self.scopes.home(scope, ".0");
        debug_assert_eq!(slot, crate::python::scope::Home::Local(0));
        self.nest(generators, 0, makes);
        if start.is_none() {
            self.none();
        }
        self.emit(Instr::Return);
        self.make_function(scope);
        self.expr(&first.iter);
        self.mark(range(&first.iter));
        self.emit(Instr::GetIter);
        self.mark(whole);
        self.emit(Instr::Call(1));
    }

    fn nest(&mut self, generators: &[Comprehension], index: usize, makes: &Makes<'_>) {
        let Some(generator) = generators.get(index) else {
            let below = generators.len() as u32;
            match makes {
                Makes::List(item) => {
                    self.expr(item);
                    self.emit(Instr::ListAppend(below));
                }
                Makes::Set(item) => {
                    self.expr(item);
                    self.emit(Instr::SetAdd(below));
                }
                Makes::Dict(key, value) => {
                    self.expr(key);
                    self.expr(value);
                    self.emit(Instr::DictAdd(below));
                }
                Makes::Generator(item) => {
                    self.expr(item);
                    self.emit(Instr::Yield);
                    self.emit(Instr::Pop);
                }
            }
            return;
        };
        if generator.is_async {
            self.refuse_async(generator.range);
        }
        if index == 0 {
            self.emit(Instr::LoadLocal(0));
        } else {
            self.expr(&generator.iter);
            self.mark(range(&generator.iter));
            self.emit(Instr::GetIter);
        }
        let start = self.here();
        self.mark(generator.range);
        let next = self.emit(Instr::ForIter(0));
        self.store(&generator.target);
        for condition in &generator.ifs {
            let skip = self.jump_if(condition, false);
            for jump in skip {
                self.aim(jump, start);
            }
        }
        self.nest(generators, index + 1, makes);
        self.emit(Instr::Jump(start));
        self.land(next);
    }
}

fn params(parameters: &Parameters) -> Params {
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    Params {
        positional: (parameters.posonlyargs.len() + parameters.args.len()) as u32,
        positional_only: parameters.posonlyargs.len() as u32,
        defaults: positional
            .filter(|parameter| parameter.default.is_some())
            .count() as u32,
        keyword_only: parameters
            .kwonlyargs
            .iter()
            .map(|parameter| parameter.default.is_some())
            .collect(),
        rest: parameters.vararg.is_some(),
        keywords: parameters.kwarg.is_some(),
    }
}

/// The annotations of a function's parameters and of what it returns, as texts.
fn signature(def: &StmtFunctionDef, source: &str) -> Vec<(Arc<str>, Arc<str>)> {
    let parameters = def.parameters.iter().filter_map(|parameter| {
        let parameter = parameter.as_parameter();
        Some((parameter.name.as_str(), parameter.annotation.as_deref()?))
    });
    let returns = def.returns.iter().map(|returns| ("return", &**returns));
    let late = source.contains("from __future__ import annotations");
    let pair = |(name, annotation): (&str, &Expr)| {
        let text = source.get(range(annotation).to_std_range())?;
        // Where annotations are not evaluated, their texts are what they are.
        let text = if late {
            format!("{text:?}")
        } else {
            text.to_owned()
        };
        Some((name.into(), text.into()))
    };
    parameters.chain(returns).filter_map(pair).collect()
}

/// The names that a class body annotates, with the annotations' texts.
fn annotated(body: &[Stmt], source: &str) -> Vec<(Arc<str>, Arc<str>)> {
    let pair = |stmt: &Stmt| {
        let Stmt::AnnAssign(assign) = stmt else {
            return None;
        };
        let Expr::Name(name) = &*assign.target else {
            return None;
        };
        let text = source.get(range(&*assign.annotation).to_std_range())?;
        Some((name.id.as_str().into(), text.into()))
    };
    body.iter().filter_map(pair).collect()
}
