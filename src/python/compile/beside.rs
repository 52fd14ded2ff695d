//! The modules that stand beside a program, files of the same folder and of folders within: where they are is for
//! others to know; which of them an import means is said here.

use std::collections::BTreeMap;
use std::sync::Arc;

use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, ExprCall, Stmt, StmtImportFrom};

use super::{Goal, Part, run};
use crate::python::code::{Imported, Program, Space, Symbols};
use crate::python::parse::{Lines, parse};
use crate::python::problem::Problem;

/// Modules that no file takes the place of: CPython's that are built in, or loaded before the program begins; and our own,
/// for which a file beside the program stands in where python3 runs it.
const FIRST: [&str; 12] = [
    "primviz",
    "abc",
    "builtins",
    "gc",
    "io",
    "itertools",
    "os",
    "stat",
    "sys",
    "time",
    "_thread",
    "atexit",
];

/// The source text of a module beside a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleSource {
    /// The file's name as one would name it in a message; the folder's, where a package has no `__init__.py`.
    pub file: Arc<str>,
    /// The text.
    pub source: Arc<str>,
    /// Whether it is a folder of modules.
    pub package: bool,
}

/// What stands beside a program, by the names with dots by which it is imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The modules.
    pub modules: BTreeMap<String, ModuleSource>,
}

impl Beside {
    /// The module of this name, if an import of it means one beside the program.
    pub fn get(&self, name: &str) -> Option<&ModuleSource> {
        let found = self.modules.get(name)?;
        self.shadows(name).then_some(found)
    }

    /// Whether an import of the name means what stands beside the program, and not the standard library's module.
    pub(super) fn shadows(&self, name: &str) -> bool {
        let top = top_name(name);
        self.modules.contains_key(top) && !may_not_shadow(top)
    }
}

/// The package above all others that a module is in, or the module itself.
pub fn top_name(name: &str) -> &str {
    name.split_once('.').map_or(name, |(top, _)| top)
}

/// The packages that a module is in, the outermost first, and the module itself.
pub fn with_packages(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices('.').map(|(at, _)| at);
    ends.chain([name.len()]).map(|end| &name[..end])
}

/// Compiles a program together with the modules beside it that it imports.
///
/// # Errors
/// As [`compile`](super::compile()), file by file.
pub fn compile_beside(
    source: &str,
    file: &str,
    beside: &Beside,
) -> Result<Arc<Program>, Vec<Problem>> {
    let main = Part {
        source,
        file,
        space: Space::User,
        module: 0,
        first_site: 0,
    };
    let mut imports = Vec::new();
    let mut problems = Vec::new();
    let mut program = run(&main, Arc::default(), beside, Goal::Program, None)?;
    while let Some(name) = program.symbols.imports.get(imports.len()).cloned() {
        let Some(found) = beside.get(&name) else {
            unreachable!("only what stands beside the program is imported from there");
        };
        let part = Part {
            source: &found.source,
            file: &found.file,
            space: Space::User,
            module: imports.len() as u32 + 1,
            first_site: program.sites.len() as u32,
        };
        let symbols = program.symbols.clone();
        let code = match run(&part, symbols, beside, Goal::Program, None) {
            Ok(compiled) => {
                program.symbols = compiled.symbols;
                program.sites.extend(compiled.sites);
                compiled.code
            }
            Err(found) => {
                problems.extend(found);
                program.code.clone()
            }
        };
        imports.push(Imported {
            name,
            file: found.file.clone(),
            source: found.source.clone(),
            package: found.package,
            code,
        });
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Symbols::spread(&mut program.symbols);
    program.imports = imports;
    Ok(Arc::new(program))
}

/// Whether the standard library's module of this name comes before any file.
pub fn may_not_shadow(top: &str) -> bool {
    FIRST.contains(&top)
}

/// The names of modules that a text may import, wherever in it. A relative one begins with its dots. Nothing, if it
/// is not Python.
pub fn imports(source: &str) -> Vec<String> {
    let lines = Lines::new(source);
    let Ok(module) = parse(source, "", &lines) else {
        return Vec::new();
    };
    let mut found = Found::default();
    found.visit_body(&module.body);
    found.names
}

#[derive(Default)]
struct Found {
    names: Vec<String>,
}

impl Visitor<'_> for Found {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Import(import) => {
                let names = import.names.iter().map(|alias| alias.name.to_string());
                self.names.extend(names);
            }
            Stmt::ImportFrom(import) => {
                let module = from(import);
                for alias in &import.names {
                    let dot = if module.ends_with('.') || module.is_empty() {
                        ""
                    } else {
                        "."
                    };
                    self.names.push(format!("{module}{dot}{}", alias.name));
                }
                self.names.push(module);
            }
            _ => walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Call(call) = expr {
            self.names.extend(named_by_call(call).map(str::to_owned));
        }
        walk_expr(self, expr);
    }
}

/// The module that `importlib.import_module("name")` or `__import__("name")` imports, where the name stands there.
pub(super) fn named_by_call(call: &ExprCall) -> Option<&str> {
    let function = match &*call.func {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return None,
    };
    match (function, call.arguments.args.first()) {
        ("__import__" | "import_module", Some(Expr::StringLiteral(name))) => {
            Some(name.value.to_str())
        }
        _ => None,
    }
}

/// The module of a `from` as it is written, dots first.
fn from(import: &StmtImportFrom) -> String {
    let dots = ".".repeat(import.level as usize);
    let name = import.module.as_ref().map_or("", |name| name.as_str());
    format!("{dots}{name}")
}

/// The whole name of what a module imports by a name that may be relative; none where that leads out of its package.
pub fn absolute(module: &str, package: bool, name: &str) -> Option<String> {
    let rest = name.trim_start_matches('.');
    let level = name.len() - rest.len();
    if level == 0 {
        return Some(name.to_owned());
    }
    let mut parts: Vec<&str> = module.split('.').collect();
    let up = if package { level - 1 } else { level };
    let kept = parts.len().checked_sub(up)?;
    if kept == 0 || module.is_empty() {
        return None;
    }
    parts.truncate(kept);
    if !rest.is_empty() {
        parts.push(rest);
    }
    Some(parts.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_name_counts_from_the_package() {
        let whole = |module, package, name| absolute(module, package, name);
        assert_eq!(whole("pkg.a", false, ".b").as_deref(), Some("pkg.b"));
        assert_eq!(whole("pkg", true, ".b").as_deref(), Some("pkg.b"));
        assert_eq!(whole("pkg.sub.a", false, "..b").as_deref(), Some("pkg.b"));
        assert_eq!(whole("pkg.a", false, ".").as_deref(), Some("pkg"));
        assert_eq!(whole("a", false, ".b"), None);
        assert_eq!(whole("", false, ".b"), None);
    }

    #[test]
    fn every_import_of_a_text_is_found() {
        let text = "import a, b.c as d\ndef f():\n    from .e import g\n    from h import *\n    __import__('i')\n";
        let names = ["a", "b.c", ".e.g", ".e", "h.*", "h", "i"];
        assert_eq!(imports(text), names);
        assert_eq!(imports("import ("), Vec::<String>::new());
    }
}
