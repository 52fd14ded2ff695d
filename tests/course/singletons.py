"""One object for all: __new__ with a lock, a metaclass, double-checked locking, a decorator, once."""
import threading


class ByNew:
    _instance = None
    _lock = threading.Lock()

    def __new__(cls, *args, **kwargs):
        with cls._lock:
            if cls._instance is None:
                cls._instance = super().__new__(cls)
        return cls._instance


class SingletonMeta(type):
    _instances = {}
    _lock = threading.Lock()

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            with cls._lock:
                if cls not in cls._instances:
                    cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=SingletonMeta):
    made = 0

    def __init__(self, name="config"):
        type(self).made += 1
        self.name = name


def singleton(cls):
    instances = {}
    lock = threading.RLock()

    def get(*args, **kwargs):
        with lock:
            if cls not in instances:
                instances[cls] = cls(*args, **kwargs)
            return instances[cls]

    return get


@singleton
class Registry:
    def __init__(self):
        self.items = []


class Once:
    """Runs a function the first time only."""

    def __init__(self, function):
        self._function = function
        self._lock = threading.Lock()
        self._done = False
        self.calls = 0

    def __call__(self):
        if not self._done:
            with self._lock:
                if not self._done:
                    self.calls += 1
                    self._value = self._function()
                    self._done = True
        return self._value


start = threading.Barrier(8)
expensive = Once(lambda: "computed")
seen = []


def visitor():
    start.wait()
    seen.append((id(ByNew()), id(Config("x")), id(Registry()), expensive()))


threads = [threading.Thread(target=visitor) for _ in range(8)]
[t.start() for t in threads]
[t.join() for t in threads]
print("different tuples:", len(set(seen)))
print("Config made", Config.made, "time(s), name", Config().name)
print("once:", expensive.calls, expensive())
print(type(Config).__name__, isinstance(Config(), Config), ByNew() is ByNew())
