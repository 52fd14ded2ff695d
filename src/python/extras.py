

# collections: what stands around a dict or a list, and records

class ChainMap:
    __module__ = 'collections'

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for one in self.maps:
            if key in one:
                return one[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        del self.maps[0][key]

    def __contains__(self, key):
        return any([key in one for one in self.maps])

    def __iter__(self):
        merged = {}
        for one in self.maps[::-1]:
            merged.update(one)
        return iter(merged)

    def __len__(self):
        return len(list(iter(self)))

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return dict.fromkeys(self).keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def new_child(self, m=None):
        return ChainMap({} if m is None else m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])

    def __repr__(self):
        return 'ChainMap(' + ', '.join([repr(one) for one in self.maps]) + ')'


class UserDict(_DerivedDict):
    __module__ = 'collections'

    @property
    def data(self):
        return self._own

    def __init__(self, source=None, /, **keywords):
        object.__setattr__(self, '_own', {})
        given = dict(keywords) if source is None else dict(source, **keywords)
        for key in given:
            self[key] = given[key]


class UserList(_DerivedList):
    __module__ = 'collections'

    @property
    def data(self):
        return self._own


class NamedTuple:
    __module__ = 'typing'

    def __init_subclass__(cls):
        own = vars(cls)
        names = list(own.get('__annotations__', {}))
        defaults = [own[name] for name in names if name in own]
        for name in names:
            if name in own:
                delattr(cls, name)
        record = namedtuple(cls.__name__, names, defaults=defaults)
        parts = vars(record)
        for name in parts:
            if name not in own and name not in ('__module__', '__qualname__', '__name__', '__doc__'):
                setattr(cls, name, parts[name])
        cls._plain_record = record


# functools

class cached_property:
    __module__ = 'functools'

    def __init__(self, func):
        self.func = func
        self.attrname = func.__name__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        object.__setattr__(instance, self.attrname, value)
        return value


class partialmethod:
    __module__ = 'functools'

    def __init__(self, func, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, instance, owner=None):
        if instance is None:
            return functools.partial(self.func, *self.args, **self.keywords)
        return functools.partial(self.func, instance, *self.args, **self.keywords)


def singledispatch(function):
    known = {}

    def dispatch(kind):
        for step in kind.__mro__:
            if step in known:
                return known[step]
        return function

    def dispatched(*args, **keywords):
        return dispatch(type(args[0]))(*args, **keywords)

    def register(kind, chosen=None):
        if chosen is not None:
            known[kind] = chosen
            return chosen
        if isinstance(kind, type):
            return lambda chosen: register(kind, chosen)
        raise TypeError('register() wants a class here: @%s.register(int)' % function.__name__)

    dispatched.register = register
    dispatched.dispatch = dispatch
    return wraps(function)(dispatched)


# enum: as CPython's enum does it. A member of an enum that mixes in a built-in type is an instance of a class derived from that.

