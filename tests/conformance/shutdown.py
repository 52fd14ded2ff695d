# Queue.shutdown.
KINDS = (queue.Queue, queue.LifoQueue, queue.PriorityQueue)


def holding(make, n):
    q = make(2)
    for item in range(n):
        q.put(item)
    return q


# SHD-01 since 3.13: an empty one that was shut down neither takes nor gives
for make in KINDS:
    q = holding(make, 0)
    q.shutdown()
    print(error(lambda: q.put(1)), error(q.get))
#: ShutDown ShutDown
#: ShutDown ShutDown
#: ShutDown ShutDown

# SHD-02 since 3.13: what was inside can still be got
for make in KINDS:
    q = holding(make, 1)
    q.shutdown()
    print(q.get(), error(q.get))
#: 0 ShutDown
#: 0 ShutDown
#: 0 ShutDown

# SHD-03 since 3.13: an immediate one throws the items away
for make in KINDS:
    q = holding(make, 1)
    q.shutdown(immediate=True)
    print(error(q.get), q.qsize())
#: ShutDown 0
#: ShutDown 0
#: ShutDown 0

# SHD-04 since 3.13: it is idempotent and never undone
for make in KINDS:
    q = make()
    seen = [q.is_shutdown]
    for call in (q.shutdown, lambda: q.shutdown(immediate=True), lambda: q.shutdown(immediate=False)):
        call()
        seen.append(q.is_shutdown)
    print(seen, error(lambda: q.put(1)))
#: [False, True, True, True] ShutDown
#: [False, True, True, True] ShutDown
#: [False, True, True, True] ShutDown

# SHD-05 since 3.13: after a graceful one gets, task_dones and join work to the end
for make in KINDS:
    q = holding(make, 2)
    q.shutdown()
    print(error(lambda: q.put(9)), error(lambda: q.put_nowait(9)))
    print(sorted([q.get(), q.get()]), q.task_done(), q.task_done(), quick(q.join))
    print(error(q.get), error(q.get_nowait), quick(lambda: q.get(timeout=5)))
#: ShutDown ShutDown
#: [0, 1] None None (None, True)
#: ShutDown ShutDown ('ShutDown', True)
#: ShutDown ShutDown
#: [0, 1] None None (None, True)
#: ShutDown ShutDown ('ShutDown', True)
#: ShutDown ShutDown
#: [0, 1] None None (None, True)
#: ShutDown ShutDown ('ShutDown', True)

# SHD-06 since 3.13: after an immediate one nothing is unfinished
for make in KINDS:
    q = holding(make, 2)
    q.shutdown(immediate=True)
    print(error(q.get), error(q.get_nowait), error(q.task_done), quick(q.join))
#: ShutDown ShutDown ValueError (None, True)
#: ShutDown ShutDown ValueError (None, True)
#: ShutDown ShutDown ValueError (None, True)

# SHD-07 since 3.13: every thread ends, whenever it is shut down
for immediate in (False, True):
    q = queue.Queue(4)
    ended = []
    joined = []

    def write():
        try:
            while True:
                q.put('message')
        except queue.ShutDown:
            ended.append('writer')

    def read():
        try:
            while True:
                q.get()
                try:
                    q.task_done()
                except ValueError:
                    # An immediate shutdown has counted it already.
                    pass
        except queue.ShutDown:
            ended.append('reader')

    def join():
        q.join()
        joined.append('one')

    threads = start(4, write) + start(6, read)
    time.sleep(0.01)
    threads += start(2, join)
    q.shutdown(immediate)
    finish(threads)
    print(ended.count('writer'), ended.count('reader'), len(joined), q.empty())
#: 4 6 2 True
#: 4 6 2 True

# SHD-08 since 3.13: getters get what is there, and then the exception
for make in KINDS:
    for immediate, getters in ((False, 3), (True, 2)):
        q = holding(make, 2)
        answers = []
        q.shutdown(immediate)
        finish(start(getters, lambda: answers.append(str(attempt(q.get)))))
        print(sorted(answers))
#: ['0', '1', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['0', '1', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['0', '1', 'ShutDown']
#: ['ShutDown', 'ShutDown']

# SHD-09 since 3.13: putters that wait wake with the exception
for make in KINDS:
    for immediate in (False, True):
        q = holding(make, 2)
        answers = []
        threads = start(2, lambda: answers.append(attempt(lambda: q.put(9))))
        settle()
        q.shutdown(immediate)
        finish(threads)
        print(answers)
#: ['ShutDown', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['ShutDown', 'ShutDown']
#: ['ShutDown', 'ShutDown']

# SHD-10 since 3.13: joiners wait for the rest to be done, unless it is immediate
for make in KINDS:
    for immediate in (False, True):
        q = holding(make, 2)
        joined = []
        threads = start(2, lambda: (q.join(), joined.append('one')))
        settle()
        q.shutdown(immediate)
        settle()
        early = len(joined)
        if not immediate:
            for _ in range(2):
                q.get()
                q.task_done()
        finish(threads)
        print(early, len(joined))
#: 0 2
#: 2 2
#: 0 2
#: 2 2
#: 0 2
#: 2 2

# SHD-11 since 3.13: a getter that waits wakes with the exception
for make in KINDS:
    for immediate in (False, True):
        q = holding(make, 0)
        answers = []
        threads = start(1, lambda: answers.append(attempt(q.get)))
        settle()
        q.shutdown(immediate)
        finish(threads)
        print(answers)
#: ['ShutDown']
#: ['ShutDown']
#: ['ShutDown']
#: ['ShutDown']
#: ['ShutDown']
#: ['ShutDown']
