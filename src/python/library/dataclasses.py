import copy


class FrozenInstanceError(AttributeError):
    pass

class Field:
    __slots__ = ('name', '_note', 'hash', 'kw_only', 'default', 'default_factory', 'init', 'repr', 'compare', 'metadata', '_init_only', '_kind')

    def __init__(self, default, default_factory, init, repr, compare, hash=None, kw_only=None, metadata=None):
        self.name = None
        self._note = None
        self._init_only = False
        self.hash = hash
        self.kw_only = kw_only
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.metadata = {} if metadata is None else metadata

    @property
    def type(self):
        note = self._note
        if isinstance(note, str):
            try:
                return eval(note)
            except Exception:
                pass
        return note

    @type.setter
    def type(self, note):
        self._note = note

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), '__set_name__', None)
        if hook is not None:
            hook(self.default, owner, name)

    def __repr__(self):
        parts = [('name', self.name), ('type', self.type), ('default', self.default), ('default_factory', self.default_factory), ('init', self.init), ('repr', self.repr), ('hash', self.hash), ('compare', self.compare), ('metadata', self.metadata), ('kw_only', self.kw_only)]
        return 'Field(%s)' % ','.join(['%s=%r' % pair for pair in parts] + ['_field_type=_FIELD'])

    def __class_getitem__(cls, kind):
        return cls

    def _has_default(self):
        return self.default is not _absent or self.default_factory is not _absent


_absent = object()


MISSING = _absent


class KW_ONLY:
    pass

class InitVar:
    def __class_getitem__(cls, kind):
        return cls


def field(*, default=_absent, default_factory=_absent, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=None):
    if default is not _absent and default_factory is not _absent:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, compare, hash, kw_only, metadata)


class _DataclassParams:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init, self.repr, self.eq, self.order, self.unsafe_hash = init, repr, eq, order, unsafe_hash
        self.frozen, self.match_args, self.kw_only, self.slots, self.weakref_slot = frozen, match_args, kw_only, slots, weakref_slot

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join(['%s=%r' % pair for pair in vars(self).items()])


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, frozen=False, unsafe_hash=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def decorate(cls):
        made = _make_dataclass(cls, init, repr, eq, order, frozen, unsafe_hash, kw_only, match_args)
        made.__dataclass_params__ = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
        if weakref_slot and not slots:
            raise TypeError('weakref_slot is True but slots is False')
        return _with_slots(made, weakref_slot) if slots else made
    return decorate if cls is None else decorate(cls)


