# Tests as CPython's unittest runs them and tells of them. What a case asserts is in `_unittest`.

import sys
import time
import traceback
from _unittest import Asserts, SkipTest


class _ShouldStop(Exception):
    pass


class _SubTest:
    def __init__(self, case, message, params):
        self.case = case
        self.message = message
        self.params = params

    def __enter__(self):
        self.case._subtests.append(self)

    def __exit__(self, kind, error, trace):
        case = self.case
        case._subtests.pop()
        if error is None:
            return False
        if isinstance(error, SkipTest):
            case._result.addSkip(self, str(error))
        elif isinstance(error, Exception):
            case._result.addSubTest(case, self, error)
            case._failed_inside = True
            if case._result.failfast:
                return False
        else:
            return False
        return True

    def _describe(self):
        parts = [] if self.message is None else ['[%s]' % self.message]
        params = {}
        for one in self.case._subtests + [self]:
            params.update(one.params)
        if params:
            parts.append('(%s)' % ', '.join(['%s=%r' % pair for pair in params.items()]))
        return ' '.join(parts) or '(<subtest>)'

    def shortDescription(self):
        return self.case.shortDescription()

    def id(self):
        return '%s %s' % (self.case.id(), self._describe())

    def __str__(self):
        return '%s %s' % (self.case, self._describe())


class TestCase(Asserts):
    __module__ = 'unittest.case'
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        self._cleanups = []
        self._subtests = []
        self._failed_inside = False

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

    def addCleanup(self, function, /, *args, **keywords):
        self._cleanups.append((function, args, keywords))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **keywords):
        cls._class_cleanups = vars(cls).get('_class_cleanups', []) + [(function, args, keywords)]

    @classmethod
    def doClassCleanups(cls):
        for function, args, keywords in vars(cls).get('_class_cleanups', [])[::-1]:
            function(*args, **keywords)
        cls._class_cleanups = []

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        while self._cleanups:
            function, args, keywords = self._cleanups.pop()
            function(*args, **keywords)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def id(self):
        return '%s.%s.%s' % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def shortDescription(self):
        text = getattr(self, self._testMethodName).__doc__
        return text.strip().split('\n')[0].strip() if text else None

    def __str__(self):
        return '%s (%s.%s.%s)' % (self._testMethodName, type(self).__module__, type(self).__qualname__, self._testMethodName)

    def __repr__(self):
        return '<%s.%s testMethod=%s>' % (type(self).__module__, type(self).__qualname__, self._testMethodName)

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def _tried(self, function, expecting=False):
        """What the function raised, if that is not the end of it all."""
        try:
            function()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return error

    def run(self, result=None):
        self._result = result = self.defaultTestResult() if result is None else result
        result.startTest(self)
        method = getattr(self, self._testMethodName)
        reason = getattr(type(self), '__unittest_skip_why__', None) if getattr(type(self), '__unittest_skip__', False) else None
        if reason is None and getattr(method, '__unittest_skip__', False):
            reason = getattr(method, '__unittest_skip_why__', '')
        if reason is not None:
            result.addSkip(self, reason)
            result.stopTest(self)
            return result
        expecting = getattr(method, '__unittest_expecting_failure__', False) or getattr(type(self), '__unittest_expecting_failure__', False)
        self._failed_inside = False
        errors = [self._tried(self.setUp)]
        inside = None
        if errors[0] is None:
            inside = self._tried(method)
            errors += [inside, self._tried(self.tearDown)]
        while self._cleanups:
            function, args, keywords = self._cleanups.pop()
            errors.append(self._tried(lambda: function(*args, **keywords)))
        errors = [error for error in errors if error is not None]
        if expecting and (inside is not None or self._failed_inside):
            result.addExpectedFailure(self, inside)
        elif errors:
            for error in errors:
                if isinstance(error, SkipTest):
                    result.addSkip(self, str(error))
                elif isinstance(error, self.failureException):
                    result.addFailure(self, error)
                else:
                    result.addError(self, error)
        elif expecting:
            result.addUnexpectedSuccess(self)
        elif not self._failed_inside:
            result.addSuccess(self)
        result.stopTest(self)
        return result

    __call__ = run


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self.runTest = testFunc
        if setUp is not None:
            self.setUp = setUp
        if tearDown is not None:
            self.tearDown = tearDown


