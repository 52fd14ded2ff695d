# Queue, LifoQueue and PriorityQueue: the rows hold for all three, twice on the same object.
KINDS = (queue.Queue, queue.LifoQueue, queue.PriorityQueue)


def fill(q, n):
    for item in range(n):
        q.put(item)


def drain(q):
    return [q.get() for _ in range(q.qsize())]


def each(size, show):
    """Shows it for every kind, twice on the same object; what it shows twice must be the same."""
    for make in KINDS:
        q = make(size)
        first = show(q)
        drain(q)
        second = show(q)
        print(first if first == second else (first, second))


# QUE-01: a new one is empty
each(5, lambda q: (q.qsize(), q.empty(), q.full()))
#: (0, True, False)
#: (0, True, False)
#: (0, True, False)

# QUE-02: each gives in its own order
def show(q):
    for item in (111, 333, 222):
        q.put(item)
    return q.get(), q.get(), q.get()


each(5, show)
#: (111, 333, 222)
#: (222, 333, 111)
#: (111, 222, 333)

# QUE-03: it is full with as many as its size
def show(q):
    fill(q, 4)
    almost = q.full()
    q.put(4)
    return almost, q.full(), q.empty()


each(5, show)
#: (False, True, False)
#: (False, True, False)
#: (False, True, False)

# QUE-04: a full one refuses a put that may not wait
def show(q):
    fill(q, 5)
    return quick(lambda: q.put(9, block=False)), q.qsize()


each(5, show)
#: (('Full', True), 5)
#: (('Full', True), 5)
#: (('Full', True), 5)

# QUE-05: a put to a full one times out
def show(q):
    fill(q, 5)
    return timed(0.05, lambda: q.put(9, timeout=0.05)), q.qsize()


each(5, show)
#: (('Full', True), 5)
#: (('Full', True), 5)
#: (('Full', True), 5)

# QUE-06: a put to a full one returns after a get
def show(q):
    order = []
    fill(q, 5)
    threads = later(0.02, lambda: (order.append('get'), q.get()))
    q.put(9)
    order.append('put')
    finish(threads)
    return order, q.full(), 9 in drain(q)


each(5, show)
#: (['get', 'put'], True, True)
#: (['get', 'put'], True, True)
#: (['get', 'put'], True, True)

# QUE-07: a put with a long timeout returns as soon as there is room
def show(q):
    fill(q, 5)
    threads = later(0.02, q.get)
    answer = quick(lambda: q.put(9, timeout=10))
    finish(threads)
    return answer, q.full()


each(5, show)
#: ((None, True), True)
#: ((None, True), True)
#: ((None, True), True)

# QUE-08: an empty one refuses a get that may not wait, and one with a timeout when it is over
each(5, lambda q: (quick(lambda: q.get(block=False)), timed(0.05, lambda: q.get(timeout=0.05))))
#: (('Empty', True), ('Empty', True))
#: (('Empty', True), ('Empty', True))
#: (('Empty', True), ('Empty', True))

# QUE-09: a get from an empty one returns what is put
def show(q):
    threads = later(0.02, lambda: q.put('x'))
    first = quick(q.get)
    finish(threads)
    threads = later(0.02, lambda: q.put('y'))
    second = quick(lambda: q.get(timeout=10))
    finish(threads)
    return first, second


each(5, show)
#: (('x', True), ('y', True))
#: (('x', True), ('y', True))
#: (('x', True), ('y', True))

# QUE-10: task_done without a put is an error
for make in KINDS:
    print(error(make().task_done))
#: ValueError
#: ValueError
#: ValueError

# QUE-11: join returns when all is done
def show(q):
    got = []

    def work():
        while True:
            item = q.get()
            if item < 0:
                q.task_done()
                return
            got.append(item)
            q.task_done()

    threads = start(2, work)
    fill(q, 100)
    q.join()
    total = sum(got)
    q.put(-1)
    q.put(-1)
    q.join()
    finish(threads)
    return total, error(q.task_done)


each(0, show)
#: (4950, 'ValueError')
#: (4950, 'ValueError')
#: (4950, 'ValueError')

