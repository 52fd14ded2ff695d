

# Keys that the program's classes compare: the equal key that a container has, if any, takes the place of the one that is given.

def _find_key(container, key):
    number = hash(key)
    for other in _rivals(container, key, number):
        if other is key or other == key:
            return other, number
    return key, number


def _keyed_get(container, key):
    found, number = _find_key(container, key)
    if _raw('has', container, found):
        return _raw('get', container, found)
    if isinstance(container, collections.defaultdict) and container.default_factory is not None:
        return _missing(container, key, container.default_factory)
    if isinstance(container, collections.Counter):
        return 0
    raise KeyError(key)


def _keyed_set_item(container, key, value):
    found, number = _find_key(container, key)
    _raw('set', container, found, value, number)


def _keyed_delete(container, key):
    found, number = _find_key(container, key)
    if not _raw('has', container, found):
        raise KeyError(key)
    _raw('del', container, found)


def _keyed_has(container, key):
    return _raw('has', container, _find_key(container, key)[0])


def _keyed_add(container, item):
    found, number = _find_key(container, item)
    if not _raw('has', container, found):
        _raw('add', container, found, number)


def _keyed_dict(*items):
    made = {}
    for at in range(0, len(items), 2):
        made[items[at]] = items[at + 1]
    return made


def _keyed_set(items):
    made = set()
    for item in items:
        _keyed_add(made, item)
    return made


def _keyed_frozenset(items):
    return _raw('freeze', _keyed_set(items), None)


def _keyed_counter(items=(), **keywords):
    made = collections.Counter(**keywords)
    made.update(items)
    return made


def _keyed_like(own, items):
    return _keyed_frozenset(items) if isinstance(own, frozenset) else _keyed_set(items)


def _keyed_operation(symbol, a, b):
    if symbol == '|':
        return _keyed_like(a, list(a) + list(b))
    if symbol == '&':
        return _keyed_like(a, [item for item in a if item in b])
    if symbol == '-':
        return _keyed_like(a, [item for item in a if item not in b])
    return _keyed_like(a, [item for item in a if item not in b] + [item for item in b if item not in a])


def _keyed_method(own, name, *args, **keywords):
    if isinstance(own, dict):
        return _keyed_dict_method(own, name, *args, **keywords)
    if name == 'add':
        return _keyed_add(own, args[0])
    if name == 'remove':
        return _keyed_delete(own, args[0])
    if name == 'discard':
        if _keyed_has(own, args[0]):
            _keyed_delete(own, args[0])
        return None
    if name == '__contains__':
        return _keyed_has(own, args[0])
    if name == 'issubset':
        others = _keyed_set(args[0])
        return all([item in others for item in own])
    if name == 'issuperset':
        return all([item in own for item in args[0]])
    if name == 'isdisjoint':
        return not any([item in own for item in args[0]])
    plain = 'union' if name == 'update' else name.replace('_update', '')
    symbol = {'union': '|', 'intersection': '&', 'difference': '-', 'symmetric_difference': '^'}[plain]
    result = own
    for other in args:
        result = _keyed_operation(symbol, result, _keyed_set(other))
    if plain == name:
        return result
    _keyed_refill(own, result)


def _keyed_refill(own, items):
    items = list(items)
    own.clear()
    for item in items:
        _keyed_add(own, item)


def _keyed_dict_method(own, name, *args, **keywords):
    if name == 'update' or name == 'subtract':
        return _keyed_update(own, -1 if name == 'subtract' else 1, args[0] if args else (), keywords)
    if name == 'fromkeys':
        return _keyed_dict(*[part for key in args[0] for part in (key, *args[1:2])])
    found, number = _find_key(own, args[0])
    inside = _raw('has', own, found)
    if name == 'get':
        return _raw('get', own, found) if inside else args[1] if len(args) > 1 else None
    if name == '__contains__':
        return inside
    if name == 'setdefault':
        if not inside:
            _raw('set', own, found, args[1] if len(args) > 1 else None, number)
        return _raw('get', own, found)
    if not inside:
        if name == 'pop' and len(args) > 1:
            return args[1]
        raise KeyError(args[0])
    value = _raw('get', own, found)
    _raw('del', own, found)
    if name == 'move_to_end':
        _raw('set', own, found, value, number)
        return None
    return value


def _keyed_update(own, sign, source, keywords):
    counts = isinstance(own, collections.Counter)
    if hasattr(source, 'keys'):
        pairs = [(key, source[key]) for key in source.keys()]
    elif counts:
        pairs = [(item, 1) for item in source]
    else:
        pairs = [tuple(pair) for pair in source]
    for key, value in pairs + list(keywords.items()):
        own[key] = own[key] + sign * value if counts else value
