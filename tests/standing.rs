//! A run of which only the words are recorded goes as any other, and how it stands in the end is told all the same.

use primviz::model::Model;
use primviz::python::compile;
use primviz::scene;
use primviz::text::{self, Lang, Texts};
use primviz::trace::{Event, Record, SceneWords};
use primviz::world::{Limits, Options, Recorded, World, run_virtual};

/// Programs of which most come to a stand, each in another way.
const PROGRAMS: &[(&str, &str)] = &[
    (
        "two circles and a bystander",
        "
import threading, time
locks = [threading.Lock() for _ in range(4)]
event = threading.Event()
def take(a, b):
    with locks[a]:
        time.sleep(1)
        with locks[b]:
            pass
for a, b in [(2, 3), (0, 1), (3, 2), (1, 0)]:
    threading.Thread(target=take, args=(a, b)).start()
threading.Thread(target=event.wait).start()
",
    ),
    (
        "a lock taken twice, and who joins its owner",
        "
import threading
class Box:
    def __init__(self):
        self.lock = threading.Lock()
box = Box()
def twice():
    with box.lock:
        box.lock.acquire()
t = threading.Thread(target=twice, name='greedy')
t.start()
t.join()
",
    ),
    (
        "calls that wait for each other, and one that nobody is left to begin",
        "
import time
from concurrent.futures import ThreadPoolExecutor
def ask(other):
    time.sleep(1)
    return calls[other].result()
pool, small = ThreadPoolExecutor(2), ThreadPoolExecutor(1)
calls = [pool.submit(ask, 1), pool.submit(ask, 0)]
print(small.submit(int).result())
print(small.submit(lambda: small.submit(int).result()).result())
",
    ),
    (
        "everything one can wait for",
        "
import threading, queue
sem, event, cond = threading.Semaphore(0), threading.Event(), threading.Condition()
full, empty, barrier = queue.Queue(1), queue.Queue(), threading.Barrier(3)
full.put('last')
def wait():
    with cond:
        cond.wait()
for what in [sem.acquire, event.wait, wait, lambda: full.put(2), empty.get, full.join, barrier.wait, wait]:
    threading.Thread(target=what).start()
",
    ),
    (
        "notified, but the lock is never given back",
        "
import threading, time
cond = threading.Condition()
def wait():
    with cond:
        cond.wait()
def hog():
    cond.acquire()
    cond.notify_all()
    threading.Event().wait()
threading.Thread(target=wait).start()
threading.Thread(target=wait).start()
time.sleep(1)
threading.Thread(target=hog, name='hog').start()
",
    ),
    (
        "shared data, and locks that nobody has named",
        "
import threading
total = 0
seen = []
def work():
    global total
    mine = threading.Lock()
    for i in range(50):
        with mine:
            total += i
        seen.append(total)
    print(mine, len(seen))
    mine.acquire()
    mine.acquire()
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
",
    ),
    (
        "readers in the way of a writer",
        "
import threading, time
from primviz import RWLock
a, b = RWLock(), RWLock()
def read(first, second):
    first.acquire_read()
    time.sleep(1)
    second.acquire_write()
for pair in [(a, b), (b, a)]:
    threading.Thread(target=read, args=pair).start()
",
    ),
    (
        "a question that nobody answers",
        "
import threading
def ask():
    print(input('well? '))
threading.Thread(target=ask).start()
threading.Thread(target=ask).start()
input('main? ')
",
    ),
    (
        "so long that turns end for other reasons than others",
        "
import queue, threading, time
lock, sem, total = threading.Lock(), threading.Semaphore(2), 0
lines = [queue.Queue(), queue.LifoQueue(), queue.SimpleQueue(), queue.PriorityQueue()]
def busy():
    global total
    for i in range(1200):
        lock.acquire()
        total += sum(j for j in range(i % 40))
        lock.release()
        with sem:
            pass
        line = lines[i % 4]
        line.put(i)
        total += line.get()
    sum(j for j in range(30000))
busy()
print(time.time(), total)
threads = [threading.Thread(target=busy) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(time.time(), total)
lock.acquire()
lock.acquire()
",
    ),
    (
        "philosophers whose forks are semaphores",
        "
import threading, time
N=5
forks=[threading.Semaphore(1) for _ in range(N)]
def phil(i):
    for _ in range(3):
        forks[i].acquire()
        time.sleep(0.1)
        forks[(i+1)%N].acquire()
        forks[(i+1)%N].release()
        forks[i].release()
for i in range(N): threading.Thread(target=phil,args=(i,),name=f'p{i}').start()
",
    ),
    (
        "a lock kept by a thread that has ended, and who waits for who waits for it",
        "
import threading, time
lock=threading.Lock(); other=threading.Lock()
def dies(): lock.acquire()
def mid():
    with other:
        with lock: pass
def last():
    with other: pass
t=threading.Thread(target=dies,name='C'); t.start(); t.join()
t=threading.Thread(target=mid,name='B'); t.start()
time.sleep(.1)
t=threading.Thread(target=last,name='A'); t.start(); t.join()
",
    ),
    (
        "a semaphore that is a signal",
        "
import threading
a=threading.Semaphore(1); b=threading.Semaphore(0)
def ping():
    for i in range(3):
        a.acquire(); print('ping'); b.release()
def pong():
    for i in range(2):
        b.acquire(); print('pong'); 
t=[threading.Thread(target=f) for f in (ping,pong)]
[x.start() for x in t]
[x.join() for x in t]
",
    ),
    (
        "a join, a future that is run and one that nobody runs",
        "
from concurrent.futures import Future, ThreadPoolExecutor
import threading,queue
q=queue.Queue()
ev=threading.Event()
for i in range(5): q.put(i)
def w():
    for i in range(3):
        q.get()
        if i: q.task_done()
def x():
    q.join()
threading.Thread(target=w,name='worker').start()
threading.Thread(target=x,name='joiner').start()
ex=ThreadPoolExecutor(1)
def call(): ev.wait()
f=ex.submit(call)
def y():
    f.result()
threading.Thread(target=y,name='asker').start()
Future().result()
",
    ),
    (
        "an end",
        "
import threading
lock = threading.Lock()
def fall():
    with lock:
        raise ValueError('over')
threading.Thread(target=fall).start()
print('done')
",
    ),
];

struct Ran {
    words: Vec<(bool, String)>,
    now: u64,
    verdict: String,
}

fn run(source: &str, words: Option<Box<SceneWords>>, seed: u64, recorded: Recorded) -> Ran {
    let options = Options {
        seed,
        recorded,
        scene: words,
        seeded_schedule: true,
        ..Options::default()
    };
    let mut world = World::new(compile(source, "t.py").unwrap(), options);
    let mut records: Vec<Record> = Vec::new();
    let limits = Limits {
        until: Some(30_000_000),
        steps: None,
    };
    run_virtual(&mut world, &limits, &mut |more| records.append(more));
    let said = |record: &Record| match &record.event {
        Event::Out { text, err, .. } => Some((*err, text.to_string())),
        _ => None,
    };
    let words = records.iter().filter_map(said).collect();
    let mut model = Model::bare();
    let told = if recorded == Recorded::Words {
        world.standing()
    } else {
        records
    };
    for record in &told {
        model.apply(record, record.time);
    }
    let texts = Texts::of(Lang::En);
    Ran {
        words,
        now: world.now(),
        verdict: text::verdict(texts, &model, &model.verdict, true),
    }
}

fn same(name: &str, source: &str, words: Option<&SceneWords>) {
    for seed in 0..6 {
        let words = || words.map(|words| Box::new(words.clone()));
        let all = run(source, words(), seed, Recorded::Operations);
        let few = run(source, words(), seed, Recorded::Words);
        assert_eq!(few.words, all.words, "{name}, seed {seed}");
        assert_eq!(few.now, all.now, "{name}, seed {seed}");
        assert_eq!(few.verdict, all.verdict, "{name}, seed {seed}");
        let lines = run(source, words(), seed, Recorded::Lines);
        assert_eq!(few.words, lines.words, "{name}, seed {seed}");
        assert_eq!(few.now, lines.now, "{name}, seed {seed}");
    }
}

#[test]
fn recording_words_alone_changes_neither_the_run_nor_the_verdict_on_it() {
    for (name, source) in PROGRAMS {
        same(name, source, None);
    }
}

#[test]
fn nor_of_any_scene() {
    for scene in scene::list() {
        for variant in &scene.variants {
            let name = format!("{} {}", scene.name, variant.name);
            let program = variant.program().unwrap();
            same(&name, &program.source, variant.words.as_deref());
        }
    }
}
