"""The cigarette smokers, three ways: with semaphores and pushers, with one condition, with queues; each as a strategy."""
import enum
import queue
import threading
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import contextmanager


class Need(enum.Flag):
    TOBACCO = enum.auto()
    PAPER = enum.auto()
    MATCHES = enum.auto()


ALL = Need.TOBACCO | Need.PAPER | Need.MATCHES


class Table(ABC):
    def __init__(self):
        self.smoked = Counter()
        self._smoked = threading.Lock()

    @abstractmethod
    def offer(self, things: Need) -> None: ...

    @abstractmethod
    def take(self, have: Need) -> bool:
        """Waits for the two that are missing; False when it is over."""

    @abstractmethod
    def close(self) -> None: ...

    @contextmanager
    def smoking(self, who):
        yield who
        with self._smoked:
            self.smoked[who.name] += 1


class SemaphoreTable(Table):
    def __init__(self):
        super().__init__()
        self.empty = threading.Semaphore(1)
        self.ready = {have: threading.Semaphore(0) for have in Need}
        self.over = False

    def offer(self, things):
        self.empty.acquire()
        missing = ALL & ~things
        self.ready[missing].release()

    def take(self, have):
        self.ready[have].acquire()
        if self.over:
            return False
        self.empty.release()
        return True

    def close(self):
        self.empty.acquire()
        self.over = True
        for semaphore in self.ready.values():
            semaphore.release()


class ConditionTable(Table):
    def __init__(self):
        super().__init__()
        self.changed = threading.Condition()
        self.lying = Need(0)
        self.over = False

    def offer(self, things):
        with self.changed:
            self.changed.wait_for(lambda: not self.lying)
            self.lying = things
            self.changed.notify_all()

    def take(self, have):
        with self.changed:
            while not self.over and not (self.lying and not self.lying & have):
                self.changed.wait()
            if self.lying and not self.lying & have:
                self.lying = Need(0)
                self.changed.notify_all()
                return True
            return False

    def close(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.lying)
            self.over = True
            self.changed.notify_all()


class QueueTable(Table):
    def __init__(self):
        super().__init__()
        self.orders = {have: queue.SimpleQueue() for have in Need}

    def offer(self, things):
        for have in (need for need in Need if not need & things):
            self.orders[have].put(things)

    def take(self, have):
        return self.orders[have].get() is not None

    def close(self):
        for line in self.orders.values():
            line.put(None)


def smoker(table: Table, have: Need) -> None:
    while table.take(have):
        with table.smoking(have):
            pass


def evening(kind: type[Table], rounds: int) -> Counter:
    table = kind()
    smokers = [threading.Thread(target=smoker, args=(table, have), name=have.name.title()) for have in Need]
    for thread in smokers:
        thread.start()
    offered = Counter()
    for n in range(rounds):
        missing = list(Need)[n * 7 // 2 % 3]
        offered[missing.name] += 1
        table.offer(ALL & ~missing)
    table.close()
    for thread in smokers:
        thread.join()
    assert table.smoked == offered, (table.smoked, offered)
    return table.smoked


def main():
    print([need.name for need in Need], ALL == Need(7), Need.PAPER in ALL, bool(Need(0)))
    for kind in Table.__subclasses__():
        smoked = evening(kind, 12)
        width = max(map(len, smoked))
        print(kind.__name__, sum(smoked.values()))
        for name, times in sorted(smoked.items(), key=lambda pair: (-pair[1], pair[0])):
            print(f"  {name.lower():<{width}} {'*' * times:.<10} {times:>2}")
    try:
        Table()
    except TypeError:
        print("a table has to be of some kind")


if __name__ == "__main__":
    main()
