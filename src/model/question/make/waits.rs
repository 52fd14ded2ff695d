//! Questions about those who wait, and about the next one who comes.

use crate::model::question::{Answer, Ask};
use crate::model::{Because, Blame, Doing, End, Object, Task, Verdict};
use crate::trace::{ObjectKind, Op, TaskId, TaskKind};

use super::Asked;

/// What one takes, alone or a share of it.
const TAKEN: &[ObjectKind] = &[
    ObjectKind::Lock,
    ObjectKind::RLock,
    ObjectKind::Semaphore,
    ObjectKind::RwLock,
];
/// How many of those who wait are named.
const WAITERS: usize = 3;

impl Asked<'_> {
    /// Who gets what several could have.
    pub(super) fn next(&mut self) {
        for object in self.objects(TAKEN).into_iter().take(2) {
            self.next_of(object, Op::Acquire, End::Take);
        }
        for object in self.objects(&[ObjectKind::Queue]).into_iter().take(1) {
            self.next_of(object, Op::Get, End::Take);
            self.next_of(object, Op::Put, End::Give);
        }
    }

    fn next_of(&mut self, object: &Object, op: Op, end: End) {
        // Those who are awake and have not tried again are the next to try.
        let picked = object.picked.iter().filter(|waiter| waiter.end == end);
        let picked = picked.map(|waiter| waiter.task);
        let waiting: Vec<TaskId> = picked.chain(object.line_at(end).tasks()).collect();
        if waiting.is_empty() {
            return;
        }
        let named = waiting.iter().take(WAITERS);
        let mut answers: Vec<Answer> = named.map(|task| Answer::Task(*task)).collect();
        if waiting.len() > WAITERS {
            answers.push(Answer::Another);
        }
        let lock = matches!(object.kind, ObjectKind::Lock | ObjectKind::RLock);
        answers.push(Answer::Newcomer);
        if lock && answers.len() < 5 {
            answers.push(Answer::Nobody);
        }
        let ask = Ask::Next {
            object: object.id,
            op,
            waiting,
            owner: object.owner,
        };
        self.ask(ask, answers);
    }

    /// Whether the next one who comes has to wait.
    pub(super) fn blocks(&mut self) {
        for object in self.objects(TAKEN).into_iter().take(1) {
            if object.kind == ObjectKind::RwLock {
                self.blocks_at(object, Op::Acquire, Some(true));
                self.blocks_at(object, Op::Acquire, Some(false));
            } else {
                self.blocks_at(object, Op::Acquire, None);
            }
        }
        for object in self.objects(&[ObjectKind::Queue]).into_iter().take(1) {
            self.blocks_at(object, Op::Get, None);
            if object.capacity.is_some() {
                self.blocks_at(object, Op::Put, None);
            }
        }
        for object in self.objects(&[ObjectKind::Event]).into_iter().take(1) {
            self.blocks_at(object, Op::Wait, None);
        }
    }

    fn blocks_at(&mut self, object: &Object, op: Op, reads: Option<bool>) {
        let waits = |task: &Task| object.waiter(task.id).is_some();
        let free = |task: &Task| task.kind != TaskKind::Main && !waits(task);
        if object.operations == 0 && object.waiting() == 0 || !self.actors().any(free) {
            return;
        }
        let waiting = self.actors().filter(|task| waits(task)).map(|task| task.id);
        let ask = Ask::Blocks {
            object: object.id,
            op,
            reads,
            waiting: waiting.collect(),
        };
        self.ask(ask, vec![Answer::Yes, Answer::No, Answer::Nobody]);
    }

    /// Who wakes the chosen task, or else the one that has waited for longest, and the main thread.
    pub(super) fn wakes(&mut self) {
        let waits = |task: &&Task| task.doing == Doing::Waiting && may_be_woken(self, task);
        let mut waiting: Vec<&Task> = self.actors().filter(waits).collect();
        waiting.sort_by_key(|task| {
            let main = task.kind == TaskKind::Main;
            (Some(task.id) != self.chosen, main, task.since, task.id)
        });
        for task in waiting.into_iter().take(1) {
            self.wakes_one(task);
        }
    }

    fn wakes_one(&mut self, task: &Task) {
        let Some(want) = task.want() else { return };
        let blamed = match self.model.why(task.id).hops.first() {
            Some(Because::Waits { blame, .. }) => match blame {
                Blame::Owner(by) | Blame::End(by) => vec![*by],
                Blame::Holders(by) | Blame::Givers(by) | Blame::Takers(by) | Blame::Undone(by) => {
                    by.clone()
                }
                Blame::Missing(_) | Blame::Free | Blame::Nobody => Vec::new(),
            },
            _ => Vec::new(),
        };
        let named = blamed.iter().copied().take(WAITERS);
        let named = named.chain(self.lecturer().filter(|by| !blamed.contains(by)));
        let mut answers: Vec<Answer> = named.map(Answer::Task).collect();
        answers.push(Answer::Another);
        if want.until.is_some() {
            answers.push(Answer::Time);
        }
        if answers.len() < 4 {
            answers.push(Answer::Nobody);
        }
        let ask = Ask::Wakes {
            task: task.id,
            op: want.op,
            object: want.object,
            on: want.on,
        };
        self.ask(ask, answers);
    }

    /// The lecturer, where all wait for what it does.
    fn lecturer(&self) -> Option<TaskId> {
        let is_it = |task: &&Task| task.kind == TaskKind::Lecturer;
        let turn = self.model.verdict == Verdict::WaitingForLecturer;
        let found = self.model.tasks.iter().find(is_it).filter(|_| turn);
        found.map(|task| task.id)
    }

    /// Whether a wait that has an end of its own comes to a better one.
    pub(super) fn in_time(&mut self) {
        let timed = self.actors().filter_map(|task| {
            let want = task.want().filter(|_| task.doing == Doing::Waiting)?;
            let until = want.until?;
            let mine = Some(task.id) == self.chosen;
            may_be_woken(self, task).then_some((!mine, until, task.id, *want))
        });
        let Some((_, until, task, want)) =
            timed.min_by_key(|(mine, until, id, _)| (*mine, *until, *id))
        else {
            return;
        };
        let ask = Ask::InTime {
            task,
            op: want.op,
            object: want.object,
            until,
        };
        self.ask(ask, vec![Answer::Yes, Answer::No]);
    }
}

/// Whether a task waits for what another does to what the program knows: not for a clock, nor for all others at a barrier.
fn may_be_woken(asked: &Asked, task: &Task) -> bool {
    let Some(want) = task.want() else {
        return false;
    };
    let object = want.object.and_then(|object| asked.model.object(object));
    match object {
        Some(object) => {
            let inner = object.of.is_some() && object.kind != ObjectKind::Future;
            !inner
                && !matches!(
                    object.kind,
                    ObjectKind::Timer | ObjectKind::Barrier | ObjectKind::Pool
                )
        }
        None => want.on.is_some(),
    }
}
