"""Monitors: a decorator that locks, a class decorator, a base class; a stack, a counter, a parking lot."""
import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def locked(self, *args, **kwargs):
        with self._monitor:
            return method(self, *args, **kwargs)
    locked.synchronized = True
    return locked


def monitor(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, synchronized(value))
    before = cls.__init__

    def __init__(self, *args, **kwargs):
        self._monitor = threading.RLock()
        before(self, *args, **kwargs)

    cls.__init__ = __init__
    return cls


@monitor
class Stack:
    def __init__(self, items=()):
        self.items = list(items)

    def push(self, item):
        self.items.append(item)
        return self

    def pop(self):
        return self.items.pop()

    def swap(self):
        a, b = self.pop(), self.pop()
        self.push(a).push(b)


class ParkingLot(threading.Condition):
    def __init__(self, places):
        super().__init__()
        self.places = places
        self.log = []

    def enter(self, car):
        with self:
            self.wait_for(lambda: self.places > 0, timeout=5)
            self.places -= 1
            self.log.append(car)

    def leave(self):
        with self:
            self.places += 1
            self.notify()


class Counter:
    def __init__(self):
        self._value, self._lock = 0, threading.Lock()

    def __iadd__(self, n):
        with self._lock:
            self._value += n
        return self

    def __int__(self):
        return self._value

    __index__ = __int__

    def __repr__(self):
        return f"{type(self).__name__}({self._value})"


stack = Stack("ab")
stack.swap()
print(stack.items, stack.push.__name__, stack.push.synchronized, Stack.pop.__qualname__)
lot, counter = ParkingLot(2), Counter()


def drive(car):
    global counter
    lot.enter(car)
    counter += 1
    stack.push(car)
    lot.leave()


cars = [threading.Thread(target=drive, args=(n,)) for n in range(6)]
for car in cars: car.start()
for car in cars: car.join()
print(lot.places, sorted(lot.log), counter, int(counter), hex(counter), [0] * counter)
print(len(stack.items), sorted(str(item) for item in stack.items))
try:
    while True:
        stack.pop()
except IndexError as error:
    print("empty:", error)
