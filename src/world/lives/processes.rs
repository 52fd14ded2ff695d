//! How processes begin and end, with their threads, their daemons and their handles of pipes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Birth;
use crate::primitive::End;
use crate::python::exceptions::{Exc, Fault, Res};
use crate::python::frame::Then;
use crate::python::quick::members::Members;
use crate::python::value::Value;
use crate::trace::{ObjectId, TaskId, TaskKind};
use crate::world::World;
use crate::world::run::{Go, Machine};
use crate::world::task::{Process, State};
use crate::world::things::What;

/// Bytes that the heaps of several processes may take together; what they share counts once.
const PROCESSES: usize = 128 << 20;

impl World {
    /// Bounds what a process may take in a step, if there are others; what it has by now.
    pub(in crate::world) fn allow_memory(&self, process: &mut Process) -> usize {
        if self.processes.len() > 1 {
            let more = PROCESSES.saturating_sub(self.memory);
            process.heap.allow(more);
        }
        process.heap.own()
    }

    /// Takes note of what a process has taken in a step, that had so much before.
    pub(in crate::world) fn note_memory(&mut self, process: &Process, before: usize) {
        self.memory = (self.memory + process.heap.own()).saturating_sub(before);
    }

    /// Sends a signal to a process, which ends it with this status: as soon as one of its tasks comes to run.
    pub(in crate::world) fn signal(&mut self, process: usize, exit: i64) {
        let Some(Some(found)) = self.processes.get_mut(process) else {
            return;
        };
        if found.finished || found.doomed.is_some() {
            return;
        }
        let found = Arc::make_mut(found);
        found.doomed = Some(exit);
        let main = found.main;
        let members = self.members(process);
        let first = members.iter().find(|member| **member == main);
        if let Some(task) = first.or(members.first()) {
            self.wake(&[*task]);
        }
    }

    /// The number of a process that lives, by its pid.
    pub(in crate::world) fn process_by_pid(&self, pid: i64) -> Option<usize> {
        self.pids.iter().position(|known| *known == pid)
    }

    /// The process that a task is of.
    pub(in crate::world) fn process_with(&self, task: TaskId) -> Option<usize> {
        let found = self.tasks.get(task.index())?.as_ref()?;
        Some(found.process)
    }

    /// What a signal has brought about, before a task of the process runs again; whether there was one.
    pub(in crate::world) fn obey(&mut self, process: usize) -> bool {
        let found = self.processes.get(process).and_then(Option::as_ref);
        let Some(exit) = found.and_then(|found| found.doomed.filter(|_| !found.finished)) else {
            return false;
        };
        self.end_process(process, exit);
        self.notice_quiet();
        true
    }

    /// A process ends with all its threads and takes nobody along but daemons.
    fn terminate(&mut self, id: TaskId) {
        let Some(Some(task)) = self.tasks.get(id.index()) else {
            return;
        };
        let process = task.process;
        let over = self.processes[process]
            .as_ref()
            .is_none_or(|process| process.finished);
        if !over {
            self.end_process(process, -15);
        }
    }

    fn end_process(&mut self, process: usize, exit: i64) {
        for member in self.members(process) {
            self.kill(member, exit);
        }
        // Its main thread may have ended before.
        let main = self.processes[process].as_ref().map(|found| found.main);
        if let Some(Some(task)) = main.and_then(|main| self.tasks.get_mut(main.index())) {
            Arc::make_mut(task).exit = exit;
            if process == 0 {
                // As a shell tells of a signal.
                self.exit_status = if exit < 0 { 128 - exit } else { exit } as i32;
            }
        }
        self.finish_process(process);
    }

    fn members(&self, process: usize) -> Vec<TaskId> {
        let is_member = |id: &&TaskId| {
            self.tasks[id.index()]
                .as_ref()
                .is_some_and(|task| task.process == process && task.kind != TaskKind::Lecturer)
        };
        self.alive.iter().filter(is_member).copied().collect()
    }

    /// A task of the process has ended: if nothing keeps the process alive any more, its daemons end too.
    pub(in crate::world) fn check_process(&mut self, process: usize) {
        let members = self.members(process);
        let keeps = |id: &TaskId| {
            self.tasks[id.index()]
                .as_ref()
                .is_some_and(|task| !task.daemon)
        };
        let main_over = self.processes[process].as_ref().is_some_and(|found| {
            self.tasks[found.main.index()]
                .as_ref()
                .is_none_or(|main| main.state == State::Ended)
        });
        if !main_over || members.iter().any(keeps) {
            return;
        }
        let children: Vec<usize> = (0..self.processes.len())
            .filter(|&child| {
                self.processes[child]
                    .as_ref()
                    .is_some_and(|found| found.parent == Some(process) && !found.finished)
            })
            .collect();
        let daemon = |child: &usize| {
            let main = self.processes[*child].as_ref().map(|found| found.main);
            main.and_then(|main| self.tasks[main.index()].as_ref())
                .is_some_and(|task| task.daemon)
        };
        let (daemons, others): (Vec<usize>, Vec<usize>) = children.into_iter().partition(daemon);
        if !others.is_empty() {
            // As at the exit of CPython's multiprocessing: daemonic children end before the others are waited for.
            self.end_daemons(&daemons);
            return;
        }
        for member in members {
            self.kill(member, 0);
        }
        self.end_daemons(&daemons);
        self.finish_process(process);
    }

