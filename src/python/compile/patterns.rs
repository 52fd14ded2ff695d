//! `match`.

use ruff_python_ast::{Expr, Pattern, Singleton, StmtMatch};
use ruff_text_size::{Ranged, TextRange};

use super::{Compiler, range};
use crate::python::code::{CompareOp, Const, Instr};

impl Compiler<'_> {
    pub(super) fn match_statement(&mut self, stmt: &StmtMatch) {
        self.line(TextRange::new(
            stmt.range.start(),
            stmt.subject.range().end(),
        ));
        let subject = self.scratch();
        self.expr(&stmt.subject);
        self.emit(Instr::StoreLocal(subject));
        let mut ends = Vec::new();
        for case in &stmt.cases {
            self.line(case.range);
            let mut fails = Vec::new();
            self.pattern(&case.pattern, subject, &mut fails);
            if let Some(guard) = &case.guard {
                fails.extend(self.jump_if(guard, false));
            }
            self.body(&case.body);
            ends.push(self.emit(Instr::Jump(0)));
            self.land_all(&fails);
        }
        self.land_all(&ends);
    }

    /// Goes on where the value in the slot fits; jumps, to be landed, where it does not.
    fn pattern(&mut self, pattern: &Pattern, slot: u32, fails: &mut Vec<usize>) {
        self.mark(range(pattern));
        match pattern {
            Pattern::MatchValue(value) => {
                self.emit(Instr::LoadLocal(slot));
                self.expr(&value.value);
                self.emit(Instr::Compare(CompareOp::Eq));
                fails.push(self.emit(Instr::JumpIfFalse(0)));
            }
            Pattern::MatchSingleton(single) => {
                self.emit(Instr::LoadLocal(slot));
                self.constant(match single.value {
                    Singleton::None => Const::None,
                    Singleton::True => Const::Bool(true),
                    Singleton::False => Const::Bool(false),
                });
                self.emit(Instr::Compare(CompareOp::Is));
                fails.push(self.emit(Instr::JumpIfFalse(0)));
            }
            Pattern::MatchSequence(sequence) => {
                let patterns = &sequence.patterns;
                let star = patterns.iter().position(Pattern::is_match_star);
                let fixed = patterns.len() - usize::from(star.is_some());
                self.emit(Instr::LoadLocal(slot));
                self.emit(Instr::MatchSequence(fixed as u32, star.is_some()));
                fails.push(self.emit(Instr::JumpIfFalse(0)));
                self.emit(Instr::LoadLocal(slot));
                self.emit(match star {
                    Some(before) => Instr::UnpackRest(before as u32, (fixed - before) as u32),
                    None => Instr::Unpack(fixed as u32),
                });
                let slots: Vec<u32> = patterns.iter().map(|_| self.scratch()).collect();
                for &slot in &slots {
                    self.emit(Instr::StoreLocal(slot));
                }
                for (pattern, slot) in patterns.iter().zip(slots) {
                    self.pattern(pattern, slot, fails);
                }
            }
            Pattern::MatchMapping(mapping) => {
                self.emit(Instr::LoadLocal(slot));
                self.emit(Instr::MatchMapping);
                fails.push(self.emit(Instr::JumpIfFalse(0)));
                for (key, pattern) in mapping.keys.iter().zip(&mapping.patterns) {
                    self.expr(key);
                    self.emit(Instr::LoadLocal(slot));
                    self.emit(Instr::Compare(CompareOp::In));
                    fails.push(self.emit(Instr::JumpIfFalse(0)));
                    self.emit(Instr::LoadLocal(slot));
                    self.expr(key);
                    self.emit(Instr::LoadItem);
                    let inner = self.scratch();
                    self.emit(Instr::StoreLocal(inner));
                    self.pattern(pattern, inner, fails);
                }
                if let Some(rest) = &mapping.rest {
                    self.rest(slot, &mapping.keys, rest);
                }
            }
            Pattern::MatchClass(class) => {
                self.emit(Instr::LoadLocal(slot));
                self.expr(&class.cls);
                self.emit(Instr::MatchInstance);
                fails.push(self.emit(Instr::JumpIfFalse(0)));
                for (index, pattern) in class.arguments.patterns.iter().enumerate() {
                    self.emit(Instr::LoadLocal(slot));
                    self.expr(&class.cls);
                    self.emit(Instr::MatchPositional(index as u32));
                    let inner = self.scratch();
                    self.emit(Instr::StoreLocal(inner));
                    self.pattern(pattern, inner, fails);
                }
                for keyword in &class.arguments.keywords {
                    let name = self.attribute(&keyword.attr);
                    self.emit(Instr::LoadLocal(slot));
                    self.emit(Instr::MatchAttr(name));
                    self.emit(Instr::Unpack(2));
                    let inner = self.scratch();
                    self.emit(Instr::StoreLocal(inner));
                    fails.push(self.emit(Instr::JumpIfFalse(0)));
                    self.pattern(&keyword.pattern, inner, fails);
                }
            }
            Pattern::MatchStar(star) => {
                if let Some(name) = &star.name {
                    self.emit(Instr::LoadLocal(slot));
                    self.store_name(name);
                }
            }
            Pattern::MatchAs(bind) => {
                if let Some(inner) = &bind.pattern {
                    self.pattern(inner, slot, fails);
                }
                if let Some(name) = &bind.name {
                    self.emit(Instr::LoadLocal(slot));
                    self.store_name(name);
                }
            }
            Pattern::MatchOr(either) => {
                let mut fits = Vec::new();
                let mut missed = Vec::new();
                for pattern in &either.patterns {
                    self.land_all(&missed);
                    missed = Vec::new();
                    self.pattern(pattern, slot, &mut missed);
                    fits.push(self.emit(Instr::Jump(0)));
                }
                self.land_all(&missed);
                fails.push(self.emit(Instr::Jump(0)));
                self.land_all(&fits);
            }
        }
    }

    /// What is left of a mapping without the keys.
    fn rest(&mut self, slot: u32, keys: &[Expr], name: &str) {
        self.emit(Instr::BuildDict(0));
        self.emit(Instr::LoadLocal(slot));
        self.emit(Instr::DictMerge);
        for key in keys {
            self.emit(Instr::Dup);
            self.expr(key);
            self.emit(Instr::DeleteItem);
        }
        self.store_name(name);
    }
}
