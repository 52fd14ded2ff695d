"""A ticket office that loses updates, and three cures: a lock, a queue with one owner, compare-and-set; reports as JSON and text."""
import json
import threading
from abc import abstractmethod
from io import StringIO
from queue import Queue
from string import ascii_uppercase
from typing import ClassVar, Protocol


class Seller(Protocol):
    def sell(self) -> bool: ...


class Office:
    cures: ClassVar[dict] = {}

    def __init_subclass__(cls, /, cure, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.cure = cure
        cls.cures[cure] = cls

    def __init__(self, tickets, pause):
        self._tickets, self.pause = tickets, pause
        self.sold = []

    @property
    def tickets(self):
        return self._tickets

    @tickets.setter
    def tickets(self, value):
        if value < 0:
            raise ValueError(f"{value} tickets?")
        self._tickets = value

    @tickets.deleter
    def tickets(self):
        self._tickets = 0

    @abstractmethod
    def sell(self): ...

    def close(self):
        return self


class Careless(Office, cure="none"):
    def sell(self):
        left = self.tickets
        if left <= 0:
            return False
        self.pause()
        self.tickets = left - 1
        self.sold.append(left)
        return True


class Locked(Careless, cure="lock"):
    def __init__(self, *args):
        super().__init__(*args)
        self.lock = threading.Lock()

    def sell(self):
        with self.lock:
            return super().sell()


class Owned(Careless, cure="queue"):
    def __init__(self, *args):
        super().__init__(*args)
        self.requests = Queue()
        self.clerk = threading.Thread(target=self._serve, name="clerk")
        self.clerk.start()

    def _serve(self):
        while (reply := self.requests.get()) is not None:
            reply.put(super().sell())

    def sell(self):
        reply = Queue(maxsize=1)
        self.requests.put(reply)
        return reply.get()

    def close(self):
        self.requests.put(None)
        self.clerk.join()
        return self


class Compared(Careless, cure="compare-and-set"):
    retries = 0
    _guard = threading.Lock()

    def compare_and_set(self, expected, new):
        with self._guard:
            if self.tickets != expected:
                self.retries += 1
                return False
            self.tickets = new
            return True

    def sell(self):
        while (left := self.tickets) > 0:
            self.pause()
            if self.compare_and_set(left, left - 1):
                self.sold.append(left)
                return True
        return False


def rush(office: Seller, buyers: int) -> tuple[int, int]:
    """All buyers at once; how many got a ticket."""
    got, turned_away = [], []
    start = threading.Event()

    def buy(name):
        start.wait()
        (got if office.sell() else turned_away).append(name)

    crowd = [threading.Thread(target=buy, args=(name,)) for name in ascii_uppercase[:buyers]]
    for buyer in crowd:
        buyer.start()
    start.set()
    for buyer in crowd:
        buyer.join()
    return len(got), len(turned_away)


def main():
    report, lines = {}, StringIO()
    for cure, kind in Office.cures.items():
        # Without a cure everybody has read the number before anybody writes it.
        meeting = threading.Barrier(6 if cure == "none" else 1)
        office = kind(4, meeting.wait)
        got, away = rush(office, 6)
        office.close()
        report[cure] = {"got": got, "away": away, "left": office.tickets, "twice": len(office.sold) - len(set(office.sold))}
        print("%-16s sold %d of 4, %d left" % (cure, got, office.tickets), file=lines)
    print(lines.getvalue().rstrip())
    print(json.dumps(report, indent=1, sort_keys=True))
    assert json.loads(json.dumps(report)) == report
    worst = max(report, key=lambda cure: report[cure]["twice"])
    print(f"{worst=} {report[worst]['twice']=:>3}", Compared.__mro__[1].__name__, Locked.cure)

    office = Locked(1, int)
    try:
        office.tickets -= 2
    except ValueError as error:
        print("refused:", error)
    del office.tickets
    print(office.tickets, office.sell(), vars(office).keys() >= {"lock", "sold"})
    print(sum(numbers["got"] for numbers in report.values()))


if __name__ == "__main__":
    main()
