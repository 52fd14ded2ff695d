# What would be too large, too deep or too long ends in an exception, here as there.


def attempt(name, action):
    try:
        action()
        print(name, 'fine')
    except (MemoryError, RecursionError, OverflowError, ValueError) as error:
        print(name, 'refused')


def forever(n):
    return forever(n + 1)


def deep():
    nest = []
    for _ in range(100000):
        nest = [nest]
    return repr(nest)


attempt('recursion', lambda: forever(0))
attempt('deep repr', deep)
attempt('digits', lambda: str(10 ** 5000))
attempt('shift', lambda: 1 << (1 << 64))
attempt('join', lambda: ','.join(['x'] * 1000))
pair = ()
for _ in range(100000):
    pair = (pair,)
print(len(pair))
del pair
rings = []
for _ in range(1000):
    ring = []
    ring.append(ring)
    rings.append(ring)
print(len(rings), rings[0] is rings[0][0])
total = 0
for i in range(20000):
    text = 'x' * 1000
    total += len(text)
print(total)
