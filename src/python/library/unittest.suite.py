"""Collections of tests, and how they are found in classes and modules."""

import sys

from unittest.case import FunctionTestCase, SkipTest, TestCase, doModuleCleanups
from unittest.result import TestResult


class TestSuite:
    """Tests and suites of them, run in order, with the fixtures of their classes and modules around them."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return list(self) == list(other)

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tests={list(self)}>"

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def run(self, result, debug=False):
        _Fixtures(result).run(self)
        return result


class _Fixtures:
    """Runs the tests of a suite, and setUpModule, setUpClass and their ends where they change."""

    def __init__(self, result):
        self.result = result
        self.klass = None
        self.module = None
        self.skipped = set()

    def run(self, suite):
        self.tests(suite)
        self.leave_class()
        self.leave_module()

    def tests(self, suite):
        for test in suite:
            if self.result.shouldStop:
                return
            if isinstance(test, TestSuite):
                self.tests(test)
            elif self.enter(type(test)):
                test(self.result)

    def enter(self, klass):
        """Whether the fixtures of a test's class and module are in place."""
        if klass is not self.klass:
            self.leave_class()
            if klass.__module__ != self.module:
                self.leave_module()
                self.module = klass.__module__
                self.around(klass, "setUpModule", sys.modules.get(self.module), self.module)
            self.klass = klass
            if self.module not in self.skipped and not getattr(klass, "__unittest_skip__", False):
                self.around(klass, "setUpClass", klass, klass)
                if klass in self.skipped:
                    klass.doClassCleanups()
        return self.module not in self.skipped and klass not in self.skipped

    def leave_class(self):
        klass, self.klass = self.klass, None
        if klass is None or klass in self.skipped or self.module in self.skipped:
            return
        if not getattr(klass, "__unittest_skip__", False):
            self.around(klass, "tearDownClass", klass, None)
            klass.doClassCleanups()
            for error in klass.tearDown_exceptions:
                self.result.addError(_Holder(f"tearDownClass ({klass.__module__}.{klass.__qualname__})"), error)

    def leave_module(self):
        module, self.module = self.module, None
        if module is not None and module not in self.skipped:
            self.around(None, "tearDownModule", sys.modules.get(module), None, module)
            try:
                doModuleCleanups()
            except Exception:
                self.result.addError(_Holder(f"setUpModule ({module})"), sys.exc_info())

    def around(self, klass, name, owner, key, module=None):
        """Calls one fixture; what it raises is an error of its own, and `key` is not run then."""
        fixture = getattr(owner, name, None)
        if fixture is None:
            return
        try:
            fixture()
        except Exception as error:
            where = module or klass.__module__
            place = where if name.endswith("Module") else f"{where}.{klass.__qualname__}"
            holder = _Holder(f"{name} ({place})")
            if isinstance(error, SkipTest):
                self.result.addSkip(holder, str(error))
            else:
                self.result.addError(holder, sys.exc_info())
            if key is not None:
                self.skipped.add(key)


class _Holder:
    """Stands for a class's or a module's fixture in a result."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def __str__(self):
        return self.description


class TestLoader:
    """Makes suites of classes, modules and names."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = None
    suiteClass = TestSuite

    def getTestCaseNames(self, testCaseClass):
        names = [n for n in dir(testCaseClass) if n.startswith(self.testMethodPrefix)]
        return sorted(n for n in names if callable(getattr(testCaseClass, n)))

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        suite = self.suiteClass()
        for name in dir(module):
            thing = getattr(module, name)
            if isinstance(thing, type) and issubclass(thing, TestCase) and thing not in (TestCase, FunctionTestCase):
                suite.addTest(self.loadTestsFromTestCase(thing))
        load = getattr(module, "load_tests", None)
        return load(self, suite, pattern) if load is not None else suite

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        thing = module
        if module is None:
            thing = __import__(parts.pop(0))
        parent = None
        for part in parts:
            parent, thing = thing, getattr(thing, part)
        if isinstance(thing, type) and issubclass(thing, TestCase):
            return self.loadTestsFromTestCase(thing)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(thing, TestSuite):
            return thing
        if callable(thing):
            made = thing()
            return made if isinstance(made, TestSuite) else self.suiteClass([made])
        return self.loadTestsFromModule(thing)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()
