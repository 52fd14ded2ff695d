from functools import lru_cache, cache


@lru_cache(maxsize=128)
def square(n):
    return n * n


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def main():
    total = 0
    for i in range(2000000):
        total += square(i % 100)
        total += fib(30)
    print(total)


main()
