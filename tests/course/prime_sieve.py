"""The prime sieve of Hoare: each prime is a thread that filters; then the sieve of Eratosthenes in segments."""
import math
import queue
import threading


def numbers(out, limit):
    for n in range(2, limit):
        out.put(n)
    out.put(None)


def sift(prime, source, out):
    while True:
        n = source.get()
        if n is None:
            out.put(None)
            return
        if n % prime:
            out.put(n)


def primes(limit):
    channel = queue.Queue(2)
    threading.Thread(target=numbers, args=(channel, limit), daemon=True).start()
    while (prime := channel.get()) is not None:
        yield prime
        after = queue.Queue(2)
        threading.Thread(target=sift, args=(prime, channel, after), daemon=True, name=f"sift-{prime}").start()
        channel = after


print(*primes(40))


class SegmentedSieve:
    def __init__(self, limit, segments=4):
        self.limit = limit
        self.root = math.isqrt(limit)
        self.small = [p for p in range(2, self.root + 1) if all(p % q for q in range(2, math.isqrt(p) + 1))]
        self.found = [None] * segments
        size = -(-limit // segments)
        self.threads = [
            threading.Thread(target=self._segment, args=(k, k * size, min((k + 1) * size, limit)))
            for k in range(segments)
        ]

    def _segment(self, index, low, high):
        is_prime = [True] * (high - low)
        for p in self.small:
            first = max(p * p, (low + p - 1) // p * p)
            for multiple in range(first, high, p):
                is_prime[multiple - low] = False
        self.found[index] = [low + k for k, prime in enumerate(is_prime) if prime and low + k > 1]

    def run(self):
        for t in self.threads:
            t.start()
        for t in self.threads:
            t.join()
        return sum(self.found, [])


sieve = SegmentedSieve(500)
result = sieve.run()
print(len(result), "primes, the last", result[-1], "twin pairs:", sum(b - a == 2 for a, b in zip(result, result[1:])))
print([len(part) for part in sieve.found])
assert result[:12] == list(primes(40))
