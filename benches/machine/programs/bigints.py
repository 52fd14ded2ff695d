def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def factorial(n):
    total = 1
    for i in range(2, n + 1):
        total *= i
    return total


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def pi(digits):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < digits:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return out


total = sum(pow(3, 2**127 + i, 2**127 - 1) % 1000 for i in range(1500))
print(len(str(fibonacci(20000))), fibonacci(60000) % 10**9, len(str(factorial(1500))), factorial(6000) % 10007, collatz(3**700 + 2), sum(pi(1500)), total)
