//! The names of the other modules: constants, types, and what is written in Python in the prelude.

use super::{Export, Module};
use crate::python::exceptions::Exc;
use crate::python::value::{Type, Value};

/// What a name of one of these modules stands for.
pub(super) fn export(module: Module, name: &str) -> Option<Export> {
    match module {
        Module::Builtins => builtins(name),
        Module::Math => constant(match name {
            "pi" => std::f64::consts::PI,
            "e" => std::f64::consts::E,
            "tau" => std::f64::consts::TAU,
            "inf" => f64::INFINITY,
            "nan" => f64::NAN,
            _ => return None,
        }),
        Module::Random => {
            prelude(name, &["Random"]).or_else(|| renamed(name, &[("SystemRandom", "Random")]))
        }
        Module::Os => match name {
            "path" => Some(Export::Value(Value::Module(Module::OsPath))),
            "environ" => Some(Export::Prelude("_environ")),
            "linesep" => constant("\n"),
            "sep" => constant("/"),
            "name" => constant("posix"),
            "curdir" => constant("."),
            _ => None,
        },
        Module::OsPath => (name == "sep").then_some(Export::Value(Value::from("/"))),
        Module::Sys => sys(name),
        Module::Json => match name {
            "JSONDecodeError" => ty(Type::Exc(Exc::JsonDecodeError)),
            _ => renamed(name, &[("dump", "_json_dump"), ("load", "_json_load")]),
        },
        Module::Logging => logging(name),
        Module::Itertools => prelude(
            name,
            &[
                "accumulate",
                "batched",
                "chain",
                "combinations",
                "combinations_with_replacement",
                "compress",
                "dropwhile",
                "filterfalse",
                "groupby",
                "islice",
                "pairwise",
                "permutations",
                "product",
                "starmap",
                "takewhile",
                "tee",
                "zip_longest",
            ],
        ),
        Module::Functools => match name {
            "partial" => ty(Type::Partial),
            "cached_property" | "partialmethod" | "singledispatch" => prelude(
                name,
                &["cached_property", "partialmethod", "singledispatch"],
            ),
            _ => prelude(
                name,
                &[
                    "cache",
                    "cmp_to_key",
                    "lru_cache",
                    "reduce",
                    "total_ordering",
                    "wraps",
                ],
            ),
        },
        Module::Collections => match name {
            "deque" => ty(Type::Deque),
            "defaultdict" => ty(Type::DefaultDict),
            "Counter" => ty(Type::Counter),
            "OrderedDict" => ty(Type::OrderedDict),
            _ => prelude(name, &["ChainMap", "UserDict", "UserList", "namedtuple"]),
        },
        Module::String => constant(match name {
            "ascii_lowercase" => "abcdefghijklmnopqrstuvwxyz",
            "ascii_uppercase" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "ascii_letters" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "digits" => "0123456789",
            "hexdigits" => "0123456789abcdefABCDEF",
            "octdigits" => "01234567",
            "punctuation" => "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            "whitespace" => " \t\n\r\x0b\x0c",
            _ => return None,
        }),
        Module::Operator => operator(name),
        Module::Statistics => match name {
            "StatisticsError" => ty(Type::Exc(Exc::StatisticsError)),
            _ => prelude(
                name,
                &[
                    "fmean",
                    "mean",
                    "median",
                    "mode",
                    "pstdev",
                    "pvariance",
                    "stdev",
                    "variance",
                ],
            ),
        },
        Module::Heapq => prelude(
            name,
            &[
                "heapify",
                "heappop",
                "heappush",
                "heappushpop",
                "heapreplace",
                "nlargest",
                "nsmallest",
            ],
        )
        .or_else(|| renamed(name, &[("merge", "_merge")])),
        Module::Bisect => prelude(
            name,
            &["bisect_left", "bisect_right", "insort_left", "insort_right"],
        )
        .or_else(|| {
            renamed(
                name,
                &[("bisect", "bisect_right"), ("insort", "insort_right")],
            )
        }),
        Module::Datetime => prelude(name, &["datetime", "timedelta"]),
        Module::Gc => match name {
            "enable" | "disable" => Some(Export::Prelude("_nothing")),
            _ => renamed(name, &[("collect", "_collected_nothing")]),
        },
        Module::Sched => prelude(name, &["scheduler"]),
        Module::Timeit => match name {
            "default_timer" => Module::Time.get("perf_counter"),
            _ => renamed(name, &[("timeit", "_timeit")]),
        },
        Module::Weakref => renamed(name, &[("ref", "_WeakReference")]),
        Module::Copy => prelude(name, &["copy", "deepcopy"]),
        Module::Contextlib => prelude(
            name,
            &[
                "ContextDecorator",
                "ExitStack",
                "closing",
                "contextmanager",
                "nullcontext",
                "suppress",
            ],
        ),
        Module::Typing => typing(name),
        Module::Dataclasses => prelude(
            name,
            &[
                "asdict",
                "astuple",
                "dataclass",
                "field",
                "fields",
                "replace",
            ],
        )
        .or_else(|| renamed(name, &[("FrozenInstanceError", "FrozenInstanceError")])),
        Module::Enum => prelude(
            name,
            &["Enum", "Flag", "IntEnum", "StrEnum", "auto", "unique"],
        ),
        Module::Abc => prelude(name, &["ABC", "ABCMeta", "abstractmethod"]),
        Module::Types => match name {
            "FunctionType" | "LambdaType" => ty(Type::Function),
            "GeneratorType" => ty(Type::Generator),
            "MethodType" => ty(Type::Method),
            "ModuleType" => ty(Type::Module),
            "NoneType" => ty(Type::None),
            _ => prelude(name, &["SimpleNamespace"]),
        },
        Module::Traceback => prelude(
            name,
            &[
                "format_exc",
                "format_exception",
                "print_exc",
                "print_exception",
            ],
        ),
        Module::Io => prelude(name, &["StringIO"]),
        Module::Pprint => prelude(name, &["pprint"]),
        _ => None,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find nothing"
)]
fn constant(value: impl Into<Value>) -> Option<Export> {
    Some(Export::Value(value.into()))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find nothing"
)]
fn ty(ty: Type) -> Option<Export> {
    Some(Export::Value(Value::Type(ty)))
}

