"""Iterators and generators shared by threads: a locked generator, a chunked reader, itertools."""
import itertools
import threading


class Locked:
    """Lets threads share an iterator."""

    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)


def threadsafe(function):
    return lambda *args, **kwargs: Locked(function(*args, **kwargs))


@threadsafe
def countdown(n):
    while n:
        yield n
        n -= 1


shared, got, lock = countdown(30), [], threading.Lock()


def take():
    for item in shared:
        with lock:
            got.append(item)


threads = [threading.Thread(target=take) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(got) == list(range(1, 31)), next(shared, "over"))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def __reversed__(self):
        return reversed(list(self))

    def __contains__(self, value):
        return any(v == value for v in self)


tree = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))
print(*tree, *reversed(tree), 5 in tree, 9 in tree, max(tree), sum(tree), list(zip(tree, "abc")))


def chunks(iterable, size):
    iterator = iter(iterable)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


print(list(chunks(range(7), 3)), list(itertools.pairwise("abc")), list(itertools.accumulate([3, 1, 2], max)))
print(list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.takewhile(lambda x: x < 3, itertools.count())))
print([(k, len(list(g))) for k, g in itertools.groupby("aabbbc")], list(itertools.combinations("abc", 2))[-1], len(list(itertools.permutations(range(4)))))
a, b = itertools.tee(iter("xy"))
print(list(a), list(b), list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.product([0, 1], repeat=2)))
print(list(itertools.starmap(divmod, [(7, 2), (9, 4)])), list(itertools.compress("abcd", [1, 0, 1])), list(itertools.dropwhile(str.isdigit, "12a3")))


def pipeline(*stages):
    def run(source):
        for stage in stages:
            source = stage(source)
        return source
    return run


evens = lambda xs: (x for x in xs if x % 2 == 0)
squares = lambda xs: (x * x for x in xs)
print(list(pipeline(evens, squares, lambda xs: itertools.islice(xs, 3))(itertools.count(1))))
numbers = (n for n in [1, 2])
print(next(numbers), next(numbers), next(numbers, None), [*enumerate("ab", 1)], dict(enumerate("ab")))
try:
    next(numbers)
except StopIteration:
    print("stopped")
