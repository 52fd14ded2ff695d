"""Coroutines before async: generators with send, throw, close, and a round-robin scheduler."""
from collections import deque


def averager():
    total, count, average = 0.0, 0, None
    try:
        while True:
            value = yield average
            total += value
            count += 1
            average = total / count
    except GeneratorExit:
        print(f"closed after {count}")
        raise
    finally:
        print("cleaned up")


coroutine = averager()
next(coroutine)
print([coroutine.send(n) for n in (10, 20, 60)])
coroutine.close()


def resilient():
    while True:
        try:
            item = yield
            print("got", item)
        except ValueError as error:
            print("survived", error)


r = resilient()
r.send(None)
r.send(1)
r.throw(ValueError("bad news"))
r.send(2)
try:
    r.throw(KeyError, "fatal")
except KeyError as error:
    print("died of", repr(error))


def countdown(name, n):
    while n:
        yield f"{name}{n}"
        n -= 1
    return name.upper()


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.results = {}

    def add(self, task):
        self.ready.append(task)

    def run(self):
        trace = []
        while self.ready:
            task = self.ready.popleft()
            try:
                trace.append(next(task))
            except StopIteration as stop:
                self.results[stop.value] = len(trace)
            else:
                self.ready.append(task)
        return trace


def both(first, second):
    a = yield from first
    b = yield from second
    return a + b


scheduler = Scheduler()
for task in (countdown("a", 3), countdown("b", 1), both(countdown("x", 1), countdown("y", 2))):
    scheduler.add(task)
print(*scheduler.run())
print(scheduler.results)


def echo():
    received = None
    while received != "stop":
        received = yield received
    return "bye"


e = echo()
print(next(e), e.send("hello"))
try:
    e.send("stop")
except StopIteration as stop:
    print(stop.value, e.gi_frame if hasattr(e, "gi_frame") else None)
