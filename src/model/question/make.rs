//! Which questions a moment admits.

mod data;
mod waits;

use crate::model::{Doing, How, Model, Object, Task, Verdict};
use crate::trace::{ObjectId, ObjectKind, Op, TaskId, TaskKind};

use super::{Answer, Ask, Question};

/// How many tasks or objects a question gives to choose from.
const MOST_NAMED: usize = 4;

/// The questions of this moment, the most telling first; none where all is over. Those about the `chosen` task come first.
pub fn questions(model: &Model, chosen: Option<TaskId>) -> Vec<Question> {
    let mut asked = Asked {
        model,
        chosen,
        list: Vec::new(),
    };
    match &model.verdict {
        Verdict::Ended => {}
        Verdict::Deadlock(circle) => {
            let circle = circle.links.iter().map(|link| link.task).collect();
            asked.ends(circle);
        }
        Verdict::Stalled => asked.ends(Vec::new()),
        Verdict::Running | Verdict::WaitingForInput(_) | Verdict::WaitingForLecturer => {
            asked.data();
            asked.barriers();
            asked.conditions();
            asked.next();
            asked.calls();
            asked.items();
            asked.events();
            asked.in_time();
            asked.wakes();
            asked.deadlock();
            asked.blocks();
            asked.time_up();
        }
    }
    asked.scene();
    asked.list
}

struct Asked<'a> {
    model: &'a Model,
    chosen: Option<TaskId>,
    list: Vec<Question>,
}

impl<'a> Asked<'a> {
    fn ask(&mut self, ask: Ask, mut answers: Vec<Answer>) {
        answers.dedup();
        if !matches!(ask, Ask::Ends { .. }) {
            answers.truncate(Question::MOST - 1);
            answers.push(Answer::Depends);
        }
        let named = answers.iter().filter_map(|answer| match answer {
            Answer::Task(task) => Some(*task),
            _ => None,
        });
        let named = named.chain(tasks_of(&ask));
        let mut cast = Vec::new();
        for task in named {
            if let Some(actor) = self.model.actor(task)
                && !cast.contains(&actor)
            {
                cast.push(actor);
            }
        }
        self.list.push(Question { ask, answers, cast });
    }

    /// The objects of a kind that the program itself uses, the one that most wait at first.
    fn objects(&self, kinds: &'a [ObjectKind]) -> Vec<&'a Object> {
        let shown = |object: &&Object| {
            kinds.contains(&object.kind)
                && (object.of.is_none() || object.kind == ObjectKind::Future)
        };
        let mut found: Vec<&Object> = self.model.objects.iter().filter(shown).collect();
        let mine = |object: &Object| {
            let task = self.chosen.and_then(|task| self.model.task(task));
            let want = task.and_then(Task::want).and_then(|want| want.object);
            want == Some(object.id)
        };
        found.sort_by_key(|object| (!mine(object), std::cmp::Reverse(object.waiting())));
        found
    }

    /// Living tasks of the program's own.
    fn actors(&self) -> impl Iterator<Item = &'a Task> {
        let tasks = self.model.tasks.iter();
        tasks
            .filter(|task| !task.is_over() && task.kind != TaskKind::Lecturer && !task.is_carrier())
    }

    fn conditions(&mut self) {
        for object in self.objects(&[ObjectKind::Condition]).into_iter().take(1) {
            let waiting: Vec<TaskId> = object.line.tasks().collect();
            let (Some(&first), Some(&last)) = (waiting.first(), waiting.last()) else {
                continue;
            };
            let mut answers = vec![Answer::Task(first), Answer::Task(last)];
            if waiting.len() > 2 {
                answers.push(Answer::Another);
            }
            answers.push(Answer::Nobody);
            let (object, lock) = (object.id, object.lock);
            self.ask(Ask::First { object, waiting }, answers);
            let answers = vec![Answer::Yes, Answer::No, Answer::Nobody];
            self.ask(Ask::AtOnce { object, lock }, answers);
        }
    }

    fn events(&mut self) {
        for object in self.objects(&[ObjectKind::Event]).into_iter().take(1) {
            let waiting: Vec<TaskId> = object.line.tasks().collect();
            if object.flag || waiting.is_empty() {
                continue;
            }
            let answers = vec![Answer::Count(1), Answer::All, Answer::Nobody];
            let object = object.id;
            self.ask(Ask::HowMany { object, waiting }, answers);
        }
    }

    fn barriers(&mut self) {
        for object in self.objects(&[ObjectKind::Barrier]).into_iter().take(1) {
            let arrived = object.arrived_parties() as i64;
            let (id, parties) = (object.id, object.parties);
            if object.flag || arrived == 0 || arrived >= parties {
                continue;
            }
            let waits = |task: &Task| object.waiter(task.id).is_some();
            let waiting = self.actors().filter(|task| waits(task));
            let functions: Vec<_> = waiting.map(|task| task.function.clone()).collect();
            // Whoever runs what those run who are there will come, too.
            let comes = |task: &&Task| !waits(task) && functions.contains(&task.function);
            let coming = self
                .actors()
                .filter(comes)
                .map(|task| Answer::Task(task.id));
            let mut answers: Vec<Answer> = coming.take(MOST_NAMED + 1).collect();
            if answers.len() > MOST_NAMED {
                answers[MOST_NAMED] = Answer::Another;
            }
            if answers.len() < 2 {
                answers.push(Answer::Nobody);
            }
            let last = Ask::Last {
                object: id,
                arrived,
                parties,
            };
            self.ask(last, answers);
            let answers = vec![Answer::Count(0), Answer::Count(1), Answer::All];
            let go_on = Ask::GoOn {
                object: id,
                arrived,
                parties,
            };
            self.ask(go_on, answers);
        }
    }

