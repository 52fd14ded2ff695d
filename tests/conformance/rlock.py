# RLock: an owner and a count.


def free(lock):
    """Whether another thread can have it now."""
    return elsewhere(lambda: lock.acquire(False) and (lock.release(), True)[1])


def count(lock):
    """How often its owner has acquired it, as its description has it."""
    return int(repr(lock).split('count=')[1].split(' ')[0])


def owns(lock):
    """Whether this thread owns it: only then it may notify."""
    return attempt(threading.Condition(lock).notify) is None


# RLK-01: its owner never blocks
lock = threading.RLock()
print(lock.acquire(), lock.acquire(), lock.release(), lock.acquire(), free(lock))
print(lock.release(), lock.release(), free(lock))
#: True True None True False
#: None None True

# RLK-02: releasing what is not held is an error, before and after
lock = threading.RLock()
print(error(lock.release))
for change in (lock.acquire, lock.acquire, lock.release, lock.acquire, lock.release, lock.release):
    change()
print(error(lock.release), free(lock))
#: RuntimeError
#: RuntimeError True

# RLK-03: a condition cannot let go of what is not held
lock = threading.RLock()
cond = threading.Condition(lock)
print(error(cond.wait))
for change in (lock.acquire, lock.acquire, lock.release, lock.acquire, lock.release, lock.release):
    change()
print(error(cond.wait), free(lock))
#: RuntimeError
#: RuntimeError True

# RLK-04: it counts what its owner acquires and releases
lock = threading.RLock()
seen = [count(lock)]
for change, times in ((lock.acquire, 1), (lock.acquire, 2), (lock.release, 1), (lock.release, 2)):
    for _ in range(times):
        change()
    seen.append(count(lock))
print(seen)
#: [0, 1, 3, 2, 0]

# RLK-05: what another holds counts for the other alone
lock = threading.RLock()
let_go = threading.Event()
held = threading.Event()


def hold():
    with lock:
        held.set()
        let_go.wait()


threads = start(1, hold)
held.wait()
print(owns(lock))
let_go.set()
finish(threads)
print(owns(lock), count(lock))
#: False
#: False 0

# RLK-06: another cannot release it
lock = threading.RLock()
lock.acquire()
print(elsewhere(lambda: error(lock.release)), owns(lock), free(lock))
#: RuntimeError True False

# RLK-07: only its owner is told that it owns it
lock = threading.RLock()
lock.acquire()
seen = [owns(lock)]
lock.acquire()
seen.append(owns(lock))
other = elsewhere(lambda: owns(lock))
lock.release()
seen.append(owns(lock))
lock.release()
seen.append(owns(lock))
print(seen, other)
#: [True, True, True, False] False

# RLK-08: one release too many is an error
lock = threading.RLock()
for _ in range(3):
    lock.acquire()
for _ in range(3):
    lock.release()
print(error(lock.release))
#: RuntimeError

# RLK-09: others get in when it is released as often as acquired
lock = threading.RLock()
lock.acquire()
lock.acquire()
seen = [free(lock)]
lock.release()
seen.append(free(lock))
lock.release()
seen.append(free(lock))
print(seen)
#: [False, False, True]

# RLK-10: it says who owns it and how often
lock = threading.RLock()
print('owner=0' in repr(lock), count(lock))
lock.acquire()
lock.acquire()
print('owner=0' in repr(lock), 'owner=' in repr(lock), count(lock))
#: True 0
#: False True 2

# RLK-11: it is let go at once however deep it is held, and comes back as deep, after whoever took it in between
lock = threading.RLock()
for _ in range(3):
    lock.acquire()
state = lock._release_save()
seen = [state[0], lock._is_owned(), count(lock)]
taken, let_go = threading.Event(), threading.Event()


def hold():
    with lock:
        taken.set()
        let_go.wait()
        seen.append(count(lock))


threads = start(1, hold)
taken.wait()
let_go.set()
lock._acquire_restore(state)
finish(threads)
print(seen, lock._is_owned(), count(lock))
#: [3, False, 0, 1] True 3
