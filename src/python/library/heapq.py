# The smallest first. `_helped` does it at once, unless the program's own code compares.


def _rise(heap, top, at):
    item = heap[at]
    while at > top:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _sink(heap, at):
    # The smaller ones rise until there is room at the bottom: most items belong there.
    top, item = at, heap[at]
    while 2 * at + 1 < len(heap):
        child = 2 * at + 1
        if child + 1 < len(heap) and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
    heap[at] = item
    _rise(heap, top, at)


def heappush(heap, item):
    if _helped('push', heap, item) is NotImplemented:
        heap.append(item)
        _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    found = _helped('pop', heap)
    if found is not NotImplemented:
        return found
    last = heap.pop()
    if not heap:
        return last
    item = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return item


def heapify(heap):
    if _helped('heapify', heap) is NotImplemented:
        for at in range(len(heap) // 2 - 1, -1, -1):
            _sink(heap, at)


def heappushpop(heap, item):
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapreplace(heap, item):
    found = _helped('replace', heap, item)
    if found is not NotImplemented:
        return found
    smallest = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return smallest


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n]


def merge(*iterables, key=None, reverse=False):
    heads = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heads.append([item, order, iterator])
            break
    while heads:
        best = heads[0]
        for head in heads[1:]:
            one, other = (head[0], best[0]) if key is None else (key(head[0]), key(best[0]))
            if (other < one) if reverse else (one < other):
                best = head
        yield best[0]
        for item in best[2]:
            best[0] = item
            break
        else:
            heads.remove(best)
