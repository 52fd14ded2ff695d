

# What a class of the program's derives from where it writes a built-in type. An instance keeps a value of that type and does
# with it whatever the program's class does not do itself; `super()` leads to it.

class _Derived:
    __module__ = 'builtins'

    def __new__(cls, *args, **keywords):
        made = object.__new__(cls)
        object.__setattr__(made, '_own', cls._kind())
        return made

    def __init__(self, *args, **keywords):
        object.__setattr__(self, '_own', self._kind(*args, **keywords))

    def __getattr__(self, name):
        if name == '_own':
            raise AttributeError("'%s' object has no attribute '_own'" % type(self).__name__)
        try:
            return getattr(self._own, name)
        except AttributeError:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name)) from None

    def __eq__(self, other):
        return self._own == _own_of(other)

    def __ne__(self, other):
        return self._own != _own_of(other)

    def __repr__(self):
        return repr(self._own)

    def __len__(self):
        return len(self._own)

    def __iter__(self):
        return iter(self._own)

    def __contains__(self, item):
        return item in self._own

    def __getitem__(self, key):
        return self._own[key]

    def __copy__(self):
        made = object.__new__(type(self))
        attributes = vars(self)
        for name in attributes:
            object.__setattr__(made, name, attributes[name])
        object.__setattr__(made, '_own', _shallow(self._own))
        return made


def _base_init(self, kind, *args, **keywords):
    if isinstance(self, (_Derived, _DerivedPrimitive)):
        object.__setattr__(self, '_own', kind(*args, **keywords))


def _own_of(value):
    return value._own if isinstance(value, _Derived) else value


class _DerivedChanging(_Derived):
    __hash__ = None

    def __setitem__(self, key, value):
        self._own[key] = value

    def __delitem__(self, key):
        del self._own[key]


class _DerivedOrder(_Derived):
    def __lt__(self, other):
        return self._own < _own_of(other)

    def __le__(self, other):
        return self._own <= _own_of(other)

    def __gt__(self, other):
        return self._own > _own_of(other)

    def __ge__(self, other):
        return self._own >= _own_of(other)

    def __add__(self, other):
        return self._own + _own_of(other)

    def __radd__(self, other):
        return other + self._own

    def __mul__(self, times):
        return self._own * times

    def __rmul__(self, times):
        return self._own * times


class _DerivedList(_DerivedChanging, _DerivedOrder, list):
    _kind = list

    def __iadd__(self, other):
        self._own.extend(_own_of(other))
        return self

    def __imul__(self, times):
        self._own[:] = self._own * times
        return self

    def __reversed__(self):
        return reversed(self._own)


class _DerivedDict(_DerivedChanging, dict):
    _kind = dict

    def __getitem__(self, key):
        if key in self._own:
            return self._own[key]
        missing = _special(self, '__missing__')
        return self._own[key] if missing is None else missing(key)

    def __or__(self, other):
        return self._own | _own_of(other)

    def __ror__(self, other):
        return other | self._own

    def __ior__(self, other):
        self._own.update(_own_of(other))
        return self

    def __reversed__(self):
        return reversed(self._own)


class _DerivedDefaultDict(_DerivedDict, collections.defaultdict):
    _kind = collections.defaultdict

    def __repr__(self):
        return type(self).__name__ + repr(self._own)[11:]


class _DerivedOrderedDict(_DerivedDict, collections.OrderedDict):
    _kind = collections.OrderedDict

    def __repr__(self):
        return type(self).__name__ + repr(self._own)[11:]


class _DerivedCounter(_DerivedDict, collections.Counter):
    _kind = collections.Counter

    def __repr__(self):
        return type(self).__name__ + repr(self._own)[7:]


class _DerivedDeque(_DerivedChanging, _DerivedOrder, collections.deque):
    _kind = collections.deque

    def __repr__(self):
        return type(self).__name__ + repr(self._own)[5:]

    def __iadd__(self, other):
        self._own.extend(_own_of(other))
        return self

    def __reversed__(self):
        return reversed(self._own)


class _DerivedSetLike(_DerivedOrder):
    def __or__(self, other):
        return self._own | _own_of(other)

    def __and__(self, other):
        return self._own & _own_of(other)

    def __sub__(self, other):
        return self._own - _own_of(other)

    def __xor__(self, other):
        return self._own ^ _own_of(other)


class _DerivedSet(_DerivedSetLike, set):
    _kind = set
    __hash__ = None

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, repr(self._own) if self._own else '')


