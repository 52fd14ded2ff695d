//! From the syntax tree to [code](crate::python::code).

mod assign;
mod beside;
mod blocks;
mod calls;
mod errors;
mod expressions;
mod flow;
mod fold;
mod functions;
mod imports;
mod outside;
mod patterns;
mod statements;
mod strings;
mod text;

use std::sync::Arc;

use num_bigint::BigInt;
use ruff_python_ast::{Expr, ModModule, Number, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::class::OF_PRELUDE;
use super::code::{
    Body, Code, CodeKind, Const, Handler, Instr, Params, Place, Program, Space, Span, Symbol,
    Symbols,
};
use super::parse::{Lines, parse};
use super::problem::Problem;
use super::scope::{Home, ScopeKind, Scopes, mangle};
use crate::trace::SiteId;
pub use beside::{
    Beside, ModuleSource, absolute, compile_beside, imports, may_not_shadow, top_name,
    with_packages,
};
use blocks::Block;
pub(crate) use fold::{Folding, compile_piece, unfold};
use text::Goal;
pub use text::compile_text;

/// Compiles a program, or says everything that keeps it from running.
///
/// # Errors
/// Syntax errors and whatever is outside the subset, in the order of the source.
pub fn compile(source: &str, file: &str) -> Result<Arc<Program>, Vec<Problem>> {
    compile_beside(source, file, &Beside::default())
}

/// Compiles a statement of the lecturer's, which sees and may add to the names of a program that runs. The value of an
/// expression is shown, unless a semicolon ends it. Its sites are
/// numbered from `first_site`.
///
/// # Errors
/// The first thing that keeps it from running.
pub fn compile_statement(
    source: &str,
    symbols: &Arc<Symbols>,
    first_site: u32,
) -> Result<Program, Problem> {
    let part = Part {
        source,
        file: "",
        space: Space::User,
        module: 0,
        first_site,
    };
    let goal = Goal::Statement;
    let compiled = run(&part, symbols.clone(), &Beside::default(), goal, None);
    compiled.map_err(|problems| {
        problems.into_iter().next().unwrap_or_else(|| Problem {
            file: String::new(),
            line: 1,
            column: 1,
            end_column: 1,
            message: "there is nothing to run".to_owned(),
            instead: None,
            source_line: String::new(),
        })
    })
}

/// One text that is compiled.
struct Part<'a> {
    source: &'a str,
    file: &'a str,
    space: Space,
    /// The number of the module that it is; 0 for the program itself.
    module: u32,
    first_site: u32,
}

fn run(
    part: &Part<'_>,
    symbols: Arc<Symbols>,
    beside: &Beside,
    goal: Goal,
    folding: Option<&mut Folding>,
) -> Result<Program, Vec<Problem>> {
    let lines = Lines::new(part.source);
    let module = parse(part.source, part.file, &lines)?;
    let mut scopes = Scopes::of(&module.body);
    scopes.forget_imported(|module| beside.shadows(module.name()));
    let mut compiler = Compiler {
        source: part.source.into(),
        file: part.file.into(),
        lines,
        space: part.space,
        module: part.module,
        home_name: match (part.space, part.module) {
            (Space::Prelude, _) => OF_PRELUDE.into(),
            (Space::Library(module), _) => module.name().into(),
            (Space::User, 0) => "__main__".into(),
            (Space::User, number) => symbols.imports[number as usize - 1].clone(),
        },
        beside,
        optional: 0,
        scopes,
        symbols,
        sites: Vec::new(),
        by_site: FxHashMap::default(),
        first_site: part.first_site,
        problems: Vec::new(),
        units: Vec::new(),
        folding,
        silent: matches!(goal, Goal::Text | Goal::Shown | Goal::Value),
    };
    let code = if goal == Goal::Value {
        compiler.open(0, CodeKind::Module, "<module>");
        compiler.value(&module)
    } else {
        compiler.module(&module, goal)
    };
    compiler.mark_shared(goal.is_late());
    for (range, message) in std::mem::take(&mut compiler.scopes.errors) {
        compiler.refuse(range, message, None);
    }
    if !compiler.problems.is_empty() {
        compiler
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        return Err(compiler.problems);
    }
    Ok(Program {
        file: compiler.file,
        source: compiler.source,
        code,
        sites: compiler.sites,
        symbols: compiler.symbols,
        imports: Vec::new(),
    })
}

