# The rows that are multiprocessing's own.
import multiprocessing
import time
from multiprocessing import Process
from queue import Empty, Full


def error(call):
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


def set_later(event):
    time.sleep(0.1)
    event.set()


def wait_and_count(cond, woken):
    with cond:
        cond.wait()
        woken.release()


def work(q):
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            return
        q.task_done()


def produce(q, start, stop):
    for i in range(start, stop):
        q.put(i)


def worker_of_a_barrier(barrier, q):
    for _ in range(10):
        q.put(barrier.wait())


if __name__ == '__main__':
    lock = multiprocessing.Lock()
    print('LCK-21', lock.acquire(), lock.acquire(False), lock.release(), error(lambda: lock.release()))

    lock = multiprocessing.RLock()
    answers = [lock.acquire(), lock.acquire(), lock.acquire(), lock.release(), lock.release(), lock.release()]
    print('RLK-08', answers, error(lambda: lock.release()))

    event = multiprocessing.Event()
    print('EVT-09', event.wait(0.0), event.wait(0.1), event.is_set())
    event.set()
    print('EVT-09', event.wait(), event.wait(0.1), event.is_set())
    event.clear()
    process = Process(target=set_later, args=(event,))
    process.start()
    print('EVT-09', event.wait())
    process.join()

    sem = multiprocessing.Semaphore(2)
    values = []
    for change in (sem.acquire, sem.acquire, lambda: sem.acquire(False), sem.release, sem.release):
        change()
        values.append(sem.get_value())
    print('SEM-13', values)
    sem = multiprocessing.Semaphore(0)
    print('SEM-14', sem.acquire(False), sem.acquire(False, 5), sem.acquire(True, 0.05), sem.acquire(timeout=0.05))

    sem = multiprocessing.Semaphore(2)
    sem.acquire()
    sem.release()
    sem.release()
    sem.release()
    print('SEM-22', sem.get_value())

    cond = multiprocessing.Condition()
    woken = multiprocessing.Semaphore(0)
    waiters = [Process(target=wait_and_count, args=(cond, woken)) for _ in range(3)]
    for process in waiters:
        process.start()
    time.sleep(0.3)
    counts = []
    for n in (1, 2):
        with cond:
            cond.notify(n)
        time.sleep(0.2)
        counts.append(woken.get_value())
    for process in waiters:
        process.join()
    print('CND-11', counts)

    q = multiprocessing.Queue(2)
    q.put(1)
    q.put(2)
    print('QUE-15', error(lambda: q.put(3, False, 5)), error(lambda: q.put(3, timeout=0.05)))
    print('QUE-16', q.qsize(), q.get(), q.get(), q.qsize())
    print('QUE-15', error(lambda: q.get(False, 5)), error(lambda: q.get(timeout=0.05)))

    q = multiprocessing.JoinableQueue()
    workers = [Process(target=work, args=(q,)) for _ in range(4)]
    for process in workers:
        process.start()
    for i in range(10):
        q.put(i)
    q.join()
    for _ in workers:
        q.put(None)
    q.join()
    for process in workers:
        process.join()
    print('QUE-17', [process.is_alive() for process in workers])

    q = multiprocessing.Queue()
    produce(q, 0, 10)
    process = Process(target=produce, args=(q, 10, 20))
    time.sleep(0.1)
    process.start()
    print('QUE-18', [q.get() for _ in range(20)], error(lambda: q.get(block=False)))
    process.join()

    begin = time.monotonic()
    outcome = error(lambda: q.get(True, 0.2))
    print('QUE-19', outcome, time.monotonic() - begin >= 0.1)

    q = multiprocessing.Queue()
    q.close()
    print('QUE-20', error(lambda: q.put(1)), error(lambda: q.get()))

    barrier = multiprocessing.Barrier(3)
    q = multiprocessing.Queue()
    parties = [Process(target=worker_of_a_barrier, args=(barrier, q)) for _ in range(3)]
    for process in parties:
        process.start()
    indices = [q.get() for _ in range(30)]
    for process in parties:
        process.join()
    print('BAR-04', sorted(indices) == sorted([0, 1, 2] * 10))

    one, other = multiprocessing.Pipe()
    one.send([1, 'a', None])
    other.send('back')
    print('PIP-01', other.recv(), one.recv())
    print('PIP-02', one.poll(), one.poll(-1), one.poll(0.05))
    other.send('')
    print('PIP-07', one.poll(), one.poll(), repr(one.recv()))
    for message in ('a', 'b', 'cd'):
        one.send(message)
    print('PIP-08', other.recv(), other.recv(), other.recv())
    other.close()
    print('PIP-04', error(lambda: one.recv()))
    reader, writer = multiprocessing.Pipe(duplex=False)
    print('PIP-05', error(lambda: reader.send(1)), error(lambda: writer.recv()), error(lambda: writer.poll()))
    with reader:
        writer.send('x')
        print('PIP-09', reader.recv())
    print('PIP-09', error(lambda: reader.recv()))
