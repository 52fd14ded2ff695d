//! Statements.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::TextRange;

use super::Compiler;
use crate::python::code::Instr;

impl Compiler<'_> {
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
}
