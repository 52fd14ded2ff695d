//! The names of the other modules: constants, types, and what is written in Python in the prelude.

use super::Module;
use super::What::{self, As, Const, Float, Int, Module as Inner, Own, Text, Ty};
use crate::python::exceptions::Exc;
use crate::python::value::{Type, Value};

/// The names of a module but for its functions that are not written in Python.
#[expect(clippy::too_many_lines, reason = "it is a table")]
pub(super) fn names(module: Module) -> &'static [(&'static str, What)] {
    match module {
        Module::Builtins => &[
            ("__debug__", Const(Value::Bool(true))),
            ("NotImplemented", Const(Value::NotImplemented)),
            ("Ellipsis", Const(Value::Ellipsis)),
            ("BaseExceptionGroup", Own),
            ("ExceptionGroup", Own),
            ("exit", Own),
            ("quit", As("exit")),
            ("__import__", Own),
            ("filter", Own),
            ("map", Own),
            ("open", As("_open")),
        ],
        Module::Math => &[
            ("pi", Float(std::f64::consts::PI)),
            ("e", Float(std::f64::consts::E)),
            ("tau", Float(std::f64::consts::TAU)),
            ("inf", Float(f64::INFINITY)),
            ("nan", Float(f64::NAN)),
        ],
        Module::Os => &[
            ("path", Inner(Module::OsPath)),
            ("environ", As("_environ")),
            ("linesep", Text("\n")),
            ("sep", Text("/")),
            ("name", Text("posix")),
            ("curdir", Text(".")),
            ("remove", As("_remove_file")),
            ("unlink", As("_remove_file")),
            ("rename", As("_rename_file")),
            ("replace", As("_rename_file")),
            ("listdir", As("_list_files")),
        ],
        Module::OsPath => &[
            ("sep", Text("/")),
            ("exists", As("_path_exists")),
            ("isfile", As("_file_exists")),
            ("isdir", As("_is_folder")),
            ("getsize", As("_file_size")),
            ("abspath", As("_absolute")),
        ],
        Module::Sys => &[
            ("maxsize", Int(i64::MAX)),
            ("version", Text("3.13.0 (primviz)")),
            ("version_info", As("_version_info")),
            ("platform", Text("linux")),
            ("executable", Text("/usr/bin/python3")),
            ("byteorder", Text("little")),
            ("argv", As("_argv")),
            ("exit", Own),
            ("exc_info", Own),
            ("exception", As("_sys_exception")),
        ],
        Module::Json => &[("JSONDecodeError", Ty(Type::Exc(Exc::JsonDecodeError)))],
        Module::Logging => LOGGING,
        Module::Functools => &[("partial", Ty(Type::Partial))],
        Module::Collections => &[
            ("deque", Ty(Type::Deque)),
            ("defaultdict", Ty(Type::DefaultDict)),
            ("Counter", Ty(Type::Counter)),
            ("OrderedDict", Ty(Type::OrderedDict)),
        ],
        Module::String => &[
            ("ascii_lowercase", Text("abcdefghijklmnopqrstuvwxyz")),
            ("ascii_uppercase", Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
            (
                "ascii_letters",
                Text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            ),
            ("digits", Text("0123456789")),
            ("hexdigits", Text("0123456789abcdefABCDEF")),
            ("octdigits", Text("01234567")),
            ("punctuation", Text("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")),
            ("whitespace", Text(" \t\n\r\x0b\x0c")),
        ],
        Module::Statistics => &[("StatisticsError", Ty(Type::Exc(Exc::StatisticsError)))],
        Module::Typing => TYPING,
        Module::Types => &[
            ("FunctionType", Ty(Type::Function)),
            ("LambdaType", Ty(Type::Function)),
            ("GeneratorType", Ty(Type::Generator)),
            ("MethodType", Ty(Type::Method)),
            ("ModuleType", Ty(Type::Module)),
            ("NoneType", Ty(Type::None)),
        ],
        Module::Traceback => &[
            ("format_exc", Own),
            ("format_exception", Own),
            ("print_exc", Own),
            ("print_exception", Own),
        ],
        Module::Io => &[("StringIO", Own)],
        Module::Gc => &[
            ("collect", As("_collected_nothing")),
            ("enable", As("_nothing")),
            ("disable", As("_nothing")),
        ],
        _ => &[],
    }
}

const LOGGING: &[(&str, What)] = &[
    ("NOTSET", Int(0)),
    ("DEBUG", Int(10)),
    ("INFO", Int(20)),
    ("WARNING", Int(30)),
    ("WARN", Int(30)),
    ("ERROR", Int(40)),
    ("CRITICAL", Int(50)),
    ("FATAL", Int(50)),
];

/// Annotations are not looked at, so almost all types of `typing` are as good as `object`.
const TYPING: &[(&str, What)] = &[
    ("TYPE_CHECKING", Const(Value::Bool(false))),
    ("Annotated", Ty(Type::Object)),
    ("Any", Ty(Type::Object)),
    ("Awaitable", Ty(Type::Object)),
    ("Callable", Ty(Type::Object)),
    ("ClassVar", Ty(Type::Object)),
    ("Collection", Ty(Type::Object)),
    ("Coroutine", Ty(Type::Object)),
    ("DefaultDict", Ty(Type::Object)),
    ("Deque", Ty(Type::Object)),
    ("Dict", Ty(Type::Object)),
    ("Final", Ty(Type::Object)),
    ("FrozenSet", Ty(Type::Object)),
    ("Generator", Ty(Type::Object)),
    ("Hashable", Ty(Type::Object)),
    ("Iterable", Ty(Type::Object)),
    ("Iterator", Ty(Type::Object)),
    ("List", Ty(Type::Object)),
    ("Literal", Ty(Type::Object)),
    ("Mapping", Ty(Type::Object)),
    ("MutableMapping", Ty(Type::Object)),
    ("Never", Ty(Type::Object)),
    ("NoReturn", Ty(Type::Object)),
    ("Optional", Ty(Type::Object)),
    ("Protocol", Ty(Type::Object)),
    ("Self", Ty(Type::Object)),
    ("Sequence", Ty(Type::Object)),
    ("Set", Ty(Type::Object)),
    ("Text", Ty(Type::Object)),
    ("Tuple", Ty(Type::Object)),
    ("Type", Ty(Type::Object)),
    ("TypeAlias", Ty(Type::Object)),
    ("Union", Ty(Type::Object)),
];
