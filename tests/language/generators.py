def count(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            print('got', got)
        i += 1
    return 'end'


g = count(3)
print(next(g), g.send('a'), next(g))
try:
    next(g)
except StopIteration as stop:
    print('stopped', stop.value)
print(next(g, 'default'))


def outer():
    result = yield from count(2)
    print('result', result)
    yield from [10, 20]
    yield from 'ab'


print(list(outer()))


def echo():
    while True:
        try:
            value = yield
            print('echo', value)
        except ValueError as error:
            print('thrown', error)
        finally:
            print('round')


e = echo()
next(e)
e.send(1)
e.throw(ValueError('v'))
e.close()


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(10)])
squares = (x * x for x in range(6) if x % 2)
print(list(squares), list(squares))
print(sum(x for x in range(5)), any(x > 3 for x in range(5)), all(x > 3 for x in range(5)))
print({x: x * x for x in range(3)}, {x % 2 for x in range(5)}, [(a, b) for a in range(2) for b in 'xy' if a])
print(dict(zip('ab', (1, 2))), list(enumerate('ab', 1)), list(map(str, [1, 2])), list(filter(None, [0, 1, 2])))
print(list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(reversed([1, 2, 3])), sorted([3, 1, 2], key=lambda x: -x))
print(', '.join(str(x) for x in range(3)), max((x for x in [3, 1]), default=0), list(zip(range(3), count(5))))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(3)))
n = 3
print([n for n in range(2)], n, [[i * j for j in range(3)] for i in range(3)])


def broken():
    yield 1
    raise StopIteration


try:
    list(broken())
except RuntimeError as error:
    print(error)
first, *rest = (x for x in 'abc')
print(first, rest)
if (m := len(rest)) > 1:
    print(m)


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), 3 in Tree(1, Tree(3)))
for i, c in enumerate('ab'):
    for j in range(2):
        if j:
            break
    else:
        print('no')
    print(i, c, j)
else:
    print('done')
