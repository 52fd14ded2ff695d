"""Rooms of a hotel: check-then-act repaired by a monitor with one condition a kind of room, waiting lists, thread-local guests."""
import threading
from abc import ABC, abstractmethod
from collections import OrderedDict, namedtuple
from contextlib import contextmanager
from functools import cached_property, lru_cache, reduce
from operator import attrgetter, itemgetter

Booking = namedtuple("Booking", "guest room nights", defaults=[1])
here = threading.local()


class Room(ABC):
    rate = 0
    _registry = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Room._registry[cls.__name__.lower()] = cls

    def __init__(self, number):
        self.number = number

    @abstractmethod
    def view(self): ...

    @staticmethod
    @lru_cache(maxsize=None)
    def discount(nights):
        return 0 if nights < 3 else 10 * (nights // 3)

    @classmethod
    def make(cls, kind, number):
        try:
            return cls._registry[kind](number)
        except KeyError:
            raise ValueError(f"no such kind: {kind!r}") from None

    def price(self, nights):
        return self.rate * nights - self.discount(nights)

    @cached_property
    def label(self):
        return f"{type(self).__name__} {self.number:03d} ({self.view()})"


class Single(Room):
    rate = 50

    def view(self):
        return "yard"


class Suite(Room):
    rate = 200

    def view(self):
        return "sea"


class Hotel:
    def __init__(self, **kinds):
        self._lock = threading.Lock()
        self._free = {kind: [Room.make(kind, n) for n in numbers] for kind, numbers in kinds.items()}
        self._freed = {kind: threading.Condition(self._lock) for kind in kinds}
        self.bookings = []

    def _take(self, kind, timeout):
        with self._freed[kind]:
            if not self._freed[kind].wait_for(lambda: self._free[kind], timeout):
                return None
            return self._free[kind].pop(0)

    @contextmanager
    def stay(self, kind, nights=1, timeout=None):
        room = self._take(kind, timeout)
        if room is None:
            raise TimeoutError(f"no {kind} for {here.name}")
        try:
            with self._lock:
                self.bookings.append(Booking(here.name, room.label, nights))
            yield room
        finally:
            with self._freed[kind]:
                self._free[kind].append(room)
                self._free[kind].sort(key=attrgetter("number"))
                self._freed[kind].notify()


def guest(hotel, name, kind, nights, bills):
    here.name = name
    with hotel.stay(kind, nights) as room:
        bills.append((name, room.price(nights)))


def main():
    hotel = Hotel(single=[1, 2], suite=[7])
    bills = []
    wishes = [("ann", "single", 2), ("ben", "suite", 6), ("cyd", "suite", 1), ("dan", "single", 3), ("eva", "single", 1)]
    guests = [threading.Thread(target=guest, args=(hotel, *wish, bills)) for wish in wishes]
    for thread in guests:
        thread.start()
    for thread in guests:
        thread.join()
    print("bills", sorted(bills, key=itemgetter(1, 0)))
    print("income", reduce(lambda total, bill: total + bill[1], bills, 0))
    print("suites", sorted({booking.room for booking in hotel.bookings if "Suite" in booking.room}))
    print("nights", sum(booking.nights for booking in hotel.bookings), Booking("x", "y"))
    here.name = "lecturer"
    with hotel.stay("suite"):
        try:
            with hotel.stay("suite", timeout=0.01):
                print("two suites?")
        except TimeoutError as error:
            print("full:", error)
    with hotel.stay("suite", nights=3) as suite:
        print("free again:", suite.label, suite.price(3), suite.label is suite.label)
    try:
        Hotel(igloo=[1])
    except ValueError as error:
        print(error, error.__cause__)
    try:
        Room(1)
    except TypeError as error:
        print("abstract:", "abstract" in str(error))
    names = OrderedDict.fromkeys(booking.guest for booking in sorted(hotel.bookings))
    print("guests", *names, sep=" > ")
    print("others see no name:", [hasattr(here, "name")], end=" ")
    seen = []
    probe = threading.Thread(target=lambda: seen.append(hasattr(here, "name")))
    probe.start()
    probe.join()
    print(seen)


if __name__ == "__main__":
    main()
