import math
import random


class Random:
    def __init__(self, seed=None):
        self.seed(seed)

    def seed(self, a=None):
        if a is None:
            a = random.getrandbits(60)
        elif not isinstance(a, int):
            number = 7
            for character in repr(a):
                number = (number * 1000003 + ord(character)) % 2305843009213693951
            a = number
        self._state = a % 18446744073709551616

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        value = 0
        for _ in range((k + 63) // 64):
            self._state = (self._state + 11400714819323198485) % 18446744073709551616
            mixed = (self._state ^ self._state >> 30) * 13787848793156543929 % 18446744073709551616
            mixed = (mixed ^ mixed >> 27) * 10723151780598845931 % 18446744073709551616
            value = value << 64 | mixed ^ mixed >> 31
        return value >> -k % 64

    def random(self):
        return self.getrandbits(53) / 9007199254740992

    def randrange(self, start, stop=None, step=1):
        choices = range(start) if stop is None else range(start, stop, step)
        if not choices:
            raise ValueError('empty range for randrange()')
        return choices[self._below(len(choices))]

    def _below(self, n):
        return self.getrandbits(64 + n.bit_length()) % n

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._below(len(seq))]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        from bisect import bisect_right
        from itertools import accumulate
        population = list(population)
        if cum_weights is None:
            cum_weights = list(accumulate([1] * len(population) if weights is None else weights))
        return [population[bisect_right(cum_weights, self.random() * cum_weights[-1], 0, len(population) - 1)] for _ in range(k)]

    def shuffle(self, x):
        for at in range(len(x) - 1, 0, -1):
            other = self._below(at + 1)
            x[at], x[other] = x[other], x[at]

    def sample(self, population, k):
        pool = list(population)
        if not 0 <= k <= len(pool):
            raise ValueError('Sample larger than population or is negative')
        self.shuffle(pool)
        return pool[:k]

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + sigma * math.sqrt(-2 * math.log(1 - self.random())) * math.cos(2 * math.pi * self.random())

    normalvariate = gauss

    def expovariate(self, lambd=1.0):
        return -math.log(1 - self.random()) / lambd

    def triangular(self, low=0.0, high=1.0, mode=None):
        return low + (high - low) * (self.random() + self.random()) / 2


class SystemRandom(Random):
    pass
