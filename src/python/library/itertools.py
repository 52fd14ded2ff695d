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
    if repeat < 0:
        raise ValueError('repeat argument cannot be negative')
    return _helped('product', tuple([tuple(iterable) for iterable in iterables] * repeat), 0)


def _arranged(name, iterable, size):
    items = tuple(iterable)
    size = len(items) if size is None else size
    if size < 0:
        raise ValueError('r must be non-negative')
    return _helped(name, (items,), size)


def permutations(iterable, r=None):
    return _arranged('permutations', iterable, r)


def combinations(iterable, r):
    return _arranged('combinations', iterable, r)


def combinations_with_replacement(iterable, r):
    return _arranged('combinations_with_replacement', iterable, r)


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
