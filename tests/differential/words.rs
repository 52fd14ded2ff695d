//! What programs are made of. In a line, `@S` stands for the object that it is about, `@T` for a timeout, `@V` for a small number,
//! `@E` for any value, `@P` for another thread.

/// A kind of object, what can be asked of it, what can be done to it.
pub struct Kind {
    pub name: &'static str,
    pub make: &'static [&'static str],
    pub asks: &'static [&'static str],
    pub acts: &'static [&'static str],
    /// Whether `with` takes it.
    pub with: bool,
}

const QUEUE_ASKS: &[&str] = &[
    "@S.get_nowait()",
    "@S.get(timeout=@T)",
    "@S.get(block=False)",
    "@S.get(True, @T)",
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
        make: &["threading.Lock()"],
        asks: &["@S.acquire(False)", "@S.acquire(timeout=@T)", "@S.locked()"],
        acts: &["@S.release()"],
        with: true,
    },
    Kind {
        name: "rlock",
        make: &["threading.RLock()"],
        asks: &["@S.acquire(False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()"],
        with: true,
    },
    Kind {
        name: "sem",
        make: &["threading.Semaphore(@V)", "threading.Semaphore()"],
        asks: &["@S.acquire(False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()", "@S.release(2)"],
        with: true,
    },
    Kind {
        name: "bounded",
        make: &[
            "threading.BoundedSemaphore(@V)",
            "threading.BoundedSemaphore()",
        ],
        asks: &["@S.acquire(blocking=False)", "@S.acquire(timeout=@T)"],
        acts: &["@S.release()", "@S.release(2)"],
        with: true,
    },
    Kind {
        name: "event",
        make: &["threading.Event()"],
        asks: &["@S.is_set()", "@S.wait(@T)"],
        acts: &["@S.set()", "@S.clear()"],
        with: false,
    },
    Kind {
        name: "cond",
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
    },
    Kind {
        name: "barrier",
        make: &[
            "threading.Barrier(2)",
            "threading.Barrier(1)",
            "threading.Barrier(2, timeout=@T)",
            "threading.Barrier(2, action=lambda: print('action'))",
        ],
        asks: &["@S.wait(@T)", "@S.wait(@T)", "@S.broken", "@S.parties"],
        acts: &["@S.abort()", "@S.reset()"],
        with: false,
    },
    Kind {
        name: "fifo",
        make: &["queue.Queue(1)", "queue.Queue()", "queue.Queue(@V)"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
    },
    Kind {
        name: "lifo",
        make: &["queue.LifoQueue(2)"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
    },
    Kind {
        name: "prio",
        make: &["queue.PriorityQueue(2)", "queue.PriorityQueue()"],
        asks: QUEUE_ASKS,
        acts: QUEUE_ACTS,
        with: false,
    },
    Kind {
        name: "simple",
        make: &["queue.SimpleQueue()"],
        asks: &[
            "@S.get_nowait()",
            "@S.get(timeout=@T)",
            "@S.qsize()",
            "@S.empty()",
        ],
        acts: &["@S.put(@V)", "@S.put(@V, False)"],
        with: false,
    },
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
];

/// What is about threads, where there is no one order.
pub const THREAD_ASKS: &[&str] = &["threads[@P].is_alive()"];

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
