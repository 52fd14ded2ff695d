"""Caches and threads: lru_cache, a cache with a lock, a cache that computes each key once, an LRU by OrderedDict."""
import functools
import threading
import time
from collections import OrderedDict

calls = []


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


class ComputeOnce:
    """Each key is computed by one thread; the others wait for it."""

    def __init__(self, function):
        self._function = function
        self._lock = threading.Lock()
        self._cells = {}

    def __call__(self, key):
        with self._lock:
            if key in self._cells:
                event, owner = self._cells[key], False
            else:
                event = self._cells[key] = threading.Event()
                owner = True
        if owner:
            event.value = self._function(key)
            event.set()
        else:
            event.wait()
        return event.value


class Cell(threading.Event):
    value = None


class LruCache(OrderedDict):
    def __init__(self, capacity, /):
        super().__init__()
        self.capacity = capacity
        self.lock = threading.RLock()

    def __getitem__(self, key):
        with self.lock:
            value = super().__getitem__(key)
            self.move_to_end(key)
            return value

    def __setitem__(self, key, value):
        with self.lock:
            super().__setitem__(key, value)
            self.move_to_end(key)
            while len(self) > self.capacity:
                self.popitem(last=False)


class Once(ComputeOnce):
    def __call__(self, key):
        with self._lock:
            owner = key not in self._cells
            cell = self._cells.setdefault(key, Cell())
        if owner:
            cell.value = self._function(key)
            cell.set()
        cell.wait()
        return cell.value


def slow(key):
    calls.append(key)
    time.sleep(0.005)
    return key.upper()


cache = Once(slow)
results = []
threads = [threading.Thread(target=lambda k=k: results.append(cache(k))) for k in "abcab" * 2]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("".join(sorted(results)), "".join(sorted(calls)))
print(fibonacci(200), fibonacci.cache_info())
fibonacci.cache_clear()
print(fibonacci.cache_info().currsize, fibonacci.__wrapped__.__name__)

lru = LruCache(3)
for letter in "abc":
    lru[letter] = ord(letter)
lru["a"]
lru["d"] = 100
print(list(lru), "b" in lru, lru["a"], len(lru), lru.get("zz", 0))
try:
    lru["b"]
except KeyError as error:
    print("KeyError", error)


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @functools.cached_property
    def area(self):
        calls.append("area")
        return round(3.14159 * self.radius**2, 2)


c = Circle(2)
print(c.area, c.area, calls.count("area"))
