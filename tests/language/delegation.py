from contextlib import contextmanager, AbstractContextManager
from functools import total_ordering
def inner():
    try:
        got = yield 1
        print('got', got)
    except ValueError: 
        yield 'caught'
    finally: print('inner done')
    return 'value'
def outer():
    try:
        x = yield from inner()
        print('x', x)
        yield 'after'
    except KeyError:
        yield 'outer caught'
    finally: print('outer done')
g = outer(); next(g); print(g.throw(ValueError)); print(next(g)); 
try: next(g)
except StopIteration: print('stop')
g = outer(); next(g); print(g.throw(KeyError('a')))
g.close()
g = outer(); next(g); g.close()
g = outer(); next(g); print(g.throw(ValueError('v'))); g.close()
def f():
    try: yield
    except GeneratorExit: return 5
g = f(); next(g); g.close()
def swallow():
    try: yield 1
    except GeneratorExit: print('swallowed')
def deleg():
    yield from swallow()
    print('never')
    yield 2
g = deleg(); next(g); g.close()
def deleg2(): 
    yield from deleg3()
def deleg3():
    yield from inner()
g = deleg2(); next(g); print(g.throw(ValueError())); print(list(g))
def lst():
    try: yield from [1, 2, 3]
    except ValueError: yield 'list caught'
g = lst(); next(g); print(g.throw(ValueError))
class It:
    def __iter__(self): return self
    def __next__(self): return 7
    def throw(self, *a): return 'It got it'
    def close(self): print('It closed')
def it(): yield from It()
g = it(); print(next(g), g.throw(ValueError())); g.close()
@contextmanager
def w():
    try: yield 5
    finally: print('exit')
for e in (StopIteration('spam'), ValueError('v'), RuntimeError('r')):
    try:
        with w() as x: raise e
    except Exception as got: print(type(got).__name__, got is e)
@w()
def deco(): return 'deco'
print(deco(), deco())
class M(AbstractContextManager):
    def __exit__(self, *a): print("exit")
with M() as m: print(type(m).__name__)
for op in ('__lt__', '__le__', '__gt__', '__ge__'):
    class A:
        def __init__(self, v): self.v = v
        def __eq__(self, o): return self.v == o.v
    import operator
    setattr(A, op, lambda s, o, op=op: getattr(operator, op)(s.v, o.v) if False else {'__lt__': s.v < o.v, '__le__': s.v <= o.v, '__gt__': s.v > o.v, '__ge__': s.v >= o.v}[op])
    A = total_ordering(A)
    print(op, [(A(1) < A(2), A(1) <= A(1), A(2) > A(1), A(1) >= A(2), A(1) < A(1), A(1) > A(1))])
