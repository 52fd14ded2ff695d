//! The code that a program is compiled to: flat instructions for a stack machine, easy to stop between any two.

mod operator;

use std::sync::{Arc, OnceLock};

use num_bigint::BigInt;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::python::hash::hash_text;
use crate::python::modules::Module;
use crate::python::quick::{self, Ways};
use crate::python::verb::Verb;
use crate::trace::{Site, SiteId};

pub use operator::{BinaryOp, CompareOp, UnaryOp};

/// A name of the program as a number; [`Symbols`] has its text.
pub type Symbol = u32;

/// A whole program: what the threads run and what the screen shows.
#[derive(Debug)]
pub struct Program {
    /// The file's name.
    pub file: Arc<str>,
    /// The source text.
    pub source: Arc<str>,
    /// Code of the module.
    pub code: Arc<Code>,
    /// Every place a line can be announced at, by [`SiteId`].
    pub sites: Vec<Place>,
    /// The names it uses.
    pub symbols: Arc<Symbols>,
    /// The modules beside it that it imports: the one with the number `n` is the entry `n - 1`.
    pub imports: Vec<Imported>,
}

/// A module beside a program, compiled.
#[derive(Debug)]
pub struct Imported {
    /// Its name with dots.
    pub name: Arc<str>,
    /// The file's name; of a folder without `__init__.py`, the folder's.
    pub file: Arc<str>,
    /// The source text.
    pub source: Arc<str>,
    /// Whether it is a folder of modules.
    pub package: bool,
    /// What it does when it is first imported.
    pub code: Arc<Code>,
}

impl Program {
    /// The module of a number, from 1.
    pub fn imported(&self, number: u32) -> Option<&Imported> {
        self.imports.get((number as usize).checked_sub(1)?)
    }

    /// The source text of one of its files.
    pub fn source_of(&self, file: &str) -> Option<&Arc<str>> {
        if *self.file == *file {
            return Some(&self.source);
        }
        let mut imports = self.imports.iter();
        imports
            .find(|known| &*known.file == file)
            .map(|known| &known.source)
    }
}

/// A source place: a statement that can be announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name; empty for the lecturer's statements.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Qualified name of the function, `<module>` outside of any.
    pub function: Arc<str>,
}

impl Place {
    /// What a trace says of it.
    pub fn site(&self, site: SiteId) -> Site {
        Site {
            site,
            file: self.file.clone(),
            line: self.line,
            function: self.function.clone(),
        }
    }
}

/// The names of a program and what the compiler found out about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Symbols {
    /// By [`Symbol`].
    pub entries: Vec<SymbolEntry>,
    /// Names that inner functions store through `nonlocal`.
    pub nonlocals: FxHashSet<Arc<str>>,
    /// The names, with dots, of the modules beside the program that are imported, by number from 1.
    pub imports: Vec<Arc<str>>,
    /// The modules of the library that are imported and written in Python.
    pub library: Vec<Module>,
    /// Which module imports everything of which other one, by number.
    pub(super) all_of: Vec<(u32, u32)>,
    /// The place of each attribute and each global of the program itself among the entries.
    by_name: FxHashMap<Arc<str>, Symbol>,
    /// The place of each global of a module beside the program, by the module's number from 1.
    of_modules: Vec<FxHashMap<Arc<str>, Symbol>>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymbolEntry {
    /// Its text.
    pub name: Arc<str>,
    /// The module beside the program whose global it is; 0 for every other name.
    pub module: u32,
    /// Its hash as a key of a dict.
    pub hash: u64,
    /// The method that it names, if that is one of the most called.
    pub verb: Option<Verb>,
    /// Function code refers to a global of this name.
    pub in_function: bool,
    /// A global of this name is data that threads share: function code refers to it, and it is stored in function code
    /// or more than once.
    pub shared: bool,
    /// An attribute of this name is stored elsewhere than in `__init__` or a class body.
    pub stored_attribute: bool,
}

impl Symbols {
    /// The text of a name.
    pub fn name(&self, symbol: Symbol) -> &Arc<str> {
        &self.entries[symbol as usize].name
    }

