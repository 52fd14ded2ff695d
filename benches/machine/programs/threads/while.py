def main():
    i = n = 0
    while i < 3000000:
        if i % 2 == 0:
            n += 1
        i += 1
    print(n)
main()
