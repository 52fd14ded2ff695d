# Lock. Rows 1 to 16 hold for RLock too.
KINDS = (threading.Lock, threading.RLock)


def free(lock):
    """Whether another thread can have it now."""
    return elsewhere(lambda: lock.acquire(False) and (lock.release(), True)[1])


# LCK-01: a new lock starts unlocked
for make in KINDS:
    lock = make()
    print(free(lock))
    del lock
#: True
#: True

# LCK-02: a new lock says that it is unlocked
for make in KINDS:
    print('unlocked' in repr(make()))
#: True
#: True

# LCK-03: a held lock says that it is locked
for make in KINDS:
    lock = make()
    lock.acquire()
    print('locked' in repr(lock), 'unlocked' in repr(lock))
#: True False
#: True False

# LCK-04: a held lock can be dropped
for make in KINDS:
    lock = make()
    lock.acquire()
    del lock
print('dropped')
#: dropped

# LCK-05: a free lock can be acquired and released
for make in KINDS:
    lock = make()
    print(lock.acquire(), lock.release(), free(lock))
#: True None True
#: True None True

# LCK-06: a try on a free lock succeeds
for make in KINDS:
    lock = make()
    print(lock.acquire(False), free(lock), lock.release(), free(lock))
#: True False None True
#: True False None True

# LCK-07: a try on a held lock fails at once
for make in KINDS:
    lock = make()
    lock.acquire()
    print(elsewhere(lambda: quick(lambda: lock.acquire(False))))
#: (False, True)
#: (False, True)

# LCK-08: contended, nobody passes before the holder releases, and then all do
for make in KINDS:
    lock = make()
    passed = []

    def work():
        lock.acquire()
        lock.release()
        passed.append('one')

    lock.acquire()
    threads = start(5, work)
    settle()
    before = len(passed)
    lock.release()
    finish(threads)
    print(before, len(passed))
#: 0 5
#: 0 5

# LCK-09: a scope frees it, left normally or by an error
for make in KINDS:
    lock = make()
    with lock:
        inside = free(lock)
    print(inside, free(lock))
    try:
        with lock:
            raise KeyError('left')
    except KeyError as problem:
        print(problem, free(lock))
#: False True
#: 'left' True
#: False True
#: 'left' True

# LCK-10: fifteen threads acquire and release, and none is left
for make in KINDS:
    lock = make()
    passed = []

    def work():
        lock.acquire()
        passed.append('one')
        lock.release()

    finish(start(15, work))
    print(len(passed), threading.active_count(), free(lock))
#: 15 1 True
#: 15 1 True

# LCK-11: a try with a timeout is an error
for make in KINDS:
    lock = make()
    print(error(lambda: lock.acquire(False, 1)), error(lambda: lock.acquire(blocking=False, timeout=0)), free(lock))
#: ValueError ValueError True
#: ValueError ValueError True

# LCK-12: a timeout of minus a hundred is an error
for make in KINDS:
    lock = make()
    print(error(lambda: lock.acquire(timeout=-100)), free(lock))
#: ValueError True
#: ValueError True

# LCK-13: a timeout that is too long is an error
for make in KINDS:
    lock = make()
    print(error(lambda: lock.acquire(timeout=1e100)), error(lambda: lock.acquire(timeout=threading.TIMEOUT_MAX + 1)))
    print(free(lock))
#: OverflowError OverflowError
#: True
#: OverflowError OverflowError
#: True

# LCK-14: the longest timeout is none where it is free
for make in KINDS:
    lock = make()
    print(quick(lambda: lock.acquire(timeout=threading.TIMEOUT_MAX)))
#: (True, True)
#: (True, True)

# LCK-15: a timeout does not matter where it is free
for make in KINDS:
    lock = make()
    print(quick(lambda: lock.acquire(timeout=5)))
#: (True, True)
#: (True, True)

# LCK-16: a timeout ends the wait for a held lock
for make in KINDS:
    lock = make()
    lock.acquire()
    print(elsewhere(lambda: timed(0.1, lambda: lock.acquire(timeout=0.1))))
#: (False, True)
#: (False, True)

# LCK-17: whoever acquires it again blocks until another releases it
lock = threading.Lock()
phases = []


def twice():
    lock.acquire()
    phases.append(1)
    lock.acquire()
    phases.append(2)


threads = start(1, twice)
settle()
print(phases)
lock.release()
finish(threads)
print(phases, lock.locked())
#: [1]
#: [1, 2] True

# LCK-18: anybody may release it
lock = threading.Lock()
lock.acquire()
print(elsewhere(lambda: attempt(lock.release)), lock.locked(), lock.acquire(False), lock.release())
#: None False True None

# LCK-19: a wait that timed out leaves no trace
lock = threading.Lock()
lock.acquire()
print(lock.acquire(timeout=0.01))
lock.release()
print(lock.locked(), lock.acquire(blocking=False))
#: False
#: False True

# LCK-20: releasing a free lock is an error
lock = threading.Lock()
print(error(lock.release))
#: RuntimeError

# LCK-21: releasing it twice is an error
lock = threading.Lock()
print(lock.acquire(), lock.acquire(False), lock.release(), error(lock.release))
#: True False None RuntimeError

# LCK-22: a timeout of minus one is none
lock = threading.Lock()
print(lock.acquire(blocking=False, timeout=-1), lock.acquire(blocking=False, timeout=-1))
#: True False

# LCK-23: a timeout of zero does not wait
lock = threading.Lock()
print(quick(lambda: lock.acquire(timeout=0)), quick(lambda: lock.acquire(timeout=0)))
#: (True, True) (False, True)

# LCK-24: a timeout of minus a half is an error
lock = threading.Lock()
print(error(lambda: lock.acquire(timeout=-0.5)), lock.locked())
#: ValueError False
