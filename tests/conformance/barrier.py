# BAR: threads that meet.
import threading
import time


def start(n, work):
    threads = [threading.Thread(target=work) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads


def finish(threads):
    for thread in threads:
        thread.join()


def attempt(call):
    try:
        return call()
    except Exception as problem:
        return type(problem).__name__


print('BAR-12', end=' ')
barrier = threading.Barrier(1)
print(barrier.wait(), barrier.wait())

for row, cycles in (('BAR-02', 1), ('BAR-03', 10)):
    barrier = threading.Barrier(5)
    a = []
    b = []
    faults = []

    def lockstep():
        for cycle in range(cycles):
            a.append(cycle)
            barrier.wait()
            if len(a) < 5 * (cycle + 1):
                faults.append('early')
            b.append(cycle)
            barrier.wait()
            if len(b) < 5 * (cycle + 1):
                faults.append('early')

    finish(start(5, lockstep))
    print(row, len(a), len(b), faults, barrier.n_waiting, barrier.broken)

barrier = threading.Barrier(5)
indices = []
finish(start(5, lambda: indices.append(barrier.wait())))
print('BAR-04', sorted(indices))

acted = []
barrier = threading.Barrier(5, action=lambda: acted.append('once'))
seen = []
finish(start(5, lambda: (barrier.wait(), seen.append(len(acted)))))
print('BAR-05', seen, acted)

barrier = threading.Barrier(5)
outcomes = []


def abort_or_wait():
    if barrier.wait() == 2:
        # Not before all have left the first pass: those who have not would be told of the abort there.
        while barrier.n_waiting < 4:
            time.sleep(0.001)
        barrier.abort()
        return
    outcomes.append(attempt(lambda: barrier.wait()))


finish(start(5, abort_or_wait))
print('BAR-06', outcomes, barrier.broken)

barrier = threading.Barrier(5)
outcomes = []


def reset_or_wait():
    if barrier.wait() == 2:
        while barrier.n_waiting < 4:
            time.sleep(0.001)
        barrier.reset()
    else:
        outcomes.append(attempt(lambda: barrier.wait()))
    barrier.wait()
    outcomes.append('passed')


finish(start(5, reset_or_wait))
print('BAR-07', outcomes.count('BrokenBarrierError'), outcomes.count('passed'))

barrier = threading.Barrier(5)
meeting = threading.Barrier(5)
outcomes = []


def abort_then_reset():
    index = barrier.wait()
    if index == 2:
        while barrier.n_waiting < 4:
            time.sleep(0.001)
        barrier.abort()
    else:
        outcomes.append(attempt(lambda: barrier.wait()))
    if meeting.wait() == 0:
        barrier.reset()
    meeting.wait()
    barrier.wait()
    outcomes.append('passed')


finish(start(5, abort_then_reset))
print('BAR-08', outcomes.count('BrokenBarrierError'), outcomes.count('passed'))

barrier = threading.Barrier(5)
outcomes = []


def one_is_late():
    if barrier.wait() == 2:
        time.sleep(0.3)
    outcomes.append(attempt(lambda: barrier.wait(0.1)))


finish(start(5, one_is_late))
print('BAR-09', outcomes)

barrier = threading.Barrier(5, timeout=0.1)
outcomes = []


def one_is_late_again():
    if barrier.wait() == 2:
        time.sleep(0.3)
    outcomes.append(attempt(lambda: barrier.wait()))


finish(start(5, one_is_late_again))
print('BAR-10', outcomes)

barrier = threading.Barrier(2, timeout=0.1)
begin = time.monotonic()
outcome = attempt(lambda: barrier.wait())
print('BAR-11', outcome, time.monotonic() - begin >= 0.1)

barrier = threading.Barrier(3)
seen = ['waiters=0/3' in repr(barrier)]
threads = start(2, lambda: attempt(lambda: barrier.wait()))
time.sleep(0.05)
seen.append('waiters=2/3' in repr(barrier))
barrier.wait()
finish(threads)
seen.append('waiters=0/3' in repr(barrier))
barrier.abort()
seen.append('broken' in repr(barrier))
print('BAR-13', seen)

barrier = threading.Barrier(2)
barrier.reset()
print('BAR-14', barrier.broken, barrier.n_waiting)
barrier.abort()
print('BAR-15', attempt(lambda: barrier.wait()), barrier.broken, barrier.reset(), barrier.broken)
print('BAR-16', attempt(lambda: barrier.wait(0)), barrier.broken, barrier.reset(), barrier.broken)


def fails():
    raise KeyError('action')


barrier = threading.Barrier(2, action=fails)
outcomes = []
finish(start(2, lambda: outcomes.append(attempt(lambda: barrier.wait()))))
print('BAR-17', sorted(outcomes), barrier.broken)

who = []
barrier = threading.Barrier(2, action=lambda: who.append(threading.current_thread().name))
threads = start(1, lambda: barrier.wait())
time.sleep(0.05)
barrier.wait()
finish(threads)
print('BAR-18', who)
