# What multiprocessing has of its own: primitives that processes share, queues that are closed, pipes.
import multiprocessing
from multiprocessing import Process


def wait_and_count(cond, woken):
    with cond:
        cond.wait()
        woken.release()


def work(q):
    while True:
        item = q.get()
        q.task_done()
        if item is None:
            return


def produce(q, first, last):
    for i in range(first, last):
        q.put(i)


def meet(barrier, q):
    for _ in range(10):
        q.put(barrier.wait())


def started(*processes):
    for process in processes:
        process.start()
    return processes


# LCK-21: a process that releases a lock twice makes an error
lock = multiprocessing.Lock()
print(lock.acquire(), lock.acquire(False), lock.release(), error(lock.release))
#: True False None ValueError

# RLK-08: one release too many is an error between processes
lock = multiprocessing.RLock()
for change in (lock.acquire, lock.acquire, lock.acquire, lock.release, lock.release, lock.release):
    change()
print(error(lock.release))
#: AssertionError

# EVT-09: an event of processes, before and after set and clear
event = multiprocessing.Event()
print(quick(lambda: event.wait(0.0)), timed(0.05, lambda: event.wait(0.05)), event.is_set())
event.set()
print(quick(event.wait), quick(lambda: event.wait(5)), event.is_set())
event.clear()
processes = started(Process(target=lambda: (time.sleep(0.05), event.set())))
print(event.wait())
finish(processes)
#: (False, True) (False, True) False
#: (True, True) (True, True) True
#: True

# SEM-13: a semaphore of processes tells its value
sem = multiprocessing.Semaphore(2)
values = []
for change in (sem.acquire, sem.acquire, lambda: sem.acquire(False), sem.release, sem.release):
    change()
    values.append(sem.get_value())
print(values)
#: [1, 0, 0, 1, 2]

# SEM-14: a semaphore of processes ignores a timeout where it may not wait
sem = multiprocessing.Semaphore(0)
print(quick(lambda: sem.acquire(False)), quick(lambda: sem.acquire(False, 5)))
print(timed(0.05, lambda: sem.acquire(True, 0.05)), timed(0.05, lambda: sem.acquire(timeout=0.05)))
#: (False, True) (False, True)
#: (False, True) (False, True)

# SEM-22: a semaphore of processes grows beyond what it began with
sem = multiprocessing.Semaphore(2)
for change in (sem.acquire, sem.release, sem.release, sem.release):
    change()
print(sem.get_value())
#: 4

# CND-11: processes that wait are woken one by one
cond = multiprocessing.Condition()
woken = multiprocessing.Semaphore(0)
processes = started(*[Process(target=wait_and_count, args=(cond, woken)) for _ in range(3)])
time.sleep(0.2)
counts = [woken.get_value()]
for n in (1, 2):
    with cond:
        cond.notify(n)
    time.sleep(0.1)
    counts.append(woken.get_value())
finish(processes)
print(counts)
#: [0, 1, 3]

# BAR-04: processes meet, and each meeting has one of each place
barrier = multiprocessing.Barrier(3)
q = multiprocessing.Queue()
processes = started(*[Process(target=meet, args=(barrier, q)) for _ in range(3)])
places = [q.get() for _ in range(30)]
finish(processes)
print(sorted(places) == sorted([0, 1, 2] * 10))
#: True

# QUE-15: a queue of processes ignores a timeout where it may not wait
q = multiprocessing.Queue(2)
print(quick(lambda: q.get(False, 5)), timed(0.05, lambda: q.get(timeout=0.05)))
q.put(1)
q.put(2)
print(quick(lambda: q.put(3, False, 5)), timed(0.05, lambda: q.put(3, timeout=0.05)))
q.get()
q.get()
#: ('Empty', True) ('Empty', True)
#: ('Full', True) ('Full', True)

# QUE-16: a queue of processes counts its items
q = multiprocessing.Queue()
sizes = [q.qsize()]
for change in (lambda: q.put(1), lambda: q.put(2), q.get, q.get):
    change()
    sizes.append(q.qsize())
print(sizes)
#: [0, 1, 2, 1, 0]

# QUE-17: join of a JoinableQueue waits for all workers, and markers end them
q = multiprocessing.JoinableQueue()
processes = started(*[Process(target=work, args=(q,)) for _ in range(4)])
produce(q, 0, 10)
q.join()
for _ in processes:
    q.put(None)
