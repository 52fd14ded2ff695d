from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique
import copy
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def hello(self): return self.name + '!'
    @property
    def up(self): return self.name.lower()
    @staticmethod
    def st(): return 5
    @classmethod
    def default(cls): return cls.RED
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color(2), Color['RED'], Color.RED.hello(), Color.GREEN.up, Color.st(), Color.default())
print(Color.RED in Color, Color, repr(Color), isinstance(Color.RED, Color))
for f in (lambda: Color(9), lambda: Color['X'], lambda: Color.RED < Color.GREEN):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print({Color.RED: 'r'}[Color.RED], f'{Color.RED}', f'{Color.RED:>12}', '%s' % Color.RED, str(Color.GREEN))
class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    NEXT = auto()
print(list(Num), Num.ONE + 1, Num.ONE < Num.TWO, Num.TWO == 2, sorted([Num.TEN, Num.ONE]), isinstance(Num.ONE, int), f'{Num.ONE}', str(Num.ONE), repr(Num.ONE), [1,2,3][Num.ONE], range(Num.TWO), hash(Num.ONE) == hash(1), {1: 'x'}[Num.ONE])
print(Num.TWO * 3, 3 * Num.TWO, Num.TEN // 3, -Num.ONE, Num.ONE | Num.TWO, max(Num), sum(Num), int(Num.TEN), float(Num.ONE), '%d' % Num.TEN, Num.TEN.bit_length())
class S(StrEnum):
    A = auto()
    B = 'bee'
print(S.A, S.B.upper(), S.A == 'a', list(S), f'{S.A}', 'x' + S.A, S('bee'), isinstance(S.A, str), ''.join([S.A, S.B]), {'a': 1}[S.A], S.A.name, len(S.B), S.A in ('a', 'b'))
class M(str, Enum):
    X = 'x'
    Y = 'y'
print(M.X == 'x', M.X.upper(), M('x'), f'{M.X}', str(M.X), repr(M.X), M.X.value, M.X + 'z', ','.join(M), M.X < M.Y, 'x' in [M.X])
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def density(self): return round(self.mass / self.radius, 3)
print(Planet.EARTH.mass, Planet.MARS.density, Planet.EARTH.value, Planet((0.64, 3.39)))
class P(Flag):
    R = 4
    W = 2
    X = auto()
    RW = 6
print(list(P), len(P), P.R | P.W, P.R | P.X, P.RW & P.R, ~P.R, bool(P.R & P.W), P.R in P.RW, list(P.R | P.X), P(6), P(0), repr(P.R | P.X), str(P.R|P.X), (P.R|P.X) is (P.R|P.X), P.R ^ P.RW)
try: P(64)
except ValueError as e: print(e)
class IF(IntFlag):
    A = 1
    B = 2
print(IF.A | IF.B, IF.A | 8, IF.A + 1, repr(IF.A | IF.B), IF(8), repr(IF(8)), IF.A == 1, list(IF.A | IF.B), ~IF.A, isinstance(IF.A, int))
F = Enum('F', 'X Y Z')
print(list(F), F.X.value, F)
G = Enum('G', {'a': 1, 'b': 5})
H = IntEnum('H', ['P', 'Q'], start=5)
print(list(G), list(H), H.Q + 1)
class N(Enum):
    def _generate_next_value_(name, start, count, last): return (name, count, last)
    A = auto()
    B = auto()
print(N.A.value, N.B.value)
class C(Enum):
    X = 1
    @classmethod
    def _missing_(cls, v): return cls.X if v == 'x' else None
print(C('x'))
try: C('y')
except ValueError as e: print(e)
class W(Enum):
    def __new__(cls, value, label):
        obj = object.__new__(cls)
        obj._value_ = value
        obj.label = label
        return obj
    A = (1, 'first')
    B = (2, 'second')
print(W.A.label, W(2), W.B.value, list(W))
try:
    class Ext(Color): Z = 5
except TypeError as e: print(e)
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy(Color.RED) is Color.RED, Color.RED != Color.GREEN, Color.RED == 1, bool(Color.RED))
print(Color.__members__.keys() if False else list(Color.__members__), [c.name for c in reversed(Color)])
match Color.RED:
    case Color.GREEN: print('g')
    case Color.RED: print('r')
class Mixed(float, Enum):
    PI = 3.14
print(Mixed.PI + 1, Mixed.PI, round(Mixed.PI, 1))
class T(tuple, Enum):
    A = (1, 2)
print(T.A, T.A[1], T.A.value)
