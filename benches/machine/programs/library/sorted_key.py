def second(pair):
    return pair[1]


def main():
    pairs = [(i, (i * 7919) % 10007) for i in range(20000)]
    total = 0
    for _ in range(30):
        total += sorted(pairs, key=lambda pair: pair[1])[0][0]
        total += max(pairs, key=second)[0]
        pairs.sort(key=second, reverse=True)
        total += pairs[1][0]
        pairs.sort()
    print(total)


main()
