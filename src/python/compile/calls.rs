//! Calls.

use ruff_python_ast::{Expr, ExprCall};

use super::{Compiler, range};
use crate::python::check;
use crate::python::code::{CodeKind, Const, Instr, Space};
use crate::python::host::HostCall;
use crate::python::scope::Home;

impl Compiler<'_> {
    /// `_world('what', ..)` of the prelude or the library.
    fn host_call(&mut self, call: &ExprCall) {
        let found = match &*call.arguments.args {
            [Expr::StringLiteral(name), given @ ..] => {
                HostCall::find(name.value.to_str(), given.len()).map(|host| (host, given))
            }
            _ => None,
        };
        let Some((host, given)) = found else {
            let message = "the world does nothing of this name with so many arguments";
            self.refuse(range(call), message, None);
            return;
        };
        self.expr(&call.func);
        self.constant(Const::Int(host as i64));
        for argument in given {
            self.expr(argument);
        }
        self.mark(range(call));
        self.emit(Instr::Call(given.len() as u32 + 1));
    }

    pub(super) fn call(&mut self, call: &ExprCall) {
        let arguments = &call.arguments;
        self.import_by_call(call);
        if let Expr::Name(name) = &*call.func {
            let id = name.id.as_str();
            if id == "super" && self.super_call(call) {
                return;
            }
            if id == "_world" && self.space != Space::User {
                self.host_call(call);
                return;
            }
            if self.home(id) == Home::Global
                && !self
                    .scopes
                    .globals
                    .get(id)
                    .is_some_and(|usage| usage.module_stores > 0 || usage.stored_in_function)
                && self.space == Space::User
                && let Some((message, instead)) = check::refused_call(id)
            {
                self.refuse(range(call), message, Some(instead));
                return;
            }
        }
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            if let Some(name) = &keyword.arg
                && arguments.keywords[..index]
                    .iter()
                    .any(|before| before.arg.as_deref() == Some(name.as_str()))
            {
                self.refuse(
                    keyword.range,
                    format!("keyword argument repeated: {name}"),
                    None,
                );
            }
        }
        let spread = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments
                .keywords
                .iter()
                .any(|keyword| keyword.arg.is_none());
        if spread {
            self.expr(&call.func);
            self.spread(call);
            return;
        }
        let method = match &*call.func {
            Expr::Attribute(attribute) => {
                self.check_attribute(attribute);
                self.expr(&attribute.value);
                let name = self.attribute(&attribute.attr);
                self.mark(attribute.range);
                self.emit(Instr::LoadMethod(name));
                true
            }
            other => {
                self.expr(other);
                false
            }
        };
        for argument in &arguments.args {
            self.expr(argument);
        }
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            self.expr(&keyword.value);
            if let Some(name) = &keyword.arg {
                names.push(name.as_str().into());
            }
        }
        self.mark(range(call));
        let count = (arguments.args.len() + names.len()) as u32;
        if names.is_empty() {
            self.emit(if method {
                Instr::CallMethod(count)
            } else {
                Instr::Call(count)
            });
        } else {
            let keywords = &mut self.unit().body.keywords;
            keywords.push(names.into());
            let index = keywords.len() as u32 - 1;
            self.emit(if method {
                Instr::CallMethodKw(count, index)
            } else {
                Instr::CallKw(count, index)
            });
        }
    }

    /// `callable -> result`, for arguments with `*` or `**`.
    fn spread(&mut self, call: &ExprCall) {
        self.emit(Instr::BuildList(0));
        for argument in &call.arguments.args {
            if let Expr::Starred(starred) = argument {
                self.expr(&starred.value);
                self.mark(starred.range);
                self.emit(Instr::ListExtend);
            } else {
                self.expr(argument);
                self.emit(Instr::ListAppend(0));
            }
        }
        self.emit(Instr::BuildDict(0));
        for keyword in &call.arguments.keywords {
            if let Some(name) = &keyword.arg {
                self.text(name);
                self.expr(&keyword.value);
                self.emit(Instr::BuildDict(1));
            } else {
                self.expr(&keyword.value);
            }
            self.mark(keyword.range);
            self.emit(Instr::KeywordMerge);
        }
        self.mark(range(call));
        self.emit(Instr::CallSpread);
    }

    /// `super()` and `super(C, self)`.
    fn super_call(&mut self, call: &ExprCall) -> bool {
        if self.home("super") != Home::Global || !call.arguments.keywords.is_empty() {
            return false;
        }
        match &*call.arguments.args {
            [] => {
                let Home::Cell(class) = self.home("__class__") else {
                    return false;
                };
                let code = &self.unit().code;
                if code.kind != CodeKind::Function || code.params.positional == 0 {
                    return false;
                }
                let in_cell = code.cells.contains(&0);
                self.mark(range(call));
                self.emit(Instr::LoadCell(class));
                self.emit(if in_cell {
                    Instr::LoadCell(0)
                } else {
                    Instr::LoadLocal(0)
                });
            }
            [class, receiver] if !class.is_starred_expr() && !receiver.is_starred_expr() => {
                self.expr(class);
                self.expr(receiver);
            }
            _ => return false,
        }
        self.mark(range(call));
        self.emit(Instr::Super);
        true
    }
}
