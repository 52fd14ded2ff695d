

# Complex numbers, and bytes that change

class complex:
    __module__ = 'builtins'
    __slots__ = ('real', 'imag')

    def __new__(cls, real=0, imag=0):
        made = object.__new__(cls)
        if isinstance(real, str):
            real, extra = _complex_parts(real)
        elif isinstance(real, complex):
            real, extra = real.real, real.imag
        else:
            method = _special(real, '__complex__')
            if method is not None:
                found = method()
                real, extra = found.real, found.imag
            elif isinstance(real, (int, float)) or _special(real, '__float__') is not None or _special(real, '__index__') is not None:
                real, extra = float(real), 0.0
            else:
                raise TypeError("complex() argument 'real' must be a real number, not %s" % type(real).__name__)
        if isinstance(imag, complex):
            real, imag = real - imag.imag, imag.real
        elif not isinstance(imag, (int, float)):
            raise TypeError("complex() argument 'imag' must be a real number, not %s" % type(imag).__name__)
        object.__setattr__(made, 'real', real)
        object.__setattr__(made, 'imag', extra + imag)
        return made

    def __init__(self, *args, **keywords):
        pass

    def __setattr__(self, name, value):
        raise AttributeError('readonly attribute')

    def conjugate(self):
        return complex(self.real, -self.imag)

    def __complex__(self):
        return self

    def __repr__(self):
        imag = _bare(self.imag)
        if self.real == 0 and math.copysign(1, self.real) > 0:
            return imag + 'j'
        return '(%s%s%sj)' % (_bare(self.real), '' if imag[0] == '-' else '+', imag)

    def __format__(self, spec):
        if not spec:
            return str(self)
        align = [at for at, mark in enumerate(spec[:2]) if mark in '<>^=']
        fill = spec[:align[-1] + 1] if align else ''
        rest = spec[len(fill):]
        if '=' in fill:
            raise ValueError("'=' alignment flag is not allowed in complex format specifier")
        if rest[:1] == '0':
            raise ValueError('Zero padding is not allowed in complex format specifier')
        sign = rest[0] if rest[:1] and rest[0] in '+- ' else ''
        rest = rest[len(sign):]
        width = ''
        while rest[:1].isdigit():
            width, rest = width + rest[0], rest[1:]
        if rest and rest[-1].isalpha():
            text = format(self.real, sign + rest) + format(self.imag, '+' + rest) + 'j'
        else:
            text = '(' + format(self.real, sign + rest) + format(self.imag, '+' + rest) + 'j)'
        return format(text, (fill or '>') + width)

    def __hash__(self):
        return hash(self.real) if self.imag == 0 else hash((self.real, self.imag))

    def __eq__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else self.real == other.real and self.imag == other.imag

    def __bool__(self):
        return self.real != 0 or self.imag != 0

    def __abs__(self):
        return math.hypot(self.real, self.imag)

    def __neg__(self):
        return complex(-self.real, -self.imag)

    def __pos__(self):
        return complex(self.real, self.imag)

    def __add__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else complex(self.real + other.real, self.imag + other.imag)

    __radd__ = __add__

    def __sub__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else complex(self.real - other.real, self.imag - other.imag)

    def __rsub__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other):
        other = _as_complex(other)
        if other is None:
            return NotImplemented
        return complex(self.real * other.real - self.imag * other.imag, self.real * other.imag + self.imag * other.real)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _as_complex(other)
        if other is None:
            return NotImplemented
        if not other:
            raise ZeroDivisionError('complex division by zero')
        if abs(other.real) >= abs(other.imag):
            ratio = other.imag / other.real
            below = other.real + other.imag * ratio
            return complex((self.real + self.imag * ratio) / below, (self.imag - self.real * ratio) / below)
        ratio = other.real / other.imag
        below = other.real * ratio + other.imag
        return complex((self.real * ratio + self.imag) / below, (self.imag * ratio - self.real) / below)

    def __rtruediv__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else other / self

    def __pow__(self, other):
        other = _as_complex(other)
        if other is None:
            return NotImplemented
        if not other:
            return complex(1)
        if other.imag == 0 and other.real == int(other.real) and abs(other.real) <= 100:
            made = complex(1)
            for _ in range(abs(int(other.real))):
                made = made * self
            return made if other.real > 0 else complex(1) / made
        if not self:
            if other.real < 0 or other.imag:
                raise ZeroDivisionError('zero to a negative or complex power')
            return complex(0)
        size, angle = abs(self), math.atan2(self.imag, self.real)
        length = size ** other.real * math.exp(-angle * other.imag)
        turn = angle * other.real + math.log(size) * other.imag
        return complex(length * math.cos(turn), length * math.sin(turn))

    def __rpow__(self, other):
        other = _as_complex(other)
        return NotImplemented if other is None else other ** self


