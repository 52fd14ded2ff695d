//! The prelude: what is written in Python itself. It is compiled and run once; every world begins with a copy.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::task::{Feeder, Frames, Process};
use super::{Options, Outcome, World};
use crate::python::frame::{Frame, Then};
use crate::python::heap::Object;
use crate::python::library::{Library, Text};
use crate::python::modules::{self, Export, Module, builtin_type};
use crate::python::natives::Native;
use crate::python::quick::members::Members;
use crate::python::value::Value;
use crate::python::{Code, Program, Space, Symbol, Symbols};
use crate::trace::TaskId;

const SOURCE: &str = concat!(
    include_str!("../python/operators.py"),
    "\n\n",
    include_str!("../python/text.py"),
    "\n\n",
    include_str!("../python/prelude.py"),
    include_str!("../python/derived.py"),
    include_str!("../python/keyed.py"),
    include_str!("../python/errors.py"),
    include_str!("../python/evaluate.py"),
    include_str!("../python/values.py"),
    include_str!("../python/files.py"),
    "\n\n",
    include_str!("machine.py"),
    "\n\n",
    include_str!("waiting.py"),
    "\n\n",
    include_str!("prelude.py")
);

/// The prelude, compiled.
#[derive(Debug)]
pub(super) struct Prelude {
    pub(super) text: Text,
    /// What the names mean that it does not bind.
    builtins: Vec<Value>,
}

impl Prelude {
    /// The names that code of the prelude or of the library means by its symbols.
    pub(super) fn symbols(&self, module: Option<Module>) -> &Arc<Symbols> {
        match module.and_then(Library::of) {
            Some(library) => library.text.symbols(),
            None => self.text.symbols(),
        }
    }

    /// What names mean there that it does not bind.
    pub(super) fn builtins(&self, module: Option<Module>) -> &[Value] {
        match module {
            Some(module) => of_library(module),
            None => &self.builtins,
        }
    }

    /// The whole code of a function, which is compiled when it is first called.
    pub(super) fn unfold(&self, module: Option<Module>, function: u32) -> Arc<Code> {
        match module.and_then(Library::of) {
            Some(library) => library.text.unfold(function),
            None => self.text.unfold(function),
        }
    }
}

/// What the names of a module of the library mean that it does not bind.
fn of_library(module: Module) -> &'static [Value] {
    static MEANINGS: [OnceLock<Vec<Value>>; Module::ALL.len()] =
        [const { OnceLock::new() }; Module::ALL.len()];
    MEANINGS[module as usize].get_or_init(|| {
        let Some(library) = Library::of(module) else {
            return Vec::new();
        };
        let (prelude, process) = &*BOOTED;
        let mut meanings = builtins(library.text.symbols(), Reader::Library);
        for (meaning, entry) in meanings.iter_mut().zip(&library.text.symbols().entries) {
            if !meaning.is_bound()
                && let Some(symbol) = prelude.text.symbols().find(&entry.name)
            {
                *meaning = process.prelude[symbol as usize].clone();
            }
        }
        meanings
    })
}

static BOOTED: LazyLock<(Arc<Prelude>, Process)> = LazyLock::new(boot);

/// The prelude.
pub(super) fn booted() -> Arc<Prelude> {
    BOOTED.0.clone()
}

/// Boots the prelude, so that the first world need not wait for it.
pub fn prepare() {
    LazyLock::force(&BOOTED);
}

fn boot() -> (Arc<Prelude>, Process) {
    let text = Text::compile(SOURCE, Space::Prelude);
    let prelude = Arc::new(Prelude {
        builtins: builtins(text.symbols(), Reader::Prelude),
        text,
    });
    let symbols = prelude.text.symbols();
    let process = Process {
        heap: crate::python::heap::Heap::default(),
        user: Vec::new(),
        modules: Vec::new(),
        prelude: Arc::new(vec![Value::Unbound; symbols.entries.len()]),
        library: Arc::new(vec![None; Module::ALL.len()]),
        redirected: false,
        pid: 0,
        parent: None,
        main: TaskId(0),
        live: 1,
        finished: false,
        leaves: false,
        guarded: 0,
        worked: 0,
        feeders: std::collections::BTreeMap::new(),
        ends: std::collections::BTreeSet::new(),
        members: Members::default(),
        closed: std::collections::BTreeSet::new(),
        doomed: None,
    };
    let codes = prelude.text.codes().iter();
    let frames = codes.rev().map(hidden_frame).map(Box::new);
    let mut process = run(&prelude, process, frames.collect());
    name_as_exported(&prelude, &mut process);
    (prelude, process)
}

/// Functions say the names by which the modules have them.
fn name_as_exported(prelude: &Prelude, process: &mut Process) {
    for (own, name) in modules::exported() {
        let symbol = prelude.text.symbols().find(own);
        if let Some(Value::Ref(id)) = symbol.map(|symbol| &process.prelude[symbol as usize])
            && let Object::Function(function) = process.heap.get_mut(*id)
            && &*function.name == own
        {
            function.name = name.into();
            function.qualname = function.name.clone();
        }
    }
}

