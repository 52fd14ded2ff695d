# Condition: who waits is picked exactly and in order, and must get the lock again.


def owned(cond):
    return attempt(lambda: cond.notify(0)) is None


def woken_after(waiters, timeout, notifications):
    """How many were woken before and after each, and what their waits returned."""
    cond = threading.Condition()
    woken = []

    def work(i):
        with cond:
            woken.append(cond.wait(timeout))

    threads = start_in_order(waiters, work)
    counts = [len(woken)]
    for n in notifications:
        with cond:
            if n is None:
                cond.notify_all()
            else:
                cond.notify(n)
        settle()
        counts.append(len(woken))
    finish(threads)
    return counts, woken


def five_who_wait_twice(cond):
    """Threads that wait twice, and what their first and second waits returned."""
    first = []
    second = []

    def work(i):
        with cond:
            first.append(cond.wait())
            second.append(cond.wait())

    return start_in_order(5, work), first, second


def notify(cond, n):
    with cond:
        if n is None:
            cond.notify_all()
        else:
            cond.notify(n)
    settle()


def wait_for_four(increments, timeout):
    """What wait_for(state == 4) returned, after this many increments with a notify each."""
    cond = threading.Condition()
    state = []
    answers = []

    def work():
        with cond:
            answers.append(timed(0.1, lambda: cond.wait_for(lambda: len(state) == 4, timeout)))
            answers.append(len(state))

    threads = start(1, work)
    for _ in range(increments):
        time.sleep(0.025)
        with cond:
            state.append('one more')
            cond.notify()
    finish(threads)
    return answers


# CND-01: its own lock is recursive
cond = threading.Condition()
print(cond.acquire(), cond.acquire(), cond.release(), owned(cond), cond.release(), owned(cond))
#: True True None True None False

# CND-02: a lock that is given is the same lock
lock = threading.Lock()
cond = threading.Condition(lock)
cond.acquire()
seen = [lock.acquire(False)]
cond.release()
seen.append(lock.acquire(False))
seen.append(cond.acquire(False))
lock.release()
with cond:
    seen.append(lock.acquire(False))
print(seen, lock.locked())
#: [False, True, False, False] False

# CND-03: waiting without the lock is an error
cond = threading.Condition()
print(error(cond.wait), error(lambda: cond.wait(0.01)))
#: RuntimeError RuntimeError

# CND-04: notifying without the lock is an error
cond = threading.Condition()
print(error(cond.notify), error(cond.notify_all))
#: RuntimeError RuntimeError

# CND-05: exactly those who are notified return, once the lock is free
cond = threading.Condition()
threads, first, second = five_who_wait_twice(cond)
with cond:
    cond.notify(3)
    settle()
    print(len(first))
settle()
print(first, second)
notify(cond, None)
notify(cond, None)
finish(threads)
#: 0
#: [True, True, True] []

# CND-06: all five of five return, each once
cond = threading.Condition()
threads, first, second = five_who_wait_twice(cond)
notify(cond, 3)
notify(cond, 5)
print(len(first), len(second))
notify(cond, None)
finish(threads)
#: 5 3

# CND-07: notify_all wakes the rest, and all of it works again
cond = threading.Condition()
for _ in range(2):
    threads, first, second = five_who_wait_twice(cond)
    notify(cond, 3)
    notify(cond, 5)
    notify(cond, None)
    finish(threads)
    print(first, second)
#: [True, True, True, True, True] [True, True, True, True, True]
#: [True, True, True, True, True] [True, True, True, True, True]

# CND-08: a wait that times out is false and holds the lock again
cond = threading.Condition()
answers = []


def work():
    with cond:
        answers.append((timed(0.1, lambda: cond.wait(0.1)), owned(cond)))


finish(start(5, work))
print(answers == [((False, True), True)] * 5)
#: True

# CND-09: wait_for returns when its predicate holds
print(wait_for_four(4, None))
#: [(True, True), 4]

# CND-10: notifications do not make wait_for wait any longer
print(wait_for_four(3, 0.1))
#: [(False, True), 3]

# CND-11: one by one
print(woken_after(2, None, [1, 1]))
#: ([0, 1, 2], [True, True])

# CND-12: all time out and leave nothing behind
cond = threading.Condition()
woken = []


def work():
    with cond:
        woken.append(cond.wait(0.05))


finish(start(6, work))
notify(cond, 6)
print(woken)
threads = start(1, work)
settle()
notify(cond, 1)
finish(threads)
print(woken)
#: [False, False, False, False, False, False]
#: [False, False, False, False, False, False, True]

# CND-13: notify_all wakes all
print(woken_after(6, None, [None]))
#: ([0, 6], [True, True, True, True, True, True])

