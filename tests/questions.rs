//! Questions about a moment of a run: which there are, that the answers marked are what happened, and what a search says
//! of other orders.

use std::collections::{BTreeMap, BTreeSet};

use primviz::explore::{self, Ending, Listener, Reach};
use primviz::model::{Answer, Ask, Model, Question, Sure, Verdict, Watch, questions};
use primviz::scene::{self, Variant};
use primviz::text::{Asked, Lang, Texts};
use primviz::trace::{Event, ObjectKind, Op, Record, TaskId};
use primviz::world::{Driver, Limits, Options, Recorded, Stop, World};

/// A program in virtual time, looked at step by step.
struct Play {
    world: World,
    driver: Driver,
    model: Model,
}

impl Play {
    fn new(variant: &Variant, seed: u64) -> Self {
        let options = Options {
            seed,
            lecturer: true,
            recorded: Recorded::Lines,
            scene: variant.words.clone(),
            ..Options::default()
        };
        Self::of(World::new(variant.program().unwrap(), options))
    }

    fn program(source: &str) -> Self {
        let program = primviz::python::compile(source, "mine.py")
            .unwrap_or_else(|problems| panic!("{}", problems[0]));
        let options = Options {
            seed: 3,
            recorded: Recorded::Lines,
            ..Options::default()
        };
        Self::of(World::new(program, options))
    }

    fn of(world: World) -> Self {
        let driver = Driver::new(&world);
        Self {
            world,
            driver,
            model: Model::default(),
        }
    }

    /// Takes a step; `hear` gets each record before the model does. Gives whether it goes on.
    fn step(&mut self, mut hear: impl FnMut(&Record, &Model)) -> bool {
        let limits = Limits {
            steps: Some(1),
            until: None,
        };
        let mut records = Vec::new();
        let mut sink = |told: &mut primviz::trace::Told| records.append(told.records());
        let stop = self.driver.run(&mut self.world, &limits, &mut sink);
        records.extend(self.world.take_events());
        for record in records {
            self.model.apply(&record, record.time);
            hear(&record, &self.model);
        }
        stop == Stop::Limit
    }
}

fn variants() -> Vec<(String, Variant)> {
    let scenes = scene::list();
    let all = scenes.iter().flat_map(|scene| {
        let named =
            |variant: &Variant| (format!("{} {}", scene.name, variant.name), variant.clone());
        scene.variants.iter().map(named)
    });
    all.collect()
}

fn kinds(model: &Model) -> BTreeSet<&'static str> {
    let asked = questions(model, None);
    let kinds = asked.iter().map(|question| question.ask.kind());
    kinds.filter(|kind| *kind != "scene").collect()
}

/// Hears for a search.
#[derive(Clone, Hash)]
struct Ear(Watch);

impl Listener for Ear {
    type Answer = Answer;

    fn hear(&mut self, event: &Event) -> Option<Answer> {
        self.0.hear(event)
    }

    fn stopped(&self, ending: Ending) -> Option<Answer> {
        match ending {
            Ending::Ended(_) => Some(self.0.stopped(true)),
            Ending::Stuck => Some(self.0.stopped(false)),
            Ending::Asking => None,
        }
    }
}

fn search(world: &World, question: &Question, states: usize) -> explore::First<Answer> {
    let reach = Reach {
        states,
        dive: 300,
        ..Reach::default()
    };
    explore::first(world, &Ear(Watch::new(question)), reach, &mut |_| true)
}

#[test]
fn every_scene_offers_three_kinds_of_questions_at_one_moment() {
    for (name, variant) in variants() {
        let mut play = Play::new(&variant, 1);
        let mut most = BTreeSet::new();
        for _ in 0..1_500 {
            let goes_on = play.step(|_, _| {});
            let found = kinds(&play.model);
            if found.len() > most.len() {
                most = found;
            }
            if most.len() > 2 || !goes_on {
                break;
            }
        }
        assert!(most.len() > 2, "{name} offers {most:?} at most");
    }
}

/// A question that was asked, and has not been answered yet.
struct Open {
    question: Question,
    watch: Watch,
    world: World,
    /// Whether the lecturer has said something since.
    said: bool,
}

