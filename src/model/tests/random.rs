//! Random but legal runs: the model never leaves the legal states and ends where the run ended.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::super::check::Checker;
use super::super::{End, Model};
use crate::trace::{
    Done, Event, Fail, FailReason, Hello, New, ObjectId, ObjectKind, Op, QueueOrder, Record, Spawn,
    TaskId, TaskKind, VERSION, Want,
};

const TASKS: u32 = 5;
const KINDS: [ObjectKind; 7] = [
    ObjectKind::Lock,
    ObjectKind::Lock,
    ObjectKind::RLock,
    ObjectKind::Semaphore,
    ObjectKind::Event,
    ObjectKind::Queue,
    ObjectKind::Condition,
];
const SEMAPHORE: usize = 3;
const EVENT: usize = 4;
const QUEUE: usize = 5;
const CONDITION: usize = 6;
/// How long those are ready to wait who are not for ever.
const TIMEOUT: u64 = 5;
/// The condition's lock.
const GUARD: usize = 1;

#[derive(Clone, Copy, PartialEq, Debug)]
struct Asked {
    op: Op,
    object: usize,
    timed: bool,
    woken: bool,
}

/// What the objects really are, kept apart from the model.
#[derive(Default)]
struct Run {
    checker: Checker,
    faults: Vec<String>,
    time: u64,
    owner: [Option<u32>; 7],
    count: [i64; 7],
    permits: i64,
    flag: bool,
    items: VecDeque<String>,
    next: u32,
    unfinished: i64,
    lines: [[VecDeque<u32>; 3]; 7],
    asked: Vec<Option<Asked>>,
    /// Tasks that were notified, or timed out, and take the condition's lock again.
    back: Vec<Option<bool>>,
}

fn end_of(op: Op) -> usize {
    match op {
        Op::Put => 1,
        Op::Join => 2,
        _ => 0,
    }
}

impl Run {
    fn new() -> Self {
        let mut run = Self {
            permits: 2,
            ..Self::default()
        };
        run.asked = vec![None; TASKS as usize];
        run.back = vec![None; TASKS as usize];
        run.tell(Event::Hello(Box::new(Hello {
            version: VERSION,
            ..Hello::default()
        })));
        for task in 0..TASKS {
            let kind = if task == 0 {
                TaskKind::Main
            } else {
                TaskKind::Thread
            };
            let (name, task) = (format!("t{task}").into(), TaskId(task));
            run.tell(Event::Spawn(Spawn {
                task,
                parent: None,
                name,
                function: "f".into(),
                kind,
                daemon: false,
            }));
            run.tell(Event::Start { task });
        }
        for (index, kind) in KINDS.into_iter().enumerate() {
            run.tell(Event::New(New {
                names: vec![format!("o{index}").into()],
                permits: (index == SEMAPHORE).then_some(2),
                capacity: (index == QUEUE).then_some(2),
                order: (index == QUEUE).then_some(QueueOrder::Fifo),
                lock: (index == CONDITION).then_some(ObjectId(GUARD as u32)),
                ..New::plain(ObjectId(index as u32), kind)
            }));
        }
        run
    }

    fn tell(&mut self, event: Event) {
        self.time += 1;
        let record = Record {
            time: self.time,
            event,
        };
        for fault in self.checker.apply(&record) {
            self.faults.push(format!("{fault} after {record:?}"));
        }
    }

    fn want(&mut self, task: u32, op: Op, object: usize, timed: bool) {
        self.asked[task as usize] = Some(Asked {
            op,
            object,
            timed,
            woken: false,
        });
        self.lines[object][end_of(op)].push_back(task);
        let (on, site, text) = (None, None, None);
        let timeout = timed.then_some(TIMEOUT);
        self.tell(Event::Want(Want {
            task: TaskId(task),
            op,
            object: Some(ObjectId(object as u32)),
            on,
            timeout,
            site,
            text,
        }));
    }

    fn leave(&mut self, task: u32, op: Op, object: usize) {
        self.lines[object][end_of(op)].retain(|other| *other != task);
        self.asked[task as usize] = None;
    }

    fn wake(&mut self, object: usize, end: usize, most: usize) -> Vec<TaskId> {
        let most = most.min(self.lines[object][end].len());
        let woken: Vec<u32> = self.lines[object][end].drain(..most).collect();
        for task in &woken {
            if let Some(asked) = &mut self.asked[*task as usize] {
                asked.woken = true;
            }
        }
        woken.into_iter().map(TaskId).collect()
    }