class _DerivedValue(_DerivedOrder):
    def __new__(cls, *args, **keywords):
        made = object.__new__(cls)
        object.__setattr__(made, '_own', cls._kind(*args, **keywords))
        return made

    def __init__(self, *args, **keywords):
        pass

    def __hash__(self):
        return hash(self._own)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _DerivedFrozenSet(_DerivedSetLike, _DerivedValue, frozenset):
    _kind = frozenset

    def __repr__(self):
        return type(self).__name__ + repr(self._own)[9:]


class _DerivedTuple(_DerivedValue, tuple):
    _kind = tuple


class _DerivedStr(_DerivedValue, str):
    _kind = str

    def __str__(self):
        return self._own

    def __format__(self, spec):
        return format(self._own, spec) if spec else str(self)

    def __mod__(self, values):
        return self._own % values

    def __contains__(self, item):
        return _own_of(item) in self._own


class _DerivedNumber(_DerivedValue):
    def __format__(self, spec):
        return format(self._own, spec) if spec else str(self)

    def __bool__(self):
        return bool(self._own)

    def __int__(self):
        return int(self._own)

    def __float__(self):
        return float(self._own)

    def __mul__(self, other):
        return self._own * _own_of(other)

    def __rmul__(self, other):
        return other * self._own

    def __sub__(self, other):
        return self._own - _own_of(other)

    def __rsub__(self, other):
        return other - self._own

    def __truediv__(self, other):
        return self._own / _own_of(other)

    def __rtruediv__(self, other):
        return other / self._own

    def __floordiv__(self, other):
        return self._own // _own_of(other)

    def __rfloordiv__(self, other):
        return other // self._own

    def __mod__(self, other):
        return self._own % _own_of(other)

    def __rmod__(self, other):
        return other % self._own

    def __pow__(self, other):
        return self._own ** _own_of(other)

    def __rpow__(self, other):
        return other ** self._own

    def __neg__(self):
        return -self._own

    def __abs__(self):
        return abs(self._own)

    def __round__(self, digits=None):
        return round(self._own, digits)


class _DerivedInt(_DerivedNumber, int):
    _kind = int

    def __index__(self):
        return self._own

    def __and__(self, other):
        return self._own & _own_of(other)

    def __or__(self, other):
        return self._own | _own_of(other)

    def __xor__(self, other):
        return self._own ^ _own_of(other)


class _DerivedFloat(_DerivedNumber, float):
    _kind = float


class _DerivedProperty(property):
    __module__ = 'builtins'

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = fget.__doc__ if doc is None and fget is not None else doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.fget is None:
            raise AttributeError('property of %r object has no getter' % type(instance).__name__)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError('property of %r object has no setter' % type(instance).__name__)
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError('property of %r object has no deleter' % type(instance).__name__)
        self.fdel(instance)

    def getter(self, fget):
        return type(self)(fget, self.fset, self.fdel, self.__doc__)

    def setter(self, fset):
        return type(self)(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return type(self)(self.fget, self.fset, fdel, self.__doc__)


class _DerivedPrimitive:
    __module__ = 'threading'

    def __init__(self, *args, **keywords):
        self._own = self._kind(*args, **keywords)

    def __getattr__(self, name):
        if name == '_own':
            raise RuntimeError('%s.__init__() was not called' % type(self).__name__)
        return getattr(self._own, name)


class _DerivedLocking(_DerivedPrimitive):
    def __enter__(self):
        return self._own.__enter__()

    def __exit__(self, *error):
        return self._own.__exit__(*error)


class _DerivedSemaphore(_DerivedLocking, threading.Semaphore):
    _kind = threading.Semaphore


class _DerivedBoundedSemaphore(_DerivedLocking, threading.BoundedSemaphore):
    _kind = threading.BoundedSemaphore


class _DerivedCondition(_DerivedLocking, threading.Condition):
    _kind = threading.Condition


class _DerivedEvent(_DerivedPrimitive, threading.Event):
    _kind = threading.Event


class _DerivedBarrier(_DerivedPrimitive, threading.Barrier):
    _kind = threading.Barrier


class _DerivedQueue(_DerivedPrimitive, queue.Queue):
    _kind = queue.Queue


class _DerivedLifoQueue(_DerivedPrimitive, queue.LifoQueue):
    _kind = queue.LifoQueue


class _DerivedPriorityQueue(_DerivedPrimitive, queue.PriorityQueue):
    _kind = queue.PriorityQueue


class _DerivedSimpleQueue(_DerivedPrimitive, queue.SimpleQueue):
    _kind = queue.SimpleQueue
