"""Runs tests and says what came of them, as the command line does."""

import sys
import time

from unittest.result import TestResult
from unittest.suite import defaultTestLoader


class TextTestResult(TestResult):
    """Says a letter, or with verbosity 2 a line, for each test, and at the end what went wrong."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.descriptions = descriptions
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self._at_begin = True

    def getDescription(self, test):
        first = test.shortDescription() if self.descriptions else None
        return f"{test}\n{first}" if first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._say(self.getDescription(test) + " ... ")
            self._at_begin = False

    def addSuccess(self, test):
        super().addSuccess(test)
        self._mark(test, ".", "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self._mark(test, "E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._mark(test, "F", "FAIL")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self._mark(subtest, "F" if failed else "E", "FAIL" if failed else "ERROR")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark(test, "s", f"skipped {reason!r}")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._mark(test, "x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark(test, "u", "unexpected success")

    def printErrors(self):
        if self.dots or self.showAll:
            self._say("\n")
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self._say(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self._say(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")

    def printErrorList(self, flavour, errors):
        for test, told in errors:
            self._say(f"{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{told}\n")

    def _mark(self, test, letter, word):
        """The letter of what has come of a test, or the word: that of a part of a test is in a line of its own."""
        if self.dots:
            self._say(letter)
        if not self.showAll:
            return
        part = hasattr(test, "test_case")
        if part and not self._at_begin:
            self._say("\n")
        if part or self._at_begin:
            self._say(f"{'  ' if part else ''}{self.getDescription(test)} ... ")
        self._say(word + "\n")
        self._at_begin = True

    def _say(self, text):
        self.stream.write(text)
        self.stream.flush()


class TextTestRunner:
    """Runs a suite and says on a stream what came of it."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False, durations=None):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        began = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - began
        result.printErrors()
        plural = "" if result.testsRun == 1 else "s"
        self.stream.write(f"{result.separator2}\nRan {result.testsRun} test{plural} in {taken:.3f}s\n\n")
        counts = [
            ("failures", result.failures),
            ("errors", result.errors),
            ("skipped", result.skipped),
            ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses),
        ]
        told = ", ".join(f"{name}={len(kept)}" for name, kept in counts if kept)
        if not result.wasSuccessful():
            word = "FAILED"
        elif result.testsRun == 0 and not result.skipped:
            word = "NO TESTS RAN"
        else:
            word = "OK"
        self.stream.write(f"{word} ({told})\n" if told else f"{word}\n")
        self.stream.flush()
        return result


class TestProgram:
    """What `unittest.main()` does: finds the tests of the program, runs them, ends with a status."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        names = []
        for word in (sys.argv if argv is None else argv)[1:]:
            if word in ("-v", "--verbose"):
                self.verbosity = 2
            elif word in ("-q", "--quiet"):
                self.verbosity = 0
            elif word in ("-f", "--failfast"):
                self.failfast = True
            elif not word.startswith("-"):
                names.append(word)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            self.test = testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=self.verbosity, failfast=self.failfast)
        self.result = testRunner.run(self.test)
        if exit:
            nothing = self.result.testsRun == 0 and not self.result.skipped
            sys.exit(5 if nothing else not self.result.wasSuccessful())


main = TestProgram
