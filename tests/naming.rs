//! What a picture calls things: the way the program itself gets at them, and the line that a task is really on.

mod common;

use common::records::{compiled, records};
use primviz::model::Model;
use primviz::text::{self, Lang, Piece, Texts};
use primviz::trace::{Event, Op, Record};
use primviz::world::{self, Limits, World};

fn run(source: &str) -> Vec<Record> {
    let program = compiled(source);
    let options = world::Options {
        seed: 3,
        lecturer: true,
        ..world::Options::default()
    };
    records(program, options)
}

/// The last names of every object, by kind of operation done on it.
fn names(records: &[Record]) -> Vec<String> {
    let mut names: Vec<(u32, Vec<String>)> = Vec::new();
    for record in records {
        if let Event::New(new) = &record.event {
            let told = new.names.iter().map(ToString::to_string).collect();
            names.retain(|(object, _)| *object != new.object.0);
            names.push((new.object.0, told));
        }
    }
    names.sort();
    names
        .into_iter()
        .map(|(_, names)| names.join(" = "))
        .collect()
}

#[test]
fn locks_of_a_list_are_called_by_their_place_in_it_whatever_a_function_calls_them() {
    let records = run("
from threading import Lock, Thread
forks = [Lock() for _ in range(3)]
def eat(i):
    left, right = forks[i], forks[(i + 1) % 3]
    with left:
        with right:
            pass
for i in range(3):
    t = Thread(target=eat, args=(i,))
    t.start()
    t.join()
");
    assert_eq!(names(&records), ["forks[0]", "forks[1]", "forks[2]"]);
}

#[test]
fn an_object_with_two_globals_has_two_names_and_attributes_are_told_apart_by_their_owner() {
    let records = run("
from threading import Lock, RLock, Thread
a = b = RLock()
class Account:
    def __init__(self):
        self.lock = Lock()
        self.balance = 10
    def take(self):
        with self.lock:
            self.balance -= 1
ann = Account()
bob = Account()
threads = [Thread(target=ann.take), Thread(target=bob.take)]
for t in threads:
    t.start()
for t in threads:
    t.join()
");
    let names = names(&records);
    for name in [
        "a = b",
        "ann.lock",
        "bob.lock",
        "ann.balance",
        "bob.balance",
    ] {
        assert!(
            names
                .iter()
                .any(|known| known == name || known == "b = a" && name == "a = b"),
            "{name}: {names:?}"
        );
    }
}

#[test]
fn whoever_waits_in_wait_for_is_at_its_call_not_in_the_predicate() {
    let records = run("
from threading import Condition, Thread
free = 0
bell = Condition()
def is_free():
    return free > 0
def wait():
    with bell:
        bell.wait_for(is_free)
Thread(target=wait).start()
");
    let want = records
        .iter()
        .position(|record| matches!(&record.event, Event::Want(want) if want.op == Op::Wait));
    let want = want.expect("it waits");
    let site = records[..want]
        .iter()
        .rev()
        .find_map(|record| match &record.event {
            Event::At { task, site } if task.0 == 2 => Some(*site),
            _ => None,
        });
    let line = records.iter().find_map(|record| match &record.event {
        Event::Site(place) if Some(place.site) == site => Some(place.line),
        _ => None,
    });
    assert_eq!(line, Some(9));
}

#[test]
fn a_worker_that_waits_for_its_pool_is_at_no_line_of_the_program() {
    let records = run("
from concurrent.futures import ThreadPoolExecutor
from time import sleep
def work(n):
    return n
with ThreadPoolExecutor(1) as pool:
    pool.submit(work, 1)
    sleep(1)
    pool.submit(work, 2)
");
    let mut model = primviz::model::Model::default();
    let mut waits = 0;
    for record in &records {
        model.apply(record, record.time);
        if let Event::Want(want) = &record.event
            && want.task != primviz::trace::TaskId(0)
            && want.op == Op::Get
        {
            waits += 1;
            assert_eq!(model.line(want.task), None, "{record:?}");
        }
    }
    assert!(waits > 0, "it waits between the calls");
}

#[test]
fn what_a_list_in_a_function_keeps_is_called_by_its_place_in_it_not_as_a_parameter_is() {
    let records = run("
from threading import Lock, Thread
def eat(left, right):
    with left:
        with right:
            pass
def main():
    forks = [Lock() for _ in range(3)]
    for i in range(3):
        left, right = forks[i], forks[(i + 1) % 3]
        t = Thread(target=eat, args=(left, right))
        t.start()
        t.join()
main()
");
    assert_eq!(names(&records), ["forks[0]", "forks[1]", "forks[2]"]);
}

#[test]
fn locks_of_a_list_have_their_names_before_anybody_takes_one() {
    let records = run("
from threading import Lock
forks = [Lock() for _ in range(3)]
");
    assert_eq!(names(&records), ["forks[0]", "forks[1]", "forks[2]"]);
}

#[test]
fn a_private_attribute_of_the_programs_own_is_a_way_too() {
    let records = run("
from threading import Condition, Lock
class Buffer:
    def __init__(self):
        self._lock = Lock()
        self._full = Condition(self._lock)
    def wake(self):
        with self._lock:
            self._full.notify()
buffer = Buffer()
buffer.wake()
");
    assert_eq!(names(&records), ["buffer._lock", "buffer._full"]);
}

/// Every sentence that a run has to tell, as it stands after each record that brings a new row of the log.
fn told(scene: &primviz::scene::Scene, variant: &str, lang: Lang) -> Vec<String> {
    let variant = scene.variant(variant).expect("it is one of its own");
    let program = variant.program().expect("it compiles");
    let options = world::Options {
        seed: 3,
        lecturer: true,
        recorded: primviz::world::Recorded::Lines,
        scene: variant.words.clone(),
        files: scene.files(variant),
        ..world::Options::default()
    };
    let mut world = World::new(program, options);
    let mut model = Model::default();
    let texts = Texts::of(lang);
    let (mut said, mut rows) = (Vec::new(), 0);
    let limits = Limits {
        until: Some(20_000_000),
        steps: Some(60_000),
    };
    world::run_virtual(&mut world, &limits, &mut |fresh| {
        for record in fresh.drain(..) {
            model.apply(&record, record.time);
            if model.log.last().map_or(0, |entry| entry.number) > rows {
                rows = model.log.last().map_or(0, |entry| entry.number);
                tell(&model, texts, &mut said);
            }
        }
    });
    said
}

fn tell(model: &Model, texts: &'static Texts, said: &mut Vec<String>) {
    let words = |pieces: Vec<Piece>| {
        let words = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Call(text) | Piece::Word(text) => Some(text),
            Piece::Doer(actor) => Some(actor.name.to_string()),
            _ => None,
        });
        words.collect::<Vec<_>>().join(" ")
    };
    if let Some(row) = model.log.rows.back() {
        said.push(words(text::log_row(texts, model, row)));
        let lines = text::log_lines(texts, model, row);
        said.extend(lines.into_iter().map(|line| line.text));
    }
    said.extend(
        model
            .log
            .last()
            .map(|entry| text::log_entry(texts, model, entry)),
    );
    if let Some(cause) = model.causes.last() {
        said.push(text::cause(texts, model, cause));
        said.push(words(text::headline(texts, model, cause, true)));
        said.extend(text::large(texts, model, cause).into_iter().map(words));
    }
    said.push(text::verdict(texts, model, &model.verdict, true));
    for task in model.tasks.iter() {
        said.extend(text::why(texts, model, &model.why(task.id)));
        said.push(text::doing(texts, model, task.id, model.time));
    }
}

/// A name of ours in a sentence: `#3`, `Queue-10`, a placeholder or a key that was not filled in.
fn ours(sentence: &str) -> bool {
    let kinds = [
        "Lock",
        "Semaphore",
        "Event",
        "Condition",
        "Barrier",
        "Queue",
        "Timer",
        "Future",
        "Pipe",
        "Pool",
        "Executor",
    ];
    let digit_after = |at: usize| sentence[at..].starts_with(|c: char| c.is_ascii_digit());
    let numbered = |word: &str, sign: &str| {
        let whole = format!("{word}{sign}");
        let mut found = sentence.match_indices(&whole);
        // `ThreadPoolExecutor-0_1` is what Python calls a worker.
        found.any(|(at, _)| {
            let end = at + whole.len();
            digit_after(end)
                && !sentence[end..]
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .starts_with('_')
        })
    };
    let unfilled = [
        "{object}", "{item}", "{names}", "{owner}", "{left}", "{what}", "{n}",
    ];
    numbered("", "#")
        || kinds.iter().any(|kind| numbered(kind, "-"))
        || unfilled.iter().any(|name| sentence.contains(name))
        || ["did.", "cause.", "wait.", "phrase.", "headline."]
            .iter()
            .any(|key| sentence.contains(key))
}

#[test]
fn no_sentence_of_any_scene_has_a_name_of_ours_in_either_language() {
    assert!(
        ours("a waits for Queue-10") && ours("#1 ends") && !ours("ThreadPoolExecutor-0_1 ends")
    );
    assert!(!ours("Thread-3 takes forks[2]"));
    let mut count = 0;
    for scene in primviz::scene::list() {
        for variant in &scene.variants {
            for lang in [Lang::En, Lang::Zh] {
                for sentence in told(&scene, &variant.name, lang) {
                    assert!(
                        !ours(&sentence),
                        "{} {}: {sentence}",
                        scene.name,
                        variant.name
                    );
                    count += 1;
                }
            }
        }
    }
    assert!(count > 1_000, "{count} sentences only");
}
