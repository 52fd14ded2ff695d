# ThreadPoolExecutor and Future.
import concurrent.futures
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait


def workers():
    """Threads that are alive, beside the main thread."""
    return threading.active_count() - 1


def pending_and_others():
    """One future of each state."""
    states = {'pending': Future(), 'running': Future(), 'cancelled': Future(), 'finished': Future(), 'failed': Future()}
    states['running'].set_running_or_notify_cancel()
    states['cancelled'].cancel()
    states['finished'].set_result(42)
    states['failed'].set_exception(OSError('failed'))
    return states


def divide(a):
    return 10 // a


# POL-01: what the call returns or raises reaches the one who submitted it
with ThreadPoolExecutor(2) as pool:
    future = pool.submit(pow, 2, 8)
    failing = pool.submit(divide, 0)
    print(future.result(), attempt(failing.result), type(failing.exception()).__name__, future.exception())
    print(pool.submit(lambda *args, **keywords: (args, keywords), 1, self=2, fn=3).result())
#: 256 ZeroDivisionError ZeroDivisionError None
#: ((1,), {'self': 2, 'fn': 3})

# POL-02: map gives results in the order of the arguments
with ThreadPoolExecutor(4) as pool:
    for n in (10, 100, 300):
        print(list(pool.map(lambda i: i * i, range(n), chunksize=7)) == [i * i for i in range(n)])
    print(list(pool.map(pow, [2, 3, 4], [5, 2])))
#: True
#: True
#: True
#: [32, 9]

# POL-03: as_completed gives each once, those that are done first
with ThreadPoolExecutor(3) as pool:
    events = [threading.Event() for _ in range(3)]
    futures = {pool.submit(event.wait): i for i, event in enumerate(events)}
    order = []
    events[1].set()
    for future in as_completed(futures):
        order.append(futures[future])
        if len(order) < 3:
            events[[2, 0][len(order) - 1]].set()
    print(order)
    same = pool.submit(pow, 2, 2)
    print([future.result() for future in as_completed([same, same])])
#: [1, 2, 0]
#: [4]

# POL-04: map gives what comes before a failure, then the failure; the pool goes on
with ThreadPoolExecutor(2) as pool:
    results = pool.map(divide, [2, 5, 0, 1])
    print(next(results), next(results), error(lambda: next(results)), error(lambda: next(results)))
    print(pool.submit(divide, 5).result())
#: 5 2 ZeroDivisionError StopIteration
#: 2

# POL-05: waiting for a result gives up after its timeout, and the job goes on
with ThreadPoolExecutor(1) as pool:
    event = threading.Event()
    future = pool.submit(event.wait)
    print(timed(0.05, lambda: future.result(0.05)), timed(0.05, lambda: future.exception(timeout=0.05)))
    print(quick(lambda: future.result(timeout=0)), future.done())
    results = pool.map(divide, [1], timeout=0.05)
    print(timed(0.05, lambda: next(results)))
    print(timed(0.05, lambda: list(as_completed([future], timeout=0.05))))
    event.set()
    print(future.result())
#: ('TimeoutError', True) ('TimeoutError', True)
#: ('TimeoutError', True) False
#: ('TimeoutError', True)
#: ('TimeoutError', True)
#: True

# POL-06: less than one worker is an error
print(error(lambda: ThreadPoolExecutor(0)), error(lambda: ThreadPoolExecutor(max_workers=-1)))
#: ValueError ValueError

# POL-07: there are never more workers than its size
size = 4
with ThreadPoolExecutor(size) as pool:
    semaphore = threading.Semaphore(0)
    futures = [pool.submit(semaphore.acquire) for _ in range(15 * size)]
    print(workers())
    semaphore.release(15 * size)
    print(all([future.result() for future in futures]), workers())
#: 4
#: True 4

# POL-08: an idle worker is used again
with ThreadPoolExecutor(5) as pool:
    for _ in range(5):
        pool.submit(divide, 1).result()
        settle()
    print(workers())
#: 1