    /// The number of a name that is known already: of an attribute, or of a global of the program itself.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.by_name.get(name).copied()
    }

    /// The number of a global of a module, where the program itself is the module 0.
    pub fn global(&self, module: u32, name: &str) -> Option<Symbol> {
        match module {
            0 => self.find(name),
            module => self.of_modules.get(module as usize - 1)?.get(name).copied(),
        }
    }

    /// The number of the module of this name beside the program, if it is imported anywhere.
    pub fn import(&self, name: &str) -> Option<u32> {
        let at = self.imports.iter().position(|known| **known == *name)?;
        Some(at as u32 + 1)
    }

    /// The globals of a module beside the program, in the order in which they were first named.
    pub fn globals(&self, module: u32) -> impl Iterator<Item = (Symbol, &Arc<str>)> {
        let entries = self.entries.iter().enumerate();
        let own = entries.filter(move |(_, entry)| entry.module == module);
        own.map(|(symbol, entry)| (symbol as Symbol, &entry.name))
    }

    /// The number of a module that is imported, which is a new one if it has not been before.
    pub(super) fn intern_import(this: &mut Arc<Self>, name: &str) -> u32 {
        if let Some(number) = this.import(name) {
            return number;
        }
        let symbols = Arc::make_mut(this);
        symbols.imports.push(name.into());
        symbols.of_modules.push(FxHashMap::default());
        let number = symbols.imports.len() as u32;
        for name in ["__name__", "__file__", "__doc__"] {
            Self::intern_global(this, number, name);
        }
        if let Some((package, own)) = name.rsplit_once('.')
            && let Some(package) = this.import(package)
        {
            Self::intern_global(this, package, own);
        }
        number
    }

    /// The number of a module that the program has made for a text of its own; one that is closed is used again.
    pub fn open_module(this: &mut Arc<Self>, name: &str) -> u32 {
        let symbols = Arc::make_mut(this);
        if let Some(at) = symbols.imports.iter().position(|name| name.is_empty()) {
            symbols.imports[at] = name.into();
            return at as u32 + 1;
        }
        symbols.imports.push(name.into());
        symbols.of_modules.push(FxHashMap::default());
        symbols.imports.len() as u32
    }

    /// Nothing refers to the names of such a module any more.
    pub fn close_module(this: &mut Arc<Self>, module: u32) {
        if let Some(at) = (module as usize).checked_sub(1) {
            Arc::make_mut(this).imports[at] = "".into();
        }
    }

    /// The number of a global of a module, which is a new one if it is not known yet.
    pub fn bind(this: &mut Arc<Self>, module: u32, name: &str) -> Symbol {
        Self::intern_global(this, module, name)
    }

    /// The number of a name, which is a new one if it is not known yet.
    pub(super) fn intern(this: &mut Arc<Self>, name: &str) -> Symbol {
        if let Some(symbol) = this.find(name) {
            return symbol;
        }
        Self::add(this, name, 0)
    }

    /// As [`Symbols::intern`], for a global of a module.
    pub(super) fn intern_global(this: &mut Arc<Self>, module: u32, name: &str) -> Symbol {
        match this.global(module, name) {
            Some(symbol) => symbol,
            None if module == 0 => Self::intern(this, name),
            None => Self::add(this, name, module),
        }
    }

    /// Once all modules are known: each gets a global for every attribute that is stored anywhere, for it may be the module's,
    /// and whoever imports everything of one gets a global for each of its names.
    pub(super) fn spread(this: &mut Arc<Self>) {
        let stored = this.entries.iter().filter(|entry| entry.stored_attribute);
        let stored: Vec<Arc<str>> = stored.map(|entry| entry.name.clone()).collect();
        for module in 1..=this.imports.len() as u32 {
            for name in &stored {
                let symbol = Self::intern_global(this, module, name);
                let entry = &mut Arc::make_mut(this).entries[symbol as usize];
                entry.shared = true;
                entry.in_function = true;
            }
        }
        loop {
            let known = this.entries.len();
            for (to, from) in this.all_of.clone() {
                let names: Vec<Arc<str>> =
                    this.globals(from).map(|(_, name)| name.clone()).collect();
                for name in names.iter().filter(|name| !name.starts_with("__")) {
                    Self::intern_global(this, to, name);
                }
            }
            if this.entries.len() == known {
                return;
            }
        }
    }

    fn add(this: &mut Arc<Self>, name: &str, module: u32) -> Symbol {
        let this = Arc::make_mut(this);
        let symbol = this.entries.len() as Symbol;
        let name: Arc<str> = name.into();
        let names = match module {
            0 => &mut this.by_name,
            module => &mut this.of_modules[module as usize - 1],
        };
        names.insert(name.clone(), symbol);
        this.entries.push(SymbolEntry {
            hash: hash_text(&name),
            verb: Verb::find(&name),
            name,
            module,
            in_function: false,
            shared: false,
            stored_attribute: false,
        });
        symbol
    }
}

