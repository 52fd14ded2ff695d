# Semaphore and BoundedSemaphore. The SEM rows hold for both, but for what only a semaphore without a bound can do.
KINDS = (threading.Semaphore, threading.BoundedSemaphore)


def value(sem):
    """The permits that are left, as its description has it."""
    return repr(sem).split('value=')[1][:-1]


def contended(make, release):
    """How many acquires have returned, first and after releases of 7, 6 and 1."""
    sem = make(7)
    sem.acquire()
    answers = []

    def take_two():
        answers.append(sem.acquire())
        answers.append(sem.acquire())

    threads = start(10, take_two)
    settle()
    counts = [len(answers)]
    for n in (7, 6):
        release(sem, n)
        settle()
        counts.append(len(answers))
    last = sem.acquire(False)
    release(sem, 1)
    finish(threads)
    counts.append(len(answers))
    return counts, last, all(answers)


# SEM-01: a negative value is an error
for make in KINDS:
    print(error(lambda: make(-1)), error(lambda: make(-1000000)))
#: ValueError ValueError
#: ValueError ValueError

# SEM-02: as many acquires as permits do not block
for make in KINDS:
    for n in (1, 2):
        sem = make(n)
        print([sem.acquire() for _ in range(n)], [sem.release() for _ in range(n)])
#: [True] [None]
#: [True, True] [None, None]
#: [True] [None]
#: [True, True] [None, None]

# SEM-03: an acquired one can be dropped
for make in KINDS:
    sem = make(1)
    sem.acquire()
    del sem
print('dropped')
#: dropped

# SEM-04: contended, single releases complete as many acquires
for make in KINDS:
    print(contended(make, lambda sem, n: [sem.release() for _ in range(n)]))
#: ([6, 13, 19, 20], False, True)
#: ([6, 13, 19, 20], False, True)

# SEM-05: one release of many completes as many acquires
for make in KINDS:
    print(contended(make, lambda sem, n: sem.release(n)))
#: ([6, 13, 19, 20], False, True)
#: ([6, 13, 19, 20], False, True)

# SEM-06: tries fail when no permit is left
for make in KINDS:
    sem = make(2)
    print([sem.acquire(False) for _ in range(3)], sem.release(), sem.acquire(False))
#: [True, True, False] None True
#: [True, True, False] None True

# SEM-07: contended, tries succeed as often as there are permits
for make in KINDS:
    sem = make(4)
    sem.acquire()
    answers = []

    def try_two():
        answers.append(sem.acquire(False))
        answers.append(sem.acquire(False))

    finish(start(5, try_two))
    print(answers.count(True), answers.count(False))
#: 3 7
#: 3 7

# SEM-08: a try with a timeout is an error
for make in KINDS:
    sem = make(1)
    print(error(lambda: sem.acquire(False, timeout=1.0)), sem.acquire(False))
#: ValueError True
#: ValueError True

# SEM-09: a timeout matters only when no permit is left
for make in KINDS:
    sem = make(2)
    print([sem.acquire(timeout=0.005) for _ in range(3)], sem.release(), sem.acquire(timeout=0.005))
#: [True, True, False] None True
#: [True, True, False] None True

# SEM-10: an acquire times out
for make in KINDS:
    sem = make(0)
    print(timed(0.1, lambda: sem.acquire(timeout=0.1)))
#: (False, True)
#: (False, True)

# SEM-11: there is one permit unless said otherwise
for make in KINDS:
    sem = make()
    sem.acquire()
    answers = []
    threads = start(1, lambda: answers.append(sem.acquire()))
    settle()
    before = list(answers)
    sem.release()
    finish(threads)
    print(before, answers)
#: [] [True]
#: [] [True]

# SEM-12: scopes take a permit and give it back, left normally or by an error
for make in KINDS:
    sem = make(2)
    with sem:
        outer = sem.acquire(False)
        sem.release()
        with sem:
            inner = sem.acquire(False)
    try:
        with sem:
            raise KeyError('left')
    except KeyError as problem:
        print(outer, inner, problem, [sem.acquire(False) for _ in range(3)])