    fn end_daemons(&mut self, daemons: &[usize]) {
        for &child in daemons {
            let main = self.processes[child].as_ref().map(|found| found.main);
            if let Some(main) = main {
                self.terminate(main);
            }
        }
    }

    fn finish_process(&mut self, process: usize) {
        let Some(found) = &mut self.processes[process] else {
            return;
        };
        if found.finished {
            return;
        }
        let found = Arc::make_mut(found);
        found.finished = true;
        let (main, parent) = (found.main, found.parent);
        let open = std::mem::take(&mut found.ends);
        if parent.is_some() {
            // Nobody can reach what was in it any more; a program may start a hundred thousand of them.
            let heap = std::mem::take(&mut found.heap);
            self.memory = self.memory.saturating_sub(heap.own());
            found.user = Vec::new();
            found.prelude = Arc::default();
            found.library = Arc::default();
            self.close_handles(&open);
            if let Some(Some(task)) = self.tasks.get_mut(main.index()) {
                let joiners = std::mem::take(&mut Arc::make_mut(task).joiners);
                self.wake(&joiners);
            }
        }
        if let Some(parent) = parent {
            self.check_process(parent);
        }
    }

    /// A process has ended: the handles of pipes that it had open are closed.
    fn close_handles(&mut self, open: &BTreeSet<ObjectId>) {
        for handle in open {
            self.close_handle(*handle);
        }
    }

    /// One handle less of an end of a pipe.
    pub(in crate::world) fn close_handle(&mut self, handle: ObjectId) {
        if let Some((pipe, end)) = self.end_of(handle)
            && let What::Pipe(state) = &mut self.thing(pipe).what
        {
            let woken = state.close(end);
            self.wake(&woken);
        }
    }

    /// One handle more of an end of a pipe.
    pub(in crate::world) fn open_handle(&mut self, handle: ObjectId) {
        if let Some((pipe, end)) = self.end_of(handle)
            && let What::Pipe(state) = &mut self.thing(pipe).what
        {
            state.open(end);
        }
    }

    /// The pipe and the end that a handle stands for.
    pub(in crate::world) fn end_of(&mut self, handle: ObjectId) -> Option<(ObjectId, End)> {
        match &self.objects[handle.index()].what {
            What::Pipe(_) => Some((handle, End::A)),
            What::End(pipe) => Some((*pipe, End::B)),
            _ => None,
        }
    }
}

impl Machine<'_> {
    /// `_world("fork", process, name, function, daemon, kind)`
    pub(in crate::world) fn start_process(&mut self, args: &[Value], then: Then) -> Res<Go> {
        let heap = self.process.heap.fork();
        if self.world.memory + heap.own() > PROCESSES {
            let args = vec![Value::Int(12), Value::from("Cannot allocate memory")];
            return Err(Fault::with(Exc::OSError, args));
        }
        self.world.memory += heap.own();
        let number = self.world.processes.len();
        let birth = self.birth(args, number)?;
        let prelude = self.prelude_frame("_run_task", &birth.object)?;
        let birth = Birth {
            frames: vec![Box::new(prelude)],
            ..birth
        };
        let task = self.world.spawn(birth);
        self.world.next_pid += 1;
        let child = Process {
            heap,
            user: self.process.user.clone(),
            modules: self.process.modules.clone(),
            prelude: self.process.prelude.clone(),
            library: self.process.library.clone(),
            redirected: self.process.redirected,
            pid: self.world.next_pid,
            parent: Some(self.task.process),
            main: task,
            live: 1,
            finished: false,
            // Its pools' workers stay behind.
            leaves: false,
            guarded: self.process.guarded,
            worked: 0,
            // Those of the parent stay there, with what they carry.
            feeders: BTreeMap::new(),
            ends: self.process.ends.clone(),
            members: Members::default(),
            closed: self.process.closed.clone(),
            doomed: None,
        };
        self.world.pids.push(child.pid);
        self.world.processes.push(Some(Arc::new(child)));
        for handle in self.process.ends.clone() {
            self.world.open_handle(handle);
        }
        self.world.turn.fork();
        self.began(task, then)
    }
}
