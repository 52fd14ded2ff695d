import functools


def reduce(function, sequence, *initial):
    iterator = iter(sequence)
    if initial:
        value = initial[0]
    else:
        missing = object()
        value = next(iterator, missing)
        if value is missing:
            raise TypeError('reduce() of empty iterable with no initial value')
    for item in iterator:
        value = function(value, item)
    return value


def update_wrapper(wrapper, wrapped):
    try:
        own = wrapped.__dict__
    except AttributeError:
        own = {}
    for name in own:
        setattr(wrapper, name, own[name])
    for name in ('__name__', '__qualname__', '__doc__'):
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped):
    return lambda wrapper: update_wrapper(wrapper, wrapped)


def _memo(function, most, typed):
    values = {}
    hits = [0, 0]
    if most is not None and most < 0:
        most = 0

    def cached(*args, **keywords):
        if most == 0:
            hits[1] += 1
            return function(*args, **keywords)
        key = (args, tuple(keywords.items()))
        if typed:
            key += (tuple([type(value) for value in args]), tuple([type(value) for value in keywords.values()]))
        if key in values:
            hits[0] += 1
            value = values.pop(key)
        else:
            hits[1] += 1
            value = function(*args, **keywords)
            if most is not None and len(values) >= most:
                for oldest in values:
                    break
                del values[oldest]
        values[key] = value
        return value

    def cache_info():
        return _cache_info()(hits[0], hits[1], most, len(values))

    def cache_clear():
        values.clear()
        hits[:] = [0, 0]

    def cache_parameters():
        return {'maxsize': most, 'typed': typed}

    cached.cache_info = cache_info
    cached.cache_clear = cache_clear
    cached.cache_parameters = cache_parameters
    return wraps(function)(cached)


_cache_infos = []


def _cache_info():
    if not _cache_infos:
        from collections import namedtuple
        _cache_infos.append(namedtuple('CacheInfo', 'hits misses maxsize currsize'))
    return _cache_infos[0]


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _memo(maxsize, 128, typed)
    return lambda function: _memo(function, maxsize, typed)


def cache(function):
    return _memo(function, None, False)


def _ordering(name, cls):
    # As CPython's: the other three of one comparison that the class has, and of `==`.
    def of(this, other, negated, equal, swaps):
        result = getattr(type(this), name)(this, other)
        if result is NotImplemented:
            return result
        if negated:
            result = not result
        if equal is None:
            return result
        if equal:
            return result or this == other
        return result and this != other
    strict = name in ('__lt__', '__gt__')
    opposite = {'__lt__': '__gt__', '__gt__': '__lt__', '__le__': '__ge__', '__ge__': '__le__'}[name]
    other_strength = {'__lt__': '__le__', '__gt__': '__ge__', '__le__': '__lt__', '__ge__': '__gt__'}
    made = {}
    if strict:
        made[opposite] = lambda this, other: of(this, other, True, False, None)
        made[other_strength[name]] = lambda this, other: of(this, other, False, True, None)
        made[other_strength[opposite]] = lambda this, other: of(this, other, True, None, None)
    else:
        made[opposite] = lambda this, other: of(this, other, True, True, None)
        made[other_strength[name]] = lambda this, other: of(this, other, False, False, None)
        made[other_strength[opposite]] = lambda this, other: of(this, other, True, None, None)
    return made


def total_ordering(cls):
    has = [name for name in ('__lt__', '__le__', '__gt__', '__ge__') if any([name in vars(base) for base in cls.__mro__[:-1] if isinstance(base, type) and base.__module__ != 'builtins'])]
    if not has:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    made = _ordering(max(has), cls)
    for name in made:
        if name not in has:
            made[name].__name__ = name
            setattr(cls, name, made[name])
    return cls


def cmp_to_key(compare):
    class Key:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            return compare(self.value, other.value) < 0
    return Key


class cached_property:
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
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % function.__name__)
        return dispatch(type(args[0]))(*args, **keywords)

    def register(kind, chosen=None):
        if chosen is not None:
            known[kind] = chosen
            return chosen
        if isinstance(kind, type):
            return lambda chosen: register(kind, chosen)
        if isinstance(kind, tuple) and kind:
            return lambda chosen: [register(one, chosen) for one in kind][0]
        notes = getattr(kind, '__annotations__', {})
        if not notes:
            raise TypeError('Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain `@register` on an annotated function.' % (kind,))
        name = list(notes)[0]
        wanted = notes[name]
        for one in wanted if isinstance(wanted, tuple) else (wanted,):
            if not isinstance(one, type):
                raise TypeError('Invalid annotation for %r. %r is not a class.' % (name, wanted))
            known[one] = kind
        return kind

    dispatched.register = register
    dispatched.dispatch = dispatch
    dispatched.registry = known
    known[object] = function
    return wraps(function)(dispatched)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def chosen(*args, **keywords):
            if not args:
                raise TypeError('%s() requires at least 1 positional argument' % getattr(self.func, '__name__', 'singledispatchmethod method'))
            return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **keywords)
        chosen.register = self.register
        return chosen
