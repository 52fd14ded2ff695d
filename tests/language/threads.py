import threading
import time
import queue
from threading import Thread, Lock


def work(n, out):
    out.append((n, threading.current_thread().name))


out = []
for n in range(3):
    t = Thread(target=work, args=(n,), kwargs={'out': out}, name='worker %d' % n)
    print(t.is_alive(), t.daemon, t.ident is None)
    t.start()
    t.join()
    print(t.is_alive(), t.name)
print(out)


class Worker(Thread):
    def __init__(self, number):
        super().__init__(daemon=True)
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number ** 2


workers = [Worker(n) for n in range(4)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print([w.result for w in workers], workers[0].daemon)
for bad in (
    lambda: workers[0].start(),
    lambda: Worker(1).join(),
    lambda: threading.current_thread().join(),
    lambda: setattr(threading.current_thread(), 'daemon', True),
    lambda: Lock().release(),
    lambda: threading.RLock().release(),
    lambda: threading.Semaphore(-1),
    lambda: threading.BoundedSemaphore(1).release(),
    lambda: threading.Semaphore(1).release(0),
    lambda: threading.Condition().notify(),
    lambda: threading.Condition().wait(),
    lambda: Lock().acquire(False, 1),
    lambda: queue.Queue().get_nowait(),
    lambda: queue.Queue().task_done(),
    lambda: queue.Queue(1).put(1, timeout=-1),
    lambda: time.sleep(-1),
    lambda: Thread(1),
    lambda: Lock().nothing,
):
    try:
        print('fine', bad())
    except BaseException as error:
        print(type(error).__name__, error)

lock = Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
with lock:
    print(lock.locked())
r = threading.RLock()
with r:
    with r:
        print('twice')
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False))
s.release(2)
e = threading.Event()
print(e.is_set(), e.wait(0.01), e.set(), e.wait(), e.clear(), e.is_set())
q = queue.Queue(2)
q.put('a')
q.put('b')
print(q.full(), q.qsize(), q.get(), q.get(), q.empty())
p = queue.PriorityQueue()
for item in [(2, 'b'), (1, 'z'), (1, 'a')]:
    p.put(item)
print([p.get() for _ in range(3)])
stack = queue.LifoQueue()
for item in range(3):
    stack.put(item)
print([stack.get() for _ in range(3)])


class Job:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank


jobs = queue.PriorityQueue()
for rank in (3, 1, 2, 5, 4):
    jobs.put(Job(rank))
print([jobs.get().rank for _ in range(5)])
results = []


q = queue.Queue(2)


def consume():
    while True:
        item = q.get()
        if item is None:
            break
        results.append(item * 10)
        q.task_done()


consumer = Thread(target=consume)
consumer.start()
for n in range(6):
    q.put(n)
q.join()
q.put(None)
consumer.join()
print(results)
barrier = threading.Barrier(3, action=lambda: results.append('met'))
order = []


def meet():
    order.append(barrier.wait())


threads = [Thread(target=meet) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(order), results[-1], barrier.parties, barrier.n_waiting, barrier.broken)
fired = []
timer = threading.Timer(0.01, fired.append, args=['tick'])
timer.start()
timer.join()
never = threading.Timer(5, fired.append, args=['never'])
never.start()
never.cancel()
never.join()
print(fired, threading.active_count(), threading.main_thread().name, len(threading.enumerate()))
cond = threading.Condition()
ready = []


def waiter(n):
    with cond:
        cond.wait_for(lambda: len(ready) > n)
        results.append(('woke', n))


threads = [Thread(target=waiter, args=(n,)) for n in range(2)]
for t in threads:
    t.start()
for n in range(2):
    with cond:
        ready.append(n)
        cond.notify_all()
    threads[n].join()
print(results[-2:])
local = threading.local()
local.x = 1


def see():
    print(hasattr(local, 'x'))
    local.x = 2


t = Thread(target=see)
t.start()
t.join()
print(local.x)
print(repr(threading.Event())[:17], threading.current_thread() is threading.main_thread())
from concurrent.futures import ThreadPoolExecutor, as_completed
with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(pow, n, 2) for n in range(4)]
    print([f.result() for f in futures], list(pool.map(len, ['a', 'bb'])))
    bad = pool.submit(int, 'x')
    print(type(bad.exception()).__name__, bad.done())
    print(sorted(f.result() for f in as_completed(futures)))