/// Asks all that can be asked of a run, now and then, and gives what came of it.
fn follow(name: &str, variant: &Variant, check: &mut impl FnMut(&Open, &Answer, &Model)) {
    let mut play = Play::new(variant, 1);
    let mut open: Vec<Open> = Vec::new();
    let mut asked: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut said = 0;
    for step in 0..6_000 {
        let goes_on = play.step(|record, model| {
            open.retain_mut(|one| {
                let ended = match model.verdict {
                    Verdict::Ended => Some(one.watch.stopped(true)),
                    Verdict::Deadlock(_) | Verdict::Stalled => Some(one.watch.stopped(false)),
                    _ => None,
                };
                let came = one.watch.hear(&record.event).or(ended);
                if let Some(came) = &came {
                    check(one, came, model);
                }
                came.is_none()
            });
        });
        if step % 7 == 0 {
            for question in questions(&play.model, None) {
                let times = asked.entry(question.ask.kind()).or_default();
                if *times > 1 || question.known().is_some() || question.answers.is_empty() {
                    continue;
                }
                *times += 1;
                open.push(Open {
                    watch: Watch::new(&question),
                    world: play.world.clone(),
                    question,
                    said: false,
                });
            }
        }
        if !goes_on {
            if play.model.verdict != Verdict::WaitingForLecturer || said > 3 {
                break;
            }
            said += 1;
            for one in &mut open {
                one.said = true;
            }
            let statement = if name.starts_with("condition") {
                "ring(1)"
            } else {
                "pass"
            };
            play.world.say(statement).unwrap();
        }
    }
}

/// What the model says of what happened, against what the watch has heard.
fn referee(question: &Question, came: &Answer, model: &Model) -> bool {
    let object = question.object().and_then(|object| model.object(object));
    match (&question.ask, came) {
        (
            Ask::Next {
                op: Op::Acquire,
                waiting,
                ..
            },
            Answer::Task(task),
        ) => {
            let object = object.unwrap();
            let has = object.owner == Some(*task)
                || object.holders.iter().any(|holder| holder.task == *task);
            let signal = object.kind == ObjectKind::Semaphore && object.signals;
            (has || signal) && waiting.contains(task)
        }
        (Ask::Next { op, .. }, Answer::Task(task)) => {
            let last = object.unwrap().last.as_ref().unwrap();
            last.op == *op && last.task == *task
        }
        (Ask::Item { .. }, Answer::Value(text)) => {
            let last = object.unwrap().last.as_ref().unwrap();
            last.op == Op::Get && last.item.as_ref().is_some_and(|item| item.text == *text)
        }
        (Ask::Wakes { task, .. }, Answer::Task(by)) => {
            let cause = model.causes.last().unwrap();
            cause.doer() == Some(*by)
                && cause
                    .effects
                    .iter()
                    .any(|effect| effect.actor.task == *task)
        }
        (Ask::HowMany { waiting, .. }, Answer::All) => {
            let cause = model.causes.last().unwrap();
            let woken: Vec<TaskId> = cause
                .effects
                .iter()
                .map(|effect| effect.actor.task)
                .collect();
            let here =
                |task: &&TaskId| model.task(**task).is_some_and(|task| task.want().is_some());
            waiting.iter().filter(here).all(|task| woken.contains(task))
        }
        (Ask::First { .. }, Answer::Task(task)) => {
            let cause = model.causes.last().unwrap();
            cause
                .effects
                .first()
                .is_some_and(|effect| effect.actor.task == *task)
        }
        (Ask::Last { .. }, Answer::Task(task)) => {
            let object = object.unwrap();
            object.last.as_ref().is_some_and(|last| last.task == *task) && object.line.is_empty()
        }
        (Ask::Writes { data, task, .. }, Answer::Value(value)) => {
            let variable = model
                .variables
                .iter()
                .find(|variable| variable.object == data.object);
            let last = variable.unwrap().accesses.last().unwrap();
            last.op == Op::Write && last.task == *task && last.value == *value
        }
        (Ask::Both { data, .. }, Answer::Value(value)) => {
            let variable = model
                .variables
                .iter()
                .find(|variable| variable.object == data.object);
            variable.unwrap().value == *value
        }
        (Ask::Lost { data, .. }, came) => {
            let variable = model
                .variables
                .iter()
                .find(|variable| variable.object == data.object);
            let over = variable.unwrap().accesses.last().unwrap().over;
            (*came == Answer::Yes) == over.is_some() || *came == Answer::No
        }
        (Ask::TimeUp, Answer::Task(task)) => !matches!(
            model.task(*task).unwrap().doing,
            primviz::model::Doing::Sleeping { .. }
        ),
        (Ask::Deadlock { .. }, Answer::Yes) => {
            !model.circles.is_empty() || model.verdict == Verdict::Stalled
        }
        (Ask::Settles { .. }, Answer::Object(object)) => model.object(*object).unwrap().flag,
        _ => true,
    }
}

