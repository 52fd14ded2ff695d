# What a test case can assert.

import re


class SkipTest(Exception):
    __module__ = 'unittest.case'


def _safe(value, short=False):
    text = repr(value)
    return text if not short or len(text) < 80 else text[:80] + ' [truncated]...'


class _RaisesContext:
    def __init__(self, case, expected, pattern, message, word='raised'):
        self.case = case
        self.expected = expected
        self.pattern = pattern
        self.msg = message
        self.name = ''
        self.exception = None

    def _fail(self, text):
        raise self.case.failureException(self.case._formatMessage(self.msg, text))

    def _names(self):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return ' or '.join([kind.__name__ for kind in kinds]) if len(kinds) == 1 else str(self.expected)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is None:
            self._fail('%s not raised%s' % (self._names(), ' by ' + self.name if self.name else ''))
        if not isinstance(error, self.expected):
            return False
        self.exception = error
        if self.pattern is not None:
            pattern = re.compile(self.pattern)
            if not pattern.search(str(error)):
                self._fail('"%s" does not match "%s"' % (pattern.pattern, str(error)))
        return True


class _WarnsContext(_RaisesContext):
    def __enter__(self):
        import warnings
        self._manager = warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        warnings.simplefilter('always')
        return self

    def __exit__(self, kind, error, trace):
        self._manager.__exit__(kind, error, trace)
        if error is not None:
            return False
        first = None
        for one in self.warnings:
            if isinstance(one.message, self.expected):
                first = one.message if first is None else first
                if self.pattern is None or re.search(self.pattern, str(one.message)):
                    self.warning, self.filename, self.lineno = one.message, one.filename, one.lineno
                    return False
        if first is not None:
            self._fail('"%s" does not match "%s"' % (self.pattern, first))
        self._fail('%s not triggered' % self._names())


class _LogsContext:
    def __init__(self, case, logger, level, none):
        import logging
        self._case = case
        self._logger = logging.getLogger(logger) if logger is None or isinstance(logger, str) else logger
        self._level = 20 if level is None else logging._level(level)
        self._none = none
        self.records = []
        self.output = []

    def __enter__(self):
        import logging
        outer = self

        class Catching(logging.Handler):
            def emit(self, record):
                outer.records.append(record)
                outer.output.append('%s:%s:%s' % (record.levelname, record.name, record.getMessage()))

        self._old = (self._logger.handlers[:], self._logger.level, self._logger.propagate)
        self._logger.handlers[:] = [Catching()]
        self._logger.setLevel(self._level)
        self._logger.propagate = False
        return self

    def __exit__(self, kind, error, trace):
        self._logger.handlers[:], level, self._logger.propagate = self._old
        self._logger.setLevel(level)
        if error is not None:
            return False
        name = self._logger.name
        level = {10: 'DEBUG', 20: 'INFO', 30: 'WARNING', 40: 'ERROR', 50: 'CRITICAL'}.get(self._level, self._level)
        if self._none and self.records:
            raise self._case.failureException('Unexpected logs found: %r' % self.output)
        if not self._none and not self.records:
            raise self._case.failureException('no logs of level %s or higher triggered on %s' % (level, name))


