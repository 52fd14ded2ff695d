# SEM, BSM: permits.
import threading
import time


def error(call):
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


def start(n, work):
    threads = [threading.Thread(target=work) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads


def finish(threads):
    for thread in threads:
        thread.join()


def both(kind, make):
    def say(row, *what):
        print(row, kind, *what)

    say('SEM-01', error(lambda: make(-1)), error(lambda: make(-1000000)))
    sem = make(1)
    say('SEM-02', sem.acquire(), sem.release())
    sem = make(2)
    say('SEM-02', sem.acquire(), sem.acquire(), sem.release(), sem.release())
    sem = make(1)
    sem.acquire()
    sem = None
    say('SEM-03')

    for row, give in (('SEM-04', 'one by one'), ('SEM-05', 'at once')):
        sem = make(7)
        sem.acquire()
        answers = []

        def take_two():
            answers.append(sem.acquire())
            answers.append(sem.acquire())

        threads = start(10, take_two)
        time.sleep(0.05)
        counts = [len(answers)]
        for n in (7, 6):
            if give == 'at once':
                sem.release(n)
            else:
                for _ in range(n):
                    sem.release()
            time.sleep(0.05)
            counts.append(len(answers))
        counts.append(sem.acquire(False))
        sem.release()
        finish(threads)
        counts.append(len(answers))
        say(row, counts, all(answers))

    sem = make(2)
    say('SEM-06', sem.acquire(False), sem.acquire(False), sem.acquire(False), sem.release(), sem.acquire(False))

    sem = make(4)
    sem.acquire()
    answers = []

    def try_two():
        answers.append(sem.acquire(False))
        answers.append(sem.acquire(False))

    finish(start(5, try_two))
    say('SEM-07', sorted(answers))

    sem = make(2)
    say('SEM-08', error(lambda: sem.acquire(False, timeout=1.0)))
    say('SEM-09', sem.acquire(timeout=0.005), sem.acquire(timeout=0.005), sem.acquire(timeout=0.005),
        sem.release(), sem.acquire(timeout=0.005))
    begin = time.monotonic()
    answer = sem.acquire(timeout=0.2)
    elapsed = time.monotonic() - begin
    say('SEM-10', answer, 0.12 <= elapsed < 2)

    sem = make()
    sem.acquire()
    notes = []

    def take_one():
        sem.acquire()
        notes.append('taken')
        sem.release()

    threads = start(1, take_one)
    time.sleep(0.05)
    before = list(notes)
    sem.release()
    finish(threads)
    say('SEM-11', before, notes)

    sem = make(2)
    with sem:
        outer = sem.acquire(False)
        sem.release()
        with sem:
            inner = sem.acquire(False)
    say('SEM-12', outer, inner)
    try:
        with sem:
            raise KeyError('inside')
    except KeyError:
        say('SEM-12', sem.acquire(False), sem.acquire(False), sem.acquire(False), sem.release(), sem.release())

    say('SEM-15', error(lambda: sem.release(0)), error(lambda: sem.release(-1)))
    sem = make(0)
    say('SEM-16', sem.acquire(timeout=0), sem.acquire(timeout=-1))


both('Semaphore', threading.Semaphore)
both('BoundedSemaphore', threading.BoundedSemaphore)

sem = threading.Semaphore(1)
print('SEM-20', sem.release(), sem.acquire(), sem.acquire(), sem.release())

sem = threading.Semaphore(3)
seen = ['value=3>' in repr(sem)]
sem.acquire()
seen.append('value=2>' in repr(sem))
sem.release()
sem.release()
seen.append('value=4>' in repr(sem))
print('SEM-21', seen)

sem = threading.Semaphore(0)
answers = []
threads = start(3, lambda: answers.append(sem.acquire()))
time.sleep(0.05)
sem.release()
time.sleep(0.05)
print('SEM-30', answers)
sem.release(2)
finish(threads)

sem = threading.BoundedSemaphore(1)
print('BSM-01', error(lambda: sem.release()), sem.acquire(), sem.release(), error(lambda: sem.release()))
sem = threading.BoundedSemaphore(3)
first = 'value=3/3>' in repr(sem)
sem.acquire()
print('BSM-02', first, 'value=2/3>' in repr(sem))

outcomes = []
for limit in range(1, 10):
    sem = threading.BoundedSemaphore(limit)
    finish(start(limit, sem.acquire))
    finish(start(limit, sem.release))
    outcomes.append(error(lambda: sem.release()))
print('BSM-03', outcomes)

sem = threading.BoundedSemaphore(3)
sem.acquire()
print('BSM-04', error(lambda: sem.release(2)), 'value=2/3' in repr(sem), sem.release(1), 'value=3/3' in repr(sem))
print('BSM-05', error(lambda: threading.BoundedSemaphore(0).release()))
