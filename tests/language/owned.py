# The private methods of a reentrant lock and of a condition, which programs use to let a lock go however deep it is held.
import threading


def depth(lock):
    return int(repr(lock).split('count=')[1].split()[0])


def show(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


lock = threading.RLock()
print(lock._is_owned(), depth(lock))
show(lock._release_save)
lock.acquire()
lock.acquire()
lock.acquire()
print(lock._is_owned(), depth(lock))
state = lock._release_save()
print(type(state).__name__, state[0], state[1] == threading.get_ident(), lock._is_owned(), depth(lock))
print(lock._acquire_restore(state), lock._is_owned(), depth(lock))
state = lock._release_save()

# While one has let it go, others take it; one who wants it back waits for them.
taken, wanted = threading.Event(), threading.Event()
order = []


def other():
    with lock:
        with lock:
            taken.set()
            wanted.wait()
            order.append(('other', lock._is_owned(), depth(lock)))


thread = threading.Thread(target=other)
thread.start()
taken.wait()
print(lock._is_owned(), lock.acquire(False))
wanted.set()
lock._acquire_restore(state)
order.append(('main', lock._is_owned(), depth(lock)))
thread.join()
print(order)
for _ in range(3):
    lock.release()
show(lock.release)

for bad in ((), (1,), 5, (1, 2, 3), ('a', 2), (1, 'a'), None):
    fresh = threading.RLock()
    try:
        fresh._acquire_restore(bad)
        print('passes')
    except TypeError:
        print('TypeError', fresh._is_owned(), depth(fresh))
for call in (lock._is_owned, lock._release_save):
    try:
        call(1)
    except TypeError:
        print('TypeError')

for inner in (threading.RLock, threading.Lock):
    condition = threading.Condition(inner())
    print(condition._is_owned())
    with condition:
        print(condition._is_owned())
        saved = condition._release_save()
        print(saved is None, condition._is_owned())
        print(condition._acquire_restore(saved), condition._is_owned())
    print(condition._is_owned())


# A monitor of a program's own, as programs have it: it leaves the lock to whoever comes, and takes it again.
class Monitor:
    def __init__(self):
        self.lock = threading.RLock()
        self.open = threading.Event()

    def leave(self, during):
        assert self.lock._is_owned()
        state = self.lock._release_save()
        try:
            during()
        finally:
            self.lock._acquire_restore(state)


def inside():
    with monitor.lock:
        print('inside', depth(monitor.lock))
    monitor.open.set()


monitor = Monitor()
with monitor.lock, monitor.lock:
    thread = threading.Thread(target=inside)
    thread.start()
    monitor.leave(monitor.open.wait)
    print('back', depth(monitor.lock), monitor.lock._is_owned())
thread.join()
has = [hasattr(value, '_is_owned') for value in (threading.Lock(), threading.RLock(), threading.Condition(), threading.Semaphore())]
print(has)
