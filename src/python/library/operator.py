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
def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def truediv(a, b): return a / b
def floordiv(a, b): return a // b
def mod(a, b): return a % b
def _op_pow(a, b): return a ** b
def and_(a, b): return a & b
def or_(a, b): return a | b
def xor(a, b): return a ^ b
def lt(a, b): return a < b
def le(a, b): return a <= b
def eq(a, b): return a == b
def ne(a, b): return a != b
def gt(a, b): return a > b
def ge(a, b): return a >= b
def neg(a): return -a
def not_(a): return not a
def is_(a, b): return a is b
def contains(a, b): return b in a
def getitem(a, b): return a[b]


pow = _op_pow
pow.__name__ = pow.__qualname__ = 'pow'
