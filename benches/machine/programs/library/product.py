import itertools


def main():
    total = 0
    for a, b, c in itertools.product(range(150), range(150), "abcdefghijklmnopqrstuvwxyz"):
        total += a * b
    for a, b in itertools.combinations(range(1500), 2):
        total += a - b
    for p in itertools.permutations(range(9)):
        total += p[0]
    total += sum(1 for _ in itertools.product([0, 1], repeat=20))
    print(total)


main()
