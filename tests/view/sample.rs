//! Runs made by hand, to be drawn.

use std::sync::Arc;

use primviz::model::Model;
use primviz::python;
use primviz::scene::{self, Scene};
use primviz::trace::{
    Done, Ending, Event, Fail, FailReason, Hello, Micros, New, ObjectId, ObjectKind, Op, Record,
    SceneWords, Site, SiteId, Spawn, TaskId, TaskKind, VERSION, Want,
};
use primviz::view::Ui;
use primviz::view::ui::{CodeSpan, HelpGroup, Hint, Ink, Listing};

/// A model that is told things one after the other.
pub struct Tale {
    pub model: Model,
    pub time: Micros,
    sites: Vec<u32>,
}

impl Tale {
    pub fn of(scene: &Scene, variant: &str) -> Self {
        let program = scene
            .variant(variant)
            .unwrap_or_else(|why| panic!("{variant}: {why:?}"));
        let words = program.words.clone().unwrap_or_default();
        Self::new(Some(words), &program.file, &program.source)
    }

    /// A program that is no scene.
    pub fn of_program(source: &str) -> Self {
        Self::new(None, "program.py", source)
    }

    fn new(scene: Option<Box<SceneWords>>, file: &str, source: &str) -> Self {
        let mut tale = Self {
            model: Model::default(),
            time: 0,
            sites: Vec::new(),
        };
        let name = scene.as_ref().map(|words| words.name.clone());
        tale.tell(Event::Hello(Box::new(Hello {
            version: VERSION,
            program: name.unwrap_or_else(|| file.into()),
            language: "python".into(),
            file: file.into(),
            source: source.into(),
            files: Vec::new(),
            seed: 7,
            seeded_schedule: false,
            scene,
        })));
        tale.spawn(0, None, "MainThread", "<module>", TaskKind::Main);
        tale.spawn(1, None, "lecturer", "", TaskKind::Lecturer);
        tale
    }

    pub fn tell(&mut self, event: Event) {
        let record = Record {
            time: self.time,
            event,
        };
        self.model.apply(&record, self.time);
    }

    pub fn pass(&mut self, millis: u64) {
        self.time += millis * 1_000;
    }

    pub fn spawn(
        &mut self,
        task: u32,
        parent: Option<u32>,
        name: &str,
        function: &str,
        kind: TaskKind,
    ) {
        self.tell(Event::Spawn(Spawn {
            task: TaskId(task),
            parent: parent.map(TaskId),
            name: name.into(),
            function: function.into(),
            kind,
            daemon: false,
        }));
        self.tell(Event::Start { task: TaskId(task) });
    }

    pub fn make(&mut self, object: u32, kind: ObjectKind, name: &str, permits: Option<i64>) {
        self.tell(Event::New(New {
            names: vec![name.into()],
            permits,
            ..New::plain(ObjectId(object), kind)
        }));
    }

    pub fn at(&mut self, task: u32, line: u32) {
        let known = self.sites.iter().position(|&known| known == line);
        let site = known.unwrap_or(self.sites.len());
        if known.is_none() {
            self.sites.push(line);
            self.tell(Event::Site(Site {
                site: SiteId(site as u32),
                file: "program.py".into(),
                line,
                function: "f".into(),
            }));
        }
        self.tell(Event::At {
            task: TaskId(task),
            site: SiteId(site as u32),
        });
    }

    pub fn want(&mut self, task: u32, op: Op, object: Option<u32>, timeout: Option<Micros>) {
        let site = self.model.task(TaskId(task)).and_then(|task| task.site);
        self.tell(Event::Want(Want {
            task: TaskId(task),
            op,
            object: object.map(ObjectId),
            on: None,
            timeout,
            site,
            text: (op == Op::Input).then(|| "how many? ".into()),
        }));
    }

    pub fn done(&mut self, task: u32, op: Op, object: Option<u32>, with: impl FnOnce(&mut Done)) {
        let mut done = Done::new(TaskId(task), op);
        done.object = object.map(ObjectId);
        with(&mut done);
        self.tell(Event::Done(done));
    }

