x = 5
print(eval('x + 1'), eval(' 1 + 2 '), eval('(1,\n2)'))
exec('y = x * 2\ndef f(a): return a + x + y')
print(y, f(1)); x = 100; print(f(1))
def g(a):
    b = 3
    exec('b = 99; c = 5')
    return eval('a + b + x'), b
print(g(10))
ns = {}
exec('''
import math
class A:
    def m(self): return math.floor(v)
v = 2.5
''', ns)
print(sorted(k for k in ns if k != '__builtins__'), ns['A']().m())
print(eval('p * q', {'p': 3, 'q': 4}), eval('p * q', {'p': 3}, {'q': 5}))
for bad in ('1 +', 'x = 1', '', 'f(', "a b"):
    try: eval(bad)
    except SyntaxError as e: print('SyntaxError', bad)
try: exec('raise ValueError(3)')
except ValueError as e: print(e, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
try: eval('undefined_q')
except NameError as e: print(e)
c = compile('1 + x', 'file', 'eval'); print(eval(c), c.co_filename)
globals()['new'] = 7; print(new, 'new' in globals(), globals()['x'])
print([eval('i * 2') for i in range(3)])
def h():
    z = 1
    return locals()
print(h(), type(globals()) is dict or isinstance(globals(), dict))
class C:
    a = 1
    print(sorted(k for k in locals() if not k.startswith('__')))
print(eval("f'{x!r:>5}'"), eval("[k for k in range(3)]"), eval('(lambda q: q + x)(1)'))
d = dict(a=1); exec('b = a + 1; del a', d); print('a' in d, d['b'])
t = 0
for i in range(300): t += eval('i')
print(t, eval('__name__'))
def run(run=eval): return run('1 + 1')
print(run())