    fn done(&mut self, task: u32, op: Op, object: usize, change: impl FnOnce(&mut Done)) {
        let mut done = Done {
            object: Some(ObjectId(object as u32)),
            ..Done::new(TaskId(task), op)
        };
        change(&mut done);
        self.tell(Event::Done(done));
    }

    /// Tries an operation; true if it took effect.
    fn attempt(&mut self, task: u32, op: Op, object: usize) -> bool {
        match (op, KINDS[object]) {
            (Op::Acquire, ObjectKind::Lock | ObjectKind::RLock) => {
                let again = KINDS[object] == ObjectKind::RLock && self.owner[object] == Some(task);
                if self.owner[object].is_some() && !again {
                    return false;
                }
                self.leave(task, op, object);
                self.owner[object] = Some(task);
                self.count[object] += 1;
                let left = self.count[object];
                self.done(task, op, object, |done| done.left = Some(left));
            }
            (Op::Acquire, _) => {
                if self.permits == 0 {
                    return false;
                }
                self.leave(task, op, object);
                self.permits -= 1;
                let left = self.permits;
                self.done(task, op, object, |done| done.left = Some(left));
            }
            (Op::Wait, ObjectKind::Event) => {
                let woken = self.asked[task as usize].is_some_and(|asked| asked.woken);
                if !self.flag && !woken {
                    return false;
                }
                self.leave(task, op, object);
                self.done(task, op, object, |done| done.flag = Some(true));
            }
            (Op::Get, _) => {
                let Some(item) = self.items.pop_front() else {
                    return false;
                };
                self.leave(task, op, object);
                let woken = self.wake(object, 1, 1);
                let (left, unfinished) = (self.items.len() as i64, self.unfinished);
                self.done(task, op, object, |done| {
                    (done.left, done.unfinished) = (Some(left), Some(unfinished));
                    (done.item, done.woken) = (Some(item.as_str().into()), woken);
                });
            }
            (Op::Put, _) => {
                if self.items.len() == 2 {
                    return false;
                }
                self.leave(task, op, object);
                let item = self.next.to_string();
                (self.next, self.unfinished) = (self.next + 1, self.unfinished + 1);
                self.items.push_back(item.clone());
                let woken = self.wake(object, 0, 1);
                let (left, unfinished) = (self.items.len() as i64, self.unfinished);
                self.done(task, op, object, |done| {
                    (done.left, done.unfinished) = (Some(left), Some(unfinished));
                    (done.item, done.woken) = (Some(item.as_str().into()), woken);
                });
            }
            (Op::Join, _) => {
                if self.unfinished > 0 {
                    return false;
                }
                self.leave(task, op, object);
                self.done(task, op, object, |_| ());
            }
            _ => return false,
        }
        true
    }

    fn release(&mut self, task: u32, object: usize, all: bool) {
        if object == SEMAPHORE {
            self.permits += 1;
        } else {
            self.count[object] = if all { 0 } else { self.count[object] - 1 };
            if self.count[object] == 0 {
                self.owner[object] = None;
            }
        }
        let left = if object == SEMAPHORE {
            self.permits
        } else {
            self.count[object]
        };
        let woken = if object == SEMAPHORE || left == 0 {
            self.wake(object, 0, 1)
        } else {
            Vec::new()
        };
        self.done(task, Op::Release, object, |done| {
            (done.left, done.woken) = (Some(left), woken);
        });
    }

