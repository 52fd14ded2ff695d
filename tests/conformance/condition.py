# CND: who waits is picked exactly and in order, and must get the lock again.
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


def start(n, work):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
        time.sleep(0.01)
    return threads


def finish(threads):
    for thread in threads:
        thread.join()


cond = threading.Condition()
cond.acquire()
cond.acquire()
cond.release()
cond.release()
print('CND-01', error(lambda: cond.release()))

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
print('CND-02', seen)

cond = threading.Condition()
print('CND-03', error(lambda: cond.wait()))
print('CND-04', error(lambda: cond.notify()), error(lambda: cond.notify_all()))


def pick_three_then_five_then_all(cond):
    first = []
    second = []

    def work(i):
        with cond:
            first.append(cond.wait())
            second.append(cond.wait())

    threads = start(5, work)
    time.sleep(0.05)
    with cond:
        cond.notify(3)
        time.sleep(0.05)
        print('CND-05', len(first))
    time.sleep(0.05)
    print('CND-05', first, second)
    with cond:
        cond.notify(5)
    time.sleep(0.05)
    print('CND-06', first, second)
    with cond:
        cond.notify_all()
    finish(threads)
    print('CND-07', first, second)


cond = threading.Condition()
pick_three_then_five_then_all(cond)
pick_three_then_five_then_all(cond)

cond = threading.Condition()
answers = []


def wait_a_while(i):
    with cond:
        begin = time.monotonic()
        answer = cond.wait(0.2)
        elapsed = time.monotonic() - begin
        held = error(lambda: cond.notify(0))
        answers.append((answer, 0.12 <= elapsed < 2, held))


finish(start(5, wait_a_while))
print('CND-08', answers)

state = 0
answers = []


def wait_for_four(i):
    with cond:
        answers.append((cond.wait_for(lambda: state == 4), state))


threads = start(1, wait_for_four)
for _ in range(4):
    time.sleep(0.02)
    with cond:
        state += 1
        cond.notify()
finish(threads)
print('CND-09', answers)

state = 0
answers = []


def wait_for_four_in_time(i):
    with cond:
        begin = time.monotonic()
        answer = cond.wait_for(lambda: state == 4, timeout=0.2)
        elapsed = time.monotonic() - begin
        answers.append((answer, 0.12 <= elapsed < 1))


threads = start(1, wait_for_four_in_time)
for _ in range(3):
    time.sleep(0.02)
    with cond:
        state += 1
        cond.notify()
finish(threads)
print('CND-10', answers, state)


def count_woken(row, waiters, timeout, notify):
    cond = threading.Condition()
    woken = []

    def work(i):
        with cond:
            woken.append(cond.wait(timeout))

    threads = start(waiters, work)
    time.sleep(0.05)
    counts = [len(woken)]
    for n in notify:
        with cond:
            if n is None:
                cond.notify_all()
            else:
                cond.notify(n)
        time.sleep(0.05)
        counts.append(len(woken))
    finish(threads)
    print(row, counts, woken)


count_woken('CND-11', 2, None, [1, 1])
count_woken('CND-12', 6, 0.3, [])
count_woken('CND-13', 6, None, [None])
count_woken('CND-14', 6, None, [2, 4, 3])

cond = threading.Condition()


def notify_later(i):
    time.sleep(0.05)
    with cond:
        cond.notify()


with cond:
    answers = [cond.wait(0), cond.wait(0.05)]
    threads = start(1, notify_later)
    answers.append(cond.wait(60))
finish(threads)
print('CND-15', answers)
with cond:
    print('CND-16', cond.wait(-1))
    print('CND-17', cond.notify(0), cond.notify(-3), cond.notify(), cond.notify_all())
    print('CND-18', cond.wait_for(lambda: 'so it is', timeout=0))
    print('CND-19', cond.wait_for(lambda: False, 0), cond.wait_for(lambda: [], -1))

lock = threading.RLock()
cond = threading.Condition(lock)
notes = []


def enter_meanwhile(i):
    time.sleep(0.05)
    with cond:
        notes.append('inside')
        cond.notify()


threads = start(1, enter_meanwhile)
lock.acquire()
lock.acquire()
lock.acquire()
notes.append(cond.wait())
lock.release()
lock.release()
notes.append(elsewhere(lambda: lock.acquire(False)))
lock.release()
notes.append(error(lambda: lock.release()))
finish(threads)
print('CND-20', notes)

cond = threading.Condition()
order = []


def wait_in_line(i):
    with cond:
        cond.wait()
        order.append(i)


threads = start(6, wait_in_line)
time.sleep(0.05)
for _ in range(6):
    with cond:
        cond.notify()
    time.sleep(0.02)
finish(threads)
print('CND-21', order)

lock = threading.Lock()
cond = threading.Condition(lock)
answers = {}


def wait_late(i):
    with cond:
        answers[i] = cond.wait(0.1)


first = start(1, wait_late)
time.sleep(0.02)
with cond:
    cond.notify()


def wait_after(i):
    with cond:
        answers['later'] = cond.wait(0.1)


later = start(1, wait_after)
finish(first)
finish(later)
print('CND-22', answers[0], answers['later'])

cond = threading.Condition()
with cond:
    print('CND-23', elsewhere(lambda: error(lambda: cond.wait())))

cond = threading.Condition(threading.Lock())
with cond:
    print('CND-24', elsewhere(lambda: error(lambda: cond.notify())))
