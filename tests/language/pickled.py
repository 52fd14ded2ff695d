# What crosses between processes, and what does not: functions and classes go by name.
import collections
import functools
import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor


class Called:
    pass


Called.__call__ = Called()
try:
    Called()()
except RecursionError:
    print('calls itself for ever')


class Doubles:
    __call__ = staticmethod(lambda x: 2 * x)


print(Doubles()(4))


def add(a, b, c=0):
    return a + b + c


def kind(x):
    return type(x).__name__


def broken():
    return lambda: 1


class Point:
    def __init__(self, x):
        self.x = x

    def moved(self, by):
        return Point(self.x + by)


def attempt(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__


def child(queue):
    print(attempt(queue.get))


def go():
    def local(x):
        return x

    with mp.Pool(2) as pool:
        print(attempt(lambda: pool.map(local, [1])))
        print(attempt(lambda: pool.map(lambda x: x, [1])))
        print(pool.map(functools.partial(add, 10, c=100), [1, 2]))
        print(pool.map(str.upper, ['x']), pool.apply(len, ('abc',)))
        print([p.x for p in pool.map(Point(5).moved, [1, 2])])
        print(attempt(lambda: pool.map(kind, [threading.Lock()])))
        print(attempt(lambda: pool.map(kind, [{'deep': [threading.Lock()]}])))
        print(attempt(lambda: pool.apply(broken)))
        print(pool.map(kind, [collections.defaultdict(list, a=[1])]))
        print('goes on', pool.map(add, [1], 1) if False else pool.starmap(add, [(1, 2)]))
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(functools.partial(pow, 2), range(4))))
        print(attempt(lambda: pool.submit(local, 1).result()))
    a, b = mp.Pipe()
    print(attempt(lambda: a.send(local)))
    a.send('plain')
    print(b.recv())
    queue = mp.Queue()
    process = mp.Process(target=child, args=(queue,))
    process.start()

    class Local:
        pass

    global Late

    class Late:
        pass

    Late.__qualname__ = 'Late'
    queue.put(Late())
    process.join()


if __name__ == '__main__':
    go()
    try:
        with mp.Pool(1) as pool:
            pool.map(lambda x: x, [1])
    except Exception as error:
        print(type(error).__name__)
