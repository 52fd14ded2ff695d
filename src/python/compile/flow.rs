//! Loops, what leaves them, and `if`.

use ruff_python_ast::{Stmt, StmtFor, StmtIf, StmtWhile};
use ruff_text_size::{Ranged, TextRange};

use super::blocks::Block;
use super::{Compiler, range};
use crate::python::code::Instr;

impl Compiler<'_> {
    pub(super) fn for_loop(&mut self, stmt: &StmtFor) {
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

    pub(super) fn while_loop(&mut self, stmt: &StmtWhile) {
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

    pub(super) fn break_or_continue(&mut self, range: TextRange, leaves: bool) {
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

    pub(super) fn branches(&mut self, stmt: &StmtIf) {
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
}
