//! Hand-made runs: short records for the pictures to be drawn from.

use crate::model::{Model, Moment};
use crate::trace::{
    Done, Ending, Event, Fail, FailReason, Hello, New, ObjectId, ObjectKind, Op, QueueOrder,
    Record, SceneWords, Spawn, TaskId, TaskKind, Want, Words,
};

/// A run in the making. Program time and moment go together.
pub struct Run {
    pub model: Model,
    pub now: Moment,
    next: u32,
    objects: u32,
}

impl Run {
    pub fn new(picture: &str, dress: &[(&str, &str)]) -> Self {
        let mut run = Self {
            model: Model::default(),
            now: 0,
            next: 0,
            objects: 0,
        };
        let scene = (!picture.is_empty()).then(|| {
            Box::new(SceneWords {
                picture: picture.into(),
                keys: vec![crate::trace::SceneKey::default()],
                dress: dress
                    .iter()
                    .map(|(k, v)| ((*k).into(), (*v).into()))
                    .collect(),
                ..SceneWords::default()
            })
        });
        run.say(Event::Hello(Box::new(Hello {
            version: 1,
            program: "x".into(),
            scene,
            ..Hello::default()
        })));
        run.spawn_as("MainThread", "<module>", TaskKind::Main);
        run.spawn_as("lecturer", "", TaskKind::Lecturer);
        run
    }

    pub fn label(mut self, name: &str, en: &str, zh: &str) -> Self {
        if let Some(scene) = &mut self.model.hello.scene {
            let words = Words {
                en: en.into(),
                zh: Some(zh.into()),
            };
            scene.labels.insert(name.into(), words);
        }
        self
    }

    pub fn say(&mut self, event: Event) {
        let record = Record {
            time: self.now,
            event,
        };
        self.model.apply(&record, self.now);
    }

    pub fn wait(&mut self, millis: u64) -> &mut Self {
        self.now += millis * 1_000;
        self
    }

    pub fn spawn_as(&mut self, name: &str, function: &str, kind: TaskKind) -> TaskId {
        let task = TaskId(self.next);
        self.next += 1;
        self.say(Event::Spawn(Spawn {
            task,
            parent: (task.0 > 0).then_some(TaskId(0)),
            name: name.into(),
            function: function.into(),
            kind,
            daemon: false,
        }));
        self.say(Event::Start { task });
        task
    }

    pub fn spawn(&mut self, name: &str, function: &str) -> TaskId {
        self.spawn_as(name, function, TaskKind::Thread)
    }

    pub fn new_object(&mut self, kind: ObjectKind, name: &str) -> New {
        let object = ObjectId(self.objects);
        self.objects += 1;
        New {
            names: vec![name.into()],
            order: (kind == ObjectKind::Queue).then_some(QueueOrder::Fifo),
            ..New::plain(object, kind)
        }
    }

    pub fn object(&mut self, kind: ObjectKind, name: &str) -> ObjectId {
        let new = self.new_object(kind, name);
        self.add(new)
    }

    pub fn add(&mut self, new: New) -> ObjectId {
        let object = new.object;
        self.say(Event::New(new));
        object
    }

    pub fn want(&mut self, task: TaskId, op: Op, object: ObjectId, timeout: Option<u64>) {
        self.say(Event::Want(Want {
            task,
            op,
            object: Some(object),
            on: None,
            timeout: timeout.map(|millis| millis * 1_000),
            site: None,
            text: None,
        }));
    }

    pub fn done(&mut self, task: TaskId, op: Op, object: ObjectId, fill: impl FnOnce(&mut Done)) {
        let mut done = Done::new(task, op);
        done.object = Some(object);
        fill(&mut done);
        self.say(Event::Done(done));
    }

    /// Wants and gets at once.
    pub fn take(&mut self, task: TaskId, op: Op, object: ObjectId, fill: impl FnOnce(&mut Done)) {
        self.want(task, op, object, None);
        self.done(task, op, object, fill);
    }

