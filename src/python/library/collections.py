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


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for one in self.maps:
            if key in one:
                return one[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        del self.maps[0][key]

    def __contains__(self, key):
        return any([key in one for one in self.maps])

    def __iter__(self):
        merged = {}
        for one in self.maps[::-1]:
            merged.update(one)
        return iter(merged)

    def __len__(self):
        return len(list(iter(self)))

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return dict.fromkeys(self).keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def new_child(self, m=None):
        return ChainMap({} if m is None else m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])

    def __repr__(self):
        return 'ChainMap(' + ', '.join([repr(one) for one in self.maps]) + ')'


class UserDict(_DerivedDict):
    @property
    def data(self):
        return self._own

    def __init__(self, source=None, /, **keywords):
        object.__setattr__(self, '_own', {})
        given = dict(keywords) if source is None else dict(source, **keywords)
        for key in given:
            self[key] = given[key]


class UserList(_DerivedList):
    @property
    def data(self):
        return self._own
