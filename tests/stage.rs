//! Real threads under the monitor: what they tell, when they stand still, and that every run can be left.

use std::time::{Duration, Instant};

use primviz::python;
use primviz::stage::{Clock, Granularity, Message, Options, Request, Stage};
use primviz::trace::{Event, Op, Record, TaskId, TaskKind};
use primviz::world::{self, World};

/// Only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on the stage, and everything it told.
struct Run {
    stage: Stage,
    records: Vec<Record>,
    clock: Option<Clock>,
    refused: Option<String>,
    held: Option<bool>,
    reached: bool,
    copy: Option<Box<World>>,
}

fn options() -> Options {
    Options {
        pace: 0,
        speed: 1.0,
        paused: false,
        granularity: Granularity::Line,
        beats: false,
    }
}

fn start(source: &str, options: Options) -> Run {
    let program =
        python::compile(source, "test.py").unwrap_or_else(|problems| panic!("{}", problems[0]));
    let world = World::new(
        program,
        world::Options {
            seed: 7,
            lecturer: true,
            recorded: primviz::world::Recorded::Lines,
            ..world::Options::default()
        },
    );
    let stage = Stage::new(move || world, options).expect("threads");
    Run {
        stage,
        records: Vec::new(),
        clock: None,
        refused: None,
        held: None,
        reached: false,
        copy: None,
    }
}

impl Run {
    fn take(&mut self, message: Message) {
        self.stage.received(1);
        match message {
            Message::Record(record) => self.records.push(record),
            Message::Clock(clock) => self.clock = Some(clock),
            Message::Refused { sentence, .. } => self.refused = Some(sentence),
            Message::Held(held) => self.held = Some(held),
            Message::Reached => self.reached = true,
            Message::Copy(world) => self.copy = Some(world),
            Message::Broken(sentence) => panic!("the run broke: {sentence}"),
        }
    }

    /// Reads until `enough` holds.
    fn until(&mut self, what: &str, enough: impl Fn(&Run) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !enough(self) {
            match self.stage.messages().recv_deadline(deadline) {
                Ok(message) => self.take(message),
                Err(error) => panic!("never: {what} ({error}); so far {:#?}", self.records),
            }
        }
    }

    fn has(&self, matches: impl Fn(&Event) -> bool) -> bool {
        self.records.iter().any(|record| matches(&record.event))
    }

    fn output(&self) -> String {
        let text = |record: &Record| match &record.event {
            Event::Out { text, .. } => Some(text.to_string()),
            _ => None,
        };
        self.records.iter().filter_map(text).collect()
    }

    fn task(&self, name: &str) -> TaskId {
        let id = |record: &Record| match &record.event {
            Event::Spawn(spawn) if *spawn.name == *name => Some(spawn.task),
            _ => None,
        };
        self.records
            .iter()
            .find_map(id)
            .unwrap_or_else(|| panic!("no task is called {name}"))
    }

    fn ats(&self, task: TaskId) -> usize {
        let is =
            |record: &&Record| matches!(record.event, Event::At { task: at, .. } if at == task);
        self.records.iter().filter(is).count()
    }
}

const DEADLOCK: &str = "
from threading import Thread, Lock, Barrier
a = Lock()
b = Lock()
both = Barrier(2)

def one():
    with a:
        both.wait()
        with b:
            pass

def two():
    with b:
        both.wait()
        with a:
            pass

Thread(target=one, name='one').start()
Thread(target=two, name='two').start()
for i in range(8):
    Thread(target=one, name='more').start()
";