# POL-09: submitting after the shutdown is an error
pool = ThreadPoolExecutor(1)
pool.shutdown()
print(error(lambda: pool.submit(divide, 1)), error(lambda: list(pool.map(divide, [1]))), pool.shutdown())
#: RuntimeError RuntimeError None

# POL-10: a shutdown that waits lets all queued jobs finish
done = []
pool = ThreadPoolExecutor(2)
for i in range(50):
    pool.submit(done.append, i)
pool.shutdown(wait=True)
print(len(done), workers())
#: 50 0

# POL-11: a shutdown may cancel the queued jobs; the running ones finish
pool = ThreadPoolExecutor(2)
event = threading.Event()
futures = [pool.submit(event.wait) for _ in range(50)]
until(lambda: len([future for future in futures if future.running()]) == 2)
pool.shutdown(wait=False, cancel_futures=True)
event.set()
pool.shutdown(wait=True)
cancelled = [future for future in futures if future.cancelled()]
finished = [future for future in futures if future.done() and not future.cancelled()]
print(len(cancelled), [future.result() for future in finished])
#: 48 [True, True]

# POL-12: after the shutdown no worker is left
with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(time.sleep, 0.01) for _ in range(6)]
    inside = workers()
print(inside, workers(), all([future.done() for future in futures]))
#: 3 0 True

# POL-13: cancelling right before the shutdown does not hang
for _ in range(5):
    pool = ThreadPoolExecutor(1)
    pool.submit(divide, 1).cancel()
    pool.shutdown(wait=True)
print(workers())
#: 0

# POL-14: a map that times out cancels the jobs that have not started
event = threading.Event()
done = []


def work(i):
    event.wait()
    done.append(i)


pool = ThreadPoolExecutor(1)
print(error(lambda: list(pool.map(work, range(5), timeout=0.05))))
event.set()
pool.shutdown(wait=True)
print(done)
#: TimeoutError
#: [0]

# POL-15: what can be cancelled
states = pending_and_others()
print({name: future.cancel() for name, future in states.items()})
print({name: (future.cancelled(), future.running(), future.done()) for name, future in states.items()})
print(attempt(states['cancelled'].result), attempt(states['pending'].exception))
#: {'pending': True, 'running': False, 'cancelled': True, 'finished': False, 'failed': False}
#: {'pending': (True, False, True), 'running': (False, True, False), 'cancelled': (True, False, True), 'finished': (False, False, True), 'failed': (False, False, True)}
#: CancelledError CancelledError

# POL-16: callbacks are called once with the future, also late ones, and a failing one stops none
import logging

logging.disable(logging.CRITICAL)
calls = []


def fails(future):
    raise ValueError('a callback')


for end in (lambda f: f.set_result(1), lambda f: f.set_exception(OSError()), lambda f: f.cancel()):
    future = Future()
    for callback in (lambda f: calls.append(('early', f is future)), fails, lambda f: calls.append(('second', f is future))):
        future.add_done_callback(callback)
    end(future)
    future.add_done_callback(fails)
    future.add_done_callback(lambda f: calls.append(('late', f is future)))
print(calls == [('early', True), ('second', True), ('late', True)] * 3)
#: True

# POL-17: a second result is an error, and the first stays
future = Future()
future.set_result(1)
print(error(lambda: future.set_result(2)), error(lambda: future.set_exception(OSError())), future.result())
future = Future()
future.set_exception(OSError('first'))
print(error(lambda: future.set_result(2)), attempt(future.result))
future = Future()
future.cancel()
print(error(lambda: future.set_result(2)), future.set_running_or_notify_cancel(), future.cancelled())
#: InvalidStateError InvalidStateError 1
#: InvalidStateError OSError
#: InvalidStateError False True

# POL-18: wait splits into those that are done and those that are not
def sizes(futures, **options):
    done, not_done = wait(futures, **options)
    return len(done), len(not_done)


