//! The modules that a program can import, and what their names mean.

mod concurrency;
mod library;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::python::code::Symbol;
use crate::python::exceptions::Exc;
use crate::python::library::Library;
use crate::python::natives::Native;
use crate::python::value::{PrimType, Type, Value};

/// `threading.TIMEOUT_MAX` in seconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

macro_rules! modules {
    (@source) => { None };
    (@source $text:literal py) => { Some(include_str!(concat!("library/", $text, ".py"))) };
    ($($name:ident $text:literal $($py:ident)?;)*) => {
        /// A module.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are Python's")]
        pub enum Module { $($name),* }

        impl Module {
            /// Every module.
            pub const ALL: &'static [Module] = &[$(Module::$name),*];

            /// `__name__`, with dots.
            pub fn name(self) -> &'static str {
                match self { $(Module::$name => $text),* }
            }

            /// What of it is written in Python, a text with a namespace of its own.
            pub(crate) fn source(self) -> Option<&'static str> {
                match self { $(Module::$name => modules!(@source $($text $py)?)),* }
            }
        }
    };
}

modules! {
    Builtins "builtins";
    Math "math";
    Time "time" py;
    Random "random" py;
    Os "os";
    OsPath "os.path";
    Sys "sys" py;
    Importlib "importlib" py;
    Json "json" py;
    Logging "logging" py;
    Codecs "codecs" py;
    Itertools "itertools" py;
    Functools "functools" py;
    Collections "collections" py;
    String "string" py;
    Operator "operator" py;
    Statistics "statistics" py;
    Heapq "heapq" py;
    Copy "copy" py;
    Contextlib "contextlib" py;
    Traceback "traceback";
    Typing "typing" py;
    Abc "abc" py;
    Dataclasses "dataclasses" py;
    Enum "enum" py;
    EnumParts "_enum" py;
    Types "types" py;
    Io "io";
    Pprint "pprint" py;
    Bisect "bisect" py;
    Datetime "datetime" py;
    Gc "gc";
    Sched "sched" py;
    Timeit "timeit" py;
    Weakref "weakref" py;
    Threading "threading";
    ThreadingLocal "_threading_local" py;
    Queue "queue";
    Multiprocessing "multiprocessing" py;
    MultiprocessingPool "multiprocessing.pool";
    Concurrent "concurrent";
    Futures "concurrent.futures";
    FuturesBase "concurrent.futures._base" py;
    FuturesProcess "concurrent.futures.process" py;
    FuturesThread "concurrent.futures.thread";
    Re "re" py;
    LowThread "_thread" py;
    MultiprocessingProcess "multiprocessing.process";
    MultiprocessingContext "multiprocessing.context" py;
    MultiprocessingQueues "multiprocessing.queues";
    MultiprocessingSynchronize "multiprocessing.synchronize";
    MultiprocessingConnection "multiprocessing.connection" py;
    MultiprocessingManagers "multiprocessing.managers" py;
    MultiprocessingSharedctypes "multiprocessing.sharedctypes" py;
    MultiprocessingDummy "multiprocessing.dummy" py;
    CollectionsAbc "collections.abc" py;
    Textwrap "textwrap" py;
    Argparse "argparse" py;
    ArgparseParts "_argparse" py;
    Warnings "warnings" py;
    Struct "struct" py;
    Unittest "unittest" py;
    UnittestAsserts "unittest._asserts" py;
    UnittestCase "unittest.case" py;
    UnittestResult "unittest.result" py;
    UnittestRunner "unittest.runner" py;
    UnittestSuite "unittest.suite" py;
    Hashlib "hashlib" py;
    Inspect "inspect" py;
    Atexit "atexit" py;
    Uuid "uuid" py;
    Secrets "secrets" py;
    Base64 "base64" py;
    Platform "platform" py;
    Errno "errno" py;
    Fnmatch "fnmatch" py;
    Signal "signal" py;
    Tempfile "tempfile" py;
    Csv "csv" py;
    Primviz "primviz";
}

/// What a name of a module stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Export {
    /// A value.
    Value(Value),
    /// A global of the prelude, by its name there.
    Prelude(&'static str),
    /// A global of the module itself, which is written in Python.
    Own(Symbol),
}

/// How the tables of names write an [`Export`].
#[derive(Debug)]
pub(crate) enum What {
    /// The global of the prelude with the same name.
    Own,
    /// The global of the prelude with this name.
    As(&'static str),
    /// A built-in type.
    Ty(Type),
    /// The type of a synchronisation object.
    Prim(PrimType),
    /// An exception type.
    Error(Exc),
    /// A number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(&'static str),
    /// Any other value.
    Const(Value),
    /// A module.
    Module(Module),
}

impl What {
    fn export(&self, name: &'static str) -> Export {
        Export::Value(match self {
            What::Own => return Export::Prelude(name),
            What::As(own) => return Export::Prelude(own),
            What::Ty(ty) => Value::Type(*ty),
            What::Prim(kind) => Value::Type(Type::Prim(*kind)),
            What::Error(exc) => Value::Type(Type::Exc(*exc)),
            What::Int(value) => Value::Int(*value),
            What::Float(value) => Value::Float(*value),
            What::Text(text) => Value::from(*text),
            What::Const(value) => value.clone(),
            What::Module(module) => Value::Module(*module),
        })
    }
}

type Table = FxHashMap<(Module, &'static str), Export>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for &module in Module::ALL {
        let names = library::names(module).iter();
        for (name, what) in names.chain(concurrency::names(module)) {
            table.insert((module, name), what.export(name));
        }
        if let Some((outer, inner)) = module.name().rsplit_once('.')
            && let Some(outer) = Module::find(outer)
        {
            table.insert((outer, inner), Export::Value(Value::Module(module)));
        }
    }
    table
});

