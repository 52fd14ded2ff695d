# What a class has to have to be something, and what it has then. Built-in types are what they are without deriving from it.

import collections
from abc import abstractmethod


class _Structural(type):
    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, kind):
        mro = kind.__mro__
        if cls in mro:
            return True
        own = vars(cls)
        if any([known in mro for known in own.get('_kinds', ())]):
            return True
        if any([known in mro for known in own.get('_never', ())]):
            return False
        wanted = own.get('_wanted_methods', ())
        if wanted:
            return all([getattr(kind, name, None) is not None for name in wanted])
        return any([other is not cls and cls in other.__mro__ and other.__subclasscheck__(kind) for other in _all if '_kinds' in vars(other)])

    def register(cls, kind):
        cls._kinds = vars(cls).get('_kinds', ()) + (kind,)
        return kind


_all = []
_keys, _values, _items = type({}.keys()), type({}.values()), type({}.items())
_generator = type((None for _ in ()))
_iterators = (_generator, type(iter([])), enumerate, zip, reversed)
_plain = (list, tuple, dict, set, frozenset, str, bytes, range, collections.deque, _keys, _values, _items)


class Hashable(metaclass=_Structural):
    _kinds = (int, str, bytes, float, tuple, frozenset, range, type(None), type)
    _wanted_methods = ('__hash__',)
    _never = (list, dict, set, collections.deque)

    @abstractmethod
    def __hash__(self):
        return 0


class Callable(metaclass=_Structural):
    _kinds = (type, type(lambda: None), type([].append), type(len))
    _wanted_methods = ('__call__',)

    def __class_getitem__(cls, parameters):
        return cls


class Sized(metaclass=_Structural):
    _kinds = _plain
    _wanted_methods = ('__len__',)

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=_Structural):
    _kinds = _plain
    _wanted_methods = ('__contains__',)

    @abstractmethod
    def __contains__(self, x):
        return False


class Iterable(metaclass=_Structural):
    _kinds = _plain + _iterators
    _wanted_methods = ('__iter__',)

    def __class_getitem__(cls, parameters):
        return cls

    @abstractmethod
    def __iter__(self):
        return iter(())


class Iterator(Iterable):
    _kinds = _iterators
    _wanted_methods = ('__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Generator(Iterator):
    _kinds = (_generator,)
    _wanted_methods = ('__iter__', '__next__', 'send', 'throw', 'close')

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            pass


class Reversible(Iterable):
    _kinds = (list, tuple, dict, str, bytes, range, collections.deque, _keys, _values, _items)
    _wanted_methods = ('__iter__', '__reversed__')


class Collection(Sized, Iterable, Container):
    _kinds = _plain
    _wanted_methods = ('__len__', '__iter__', '__contains__')


class Sequence(Reversible, Collection):
    _kinds = (list, tuple, str, bytes, range, collections.deque)

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any([item is value or item == value for item in self])

    def __reversed__(self):
        for index in range(len(self) - 1, -1, -1):
            yield self[index]

    def index(self, value, start=0, stop=None):
        if start < 0:
            start = max(len(self) + start, 0)
        if stop is not None and stop < 0:
            stop += len(self)
        index = start
        while stop is None or index < stop:
            try:
                item = self[index]
            except IndexError:
                break
            if item is value or item == value:
                return index
            index += 1
        raise ValueError

    def count(self, value):
        return sum([1 for item in self if item is value or item == value])


class MutableSequence(Sequence):
    _kinds = (list, collections.deque)

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        length = len(self)
        for at in range(length // 2):
            self[at], self[length - at - 1] = self[length - at - 1], self[at]

    def extend(self, values):
        for value in list(values) if values is self else values:
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


class Set(Collection):
    _kinds = (set, frozenset, _keys, _items)

    @classmethod
    def _from_iterable(cls, items):
        return cls(items)

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all([item in other for item in self])

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all([item in self for item in other])

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __and__(self, other):
        return self._from_iterable([item for item in other if item in self])

    __rand__ = __and__

    def isdisjoint(self, other):
        return not any([item in self for item in other])

    def __or__(self, other):
        return self._from_iterable([item for part in (self, other) for item in part])

    __ror__ = __or__

    def __sub__(self, other):
        other = other if isinstance(other, Set) else set(other)
        return self._from_iterable([item for item in self if item not in other])

    def __xor__(self, other):
        other = other if isinstance(other, Set) else self._from_iterable(other)
        return (self - other) | (other - self)

    __rxor__ = __xor__
    __hash__ = None

    def _hash(self):
        return hash(frozenset(self))


class MutableSet(Set):
    _kinds = (set,)

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, other):
        for value in other:
            self.add(value)
        return self

    def __iand__(self, other):
        for value in [value for value in self if value not in other]:
            self.discard(value)
        return self

    def __isub__(self, other):
        for value in list(other):
            self.discard(value)
        return self


class MappingView(Sized):
    _kinds = (_keys, _values, _items)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self._mapping)


class KeysView(MappingView, Set):
    _kinds = (_keys,)

    @classmethod
    def _from_iterable(cls, items):
        return set(items)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    _kinds = (_items,)

    @classmethod
    def _from_iterable(cls, items):
        return set(items)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


class ValuesView(MappingView, Collection):
    _kinds = (_values,)

    def __contains__(self, value):
        return any([self._mapping[key] == value for key in self._mapping])

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class Mapping(Collection):
    _kinds = (dict,)

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


class MutableMapping(Mapping):
    _kinds = (dict,)
    _nothing = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_nothing):
        try:
            value = self[key]
        except KeyError:
            if default is MutableMapping._nothing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **keywords):
        if hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key in keywords:
            self[key] = keywords[key]

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class ByteString(Sequence):
    _kinds = (bytes,)


_all.extend([Hashable, Callable, Sized, Container, Iterable, Iterator, Generator, Reversible, Collection, Sequence, MutableSequence])
_all.extend([Set, MutableSet, MappingView, KeysView, ItemsView, ValuesView, Mapping, MutableMapping, ByteString])
