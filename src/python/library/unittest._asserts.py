"""What a test can assert."""

import re


def _short(value):
    """The repr of a value for a message."""
    try:
        return repr(value)
    except Exception:
        return object.__repr__(value)


class Assertions:
    """The assert methods of a test case. They raise `failureException`."""

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        return standard if msg is None else f"{standard} : {msg}"

    def _say(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._say(msg, f"{_short(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._say(msg, f"{_short(expr)} is not false")

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second) and type(first) in self._type_equality_funcs:
            function = self._type_equality_funcs[type(first)]
            if isinstance(function, str):
                function = getattr(self, function)
            function(first, second, msg=msg)
        elif not first == second:
            self._say(msg, f"{_short(first)} != {_short(second)}")

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._say(msg, f"{_short(first)} == {_short(second)}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, True)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, False)

    def _almost(self, first, second, places, msg, delta, wanted):
        if wanted and first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            near, within = diff <= delta, f"{_short(delta)} delta"
        else:
            places = 7 if places is None else places
            near, within = round(diff, places) == 0, f"{places} places"
        if near is not wanted or (not wanted and first == second):
            if wanted or delta is not None:
                within += f" ({_short(diff)} difference)"
            self._say(msg, f"{_short(first)} {'!=' if wanted else '=='} {_short(second)} within {within}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._say(msg, f"{_short(expr1)} is not {_short(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._say(msg, f"unexpectedly identical: {_short(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._say(msg, f"{_short(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._say(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._say(msg, f"{_short(member)} not found in {_short(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._say(msg, f"{_short(member)} unexpectedly found in {_short(container)}")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._say(msg, f"{_short(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._say(msg, f"{_short(obj)} is an instance of {cls!r}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._say(msg, f"{_short(a)} not greater than {_short(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._say(msg, f"{_short(a)} not greater than or equal to {_short(b)}")

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._say(msg, f"{_short(a)} not less than {_short(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._say(msg, f"{_short(a)} not less than or equal to {_short(b)}")

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = "sequence" if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, value in (("First", first), ("Second", second)):
                if not isinstance(value, seq_type):
                    raise self.failureException(f"{which} sequence is not a {name}: {_short(value)}")
        if first == second:
            return
        said = f"{name.capitalize()}s differ: {_short(first)} != {_short(second)}\n"
        for i in range(min(len(first), len(second))):
            if first[i] != second[i]:
                said += f"\nFirst differing element {i}:\n{_short(first[i])}\n{_short(second[i])}\n"
                break
        if len(first) != len(second):
            longer, more = ("First", first) if len(first) > len(second) else ("Second", second)
            at = min(len(first), len(second))
            said += f"\n{longer} {name} contains {abs(len(first) - len(second))} additional elements.\n"
            said += f"First extra element {at}:\n{_short(more[at])}\n"
        self._say(msg, said)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        only1, only2 = set1.difference(set2), set2.difference(set1)
        if not (only1 or only2):
            return
        lines = []
        for which, only in (("first", only1), ("second", only2)):
            if only:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines.extend(repr(item) for item in only)
        self._say(msg, "\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self._say(msg, f"{_short(d1)} != {_short(d2)}")

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            self._say(msg, f"{_short(first)} != {_short(second)}")

    def assertCountEqual(self, first, second, msg=None):
        left, right = list(first), list(second)
        rest = list(right)
        extra = []
        for item in left:
            if item in rest:
                rest.remove(item)
            else:
                extra.append(item)
        if not (extra or rest):
            return
        lines = ["Element counts were not equal:"]
        for item in _once(extra + rest):
            lines.append(f"First has {left.count(item)}, Second has {right.count(item)}:  {item!r}")
        self._say(msg, "\n".join(lines))

    def assertRegex(self, text, expected_regex, msg=None):
        if not _pattern(expected_regex).search(text):
            self._say(msg, f"Regex didn't match: {_pattern(expected_regex).pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = _pattern(unexpected_regex).search(text)
        if found:
            said = f"Regex matched: {text[found.start():found.end()]!r} matches {found.re.pattern!r} in {text!r}"
            self._say(msg, said)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception, None).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(self, expected_exception, expected_regex).handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(self, expected_warning, None).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(self, expected_warning, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)


def _once(items):
    """The items without those that are equal to an earlier one."""
    seen = []
    for item in items:
        if item not in seen:
            seen.append(item)
    return seen


def _pattern(regex):
    return re.compile(regex) if isinstance(regex, (str, bytes)) else regex


def _names(kinds):
    return kinds.__name__ if isinstance(kinds, type) else str(kinds)


class _Expects:
    """What assertRaises and assertWarns share: a call, or the body of a `with`, from which something of a kind must come."""

    def __init__(self, test, expected, regex):
        self.test = test
        self.expected = expected
        self.regex = regex
        self.msg = None
        self.called = None

    def handle(self, name, args, kwargs):
        if not _kinds(self.expected, self.kinds):
            raise TypeError(f"{name}() arg 1 must be {self.word} type or tuple of {self.word.split()[-1]} types")
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *rest = args
        self.called = getattr(function, "__name__", str(function))
        with self:
            function(*rest, **kwargs)
        return None

    def miss(self, what):
        by = f" by {self.called}" if self.called else ""
        self.test._say(self.msg, f"{_names(self.expected)} not {what}{by}")

    def fits(self, text):
        return self.regex is None or _pattern(self.regex).search(text)

    def misfit(self, value):
        self.test._say(self.msg, f'"{_pattern(self.regex).pattern}" does not match "{value}"')


class _Raises(_Expects):
    """The context of assertRaises: an exception of the kind must come out of it."""

    kinds, word = BaseException, 'an exception'
    exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.miss("raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error
        if not self.fits(str(error)):
            self.misfit(error)
        return True


class _Warns(_Expects):
    """The context of assertWarns: a warning of the kind must be given in it."""

    kinds, word = Warning, 'a warning'

    def __enter__(self):
        import warnings

        self.manager = warnings.catch_warnings(record=True)
        self.warnings = self.manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, error, trace):
        self.manager.__exit__(kind, error, trace)
        if kind is not None:
            return False
        first = None
        for given in self.warnings:
            if not isinstance(given.message, self.expected):
                continue
            first = first or given.message
            if not self.fits(str(given.message)):
                continue
            self.warning = given.message
            self.filename = given.filename
            self.lineno = given.lineno
            return False
        if first is not None:
            self.misfit(first)
        self.miss("triggered")


class _Logs:
    """The context of assertLogs: something must be logged in it, or with assertNoLogs nothing."""

    def __init__(self, test, logger, level, wanted):
        self.test = test
        self.name = logger
        self.level = level
        self.wanted = wanted

    def __enter__(self):
        import logging

        class Kept(logging.Handler):
            def emit(self, record):
                watched.records.append(record)
                watched.output.append(f"{record.levelname}:{record.name}:{record.getMessage()}")

        watched = self
        self.records = []
        self.output = []
        self.logger = self.name if isinstance(self.name, logging.Logger) else logging.getLogger(self.name)
        level = logging.INFO if self.level is None else self.level
        self.level = getattr(logging, level) if isinstance(level, str) else level
        self.kept = self.logger.handlers[:], self.logger.level, self.logger.propagate
        handler = Kept()
        handler.setLevel(self.level)
        self.logger.handlers = [handler]
        self.logger.setLevel(self.level)
        self.logger.propagate = False
        return self if self.wanted else None

    def __exit__(self, kind, error, trace):
        import logging

        self.logger.handlers, level, self.logger.propagate = self.kept
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.wanted and not self.records:
            said = f"no logs of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}"
            raise self.test.failureException(said)
        if not self.wanted and self.records:
            raise self.test.failureException(f"Unexpected logs found: {self.output!r}")
        return False


def _kinds(given, base):
    """Whether something is a class below `base`, or a tuple of such."""
    if isinstance(given, tuple):
        return all(_kinds(kind, base) for kind in given)
    return isinstance(given, type) and issubclass(given, base)
