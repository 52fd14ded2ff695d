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


def _min(*args, **keywords):
    key = keywords.get('key')
    items = iter(args[0] if len(args) == 1 else args)
    for best in items:
        break
    else:
        return _extreme_of_none('min', keywords)
    if key is None:
        for item in items:
            if item < best:
                best = item
        return best
    best_key = key(best)
    for item in items:
        item_key = key(item)
        if item_key < best_key:
            best, best_key = item, item_key
    return best


def _max(*args, **keywords):
    key = keywords.get('key')
    items = iter(args[0] if len(args) == 1 else args)
    for best in items:
        break
    else:
        return _extreme_of_none('max', keywords)
    if key is None:
        for item in items:
            if item > best:
                best = item
        return best
    best_key = key(best)
    for item in items:
        item_key = key(item)
        if item_key > best_key:
            best, best_key = item, item_key
    return best


def _extreme_of_none(name, keywords):
    if 'default' in keywords:
        return keywords['default']
    raise ValueError('%s() iterable argument is empty' % name)


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
    items = list(iterable)
    keys = items if key is None else [key(item) for item in items]
    if reverse:
        items.reverse()
        if keys is not items:
            keys.reverse()
    found = _helped('order', keys, items)
    if found is NotImplemented:
        pairs = [(keys[at], items[at]) for at in range(len(items))]
        found = [item for _, item in _merge_sorted(pairs)]
    if reverse:
        found.reverse()
    return found


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
    args = [_as_index(arg) for arg in args]
    if all([-9223372036854775808 <= arg <= 9223372036854775807 for arg in args]):
        return range(*args)
    start, stop, step = (0, args[0], 1) if len(args) == 1 else (args + [1])[:3]
    if step == 0:
        raise ValueError('range() arg 3 must not be zero')
    return _BigRange(start, stop, step)


class _BigRange:
    # A range whose bounds are too big for the built-in one.
    __module__ = 'builtins'
    __qualname__ = 'range'

    def __init__(self, start, stop, step):
        self.start, self.stop, self.step = start, stop, step
        self._count = max(0, -((start - stop) // step) if step > 0 else -((stop - start) // -step))

    def __len__(self):
        if self._count > 9223372036854775807:
            raise OverflowError('Python int too large to convert to C ssize_t')
        return self._count

    def __bool__(self):
        return self._count > 0

    def __contains__(self, value):
        if not isinstance(value, int):
            return any([value == item for item in self])
        return 0 <= (value - self.start) // self.step < self._count and (value - self.start) % self.step == 0

    def __iter__(self):
        for at in itertools.count():
            if at >= self._count:
                return
            yield self.start + at * self.step

    def __reversed__(self):
        return iter(self[::-1])

    def __getitem__(self, key):
        if isinstance(key, slice):
            step = 1 if key.step is None else key.step
            count = self._count
            if step > 0:
                first, last = _bounds(key.start, 0, count), _bounds(key.stop, count, count)
            else:
                first, last = _bounds(key.start, count - 1, count, -1), _bounds(key.stop, -1, count, -1)
            return range(self.start + first * self.step, self.start + last * self.step, self.step * step)
        at = _as_index(key)
        at = at + self._count if at < 0 else at
        if not 0 <= at < self._count:
            raise IndexError('range object index out of range')
        return self.start + at * self.step

    def __eq__(self, other):
        if not isinstance(other, _BigRange):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return self._count, self.start if self._count else None, self.step if self._count > 1 else None

    def index(self, value):
        if value not in self:
            raise ValueError('%r is not in range' % (value,))
        return (value - self.start) // self.step

    def count(self, value):
        return int(value in self)

    def __repr__(self):
        step = '' if self.step == 1 else ', %r' % self.step
        return 'range(%r, %r%s)' % (self.start, self.stop, step)


def _bounds(value, default, count, least=0):
    if value is None:
        return default
    value = value + count if value < 0 else value
    return max(least, min(value, count + least))


def _rounded(function, value):
    method = _special(value, '__%s__' % function.__name__)
    if method is None:
        method = _special(value, '__float__') or _special(value, '__index__')
        if method is None:
            if function.__name__ == 'trunc':
                raise TypeError("type %s doesn't define __trunc__ method" % type(value).__name__)
            raise TypeError('must be real number, not %s' % type(value).__name__)
        return function(method())
    return method()


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


def map(function=None, /, *iterables):
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


def filter(*args):
    if len(args) != 2:
        raise TypeError('filter expected 2 arguments, got %d' % len(args))
    return _filtering(args[0], iter(args[1]))


def _filtering(function, iterator):
    for item in iterator:
        if item if function is None else function(item):
            yield item


def _isinstance(value, kinds):
    for kind in kinds if type(kinds) is tuple else (kinds,):
        check = _special(kind, '__instancecheck__')
        if type(value) is kind or (isinstance(value, kind) if check is None else check(value)):
            return True
    return False


def _issubclass(cls, kinds):
    for kind in kinds if type(kinds) is tuple else (kinds,):
        check = _special(kind, '__subclasscheck__')
        if cls is kind or (issubclass(cls, kind) if check is None else check(cls)):
            return True
    return False


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


# traceback

def format_exception(error, *rest, **options):
    if rest:
        error = rest[0]
    return [_world('traceback', error, str(error))]


def format_exc(limit=None, chain=True):
    error = _world('handled')
    return 'NoneType: None\n' if error is None else _world('traceback', error, str(error))


def print_exc(limit=None, file=None, chain=True):
    import sys
    (sys.stderr if file is None else file).write(format_exc())


def print_exception(error, *rest, file=None, **options):
    import sys
    (sys.stderr if file is None else file).write(format_exception(error, *rest)[0])


def exc_info():
    error = _world('handled')
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


# sys.argv, which every world sets

_argv = []


_environ = {}


_version_info = (3, 13, 0, 'final', 0)


# Objects live as long as the program can reach them

def _collected_nothing(generation=2):
    return 0
