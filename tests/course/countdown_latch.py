"""A countdown latch, a gate and a semaphore of one's own, all made of conditions."""
from threading import Condition, Event, Thread
import time


class CountDownLatch:
    def __init__(self, count):
        if count < 0:
            raise ValueError(f"{count = }")
        self._count = count
        self._zero = Condition()

    def count_down(self):
        with self._zero:
            if self._count == 0:
                return
            self._count -= 1
            if self._count == 0:
                self._zero.notify_all()

    def wait(self, timeout=None):
        with self._zero:
            return self._zero.wait_for(lambda: self._count == 0, timeout)

    @property
    def count(self):
        with self._zero:
            return self._count


class MySemaphore:
    def __init__(self, value=1):
        self._condition = Condition()
        self._value = value

    def acquire(self):
        with self._condition:
            while self._value == 0:
                self._condition.wait()
            self._value -= 1

    def release(self, n=1):
        with self._condition:
            self._value += n
            for _ in range(n):
                self._condition.notify()

    __enter__ = acquire

    def __exit__(self, *exception):
        self.release()


READY, WORKERS = CountDownLatch(4), 4
go = Event()
slots = MySemaphore(2)
inside = most = 0
guard = Condition()


def worker(n):
    global inside, most
    READY.count_down()
    go.wait()
    with slots:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.002)
        with guard:
            inside -= 1


threads = [Thread(target=worker, args=(n,)) for n in range(WORKERS)]
for thread in threads:
    thread.start()
print("ready:", READY.wait(5), READY.count)
go.set()
for thread in threads:
    thread.join()
print("at most", most, "inside, now", inside)
print("a latch that nobody opens:", CountDownLatch(1).wait(timeout=0.01))
try:
    CountDownLatch(-1)
except ValueError as error:
    print("ValueError:", error)
