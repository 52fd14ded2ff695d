def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, n + 1):
        if flags[i]:
            for k in range(i * i, n + 1, i):
                flags[k] = False
    return [i for i in range(n + 1) if flags[i]]


def words(n):
    counts = {}
    for i in range(n):
        word = (i * 7919) % 1009
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return sum(value for key, value in counts.items() if key % 2)


def matrix(n):
    a = [[i * j % 7 for j in range(n)] for i in range(n)]
    b = [[i + j for j in range(n)] for i in range(n)]
    c = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            total = 0
            for k in range(n):
                total += a[i][k] * b[k][j]
            c[i][j] = total
    return c[n - 1][n - 2]


def sets(n):
    seen, twice = set(), set()
    for i in range(n):
        key = (i * i) % 4999
        if key in seen:
            twice.add(key)
        seen.add(key)
    return len(seen & twice), len(seen - twice), len(seen | {-1, -2})


def stack(n):
    items, total = [], 0
    for i in range(n):
        items.append((i, i + 1))
        if len(items) > 50:
            first, second = items.pop()
            total += first + second
            items.pop(0)
    return total


print(len(sieve(700000)), words(900000), matrix(110), sets(600000), stack(450000))
