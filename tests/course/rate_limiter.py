"""A token bucket and a decorator that limits calls; the clock is a parameter, so that tests need not sleep."""
import threading
import time
from functools import wraps


class TokenBucket:
    def __init__(self, rate, capacity, clock=time.monotonic):
        self.rate, self.capacity, self.clock = rate, capacity, clock
        self._tokens = capacity
        self._last = clock()
        self._lock = threading.Lock()

    def _refill(self):
        now = self.clock()
        self._tokens = min(self.capacity, self._tokens + (now - self._last) * self.rate)
        self._last = now

    def take(self, tokens=1):
        with self._lock:
            self._refill()
            if self._tokens >= tokens:
                self._tokens -= tokens
                return True
            return False


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds
        return self


clock = FakeClock()
bucket = TokenBucket(rate=2, capacity=5, clock=clock)
print([bucket.take() for _ in range(7)])
clock.advance(1)
print([bucket.take() for _ in range(3)])
clock.advance(100)
print(sum(bucket.take() for _ in range(10)), "after a long pause")


def limited(per_second):
    gap = 1 / per_second

    def decorate(function):
        lock = threading.Lock()
        last = -gap

        @wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal last
            with lock:
                wait = last + gap - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
                last = time.monotonic()
            return function(*args, **kwargs)

        return wrapper

    return decorate


calls = []


@limited(per_second=100)
def ping(n):
    """Notes the time."""
    calls.append(time.monotonic())
    return n


threads = [threading.Thread(target=ping, args=[n]) for n in range(4)]
for t in threads: t.start()
for t in threads: t.join()
gaps = [b - a for a, b in zip(calls, calls[1:])]
print("gaps are long enough:", all(gap > 0.009 for gap in gaps), len(gaps))
print(ping.__name__, ping.__doc__)