# CND-14: notifications that find nobody are not kept
print(woken_after(6, None, [2, 4, 3]))
cond = threading.Condition()
notify(cond, 3)
with cond:
    print(cond.wait(0.05))
#: ([0, 2, 6, 6], [True, True, True, True, True, True])
#: False

# CND-15: what waits return
cond = threading.Condition()
with cond:
    print(quick(lambda: cond.wait(0)), timed(0.1, lambda: cond.wait(0.1)))
    threads = later(0.05, lambda: notify(cond, 1))
    print(timed(0.05, lambda: cond.wait(60)))
finish(threads)
#: (False, True) (False, True)
#: (True, True)

# CND-16: a negative timeout does not wait
cond = threading.Condition()
with cond:
    print(quick(lambda: cond.wait(-1)), owned(cond))
#: (False, True) True

# CND-17: notifying none, or nobody, is no error
cond = threading.Condition()
with cond:
    print(cond.notify(0), cond.notify(-3), cond.notify(), cond.notify_all())
print(woken_after(1, 0.1, [0, -3]))
#: None None None None
#: ([0, 0, 0], [False])

# CND-18: a predicate that holds is not waited for
cond = threading.Condition()
with cond:
    print(quick(lambda: cond.wait_for(lambda: 'it does', timeout=0)))
#: ('it does', True)

# CND-19: a predicate is asked at least once
cond = threading.Condition()
asked = []


def never():
    asked.append('once')
    return []


with cond:
    print(quick(lambda: cond.wait_for(never, 0)), quick(lambda: cond.wait_for(never, -1)), len(asked) >= 2)
#: ([], True) ([], True) True

# CND-20: a wait lets go of a lock held three times, and has it three times again
lock = threading.RLock()
cond = threading.Condition(lock)
notes = []


def enter():
    with cond:
        notes.append('inside')
        cond.notify()


for _ in range(3):
    lock.acquire()
threads = later(0.02, enter)
notes.append(cond.wait())
for _ in range(2):
    lock.release()
notes.append(elsewhere(lambda: lock.acquire(False)))
lock.release()
notes.append(error(lock.release))
finish(threads)
print(notes)
#: ['inside', True, False, 'RuntimeError']

# CND-21: who came first is woken first
cond = threading.Condition()
order = []


def work(i):
    with cond:
        cond.wait()
        order.append(i)


threads = start_in_order(6, work)
for _ in range(6):
    notify(cond, 1)
finish(threads)
print(order)
#: [0, 1, 2, 3, 4, 5]

# OBS-01: whose time is up stands in line until it has the lock again, and uses up a notification
cond = threading.Condition()
log = {}


def wait(name, timeout):
    with cond:
        log[name] = cond.wait(timeout)


threads = []
for name, timeout in (('A', None), ('B', 0.2), ('C', 1)):
    threads += later(0, lambda: wait(name, timeout))
    settle()
with cond:
    time.sleep(0.4)
    print(', 3)>' in repr(cond))
    cond.notify(2)
    print(', 1)>' in repr(cond))
finish(threads)
print(sorted(log.items()))
#: True
#: True
#: [('A', True), ('B', False), ('C', False)]

# CND-22: a notify is for those who wait at that moment
lock = threading.RLock()
cond = threading.Condition(lock)
answers = {}


def work(name):
    with cond:
        answers[name] = cond.wait(0.2)


early = threading.Thread(target=work, args=('early',))
early.start()
settle()
with cond:
    cond.notify()
    # It stands at the lock before the one that was woken does, or after it: in neither case was it notified.
    late = threading.Thread(target=work, args=('late',))
    late.start()
    settle()
finish([early, late])
print(answers['early'], answers['late'])
#: True False

# CND-23: an RLock of another's is not enough to wait
cond = threading.Condition()
with cond:
    print(elsewhere(lambda: error(cond.wait)), elsewhere(lambda: error(cond.notify)))
#: RuntimeError RuntimeError

# CND-24: over a plain Lock it is enough that somebody holds it
cond = threading.Condition(threading.Lock())
with cond:
    print(elsewhere(lambda: error(cond.notify)), elsewhere(lambda: error(cond.notify_all)))
#: fine fine

# CND-25: nobody wakes without a notify
cond = threading.Condition()
woken = []


def work(i):
    with cond:
        woken.append(cond.wait())


threads = start_in_order(3, work)
for _ in range(50):
    with cond:
        pass
settle()
print(woken)
notify(cond, None)
finish(threads)
#: []

# PRV-04: a notify is not lost on a wait that timed out
cond = threading.Condition()
with cond:
    cond.wait(0.01)
answers = []


def work():
    with cond:
        answers.append(cond.wait(5))


threads = start(1, work)
settle()
notify(cond, 1)
finish(threads)
print(answers)
#: [True]
