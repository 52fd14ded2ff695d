# RLK: what an owner and a count are for.
import threading


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


lock = threading.RLock()
print('RLK-01', lock.acquire(), lock.acquire(), lock.release(), lock.acquire(), lock.release(), lock.release())
print('RLK-01', elsewhere(lambda: (lock.acquire(False), lock.release())[0]))

lock = threading.RLock()
print('RLK-02', error(lambda: lock.release()))
lock.acquire()
lock.acquire()
lock.release()
lock.release()
print('RLK-02', error(lambda: lock.release()))

lock.acquire()
print('RLK-06', elsewhere(lambda: error(lambda: lock.release())), elsewhere(lambda: lock.acquire(False)))
lock.release()

for _ in range(3):
    lock.acquire()
for _ in range(3):
    lock.release()
print('RLK-08', error(lambda: lock.release()))


def attempt():
    if lock.acquire(False):
        lock.release()
        return True
    return False


lock.acquire()
lock.acquire()
answers = [elsewhere(attempt)]
lock.release()
answers.append(elsewhere(attempt))
lock.release()
answers.append(elsewhere(attempt))
print('RLK-09', answers)

lock.acquire()
lock.acquire()
print('RLK-10', 'count=2' in repr(lock), 'owner=' in repr(lock))
lock.release()
lock.release()
print('RLK-10', 'count=0' in repr(lock), 'owner=0' in repr(lock))
