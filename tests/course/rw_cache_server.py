"""A cache that many read and few change: a read-write lock by hand, stampedes held back, expiry by a fake clock, statistics."""
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from types import SimpleNamespace
from typing import Any, Callable, Dict, Optional, Tuple


class SharedLock:
    """Readers share it; a writer is alone, and nobody begins to read while one waits."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0

    @contextmanager
    def read(self):
        with self._state:
            self._state.wait_for(lambda: not self._writing and not self._writers_waiting)
            self._readers += 1
        try:
            yield self._readers
        finally:
            with self._state:
                self._readers -= 1
                if not self._readers:
                    self._state.notify_all()

    @contextmanager
    def write(self):
        with self._state:
            self._writers_waiting += 1
            try:
                self._state.wait_for(lambda: not self._writing and not self._readers)
            finally:
                self._writers_waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._state:
                self._writing = False
                self._state.notify_all()


class Cache:
    def __init__(self, load: Callable[[str], Any], *, ttl: int = 10, clock: Callable[[], int]) -> None:
        self._load, self._ttl, self._clock = load, ttl, clock
        self._lock = SharedLock()
        self._values: Dict[str, Tuple[int, Any]] = {}
        self._loading: Dict[str, Future] = {}
        self._gate = threading.Lock()
        self.stats = SimpleNamespace(hits=0, loads=0, waits=0)

    def _fresh(self, key: str) -> Optional[Tuple[int, Any]]:
        with self._lock.read():
            if (found := self._values.get(key)) is None:
                return None
            born, _ = found
            return found if self._clock() - born < self._ttl else None

    def __getitem__(self, key: str) -> Any:
        if (found := self._fresh(key)) is not None:
            with self._gate:
                self.stats.hits += 1
            return found[1]
        with self._gate:
            mine = key not in self._loading
            future = self._loading.setdefault(key, Future())
            if not mine:
                self.stats.waits += 1
        if not mine:
            return future.result()
        try:
            value = self._load(key)
        except Exception as error:
            future.set_exception(error)
            raise
        else:
            with self._lock.write():
                self._values[key] = (self._clock(), value)
                self.stats.loads += 1
            future.set_result(value)
            return value
        finally:
            with self._gate:
                del self._loading[key]

    def __len__(self) -> int:
        with self._lock.read():
            return len(self._values)

    def __contains__(self, key: str) -> bool:
        return self._fresh(key) is not None

    def __delitem__(self, key: str) -> None:
        with self._lock.write():
            del self._values[key]


def counted(function):
    calls = []

    @wraps(function)
    def wrapper(*args, **kwargs):
        calls.append(args)
        return function(*args, **kwargs)

    wrapper.calls = calls
    return wrapper


def main() -> None:
    now = SimpleNamespace(time=0)
    opened, entered = threading.Event(), threading.Event()

    @counted
    def load(key: str) -> str:
        entered.set()
        opened.wait()
        if key.startswith("bad"):
            raise KeyError(key)
        return key[::-1].title()

    cache = Cache(load, ttl=10, clock=lambda: now.time)
    with ThreadPoolExecutor(max_workers=4) as pool:
        first = pool.submit(cache.__getitem__, "stampede")
        entered.wait()
        others = [pool.submit(cache.__getitem__, "stampede") for _ in range(3)]
        while cache.stats.waits < 3:
            threading.Event().wait(0.001)
        opened.set()
        print({future.result() for future in [first, *others]}, "loads:", len(load.calls), vars(cache.stats))
        print(sorted(pool.map(lambda key: cache[key], ["ab", "cd", "ef", "gh"])), len(cache))
        print(cache["ab"], "ab" in cache, "zz" in cache)
        now.time = 11
        print("old:", "ab" in cache, cache["ab"], load.calls.count(("ab",)))
        failures = [pool.submit(cache.__getitem__, f"bad{n}") for n in range(2)]
        print([f"{type(f.exception()).__name__}{f.exception().args}" for f in failures], len(cache))
        del cache["ab"]
        try:
            del cache["ab"]
        except KeyError as error:
            print("gone:", error)
    lock, log = SharedLock(), []
    with lock.read() as one, lock.read() as two:
        writer = threading.Thread(target=lambda: [log.append("write") for _ in [0] if lock.write().__enter__() is None])
        writer.start()
        log.append(f"{one} then {two} readers")
    writer.join()
    print(log)


if __name__ == "__main__":
    main()
