import sys
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [KeyError('x'), OSError(5)])])
    except* ValueError as e:
        print('V', repr(e), e.exceptions, sys.exception() is e)
    except* (KeyError, OSError) as e:
        print('K', repr(e))
        raise RuntimeError('again')
    except* ZeroDivisionError:
        print('no')
    else:
        print('else')
    finally:
        print('finally')
except BaseExceptionGroup as e:
    print(repr(e), repr(e.__context__))
    print(e.exceptions[0].__context__)
try:
    try:
        raise ValueError('naked')
    except* ValueError as e:
        print(repr(e), type(e))
except Exception as x:
    print('no', x)
try:
    try:
        raise TypeError('naked')
    except* ValueError as e:
        print(repr(e), type(e))
except TypeError as x:
    print('passed', x, x.__context__)
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise
except ExceptionGroup as e:
    print(repr(e))
eg = ExceptionGroup('a', [ValueError(1), ExceptionGroup('b', [TypeError(2), ValueError(3)])])
print(eg.split(ValueError))
print(eg.subgroup(lambda e: isinstance(e, TypeError)))
print(str(eg), eg.message, eg.args)
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG(self.message, excs)
m = MyEG('my', [ValueError(1), TypeError(2)])
m.add_note('note')
a, b = m.split(TypeError)
print(repr(a), repr(b), a.__notes__)
for bad in (lambda: ExceptionGroup('x', []), lambda: ExceptionGroup('x', [1]), lambda: ExceptionGroup('x', [KeyboardInterrupt()]), lambda: BaseExceptionGroup('x', [KeyboardInterrupt()]), lambda: BaseExceptionGroup('x', [ValueError()])):
    try: print(repr(bad()))
    except Exception as e: print(type(e).__name__, e)
def f():
    try:
        raise ExceptionGroup('x', [KeyError(1)])
    except* KeyError:
        return_value = 5
    return return_value
print(f())
