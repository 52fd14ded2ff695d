# What CPython refuses, and where nothing is to be found.
from collections import deque
from functools import partial


def attempt(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__


for call in ('x'.upper, {}.clear, {}.keys, set().clear, [].reverse, [].copy, deque().popleft, 'x'.title, {1: 2}.popitem):
    print(attempt(lambda: call(1)), attempt(lambda: call(x=1)))
print('abc'.count('', 4), 'abc'.find('', 4), 'abc'.find('', 3), 'abc'.rfind('', 4), 'abc'.startswith('', 4), 'hello'.startswith('', 3, 2))
print('abc'.count('', 1, 2), 'abc'.count('', -1), 'abc'.endswith('', 4), attempt(lambda: 'abc'.index('', 4)), 'abc'.find('', -9))


class Never:
    __iter__ = None

    def __getitem__(self, i):
        return 1


print(attempt(lambda: iter(Never())), attempt(lambda: list(Never())), attempt(lambda: [x for x in Never()]))


def changing(change):
    table = {0: 0, 1: 1}
    for key in table:
        change(table, key)
        if len(table) > 5 or key > 100:
            break
    return 'no error'


def renewed(table, key):
    del table[key]
    table[key + 10] = 0


for change in (renewed, lambda table, key: table.pop(key), lambda table, key: table.update({key + 5: 1}), lambda table, key: table.update({key: 3})):
    try:
        print(changing(change))
    except RuntimeError as error:
        print(error)
print(partial(partial(lambda **k: k, x=1), y=2)(x=9))


# What synchronisation objects are asked by name.
import queue
import threading


class Line(queue.Queue):
    pass


lock, line = threading.Lock(), Line(3)
line.put(1)
print(getattr(lock, 'acquire')(), getattr(lock, 'nothing', 5), hasattr(lock, 'release'), hasattr(lock, 'releases'))
print(line.maxsize, line.unfinished_tasks, line.qsize(), hasattr(line, 'put'), hasattr(line, 'puts'))
print(attempt(lambda: getattr(lock, 'nothing')), hasattr(queue.SimpleQueue(), 'shutdown'), getattr(queue.Queue(2), 'maxsize'))
