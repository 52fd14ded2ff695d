# Event: a flag to wait for.


def crowd(n, call):
    """Threads, and what the call returned in each."""
    answers = []
    return start(n, lambda: answers.append(call())), answers


def all_pass_once_it_is_set(event):
    threads, answers = crowd(5, lambda: (event.wait(), event.wait()))
    settle()
    before = len(answers)
    event.set()
    finish(threads)
    print(before, answers == [(True, True)] * 5)


# EVT-01: setting and clearing are idempotent
event = threading.Event()
seen = [event.is_set()]
for change in (event.set, event.set, event.clear, event.clear):
    change()
    seen.append(event.is_set())
print(seen)
#: [False, True, True, False, False]

# EVT-02: one set lets all go, and their second wait does not wait
all_pass_once_it_is_set(threading.Event())
#: 0 True

# EVT-03: clear makes it new
event = threading.Event()
event.set()
event.clear()
all_pass_once_it_is_set(event)
event.clear()
all_pass_once_it_is_set(event)
#: 0 True
#: 0 True

# EVT-04: a timeout of zero does not wait
event = threading.Event()
threads, answers = crowd(5, lambda: quick(lambda: event.wait(0)))
finish(threads)
print(answers)
#: [(False, True), (False, True), (False, True), (False, True), (False, True)]

# EVT-05: a wait times out
event = threading.Event()
threads, answers = crowd(5, lambda: timed(0.1, lambda: event.wait(0.1)))
finish(threads)
print(answers)
#: [(False, True), (False, True), (False, True), (False, True), (False, True)]

# EVT-06: a set event does not make wait
event = threading.Event()
event.set()
threads, answers = crowd(5, lambda: quick(lambda: (event.wait(0), event.wait(0.5))))
finish(threads)
print(answers == [((True, True), True)] * 5)
#: True

# EVT-07: set and at once clear lets all waiters go
event = threading.Event()
for _ in range(3):
    threads, answers = crowd(5, event.wait)
    settle()
    event.set()
    event.clear()
    finish(threads)
    print(answers, event.is_set())
#: [True, True, True, True, True] False
#: [True, True, True, True, True] False
#: [True, True, True, True, True] False

# EVT-08: it says whether it is set
event = threading.Event()
print(': unset>' in repr(event))
event.set()
print(': set>' in repr(event))
#: True
#: True

# EVT-09: waits before and after set and clear
event = threading.Event()
print(quick(lambda: event.wait(0)), timed(0.05, lambda: event.wait(0.05)))
event.set()
print(quick(event.wait), quick(lambda: event.wait(5)))
event.clear()
threads = later(0.05, event.set)
print(timed(0.05, event.wait))
finish(threads)
#: (False, True) (False, True)
#: (True, True) (True, True)
#: (True, True)

# EVT-10: a negative timeout does not wait
event = threading.Event()
print(quick(lambda: event.wait(-1)))
#: (False, True)

# PRV-04: who timed out is not waited for by set
event = threading.Event()
print(event.wait(0.01), attempt(event.set), event.wait(0.01))
#: False None True
