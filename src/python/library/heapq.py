# The smallest first.


def heappush(heap, item):
    heap.append(item)
    at = len(heap) - 1
    while at > 0:
        parent = (at - 1) // 2
        if not heap[at] < heap[parent]:
            break
        heap[at], heap[parent] = heap[parent], heap[at]
        at = parent


def _sink(heap, at):
    while True:
        smallest = at
        for child in (2 * at + 1, 2 * at + 2):
            if child < len(heap) and heap[child] < heap[smallest]:
                smallest = child
        if smallest == at:
            return
        heap[at], heap[smallest] = heap[smallest], heap[at]
        at = smallest


def heappop(heap):
    last = heap.pop()
    if not heap:
        return last
    item = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return item


def heapify(heap):
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, at)


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapreplace(heap, item):
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
