# What is done at once where nobody could tell is done step by step where others may look: the same comes of both.
import heapq
import threading
from itertools import combinations, combinations_with_replacement, permutations, product


class Base:
    scale = 3

    def __init__(self, x):
        self.x = x

    def twice(self):
        return self.x * 2

    @property
    def half(self):
        return self.x / 2


class Point(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def __setattr__(self, name, value):
        if name == "y" and value is None:
            value = -1
        object.__setattr__(self, name, value)


class Slotted:
    __slots__ = ("a",)


class Odd:
    def __eq__(self, other):
        return other == 3

    def __hash__(self):
        return 3


box = {"point": Point(4, 5), "items": [3, 1, 2], "pairs": {}, "seen": set(), "odd": {Odd(): "odd"}}


def add(a, b=2, *, c=3):
    return a + b - c


def attributes(point):
    point.x += 1.5
    point.y = None
    before = point.scale, point.twice(), point.half
    Base.scale += 1
    point.scale = point.scale * 10
    point.twice = lambda: "own"
    after = point.scale, point.twice(), point.y
    del point.twice, point.scale
    Base.twice = lambda self: "of the class"
    changed = point.twice()
    Base.twice = lambda self: self.x * 2
    slotted = Slotted()
    try:
        slotted.b = 1
    except AttributeError as error:
        return before, after, changed, type(error).__name__
    return before, after, changed


def collections(items, pairs, seen, odd):
    out = []
    for key, item in enumerate(items):
        pairs[key] = item
        seen.add(item % 2)
        out.append((item, key))
    for key, (a, b) in zip("abc", out):
        pairs[key] = a * 1.5 - b
    items.append(items.pop() + len(items))
    items[-1] -= 0.5
    first, *_ = out
    (a, b), c, d = out
    found = [pairs.get(0), pairs.get("z"), pairs.get("z", 7), 2 in seen, 1 in seen, "c" not in pairs, 3 in items]
    odd[3] = "three"
    found += [odd.get(3), 3 in odd, len(odd)]
    for wrong in (lambda: items[9], lambda: pairs["no"], lambda: [].pop(), lambda: items["a"]):
        try:
            wrong()
        except (LookupError, TypeError) as error:
            found.append(type(error).__name__)
    return found, first, a + b, c, d, sorted(pairs.items(), key=lambda pair: str(pair[0])), items


def numbers():
    out = []
    for a in (7, -7, 2.5, -2.5, 10**20, True):
        for b in (2, -3, 0.5, 4.0):
            out += [a + b, a - b, a * b, a / b, a // b, a % b, a < b, a == b, a >= b]
    for power in (lambda: 2.0**-1.5, lambda: 0.0**-1.0, lambda: 10.0**400.0, lambda: 1.0 / 0.0, lambda: 2**-1):
        try:
            out.append(power())
        except ArithmeticError as error:
            out.append(type(error).__name__)
    return out


def numbered(n):
    for i in range(n):
        try:
            yield i, f"{i}{'x' * i}{i / 2}"
        finally:
            pass


def keyed(said):
    def key(item):
        said.append(item)
        return -item

    return sorted([3, 1, 2], key=key, reverse=True), max([3, 1, 2], key=key), min("b", "a"), min([], default=4)


def heaps():
    heap = []
    for item in (5, 3, 5, 1, 4, 1, 5, 2):
        heapq.heappush(heap, item)
    layout = list(heap)
    out = [heapq.heappop(heap), heapq.heapreplace(heap, 3), heapq.heappushpop(heap, 0), list(heap)]
    texts = list("hello heap")
    heapq.heapify(texts)
    mixed = [1]
    try:
        heapq.heappush(mixed, "a")
    except TypeError as error:
        out.append(type(error).__name__)
    return layout, out, texts, heapq.nsmallest(2, texts)


def orders():
    return (
        list(product("ab", [1, 2])),
        list(product([0, 1], repeat=2)),
        list(permutations([1, 2, 3], 2)),
        list(combinations("abcd", 3)),
        list(combinations_with_replacement("ab", 2)),
        list(product()),
        list(permutations([1], 2)),
        next(product("x")),
    )


def all_of_it():
    said = []
    print(attributes(box["point"]))
    print(collections(box["items"], box["pairs"], box["seen"], box["odd"]))
    print(numbers())
    print(list(numbered(3)), [add(1), add(1, 5), add(1, c=0), add(b=1, a=9)])
    print(keyed(said), said)
    print(heaps())
    print(orders())


all_of_it()
stays = threading.Event()
other = threading.Thread(target=lambda: (stays.wait(), box["items"]))
other.start()
all_of_it()
stays.set()
other.join()