/// The process after the code of some frames of the prelude or the library has run in it.
fn run(prelude: &Arc<Prelude>, process: Process, frames: Frames) -> Process {
    let program = Program {
        file: "<prelude>".into(),
        source: Arc::default(),
        code: prelude.text.codes()[0].clone(),
        sites: Vec::new(),
        symbols: prelude.text.symbols().clone(),
        imports: Vec::new(),
    };
    let mut world = World::around(Arc::new(program), Options::default(), prelude.clone());
    world.begin(process, frames);
    while world.step(TaskId(0)) == Outcome::Ran {}
    let Some(Some(process)) = world.processes.pop() else {
        unreachable!("a step puts the process back");
    };
    let mut process = Arc::unwrap_or_clone(process);
    process.finished = false;
    process.live = 1;
    process.worked = 0;
    process
}

/// The process that every world begins with a copy of whose program imports these modules: they have been imported in it.
pub(super) fn with(modules: &[Module]) -> Arc<Process> {
    static MADE: LazyLock<Mutex<FxHashMap<Vec<Module>, Arc<Process>>>> =
        LazyLock::new(Mutex::default);
    let (prelude, process) = &*BOOTED;
    let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(process) = made().get(modules) {
        return process.clone();
    }
    let mut process = process.clone();
    for &module in modules {
        if process.begin_library(module) {
            process = run(prelude, process, library_frames(module, Then::Drop));
        }
    }
    let process = Arc::new(process);
    made().insert(modules.to_vec(), process.clone());
    process
}

fn hidden_frame(code: &Arc<Code>) -> Frame {
    let then = Then::Drop;
    let frame = Frame::new(code.clone());
    Frame { then, ..frame }
}

/// The frames that run the code of a module of the library, the first piece last.
pub(super) fn library_frames(module: Module, then: Then) -> Frames {
    let codes = Library::of(module).map_or(&[][..], |library| library.text.codes());
    let mut frames: Frames = codes.iter().rev().map(hidden_frame).map(Box::new).collect();
    if let Some(last) = frames.first_mut() {
        last.then = then;
    }
    frames
}

/// The globals of a module of the library, none before it is imported.
pub(super) fn globals_of(library: &[Option<Arc<Vec<Value>>>], module: Module) -> &[Value] {
    let globals = library.get(module as usize).and_then(Option::as_ref);
    globals.map_or(&[], |globals| &globals[..])
}

impl Process {
    /// Makes room for the globals of a module of the library; false if it has been imported already, or nothing of it is
    /// written in Python.
    pub(super) fn begin_library(&mut self, module: Module) -> bool {
        let Some(library) = Library::of(module) else {
            return false;
        };
        if self.library[module as usize].is_some() {
            return false;
        }
        let globals = vec![Value::Unbound; library.text.symbols().entries.len()];
        Arc::make_mut(&mut self.library)[module as usize] = Some(Arc::new(globals));
        true
    }

    /// The globals of a module of the library, none before it is imported.
    pub(super) fn library(&self, module: Module) -> &[Value] {
        globals_of(&self.library, module)
    }

    /// A global of a module of the library that is imported.
    pub(super) fn global_of_library(&mut self, module: Module, symbol: Symbol) -> &mut Value {
        let globals = Arc::make_mut(&mut self.library)[module as usize].get_or_insert_default();
        let (globals, at) = (Arc::make_mut(globals), symbol as usize);
        if at >= globals.len() {
            globals.resize(at + 1, Value::Unbound);
        }
        &mut globals[at]
    }

    /// All of the names that it has, of the prelude, the library and the program.
    pub(super) fn globals(&self) -> impl Iterator<Item = &Value> {
        let library = self.library.iter().flatten().flat_map(|names| names.iter());
        let carried = self.feeders.values().flat_map(Feeder::values);
        self.prelude
            .iter()
            .chain(library)
            .chain(&self.user)
            .chain(carried)
    }
}

/// Who means something by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Prelude,
    Library,
    Program,
}

/// What names mean that a program does not bind; unbound where they mean nothing. The prelude itself finds
/// what it has for them when they are used.
pub(super) fn builtins(symbols: &Symbols, reader: Reader) -> Vec<Value> {
    let prelude = reader == Reader::Prelude;
    let hidden = reader != Reader::Program;
    let meaning = |name: &str| {
        if let Some(native) = Native::find(Module::Builtins, name)
            && (hidden || !name.starts_with('_'))
        {
            return Value::Native(native);
        }
        if let Some(ty) = builtin_type(name) {
            return Value::Type(ty);
        }
        match Module::Builtins.get(name) {
            Some(Export::Value(value)) if hidden || !name.starts_with('_') => value,
            Some(Export::Prelude(own)) if !prelude => {
                let (prelude, process) = &*BOOTED;
                let symbol = prelude.text.symbols().find(own);
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
    fn every_module_of_the_library_runs_to_its_end() {
        for &module in Module::ALL {
            let Some(library) = Library::of(module) else {
                continue;
            };
            let process = with(&[module]);
            for name in library.names() {
                let symbol = library.find(name).unwrap() as usize;
                let bound = process.library(module)[symbol].is_bound();
                assert!(bound, "{}.{name}", module.name());
            }
        }
    }

    #[test]
    fn every_function_unfolds_to_the_code_of_its_head() {
        let prelude = booted();
        let process = with(&[]);
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
            let (head, whole) = (&function.code, prelude.unfold(None, number));
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