IsolatedAsyncioTestCase = TestCase


def _skipping(reason):
    def mark(thing):
        thing.__unittest_skip__ = True
        thing.__unittest_skip_why__ = reason
        return thing
    return mark


def skip(reason):
    if callable(reason) and not isinstance(reason, str):
        return _skipping('')(reason)
    return _skipping(reason)


def skipIf(condition, reason):
    return _skipping(reason) if condition else lambda thing: thing


def skipUnless(condition, reason):
    return lambda thing: thing if condition else _skipping(reason)(thing)


def expectedFailure(thing):
    thing.__unittest_expecting_failure__ = True
    return thing


class TestResult:
    __module__ = 'unittest.result'
    failfast = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.testsRun = 0
        self.errors = []
        self.failures = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def stop(self):
        self.shouldStop = True

    def _text(self, error):
        if isinstance(error, tuple):
            error = error[1]
        return ''.join(traceback.format_exception(error))

    def addError(self, test, error):
        self.errors.append((test, self._text(error)))
        self.shouldStop |= self.failfast

    def addFailure(self, test, error):
        self.failures.append((test, self._text(error)))
        self.shouldStop |= self.failfast

    def addSubTest(self, test, subtest, error):
        if error is not None:
            (self.failures if isinstance(error, test.failureException) else self.errors).append((subtest, self._text(error)))
            self.shouldStop |= self.failfast

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._text(error)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def __repr__(self):
        return '<%s.%s run=%d errors=%d failures=%d>' % (type(self).__module__, type(self).__qualname__, self.testsRun, len(self.errors), len(self.failures))


