//! The methods that programs about synchronisation call most: known by more than their names.

use crate::python::value::PrimType;

/// A method of synchronisation objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Python's")]
pub enum Verb {
    Acquire,
    Release,
    Put,
    Get,
    TaskDone,
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
            _ => return None,
        })
    }

    /// Whether it is a method of a type.
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
            Verb::TaskDone => matches!(
                kind,
                P::Queue | P::LifoQueue | P::PriorityQueue | P::JoinableQueue
            ),
        }
    }
}
