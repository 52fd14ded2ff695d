use std::collections::BTreeSet;

use super::*;
use crate::python::compile;
use crate::trace::Event;
use crate::world::{Options, Recorded, Status};

fn recorded(source: &str, recorded: Recorded) -> World {
    let options = Options {
        recorded,
        ..Options::default()
    };
    match compile(source, "program.py") {
        Ok(program) => World::new(program, options),
        Err(problems) => panic!("{}", problems[0]),
    }
}

fn world(source: &str) -> World {
    recorded(source, Recorded::Words)
}

fn search(source: &str, clock: Clock) -> Found {
    let found = explore(&world(source), clock, Bounds::default());
    assert!(!found.bounded, "{} states", found.states);
    found
}

/// What the runs that end well print.
fn outs(found: &Found) -> BTreeSet<&str> {
    let ends = found.outcomes.keys();
    ends.inspect(|outcome| assert_eq!(outcome.ending, Ending::Ended(0), "{outcome:?}"))
        .map(|outcome| &*outcome.out)
        .collect()
}

/// Threads that run `work` at once, then `last` in the main thread.
fn threads(count: usize, work: &str, last: &str) -> String {
    let work = work.replace('\n', "\n    ");
    format!(
        "
import threading, time, queue
lock, other = threading.Lock(), threading.Lock()
count = 0
def work(me):
    global count
    {work}
threads = [threading.Thread(target=work, args=(n,)) for n in range({count})]
for thread in threads: thread.start()
for thread in threads: thread.join()
{last}
"
    )
}

#[test]
fn a_program_of_one_thread_has_one_outcome() {
    let found = search("for n in range(3): print(n)", Clock::Anytime);
    assert_eq!(outs(&found), BTreeSet::from(["0\n1\n2\n"]));
    assert_eq!(found.steps, found.states - 1);
}

#[test]
fn unguarded_counting_loses_any_number_but_one() {
    for count in 1..=3 {
        let found = search(&threads(count, "count += 1", "print(count)"), Clock::Idle);
        let wanted: BTreeSet<String> = (1..=count).map(|n| format!("{n}\n")).collect();
        assert_eq!(outs(&found), wanted.iter().map(|n| &**n).collect());
    }
}

#[test]
fn guarded_counting_loses_nothing() {
    let found = search(
        &threads(3, "with lock:\n    count += 1", "print(count)"),
        Clock::Idle,
    );
    assert_eq!(outs(&found), BTreeSet::from(["3\n"]));
}

#[test]
fn lines_come_in_every_order_that_keeps_each_threads_own() {
    let orders = |count, work| {
        search(&threads(count, work, ""), Clock::Idle)
            .outcomes
            .len()
    };
    assert_eq!(orders(2, "print(me)"), 2);
    assert_eq!(orders(3, "print(me)"), 6);
    // 4! / (2! 2!)
    assert_eq!(orders(2, "print(me, 1)\nprint(me, 2)"), 6);
}

#[test]
fn two_locks_in_two_orders_get_stuck_and_the_schedule_shows_how() {
    let work =
        "a, b = (lock, other) if me else (other, lock)\nwith a:\n    with b:\n        count += 1";
    let source = threads(2, work, "print(count)");
    let found = search(&source, Clock::Idle);
    let endings: BTreeSet<_> = found
        .outcomes
        .keys()
        .map(|outcome| outcome.ending)
        .collect();
    assert_eq!(endings, BTreeSet::from([Ending::Ended(0), Ending::Stuck]));
    let schedule = found.stuck().unwrap();
    let mut again = recorded(&source, Recorded::Operations);
    let records = replay(&mut again, schedule);
    assert_eq!(again.status(), Status::Quiet);
    assert!(matches!(records.last().unwrap().event, Event::Idle));

    let ordered = threads(
        2,
        "with lock:\n    with other:\n        count += 1",
        "print(count)",
    );
    assert!(search(&ordered, Clock::Anytime).stuck().is_none());
}

#[test]
fn schedules_that_get_stuck_are_as_short_as_can_be() {
    // The main thread waits at once for what nobody does; before that it may print or not.
    let found = search(
        "import threading\nthreading.Lock().acquire()\nthreading.Event().wait()",
        Clock::Idle,
    );
    assert_eq!(found.stuck().unwrap().len(), 2);
}

#[test]
fn a_wait_times_out_at_any_moment_or_only_when_nobody_can_run() {
    let work = "if me:\n    got = lock.acquire(timeout=5)\n    print(got)\n    if got: lock.release()\nelse:\n    with lock: count += 1";
    let source = threads(2, work, "");
    assert_eq!(
        outs(&search(&source, Clock::Idle)),
        BTreeSet::from(["True\n"])
    );
    assert_eq!(
        outs(&search(&source, Clock::Anytime)),
        BTreeSet::from(["False\n", "True\n"])
    );
}

#[test]
fn sleeps_overtake_each_other_only_where_computing_takes_time() {
    let source = threads(2, "time.sleep(1 + me)\nprint(me)", "");
    assert_eq!(outs(&search(&source, Clock::Idle)).len(), 1);
    assert_eq!(outs(&search(&source, Clock::Anytime)).len(), 2);
}

#[test]
fn waiting_in_circles_is_no_endless_search() {
    let found = search(
        &threads(2, "while count < me: pass\ncount += 1", "print(count)"),
        Clock::Idle,
    );
    assert_eq!(outs(&found), BTreeSet::from(["2\n"]));
}

