# What an enum is made with.


class auto:
    __module__ = 'enum'
    value = None

    def __or__(self, other):
        return _Union((self, other))

    __ror__ = __or__


class _Union(auto):
    __module__ = 'enum'

    def __init__(self, parts):
        self._parts = parts

    def _number(self):
        number = 0
        for part in self._parts:
            number |= part._number() if isinstance(part, _Union) else part.value if isinstance(part, auto) else part
        return number


_property = property


class property(_property):
    __module__ = 'enum'
    # A property that a member of the same name may stand beside.
    member = None
    name = clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        if self.member is not None:
            return self.member
        raise AttributeError('%r member has no attribute %r' % (type(instance), self.name))

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    pattern = '_%s__' % cls_name
    return len(name) > len(pattern) and name.startswith(pattern) and (name[-1] != '_' or name[-2] != '_')


def _is_single_bit(num):
    return num != 0 and num & (num - 1) == 0


def _iter_bits_lsb(num):
    num = getattr(num, 'value', num)
    if num < 0:
        raise ValueError('%r is not a positive integer' % num)
    while num:
        bit = num & (~num + 1)
        yield bit
        num ^= bit


def show_flag_values(value):
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text = '{:#b}'.format(num + ceiling).replace('1', '0', 1)
    else:
        text = '{:#b}'.format(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return '%s %s' % (sign, digits)


def _names_of(cls):
    try:
        return vars(cls)
    except TypeError:
        return {}


def _enum_hidden(name, cls):
    if name.startswith('__') and name.endswith('__'):
        return True
    if name.startswith('_') and name.endswith('_'):
        return True
    return name.startswith('_%s__' % cls.__name__.lstrip('_'))


def _enum_resolved(value, next_value):
    if isinstance(value, _Union):
        return value._number()
    if isinstance(value, auto):
        if value.value is None:
            value.value = next_value()
        return value.value
    if isinstance(value, tuple) and any([isinstance(part, auto) for part in value]):
        return tuple([_enum_resolved(part, next_value) for part in value])
    return value


def _one_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0
