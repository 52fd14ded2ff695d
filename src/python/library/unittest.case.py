"""One test: its fixtures, its body, its cleanups, and what it asserts."""

import functools
import sys
import time

from unittest._asserts import Assertions
from unittest.result import TestResult


class SkipTest(Exception):
    """Raised in a test to skip it."""


class _ShouldStop(Exception):
    """A test has failed in a subtest and is to stop there."""


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(manager):
    result = manager.__enter__()
    addModuleCleanup(manager.__exit__, None, None, None)
    return result


def doModuleCleanups():
    """Calls what was given to addModuleCleanup, the last first; raises the first exception when all are done."""
    raised = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            raised.append(error)
    if raised:
        raise raised[0]


def skip(reason):
    """Skips the test or class that it decorates."""

    def decorate(test):
        if not isinstance(test, type):
            inner = test

            @functools.wraps(inner)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)

            test = skipped
        test.__unittest_skip__ = True
        test.__unittest_skip_why__ = reason
        return test

    if callable(reason):
        test, reason = reason, ""
        return decorate(test)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else (lambda test: test)


def skipUnless(condition, reason):
    return (lambda test: test) if condition else skip(reason)


def expectedFailure(test):
    test.__unittest_expecting_failure__ = True
    return test


class TestCase(Assertions):
    """A test is a method whose name begins with `test`; setUp and tearDown run around each."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._subtest = None
        self._cleanups = []
        self._outcome = None
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)
        self._type_equality_funcs = {
            dict: "assertDictEqual",
            list: "assertListEqual",
            tuple: "assertTupleEqual",
            set: "assertSetEqual",
            frozenset: "assertSetEqual",
            str: "assertMultiLineEqual",
        }

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, manager):
        result = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return result

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, manager):
        result = manager.__enter__()
        cls.addClassCleanup(manager.__exit__, None, None, None)
        return result

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _Part(self, msg, params)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        """Runs the test without collecting what comes of it: exceptions go through."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def doCleanups(self):
        outcome = self._outcome or _Outcome(self, TestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            outcome.attempt(functools.partial(function, *args, **kwargs))
        return outcome.success

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            self._run(result)
        finally:
            result.stopTest(self)
            if own:
                result.stopTestRun()
        return result

    def _run(self, result):
        method = getattr(self, self._testMethodName)
        if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            why = getattr(type(self), "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
            result.addSkip(self, why)
            return
        expecting = getattr(self, "__unittest_expecting_failure__", False)
        expecting = expecting or getattr(method, "__unittest_expecting_failure__", False)
        outcome = self._outcome = _Outcome(self, result)
        began = time.perf_counter()
        try:
            if outcome.attempt(self.setUp):
                outcome.expecting = expecting
                outcome.attempt(method)
                outcome.expecting = False
                outcome.attempt(self.tearDown)
            self.doCleanups()
            result.addDuration(self, time.perf_counter() - began)
            if outcome.success:
                if outcome.expected is not None:
                    result.addExpectedFailure(self, outcome.expected)
                elif expecting:
                    result.addUnexpectedSuccess(self)
                else:
                    result.addSuccess(self)
        finally:
            self._outcome = None


class _Outcome:
    """What has come of a test so far, and where it is to be told."""

    def __init__(self, test, result):
        self.test = test
        self.result = result
        self.success = True
        self.expecting = False
        self.expected = None

    def attempt(self, function):
        """Calls a part of the test; whether it went well."""
        try:
            function()
        except KeyboardInterrupt:
            raise
        except SkipTest as why:
            self.success = False
            self.result.addSkip(self.test, str(why))
        except _ShouldStop:
            return False
        except BaseException:
            err = sys.exc_info()
            if self.expecting:
                self.expected = err
            else:
                self.success = False
                if issubclass(err[0], self.test.failureException):
                    self.result.addFailure(self.test, err)
                else:
                    self.result.addError(self.test, err)
            return False
        else:
            return True
        return False


class _Part:
    """A `with self.subTest(…)`: what fails in it is told, and the test goes on behind it."""

    failureException = AssertionError

    def __init__(self, test, message, params):
        self.test_case = test
        self.message = message
        self.params = params
        self.outer = None

    def __enter__(self):
        self.outer = self.test_case._subtest
        if self.outer is not None:
            self.params = {**self.outer.params, **self.params}
        self.test_case._subtest = self

    def __exit__(self, kind, error, trace):
        self.test_case._subtest = self.outer
        outcome = self.test_case._outcome
        if outcome is None or kind is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            outcome.success = False
            outcome.result.addSkip(self, str(error))
        elif outcome.expecting:
            outcome.expected = (kind, error, trace)
            raise _ShouldStop
        else:
            outcome.success = False
            outcome.result.addSubTest(self.test_case, self, (kind, error, trace))
            if outcome.result.failfast:
                raise _ShouldStop
        return True

    def _said(self):
        parts = []
        if self.message is not None:
            parts.append(f"[{self.message}]")
        if self.params:
            parts.append(f"({', '.join(f'{k}={v!r}' for k, v in self.params.items())})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._said()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._said()}"


class FunctionTestCase(TestCase):
    """A test that is a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function = testFunc
        self._set_up = setUp
        self._tear_down = tearDown
        self._description = description

    def setUp(self):
        if self._set_up is not None:
            self._set_up()

    def tearDown(self):
        if self._tear_down is not None:
            self._tear_down()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def shortDescription(self):
        return self._description