    pub fn out(&mut self, task: u32, text: &str) {
        self.tell(Event::Out {
            task: TaskId(task),
            text: text.into(),
            err: false,
        });
    }

    pub fn ui(&self) -> Ui {
        Ui {
            listing: listing(&self.model.hello.source),
            now: self.time,
            hints: hints(),
            help: help(),
            ..Ui::default()
        }
    }
}

pub fn listing(source: &str) -> Arc<Listing> {
    let spans: Vec<CodeSpan> = python::highlight(source)
        .into_iter()
        .map(|paint| CodeSpan {
            line: paint.line,
            start: paint.start,
            end: paint.end,
            ink: ink(paint.kind),
        })
        .collect();
    Arc::new(Listing::new(source, &spans))
}

fn ink(kind: python::PaintKind) -> Ink {
    match format!("{kind:?}").as_str() {
        "Keyword" => Ink::Keyword,
        "String" => Ink::String,
        "Number" => Ink::Number,
        "Comment" => Ink::Comment,
        "Function" => Ink::Function,
        "Builtin" => Ink::Builtin,
        "Operator" => Ink::Operator,
        _ => Ink::Name,
    }
}

fn hint(key: &str, label: &str) -> Hint {
    Hint {
        key: key.into(),
        label: label.into(),
        dear: matches!(key, "?" | "q"),
    }
}

pub fn hints() -> Vec<Hint> {
    [
        ("space", "pause"),
        ("?", "help"),
        ("q", "quit"),
        ("tab", "panes"),
        ("s", "green: set()"),
        ("c", "red: clear()"),
        ("w", "what next?"),
        (".", "step"),
        ("a", "automatic"),
        ("n", "one more car"),
        ("r", "restart"),
        ("v", "variant"),
        ("[", "slower"),
        ("esc", "gallery"),
        ("t", "theme"),
    ]
    .map(|(key, label)| hint(key, label))
    .into()
}

pub fn help() -> Vec<HelpGroup> {
    vec![
        HelpGroup {
            title: "This scene".into(),
            keys: vec![
                hint("s", "green: light.set()"),
                hint("c", "red: light.clear()"),
                hint("a", "automatic on or off"),
                hint("n", "one more car"),
                hint("p", "one more police car"),
            ],
        },
        HelpGroup {
            title: "Running".into(),
            keys: vec![
                hint("space", "pause, and go on"),
                hint("[", "slower, down to 0.1x"),
                hint("]", "faster, up to 10x"),
                hint("r", "start over with the same seed; reads the file again"),
                hint("R", "start over with a new seed"),
                hint("v", "the scene's next variant"),
            ],
        },
        HelpGroup {
            title: "Stepping".into(),
            keys: vec![
                hint(".", "let the chosen thread run one step"),
                hint("up", "choose the previous thread"),
                hint("down", "choose the next thread"),
                hint("o", "steps of lines or of operations"),
            ],
        },
        HelpGroup {
            title: "Looking".into(),
            keys: vec![
                hint("tab", "next pane"),
                hint("t", "dark, light, high contrast"),
                hint("P", "for the projector: fewer, larger, high contrast"),
                hint("l", "English or Chinese"),
                hint(
                    "w",
                    "ask what happens next and hold the threads; again lets them go",
                ),
            ],
        },
        HelpGroup {
            title: "Leaving".into(),
            keys: vec![
                hint("?", "this help"),
                hint("esc", "the gallery of scenes; gives up a blocked statement"),
                hint("q", "quit"),
            ],
        },
    ]
}

pub fn find(name: &str) -> Scene {
    scene::find(name).unwrap_or_else(|why| panic!("{name}: {why:?}"))
}

