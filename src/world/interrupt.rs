//! `KeyboardInterrupt`: ctrl-c in the program's terminal, esc in the lecturer's statement.

use std::sync::Arc;

use super::World;
use super::operate::Doing;
use super::task::State;
use crate::primitive::Wait;
use crate::python::exceptions::{Exc, Fault};
use crate::trace::{Event, Fail, FailReason, NoteKind, Op, TaskId, TaskKind, Want};

impl World {
    /// What ctrl-c does in a terminal: raises `KeyboardInterrupt` in the main thread of every process, wherever it waits.
    /// Where the main thread has ended and the others are waited for, nobody waits for them any longer.
    pub fn interrupt(&mut self) {
        let mains = self.tasks.iter().flatten().filter(|task| {
            let main = matches!(task.kind, TaskKind::Main | TaskKind::Process);
            main && task.state != State::Ended
        });
        let mains: Vec<TaskId> = mains.map(|task| task.id).collect();
        if !mains.contains(&TaskId(0)) {
            self.stop_waiting();
        }
        for main in mains {
            self.emit(Event::Note {
                task: Some(main),
                kind: NoteKind::Interrupt,
                text: Exc::KeyboardInterrupt.name().into(),
            });
            self.interrupt_task(main);
        }
    }

    /// Raises `KeyboardInterrupt` in the lecturer's statement, and forgets those that wait for their turn.
    pub fn abandon(&mut self) {
        self.statements.clear();
        if let Some(lecturer) = self.lecturer {
            self.interrupt_task(lecturer);
        }
    }

    /// Raises `KeyboardInterrupt` in a task as soon as it runs, which it can. It leaves the line that it stands in; one
    /// that waits for a condition has its lock back before.
    fn interrupt_task(&mut self, id: TaskId) {
        let Some(Some(task)) = self.tasks.get_mut(id.index()) else {
            return;
        };
        if task.frames.is_empty() || task.state == State::Ended {
            return;
        }
        let task = Arc::make_mut(task);
        let again = task.interrupt.is_some();
        task.interrupt = Some(Fault::with(Exc::KeyboardInterrupt, Vec::new()));
        let returns = task.waiting.as_ref().map(|waiting| &waiting.doing);
        if matches!(returns, Some(Doing::ConditionBack(..))) && !again {
            return;
        }
        let Some(waiting) = task.waiting.take() else {
            return;
        };
        let blocked = task.state == State::Blocked;
        task.state = State::Ready;
        let deadline = waiting.deadline;
        let woken = self.let_go(id, &waiting.doing);
        self.emit(Event::Fail(Fail {
            task: id,
            op: waiting.doing.op(),
            object: waiting.doing.object(),
            on: waiting.doing.on(),
            why: FailReason::Abandoned,
            text: None,
            woken,
        }));
        if let Doing::ConditionWait(condition, lock, saved) = waiting.doing {
            self.want_back(
                id,
                super::operate::Waiting {
                    doing: Doing::ConditionBack(condition, lock, saved, false),
                    wait: Wait::Forever,
                    deadline: None,
                    expired: false,
                    ..waiting
                },
            );
        }
        if blocked {
            if let Some(deadline) = deadline {
                self.deadlines.remove(&(deadline, id));
            }
            self.ready.insert(id);
            self.woken.push(id);
        }
    }

    /// A task whose wait for a condition is over goes for its lock.
    fn want_back(&mut self, id: TaskId, waiting: super::operate::Waiting) {
        let object = waiting.doing.object();
        let Some(Some(task)) = self.tasks.get_mut(id.index()) else {
            return;
        };
        let task = Arc::make_mut(task);
        let site = task.site_in_program();
        task.waiting = Some(waiting);
        self.emit(Event::Want(Want {
            task: id,
            op: Op::Acquire,
            object,
            on: None,
            timeout: None,
            site,
            text: None,
        }));
    }

    /// The main thread is over and is interrupted in its wait for the others: they end with the program.
    fn stop_waiting(&mut self) {
        let others = self.alive.iter().copied();
        let others: Vec<TaskId> = others.filter(|task| Some(*task) != self.lecturer).collect();
        if others.is_empty() {
            return;
        }
        let text = "Exception ignored in: <module 'threading'>\nKeyboardInterrupt: \n";
        self.emit(Event::Out {
            task: TaskId(0),
            text: text.into(),
            err: true,
        });
        for task in others {
            self.kill(task, 1);
        }
        for process in 0..self.processes.len() {
            self.check_process(process);
        }
        self.notice_quiet();
    }
}
