//! `docs/python.md` is what the code has: its tables are made from the code's, its examples compile, and what it says is refused is.
//!
//! `UPDATE_DOCS=1 cargo test --test documented` writes the tables anew.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use primviz::python::methods;
use primviz::python::modules::{Module, builtin_type};
use primviz::python::value::Type;
use primviz::python::{Program, compile};

fn page() -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/python.md");
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

fn quoted(names: impl IntoIterator<Item = &'static str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(" ")
}

fn builtins() -> String {
    let types = Type::PLAIN.iter().map(|ty| ty.name());
    let types = types.filter(|name| builtin_type(name).is_some());
    format!(
        "{}\n\n{}\n\nand the exceptions that Python has built in.\n",
        quoted(Module::Builtins.names()),
        quoted(types)
    )
}

fn method_names() -> String {
    let mut out = String::new();
    for ty in [
        Type::Str,
        Type::Bytes,
        Type::Int,
        Type::Float,
        Type::List,
        Type::Tuple,
        Type::Dict,
        Type::Set,
        Type::FrozenSet,
        Type::Range,
        Type::Deque,
        Type::Counter,
        Type::OrderedDict,
        Type::Generator,
    ] {
        let mut names: Vec<_> = methods::names(ty)
            .filter(|name| !name.starts_with('_'))
            .collect();
        names.sort_unstable();
        names.dedup();
        writeln!(out, "- `{}`: {}", ty.name(), quoted(names)).unwrap();
    }
    out
}

fn modules() -> String {
    let mut out = String::new();
    for module in Module::ALL {
        if *module != Module::Builtins {
            writeln!(out, "- `{}`: {}", module.name(), quoted(module.names())).unwrap();
        }
    }
    out
}

/// The page with a table of the code's between two marks.
fn with(page: &str, mark: &str, table: &str) -> String {
    let (open, close) = (
        format!("<!-- {mark} -->\n"),
        format!("<!-- end of {mark} -->"),
    );
    let start = page.find(&open).unwrap() + open.len();
    let end = page.find(&close).unwrap();
    format!("{}{table}{}", &page[..start], &page[end..])
}

#[test]
fn the_tables_of_the_page_are_the_codes() {
    let (path, page) = page();
    let mut wanted = with(&page, "builtins", &builtins());
    wanted = with(&wanted, "methods", &method_names());
    wanted = with(&wanted, "modules", &modules());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, wanted).unwrap();
    } else {
        assert!(
            page == wanted,
            "docs/python.md is not what the code has: UPDATE_DOCS=1 cargo test --test documented"
        );
    }
}

/// The fenced parts of the page that begin so.
fn blocks(page: &str, fence: &str) -> Vec<String> {
    let open = format!("\n```{fence}\n");
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        let end = rest.find("\n```").unwrap();
        found.push(format!("{}\n", &rest[..end]));
        rest = &rest[end..];
    }
    found
}

#[test]
fn the_examples_of_the_page_compile_and_what_it_refuses_is_refused() {
    let (_, page) = page();
    let fine = blocks(&page, "python");
    assert!(!fine.is_empty());
    for block in fine {
        if let Err(problems) = compile(&block, "docs/python.md") {
            panic!("{}", problems[0]);
        }
    }
    let refused = blocks(&page, "python refused");
    let lines: Vec<&str> = refused.iter().flat_map(|block| block.lines()).collect();
    assert!(lines.len() > 10);
    for line in lines {
        let compiled: Result<std::sync::Arc<Program>, _> = compile(&format!("{line}\n"), "line.py");
        assert!(compiled.is_err(), "not refused: {line}");
    }
}

#[test]
fn every_name_of_every_module_can_be_had() {
    use primviz::world::{Limits, Options, World, run_virtual};
    let mut source = String::new();
    for module in Module::ALL
        .iter()
        .filter(|module| **module != Module::Builtins)
    {
        writeln!(source, "import {}", module.name()).unwrap();
        for name in module.names() {
            writeln!(source, "{}.{name}", module.name()).unwrap();
        }
    }
    for name in Module::Builtins.names() {
        writeln!(source, "{name}").unwrap();
    }
    let program = compile(&source, "names.py").unwrap_or_else(|problems| panic!("{}", problems[0]));
    let mut world = World::new(program, Options::default());
    let mut said = String::new();
    run_virtual(&mut world, &Limits::default(), &mut |records| {
        for record in records.drain(..) {
            match record.event {
                primviz::trace::Event::Out { text, .. }
                | primviz::trace::Event::Note { text, .. } => said += &text,
                _ => {}
            }
        }
    });
    assert_eq!((world.exit_status(), said.as_str()), (0, ""));
}
