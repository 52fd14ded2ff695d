//! The names of the modules for threads, queues and processes; most are written in Python, in the world's prelude.

use super::What::{self, As, Error, Float, Own, Prim, Text};
use super::{Module, TIMEOUT_MAX};
use crate::python::exceptions::Exc;
use crate::python::value::PrimType;

/// The names of one of these modules.
pub(super) fn names(module: Module) -> &'static [(&'static str, What)] {
    match module {
        Module::Threading => THREADING,
        Module::Queue => &[
            ("Queue", Prim(PrimType::Queue)),
            ("LifoQueue", Prim(PrimType::LifoQueue)),
            ("PriorityQueue", Prim(PrimType::PriorityQueue)),
            ("SimpleQueue", Prim(PrimType::SimpleQueue)),
            ("_PySimpleQueue", Prim(PrimType::SimpleQueue)),
            ("Empty", Error(Exc::QueueEmpty)),
            ("Full", Error(Exc::QueueFull)),
            ("ShutDown", Error(Exc::QueueShutDown)),
        ],
        Module::Multiprocessing => MULTIPROCESSING,
        Module::MultiprocessingPool => &[
            ("Pool", Own),
            ("AsyncResult", As("ApplyResult")),
            ("ApplyResult", Own),
            ("ThreadPool", Own),
        ],
        Module::Futures | Module::FuturesThread => &[
            ("ThreadPoolExecutor", Own),
            ("ProcessPoolExecutor", Own),
            ("Future", Own),
            ("Executor", Own),
            ("BrokenExecutor", Own),
            ("BrokenThreadPool", Own),
            ("as_completed", As("_as_completed")),
            ("wait", As("_wait_futures")),
            ("ALL_COMPLETED", Text("ALL_COMPLETED")),
            ("FIRST_COMPLETED", Text("FIRST_COMPLETED")),
            ("FIRST_EXCEPTION", Text("FIRST_EXCEPTION")),
            ("CancelledError", Error(Exc::CancelledError)),
            ("TimeoutError", Error(Exc::TimeoutError)),
            ("InvalidStateError", Error(Exc::InvalidStateError)),
        ],
        Module::Primviz => &[("RWLock", Prim(PrimType::RwLock))],
        _ => &[],
    }
}

const THREADING: &[(&str, What)] = &[
    ("Lock", Prim(PrimType::Lock)),
    ("RLock", Prim(PrimType::RLock)),
    ("_RLock", Prim(PrimType::RLock)),
    ("_CRLock", Prim(PrimType::RLock)),
    ("_PyRLock", Prim(PrimType::RLock)),
    ("Semaphore", Prim(PrimType::Semaphore)),
    ("BoundedSemaphore", Prim(PrimType::BoundedSemaphore)),
    ("Event", Prim(PrimType::Event)),
    ("Condition", Prim(PrimType::Condition)),
    ("Barrier", Prim(PrimType::Barrier)),
    ("BrokenBarrierError", Error(Exc::BrokenBarrierError)),
    ("ThreadError", Error(Exc::RuntimeError)),
    ("TIMEOUT_MAX", Float(TIMEOUT_MAX)),
    ("Thread", Own),
    ("Timer", Own),
    ("local", As("_Local")),
    ("current_thread", Own),
    ("currentThread", As("current_thread")),
    ("main_thread", Own),
    ("enumerate", As("_enumerate_threads")),
    ("active_count", As("_active_count")),
    ("activeCount", As("_active_count")),
    ("get_ident", As("_get_ident")),
    ("get_native_id", As("_get_native_id")),
    ("stack_size", As("_stack_size")),
    ("excepthook", As("_plain_excepthook")),
    ("__excepthook__", As("_plain_excepthook")),
    ("ExceptHookArgs", As("_ExceptHookArgs")),
];

const MULTIPROCESSING: &[(&str, What)] = &[
    ("Process", Own),
    ("Lock", As("_mp_lock")),
    ("RLock", As("_mp_rlock")),
    ("Semaphore", As("_mp_semaphore")),
    ("BoundedSemaphore", As("_mp_bounded_semaphore")),
    ("Event", As("_mp_event")),
    ("Condition", As("_mp_condition")),
    ("Barrier", As("_mp_barrier")),
    ("Queue", As("_mp_queue")),
    ("JoinableQueue", As("_mp_joinable_queue")),
    ("SimpleQueue", As("_mp_simple_queue")),
    ("Pipe", As("_mp_pipe")),
    ("Pool", Own),
    ("Manager", As("_mp_manager")),
    ("Value", As("_mp_value")),
    ("Array", As("_mp_array")),
    ("current_process", Own),
    ("active_children", As("_active_children")),
    ("cpu_count", As("_mp_cpu_count")),
    ("freeze_support", As("_nothing")),
    ("set_start_method", As("_nothing")),
    ("get_start_method", As("_mp_start_method")),
    ("ProcessError", Error(Exc::ProcessError)),
    ("TimeoutError", Error(Exc::ProcessTimeoutError)),
];
