# LCK: what Lock and RLock have in common, and what is Lock's own.
import threading
import time


def error(call):
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


def elsewhere(call):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(call()))
    thread.start()
    thread.join()
    return answers[0]


def common(kind, make):
    def say(row, *what):
        print(row, kind, *what)

    lock = make()
    say('LCK-01', elsewhere(lambda: lock.acquire(blocking=False)) if kind == 'Lock' else True)
    say('LCK-02', 'unlocked' in repr(make()))
    lock = make()
    lock.acquire()
    say('LCK-03', 'unlocked' in repr(lock), 'locked' in repr(lock))
    lock = None
    say('LCK-04')
    lock = make()
    say('LCK-05', lock.acquire(), lock.release())
    say('LCK-06', lock.acquire(False), lock.release())
    lock.acquire()
    say('LCK-07', elsewhere(lambda: lock.acquire(False)))
    lock.release()

    lock.acquire()
    done = []

    def pass_through(n):
        lock.acquire()
        lock.release()
        done.append(n)

    threads = [threading.Thread(target=pass_through, args=(n,)) for n in range(5)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    before = len(done)
    lock.release()
    for thread in threads:
        thread.join()
    say('LCK-08', before, len(done))

    with lock:
        inside = elsewhere(lambda: lock.acquire(False))
    free = elsewhere(lambda: (lock.acquire(False), lock.release())[0])
    say('LCK-09', inside, free)
    try:
        with lock:
            raise KeyError('inside')
    except KeyError as problem:
        say('LCK-09', problem, elsewhere(lambda: (lock.acquire(False), lock.release())[0]))

    done.clear()
    threads = [threading.Thread(target=pass_through, args=(n,)) for n in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say('LCK-10', sorted(done), threading.active_count())

    say('LCK-11', error(lambda: lock.acquire(False, 1)), error(lambda: lock.acquire(False, timeout=0)))
    say('LCK-12', error(lambda: lock.acquire(timeout=-100)))
    say('LCK-13', error(lambda: lock.acquire(timeout=1e100)),
        error(lambda: lock.acquire(timeout=threading.TIMEOUT_MAX + 1)))
    say('LCK-14', lock.acquire(timeout=threading.TIMEOUT_MAX), lock.release())
    start = time.monotonic()
    say('LCK-15', lock.acquire(timeout=5), time.monotonic() - start < 5)

    def timed():
        start = time.monotonic()
        answer = lock.acquire(timeout=0.2)
        elapsed = time.monotonic() - start
        return answer, 0.12 <= elapsed < 2

    say('LCK-16', elsewhere(timed))
    lock.release()
    say('LCK-22', lock.acquire(blocking=False, timeout=-1), elsewhere(lambda: lock.acquire(False, -1)))
    say('LCK-23', elsewhere(lambda: lock.acquire(timeout=0)))
    lock.release()
    say('LCK-23', lock.acquire(timeout=0), lock.release())
    say('LCK-24', error(lambda: lock.acquire(timeout=-0.5)))


common('Lock', threading.Lock)
common('RLock', threading.RLock)

lock = threading.Lock()
phase = []


def twice():
    lock.acquire()
    phase.append(1)
    lock.acquire()
    phase.append(2)


thread = threading.Thread(target=twice)
thread.start()
time.sleep(0.05)
before = list(phase)
lock.release()
thread.join()
print('LCK-17', before, phase)
lock.release()

lock.acquire()
elsewhere(lambda: lock.release())
print('LCK-18', lock.acquire(False), lock.release())

lock.acquire()
late = lock.acquire(timeout=0.01)
lock.release()
print('LCK-19', late, lock.locked(), lock.acquire(blocking=False))
lock.release()

print('LCK-20', error(lambda: lock.release()))
print('LCK-21', lock.acquire(), lock.acquire(False), lock.release(), error(lambda: lock.release()))
