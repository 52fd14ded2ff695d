# Data classes, enumerations, hooks, context managers, closures, generators: what programs are built of.
import contextlib
import copy
from dataclasses import dataclass, field, asdict, replace
from enum import Enum, auto


@dataclass
class Account:
    owner: str
    balance: int = 0
    log: list = field(default_factory=list)

    def deposit(self, amount):
        self.balance += amount
        self.log.append(amount)


a = Account('ann')
a.deposit(5)
print(a, a == Account('ann', 5, [5]), a != Account('bob'), asdict(a), replace(a, owner='bob'))
try:
    Account()
except TypeError as error:
    print(error)
try:
    Account('x', 1, [], 5)
except TypeError as error:
    print(error)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


print(sorted([Version(2), Version(1, 5), Version(1)]), Version(1) < Version(1, 1))
try:
    Version(1).major = 5
except AttributeError as error:
    print(type(error).__name__, error)


class Light(Enum):
    RED = 'r'
    GREEN = 'g'

    def next(self):
        return Light.GREEN if self is Light.RED else Light.RED


print(Light.RED, repr(Light.GREEN), Light('r'), Light['GREEN'], Light.RED.name, Light.RED.value, Light.RED.next(), [x.name for x in Light])
print(Light.RED == Light.RED, Light.RED is Light('r'), {Light.RED: 1}[Light.RED], isinstance(Light.RED, Light))
try:
    Light('x')
except ValueError as error:
    print(error)


class State(Enum):
    IDLE = auto()
    BUSY = auto()


print(list(State), State.BUSY.value)


class Registry:
    known = []

    def __init_subclass__(cls):
        Registry.known.append(cls.__name__)


class One(Registry):
    pass


class Two(One):
    pass


print(Registry.known)


class Managed:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print('enter', self.name)
        return self

    def __exit__(self, kind, error, trace):
        print('exit', self.name, kind and kind.__name__, error)
        return self.swallow


with Managed('a') as m, Managed('b', True):
    print(m.name)
    raise ValueError('inside')
print('after')


@contextlib.contextmanager
def tag(name):
    print('<', name)
    try:
        yield name.upper()
    except KeyError as error:
        print('caught', error)
    finally:
        print('>', name)


with tag('x') as t:
    print(t)
    {}['k']
with contextlib.suppress(ZeroDivisionError):
    1 / 0
with contextlib.ExitStack() as stack:
    stack.enter_context(tag('s'))
    stack.callback(print, 'callback')


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


c = counter()
print(c(), c(5), c(by=2), [f() for f in [lambda i=i: i for i in range(3)]])


def averager():
    total = n = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return 'done'
        total += value
        n += 1
        average = total / n


g = averager()
next(g)
print(g.send(10), g.send(20))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)


def outer():
    result = yield from inner()
    print('got', result)
    yield 9


def inner():
    yield 1
    return 'r'


print(list(outer()))
original = {'a': [1, 2], 'b': Account('c')}
deep = copy.deepcopy(original)
shallow = copy.copy(original)
original['a'].append(3)
original['b'].balance = 7
print(deep, shallow)


def spread(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(spread(1, c=3), spread(1, 5, 6, 7, c=8, e=9), spread(*[1, 2, 3], **{'c': 4, 'd': 5}))
for call in (lambda: spread(), lambda: spread(1), lambda: spread(1, c=1, a=2), lambda: (lambda x: x)(1, 2), lambda: (lambda: 0)(y=1)):
    try:
        call()
    except TypeError as error:
        print(error)


def finals():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                return 'returned'
            print('body', i)
        finally:
            print('finally', i)


print(finals())
try:
    try:
        raise KeyError('k')
    finally:
        print('cleanup')
except (ValueError, KeyError) as error:
    print('caught', error)
else:
    print('never')


def match(value):
    match value:
        case 0:
            return 'zero'
        case [x, y]:
            return f'pair {x} {y}'
        case {'k': v}:
            return f'key {v}'
        case Version(major=m):
            return f'version {m}'
        case str() as s if s:
            return 'text ' + s
        case _:
            return 'other'


print([match(v) for v in (0, [1, 2], {'k': 3}, Version(4), 'abc', '', None)])
assert True
try:
    assert 1 > 2, 'no'
except AssertionError as error:
    print('assert', error)
x = 5
print(f'{x=} {x!r:>4} {x:{3}d}' if False else 'x is %d' % x)
print(__name__, type(a).__name__, Account.__name__, Account.deposit.__name__, (lambda: 0).__name__)
