//! What is written in Python itself: the prelude, and the modules of the library, one file and one namespace each. A module
//! is compiled when it is first imported anywhere, the bodies of its functions when they are first called.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::code::{Code, Instr, Space, Symbol, Symbols};
use super::compile::{Folding, compile_piece, unfold};
use super::modules::Module;

/// A text that is compiled a piece at a time, and whose functions are folded.
#[derive(Debug)]
pub(crate) struct Text {
    space: Space,
    symbols: Arc<Symbols>,
    /// What the pieces do, one after another.
    codes: Vec<Arc<Code>>,
    /// The pieces, each with the number of its first function.
    pieces: Vec<(u32, &'static str)>,
    /// The functions that have been called, by number.
    functions: Vec<OnceLock<Arc<Code>>>,
}

/// A piece in which this stands is not folded.
const WHOLE: &str = "# Whole: ";

impl Text {
    /// Compiles a text that is part of this program.
    pub(crate) fn compile(source: &'static str, space: Space) -> Self {
        let mut symbols = Arc::default();
        let (mut codes, mut numbered) = (Vec::new(), Vec::new());
        let mut folding = Folding::default();
        // One after another, so that only one syntax tree at a time takes memory.
        for piece in pieces(source) {
            numbered.push((folding.next(), piece));
            let folds = (!piece.contains(WHOLE)).then_some(&mut folding);
            let program = match compile_piece(piece, space, symbols, folds) {
                Ok(program) => program,
                // A test compiles them all.
                Err(problems) => panic!("{space:?} does not compile: {}", problems[0]),
            };
            symbols = program.symbols;
            codes.push(program.code);
        }
        Self {
            space,
            symbols,
            codes,
            pieces: numbered,
            functions: (0..folding.next()).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Its names.
    pub(crate) fn symbols(&self) -> &Arc<Symbols> {
        &self.symbols
    }

    /// What it does, in pieces.
    pub(crate) fn codes(&self) -> &[Arc<Code>] {
        &self.codes
    }

    /// The whole code of a function, which is compiled when it is first called.
    pub(crate) fn unfold(&self, function: u32) -> Arc<Code> {
        let code = self.functions[function as usize].get_or_init(|| {
            let after = self.pieces.partition_point(|&(first, _)| first <= function);
            let (first, piece) = self.pieces[after - 1];
            match unfold(piece, self.space, &self.symbols, first, function) {
                Some(code) => code,
                None => unreachable!("the piece has been compiled with the whole text"),
            }
        });
        code.clone()
    }
}

/// The text in pieces that are compiled one at a time, cut between definitions.
fn pieces(source: &'static str) -> impl Iterator<Item = &'static str> {
    const LEAST: usize = 600;
    let mut rest = source;
    std::iter::from_fn(move || {
        let cut = rest
            .char_indices()
            .nth(LEAST)
            .and_then(|(least, _)| rest[least..].find("\n\n\n").map(|gap| least + gap + 1));
        let (piece, after) = rest.split_at(cut.unwrap_or(rest.len()));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// A module of the library that is written in Python, compiled.
#[derive(Debug)]
pub(crate) struct Library {
    /// Its text.
    pub(crate) text: Text,
    /// The globals that it binds.
    names: FxHashMap<Arc<str>, Symbol>,
}

impl Library {
    /// The module, if any of it is written in Python.
    pub(crate) fn of(module: Module) -> Option<&'static Self> {
        static COMPILED: [OnceLock<Library>; Module::ALL.len()] =
            [const { OnceLock::new() }; Module::ALL.len()];
        let source = module.source()?;
        let compile = || Self::new(Text::compile(source, Space::Library(module)));
        Some(COMPILED[module as usize].get_or_init(compile))
    }

    fn new(text: Text) -> Self {
        let mut names = FxHashMap::default();
        for code in &text.codes {
            let instrs = &code.body.instrs;
            for (at, instr) in instrs.iter().enumerate() {
                // What it imports for its own use is nobody else's.
                let imported = at
                    .checked_sub(1)
                    .is_some_and(|at| matches!(instrs[at], Instr::Import(_)));
                if let Instr::StoreGlobal(symbol) = *instr
                    && !imported
                {
                    names.insert(text.symbols.name(symbol).clone(), symbol);
                }
            }
        }
        Self { text, names }
    }

    /// The global of a name that it binds.
    pub(crate) fn find(&self, name: &str) -> Option<Symbol> {
        self.names.get(name).copied()
    }

    /// The names that it binds.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(|name| &**name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::code::Const;

    #[test]
    fn every_module_compiles_and_imports_what_there_is() {
        for &module in Module::ALL {
            let Some(library) = Library::of(module) else {
                continue;
            };
            assert!(library.names().count() > 0, "{}", module.name());
            let number = library.text.functions.len() as u32;
            let whole = (0..number).map(|function| library.text.unfold(function));
            let mut codes: Vec<Arc<Code>> =
                library.text.codes.iter().cloned().chain(whole).collect();
            while let Some(code) = codes.pop() {
                codes.extend(code.body.codes.iter().cloned());
                let mut from = None;
                for instr in &code.body.instrs {
                    match instr {
                        Instr::Import(index) => {
                            let Const::Str(name) = &code.body.consts[*index as usize] else {
                                panic!("a module's name is text");
                            };
                            from = Module::find(name);
                            let known = from.is_some() || &**name == "__main__";
                            assert!(known, "{}: {name}", module.name());
                        }
                        Instr::ImportFrom(symbol) => {
                            let name = library.text.symbols.name(*symbol);
                            let found = from.and_then(|from| from.get(name));
                            assert!(found.is_some(), "{}: {name}", module.name());
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}