    /// One step of a task that is chosen by dice.
    fn step(&mut self, task: u32, dice: u8, timed: bool) {
        let me = task as usize;
        if let Some(Asked {
            op,
            object,
            timed,
            woken,
        }) = self.asked[me]
        {
            if object == CONDITION {
                if woken || timed {
                    if woken {
                        self.lines[CONDITION][0].retain(|other| *other != task);
                    } else {
                        // It keeps its place until it has the lock again.
                        self.time += TIMEOUT;
                    }
                    self.back[me] = Some(woken);
                    self.want(task, Op::Acquire, GUARD, false);
                    self.get_back(task);
                }
            } else if woken {
                if self.back[me].is_some() {
                    self.again(task, Op::Acquire, GUARD);
                    self.get_back(task);
                } else if !self.attempt(task, op, object) {
                    self.again(task, op, object);
                }
            } else if timed {
                self.leave(task, op, object);
                let (object, on, text) = (Some(ObjectId(object as u32)), None, None);
                self.tell(Event::Fail(Fail {
                    task: TaskId(task),
                    op,
                    object,
                    on,
                    why: FailReason::Timeout,
                    text,
                    woken: Vec::new(),
                }));
            }
            return;
        }
        let object = usize::from(dice) % KINDS.len();
        let second = dice >= 128;
        match KINDS[object] {
            ObjectKind::Lock | ObjectKind::RLock if second && self.owner[object].is_some() => {
                if KINDS[object] == ObjectKind::Lock || self.owner[object] == Some(task) {
                    self.release(task, object, false);
                }
            }
            ObjectKind::Semaphore if second => self.release(task, object, false),
            ObjectKind::Lock | ObjectKind::RLock | ObjectKind::Semaphore => {
                self.ask(task, Op::Acquire, object, timed);
            }
            ObjectKind::Event if second => {
                self.flag = !self.flag;
                let flag = self.flag;
                let woken = if flag {
                    self.wake(EVENT, 0, usize::MAX)
                } else {
                    Vec::new()
                };
                let op = if flag { Op::Set } else { Op::Clear };
                self.done(task, op, EVENT, |done| {
                    (done.flag, done.woken) = (Some(flag), woken);
                });
            }
            ObjectKind::Event => self.ask(task, Op::Wait, EVENT, timed),
            ObjectKind::Queue => match dice / 32 {
                0..=2 => self.ask(task, Op::Put, QUEUE, timed),
                3..=4 => self.ask(task, Op::Get, QUEUE, timed),
                5 => self.ask(task, Op::Join, QUEUE, false),
                _ if self.unfinished > self.items.len() as i64 => {
                    self.unfinished -= 1;
                    let unfinished = self.unfinished;
                    let woken = if unfinished == 0 {
                        self.wake(QUEUE, 2, usize::MAX)
                    } else {
                        Vec::new()
                    };
                    self.done(task, Op::TaskDone, QUEUE, |done| {
                        (done.unfinished, done.woken) = (Some(unfinished), woken);
                    });
                }
                _ => {}
            },
            _ if self.owner[GUARD] != Some(task) => {}
            _ if second => {
                let most = usize::from(dice % 3).min(self.lines[CONDITION][0].len());
                let picked: Vec<u32> = self.lines[CONDITION][0].drain(..most).collect();
                let late = |task: &u32| self.back[*task as usize].is_some();
                let (spent, woken): (Vec<u32>, Vec<u32>) = picked.into_iter().partition(late);
                for &task in &woken {
                    if let Some(asked) = &mut self.asked[task as usize] {
                        asked.woken = true;
                    }
                }
                self.done(task, Op::Notify, CONDITION, |done| {
                    done.count = Some(i64::from(dice % 3));
                    done.woken = woken.into_iter().map(TaskId).collect();
                    done.spent = spent.into_iter().map(TaskId).collect();
                });
            }
            _ => {
                self.want(task, Op::Wait, CONDITION, timed);
                self.release(task, GUARD, true);
            }
        }
    }

    fn ask(&mut self, task: u32, op: Op, object: usize, timed: bool) {
        self.want(task, op, object, timed);
        self.attempt(task, op, object);
    }

    /// A woken one found it gone: it asks again and goes to the back.
    fn again(&mut self, task: u32, op: Op, object: usize) {
        let timed = self.asked[task as usize].is_some_and(|asked| asked.timed);
        self.want(task, op, object, timed);
    }

    fn get_back(&mut self, task: u32) {
        if self.attempt(task, Op::Acquire, GUARD)
            && let Some(notified) = self.back[task as usize].take()
        {
            self.lines[CONDITION][0].retain(|other| *other != task);
            self.done(task, Op::Wait, CONDITION, |done| done.flag = Some(notified));
        }
    }

    /// Whether some tasks wait for each other in a circle of locks, without a limit of time.
    fn has_circle(&self) -> bool {
        (0..TASKS).any(|start| {
            let mut at = start;
            (0..=TASKS).any(|_| {
                let Some(asked) = self.asked[at as usize].filter(|asked| !asked.timed) else {
                    return false;
                };
                let lock = matches!(KINDS[asked.object], ObjectKind::Lock | ObjectKind::RLock);
                let Some(owner) = self.owner[asked.object].filter(|_| lock) else {
                    return false;
                };
                at = owner;
                at == start
            })
        })
    }
}