def _bare(number):
    text = repr(float(number))
    return text[:-2] if text.endswith('.0') else text


def _as_complex(value):
    if isinstance(value, complex):
        return value
    return complex(value) if isinstance(value, (int, float)) else None


def _complex_parts(text):
    bare = text.strip()
    if bare[:1] == '(' and bare[-1:] == ')':
        bare = bare[1:-1].strip()
    try:
        if bare[-1:] not in ('j', 'J'):
            return float(bare), 0.0
        bare = bare[:-1]
        at = max([at for at, mark in enumerate(bare) if mark in '+-' and (at == 0 or bare[at - 1] not in 'eE')] + [0])
        imag = bare[at:]
        imag = float(imag + '1') if imag in ('', '+', '-') else float(imag)
        return float(bare[:at]) if at else 0.0, imag
    except ValueError:
        raise ValueError('complex() arg is a malformed string') from None


class bytearray:
    __module__ = 'builtins'
    __hash__ = None

    def __init__(self, source=b'', encoding=None, errors=None):
        if isinstance(source, str):
            if encoding is None:
                raise TypeError('string argument without an encoding')
            source = source.encode(encoding)
        if isinstance(source, (bytes, int)):
            self._items = list(bytes(source))
        else:
            self._items = [_checked_byte(item) for item in source]

    def __bytes__(self):
        return bytes(self._items)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return bytes(item) in bytes(self._items) if isinstance(item, bytearray) else item in bytes(self._items)

    def __getitem__(self, key):
        try:
            return bytearray(bytes(self._items[key])) if isinstance(key, slice) else self._items[key]
        except IndexError:
            raise IndexError('bytearray index out of range') from None

    def __setitem__(self, key, value):
        if isinstance(key, slice):
            self._items[key] = list(bytes(value))
        elif isinstance(key, int):
            _checked_byte(value)
            try:
                self._items[key] = value
            except IndexError:
                raise IndexError('bytearray index out of range') from None
        else:
            raise TypeError('bytearray indices must be integers or slices, not %s' % type(key).__name__)

    def __delitem__(self, key):
        del self._items[key]

    def __getattr__(self, name):
        if name == '_items':
            raise AttributeError(name)
        try:
            return getattr(bytes(self._items), name)
        except AttributeError:
            raise AttributeError("'bytearray' object has no attribute '%s'" % name) from None

    def _same(self, other):
        return isinstance(other, (bytes, bytearray))

    def __eq__(self, other):
        return bytes(self._items) == bytes(other) if self._same(other) else NotImplemented

    def __lt__(self, other):
        return self._items < list(other) if self._same(other) else NotImplemented

    def __le__(self, other):
        return self._items <= list(other) if self._same(other) else NotImplemented

    def __gt__(self, other):
        return self._items > list(other) if self._same(other) else NotImplemented

    def __ge__(self, other):
        return self._items >= list(other) if self._same(other) else NotImplemented

    def __add__(self, other):
        if not self._same(other):
            raise TypeError("can't concat %s to bytearray" % type(other).__name__)
        return bytearray(bytes(self._items) + bytes(other))

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return bytearray(bytes(self._items) * times)

    __rmul__ = __mul__

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, bytes(self._items))

    def append(self, item):
        self._items.append(_checked_byte(item))

    def extend(self, items):
        self._items.extend([_checked_byte(item) for item in items])

    def insert(self, index, item):
        self._items.insert(index, _checked_byte(item))

    def pop(self, index=-1):
        if not self._items:
            raise IndexError('pop from empty bytearray')
        return self._items.pop(index)

    def remove(self, value):
        if value not in self._items:
            raise ValueError('value not found in bytearray')
        self._items.remove(value)

    def reverse(self):
        self._items.reverse()

    def clear(self):
        self._items.clear()

    def copy(self):
        return bytearray(bytes(self._items))

    @classmethod
    def fromhex(cls, text):
        text = ''.join(text.split())
        return cls(bytes([int(text[at:at + 2], 16) for at in range(0, len(text), 2)]))


def _checked_byte(item):
    if not isinstance(item, int):
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(item).__name__)
    if not 0 <= item < 256:
        raise ValueError('byte must be in range(0, 256)')
    return item


def _is_hashable(value):
    try:
        hash(value)
    except TypeError:
        return False
    return True
