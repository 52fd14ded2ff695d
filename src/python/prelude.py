# What takes frames: protocols of the program's own classes, lazy iteration, and library functions that call back. Hidden: it
# announces no lines and stands in no traceback. `_special(x, name)` is the method that x's class defines, or None.


# Operators

def _binary(a, b, name, mirrored, symbol):
    method = _special(a, name)
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    if type(a) is not type(b):
        method = _special(b, mirrored)
        if method is not None:
            result = method(a)
            if result is not NotImplemented:
                return result
    if isinstance(a, (set, frozenset)) and isinstance(b, (set, frozenset)) and symbol in '|&-^':
        return _keyed_operation(symbol, a, b)
    if symbol == '*':
        for one, other in ((a, b), (b, a)):
            if isinstance(one, (list, tuple, str, bytes)) and _special(other, '__index__') is not None:
                return one * other.__index__()
    if isinstance(a, dict) and isinstance(b, dict) and symbol == '|':
        merged = copy(a)
        merged.update(b)
        return merged
    if symbol == '**':
        symbol = '** or pow()'
    raise TypeError("unsupported operand type(s) for %s: '%s' and '%s'" % (symbol, type(a).__name__, type(b).__name__))


def _inplace(a, b, own, name, mirrored, symbol):
    method = _special(a, own)
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    if isinstance(a, set) and isinstance(b, (set, frozenset)) and symbol in '|&-^':
        _keyed_refill(a, _keyed_operation(symbol, a, b))
        return a
    if isinstance(a, dict) and isinstance(b, dict) and symbol == '|':
        a.update(b)
        return a
    return _binary(a, b, name, mirrored, symbol + '=')


def _unary(a, name):
    return _special(a, name)()


def _truth(value):
    method = _special(value, '__bool__')
    if method is not None:
        result = method()
        if result is True or result is False:
            return result
        raise TypeError('__bool__ should return bool, returned %s' % type(result).__name__)
    method = _special(value, '__len__')
    if method is not None:
        return _checked_len(method()) != 0
    return True


def _not(value):
    return not _truth(value)


def _checked_len(length):
    if not isinstance(length, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(length).__name__)
    if length < 0:
        raise ValueError('__len__() should return >= 0')
    return int(length)


def _len(value):
    return _checked_len(_special(value, '__len__')())


def _same(a, b):
    return a is b or bool(a == b)


def _all_same(a, b):
    if len(a) != len(b):
        return False
    for index in range(len(a)):
        if not _same(a[index], b[index]):
            return False
    return True


def _equal(a, b):
    for one, other in ((a, b), (b, a)):
        method = _special(one, '__eq__')
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    kind = type(a)
    if kind is type(b):
        if kind is list or kind is tuple or kind is collections.deque:
            return _all_same(a, b)
        if isinstance(a, dict):
            if len(a) != len(b):
                return False
            for key in a:
                if key not in b or not _same(a[key], b[key]):
                    return False
            return True
    if isinstance(a, (set, frozenset)) and isinstance(b, (set, frozenset)):
        return len(a) == len(b) and all([item in b for item in a])
    return a is b


def _unequal(a, b):
    for one, other in ((a, b), (b, a)):
        method = _special(one, '__ne__')
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    return not _equal(a, b)


def _ordered(a, b, name, mirrored, symbol):
    method = _special(a, name)
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    method = _special(b, mirrored)
    if method is not None:
        result = method(a)
        if result is not NotImplemented:
            return result
    kind = type(a)
    if kind is type(b) and (kind is list or kind is tuple or kind is collections.deque):
        for index in range(min(len(a), len(b))):
            one, other = a[index], b[index]
            if not _same(one, other):
                return _compared(one, other, symbol)
        return _compared(len(a), len(b), symbol)
    if isinstance(a, (set, frozenset)) and isinstance(b, (set, frozenset)):
        if symbol[0] == '>':
            a, b = b, a
        return all([item in b for item in a]) and (len(symbol) == 2 or len(a) < len(b))
    raise TypeError("'%s' not supported between instances of '%s' and '%s'" % (symbol, kind.__name__, type(b).__name__))


def _compared(a, b, symbol):
    if symbol == '<':
        return a < b
    if symbol == '<=':
        return a <= b
    if symbol == '>':
        return a > b
    return a >= b


def _contains(container, item):
    method = _special(container, '__contains__')
    if method is not None:
        return bool(method(item))
    if isinstance(container, (dict, set, frozenset)):
        return _keyed_has(container, item)
    if type(container) is type({}.keys()):
        container = list(container)
    if type(container) is type({}.values()):
        container = list(container)
    for other in container:
        if other is item or other == item:
            return True
    return False


def _lacks(container, item):
    return not _contains(container, item)


# Subscripts

def _get_item(container, key):
    method = _special(container, '__getitem__')
    if method is not None:
        return method(key)
    if isinstance(container, dict):
        return _keyed_get(container, key)
    if isinstance(container, type):
        return container.__class_getitem__(key)
    return container[_index_of(key)]


def _index_of(key):
    if isinstance(key, slice):
        return slice(*[part if part is None else _as_index(part) for part in (key.start, key.stop, key.step)])
    return _as_index(key)


def _as_index(value):
    method = _special(value, '__index__')
    return value if method is None else method()


def _set_item(container, key, value):
    method = _special(container, '__setitem__')
    if method is not None:
        method(key, value)
    elif isinstance(container, dict):
        _keyed_set_item(container, key, value)
    elif isinstance(key, slice):
        container[key] = [item for item in value]
    else:
        container[_as_index(key)] = value


def _delete_item(container, key):
    method = _special(container, '__delitem__')
    if method is not None:
        method(key)
    elif isinstance(container, dict):
        _keyed_delete(container, key)
    else:
        del container[_index_of(key)]


def _missing(mapping, key, factory):
    value = factory()
    mapping[key] = value
    return value


def _extend(target, items):
    for item in items:
        target.append(item)
    return target


