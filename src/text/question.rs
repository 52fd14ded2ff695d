//! A question about this moment, its answers, and why one of them came true.

use crate::model::{Answer, Ask, Model, Question, Sure, Trigger};
use crate::trace::{Micros, ObjectId, ObjectKind, Op, QueueOrder, SceneWords, TaskId, Text, Words};

use super::Texts;
use super::names;
use super::sentence::{self, duration, label};

/// How many names a question lists.
const MOST_NAMES: usize = 4;

/// Everything that its words are made of.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// The run.
    pub model: &'a Model,
    /// The question.
    pub question: &'a Question,
    /// Program time when it was asked.
    pub now: Micros,
}

impl Asked<'_> {
    /// The question's sentence.
    pub fn sentence(&self) -> String {
        let say = |key: &str, more: &[(&str, &str)]| self.fill(key, more);
        match &self.question.ask {
            Ask::Next { op, .. } => say(
                match (op, self.kind()) {
                    (Op::Get, _) => "ask.next_item",
                    (Op::Put, _) => "ask.next_room",
                    (_, Some(ObjectKind::Semaphore)) => "ask.next_permit",
                    _ => "ask.next_lock",
                },
                &[],
            ),
            Ask::Blocks { .. } => say(&format!("ask.blocks_{}", self.blocked()), &[]),
            Ask::Wakes {
                task,
                op,
                object,
                on,
            } => {
                let waits = self.waits(*task, *op, *object, *on);
                say(
                    "ask.wakes",
                    &[("task", &self.name(*task)), ("waits", &waits)],
                )
            }
            Ask::InTime {
                task,
                op,
                object,
                until,
            } => {
                let waits = self.waits(*task, *op, *object, None);
                let time = duration(self.texts, until.saturating_sub(self.now));
                let task = self.name(*task);
                say(
                    "ask.in_time",
                    &[("task", &task), ("waits", &waits), ("time", &time)],
                )
            }
            Ask::HowMany { waiting, .. } => say("ask.how_many", &[("n", &count(waiting.len()))]),
            Ask::First { waiting, .. } => say("ask.first", &[("n", &count(waiting.len()))]),
            Ask::AtOnce { .. } => say("ask.at_once", &[]),
            Ask::Last {
                arrived, parties, ..
            } => say("ask.last", &of(*arrived, *parties).fields()),
            Ask::GoOn {
                arrived, parties, ..
            } => say("ask.go_on", &of(*arrived, *parties).fields()),
            Ask::Writes { data, task, read } => {
                let fields = [
                    ("task", &*self.name(*task)),
                    ("variable", &*data.name),
                    ("read", &*read.to_string()),
                ];
                say("ask.writes", &fields)
            }
            Ask::Both { data, tasks, read } => {
                let names: Vec<Text> = tasks.iter().map(|task| self.name(*task)).collect();
                let names: Vec<&str> = names.iter().map(|name| &**name).collect();
                let names = names::list(self.texts, &names, MOST_NAMES);
                let read = read.to_string();
                say(
                    "ask.both",
                    &[("names", &names), ("variable", &data.name), ("read", &read)],
                )
            }
            Ask::Lost { data, .. } => say("ask.lost", &[("variable", &data.name)]),
            Ask::Item { .. } => say("ask.item", &[]),
            Ask::Settles { .. } => say("ask.settles", &[]),
            Ask::Begins { .. } => say("ask.begins", &[]),
            Ask::TimeUp => say("ask.time_up", &[]),
            Ask::Deadlock { .. } => say("ask.deadlock", &[]),
            Ask::Ends { .. } => say("ask.ends", &[]),
            Ask::Scene => self.scene(|scene| &scene.question),
        }
    }

    /// An answer, in a few words.
    pub fn answer(&self, answer: &Answer) -> String {
        let ask = &self.question.ask;
        let key = match answer {
            Answer::Task(task) => return self.name(*task).to_string(),
            Answer::Object(object) => return self.call(*object),
            Answer::Value(value) => return value.to_string(),
            Answer::Count(0) => "answer.zero",
            Answer::Count(1) => "answer.one",
            Answer::Count(n) => return self.fill("answer.count", &[("n", &n.to_string())]),
            Answer::All => "answer.all",
            Answer::Another => match ask {
                Ask::Item { .. } | Ask::Begins { .. } | Ask::Settles { .. } => {
                    "answer.another_item"
                }
                Ask::Writes { .. } => "answer.another_value",
                Ask::Wakes { .. } => "answer.another_task",
                _ => "answer.another",
            },
            Answer::Newcomer => "answer.newcomer",
            Answer::Nobody => match ask {
                Ask::Blocks { .. } => "answer.nobody_asks",
                Ask::Last { .. } => "answer.nobody_breaks",
                Ask::Next { .. } | Ask::Wakes { .. } => "answer.nobody_ever",
                Ask::AtOnce { .. } => "answer.nobody_wakes",
                _ => "answer.nobody",
            },
            Answer::Yes => match ask {
                Ask::Blocks { .. } => "answer.yes_waits",
                _ => "answer.yes",
            },
            Answer::No => match ask {
                Ask::Blocks { .. } => "answer.no_waits",
                Ask::AtOnce { .. } => "answer.no_lock",
                Ask::InTime { .. } => "answer.no_late",
                _ => "answer.no",
            },
            Answer::Time => "answer.time",
            Answer::Longer => "answer.longer",
            Answer::Release => match ask {
                Ask::Ends { circle } if !circle.is_empty() => "answer.release",
                _ => "answer.signal",
            },
            Answer::More => "answer.more",
            Answer::Depends => match ask {
                Ask::Next { .. } => "answer.depends_first",
                _ => "answer.depends",
            },
        };
        self.texts.get(key).to_owned()
    }

    /// Why this answer came true, in one sentence; without one, the scene's own.
    pub fn reason(&self, came: Option<&Answer>) -> String {
        let Some(came) = came else {
            return self.scene(|scene| &scene.answer);
        };
        let who = match came {
            Answer::Task(task) => self.name(*task),
            Answer::Value(value) => value.clone(),
            _ => "".into(),
        };
        let key = format!("reason.{}", self.reason_key(came));
        match &self.question.ask {
            Ask::GoOn {
                arrived, parties, ..
            } => self.fill(&key, &of(arrived + 1, *parties).fields()),
            Ask::Wakes { task, .. } | Ask::InTime { task, .. } => {
                self.fill(&key, &[("task", &self.name(*task)), ("who", &who)])
            }
            _ => self.fill(&key, &[("who", &who)]),
        }
    }

    fn reason_key(&self, came: &Answer) -> String {
        let ask = &self.question.ask;
        let kind = ask.kind();
        match (ask, came) {
            (Ask::Next { waiting, .. }, Answer::Task(task)) => {
                let first = waiting.first() == Some(task);
                if first { "next_first" } else { "next_later" }.to_owned()
            }
            (Ask::Blocks { .. }, Answer::Yes) => format!("blocks_{}_yes", self.blocked()),
            (Ask::Blocks { .. }, Answer::No) => format!("blocks_{}_no", self.blocked()),
            (Ask::Both { read, .. }, Answer::Value(value)) => {
                let lost = value.parse() == Ok(read.saturating_add(1));
                if lost { "both_lost" } else { "both_other" }.to_owned()
            }
            (Ask::Item { .. }, _) => match self.object().map(|object| object.order) {
                Some(QueueOrder::Lifo) => "item_lifo".to_owned(),
                Some(QueueOrder::Priority) => "item_priority".to_owned(),
                _ => "item_fifo".to_owned(),
            },
            (Ask::Ends { circle }, _) => {
                let kind = if circle.is_empty() {
                    "signal"
                } else {
                    "release"
                };
                format!("ends_{kind}")
            }
            (Ask::TimeUp | Ask::Settles { .. } | Ask::Begins { .. }, _) => kind.to_owned(),
            (_, Answer::Nobody) => format!("{kind}_nobody"),
            (_, Answer::Count(0)) => format!("{kind}_zero"),
            (_, Answer::All) => format!("{kind}_all"),
            (_, Answer::Newcomer) => format!("{kind}_newcomer"),
            (_, Answer::Yes) => format!("{kind}_yes"),
            (_, Answer::No) => format!("{kind}_no"),
            (_, Answer::Time) => format!("{kind}_time"),
            (_, Answer::Another) => format!("{kind}_another"),
            _ => kind.to_owned(),
        }
    }

    /// How sure it is that it had to be so, in one sentence.
    pub fn sure(&self, sure: Sure) -> &str {
        self.texts.get(match sure {
            Sure::Only => "sure.only",
            Sure::Depends => "sure.depends",
            Sure::ThisTime => "sure.this_time",
        })
    }

    fn fill(&self, key: &str, more: &[(&str, &str)]) -> String {
        let object = self.question.object().map(|object| self.label(object));
        let mut fields = more.to_vec();
        let object = object.unwrap_or_else(|| "".into());
        fields.push(("object", &object));
        self.texts.fill(key, &fields)
    }

    /// A call that a pool was given: where it stands, or who runs it if another one is called the same.
    fn call(&self, call: ObjectId) -> String {
        let label = self.label(call);
        let key = match &self.question.ask {
            Ask::Begins { pending } if pending.first() == Some(&call) => "answer.first_call",
            Ask::Begins { pending } if pending.last() == Some(&call) => "answer.last_call",
            Ask::Settles { running } => {
                let same = |other: &&ObjectId| self.label(**other) == label;
                let alone = running.iter().filter(same).count() < 2;
                let fate = self.model.object(call).and_then(|call| call.fate.as_ref());
                let Some(fate) = fate.filter(|_| !alone) else {
                    return label.to_string();
                };
                let task = self.name(fate.task);
                let fields = [("object", &*label), ("task", &*task)];
                return self.texts.fill("answer.run_by", &fields);
            }
            _ => return label.to_string(),
        };
        self.texts.fill(key, &[("object", &label)])
    }

    fn scene(&self, words: impl FnOnce(&SceneWords) -> &Words) -> String {
        let scene = self.model.hello.scene.as_deref();
        let words = scene.map(words);
        words.map_or_else(String::new, |words| {
            self.texts.lang().pick(words).to_owned()
        })
    }

    fn name(&self, task: TaskId) -> Text {
        match self.question.actor(task) {
            Some(actor) => actor.name.clone(),
            None => self.model.name(task),
        }
    }

    fn label(&self, object: ObjectId) -> Text {
        label(self.texts, self.model, object)
    }

    fn object(&self) -> Option<&crate::model::Object> {
        self.model.object(self.question.object()?)
    }

    fn kind(&self) -> Option<ObjectKind> {
        self.object().map(|object| object.kind)
    }

    fn waits(&self, task: TaskId, op: Op, object: Option<ObjectId>, on: Option<TaskId>) -> String {
        let want = self.model.task(task).and_then(|task| task.want());
        let reads = want.is_some_and(|want| want.reads);
        sentence::wait(self.texts, self.model, op, (object, on), reads, false)
    }

    /// What it is that the next one does.
    fn blocked(&self) -> &'static str {
        let Ask::Blocks { op, reads, .. } = &self.question.ask else {
            return "acquire";
        };
        match (op, reads, self.kind()) {
            (Op::Get, ..) => "get",
            (Op::Put, ..) => "put",
            (Op::Wait, ..) => "wait",
            (_, Some(true), _) => "read",
            (_, Some(false), _) => "write",
            (_, None, Some(ObjectKind::Semaphore)) => "permit",
            _ => "acquire",
        }
    }
}

/// The cause by which an answer came about, if there is one: the number of the newest that the answer's task has a part in,
/// or that is about the question's object.
pub fn cause_of(model: &Model, question: &Question, came: &Answer) -> Option<u64> {
    let object = question.object();
    let found = model.causes.iter().rev().find(|cause| {
        let of_object = object.is_some() && cause.object == object;
        match came {
            Answer::Task(task) => {
                let part = cause
                    .effects
                    .iter()
                    .any(|effect| effect.actor.task == *task);
                part || (cause.doer() == Some(*task) && of_object)
            }
            _ => of_object && cause.trigger != Trigger::End,
        }
    })?;
    // What is long past was not it.
    (found.moment + RECENT >= model.moment).then_some(found.number)
}

/// How long ago a cause may be that has led to what happened now, in microseconds.
const RECENT: u64 = 5_000_000;

/// So many of so many.
struct Share {
    n: String,
    all: String,
}

impl Share {
    fn fields(&self) -> [(&str, &str); 2] {
        [("n", &self.n), ("all", &self.all)]
    }
}

fn of(n: i64, all: i64) -> Share {
    Share {
        n: n.to_string(),
        all: all.to_string(),
    }
}

fn count(n: usize) -> String {
    n.to_string()
}