/// Whose names a piece of code sees as globals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Space {
    /// The user's program.
    User,
    /// The embedded prelude, which is hidden: it announces no lines and stands in no traceback.
    Prelude,
    /// A module of the library that is written in Python: as hidden, and with names of its own.
    Library(Module),
}

impl Space {
    /// The module of the library whose names these are.
    pub fn library(self) -> Option<Module> {
        match self {
            Space::Library(module) => Some(module),
            Space::User | Space::Prelude => None,
        }
    }
}

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// A module, or a statement of the lecturer's.
    Module,
    /// A `def`.
    Function,
    /// A lambda.
    Lambda,
    /// A class body.
    Class,
    /// A comprehension or generator expression.
    Comprehension,
}

/// The code of a function, class body or module: what calls and readers need to know of it, and its body.
#[derive(Debug)]
pub struct Code {
    /// Its name.
    pub name: Arc<str>,
    /// Its qualified name.
    pub qualname: Arc<str>,
    /// The file's name; empty for the lecturer's statements.
    pub file: Arc<str>,
    /// The text that [`Span`]s point into.
    pub source: Arc<str>,
    /// What it is.
    pub kind: CodeKind,
    /// Whose globals it sees.
    pub space: Space,
    /// The module beside the program that it is of, by number; 0 for the program itself.
    pub module: u32,
    /// `__name__` of its module.
    pub home: Arc<str>,
    /// Whether calling it makes a generator.
    pub generator: bool,
    /// Whether it is the body of a class that may look after the items of a queue itself.
    pub keeper: bool,
    /// Its docstring.
    pub doc: Option<Arc<str>>,
    /// The names that a class body annotates, or the parameters that a function does, with the annotations' texts.
    pub annotated: Vec<(Arc<str>, Arc<str>)>,
    /// Names of the local slots: parameters, other locals, then free variables.
    pub locals: Vec<Arc<str>>,
    /// The parameters.
    pub params: Params,
    /// Slots that hold a cell because inner functions use them.
    pub cells: Vec<u32>,
    /// Where the free variables' slots begin.
    pub free: u32,
    /// How many free variables there are.
    pub captured: u32,
    /// Of a function of the prelude or the library that is folded, its number.
    pub folded: Option<u32>,
    /// What it does.
    pub body: Arc<Body>,
}

/// What a piece of code does.
#[derive(Debug, Default)]
pub struct Body {
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// The quickest way on from each of them, once it is [asked for](Code::ways): most of the prelude never runs.
    pub quick: OnceLock<Ways>,
    /// Where in the source each instruction comes from.
    pub spans: Vec<Span>,
    /// The constants.
    pub consts: Vec<Const>,
    /// Code of the functions and classes within.
    pub codes: Vec<Arc<Code>>,
    /// Names of keyword arguments at calls, by [`Instr::CallKw`].
    pub keywords: Vec<Arc<[Arc<str>]>>,
    /// What to do with exceptions: the first entry that covers the place counts.
    pub handlers: Vec<Handler>,
}

impl Code {
    /// The quickest way on from each instruction.
    #[inline]
    pub fn ways(&self) -> &Ways {
        self.body.quick.get_or_init(|| quick::ways(&self.body))
    }

    /// The line of an instruction, from 1.
    pub fn line(&self, pc: usize) -> u32 {
        self.body.spans.get(pc).map_or(0, |span| span.line)
    }

