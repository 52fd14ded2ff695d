# RWLock, of primviz alone: `from primviz import RWLock`. Python has none, so python3 is not asked.
from primviz import RWLock

POLICIES = ('readers', 'writers', 'fair')


def inside(acquire, release):
    """Whether another thread can have that side now."""
    def work():
        if acquire(False):
            release()
            return True
        return False

    return elsewhere(work)


def order_of(lock, sides):
    """In which order those who come one after the other to a lock held for writing get in."""
    order = []

    def work(i):
        if sides[i] == 'r':
            with lock.reading():
                order.append('r')
        else:
            with lock.writing():
                order.append('w')

    lock.acquire_write()
    threads = start_in_order(len(sides), work)
    lock.release_write()
    finish(threads)
    return ''.join(order)


# RWL-01: readers share
for policy in POLICIES:
    lock = RWLock(policy)
    meeting = threading.Barrier(3)

    def work():
        with lock.reading():
            meeting.wait(5)

    finish(start(3, work))
    print(inside(lock.acquire_write, lock.release_write))
#: True
#: True
#: True

# RWL-02: a writer is alone
for policy in POLICIES:
    lock = RWLock(policy)
    with lock.writing():
        alone = inside(lock.acquire_read, lock.release_read), inside(lock.acquire_write, lock.release_write)
    with lock.reading():
        shared = inside(lock.acquire_read, lock.release_read), inside(lock.acquire_write, lock.release_write)
    print(alone, shared)
#: (False, False) (True, False)
#: (False, False) (True, False)
#: (False, False) (True, False)

# RWL-03: readers pass waiting writers where readers are preferred
lock = RWLock('readers')
print(order_of(lock, 'wrwr'))
with lock.reading():
    threads = start(1, lambda: (lock.acquire_write(), lock.release_write()))
    settle()
    print(inside(lock.acquire_read, lock.release_read))
finish(threads)
#: rrww
#: True

# RWL-04: nobody begins to read while a writer waits where writers are preferred
lock = RWLock('writers')
print(order_of(lock, 'rwrw'))
with lock.reading():
    threads = start(1, lambda: (lock.acquire_write(), lock.release_write()))
    settle()
    print(inside(lock.acquire_read, lock.release_read))
finish(threads)
#: wwrr
#: False

# RWL-05: nobody passes anybody where it is fair, which it is unless said otherwise
print(order_of(RWLock('fair'), 'rwrrwr'), order_of(RWLock(), 'wrw'))
#: rwrrwr wrw

# RWL-06: releasing what one does not hold is an error
for policy in POLICIES:
    lock = RWLock(policy)
    free = error(lock.release_read), error(lock.release_write)
    with lock.reading():
        wrong = error(lock.release_write), elsewhere(lambda: error(lock.release_read))
    print(free, wrong)
#: ('RuntimeError', 'RuntimeError') ('RuntimeError', 'RuntimeError')
#: ('RuntimeError', 'RuntimeError') ('RuntimeError', 'RuntimeError')
#: ('RuntimeError', 'RuntimeError') ('RuntimeError', 'RuntimeError')

# RWL-07: who timed out leaves no trace
for policy in POLICIES:
    lock = RWLock(policy)
    with lock.reading():
        late = elsewhere(lambda: timed(0.05, lambda: lock.acquire_write(timeout=0.05)))
        others = inside(lock.acquire_read, lock.release_read)
    print(late, others, inside(lock.acquire_write, lock.release_write))
#: (False, True) True True
#: (False, True) True True
#: (False, True) True True

# RWL-08: a reader that asks to write waits for itself
for policy in POLICIES:
    lock = RWLock(policy)
    with lock.reading():
        print(timed(0.05, lambda: lock.acquire_write(timeout=0.05)))
#: (False, True)
#: (False, True)
#: (False, True)

# RWL-09: a scope that is left by an error lets go
for policy in POLICIES:
    lock = RWLock(policy)
    for side in (lock.reading, lock.writing):
        try:
            with side():
                raise KeyError('left')
        except KeyError as problem:
            print(problem, inside(lock.acquire_write, lock.release_write))
#: 'left' True
#: 'left' True
#: 'left' True
#: 'left' True
#: 'left' True
#: 'left' True

# RWL-10: another policy is an error
print(error(lambda: RWLock('nobody')))
#: ValueError