    pub fn sleep(&mut self, task: TaskId, millis: u64) {
        self.say(Event::Want(Want {
            task,
            op: Op::Sleep,
            object: None,
            on: None,
            timeout: Some(millis * 1_000),
            site: None,
            text: None,
        }));
    }

    pub fn awake(&mut self, task: TaskId) {
        self.say(Event::Done(Done::new(task, Op::Sleep)));
    }

    pub fn join(&mut self, task: TaskId, on: TaskId) {
        self.say(Event::Want(Want {
            task,
            op: Op::Join,
            object: None,
            on: Some(on),
            timeout: None,
            site: None,
            text: None,
        }));
    }

    /// Asks for a side of a read-write lock.
    pub fn want_side(&mut self, task: TaskId, object: ObjectId, side: &str) {
        self.say(Event::Want(Want {
            task,
            op: Op::Acquire,
            object: Some(object),
            on: None,
            timeout: None,
            site: None,
            text: Some(side.into()),
        }));
    }

    pub fn fail(&mut self, task: TaskId, op: Op, object: ObjectId, why: FailReason) {
        self.say(Event::Fail(Fail {
            task,
            op,
            object: Some(object),
            on: None,
            why,
            text: None,
            woken: Vec::new(),
        }));
    }

    pub fn end(&mut self, task: TaskId) {
        self.say(Event::End {
            task,
            how: Ending::Returned,
        });
    }
}

/// Three stalls, so many visitors; the first three are inside, one has just released.
pub fn toilet(visitors: usize, permits: i64) -> Run {
    let mut run = Run::new("corridor", &[("visitor", "person")]).label("stalls", "stalls", "隔间");
    let mut new = run.new_object(ObjectKind::Semaphore, "stalls");
    new.permits = Some(permits);
    let stalls = run.add(new);
    let mut all = Vec::new();
    for i in 0..visitors {
        let task = run.spawn(&format!("visitor {}", i + 1), "visit");
        all.push(task);
    }
    run.end(TaskId(0));
    run.wait(500);
    for (i, &task) in all.iter().enumerate() {
        run.want(task, Op::Acquire, stalls, None);
        if (i as i64) < permits {
            let left = permits - 1 - i as i64;
            run.done(task, Op::Acquire, stalls, |done| done.left = Some(left));
            run.sleep(task, 1_500 + 500 * (i as u64 % 4));
        }
    }
    run.wait(1_500);
    run
}

/// The first visitor leaves, and the next one is woken and enters.
pub fn toilet_release(run: &mut Run) {
    let (first, next, stalls) = (TaskId(2), TaskId(5), ObjectId(0));
    run.awake(first);
    run.done(first, Op::Release, stalls, |done| {
        done.left = Some(1);
        done.woken = vec![next];
    });
}

pub fn toilet_enter(run: &mut Run) {
    let (next, stalls) = (TaskId(5), ObjectId(0));
    run.done(next, Op::Acquire, stalls, |done| done.left = Some(0));
    run.sleep(next, 2_000);
}

pub fn street(cars: usize, police: usize) -> Run {
    let dress = [("car", "car"), ("police", "police"), ("light", "guard")];
    let mut run = Run::new("street", &dress).label("light", "the light", "红绿灯");
    let light = run.object(ObjectKind::Event, "light");
    let switch = run.spawn("light", "switch");
    run.end(TaskId(0));
    run.sleep(switch, 5_000);
    for i in 0..cars {
        let task = run.spawn(&format!("car {}", i + 1), "car");
        run.want(task, Op::Wait, light, None);
    }
    for i in 0..police {
        let task = run.spawn(&format!("police {}", i + 1), "police");
        run.want(task, Op::Wait, light, Some(1_000));
    }
    run.wait(600);
    run
}

pub fn street_green(run: &mut Run, cars: u32) {
    let light = ObjectId(0);
    run.wait(4_000);
    run.awake(TaskId(2));
    let woken: Vec<TaskId> = (3..3 + cars).map(TaskId).collect();
    run.done(TaskId(2), Op::Set, light, |done| {
        done.flag = Some(true);
        done.woken.clone_from(&woken);
    });
    run.sleep(TaskId(2), 5_000);
    for (i, task) in woken.into_iter().enumerate() {
        run.done(task, Op::Wait, light, |done| done.flag = Some(true));
        run.sleep(task, 3_000 + 600 * i as u64);
    }
    run.wait(1_700);
}

