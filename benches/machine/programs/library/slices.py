def main():
    items = list(range(200))
    text = "the quick brown fox " * 10
    total = 0
    for i in range(400000):
        k = i % 50
        part = items[k : k + 20]
        total += part[-1] + len(items[::-1]) + len(text[k:-k]) + len(items[k:])
        items[k : k + 2] = [k, k + 1]
    print(total)


main()
