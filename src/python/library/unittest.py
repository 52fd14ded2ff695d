# Tests as classes: what `unittest.main()` runs.

import unittest.case as case
import unittest.result as result
import unittest.runner as runner
import unittest.suite as suite

TestCase = case.TestCase
FunctionTestCase = case.FunctionTestCase
SkipTest = case.SkipTest
skip = case.skip
skipIf = case.skipIf
skipUnless = case.skipUnless
expectedFailure = case.expectedFailure
addModuleCleanup = case.addModuleCleanup
doModuleCleanups = case.doModuleCleanups
enterModuleContext = case.enterModuleContext
TestResult = result.TestResult
TextTestResult = runner.TextTestResult
TestSuite = suite.TestSuite
TestLoader = suite.TestLoader
defaultTestLoader = suite.defaultTestLoader
TextTestRunner = runner.TextTestRunner
TestProgram = runner.TestProgram
main = runner.main
