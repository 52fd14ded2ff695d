//! Code that is made at run time: texts that `eval` and `exec` are given.

use std::sync::Arc;

use ruff_python_ast::{ModModule, Stmt};

use super::{Beside, Part, run};
use crate::python::code::{Code, Instr, Program, Space, Symbols};
use crate::python::compile::Compiler;
use crate::python::problem::Problem;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// A program, or a module.
    Program,
    /// A statement of the lecturer's, whose value is shown.
    Statement,
    /// Statements that the program has made.
    Text,
    /// The same, whose value is shown.
    Shown,
    /// An expression that the program has made.
    Value,
}

impl Goal {
    /// Whether what it says at last is shown.
    pub(super) fn shows(self) -> bool {
        matches!(self, Goal::Statement | Goal::Shown)
    }

    /// Whether it came to be while the program runs.
    pub(super) fn is_late(self) -> bool {
        self != Goal::Program
    }
}

/// Compiles a text that a program has made, which sees the names of a module. Nothing announces its lines.
///
/// # Errors
/// The first thing that keeps it from running.
pub fn compile_text(
    source: &str,
    file: &str,
    mode: &str,
    module: u32,
    symbols: &Arc<Symbols>,
) -> Result<Program, Problem> {
    let part = Part {
        source,
        file,
        space: Space::User,
        module,
        first_site: 0,
    };
    let goal = match mode {
        "eval" => Goal::Value,
        "single" => Goal::Shown,
        _ => Goal::Text,
    };
    let compiled = run(&part, symbols.clone(), &Beside::default(), goal, None);
    compiled.map_err(|problems| {
        let first = problems.into_iter().next();
        first.unwrap_or_else(|| Problem {
            file: file.to_owned(),
            line: 1,
            column: 1,
            end_column: 1,
            message: "invalid syntax".to_owned(),
            instead: None,
            source_line: source.lines().next().unwrap_or_default().to_owned(),
        })
    })
}

impl Compiler<'_> {
    /// The code of a text that is one expression.
    pub(super) fn value(&mut self, module: &ModModule) -> Arc<Code> {
        match &module.body[..] {
            [Stmt::Expr(only)] => {
                self.mark(only.range);
                self.expr(&only.value);
            }
            [] => {
                self.refuse(module.range, "invalid syntax", None);
                self.none();
            }
            [first, ..] => {
                self.refuse(ruff_text_size::Ranged::range(first), "invalid syntax", None);
                self.none();
            }
        }
        self.emit(Instr::Return);
        self.close()
    }
}