pub(super) struct Compiler<'a> {
    source: Arc<str>,
    file: Arc<str>,
    lines: Lines,
    space: Space,
    module: u32,
    /// `__name__` of what is compiled.
    home_name: Arc<str>,
    beside: &'a Beside,
    /// How many `try` statements around this place catch an import that fails.
    optional: u32,
    scopes: Scopes,
    symbols: Arc<Symbols>,
    sites: Vec<Place>,
    by_site: FxHashMap<(u32, Arc<str>), SiteId>,
    first_site: u32,
    problems: Vec<Problem>,
    units: Vec<Unit>,
    /// Nothing announces its lines.
    silent: bool,
    /// Of the prelude.
    folding: Option<&'a mut Folding>,
}

/// How many of the latest constants are looked through for one that is needed again.
const NEAR: usize = 64;

/// Code in the making.
struct Unit {
    scope: usize,
    /// The head.
    code: Code,
    body: Body,
    span: Span,
    blocks: Vec<Block>,
    /// Iterators and managers of the statements around.
    depth: u32,
    /// Exceptions being handled by the statements around.
    handling: u32,
}

impl Compiler<'_> {
    fn module(&mut self, module: &ModModule, goal: Goal) -> Arc<Code> {
        self.open(0, CodeKind::Module, "<module>");
        let mut body = &module.body[..];
        if !goal.is_late()
            && let Some(doc) = docstring(body)
        {
            self.unit().code.doc = Some(doc);
        }
        let shown = match body.split_last() {
            Some((Stmt::Expr(last), rest))
                if goal.shows() && !self.source.trim_end().ends_with(';') =>
            {
                body = rest;
                Some(last)
            }
            _ => None,
        };
        self.body(body);
        if let Some(last) = shown {
            self.line(last.range);
            self.expr(&last.value);
            self.emit(Instr::Show);
        }
        self.none();
        self.emit(Instr::Return);
        self.close()
    }

    fn mark_shared(&mut self, statement: bool) {
        if self.space != Space::User {
            return;
        }
        let globals = std::mem::take(&mut self.scopes.globals);
        // Who imports a module gets at its globals from anywhere.
        let open = self.module != 0;
        for (name, usage) in globals {
            let symbol = self.global(&name);
            let entry = &mut Arc::make_mut(&mut self.symbols).entries[symbol as usize];
            entry.in_function |= usage.in_function || open;
            let stores = usage.module_stores + u32::from(statement && usage.module_stores > 0);
            entry.shared |= entry.in_function && (usage.stored_in_function || stores > 1);
        }
        for name in std::mem::take(&mut self.scopes.stored_attributes) {
            let symbol = self.symbol(&name);
            Arc::make_mut(&mut self.symbols).entries[symbol as usize].stored_attribute = true;
        }
        let nonlocals = self.scopes.nonlocal_names();
        Arc::make_mut(&mut self.symbols).nonlocals.extend(nonlocals);
    }

    /// Starts the code of a scope.
    fn open(&mut self, scope: usize, kind: CodeKind, name: &str) {
        let name: Arc<str> = name.into();
        let qualname = match self.units.last() {
            Some(outer) => match outer.code.kind {
                CodeKind::Module => name.clone(),
                CodeKind::Class => format!("{}.{name}", outer.code.qualname).into(),
                _ => format!("{}.<locals>.{name}", outer.code.qualname).into(),
            },
            None => name.clone(),
        };
        let names = &self.scopes.list[scope];
        let mut locals = names.locals.clone();
        let free = locals.len() as u32;
        let cells = names
            .cells
            .iter()
            .map(|cell| locals.iter().position(|local| local == cell).unwrap_or(0) as u32);
        let cells = cells.collect();
        locals.extend(names.free.iter().cloned());
        let generator = names.generator;
        let keeper = kind == CodeKind::Class && self.scopes.keepers.contains(&name);
        self.units.push(Unit {
            scope,
            code: Code {
                name,
                qualname,
                file: self.file.clone(),
                source: if self.space == Space::User {
                    self.source.clone()
                } else {
                    Arc::default()
                },
                kind,
                space: self.space,
                module: self.module,
                home: self.home_name.clone(),
                generator,
                keeper,
                doc: None,
                annotated: Vec::new(),
                locals,
                params: Params::default(),
                cells,
                free,
                captured: names.free.len() as u32,
                folded: None,
                body: Arc::default(),
            },
            body: Body::default(),
            span: self.units.last().map(|unit| unit.span).unwrap_or_default(),
            blocks: Vec::new(),
            depth: 0,
            handling: 0,
        });
    }

    fn close(&mut self) -> Arc<Code> {
        match self.units.pop() {
            Some(Unit { code, mut body, .. }) => {
                if self.space != Space::User {
                    // It stands in no traceback and on no screen.
                    body.spans = Vec::new();
                }
                body.instrs.shrink_to_fit();
                body.spans.shrink_to_fit();
                let code = Code {
                    body: Arc::new(body),
                    ..code
                };
                let around = self.units.iter().map(|unit| unit.code.kind);
                match &mut self.folding {
                    Some(folding) if fold::is_foldable(&code, around) => folding.take(code),
                    _ => Arc::new(code),
                }
            }
            None => unreachable!("every close has its open"),
        }
    }

    fn unit(&mut self) -> &mut Unit {
        match self.units.last_mut() {
            Some(unit) => unit,
            None => unreachable!("code is only emitted between open and close"),
        }
    }

    fn emit(&mut self, instr: Instr) -> usize {
        let unit = self.unit();
        unit.body.instrs.push(instr);
        unit.body.spans.push(unit.span);
        unit.body.instrs.len() - 1
    }

    fn here(&mut self) -> u32 {
        self.unit().body.instrs.len() as u32
    }

    /// What is emitted next comes from there.
    fn mark(&mut self, range: TextRange) {
        let span = Span {
            start: range.start().to_u32(),
            end: range.end().to_u32(),
            line: self.lines.line(range.start()),
        };
        self.unit().span = span;
    }

    /// Lets a jump go to what is emitted next.
    fn land(&mut self, jump: usize) {
        let here = self.here();
        self.aim(jump, here);
    }

    fn aim(&mut self, jump: usize, to: u32) {
        let instr = &mut self.unit().body.instrs[jump];
        *instr = match *instr {
            Instr::Jump(_) => Instr::Jump(to),
            Instr::JumpIfFalse(_) => Instr::JumpIfFalse(to),
            Instr::JumpIfTrue(_) => Instr::JumpIfTrue(to),
            Instr::ForIter(_) => Instr::ForIter(to),
            other => other,
        };
    }

    fn handler(&mut self, ranges: &[(u32, u32)], target: u32, depth: u32, handling: u32) {
        for &(start, end) in ranges {
            if start < end {
                self.unit().body.handlers.push(Handler {
                    start,
                    end,
                    target,
                    depth,
                    handling,
                });
            }
        }
    }

    fn constant(&mut self, value: Const) {
        let same = |known: &Const| match (known, &value) {
            (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
            (known, value) => known == value,
        };
        let consts = &mut self.unit().body.consts;
        // Looking far for a known one would take longer than another one takes room.
        let near = consts.len().saturating_sub(NEAR);
        let index = if let Some(index) = consts[near..].iter().position(same) {
            near + index
        } else {
            consts.push(value);
            consts.len() - 1
        };
        self.emit(Instr::Const(index as u32));
    }

    fn none(&mut self) {
        self.constant(Const::None);
    }

    fn text(&mut self, text: &str) {
        self.constant(Const::Str(text.into()));
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        Symbols::intern(&mut self.symbols, name)
    }

    /// The symbol of a global of the module that is compiled.
    fn global(&mut self, name: &str) -> Symbol {
        Symbols::intern_global(&mut self.symbols, self.module, name)
    }

    fn attribute(&mut self, name: &str) -> Symbol {
        let scope = self.unit().scope;
        let name = mangle(self.scopes.list[scope].class.as_ref(), name);
        self.symbol(&name)
    }

    fn mangled(&mut self, name: &str) -> Arc<str> {
        let scope = self.unit().scope;
        mangle(self.scopes.list[scope].class.as_ref(), name)
    }

    fn home(&mut self, name: &str) -> Home {
        let scope = self.unit().scope;
        self.scopes.home(scope, name)
    }

    fn load_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let instr = match self.home(&name) {
            Home::Local(slot) => Instr::LoadLocal(slot),
            Home::Cell(slot) => Instr::LoadCell(slot),
            Home::ClassLocal(slot) => Instr::LoadClassLocal(slot, self.global(&name)),
            Home::Global => Instr::LoadGlobal(self.global(&name)),
        };
        self.emit(instr);
    }

    fn store_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let instr = match self.home(&name) {
            Home::Local(slot) | Home::ClassLocal(slot) => Instr::StoreLocal(slot),
            Home::Cell(slot) => Instr::StoreCell(slot),
            Home::Global => Instr::StoreGlobal(self.global(&name)),
        };
        self.emit(instr);
    }

    fn delete_name(&mut self, name: &str) {
        let name = self.mangled(name);
        let instr = match self.home(&name) {
            Home::Local(slot) | Home::ClassLocal(slot) => Instr::DeleteLocal(slot),
            Home::Cell(slot) => Instr::DeleteCell(slot),
            Home::Global => Instr::DeleteGlobal(self.global(&name)),
        };
        self.emit(instr);
    }

    /// A slot that no name of the program means.
    fn scratch(&mut self) -> u32 {
        let locals = &mut self.unit().code.locals;
        locals.push(".".into());
        locals.len() as u32 - 1
    }

    /// Announces a statement.
    fn line(&mut self, range: TextRange) {
        self.mark(range);
        if self.space != Space::User || self.silent {
            return;
        }
        let unit = self.unit();
        let (line, function) = (unit.span.line, unit.code.qualname.clone());
        let first = self.first_site;
        let site = if let Some(&site) = self.by_site.get(&(line, function.clone())) {
            site
        } else {
            let site = SiteId(first + self.sites.len() as u32);
            self.sites.push(Place {
                file: self.file.clone(),
                line,
                function: function.clone(),
            });
            self.by_site.insert((line, function), site);
            site
        };
        self.emit(Instr::Line(site));
    }

    /// Announces an import, a `def` or a `class` inside a function. Outside of any they are the program's preface: nothing
    /// happens in them that a watcher would wait for, so they are run on the way to the first line that does something.
    fn declaration(&mut self, range: TextRange) {
        if self.in_function() {
            self.line(range);
        } else {
            self.mark(range);
        }
    }

    fn refuse(&mut self, range: TextRange, message: impl Into<String>, instead: Option<&str>) {
        let problem = self.lines.problem(
            &self.source,
            &self.file,
            range,
            message.into(),
            instead.map(str::to_owned),
        );
        self.problems.push(problem);
    }

    fn kind(&mut self) -> ScopeKind {
        let scope = self.unit().scope;
        self.scopes.list[scope].kind
    }
}