class EnumType(type):
    __module__ = 'enum'

    def __call__(cls, value=_absent, names=_absent, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is _absent and not more:
            if value is _absent:
                raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
            return cls._lookup(value)
        if cls.__members__:
            return cls._lookup((value, names) + more)
        return _enum_made(cls, value, names, type, start, qualname)

    def __iter__(cls):
        return iter(list(cls._canon_.values()))

    def __reversed__(cls):
        return reversed(list(cls._canon_.values()))

    def __len__(cls):
        return len(cls._canon_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any([one._value_ == value for one in cls.__members__.values()])

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __repr__(cls):
        return "<%s '%s'>" % ('flag' if issubclass(cls, Flag) else 'enum', cls.__name__)


EnumMeta = EnumType


def _names_of(cls):
    try:
        return vars(cls)
    except TypeError:
        return {}


def _enum_made(base, name, names, mixed, start, qualname):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    body = {}
    last = []
    if isinstance(names, dict):
        pairs = list(names.items())
    else:
        pairs = []
        for index, one in enumerate(names):
            if isinstance(one, str):
                value = base._generate_next_value_(one, start, index, last[:])
                last.append(value)
                pairs.append((one, value))
            else:
                pairs.append((one[0], one[1]))
    for one, value in pairs:
        body[one] = value
    mixed = {int: _DerivedInt, str: _DerivedStr, float: _DerivedFloat, tuple: _DerivedTuple}.get(mixed, mixed)
    bases = (base,) if mixed is None else (mixed, base)
    body['__module__'] = '__main__'
    return type(name, bases, body)


def _enum_hidden(name, cls):
    if name.startswith('__') and name.endswith('__'):
        return True
    if name.startswith('_') and name.endswith('_'):
        return True
    return name.startswith('_%s__' % cls.__name__.lstrip('_'))


def _enum_resolved(value, next_value):
    if isinstance(value, _Union):
        return value._number()
    if isinstance(value, auto):
        if value.value is None:
            value.value = next_value()
        return value.value
    if isinstance(value, tuple) and any([isinstance(part, auto) for part in value]):
        return tuple([_enum_resolved(part, next_value) for part in value])
    return value


class Enum(metaclass=EnumType):
    __module__ = 'enum'
    __members__ = {}
    _canon_ = {}

    def __init_subclass__(cls, boundary=None, **keywords):
        if cls.__module__ == 'enum' and cls.__name__ in ('Flag', 'IntEnum', 'IntFlag', 'StrEnum'):
            return
        for base in cls.__mro__[1:]:
            if _names_of(base).get('__members__') and base is not Enum:
                raise TypeError("<enum '%s'> cannot extend %r" % (cls.__name__, base))
        names = dict(vars(cls))
        if boundary is not None:
            cls._boundary_ = boundary
        cls._pseudo_ = {}
        kind = getattr(cls, '_kind', None)
        new = None
        for base in cls.__mro__:
            if '__new__' in _names_of(base):
                if not issubclass(base, Enum) or base.__module__ == 'enum':
                    break
                new = base.__new__
                break
        if '__new__' in names:
            cls.__new_member__ = names['__new__']
        for shown in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if kind is not None and shown not in names:
                for base in cls.__mro__:
                    if issubclass(base, Enum) and shown in _names_of(base) or base is Enum:
                        break
                setattr(cls, shown, _names_of(base).get(shown, getattr(Enum, shown)))
        members, canon, last = {}, {}, []
        ignored = names.get('_ignore_', ())
        if isinstance(ignored, str):
            ignored = ignored.replace(',', ' ').split()
        cls.__members__ = members
        cls._canon_ = canon
        for name in names:
            value = names[name]
            if _enum_hidden(name, cls) or name in ignored:
                continue
            if isinstance(value, nonmember):
                setattr(cls, name, value.value)
                continue
            if isinstance(value, member):
                value = value.value
            elif value is auto:
                value = auto()
            elif not isinstance(value, auto) and (callable(value) or isinstance(value, (property, staticmethod, classmethod)) or _special(value, '__get__') is not None):
                continue
            value = _enum_resolved(value, lambda: cls._generate_next_value_(name, 1, len(members), last[:]))
            args = value if isinstance(value, tuple) and kind is not tuple else (value,)
            if new is not None:
                one = new(cls, *args)
                if '_value_' not in vars(one):
                    object.__setattr__(one, '_value_', value if kind is None else kind(*args))
            else:
                one = object.__new__(cls)
                if kind is not None:
                    value = kind(*args)
                    object.__setattr__(one, '_own', value)
                object.__setattr__(one, '_value_', value)
            value = one._value_
            object.__setattr__(one, '_name_', name)
            object.__setattr__(one, '_sort_order_', len(canon))
            init = getattr(one, '__init__', None)
            if init is not None and _enum_inits(cls):
                init(*args)
            last.append(value)
            for known in members.values():
                if known._value_ == value:
                    one = known
                    break
            else:
                if not isinstance(one, Flag) or _one_bit(value):
                    canon[name] = one
            members[name] = one
        for name in members:
            setattr(cls, name, members[name])
        if issubclass(cls, Flag):
            cls._flag_mask_ = 0
            for one in canon.values():
                cls._flag_mask_ |= one._value_
        super().__init_subclass__(**keywords)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        return max(last_values) + 1

    @classmethod
    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        for one in cls.__members__.values():
            if one._value_ == value:
                return one
        try:
            found = cls._missing_(value)
        except ValueError:
            raise
        if isinstance(found, cls):
            return found
        if not cls.__members__ and not issubclass(cls, Flag):
            raise TypeError('%r has no members' % cls)
        if found is None:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        raise TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, found))

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __setattr__(self, name, value):
        if name in ('name', 'value') and not isinstance(vars(type(self)).get(name), property):
            raise AttributeError("<enum '%s'> cannot set attribute '%s'" % (type(self).__name__, name))
        object.__setattr__(self, name, value)

    def __hash__(self):
        return hash(self._name_)

    def __repr__(self):
        return '<%s.%s: %r>' % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (type(self).__name__, self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __reduce_ex__(self, protocol):
        return type(self), (self._value_,)

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _enum_inits(cls):
    for base in cls.__mro__:
        if base.__module__ in ('enum', 'builtins'):
            return False
        if '__init__' in _names_of(base):
            return True
    return False


class member:
    __module__ = 'enum'

    def __init__(self, value):
        self.value = value


class nonmember(member):
    __module__ = 'enum'


def unique(cls):
    twins = ['%s -> %s' % (name, one._name_) for name, one in cls.__members__.items() if name != one._name_]
    if twins:
        raise ValueError('duplicate values found in %r: %s' % (cls, ', '.join(twins)))
    return cls


def _one_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


STRICT, CONFORM, EJECT, KEEP = 'strict', 'conform', 'eject', 'keep'


class Flag(Enum):
    __module__ = 'enum'
    _boundary_ = STRICT
    _flag_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        every = cls._flag_mask_
        for one in cls.__members__.values():
            every |= one._value_
        boundary = cls._boundary_
        if value < 0:
            value = every & ~(-value - 1)
        elif value & ~every:
            if boundary == STRICT:
                given = value
                bits = max(given.bit_length(), every.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (cls, given, _binary_digits(given, bits), _binary_digits(every, bits)))
            if boundary == EJECT:
                return value
            if boundary == CONFORM:
                value &= every
        for one in cls.__members__.values():
            if one._value_ == value:
                return one
        if value in cls._pseudo_:
            return cls._pseudo_[value]
        made = object.__new__(cls)
        cls._pseudo_[value] = made
        if getattr(cls, '_kind', None) is not None:
            object.__setattr__(made, '_own', value)
        names = [name for name, one in cls._canon_.items() if one._value_ & value]
        object.__setattr__(made, '_name_', '|'.join(names) or None)
        object.__setattr__(made, '_value_', value)
        return made

    def _bits(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __eq__(self, other):
        if isinstance(self, int) and isinstance(other, int):
            return self._value_ == int(other)
        return self is other or (type(self) is type(other) and self._value_ == other._value_)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ ^ bits)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        every = type(self)._flag_mask_
        return type(self)(every & ~self._value_)

    def __iter__(self):
        value = self._value_
        return iter([one for one in type(self)._canon_.values() if one._value_ & value])

    def __len__(self):
        return bin(self._value_).count('1')

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(other).__name__, type(self).__name__))
        return self._value_ & other._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        kind = type(self).__name__
        return '<%s.%s: %r>' % (kind, self._name_, self._value_) if self._name_ else '<%s: %r>' % (kind, self._value_)

    def __str__(self):
        kind = type(self).__name__
        return '%s.%s' % (kind, self._name_) if self._name_ else '%s(%r)' % (kind, self._value_)