#[test]
fn a_program_runs_to_its_end_on_real_threads_and_says_so_in_order() {
    let mut run = start(
        "
from threading import Thread, Semaphore
free = Semaphore(2)
def visit(n):
    with free:
        print('in', n)
threads = [Thread(target=visit, args=(i,)) for i in range(20)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print('all')
",
        options(),
    );
    run.until("the main thread ends", |run| {
        run.has(|event| {
            matches!(
                event,
                Event::End {
                    task: TaskId(0),
                    ..
                }
            )
        })
    });
    assert_eq!(run.output().lines().count(), 21);
    assert!(run.output().ends_with("all\n"));
    let mut inside = 0;
    for record in &run.records {
        if let Event::Done(done) = &record.event {
            match done.op {
                Op::Acquire => inside += 1,
                Op::Release => inside -= 1,
                _ => {}
            }
            assert!(
                (0..=2).contains(&inside),
                "no prefix shows more than two inside"
            );
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn every_task_is_a_thread_of_the_system_that_bears_its_name() {
    let mut run = start(
        "
from threading import Thread, Event
never = Event()
Thread(target=never.wait, name='the waiter').start()
",
        options(),
    );
    run.until("the waiter waits", |run| {
        run.has(|event| matches!(event, Event::Want(want) if want.op == Op::Wait))
    });
    let names: Vec<String> = std::fs::read_dir("/proc/self/task")
        .expect("proc")
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("comm")).ok())
        .collect();
    assert!(
        names.iter().any(|name| name.trim() == "the waiter"),
        "{names:?}"
    );
    assert!(
        names.iter().any(|name| name.trim() == "lecturer"),
        "{names:?}"
    );
}

#[test]
fn while_paused_no_thread_of_the_program_does_anything() {
    let mut run = start(
        "
from threading import Thread
n = 0
def count():
    global n
    while True:
        n += 1
Thread(target=count).start()
Thread(target=count).start()
",
        options(),
    );
    run.until("it counts", |run| run.records.len() > 500);
    run.stage.request(Request::Pause);
    run.until("the clock stands", |run| {
        run.clock.is_some_and(|clock| !clock.running())
    });
    let lecturer = run.task("lecturer");
    run.records.clear();
    // The lecturer's second word comes after whatever the others might still have had to say.
    for word in ["still", "very still"] {
        run.stage.request(Request::Say(format!("print('{word}')")));
        run.until("the lecturer speaks", |run| run.output().contains(word));
    }
    let of_the_lecturer = |record: &Record| match &record.event {
        Event::At { task, .. } | Event::Out { task, .. } => *task == lecturer,
        Event::Done(done) => done.task == lecturer,
        Event::Want(want) => want.task == lecturer,
        _ => true,
    };
    assert!(
        run.records.iter().all(of_the_lecturer),
        "{:#?}",
        run.records
    );
}

#[test]
fn a_step_lets_the_chosen_task_run_one_line_and_no_other() {
    let mut run = start(
        "a = 1\nb = 2\nc = 3\nprint(a + b + c)\n",
        Options {
            paused: true,
            ..options()
        },
    );
    let main = TaskId(0);
    for line in 1..=4 {
        run.stage.request(Request::Step(main));
        run.until("the next line", |run| run.ats(main) == line);
    }
    assert_eq!(run.output(), "");
    run.stage.request(Request::Step(main));
    run.until("its end", |run| {
        run.has(|event| matches!(event, Event::End { .. }))
    });
    assert_eq!(run.output(), "6\n");
}

#[test]
fn stepping_a_sleeper_moves_the_clock_to_its_deadline() {
    let mut run = start(
        "import time\ntime.sleep(3600)\nprint('woke')\n",
        Options {
            paused: true,
            ..options()
        },
    );
    let main = TaskId(0);
    run.stage.request(Request::Step(main));
    run.until("the sleep's line", |run| run.ats(main) == 1);
    run.stage.request(Request::Step(main));
    run.until("it sleeps", |run| {
        run.has(|event| matches!(event, Event::Want(_)))
    });
    run.stage.request(Request::Step(main));
    run.until("it has woken", |run| run.ats(main) == 2);
    run.stage.request(Request::Step(main));
    run.until("it has spoken", |run| run.output() == "woke\n");
    assert!(run.clock.expect("told").now() >= 3_600_000_000);
}

#[test]
fn the_lecturer_is_a_thread_of_the_program_that_blocks_and_can_give_up() {
    let mut run = start(
        "
from threading import Lock
lock = Lock()
lock.acquire()
",
        options(),
    );
    run.until("main ends", |run| {
        run.has(|event| matches!(event, Event::End { .. }))
    });
    let lecturer = run.task("lecturer");
    run.stage.request(Request::Say("lock.acquire()".into()));
    let wants = |event: &Event| matches!(event, Event::Want(want) if want.task == lecturer);
    run.until("the lecturer waits", |run| run.has(wants));
    run.stage.request(Request::Abandon);
    let fails = |event: &Event| matches!(event, Event::Fail(fail) if fail.task == lecturer);
    run.until("the lecturer gives up", |run| run.has(fails));
    run.stage.request(Request::Say("lock.release()".into()));
    run.stage
        .request(Request::Say("print('locked:', lock.locked())".into()));
    run.until("the lock is free", |run| run.output() == "locked: False\n");
}

#[test]
fn a_statement_that_cannot_be_compiled_is_refused_and_harms_nothing() {
    let mut run = start("x = 1\n", options());
    run.until("main ends", |run| {
        run.has(|event| matches!(event, Event::End { .. }))
    });
    run.stage.request(Request::Say("x = = 2".into()));
    run.until("a refusal", |run| run.refused.is_some());
    run.stage.request(Request::Say("print(x)".into()));
    run.until("it goes on", |run| run.output() == "1\n");
}

#[test]
fn input_is_answered_in_the_order_of_asking() {
    let mut run = start("print('got', input('>>>'), input())\n", options());
    let asks = |run: &Run| {
        let is =
            |record: &&Record| matches!(&record.event, Event::Want(want) if want.op == Op::Input);
        run.records.iter().filter(is).count()
    };
    run.until("it asks", |run| asks(run) == 1);
    run.stage.request(Request::Answer(Some("3".into())));
    run.until("it asks again", |run| asks(run) == 2);
    run.stage.request(Request::Answer(Some("q".into())));
    run.until("it got both", |run| run.output().contains("got 3 q\n"));
}

#[test]
fn a_program_that_begins_with_input_asks_at_once_whatever_the_pace() {
    let mut run = start(
        "
from threading import Thread
names = []
for i in range(100):
    names.append(i)
n = int(input('how many? '))
Thread(target=print, args=('one',)).start()
",
        Options {
            pace: 3_600_000_000,
            ..options()
        },
    );
    run.until("it asks", |run| {
        run.has(|event| matches!(event, Event::Want(want) if want.op == Op::Input))
    });
}

#[test]
fn speed_divides_real_time() {
    let begun = Instant::now();
    let mut run = start(
        "import time\ntime.sleep(5)\nprint('done')\n",
        Options {
            speed: 100.0,
            ..options()
        },
    );
    run.until("it has slept", |run| run.output() == "done\n");
    let took = begun.elapsed();
    assert!(
        took >= Duration::from_millis(50) && took < Duration::from_secs(4),
        "{took:?}"
    );
}

#[test]
fn a_program_that_does_nothing_for_ever_is_paused_and_left_like_any_other() {
    let mut run = start("while True:\n    pass\n", options());
    run.until("it runs", |run| run.records.len() > 100);
    run.stage.request(Request::Pause);
    run.until("the clock stands", |run| {
        run.clock.is_some_and(|clock| !clock.running())
    });
    run.stage.request(Request::Resume);
    let begun = Instant::now();
    drop(run);
    assert!(
        begun.elapsed() < Duration::from_millis(500),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn ten_deadlocked_threads_are_left_within_a_moment() {
    let mut run = start(DEADLOCK, options());
    run.until("they are stuck", |run| {
        run.has(|event| matches!(event, Event::Idle))
    });
    let begun = Instant::now();
    drop(run);
    assert!(
        begun.elapsed() < Duration::from_millis(500),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_daemon_is_gone_when_the_program_has_ended_and_the_lecturer_can_start_another() {
    let mut run = start(
        "
from threading import Thread, Event
never = Event()
Thread(target=never.wait, name='daemon', daemon=True).start()
",
        options(),
    );
    let ended = |run: &Run, task| {
        run.has(|event| matches!(event, Event::End { task: who, .. } if *who == task))
    };
    run.until("main ends", |run| ended(run, TaskId(0)));
    let daemon = run.task("daemon");
    run.until("the daemon dies", |run| ended(run, daemon));
    run.stage.request(Request::Say(
        "Thread(target=print, args=('again',), name='late').start()".into(),
    ));
    run.until("a new thread runs", |run| run.output() == "again\n");
    assert!(run.has(|event| {
        matches!(event, Event::Spawn(spawn) if spawn.kind == TaskKind::Thread && &*spawn.name == "late")
    }));
}

#[test]
fn time_waits_for_threads_on_their_lines_so_that_sleeps_decide_who_comes_first() {
    // All of them read before the first one wakes, though the lines alone take longer than the sleep.
    let source = "
from threading import Thread
from time import sleep
number = 20
def less():
    global number
    seen = number
    sleep(0.02)
    number = seen - 1
threads = []
for _ in range(20):
    t = Thread(target=less)
    t.start()
    threads.append(t)
for t in threads:
    t.join()
print(number)
";
    let mut run = start(
        source,
        Options {
            pace: 2_000,
            ..options()
        },
    );
    run.until("the end", |run| !run.output().is_empty());
    assert_eq!(run.output(), "19\n");
}

#[test]
fn time_passes_while_everybody_waits_for_somebody_who_is_no_thread() {
    let mut run = start(
        "input()\n",
        Options {
            pace: 2_000,
            ..options()
        },
    );
    run.until("it asks", |run| {
        run.has(|event| matches!(event, Event::Want(want) if want.op == Op::Input))
    });
    let second = Duration::from_secs(1);
    run.until("time passes", |run| {
        let now = Instant::now();
        let passes = |clock: &Clock| clock.at(now + second) - clock.at(now) > 900_000;
        run.clock.as_ref().is_some_and(passes)
    });
}

#[test]
fn time_passes_beside_a_thread_that_goes_round_and_round() {
    for spin in ["while not done: pass", "while not done: sleep(0)"] {
        let source = format!(
            "
from threading import Timer
from time import sleep
done = []
Timer(0.05, done.append, [1]).start()
{spin}
print('seen')
"
        );
        let mut run = start(
            &source,
            Options {
                pace: 1_000,
                ..options()
            },
        );
        run.until("the end", |run| !run.output().is_empty());
    }
}

const HANDOVER: &str = "
from threading import Thread, Semaphore
free = Semaphore(0)
def visit():
    free.acquire()
    print('in')
for i in range(2):
    Thread(target=visit, name=f'v{i}').start()
";

fn waiting(run: &Run) -> bool {
    let waits =
        |record: &&Record| matches!(&record.event, Event::Want(want) if want.op == Op::Acquire);
    run.records.iter().filter(waits).count() == 2
}

#[test]
fn a_wake_holds_everybody_until_the_beat_is_over() {
    let mut run = start(
        HANDOVER,
        Options {
            beats: true,
            ..options()
        },
    );
    run.until("both wait", waiting);
    run.stage.request(Request::Say("free.release()".into()));
    run.until("the run is held", |run| run.held == Some(true));
    assert!(run.has(|event| matches!(event, Event::Done(done) if done.op == Op::Release)));
    assert!(
        run.clock.is_some_and(|clock| !clock.running()),
        "the clock stands"
    );
    assert!(
        !run.has(|event| matches!(event, Event::Done(done) if done.op == Op::Acquire)),
        "whoever was woken has not moved"
    );
    // It ends by itself, and the one that was woken takes the permit, which is held too.
    run.until("it goes on", |run| run.held == Some(false));
    run.until("it is held again", |run| run.held == Some(true));
    assert!(run.has(|event| matches!(event, Event::Done(done) if done.op == Op::Acquire)));
    assert_eq!(run.output(), "", "it has not come further than that");
    run.stage.request(Request::EndBeat);
    run.until("it prints", |run| run.output() == "in\n");
}

/// How often the run was held, and its output, once the program is over.
fn holds(source: &str) -> (usize, String) {
    let beats = Options {
        beats: true,
        ..options()
    };
    let mut run = start(source, beats);
    let mut holds = 0;
    let over = |run: &Run| run.has(|event| matches!(event, Event::End { task, .. } if task.0 == 0));
    while !over(&run) {
        run.until("a hold, or the end", |run| {
            run.held == Some(true) || over(run)
        });
        if run.held.take() == Some(true) {
            holds += 1;
            run.stage.request(Request::EndBeat);
        }
    }
    (holds, run.output())
}

#[test]
fn what_wakes_nobody_is_held_too_but_not_again_and_again() {
    let source = "
from threading import Event
go = Event()
for i in range(3):
    go.set()
    go.clear()
print('on')
";
    assert_eq!(holds(source), (2, "on\n".to_owned()));
}

#[test]
fn waits_whose_times_are_up_together_are_held_for_together() {
    let source = "
from threading import Thread, Event
import time
go = Event()
def wait(length):
    while not go.wait(length):
        pass
threads = [Thread(target=wait, args=(length,)) for length in [1, 1.001, 1.002, 0.5]]
for t in threads:
    t.start()
time.sleep(2.2)
print('on')
";
    // The one that comes alone, and the three; what they do again has been seen.
    assert_eq!(holds(source), (2, "on\n".to_owned()));
}

#[test]
fn whoever_breaks_a_barrier_wakes_the_others_in_a_beat() {
    let source = "
from threading import Thread, Barrier, BrokenBarrierError
import time
gate = Barrier(3)
def wait(length):
    try:
        gate.wait(length)
    except BrokenBarrierError:
        print('broken')
Thread(target=wait, args=(0.5,)).start()
Thread(target=wait, args=(None,)).start()
time.sleep(1)
";
    // It gives up and wakes the other, and the other leaves.
    assert_eq!(holds(source), (2, "broken\n".repeat(2)));
}

#[test]
fn there_are_no_beats_above_1x_nor_while_they_are_off() {
    for (beats, speed) in [(false, 1.0), (true, 2.0)] {
        let mut run = start(
            HANDOVER,
            Options {
                beats,
                speed,
                ..options()
            },
        );
        run.until("both wait", waiting);
        run.stage.request(Request::Say("free.release()".into()));
        run.until("it prints", |run| run.output() == "in\n");
        assert_eq!(run.held, None);
    }
}

#[test]
fn the_next_cause_is_run_on_to_shown_and_then_the_run_is_paused() {
    let source = "
from threading import Thread, Event
import time
go = Event()
def wait():
    go.wait()
    print('went')
Thread(target=wait, name='waiter').start()
time.sleep(3600)
go.set()
print('set')
";
    let mut run = start(
        source,
        Options {
            pace: 250_000,
            speed: 0.5,
            ..options()
        },
    );
    run.stage.request(Request::NextCause(None));
    run.until("the cause has come", |run| run.reached);
    assert!(run.clock.is_some_and(|clock| !clock.running()));
    let sets = |event: &Event| matches!(event, Event::Done(done) if done.op == Op::Set);
    let waits = |event: &Event| matches!(event, Event::Done(done) if done.op == Op::Wait);
    assert!(run.has(sets) && run.has(waits));
    assert_eq!(run.output(), "");
    assert!(
        (run.clock.map_or(0.0, |clock| clock.speed()) - 0.5).abs() < 1e-9,
        "as slow as before"
    );
}

#[test]
fn a_copy_goes_on_from_what_was_told() {
    const COUNT: &str = "
import threading
lock = threading.Lock()
count = 0
def work():
    global count
    for _ in range(20):
        with lock:
            count += 1
            print(count)
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
";
    let mut run = start(
        COUNT,
        Options {
            pace: 1_000,
            ..options()
        },
    );
    run.until("something is printed", |run| {
        run.output().lines().count() > 5
    });
    run.stage.request(Request::Pause);
    run.stage.request(Request::Copy);
    run.until("the copy", |run| run.copy.is_some());
    let told = run.output();
    let mut copy = run.copy.take().expect("it has come");
    assert!(copy.take_events().is_empty(), "all of it was told");
    let mut rest = String::new();
    let mut hear = |records: &mut Vec<Record>| {
        for record in records.drain(..) {
            if let Event::Out { text, .. } = record.event {
                rest.push_str(&text);
            }
        }
    };
    world::run_virtual(&mut copy, &world::Limits::default(), &mut hear);
    let numbers: Vec<String> = (1..=60).map(|n| n.to_string()).collect();
    let wanted = numbers.join("\n") + "\n";
    assert_eq!(format!("{told}{rest}"), wanted);
    // The run itself knows nothing of it.
    run.stage.request(Request::Resume);
    run.until("the end", |run| run.output().lines().count() == 60);
    assert_eq!(run.output(), wanted);
}
