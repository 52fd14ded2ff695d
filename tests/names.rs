//! What the library has says the name by which a program imports it.

mod common;

use common::run;
use primviz::python::modules::Module;

/// What has another name in python3 too.
const ALIASES: &[&str] = &[
    "_thread.LockType lock",
    "_thread.error RuntimeError",
    "bisect.bisect bisect_right",
    "bisect.insort insort_right",
    "enum.EnumMeta EnumType",
    "multiprocessing.dummy.JoinableQueue Queue",
    "multiprocessing.dummy.Lock lock",
    "multiprocessing.dummy.Process DummyProcess",
    "multiprocessing.dummy.current_process current_thread",
    "multiprocessing.pool.AsyncResult ApplyResult",
    "re.error PatternError",
    "threading.ExceptHookArgs _ExceptHookArgs",
    "threading.Lock lock",
    "threading.ThreadError RuntimeError",
    "threading.local _local",
    "types.FunctionType function",
    "types.GeneratorType generator",
    "types.LambdaType function",
    "types.MethodType method",
    "types.ModuleType module",
    "unittest.main TestProgram",
    "unittest.runner.main TestProgram",
];

/// What python3 has as two things and this machine as one.
const ONE_HERE: &[&str] = &[
    "_thread.Lock lock",
    "_thread.allocate lock",
    "_thread.allocate_lock lock",
    "_threading_local.local _local",
    "builtins.quit exit",
    "multiprocessing.process.BaseProcess Process",
];

const WALK: &str = "
seen = 0
for name in MODULES:
    module = importlib.import_module(name)
    for public in dir(module):
        value = getattr(module, public)
        if public.startswith('_') or not callable(value) or not hasattr(value, '__name__'):
            continue
        seen += 1
        if value is not object and (value.__name__ != public or value.__qualname__ != public):
            print(name + '.' + public, value.__name__)
print('seen', seen)
";

#[test]
fn functions_and_classes_say_the_names_that_modules_have_them_by() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("walk.py");
    let names = Module::ALL.iter().map(|module| module.name());
    let names: Vec<String> = names.map(|name| format!("{name:?}")).collect();
    let modules = names.join(", ");
    let text = format!("import importlib\nMODULES = [{modules}]\n{WALK}");
    std::fs::write(&path, text).unwrap();
    let ran = run(&[path.to_str().unwrap(), "--headless"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let (mut strange, mut seen) = (Vec::new(), 0);
    for line in ran.out.lines() {
        match line.strip_prefix("seen ") {
            Some(count) => seen = count.parse().unwrap(),
            None if ALIASES.contains(&line) || ONE_HERE.contains(&line) => {}
            None => strange.push(line),
        }
    }
    assert!(strange.is_empty(), "{}", strange.join("\n"));
    assert!(seen > 500, "only {seen} names were looked at");
}

#[test]
fn what_a_run_makes_says_what_python3_calls_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.py");
    let text = "\
import threading, concurrent.futures

def kind(value):
    return repr(value).split(' at 0x')[0]

try:
    1 / 0
except ZeroDivisionError as error:
    trace = error.__traceback__
print(kind(trace), kind(trace.tb_frame), kind(trace.tb_frame.f_code))
print(type(trace).__name__, type(trace.tb_frame).__name__, type(trace.tb_frame.f_code).__name__)
print(kind(threading.local()), threading.local)
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    print(pool.map(abs, [1]).__name__, kind(concurrent.futures.as_completed([])), kind(concurrent.futures.wait))
";
    std::fs::write(&path, text).unwrap();
    let ran = run(&[path.to_str().unwrap(), "--headless"]);
    let said = "\
<traceback object <frame <code object <module>
traceback frame code
<_thread._local object <class '_thread._local'>
result_iterator <generator object as_completed <function wait
";
    assert_eq!(ran.out, said, "{}", ran.err);
}
