//! Hears in the records that come which answer to a question comes true.

use crate::trace::{Done, Event, Fail, Op, TaskId, Text, Want};

use super::circle::Owners;
use super::{Answer, Ask, Data, Question};

/// Listens to a run from the moment of the question on, until it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Watch {
    ask: Ask,
    /// Tasks of the question that have still to be heard of: those who wait, those who have not written.
    left: Vec<TaskId>,
    /// One that has just asked.
    asking: Option<TaskId>,
    /// Who has read and not written yet, and whether somebody has written since.
    readers: Vec<(TaskId, bool)>,
    owners: Owners,
}

impl Watch {
    /// Begins to listen; the next record to be heard is the first one after the question.
    pub fn new(question: &Question) -> Self {
        let ask = question.ask.clone();
        let (mut left, mut readers, mut owners) = (Vec::new(), Vec::new(), Owners::default());
        match &ask {
            Ask::Next { waiting, .. }
            | Ask::Blocks { waiting, .. }
            | Ask::HowMany { waiting, .. }
            | Ask::First { waiting, .. } => left.clone_from(waiting),
            Ask::Both { tasks, .. } => left.clone_from(tasks),
            Ask::Lost { readers: known, .. } => readers.clone_from(known),
            Ask::Deadlock {
                locks,
                owners: known,
                wants,
            } => owners = Owners::new(locks, known, wants),
            _ => {}
        }
        Self {
            ask,
            left,
            asking: None,
            readers,
            owners,
        }
    }

    /// Takes a record; the answer, if this is the moment at which it is known.
    pub fn hear(&mut self, event: &Event) -> Option<Answer> {
        if matches!(self.ask, Ask::Blocks { .. }) {
            return self.blocks(event);
        }
        if matches!(self.ask, Ask::Deadlock { .. }) {
            return self.owners.hear(event).then_some(Answer::Yes);
        }
        match event {
            Event::Done(done) => self.done(done),
            Event::Want(want) => self.want(want),
            Event::Fail(fail) => self.fail(fail),
            Event::End { task, .. } => self.end(*task),
            _ => None,
        }
    }

    /// Nobody can run any more, because all have ended or in spite of it: the answer then.
    pub fn stopped(&self, ended: bool) -> Answer {
        match &self.ask {
            Ask::Deadlock { .. } if !ended => Answer::Yes,
            Ask::Blocks { .. } if self.asking.is_some() => Answer::Yes,
            Ask::InTime { .. } | Ask::AtOnce { .. } | Ask::Lost { .. } | Ask::Deadlock { .. } => {
                Answer::No
            }
            _ => Answer::Nobody,
        }
    }

    /// Whoever need not wait is told to be done right after it was told to ask, but for what names an object.
    fn blocks(&mut self, event: &Event) -> Option<Answer> {
        let Ask::Blocks {
            object, op, reads, ..
        } = &self.ask
        else {
            return None;
        };
        if let Some(asking) = self.asking {
            return match event {
                Event::New(_) | Event::Site(_) => None,
                Event::Done(done) if done.task == asking && done.op == *op => Some(Answer::No),
                _ => Some(Answer::Yes),
            };
        }
        match event {
            Event::Want(want) => {
                let is_it = want.op == *op && want.object == Some(*object);
                let side =
                    reads.is_none_or(|reads| reads == (want.text.as_deref() == Some("read")));
                if is_it && side && !self.left.contains(&want.task) {
                    self.asking = Some(want.task);
                }
            }
            Event::Done(Done { task, .. }) | Event::Fail(Fail { task, .. }) => self.forget(*task),
            _ => {}
        }
        None
    }

    fn forget(&mut self, task: TaskId) {
        self.left.retain(|other| *other != task);
    }

    fn done(&mut self, done: &Done) -> Option<Answer> {
        let by = done.task;
        match &self.ask {
            Ask::Next {
                object, op, owner, ..
            } => {
                let taken = done.op == *op && done.object == Some(*object);
                (taken && *owner != Some(by)).then(|| self.one_of_them(by))
            }
            Ask::Wakes {
                task, op, object, ..
            } => {
                if done.woken.contains(task) && by != *task {
                    return Some(Answer::Task(by));
                }
                let own = by == *task && done.op == *op && done.object == *object;
                own.then(|| woke_itself(done))
            }
            Ask::InTime {
                task, op, object, ..
            } => {
                let own = by == *task && done.op == *op && done.object == *object;
                own.then(|| yes(done.flag != Some(false)))
            }
            Ask::HowMany { object, .. } => {
                if done.op == Op::Set && done.object == Some(*object) {
                    return Some(match done.woken.len() {
                        0 => Answer::Nobody,
                        n if n >= self.left.len() => Answer::All,
                        n => Answer::Count(n as i64),
                    });
                }
                if done.op == Op::Wait && done.object == Some(*object) {
                    self.forget(by);
                }
                None
            }
            Ask::First { object, .. } => {
                if done.op != Op::Notify || done.object != Some(*object) {
                    return None;
                }
                let woken = done.woken.first();
                Some(woken.map_or(Answer::Nobody, |woken| self.one_of_them(*woken)))
            }
            Ask::AtOnce { object, lock } => {
                let (object, lock) = (*object, *lock);
                self.at_once(done, object, lock)
            }
            Ask::Last { object, .. } => {
                let opened = done.op == Op::Wait && done.object == Some(*object);
                let broken = matches!(done.op, Op::Abort) && done.object == Some(*object);
                if broken {
                    return Some(Answer::Nobody);
                }
                opened.then_some(Answer::Task(by))
            }
            Ask::GoOn { object, .. } => {
                (done.op == Op::Wait && done.object == Some(*object)).then_some(Answer::All)
            }
            Ask::Writes { data, task, .. } => {
                let written = by == *task && done.op == Op::Write && is(data, done);
                written.then(|| value(done))
            }
            Ask::Both { data, .. } => {
                if done.op != Op::Write || !is(data, done) {
                    return None;
                }
                self.forget(by);
                self.left.is_empty().then(|| value(done))
            }
            Ask::Lost { data, .. } => {
                if !is(data, done) {
                    return None;
                }
                self.lost(done)
            }
            Ask::Item { object } => {
                (done.op == Op::Get && done.object == Some(*object)).then(|| value(done))
            }
            Ask::Settles { running } => {
                let settled = done
                    .object
                    .filter(|object| done.op == Op::Set && running.contains(object));
                settled.map(Answer::Object)
            }
            Ask::Begins { pending } => {
                let begun = done
                    .object
                    .filter(|object| done.op == Op::Start && pending.contains(object));
                begun.map(Answer::Object)
            }
            Ask::TimeUp => (done.op == Op::Sleep).then_some(Answer::Task(by)),
            Ask::Blocks { .. } | Ask::Deadlock { .. } | Ask::Ends { .. } | Ask::Scene => None,
        }
    }

