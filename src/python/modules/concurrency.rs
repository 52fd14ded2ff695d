//! The names of the modules for threads, queues and processes; most are written in Python, in the world's prelude.

use super::{Export, Module};
use crate::python::exceptions::Exc;
use crate::python::value::{PrimType, Type, Value};

/// What a name of one of these modules stands for.
pub(super) fn export(module: Module, name: &str) -> Option<Export> {
    match module {
        Module::Threading => threading(name),
        Module::Queue => queue(name),
        Module::Multiprocessing => multiprocessing(name),
        Module::MultiprocessingPool => match name {
            "Pool" => Some(Export::Prelude("Pool")),
            "AsyncResult" | "ApplyResult" => Some(Export::Prelude("ApplyResult")),
            "ThreadPool" => Some(Export::Prelude("ThreadPool")),
            _ => None,
        },
        Module::Futures | Module::FuturesThread => futures(name),
        Module::Primviz if name == "RWLock" => prim(PrimType::RwLock),
        _ => None,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find nothing"
)]
fn prim(kind: PrimType) -> Option<Export> {
    Some(Export::Value(Value::Type(Type::Prim(kind))))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it ends functions that may find nothing"
)]
fn exc(exc: Exc) -> Option<Export> {
    Some(Export::Value(Value::Type(Type::Exc(exc))))
}

fn threading(name: &str) -> Option<Export> {
    Some(Export::Prelude(match name {
        "Lock" => return prim(PrimType::Lock),
        "RLock" => return prim(PrimType::RLock),
        "Semaphore" => return prim(PrimType::Semaphore),
        "BoundedSemaphore" => return prim(PrimType::BoundedSemaphore),
        "Event" => return prim(PrimType::Event),
        "Condition" => return prim(PrimType::Condition),
        "Barrier" => return prim(PrimType::Barrier),
        "BrokenBarrierError" => return exc(Exc::BrokenBarrierError),
        "ThreadError" => return exc(Exc::RuntimeError),
        "TIMEOUT_MAX" => {
            return Some(Export::Value(Value::Float(
                crate::python::modules::TIMEOUT_MAX,
            )));
        }
        "Thread" => "Thread",
        "Timer" => "Timer",
        "local" => "_Local",
        "current_thread" | "currentThread" => "current_thread",
        "main_thread" => "main_thread",
        "enumerate" => "_enumerate_threads",
        "active_count" | "activeCount" => "_active_count",
        "get_ident" => "_get_ident",
        "get_native_id" => "_get_native_id",
        "stack_size" => "_stack_size",
        "ExceptHookArgs" => "_ExceptHookArgs",
        _ => return None,
    }))
}

fn queue(name: &str) -> Option<Export> {
    match name {
        "Queue" => prim(PrimType::Queue),
        "LifoQueue" => prim(PrimType::LifoQueue),
        "PriorityQueue" => prim(PrimType::PriorityQueue),
        "SimpleQueue" => prim(PrimType::SimpleQueue),
        "Empty" => exc(Exc::QueueEmpty),
        "Full" => exc(Exc::QueueFull),
        "ShutDown" => exc(Exc::QueueShutDown),
        _ => None,
    }
}

fn multiprocessing(name: &str) -> Option<Export> {
    Some(Export::Prelude(match name {
        "Process" => "Process",
        "Lock" => "_mp_lock",
        "RLock" => "_mp_rlock",
        "Semaphore" => "_mp_semaphore",
        "BoundedSemaphore" => "_mp_bounded_semaphore",
        "Event" => "_mp_event",
        "Condition" => "_mp_condition",
        "Barrier" => "_mp_barrier",
        "Queue" => "_mp_queue",
        "JoinableQueue" => "_mp_joinable_queue",
        "SimpleQueue" => "_mp_simple_queue",
        "Pipe" => "_mp_pipe",
        "Pool" => "Pool",
        "Manager" => "_mp_manager",
        "Value" => "_mp_value",
        "Array" => "_mp_array",
        "current_process" => "current_process",
        "active_children" => "_active_children",
        "cpu_count" => "_mp_cpu_count",
        "freeze_support" | "set_start_method" => "_nothing",
        "get_start_method" => "_mp_start_method",
        "ProcessError" => return exc(Exc::ProcessError),
        "TimeoutError" => return exc(Exc::ProcessTimeoutError),
        _ => return None,
    }))
}

fn futures(name: &str) -> Option<Export> {
    Some(Export::Prelude(match name {
        "ThreadPoolExecutor" => "ThreadPoolExecutor",
        "ProcessPoolExecutor" => "ProcessPoolExecutor",
        "Future" => "Future",
        "as_completed" => "_as_completed",
        "wait" => "_wait_futures",
        "ALL_COMPLETED" | "FIRST_COMPLETED" | "FIRST_EXCEPTION" => {
            return Some(Export::Value(Value::from(name)));
        }
        "CancelledError" => return exc(Exc::CancelledError),
        "TimeoutError" => return exc(Exc::TimeoutError),
        "InvalidStateError" => return exc(Exc::InvalidStateError),
        _ => return None,
    }))
}
