//! What is outside of the subset, and what to write instead.

use super::compile::top_name;
use super::modules::Module;

/// Whether a program can import the module.
pub(super) fn known_module(name: &str) -> bool {
    matches!(name, "__future__" | "__main__") || Module::find(name).is_some()
}

/// What to say of a module that cannot be imported: that python3 has it, or that nobody has, and what may have been meant.
pub(super) fn unknown_module(name: &str) -> (String, String) {
    let top = top_name(name);
    let known = Module::find(top).is_some();
    let message = if known || stdlib().any(|known| known == top) {
        format!("python3 has a module '{name}', but primviz's machine does not")
    } else if let Some(near) = near_module(top) {
        return (
            format!("there is no module '{name}'"),
            format!("did you mean {near}?"),
        );
    } else {
        format!("module '{name}' is not of python3's library and not beside the program")
    };
    let instead = match top {
        "asyncio" | "gevent" | "greenlet" | "trio" => {
            "threads, or generators that are stepped with next() and send()"
        }
        "socket" | "socketserver" | "requests" | "urllib" | "http" | "ssl" | "select" => {
            "a queue.Queue between two threads, or time.sleep for the time that it takes"
        }
        "numpy" | "pandas" => "lists",
        "subprocess" => "multiprocessing.Process",
        "pathlib" | "shutil" | "glob" | "sqlite3" | "shelve" => {
            "open() and os.path: files are kept in memory here, and nothing reaches the disk"
        }
        "tkinter" | "curses" | "turtle" | "pygame" | "PyQt5" | "PyQt6" | "PySide6" => {
            "print(): the screen is primviz's"
        }
        "decimal" | "fractions" => "integers",
        "array" => "a list",
        "ctypes" | "mmap" => "multiprocessing.Value and multiprocessing.Array",
        "dis" | "pdb" | "tracemalloc" => "the screen: it shows every line as it is run",
        "dummy_threading" => "threading",
        _ => return (message, known_modules()),
    };
    (message, instead.to_owned())
}

/// The modules of python3's library.
fn stdlib() -> impl Iterator<Item = &'static str> {
    STDLIB.split_whitespace()
}

/// Whether a module is in every python3.
pub(super) fn is_of_library(name: &str) -> bool {
    let top = top_name(name);
    stdlib().any(|known| known == top)
}

/// The module whose name is nearly so.
fn near_module(name: &str) -> Option<&'static str> {
    let likeness = |known: &&'static str| strsim::normalized_damerau_levenshtein(name, known);
    let near = stdlib().filter(|known| likeness(known) > 0.7);
    near.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}

const STDLIB: &str = "\
    abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar \
    cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars \
    copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip \
    enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt \
    getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io \
    ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap \
    modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb \
    pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile \
    pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched \
    secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile \
    sre_constants sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog \
    tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace \
    traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave \
    weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

fn known_modules() -> String {
    let names: Vec<&str> = Module::ALL
        .iter()
        .map(|module| module.name())
        .filter(|name| !name.contains('.') && !name.starts_with('_') && *name != "builtins")
        .collect();
    format!("one of {}", names.join(", "))
}

/// What to say of a name that a module does not have here.
pub(super) fn missing(module: &str, name: &str) -> Option<(String, Option<String>)> {
    let found = Module::find(module)?;
    if found.get(name).is_some() || Module::find(&format!("{module}.{name}")).is_some() {
        return None;
    }
    Some(no_attribute(found, name))
}

/// What to say of a name that a module does not have here, and its names that are spelled nearly so.
pub(super) fn no_attribute(module: Module, name: &str) -> (String, Option<String>) {
    let message = format!(
        "'{name}' of module '{}' is not available here",
        module.name()
    );
    let instead = match (module, name) {
        (Module::Os, "fork") => "multiprocessing.Process".to_owned(),
        (Module::Os, "system" | "popen" | "spawnl" | "execv") => {
            "multiprocessing.Process: a program starts no other".to_owned()
        }
        (Module::Threading, "settrace" | "setprofile") => {
            "the screen: it shows every line as it is run".to_owned()
        }
        (Module::Sys, "_getframe" | "settrace" | "setprofile") => {
            "traceback.format_exc(), or logging with %(funcName)s".to_owned()
        }
        _ => {
            let mut near: Vec<(f64, &str)> = module
                .names()
                .into_iter()
                .map(|known| {
                    (
                        strsim::jaro_winkler(&name.to_lowercase(), &known.to_lowercase()),
                        known,
                    )
                })
                .filter(|(score, _)| *score > 0.8)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            let near: Vec<&str> = near.into_iter().take(3).map(|(_, known)| known).collect();
            if near.is_empty() {
                return (
                    message,
                    Some(format!("one of {}", module.names().join(", "))),
                );
            }
            near.join(" or ")
        }
    };
    (message, Some(instead))
}

/// What to say of a name that Python has built in and that means nothing here.
pub(super) fn missing_builtin(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "memoryview" => (
            "looks into the memory of others are outside of the subset",
            "bytes or a bytearray",
        ),
        "aiter" | "anext" => (
            "async is outside of the subset",
            "threads, or generators that are stepped with next() and send()",
        ),
        "help" | "copyright" | "credits" | "license" => {
            ("there is no interactive help here", "the documentation")
        }
        _ => return None,
    })
}

/// What to say of a call of a built-in function that is outside of the subset.
pub(super) fn refused_call(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "breakpoint" => (
            "the debugger is outside of the subset",
            "the key for one step",
        ),
        _ => return None,
    })
}
