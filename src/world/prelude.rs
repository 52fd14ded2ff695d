//! The prelude: what is written in Python itself. It is compiled and run once; every world begins with a copy.

use std::sync::{Arc, LazyLock, OnceLock};

use super::task::Process;
use super::{Options, Outcome, World};
use crate::python::frame::{Frame, Then};
use crate::python::modules::{Export, Module, builtin_type};
use crate::python::natives::Native;
use crate::python::value::Value;
use crate::python::{Code, Folding, Program, Symbols, compile_prelude, unfold};
use crate::trace::TaskId;

const SOURCE: &str = concat!(
    include_str!("../python/prelude.py"),
    include_str!("../python/derived.py"),
    include_str!("../python/keyed.py"),
    include_str!("../python/extras.py"),
    include_str!("../python/files.py"),
    "\n\n",
    include_str!("prelude.py")
);

/// The names of the prelude.
#[derive(Debug)]
pub(super) struct Prelude {
    pub(super) symbols: Arc<Symbols>,
    /// What the names mean that it does not bind.
    pub(super) builtins: Vec<Value>,
    /// Its text in pieces, each with the number of its first function.
    pieces: Vec<(u32, &'static str)>,
    /// The functions that have been called, by number.
    functions: Vec<OnceLock<Arc<Code>>>,
}

impl Prelude {
    /// The whole code of a function, which is compiled when it is first called.
    pub(super) fn unfold(&self, function: u32) -> Arc<Code> {
        let code = self.functions[function as usize].get_or_init(|| {
            let after = self.pieces.partition_point(|&(first, _)| first <= function);
            let (first, piece) = self.pieces[after - 1];
            match unfold(piece, &self.symbols, first, function) {
                Some(code) => code,
                None => unreachable!("the piece has been compiled when the prelude was booted"),
            }
        });
        code.clone()
    }
}

static BOOTED: LazyLock<(Arc<Prelude>, Process)> = LazyLock::new(boot);

/// The prelude, and a process in which it has run.
pub(super) fn booted() -> (Arc<Prelude>, Process) {
    BOOTED.clone()
}

/// The process that every world begins with a copy of.
pub(super) fn template() -> &'static Process {
    &BOOTED.1
}

/// Boots the prelude, so that the first world need not wait for it.
pub fn prepare() {
    LazyLock::force(&BOOTED);
}

fn boot() -> (Arc<Prelude>, Process) {
    let mut symbols = Arc::default();
    let mut codes = Vec::new();
    let mut numbered = Vec::new();
    let mut folding = Folding::default();
    // One after another, so that only one syntax tree at a time takes memory.
    for piece in pieces() {
        numbered.push((folding.next(), piece));
        let folds = (!piece.contains(WHOLE)).then_some(&mut folding);
        let program = match compile_prelude(piece, symbols, folds) {
            Ok(program) => program,
            // The text is part of this program: a test runs it.
            Err(problems) => panic!("the prelude does not compile: {}", problems[0]),
        };
        symbols = program.symbols;
        codes.push(program.code);
    }
    let code = codes[0].clone();
    let frames = codes.into_iter().rev().map(|code| Frame {
        then: Then::Drop,
        ..Frame::new(code)
    });
    let prelude = Arc::new(Prelude {
        builtins: builtins(&symbols, true),
        symbols,
        pieces: numbered,
        functions: (0..folding.next()).map(|_| OnceLock::new()).collect(),
    });
    let process = Process {
        heap: crate::python::heap::Heap::default(),
        user: Vec::new(),
        modules: Vec::new(),
        prelude: Arc::new(vec![Value::Unbound; prelude.symbols.entries.len()]),
        pid: 0,
        parent: None,
        main: TaskId(0),
        live: 1,
        finished: false,
        leaves: false,
        guarded: 0,
        closed: std::collections::BTreeSet::new(),
    };
    let program = Program {
        file: "<prelude>".into(),
        source: Arc::default(),
        code,
        sites: Vec::new(),
        symbols: prelude.symbols.clone(),
        imports: Vec::new(),
    };
    let mut world = World::around(Arc::new(program), Options::default(), prelude.clone());
    world.begin(process, frames.collect());
    while world.step(TaskId(0)) == Outcome::Ran {}
    let Some(Some(process)) = world.processes.pop() else {
        unreachable!("a step puts the process back");
    };
    let mut process = Arc::unwrap_or_clone(process);
    process.finished = false;
    process.live = 1;
    (prelude, process)
}

/// A piece in which this stands is not folded.
const WHOLE: &str = "# Whole: ";

/// The text in pieces that are compiled one at a time, cut between definitions.
fn pieces() -> impl Iterator<Item = &'static str> {
    const LEAST: usize = 600;
    let mut rest = SOURCE;
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

/// What names mean that a program does not bind; unbound where they mean nothing. The prelude itself finds
/// what it has for them when they are used.
pub(super) fn builtins(symbols: &Symbols, prelude: bool) -> Vec<Value> {
    let meaning = |name: &str| {
        if let Some(native) = Native::find(Module::Builtins, name)
            && (prelude || !name.starts_with('_'))
        {
            return Value::Native(native);
        }
        if let Some(ty) = builtin_type(name) {
            return Value::Type(ty);
        }
        match Module::Builtins.get(name) {
            Some(Export::Value(value)) if prelude || !name.starts_with('_') => value,
            Some(Export::Prelude(own)) if !prelude && !name.starts_with('_') => {
                let (prelude, process) = &*BOOTED;
                let symbol = prelude.symbols.find(own);
                symbol.map_or(Value::Unbound, |symbol| {
                    process.prelude[symbol as usize].clone()
                })
            }
            _ if prelude => Module::find(name).map_or(Value::Unbound, Value::Module),
            _ => Value::Unbound,
        }
    };
    symbols
        .entries
        .iter()
        .map(|entry| meaning(&entry.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::heap::Object;
    use crate::python::value::HeapId;

    #[test]
    fn every_function_unfolds_to_the_code_of_its_head() {
        let (prelude, process) = booted();
        let mut heads = 0;
        let ids = (0..process.heap.len() as u32).map(HeapId);
        for id in ids.filter(|&id| process.heap.holds(id)) {
            let Object::Function(function) = process.heap.get(id) else {
                continue;
            };
            let Some(number) = function.code.folded else {
                continue;
            };
            heads += 1;
            let (head, whole) = (&function.code, prelude.unfold(number));
            assert_eq!(whole.qualname, head.qualname);
            assert_eq!(whole.params, head.params);
            assert_eq!(whole.locals.len(), head.locals.len(), "{}", head.qualname);
            let slots = whole.params.slots();
            assert_eq!(whole.locals[..slots], head.locals[..slots]);
            assert_eq!((&whole.cells, whole.free), (&head.cells, head.free));
            assert_eq!(whole.folded, None);
        }
        assert!(heads > 500, "{heads}");
    }
}