class TextTestResult(TestResult):
    __module__ = 'unittest.runner'
    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.descriptions = descriptions
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self._told = True

    def getDescription(self, test):
        first = test.shortDescription() if self.descriptions and hasattr(test, 'shortDescription') else None
        return '%s\n%s' % (test, first) if first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')
            self._told = False

    def _tell(self, test, word, dot):
        if self.showAll:
            if isinstance(test, _SubTest):
                if not self._told:
                    self.stream.write('\n')
                self.stream.write('  ' + self.getDescription(test) + ' ... ' + word + '\n')
            elif self._told:
                self.stream.write(self.getDescription(test) + ' ... ' + word + '\n')
            else:
                self.stream.write(word + '\n')
            self._told = True
        elif self.dots:
            self.stream.write(dot)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        failed = isinstance(error, test.failureException)
        self._tell(subtest, 'FAIL' if failed else 'ERROR', 'F' if failed else 'E')

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell(test, 'ok', '.')

    def addError(self, test, error):
        super().addError(test, error)
        self._tell(test, 'ERROR', 'E')

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._tell(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(test, 'skipped %r' % reason, 's')

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._tell(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write('\n')
        for kind, found in (('ERROR', self.errors), ('FAIL', self.failures)):
            for test, text in found:
                self.stream.write('%s\n%s: %s\n%s\n%s\n' % (self.separator1, kind, self.getDescription(test), self.separator2, text))
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + '\n')
            for test in self.unexpectedSuccesses:
                self.stream.write('UNEXPECTED SUCCESS: %s\n' % self.getDescription(test))


class _Holder:
    """What an error of a class's or module's setting up stands under."""

    def __init__(self, description):
        self.description = description
        self.failureException = None

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    __str__ = __repr__ = id


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __iter__(self):
        return iter(self._tests)

    def _flat(self):
        for test in self._tests:
            if isinstance(test, TestSuite):
                yield from test._flat()
            else:
                yield test

    def _attempt(self, result, name, cls, function):
        try:
            function()
        except SkipTest as error:
            result.addSkip(_Holder('%s (%s)' % (name, cls)), str(error))
            return False
        except Exception as error:
            result.addError(_Holder('%s (%s)' % (name, cls)), error)
            return False
        return True

    def run(self, result, debug=False):
        import __main__
        set_up = getattr(__main__, 'setUpModule', None)
        if set_up is not None and not self._attempt(result, 'setUpModule', '__main__', set_up):
            return result
        last = None
        good = True
        for test in self._flat():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not last:
                self._leave(result, last, good)
                last = cls
                title = '%s.%s' % (cls.__module__, cls.__qualname__)
                good = getattr(cls, '__unittest_skip__', False) or not hasattr(cls, 'setUpClass') or self._attempt(result, 'setUpClass', title, cls.setUpClass)
            if good:
                test.run(result)
        self._leave(result, last, good)
        tear_down = getattr(__main__, 'tearDownModule', None)
        if tear_down is not None:
            self._attempt(result, 'tearDownModule', '__main__', tear_down)
        return result

    def _leave(self, result, cls, good):
        if cls is not None and hasattr(cls, 'tearDownClass') and not getattr(cls, '__unittest_skip__', False):
            title = '%s.%s' % (cls.__module__, cls.__qualname__)
            if good:
                self._attempt(result, 'tearDownClass', title, cls.tearDownClass)
            self._attempt(result, 'tearDownClass', title, cls.doClassCleanups)

    __call__ = run


class TestLoader:
    testMethodPrefix = 'test'
    suiteClass = TestSuite

    def getTestCaseNames(self, case):
        return sorted([name for name in dir(case) if name.startswith(self.testMethodPrefix) and callable(getattr(case, name))])

    def loadTestsFromTestCase(self, case):
        names = self.getTestCaseNames(case)
        if not names and hasattr(case, 'runTest'):
            names = ['runTest']
        return self.suiteClass([case(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        found = [getattr(module, name) for name in dir(module)]
        cases = [one for one in found if isinstance(one, type) and issubclass(one, TestCase) and one not in (TestCase, FunctionTestCase)]
        return self.suiteClass([self.loadTestsFromTestCase(case) for case in cases])

    def loadTestsFromName(self, name, module=None):
        import __main__
        found = __main__ if module is None else module
        parent = None
        for part in name.split('.'):
            if part == '__main__':
                continue
            parent, found = found, getattr(found, part)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        return self.suiteClass([parent(name.split('.')[-1])])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *, tb_locals=False, durations=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        started = time.perf_counter()
        result.startTestRun()
        test.run(result) if isinstance(test, TestSuite) else TestSuite([test]).run(result)
        result.stopTestRun()
        taken = time.perf_counter() - started
        result.printErrors()
        plural = '' if result.testsRun == 1 else 's'
        self.stream.write('%s\nRan %d test%s in %.3fs\n\n' % (result.separator2, result.testsRun, plural, taken))
        parts = []
        if not result.wasSuccessful():
            self.stream.write('FAILED')
            parts += ['%s=%d' % pair for pair in (('failures', len(result.failures)), ('errors', len(result.errors))) if pair[1]]
        elif result.testsRun == 0 and not result.skipped:
            self.stream.write('NO TESTS RAN')
        else:
            self.stream.write('OK')
        counts = (('skipped', result.skipped), ('expected failures', result.expectedFailures), ('unexpected successes', result.unexpectedSuccesses))
        parts += ['%s=%d' % (name, len(found)) for name, found in counts if found]
        self.stream.write(' (%s)\n' % ', '.join(parts) if parts else '\n')
        return result


class TestProgram:
    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        import __main__
        argv = sys.argv if argv is None else argv
        names = [one for one in argv[1:] if not one.startswith('-')]
        if '-v' in argv[1:] or '--verbose' in argv[1:]:
            verbosity = 2
        if '-q' in argv[1:] or '--quiet' in argv[1:]:
            verbosity = 0
        if '-f' in argv[1:] or '--failfast' in argv[1:]:
            failfast = True
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        module = __main__ if isinstance(module, str) else module
        self.test = testLoader.loadTestsFromNames(names, module) if names else testLoader.loadTestsFromModule(module)
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=bool(failfast))
        self.result = runner.run(self.test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
