//! What programs are made of. In a line, `@S` stands for the object that it is about, `@T` for a timeout, `@V` for a small number,
//! `@E` for any value, `@P` for another thread.

/// In which programs a kind of object has but one outcome, or few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    Everywhere,
    Turns,
    Races,
}

/// A kind of object, what can be asked of it, what can be done to it.
pub struct Kind {
    pub name: &'static str,
    pub place: Where,
    pub make: &'static [&'static str],
    pub asks: &'static [&'static str],
    pub acts: &'static [&'static str],
    /// Whether `with` takes it.
    pub with: bool,
    /// What the main thread prints of it in the end.
    pub last: &'static str,
}

const QUEUE_ASKS: &[&str] = &[
    "@S.get_nowait()",
    "@S.get(timeout=@T)",
    "@S.get(block=False)",
    "@S.get(True, @T)",
    "@S.empty() or @S.get()",
    "@S.unfinished_tasks or @S.join()",
    "@S.qsize()",
    "@S.empty()",
    "@S.full()",
];
const QUEUE_ACTS: &[&str] = &[
    "@S.put(@V, False)",
    "@S.put(@V, timeout=@T)",
    "@S.put_nowait(@V)",
    "@S.put(@V, timeout=@T)",
    "@S.task_done()",
];

/// Synchronisation objects.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "lock",
        place: Where::Everywhere,
        make: &["threading.Lock()"],
        asks: &[
            "@S.acquire(False)",
            "@S.acquire(timeout=@T)",
            "@S.locked()",
            "@S.locked() or @S.acquire()",
        ],
        acts: &["@S.release()"],
        with: true,
        last: "@S.locked()",
    },
    Kind {
        name: "rlock",
        place: Where::Everywhere,
        make: &["threading.RLock()"],
        asks: &["@S.acquire(False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()"],
        with: true,
        last: "@S.acquire(False)",
    },
    Kind {
        name: "sem",
        place: Where::Everywhere,
        make: &["threading.Semaphore(@V)", "threading.Semaphore()"],
        asks: &["@S.acquire(False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()", "@S.release(2)"],
        with: true,
        last: "str(@S)",
    },
    Kind {
        name: "bounded",
        place: Where::Everywhere,
        make: &[
            "threading.BoundedSemaphore(@V)",
            "threading.BoundedSemaphore()",
        ],
        asks: &["@S.acquire(blocking=False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()", "@S.release(2)"],
        with: true,
        last: "str(@S)",
    },
    Kind {
        name: "event",
        place: Where::Everywhere,
        make: &["threading.Event()"],
        asks: &["@S.is_set()", "@S.wait(@T)", "@S.is_set() and @S.wait()"],
        acts: &["@S.set()", "@S.clear()"],
        with: false,
        last: "@S.is_set()",
    },
    Kind {
        name: "cond",
        place: Where::Everywhere,
        make: &[
            "threading.Condition()",
            "threading.Condition(threading.Lock())",
        ],
        asks: &[
            "@S.acquire(False)",
            "@S.wait(@T)",
            "@S.wait_for(lambda: @E, @T)",
        ],
        acts: &[
            "@S.notify()",
            "@S.notify(2)",
            "@S.notify_all()",
            "@S.release()",
        ],
        with: true,
        last: "@S.acquire(False)",
    },
    Kind {
        name: "barrier",
        place: Where::Everywhere,
        make: &[
            "threading.Barrier(2)",
            "threading.Barrier(1)",
            "threading.Barrier(2, timeout=@T)",
            "threading.Barrier(2, action=lambda: print('action'))",
        ],
        asks: &["@S.wait(@T)", "@S.wait(@T)", "@S.broken", "@S.parties"],
        acts: &["@S.abort()", "@S.reset()"],
        with: false,
        last: "@S.broken",
    },
    Kind {
        name: "fifo",
        place: Where::Everywhere,
        make: &["queue.Queue(1)", "queue.Queue()", "queue.Queue(@V)"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
        last: "(@S.qsize(), @S.unfinished_tasks)",
    },
    Kind {
        name: "lifo",
        place: Where::Everywhere,
        make: &["queue.LifoQueue(2)"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
        last: "(@S.qsize(), @S.unfinished_tasks)",
    },
    Kind {
        name: "prio",
        place: Where::Everywhere,
        make: &["queue.PriorityQueue(2)", "queue.PriorityQueue()"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
        last: "(@S.qsize(), @S.unfinished_tasks)",
    },
    Kind {
        name: "simple",
        place: Where::Everywhere,
        make: &["queue.SimpleQueue()"],
        asks: &[
            "@S.get_nowait()",
            "@S.get(timeout=@T)",
            "@S.qsize()",
            "@S.empty()",
        ],
        acts: &["@S.put(@V)", "@S.put(@V, False)"],
        with: false,
        last: "@S.qsize()",
    },
    Kind {
        name: "timer",
        place: Where::Turns,
        make: &[
            "threading.Timer(1000, print)",
            "threading.Timer(0, items.append, (@V,))",
        ],
        // Whether it has called by now is nobody's turn to say.
        asks: &[
            "(@S.cancel(), @S.finished.is_set())",
            "(@S.cancel(), @S.join(), @S.is_alive())",
            "@S.interval",
            "@S.daemon",
        ],
        acts: &["later(@S)", "@S.cancel()"],
        with: false,
        last: "(@S.cancel(), @S.finished.is_set())",
    },
    Kind {
        name: "timer",
        place: Where::Races,
        make: &[
            "threading.Timer(@T, items.append, (@V,))",
            "threading.Timer(@T, table.update, kwargs={'timer': @V})",
        ],
        asks: &["@S.is_alive()", "@S.finished.is_set()", "@S.join(@T)"],
        acts: &["@S.start()", "@S.start()", "@S.cancel()", "@S.join()"],
        with: false,
        last: "@S.finished.is_set()",
    },
    Kind {
        name: "future",
        place: Where::Everywhere,
        make: &["Future()"],
        asks: &[
            "@S.done()",
            "@S.cancelled()",
            "@S.running()",
            "@S.cancel()",
            "@S.result(@T)",
            "@S.exception(timeout=@T)",
            "@S.done() and @S.result()",
            "len(wait([@S], @T).done)",
            "len(wait([@S], @T, FIRST_EXCEPTION).not_done)",
            "[one.done() for one in as_completed([@S, @S], @T)]",
            "@S.set_running_or_notify_cancel()",
        ],
        acts: &[
            "@S.set_result(@V)",
            "@S.set_result(@E)",
            "@S.set_exception(Oops(@V))",
            "@S.add_done_callback(lambda one: print('callback', one.cancelled()))",
            "@S.add_done_callback(lambda one: items.append(one.result()))",
        ],
        with: false,
        last: "(@S.done(), @S.cancelled(), @S.running())",
    },
    Kind {
        name: "pool",
        place: Where::Everywhere,
        make: &["ThreadPoolExecutor(1)", "ThreadPoolExecutor(2)"],
        asks: &[
            "@S.submit(divide, @V, @V).result()",
            "@S.submit(divide, @V, mine).exception()",
            "@S.submit(adder(mine), @V).result(30)",
            "list(@S.map(divide, [3, 4], [@V, 2]))",
            "next(@S.map(abs, [@V, mine]))",
            "[one.result() for one in as_completed([@S.submit(divide, @V, 2)])]",
            "len(wait([@S.submit(divide, @V, @V), @S.submit(divide, 1, @V)]).done)",
        ],
        acts: &[
            "@S.shutdown()",
            "@S.shutdown(cancel_futures=True)",
            "@S.submit(items.append, @V).result()",
        ],
        with: false,
        last: "@S.submit(divide, 4, 2).result()",
    },
];

/// Where one thread waits and others see to it that it goes on: what they meet at, what is waited for, what is done. The waits
/// are long enough for the others to come, as a rule. With `true`, whoever is there holds it.
pub const MEETINGS: &[(&str, bool, &[&str], &[&str])] = &[
    (
        "threading.Condition()",
        true,
        &["@S.wait(0.05)", "@S.wait_for(lambda: x, 0.05)"],
        &["@S.notify()", "@S.notify(2)", "@S.notify_all()"],
    ),
    (
        "threading.Event()",
        false,
        &["@S.wait(0.05)"],
        &["@S.set()", "(@S.set(), @S.clear())"],
    ),
    (
        "threading.Semaphore(0)",
        false,
        &["@S.acquire(timeout=0.05)", "@S.acquire(True, 0.05)"],
        &["@S.release()", "@S.release(2)"],
    ),
    (
        "queue.Queue(1)",
        false,
        &[
            "@S.get(timeout=0.05)",
            "(@S.get(timeout=0.05), @S.task_done())",
        ],
        &["@S.put(@V)", "(@S.put(@V), @S.join())"],
    ),
    (
        "queue.PriorityQueue()",
        false,
        &["@S.get(timeout=0.05)"],
        &["(@S.put(@V), @S.put(@V))"],
    ),
    (
        "threading.Barrier(2)",
        false,
        &["@S.wait(0.05)"],
        &["@S.wait(0.05)", "@S.abort()", "@S.reset()"],
    ),
    (
        "Future()",
        false,
        &["@S.result(0.05)", "len(wait([@S], 0.05).done)"],
        &[
            "@S.set_result(@V)",
            "@S.set_exception(Oops(1))",
            "@S.cancel()",
        ],
    ),
];

/// What is asked of data that threads share: `x` and `y` are numbers, `items` a list, `table` a dict, `box` an
/// object, `numbers` a generator.
pub const DATA_ASKS: &[&str] = &[
    "x",
    "y",
    "x + y",
    "(x, y)",
    "f'{x}-{y}'",
    "'%d' % x",
    "len(items)",
    "items[-1]",
    "items[0] + x",
    "list(items)",
    "items[:2]",
    "str(items)",
    "f'{items}'",
    "sorted(items)",
    "sum(items)",
    "max(items, default=0)",
    "items.pop()",
    "items.index(@V)",
    "@V in items",
    "items == [@V]",
    "[n + 1 for n in items]",
    "(len(items), len(items))",
    "table.get(@V)",
    "table[@V]",
    "@V in table",
    "len(table)",
    "sorted(table)",
    "dict(table)",
    "table.pop(@V, None)",
    "table.setdefault(@V, @V)",
    "box.value",
    "box.double",
    "(box.value, box.value)",
    "getattr(box, 'value')",
    "hasattr(box, 'other')",
    "len(vars(box))",
    "box.add(@V).value",
    "next(numbers)",
    "sum(numbers)",
    "next(numbers, None)",
];

/// What is done to it.
pub const DATA_ACTS: &[&str] = &[
    "x += @V",
    "x = @E",
    "y = x",
    "x, y = y, x",
    "items.append(@V)",
    "items.append(x)",
    "items.insert(0, @V)",
    "items += [@V]",
    "items.extend((@V, @V))",
    "items[0] = @V",
    "items[-1] += @V",
    "items.remove(@V)",
    "items.reverse()",
    "items.clear()",
    "del items[0]",
    "table[@V] = @V",
    "table[@V] += @V",
    "del table[@V]",
    "table.update({@V: me})",
    "table.clear()",
    "box.value += @V",
    "box.value = @E",
    "setattr(box, 'value', @V)",
    "box.other = @V",
    "print(box, me)",
    "got.extend(numbers)",
    "got.append(next(numbers))",
    "print(me, x)",
    "print(items)",
    "print(*items)",
    "print(me, items, table)",
];

/// What is asked of nobody else.
pub const OWN_ASKS: &[&str] = &[
    "me",
    "mine",
    "@V",
    "len(got)",
    "(me, mine)",
    "mine * @V",
    "divide(@V, mine)",
    "sum(up_to(@V))",
    "list(up_to(@V))",
    "[n * n for n in range(@V)]",
    "{n: me for n in range(@V)}",
    "adder(mine)(@V)",
    "Box(@V).add(mine)",
    "f'{mine:>3}|{me!r}'",
    "'%s-%02d' % (me, mine)",
    "'{} {}'.format(me, @V)",
    "'abc'[@V]",
    "[1, 2, 3][@V]",
    "{1: 'one'}[@V]",
    "int('@V')",
    "threading.current_thread().name",
    "threads[@P].name",
    "threads[@P].daemon",
    "threads[@P].join(0)",
    "elsewhere(divide, @V, mine)",
    "mine if mine > @V else -mine",
    "not mine",
    "max(mine, @V)",
];

/// What is done to nobody else.
pub const OWN_ACTS: &[&str] = &[
    "mine += @V",
    "mine = @E",
    "mine -= 1",
    "assert mine < @V, 'too much'",
    "raise ValueError(@V)",
    "raise Oops('oops', mine)",
    "time.sleep(0)",
    "print(me, mine)",
    "print(me, end=' ')",
    "del got[-1]",
    "store.n = getattr(store, 'n', 0) + @V",
    "got.append(getattr(store, 'n', None))",
    "elsewhere(got.append, @V)",
];

/// What is done to threads that have all begun, one by one. (Up to 3.12, starting one twice at once meets more than the
/// library's own errors.)
pub const BEGUN_ACTS: &[&str] = &["threads[@P].start()", "threads[@P].daemon = True"];

/// What is about threads, where there is no one order.
pub const THREAD_ASKS: &[&str] = &[
    "threads[@P].is_alive()",
    "threading.active_count()",
    "len(threading.enumerate())",
];

/// The same.
pub const THREAD_ACTS: &[&str] = &[
    "time.sleep(@T)",
    "threads[@P].join(@T)",
    "threads[@P].join()",
];

/// Functions and classes that every program may use.
pub const HELPERS: &str = "\
class Oops(Exception):
    pass


def divide(a, b):
    try:
        return a // b
    except ZeroDivisionError as error:
        raise Oops('no') from error


def up_to(n):
    try:
        for k in range(n):
            yield k
    finally:
        n = None


def elsewhere(call, *args):
    thread = threading.Thread(target=lambda: call(*args), name='else')
    thread.start()
    thread.join()


def later(timer):
    timer.start()
    if timer.interval:
        timer.cancel()
    timer.join()


def adder(n):
    def add(m=1):
        nonlocal n
        n += m
        return n
    return add


class Box:
    def __init__(self, value):
        self.value = value

    def add(self, more):
        self.value += more
        return self

    @property
    def double(self):
        return self.value + self.value

    def __repr__(self):
        return f'Box({self.value})'
";
