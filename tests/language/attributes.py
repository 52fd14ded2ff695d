# An object's __dict__ is its attributes: what is done with the dict is done with the object.
import copy
import json


class Thing:
    kind = 'thing'

    def __init__(self, **own):
        self.__dict__.update(own)

    def __repr__(self):
        return 'Thing(%s)' % ', '.join('%s=%r' % pair for pair in sorted(self.__dict__.items()))


class Lazy:
    @property
    def value(self):
        if 'kept' not in self.__dict__:
            self.__dict__['kept'] = 42
        return self.__dict__['kept']


class Guarded:
    def __setattr__(self, name, value):
        self.__dict__[name] = ('set', value)


class Record(dict):
    pass


thing = Thing(a=1, b=2)
print(thing, thing.a, thing.b)
thing.__dict__['c'] = 3
vars(thing)['d'] = 4
print(thing, thing.c, thing.d)
del thing.__dict__['a']
print(thing, hasattr(thing, 'a'))
print(thing.__dict__.pop('b'), thing.__dict__.pop('b', None), thing)
print(thing.__dict__.setdefault('e', 5), thing.__dict__.setdefault('e', 6), thing.e)
thing.__dict__ |= {'f': 6}
print(thing)
own = vars(thing)
own['f'] += 1
thing.g = 8
own['h'] = 9
print(thing, own['g'], own.get('g'), sorted(own.keys()))
del thing.g
own['i'] = 10
print(thing, 'g' in list(own), own.get('g'))
try:
    del thing.__dict__['none']
except KeyError as error:
    print('KeyError', error)
print(own.popitem(), thing)
print(type(own) is dict, isinstance(own, dict), own == thing.__dict__, json.dumps(own, sort_keys=True))

# Copies are dicts of their own.
for other in (dict(own), own.copy(), copy.copy(own), {**own}, own | {'z': 1}, copy.deepcopy(own)):
    other['other'] = 1
    print(hasattr(thing, 'other'), type(other) is dict)
twin = copy.copy(thing)
twin.__dict__['twin'] = True
print(hasattr(thing, 'twin'), twin.twin)
print(Thing(**vars(thing)))

thing.__dict__.clear()
print(thing, thing.kind)
thing.__dict__['kind'] = 'own'
print(thing.kind, Thing.kind)
lazy = Lazy()
print(lazy.value, lazy.value, lazy.kept, vars(lazy))
guarded = Guarded()
guarded.x = 1
print(guarded.x, guarded.__dict__)
record = Record(a=1)
record.__dict__['b'] = 2
print(record, record.b)


def fill(target, names):
    for name in names:
        setattr(target, name, name.upper())
        target.__dict__[name * 2] = name
    return target


print(fill(Thing(), 'ab'))

thing = Thing(a=1)
thing.__dict__ = {'b': 2}
print(thing, hasattr(thing, 'a'))
for number in range(3):
    thing.__dict__ = dict(thing.__dict__, n=number)
print(thing, vars(thing))
thing.__dict__ = thing.__dict__
print(thing)
try:
    thing.__dict__ = 5
except TypeError as error:
    print('TypeError', error)


class Slots:
    __slots__ = ('a',)


class Own:
    def __getattribute__(self, name):
        return 'own ' + name


getattr(thing, '__dict__')['late'] = 1
print(thing, hasattr(thing, '__dict__'), hasattr(Slots(), '__dict__'), getattr(Slots(), '__dict__', None), getattr(Own(), '__dict__'))
print(hasattr(5, '__dict__'), hasattr(Thing, '__dict__'), hasattr(fill, '__dict__'), getattr(fill, '__dict__'))
