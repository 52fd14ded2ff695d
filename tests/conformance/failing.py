# Queues whose class looks after the items itself, and fails on demand. The rows hold for all three kinds, twice on the same object.
class Lost(Exception):
    pass


class Failing:
    fails = None

    def _put(self, item):
        if self.fails == 'put':
            self.fails = None
            raise Lost
        super()._put(item)

    def _get(self):
        if self.fails == 'get':
            self.fails = None
            raise Lost
        return super()._get()


class FailingQueue(Failing, queue.Queue):
    pass


class FailingLifoQueue(Failing, queue.LifoQueue):
    pass


class FailingPriorityQueue(Failing, queue.PriorityQueue):
    pass


def each(size, show):
    """Shows it for every kind, twice on the same object; what it shows twice must be the same."""
    for make in (FailingQueue, FailingLifoQueue, FailingPriorityQueue):
        q = make(size)
        first = show(q)
        drain(q)
        second = show(q)
        print(first if first == second else (first, second))


def fill(q, n):
    for item in range(n):
        q.put(item)


def drain(q):
    items = [q.get() for _ in range(q.qsize())]
    for _ in range(q.unfinished_tasks):
        q.task_done()
    return sorted(items)


def failing(q, what, call):
    """What comes of a call while the items fail once."""
    q.fails = what
    return error(call)


def meanwhile(q, what, call, then):
    """What comes of a call that has to wait, and fails when it need not any more."""
    answers = []
    threads = start(1, lambda: answers.append(failing(q, what, call)))
    settle()
    waited = not answers
    then()
    finish(threads)
    return waited, answers[0]


# FAI-01: a put that fails adds nothing
def show(q):
    fill(q, 2)
    return failing(q, 'put', lambda: q.put(2)), q.qsize(), q.unfinished_tasks, drain(q)


each(3, show)
#: ('Lost', 2, 2, [0, 1])
#: ('Lost', 2, 2, [0, 1])
#: ('Lost', 2, 2, [0, 1])

# FAI-02: nor does one that may not wait, or not for long, and the next put finds the queue as it was
def show(q):
    fill(q, 2)
    failed = [failing(q, 'put', put) for put in (lambda: q.put_nowait(2), lambda: q.put(2, timeout=10))]
    almost = q.full()
    q.put(2)
    return failed, almost, q.full(), drain(q)


each(3, show)
#: (['Lost', 'Lost'], False, True, [0, 1, 2])
#: (['Lost', 'Lost'], False, True, [0, 1, 2])
#: (['Lost', 'Lost'], False, True, [0, 1, 2])

# FAI-03: a put that has waited for a slot and then fails leaves the slot free
def show(q):
    fill(q, 3)
    came = meanwhile(q, 'put', lambda: q.put(9), q.get)
    left = q.qsize(), q.full()
    q.put_nowait(2)
    return came, left, q.full(), len(drain(q))


each(3, show)
#: ((True, 'Lost'), (2, False), True, 3)
#: ((True, 'Lost'), (2, False), True, 3)
#: ((True, 'Lost'), (2, False), True, 3)

# FAI-04: so does one with a timeout
def show(q):
    fill(q, 3)
    came = meanwhile(q, 'put', lambda: q.put(9, timeout=10), q.get)
    return came, q.qsize(), q.full(), error(lambda: q.put(2, timeout=10)), q.full(), len(drain(q))


each(3, show)
#: ((True, 'Lost'), 2, False, 'fine', True, 3)
#: ((True, 'Lost'), 2, False, 'fine', True, 3)
#: ((True, 'Lost'), 2, False, 'fine', True, 3)

# FAI-05: a get that fails removes nothing, whether it may wait or not
def show(q):
    fill(q, 2)
    gets = (q.get, q.get_nowait, lambda: q.get(timeout=10))
    return [failing(q, 'get', get) for get in gets], q.qsize(), q.empty(), drain(q), q.empty()


each(3, show)
#: (['Lost', 'Lost', 'Lost'], 2, False, [0, 1], True)
#: (['Lost', 'Lost', 'Lost'], 2, False, [0, 1], True)
#: (['Lost', 'Lost', 'Lost'], 2, False, [0, 1], True)

# FAI-06: a get that has waited for an item and then fails leaves the item
def show(q):
    came = meanwhile(q, 'get', q.get, lambda: q.put('kept'))
    return came, q.qsize(), q.empty(), quick(lambda: q.get(timeout=10)), q.empty()


each(3, show)
#: ((True, 'Lost'), 1, False, ('kept', True), True)
#: ((True, 'Lost'), 1, False, ('kept', True), True)
#: ((True, 'Lost'), 1, False, ('kept', True), True)

# FAI-07: so does one with a timeout
def show(q):
    came = meanwhile(q, 'get', lambda: q.get(timeout=10), lambda: q.put('kept'))
    return came, q.qsize(), q.empty(), q.get_nowait(), q.empty()


each(3, show)
#: ((True, 'Lost'), 1, False, 'kept', True)
#: ((True, 'Lost'), 1, False, 'kept', True)
#: ((True, 'Lost'), 1, False, 'kept', True)

# FAI-08: after failures a full one still makes putters wait, an empty one getters, and both are woken
def show(q):
    fill(q, 3)
    failing(q, 'get', q.get)
    refused = error(lambda: q.put_nowait(9)), timed(0.05, lambda: q.put(9, timeout=0.05))
    put = meanwhile(q, None, lambda: q.put(3), q.get)
    drain(q)
    failing(q, 'put', lambda: q.put(9))
    nothing = error(q.get_nowait), timed(0.05, lambda: q.get(timeout=0.05))
    got = meanwhile(q, None, q.get, lambda: q.put(4))
    return refused, put, nothing, got, q.empty()


each(3, show)
#: (('Full', ('Full', True)), (True, 'fine'), ('Empty', ('Empty', True)), (True, 'fine'), True)
#: (('Full', ('Full', True)), (True, 'fine'), ('Empty', ('Empty', True)), (True, 'fine'), True)
#: (('Full', ('Full', True)), (True, 'fine'), ('Empty', ('Empty', True)), (True, 'fine'), True)

# QUX-04: a class may keep its items in a collection of its own
class SetQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


q = SetQueue(2)
for item in (1, 1, 2):
    q.put(item)
print(sorted(q.queue), q.qsize(), q.full(), q.unfinished_tasks, error(lambda: q.put_nowait(1)))
print(sorted([q.get(), q.get()]), q.empty(), isinstance(q, queue.Queue))
#: [1, 2] 2 True 3 Full
#: [1, 2] True True

# QUX-05: what derives from one that derives from a queue may do so too
class Jobs(queue.PriorityQueue):
    def submit(self, priority, name):
        self.put((priority, name))


class Counted(Jobs):
    taken = 0

    def _get(self):
        self.taken += 1
        return super()._get()[1]


jobs = Counted()
workers = [threading.Thread(target=jobs.submit, args=(n, f'job {n}')) for n in (3, 1, 2)]
for worker in workers:
    worker.start()
finish(workers)
print([jobs.get() for _ in range(3)], jobs.taken, error(jobs.get_nowait), jobs.taken)
#: ['job 1', 'job 2', 'job 3'] 3 Empty 3
