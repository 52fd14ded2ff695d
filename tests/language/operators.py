class A:
    __slots__ = ('x', '__y')
    def __init__(self): self.x = 1; self.__y = 2
a = A()
try: a.z = 1
except AttributeError as e: print(e.name)
try: print(a.__dict__)
except AttributeError as e: print(e)
try: vars(a)
except TypeError as e: print(e)
class B(A): pass
b = B(); b.z = 4; print(b.z)
class C(A):
    __slots__ = ['w']
    def m(self): pass
c = C(); c.w = 1
try: c.q = 1
except AttributeError as e: print(e.name)
try: c.m = 1
except AttributeError as e: print(e)
del c.w
try: c.w
except AttributeError as e: print(e)
try:
    class D: __slots__ = ('a',); a = 1
except ValueError as e: print(e)
class D:
    def __get__(self, o, t=None): return 'got' if o else self
    def __set__(self, o, v): print('set', v)
    def __delete__(self, o): print('del')
    def __set_name__(self, o, n): print('name', n)
class E: d = D()
e = E(); print(e.d); e.d = 5; del e.d
class F:
    @property
    def p(self): 'doc'; return 1
    @p.setter
    def p(self, v): print('p', v)
print(F.p.fget(F()), F.__dict__['p'].__get__(F()), F.p.__doc__)
F.p.__set__(F(), 8)
try: F.p.__delete__(F())
except AttributeError as e: print('no deleter')
class P(property): pass
class G:
    @P
    def v(self): "vdoc"; return 5
    @v.setter
    def v(self, x): self.x = x
g = G(); g.v = 7; print(g.v, g.x, G.v.__doc__, isinstance(G.v, property))
def f(self): return self
print(f.__get__(5)(), f.__get__(None, int) is f)
class K:
    @classmethod
    def c(cls): return cls
    @staticmethod
    def s(): return 's'
print(K.__dict__['c'].__get__(None, K)())
print((3).__add__(4.0), (3).__radd__(4), (3.0).__add__(4), 'a'.__mul__(3), [1].__eq__((1,)), (5).__rsub__(7), {1}.__or__([1]), {1}.__or__({2}))
print([3].__lt__([4]), (3).__lt__('a'), object().__lt__(1), object().__eq__(1), (2).__pow__(3, 5), (7).__divmod__(2), (-7).__abs__(), True.__and__(False))
x = [1,2]; x.__init__([5]); print(x); x.__setitem__(0, 9); print(x, x.__len__(), x.__contains__(9), list(x.__reversed__()))
try: [1].__add__(3)
except TypeError as e: print(e)
print(int.__add__(1, 2), str.__len__('abc'), dict.__getitem__({1:2}, 1), list.__len__([1]))
print(hasattr(3, '__index__'), hasattr([], '__iadd__'), hasattr('', '__radd__'), hasattr({}, '__ior__'))
class L(list):
    def __add__(self, o): return 'mine'
print(L([1]) + [2], [1] + L([2]), L([1]) == [1], [1] == L([1]), isinstance(L(), list))
class I(int):
    def __add__(self, o): return I(int(self) + o)
print(I(3) + 4, type(I(3) + 4).__name__, I(3) * 2, sum([I(1), I(2)]), range(I(3)), [1,2,3,4][I(2)], 'a' * I(2), '%d' % I(5), f'{I(7):03d}', round(I(5)), divmod(I(7), 2), hex(I(10)), chr(I(65)))
class S(str): pass
print(S('ab') + 'c', S('ab').upper(), {S('k'): 1}['k'], {'k': 1}[S('k')], 'ab' in S('abc'), S('b') in 'abc', ','.join([S('x'), S('y')]), int(S('5')), S('a') == 'a', sep='|')
