d = {1: 1, 2: 2}
for op in (lambda k: d.__setitem__(k + 10, 1), lambda k: d.pop(k)):
    try:
        for k in d: op(k)
    except RuntimeError as e: print(e)
    d = {1: 1, 2: 2}
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
from collections import deque, OrderedDict, Counter, defaultdict
q = deque([1, 2])
try:
    for x in q: q.append(3)
except RuntimeError as e: print(e)
l = [1, 2, 3]
out = []
for x in l:
    out.append(x)
    if len(l) < 6: l.append(x * 10)
print(out)
l = [1, 2, 3, 4]
for x in l: l.remove(x)
print(l)
l = [1, 2, 3, 4]
print([l.pop() for x in l])
it = iter([1, 2]); print(it.__next__(), next(it), next(it, 'end'))
l = [1]; it = iter(l); next(it); print(next(it, 'x')); l.append(2); print(next(it, 'still x'))
try:
    for k in d.values(): d[99] = 1
except RuntimeError as e: print(e)
nan = float('nan')
print(nan == nan, nan in [nan], [nan] == [nan], {nan: 1}.get(nan), nan != nan, nan < 1, min(nan, 1), max(1, nan), sorted([3, nan, 1]), (nan,) == (nan,), [nan].index(nan), [nan].count(nan), {nan} == {nan}, hash(nan) == hash(nan), str(nan), f'{nan:.2f}', nan is nan, bool(nan))
print(Counter('aab') - Counter('ab'), -Counter(a=-2, b=3), Counter(a=3) | Counter(a=1, b=2), Counter(a=1) < Counter(a=2), Counter(a=1) >= Counter(a=1), Counter(a=1.5), Counter(a=1))
c = Counter('abracadabra'); print(c.most_common(2), c['z'], sorted(c.elements()), c.total()); c.subtract('aaa'); print(c); del c['nope']; print(Counter(a=1) == {'a': 1}, Counter(a=1).copy())
def g():
    for i in range(300000): yield i
t = 0
for i in g(): t += 1
print(t, sum(1 for _ in g()))
def fact(n): return 1 if n == 0 else n * fact(n - 1)
try: fact(100000)
except RecursionError as e: print('RecursionError', e)
l = []; l.append(l); print(l, l == l)

# A wide range, a mapping that makes up its values, and what a class says of rounding
print(3 in range(10**20), list(enumerate('a', 10**20)), [1, 2].index(2, 0, 10**20), range(10**20)[5], range(10**20, 10**20 + 3)[-1])
import math


class Rounded:
    def __floor__(self): return 1
    def __ceil__(self): return 2
    def __trunc__(self): return 3


class Made:
    def __getitem__(self, key): return key * 2


print(math.floor(Rounded()), math.ceil(Rounded()), math.trunc(Rounded()), '{a} {b.real}'.format_map(defaultdict(int, a=4)), '{ab!r:>8}'.format_map(Made()))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), +Counter(a=1, b=-1), Counter(a=0) == Counter(), Counter(a=1) <= Counter(a=2, b=1))
print(math.isclose(nan, nan), math.modf(float('inf')), math.modf(-2.5))
