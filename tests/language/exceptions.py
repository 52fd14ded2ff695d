class Problem(Exception):
    pass


class Detailed(Problem):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f'[{self.code}] {super().__str__()}'


def risky(kind):
    if kind == 0:
        return 'fine'
    if kind == 1:
        raise ValueError('one')
    if kind == 2:
        raise Detailed(2, 'two')
    if kind == 3:
        return [][3]
    if kind == 4:
        return {}['key']
    if kind == 5:
        return 1 / 0
    if kind == 6:
        return int('x')
    if kind == 7:
        return None.attribute
    if kind == 8:
        return 'a' + 1
    if kind == 9:
        raise Problem
    if kind == 10:
        assert kind == 0, 'asserted'
    if kind == 11:
        return undefined_name
    if kind == 12:
        raise KeyError('k')
    raise Exception('other', kind)


for kind in range(14):
    try:
        result = risky(kind)
    except (ValueError, IndexError) as error:
        print(kind, 'first', type(error).__name__, error)
    except Problem as error:
        print(kind, 'problem', repr(str(error)), getattr(error, 'code', None))
    except Exception as error:
        print(kind, type(error).__name__, error, error.args)
    else:
        print(kind, 'else', result)
    finally:
        print(kind, 'finally')


def flow():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print('body', i)
        finally:
            print('cleanup', i)
    else:
        print('never')
    try:
        return 'returned'
    finally:
        print('before return')


print(flow())


def swallow():
    try:
        raise ValueError
    finally:
        return 'swallowed'


print(swallow())
try:
    try:
        raise KeyError('inner')
    except KeyError as error:
        raise ValueError('outer') from error
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined
except NameError as error:
    print(error, '|', repr(error.__context__))


def again():
    try:
        raise RuntimeError('again')
    except RuntimeError:
        try:
            raise
        except RuntimeError as error:
            return str(error)


print(again())
try:
    raise
except RuntimeError as error:
    print(error)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print('enter', self.name)
        return self

    def __exit__(self, kind, value, trace):
        print('exit', self.name, kind.__name__ if kind else None, value)
        return self.swallow


with Manager('a') as a, Manager('b'):
    print('inside', a.name)
with Manager('c', True):
    raise ValueError('gone')
try:
    with Manager('d'):
        raise ValueError('kept')
except ValueError as error:
    print('caught', error)


def leaves():
    for i in range(3):
        with Manager(i):
            if i == 0:
                continue
            return i


print(leaves())
try:
    raise 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError('x')
    except 5:
        pass
except TypeError as error:
    print(error)
e = None
try:
    raise ValueError('unbound after')
except ValueError as e:
    pass
try:
    print(e)
except NameError as error:
    print(error)
try:
    with 5:
        pass
except TypeError as error:
    print(error)
try:
    a, b = 1, 2, 3
except ValueError as error:
    print(error)
try:
    a, *b, c = [1]
except ValueError as error:
    print(error)
try:
    a, b = 5
except TypeError as error:
    print(error)
