//! Assignment, in all its forms, and `del`.

use ruff_python_ast::{Expr, StmtAnnAssign, StmtAssign, StmtAugAssign};
use ruff_text_size::TextRange;

use super::{Compiler, range};
use crate::python::code::Instr;

impl Compiler<'_> {
    pub(super) fn assign(&mut self, assign: &StmtAssign) {
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

    pub(super) fn annotated(&mut self, assign: &StmtAnnAssign) {
        if let Some(value) = &assign.value {
            self.line(assign.range);
            self.expr(value);
            self.store(&assign.target);
        }
    }

    pub(super) fn augmented(&mut self, assign: &StmtAugAssign) {
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
                self.check_store(attribute);
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

    pub(super) fn delete(&mut self, target: &Expr) {
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
}
