def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def mix(a, b, c=3):
    return a + b - c


def count(n):
    total = 0
    for i in range(n):
        total = mix(total, i)
        total = mix(total, 1, i)
    return total


print(fib(29), count(2000000))
