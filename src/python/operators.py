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