/// The globals of the prelude that a module has under one other name alone, or under one that ends theirs: with that name.
pub fn exported() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut names: FxHashMap<&str, Option<&str>> = FxHashMap::default();
    for &module in Module::ALL {
        let rows = library::names(module).iter();
        for (name, what) in rows.chain(concurrency::names(module)) {
            let What::As(own) = what else { continue };
            if !own.starts_with('_') {
                continue;
            }
            let known = names.entry(own).or_insert(Some(name));
            let one = |name: &&str| {
                own.strip_suffix(*name)
                    .is_some_and(|rest| rest.ends_with('_'))
            };
            *known = match *known {
                Some(known) if known == *name || one(&known) => Some(known),
                _ => Some(*name).filter(one),
            };
        }
    }
    let known = names.into_iter();
    known.filter_map(|(own, name)| Some((own, name?)))
}

impl Module {
    /// The module of a name with dots.
    pub fn find(name: &str) -> Option<Module> {
        Module::ALL
            .iter()
            .copied()
            .find(|module| module.name() == name)
    }

    /// What a name of it stands for.
    pub fn get(self, name: &str) -> Option<Export> {
        if let Some(native) = Native::find(self, name) {
            return Some(Export::Value(Value::Native(native)));
        }
        if self == Module::Builtins
            && let Some(ty) = builtin_type(name)
        {
            return Some(Export::Value(Value::Type(ty)));
        }
        if let Some(export) = TABLE.get(&(self, name)) {
            return Some(export.clone());
        }
        match name {
            // The names of `builtins` are those of every module, which has these itself.
            _ if self == Module::Builtins => {}
            "__name__" => return Some(Export::Value(Value::from(self.name()))),
            "__doc__" => return Some(Export::Value(Value::None)),
            _ => {}
        }
        Library::of(self)?.find(name).map(Export::Own)
    }

    /// Its names that do not begin with an underscore, in order. Built-in types are not among those of `builtins`.
    pub fn names(self) -> Vec<&'static str> {
        let natives = Native::ALL.iter().filter(|native| native.module() == self);
        let own = TABLE.keys().filter(|(module, _)| *module == self);
        let written = Library::of(self).into_iter().flat_map(Library::names);
        let mut names: Vec<_> = natives
            .map(|native| native.name())
            .chain(own.map(|(_, name)| *name))
            .chain(written)
            .filter(|name| !name.starts_with('_'))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The names of the types that every program knows, but for exceptions.
pub const BUILTIN_TYPES: &[&str] = &[
    "object",
    "type",
    "bool",
    "int",
    "float",
    "str",
    "bytes",
    "tuple",
    "list",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "enumerate",
    "zip",
    "reversed",
    "property",
    "classmethod",
    "staticmethod",
];

/// The type that every program knows by this name.
pub fn builtin_type(name: &str) -> Option<Type> {
    Some(match name {
        "object" => Type::Object,
        "type" => Type::Type,
        "bool" => Type::Bool,
        "int" => Type::Int,
        "float" => Type::Float,
        "str" => Type::Str,
        "bytes" => Type::Bytes,
        "tuple" => Type::Tuple,
        "list" => Type::List,
        "dict" => Type::Dict,
        "set" => Type::Set,
        "frozenset" => Type::FrozenSet,
        "range" => Type::Range,
        "slice" => Type::Slice,
        "enumerate" => Type::Enumerate,
        "zip" => Type::Zip,
        "reversed" => Type::Reversed,
        "property" => Type::Property,
        "classmethod" => Type::ClassMethod,
        "staticmethod" => Type::StaticMethod,
        _ => return Exc::builtin(name).map(Type::Exc),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_know_their_names() {
        let deque = Export::Value(Value::Type(Type::Deque));
        assert_eq!(Module::Collections.get("deque"), Some(deque));
        assert_eq!(Module::Builtins.get("map"), Some(Export::Prelude("map")));
        assert_eq!(Module::Os.get("fork"), None);
        let futures = Export::Value(Value::Module(Module::Futures));
        assert_eq!(Module::Concurrent.get("futures"), Some(futures));
        let names = Module::Time.names();
        assert!(
            names.contains(&"sleep") && names.contains(&"monotonic"),
            "{names:?}"
        );
    }
}
