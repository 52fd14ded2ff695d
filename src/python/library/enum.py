# As CPython's enum does it. A member of an enum that mixes in a built-in type is an instance of a class derived from that.

from _enum import _Union, _is_descriptor, _is_dunder, _is_private, _is_single_bit, _is_sunder, _iter_bits_lsb
from _enum import _enum_hidden, _enum_resolved, _names_of, _one_bit, _property, auto, bin, property, show_flag_values

_absent = object()
_function = type(lambda: 0)


class EnumType(type):
    def __call__(cls, value=_absent, names=_absent, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is _absent and not more and (type is None or value is _absent):
            if value is _absent:
                raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
            return cls._lookup(value)
        if cls.__members__:
            return cls._lookup((value, names) + more)
        if names is _absent and type is None:
            raise TypeError('%r has no members; specify `names=()` if you meant to create a new, empty, enum' % (cls,))
        return _enum_made(cls, value, names, type, start, qualname)

    def __iter__(cls):
        return iter(list(cls._canon_.values()))

    def __reversed__(cls):
        return reversed(list(cls._canon_.values()))

    def __len__(cls):
        return len(cls._canon_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any([one._value_ == value for one in cls.__members__.values()])

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __setattr__(cls, name, value):
        if name in cls.__members__ and name in _names_of(cls):
            raise AttributeError('cannot reassign member %r' % (name,))
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__members__:
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, name))
        type.__delattr__(cls, name)

    def __repr__(cls):
        return "<%s '%s'>" % ('flag' if issubclass(cls, Flag) else 'enum', cls.__name__)


EnumMeta = EnumType


def _enum_made(base, name, names, mixed, start, qualname):
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    body = {}
    last = []
    if isinstance(names, dict):
        pairs = list(names.items())
    else:
        pairs = []
        for index, one in enumerate(names):
            if isinstance(one, str):
                value = base._generate_next_value_(one, start, index, last[:])
                last.append(value)
                pairs.append((one, value))
            else:
                pairs.append((one[0], one[1]))
    for one, value in pairs:
        body[one] = value
    mixed = {int: _DerivedInt, str: _DerivedStr, float: _DerivedFloat, tuple: _DerivedTuple}.get(mixed, mixed)
    bases = (base,) if mixed is None else (mixed, base)
    body['__module__'] = '__main__'
    return type(name, bases, body)


