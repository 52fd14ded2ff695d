# What managers and shared values do and print.
import multiprocessing as mp
from multiprocessing import Array, Manager, Process, RawArray, RawValue, Value
from multiprocessing.managers import BaseManager


class Counter:
    def __init__(self, n=0):
        self.n = n

    def inc(self, by=1):
        self.n += by
        return self.n

    def fail(self):
        raise KeyError('no')


class Mine(BaseManager):
    pass


Mine.register('Counter', Counter)


def attempt(use):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)


def work(ns, arr, d, l, v):
    ns.x += 1
    arr[0] = 9
    d['k'] = 2
    l.append(3)
    v.value += 1


def add(v, a):
    with v.get_lock():
        v.value += 1
    a[0] += 1


def count(counter):
    for _ in range(10):
        counter.inc()


def main():
    m = Manager()
    ns = m.Namespace()
    ns.x = 1
    ns.y = 'a'
    print(ns, ns.x)
    attempt(lambda: ns.z)
    arr = m.Array('i', [1, 2, 3])
    print(arr, len(arr), arr[1], arr[0:2])
    v = m.Value('i', 5)
    print(v, v.value)
    d = m.dict(a=1)
    l = m.list([1])
    print(d, l, repr(d)[:38], repr(l)[:38])
    p = Process(target=work, args=(ns, arr, d, l, v))
    p.start()
    p.join()
    print(ns, arr, d, l, v.value, d.copy(), l[:])
    q = m.Queue(2)
    q.put(1)
    print(q.qsize(), q.empty(), q.full(), q.get())
    e = m.Event()
    print(e.is_set(), e.wait(0.01))
    pool = m.Pool(2)
    print(pool.map(abs, [-1, 2]))
    pool.terminate()
    print(1 in l, l + [9], l * 2, len(l))
    l.extend([5])
    l.sort(reverse=True)
    print(l)
    l += [7]
    print(l)
    d.update(z=5)
    print(sorted(d.items()), d.pop('z'), d.get('zz', 1), 'a' in d, len(d), list(d), sorted(d.keys()))
    attempt(lambda: d['nope'])
    d['n'] = [1]
    d['n'].append(2)
    print(d['n'])
    with Mine() as mine:
        c = mine.Counter(2)
        print(c.inc(), c.inc(by=3), repr(c)[:38])
        attempt(lambda: c.n)
        attempt(c.fail)
        workers = [Process(target=count, args=(c,)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print(c.inc(0))
    v, a = Value('i', 1), Array('d', 3)
    print(v, a[:], len(a), v.value)
    p = Process(target=add, args=(v, a))
    p.start()
    p.join()
    print(v.value, a[:])
    attempt(lambda: Value('i', 'x'))
    attempt(lambda: a[10])
    a[1:3] = [5, 6]
    print(a[:], list(a), Array('i', [1, 2])[0:1])
    print(Value('d', 1).value, Value('i').value, Value('b', lock=False), RawValue('i', 4).value, list(RawArray('i', 2)))
    log = mp.get_logger()
    print(log.name, mp.get_logger() is log)


if __name__ == '__main__':
    main()