#[test]
fn the_answer_that_is_marked_is_what_happened() {
    let mut answered: BTreeMap<&'static str, BTreeSet<Answer>> = BTreeMap::new();
    for (name, variant) in variants() {
        follow(&name, &variant, &mut |one, came, model| {
            let question = &one.question;
            assert!(
                referee(question, came, model),
                "{name}: {question:?}: {came:?}"
            );
            answered
                .entry(question.ask.kind())
                .or_default()
                .insert(came.clone());
        });
    }
    let kinds: Vec<_> = answered.keys().copied().collect();
    assert!(kinds.len() >= 15, "only {kinds:?} were answered");
}

#[test]
fn a_search_that_has_looked_at_everything_knows_what_happens() {
    let mut complete = 0;
    for (name, variant) in variants() {
        let mut left = 8;
        follow(&name, &variant, &mut |one, came, _| {
            if one.said || left == 0 {
                return;
            }
            left -= 1;
            let found = search(&one.world, &one.question, 400);
            if found.complete {
                complete += 1;
                assert!(
                    found.answers.contains(came),
                    "{name}: {:?}: {came:?} came, found {:?}",
                    one.question,
                    found.answers
                );
            }
        });
    }
    assert!(complete > 20, "{complete} searches were complete");
}

#[test]
fn every_question_and_every_answer_has_words() {
    for (name, variant) in variants() {
        follow(&name, &variant, &mut |one, came, model| {
            for lang in [Lang::En, Lang::Zh] {
                let asked = Asked {
                    texts: Texts::of(lang),
                    model,
                    question: &one.question,
                    now: model.time,
                };
                let mut words = vec![asked.sentence(), asked.reason(Some(came))];
                let answers = one.question.answers.iter().chain([came]);
                words.extend(answers.map(|answer| asked.answer(answer)));
                for text in words {
                    let keys = ["ask.", "answer.", "reason.", "{", "#"];
                    let bad = keys
                        .iter()
                        .any(|key| text.starts_with(key) || text.contains('{'));
                    assert!(
                        !bad && !text.is_empty(),
                        "{name}: {text:?} of {:?}",
                        one.question
                    );
                }
            }
        });
    }
}

const MINE: &str = "
from threading import Lock, Thread
from queue import Queue
from time import sleep

lock = Lock()
jobs = Queue(2)

def work(me):
    while True:
        job = jobs.get()
        with lock:
            sleep(0.1)
            print(me, job)

for me in range(3):
    Thread(target=work, args=(me,), daemon=True).start()
for job in range(9):
    jobs.put(job)
sleep(2)
";

#[test]
fn a_program_of_ones_own_is_asked_about_too() {
    let mut play = Play::program(MINE);
    let mut most = BTreeSet::new();
    while play.step(|_, _| {}) {
        let found = kinds(&play.model);
        if found.len() > most.len() {
            most = found;
        }
    }
    for kind in ["next", "blocks", "wakes"] {
        assert!(most.contains(kind), "{most:?}");
    }
    let over = questions(&play.model, None);
    assert!(
        over.is_empty(),
        "nothing is to be asked once all is over: {over:?}"
    );
}

/// Stops at the first moment at which there is a question of this kind.
fn asked_of(source: &str, kind: &str) -> (World, Question) {
    let mut play = Play::program(source);
    loop {
        let all = questions(&play.model, None);
        if let Some(question) = all.into_iter().find(|question| question.ask.kind() == kind) {
            return (play.world, question);
        }
        assert!(play.step(|_, _| {}), "there is no question of this kind");
    }
}