    /// One of those who waited when the question was asked, or somebody new.
    fn one_of_them(&self, task: TaskId) -> Answer {
        let known = match &self.ask {
            Ask::Next { waiting, .. } | Ask::First { waiting, .. } => waiting.contains(&task),
            _ => true,
        };
        if known {
            Answer::Task(task)
        } else {
            Answer::Newcomer
        }
    }

    /// The first of those who were notified has the lock, or the notifier has given it up before.
    fn at_once(
        &mut self,
        done: &Done,
        object: crate::trace::ObjectId,
        lock: Option<crate::trace::ObjectId>,
    ) -> Option<Answer> {
        if done.op == Op::Notify && done.object == Some(object) && self.asking.is_none() {
            self.left.clone_from(&done.woken);
            self.asking = (!done.woken.is_empty()).then_some(done.task);
            return None;
        }
        let notifier = self.asking?;
        let of_lock = done.object.is_some() && (done.object == lock || done.object == Some(object));
        match done.op {
            // A wait gives the lock up, too.
            Op::Release if of_lock && done.task == notifier => Some(Answer::No),
            Op::Acquire if of_lock && self.left.contains(&done.task) => Some(Answer::Yes),
            _ => None,
        }
    }

    fn lost(&mut self, done: &Done) -> Option<Answer> {
        let by = done.task;
        let mine = self.readers.iter().position(|(task, _)| *task == by);
        match done.op {
            Op::Read => {
                if let Some(mine) = mine {
                    self.readers.remove(mine);
                }
                self.readers.push((by, false));
                self.readers.sort_unstable();
                None
            }
            Op::Write => {
                let stale = mine.is_some_and(|mine| self.readers.remove(mine).1);
                self.readers.iter_mut().for_each(|(_, old)| *old = true);
                stale.then_some(Answer::Yes)
            }
            _ => None,
        }
    }

    fn want(&mut self, want: &Want) -> Option<Answer> {
        let by = want.task;
        match &self.ask {
            Ask::HowMany { object, .. } if want.op == Op::Wait && want.object == Some(*object) => {
                if !self.left.contains(&by) {
                    self.left.push(by);
                }
                None
            }
            Ask::GoOn {
                object,
                arrived,
                parties,
            } if want.op == Op::Wait && want.object == Some(*object) => {
                (arrived + 1 < *parties).then_some(Answer::Count(0))
            }
            // Who waited for a condition asks for its lock, and nobody has notified it.
            Ask::Wakes {
                task,
                op: Op::Wait,
                object: Some(_),
                ..
            } if by == *task && want.op == Op::Acquire => Some(Answer::Time),
            _ => None,
        }
    }

    fn fail(&mut self, fail: &Fail) -> Option<Answer> {
        let by = fail.task;
        match &self.ask {
            Ask::Wakes { task, .. } if by == *task => Some(Answer::Time),
            Ask::InTime {
                task, op, object, ..
            } if by == *task => (fail.op == *op && fail.object == *object).then_some(Answer::No),
            Ask::HowMany { object, .. } if fail.object == Some(*object) => {
                self.forget(by);
                None
            }
            Ask::Last { object, .. } if fail.op == Op::Wait && fail.object == Some(*object) => {
                Some(Answer::Nobody)
            }
            _ => None,
        }
    }

    fn end(&mut self, task: TaskId) -> Option<Answer> {
        match &self.ask {
            Ask::Wakes { on, .. } if *on == Some(task) => Some(Answer::Task(task)),
            Ask::Writes { task: writer, .. } if *writer == task => Some(Answer::Nobody),
            Ask::Both { .. } if self.left.contains(&task) => Some(Answer::Nobody),
            Ask::HowMany { .. } => {
                self.forget(task);
                None
            }
            _ => None,
        }
    }
}

/// Whether an operation is on this shared data.
fn is(data: &Data, done: &Done) -> bool {
    match data.object {
        Some(object) => done.object == Some(object),
        None => done.object.is_none() && done.name.as_ref() == Some(&data.name),
    }
}

fn value(done: &Done) -> Answer {
    let empty = || Text::from("");
    Answer::Value(done.item.clone().unwrap_or_else(empty))
}

fn yes(is_so: bool) -> Answer {
    if is_so { Answer::Yes } else { Answer::No }
}

/// It goes on though nobody has woken it: its time was up, or it found what it wants by itself.
fn woke_itself(done: &Done) -> Answer {
    if done.flag == Some(false) {
        Answer::Time
    } else {
        Answer::Another
    }
}
