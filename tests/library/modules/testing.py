import unittest
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("class up")
    @classmethod
    def tearDownClass(cls): print("class down")
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(self.x, 1)
    def test_fail(self): self.assertEqual([1, 2], [1, 2], 'm'); self.assertEqual(1, 2)
    def test_error(self):
        "It divides."
        1 / 0
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    @unittest.skip("later")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_x(self): self.fail("as thought")
    @unittest.expectedFailure
    def test_u(self): pass
    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as c: 1 / 0
        self.assertIn('division', str(c.exception))
        self.assertRaises(KeyError, {}.__getitem__, 1)
        with self.assertRaisesRegex(ValueError, 'inval'): int('x')
    def test_asserts(self):
        checks = [lambda: self.assertTrue(0), lambda: self.assertFalse(1), lambda: self.assertIs(1, 2), lambda: self.assertIsNone(3), lambda: self.assertIsNotNone(None), lambda: self.assertIn(1, [2]), lambda: self.assertNotIn(2, [2]), lambda: self.assertIsInstance(1, str), lambda: self.assertLess(2, 1), lambda: self.assertGreaterEqual(1, 2), lambda: self.assertAlmostEqual(1, 1.1), lambda: self.assertAlmostEqual(1, 2, delta=0.5), lambda: self.assertRegex('abc', 'x'), lambda: self.assertEqual('a', 'b'), lambda: self.assertEqual({1}, {2}), lambda: self.assertRaises(ValueError, int, '3'), lambda: self.assertTrue(False, 'why'), lambda: self.assertIsNot(1, 1), lambda: self.assertCountEqual([1], [2])]
        for check in checks:
            try: check()
            except AssertionError as e: print(str(e).split('\n')[0])
    def test_cleanup(self):
        self.addCleanup(print, 'clean')
        print('in', self.id(), self)
    def test_log(self):
        import logging
        with self.assertLogs('a', level='INFO') as cm: logging.getLogger('a').warning('w')
        self.assertEqual(cm.output, ['WARNING:a:w'])
@unittest.skipIf(True, 'all')
class S(unittest.TestCase):
    def test_a(self): pass
def setUpModule(): print("mod up")
def tearDownModule(): print("mod down")
import io
stream = io.StringIO()
for verbosity in (1, 2):
    result = unittest.TextTestRunner(stream, verbosity=verbosity).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
    print(result, result.wasSuccessful())
unittest.TextTestRunner(stream).run(unittest.TestSuite([T('test_ok'), S('test_a')]))
for line in stream.getvalue().split('\n'):
    if not line.startswith('Ran ') and not line.strip(' ~^') == '':
        print(line)
