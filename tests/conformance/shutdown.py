# SHD: Queue.shutdown. Needs Python 3.13.
import queue
import threading
import time


def error(call):
    try:
        return call()
    except Exception as problem:
        return type(problem).__name__


def start(n, work):
    threads = [threading.Thread(target=work) for _ in range(n)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    return threads


def finish(threads):
    for thread in threads:
        thread.join()


def full():
    q = queue.Queue(2)
    q.put('Y')
    q.put('D')
    return q


q = queue.Queue()
q.shutdown()
print('SHD-01', error(lambda: q.put(1)), error(lambda: q.get()))

q = full()
q.shutdown()
print('SHD-02', q.get(), q.get(), error(lambda: q.get()))

q = full()
q.shutdown(immediate=True)
print('SHD-03', error(lambda: q.get()), q.qsize())

q = queue.Queue()
seen = [q.is_shutdown]
q.shutdown()
seen.append(q.is_shutdown)
q.shutdown(immediate=True)
seen.append(q.is_shutdown)
q.shutdown(immediate=False)
seen.append(q.is_shutdown)
print('SHD-04', seen)

q = full()
q.shutdown()
print('SHD-05', error(lambda: q.put(1)), error(lambda: q.put_nowait(1)))
print('SHD-05', q.get(), q.task_done(), q.get(), q.task_done(), q.join())
print('SHD-05', error(lambda: q.get()), error(lambda: q.get_nowait()), error(lambda: q.get(timeout=0.1)))

q = full()
q.shutdown(True)
print('SHD-06', error(lambda: q.get()), error(lambda: q.get_nowait()), error(lambda: q.task_done()), q.join())

for immediate in (False, True):
    q = queue.Queue(4)
    ended = []

    def write():
        try:
            for i in range(1000):
                q.put(i)
        except queue.ShutDown:
            ended.append('writer')

    def read():
        try:
            while True:
                q.get()
                q.task_done()
        except queue.ShutDown:
            ended.append('reader')
        except ValueError:
            # An immediate shutdown has counted it as done already.
            ended.append('reader')

    threads = [threading.Thread(target=work) for work in [write] * 4 + [read] * 6]
    for thread in threads:
        thread.start()
    time.sleep(0.002)
    q.shutdown(immediate)
    finish(threads)
    print('SHD-07', ended.count('reader'), q.empty())

q = full()
answers = []
q.shutdown()
finish(start(3, lambda: answers.append(error(lambda: q.get()))))
print('SHD-08', sorted(answers))
q = full()
answers = []
q.shutdown(immediate=True)
finish(start(2, lambda: answers.append(error(lambda: q.get()))))
print('SHD-08', answers)

for immediate in (False, True):
    q = full()
    answers = []
    threads = start(2, lambda: answers.append(error(lambda: q.put('L'))))
    q.shutdown(immediate)
    finish(threads)
    print('SHD-09', answers)

for immediate in (False, True):
    q = full()
    answers = []
    threads = start(2, lambda: answers.append(q.join()))
    q.shutdown(immediate)
    time.sleep(0.05)
    early = len(answers)
    if not immediate:
        q.get()
        q.task_done()
        q.get()
        q.task_done()
    finish(threads)
    print('SHD-10', early, len(answers))

for immediate in (False, True):
    q = queue.Queue()
    answers = []
    threads = start(1, lambda: answers.append(error(lambda: q.get())))
    q.shutdown(immediate)
    finish(threads)
    print('SHD-11', answers)
