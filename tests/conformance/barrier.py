# Barrier: threads that meet.


def in_lockstep(parties, cycles):
    """What was logged between the meetings, and who went on too early."""
    barrier = threading.Barrier(parties)
    a = []
    b = []
    early = []

    def work():
        for cycle in range(cycles):
            a.append(cycle)
            barrier.wait()
            if len(a) < parties * (cycle + 1):
                early.append(cycle)
            b.append(cycle)
            barrier.wait()
            if len(b) < parties * (cycle + 1):
                early.append(cycle)

    finish(start(parties, work))
    return len(a), len(b), early, barrier.n_waiting, barrier.broken


def count(outcomes):
    broken = outcomes.count('BrokenBarrierError')
    return broken, len(outcomes) - broken


def one_is_late(barrier, timeout):
    """How many of five found it broken, and how many passed, if one of them comes late."""
    outcomes = []

    def work(i):
        if i == 2:
            time.sleep(0.2)
        outcomes.append(attempt(lambda: barrier.wait(timeout)))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(5)]
    for thread in threads:
        thread.start()
    finish(threads)
    return count(outcomes)


# BAR-01 since 3.13: less than one party is an error
print(error(lambda: threading.Barrier(0)), error(lambda: threading.Barrier(-1)))
#: ValueError ValueError

# BAR-02: nobody goes on before all have come
print(in_lockstep(5, 1))
#: (5, 5, [], 0, False)

# BAR-03: it can be used again and again
print(in_lockstep(5, 10))
print(in_lockstep(2, 100))
#: (50, 50, [], 0, False)
#: (200, 200, [], 0, False)

# BAR-04: waits return a permutation of the places
barrier = threading.Barrier(5)
places = []
finish(start(5, lambda: places.append(barrier.wait())))
print(sorted(places))
#: [0, 1, 2, 3, 4]

# BAR-05: its action has run once before anybody returns
acted = []
barrier = threading.Barrier(5, lambda: acted.append('once'))
seen = []
finish(start(5, lambda: (barrier.wait(), seen.append(len(acted)))))
print(seen)
#: [1, 1, 1, 1, 1]

# BAR-06: abort breaks it for all
barrier = threading.Barrier(5)
outcomes = []


def work():
    if barrier.wait() == 2:
        # Not before all have left the first pass: those who have not would be told of the abort there.
        until(lambda: barrier.n_waiting == 4)
        barrier.abort()
    else:
        outcomes.append(attempt(barrier.wait))


finish(start(5, work))
print(count(outcomes), barrier.broken)
#: (4, 0) True

# BAR-07: reset sends away those who wait, and it can be used again
barrier = threading.Barrier(5)
outcomes = []
passed = []


def work():
    if barrier.wait() == 2:
        until(lambda: barrier.n_waiting == 4)
        barrier.reset()
    else:
        outcomes.append(attempt(barrier.wait))
    barrier.wait()
    passed.append('one')


finish(start(5, work))
print(count(outcomes), len(passed), barrier.broken)
#: (4, 0) 5 False

# BAR-08: reset repairs what abort has broken
barrier = threading.Barrier(5)
meeting = threading.Barrier(5)
outcomes = []
passed = []


def work():
    if barrier.wait() == 2:
        until(lambda: barrier.n_waiting == 4)
        barrier.abort()
    else:
        outcomes.append(attempt(barrier.wait))
    if meeting.wait() == 2:
        barrier.reset()
    meeting.wait()
    barrier.wait()
    passed.append('one')


finish(start(5, work))
print(count(outcomes), len(passed), barrier.broken)
#: (4, 0) 5 False

# BAR-09: a timeout breaks it for all, the late one included
barrier = threading.Barrier(5)
print(one_is_late(barrier, 0.05), barrier.broken)
#: (5, 0) True

# BAR-10: so does the timeout of the barrier itself
barrier = threading.Barrier(5, timeout=0.05)
print(one_is_late(barrier, None), barrier.broken)
#: (5, 0) True

# BAR-11: the barrier's own timeout is waited for
barrier = threading.Barrier(2, timeout=0.1)
print(timed(0.1, barrier.wait))
#: ('BrokenBarrierError', True)

# BAR-12: a party of one does not wait
barrier = threading.Barrier(1)
print(quick(barrier.wait), quick(barrier.wait))
#: (0, True) (0, True)