states = pending_and_others()
forever = states['pending']
print(sizes([states['finished'], forever], return_when=concurrent.futures.FIRST_COMPLETED))
print(sizes([states['failed'], forever], return_when=concurrent.futures.FIRST_EXCEPTION))
print(timed(0.05, lambda: sizes([states['finished'], forever], timeout=0.05)))
print(timed(0.05, lambda: sizes([states['finished'], forever], timeout=0.05, return_when='FIRST_EXCEPTION')))
print(sizes([states['finished'], states['finished'], states['failed']], return_when=concurrent.futures.ALL_COMPLETED))
with ThreadPoolExecutor(2) as pool:
    event = threading.Event()
    slow = pool.submit(event.wait)
    fast = pool.submit(divide, 1)
    answer = wait([slow, fast], return_when=concurrent.futures.FIRST_COMPLETED)
    print(answer.done == {fast}, answer.not_done == {slow})
    failing = pool.submit(divide, 0)
    answer = wait([slow, failing], return_when=concurrent.futures.FIRST_EXCEPTION)
    print(answer.done == {failing}, answer.not_done == {slow})
    event.set()
    print(sizes([slow, fast, failing]))
#: (1, 1)
#: (1, 1)
#: ((1, 1), True)
#: ((1, 1), True)
#: (2, 0)
#: True True
#: True True
#: (3, 0)

# POL-19: many jobs that wait for one event are all collected
with ThreadPoolExecutor(10) as pool:
    event = threading.Event()
    futures = [pool.submit(event.wait) for _ in range(100)]
    event.set()
    done, not_done = wait(futures)
    print(len(done), len(not_done), all([future.result() for future in done]))
#: 100 0 True

# POL-20: an initializer that fails breaks the pool, and nobody hangs
import logging

logging.disable(logging.CRITICAL)
event = threading.Event()


def initialize():
    event.wait()
    raise ValueError('initializer')


pool = ThreadPoolExecutor(2, initializer=initialize)
futures = [pool.submit(divide, 1) for _ in range(4)]
event.set()
print([attempt(future.result) for future in futures])
print(error(lambda: pool.submit(divide, 1)))
pool.shutdown()
print(issubclass(concurrent.futures.thread.BrokenThreadPool, RuntimeError), workers())
#: ['BrokenThreadPool', 'BrokenThreadPool', 'BrokenThreadPool', 'BrokenThreadPool']
#: BrokenThreadPool
#: True 0

# POL-21: nothing is mapped to nothing
with ThreadPoolExecutor(2) as pool:
    print(quick(lambda: list(pool.map(divide, []))), list(as_completed([])), sorted(wait([]).done))
#: ([], True) [] []

# PLX-01: workers are named after the pool, and initialized with its arguments
names = []
with ThreadPoolExecutor(1, thread_name_prefix='cook', initializer=names.append, initargs=('begun',)) as pool:
    pool.submit(lambda: names.append(threading.current_thread().name)).result()
print(names)
#: ['begun', 'cook_0']

# PLX-02: a future says what has become of it
states = pending_and_others()
print([('state=' + name) in repr(states[name]) for name in ('pending', 'running', 'cancelled', 'finished')])
print('returned int' in repr(states['finished']), 'raised OSError' in repr(states['failed']))
#: [True, True, True, True]
#: True True

# PLX-03: jobs are started in the order in which they were submitted
order = []
with ThreadPoolExecutor(1) as pool:
    for i in range(10):
        pool.submit(order.append, i)
print(order == list(range(10)))
#: True

# PLX-04: leaving its scope by an error waits for the jobs too
done = []
try:
    with ThreadPoolExecutor(2) as pool:
        for i in range(4):
            pool.submit(lambda: (time.sleep(0.01), done.append('one')))
        raise KeyError('left')
except KeyError as problem:
    print(problem, len(done))
#: 'left' 4

# PLX-05: a pool that nobody shuts down does not keep the program from ending
pool = ThreadPoolExecutor(2)
print(pool.submit(divide, 5).result())
#: 2

# PLX-07: a shutdown that cancels does not wait for a job that a worker has taken meanwhile
for _ in range(30):
    pool = ThreadPoolExecutor(1)
    results = pool.map(abs, [-1, -2])
    first = next(results)
    pool.shutdown(cancel_futures=True)
print(first, len(threading.enumerate()))
#: 1 1
