import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
import time
def g(name, n=3):
    try:
        for i in range(n):
            yield i
    finally:
        print('closed', name)

for x in g('loop'):
    break
print('after loop')
def f():
    for x in g('return'):
        return x
print(f(), 'after f')
def h():
    it = g('local')
    print(next(it))
    print('leaving h')
h()
print('after h')
print(next(g('temporary')))
print('after temporary')
print(any(x == 1 for x in g('inner of genexp')))
print('after any')
print([x for x, y in zip(range(1), g('zip'))])
print('after zip')
a = g('global')
next(a)
a = None
print('after None')
a = g('del'); next(a)
del a
print('after del')
def raises():
    it = g('raising')
    next(it)
    raise ValueError
try:
    raises()
except ValueError:
    print('in handler')
print('after handler')
def local_handler():
    try:
        for x in g('in try'):
            raise KeyError
    except KeyError:
        print('in local handler')
local_handler()
lock = threading.Lock()
def locked():
    with lock:
        yield 1
        yield 2
for x in locked():
    break
print(lock.locked())
kept = locked()
next(kept)
print(lock.locked())
other = kept
kept = 5
print(lock.locked())
other = 6
print(lock.locked())
def nest():
    for x in g('nested'):
        yield x
for x in nest(): break
print('after nest')
def deleg():
    yield from g('delegated')
for x in deleg(): break
print('after delegated')
def two():
    a = g('two a'); b = g('two b')
    next(a); next(b)
    return [1]
two()
def closure():
    it = g('cell')
    def use(): return next(it)
    use()
closure()
print('after closure')
lst = [g('in list')]
next(lst[0])
lst = 0
print('after list')
for a, b in enumerate(g('enumerate')): break
print('after enumerate')
m = map(lambda x: x, g('map'))
next(m)
m = 0
print('after map')
print(max(g('max')))
def comp():
    return {x: 1 for x in g('comp') if x < 1}
comp()
a, b = 1, g('tuple unpack')
next(b)
b = 1
print('end')

def work(n):
    time.sleep(0.05)
    return n
def count(how):
    ran = []
    def job(n):
        ran.append(n)
        time.sleep(0.05)
        return n
    with ThreadPoolExecutor(1) as pool:
        r = how(pool, job)
    return len(ran)
def brk(pool, job):
    for x in pool.map(job, range(6)): break
def anyy(pool, job):
    any(x == 0 for x in pool.map(job, range(6)))
def any2(pool, job):
    any(v + 1 for v in pool.map(job, range(6)))
def kept(pool, job):
    it = pool.map(job, range(6))
    next(it)
    return it
def unread(pool, job):
    pool.map(job, range(6))
def nxt(pool, job):
    next(pool.map(job, range(6)))
print([count(h) for h in (brk, anyy, any2, kept, unread, nxt)])
