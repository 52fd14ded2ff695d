# SimpleQueue: first in, first out, without bound, without task_done.


def move(producers, consumers, items, get):
    """Whether each item arrived exactly once, and whether none was left."""
    q = queue.SimpleQueue()
    got = []

    def feed():
        for i in range(items):
            q.put(i)

    def drain():
        while True:
            try:
                item = get(q)
            except queue.Empty:
                time.sleep(0.0001)
                continue
            if item is None:
                return
            got.append(item)

    drains = start(consumers, drain)
    finish(start(producers, feed))
    for _ in drains:
        q.put(None)
    finish(drains)
    return sorted(got) == sorted(list(range(items)) * producers), q.empty()


# SMQ-01: it gives in order, and says exactly how many are inside
q = queue.SimpleQueue()
sizes = [q.qsize()]
for put in (q.put, q.put_nowait, q.put, q.put):
    put(len(sizes))
    sizes.append(q.qsize())
print(sizes, q.empty())
print(q.get(), q.get_nowait(), q.get(block=False), q.get(timeout=0.1), q.qsize(), q.empty())
print(quick(lambda: q.get(block=False)), timed(0.05, lambda: q.get(timeout=0.05)), quick(q.get_nowait))
#: [0, 1, 2, 3, 4] False
#: 1 2 3 4 0 True
#: ('Empty', True) ('Empty', True) ('Empty', True)

# SMQ-02: a negative timeout is an error and takes nothing
q = queue.SimpleQueue()
q.put('kept')
print(error(lambda: q.get(timeout=-1)), q.qsize())
#: ValueError 1

# SMQ-03: order is kept between one producer and one consumer
q = queue.SimpleQueue()
threads = start(1, lambda: [q.put(i) for i in range(100)])
print([q.get() for _ in range(100)] == list(range(100)))
finish(threads)
#: True

# SMQ-04: many producers and consumers, every item exactly once
print(move(20, 20, 25, lambda q: q.get()))
#: (True, True)

# SMQ-05: the same with gets that do not wait
print(move(20, 20, 10, lambda q: q.get(block=False)))
#: (True, True)

# SMQ-06: the same with gets that time out
print(move(20, 20, 10, lambda q: q.get(timeout=0.00001)))
#: (True, True)

# SMQ-07: it gives what was put and keeps nothing of it
q = queue.SimpleQueue()
items = [[i] for i in range(20)]
for item in items:
    q.put(item)
print(all([q.get() is item for item in items]), q.empty(), q.qsize())
#: True True 0

# SMQ-08: put ignores whether it may wait
q = queue.SimpleQueue()
print(quick(lambda: q.put('x', block=False, timeout=-5)), q.get())
#: (None, True) x
