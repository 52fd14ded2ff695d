

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


# heapq, bisect

def _merge(*iterables, key=None, reverse=False):
    heads = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heads.append([item, order, iterator])
            break
    while heads:
        best = heads[0]
        for head in heads[1:]:
            one, other = (head[0], best[0]) if key is None else (key(head[0]), key(best[0]))
            if (other < one) if reverse else (one < other):
                best = head
        yield best[0]
        for item in best[2]:
            best[0] = item
            break
        else:
            heads.remove(best)


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        middle = (lo + hi) // 2
        if (a[middle] if key is None else key(a[middle])) < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        middle = (lo + hi) // 2
        if x < (a[middle] if key is None else key(a[middle])):
            hi = middle
        else:
            lo = middle + 1
    return lo


def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)


def insort_right(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)


# enum: flags, and members that are text

class Flag(Enum):
    __module__ = 'enum'

    def __new__(cls, value):
        for member in cls.__members__.values():
            if member._value_ == value:
                return member
        made = object.__new__(cls)
        names = [name for name, member in cls.__members__.items() if member._value_ & value == member._value_ and member._value_]
        object.__setattr__(made, '_name_', '|'.join(names) or None)
        object.__setattr__(made, '_value_', value)
        return made

    def __eq__(self, other):
        return self is other or (type(self) is type(other) and self._value_ == other._value_)

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        return type(self)(self._value_ | other._value_)

    def __and__(self, other):
        return type(self)(self._value_ & other._value_)

    def __xor__(self, other):
        return type(self)(self._value_ ^ other._value_)

    def __invert__(self):
        every = 0
        for member in type(self).__members__.values():
            every |= member._value_
        return type(self)(every & ~self._value_)

    def __contains__(self, other):
        return self._value_ & other._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        return '<%s.%s: %r>' % (type(self).__name__, self._name_, self._value_) if self._name_ else '<%s: %r>' % (type(self).__name__, self._value_)

    def __str__(self):
        return '%s.%s' % (type(self).__name__, self._name_) if self._name_ else '%s(%r)' % (type(self).__name__, self._value_)


class StrEnum(Enum):
    __module__ = 'enum'
    _starts = str.lower

    def __str__(self):
        return self._value_

    def __eq__(self, other):
        return self is other or self._value_ == other

    def __hash__(self):
        return hash(self._value_)

    def __getattr__(self, name):
        return getattr(self._value_, name)

    def __add__(self, other):
        return self._value_ + str(other)

    def __len__(self):
        return len(self._value_)


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
