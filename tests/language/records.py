# Dataclasses and named tuples.
from collections import namedtuple
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar('T')

def attempt(call):
    try:
        return call()
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)

@dataclass(kw_only=True)
class Named:
    x: int
    y: int = 2

print(attempt(lambda: Named(1)), Named(x=1), Named.__match_args__)
print(attempt(lambda: Named()))

@dataclass
class Half:
    a: int
    _: KW_ONLY
    b: int = 5
    c: str

print(Half(1, c='c'), attempt(lambda: Half(1, 2, c=3)), Half.__match_args__)

@dataclass
class Made:
    x: int
    seed: InitVar[int] = 3
    y: int = field(init=False, default=10)
    z: list = field(default_factory=list, repr=False)

    def __post_init__(self, seed):
        self.total = self.x + seed

made = Made(1)
print(made, made.total, made.z, [one.name for one in fields(made)])
print(replace(made, x=5))
print(asdict(made), astuple(made), is_dataclass(Made), is_dataclass(3))

@dataclass(frozen=True, order=True)
class Frozen:
    x: int
    y: float = 1.5

one = Frozen(1)
print(one == Frozen(1), one < Frozen(2), hash(one) == hash(Frozen(1)), {one: 'key'}[Frozen(1)])
for change in (lambda: setattr(one, 'x', 2), lambda: delattr(one, 'x'), lambda: setattr(one, 'other', 2)):
    print(attempt(change))

@dataclass
class Node:
    next: object = None

node = Node()
node.next = node
print(Node.__doc__, node)

@dataclass
class Box(Generic[T]):
    x: T

print(Box[int](2).x, Box(3), asdict(Box([Box(1)])))
for source in ('a: int = 1\n    b: int', 'a: list = []'):
    pass

@dataclass
class Sub(Box):
    y: int = 0

print(Sub(1), Sub(1, 2) == Sub(1, 2), Sub(1) == Box(1), attempt(lambda: Sub()), attempt(lambda: Sub(1, 2, 3)))

P = namedtuple('P', 'x y', defaults=[7])
print(P(1), P(1)._replace(y=3), P._make([1, 2]), P.__doc__, P._fields, P(1) == (1, 7), P(1)._asdict())
for call in (
    lambda: namedtuple('P', 'abc class', rename=True)._fields,
    lambda: namedtuple('P', 'a a'),
    lambda: namedtuple('P', 'a _b'),
    lambda: namedtuple('P', 'for'),
    lambda: namedtuple('1P', 'a'),

    lambda: P._make([1]),
    lambda: P(),
    lambda: P(1, 2, 3),
):
    print(attempt(call))

@lru_cache(maxsize=0)
def never():
    return 1

@lru_cache(typed=True)
def kind(x):
    return type(x).__name__

print(never(), never(), never.cache_info(), kind(1), kind(1.0), kind(1), kind.cache_info())
