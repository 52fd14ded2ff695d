//! Statements.

use ruff_python_ast::{
    ExceptHandler, Expr, Stmt, StmtAnnAssign, StmtAssign, StmtAugAssign, StmtFor, StmtIf,
    StmtImport, StmtImportFrom, StmtRaise, StmtTry, StmtWhile, StmtWith,
};
use ruff_text_size::{Ranged, TextRange};

use super::blocks::{Block, Region};
use super::{Compiler, range};
use crate::python::check;
use crate::python::code::{Const, Instr};

impl Compiler {
    pub(super) fn body(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.statement(stmt);
        }
    }

    fn statement(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Expr(expr) => {
                // A text by itself is a comment.
                if !matches!(
                    &*expr.value,
                    Expr::StringLiteral(_) | Expr::EllipsisLiteral(_)
                ) {
                    self.line(expr.range);
                    self.expr(&expr.value);
                    self.emit(Instr::Pop);
                }
            }
            Stmt::Assign(assign) => self.assign(assign),
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::Return(ret) => {
                self.line(ret.range);
                if !self.in_function() {
                    self.refuse(ret.range, "'return' outside function", None);
                }
                match &ret.value {
                    Some(value) => self.expr(value),
                    None => self.none(),
                }
                self.mark(ret.range);
                self.leave(0, true, |this| {
                    this.emit(Instr::Return);
                });
            }
            Stmt::Delete(delete) => {
                self.line(delete.range);
                for target in &delete.targets {
                    self.delete(target);
                }
            }
            Stmt::For(stmt) => self.for_loop(stmt),
            Stmt::While(stmt) => self.while_loop(stmt),
            Stmt::If(stmt) => self.branches(stmt),
            Stmt::With(stmt) => {
                if stmt.is_async {
                    self.refuse_async(stmt.range);
                }
                self.line(stmt.range);
                self.with(stmt, 0);
            }
            Stmt::Match(stmt) => self.match_statement(stmt),
            Stmt::Raise(stmt) => self.raise(stmt),
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Assert(assert) => {
                self.line(assert.range);
                let fine = self.jump_if(&assert.test, true);
                if let Some(message) = &assert.msg {
                    self.expr(message);
                }
                self.mark(assert.range);
                self.emit(Instr::AssertFail(assert.msg.is_some()));
                self.land_all(&fine);
            }
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Global(_) | Stmt::Nonlocal(_) => {}
            Stmt::Pass(pass) => self.line(pass.range),
            Stmt::Break(stmt) => self.break_or_continue(stmt.range, true),
            Stmt::Continue(stmt) => self.break_or_continue(stmt.range, false),
            Stmt::FunctionDef(def) => self.function_statement(def),
            Stmt::ClassDef(def) => self.class_statement(def),
            Stmt::TypeAlias(alias) => {
                self.refuse(
                    alias.range,
                    "type aliases are outside of the subset",
                    Some("leave it out"),
                );
            }
            Stmt::IpyEscapeCommand(command) => {
                self.refuse(command.range, "notebook commands are not Python", None);
            }
        }
    }

    pub(super) fn refuse_async(&mut self, range: TextRange) {
        self.refuse(
            range,
            "async is outside of the subset",
            Some("threads, or generators that are stepped with next() and send()"),
        );
    }

    pub(super) fn in_function(&mut self) -> bool {
        use crate::python::code::CodeKind;
        matches!(self.unit().code.kind, CodeKind::Function | CodeKind::Lambda)
    }

    pub(super) fn land_all(&mut self, jumps: &[usize]) {
        for &jump in jumps {
            self.land(jump);
        }
    }

    fn assign(&mut self, assign: &StmtAssign) {
        self.line(assign.range);
        self.expr(&assign.value);
        let Some((last, first)) = assign.targets.split_last() else {
            return;
        };
        for target in first {
            self.emit(Instr::Dup);
            self.store(target);
        }
        self.store(last);
    }

    fn annotated(&mut self, assign: &StmtAnnAssign) {
        if let Some(value) = &assign.value {
            self.line(assign.range);
            self.expr(value);
            self.store(&assign.target);
        }
    }

    fn augmented(&mut self, assign: &StmtAugAssign) {
        self.line(assign.range);
        let op = Instr::Inplace(super::expressions::binary(assign.op));
        match &*assign.target {
            Expr::Name(name) => {
                self.mark(name.range);
                self.load_name(&name.id);
                self.expr(&assign.value);
                self.mark(assign.range);
                self.emit(op);
                self.mark(name.range);
                self.store_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                let name = self.attribute(&attribute.attr);
                self.expr(&attribute.value);
                self.emit(Instr::Dup);
                self.mark(attribute.range);
                self.emit(Instr::LoadAttr(name));
                self.expr(&assign.value);
                self.mark(assign.range);
                self.emit(op);
                self.emit(Instr::Swap);
                self.mark(attribute.range);
                self.emit(Instr::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.emit(Instr::Dup2);
                self.mark(subscript.range);
                self.emit(Instr::LoadItem);
                self.expr(&assign.value);
                self.mark(assign.range);
                self.emit(op);
                self.emit(Instr::Rot3);
                self.mark(subscript.range);
                self.emit(Instr::StoreItem);
            }
            other => self.refuse(range(other), "this cannot be assigned to", None),
        }
    }

    /// Stores the value on top of the stack.
    pub(super) fn store(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                self.mark(name.range);
                self.store_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                let name = self.attribute(&attribute.attr);
                self.mark(attribute.range);
                self.emit(Instr::StoreAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.mark(subscript.range);
                self.emit(Instr::StoreItem);
            }
            Expr::Tuple(tuple) => self.unpack(tuple.range, &tuple.elts),
            Expr::List(list) => self.unpack(list.range, &list.elts),
            Expr::Starred(starred) => self.store(&starred.value),
            other => self.refuse(range(other), "this cannot be assigned to", None),
        }
    }

    fn unpack(&mut self, range: TextRange, targets: &[Expr]) {
        self.mark(range);
        let star = targets.iter().position(Expr::is_starred_expr);
        self.emit(match star {
            Some(before) => Instr::UnpackRest(before as u32, (targets.len() - before - 1) as u32),
            None => Instr::Unpack(targets.len() as u32),
        });
        for target in targets {
            self.store(target);
        }
    }

    fn delete(&mut self, target: &Expr) {
        match target {
            Expr::Name(name) => {
                self.mark(name.range);
                self.delete_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value);
                let name = self.attribute(&attribute.attr);
                self.mark(attribute.range);
                self.emit(Instr::DeleteAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.mark(subscript.range);
                self.emit(Instr::DeleteItem);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.delete(target)),
            Expr::List(list) => list.elts.iter().for_each(|target| self.delete(target)),
            other => self.refuse(range(other), "this cannot be deleted", None),
        }
    }

    fn for_loop(&mut self, stmt: &StmtFor) {
        if stmt.is_async {
            self.refuse_async(stmt.range);
        }
        let header = TextRange::new(stmt.range.start(), stmt.iter.range().end());
        self.line(header);
        self.expr(&stmt.iter);
        self.mark(range(&*stmt.iter));
        self.emit(Instr::GetIter);
        self.unit().depth += 1;
        let first = self.emit(Instr::Jump(0));
        let start = self.here();
        self.line(header);
        self.land(first);
        self.mark(header);
        let next = self.emit(Instr::ForIter(0));
        self.unit().blocks.push(Block::Loop {
            start,
            breaks: Vec::new(),
            iterator: true,
        });
        self.store(&stmt.target);
        self.body(&stmt.body);
        self.emit(Instr::Jump(start));
        self.land(next);
        self.unit().depth -= 1;
        self.finish_loop(&stmt.orelse);
    }

    fn while_loop(&mut self, stmt: &StmtWhile) {
        let header = TextRange::new(stmt.range.start(), stmt.test.range().end());
        let start = self.here();
        self.line(header);
        let done = self.jump_if(&stmt.test, false);
        self.unit().blocks.push(Block::Loop {
            start,
            breaks: Vec::new(),
            iterator: false,
        });
        self.body(&stmt.body);
        self.emit(Instr::Jump(start));
        self.land_all(&done);
        self.finish_loop(&stmt.orelse);
    }

    fn finish_loop(&mut self, orelse: &[Stmt]) {
        let block = self.unit().blocks.pop();
        self.body(orelse);
        if let Some(Block::Loop { breaks, .. }) = block {
            self.land_all(&breaks);
        }
    }

    fn break_or_continue(&mut self, range: TextRange, leaves: bool) {
        self.line(range);
        let found = self
            .unit()
            .blocks
            .iter()
            .rposition(|block| matches!(block, Block::Loop { .. }));
        let Some(index) = found else {
            let message = if leaves {
                "'break' outside loop"
            } else {
                "'continue' not properly in loop"
            };
            self.refuse(range, message, None);
            return;
        };
        let mut jump = 0;
        self.leave(index + 1, false, |this| {
            let (start, iterator) = match &this.unit().blocks[index] {
                Block::Loop {
                    start, iterator, ..
                } => (*start, *iterator),
                _ => (0, false),
            };
            if leaves && iterator {
                this.emit(Instr::Pop);
            }
            jump = this.emit(Instr::Jump(start));
        });
        if leaves && let Block::Loop { breaks, .. } = &mut self.unit().blocks[index] {
            breaks.push(jump);
        }
    }

    fn branches(&mut self, stmt: &StmtIf) {
        self.line(TextRange::new(stmt.range.start(), stmt.test.range().end()));
        let mut ends = Vec::new();
        let mut next = self.jump_if(&stmt.test, false);
        self.body(&stmt.body);
        for clause in &stmt.elif_else_clauses {
            ends.push(self.emit(Instr::Jump(0)));
            self.land_all(&next);
            next = match &clause.test {
                Some(test) => {
                    self.line(TextRange::new(clause.range.start(), test.range().end()));
                    self.jump_if(test, false)
                }
                None => Vec::new(),
            };
            self.body(&clause.body);
        }
        self.land_all(&next);
        self.land_all(&ends);
    }

    fn with(&mut self, stmt: &StmtWith, index: usize) {
        let Some(item) = stmt.items.get(index) else {
            self.body(&stmt.body);
            return;
        };
        let header = item.range;
        self.expr(&item.context_expr);
        self.mark(range(&item.context_expr));
        self.emit(Instr::WithEnter);
        self.unit().depth += 1;
        let start = self.here();
        self.unit()
            .blocks
            .push(Block::With(Region::new(start), stmt.range));
        match &item.optional_vars {
            Some(target) => self.store(target),
            None => {
                self.emit(Instr::Pop);
            }
        }
        self.with(stmt, index + 1);
        let end = self.here();
        let Some(Block::With(region, _)) = self.unit().blocks.pop() else {
            return;
        };
        let ranges = region.finish(end);
        self.line(stmt.range);
        self.mark(header);
        self.emit(Instr::WithExit);
        let done = self.emit(Instr::Jump(0));
        let target = self.here();
        let (depth, handling) = (self.unit().depth, self.unit().handling);
        self.emit(Instr::EnterHandler);
        self.emit(Instr::WithExcept);
        let swallowed = self.emit(Instr::JumpIfTrue(0));
        self.emit(Instr::Reraise);
        self.land(swallowed);
        self.emit(Instr::LeaveHandler);
        self.handler(&ranges, target, depth, handling);
        self.land(done);
        self.unit().depth -= 1;
    }

    fn raise(&mut self, stmt: &StmtRaise) {
        self.line(stmt.range);
        let Some(exception) = &stmt.exc else {
            self.emit(Instr::RaiseAgain);
            return;
        };
        self.expr(exception);
        if let Some(cause) = &stmt.cause {
            self.expr(cause);
        }
        self.mark(stmt.range);
        self.emit(if stmt.cause.is_some() {
            Instr::RaiseFrom
        } else {
            Instr::Raise
        });
    }

    fn try_statement(&mut self, stmt: &StmtTry) {
        if stmt.is_star {
            self.refuse(
                stmt.range,
                "except* is outside of the subset",
                Some("except"),
            );
        }
        if stmt.finalbody.is_empty() {
            self.try_except(stmt);
            return;
        }
        let start = self.here();
        self.unit()
            .blocks
            .push(Block::Finally(Region::new(start), stmt.finalbody.to_vec()));
        if stmt.handlers.is_empty() {
            self.body(&stmt.body);
        } else {
            self.try_except(stmt);
        }
        let end = self.here();
        let Some(Block::Finally(region, _)) = self.unit().blocks.pop() else {
            return;
        };
        let ranges = region.finish(end);
        self.body(&stmt.finalbody);
        let done = self.emit(Instr::Jump(0));
        let target = self.here();
        let (depth, handling) = (self.unit().depth, self.unit().handling);
        self.emit(Instr::EnterHandler);
        self.unit().handling += 1;
        self.unit().blocks.push(Block::Handler(None));
        self.body(&stmt.finalbody);
        self.unit().blocks.pop();
        self.emit(Instr::Reraise);
        self.unit().handling -= 1;
        self.handler(&ranges, target, depth, handling);
        self.land(done);
    }

    fn try_except(&mut self, stmt: &StmtTry) {
        let start = self.here();
        self.unit().blocks.push(Block::Try(Region::new(start)));
        self.body(&stmt.body);
        let end = self.here();
        let Some(Block::Try(region)) = self.unit().blocks.pop() else {
            return;
        };
        let ranges = region.finish(end);
        self.body(&stmt.orelse);
        let mut ends = vec![self.emit(Instr::Jump(0))];
        let target = self.here();
        let (depth, handling) = (self.unit().depth, self.unit().handling);
        self.emit(Instr::EnterHandler);
        self.unit().handling += 1;
        let last = stmt.handlers.len() - 1;
        for (index, handler) in stmt.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(except) = handler;
            self.line(except.range);
            let mut next = None;
            match &except.type_ {
                Some(ty) => {
                    self.expr(ty);
                    self.emit(Instr::MatchException);
                    next = Some(self.emit(Instr::JumpIfFalse(0)));
                }
                None if index < last => {
                    self.refuse(except.range, "default 'except:' must be last", None);
                }
                None => {}
            }
            let name = except.name.as_ref().map(|name| name.as_str().to_owned());
            if let Some(name) = &name {
                self.emit(Instr::LoadHandled);
                self.store_name(name);
            }
            self.unit().blocks.push(Block::Handler(name));
            self.body(&except.body);
            self.leave_handler();
            ends.push(self.emit(Instr::Jump(0)));
            if let Some(next) = next {
                self.land(next);
            }
        }
        self.emit(Instr::Reraise);
        self.unit().handling -= 1;
        self.handler(&ranges, target, depth, handling);
        self.land_all(&ends);
    }

    fn leave_handler(&mut self) {
        self.emit(Instr::LeaveHandler);
        if let Some(Block::Handler(Some(name))) = self.unit().blocks.pop() {
            self.none();
            self.store_name(&name);
            self.delete_name(&name);
        }
    }

    fn import(&mut self, import: &StmtImport) {
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
        let Some(Instr::Const(index)) = unit.code.instrs.pop() else {
            return;
        };
        unit.code.spans.pop();
        self.emit(Instr::Import(index));
    }

    fn import_from(&mut self, import: &StmtImportFrom) {
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
                self.refuse(
                    alias.range,
                    "`import *` is outside of the subset",
                    Some(&format!(
                        "from {name} import the names that the program uses"
                    )),
                );
                continue;
            }
            if let Some((message, instead)) = check::missing(name, &alias.name) {
                self.refuse(alias.range, message, instead);
            }
            let symbol = self.symbol(&alias.name);
            self.mark(alias.range);
            self.emit(Instr::ImportFrom(symbol));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name));
        }
        self.emit(Instr::Pop);
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