#[test]
fn what_clocks_say_is_part_of_the_state() {
    let source = "
import threading, time
flag = threading.Condition()
def wait():
    with flag: print(flag.wait_for(lambda: False, 0.5))
thread = threading.Thread(target=wait)
thread.start()
time.sleep(0.2)
with flag: flag.notify()
thread.join()
";
    for clock in [Clock::Idle, Clock::Anytime] {
        assert_eq!(outs(&search(source, clock)), BTreeSet::from(["False\n"]));
    }
}

#[test]
fn a_search_that_meets_a_bound_says_so() {
    let source = threads(3, "print(me)\nprint(me)", "");
    let bounds = Bounds {
        states: 50,
        ..Bounds::default()
    };
    let found = explore(&world(&source), Clock::Idle, bounds);
    assert!(found.bounded);
    assert_eq!(found.states, 50);

    let endless = world("while True: print(1)");
    let bounds = Bounds {
        output: 100,
        ..Bounds::default()
    };
    assert!(explore(&endless, Clock::Idle, bounds).bounded);
}

#[test]
fn who_asks_for_input_ends_the_search() {
    let found = search("print(input('name? '))", Clock::Idle);
    let outcome = found.outcomes.keys().next().unwrap();
    assert_eq!((outcome.ending, &*outcome.out), (Ending::Asking, "name? "));
}

#[test]
fn two_looks_into_shared_data_on_one_line_can_differ() {
    for look in [
        "len(items), len(items)",
        "1 in items, 1 in items",
        "items == [1], items == [1]",
        "f'{items} {items}'",
        "'%s' % items, '%s' % items",
        "[*items, '|', *items]",
        "list(items), sorted(items)",
        "'full' if items else 'full now' if items else 'empty'",
        "[n for n in items], [n for n in items]",
        "sum(items) + 2 * sum(items)",
        "(lambda a, b: (a, b))(len(items), len(items))",
        "list(table.values()), len(table)",
        "getattr(box, 'n'), getattr(box, 'n')",
        "'-'.join(words), '-'.join(words)",
        "str((0, items)), [[items]] == [[[1]]]",
        "word(), word()",
        "full.n_waiting, full.n_waiting",
    ] {
        let source = format!(
            "
import threading
class Box: n = 0
items, table, box, words, full = [], {{}}, Box(), [], threading.Barrier(2)
def one(): return 1
def two(): return 2
word = one
def work():
    global word
    words.append('a')
    word = two
    items.append(1)
    table[1] = 1
    box.n = 1
    full.wait()
thread = threading.Thread(target=work)
thread.start()
print({look})
full.wait()
"
        );
        let found = search(&source, Clock::Idle);
        assert_eq!(outs(&found).len(), 3, "{look}: {:?}", outs(&found));
    }
}

#[test]
fn a_look_that_fails_ends_a_step_too() {
    let source = "
import threading
items = []
def work():
    items.append(7)
thread = threading.Thread(target=work)
thread.start()
try: items.index(7)
except ValueError: print(len(items))
try: items[-1]
except IndexError: print(len(items))
thread.join()
";
    let found = search(source, Clock::Idle);
    assert_eq!(
        outs(&found),
        BTreeSet::from(["", "0\n", "0\n0\n", "0\n1\n", "1\n"])
    );
}

#[test]
fn a_notify_may_fall_to_a_waiter_whose_time_is_up_and_is_lost() {
    let source = "
import threading
changed = threading.Condition()
inside = 0
def wait(timeout):
    global inside
    with changed:
        inside += 1
        print(timeout, changed.wait(timeout))
def tell():
    with changed:
        if inside == 2:
            print('tell')
            changed.notify()
for target, args in ((wait, (1,)), (wait, (None,)), (tell, ())):
    threading.Thread(target=target, args=args).start()
";
    let found = search(source, Clock::Anytime);
    let lost =
        |outcome: &Outcome| outcome.ending == Ending::Stuck && outcome.out == "tell\n1 False\n";
    assert!(
        found.outcomes.keys().any(lost),
        "{:?}",
        found.outcomes.keys()
    );
}

#[test]
fn a_global_that_is_assigned_once_threads_have_begun_is_shared() {
    let source = "
import threading
def work():
    print(word)
thread = threading.Thread(target=work)
thread.start()
word = 'late'
print('main')
thread.join()
";
    let found = search(source, Clock::Idle);
    let outs: BTreeSet<_> = found.outcomes.keys().map(|outcome| &*outcome.out).collect();
    assert_eq!(
        outs,
        BTreeSet::from(["main\n", "main\nlate\n", "late\nmain\n"])
    );
}

#[test]
fn a_generator_that_another_thread_runs_cannot_be_asked() {
    let source = "
import threading
def numbers():
    n = 0
    while True:
        n += 1
        yield n
numbers = numbers()
def work():
    try: print(next(numbers))
    except ValueError as error: print(error)
thread = threading.Thread(target=work)
thread.start()
work()
thread.join()
";
    let found = search(source, Clock::Idle);
    let already = "generator already executing";
    let wanted = [
        "1\n2\n".to_owned(),
        "2\n1\n".to_owned(),
        format!("1\n{already}\n"),
        format!("{already}\n1\n"),
    ];
    assert_eq!(outs(&found), wanted.iter().map(|out| &**out).collect());
}

#[test]
fn a_list_seems_empty_while_it_is_sorted() {
    let source = "
import threading
items, weight = [2, 1], 0
def key(n):
    return n * weight
def work():
    global weight
    weight = 1
    items.append(0)
thread = threading.Thread(target=work)
thread.start()
try: items.sort(key=key)
except ValueError as error: print(error)
thread.join()
print(len(items))
";
    let found = search(source, Clock::Idle);
    let modified = "list modified during sort\n2\n";
    assert_eq!(outs(&found), BTreeSet::from(["3\n", modified]));
}