def _iterate_items(sequence):
    index = 0
    while True:
        try:
            item = sequence[index]
        except IndexError:
            return
        yield item
        index += 1


# Text

def _leaf(kind, value, spec):
    if kind == 'f':
        name = '__format__'
        text = _special(value, name)(spec)
    elif kind == 's':
        name = '__str__'
        text = _special(value, name)()
    else:
        name = '__repr__'
        method = _special(value, name)
        text = value.__repr__() if method is None else method()
    if not isinstance(text, str):
        if name == '__format__':
            raise TypeError('__format__ must return a str, not %s' % type(text).__name__)
        raise TypeError('%s returned non-string (type %s)' % (name, type(text).__name__))
    return text


def _render(how, *args, **keywords):
    texts = [_leaf(kind, value, spec) for kind, value, spec in _wanted(how, *args, **keywords)]
    return _with_texts(texts, how, *args, **keywords)


def _print(*args, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    text = _render('print', sep, end, *args)
    if file is None:
        _write(text)
    else:
        file.write(text)


class _Stream:
    __module__ = '_io'
    encoding = 'utf-8'
    closed = False

    def __init__(self, name, err):
        self.name = name
        self._err = err

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        _write(text, self._err)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 2 if self._err else 1

    def __repr__(self):
        return "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>" % self.name


class _Input:
    __module__ = '_io'
    encoding = 'utf-8'

    def readline(self):
        try:
            return input() + '\n'
        except EOFError:
            return ''

    def read(self):
        return ''.join(self)

    def readlines(self):
        return [line for line in self]

    def isatty(self):
        return False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


_stdout = _Stream('<stdout>', False)
_stderr = _Stream('<stderr>', True)
_stdin = _Input()


class _Text:
    __module__ = '_io'
    closed = False

    def __init__(self, text=''):
        self._text = text
        self._at = 0

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        return self._text

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        own = self._open()
        self._text = own[:self._at] + text + own[self._at + len(text):]
        self._at += len(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        own = self._open()
        end = len(own) if size is None or size < 0 else self._at + size
        text = own[self._at:end]
        self._at += len(text)
        return text

    def readline(self):
        own = self._open()
        end = own.find('\n', self._at) + 1
        return self.read(-1 if end == 0 else end - self._at)

    def readlines(self):
        return [line for line in self]

    def seek(self, offset, whence=0):
        self._at = offset if whence == 0 else len(self._open())
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._text = self._open()[:self._at if size is None else size]
        return len(self._text)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class StringIO(_Text):
    __module__ = '_io'

    def getvalue(self):
        return self._open()


# Built-in functions

def _collected(callee, places, *args, **keywords):
    args = list(args)
    for place in places:
        args[place] = [item for item in args[place]]
    return callee(*args, **keywords)


def _all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def _any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def _sum(iterable, start=0):
    if not isinstance(iterable, (list, tuple)):
        return _sum_in_parts(iter(iterable), start)
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for item in iterable:
        start = start + item
    return start


def _sum_in_parts(iterator, start):
    while True:
        part = []
        for item in iterator:
            part.append(item)
            if len(part) == 65536:
                break
        else:
            return sum(part, start)
        start = sum(part, start)


def _extreme(name, args, keywords, better):
    if len(args) == 1:
        items = iter(args[0])
    else:
        items = iter(args)
    key = keywords.get('key')
    best = best_key = None
    empty = True
    for item in items:
        item_key = item if key is None else key(item)
        if empty or better(item_key, best_key):
            best, best_key, empty = item, item_key, False
    if not empty:
        return best
    if 'default' in keywords:
        return keywords['default']
    raise ValueError('%s() iterable argument is empty' % name)


def _min(*args, **keywords):
    return _extreme('min', args, keywords, lambda a, b: a < b)


def _max(*args, **keywords):
    return _extreme('max', args, keywords, lambda a, b: a > b)


def _merge_sorted(pairs):
    if len(pairs) < 2:
        return pairs
    middle = len(pairs) // 2
    left, right = _merge_sorted(pairs[:middle]), _merge_sorted(pairs[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def _sorted(iterable, /, *, key=None, reverse=False):
    pairs = [(item if key is None else key(item), item) for item in iterable]
    if reverse:
        pairs.reverse()
    pairs = [item for _, item in _merge_sorted(pairs)]
    if reverse:
        pairs.reverse()
    return pairs


def _list_sort(own, *, key=None, reverse=False):
    items = own[:]
    own.clear()
    _world('turn')
    try:
        items = _sorted(items, key=key, reverse=reverse)
        if own:
            raise ValueError('list modified during sort')
    finally:
        own[:] = items


def _index(own, value, start=0, stop=None):
    stop = len(own) if stop is None else stop
    for index in range(len(own))[start:stop]:
        if own[index] is value or own[index] == value:
            return index
    raise ValueError('%r is not in list' % (value,))


def _count(own, value):
    count = 0
    for item in own:
        if item is value or item == value:
            count += 1
    return count


def _remove(own, value):
    for index in range(len(own)):
        if own[index] is value or own[index] == value:
            del own[index]
            return
    raise ValueError('list.remove(x): x not in list')


def _abs(value):
    return _special(value, '__abs__')()


def _round(value, digits=None):
    method = _special(value, '__round__')
    if method is None and digits is not None:
        return round(value, _as_index(digits))
    return method() if digits is None else method(digits)


def _divmod(a, b):
    for one, other, name in ((a, b, '__divmod__'), (b, a, '__rdivmod__')):
        method = _special(one, name)
        if method is not None:
            return method(other)
    return (a // b, a % b)


def _pow(a, b, modulus=None):
    return a ** b if modulus is None else a ** b % modulus


def _hash(value):
    if isinstance(value, tuple) and type(value) is tuple:
        return hash(tuple([hash(item) for item in value]))
    if isinstance(value, frozenset) and type(value) is frozenset:
        return hash(frozenset([hash(item) for item in value]))
    method = _special(value, '__hash__')
    if method is None:
        raise TypeError("unhashable type: '%s'" % type(value).__name__)
    number = method()
    if not isinstance(number, int):
        raise TypeError('__hash__ method should return an integer')
    return int(number)


def _of_index(function, value):
    return function(_as_index(value))


def _int(value, *base):
    for name in ('__int__', '__index__', '__trunc__'):
        method = _special(value, name)
        if method is not None:
            return method()
    return int(value, *base)


def _float(value):
    return _special(value, '__float__')()


def _range(*args):
    return range(*[_as_index(arg) for arg in args])


def _dict(source, **keywords):
    if hasattr(source, 'keys'):
        pairs = [(key, source[key]) for key in source.keys()]
    else:
        pairs = [tuple(pair) for pair in source]
    made = {}
    for key, value in pairs:
        made[key] = value
    made.update(keywords)
    return made


def _dict_update(own, source, **keywords):
    pairs = _dict(source, **keywords)
    for key in pairs:
        own[key] = pairs[key]


def _next(iterator, *default):
    method = _special(iterator, '__next__')
    if method is None:
        method = iterator.__next__
    if not default:
        return method()
    try:
        return method()
    except StopIteration:
        return default[0]


def _iter_until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


def _enumerate(iterable, start=0):
    iterator = iter(iterable)
    return _enumerating(iterator, start)


def _enumerating(iterator, count):
    for item in iterator:
        yield (count, item)
        count += 1


def _zip(*iterables, strict=False):
    return _zipping([iter(iterable) for iterable in iterables], strict)


def _zipping(iterators, strict):
    missing = object()
    while iterators:
        items = []
        for iterator in iterators:
            item = next(iterator, missing)
            if item is missing:
                if strict and items:
                    raise ValueError('zip() argument %d is shorter than argument 1' % (len(items) + 1))
                if strict:
                    for place, other in enumerate(iterators[1:]):
                        if next(other, missing) is not missing:
                            raise ValueError('zip() argument %d is longer than argument 1' % (place + 2))
                return
            items.append(item)
        yield tuple(items)


def _reversed(sequence):
    method = _special(sequence, '__reversed__')
    if method is not None:
        return method()
    if _special(sequence, '__len__') is None:
        raise TypeError("'%s' object is not reversible" % type(sequence).__name__)
    return (sequence[index] for index in range(len(sequence) - 1, -1, -1))


def map(function, *iterables):
    if not iterables:
        raise TypeError('map() must have at least two arguments.')
    if len(iterables) == 1:
        return _mapping(function, iter(iterables[0]))
    return _mapping_all(function, zip(*iterables))


def _mapping(function, iterator):
    for item in iterator:
        yield function(item)


def _mapping_all(function, tuples):
    for args in tuples:
        yield function(*args)


def filter(function, iterable):
    return _filtering(function, iter(iterable))


def _filtering(function, iterator):
    for item in iterator:
        if item if function is None else function(item):
            yield item


def _hasattr(value, name):
    try:
        getattr(value, name)
    except AttributeError:
        return False
    return True


def _getattr_or(value, name, default):
    try:
        return getattr(value, name)
    except AttributeError:
        return default


def exit(code=None):
    raise SystemExit(code)


# functools

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


# itertools

def chain(*iterables):
    return _chained(iterables)


def _chained(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _chained


def islice(iterable, *bounds):
    bounds = slice(*bounds)
    start, stop, step = bounds.start or 0, bounds.stop, bounds.step or 1
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    return _slicing(iter(iterable), start, stop, step)


def _slicing(iterator, start, stop, step):
    if stop is not None and stop <= 0:
        return
    index = 0
    wanted = start
    if stop is not None and wanted >= stop:
        return
    for item in iterator:
        if index == wanted:
            yield item
            wanted += step
        index += 1
        if stop is not None and index >= stop:
            return


def accumulate(iterable, function=None, *, initial=None):
    iterator = iter(iterable)
    if initial is None:
        missing = object()
        initial = next(iterator, missing)
        if initial is missing:
            return
    total = initial
    yield total
    for item in iterator:
        total = total + item if function is None else function(total, item)
        yield total


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def compress(data, selectors):
    for item, chosen in zip(data, selectors):
        if chosen:
            yield item


def pairwise(iterable):
    missing = object()
    last = missing
    for item in iterable:
        if last is not missing:
            yield (last, item)
        last = item


def batched(iterable, n):
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    missing = object()
    while True:
        items = [next(iterator, missing) for iterator in iterators]
        if all([item is missing for item in items]):
            return
        yield tuple([fillvalue if item is missing else item for item in items])


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    if not all(pools):
        return
    places = [0] * len(pools)
    while True:
        yield tuple([pools[at][places[at]] for at in range(len(pools))])
        at = len(pools) - 1
        while at >= 0:
            places[at] += 1
            if places[at] < len(pools[at]):
                break
            places[at] = 0
            at -= 1
        if at < 0:
            return


def permutations(iterable, r=None):
    items = tuple(iterable)
    size = len(items) if r is None else r

    def extend(chosen):
        if len(chosen) == size:
            yield tuple([items[at] for at in chosen])
            return
        for at in range(len(items)):
            if at not in chosen:
                yield from extend(chosen + [at])

    return extend([])


def combinations(iterable, r):
    items = tuple(iterable)

    def extend(chosen, start):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for at in range(start, len(items)):
            yield from extend(chosen + [items[at]], at + 1)

    return extend([], 0)


def combinations_with_replacement(iterable, r):
    items = tuple(iterable)

    def extend(chosen, start):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for at in range(start, len(items)):
            yield from extend(chosen + [items[at]], at)

    return extend([], 0)


def groupby(iterable, key=None):
    missing = object()
    group_key = missing
    group = []
    for item in iterable:
        item_key = item if key is None else key(item)
        if group_key is missing or item_key != group_key:
            if group_key is not missing:
                yield (group_key, iter(group))
            group_key, group = item_key, []
        group.append(item)
    if group_key is not missing:
        yield (group_key, iter(group))


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [collections.deque() for _ in range(n)]

    def one(own):
        missing = object()
        while True:
            if not own:
                item = next(iterator, missing)
                if item is missing:
                    return
                for other in queues:
                    other.append(item)
            yield own.popleft()

    return tuple([one(own) for own in queues])


# collections

_keywords = frozenset('False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split())


def _checked_names(typename, names, rename):
    if rename:
        seen = set()
        for place, name in enumerate(names):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                names[place] = '_%d' % place
            seen.add(name)
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError('Type names and field names must be valid identifiers: %r' % name)
        if name in _keywords:
            raise ValueError('Type names and field names cannot be a keyword: %r' % name)
    seen = set()
    for name in names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: %r' % name)
        if name in seen:
            raise ValueError('Encountered duplicate field name: %r' % name)
        seen.add(name)
    return tuple(names)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    fields = _checked_names(typename, [str(name) for name in field_names], rename)
    defaults = tuple(defaults) if defaults is not None else ()
    if len(defaults) > len(fields):
        raise TypeError('Got more default values than field names')
    defaults = dict(zip(fields[len(fields) - len(defaults):], defaults)) if defaults else {}

    def bind(args, keywords):
        if len(args) > len(fields):
            takes = str(len(fields) + 1)
            if defaults:
                takes = 'from %d to %s' % (len(fields) + 1 - len(defaults), takes)
            raise TypeError('%s.__new__() takes %s positional arguments but %d were given' % (typename, takes, len(args) + 1))
        values = list(args)
        for field in fields[len(args):]:
            if field in keywords:
                values.append(keywords.pop(field))
            elif field in defaults:
                values.append(defaults[field])
            else:
                raise TypeError("%s.__new__() missing 1 required positional argument: '%s'" % (typename, field))
        for name in keywords:
            raise TypeError("%s.__new__() got an unexpected keyword argument '%s'" % (typename, name))
        return tuple(values)

    class Record(_DerivedTuple):
        _fields = fields
        _field_defaults = defaults
        __match_args__ = fields

        def __new__(cls, *args, **keywords):
            values = bind(args, keywords)
            made = object.__new__(cls)
            object.__setattr__(made, '_own', values)
            for field, value in zip(fields, values):
                object.__setattr__(made, field, value)
            return made

        def __setattr__(self, name, value):
            if name in fields or type(self) is Record:
                raise AttributeError("can't set attribute")
            object.__setattr__(self, name, value)

        def __repr__(self):
            return type(self).__name__ + '(' + ', '.join(['%s=%r' % pair for pair in zip(fields, self._own)]) + ')'

        def _asdict(self):
            return dict(zip(fields, self._own))

        def _replace(self, **changes):
            unknown = [name for name in changes if name not in fields]
            if unknown:
                raise TypeError('Got unexpected field names: %r' % (unknown,))
            return type(self)(**{**self._asdict(), **changes})

        @classmethod
        def _make(cls, values):
            values = list(values)
            if len(values) != len(fields):
                raise TypeError('Expected %d arguments, got %d' % (len(fields), len(values)))
            return cls(*values)

    Record.__name__ = typename
    Record.__qualname__ = typename
    Record.__module__ = '__main__' if module is None else module
    Record.__doc__ = '%s(%s)' % (typename, ', '.join(fields))
    return Record


class SimpleNamespace:
    __module__ = 'types'

    def __init__(self, **keywords):
        for name in keywords:
            setattr(self, name, keywords[name])

    def __repr__(self):
        return 'namespace(' + ', '.join(['%s=%r' % pair for pair in vars(self).items()]) + ')'

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and vars(self) == vars(other)


# dataclasses

class FrozenInstanceError(AttributeError):
    __module__ = 'dataclasses'


class _Field:
    __module__ = 'dataclasses'

    def __init__(self, default, default_factory, init, repr, compare, hash=None, kw_only=None, metadata=None):
        self.name = None
        self.type = None
        self.hash = hash
        self.kw_only = kw_only
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.metadata = {} if metadata is None else metadata

    def _has_default(self):
        return self.default is not _absent or self.default_factory is not _absent


_absent = object()
MISSING = _absent


class KW_ONLY:
    __module__ = 'dataclasses'


class InitVar:
    __module__ = 'dataclasses'

    def __class_getitem__(cls, kind):
        return cls


def field(*, default=_absent, default_factory=_absent, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=None):
    if default is not _absent and default_factory is not _absent:
        raise ValueError('cannot specify both default and default_factory')
    return _Field(default, default_factory, init, repr, compare, hash, kw_only, metadata)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, frozen=False, unsafe_hash=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        return _make_dataclass(cls, init, repr, eq, order, frozen, unsafe_hash, kw_only)
    return decorate if cls is None else decorate(cls)


def _is_note(note, name):
    return note == name or note == 'dataclasses.' + name or note == 'typing.' + name or note.startswith((name + '[', 'dataclasses.' + name + '[', 'typing.' + name + '['))


def _dataclass_fields(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        fields.update(getattr(base, '__dataclass_fields__', {}))
    own = vars(cls)
    notes = own.get('__annotations__', {})
    for name in notes:
        note = notes[name]
        if _is_note(note, 'KW_ONLY'):
            kw_only = True
            continue
        if _is_note(note, 'ClassVar'):
            continue
        default = own.get(name, _absent)
        made = default if isinstance(default, _Field) else _Field(default, _absent, True, True, True)
        if type(made.default) in (list, dict, set):
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory' % (type(made.default), name))
        made.name = name
        made.type = note
        made._init_only = _is_note(note, 'InitVar')
        if made.kw_only is None:
            made.kw_only = kw_only
        fields[name] = made
        if made is default:
            if made.default is _absent:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    return fields


def _make_dataclass(cls, init, repr, eq, order, frozen, unsafe_hash, kw_only):
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    for base in cls.__mro__[1:]:
        params = getattr(base, '__dataclass_frozen__', None)
        if params is not None and params != frozen:
            raise TypeError('cannot inherit %s dataclass from a %s one' % (('frozen', 'non-frozen') if frozen else ('non-frozen', 'frozen')))
    every = _dataclass_fields(cls, kw_only)
    own = vars(cls)
    fields = {name: every[name] for name in every if not every[name]._init_only}
    cls.__dataclass_fields__ = every
    cls.__dataclass_frozen__ = frozen
    if '__match_args__' not in own:
        cls.__match_args__ = tuple([name for name in fields if fields[name].init and not fields[name].kw_only])
    wanted = [one for one in every.values() if one.init and not one.kw_only]
    named = [one for one in every.values() if one.init and one.kw_only]
    seen_default = None
    for one in wanted:
        if one._has_default():
            seen_default = one.name
        elif seen_default is not None:
            raise TypeError("non-default argument '%s' follows default argument '%s'" % (one.name, seen_default))

    def __init__(self, *args, **keywords):
        where = type(self).__name__ + '.__init__()'
        if len(args) > len(wanted):
            most = len(wanted) + 1
            needed = most - len([one for one in wanted if one._has_default()])
            takes = str(most) if needed == most else 'from %d to %d' % (needed, most)
            plural = '' if takes == '1' else 's'
            extra = len([one for one in named if one.name in keywords])
            extra = ' positional arguments (and %d keyword-only argument%s)' % (extra, '' if extra == 1 else 's') if extra else ''
            raise TypeError('%s takes %s positional argument%s but %d%s were given' % (where, takes, plural, len(args) + 1, extra))
        values = {}
        for place, value in enumerate(args):
            values[wanted[place].name] = value
        for name in keywords:
            if name in values:
                raise TypeError("%s got multiple values for argument '%s'" % (where, name))
            if name not in every or not every[name].init:
                raise TypeError("%s got an unexpected keyword argument '%s'" % (where, name))
            values[name] = keywords[name]
        for kind, group in (('positional', wanted), ('keyword-only', named)):
            missing = [one.name for one in group if one.name not in values and not one._has_default()]
            if missing:
                _missing_arguments(where, missing, kind)
        handed = []
        for one in every.values():
            if one.name in values:
                value = values[one.name]
            elif one.default_factory is not _absent:
                value = one.default_factory()
            elif one.default is not _absent and one.init:
                value = one.default
            else:
                continue
            if one._init_only:
                handed.append(value)
            else:
                object.__setattr__(self, one.name, value)
        if hasattr(self, '__post_init__'):
            self.__post_init__(*handed)

    def values(self):
        return tuple([getattr(self, one.name) for one in fields.values() if one.compare])

    running = []

    def __repr__(self):
        if any([one is self for one in running]):
            return '...'
        running.append(self)
        try:
            parts = ['%s=%r' % (one.name, getattr(self, one.name)) for one in fields.values() if one.repr]
        finally:
            running.pop()
        return '%s(%s)' % (type(self).__qualname__, ', '.join(parts))

    def __eq__(self, other):
        return values(self) == values(other) if type(self) is type(other) else NotImplemented

    def __lt__(self, other):
        return values(self) < values(other) if type(self) is type(other) else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if type(self) is type(other) else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if type(self) is type(other) else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if type(self) is type(other) else NotImplemented

    def __setattr__(self, name, value):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError("cannot assign to field '%s'" % name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError("cannot delete field '%s'" % name)
        object.__delattr__(self, name)

    if init and '__init__' not in own:
        cls.__init__ = __init__
    if repr and '__repr__' not in own:
        cls.__repr__ = __repr__
    def __hash__(self):
        return hash(tuple([getattr(self, one.name) for one in fields.values() if (one.compare if one.hash is None else one.hash)]))

    has_hash = '__hash__' in own and not (own['__hash__'] is None and '__eq__' in own)
    if unsafe_hash and has_hash:
        raise TypeError('Cannot overwrite attribute __hash__ in class %s' % cls.__name__)
    if unsafe_hash or (eq and frozen and not has_hash):
        cls.__hash__ = __hash__
    elif eq and not frozen and not has_hash:
        cls.__hash__ = None
    if eq and '__eq__' not in own:
        cls.__eq__ = __eq__
    if order:
        for method in (__lt__, __le__, __gt__, __ge__):
            if method.__name__ in own:
                raise TypeError('Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering' % (method.__name__, cls.__name__))
            setattr(cls, method.__name__, method)
    if frozen:
        for method in (__setattr__, __delattr__):
            if method.__name__ in own:
                raise TypeError('Cannot overwrite attribute %s in class %s' % (method.__name__, cls.__name__))
            setattr(cls, method.__name__, method)
    if cls.__doc__ is None:
        cls.__doc__ = '%s(%s)' % (cls.__name__, ', '.join([_parameter(one) for one in wanted] + (['*'] if named else []) + [_parameter(one) for one in named]))
    return cls


def _parameter(one):
    text = '%s: %s' % (one.name, one.type)
    if one.default is not _absent:
        return '%s = %r' % (text, one.default)
    return text + ' = <factory>' if one.default_factory is not _absent else text


def _missing_arguments(where, names, kind):
    names = ["'%s'" % name for name in names]
    if len(names) == 1:
        raise TypeError('%s missing 1 required %s argument: %s' % (where, kind, names[0]))
    head = ', '.join(names[:-1])
    raise TypeError('%s missing %d required %s arguments: %s%s and %s' % (where, len(names), kind, head, ',' if len(names) > 2 else '', names[-1]))


def is_dataclass(thing):
    return hasattr(thing if isinstance(thing, type) else type(thing), '__dataclass_fields__')


def fields(thing):
    if not is_dataclass(thing):
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([one for one in thing.__dataclass_fields__.values() if not one._init_only])


def asdict(thing, *, dict_factory=dict):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('asdict() should be called on dataclass instances')
    return _taken_apart(thing, lambda one: dict_factory([(part.name, inner) for part, inner in one]), dict_factory)


def astuple(thing, *, tuple_factory=tuple):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('astuple() should be called on dataclass instances')
    return _taken_apart(thing, lambda one: tuple_factory([inner for part, inner in one]), dict)


def _taken_apart(thing, make, kind):
    if is_dataclass(thing) and not isinstance(thing, type):
        return make([(one, _taken_apart(getattr(thing, one.name), make, kind)) for one in fields(thing)])
    if isinstance(thing, tuple) and hasattr(thing, '_fields'):
        return type(thing)(*[_taken_apart(item, make, kind) for item in thing])
    if isinstance(thing, (list, tuple)):
        return type(thing)([_taken_apart(item, make, kind) for item in thing])
    if isinstance(thing, dict):
        return type(thing)([(_taken_apart(key, make, kind), _taken_apart(thing[key], make, kind)) for key in thing])
    return deepcopy(thing)


def replace(thing, /, **changes):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('replace() should be called on dataclass instances')
    for one in thing.__dataclass_fields__.values():
        if not one.init:
            if one.name in changes:
                raise TypeError('field %s is declared with init=False, it cannot be specified with replace()' % one.name)
        elif one.name not in changes:
            if one._init_only and not one._has_default():
                raise TypeError("InitVar %r must be specified with replace()" % one.name)
            if not one._init_only:
                changes[one.name] = getattr(thing, one.name)
    return type(thing)(**changes)


# enum

class auto:
    __module__ = 'enum'
    value = None

    def __or__(self, other):
        return _Union((self, other))

    __ror__ = __or__


class _Union(auto):
    def __init__(self, parts):
        self._parts = parts

    def _number(self):
        number = 0
        for part in self._parts:
            number |= part._number() if isinstance(part, _Union) else part.value if isinstance(part, auto) else part
        return number


# operator

def itemgetter(*keys):
    if len(keys) == 1:
        key = keys[0]
        return lambda value: value[key]
    return lambda value: tuple([value[key] for key in keys])


def _attribute(value, path):
    for name in path.split('.'):
        value = getattr(value, name)
    return value


def attrgetter(*paths):
    if len(paths) == 1:
        path = paths[0]
        return lambda value: _attribute(value, path)
    return lambda value: tuple([_attribute(value, path) for path in paths])


def methodcaller(name, *args, **keywords):
    return lambda value: getattr(value, name)(*args, **keywords)


def _op_add(a, b): return a + b
def _op_sub(a, b): return a - b
def _op_mul(a, b): return a * b
def _op_truediv(a, b): return a / b
def _op_floordiv(a, b): return a // b
def _op_mod(a, b): return a % b
def _op_pow(a, b): return a ** b
def _op_and(a, b): return a & b
def _op_or(a, b): return a | b
def _op_xor(a, b): return a ^ b
def _op_lt(a, b): return a < b
def _op_le(a, b): return a <= b
def _op_eq(a, b): return a == b
def _op_ne(a, b): return a != b
def _op_gt(a, b): return a > b
def _op_ge(a, b): return a >= b
def _op_neg(a): return -a
def _op_not(a): return not a
def _op_is(a, b): return a is b
def _op_contains(a, b): return b in a
def _op_getitem(a, b): return a[b]


# copy

def copy(value):
    method = _special(value, '__copy__')
    return _shallow(value) if method is None else method()


def deepcopy(value, memo=None):
    return _deep(value, {} if memo is None else memo)


def _deep(value, memo):
    kind = type(value)
    if kind in (int, float, str, bool, bytes, range, type, type(None)):
        return value
    if id(value) in memo:
        return memo[id(value)]
    method = _special(value, '__deepcopy__')
    if method is not None:
        made = method(memo)
        memo[id(value)] = made
    elif kind is tuple:
        made = tuple([_deep(item, memo) for item in value])
    elif kind is list:
        made = memo[id(value)] = []
        for item in value:
            made.append(_deep(item, memo))
    elif isinstance(value, dict):
        made = memo[id(value)] = _shallow(value)
        for key in list(made):
            made[key] = _deep(made[key], memo)
    elif kind is set or kind is frozenset:
        made = _shallow(value)
    elif kind is collections.deque:
        made = collections.deque([_deep(item, memo) for item in value], value.maxlen)
        memo[id(value)] = made
    else:
        made = memo[id(value)] = _shallow(value)
        if made is not value:
            attributes = vars(made)
            for name in attributes:
                object.__setattr__(made, name, _deep(attributes[name], memo))
    return made


# contextlib

class _ManagedGenerator:
    __module__ = 'contextlib'

    def __init__(self, generator):
        self._generator = generator

    def __enter__(self):
        for value in self._generator:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, kind, error, trace):
        if error is None:
            missing = object()
            if next(self._generator, missing) is not missing:
                raise RuntimeError("generator didn't stop")
            return False
        try:
            self._generator.throw(error)
        except StopIteration as stop:
            return stop is not error
        except RuntimeError as other:
            if other is error:
                return False
            if isinstance(error, StopIteration) and other.__cause__ is error:
                return False
            raise
        except BaseException as other:
            if other is error:
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self._generator.close()

    def __call__(self, function):
        def inner(*args, **keywords):
            with self._again():
                return function(*args, **keywords)
        return wraps(function)(inner)


def contextmanager(function):
    def make(*args, **keywords):
        made = _ManagedGenerator(function(*args, **keywords))
        made._again = lambda: make(*args, **keywords)
        return made
    return wraps(function)(make)


class AbstractContextManager:
    __module__ = 'contextlib'

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return None


class suppress:
    __module__ = 'contextlib'

    def __init__(self, *kinds):
        self._kinds = kinds

    def __enter__(self):
        return None

    def __exit__(self, kind, error, trace):
        return error is not None and isinstance(error, self._kinds)


class closing:
    __module__ = 'contextlib'

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, kind, error, trace):
        self.thing.close()


class nullcontext:
    __module__ = 'contextlib'

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, kind, error, trace):
        return None


class ExitStack:
    __module__ = 'contextlib'

    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        value = manager.__enter__()
        self._exits.append(manager.__exit__)
        return value

    def callback(self, function, *args, **keywords):
        self._exits.append(lambda kind, error, trace: function(*args, **keywords) and False)
        return function

    def push(self, leave):
        self._exits.append(leave.__exit__ if hasattr(leave, '__exit__') else leave)
        return leave

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        pending = error
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(None if pending is None else type(pending), pending, None):
                    pending = None
            except BaseException as other:
                pending = other
        if pending is not None and pending is not error:
            raise pending
        return error is not None and pending is None


# abc, typing

class ABC:
    __module__ = 'abc'


class ABCMeta(type):
    __module__ = 'abc'


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class _Generic:
    __module__ = 'typing'

    def __class_getitem__(cls, parameters):
        return cls


def _type_variable(*args, **keywords):
    return object


def _identity(value):
    return value


def cast(kind, value):
    return value


# json, pprint

def _json_dump(value, file, **options):
    file.write(json.dumps(value, **options))


def _json_load(file):
    return json.loads(file.read())


def pprint(value, *args, **options):
    print(repr(value))


# statistics

def mean(data):
    data = list(data)
    if not data:
        raise statistics.StatisticsError('mean requires at least one data point')
    return _exact(math.fsum(data) / len(data), data)


def _exact(value, data):
    if all([isinstance(item, int) for item in data]) and value == int(value):
        return int(value)
    return value


def fmean(data):
    data = list(data)
    if not data:
        raise statistics.StatisticsError('fmean requires at least one data point')
    return math.fsum(data) / len(data)


def median(data):
    data = sorted(data)
    if not data:
        raise statistics.StatisticsError('no median for empty data')
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def variance(data):
    data = list(data)
    if len(data) < 2:
        raise statistics.StatisticsError('variance requires at least two data points')
    centre = fmean(data)
    return _exact(math.fsum([(item - centre) ** 2 for item in data]) / (len(data) - 1), data)


def pvariance(data):
    data = list(data)
    centre = fmean(data)
    return _exact(math.fsum([(item - centre) ** 2 for item in data]) / len(data), data)


def stdev(data):
    return math.sqrt(variance(data))


def pstdev(data):
    return math.sqrt(pvariance(data))


def mode(data):
    counted = collections.Counter(data).most_common(1)
    if not counted:
        raise statistics.StatisticsError('no mode for empty data')
    return counted[0][0]


# random.Random: a stream of its own, fixed by its seed

class Random:
    __module__ = 'random'

    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, a=None):
        if a is None:
            a = random.getrandbits(60)
        elif not isinstance(a, int):
            number = 7
            for character in repr(a):
                number = (number * 1000003 + ord(character)) % 2305843009213693951
            a = number
        self._state = a % 18446744073709551616

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        value = 0
        for _ in range((k + 63) // 64):
            self._state = (self._state + 11400714819323198485) % 18446744073709551616
            mixed = (self._state ^ self._state >> 30) * 13787848793156543929 % 18446744073709551616
            mixed = (mixed ^ mixed >> 27) * 10723151780598845931 % 18446744073709551616
            value = value << 64 | mixed ^ mixed >> 31
        return value >> -k % 64

    def random(self):
        return self.getrandbits(53) / 9007199254740992

    def randrange(self, start, stop=None, step=1):
        choices = range(start) if stop is None else range(start, stop, step)
        if not choices:
            raise ValueError('empty range for randrange()')
        return choices[self._below(len(choices))]

    def _below(self, n):
        return self.getrandbits(64 + n.bit_length()) % n

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        from bisect import bisect_right
        population = list(population)
        if cum_weights is None:
            cum_weights = list(accumulate([1] * len(population) if weights is None else weights))
        return [population[bisect_right(cum_weights, self.random() * cum_weights[-1], 0, len(population) - 1)] for _ in range(k)]

    def shuffle(self, x):
        for at in range(len(x) - 1, 0, -1):
            other = self._below(at + 1)
            x[at], x[other] = x[other], x[at]

    def sample(self, population, k):
        pool = list(population)
        if not 0 <= k <= len(pool):
            raise ValueError('Sample larger than population or is negative')
        self.shuffle(pool)
        return pool[:k]

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * math.sqrt(-2 * math.log(1 - self.random())) * math.cos(2 * math.pi * self.random())

    normalvariate = gauss

    def expovariate(self, lambd=1.0):
        return -math.log(1 - self.random()) / lambd

    def triangular(self, low=0.0, high=1.0, mode=None):
        return low + (high - low) * (self.random() + self.random()) / 2


# traceback

def format_exception(error, *rest, **options):
    if rest:
        error = rest[0]
    return [_world('traceback', error, str(error))]


def format_exc(limit=None, chain=True):
    error = _world('handled')
    return 'NoneType: None\n' if error is None else _world('traceback', error, str(error))


def print_exc(limit=None, file=None, chain=True):
    (_stderr if file is None else file).write(format_exc())


def print_exception(error, *rest, file=None, **options):
    (_stderr if file is None else file).write(format_exception(error, *rest)[0])


def exc_info():
    error = _world('handled')
    return (None, None, None) if error is None else (type(error), error, _Trace(error))


class _Trace:
    # What stands for a traceback: functions that print one take the exception.
    __module__ = 'builtins'
    tb_next = None

    def __init__(self, error):
        self._error = error


# logging

_levels = {10: 'DEBUG', 20: 'INFO', 30: 'WARNING', 40: 'ERROR', 50: 'CRITICAL'}


def _level(level):
    if isinstance(level, str):
        for number in _levels:
            if _levels[number] == level:
                return number
        raise ValueError('Unknown level: %r' % level)
    return level


def _level_name(level):
    return _levels.get(level, 'Level %s' % level)


class Formatter:
    __module__ = 'logging'

    def __init__(self, fmt=None, datefmt=None, style='%'):
        self._fmt = fmt if fmt is not None else ('%(message)s' if style == '%' else '{message}')
        self.datefmt = datefmt
        self._style = style

    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return '%s,%03d' % (time.strftime('%Y-%m-%d %H:%M:%S', moment), record.msecs)

    def format(self, record):
        fields = dict(vars(record))
        fields['message'] = record.getMessage()
        fields['asctime'] = self.formatTime(record, self.datefmt)
        text = self._fmt.format(**fields) if self._style == '{' else self._fmt % fields
        if record.exc_info:
            error = record.exc_info
            trace = format_exception(error)[0] if isinstance(error, BaseException) else format_exc()
            text += '\n' + trace[:-1]
        return text


class LogRecord:
    __module__ = 'logging'

    def __init__(self, name, level, msg, args, error):
        thread = current_thread()
        self.name = name
        self.msg = msg
        self.args = args
        self.levelname = _level_name(level)
        self.levelno = level
        self.created = time.time()
        self.msecs = int(self.created * 1000) % 1000
        self.relativeCreated = time.monotonic() * 1000
        self.threadName = thread.name
        self.thread = thread.ident
        self.processName = current_process().name
        self.process = os.getpid()
        self.exc_info = error
        self.module = '__main__'
        self.lineno, self.funcName = _world('place')
        self.filename = '__main__.py'
        self.pathname = '__main__.py'

    def getMessage(self):
        text = str(self.msg)
        if not self.args:
            return text
        if len(self.args) == 1 and isinstance(self.args[0], dict) and self.args[0]:
            return text % self.args[0]
        return text % self.args


class Handler:
    __module__ = 'logging'

    def __init__(self, stream=None):
        self.level = 0
        self.formatter = None
        self.stream = stream

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (_default_formatter if self.formatter is None else self.formatter).format(record)

    def handle(self, record):
        if record.levelno >= self.level:
            self.emit(record)

    def emit(self, record):
        stream = _stderr if self.stream is None else self.stream
        stream.write(self.format(record) + '\n')

    def flush(self):
        pass

    def close(self):
        pass


class NullHandler(Handler):
    __module__ = 'logging'

    def emit(self, record):
        pass


_default_formatter = Formatter()


class Logger:
    __module__ = 'logging'

    def __init__(self, name, parent):
        self.name = name
        self.level = 0
        self.parent = parent
        self.handlers = []
        self.propagate = True
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return 0

    def getChild(self, suffix):
        return getLogger(suffix if self.parent is None else self.name + '.' + suffix)

    def isEnabledFor(self, level):
        return level > _log_disabled and level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers) or (self.parent is not None and self.parent.hasHandlers())

    def log(self, level, msg, *args, exc_info=None, **extra):
        if self.disabled or not self.isEnabledFor(level):
            return
        record = LogRecord(self.name, level, msg, args, exc_info)
        logger = self
        handled = False
        while logger is not None:
            for handler in logger.handlers:
                handled = True
                handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not handled and level >= 30:
            _stderr.write(_default_formatter.format(record) + '\n')

    def debug(self, msg, *args, **options):
        self.log(10, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(20, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(30, msg, *args, **options)

    def warn(self, msg, *args, **options):
        self.log(30, msg, *args, **options)

    def error(self, msg, *args, **options):
        self.log(40, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(40, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(50, msg, *args, **options)

    def __repr__(self):
        return '<%s %s (%s)>' % (type(self).__name__, self.name, _level_name(self.getEffectiveLevel()))


_root = Logger('root', None)
_root.level = 30
_loggers = {}


def getLogger(name=None):
    if not name or name == 'root':
        return _root
    if name not in _loggers:
        parent = _root
        if '.' in name:
            parent = getLogger(name.rpartition('.')[0])
        _loggers[name] = Logger(name, parent)
    return _loggers[name]


def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None):
    if force:
        _root.handlers.clear()
    if not _root.handlers:
        if format is None:
            format = '{levelname}:{name}:{message}' if style == '{' else '%(levelname)s:%(name)s:%(message)s'
        formatter = Formatter(format, datefmt, style)
        for handler in [Handler(stream)] if handlers is None else handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            _root.addHandler(handler)
        if level is not None:
            _root.setLevel(level)


def _root_log(level, msg, args, options):
    if not _root.handlers:
        basicConfig()
    _root.log(level, msg, *args, **options)


def _log_debug(msg, *args, **options): _root_log(10, msg, args, options)
def _log_info(msg, *args, **options): _root_log(20, msg, args, options)
def _log_warning(msg, *args, **options): _root_log(30, msg, args, options)
def _log_error(msg, *args, **options): _root_log(40, msg, args, options)
def _log_exception(msg, *args, exc_info=True, **options): _root_log(40, msg, args, {'exc_info': exc_info})
def _log_critical(msg, *args, **options): _root_log(50, msg, args, options)
def _log(level, msg, *args, **options): _root_log(level, msg, args, options)


_log_disabled = 0


def _log_disable(level=50):
    global _log_disabled
    _log_disabled = _level(level)


# sys.argv, which every world sets

_argv = []

_environ = {}
_version_info = (3, 13, 0, 'final', 0)


_struct_times = []


def _struct_time(parts):
    if not _struct_times:
        _struct_times.append(namedtuple('struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'))
        _struct_times[0].__repr__ = lambda own: 'time.struct_time(%s)' % ', '.join(['%s=%r' % pair for pair in own._asdict().items()])
    return _struct_times[0](*parts)


def _localtime_record(seconds=None):
    return _struct_time(time._localtime() if seconds is None else time._localtime(seconds))


def _gmtime_record(seconds=None):
    return _struct_time(time._gmtime() if seconds is None else time._gmtime(seconds))


def _strftime_record(format, moment=None):
    return time._strftime(format) if moment is None else time._strftime(format, tuple(moment))


def _clock():
    return time.perf_counter()


def _capwords(text, sep=None):
    return (' ' if sep is None else sep).join([word.capitalize() for word in text.split(sep)])
