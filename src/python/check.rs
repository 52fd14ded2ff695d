//! What is outside of the subset, and what to write instead.

use super::modules::Module;

/// Whether a program can import the module.
pub(super) fn known_module(name: &str) -> bool {
    name == "__future__" || Module::find(name).is_some()
}

/// What to say of a module that cannot be imported.
pub(super) fn unknown_module(name: &str) -> (String, String) {
    let top = name.split('.').next().unwrap_or(name);
    let instead = match top {
        "asyncio" | "gevent" | "greenlet" | "trio" => {
            "threads, or generators that are stepped with next() and send()"
        }
        "socket" | "socketserver" | "requests" | "urllib" | "http" => {
            "a queue.Queue between two threads, or time.sleep for the time that it takes"
        }
        "numpy" | "pandas" => "lists",
        "subprocess" => "multiprocessing.Process",
        "_thread" | "dummy_threading" => "threading",
        _ => return (format!("module '{name}' is not available here"), known()),
    };
    (
        format!("module '{name}' is not available here"),
        instead.to_owned(),
    )
}

fn known() -> String {
    let names: Vec<&str> = Module::ALL
        .iter()
        .map(|module| module.name())
        .filter(|name| !name.contains('.') && *name != "builtins")
        .collect();
    format!("one of {}", names.join(", "))
}

/// What to say of a name that a module does not have here.
pub(super) fn missing(module: &str, name: &str) -> Option<(String, Option<&'static str>)> {
    let found = Module::find(module)?;
    if found.get(name).is_some() || Module::find(&format!("{module}.{name}")).is_some() {
        return None;
    }
    Some((
        format!("'{name}' of module '{module}' is not available here"),
        None,
    ))
}

/// What to say of a call of a built-in function that is outside of the subset.
pub(super) fn refused_call(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "eval" | "exec" | "compile" => (
            "code made at run time is outside of the subset",
            "the code itself, or int() and float() for numbers",
        ),
        "__import__" => ("modules cannot be imported by call here", "import"),
        "open" => (
            "files are outside of the subset",
            "a variable, or a multiprocessing.Manager().dict()",
        ),
        "globals" | "locals" => ("names cannot be looked up as text here", "a dict"),
        "breakpoint" => (
            "the debugger is outside of the subset",
            "the key for one step",
        ),
        _ => return None,
    })
}
