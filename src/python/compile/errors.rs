//! `raise`, and what is done whatever is raised: `try` and `with`.

use ruff_python_ast::{ExceptHandler, Expr, StmtRaise, StmtTry, StmtWith};

use super::blocks::{Block, Region};
use super::{Compiler, range};
use crate::python::code::{CompareOp, Instr};

impl Compiler<'_> {
    pub(super) fn with(&mut self, stmt: &StmtWith, index: usize) {
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

    pub(super) fn raise(&mut self, stmt: &StmtRaise) {
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

    pub(super) fn try_statement(&mut self, stmt: &StmtTry) {
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

    /// `except*`: each handler gets the part of the group that it is for; what the handlers raise, and what none was for, is
    /// raised together in the end. The rest of the group and what was raised stand on the stack.
    fn try_star(&mut self, stmt: &StmtTry, ranges: &[(u32, u32)]) -> Vec<usize> {
        let target = self.here();
        let (depth, handling) = (self.unit().depth, self.unit().handling);
        self.emit(Instr::EnterHandler);
        self.emit(Instr::LoadHandled);
        self.emit(Instr::BuildList(0));
        self.unit().depth += 2;
        self.unit().handling += 1;
        for handler in &stmt.handlers {
            let ExceptHandler::ExceptHandler(except) = handler;
            self.line(except.range);
            // `rest raised -> raised rest part`
            self.emit(Instr::Swap);
            match &except.type_ {
                Some(ty) => self.expr(ty),
                None => self.refuse(except.range, "expected one or more exception types", None),
            }
            self.emit(Instr::StarMatch);
            self.emit(Instr::Unpack(2));
            self.emit(Instr::Dup);
            self.none();
            self.emit(Instr::Compare(CompareOp::Is));
            let none = self.emit(Instr::JumpIfTrue(0));
            self.emit(Instr::EnterHandler);
            self.unit().handling += 1;
            let name = except.name.as_ref().map(|name| name.as_str().to_owned());
            let start = self.here();
            if let Some(name) = &name {
                self.emit(Instr::LoadHandled);
                self.store_name(name);
            }
            self.unit().blocks.push(Block::Handler(name.clone()));
            self.unit().blocks.push(Block::Try(Region::new(start)));
            self.body(&except.body);
            let end = self.here();
            let Some(Block::Try(region)) = self.unit().blocks.pop() else {
                return Vec::new();
            };
            let covered = region.finish(end);
            self.leave_handler();
            self.unit().handling -= 1;
            let well = self.emit(Instr::Jump(0));
            // `raised rest exception -> raised rest`
            let raised = self.here();
            self.emit(Instr::ListAppend(1));
            if let Some(name) = &name {
                self.none();
                self.store_name(name);
                self.delete_name(name);
            }
            let (inner, open) = (self.unit().depth, self.unit().handling);
            self.handler(&covered, raised, inner, open);
            let failed = self.emit(Instr::Jump(0));
            self.land(none);
            self.emit(Instr::Pop);
            self.land(well);
            self.land(failed);
            self.emit(Instr::Swap);
        }
        self.emit(Instr::StarEnd);
        self.unit().depth -= 2;
        self.unit().handling -= 1;
        self.emit(Instr::Dup);
        self.none();
        self.emit(Instr::Compare(CompareOp::Is));
        let done = self.emit(Instr::JumpIfTrue(0));
        self.emit(Instr::EnterHandler);
        self.emit(Instr::Reraise);
        self.land(done);
        self.emit(Instr::Pop);
        self.emit(Instr::LeaveHandler);
        self.handler(ranges, target, depth, handling);
        vec![self.emit(Instr::Jump(0))]
    }

    fn try_except(&mut self, stmt: &StmtTry) {
        let start = self.here();
        self.unit().blocks.push(Block::Try(Region::new(start)));
        let optional = u32::from(stmt.handlers.iter().any(catches_imports));
        self.optional += optional;
        self.body(&stmt.body);
        self.optional -= optional;
        let end = self.here();
        let Some(Block::Try(region)) = self.unit().blocks.pop() else {
            return;
        };
        let ranges = region.finish(end);
        self.body(&stmt.orelse);
        let mut ends = vec![self.emit(Instr::Jump(0))];
        if stmt.is_star {
            ends.extend(self.try_star(stmt, &ranges));
            self.land_all(&ends);
            return;
        }
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
}

/// Whether a handler is for an import that fails.
fn catches_imports(handler: &ExceptHandler) -> bool {
    let ExceptHandler::ExceptHandler(handler) = handler;
    let named = |ty: &Expr| match ty {
        Expr::Name(name) => matches!(
            name.id.as_str(),
            "ImportError" | "ModuleNotFoundError" | "Exception" | "BaseException"
        ),
        _ => false,
    };
    match handler.type_.as_deref() {
        Some(Expr::Tuple(types)) => types.iter().any(named),
        Some(ty) => named(ty),
        None => true,
    }
}
