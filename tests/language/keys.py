# Keys that the program compares: dicts and sets with instances that have __eq__ and __hash__.

class A:
    def __init__(self,x): self.x=x
    def __eq__(self,o): return isinstance(o,A) and self.x==o.x
    def __hash__(self): return hash(self.x)
    def __repr__(self): return f'A({self.x})'
d={A(1):'a',A(2):'b'}
print(d[A(1)], A(3) in d, d.get(A(2)), len({A(1),A(1),A(5)}))
d[A(1)]='z'; print(d); del d[A(2)]; print(d)
s={A(1)}; s.add(A(1)); s.discard(A(1)); print(s)
print({A(1):1}=={A(1):1}, (A(1),2) in {(A(1),2):3}, {A(1)}|{A(1),A(2)}=={A(2),A(1)})
try: d[A(9)]
except KeyError as e: print(e)
print(d.pop(A(1)), d.pop(A(1),'no'), d.setdefault(A(4),[]), d)
print({A(i%3):i for i in range(9)}, len({A(i%3) for i in range(9)}), {**d, A(4):3})
print(dict([(A(1),2),(A(1),3)]), set([A(1),A(1)]), frozenset([A(1)])==frozenset([A(1)]), A(1) in frozenset([A(1)]))
from collections import Counter, defaultdict, OrderedDict
print(Counter([A(1),A(1),A(2)]), Counter(A(1) for _ in range(3))[A(1)])
dd=defaultdict(list); dd[A(1)].append(1); dd[A(1)].append(2); print(dd[A(1)], len(dd))
a={A(1)}; b=a; a|={A(2)}; print(b is a, len(b), a-{A(1)}, a&{A(2)}, a^{A(2)}, {A(1)}<=a, {A(1)}<a)
a.update([A(2),A(3)]); print(len(a), a.issuperset({A(3)}), a.isdisjoint([A(9)]))
print(A(1) in d.keys(), list(d.items()), A(1) in [A(1)], [A(1)].index(A(1)))
d2=dict.fromkeys([A(1),A(1)],0); d2[A(1)]+=5; print(d2, hash(A(3))==hash(3), hash((A(1),))==hash((1,)))
for k in list(d2): del d2[k]
print(d2)


from dataclasses import dataclass, field
@dataclass(frozen=True)
class P:
    x:int
    y:int=0
print({P(1):1}[P(1,0)], {P(1),P(1)}, hash(P(1))==hash((1,0)))
@dataclass
class M: x:int
try: {M(1)}
except TypeError as e: print(e)
from collections import namedtuple
N=namedtuple('N','a b'); print({N(1,2):3}[N(1,2)], {N(1,2)}=={N(1,2)})
import functools
@functools.lru_cache
def f(p): print('calc'); return p.x
print(f(P(3)), f(P(3)))


# Frozensets are keys by what is in them.
a, b = frozenset([1, 2]), frozenset([2, 1])
table = {a: 'x'}
table[b] = 'y'
print(table[frozenset([1, 2])], len(table), hash(a) == hash(b), a in table, frozenset([3]) in table, table.get(b), table.pop(a), table)
print(len({a, b, frozenset()}), {frozenset([a]): 1}[frozenset([b])], {(a, 1): 2}[(b, 1)], frozenset([a]) == frozenset([b]), len({frozenset('ab'), frozenset('ba')}))
groups = {}
for word in ('tea', 'eat', 'tan'):
    groups.setdefault(frozenset(word), []).append(word)
print(sorted(groups.values()))
try:
    {set(): 1}
except TypeError as error:
    print(error)