class Asserts:
    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else '%s : %s' % (standard, msg)

    def _check(self, holds, msg, standard):
        if not holds:
            raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._check(False, msg, '%s is not true' % _safe(expr))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._check(False, msg, '%s is not false' % _safe(expr))

    def addTypeEqualityFunc(self, kind, function):
        self._by_type = {**getattr(self, '_by_type', {}), kind: function}

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        if type(first) is type(second):
            own = getattr(self, '_by_type', {}).get(type(first))
            if own is not None:
                return (getattr(self, own) if isinstance(own, str) else own)(first, second, msg=msg)
            if isinstance(first, list):
                return self.assertListEqual(first, second, msg)
            if isinstance(first, tuple):
                return self.assertTupleEqual(first, second, msg)
            if isinstance(first, dict):
                return self.assertDictEqual(first, second, msg)
            if isinstance(first, (set, frozenset)):
                return self.assertSetEqual(first, second, msg)
        self._check(False, msg, '%s != %s' % (_safe(first), _safe(second)))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._check(False, msg, '%s == %s' % (_safe(first), _safe(second)))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = 'sequence' if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, value in (('First', first), ('Second', second)):
                if not isinstance(value, seq_type):
                    raise self.failureException('%s sequence is not a %s: %s' % (which, name, _safe(value)))
        if first == second:
            return
        text = '%ss differ: %s != %s\n' % (name.capitalize(), _safe(first, True), _safe(second, True))
        for at in range(min(len(first), len(second))):
            if first[at] != second[at]:
                text += '\nFirst differing element %d:\n%s\n%s\n' % (at, _safe(first[at]), _safe(second[at]))
                break
        for which, longer, shorter in (('First', first, second), ('Second', second, first)):
            if len(longer) > len(shorter):
                text += '\n%s %s contains %d additional elements.\n' % (which, name, len(longer) - len(shorter))
                text += 'First extra element %d:\n%s\n' % (len(shorter), _safe(longer[len(shorter)]))
        self._check(False, msg, text + '\n- %r\n+ %r' % (first, second))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, tuple)

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, 'First argument is not a dictionary')
        self.assertIsInstance(d2, dict, 'Second argument is not a dictionary')
        if d1 != d2:
            self._check(False, msg, '%s != %s\n- %r\n+ %r' % (_safe(d1, True), _safe(d2, True), d1, d2))

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, items in (('first', set1 - set2), ('second', set2 - set1)):
            if items:
                lines.append('Items in the %s set but not the %s:' % (which, 'second' if which == 'first' else 'first'))
                lines += [repr(item) for item in items]
        if lines:
            self._check(False, msg, '\n'.join(lines))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, 'First argument is not a string')
        self.assertIsInstance(second, str, 'Second argument is not a string')
        if first != second:
            self._check(False, msg, '%s != %s' % (_safe(first, True), _safe(second, True)))

    def assertCountEqual(self, first, second, msg=None):
        left, missing = list(first), []
        for item in second:
            if item in left:
                left.remove(item)
            else:
                missing.append(item)
        if left or missing:
            lines = ['First has %d, Second has %d:  %r' % (list(first).count(item), list(second).count(item), item) for item in left + missing]
            self._check(False, msg, 'Element counts were not equal:\n' + '\n'.join(lines))

    def assertIs(self, first, second, msg=None):
        if first is not second:
            self._check(False, msg, '%s is not %s' % (_safe(first), _safe(second)))

    def assertIsNot(self, first, second, msg=None):
        if first is second:
            self._check(False, msg, 'unexpectedly identical: %s' % _safe(first))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._check(False, msg, '%s is not None' % _safe(obj))

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._check(False, msg, '%s not found in %s' % (_safe(member), _safe(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._check(False, msg, '%s unexpectedly found in %s' % (_safe(member), _safe(container)))

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._check(False, msg, '%s is not an instance of %r' % (_safe(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._check(False, msg, '%s is an instance of %r' % (_safe(obj), cls))

    def assertIsSubclass(self, cls, superclass, msg=None):
        if not issubclass(cls, superclass):
            self._check(False, msg, '%s is not a subclass of %r' % (_safe(cls), superclass))

    def assertHasAttr(self, obj, name, msg=None):
        if not hasattr(obj, name):
            self._check(False, msg, '%r object has no attribute %r' % (type(obj).__name__, name))

    def assertStartsWith(self, s, prefix, msg=None):
        if not s.startswith(prefix):
            self._check(False, msg, "%s doesn't start with %s" % (_safe(s, True), _safe(prefix)))

    def assertEndsWith(self, s, suffix, msg=None):
        if not s.endswith(suffix):
            self._check(False, msg, "%s doesn't end with %s" % (_safe(s, True), _safe(suffix)))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._check(False, msg, '%s not less than %s' % (_safe(a), _safe(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._check(False, msg, '%s not less than or equal to %s' % (_safe(a), _safe(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._check(False, msg, '%s not greater than %s' % (_safe(a), _safe(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._check(False, msg, '%s not greater than or equal to %s' % (_safe(a), _safe(b)))

    def _almost(self, first, second, places, delta):
        difference = abs(first - second)
        if delta is not None and places is not None:
            raise TypeError('specify delta or places not both')
        if delta is not None:
            return difference <= delta, difference, '%s delta' % _safe(delta)
        places = 7 if places is None else places
        return round(difference, places) == 0, difference, '%r places' % places

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        close, difference, within = self._almost(first, second, places, delta)
        self._check(close, msg, '%s != %s within %s (%s difference)' % (_safe(first), _safe(second), within, _safe(difference)))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        close, difference, within = self._almost(first, second, places, delta)
        if first == second or close:
            shown = ' (%s difference)' % _safe(difference) if delta is not None else ''
            self._check(False, msg, '%s == %s within %s%s' % (_safe(first), _safe(second), within, shown))

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex)
        if not pattern.search(text):
            self._check(False, msg, "Regex didn't match: %r not found in %r" % (pattern.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = re.search(unexpected_regex, text)
        if found:
            self._check(False, msg, 'Regex matched: %r matches %r in %r' % (found.group(), re.compile(unexpected_regex).pattern, text))

    def _called(self, context, args, keywords):
        if not args:
            context.msg = keywords.pop('msg', None)
            return context
        function = args[0]
        context.name = getattr(function, '__name__', str(function))
        with context:
            function(*args[1:], **keywords)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._called(_RaisesContext(self, expected_exception, None, None), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._called(_RaisesContext(self, expected_exception, expected_regex, None), args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._called(_WarnsContext(self, expected_warning, None, None), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._called(_WarnsContext(self, expected_warning, expected_regex, None), args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, True)
