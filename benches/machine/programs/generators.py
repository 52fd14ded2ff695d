def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(items):
    for item in items:
        if item % 2:
            yield item


def both(n):
    yield from numbers(n)
    yield from odd(numbers(n))


def counter():
    count = 0

    def add(n):
        nonlocal count
        count += n
        return count

    return add


def compose(f, g):
    return lambda x: f(g(x))


def main():
    total = 0
    for item in odd(numbers(6000000)):
        total += item
    for item in both(600000):
        total += item
    total += sum(i * i for i in range(1200000) if i % 3)
    add = counter()
    twice = compose(add, lambda x: x + x)
    for i in range(1000000):
        twice(i)
    print(total, add(0))


main()
