from collections import namedtuple
from dataclasses import dataclass
from typing import NamedTuple

Point = namedtuple("Point", "x y")


class Size(NamedTuple):
    width: int
    height: int = 1


@dataclass
class Item:
    name: str
    price: int
    count: int = 0

    def total(self):
        return self.price * self.count


def main():
    total = 0
    for i in range(250000):
        point = Point(i, i + 1)
        total += point.x + point.y
        size = Size(i, height=2)
        total += size.width
        item = Item("pen", 2, i)
        item.count += 1
        total += item.total()
        if item == Item("pen", 2, i):
            total += 1
    print(total, point, item)


main()