    /// The source text of an instruction.
    pub fn text(&self, pc: usize) -> &str {
        self.body
            .spans
            .get(pc)
            .and_then(|span| self.source.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }
}

/// The parameters of a function, which fill its first slots in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params {
    /// Positional ones, positional-only included.
    pub positional: u32,
    /// How many of those are positional-only.
    pub positional_only: u32,
    /// How many of the last positional ones have a default.
    pub defaults: u32,
    /// Keyword-only ones: whether each has a default.
    pub keyword_only: Vec<bool>,
    /// Whether there is a `*args`.
    pub rest: bool,
    /// Whether there is a `**kwargs`.
    pub keywords: bool,
}

impl Params {
    /// The number of slots they fill.
    pub fn slots(&self) -> usize {
        self.positional as usize
            + self.keyword_only.len()
            + usize::from(self.rest)
            + usize::from(self.keywords)
    }

    /// Whether there is nothing but positional parameters.
    pub fn plain(&self) -> bool {
        self.keyword_only.is_empty() && !self.rest && !self.keywords
    }
}

/// A region of code whose exceptions go to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where to go.
    pub target: u32,
    /// How many values of the stack stay; the exception comes on top.
    pub depth: u32,
    /// How many exceptions are being handled outside of it.
    pub handling: u32,
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "Python's literals")]
pub enum Const {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Big(Arc<BigInt>),
    Float(f64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
}

/// A source range in bytes, and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Line, from 1.
    pub line: u32,
}

/// How a value in an f-string is converted before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "Python's words")]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// In the count of bases of [`Instr::MakeClass`]: a dict with the class's arguments by keyword stands behind them.
pub const KEYWORDS: u32 = 1 << 31;

