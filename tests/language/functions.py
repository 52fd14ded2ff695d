def arguments(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, sorted(others.items())


print(arguments(1, c=3))
print(arguments(1, 9, 8, 7, c=3, e=5, f=6))
print(arguments(*[1, 2, 3], **{'c': 4, 'z': 5}))


def only(a, /, b, *, c):
    return a, b, c


print(only(1, b=2, c=3))
for bad in (
    lambda: arguments(),
    lambda: arguments(1),
    lambda: only(1, 2, 3),
    lambda: only(a=1, b=2, c=3),
    lambda: only(1, 2, c=3, d=4),
    lambda: only(1, 2, b=2, c=3),
    lambda: len(),
    lambda: 5(),
):
    try:
        bad()
    except TypeError as error:
        print(type(error).__name__, '|', error)


def counter():
    count = 0

    def add(by=1):
        nonlocal count
        count += by
        return count

    return add


one, two = counter(), counter()
one()
one(5)
two()
print(one(), two())

total = 0


def add_to_total(n):
    global total
    total += n
    return total


add_to_total(3)
add_to_total(4)
print(total)


def decorate(prefix):
    def outer(function):
        def inner(*args, **keywords):
            return prefix + function(*args, **keywords)
        return inner
    return outer


@decorate('<')
@decorate('>')
def word(text, times=2):
    return text * times


print(word('ab'), word('x', times=3))
print([f(3) for f in [lambda x, n=n: x ** n for n in range(4)]])
print((lambda *a, **k: (a, k))(1, 2, x=3))


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print(fact(30))


def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as error:
    print('RecursionError')

fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
print(max([3, 1, 2], key=lambda v: -v), sorted('bca', reverse=True))
x = 5


def shadow():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1


shadow()
print(word.__name__, fact.__name__, (lambda: 0).__name__)
a = b = [1]
a.append(2)
print(b, a is b)