class Enum(metaclass=EnumType):
    __members__ = {}
    _canon_ = {}
    _member_type_ = object
    _member_map_ = {}
    _member_names_ = []
    _value2member_map_ = {}

    def __init_subclass__(cls, boundary=None, **keywords):
        if cls.__module__ == 'enum' and cls.__name__ in ('Flag', 'IntEnum', 'IntFlag', 'StrEnum', 'ReprEnum'):
            cls._member_type_ = getattr(cls, '_kind', object)
            return
        for base in cls.__mro__[1:]:
            if _names_of(base).get('__members__') and base is not Enum:
                raise TypeError("<enum '%s'> cannot extend %r" % (cls.__name__, base))
        names = dict(vars(cls))
        if boundary is not None:
            cls._boundary_ = boundary
        cls._pseudo_ = {}
        kind = getattr(cls, '_kind', None)
        new = data = None
        for base in cls.__mro__:
            own = _names_of(base)
            if base is object or '_kind' in own or base.__module__ == 'builtins':
                break
            if issubclass(base, Enum):
                if '__new__' in own and base.__module__ != 'enum' and new is None:
                    new = base.__new__
            elif '__new__' in own or '__dataclass_fields__' in own:
                data = base
                if new is None and '__new__' in own:
                    new = base.__new__
                break
        if '__new__' in names:
            cls.__new_member__ = names['__new__']
        for shown in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
            if kind is not None and shown not in names:
                for base in cls.__mro__:
                    if issubclass(base, Enum) and shown in _names_of(base) or base is Enum:
                        break
                setattr(cls, shown, _names_of(base).get(shown, getattr(Enum, shown)))
        members, canon, last = {}, {}, []
        cls._member_type_ = data if data is not None else kind if kind is not None else object
        cls._member_map_ = members
        ignored = names.get('_ignore_', ())
        if isinstance(ignored, str):
            ignored = ignored.replace(',', ' ').split()
        cls.__members__ = members
        cls._canon_ = canon
        for name in names:
            value = names[name]
            if _enum_hidden(name, cls) or name in ignored:
                continue
            if isinstance(value, nonmember):
                setattr(cls, name, value.value)
                continue
            if isinstance(value, member):
                value = value.value
            elif value is auto:
                value = auto()
            elif isinstance(value, (_function, _property, staticmethod, classmethod)) or _special(value, '__get__') is not None:
                continue
            value = _enum_resolved(value, lambda: cls._generate_next_value_(name, 1, len(members), last[:]))
            args = value if isinstance(value, tuple) and kind is not tuple else (value,)
            if new is not None:
                one = new(cls, *args)
                if '_value_' not in vars(one):
                    try:
                        made = data(*args) if data is not None else value if kind is None else kind(*args)
                    except Exception as error:
                        failed = TypeError('_value_ not set in __new__, unable to create it')
                        raise failed from error
                    object.__setattr__(one, '_value_', made)
            else:
                one = object.__new__(cls)
                if kind is not None:
                    value = kind(*args)
                    object.__setattr__(one, '_own', value)
                elif data is not None:
                    value = data(*args)
                object.__setattr__(one, '_value_', value)
            value = one._value_
            object.__setattr__(one, '_name_', name)
            object.__setattr__(one, '_sort_order_', len(canon))
            init = getattr(one, '__init__', None)
            if init is not None and _enum_inits(cls):
                init(*args)
            last.append(value)
            for known in members.values():
                if known._value_ == value:
                    one = known
                    break
            else:
                if not isinstance(one, Flag) or _one_bit(value):
                    canon[name] = one
            members[name] = one
        for name in members:
            beside = None
            for base in cls.__mro__[1:]:
                found = _names_of(base).get(name)
                if isinstance(found, _property):
                    beside = found
                    break
            if beside is None:
                type.__setattr__(cls, name, members[name])
            else:
                redirect = property(beside.fget, beside.fset, beside.fdel)
                redirect.member = members[name]
                redirect.__set_name__(cls, name)
                type.__setattr__(cls, name, redirect)
        cls._member_names_ = list(canon)
        cls._value2member_map_ = {one._value_: one for one in members.values() if _is_hashable(one._value_)}
        if issubclass(cls, Flag):
            cls._flag_mask_ = 0
            for one in canon.values():
                cls._flag_mask_ |= one._value_
            cls._singles_mask_ = cls._flag_mask_
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        super().__init_subclass__(**keywords)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last_value = sorted(last_values).pop()
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last_value + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (last_value,)) from None

    @classmethod
    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        for one in cls.__members__.values():
            if one._value_ == value:
                return one
        if _is_hashable(value) and value in cls._value2member_map_:
            return cls._value2member_map_[value]
        try:
            found = cls._missing_(value)
        except ValueError:
            raise
        if isinstance(found, cls):
            return found
        if not cls.__members__ and not issubclass(cls, Flag):
            raise TypeError('%r has no members; specify `names=()` if you meant to create a new, empty, enum' % (cls,))
        if found is None:
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        raise TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, found))

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def _add_alias_(self, name):
        cls = type(self)
        known = cls.__members__.get(name)
        if known is not None and known is not self:
            raise NameError('%r is already bound: %r' % (name, known))
        cls.__members__[name] = self
        if name not in _names_of(cls):
            type.__setattr__(cls, name, self)

    def _add_value_alias_(self, value):
        cls = type(self)
        known = cls._value2member_map_.get(value)
        if known is not None and known is not self:
            raise ValueError('%r is already bound: %r' % (value, known))
        cls._value2member_map_[value] = self

    def __setattr__(self, name, value):
        if name in ('name', 'value') and not isinstance(vars(type(self)).get(name), _property):
            raise AttributeError("<enum '%s'> cannot set attribute '%s'" % (type(self).__name__, name))
        object.__setattr__(self, name, value)

    def __hash__(self):
        return hash(self._name_)

    def __repr__(self):
        return '<%s.%s: %r>' % (type(self).__name__, self._name_, self._value_)

    def __str__(self):
        return '%s.%s' % (type(self).__name__, self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __reduce_ex__(self, protocol):
        return type(self), (self._value_,)

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _enum_inits(cls):
    for base in cls.__mro__:
        if base.__module__ in ('enum', 'builtins'):
            return False
        if '__init__' in _names_of(base):
            return True
    return False


class member:
    def __init__(self, value):
        self.value = value


class nonmember(member):
    pass


def unique(cls):
    twins = ['%s -> %s' % (name, one._name_) for name, one in cls.__members__.items() if name != one._name_]
    if twins:
        raise ValueError('duplicate values found in %r: %s' % (cls, ', '.join(twins)))
    return cls


class Flag(Enum):
    _boundary_ = 'strict'
    _flag_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        every = cls._flag_mask_
        for one in cls.__members__.values():
            every |= one._value_
        boundary = cls._boundary_
        if value < 0:
            value = every & ~(-value - 1)
        elif value & ~every:
            if boundary == STRICT:
                given = value
                bits = max(given.bit_length(), every.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s' % (cls, given, _binary_digits(given, bits), _binary_digits(every, bits)))
            if boundary == EJECT:
                return value
            if boundary == CONFORM:
                value &= every
        for one in cls.__members__.values():
            if one._value_ == value:
                return one
        if value in cls._pseudo_:
            return cls._pseudo_[value]
        made = object.__new__(cls)
        cls._pseudo_[value] = made
        if getattr(cls, '_kind', None) is not None:
            object.__setattr__(made, '_own', value)
        names = [name for name, one in cls._canon_.items() if one._value_ & value]
        unknown = value & ~every
        if names and unknown:
            names.append(str(unknown))
        object.__setattr__(made, '_name_', '|'.join(names) or None)
        object.__setattr__(made, '_value_', value)
        return made

    def _bits(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if isinstance(self, int) and isinstance(other, int):
            return int(other)
        return None

    def __eq__(self, other):
        if isinstance(self, int) and isinstance(other, int):
            return self._value_ == int(other)
        return self is other or (type(self) is type(other) and self._value_ == other._value_)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ | bits)

    def __and__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ & bits)

    def __xor__(self, other):
        bits = self._bits(other)
        return NotImplemented if bits is None else type(self)(self._value_ ^ bits)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        every = type(self)._flag_mask_
        return type(self)(every & ~self._value_)

    def __iter__(self):
        value = self._value_
        return iter([one for one in type(self)._canon_.values() if one._value_ & value])

    def __len__(self):
        return bin(self._value_).count('1')

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'" % (type(other).__name__, type(self).__name__))
        return self._value_ & other._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        kind = type(self).__name__
        return '<%s.%s: %r>' % (kind, self._name_, self._value_) if self._name_ else '<%s: %r>' % (kind, self._value_)

    def __str__(self):
        kind = type(self).__name__
        return '%s.%s' % (kind, self._name_) if self._name_ else '%s(%r)' % (kind, self._value_)


def _binary_digits(value, bits):
    return '0b0 ' + '{:b}'.format(value).rjust(bits, '0')


class IntEnum(_DerivedInt, Enum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    def __repr__(self):
        return Enum.__repr__(self)


class IntFlag(_DerivedInt, Flag):
    _boundary_ = 'keep'

    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __iter__ = Flag.__iter__
    __len__ = Flag.__len__
    __contains__ = Flag.__contains__
    __eq__ = Flag.__eq__
    __hash__ = Flag.__hash__


class StrEnum(_DerivedStr, Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)

    def __repr__(self):
        return Enum.__repr__(self)


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
Flag._boundary_ = STRICT
IntFlag._boundary_ = KEEP


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                twins = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
                if twins:
                    raise ValueError('aliases found in %r: %s' % (enumeration, ', '.join(['%s -> %s' % pair for pair in twins])))
            elif check is CONTINUOUS:
                _check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _check_named(enumeration)
        return enumeration


def _check_continuous(enumeration):
    values = {one.value for one in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        wanted = [2 ** at for at in range(low.bit_length(), high.bit_length() - 1)]
    elif issubclass(enumeration, Enum):
        wanted = range(low + 1, high)
    missing = [value for value in wanted if value not in values]
    if missing:
        raise ValueError(('invalid %s %r: missing values %s' % ('flag' if issubclass(enumeration, Flag) else 'enum', enumeration.__name__, ', '.join([str(one) for one in missing])))[:256])


def _check_named(enumeration):
    names, total = [], 0
    known = 0
    for one in enumeration:
        known |= one.value
    for name, alias in enumeration.__members__.items():
        value = alias.value
        if value < 0 or name in enumeration._canon_:
            continue
        missing = value & ~known
        if missing:
            names.append(name)
            total |= missing
    if names:
        if len(names) == 1:
            alias = 'alias %s is missing' % names[0]
        else:
            alias = 'aliases %s and %s are missing' % (', '.join(names[:-1]), names[-1])
        value = 'value 0x%x' % total if _is_single_bit(total) else 'combined values of 0x%x' % total
        raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]' % (enumeration.__name__, alias, value))


def global_str(self):
    return self._name_ if self._name_ is not None else '%s(%r)' % (type(self).__name__, self._value_)


def global_enum_repr(self):
    return '%s.%s' % (type(self).__module__.split('.')[-1], self._name_)


def global_flag_repr(self):
    module, name = type(self).__module__.split('.')[-1], type(self).__name__
    if self._name_ is None:
        return '%s.%s(%r)' % (module, name, self._value_)
    return '|'.join(['%s.%s' % (module, part) for part in self._name_.split('|')])


def global_enum(cls, update_str=False):
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    return cls


class ReprEnum(Enum):
    pass


class EnumDict(dict):
    pass


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (type(self), self._name_)
