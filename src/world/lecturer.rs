//! The lecturer: a task that runs the statements it is given, one after another, in the program's namespace.

use std::sync::Arc;

use super::World;
use super::operate::{Doing, Waiting};
use super::prelude::{self, Reader};
use super::run::Machine;
use super::task::State;
use crate::primitive::Wait;
use crate::python::frame::{Frame, Then};
use crate::python::value::Value;
use crate::python::{Problem, compile_statement};
use crate::trace::{Event, NoteKind, TaskId};
use crate::world::Outcome;

impl World {
    /// Gives the lecturer a statement to run. The value of an expression is shown, as at Python's prompt; not if a
    /// semicolon ends it.
    ///
    /// # Errors
    /// A statement that cannot be compiled.
    pub fn say(&mut self, statement: &str) -> Result<(), Problem> {
        let Some(lecturer) = self.lecturer else {
            return Ok(());
        };
        let said = compile_statement(statement, &self.symbols, self.places.len() as u32)?;
        Arc::make_mut(&mut self.places).extend(said.sites.iter().cloned());
        self.builtins = Arc::new(prelude::builtins(&said.symbols, Reader::Program));
        self.symbols = said.symbols.clone();
        self.statements
            .push_back((said.code.clone(), statement.trim_end_matches(';').into()));
        let idle = self.tasks[lecturer.index()].as_ref().is_some_and(|task| {
            matches!(
                &task.waiting,
                Some(Waiting {
                    doing: Doing::Idle,
                    ..
                })
            )
        });
        if idle {
            self.wake(&[lecturer]);
        }
        Ok(())
    }

    /// The lecturer has nothing to do.
    pub(super) fn park_lecturer(&mut self, id: TaskId) {
        if let Some(Some(task)) = self.tasks.get_mut(id.index()) {
            let task = Arc::make_mut(task);
            task.state = State::Blocked;
            task.waiting = Some(idle());
        }
        self.ready.remove(id);
    }
}

fn idle() -> Waiting {
    Waiting {
        doing: Doing::Idle,
        then: Then::Drop,
        wait: Wait::Forever,
        deadline: None,
        since: 0,
        expired: false,
        known: Vec::new(),
    }
}

impl Machine<'_> {
    /// The lecturer's statement is over: the next one, or sleep.
    pub(super) fn next_statement(&mut self) -> Outcome {
        if self.task.spoke {
            // An empty text says that the statement is over.
            self.task.spoke = false;
            self.world.emit(Event::Note {
                task: Some(self.task.id),
                kind: NoteKind::Statement,
                text: "".into(),
            });
        }
        let Some((code, text)) = self.world.statements.pop_front() else {
            self.task.waiting = Some(idle());
            self.task.state = State::Blocked;
            return Outcome::Blocked;
        };
        self.process
            .user
            .resize(self.world.symbols.entries.len(), Value::Unbound);
        let id = self.task.id;
        self.world.emit(Event::Note {
            task: Some(id),
            kind: NoteKind::Statement,
            text,
        });
        self.task.spoke = true;
        self.task.frames.push(Box::new(Frame::new(code)));
        self.run()
    }
}
