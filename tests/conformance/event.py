# EVT: a flag that tasks wait for.
import threading
import time


def crowd(n, call):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(call())) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads, answers


def finish(threads):
    for thread in threads:
        thread.join()


event = threading.Event()
states = [event.is_set()]
for change in (event.set, event.set, event.clear, event.clear):
    change()
    states.append(event.is_set())
print('EVT-01', states)

for row in ('EVT-02', 'EVT-03'):
    threads, answers = crowd(5, lambda: (event.wait(), event.wait()))
    time.sleep(0.05)
    before = len(answers)
    event.set()
    finish(threads)
    print(row, before, answers)
    event.clear()


def timed(seconds):
    start = time.monotonic()
    answer = event.wait(seconds)
    elapsed = time.monotonic() - start
    return answer, 0.6 * seconds <= elapsed < 10 * seconds + 0.1


threads, answers = crowd(5, lambda: timed(0))
finish(threads)
print('EVT-04', answers)
threads, answers = crowd(5, lambda: timed(0.2))
finish(threads)
print('EVT-05', answers)
event.set()
threads, answers = crowd(5, lambda: (event.wait(0), event.wait(0.5)))
finish(threads)
print('EVT-06', answers)

event.clear()
threads, answers = crowd(5, lambda: event.wait())
time.sleep(0.05)
event.set()
event.clear()
finish(threads)
print('EVT-07', answers, event.is_set())

event = threading.Event()
print('EVT-08', ': unset>' in repr(event))
event.set()
print('EVT-08', ': set>' in repr(event))

event = threading.Event()
print('EVT-09', event.wait(0), event.wait(0.05))
event.set()
print('EVT-09', event.wait(), event.wait(0.5))
event.clear()
threads, answers = crowd(1, lambda: (time.sleep(0.05), event.set()))
print('EVT-09', event.wait())
finish(threads)
event.clear()
print('EVT-10', event.wait(-1))
