# Classes of one's own in the places of built-in values.
import functools
import itertools
from collections import defaultdict, deque, namedtuple, Counter


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f'Vector({self.x!r}, {self.y!r})'

    def __str__(self):
        return f'<{self.x} {self.y}>'

    def __format__(self, spec):
        return 'V' + spec

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, times):
        return Vector(self.x * times, self.y * times)

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __len__(self):
        return 2

    def __iter__(self):
        yield self.x
        yield self.y

    def __getitem__(self, key):
        return (self.x, self.y)[key]

    def __contains__(self, item):
        return item in (self.x, self.y)

    def __call__(self, *args):
        return args


a, b = Vector(1, 2), Vector(3, 4)
print(a, repr(a), [a, b], (a,), {'k': a}, f'{a} {a!r} {a!s:>8} {a:spec}', '%s %r' % (a, a), '{} {!r:>15}'.format(a, a))
print(a + b, a * 2, 2 * a, -a, abs(b), sum([a, b]), a == Vector(1, 2), a != b, a == 5, a < b, sorted([b, a]), max([a, b]), min(b, a))
c = Vector(1, 1)
c += a
print(c, bool(Vector(0, 0)), not a, len(a), list(a), tuple(a), a[0], a[-1], a[:], 1 in a, 9 in a, a(1, 2))
x, y = a
print(x, y, *a, [*a, *b], [a, b] == [Vector(1, 2), Vector(3, 4)], a in [b, a], [b, a].index(a), [a, b, a].count(a))
print(dict([a]), list(map(str, a)), list(zip(a, b)), list(enumerate(a)), ','.join(map(str, a)), any(a), all(a), set(list(a)))
try:
    a + 5
except AttributeError as error:
    print(error)
try:
    a - b
except TypeError as error:
    print(error)
try:
    a > 5
except TypeError as error:
    print(error)


class Count:
    def __init__(self, stop):
        self.at = 0
        self.stop = stop

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.stop:
            raise StopIteration
        self.at += 1
        return self.at


print(list(Count(3)), sum(Count(4)), max(Count(3)), sorted(Count(3), reverse=True), next(Count(1)), next(Count(0), 'end'), 2 in Count(3))
first, *rest = Count(4)
print(first, rest, list(zip(Count(2), 'ab')), dict(enumerate(Count(2))), set(Count(2)), list(itertools.islice(Count(9), 2)))


class Shelf:
    def __init__(self):
        self.things = {}

    def __getitem__(self, key):
        return self.things[key]

    def __setitem__(self, key, value):
        self.things[key] = value

    def __delitem__(self, key):
        del self.things[key]

    def __getattr__(self, name):
        return 'no ' + name


shelf = Shelf()
shelf['a'] = 1
shelf['a'] += 5
print(shelf['a'], shelf.missing, hasattr(shelf, 'x'), getattr(shelf, 'y', 0))
del shelf['a']
try:
    shelf['a']
except KeyError as error:
    print('KeyError', error)


class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._celsius = (value - 32) * 5 / 9

    @classmethod
    def boiling(cls):
        return cls(100)

    @staticmethod
    def unit():
        return 'C'


t = Temperature.boiling()
print(t.fahrenheit, Temperature.unit(), t.unit())
t.fahrenheit = 32
print(t._celsius)


class Base:
    kind = 'base'

    def __init__(self, name):
        self.name = name

    def hello(self):
        return 'I am ' + self.name


class Left(Base):
    def hello(self):
        return 'left ' + super().hello()


class Right(Base):
    def hello(self):
        return 'right ' + super().hello()


class Both(Left, Right):
    kind = 'both'


both = Both('b')
print(both.hello(), Both.kind, [c.__name__ for c in Both.__mro__], isinstance(both, Right), issubclass(Both, Base), type(both).__name__, both.__class__.__name__)


class AppError(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Quiet(AppError):
    def __str__(self):
        return 'quiet ' + super().__str__()


for kind in (AppError, Quiet):
    try:
        raise kind(5, 'broken')
    except AppError as error:
        print(type(error).__name__, error, error.code, error.args, repr(error))

try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError('outer') from error
except ValueError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)

print(sorted([a, b], key=lambda v: -v.x), sorted(['bb', 'a'], key=len), max(['a', 'bbb'], key=len), min([3, -4], key=abs))
groups = defaultdict(list)
for word in 'one two three four'.split():
    groups[len(word)].append(word)
print(dict(groups), groups, Counter(len(w) for w in 'a bb cc'.split()))
Point = namedtuple('Point', 'x y', defaults=[0])
p = Point(1)
print(p, p.x, p[1], p._replace(y=5), p == (1, 0), p._asdict(), Point._fields, [q for q in p])
px, py = p
print(px, py, sorted([Point(2, 1), Point(1, 2)]))
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, list(d), d[0], len(d), 3 in d)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(30), fib.__name__)


def logged(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        print('call', function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return inner


@logged
def add(a, b=2):
    return a + b


print(add(1), add(1, b=5), add.__name__)


def gen():
    try:
        got = yield 1
        print('got', got)
        yield 2
    finally:
        print('closed')


g = gen()
print(next(g), g.send('x'))
g.close()
print(list(gen()))
print([len(list(group)) for _, group in itertools.groupby('aabccc')])


def chain_of(*iterables):
    for iterable in iterables:
        yield from iterable


print(list(chain_of([1], (2, 3), 'ab')), sum(chain_of([1], [2])), sorted(chain_of([2], [1])), ' '.join(chain_of('ab')), dict(chain_of([('k', 1)])))
print(list(map(lambda x, y: x + y, chain_of([1, 2]), [3, 4])), list(filter(lambda x: x > 1, chain_of([1, 2]))), tuple(chain_of('a')), set(chain_of([1])), max(chain_of([1, 5])), any(x > 3 for x in chain_of([1, 5])))
