"""A bounded buffer as a monitor: one lock, two conditions."""
import threading
from collections import deque


class BoundedBuffer:
    def __init__(self, capacity: int):
        if capacity <= 0:
            raise ValueError("capacity must be positive")
        self._items = deque(maxlen=capacity)
        self._capacity = capacity
        self._lock = threading.Lock()
        self._not_empty = threading.Condition(self._lock)
        self._not_full = threading.Condition(self._lock)
        self.high_water = 0

    def put(self, item):
        with self._not_full:
            while len(self._items) == self._capacity:
                self._not_full.wait()
            self._items.append(item)
            self.high_water = max(self.high_water, len(self._items))
            self._not_empty.notify()

    def get(self):
        with self._not_empty:
            while not self._items:
                self._not_empty.wait()
            item = self._items.popleft()
            self._not_full.notify()
            return item

    def __len__(self):
        with self._lock:
            return len(self._items)

    def __bool__(self):
        return True

    def __iter__(self):
        while len(self):
            yield self.get()


def producer(buffer, first, count):
    for item in range(first, first + count):
        buffer.put(item)


def consumer(buffer, out, count):
    for _ in range(count):
        out.append(buffer.get())


buffer = BoundedBuffer(3)
outs = [[], []]
threads = [threading.Thread(target=producer, args=(buffer, 100 * k, 10)) for k in range(2)]
threads += [threading.Thread(target=consumer, args=(buffer, out, 10)) for out in outs]
for t in threads:
    t.start()
for t in threads:
    t.join()
everything = sorted(outs[0] + outs[1])
print(everything)
print("in order each:", all(
    [x for x in out if x // 100 == k] == sorted(x for x in out if x // 100 == k)
    for out in outs for k in (0, 1)
))
print("high water within capacity:", 1 <= buffer.high_water <= 3, len(buffer), bool(buffer))
for n in "ab":
    buffer.put(n)
print(list(buffer), list(buffer))
try:
    BoundedBuffer(0)
except ValueError as error:
    print(error)