#[test]
fn it_depends_where_the_search_finds_two_outcomes_and_only_there() {
    let race = "
import threading, time
lock = threading.Lock()
def work():
    with lock: time.sleep(1)
with lock:
    for n in range(3): threading.Thread(target=work).start()
time.sleep(5)
";
    let (world, question) = asked_of(race, "next");
    let found = search(&world, &question, 20_000);
    // The first is woken, and another one may come before it tries.
    assert!(found.complete, "{found:?}");
    assert!(found.answers.len() > 1, "{found:?}");
    let came = found.answers.first().unwrap();
    assert_eq!(
        Sure::of(found.answers.iter(), found.complete, came),
        Sure::Depends
    );

    let sleeps = "
import threading, time
def work(n): time.sleep(n)
for n in (3, 1, 2): threading.Thread(target=work, args=(n,)).start()
time.sleep(9)
";
    let mut play = Play::program(sleeps);
    while play
        .model
        .tasks
        .iter()
        .filter(|task| matches!(task.doing, primviz::model::Doing::Sleeping { .. }))
        .count()
        < 4
    {
        assert!(play.step(|_, _| {}));
    }
    let all = questions(&play.model, None);
    let question = all
        .iter()
        .find(|question| question.ask == Ask::TimeUp)
        .unwrap();
    let found = search(&play.world, question, 20_000);
    let second = Answer::Task(TaskId(2));
    assert_eq!(
        (found.answers.first(), found.answers.len()),
        (Some(&second), 1)
    );
    assert_eq!(
        Sure::of(found.answers.iter(), found.complete, &second),
        Sure::Only
    );
}

#[test]
fn who_is_awake_and_has_not_tried_again_is_no_newcomer() {
    let program = "
import threading, queue
jobs = queue.Queue()
def work(): jobs.get()
for _ in range(2): threading.Thread(target=work).start()
jobs.put(1)
jobs.put(2)
";
    let mut play = Play::program(program);
    let picked = |model: &Model| {
        let mut objects = model.objects.iter();
        objects.find_map(|object| object.picked.first().map(|waiter| waiter.task))
    };
    while picked(&play.model).is_none() {
        assert!(play.step(|_, _| {}), "nobody was woken");
    }
    let woken = picked(&play.model).unwrap();
    let all = questions(&play.model, None);
    let next = all
        .iter()
        .find(|question| question.ask.kind() == "next")
        .unwrap();
    assert_eq!(next.answers.first(), Some(&Answer::Task(woken)));
}

#[test]
fn a_lost_update_is_foreseen() {
    let race = "
import threading
count = 0
def work():
    global count
    count += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(count)
";
    let (world, question) = asked_of(race, "lost");
    let found = search(&world, &question, 20_000);
    assert!(found.complete);
    assert_eq!(found.answers, BTreeSet::from([Answer::Yes, Answer::No]));
}

#[test]
fn a_deadlock_is_excluded_where_the_search_has_seen_every_order() {
    let program = |second: &str| {
        format!(
            "
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    {second}
for work in (one, two): threading.Thread(target=work).start()
"
        )
    };
    let answers = |source: &str| {
        let (world, question) = asked_of(source, "deadlock");
        let found = search(&world, &question, 20_000);
        assert!(found.complete);
        found.answers
    };
    let ordered = program("with a:\n        with b: pass");
    assert_eq!(answers(&ordered), BTreeSet::from([Answer::No]));
    let crossed = program("with b:\n        with a: pass");
    // Whether it can still happen depends on how far the first one has come when both locks have been used.
    assert!(answers(&crossed).contains(&Answer::No));
}

#[test]
fn a_search_stops_when_it_is_told_to_and_says_that_it_is_not_over() {
    let endless = "
import threading
n = 0
lock = threading.Lock()
def work():
    global n
    while True:
        n += 1
for _ in range(2): threading.Thread(target=work).start()
lock.acquire()
lock.acquire()
";
    let (world, question) = asked_of(endless, "next");
    let mut asked = 0;
    let mut go_on = |_| {
        asked += 1;
        asked < 500
    };
    let found = explore::first(
        &world,
        &Ear(Watch::new(&question)),
        Reach::default(),
        &mut go_on,
    );
    assert!(!found.complete);
    assert!(asked <= 502, "{asked}");
    let bounded = search(&world, &question, 100);
    assert!(
        !bounded.complete && bounded.states <= 101,
        "{}",
        bounded.states
    );
    assert_eq!(
        Sure::of([].into_iter(), false, &Answer::Nobody),
        Sure::ThisTime
    );
}

#[test]
fn a_standstill_is_asked_what_could_end_it() {
    let stuck = scene::list();
    let deadlock = stuck.iter().find(|scene| scene.name == "deadlock").unwrap();
    let mut play = Play::new(deadlock.plain(), 1);
    while play.step(|_, _| {}) {}
    assert!(matches!(play.model.verdict, Verdict::Deadlock(_)));
    let all = questions(&play.model, None);
    assert_eq!(all[0].ask.kind(), "ends");
    assert_eq!(all[0].known(), Some(Answer::Release));
}