# QUE-12: a negative timeout is an error
each(5, lambda q: (error(lambda: q.put(1, timeout=-1)), error(lambda: q.get(timeout=-1)), q.qsize()))
#: ('ValueError', 'ValueError', 0)
#: ('ValueError', 'ValueError', 0)
#: ('ValueError', 'ValueError', 0)

# QUE-13: put_nowait and get_nowait never wait
def show(q):
    for item in range(5):
        q.put_nowait(item)
    full = quick(lambda: q.put_nowait(9))
    for _ in range(5):
        q.get_nowait()
    return full, quick(q.get_nowait)


each(5, show)
#: (('Full', True), ('Empty', True))
#: (('Full', True), ('Empty', True))
#: (('Full', True), ('Empty', True))

# QUE-14: one that was made smaller is full with more than its size
def show(q):
    q.maxsize = 3
    fill(q, 3)
    q.maxsize = 2
    return error(lambda: q.put_nowait(9)), q.qsize(), q.full()


each(3, show)
#: ('Full', 3, True)
#: ('Full', 3, True)
#: ('Full', 3, True)

# QUE-15: a timeout does not matter to a call that may not wait
def show(q):
    empty = quick(lambda: q.get(False, 5))
    fill(q, 5)
    return empty, quick(lambda: q.put(9, False, 5))


each(5, show)
#: (('Empty', True), ('Full', True))
#: (('Empty', True), ('Full', True))
#: (('Empty', True), ('Full', True))

# QUE-16: it counts its items
def show(q):
    sizes = [q.qsize()]
    for change in (lambda: q.put(1), lambda: q.put(2), q.get, q.get):
        change()
        sizes.append(q.qsize())
    return sizes


each(5, show)
#: [0, 1, 2, 1, 0]
#: [0, 1, 2, 1, 0]
#: [0, 1, 2, 1, 0]

# QUE-17: join waits for all workers, and markers end them
def show(q):
    done = []

    def work():
        while True:
            item = q.get()
            if item == 99:
                q.task_done()
                return
            done.append(item)
            q.task_done()

    threads = start(4, work)
    fill(q, 10)
    q.join()
    joined = len(done)
    for _ in threads:
        q.put(99)
    finish(threads)
    return joined, [thread.is_alive() for thread in threads]


each(0, show)
#: (10, [False, False, False, False])
#: (10, [False, False, False, False])
#: (10, [False, False, False, False])

# QUE-18: order is kept across producers that come one after the other
q = queue.Queue()
fill(q, 10)
finish(start(1, lambda: [q.put(item) for item in range(10, 20)]))
print(drain(q) == list(range(20)), error(q.get_nowait))
#: True Empty

# QUE-19: a get times out
each(5, lambda q: timed(0.1, lambda: q.get(True, 0.1)))
#: ('Empty', True)
#: ('Empty', True)
#: ('Empty', True)

# QUE-21: a size below one is no bound
for make in KINDS:
    for size in (0, -5):
        q = make(size)
        fill(q, 50)
        print(q.full(), q.qsize())
#: False 50
#: False 50
#: False 50
#: False 50
#: False 50
#: False 50

# QUE-22: a timeout of zero does not wait
def show(q):
    empty = quick(lambda: q.get(timeout=0))
    fill(q, 5)
    return empty, quick(lambda: q.put(9, timeout=0))


each(5, show)
#: (('Empty', True), ('Full', True))
#: (('Empty', True), ('Full', True))
#: (('Empty', True), ('Full', True))

# QUE-23: a negative timeout takes nothing, and does not matter to a put without bound
for make in KINDS:
    q = make(5)
    q.put(1)
    print(error(lambda: q.get(timeout=-1)), q.qsize(), error(lambda: q.put(2, timeout=-1)), q.qsize())
    q = make()
    print(error(lambda: q.put(1, timeout=-1)), q.qsize())
#: ValueError 1 ValueError 1
#: fine 1
#: ValueError 1 ValueError 1
#: fine 1
#: ValueError 1 ValueError 1
#: fine 1

