import sys
def f(): g()
def g(): raise ValueError('x')
try: f()
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb: names.append((tb.tb_lineno, tb.tb_frame.f_code.co_name)); tb = tb.tb_next
    print(names)
    print(e.__traceback__ is e.__traceback__, sys.exc_info()[2] is e.__traceback__)
    e2 = e.with_traceback(None)
    print(e2 is e, e.__traceback__)
try: raise e2
except ValueError as e: print(e.__traceback__.tb_lineno)
try: e2.__traceback__ = 5
except TypeError as e: print(e)
try: e2.__cause__ = 5
except TypeError as e: print(e)
try: e2.__context__ = 5
except TypeError as e: print(e)
e = Exception(1, 2)
e.args = [3]
print(e.args)
try: del e.args
except TypeError as x: print(x)
try: e.args = 5
except TypeError as x: print(x)
print(sys.exc_info())
try:
    try: raise KeyError(1)
    except KeyError: raise ValueError(2)
except ValueError as e: print(repr(e.__context__), repr(sys.exc_info()[1]))
o = OSError(2, 'No', 'file'); print(o, o.errno, o.filename, o.args, o.filename2, type(o))
o = OSError(1, 'No', 'a', None, 'b'); print(o, o.filename2)
s = SyntaxError('bad', ('f.py', 3, 4, 'text', 5, 6)); print(s, s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno)
for bad in (lambda: ValueError(x=1), lambda: NameError('a', name='b').name):
    try: print(repr(bad()))
    except Exception as e: print(type(e).__name__, e)
try: Exception().add_note(5)
except TypeError as e: print(e)
u = UnicodeEncodeError('ascii', 'héé', 1, 3, 'ordinal not in range'); print(u, u.start, u.object, u.reason)
u = UnicodeEncodeError('ascii', 'hé', 1, 2, 'ordinal not in range'); print(u)
u = UnicodeDecodeError('ascii', b'h\xe9', 1, 2, 'ordinal not in range'); print(u)
class E(Exception):
    def __init__(self, a, b=2): self.a = a
print(E(1).args, E(1, b=3).args, repr(E(1)))
i = iter([1]); next(i)
try: next(i)
except StopIteration as s: print(s.value)
e = Exception('x'); e.__setstate__({'z': 5}); print(e.z)


class Missing:
    known = 1


for wrong in (lambda: Missing().zz, lambda: Missing.zz, lambda: zz, lambda: [].zz):
    try:
        wrong()
    except (AttributeError, NameError) as error:
        print(type(error).__name__, error.name, hasattr(error, 'obj'))
error = ImportError('m', name='n', path='p')
print(error.name, error.path, error.msg, ImportError(1, 2).msg)

# A chain of contexts has no circle, and the latest context counts.
try:
    try:
        raise KeyError('a')
    except KeyError as first:
        kept = first
        try:
            raise ValueError('b')
        except ValueError:
            raise kept
except KeyError as error:
    print(repr(error.__context__), error.__context__.__context__)
try:
    try:
        raise KeyError('again')
    finally:
        raise_in_finally = True
except KeyError as error:
    print(error.__context__)
