# Which warnings are shown, and once or always, is what CPython does without options: DeprecationWarning only from the program.

import sys

filters = []
_shown = set()
_default_ignored = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return '{message : %r, category : %r, filename : %r, lineno : %s, line : %r}' % (self.message, self._category_name, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    text = '%s:%s: %s: %s\n' % (filename, lineno, category.__name__, message)
    return text if not line else text + '  %s\n' % line.strip()


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


def _action(text, category, module):
    import re
    for action, message, kind, name, line in filters:
        if issubclass(category, kind) and (not message or re.match(message, text, re.I)) and (not name or re.match(name, module)):
            return action
    if issubclass(category, DeprecationWarning) and module == '__main__':
        return 'default'
    return 'ignore' if issubclass(category, _default_ignored) else 'default'


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    line, function, file, text = _world('place')
    warn_explicit(message, category, file, line, '__main__', source=text)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    text = str(message)
    if not isinstance(message, Warning):
        message = category(text)
    action = _action(text, category, module or '__main__')
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    keys = {'once': (text, category), 'module': (text, category, filename), 'default': (text, category, filename, lineno)}
    if action in keys:
        if keys[action] in _shown:
            return
        _shown.add(keys[action])
    if _records:
        _records[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno, None, source)


_records = []


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action not in ('error', 'ignore', 'always', 'all', 'default', 'module', 'once'):
        raise ValueError('invalid action: %r' % (action,))
    one = (action, message, category, module, lineno)
    if append:
        filters.append(one)
    else:
        filters.insert(0, one)


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, '', category, '', lineno, append)


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        self._filters = filters[:]
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _records.append(log)
            _shown.clear()
            return log

    def __exit__(self, *error):
        filters[:] = self._filters
        if self._record:
            _records.pop()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    import functools

    def mark(function):
        def inner(*args, **keywords):
            if category is not None:
                warn(message, category)
            return function(*args, **keywords)
        inner = functools.wraps(function)(inner)
        inner.__deprecated__ = message
        return inner
    return mark