#: True False 'left' [True, True, False]
#: True False 'left' [True, True, False]

# SEM-13: permits go down and up
for make in KINDS:
    sem = make(2)
    values = []
    for change in (sem.acquire, sem.acquire, lambda: sem.acquire(False), sem.release, sem.release):
        change()
        values.append(value(sem).split('/')[0])
    print(values)
#: ['1', '0', '0', '1', '2']
#: ['1', '0', '0', '1', '2']

# SEM-14: a try does not wait, a timeout is waited for however it is given
for make in KINDS:
    sem = make(0)
    print(quick(lambda: sem.acquire(False)), timed(0.05, lambda: sem.acquire(True, 0.05)))
    print(timed(0.05, lambda: sem.acquire(timeout=0.05)))
#: (False, True) (False, True)
#: (False, True)
#: (False, True) (False, True)
#: (False, True)

# SEM-15: releasing less than one is an error and changes nothing
for make in KINDS:
    sem = make(2)
    sem.acquire()
    print(error(lambda: sem.release(0)), error(lambda: sem.release(-1)), value(sem).split('/')[0])
#: ValueError ValueError 1
#: ValueError ValueError 1

# SEM-16: a timeout below or at zero does not wait
for make in KINDS:
    sem = make(0)
    print(quick(lambda: sem.acquire(timeout=0)), quick(lambda: sem.acquire(timeout=-1)))
#: (False, True) (False, True)
#: (False, True) (False, True)

# SEM-20: one without a bound grows beyond what it began with
sem = threading.Semaphore(1)
print(sem.release(), sem.acquire(), sem.acquire(), sem.release())
#: None True True None

# SEM-21: it says how many permits are left
sem = threading.Semaphore(3)
seen = [value(sem)]
for change in (sem.acquire, sem.release, sem.release):
    change()
    seen.append(value(sem))
print(seen)
#: ['3', '2', '3', '4']

# SEM-22: releases without acquires add permits
sem = threading.Semaphore(2)
sem.acquire()
sem.release()
seen = []
for _ in range(2):
    sem.release()
    seen.append(value(sem))
print(seen)
#: ['3', '4']

# SEM-30: a release wakes exactly one
for make in KINDS:
    sem = make(3)
    for _ in range(3):
        sem.acquire()
    answers = []
    threads = start(3, lambda: answers.append(sem.acquire()))
    settle()
    counts = [len(answers)]
    for _ in range(3):
        sem.release()
        settle()
        counts.append(len(answers))
    finish(threads)
    print(counts)
#: [0, 1, 2, 3]
#: [0, 1, 2, 3]

# BSM-01: a release too many is an error
sem = threading.BoundedSemaphore(1)
print(error(sem.release), sem.acquire(), sem.release(), error(sem.release))
#: ValueError True None ValueError

# BSM-02: it says its bound
sem = threading.BoundedSemaphore(3)
print(value(sem), sem.acquire(), value(sem))
#: 3/3 True 2/3

# BSM-03: a release too many is an error for every bound
outcomes = []
for bound in range(1, 10):
    sem = threading.BoundedSemaphore(bound)
    finish(start(bound, sem.acquire))
    finish(start(bound, sem.release))
    outcomes.append(error(sem.release))
print(outcomes == ['ValueError'] * 9)
#: True

# BSM-04: a release that fails changes nothing
sem = threading.BoundedSemaphore(3)
sem.acquire()
print(error(lambda: sem.release(2)), value(sem), sem.release(1), value(sem))
#: ValueError 2/3 None 3/3

# BSM-05: one without permits cannot be released
print(error(threading.BoundedSemaphore(0).release))
#: ValueError

# PRV-04: who timed out takes no permit with it
for make in KINDS:
    sem = make(1)
    sem.acquire()
    late = [sem.acquire(timeout=0.01) for _ in range(3)]
    sem.release()
    print(late, sem.acquire(timeout=0.01), sem.acquire(False))
#: [False, False, False] True False
#: [False, False, False] True False