fn agrees(run: &Run, model: &Model) -> Result<(), TestCaseError> {
    for (index, kind) in KINDS.into_iter().enumerate() {
        let object = model.object(ObjectId(index as u32)).unwrap();
        prop_assert_eq!(object.owner, run.owner[index].map(TaskId));
        prop_assert_eq!(object.count, run.count[index]);
        for (end, line) in [End::Take, End::Give, End::Join]
            .into_iter()
            .zip(&run.lines[index])
        {
            let told: VecDeque<u32> = object.line_at(end).tasks().map(|task| task.0).collect();
            prop_assert_eq!(&told, line, "{:?} {:?}", kind, end);
        }
    }
    let at = |index: usize| model.object(ObjectId(index as u32)).unwrap();
    prop_assert_eq!(at(SEMAPHORE).permits, run.permits);
    prop_assert_eq!(at(EVENT).flag, run.flag);
    prop_assert_eq!(
        (at(QUEUE).depth, at(QUEUE).unfinished),
        (run.items.len() as i64, run.unfinished)
    );
    let items: Vec<&str> = at(QUEUE).items.iter().map(|item| &*item.text).collect();
    prop_assert_eq!(
        items,
        run.items.iter().map(String::as_str).collect::<Vec<_>>()
    );
    prop_assert_eq!(!model.circles.is_empty(), run.has_circle());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn prv_02_a_legal_run_stays_legal_and_ends_where_it_ended(
        steps in prop::collection::vec((0..TASKS, any::<u8>(), prop::bool::weighted(0.3)), 0..120),
    ) {
        let mut run = Run::new();
        for (task, dice, timed) in steps {
            run.step(task, dice, timed);
            prop_assert_eq!(&run.faults, &Vec::<String>::new());
        }
        agrees(&run, &run.checker.model)?;
        for task in 0..TASKS {
            let _ = run.checker.model.why(TaskId(task));
        }
    }
}

#[test]
fn prv_02_an_illegal_record_is_named() {
    let mut run = Run::new();
    let acquire = |run: &mut Run, task| run.done(task, Op::Acquire, 0, |done| done.left = Some(1));
    acquire(&mut run, 0);
    assert_eq!(run.faults, Vec::<String>::new());
    acquire(&mut run, 1);
    assert!(
        run.faults[0].contains("it has an owner"),
        "{:?}",
        run.faults
    );
    let mut run = Run::new();
    run.done(0, Op::Release, 2, |_| ());
    assert!(run.faults[0].contains("it is not the owner"));
    let mut run = Run::new();
    run.done(0, Op::Get, QUEUE, |_| ());
    assert!(run.faults[0].contains("it was empty"));
    let mut run = Run::new();
    run.done(0, Op::Acquire, SEMAPHORE, |done| done.left = Some(0));
    assert!(run.faults[0].contains("do not add up"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// A producer may be wrong; the model must bear it.
    #[test]
    fn no_records_make_the_model_panic(
        events in prop::collection::vec((0..4u32, 0..4u32, 0..22u8, any::<i8>(), 0..6u8), 0..60),
    ) {
        let mut model = Model::default();
        for (index, (task, object, op, number, what)) in events.into_iter().enumerate() {
            let ops = [
                Op::Acquire, Op::Release, Op::Set, Op::Clear, Op::Wait, Op::Notify, Op::Put, Op::Get, Op::TaskDone, Op::Join,
                Op::Query, Op::Start, Op::Sleep, Op::Input, Op::Read, Op::Write, Op::Abort, Op::Reset, Op::Send, Op::Recv,
                Op::Close, Op::Cancel,
            ];
            let (op, id, left) = (ops[usize::from(op)], Some(ObjectId(object)), Some(i64::from(number)));
            let on = (number % 3 == 0).then_some(TaskId(object));
            let event = match what {
                0 => Event::Spawn(Spawn {
                    task: TaskId(task), parent: on, name: "x".into(), function: "".into(), kind: TaskKind::Thread, daemon: false,
                }),
                1 => Event::New(New {
                    permits: left, capacity: left, parties: left, lock: id, of: id,
                    ..New::plain(ObjectId(object), KINDS[usize::from(number.unsigned_abs()) % 7])
                }),
                2 => Event::Want(Want { task: TaskId(task), op, object: id, on, timeout: None, site: None, text: None }),
                3 => Event::Fail(Fail { task: TaskId(task), op, object: id, on, why: FailReason::Timeout, text: None, woken: Vec::new() }),
                4 => Event::Idle,
                _ => Event::Done(Done { object: id, on, left, count: left, woken: vec![TaskId(object)], ..Done::new(TaskId(task), op) }),
            };
            model.apply(&Record { time: index as u64, event }, index as u64);
            for task in 0..4 {
                let _ = model.why(TaskId(task));
            }
        }
    }
}
