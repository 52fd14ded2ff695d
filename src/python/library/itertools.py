import collections


def chain(*iterables):
    return _chained(iterables)


def _chained(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


chain.from_iterable = _chained


def islice(iterable, *bounds):
    bounds = slice(*bounds)
    start, stop, step = bounds.start or 0, bounds.stop, bounds.step or 1
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    return _slicing(iter(iterable), start, stop, step)


def _slicing(iterator, start, stop, step):
    if stop is not None and stop <= 0:
        return
    index = 0
    wanted = start
    if stop is not None and wanted >= stop:
        return
    for item in iterator:
        if index == wanted:
            yield item
            wanted += step
        index += 1
        if stop is not None and index >= stop:
            return


def accumulate(iterable, function=None, *, initial=None):
    iterator = iter(iterable)
    if initial is None:
        missing = object()
        initial = next(iterator, missing)
        if initial is missing:
            return
    total = initial
    yield total
    for item in iterator:
        total = total + item if function is None else function(total, item)
        yield total


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def compress(data, selectors):
    for item, chosen in zip(data, selectors):
        if chosen:
            yield item


def pairwise(iterable):
    missing = object()
    last = missing
    for item in iterable:
        if last is not missing:
            yield (last, item)
        last = item


def batched(iterable, n):
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    missing = object()
    while True:
        items = [next(iterator, missing) for iterator in iterators]
        if all([item is missing for item in items]):
            return
        yield tuple([fillvalue if item is missing else item for item in items])


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat
    if not all(pools):
        return
    places = [0] * len(pools)
    while True:
        yield tuple([pools[at][places[at]] for at in range(len(pools))])
        at = len(pools) - 1
        while at >= 0:
            places[at] += 1
            if places[at] < len(pools[at]):
                break
            places[at] = 0
            at -= 1
        if at < 0:
            return


def permutations(iterable, r=None):
    items = tuple(iterable)
    size = len(items) if r is None else r

    def extend(chosen):
        if len(chosen) == size:
            yield tuple([items[at] for at in chosen])
            return
        for at in range(len(items)):
            if at not in chosen:
                yield from extend(chosen + [at])

    return extend([])


def combinations(iterable, r):
    items = tuple(iterable)

    def extend(chosen, start):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for at in range(start, len(items)):
            yield from extend(chosen + [items[at]], at + 1)

    return extend([], 0)


def combinations_with_replacement(iterable, r):
    items = tuple(iterable)

    def extend(chosen, start):
        if len(chosen) == r:
            yield tuple(chosen)
            return
        for at in range(start, len(items)):
            yield from extend(chosen + [items[at]], at)

    return extend([], 0)


def groupby(iterable, key=None):
    missing = object()
    group_key = missing
    group = []
    for item in iterable:
        item_key = item if key is None else key(item)
        if group_key is missing or item_key != group_key:
            if group_key is not missing:
                yield (group_key, iter(group))
            group_key, group = item_key, []
        group.append(item)
    if group_key is not missing:
        yield (group_key, iter(group))


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [collections.deque() for _ in range(n)]

    def one(own):
        missing = object()
        while True:
            if not own:
                item = next(iterator, missing)
                if item is missing:
                    return
                for other in queues:
                    other.append(item)
            yield own.popleft()

    return tuple([one(own) for own in queues])
