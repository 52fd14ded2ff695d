# An instance of a class that derives from a built-in type is accepted wherever a value of that type is.
import json
import math
import queue
import threading
import time


class I(int):
    pass


class S(str):
    pass


class Own(str):
    def __str__(self):
        return 'own'


class D(dict):
    pass


class L(list):
    def __init__(self, items):
        list.__init__(self, items)
        self.count_of = len(items)


class K(dict):
    def __init__(self, **kw):
        dict.__init__(self, **kw)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, value * 2)


class Q(queue.Queue):
    def __init__(self, n):
        queue.Queue.__init__(self, n)


class Sem(threading.Semaphore):
    def __init__(self):
        threading.Semaphore.__init__(self, 3)


def changed():
    kept = K(a=1)
    kept['b'] = 2
    return kept


for what in (
    lambda: '%d %s' % (I(3), S('s')),
    lambda: range(I(3)),
    lambda: time.sleep(I(0)),
    lambda: threading.Semaphore(I(1)).acquire(),
    lambda: queue.Queue(I(2)).full(),
    lambda: math.sqrt(I(4)),
    lambda: [1, 2, 3][I(1)],
    lambda: 'abc'[I(1):],
    lambda: chr(I(65)) + hex(I(255)),
    lambda: round(2.345, I(1)),
    lambda: ','.join([S('a'), 'b']),
    lambda: S('a') in 'abc',
    lambda: 'abc'.find(S('c')),
    lambda: 'a-b'.split(S('-')),
    lambda: 'abc'.startswith((S('a'), 'x')),
    lambda: json.dumps(D(a=1)),
    lambda: getattr(1, S('real')),
    lambda: '{} {:>4}'.format(S('x'), I(3)),
    lambda: f"{Own('x')} {I(4):03d}",
    lambda: '%s' % Own('x'),
    lambda: (L([1]), L([1]).count_of),
    changed,
    lambda: Q(2).qsize(),
    lambda: Sem().acquire(),
    lambda: sum([I(1), I(2)]),
    lambda: max([I(1), I(5)]),
    lambda: sorted([S('b'), S('a')]),
    lambda: int(S('12')) + float(S('1.5')),
    lambda: isinstance(I(1), int) and isinstance(S(''), str),
    lambda: dict(D(a=1)),
    lambda: list(L([1, 2])) + [3],
    lambda: '%d' % 'x',
    lambda: ','.join([1]),
):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


# A metaclass says how its classes are iterated, asked for items and counted.
class Meta(type):
    def __iter__(cls):
        return iter([1, 2])

    def __len__(cls):
        return 7

    def __contains__(cls, x):
        return x == 5

    def __getitem__(cls, key):
        return key


class Has(metaclass=Meta):
    pass


print(list(Has), len(Has), 5 in Has, 4 in Has, Has['x'], [x for x in Has], sum(Has))
print(sum(i for i in range(300_000)))
