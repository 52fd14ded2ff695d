//! The modules that a program can import, and what their names mean.

mod concurrency;
mod library;

use crate::python::exceptions::Exc;
use crate::python::natives::Native;
use crate::python::value::{Type, Value};

/// `threading.TIMEOUT_MAX` in seconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

macro_rules! modules {
    ($($name:ident $text:literal;)*) => {
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
        }
    };
}

modules! {
    Builtins "builtins";
    Math "math";
    Time "time";
    Random "random";
    Os "os";
    OsPath "os.path";
    Sys "sys";
    Json "json";
    Logging "logging";
    Itertools "itertools";
    Functools "functools";
    Collections "collections";
    String "string";
    Operator "operator";
    Statistics "statistics";
    Heapq "heapq";
    Copy "copy";
    Contextlib "contextlib";
    Traceback "traceback";
    Typing "typing";
    Abc "abc";
    Dataclasses "dataclasses";
    Enum "enum";
    Types "types";
    Io "io";
    Pprint "pprint";
    Bisect "bisect";
    Datetime "datetime";
    Gc "gc";
    Sched "sched";
    Timeit "timeit";
    Weakref "weakref";
    Threading "threading";
    Queue "queue";
    Multiprocessing "multiprocessing";
    MultiprocessingPool "multiprocessing.pool";
    Concurrent "concurrent";
    Futures "concurrent.futures";
    FuturesThread "concurrent.futures.thread";
    Primviz "primviz";
}

/// What a name of a module stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Export {
    /// A value.
    Value(Value),
    /// A global of the prelude, by its name there.
    Prelude(&'static str),
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
        library::export(self, name)
            .or_else(|| concurrency::export(self, name))
            .or_else(|| {
                let inner = Module::find(&format!("{}.{name}", self.name()))?;
                Some(Export::Value(Value::Module(inner)))
            })
    }
}

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
