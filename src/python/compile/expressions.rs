//! Expressions.

use ruff_python_ast::{BoolOp, CmpOp, Expr, ExprCompare, Number, Operator, UnaryOp as TreeUnary};

use super::functions::Makes;
use super::{Compiler, literal, range};
use crate::python::code::{BinaryOp, CompareOp, Const, Instr, UnaryOp};
use crate::python::scope::ScopeKind;

impl Compiler<'_> {
    /// Leaves the value of an expression on the stack.
    pub(super) fn expr(&mut self, expr: &Expr) {
        if let Some(constant) = literal(expr) {
            self.mark(range(expr));
            self.constant(constant);
            return;
        }
        match expr {
            Expr::Name(name) => {
                self.check_name(name);
                self.mark(name.range);
                self.load_name(&name.id);
            }
            Expr::Attribute(attribute) => {
                self.check_attribute(attribute);
                self.expr(&attribute.value);
                let name = self.attribute(&attribute.attr);
                self.mark(attribute.range);
                self.emit(Instr::LoadAttr(name));
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value);
                self.expr(&subscript.slice);
                self.mark(subscript.range);
                self.emit(Instr::LoadItem);
            }
            Expr::Slice(slice) => {
                for part in [&slice.lower, &slice.upper, &slice.step] {
                    match part {
                        Some(part) => self.expr(part),
                        None => self.none(),
                    }
                }
                self.mark(slice.range);
                self.emit(Instr::BuildSlice);
            }
            Expr::BinOp(op) => {
                self.expr(&op.left);
                self.expr(&op.right);
                self.mark(op.range);
                self.emit(Instr::Binary(binary(op.op)));
            }
            Expr::UnaryOp(op) => {
                self.expr(&op.operand);
                self.mark(op.range);
                self.emit(Instr::Unary(match op.op {
                    TreeUnary::USub => UnaryOp::Neg,
                    TreeUnary::UAdd => UnaryOp::Pos,
                    TreeUnary::Invert => UnaryOp::Invert,
                    TreeUnary::Not => UnaryOp::Not,
                }));
            }
            Expr::BoolOp(op) => {
                let mut jumps = Vec::new();
                let last = op.values.len() - 1;
                for (index, value) in op.values.iter().enumerate() {
                    self.expr(value);
                    if index < last {
                        self.emit(Instr::Dup);
                        jumps.push(self.emit(match op.op {
                            BoolOp::And => Instr::JumpIfFalse(0),
                            BoolOp::Or => Instr::JumpIfTrue(0),
                        }));
                        self.emit(Instr::Pop);
                    }
                }
                self.land_all(&jumps);
            }
            Expr::Compare(compare) => self.compare(compare),
            Expr::If(cond) => {
                let otherwise = self.jump_if(&cond.test, false);
                self.expr(&cond.body);
                let end = self.emit(Instr::Jump(0));
                self.land_all(&otherwise);
                self.expr(&cond.orelse);
                self.land(end);
            }
            Expr::Named(named) => {
                self.expr(&named.value);
                self.emit(Instr::Dup);
                self.store(&named.target);
            }
            Expr::Call(call) => self.call(call),
            Expr::FString(text) => self.f_string(text),
            Expr::Tuple(tuple) => self.sequence(&tuple.elts, &Makes::Generator(expr)),
            Expr::List(list) => self.sequence(&list.elts, &Makes::List(expr)),
            Expr::Set(set) => self.sequence(&set.elts, &Makes::Set(expr)),
            Expr::Dict(dict) => {
                let plain = dict.items.iter().all(|item| item.key.is_some());
                if plain {
                    for item in &dict.items {
                        if let Some(key) = &item.key {
                            self.expr(key);
                        }
                        self.expr(&item.value);
                    }
                    self.mark(dict.range);
                    self.emit(Instr::BuildDict(dict.items.len() as u32));
                    return;
                }
                self.emit(Instr::BuildDict(0));
                for item in &dict.items {
                    if let Some(key) = &item.key {
                        self.expr(key);
                        self.expr(&item.value);
                        self.emit(Instr::DictAdd(0));
                    } else {
                        self.expr(&item.value);
                        self.mark(range(&item.value));
                        self.emit(Instr::DictMerge);
                    }
                }
            }
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &Makes::List(&comp.elt));
            }
            Expr::SetComp(comp) => {
                self.comprehension(comp.range, &comp.generators, &Makes::Set(&comp.elt));
            }
            Expr::Generator(comp) => {
                self.comprehension(comp.range, &comp.generators, &Makes::Generator(&comp.elt));
            }
            Expr::DictComp(comp) => match &comp.key {
                Some(key) => {
                    self.comprehension(
                        comp.range,
                        &comp.generators,
                        &Makes::Dict(key, &comp.value),
                    );
                }
                None => self.refuse(
                    comp.range,
                    "this form of comprehension is outside of the subset",
                    None,
                ),
            },
            Expr::Yield(expr) => {
                self.check_yield(expr.range);
                match &expr.value {
                    Some(value) => self.expr(value),
                    None => self.none(),
                }
                self.mark(expr.range);
                self.emit(Instr::Yield);
            }
            Expr::YieldFrom(expr) => {
                self.check_yield(expr.range);
                self.expr(&expr.value);
                self.mark(expr.range);
                self.emit(Instr::GetIter);
                self.none();
                self.emit(Instr::YieldFrom);
            }
            Expr::Await(expr) => self.refuse_async(expr.range),
            Expr::Starred(starred) => {
                self.refuse(starred.range, "can't use starred expression here", None);
            }
            Expr::TString(text) => self.refuse(
                text.range,
                "template strings are outside of the subset",
                Some("an f-string"),
            ),
            Expr::NumberLiteral(number) => {
                let imag = match &number.value {
                    Number::Complex { imag, .. } => *imag,
                    _ => 0.0,
                };
                let complex = self.global("complex");
                self.emit(Instr::LoadGlobal(complex));
                self.constant(Const::Int(0));
                self.constant(Const::Float(imag));
                self.emit(Instr::Call(2));
            }
            other => self.refuse(range(other), "this is outside of the subset", None),
        }
    }

    fn check_yield(&mut self, range: ruff_text_size::TextRange) {
        match self.kind() {
            ScopeKind::Function | ScopeKind::Lambda => {}
            ScopeKind::Comprehension => {
                self.refuse(range, "'yield' inside a comprehension", Some("a loop"));
            }
            ScopeKind::Module | ScopeKind::Class => {
                self.refuse(range, "'yield' outside function", None);
            }
        }
    }

    /// Jumps, to be landed, where the truth of an expression is `when`; falls through otherwise.
    pub(super) fn jump_if(&mut self, expr: &Expr, when: bool) -> Vec<usize> {
        match expr {
            Expr::UnaryOp(op) if op.op == TreeUnary::Not => self.jump_if(&op.operand, !when),
            Expr::BoolOp(op) => {
                let all = op.op == BoolOp::And;
                let mut jumps = Vec::new();
                if all == when {
                    // All (or none) must hold to jump: one that does not falls through to the end.
                    let mut out = Vec::new();
                    let last = op.values.len() - 1;
                    for (index, value) in op.values.iter().enumerate() {
                        if index < last {
                            out.extend(self.jump_if(value, !when));
                        } else {
                            jumps.extend(self.jump_if(value, when));
                        }
                    }
                    self.land_all(&out);
                } else {
                    for value in &op.values {
                        jumps.extend(self.jump_if(value, when));
                    }
                }
                jumps
            }
            Expr::BooleanLiteral(literal) => {
                if literal.value == when {
                    vec![self.emit(Instr::Jump(0))]
                } else {
                    Vec::new()
                }
            }
            _ => {
                self.expr(expr);
                self.mark(range(expr));
                vec![self.emit(if when {
                    Instr::JumpIfTrue(0)
                } else {
                    Instr::JumpIfFalse(0)
                })]
            }
        }
    }

    fn compare(&mut self, expr: &ExprCompare) {
        self.expr(&expr.left);
        let mut cleanups = Vec::new();
        let last = expr.ops.len() - 1;
        for (index, (op, right)) in expr.ops.iter().zip(&*expr.comparators).enumerate() {
            self.expr(right);
            self.mark(expr.range);
            if index < last {
                self.emit(Instr::Dup);
                self.emit(Instr::Rot3);
                self.emit(Instr::Compare(comparison(*op)));
                self.emit(Instr::Dup);
                cleanups.push(self.emit(Instr::JumpIfFalse(0)));
                self.emit(Instr::Pop);
            } else {
                self.emit(Instr::Compare(comparison(*op)));
            }
        }
        if !cleanups.is_empty() {
            let end = self.emit(Instr::Jump(0));
            self.land_all(&cleanups);
            self.emit(Instr::Swap);
            self.emit(Instr::Pop);
            self.land(end);
        }
    }

    fn sequence(&mut self, items: &[Expr], makes: &Makes<'_>) {
        if !items.iter().any(Expr::is_starred_expr) {
            for item in items {
                self.expr(item);
            }
            let len = items.len() as u32;
            self.emit(match makes {
                Makes::Set(_) => Instr::BuildSet(len),
                Makes::List(_) => Instr::BuildList(len),
                _ => Instr::BuildTuple(len),
            });
            return;
        }
        let set = matches!(makes, Makes::Set(_));
        self.emit(if set {
            Instr::BuildSet(0)
        } else {
            Instr::BuildList(0)
        });
        for item in items {
            if let Expr::Starred(starred) = item {
                self.expr(&starred.value);
                self.mark(starred.range);
                self.emit(if set {
                    Instr::SetExtend
                } else {
                    Instr::ListExtend
                });
            } else {
                self.expr(item);
                self.emit(if set {
                    Instr::SetAdd(0)
                } else {
                    Instr::ListAppend(0)
                });
            }
        }
        if matches!(makes, Makes::Generator(_)) {
            self.emit(Instr::ListToTuple);
        }
    }
}

/// The operator of a tree.
pub(super) fn binary(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LeftShift,
        Operator::RShift => BinaryOp::RightShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn comparison(op: CmpOp) -> CompareOp {
    match op {
        CmpOp::Eq => CompareOp::Eq,
        CmpOp::NotEq => CompareOp::NotEq,
        CmpOp::Lt => CompareOp::Less,
        CmpOp::LtE => CompareOp::LessEq,
        CmpOp::Gt => CompareOp::Greater,
        CmpOp::GtE => CompareOp::GreaterEq,
        CmpOp::Is => CompareOp::Is,
        CmpOp::IsNot => CompareOp::IsNot,
        CmpOp::In => CompareOp::In,
        CmpOp::NotIn => CompareOp::NotIn,
    }
}