def _binary_digits(value, bits):
    return '0b0 ' + bin(value)[2:].rjust(bits, '0')


class IntEnum(_DerivedInt, Enum):
    __module__ = 'enum'

    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    def __repr__(self):
        return Enum.__repr__(self)


class IntFlag(_DerivedInt, Flag):
    __module__ = 'enum'
    _boundary_ = KEEP

    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __iter__ = Flag.__iter__
    __len__ = Flag.__len__
    __contains__ = Flag.__contains__
    __eq__ = Flag.__eq__
    __hash__ = Flag.__hash__


class StrEnum(_DerivedStr, Enum):
    __module__ = 'enum'

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)

    def __repr__(self):
        return Enum.__repr__(self)


# contextlib

class ContextDecorator:
    __module__ = 'contextlib'

    def __call__(self, function):
        def inner(*args, **keywords):
            with self:
                return function(*args, **keywords)
        return wraps(function)(inner)


# timeit, sched

def _timeit(stmt='pass', setup='pass', timer=None, number=1000000, globals=None):
    if isinstance(stmt, str):
        raise TypeError('timeit() wants a function here, not text')
    started = time.perf_counter()
    for _ in range(number):
        stmt()
    return time.perf_counter() - started


class scheduler:
    __module__ = 'sched'

    def __init__(self, timefunc=None, delayfunc=None):
        self._time = time.monotonic if timefunc is None else timefunc
        self._delay = time.sleep if delayfunc is None else delayfunc
        self._events = []
        self._count = 0
        self._lock = threading.RLock()

    def enterabs(self, when, priority, action, argument=(), kwargs={}):
        with self._lock:
            self._count += 1
            event = (when, priority, self._count, action, argument, kwargs)
            self._events.append(event)
            self._events.sort(key=lambda event: event[:3])
        return event

    def enter(self, delay, priority, action, argument=(), kwargs={}):
        return self.enterabs(self._time() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._events.remove(event)

    def empty(self):
        return not self._events

    @property
    def queue(self):
        return list(self._events)

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._events:
                    return None
                when, priority, number, action, argument, kwargs = self._events[0]
                now = self._time()
                due = when <= now
                if due:
                    self._events.pop(0)
            if due:
                action(*argument, **kwargs)
                self._delay(0)
            elif not blocking:
                return when - now
            else:
                self._delay(when - now)


# datetime, as far as the time of day and durations go

class timedelta:
    __module__ = 'datetime'

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
        self._micros = round(total * 1000000 + milliseconds * 1000 + microseconds)

    @property
    def days(self):
        return self._micros // 86400000000

    @property
    def seconds(self):
        return self._micros // 1000000 % 86400

    @property
    def microseconds(self):
        return self._micros % 1000000

    def total_seconds(self):
        return self._micros / 1000000

    def __add__(self, other):
        return _micros(self._micros + other._micros) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        return _micros(self._micros - other._micros)

    def __mul__(self, times):
        return _micros(round(self._micros * times))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._micros / other._micros if isinstance(other, timedelta) else _micros(round(self._micros / other))

    def __neg__(self):
        return _micros(-self._micros)

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._micros == other._micros

    def __hash__(self):
        return hash(self._micros)

    def __lt__(self, other):
        return self._micros < other._micros

    def __le__(self, other):
        return self._micros <= other._micros

    def __gt__(self, other):
        return self._micros > other._micros

    def __ge__(self, other):
        return self._micros >= other._micros

    def __bool__(self):
        return self._micros != 0

    def __str__(self):
        seconds = self.seconds
        text = '%d:%02d:%02d' % (seconds // 3600, seconds // 60 % 60, seconds % 60)
        if self.microseconds:
            text += '.%06d' % self.microseconds
        if self.days:
            text = '%d day%s, %s' % (self.days, '' if abs(self.days) == 1 else 's', text)
        return text

    def __repr__(self):
        parts = [(name, getattr(self, name)) for name in ('days', 'seconds', 'microseconds')]
        return 'datetime.timedelta(%s)' % (', '.join(['%s=%d' % pair for pair in parts if pair[1]]) or '0')


def _micros(micros):
    return timedelta(microseconds=micros)


class datetime:
    __module__ = 'datetime'

    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0):
        self.year, self.month, self.day = year, month, day
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, moment, tz=None):
        parts = time.localtime(moment)
        return cls(*[parts[at] for at in range(6)], int(moment % 1 * 1000000))

    def _days(self):
        year = self.year - (self.month <= 2)
        month = (self.month + 9) % 12
        return year * 365 + year // 4 - year // 100 + year // 400 + (month * 306 + 5) // 10 + self.day - 719469

    def _total(self):
        return ((self._days() * 24 + self.hour) * 60 + self.minute) * 60 + self.second

    def timestamp(self):
        return self._total() + self.microsecond / 1000000

    def strftime(self, form):
        moment = time.gmtime(self._total())
        return time.strftime(form.replace('%f', '%06d' % self.microsecond), moment)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def time(self):
        return self

    def isoformat(self, sep='T'):
        text = '%04d-%02d-%02d%s%02d:%02d:%02d' % (self.year, self.month, self.day, sep, self.hour, self.minute, self.second)
        return text + '.%06d' % self.microsecond if self.microsecond else text

    def _micros(self):
        return self._total() * 1000000 + self.microsecond

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return _micros(self._micros() - other._micros())

    def __add__(self, other):
        micros = self._micros() + other._micros
        made = datetime.fromtimestamp(micros // 1000000)
        made.microsecond = micros % 1000000
        return made

    def __eq__(self, other):
        return isinstance(other, datetime) and self._micros() == other._micros()

    def __hash__(self):
        return hash(self._micros())

    def __lt__(self, other):
        return self._micros() < other._micros()

    def __le__(self, other):
        return self._micros() <= other._micros()

    def __gt__(self, other):
        return self._micros() > other._micros()

    def __ge__(self, other):
        return self._micros() >= other._micros()

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return 'datetime.datetime(%s)' % ', '.join([str(part) for part in parts])


# weakref, gc: objects live as long as the program can reach them, so that a weak reference is one more way to its object

class _WeakReference:
    __module__ = 'weakref'

    def __init__(self, thing, callback=None):
        self._thing = thing

    def __call__(self):
        return self._thing


def _collected_nothing(generation=2):
    return 0
