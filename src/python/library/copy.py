import collections


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
