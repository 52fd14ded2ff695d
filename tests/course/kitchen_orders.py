"""A kitchen: orders of several kinds in a priority queue, cooks that match on what they get, queue.Empty, sentinels."""
import queue
import threading
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from functools import total_ordering
from typing import NamedTuple


class Urgency(IntEnum):
    VIP = 0
    NORMAL = 5
    STAFF = 9


class Dish(NamedTuple):
    name: str
    minutes: int = 3
    spicy: bool = False


@total_ordering
class Order:
    __slots__ = ("urgency", "table", "dishes")

    def __init__(self, urgency, table, *dishes):
        self.urgency, self.table, self.dishes = urgency, table, dishes

    def __eq__(self, other):
        return (self.urgency, self.table) == (other.urgency, other.table)

    def __lt__(self, other):
        return (self.urgency, self.table) < (other.urgency, other.table)

    def __repr__(self):
        return f"{self.urgency.name.lower()}@{self.table}"


@dataclass
class Kitchen:
    pass_window: deque = field(default_factory=lambda: deque(maxlen=4))
    served: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def cook(self, dish):
        match dish:
            case Dish("tea" | "water"):
                return "no cooking"
            case Dish(name, minutes, spicy=True) if minutes > 5:
                return f"slow hot {name}"
            case Dish(name=name, spicy=True):
                return f"hot {name}"
            case Dish(name, minutes):
                return f"{name} in {minutes}"
            case str(text) if (words := text.split()) and len(words) > 1:
                return f"{words[0]} with {' and '.join(words[1:])}"
            case [first, *rest]:
                return [self.cook(first), *map(self.cook, rest)]
            case {"dish": name, **extras}:
                return f"{name} plus {sorted(extras)}"
            case None | "":
                raise LookupError("nothing ordered")
            case other:
                return f"unknown {type(other).__name__}"

    def work(self, orders):
        while True:
            try:
                order = orders.get(timeout=30)
            except queue.Empty:
                self.complaints.append("starved")
                return
            try:
                if order.dishes and order.dishes[0] == "close":
                    return
                for dish in order.dishes:
                    try:
                        plate = self.cook(dish)
                    except LookupError as error:
                        with self.lock:
                            self.complaints.append((order.table, str(error)))
                        continue
                    with self.lock:
                        self.pass_window.append(order.table)
                        self.served.append((order.urgency, order.table, plate))
            finally:
                orders.task_done()


def main():
    orders = queue.PriorityQueue()
    menu = [
        Order(Urgency.STAFF, 99, "rice egg peas"),
        Order(Urgency.NORMAL, 4, Dish("soup", spicy=True), Dish("tea")),
        Order(Urgency.VIP, 1, Dish("duck", 40), Dish("curry", 25, True)),
        Order(Urgency.NORMAL, 2, [Dish("bun", 1), "noodles beef", 7]),
        Order(Urgency.NORMAL, 3, None, {"dish": "fish", "lemon": 2, "bones": 0}),
    ]
    for order in menu:
        orders.put(order)
    print("next would be", min(menu), "| last", max(menu), "| waiting", orders.qsize())
    kitchen = Kitchen()
    alone = threading.Thread(target=kitchen.work, args=(orders,), name="chef")
    alone.start()
    orders.join()
    print("one cook serves by urgency:")
    for urgency, table, plate in kitchen.served:
        print(f"  {urgency.name:<6} {table:>3} {plate!s}")
    print("window", list(kitchen.pass_window), "complaints", kitchen.complaints)
    orders.put(Order(Urgency.STAFF, 100, "close"))
    alone.join()

    crew = [threading.Thread(target=kitchen.work, args=(orders,)) for _ in range(3)]
    for cook in crew:
        cook.start()
    for table in range(10, 22):
        orders.put(Order(Urgency.NORMAL, table, Dish("bun", table % 3)))
    orders.join()
    for _ in crew:
        orders.put(Order(Urgency.VIP, 0, "close"))
    for cook in crew:
        cook.join()
    tables = sorted({table for _, table, _ in kitchen.served if table >= 10})
    print("three cooks served", tables, "left", orders.qsize(), orders.empty())


if __name__ == "__main__":
    main()