pub fn kitchen(capacity: Option<i64>, items: usize, blocked: usize, getters: usize) -> Run {
    let dress = [("cook", "cook"), ("eater", "eater")];
    let mut run = Run::new("kitchen", &dress).label("belt", "the belt", "传送带");
    let mut new = run.new_object(ObjectKind::Queue, "belt");
    new.capacity = capacity;
    let belt = run.add(new);
    let cooks: Vec<TaskId> = (0..2 + blocked)
        .map(|i| run.spawn(&format!("cook {}", i + 1), "cook"))
        .collect();
    let eaters: Vec<TaskId> = (0..3 + getters)
        .map(|i| run.spawn(&format!("eater {}", i + 3 + blocked), "eater"))
        .collect();
    run.wait(100);
    for i in 0..items {
        run.wait(150);
        let cook = cooks[i % 2];
        let text = if i + 1 == items && capacity.is_none() {
            "None".to_owned()
        } else {
            format!("'bun {}'", i + 1)
        };
        run.take(cook, Op::Put, belt, |done| {
            done.left = Some(i as i64 + 1);
            done.unfinished = Some(i as i64 + 1);
            done.item = Some(text.as_str().into());
        });
    }
    run.sleep(cooks[0], 1_000);
    for &cook in &cooks[2..] {
        run.want(cook, Op::Put, belt, None);
    }
    for &eater in &eaters[..3] {
        run.sleep(eater, 1_500);
    }
    for &eater in &eaters[3..] {
        run.want(eater, Op::Get, belt, None);
    }
    run.want(TaskId(0), Op::Join, belt, None);
    run.wait(700);
    run
}

pub fn locks(threads: usize, deadlocked: bool) -> Run {
    let mut run = Run::new("locks", &[("Worker", "person")])
        .label("A", "lock A", "锁 A")
        .label("B", "lock B", "锁 B");
    let a = run.object(ObjectKind::Lock, "A");
    let b = run.object(ObjectKind::Lock, "B");
    let all: Vec<TaskId> = (0..threads)
        .map(|i| run.spawn(&format!("Thread-{}", i + 1), "Worker"))
        .collect();
    run.end(TaskId(0));
    run.wait(300);
    run.take(all[0], Op::Acquire, a, |done| done.left = Some(1));
    for &task in &all[1..] {
        run.want(task, Op::Acquire, a, None);
    }
    run.wait(400);
    run.take(all[0], Op::Acquire, b, |done| done.left = Some(1));
    run.wait(400);
    run.done(all[0], Op::Release, b, |done| done.left = Some(0));
    run.done(all[0], Op::Release, a, |done| {
        done.left = Some(0);
        done.woken = vec![all[1]];
    });
    run.take(all[0], Op::Acquire, b, |done| done.left = Some(1));
    run.sleep(all[0], 1_000);
    run.wait(300);
    run.done(all[1], Op::Acquire, a, |done| done.left = Some(1));
    run.wait(300);
    if deadlocked {
        run.want(all[1], Op::Acquire, b, None);
        run.wait(600);
        run.awake(all[0]);
        run.want(all[0], Op::Acquire, a, None);
        run.say(Event::Idle);
        run.wait(600);
    }
    run
}

pub fn rlock(threads: usize, count: i64) -> Run {
    let mut run = Run::new("locks", &[]).label("A", "the RLock", "这把 RLock");
    let a = run.object(ObjectKind::RLock, "A");
    let all: Vec<TaskId> = (0..threads)
        .map(|i| run.spawn(&format!("Thread-{}", i + 1), "Worker"))
        .collect();
    run.end(TaskId(0));
    run.wait(300);
    for i in 1..=count {
        run.take(all[0], Op::Acquire, a, |done| done.left = Some(i));
    }
    for &task in &all[1..] {
        run.want(task, Op::Acquire, a, None);
    }
    run.wait(600);
    run
}

