//! Why a task does not go on.

use crate::trace::{Ending, Micros, ObjectId, ObjectKind, Op, TaskId, TaskKind, Text};

use super::apply::end_of;
use super::{Doing, Fate, How, Model, Object, Wanting};

/// A chain of blame: the first is about the task that was asked for, each next about the one the last points to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// The hops.
    pub hops: Vec<Because>,
    /// The chain came back to this task: a circle.
    pub circle: Option<TaskId>,
}

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It could go on.
    Runs {
        /// Who.
        task: TaskId,
    },
    /// It has not begun.
    New {
        /// Who.
        task: TaskId,
    },
    /// It has ended.
    Over {
        /// Who.
        task: TaskId,
        /// How.
        how: Ending,
    },
    /// It sleeps until then.
    Sleeps {
        /// Who.
        task: TaskId,
        /// Program time when it goes on.
        until: Micros,
    },
    /// It asks for a line of input.
    Asks {
        /// Who.
        task: TaskId,
        /// Its prompt.
        prompt: Text,
    },
    /// The lecturer's thread has nothing to do.
    Idle {
        /// Who.
        task: TaskId,
    },
    /// It waits.
    Waits {
        /// Who.
        task: TaskId,
        /// For which operation.
        op: Op,
        /// On which object.
        object: Option<ObjectId>,
        /// Program time when it gives up.
        until: Option<Micros>,
        /// It wants a rwlock for reading.
        reads: bool,
        /// A wake has reached it; it tries again when it runs.
        picked: bool,
        /// How many are before it in the line.
        ahead: u32,
        /// Who is next in the line, if it is not this task.
        first: Option<TaskId>,
        /// Who is to blame.
        blame: Blame,
    },
}

/// Who could end a wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blame {
    /// The owner of the lock.
    Owner(TaskId),
    /// The task whose end it waits for.
    End(TaskId),
    /// Those who hold the permits.
    Holders(Vec<TaskId>),
    /// Those who have given here before (set, put, notified, released) and live.
    Givers(Vec<TaskId>),
    /// Those who have taken from the full or unfinished queue before and live.
    Takers(Vec<TaskId>),
    /// Items of a queue were never said to be done; those who have taken from it before and live.
    Undone(Vec<TaskId>),
    /// How many parties a barrier still needs.
    Missing(i64),
    /// It is free now: whoever comes first has it.
    Free,
    /// Nobody that is known.
    Nobody,
}

impl Because {
    /// Whom it is about.
    pub fn task(&self) -> TaskId {
        match self {
            Because::Runs { task }
            | Because::New { task }
            | Because::Over { task, .. }
            | Because::Sleeps { task, .. }
            | Because::Asks { task, .. }
            | Because::Idle { task }
            | Because::Waits { task, .. } => *task,
        }
    }
}

/// How many hops a chain has at most.
const MOST_HOPS: usize = 64;
/// How many tasks one hop names at most.
const MOST_NAMES: usize = 8;

pub(super) fn why(model: &Model, task: TaskId) -> Why {
    let mut chain = Why::default();
    let mut next = Some(task);
    while let Some(id) = next {
        if let Some(first) = chain.hops.iter().position(|hop| hop.task() == id) {
            chain.circle = chain.hops[first..]
                .iter()
                .all(Because::is_bound)
                .then_some(id);
            break;
        }
        if chain.hops.len() == MOST_HOPS {
            break;
        }
        let Some(hop) = because(model, id) else { break };
        next = hop.points_to();
        chain.hops.push(hop);
    }
    chain
}

impl Because {
    /// Whether only the one that this hop blames can end it: the owner of a lock, a task that is joined.
    pub fn is_bound(&self) -> bool {
        matches!(
            self,
            Because::Waits {
                until: None,
                blame: Blame::Owner(_) | Blame::End(_),
                ..
            }
        )
    }

    /// The one task that this hop blames, if it is one.
    pub fn points_to(&self) -> Option<TaskId> {
        match self {
            Because::Waits {
                blame: Blame::Owner(task) | Blame::End(task),
                ..
            } => Some(*task),
            Because::Waits {
                blame:
                    Blame::Holders(tasks)
                    | Blame::Givers(tasks)
                    | Blame::Takers(tasks)
                    | Blame::Undone(tasks),
                ..
            } => match tasks[..] {
                [task] => Some(task),
                _ => None,
            },
            _ => None,
        }
    }
}