fn docstring(body: &[Stmt]) -> Option<Arc<str>> {
    let Some(Stmt::Expr(first)) = body.first() else {
        return None;
    };
    let Expr::StringLiteral(text) = &*first.value else {
        return None;
    };
    Some(text.value.to_str().into())
}

/// The constant that a literal stands for.
fn literal(expr: &Expr) -> Option<Const> {
    Some(match expr {
        Expr::NoneLiteral(_) => Const::None,
        Expr::EllipsisLiteral(_) => Const::Ellipsis,
        Expr::BooleanLiteral(literal) => Const::Bool(literal.value),
        Expr::StringLiteral(literal) => Const::Str(literal.value.to_str().into()),
        Expr::BytesLiteral(literal) => {
            Const::Bytes(literal.value.bytes().collect::<Vec<u8>>().into())
        }
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(int) => match int.as_i64() {
                Some(small) => Const::Int(small),
                None => Const::Big(Arc::new(big(&int.to_string())?)),
            },
            Number::Float(float) => Const::Float(*float),
            Number::Complex { .. } => return None,
        },
        _ => return None,
    })
}

fn big(text: &str) -> Option<BigInt> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0o") => (&text[2..], 8),
        Some("0b") => (&text[2..], 2),
        _ => (&text[..], 10),
    };
    BigInt::parse_bytes(digits.as_bytes(), radix)
}

/// The range of anything in the tree.
fn range(node: &impl Ranged) -> TextRange {
    node.range()
}
