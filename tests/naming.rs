//! What a picture calls things: the way the program itself gets at them, and the line that a task is really on.

use primviz::python;
use primviz::trace::{Event, Op, Record};
use primviz::world::{self, Limits, World};

fn run(source: &str) -> Vec<Record> {
    let program =
        python::compile(source, "test.py").unwrap_or_else(|problems| panic!("{}", problems[0]));
    let options = world::Options {
        seed: 3,
        lecturer: true,
        recorded: primviz::world::Recorded::Lines,
        ..world::Options::default()
    };
    let mut world = World::new(program, options);
    let mut records = Vec::new();
    world::run_virtual(&mut world, &Limits::default(), &mut |fresh| {
        records.append(fresh);
    });
    records
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
