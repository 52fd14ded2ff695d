# THR, TIM: threads and timers.
import threading
import time


def error(call):
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


lock = threading.Lock()
lock.acquire()


def blocked():
    lock.acquire()
    lock.release()


thread = threading.Thread(target=blocked)
thread.start()
thread.join(0.01)
alive = thread.is_alive()
lock.release()
thread.join()
print('THR-01', alive, thread.is_alive())

for n in range(2, 20):
    worker = threading.Thread(target=lambda: time.sleep(0.001))
    worker.start()
    joiners = [threading.Thread(target=lambda: worker.join()) for _ in range(n)]
    for thread in joiners:
        thread.start()
    for thread in joiners:
        thread.join()
print('THR-02', threading.active_count())

thread = threading.Thread(target=lambda: None)
outcomes = [error(lambda: thread.join())]
thread.start()
outcomes.append(error(lambda: thread.start()))
thread.join()
outcomes.append(error(lambda: threading.current_thread().join()))


def set_daemon():
    threading.current_thread().daemon = True


thread = threading.Thread(target=lambda: outcomes.append(error(set_daemon)))
thread.start()
thread.join()
print('THR-03', outcomes)

listed = 0
for _ in range(100):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    if thread in threading.enumerate():
        listed += 1
print('THR-04', listed)

calls = []


def note(*args, **kwargs):
    calls.append((args, kwargs))


first = threading.Timer(0.01, note)
first.start()
first.join()
second = threading.Timer(0.01, note, args=(1,), kwargs={'key': 2})
second.start()
second.join()
print('TIM-01', calls)

calls.clear()
timer = threading.Timer(0.05, note)
timer.start()
timer.cancel()
timer.join()
print('TIM-02', calls, timer.is_alive())

timer = threading.Timer(0.01, note)
timer.start()
timer.join()
timer.cancel()
print('TIM-03', calls, timer.finished.is_set())

calls.clear()
timer = threading.Timer(0.01, note)
timer.cancel()
timer.start()
timer.join()
print('TIM-04', calls)

timer = threading.Timer(-1, note)
timer.start()
timer.join()
print('TIM-05', calls)
