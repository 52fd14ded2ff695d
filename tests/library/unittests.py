# What unittest runs, in which order, and what it tells.
import io
import sys
import unittest

steps = []


def setUpModule():
    steps.append("setUpModule")
    unittest.addModuleCleanup(steps.append, "module cleanup")


def tearDownModule():
    steps.append("tearDownModule")


class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        steps.append("setUpClass")
        cls.addClassCleanup(steps.append, "class cleanup")

    @classmethod
    def tearDownClass(cls):
        steps.append("tearDownClass")

    def setUp(self):
        steps.append("setUp")
        self.addCleanup(steps.append, "cleanup")

    def tearDown(self):
        steps.append("tearDown")

    def test_one(self):
        steps.append("one")

    def test_two(self):
        "It fails."
        steps.append("two")
        self.fail("no")


class Outcomes(unittest.TestCase):
    def test_error(self):
        {}["key"]

    def test_parts(self):
        for number in range(4):
            with self.subTest("part", number=number):
                if number == 2:
                    self.skipTest("two")
                self.assertNotEqual(number, 1)
        self.assertTrue(False, "behind them")

    @unittest.skip("not now")
    def test_skip(self):
        raise ValueError

    @unittest.expectedFailure
    def test_expected(self):
        self.assertIn(3, [1, 2])

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    @unittest.skipIf(sys.maxsize > 1, "large")
    def test_skip_if(self):
        pass

    @unittest.skipUnless(sys.maxsize > 1, "small")
    def test_not_skipped(self):
        pass


@unittest.skip("as a whole")
class Skipped(unittest.TestCase):
    def test_it(self):
        raise ValueError


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise OSError("no ground")

    def test_it(self):
        raise ValueError


class Asserts(unittest.TestCase):
    def test_all(self):
        calls = [
            lambda: self.assertEqual(1, 2),
            lambda: self.assertEqual(1, 2, "why"),
            lambda: self.assertEqual((1, 2), (1, 3)),
            lambda: self.assertEqual({1: 2}, {1: 3}),
            lambda: self.assertNotEqual(1, 1),
            lambda: self.assertTrue([]),
            lambda: self.assertFalse([0]),
            lambda: self.assertIs(1, None),
            lambda: self.assertIsNot(None, None),
            lambda: self.assertIsNone(3),
            lambda: self.assertIsNotNone(None),
            lambda: self.assertIn(1, (2,)),
            lambda: self.assertNotIn(2, (2,)),
            lambda: self.assertIsInstance(1, str),
            lambda: self.assertNotIsInstance(1, int),
            lambda: self.assertGreater(1, 2),
            lambda: self.assertGreaterEqual(1, 2),
            lambda: self.assertLess(2, 1),
            lambda: self.assertLessEqual(2, 1),
            lambda: self.assertAlmostEqual(1.0, 1.1),
            lambda: self.assertAlmostEqual(1.0, 1.1, delta=0.01),
            lambda: self.assertAlmostEqual(1.0, 1.04, places=1),
            lambda: self.assertNotAlmostEqual(1.0, 1.00000001),
            lambda: self.assertCountEqual([1, 2, 2], [2, 1, 3]),
            lambda: self.assertCountEqual([1, 2, 2], [2, 1, 2]),
            lambda: self.assertRegex("abc", "x+"),
            lambda: self.assertRegex("abc", "b."),
            lambda: self.assertNotRegex("abc", "b"),
            lambda: self.assertRaises(ValueError, int, "3"),
            lambda: self.assertRaises(ValueError, int, "x"),
            lambda: self.assertRaises((ValueError, KeyError), {}.pop, "x"),
            lambda: self.assertRaises(KeyError, int, "x"),
            lambda: self.assertRaisesRegex(ValueError, "nothing", int, "x"),
            lambda: self.assertRaisesRegex(ValueError, "invalid", int, "x"),
            lambda: self.assertRaises(3),
            lambda: self.assertRaises(ValueError, nothing=3),
            lambda: self.assertMultiLineEqual("a", 3),
            lambda: self.assertListEqual([1], (1,)),
            lambda: self.assertSetEqual({1}, {2}),
        ]
        for number, call in enumerate(calls):
            try:
                print(number, call())
            except (AssertionError, TypeError, ValueError) as error:
                # The lines behind the first differ from version to version.
                print(number, type(error).__name__, str(error).split("\n")[0])

    def test_contexts(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        print(caught.exception)
        with self.assertLogs("here", "INFO") as logs:
            import logging

            logging.getLogger("here").warning("one %s", "two")
            logging.getLogger("here").debug("not this")
        print(logs.output)
        with self.assertRaises(AssertionError) as caught:
            with self.assertNoLogs("here"):
                logging.getLogger("here").error("three")
        print(caught.exception)


for case in (Fixtures, Outcomes, Skipped, Broken, Asserts):
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    told = io.StringIO()
    result = unittest.TextTestRunner(stream=told, verbosity=2).run(suite)
    print(case.__name__, suite.countTestCases(), result.testsRun, result.wasSuccessful(), result)
    kinds = ("failures", "errors", "skipped", "expectedFailures", "unexpectedSuccesses")
    for kind in kinds:
        print(" ", kind, [str(item[0] if isinstance(item, tuple) else item) for item in getattr(result, kind)])
    for line in told.getvalue().split("\n"):
        if line and not line.startswith(("  ", "Ran", "+ ", "- ", "? ")):
            print(" |", line)
    print(steps)
    steps.clear()

names = unittest.TestLoader().getTestCaseNames(Outcomes)
print(names, unittest.TestLoader().loadTestsFromName("Fixtures.test_one", sys.modules["__main__"]).countTestCases())
print(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]).countTestCases())
program = unittest.main(argv=["tests", "Fixtures.test_one"], exit=False, testRunner=unittest.TextTestRunner(stream=io.StringIO()))
print(program.result.wasSuccessful(), Fixtures("test_one").id(), repr(Fixtures("test_one")), Fixtures("test_two").shortDescription())
