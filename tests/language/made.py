from dataclasses import *
import dataclasses, functools, contextlib
@dataclass
class A:
    x: int
    y: list = field(default_factory=list, metadata={'a': 1})
    z: str = 'q'
print(A(1), fields(A)[0].type, fields(A)[1].metadata['a'], A.__doc__)
B = make_dataclass('B', ['a', ('b', int), ('c', str, 'dflt')], namespace={'m': lambda self: self.b})
print(B(1, 2), B(1, 2).m(), B.__name__, B(1, 2, 'x') == B(1, 2, 'x'))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: make_dataclass('C', ['x', 'x'])); t(lambda: make_dataclass('C', ['for'])); t(lambda: make_dataclass('C', ['1a']))
def bad1():
    @dataclass
    class C: x: int = []
t(bad1)
def bad2():
    @dataclass
    class C: x = field(default=1)
t(bad2)
@dataclass(slots=True)
class S:
    a: int
    b: int = 2
s = S(1); print(s, S.__slots__)
try: s.c = 1
except AttributeError as e: print('slots')
@dataclass(frozen=True, order=True)
class F:
    a: int
    _: KW_ONLY
    b: int = 3
f = F(1, b=4)
t(lambda: F(1, 2)); t(lambda: setattr(f, 'a', 2)); t(lambda: delattr(f, 'a')); print(f < F(2), hash(f) == hash(F(1, b=4)), replace(f, b=9), asdict(f), astuple(f))
@dataclass
class I:
    x: int
    seed: InitVar[int]
    def __post_init__(self, seed): self.x += seed
print(I(1, 5))
t(lambda: I(1))
@functools.singledispatch
def g(x): return 'other'
@g.register
def _(x: int): return 'int'
@g.register(str)
def _(x): return 'str'
@g.register
def _(x: list | tuple): return 'seq'
print(g(1), g('a'), g(2.0), g([1]), g((1,)))
class M:
    @functools.singledispatchmethod
    def h(self, x): return 'other'
    @h.register
    def _(self, x: int): return ('int', x)
print(M().h(3), M().h('s'))
def an(a: int, b: 'str' = 1, *c: float, d: list[int] = 2, **e: dict) -> bool: pass
print(sorted(an.__annotations__), an.__annotations__['a'], an.__annotations__['b'], an.__annotations__['return'])
from contextlib import ExitStack, contextmanager, suppress
@contextmanager
def cm(n):
    'doc of cm'
    print('in', n)
    try: yield n
    finally: print('out', n)
with ExitStack() as st:
    print(st.enter_context(cm(1)), st.enter_context(cm(2)))
    st.callback(print, 'cb', 3, sep='-')
    st.push(lambda *a: print('push', a[0]))
try:
    with ExitStack() as st:
        st.callback(lambda: 1/0)
        st.callback(lambda: {}['k'])
        raise ValueError('body')
except ZeroDivisionError as e: print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
with ExitStack() as st:
    st.enter_context(cm(5)); other = st.pop_all()
print('later'); other.close()
t(lambda: ExitStack().enter_context(3))
class Half(contextlib.AbstractContextManager): pass
try: Half()
except TypeError: print('abstract')