/// An instruction. Comments show the stack, its top on the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instr {
    /// A statement begins here: a step of lines ends before it.
    Line(SiteId),
    /// Goes on in the whole code of a function of the prelude, of which the frame has the head alone.
    Unfold,

    /// `-> value`
    Const(u32),
    /// `a ->`
    Pop,
    /// `a -> a a`
    Dup,
    /// `a b -> a b a b`
    Dup2,
    /// `a b -> b a`
    Swap,
    /// `a b c -> c a b`
    Rot3,
    /// `a b c d -> d a b c`
    Rot4,

    /// `-> value`
    LoadLocal(u32),
    /// `value ->`
    StoreLocal(u32),
    /// Unbinds a local.
    DeleteLocal(u32),
    /// `-> value`, through the cell in the slot.
    LoadCell(u32),
    /// `value ->`, through the cell in the slot.
    StoreCell(u32),
    /// Empties the cell in the slot.
    DeleteCell(u32),
    /// `-> cell`: the cell itself, for a function that is being made.
    LoadClosure(u32),
    /// `-> value`: a local of a class body if it is bound, otherwise the global.
    LoadClassLocal(u32, Symbol),
    /// `-> value`
    LoadGlobal(Symbol),
    /// `value ->`
    StoreGlobal(Symbol),
    /// Unbinds a global.
    DeleteGlobal(Symbol),

    /// `object -> value`
    LoadAttr(Symbol),
    /// `value object ->`
    StoreAttr(Symbol),
    /// `object ->`
    DeleteAttr(Symbol),
    /// `object -> function receiver`, or `object -> callable nothing`: what [`Instr::CallMethod`] wants. A method of
    /// something built in is told by the int of its symbol.
    LoadMethod(Symbol),
    /// `object key -> value`
    LoadItem,
    /// `value object key ->`
    StoreItem,
    /// `object key ->`
    DeleteItem,

    /// `a b -> value`
    Binary(BinaryOp),
    /// `a b -> value`, of an augmented assignment.
    Inplace(BinaryOp),
    /// `a -> value`
    Unary(UnaryOp),
    /// `a b -> value`
    Compare(CompareOp),

    /// Goes on elsewhere.
    Jump(u32),
    /// `a ->`
    JumpIfFalse(u32),
    /// `a ->`
    JumpIfTrue(u32),

    /// `a.. -> tuple`
    BuildTuple(u32),
    /// `a.. -> list`
    BuildList(u32),
    /// `a.. -> set`
    BuildSet(u32),
    /// `key value.. -> dict`
    BuildDict(u32),
    /// `a.. -> str`: joins formatted pieces.
    BuildString(u32),
    /// `a b c -> slice`
    BuildSlice,
    /// `collection .. value -> collection ..`: appends to the list that many values below.
    ListAppend(u32),
    /// As [`Instr::ListAppend`], for a set.
    SetAdd(u32),
    /// `collection .. key value -> collection ..`
    DictAdd(u32),
    /// `list iterable -> list`
    ListExtend,
    /// `set iterable -> set`
    SetExtend,
    /// `dict mapping -> dict`, as `{**a}`.
    DictMerge,
    /// `dict mapping -> dict`, as `f(**a)`: the same name twice is an error.
    KeywordMerge,
    /// `list -> tuple`
    ListToTuple,
    /// `value -> str` or, with a specification, `value spec -> str`
    Format(Conversion, bool),

    /// `iterable -> iterator`
    GetIter,
    /// `iterator -> iterator item`, or `iterator ->` and jumps.
    ForIter(u32),
    /// `sequence -> last .. first`: exactly that many.
    Unpack(u32),
    /// `sequence -> after.. rest before..`, first on top.
    UnpackRest(u32, u32),

    /// `callable args.. -> result`
    Call(u32),
    /// `callable args.. keyword-values.. -> result`: how many values, which names.
    CallKw(u32, u32),
    /// `callable list dict -> result`
    CallSpread,
    /// `function receiver args.. -> result`
    CallMethod(u32),
    /// As [`Instr::CallKw`] after [`Instr::LoadMethod`].
    CallMethodKw(u32, u32),
    /// `value ->` and leaves the frame.
    Return,
    /// `defaults.. keyword-defaults.. cells.. -> function`
    MakeFunction(u32),
    /// `bases.. -> class`: runs the body; the code's number and the number of bases, with [`KEYWORDS`]. Cells stand after the bases.
    MakeClass(u32, u32),
    /// Ends a class body: its locals become the class.
    EndClass,
    /// `class self -> super`
    Super,

    /// `value -> sent`
    Yield,
    /// `iterator -> result`: hands on whatever the iterator yields.
    YieldFrom,

    /// `exception ->` and raises.
    Raise,
    /// `exception cause ->` and raises.
    RaiseFrom,
    /// Raises the exception that is being handled, here or in a caller.
    RaiseAgain,
    /// Ends a handler that did not deal with its exception.
    Reraise,
    /// `exception ->`: it is being handled now.
    EnterHandler,
    /// The exception is dealt with.
    LeaveHandler,
    /// `type -> bool`: whether the handled exception is of the type.
    MatchException,
    /// `-> exception`: the one that is being handled.
    LoadHandled,
    /// `group types -> pair`: the part of a group of exceptions that `except*` is for, and the rest.
    StarMatch,
    /// `rest raised -> exception`: what is to be raised after the handlers of `except*`, or None.
    StarEnd,
    /// `message -> ` and raises `AssertionError` (with the message if true).
    AssertFail(bool),

    /// `manager -> manager entered`
    WithEnter,
    /// `manager ->`: leaves it in peace.
    WithExit,
    /// `manager -> bool`: leaves it with the handled exception; true if that is dealt with.
    WithExcept,

    /// `-> module`: name in the constants.
    Import(u32),
    /// `-> module`, by number, one beside the program: its code is run if it is the first time.
    ImportBeside(u32),
    /// `module -> module value`
    ImportFrom(Symbol),
    /// `module ->`: the names that it makes public become globals of the module that runs.
    ImportAll,

    /// `subject -> bool`: a sequence of that many (or more, if the second is true).
    MatchSequence(u32, bool),
    /// `subject -> bool`: a mapping.
    MatchMapping,
    /// `subject class -> bool`: an instance.
    MatchInstance,
    /// `subject -> pair`: the attribute, and whether there is one.
    MatchAttr(Symbol),
    /// `subject class -> value`: what the class matches by position.
    MatchPositional(u32),
    /// `value ->`: prints what the lecturer's expression gave.
    Show,
}