# QUE-24: join of a new one does not wait
for make in KINDS:
    print(quick(make().join))
#: (None, True)
#: (None, True)
#: (None, True)

# QUE-25: join waits for task_done, not for get
def show(q):
    order = []
    q.put(1)
    q.get()
    threads = later(0.02, lambda: (order.append('task_done'), q.task_done()))
    q.join()
    order.append('joined')
    finish(threads)
    return order


each(5, show)
#: ['task_done', 'joined']
#: ['task_done', 'joined']
#: ['task_done', 'joined']

# QUE-26: task_done counts puts, not gets
for make in KINDS:
    q = make()
    fill(q, 2)
    print(attempt(q.task_done), attempt(q.task_done), attempt(q.task_done), q.qsize())
#: None None ValueError 2
#: None None ValueError 2
#: None None ValueError 2

# QUE-27: the least comes first, and ties are decided by what else there is
q = queue.PriorityQueue()
for item in (5, 1, 3, 1):
    q.put(item)
print(drain(q))
q.put((1, 'b'))
q.put((1, 'a'))
print(drain(q))
#: [1, 1, 3, 5]
#: [(1, 'a'), (1, 'b')]

# QUE-28: who came first is served first
for make in KINDS:
    q = make()
    served = []
    threads = start_in_order(5, lambda i: served.append((i, q.get())))
    for item in range(5):
        q.put(item)
        settle()
    finish(threads)
    print(served)
#: [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]
#: [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]
#: [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]

# QUE-29: putters, getters and joiners of one queue do not take each other's wake-ups
for make in KINDS:
    q = make(1)
    got = []

    def take():
        for _ in range(10):
            got.append(q.get())
            q.task_done()

    threads = []
    for _ in range(3):
        threads += start(1, lambda: fill(q, 10))
        threads += start(1, take)
        threads += start(1, q.join)
    finish(threads)
    print(sum(got), q.empty())
#: 135 True
#: 135 True
#: 135 True

# PRV-04: who timed out takes no item with it
for make in KINDS:
    q = make()
    late = error(lambda: q.get(timeout=0.01))
    q.put('kept')
    print(late, quick(lambda: q.get(timeout=5)))
#: Empty ('kept', True)
#: Empty ('kept', True)
#: Empty ('kept', True)

# QUX-01: a put whose comparison fails leaves its item in, uncounted
class Job:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        if self.priority < 0 or other.priority < 0:
            raise ValueError('no order')
        return self.priority < other.priority


for _ in range(2):
    q = queue.PriorityQueue(5)
    for priority in (3, 2, 5):
        q.put(Job(priority))
    print(error(lambda: q.put(Job(-1))), q.qsize(), q.unfinished_tasks, q.full())
    print(error(lambda: q.put('text')), q.qsize(), q.unfinished_tasks, q.full())
    print(error(lambda: q.put_nowait(Job(1))), q.qsize())
#: ValueError 4 3 False
#: TypeError 5 3 True
#: Full 5
#: ValueError 4 3 False
#: TypeError 5 3 True
#: Full 5

# QUX-02: a get whose comparison fails loses the least, and the rest can still be got
class Job:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        if fail and 3 in (self.priority, other.priority):
            raise ValueError('no order')
        return self.priority < other.priority


for _ in range(2):
    fail = False
    q = queue.PriorityQueue()
    for priority in (1, 3, 2, 5, 4):
        q.put(Job(priority))
    fail = True
    print(error(q.get), q.qsize(), q.unfinished_tasks)
    fail = False
    print([job.priority for job in drain(q)], q.empty(), error(q.get_nowait))
#: ValueError 4 5
#: [4, 2, 3, 5] True Empty
#: ValueError 4 5
#: [4, 2, 3, 5] True Empty

# QUX-03: an exception that a comparison catches itself is its own affair
class Job:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        try:
            return self.priority < other
        except TypeError:
            return self.priority < other.priority


q = queue.PriorityQueue()
for priority in (3, 1, 2):
    q.put(Job(priority))
print([job.priority for job in drain(q)])
#: [1, 2, 3]
