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
        from copy import copy
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


def _differs(a, b):
    method = _special(a, '__eq__')
    same = NotImplemented if method is None else method(b)
    return same if same is NotImplemented else not same


def _counter_sign(counter, sign):
    made = type(counter)()
    for key, count in counter.items():
        if count * sign > 0:
            made[key] = count * sign
    return made


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
    if isinstance(a, collections.Counter) and isinstance(b, collections.Counter):
        if symbol[0] == '>':
            a, b, symbol = b, a, symbol.replace('>', '<')
        less = all([a[key] <= b[key] for one in (a, b) for key in one])
        return less and (len(symbol) == 2 or a != b)
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


def _format_map(text, mapping):
    # What the fields name is looked up first: a mapping may make up what it gives.
    found = {}
    for field in text.replace('{{', '').split('{')[1:]:
        name = field
        for end in '}!:.[':
            name = name.split(end)[0]
        if name and not name.isdigit():
            found[name] = mapping[name]
    return text.format(**found)


def _print(*args, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    text = _render('print', sep, end, *args)
    if file is None:
        _write(text)
    else:
        file.write(text)


def _write_out(text):
    import sys
    sys.stdout.write(text)


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
