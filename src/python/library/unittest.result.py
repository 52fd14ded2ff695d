"""What came of the tests, counted and said."""

import traceback


class TestResult:
    """Collects what came of each test; says nothing."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def addSuccess(self, test):
        pass

    def addError(self, test, err):
        self.errors.append((test, self._told(err)))
        self._maybe_stop()

    def addFailure(self, test, err):
        self.failures.append((test, self._told(err)))
        self._maybe_stop()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            kept = self.failures if issubclass(err[0], test.failureException) else self.errors
            kept.append((subtest, self._told(err)))
            self._maybe_stop()

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._told(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        pass

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _maybe_stop(self):
        if self.failfast:
            self.stop()

    def _told(self, err):
        return "".join(traceback.format_exception(*err))

    def __repr__(self):
        return (
            f"<{type(self).__module__}.{type(self).__qualname__} run={self.testsRun} "
            f"errors={len(self.errors)} failures={len(self.failures)}>"
        )
