"""Map, shuffle, reduce: words counted by threads."""
import string
import threading
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from itertools import chain, groupby
from operator import itemgetter

TEXT = """\
It is a truth universally acknowledged that a thread in possession of a lock
must be in want of a key. However little known the feelings or views of such a thread
may be on its first entering a critical section, this truth is so well fixed
in the minds of the surrounding threads that it is considered the property
of some one or other of their queues.
"""
STOP = frozenset("a an the of in is it to or on be".split())


def words(line):
    table = str.maketrans("", "", string.punctuation)
    return [word for word in line.lower().translate(table).split() if word not in STOP]


def mapper(line):
    return [(word, 1) for word in words(line)]


def reducer(item):
    word, counts = item
    return word, sum(counts)


def shuffle(pairs):
    groups = defaultdict(list)
    for word, count in pairs:
        groups[word].append(count)
    return groups.items()


with ThreadPoolExecutor(max_workers=3) as pool:
    mapped = pool.map(mapper, TEXT.splitlines())
    counts = dict(pool.map(reducer, shuffle(chain.from_iterable(mapped))))

for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
    print(f"{word:<10}{count:>3} {'#' * count}")

# The same with one counter for each thread, merged at the end.
partial, lock = [], threading.Lock()


def count_lines(lines):
    own = Counter()
    for line in lines:
        own.update(words(line))
    with lock:
        partial.append(own)


lines = TEXT.splitlines()
threads = [threading.Thread(target=count_lines, args=(lines[k::2],)) for k in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
total = reduce(lambda a, b: a + b, partial, Counter())
print(total == counts, total["thread"], total["missing"], sum(total.values()))
print(total.most_common(1)[0][1])
by_length = sorted(((len(word), word) for word in total), key=itemgetter(0))
print({length: len(list(group)) for length, group in groupby(by_length, itemgetter(0))})
