import abc
import functools
import sys


class _ManagedGenerator:
    def __init__(self, generator):
        self.gen = generator

    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, kind, error, trace):
        if error is None:
            missing = object()
            if next(self.gen, missing) is not missing:
                raise RuntimeError("generator didn't stop")
            return False
        try:
            self.gen.throw(error)
        except StopIteration as stop:
            return stop is not error
        except RuntimeError as other:
            if other is error:
                return False
            if isinstance(error, StopIteration) and other.__cause__ is error:
                return False
            raise
        except BaseException as other:
            if other is error:
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()

    def __call__(self, function):
        def inner(*args, **keywords):
            with self._again():
                return function(*args, **keywords)
        return functools.wraps(function)(inner)


def contextmanager(function):
    def make(*args, **keywords):
        made = _ManagedGenerator(function(*args, **keywords))
        made._again = lambda: make(*args, **keywords)
        if function.__doc__ is not None:
            made.__doc__ = function.__doc__
        return made
    return functools.wraps(function)(make)


class AbstractContextManager:
    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class suppress:
    def __init__(self, *kinds):
        self._kinds = kinds

    def __enter__(self):
        return None

    def __exit__(self, kind, error, trace):
        if error is None:
            return False
        if isinstance(error, self._kinds):
            return True
        if isinstance(error, BaseExceptionGroup):
            rest = error.split(self._kinds)[1]
            if rest is None:
                return True
            if rest is not error:
                raise rest
        return False


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, kind, error, trace):
        self.thing.close()


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, kind, error, trace):
        return None


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exit_callbacks = []

    def _add(self, leave):
        self._exit_callbacks.append((True, leave))

    def enter_context(self, cm):
        cls = type(cm)
        # The class of a lock does not say what a lock has.
        missed = [name for name in ('__enter__', '__exit__') if not hasattr(cls, name) and (hasattr(cm, '__dict__') or not hasattr(cm, name))]
        if missed:
            why = ' (missed __exit__ method)' if missed == ['__exit__'] else ''
            raise TypeError("'%s.%s' object does not support the context manager protocol%s" % (cls.__module__, cls.__qualname__, why))
        if not hasattr(cls, '__enter__'):
            value = cm.__enter__()
            self._add(cm.__exit__)
            return value
        value = cls.__enter__(cm)
        self._add(lambda *details: cls.__exit__(cm, *details))
        return value

    def callback(self, callback, /, *args, **kwds):
        def leave(kind, error, trace):
            callback(*args, **kwds)
        leave.__wrapped__ = callback
        self._add(leave)
        return callback

    def push(self, exit):
        cls = type(exit)
        if hasattr(cls, '__exit__'):
            self._add(lambda *details: cls.__exit__(exit, *details))
        else:
            self._add(exit)
        return exit

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, trace):
        outside = sys.exception()
        pending, raised = error, False
        while self._exit_callbacks:
            leave = self._exit_callbacks.pop()[1]
            try:
                if leave(None if pending is None else type(pending), pending, None if pending is None else pending.__traceback__):
                    pending, raised = None, False
            except BaseException as other:
                _stands_on(other, pending, outside)
                pending, raised = other, True
        if raised:
            context = pending.__context__
            try:
                raise pending
            except BaseException:
                pending.__context__ = context
                raise
        return error is not None and pending is None


def _stands_on(error, under, outside):
    # What came of one exit comes after what came of the one before it, as if the managers were nested.
    while error.__context__ is not None and error.__context__ is not under:
        if error.__context__ is outside:
            error.__context__ = under
            return
        error = error.__context__


class ContextDecorator:
    def __call__(self, function):
        def inner(*args, **keywords):
            with self:
                return function(*args, **keywords)
        return functools.wraps(function)(inner)


class redirect_stdout:
    _stream = 'stdout'

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *error):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stderr(redirect_stdout):
    _stream = 'stderr'
