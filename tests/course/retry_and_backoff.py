"""Decorators with arguments: retry, timeout by thread, memo; closures, nonlocal, star arguments; a circuit breaker."""
import functools
import random
import threading
import time


class TransientError(Exception):
    pass


def retry(times=3, on=(Exception,), pause=0.0, *, factor=2):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            delay = pause
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except on as error:
                    wrapper.failures += 1
                    if attempt == times:
                        raise RuntimeError(f"{function.__name__} failed {times} times") from error
                    time.sleep(delay)
                    delay *= factor
        wrapper.failures = 0
        return wrapper
    return decorate


def flaky(fails):
    left = fails

    @retry(times=4, on=(TransientError, ConnectionError), pause=0.001)
    def call(x, *rest, scale=1, **more):
        """Fails a few times."""
        nonlocal left
        if left:
            left -= 1
            raise TransientError(f"{left} left")
        return x * scale, rest, more

    return call


one, two = flaky(2), flaky(9)
print(one(3, "a", scale=2, note="n"), one.failures, one.__name__, one.__doc__)
try:
    two(1)
except RuntimeError as error:
    print(error, "|", error.__cause__, "|", two.failures)


def within(seconds):
    def decorate(function):
        def wrapper(*args):
            box = []
            worker = threading.Thread(target=lambda: box.append(function(*args)), daemon=True)
            worker.start()
            worker.join(seconds)
            if worker.is_alive():
                raise TimeoutError(f"{function.__name__}{args!r} took longer than {seconds} s")
            return box[0]
        return wrapper
    return decorate


@within(0.1)
def slow(seconds):
    time.sleep(seconds)
    return "done"


print(slow(0))
try:
    slow(3)
except TimeoutError as error:
    print(error)


class Breaker:
    def __init__(self, limit):
        self.limit, self.failures, self.lock = limit, 0, threading.Lock()

    @property
    def open(self):
        return self.failures >= self.limit

    def __call__(self, function):
        def guarded(*args):
            if self.open:
                return "open"
            try:
                return function(*args)
            except ZeroDivisionError:
                with self.lock:
                    self.failures += 1
                return "failed"
        return guarded


breaker = Breaker(2)
divide = breaker(lambda a, b: a // b)
print([divide(6, n) for n in (3, 0, 2, 0, 1)], breaker.open)
adders = [lambda x, n=n: x + n for n in range(3)]
late = [lambda x: x + n for n in range(3)]
print([f(10) for f in adders], [f(10) for f in late], random.Random(1).random() == random.Random(1).random())
