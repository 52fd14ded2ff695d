

# Tracebacks: where an exception has been, as the program sees it

class _Trace:
    __module__ = 'builtins'
    __name__ = __qualname__ = 'traceback'
    tb_lasti = -1

    def __init__(self, entries):
        self._entries = entries
        self.tb_lineno = entries[0][2]
        self.tb_frame = _TraceFrame(entries[0])
        self.tb_next = _Trace(entries[1:]) if len(entries) > 1 else None


class _TraceFrame:
    __module__ = 'builtins'
    __name__ = __qualname__ = 'frame'
    f_back = None

    def __init__(self, entry):
        self.f_code = _TraceCode(entry)
        self.f_lineno = entry[2]
        self.f_globals = {'__name__': '__main__', '__file__': entry[1]}
        self.f_locals = {}

    def __repr__(self):
        return '<frame at 0x%012x, file %r, line %d, code %s>' % (id(self), self.f_code.co_filename, self.f_lineno, self.f_code.co_name)

    def clear(self):
        pass


class _TraceCode:
    __module__ = 'builtins'
    __name__ = __qualname__ = 'code'

    def __init__(self, entry):
        self.co_name = self.co_qualname = entry[0]
        self.co_filename = entry[1]
        self.co_firstlineno = entry[2]

    def __repr__(self):
        return '<code object %s at 0x%012x, file "%s", line %d>' % (self.co_name, id(self), self.co_filename, self.co_firstlineno)


def _traceback_of(error):
    entries = _world('trace of', error)
    trace = _Trace(entries)
    _world('set trace', error, None, trace)
    return trace


def _trace_entries(trace):
    entries = []
    while trace is not None:
        entries.append(trace._entries[0])
        trace = trace.tb_next
    return tuple(entries)


def _set_traceback(error, trace):
    if trace is None:
        _world('set trace', error, (), None)
    elif isinstance(trace, _Trace):
        _world('set trace', error, _trace_entries(trace), trace)
    else:
        raise TypeError('__traceback__ must be a traceback or None')
    return error


def _sys_exception():
    return _world('handled')


# Groups of exceptions

class BaseExceptionGroup(BaseException):
    __module__ = 'builtins'

    def __new__(cls, message, exceptions, /):
        if not isinstance(message, str):
            raise TypeError('BaseExceptionGroup.__new__() argument 1 must be str, not %s' % type(message).__name__)
        if not hasattr(type(exceptions), '__getitem__') or isinstance(exceptions, (dict, str)) and not exceptions:
            raise TypeError('second argument (exceptions) must be a sequence')
        given = tuple(exceptions)
        if not given:
            raise ValueError('second argument (exceptions) must be a non-empty sequence')
        for index, one in enumerate(given):
            if not isinstance(one, BaseException):
                raise ValueError('Item %d of second argument (exceptions) is not an exception' % index)
        plain = all([isinstance(one, Exception) for one in given])
        if cls is BaseExceptionGroup:
            if plain:
                cls = ExceptionGroup
        elif not plain:
            if cls is ExceptionGroup:
                raise TypeError('Cannot nest BaseExceptions in an ExceptionGroup')
            if issubclass(cls, Exception):
                raise TypeError("Cannot nest BaseExceptions in '%s'" % cls.__name__)
        made = BaseException.__new__(cls, message, exceptions)
        object.__setattr__(made, '_message', message)
        object.__setattr__(made, '_exceptions', given)
        return made

    def __init__(self, *args, **keywords):
        pass

    @property
    def message(self):
        return self._message

    @property
    def exceptions(self):
        return self._exceptions

    def __str__(self):
        count = len(self._exceptions)
        return '%s (%d sub-exception%s)' % (self._message, count, '' if count == 1 else 's')

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._message, self.args[1] if len(self.args) > 1 else self._exceptions)

    def __class_getitem__(cls, parameters):
        return cls

    def derive(self, excs):
        return BaseExceptionGroup(self.message, excs)

    def subgroup(self, condition):
        return _group_split(self, _group_test(condition))[0]

    def split(self, condition):
        return _group_split(self, _group_test(condition))


class ExceptionGroup(BaseExceptionGroup, Exception):
    __module__ = 'builtins'


def _group_test(condition):
    if isinstance(condition, tuple):
        if condition and all([isinstance(kind, type) and issubclass(kind, BaseException) for kind in condition]):
            return lambda error: isinstance(error, condition)
    elif isinstance(condition, type):
        if issubclass(condition, BaseException):
            return lambda error: isinstance(error, condition)
    elif callable(condition):
        return condition
    raise TypeError('expected an exception type, a tuple of exception types, or a callable (other than a class)')


def _group_split(error, test):
    if test(error):
        return error, None
    if not isinstance(error, BaseExceptionGroup):
        return None, error
    matched, rest = [], []
    for one in error.exceptions:
        inside, outside = _group_split(one, test)
        if inside is not None:
            matched.append(inside)
        if outside is not None:
            rest.append(outside)
    return _group_part(error, matched), _group_part(error, rest)


def _group_part(error, parts):
    if not parts:
        return None
    part = error.derive(parts)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    _like_group(part, error)
    return part


def _like_group(part, error):
    _set_traceback(part, error.__traceback__)
    part.__cause__ = error.__cause__
    part.__context__ = error.__context__
    part.__suppress_context__ = error.__suppress_context__
    notes = getattr(error, '__notes__', None)
    if isinstance(notes, (list, tuple)):
        part.__notes__ = list(notes)


def _star_match(rest, kinds):
    for kind in kinds if isinstance(kinds, tuple) else (kinds,):
        if not isinstance(kind, type) or not issubclass(kind, BaseException):
            raise TypeError('catching classes that do not inherit from BaseException is not allowed')
        if issubclass(kind, BaseExceptionGroup):
            raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    if rest is None:
        return None, None
    if isinstance(rest, BaseExceptionGroup):
        return rest.split(kinds)
    if isinstance(rest, kinds):
        wrapped = BaseExceptionGroup('', (rest,))
        _set_traceback(wrapped, rest.__traceback__)
        return wrapped, None
    return None, rest


def _star_end(error, raised, rest):
    if not raised:
        return rest
    if not isinstance(error, BaseExceptionGroup):
        return raised[0]
    fresh = [one for one in raised if not _is_part(one, error)]
    kept = [one for one in raised if _is_part(one, error)]
    if rest is not None:
        kept.append(rest)
    again = None
    if kept:
        leaves = []
        for one in kept:
            _leaves_of(one, leaves)
        again = error.subgroup(lambda one: any([one is leaf for leaf in leaves]))
    if not fresh:
        return again
    if again is not None:
        fresh.append(again)
    return BaseExceptionGroup('', fresh)


def _is_part(one, error):
    # What a handler lets go on has the group's own story; what it raises anew has one of its own.
    return (
        isinstance(one, BaseExceptionGroup)
        and one.__cause__ is error.__cause__
        and one.__context__ is error.__context__
        and _trace_entries(one.__traceback__)[-1:] == _trace_entries(error.__traceback__)[-1:]
        and getattr(one, '__notes__', None) == getattr(error, '__notes__', None)
    )


def _leaves_of(error, leaves):
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            _leaves_of(one, leaves)
    else:
        leaves.append(error)
