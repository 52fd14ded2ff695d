//! The methods that programs about synchronisation call most: known by more than their names.
//!
//! What a verb does is the machine's to say, where it does not matter how the method was called.

use crate::python::value::PrimType;

/// A method of synchronisation objects, of a collection or of a generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's")]
pub enum Verb {
    Acquire,
    Release,
    Put,
    Get,
    TaskDone,
    Append,
    Add,
    Pop,
    Send,
}

impl Verb {
    /// The verb of a method's name.
    pub fn find(name: &str) -> Option<Verb> {
        Some(match name {
            "acquire" => Verb::Acquire,
            "release" => Verb::Release,
            "put" => Verb::Put,
            "get" => Verb::Get,
            "task_done" => Verb::TaskDone,
            "append" => Verb::Append,
            "add" => Verb::Add,
            "pop" => Verb::Pop,
            "send" => Verb::Send,
            _ => return None,
        })
    }

    /// Whether it is a method of a type of synchronisation objects.
    pub fn fits(self, kind: PrimType) -> bool {
        use PrimType as P;
        match self {
            Verb::Acquire | Verb::Release => matches!(
                kind,
                P::Lock | P::RLock | P::Semaphore | P::BoundedSemaphore | P::Condition
            ),
            Verb::Put | Verb::Get => matches!(
                kind,
                P::Queue | P::LifoQueue | P::PriorityQueue | P::SimpleQueue | P::JoinableQueue
            ),
            Verb::Append | Verb::Add | Verb::Pop | Verb::Send => false,
            Verb::TaskDone => matches!(
                kind,
                P::Queue | P::LifoQueue | P::PriorityQueue | P::JoinableQueue
            ),
        }
    }
}