q.join()
finish(processes)
print([process.is_alive() for process in processes])
#: [False, False, False, False]

# QUE-18: what was put before a fork and after it arrives in order
q = multiprocessing.Queue()
produce(q, 0, 10)
# Its items are on their way through a thread of the parent's.
time.sleep(0.1)
processes = started(Process(target=produce, args=(q, 10, 20)))
print([q.get() for _ in range(20)] == list(range(20)), error(lambda: q.get(block=False)))
finish(processes)
#: True Empty

# QUE-19: a get of another process's item times out
q = multiprocessing.Queue()
print(timed(0.1, lambda: q.get(True, 0.1)))
#: ('Empty', True)

# QUE-20: a queue that was closed neither takes nor gives
q = multiprocessing.Queue()
q.close()
print(error(lambda: q.put(1)), error(q.get))
#: ValueError ValueError

# PIP-01: both ends send and receive, and objects arrive equal
one, other = multiprocessing.Pipe()
one.send([1, 'a', None])
other.send({'back': (2.5, True)})
print(other.recv(), one.recv())
#: [1, 'a', None] {'back': (2.5, True)}

# PIP-02: poll waits for a message as long as it may
one, other = multiprocessing.Pipe()
print(quick(one.poll), quick(lambda: one.poll(-1)), timed(0.05, lambda: one.poll(0.05)))
other.send('here')
print(quick(lambda: one.poll(5)))
#: (False, True) (False, True) (False, True)
#: (True, True)

# PIP-03: a message that is larger than the pipe arrives whole
def send(end, n):
    end.send('x' * n)


one, other = multiprocessing.Pipe()
n = 1 << 24
processes = started(Process(target=send, args=(other, n)))
message = one.recv()
print(len(message) == n, message[0] == message[-1] == 'x')
finish(processes)
#: True True

# PIP-04: a closed end is the end for the other
one, other = multiprocessing.Pipe()
other.send('last')
other.close()
print(one.recv(), error(one.recv))
#: last EOFError

# PIP-05: a one-way pipe has a reader and a writer
reader, writer = multiprocessing.Pipe(duplex=False)
print(error(lambda: reader.send(1)), error(writer.recv), error(writer.poll))
#: OSError OSError OSError

# PIP-06: closing our copy of the other end does not disturb it
def echo(end):
    end.send(end.recv())


one, other = multiprocessing.Pipe()
processes = started(Process(target=echo, args=(other,)))
other.close()
one.send('there and back')
print(one.recv(), error(one.recv))
finish(processes)
#: there and back EOFError

# PIP-07: poll sees an empty message and takes none
one, other = multiprocessing.Pipe()
other.send('')
print(one.poll(), one.poll(), repr(one.recv()), one.poll())
#: True True '' False

# PIP-08: messages keep their bounds
one, other = multiprocessing.Pipe()
for message in ('a', 'b', 'cd'):
    one.send(message)
print(other.recv(), other.poll(), other.recv(), other.recv(), other.poll())
#: a True b cd False

# PIP-09: leaving its scope closes it
reader, writer = multiprocessing.Pipe(duplex=False)
with reader:
    with writer:
        writer.send('x')
    print(reader.recv())
print(error(reader.recv), error(lambda: writer.send('y')))
#: x
#: OSError OSError

# OBS-09: a lock of multiprocessing says whose it is only to who has it
lock = multiprocessing.Lock()
again = multiprocessing.RLock()


def look():
    print(lock, again)


with lock, again:
    print(lock, again)
    child = multiprocessing.Process(target=look)
    child.start()
    child.join()
print(lock, again)
#: <Lock(owner=MainProcess)> <RLock(MainProcess, 1)>
#: <Lock(owner=SomeOtherProcess)> <RLock(SomeOtherProcess, nonzero)>
#: <Lock(owner=None)> <RLock(None, 0)>

# OBS-10: who sends to a closed end gets an error with two arguments
here, there = multiprocessing.Pipe()
there.close()
try:
    here.send(1)
except BrokenPipeError as problem:
    print(problem.args, problem.errno, problem)
#: (32, 'Broken pipe') 32 [Errno 32] Broken pipe

# OBS-11: a SimpleQueue cannot be shut down
print(hasattr(queue.SimpleQueue(), 'shutdown'))
#: False