/// A name that the prelude has as it is.
fn prelude(name: &str, known: &[&'static str]) -> Option<Export> {
    known
        .iter()
        .copied()
        .find(|known| *known == name)
        .map(Export::Prelude)
}

/// A name that the prelude has under another.
fn renamed(name: &str, known: &[(&str, &'static str)]) -> Option<Export> {
    known
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, own)| Export::Prelude(own))
}

fn builtins(name: &str) -> Option<Export> {
    if let Some(ty) = super::builtin_type(name) {
        return Some(Export::Value(Value::Type(ty)));
    }
    match name {
        "__debug__" => constant(true),
        "NotImplemented" => Some(Export::Value(Value::NotImplemented)),
        "Ellipsis" => Some(Export::Value(Value::Ellipsis)),
        "quit" => Some(Export::Prelude("exit")),
        _ => prelude(name, &["exit", "filter", "map"]),
    }
}

fn sys(name: &str) -> Option<Export> {
    match name {
        "maxsize" => constant(i64::MAX),
        "version" => constant("3.13.0 (primviz)"),
        "version_info" => Some(Export::Value(Value::tuple(vec![
            Value::Int(3),
            Value::Int(13),
            Value::Int(0),
            Value::from("final"),
            Value::Int(0),
        ]))),
        "platform" => constant("linux"),
        "executable" => constant("/usr/bin/python3"),
        "byteorder" => constant("little"),
        _ => renamed(
            name,
            &[
                ("argv", "_argv"),
                ("exit", "exit"),
                ("exc_info", "exc_info"),
                ("stdout", "_stdout"),
                ("stderr", "_stderr"),
                ("stdin", "_stdin"),
                ("__stdout__", "_stdout"),
                ("__stderr__", "_stderr"),
            ],
        ),
    }
}

fn logging(name: &str) -> Option<Export> {
    match name {
        "NOTSET" => constant(0),
        "DEBUG" => constant(10),
        "INFO" => constant(20),
        "WARNING" | "WARN" => constant(30),
        "ERROR" => constant(40),
        "CRITICAL" | "FATAL" => constant(50),
        _ => prelude(
            name,
            &[
                "Formatter",
                "Handler",
                "LogRecord",
                "Logger",
                "NullHandler",
                "basicConfig",
                "getLogger",
            ],
        )
        .or_else(|| {
            renamed(
                name,
                &[
                    ("StreamHandler", "Handler"),
                    ("debug", "_log_debug"),
                    ("info", "_log_info"),
                    ("warning", "_log_warning"),
                    ("warn", "_log_warning"),
                    ("error", "_log_error"),
                    ("exception", "_log_exception"),
                    ("critical", "_log_critical"),
                    ("fatal", "_log_critical"),
                    ("log", "_log"),
                    ("disable", "_log_disable"),
                    ("getLevelName", "_level_name"),
                ],
            )
        }),
    }
}

fn operator(name: &str) -> Option<Export> {
    prelude(name, &["attrgetter", "itemgetter", "methodcaller"]).or_else(|| {
        renamed(
            name,
            &[
                ("add", "_op_add"),
                ("sub", "_op_sub"),
                ("mul", "_op_mul"),
                ("truediv", "_op_truediv"),
                ("floordiv", "_op_floordiv"),
                ("mod", "_op_mod"),
                ("pow", "_op_pow"),
                ("and_", "_op_and"),
                ("or_", "_op_or"),
                ("xor", "_op_xor"),
                ("lt", "_op_lt"),
                ("le", "_op_le"),
                ("eq", "_op_eq"),
                ("ne", "_op_ne"),
                ("gt", "_op_gt"),
                ("ge", "_op_ge"),
                ("neg", "_op_neg"),
                ("not_", "_op_not"),
                ("is_", "_op_is"),
                ("contains", "_op_contains"),
                ("getitem", "_op_getitem"),
            ],
        )
    })
}

/// Annotations are not looked at, so all types of `typing` are as good as `object`.
fn typing(name: &str) -> Option<Export> {
    match name {
        "TYPE_CHECKING" => constant(false),
        "TypeVar" | "NewType" | "ParamSpec" => Some(Export::Prelude("_type_variable")),
        "cast" => Some(Export::Prelude("cast")),
        "overload" | "final" | "no_type_check" | "runtime_checkable" => {
            Some(Export::Prelude("_identity"))
        }
        "Any" | "Optional" | "Union" | "List" | "Dict" | "Set" | "FrozenSet" | "Tuple"
        | "Callable" | "Iterable" | "Iterator" | "Generator" | "Sequence" | "Mapping"
        | "MutableMapping" | "Deque" | "DefaultDict" | "Type" | "NoReturn" | "Literal"
        | "Final" | "ClassVar" | "Generic" | "Protocol" | "Hashable" | "Awaitable"
        | "Coroutine" | "Self" | "Text" | "Collection" | "Annotated" | "Never" | "TypeAlias" => {
            ty(Type::Object)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_know_their_names() {
        assert_eq!(Module::Collections.get("deque"), ty(Type::Deque));
        assert_eq!(Module::Builtins.get("map"), Some(Export::Prelude("map")));
        assert_eq!(Module::Os.get("fork"), None);
    }
}
