class Refused(Exception):
    def __init__(self, why):
        super().__init__(why)
        self.why = why


def check(i):
    if i % 3 == 0:
        raise ValueError(i)
    if i % 5 == 0:
        raise Refused(i)
    return i


def careful(i):
    try:
        return check(i)
    finally:
        i += 1


def main():
    good = bad = refused = missing = 0
    table = {1: 1}
    for i in range(700000):
        try:
            good += careful(i)
        except ValueError:
            bad += 1
        except Refused as e:
            refused += e.why
        try:
            missing += table[i % 4]
        except KeyError:
            missing -= 1
    print(good, bad, refused, missing)


main()