# BAR-13: it says how many wait, or that it is broken
barrier = threading.Barrier(3)
seen = ['waiters=0/3' in repr(barrier)]
threads = start(2, lambda: attempt(barrier.wait))
settle()
seen.append('waiters=2/3' in repr(barrier))
barrier.wait()
finish(threads)
seen.append('waiters=0/3' in repr(barrier))
barrier.abort()
seen.append('broken' in repr(barrier))
print(seen)
#: [True, True, True, True]

# BAR-14: resetting an idle one changes nothing
barrier = threading.Barrier(2)
barrier.reset()
places = []
finish(start(2, lambda: places.append(barrier.wait())))
print(sorted(places), barrier.broken)
#: [0, 1] False

# BAR-15: a broken one sends everybody away, until it is reset
barrier = threading.Barrier(1)
barrier.abort()
print(quick(barrier.wait), barrier.broken, barrier.reset(), barrier.broken, barrier.wait())
#: ('BrokenBarrierError', True) True None False 0

# BAR-16: whoever comes alone and may not wait breaks it
barrier = threading.Barrier(2)
print(quick(lambda: barrier.wait(0)), barrier.broken, quick(barrier.wait), barrier.reset(), barrier.broken)
#: ('BrokenBarrierError', True) True ('BrokenBarrierError', True) None False

# BAR-17: an action that fails breaks it, and who ran it gets the error
barrier = threading.Barrier(2, lambda: {}['none'])
outcomes = []
finish(start(2, lambda: outcomes.append(attempt(barrier.wait))))
print(sorted(outcomes), barrier.broken)
#: ['BrokenBarrierError', 'KeyError'] True

# BAR-18: the last to come runs the action
ran = []
barrier = threading.Barrier(3, lambda: ran.append((threading.current_thread().name, barrier.n_waiting)))
threads = start(2, barrier.wait)
settle()
barrier.wait()
finish(threads)
print(ran)
#: [('MainThread', 3)]

# BAR-19: a fast one does not take part twice in a cycle
barrier = threading.Barrier(3)
places = [[], [], []]


def work(mine):
    for _ in range(50):
        mine.append(barrier.wait())


threads = [threading.Thread(target=work, args=(mine,)) for mine in places]
for thread in threads:
    thread.start()
finish(threads)
print(all([sorted(cycle) == [0, 1, 2] for cycle in zip(*places)]), len(places[0]))
#: True 50

# BAR-20: nobody counts as waiting while it is broken or drains
barrier = threading.Barrier(2)
threads = start(1, lambda: attempt(barrier.wait))
until(lambda: barrier.n_waiting == 1)
barrier.abort()
broken = barrier.n_waiting
finish(threads)
barrier.reset()
threads = start(1, barrier.wait)
until(lambda: barrier.n_waiting == 1)
barrier.wait()
print(broken, barrier.n_waiting)
finish(threads)
#: 0 0

# PRV-04: who timed out at a barrier that was reset does not count
barrier = threading.Barrier(2)
print(error(lambda: barrier.wait(0.01)), barrier.reset(), barrier.n_waiting)
places = []
finish(start(2, lambda: places.append(barrier.wait(5))))
print(sorted(places))
#: BrokenBarrierError None 0
#: [0, 1]

# BAX-01: whoever resets or aborts it while its action runs waits until the action has ended
for end in (lambda: barrier.reset(), lambda: barrier.abort()):
    order = []
    acting = threading.Event()

    def action():
        acting.set()
        settle()
        order.append('acted')

    def interfere():
        acting.wait()
        end()
        order.append('ended')

    barrier = threading.Barrier(2, action)
    threads = start(1, interfere)
    finish(start(2, lambda: attempt(barrier.wait)))
    finish(threads)
    print(order, barrier.n_waiting)
#: ['acted', 'ended'] 0
#: ['acted', 'ended'] 0

# BAX-02: an action that resets or aborts its own barrier waits for itself, and the others with it
for end in ('reset', 'abort'):
    b = threading.Barrier(2, action=lambda: getattr(b, end)())
    threads = [threading.Thread(target=b.wait, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    late = threading.Thread(target=b.wait, daemon=True)
    settle()
    late.start()
    settle()
    print(end, [thread.is_alive() for thread in threads + [late]], b.broken)
#: reset [True, True, True] False
#: abort [True, True, True] False