fn because(model: &Model, id: TaskId) -> Option<Because> {
    let task = model.tasks.get(id)?;
    let because = match &task.doing {
        Doing::New => Because::New { task: id },
        Doing::Running if task.kind == TaskKind::Lecturer => Because::Idle { task: id },
        // What it carries may be there before it has come to run.
        Doing::Running if task.rests() => Because::Idle { task: id },
        Doing::Running => Because::Runs { task: id },
        Doing::Sleeping { until, .. } => Because::Sleeps {
            task: id,
            until: *until,
        },
        Doing::Asking { prompt } => Because::Asks {
            task: id,
            prompt: prompt.clone(),
        },
        Doing::Ended(how) => Because::Over {
            task: id,
            how: how.clone(),
        },
        Doing::Waiting | Doing::Picked => match task.wants.last() {
            Some(want) => waits(model, id, want),
            None => Because::Runs { task: id },
        },
    };
    Some(because)
}

fn waits(model: &Model, id: TaskId, want: &Wanting) -> Because {
    let object = want.object.and_then(|object| model.objects.get(object));
    let line = object.map(|object| object.line_at(end_of(want.op)));
    let ahead = line.and_then(|line| line.index_of(id)).unwrap_or(0);
    let first = line
        .filter(|_| ahead > 0)
        .and_then(|line| line.tasks().next());
    let blame = match (want.on, object) {
        (Some(on), _) => Blame::End(on),
        (None, Some(object)) => blame(model, id, want.op, object),
        (None, None) => Blame::Nobody,
    };
    Because::Waits {
        task: id,
        op: want.op,
        object: want.object,
        until: want.until,
        reads: want.reads,
        picked: want.picked.is_some(),
        ahead: ahead as u32,
        first,
        blame,
    }
}

fn blame(model: &Model, id: TaskId, op: Op, object: &Object) -> Blame {
    match object.kind {
        ObjectKind::Lock => object.owner.map_or(Blame::Free, Blame::Owner),
        ObjectKind::RLock => object
            .owner
            .filter(|owner| *owner != id)
            .map_or(Blame::Free, Blame::Owner),
        ObjectKind::RwLock => match object.owner {
            Some(owner) => Blame::Owner(owner),
            None => holders(object, id).unwrap_or(Blame::Free),
        },
        ObjectKind::Semaphore if object.permits > 0 => Blame::Free,
        ObjectKind::Semaphore if object.signals => givers(model, id, object),
        ObjectKind::Semaphore => match object.permit_owner().filter(|owner| *owner != id) {
            Some(owner) if model.idle.is_some() => Blame::Owner(owner),
            _ => holders(object, id).unwrap_or_else(|| givers(model, id, object)),
        },
        ObjectKind::Barrier => {
            Blame::Missing((object.parties - object.arrived_parties() as i64).max(0))
        }
        ObjectKind::Event | ObjectKind::Future if object.flag => Blame::Free,
        ObjectKind::Future => {
            let begun = |fate: &&Fate| fate.how == How::Begun;
            let parts = model.parts_of(object.id);
            let parts = parts.filter_map(|part| part.fate.as_ref());
            let runs = object.fate.as_ref().or_else(|| parts.filter(begun).last());
            runs.map_or(Blame::Nobody, |fate| Blame::End(fate.task))
        }
        ObjectKind::Timer => Blame::Nobody,
        ObjectKind::Queue if op == Op::Join && object.unfinished <= 0 => Blame::Free,
        ObjectKind::Queue | ObjectKind::Pipe
            if matches!(op, Op::Get | Op::Recv) && object.depth > 0 =>
        {
            Blame::Free
        }
        ObjectKind::Queue if op == Op::Join => {
            Blame::Undone(living(model, id, &object.took).unwrap_or_default())
        }
        ObjectKind::Queue | ObjectKind::Pipe if matches!(op, Op::Put | Op::Send) => {
            living(model, id, &object.took).map_or(Blame::Nobody, Blame::Takers)
        }
        _ => givers(model, id, object),
    }
}

fn holders(object: &Object, id: TaskId) -> Option<Blame> {
    let mut tasks: Vec<TaskId> = Vec::new();
    for holder in object.holders.iter().filter(|holder| holder.task != id) {
        if tasks.len() < MOST_NAMES && !tasks.contains(&holder.task) {
            tasks.push(holder.task);
        }
    }
    (!tasks.is_empty()).then_some(Blame::Holders(tasks))
}

fn givers(model: &Model, id: TaskId, object: &Object) -> Blame {
    living(model, id, &object.gave).map_or(Blame::Nobody, Blame::Givers)
}

/// Those of a list who live, newest first, without the one who waits.
fn living(model: &Model, id: TaskId, tasks: &[TaskId]) -> Option<Vec<TaskId>> {
    let lives =
        |task: &TaskId| *task != id && model.tasks.get(*task).is_some_and(|task| !task.is_over());
    let tasks: Vec<TaskId> = tasks.iter().rev().copied().filter(lives).collect();
    (!tasks.is_empty()).then_some(tasks)
}