    /// What is in a queue.
    fn items(&mut self) {
        for object in self.objects(&[ObjectKind::Queue]).into_iter().take(1) {
            let (Some(first), Some(last)) = (object.items.front(), object.items.back()) else {
                continue;
            };
            if object.items.len() < 2 {
                continue;
            }
            let mut answers = vec![
                Answer::Value(first.text.clone()),
                Answer::Value(last.text.clone()),
            ];
            if object.items.len() > 2 {
                answers.push(Answer::Another);
            }
            self.ask(Ask::Item { object: object.id }, answers);
        }
    }

    /// The calls that a pool has been given.
    fn calls(&mut self) {
        let mut running = Vec::new();
        let mut pending = Vec::new();
        for future in self.objects(&[ObjectKind::Future]) {
            match future.fate.as_ref().map(|fate| &fate.how) {
                None => pending.push(future.id),
                Some(How::Begun) => running.push(future.id),
                Some(_) => {}
            }
        }
        running.sort_unstable();
        pending.sort_unstable();
        if running.len() > 1 {
            let answers = some(&running);
            self.ask(Ask::Settles { running }, answers);
        }
        if pending.len() > 1 {
            // The first and the last: which end the tray is served from is what is asked.
            let mut answers = vec![Answer::Object(pending[0])];
            answers.extend(pending.last().map(|last| Answer::Object(*last)));
            if pending.len() > 2 {
                answers.push(Answer::Another);
            }
            self.ask(Ask::Begins { pending }, answers);
        }
    }

    fn time_up(&mut self) {
        let sleeps = |task: &&Task| matches!(task.doing, Doing::Sleeping { .. });
        let mut sleepers: Vec<&Task> = self.actors().filter(sleeps).collect();
        if sleepers.len() < 2 {
            return;
        }
        let until = |task: &&Task| match task.doing {
            Doing::Sleeping { until, .. } => until,
            _ => u64::MAX,
        };
        sleepers.sort_by_key(until);
        let mut named: Vec<TaskId> = sleepers
            .iter()
            .take(MOST_NAMED)
            .map(|task| task.id)
            .collect();
        // In the order of their deadlines they would give it away.
        named.sort_unstable();
        let answers = named.into_iter().map(Answer::Task).collect();
        self.ask(Ask::TimeUp, answers);
    }

    fn deadlock(&mut self) {
        let used = |object: &&Object| object.operations > 0 || object.waiting() > 0;
        let locks = self
            .objects(&[ObjectKind::Lock, ObjectKind::RLock])
            .into_iter();
        let locks: Vec<&Object> = locks
            .filter(used)
            .filter(|lock| lock.conditions.is_empty())
            .collect();
        if locks.len() < 2 || !self.model.circles.is_empty() {
            return;
        }
        let owned = locks.iter();
        let owners = owned
            .filter_map(|lock| Some((lock.id, lock.owner?)))
            .collect();
        let wants = self.actors().filter_map(|task| {
            let want = task.want()?;
            let waits = want.op == Op::Acquire && want.until.is_none();
            waits.then_some((task.id, want.object?))
        });
        let mut locks: Vec<ObjectId> = locks.iter().map(|lock| lock.id).collect();
        locks.sort_unstable();
        let ask = Ask::Deadlock {
            locks,
            owners,
            wants: wants.collect(),
        };
        self.ask(ask, vec![Answer::Yes, Answer::No]);
    }

    /// What the scene itself has to ask.
    fn scene(&mut self) {
        let scene = self.model.hello.scene.as_deref();
        if scene.is_some_and(|scene| !scene.question.en.is_empty()) {
            self.list.push(Question {
                ask: Ask::Scene,
                answers: Vec::new(),
                cast: Vec::new(),
            });
        }
    }

    fn ends(&mut self, circle: Vec<TaskId>) {
        let answers = vec![Answer::Longer, Answer::Release, Answer::More];
        self.ask(Ask::Ends { circle }, answers);
    }
}

/// The first few objects, and whether there are others.
fn some(objects: &[ObjectId]) -> Vec<Answer> {
    let mut answers: Vec<Answer> = objects
        .iter()
        .take(MOST_NAMED)
        .map(|object| Answer::Object(*object))
        .collect();
    if objects.len() > MOST_NAMED {
        answers.push(Answer::Another);
    }
    answers
}

/// The tasks that a question's sentence names.
fn tasks_of(ask: &Ask) -> Vec<TaskId> {
    match ask {
        Ask::Wakes { task, .. } | Ask::InTime { task, .. } | Ask::Writes { task, .. } => {
            vec![*task]
        }
        Ask::Both { tasks, .. } => tasks.clone(),
        Ask::Ends { circle } => circle.clone(),
        _ => Vec::new(),
    }
}
