# QUE, SMQ: queues in three orders, and the simple one.
import queue
import threading
import time


def error(call):
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


def later(seconds, call):
    def work():
        time.sleep(seconds)
        call()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def elapsed(call):
    begin = time.monotonic()
    call()
    return time.monotonic() - begin


def fill(q):
    for i in range(5):
        q.put(i)


def family(kind, make):
    def say(row, *what):
        print(row, kind, *what)

    q = make(5)
    for _ in range(2):
        say('QUE-01', q.qsize(), q.empty(), q.full())
        for item in (111, 333, 222):
            q.put(item)
        say('QUE-02', q.get(), q.get(), q.get())
        for i in range(4):
            q.put(i)
        almost = q.full()
        q.put(4)
        say('QUE-03', almost, q.full(), q.empty())
        say('QUE-04', error(lambda: q.put(9, block=False)))
        say('QUE-05', error(lambda: q.put(9, timeout=0.01)), q.qsize())
        order = []
        thread = later(0.05, lambda: (order.append('get'), q.get()))
        q.put(9)
        order.append('put')
        thread.join()
        say('QUE-06', order, q.full())
        thread = later(0.05, q.get)
        say('QUE-07', elapsed(lambda: q.put(9, timeout=10)) < 5, q.full())
        thread.join()
        while not q.empty():
            q.get()
        say('QUE-08', error(lambda: q.get(block=False)), error(lambda: q.get(timeout=0.01)))
        thread = later(0.05, lambda: q.put('x'))
        say('QUE-09', q.get())
        thread.join()
        thread = later(0.05, lambda: q.put('y'))
        say('QUE-09', q.get(timeout=10))
        thread.join()

    q = make()
    say('QUE-10', error(lambda: q.task_done()))
    total = []

    def work():
        while True:
            item = q.get()
            if item < 0:
                q.task_done()
                return
            total.append(item)
            q.task_done()

    for _ in range(2):
        total.clear()
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for i in range(100):
            q.put(i)
        q.join()
        summed = sum(total)
        q.put(-1)
        q.put(-1)
        q.join()
        for thread in threads:
            thread.join()
        say('QUE-11', summed, error(lambda: q.task_done()))

    q = make(1)
    say('QUE-12', error(lambda: q.put(1, timeout=-1)), error(lambda: q.get(1, timeout=-1)))
    q = make(5)
    for _ in range(2):
        for i in range(5):
            q.put_nowait(i)
        full = error(lambda: q.put_nowait(9))
        for _ in range(5):
            q.get_nowait()
        say('QUE-13', full, error(lambda: q.get_nowait()))
    q = make(3)
    for i in range(3):
        q.put(i)
    q.maxsize = 2
    say('QUE-14', error(lambda: q.put_nowait(4)), q.qsize())

    q = make(0)
    endless = make(-5)
    fill(q)
    fill(endless)
    say('QUE-21', q.full(), endless.full(), q.qsize())
    q = make(5)
    empty = error(lambda: q.get(timeout=0))
    fill(q)
    say('QUE-22', empty, error(lambda: q.put(1, timeout=0)))
    say('QUE-23', error(lambda: q.get(timeout=-1)), q.qsize(), error(lambda: q.put(1, timeout=-1)),
        error(lambda: endless.put(1, timeout=-1)))
    q = make()
    say('QUE-24', q.join())
    q.put(1)
    q.get()
    order = []
    thread = later(0.05, lambda: (order.append('task_done'), q.task_done()))
    q.join()
    order.append('joined')
    thread.join()
    say('QUE-25', order)
    q.put(1)
    q.put(2)
    say('QUE-26', q.task_done(), q.task_done(), error(lambda: q.task_done()), q.qsize())


family('Queue', queue.Queue)
family('LifoQueue', queue.LifoQueue)
family('PriorityQueue', queue.PriorityQueue)

q = queue.PriorityQueue()
for item in (5, 1, 3, 1):
    q.put(item)
print('QUE-27', q.get(), q.get(), q.get(), q.get())
q.put((1, 'b'))
q.put((1, 'a'))
print('QUE-27', q.get(), q.get())

q = queue.Queue()
served = []


def take(name):
    item = q.get()
    served.append((name, item))


threads = []
for name in 'abcde':
    thread = threading.Thread(target=take, args=(name,))
    thread.start()
    threads.append(thread)
    time.sleep(0.02)
for item in range(5):
    q.put(item)
    time.sleep(0.02)
for thread in threads:
    thread.join()
print('QUE-28', served)

q = queue.Queue(1)
sums = []


def produce():
    for i in range(10):
        q.put(i)


def consume():
    sums.append(sum([q.get() for _ in range(10)]))


threads = [threading.Thread(target=work) for work in (produce, consume, produce, consume, consume, produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('QUE-29', sum(sums), q.empty())

q = queue.SimpleQueue()
q.put(1)
q.put_nowait(2)
q.put(3)
q.put(4)
print('SMQ-01', q.qsize(), q.get(), q.qsize(), q.get_nowait(), q.qsize(), q.get(block=False), q.get(timeout=0.1), q.empty())
print('SMQ-01', error(lambda: q.get(block=False)), error(lambda: q.get(timeout=0.01)), error(lambda: q.get_nowait()))
q.put('kept')
print('SMQ-02', error(lambda: q.get(timeout=-1)), q.get())


def feed(n):
    for i in range(n):
        q.put(i)


thread = threading.Thread(target=feed, args=(100,))
thread.start()
print('SMQ-03', [q.get() for _ in range(100)] == list(range(100)))
thread.join()

for row, get in (
    ('SMQ-04', lambda: q.get()),
    ('SMQ-05', lambda: q.get(block=False)),
    ('SMQ-06', lambda: q.get(timeout=0.00001)),
):
    got = []

    def drain():
        while True:
            try:
                item = get()
            except queue.Empty:
                time.sleep(0.001)
                continue
            if item is None:
                return
            got.append(item)

    threads = [threading.Thread(target=feed, args=(20,)) for _ in range(10)]
    drains = [threading.Thread(target=drain) for _ in range(10)]
    for thread in drains + threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in drains:
        q.put(None)
    for thread in drains:
        thread.join()
    print(row, sorted(got) == sorted(list(range(20)) * 10), q.empty())

print('SMQ-08', q.put('x', block=False, timeout=-5), q.get())