/// Cars that wait for green, and one that is on its way.
pub fn traffic() -> Tale {
    let mut tale = Tale::of(&find("traffic-light"), "");
    tale.make(0, ObjectKind::Event, "light", None);
    tale.at(0, 53);
    let names = [
        "light", "car 1", "car 2", "police 3", "car 4", "car 5", "car 6", "police 7", "car 8",
        "car 9", "car 10",
    ];
    for (index, name) in names.iter().enumerate() {
        let task = index as u32 + 2;
        tale.pass(120);
        let function = name.split(' ').next().unwrap_or("");
        tale.spawn(task, Some(0), name, function, TaskKind::Thread);
        tale.pass(30);
        if function == "light" {
            tale.at(task, 14);
            tale.want(task, Op::Sleep, None, Some(5_000_000));
        } else {
            let police = function == "police";
            tale.at(task, if police { 32 } else { 24 });
            tale.want(task, Op::Wait, Some(0), police.then_some(1_000_000));
        }
    }
    tale.tell(Event::End {
        task: TaskId(0),
        how: Ending::Returned,
    });
    tale.pass(400);
    tale.tell(Event::Fail(Fail {
        task: TaskId(5),
        op: Op::Wait,
        object: Some(ObjectId(0)),
        on: None,
        why: FailReason::Timeout,
        text: None,
        woken: Vec::new(),
    }));
    tale.at(5, 33);
    tale.out(5, "police, green: False\n");
    tale.tell(Event::End {
        task: TaskId(5),
        how: Ending::Returned,
    });
    tale.pass(2_500);
    let waiting: Vec<TaskId> = [3, 4, 6, 7].map(TaskId).into();
    tale.done(1, Op::Set, Some(0), |done| {
        done.flag = Some(true);
        done.woken = waiting;
    });
    for task in [3, 4] {
        tale.done(task, Op::Wait, Some(0), |done| done.flag = Some(true));
        tale.at(task, 25);
        tale.want(task, Op::Sleep, None, Some(4_000_000));
    }
    tale.out(3, "\u{1b}[32mcar 1 看见绿灯亮了\u{1b}[0m\n");
    tale.out(4, "\u{1b}[41mThread-2 拿到A锁\u{1b}[0m and \u{1b}[1;34mbold blue\u{1b}[0m words that go on for a while\n");
    tale.pass(700);
    tale
}

/// Two that hold what the other wants, and eight that wait behind them.
pub fn deadlock() -> Tale {
    let mut tale = Tale::of(&find("deadlock"), "");
    tale.make(0, ObjectKind::Lock, "A", None);
    tale.make(1, ObjectKind::Lock, "B", None);
    let acquire = |tale: &mut Tale, task: u32, object: u32| {
        tale.want(task, Op::Acquire, Some(object), None);
        tale.done(task, Op::Acquire, Some(object), |done| done.left = Some(1));
    };
    for task in 2..12 {
        tale.spawn(
            task,
            Some(0),
            &format!("Thread-{}", task - 1),
            "Worker",
            TaskKind::Thread,
        );
    }
    tale.tell(Event::End {
        task: TaskId(0),
        how: Ending::Returned,
    });
    tale.at(2, 22);
    acquire(&mut tale, 2, 1);
    tale.out(2, "Thread-1 took B\n");
    tale.pass(300);
    tale.at(3, 14);
    acquire(&mut tale, 3, 0);
    tale.out(3, "Thread-2 took A\n");
    tale.pass(300);
    tale.at(3, 16);
    tale.want(3, Op::Acquire, Some(1), None);
    for task in 4..12 {
        tale.pass(50);
        tale.at(task, 14);
        tale.want(task, Op::Acquire, Some(0), None);
    }
    tale.pass(1_000);
    tale.at(2, 25);
    tale.want(2, Op::Acquire, Some(0), None);
    tale.tell(Event::Idle);
    tale.pass(1_500);
    tale
}

/// A thousand threads on a semaphore of 250.
pub fn crowd() -> Tale {
    let mut tale = Tale::of(&find("toilet"), "");
    tale.make(0, ObjectKind::Semaphore, "sem", Some(250));
    for task in 2..1002 {
        tale.spawn(
            task,
            Some(0),
            &format!("visitor-{task}"),
            "visit",
            TaskKind::Thread,
        );
        tale.at(task, 9);
        tale.want(task, Op::Acquire, Some(0), None);
        if task < 252 {
            tale.done(task, Op::Acquire, Some(0), |done| {
                done.left = Some(251 - i64::from(task));
            });
            tale.at(task, 10);
            tale.want(task, Op::Sleep, None, Some(3_000_000));
        }
    }
    tale.pass(500);
    tale
}
