# Threads, processes and what calls back into the program, in the language of the programs. Hidden: it announces no lines
# and stands in no traceback. `_world` reaches out of the heap.


# Odds and ends of the machine

def _ask(a, b):
    try:
        less = a < b
    except BaseException:
        _world('refuse')
        raise
    return _world('answer', less)


def _uncaught(error):
    try:
        text = str(error)
    except BaseException:
        text = '<exception str() failed>'
    _world('report', error, text)


def _of_module(module, name):
    return _world('of module', module, name)


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError('module name must be a string')
    top = name.partition('.')[0]
    first = _world('import', top)
    if top == name:
        return first
    whole = _imported(name)
    return whole if fromlist else first


def _imported(name):
    """The module of a name, after the packages that it is in."""
    whole = None
    for end in [at for at, character in enumerate(name) if character == '.'] + [len(name)]:
        whole = _world('import', name[:end])
    return whole


def _dir(module=None):
    return sorted({*_world('names of', module), '__name__'})


def _set_of_module(module, name, value):
    _world('set of module', module, name, value)


_excepthook = None


def _set_excepthook(hook):
    global _excepthook
    _excepthook = hook


def _plain_excepthook(args):
    if args.exc_type is not SystemExit:
        _stderr.write('Exception in thread %s:\n' % args.thread.name)
        print_exception(args.exc_value)


class _ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args

    def __iter__(self):
        return iter((self.exc_type, self.exc_value, self.exc_traceback, self.thread))

    def __len__(self):
        return 4

    def __getitem__(self, place):
        return tuple(self)[place]


def _hooked(error):
    _excepthook(_ExceptHookArgs((type(error), error, error.__traceback__, current_thread())))


def _tell_names(cls):
    for name in list(vars(cls)):
        told = _special(vars(cls)[name], '__set_name__')
        if told is not None:
            told(cls, name)


def _class_made(cls, hook, keywords):
    _tell_names(cls)
    if hook is not None:
        hook(cls, **keywords)
    begin = getattr(type(cls), '__init__', None)
    if begin is not None and type(cls) is not type:
        begin(cls, cls.__name__, cls.__bases__, vars(cls))


def _type_made(cls, hook, **keywords):
    _tell_names(cls)
    if hook is not None:
        hook(cls, **keywords)
    return cls


def _show(value):
    print(repr(value))


def _input(prompt):
    return input(str(prompt))


def _apply(function, args, keywords):
    return function(*args, **keywords)


def _new_instance(cls, args, keywords, new):
    made = new(cls, *args, **keywords)
    if isinstance(made, cls) and hasattr(made, '__init__'):
        made.__init__(*args, **keywords)
    return made


def _raise_class(cls, cause, has_cause):
    if has_cause:
        raise cls() from cause
    raise cls()


def _raise_from_class(error, cause):
    raise error from cause()


def _unpackable(value):
    try:
        found = iter(value)
    except TypeError:
        raise TypeError('cannot unpack non-iterable %s object' % type(value).__name__) from None
    return [item for item in found]


def _iterate(iterator):
    for item in iterator:
        yield item


def _list_extend(target, items):
    for item in items:
        target.append(item)
    return target


def _set_extend(target, items):
    for item in items:
        target.add(item)
    return target


def _dict_merge(target, other):
    if not hasattr(other, 'keys'):
        raise TypeError("'%s' object is not a mapping" % type(other).__name__)
    for key in other.keys():
        target[key] = other[key]
    return target


def _keyword_merge(target, other):
    if not hasattr(other, 'keys'):
        raise TypeError('argument after ** must be a mapping, not %s' % type(other).__name__)
    for key in other.keys():
        if key in target:
            raise TypeError("got multiple values for keyword argument '%s'" % key)
        target[key] = other[key]
    return target


def _generator_call(generator, name, args):
    if name == 'send':
        return generator.send(*args)
    if name == 'throw':
        return generator.throw(*args)
    if name == 'close':
        return generator.close()
    return generator.__next__()


def _generator_throw(generator, kind, value, trace=None):
    if isinstance(value, BaseException):
        return generator.throw(value)
    return generator.throw(kind() if value is None else kind(value))


def _generator_close(generator):
    try:
        generator.throw(GeneratorExit())
    except StopIteration as stop:
        return stop.value
    except GeneratorExit:
        return None
    raise RuntimeError('generator ignored GeneratorExit')


def _generator_exit(outer, inner, error):
    # What is delegated to is closed first; what comes of that is raised where it is waited for.
    try:
        inner.close()
    except BaseException as other:
        error = other
    return _world('throw', outer, error)


def _forward(iterator):
    # What `yield from` does with an iterator that is no generator.
    try:
        item = next(iterator)
        while True:
            try:
                sent = yield item
            except GeneratorExit:
                if hasattr(iterator, 'close'):
                    iterator.close()
                raise
            except BaseException as error:
                if not hasattr(iterator, 'throw'):
                    raise
                item = iterator.throw(error)
            else:
                item = next(iterator) if sent is None else iterator.send(sent)
    except StopIteration as stop:
        return stop.value


def _abandoned(generators):
    for generator in generators:
        try:
            generator.close()
        except BaseException as error:
            import sys
            print('Exception ignored in: %r' % (generator,), file=sys.stderr)
            error.__context__ = None
            print_exception(error)


def _match_attribute(subject, name):
    if hasattr(subject, name):
        return (getattr(subject, name), True)
    return (None, False)


def _match_positional(subject, cls, index):
    if cls in (int, float, str, bool, list, dict, tuple, set, bytes, frozenset):
        return subject
    names = getattr(cls, '__match_args__', ())
    if index >= len(names):
        raise TypeError('%s() accepts %d positional sub-patterns (%d given)' % (cls.__name__, len(names), index + 1))
    return getattr(subject, names[index])


# One side of a read-write lock

class _LockSide:
    def __init__(self, lock, reads):
        self._lock = lock
        self._reads = reads

    def __enter__(self):
        if self._reads:
            self._lock.acquire_read()
        else:
            self._lock.acquire_write()

    def __exit__(self, *args):
        if self._reads:
            self._lock.release_read()
        else:
            self._lock.release_write()
