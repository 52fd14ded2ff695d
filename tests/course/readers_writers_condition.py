"""Readers and writers with a condition; writers go first."""
import threading
from contextlib import contextmanager


class ReadWriteLock:
    def __init__(self):
        self._cond = threading.Condition()
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0

    @contextmanager
    def reading(self):
        with self._cond:
            self._cond.wait_for(lambda: not self._writing and self._writers_waiting == 0)
            self._readers += 1
        try:
            yield self._readers
        finally:
            with self._cond:
                self._readers -= 1
                if not self._readers:
                    self._cond.notify_all()

    @contextmanager
    def writing(self):
        with self._cond:
            self._writers_waiting += 1
            while self._writing or self._readers:
                self._cond.wait()
            self._writers_waiting -= 1
            self._writing = True
        try:
            yield
        finally:
            with self._cond:
                self._writing = False
                self._cond.notify_all()


lock = ReadWriteLock()
page = {"version": 0, "text": ""}
seen = []
seen_lock = threading.Lock()


def reader():
    for _ in range(5):
        with lock.reading():
            version, text = page["version"], page["text"]
            consistent = len(text) == version
        with seen_lock:
            seen.append(consistent)


def writer():
    for _ in range(4):
        with lock.writing():
            page["version"] += 1
            page["text"] += "x"


crowd = [threading.Thread(target=reader, name="reader-%d" % i) for i in range(4)]
crowd += [threading.Thread(target=writer, name="writer-%d" % i) for i in range(2)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()
print(page)
print(len(seen), "reads,", "all consistent" if all(seen) else "some torn")
