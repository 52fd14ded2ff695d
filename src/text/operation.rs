//! The words for operations: one table for the log, the sentences of causes and what is said of many.

use crate::model::Object;
use crate::trace::{ObjectKind, Op};

/// What decides which words an operation gets.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each decides about a word")]
pub(super) struct Operation<'a> {
    /// On what.
    pub at: Option<&'a Object>,
    /// The item, as in [`crate::trace::Done::item`].
    pub item: Option<&'a str>,
    /// As in [`crate::trace::Done::count`].
    pub count: Option<i64>,
    /// As in [`crate::trace::Done::left`].
    pub left: Option<i64>,
    /// As in [`crate::trace::Done::flag`].
    pub flag: Option<bool>,
    /// A rwlock is taken for reading.
    pub reads: bool,
    /// It made a permit beyond the initial ones.
    pub extra: bool,
    /// It had had to wait.
    pub waited: bool,
    /// It waited for a task, not for an object.
    pub on_task: bool,
    /// Another owned what it released.
    pub of_other: bool,
    /// A write wiped out the update of another.
    pub over: bool,
}

impl Operation<'_> {
    /// The key of the words, without what they leave behind.
    pub(super) fn key(&self, op: Op) -> &'static str {
        let kind = self.at.map_or(ObjectKind::Lock, |object| object.kind);
        match (op, kind) {
            (Op::Acquire | Op::Release, _) => self.of_lock(op, kind),
            (Op::Put | Op::Get, ObjectKind::Pool) => self.of_pool(op),
            (Op::Wait, _) if self.flag == Some(false) => "fail.timeout",
            (Op::Wait, _) => self.of_wait(kind),
            (Op::Set, ObjectKind::Future) if self.flag == Some(false) => "did.settle_failed",
            (Op::Set, ObjectKind::Future | ObjectKind::Timer) => "did.settle",
            (Op::Start, ObjectKind::Future) => "did.begin",
            (Op::Set, _) => "did.set",
            (Op::Clear, _) => "did.clear",
            (Op::Notify, _) if self.count.is_none() => "did.notify_all",
            (Op::Notify, _) => "did.notify",
            (Op::Put, _) if self.on_task => "did.hand",
            (Op::Put, _) => "did.put",
            (Op::Get, _) => "did.get",
            (Op::TaskDone, _) => "did.task_done",
            (Op::Join, _) if self.on_task => "did.join_task",
            (Op::Join, _) => "did.join_object",
            (Op::Input, _) => "did.input",
            (Op::Read, _) => "did.read",
            (Op::Write, _) if self.over => "did.write_over",
            (Op::Write, _) => "did.write",
            (Op::Abort, _) => "did.abort",
            (Op::Reset, _) => "did.reset",
            (Op::Send, _) => "did.send",
            (Op::Recv, _) => "did.recv",
            (Op::Close, _) => "did.close",
            (Op::Cancel, _) => "did.cancel",
            (Op::Query | Op::Start | Op::Sleep, _) => "did.other",
        }
    }

    fn of_lock(&self, op: Op, kind: ObjectKind) -> &'static str {
        let several = self.count.is_some_and(|count| count > 1);
        let left = self.left.unwrap_or(0);
        match (op, kind) {
            (Op::Acquire, ObjectKind::Semaphore) => "did.acquire_permit",
            (Op::Acquire, ObjectKind::RwLock) if self.reads => "did.acquire_read",
            (Op::Acquire, ObjectKind::RwLock) => "did.acquire_write",
            (Op::Acquire, _) if left > 1 => "did.acquire_again",
            (Op::Acquire, _) => "did.acquire_lock",
            (_, ObjectKind::Semaphore) if self.extra => "did.release_extra",
            (_, ObjectKind::Semaphore) if several => "did.release_permits",
            (_, ObjectKind::Semaphore) => "did.release_permit",
            (_, ObjectKind::RwLock) => "did.release_lock",
            _ if left > 0 => "did.release_count",
            _ if self.of_other => "did.release_other",
            _ => "did.release_lock",
        }
    }

    /// What is put into a pool's queue is a call, or the word that there is no more to come.
    fn of_pool(&self, op: Op) -> &'static str {
        match (op, self.item) {
            (Op::Put, Some("None")) => "did.close_pool",
            (Op::Put, _) => "did.submit",
            (_, Some("None")) => "did.leave_pool",
            _ => "did.get_work",
        }
    }

    fn of_wait(&self, kind: ObjectKind) -> &'static str {
        match kind {
            ObjectKind::Event => "did.wait_set",
            ObjectKind::Future => "did.wait_future",
            ObjectKind::Timer => "did.wait_cancelled",
            ObjectKind::Barrier if self.waited => "did.wait_barrier",
            ObjectKind::Barrier => "did.wait_barrier_last",
            _ => "did.wait_notified",
        }
    }

    /// The key of what an operation leaves behind, to be said after its words: permits, items, a result.
    pub(super) fn rest(&self, op: Op) -> Option<&'static str> {
        let kind = self.at.map(|object| object.kind)?;
        match (op, kind) {
            (Op::Release, ObjectKind::Semaphore) => Some("phrase.free"),
            (Op::Put | Op::Get, ObjectKind::Pool) => None,
            (Op::Put, _) => Some("phrase.inside"),
            (Op::Get, _) | (Op::Acquire, ObjectKind::Semaphore) => Some("phrase.left"),
            (Op::TaskDone, _) => Some("phrase.unfinished"),
            (Op::Set, ObjectKind::Future) => self.item.map(|_| "phrase.result"),
            (Op::Start, ObjectKind::Future) => {
                let at = self.at?;
                let name = at.names.first();
                let called = name.is_some() && at.call.is_some() && at.call.as_ref() != name;
                called.then_some("phrase.call")
            }
            _ => None,
        }
    }
}