def _with_slots(cls, weakref_slot):
    own = vars(cls)
    if '__slots__' in own:
        raise TypeError('%s already specifies __slots__' % cls.__name__)
    inherited = []
    for base in cls.__mro__[1:]:
        slots = getattr(base, '__slots__', ())
        inherited.extend([slots] if isinstance(slots, str) else slots)
    names = [one.name for one in fields(cls)]
    body = {name: value for name, value in own.items() if name not in names and name not in ('__dict__', '__weakref__')}
    body['__slots__'] = tuple([name for name in names + (['__weakref__'] if weakref_slot else []) if name not in inherited])
    body['__qualname__'] = cls.__qualname__
    body['__module__'] = cls.__module__
    return type(cls)(cls.__name__, cls.__bases__, body)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None):
    body = {} if namespace is None else dict(namespace)
    notes = {}
    for item in fields:
        if isinstance(item, str):
            name, note = item, 'typing.Any'
        elif len(item) == 2:
            name, note = item
        elif len(item) == 3:
            name, note, body[item[0]] = item
        else:
            raise TypeError('Invalid field: %r' % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError('Field names must be valid identifiers: %r' % (name,))
        if name in _keywords:
            raise TypeError('Field names must not be keywords: %r' % (name,))
        if name in notes:
            raise TypeError('Field name duplicated: %r' % (name,))
        notes[name] = note
    body['__annotations__'] = notes
    body['__module__'] = '__main__' if module is None else module
    made = type(cls_name, tuple(bases), body)
    return dataclass(made, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


_keywords = frozenset('False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split())


def _is_note(note, name):
    if not isinstance(note, str):
        return getattr(note, '__name__', None) == name and getattr(note, '__module__', None) in ('dataclasses', 'typing')
    return note == name or note == 'dataclasses.' + name or note == 'typing.' + name or note.startswith((name + '[', 'dataclasses.' + name + '[', 'typing.' + name + '['))


def _dataclass_fields(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        fields.update(getattr(base, '__dataclass_fields__', {}))
    own = vars(cls)
    notes = own.get('__annotations__', {})
    for name, value in list(own.items()):
        if isinstance(value, Field) and name not in notes:
            raise TypeError('%r is a field but has no type annotation' % name)
    seen_kw_only = False
    for name in notes:
        note = notes[name]
        if _is_note(note, 'KW_ONLY'):
            if seen_kw_only:
                raise TypeError('%r is KW_ONLY, but KW_ONLY has already been specified' % name)
            kw_only = seen_kw_only = True
            continue
        default = own.get(name, _absent)
        if _is_note(note, 'ClassVar'):
            if isinstance(default, Field):
                if default.default_factory is not _absent:
                    raise TypeError('field %s cannot have a default factory' % name)
                if default.kw_only is not None:
                    raise TypeError('field %s is a ClassVar but specifies kw_only' % name)
                if default.default is _absent:
                    delattr(cls, name)
                else:
                    setattr(cls, name, default.default)
            continue
        made = default if isinstance(default, Field) else Field(default, _absent, True, True, True)
        made._init_only = _is_note(note, 'InitVar')
        if made._init_only and made.default_factory is not _absent:
            raise TypeError('field %s cannot have a default factory' % name)
        if made.default is not _absent and not _is_hashable(made.default):
            raise ValueError('mutable default %s for field %s is not allowed: use default_factory' % (type(made.default), name))
        made.name = name
        made.type = note
        if made.kw_only is None:
            made.kw_only = kw_only
        fields[name] = made
        if made is default:
            if made.default is _absent:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    return fields


def _make_dataclass(cls, init, repr, eq, order, frozen, unsafe_hash, kw_only, match_args=True):
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    for base in cls.__mro__[1:]:
        params = getattr(base, '__dataclass_frozen__', None)
        if params is not None and params != frozen:
            raise TypeError('cannot inherit %s dataclass from a %s one' % (('frozen', 'non-frozen') if frozen else ('non-frozen', 'frozen')))
    every = _dataclass_fields(cls, kw_only)
    own = vars(cls)
    fields = {name: every[name] for name in every if not every[name]._init_only}
    cls.__dataclass_fields__ = every
    cls.__dataclass_frozen__ = frozen
    if match_args and '__match_args__' not in own:
        cls.__match_args__ = tuple([name for name in fields if fields[name].init and not fields[name].kw_only])
    wanted = [one for one in every.values() if one.init and not one.kw_only]
    named = [one for one in every.values() if one.init and one.kw_only]
    seen_default = None
    for one in wanted:
        if one._has_default():
            seen_default = one.name
        elif seen_default is not None:
            raise TypeError("non-default argument '%s' follows default argument '%s'" % (one.name, seen_default))

    def __init__(self, *args, **keywords):
        where = cls.__qualname__ + '.__init__()'
        if len(args) > len(wanted):
            most = len(wanted) + 1
            needed = most - len([one for one in wanted if one._has_default()])
            takes = str(most) if needed == most else 'from %d to %d' % (needed, most)
            plural = '' if takes == '1' else 's'
            extra = len([one for one in named if one.name in keywords])
            extra = ' positional arguments (and %d keyword-only argument%s)' % (extra, '' if extra == 1 else 's') if extra else ''
            raise TypeError('%s takes %s positional argument%s but %d%s were given' % (where, takes, plural, len(args) + 1, extra))
        values = {}
        for place, value in enumerate(args):
            values[wanted[place].name] = value
        for name in keywords:
            if name in values:
                raise TypeError("%s got multiple values for argument '%s'" % (where, name))
            if name not in every or not every[name].init:
                raise TypeError("%s got an unexpected keyword argument '%s'" % (where, name))
            values[name] = keywords[name]
        for kind, group in (('positional', wanted), ('keyword-only', named)):
            missing = [one.name for one in group if one.name not in values and not one._has_default()]
            if missing:
                _missing_arguments(where, missing, kind)
        handed = []
        for one in every.values():
            if one.name in values:
                value = values[one.name]
            elif one.default_factory is not _absent:
                value = one.default_factory()
            elif one.default is not _absent and one.init:
                value = one.default
            else:
                continue
            if one._init_only:
                handed.append(value)
            else:
                object.__setattr__(self, one.name, value)
        if hasattr(self, '__post_init__'):
            self.__post_init__(*handed)

    def values(self):
        return tuple([getattr(self, one.name) for one in fields.values() if one.compare])

    running = []

    def __repr__(self):
        if any([one is self for one in running]):
            return '...'
        running.append(self)
        try:
            parts = ['%s=%r' % (one.name, getattr(self, one.name)) for one in fields.values() if one.repr]
        finally:
            running.pop()
        return '%s(%s)' % (type(self).__qualname__, ', '.join(parts))

    def __eq__(self, other):
        return values(self) == values(other) if type(self) is type(other) else NotImplemented

    def __lt__(self, other):
        return values(self) < values(other) if type(self) is type(other) else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if type(self) is type(other) else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if type(self) is type(other) else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if type(self) is type(other) else NotImplemented

    def __setattr__(self, name, value):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError("cannot assign to field '%s'" % name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in fields:
            raise FrozenInstanceError("cannot delete field '%s'" % name)
        object.__delattr__(self, name)

    if init and '__init__' not in own:
        cls.__init__ = __init__
    if repr and '__repr__' not in own:
        cls.__repr__ = __repr__
    def __hash__(self):
        return hash(tuple([getattr(self, one.name) for one in fields.values() if (one.compare if one.hash is None else one.hash)]))

    has_hash = '__hash__' in own and not (own['__hash__'] is None and '__eq__' in own)
    if unsafe_hash and has_hash:
        raise TypeError('Cannot overwrite attribute __hash__ in class %s' % cls.__name__)
    if unsafe_hash or (eq and frozen and not has_hash):
        cls.__hash__ = __hash__
    elif eq and not frozen and not has_hash:
        cls.__hash__ = None
    if eq and '__eq__' not in own:
        cls.__eq__ = __eq__
    if order:
        for method in (__lt__, __le__, __gt__, __ge__):
            if method.__name__ in own:
                raise TypeError('Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering' % (method.__name__, cls.__name__))
            setattr(cls, method.__name__, method)
    if frozen:
        for method in (__setattr__, __delattr__):
            if method.__name__ in own:
                raise TypeError('Cannot overwrite attribute %s in class %s' % (method.__name__, cls.__name__))
            setattr(cls, method.__name__, method)
    if cls.__doc__ is None:
        cls.__doc__ = '%s(%s)' % (cls.__name__, ', '.join([_parameter(one) for one in wanted] + (['*'] if named else []) + [_parameter(one) for one in named]))
    return cls


def _parameter(one):
    text = '%s: %s' % (one.name, one._note if isinstance(one._note, str) else getattr(one._note, '__name__', repr(one._note)))
    if one.default is not _absent:
        return '%s = %r' % (text, one.default)
    return text + ' = <factory>' if one.default_factory is not _absent else text


def _missing_arguments(where, names, kind):
    names = ["'%s'" % name for name in names]
    if len(names) == 1:
        raise TypeError('%s missing 1 required %s argument: %s' % (where, kind, names[0]))
    head = ', '.join(names[:-1])
    raise TypeError('%s missing %d required %s arguments: %s%s and %s' % (where, len(names), kind, head, ',' if len(names) > 2 else '', names[-1]))


def is_dataclass(thing):
    return hasattr(thing if isinstance(thing, type) else type(thing), '__dataclass_fields__')


def fields(thing):
    if not is_dataclass(thing):
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([one for one in thing.__dataclass_fields__.values() if not one._init_only])


def asdict(thing, *, dict_factory=dict):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('asdict() should be called on dataclass instances')
    return _taken_apart(thing, lambda one: dict_factory([(part.name, inner) for part, inner in one]), dict_factory)


def astuple(thing, *, tuple_factory=tuple):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('astuple() should be called on dataclass instances')
    return _taken_apart(thing, lambda one: tuple_factory([inner for part, inner in one]), dict)


def _taken_apart(thing, make, kind):
    if is_dataclass(thing) and not isinstance(thing, type):
        return make([(one, _taken_apart(getattr(thing, one.name), make, kind)) for one in fields(thing)])
    if isinstance(thing, tuple) and hasattr(thing, '_fields'):
        return type(thing)(*[_taken_apart(item, make, kind) for item in thing])
    if isinstance(thing, (list, tuple)):
        return type(thing)([_taken_apart(item, make, kind) for item in thing])
    if isinstance(thing, dict) and hasattr(type(thing), 'default_factory'):
        made = type(thing)(thing.default_factory)
        for key in thing:
            made[_taken_apart(key, make, kind)] = _taken_apart(thing[key], make, kind)
        return made
    if isinstance(thing, dict):
        return type(thing)([(_taken_apart(key, make, kind), _taken_apart(thing[key], make, kind)) for key in thing])
    return copy.deepcopy(thing)


def replace(thing, /, **changes):
    if not is_dataclass(thing) or isinstance(thing, type):
        raise TypeError('replace() should be called on dataclass instances')
    for one in thing.__dataclass_fields__.values():
        if not one.init:
            if one.name in changes:
                raise TypeError('field %s is declared with init=False, it cannot be specified with replace()' % one.name)
        elif one.name not in changes:
            if one._init_only and not one._has_default():
                raise TypeError("InitVar %r must be specified with replace()" % one.name)
            if not one._init_only:
                changes[one.name] = getattr(thing, one.name)
    return type(thing)(**changes)