pub fn condition(patients: usize, picked: usize) -> Run {
    let mut run =
        Run::new("waiting-room", &[("patient", "patient")]).label("bell", "the bell", "铃");
    let lock = run.new_object(ObjectKind::RLock, "");
    let lock = run.add(New {
        names: vec![],
        ..lock
    });
    let mut new = run.new_object(ObjectKind::Condition, "bell");
    new.lock = Some(lock);
    let bell = run.add(new);
    let all: Vec<TaskId> = (0..patients)
        .map(|i| run.spawn(&format!("patient {}", i + 1), "patient"))
        .collect();
    run.end(TaskId(0));
    run.wait(300);
    for &task in &all {
        run.take(task, Op::Acquire, lock, |done| done.left = Some(1));
        run.want(task, Op::Wait, bell, None);
        run.done(task, Op::Release, lock, |done| done.left = Some(0));
        run.wait(50);
    }
    run.wait(600);
    if picked > 0 {
        let lecturer = TaskId(1);
        run.take(lecturer, Op::Acquire, lock, |done| done.left = Some(1));
        run.wait(500);
        let woken = all[..picked].to_vec();
        run.done(lecturer, Op::Notify, bell, |done| {
            done.count = Some(picked as i64);
            done.woken.clone_from(&woken);
        });
        run.wait(500);
        run.done(lecturer, Op::Release, lock, |done| done.left = Some(0));
        for &task in &woken {
            run.want(task, Op::Acquire, lock, None);
        }
        run.done(woken[0], Op::Acquire, lock, |done| done.left = Some(1));
        run.done(woken[0], Op::Wait, bell, |done| done.flag = Some(true));
        run.wait(100);
    }
    run
}

pub fn barrier(parties: i64, waiting: usize) -> Run {
    let mut run = Run::new("", &[]);
    let mut new = run.new_object(ObjectKind::Barrier, "start");
    new.parties = Some(parties);
    let gate = run.add(new);
    for i in 0..parties as usize {
        let task = run.spawn(&format!("runner {}", i + 1), "run");
        if i < waiting {
            run.want(task, Op::Wait, gate, None);
        } else {
            run.sleep(task, 2_000);
        }
    }
    run.join(TaskId(0), TaskId(2));
    run.wait(700);
    run
}

pub fn hall(threads: usize) -> Run {
    let mut run = Run::new("", &[]);
    let mut all = Vec::new();
    for i in 0..threads {
        all.push(run.spawn_as(&format!("Process-{}", i + 1), "work", TaskKind::Process));
    }
    for (i, &task) in all.iter().enumerate() {
        run.say(Event::Done(Done {
            name: Some("count".into()),
            item: Some(format!("{i}").as_str().into()),
            ..Done::new(task, Op::Write)
        }));
        if i % 2 == 0 {
            run.sleep(task, 2_000);
        }
    }
    run.join(TaskId(0), all[0]);
    run.wait(700);
    run
}

/// Something happens to every kind of object that a run has.
pub fn stir(run: &mut Run) {
    let lecturer = TaskId(1);
    let objects: Vec<(ObjectId, ObjectKind)> = run
        .model
        .objects
        .iter()
        .map(|object| (object.id, object.kind))
        .collect();
    for (object, kind) in objects {
        let (op, woken) = match kind {
            ObjectKind::Event => (Op::Set, true),
            ObjectKind::Semaphore => (Op::Release, true),
            ObjectKind::Condition => (Op::Notify, true),
            ObjectKind::Queue => (Op::Put, false),
            _ => continue,
        };
        let first = run
            .model
            .object(object)
            .and_then(|object| object.line.waiters.first().map(|waiter| waiter.task));
        run.done(lecturer, op, object, |done| {
            done.flag = (kind == ObjectKind::Event).then_some(true);
            done.left = Some(1);
            done.item = Some("'bun'".into());
            done.woken = first.filter(|_| woken).into_iter().collect();
        });
    }
}
